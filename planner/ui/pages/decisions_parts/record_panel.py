"""A record in full: context, decision, consequences, and what it is about."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.analysis.findings.expiring import RecordLine
from planner.analysis.findings.references import ReferenceLink
from planner.domain.decision import DecisionStatus
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, PANEL
from planner.ui.widgets.buttons import Button, ButtonKind, LinkButton
from planner.ui.widgets.flow import FlowLayout
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

WIDTH = 400


class RecordPanel(QWidget):
    """Shows one record; ``link_chosen`` carries a :class:`ReferenceLink`, ``superseding_chosen`` a number."""

    link_chosen = Signal(object)
    superseding_chosen = Signal(str)
    accept_asked = Signal(str)
    supersede_asked = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._shown = self._newer_number = ""
        self._title = ThemedLabel(themes, size_px=PANEL, strong=True, tone="text").wrapped()
        self._facts = ThemedLabel(themes).wrapped()
        self.newer = LinkButton(themes, "")
        self._texts = tuple(
            (ThemedLabel(themes, name, size_px=AXIS, tone="text3"), ThemedLabel(themes, tone="text").wrapped())
            for name in (self.tr("Context"), self.tr("Decision"), self.tr("Consequences"))
        )
        self._about = ThemedLabel(themes, self.tr("About"), size_px=AXIS, tone="text3")
        self._links = QWidget()
        self._flow = FlowLayout(gap=12)
        self._links.setLayout(self._flow)
        self.accept = Button(themes, self.tr("Accept"), kind=ButtonKind.PRIMARY)
        self.supersede = Button(themes, self.tr("Supersede"))
        self.accept_action = QAction(self.tr("Accept the proposed decision"), self)
        self.supersede_action = QAction(self.tr("Supersede the decision"), self)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self.newer)
        column.addSpacing(8)
        column.addWidget(Hairline(self._themes))
        for name, words in self._texts:
            column.addSpacing(8)
            column.addWidget(name)
            column.addWidget(words)
        column.addSpacing(8)
        column.addWidget(self._about)
        column.addWidget(self._links)
        column.addSpacing(16)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.accept)
        foot.addWidget(self.supersede)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)

    def _connect(self) -> None:
        self.newer.clicked.connect(lambda: self.superseding_chosen.emit(self._newer_number))
        self.accept.clicked.connect(lambda: self.accept_asked.emit(self._shown))
        self.accept_action.triggered.connect(lambda: self.accept_asked.emit(self._shown))
        self.supersede.clicked.connect(lambda: self.supersede_asked.emit(self._shown))
        self.supersede_action.triggered.connect(lambda: self.supersede_asked.emit(self._shown))

    @property
    def shown(self) -> str:
        """Number of the record shown."""
        return self._shown

    def show_record(self, line: RecordLine, links: tuple[ReferenceLink, ...]) -> None:
        """Show a record and what it is about."""
        record = line.record
        self._shown = record.id
        self._title.set_text(f"{record.id}  {record.title}")
        review = self.tr(", review on %1").replace("%1", line.review) if line.review else ""
        owner = f", {record.owner}" if record.owner else ""
        self._facts.set_text(f"{line.decided}, {line.kind}, {record.status.value}{owner}{review}")
        self._show_newer(record.superseded_by)
        for (name, words), text in zip(
            self._texts, (record.context, record.decision, record.consequences), strict=True
        ):
            words.set_text(text)
            name.setVisible(bool(text))
            words.setVisible(bool(text))
        self._show_links(links)
        proposed = record.status is DecisionStatus.PROPOSED
        replaced = record.status is DecisionStatus.SUPERSEDED
        for widget in (self.accept, self.accept_action):
            widget.setVisible(proposed)
        for widget in (self.supersede, self.supersede_action):
            widget.setVisible(not replaced)

    def _show_newer(self, number: str) -> None:
        self.newer.setVisible(bool(number))
        self.newer.setText(self.tr("Superseded by decision %1").replace("%1", number))
        self.newer.setAccessibleName(self.newer.text())
        self._newer_number = number

    def _show_links(self, links: tuple[ReferenceLink, ...]) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for link in links:
            button = LinkButton(self._themes, link.text)
            button.clicked.connect(partial(self.link_chosen.emit, link))
            self._flow.addWidget(button)
        self._about.setVisible(bool(links))
        self._links.setVisible(bool(links))
