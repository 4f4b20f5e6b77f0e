"""Excel tables: heads that say how their column looks, and rows of values, become a range with filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from planner.domain.progress import Report, silent
from planner.exporting import excel_safe
from planner.exporting.workbook.book import Cell, Sheet, quoted
from planner.exporting.workbook.record import WrittenTable
from planner.exporting.workbook.styles import Look

ROWS_BETWEEN_REPORTS: Final = 500
HEAD_HEIGHT: Final = 30
LINE_HEIGHT: Final = 13.5
MOST_LINES: Final = 12
_LEFT: Final = frozenset({Look.TEXT, Look.WRAPPED, Look.STRONG, Look.NOTE, Look.NOTE_WRAPPED})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its title, how the cells below look and how wide they are, in characters."""

    title: str
    look: Look = Look.TEXT
    width: float = 11.0


@dataclass(frozen=True, slots=True)
class Area:
    """Where the body of a table stands: rows and columns from 0, both ends inside."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def column(self, offset: int) -> list[str | int]:
        """Return the reference of one column's body, as a chart takes it."""
        column = self.first_column + offset
        return [self.sheet, self.first_row, column, self.last_row, column]

    def head(self, offset: int) -> list[str | int]:
        """Return the reference of one column's head, as the name of a chart's series."""
        return [self.sheet, self.first_row - 1, self.first_column + offset]

    def formula_range(self, offset: int) -> str:
        """Return one column's body as a formula writes it, with the sheet's name."""
        from xlsxwriter.utility import xl_range_abs

        column = self.first_column + offset
        return f"{quoted(self.sheet)}!{xl_range_abs(self.first_row, column, self.last_row, column)}"


def write_table(  # noqa: PLR0913 - what a table is, in words of its own
    sheet: Sheet,
    heads: Sequence[Head],
    rows: Iterable[Sequence[Cell]],
    *,
    name: str,
    top: int,
    identity: tuple[int, ...] = (0,),
    refs: Sequence[str] = (),
    report_progress: Report = silent,
) -> Area:
    """Write heads and rows from column A and make them an Excel table with filters; return where the body stands.

    A table without rows keeps one empty row, since Excel refuses one without a body.

    Parameters
    ----------
    identity
        Offsets of the columns that name a row, however it is sorted.
    refs
        What each row stands for in the plan, for reading changes back; empty where nothing can be.
    """
    record = WrittenTable(name, sheet.name, tuple(head.title for head in heads), identity)
    sheet.book.tables.append(record)
    looks = [head.look for head in heads]
    widths = sheet.column_widths
    wrapped = [(at, widths.get(at, head.width)) for at, head in enumerate(heads) if head.look is Look.WRAPPED]
    row = top
    for row, cells in enumerate(rows, start=top + 1):
        if row % ROWS_BETWEEN_REPORTS == 0:
            report_progress(row - top, 0, sheet.name)
        excel_safe.check_rows(row, sheet=sheet.name)
        sheet.row(row, cells, looks)
        record.add(cells, ref=refs[row - top - 1] if refs else "")
        lines = max((_lines(cells[column], width) for column, width in wrapped), default=1)
        if lines > 1:
            sheet.raw.set_row(row, LINE_HEIGHT * lines)
    area = Area(sheet.name, top + 1, 0, max(row, top + 1), len(heads) - 1)
    sheet.raw.add_table(
        top,
        0,
        area.last_row,
        area.last_column,
        {"name": name, "style": None, "columns": [_described(sheet, head) for head in heads]},
    )
    sheet.raw.set_row(top, HEAD_HEIGHT)
    return area


def _lines(cell: Cell, width: float) -> int:
    """Return how many lines a wrapped text takes, since not every reader finds that out when it opens a file."""
    if not isinstance(cell, str):
        return 1
    room = max(8.0, 1.15 * width - 1.0)
    return min(MOST_LINES, sum(max(1, ceil(len(line) / room)) for line in cell.split("\n")))


def _described(sheet: Sheet, head: Head) -> dict[str, object]:
    look = Look.HEAD if head.look in _LEFT else Look.HEAD_RIGHT
    return {"header": head.title, "header_format": sheet.book.format(look)}


def set_widths(sheet: Sheet, heads: Sequence[Head]) -> None:
    """Give the sheet's columns the widths that the heads ask for."""
    sheet.widths(head.width for head in heads)
