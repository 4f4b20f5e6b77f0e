"""A list to look at or to pick from: backups, left plans, what a check has found."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.domain.plan import Edit
from planner.ui.dialogs.form_dialog import FormDialog
from planner.ui.tables.column import Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.labels import ThemedLabel

_WIDTH, _ROW, _LEAST, _MOST = 720, 29, 5, 12


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list says: its headline, its main button, and what stands there without rows."""

    title: str
    main: str
    empty: str


class ListDialog(FormDialog):
    """Rows in a grid; ``picked(row)`` with the main button, Enter or a double click.

    Parameters
    ----------
    words
        Headline, main button, and what is said when there are no rows.
    """

    picked = Signal(object)
    removed = Signal(object)

    def __init__(
        self,
        themes: ThemeController,
        words: ListWords,
        *,
        columns: tuple[Column, ...],
        rows: tuple[Any, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(themes, title=words.title, main=words.main, take=_nothing, parent=parent, width=_WIDTH)
        self._rows = rows
        self.grid = Grid(themes, columns, name=words.title, row_height=_ROW, row_key=id)
        self.grid.set_rows(rows)
        self.grid.setFixedHeight(34 + _ROW * min(max(len(rows), _LEAST), _MOST))
        self.grid.setVisible(bool(rows))
        self.body.addWidget(self.grid if rows else ThemedLabel(themes, words.empty, tone="text"))
        self.main_button.setEnabled(bool(rows))
        self.grid.row_activated.connect(lambda _row: self.accept_form())
        if rows:
            self.grid.selectRow(0)
            self.grid.setFocus()

    def add_removal(self, words: str) -> None:
        """Offer to take the chosen row off the list; ``removed(row)`` tells of it."""
        button = Button(self.themes, words)
        button.setAutoDefault(False)
        button.setEnabled(bool(self._rows))
        button.clicked.connect(self._on_removed)
        self.add_foot_button(button)

    def accept_form(self) -> None:
        """Tell which row was picked."""
        row = self.grid.current_row()
        self.accept()
        if row is not None:
            self.picked.emit(row)

    def _on_removed(self) -> None:
        row = self.grid.current_row()
        if row is None:
            return
        self._rows = tuple(one for one in self._rows if one is not row)
        self.grid.set_rows(self._rows)
        self.removed.emit(row)
        if not self._rows:
            self.reject()


def _nothing(edit: Edit) -> None:
    del edit
