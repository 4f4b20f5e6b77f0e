"""The one-page brief: why now, what both courses cost, and what follows; to be copied or recorded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.analysis.findings.brief import Brief
from planner.analysis.wording import share
from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, HEADLINE
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline

_WIDTH = 780


class BriefDialog(QDialog):
    """Shows a brief; ``record_asked`` asks for a decision that starts with it."""

    record_asked = Signal(object)

    def __init__(self, themes: ThemeController, brief: Brief, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes, self.brief = themes, brief
        self.setWindowTitle(brief.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.copy = Button(themes, self.tr("Copy"), icon="copy")
        self.close_button = Button(themes, self.tr("Close"))
        self.record = Button(themes, self.tr("Record a decision"), kind=ButtonKind.PRIMARY)
        self._build()
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(brief.as_text()))
        self.close_button.clicked.connect(self.reject)
        self.record.clicked.connect(self._on_record)

    def _build(self) -> None:
        top = Ground(self._themes)
        column = QVBoxLayout(top)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(10)
        column.addWidget(ThemedLabel(self._themes, self.brief.title, size_px=HEADLINE, strong=True, tone="text"))
        for trigger in self.brief.triggers:
            column.addLayout(self._reason(trigger.sentence))
        column.addSpacing(8)
        column.addLayout(self._table())
        column.addSpacing(8)
        column.addWidget(ThemedLabel(self._themes, self.brief.outlook, strong=True, tone="text").wrapped())
        column.addWidget(ThemedLabel(self._themes, self.brief.basis, size_px=AXIS, tone="text3"))
        column.addStretch(1)
        foot = Ground(self._themes, "window")
        row = QHBoxLayout(foot)
        row.setContentsMargins(32, 12, 32, 12)
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.record)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget, stretch in ((top, 1), (Hairline(self._themes), 0), (foot, 0)):
            whole.addWidget(widget, stretch)

    def _reason(self, sentence: str) -> QHBoxLayout:
        sign = ThemedLabel(self._themes)
        sign.setPixmap(icon_pixmap("stop", self._themes.now.stop, size=16, ratio=self.devicePixelRatioF()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(ThemedLabel(self._themes, sentence, tone="text"), 1)
        return row

    def _table(self) -> QGridLayout:
        """Return the costs side by side."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        heads = (
            self.tr("Pay down, %1").replace("%1", share(self.brief.pay_share)),
            self.tr("Keep on, %1").replace("%1", share(self.brief.keep_share)),
        )
        for place, words in enumerate(heads, start=1):
            grid.addWidget(ThemedLabel(self._themes, words, strong=True, tone="text"), 0, place, right)
        grid.addWidget(Hairline(self._themes, strong=True), 1, 0, 1, 3)
        for number, line in enumerate(self.brief.lines):
            at = 2 + 2 * number
            grid.addWidget(ThemedLabel(self._themes, line.name), at, 0)
            grid.addWidget(ThemedLabel(self._themes, line.pay, tone="text"), at, 1, right)
            grid.addWidget(ThemedLabel(self._themes, line.keep, tone="text"), at, 2, right)
            grid.addWidget(Hairline(self._themes), at + 1, 0, 1, 3)
        return grid

    def _on_record(self) -> None:
        self.accept()
        self.record_asked.emit(self.brief)
