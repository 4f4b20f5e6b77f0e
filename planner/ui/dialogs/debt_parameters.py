"""What the reserve lab rests on: each value with its range, where it comes from, and the source; typing replaces it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.analysis.debt.parameter_lines import ParameterLine, parameter_lines, with_parameter
from planner.domain.edits import ChangeSettings, Several
from planner.domain.errors import PlannerError
from planner.ui.messages import error_sentence
from planner.ui.pages.page import PageContext
from planner.ui.tables.column import Align, CellChange, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.fonts import PANEL
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline

_WIDTH, _HEIGHT = 1180, 570


class DebtParametersDialog(QDialog):
    """Shows the parameters of the open plan; each typed value is one undo step."""

    def __init__(self, context: PageContext, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(self.tr("Values and their sources"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        self.banner = Banner(context.theme)
        self.grid = Grid(context.theme, self._columns(), name=self.tr("Parameters of the lab"), on_edit=self._on_edit)
        self.close_button = Button(context.theme, self.tr("Close"))
        self.close_button.setAutoDefault(False)
        self._build()
        self.close_button.clicked.connect(self.accept)
        self.grid.refused.connect(self._on_refused)
        context.document.plan_changed.connect(self._refresh)
        self._refresh()

    def _columns(self) -> tuple[Column, ...]:
        tr = self.tr
        return (
            Column(key="meaning", title=tr("Meaning"), value=lambda line: line.meaning, width=350),
            Column(
                key="value",
                title=tr("Value"),
                value=lambda line: line.value,
                align=Align.RIGHT,
                width=78,
                strong=True,
                edit=lambda line: line.editable,
                sign=lambda line: "warning" if line.unusual else "",
            ),
            Column(key="unit", title=tr("Unit"), value=lambda line: line.unit, width=82, tone="text3"),
            Column(key="span", title=tr("P10 to P90"), value=lambda line: line.span, width=130, tone="text2"),
            Column(key="basis", title=tr("From"), value=lambda line: line.basis, width=92),
            Column(key="source", title=tr("Source"), value=lambda line: line.source, stretch=True, tone="text2"),
        )

    def _build(self) -> None:
        themes = self._context.theme
        top = Ground(themes)
        column = QVBoxLayout(top)
        column.setContentsMargins(24, 18, 24, 12)
        column.setSpacing(8)
        column.addWidget(ThemedLabel(themes, self.windowTitle(), size_px=PANEL, strong=True, tone="text"))
        hint = self.tr(
            "Type over a value to replace it; clear it to go back. Capacity and overheads are changed on the team page."
        )
        column.addWidget(ThemedLabel(themes, hint))
        column.addWidget(self.banner)
        column.addWidget(self.grid, 1)
        foot = Ground(themes, "window")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.addStretch(1)
        row.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget, stretch in ((top, 1), (Hairline(themes), 0), (foot, 0)):
            whole.addWidget(widget, stretch)

    def _refresh(self, _changed: Any = None) -> None:
        self.grid.set_rows(parameter_lines(self._context.document.view))

    def _on_edit(self, changes: tuple[CellChange, ...]) -> None:
        """Take typed values as one edit; raising tells the grid."""
        settings = self._context.document.plan.settings
        for change in changes:
            line: ParameterLine = change.row
            settings = with_parameter(settings, line.id, change.text)
        names = ", ".join(change.row.meaning for change in changes)
        self._context.document.apply(Several((ChangeSettings(settings),), what=f"Enter {names}"))
        self.banner.hide()

    def _on_refused(self, error: PlannerError) -> None:
        self.banner.say(Severity.STOP, error_sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; Enter belongs to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            self.accept()
