"""The register as a grid: sorted by interest per principal, with everything that can be done to an entry."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from planner.analysis.debt.register_lines import RegisterLine
from planner.ui.icons import themed_icon
from planner.ui.pages.debt_parts.register_columns import register_columns
from planner.ui.tables.grid import Grid
from planner.ui.tables.order import SortKey
from planner.ui.theme.controller import ThemeController

ROW, HEAD, MOST_ROWS, LEAST_ROWS = 25, 30, 12, 3
OVERHANG = 8
"""Pixels by which the selection reaches over the texts on both sides."""
ACTIONS = (
    ("add", "Register a debt item", "plus", "Ins"),
    ("edit", "Change the debt item", "edit", "F2"),
    ("pay", "Pay down", "check", ""),
    ("plan", "Plan in a sprint", "sprints", ""),
    ("split", "Split into parts that fit a sprint", "split", ""),
    ("accept", "Accept until a date", "clock", ""),
    ("take-back", "Take the acceptance back", "undo", ""),
    ("make-item", "Make a backlog item of it", "backlog", ""),
    ("remove", "Delete the debt item", "trash", "Del"),
)
_LESS = {"component", "top"}
_ON_REQUEST = {"roi", "cost"}
"""Columns that the menu of the head brings in; the tip of a row says the same."""
_ON_ONE = ("edit", "pay", "plan", "split", "accept", "take-back", "make-item", "remove")


class RegisterView(QWidget):
    """Shows register lines; ``asked(code, debt_id)`` tells what somebody wants to do, ``""`` for a new entry."""

    asked = Signal(str, str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._narrow = False
        self.grid = Grid(themes, register_columns(self.tr), name=self.tr("Debt register"), row_height=ROW)
        self.actions_by_code = {code: self._action(*spec) for code, *spec in ACTIONS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        self.grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid.sort_by((SortKey("ratio", descending=True),))
        for place, entry in enumerate(self.grid.rows.columns):
            self.grid.setColumnHidden(place, entry.key in _ON_REQUEST)
        self.grid.row_activated.connect(lambda line: self.asked.emit("edit", line.id))
        self.grid.current_row_changed.connect(self._on_current)
        for code, action in self.actions_by_code.items():
            action.triggered.connect(lambda _on=False, code=code: self._ask(code))
        self._on_current(None)
        themes.changed.connect(self._tint)

    def set_lines(self, lines: tuple[RegisterLine, ...]) -> None:
        """Show the register, as high as its rows up to a dozen."""
        self.grid.set_rows(lines)
        rows = min(max(len(lines), LEAST_ROWS), MOST_ROWS)
        self.grid.setFixedHeight(HEAD + rows * ROW + 1)
        self._on_current(self.grid.current_row())

    def choose(self, debt_ids: tuple[str, ...]) -> None:
        """Select entries."""
        self.grid.choose(debt_ids)

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave out what can be missed, so that titles stay legible."""
        if narrow is not self._narrow:
            self._narrow = narrow
            for place, column in enumerate(self.grid.rows.columns):
                if column.key in _LESS:
                    self.grid.setColumnHidden(place, narrow)

    def menu(self) -> QMenu:
        """Return the menu of what can be done."""
        menu = QMenu(self)
        for action in self.actions_by_code.values():
            if action.isVisible():
                menu.addAction(action)
        return menu

    def _action(self, text: str, icon: str, keys: str) -> QAction:
        action = QAction(themed_icon(icon, self._themes.now), self.tr(text), self)
        action.setObjectName(icon)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _ask(self, code: str) -> None:
        line = self.grid.current_row()
        if code == "add":
            self.asked.emit(code, "")
        elif line is not None:
            self.asked.emit(code, line.id)

    def _on_current(self, line: RegisterLine | None) -> None:
        """Allow what the chosen entry allows."""
        for code in _ON_ONE:
            self.actions_by_code[code].setEnabled(line is not None)
        accepted = line is not None and line.row.item.acceptance is not None
        self.actions_by_code["take-back"].setVisible(accepted)
        self.grid.setToolTip("" if line is None else line.about)

    def _tint(self) -> None:
        for action in self.actions_by_code.values():
            action.setIcon(themed_icon(action.objectName(), self._themes.now))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done."""
        self.menu().exec(event.globalPos())
