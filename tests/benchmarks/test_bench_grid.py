"""Gate P5: sorting, filtering and painting 100,000 rows against QSortFilterProxyModel and the stock delegate."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyledItemDelegate

from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.tables.order import SortKey
from planner.ui.theme.controller import ThemeController, ThemeMode
from tests.benchmarks.side_by_side import median_ms

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROWS = int(os.environ.get("BALLAST_ROWS", "100000"))


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    title: str
    points: float
    team: str


ALL = tuple(Row(f"A-{n}", f"Story {n * 7919 % 100_003} in words", n * 31 % 89, f"Team {n % 12}") for n in range(ROWS))
COLUMNS = (
    Column(key="key", title="Key", value=lambda row: row.key),
    Column(key="title", title="Title", value=lambda row: row.title, stretch=True),
    Column(key="points", title="Points", value=lambda row: row.points, align=Align.RIGHT),
    Column(key="team", title="Team", value=lambda row: row.team),
)


class Plain(QAbstractTableModel):
    """The same rows as a stock model."""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(ALL)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return COLUMNS[index.column()].value(ALL[index.row()]) if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def grid(qapp: QApplication) -> Iterator[Grid]:
    themes = ThemeController(qapp, mode=ThemeMode.LIGHT)
    found = Grid(themes, COLUMNS, name="Rows", row_key=lambda row: row.key)
    found.set_rows(ALL)
    found.resize(1200, 800)
    found.show()
    yield found
    found.close()
    qapp.styleHints().colorSchemeChanged.disconnect()


def test_sort_and_filter_of_many_rows(grid: Grid) -> None:
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(Plain())
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    turns = {"down": False}

    def own_sort() -> None:
        turns["down"] = not turns["down"]
        grid.sort_by((SortKey("title", turns["down"]),))

    def own_filter() -> None:
        turns["down"] = not turns["down"]
        grid.set_filter("team 7" if turns["down"] else "team 70")

    (first_sort,) = median_ms(own_sort, rounds=1)
    (own,) = median_ms(own_sort)
    (stock,) = median_ms(lambda: proxy.sort(1, Qt.SortOrder.DescendingOrder), rounds=1)
    print(
        f"\nsort of {ROWS}: first {first_sort:.1f} ms, then {own:.1f} ms, "
        f"proxy {stock:.0f} ms, {stock / own:.0f} x (>= 100)"
    )
    proxy.sort(-1)
    grid.sort_by(())
    (first_filter,) = median_ms(own_filter, rounds=1)
    (own,) = median_ms(own_filter)
    (stock,) = median_ms(lambda: proxy.setFilterFixedString("team 7"), rounds=1)
    print(f"filter: first {first_filter:.1f} ms, then {own:.1f} ms, proxy {stock:.0f} ms, {stock / own:.0f} x (>= 40)")


def test_a_frame_while_scrolling(grid: Grid, qapp: QApplication) -> None:
    own_delegate, stock_delegate = grid.itemDelegate(), QStyledItemDelegate(grid)
    bar = grid.verticalScrollBar()

    def frames() -> None:
        for place in range(0, 3000, 30):
            bar.setValue(place)
            grid.viewport().repaint()

    def with_own() -> None:
        grid.setItemDelegate(own_delegate)
        frames()

    def with_stock() -> None:
        grid.setItemDelegate(stock_delegate)
        frames()

    own, stock = median_ms(with_own, with_stock)
    assert not isinstance(grid.model(), QStandardItemModel)
    print(f"\n100 frames: own delegate {own:.0f} ms, stock {stock:.0f} ms, ratio {own / stock:.2f} (<= 0.7)")
