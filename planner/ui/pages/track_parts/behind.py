"""The popover with the items behind a bar."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from planner.analysis.tracking.items import ItemsBehind
from planner.analysis.wording import signed, size
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.popover import Popover

_WIDTH, _ROW, _MOST_ROWS = 460, 25, 9

Lead = Callable[[tuple[str, ...]], None]


class ItemsPopover(Popover):
    """Lists keys, titles, sizes and states; Enter on a row, or the button, leads to the backlog.

    Parameters
    ----------
    lead
        Takes the keys to select there.
    """

    def __init__(self, themes: ThemeController, behind: ItemsBehind, *, lead: Lead, parent: QWidget) -> None:
        super().__init__(themes, behind.title, parent=parent, width=_WIDTH)
        self.behind = behind
        self._lead = lead
        self.grid: Grid | None = None
        if behind.note:
            self.add_words(behind.note)
        if behind.rows:
            self.grid = Grid(themes, _columns(self, sums=_is_change(behind)), name=behind.title, row_height=_ROW)
            self.grid.set_rows(behind.rows)
            self.grid.setFixedHeight(_ROW * (min(len(behind.rows), _MOST_ROWS) + 1) + 10)
            self.grid.row_activated.connect(lambda row: self._go((row.key,)))
            self.add_widget(self.grid)
            show = Button(themes, self.tr("Show in the backlog"), icon="backlog")
            show.clicked.connect(lambda: self._go(tuple(row.key for row in behind.rows)))
            self.add_button(show)

    def focus_rows(self) -> None:
        """Put the keyboard on the first row."""
        if self.grid is not None:
            self.grid.setCurrentIndex(self.grid.rows.index(0, 0))
            self.grid.setFocus()

    def _go(self, keys: tuple[str, ...]) -> None:
        self.close()
        self._lead(keys)


def _is_change(behind: ItemsBehind) -> bool:
    """Say whether sizes are changes, shown with their sign."""
    return any((row.size or 0.0) < 0 for row in behind.rows)


def _columns(widget: QWidget, *, sums: bool) -> tuple[Column, ...]:
    words = signed if sums else size
    return (
        Column(key="key", title=widget.tr("Key"), value=lambda row: row.key, width=84, tone="text2"),
        Column(key="title", title=widget.tr("Title"), value=lambda row: row.title, stretch=True),
        Column(
            key="size",
            title=widget.tr("Size"),
            value=lambda row: row.size,
            text=lambda row: "?" if row.size is None else words(row.size),
            align=Align.RIGHT,
            width=52,
            strong=True,
        ),
        Column(key="state", title=widget.tr("State"), value=lambda row: row.state, width=96, tone="text2"),
    )
