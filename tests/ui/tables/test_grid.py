"""The grid has the hands of a spreadsheet; every gesture is one edit."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from planner.domain.errors import InvalidValueError, PlannerError
from planner.ui.tables.column import Align, CellChange, Column
from planner.ui.tables.grid import Grid
from planner.ui.tables.order import SortKey
from planner.ui.theme.controller import ThemeController


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    points: float | None = None


COLUMNS = (
    Column(key="id", title="Key", value=lambda item: item.id),
    Column(key="title", title="Title", value=lambda item: item.title, edit=lambda _item: True, stretch=True),
    Column(
        key="points",
        title="Points",
        value=lambda item: item.points,
        text=lambda item: "" if item.points is None else f"{item.points:g}",
        align=Align.RIGHT,
        edit=lambda _item: True,
    ),
)


class Owner:
    """Holds the rows and takes edits, as a page does with its document."""

    def __init__(self) -> None:
        self.edits: list[tuple[CellChange, ...]] = []
        self.grid: Grid | None = None
        self.rows: tuple[Item, ...] = (Item("P-1", "Send", 5), Item("P-2", "Refund", 3), Item("P-3", "Fees"))

    def take(self, changes: tuple[CellChange, ...]) -> None:
        rows = list(self.rows)
        for change in changes:
            if change.text == "bad":
                raise InvalidValueError(field="points", value=change.text, allowed="a number")
            at = next(place for place, row in enumerate(rows) if row.id == change.row.id)
            if change.key == "points":
                rows[at] = replace(rows[at], points=float(change.text) if change.text else None)
            else:
                rows[at] = replace(rows[at], title=change.text)
        self.edits.append(changes)
        self.rows = tuple(rows)
        assert self.grid is not None
        self.grid.set_rows(self.rows)


@pytest.fixture
def owner() -> Owner:
    return Owner()


@pytest.fixture
def grid(qtbot: QtBot, themes: ThemeController, owner: Owner) -> Grid:
    widget = Grid(themes, COLUMNS, name="Backlog", on_edit=owner.take)
    qtbot.addWidget(widget)
    widget.resize(600, 300)
    widget.set_rows(owner.rows)
    owner.grid = widget
    widget.show()
    widget.setFocus()
    return widget


def go_to(grid: Grid, place: int, column: int, *, through: int | None = None) -> None:
    grid.setCurrentIndex(grid.rows.index(place, column))
    for other in range(place, (through if through is not None else place) + 1):
        grid.selectionModel().select(grid.rows.index(other, column), QItemSelectionModel.SelectionFlag.Select)


def test_f2_edits_and_enter_hands_one_change_over(qtbot: QtBot, grid: Grid, owner: Owner) -> None:
    go_to(grid, 0, 2)
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "8")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(owner.edits) == 1)
    assert owner.edits[0][0].text == "8"
    assert owner.rows[0].points == 8
    qtbot.waitUntil(lambda: grid.currentIndex().row() == 1)


def test_pasting_a_block_is_one_edit(qtbot: QtBot, grid: Grid, owner: Owner) -> None:
    QGuiApplication.clipboard().setText('"Send\nnow"\t8\nRefund part\t2\n')
    go_to(grid, 0, 1)
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert len(owner.edits) == 1
    assert [(item.title, item.points) for item in owner.rows[:2]] == [("Send\nnow", 8), ("Refund part", 2)]


def test_one_copied_cell_fills_the_selection(qtbot: QtBot, grid: Grid, owner: Owner) -> None:
    QGuiApplication.clipboard().setText("4\n")
    go_to(grid, 0, 2, through=2)
    assert grid.paste()
    assert [item.points for item in owner.rows] == [4, 4, 4]
    assert len(owner.edits) == 1


def test_fill_down_copies_the_top_cell(qtbot: QtBot, grid: Grid, owner: Owner) -> None:
    go_to(grid, 0, 2, through=2)
    qtbot.keyClick(grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [item.points for item in owner.rows] == [5, 5, 5]


def test_delete_clears_what_can_be_edited(qtbot: QtBot, grid: Grid, owner: Owner) -> None:
    grid.selectRow(0)
    go_to(grid, 0, 0, through=1)
    go_to(grid, 0, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert owner.rows[0].points is None
    assert owner.rows[0].id == "P-1"


def test_copy_gives_tabs_and_html(qtbot: QtBot, grid: Grid) -> None:
    grid.selectAll()
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "P-1\tSend\t5\nP-2\tRefund\t3\nP-3\tFees\t\n"
    assert "<td>Refund</td>" in mime.html()


def test_a_refused_edit_is_told_and_changes_nothing(qtbot: QtBot, grid: Grid, owner: Owner) -> None:
    QGuiApplication.clipboard().setText("bad")
    go_to(grid, 0, 2)
    with qtbot.waitSignal(grid.refused) as refused:
        grid.paste()
    assert refused.args is not None
    assert isinstance(refused.args[0], PlannerError)
    assert owner.rows[0].points == 5


def test_a_refresh_repaints_only_rows_that_differ(qtbot: QtBot, grid: Grid, owner: Owner) -> None:
    rows = (owner.rows[0], replace(owner.rows[1], points=9), owner.rows[2])
    with qtbot.waitSignal(grid.rows.dataChanged) as changed, qtbot.assertNotEmitted(grid.rows.modelReset):
        grid.set_rows(rows)
    assert changed.args is not None
    assert changed.args[0].row() == 1


def test_the_current_cell_follows_its_row_through_a_sort(grid: Grid) -> None:
    go_to(grid, 0, 2)
    grid.sort_by((SortKey("points"),))
    assert grid.current_row().id == "P-1"
    assert grid.currentIndex().row() == 1


def test_a_click_on_the_head_sorts_turns_and_ends(grid: Grid) -> None:
    head = grid.horizontalHeader()
    first = head.next_sort("points", add=False)  # type: ignore[attr-defined]
    grid.sort_by(first)
    second = head.next_sort("points", add=False)  # type: ignore[attr-defined]
    assert (first, second) == ((SortKey("points"),), (SortKey("points", descending=True),))
    grid.sort_by(second)
    assert head.next_sort("points", add=False) == ()  # type: ignore[attr-defined]
    assert head.next_sort("title", add=True) == (*second, SortKey("title"))  # type: ignore[attr-defined]


def test_choosing_by_identity_selects_and_shows(grid: Grid) -> None:
    grid.choose(("P-3",))
    assert [row.id for row in grid.selected_rows()] == ["P-3"]


def test_hidden_and_widened_columns_are_remembered(
    qtbot: QtBot, qapp: QApplication, themes: ThemeController, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    first, second = (Grid(themes, COLUMNS, name="Backlog") for _ in range(2))
    for grid in (first, second):
        qtbot.addWidget(grid)
    first.remember(settings, "backlog")
    first.horizontalHeader().hideSection(2)
    first.horizontalHeader().resizeSection(0, 171)

    second.remember(settings, "backlog")
    assert second.isColumnHidden(2)
    assert second.columnWidth(0) == 171


def test_a_reading_grid_opens_a_row_with_enter(qtbot: QtBot, themes: ThemeController, owner: Owner) -> None:
    grid = Grid(themes, COLUMNS, name="Register")
    qtbot.addWidget(grid)
    grid.set_rows(owner.rows)
    grid.show()
    grid.setCurrentIndex(grid.rows.index(1, 0))
    with qtbot.waitSignal(grid.row_activated) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [owner.rows[1]]


def test_the_grid_paints(grid: Grid) -> None:
    grid.selectRow(1)
    assert not grid.grab().isNull()


def test_the_current_cell_goes_with_its_row_when_rows_change_places(grid: Grid, owner: Owner) -> None:
    grid.setCurrentIndex(grid.rows.index(2, 1))
    grid.set_rows((owner.rows[2], owner.rows[0], owner.rows[1]))
    assert grid.current_row().id == "P-3"
    assert grid.currentIndex().column() == 1
