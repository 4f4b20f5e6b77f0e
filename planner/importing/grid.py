"""A table of cells before anybody knows what its columns mean."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from planner.importing.stored_columns import ColumnStore

Cell = str | int | float | bool | date | time | timedelta | None
"""What a spreadsheet cell can hold; text files give ``str`` only."""

_BLANKS = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None) | {0xA0: " ", 0x202F: " ", 0x2007: " "}
_HAS_BLANK = frozenset(map(chr, _BLANKS))
_BLANK = re.compile(f"[{''.join(map(chr, _BLANKS))}]")


def clean_text(text: str) -> str:
    r"""Return ``text`` without invisible characters and without blanks around it.

    >>> clean_text("  Sprint\u00a01\u200b ")
    'Sprint 1'
    """
    if not text.isascii() and not _HAS_BLANK.isdisjoint(text):
        text = text.translate(_BLANKS)
    return text.strip()


def cell_text(cell: Cell) -> str:
    """Return a cell as the text a person would have typed; whole numbers lose their ``.0``."""
    if isinstance(cell, str):
        return clean_text(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - Excel keeps 15 digits
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ") if cell.time() != time() else cell.date().isoformat()
    return str(cell)


def texts_of(cells: Sequence[Cell]) -> list[str]:
    """Return cells as cleaned texts; each distinct number or date is written once."""
    types = set(map(type, cells))
    if types == {str}:
        strings = cast("Sequence[str]", cells)
        joined = "".join(strings)
        plain = joined.isascii() or not _BLANK.search(joined)
        return list(map(str.strip, strings)) if plain else list(map(clean_text, strings))
    if bool in types:
        return list(map(cell_text, cells))
    distinct = set(cells)
    if types == {float} and all(map(float.is_integer, cast("set[float]", distinct))):
        texts = dict(zip(distinct, map(str, map(int, cast("set[float]", distinct))), strict=True))
    else:
        texts = {cell: cell_text(cell) for cell in distinct}
    return [texts[cell] for cell in cells]


@dataclass(slots=True)
class Grid:
    """Rows of cells under one name, kept as the reader delivered them: a list of rows, or a list of columns.

    Parameters
    ----------
    name
        The sheet's name; empty for a text file.
    rows
        Ragged rows; missing cells count as empty. Empty when ``by_column`` is given.
    by_column
        Columns of equal length, as the readers of big files make them.
    row_numbers
        The one-based number that each row has in its file, where the rows were put together from several places.
    row_offset
        Rows that stood above the first one and were left away (``sep=;``); they do not count in addresses.
    """

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    by_column: "ColumnStore | None" = None
    row_offset: int = 0
    row_numbers: list[int] | None = None
    _width: int = -1
    _columns: dict[int, list[Cell]] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Return the number of rows."""
        if self.by_column is not None:
            return self.by_column.height
        return len(self.rows)

    @property
    def width(self) -> int:
        """Return the number of cells in the longest row."""
        if self._width < 0:
            in_rows = max(map(len, self.rows), default=0)
            self._width = self.by_column.width if self.by_column is not None else in_rows
        return self._width

    def number(self, index: int) -> int:
        """Return the one-based number of a row in its file."""
        return self.row_numbers[index] if self.row_numbers is not None else index + 1

    def row(self, index: int) -> list[str]:
        """Return one row as cleaned texts, padded to the width."""
        if self.by_column is not None:
            return list(map(cell_text, self.by_column.row(index)))
        cells = [cell_text(cell) for cell in self.rows[index]]
        return cells + [""] * (self.width - len(cells))

    def cells(self, index: int) -> Sequence[Cell]:
        """Return the raw cells of one row, as many as it has."""
        if self.by_column is not None:
            return self.by_column.row(index)
        return self.rows[index]

    def cell(self, row: int, column: int) -> Cell:
        """Return one raw cell, ``""`` where a short row has none."""
        if self.by_column is not None:
            return self.by_column.row(row)[column]
        return self.rows[row][column] if column < len(self.rows[row]) else ""

    def column(self, index: int, start: int = 0) -> list[Cell]:
        """Return the raw cells of one column from row ``start`` down; cells that a short row lacks are ``""``."""
        if self.by_column is not None:
            column = self.by_column.column(index)
            return column[start:] if start else column
        cells = self._columns.get(index)
        if cells is None:
            try:
                cells = [row[index] for row in self.rows]
            except IndexError:
                cells = [row[index] if index < len(row) else "" for row in self.rows]
            self._columns[index] = cells
        return cells[start:] if start else cells

    def texts(self, index: int, start: int = 0) -> list[str]:
        """Return one column as cleaned texts."""
        return texts_of(self.column(index, start))

    def load(self, indices: Collection[int]) -> None:
        """Make ready the columns that will be asked for."""
        if self.by_column is not None:
            self.by_column.load(indices)

    def sample(self, rows: Sequence[int]) -> list[list[str]]:
        """Return some rows as columns of cleaned texts."""
        if self.by_column is not None:
            return list(map(texts_of, self.by_column.some(rows)))
        wanted = [self.rows[row] for row in rows]
        width = self.width
        even = [row if len(row) == width else row + [""] * (width - len(row)) for row in wanted]
        return [texts_of(column) for column in zip(*even, strict=True)] or [[] for _ in range(width)]
