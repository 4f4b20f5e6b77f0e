"""The panel of the chosen item: everything known about it, its note, what it waits for and what waits for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from planner.analysis.board.backlog import BacklogReading, item_facts
from planner.domain.backlog import BacklogItem
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, PANEL
from planner.ui.widgets.buttons import IconButton, LinkButton
from planner.ui.widgets.flow import FlowLayout
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline

PANEL_WIDTH = 288


class NoteEdit(QPlainTextEdit):
    """A note; ``left`` when the focus goes."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that typing has ended."""
        super().focusOutEvent(event)
        self.left.emit()


class ItemPanel(QWidget):
    """Shows one item; ``noted(item, text)`` when its note was changed, ``key_chosen`` for a linked item."""

    noted = Signal(object, str)
    key_chosen = Signal(str)
    closed = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._item: BacklogItem | None = None
        self.setFixedWidth(PANEL_WIDTH)
        self.setAccessibleName(self.tr("Details of the item"))
        self._key = ThemedLabel(themes, size_px=AXIS, tone="text3")
        self._title = ThemedLabel(themes, size_px=PANEL, strong=True, tone="text").wrapped()
        self._facts = QGridLayout()
        self._links = QWidget()
        self._links_column = QVBoxLayout(self._links)
        self.note = NoteEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("A note for the team"))
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(84)
        self.note.left.connect(self._on_left)
        self._build()

    def show_item(self, item: BacklogItem | None, reading: BacklogReading) -> None:
        """Show an item; a note being typed is kept while it is the same item."""
        same = item is not None and self._item is not None and item.key == self._item.key
        if not same:
            self._on_left()
        self._item = item
        if item is None:
            return
        self._key.set_text(item.key)
        self._title.set_text(item.title)
        if not (same and self.note.hasFocus()):
            self.note.setPlainText(item.note)
        self._show_facts(item_facts(item, reading))
        self._show_links(item, reading)

    def _build(self) -> None:
        close = IconButton(self._themes, "close", self.tr("Close the details"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._key, 1)
        head.addWidget(close)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._links_column.setContentsMargins(0, 0, 0, 0)
        self._links_column.setSpacing(4)
        inner = Ground(self._themes, "base")
        column = QVBoxLayout(inner)
        column.setContentsMargins(15, 0, 8, 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addLayout(self._facts)
        column.addWidget(self._links)
        column.addWidget(ThemedLabel(self._themes, self.tr("Note"), strong=True, tone="text"))
        column.addWidget(self.note)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(self._themes, upright=True))
        row.addWidget(area, 1)

    def _show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        _empty(self._facts)
        for place, (name, words) in enumerate(facts):
            label = ThemedLabel(self._themes, name, size_px=AXIS, tone="text3")
            self._facts.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(ThemedLabel(self._themes, words, size_px=AXIS, tone="text").wrapped(), place, 1)

    def _show_links(self, item: BacklogItem, reading: BacklogReading) -> None:
        _empty(self._links_column)
        for words, keys in (
            (self.tr("Depends on"), item.depends_on),
            (self.tr("Needed by"), reading.needed_by.get(item.key, ())),
        ):
            if not keys:
                continue
            self._links_column.addWidget(ThemedLabel(self._themes, words, size_px=AXIS, tone="text3"))
            row = QWidget()
            flow = FlowLayout(gap=8)
            row.setLayout(flow)
            for key in keys:
                link = LinkButton(self._themes, key)
                link.clicked.connect(lambda _on=False, key=key: self.key_chosen.emit(key))
                flow.addWidget(link)
            self._links_column.addWidget(row)
        self._links.setVisible(self._links_column.count() > 0)

    def _on_left(self) -> None:
        text = self.note.toPlainText().strip()
        if self._item is not None and text != self._item.note:
            self.noted.emit(self._item, text)


def _empty(layout: QGridLayout | QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
