"""Reading a workbook that came back: each table is found by its heads, each row by its name, wherever they are now."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

from planner.domain.progress import Report, silent
from planner.exporting.round_trip.record import Record, RecordedRow, RecordedTable, damaged, not_ours, read_record
from planner.exporting.workbook.record import DAY, FORMULA, SHEET, Plain, plain
from planner.importing.preflight import FileFormat, preflight

if TYPE_CHECKING:
    from openpyxl import Workbook

ROWS_BETWEEN_REPORTS: Final = 500
LEAST_LIKENESS: Final = 0.5
MOST_BLANK_ROWS: Final = 200
"""So many empty rows end a table, even when a reader says that its sheet has a million."""
_EPOCH: Final = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class CellNow:
    """A cell as it is now; ``formula`` says that it is calculated, ``value`` is then what it came to, if anything."""

    value: Any = None
    formula: bool = False

    @property
    def plain(self) -> Plain:
        """The value in the form of the record."""
        return plain(self.value)


Rows = list[tuple[CellNow, ...]]
EMPTY: Final = CellNow()


@dataclass(frozen=True, slots=True)
class RowNow:
    """A row of a table as it is now, with the row that was written, if there was one."""

    line: int
    cells: dict[str, CellNow]
    before: RecordedRow | None

    def cell(self, head: str) -> CellNow:
        """Return the cell below a head; an empty one when its column was taken out."""
        return self.cells.get(head, EMPTY)


@dataclass(frozen=True, slots=True)
class TableNow:
    """A table as it was and as it is; ``columns`` has the letter of each head that is still there."""

    record: RecordedTable
    columns: dict[str, str]
    rows: tuple[RowNow, ...]
    missing: tuple[RecordedRow, ...]

    def address(self, row: RowNow, head: str) -> str:
        """Return where a cell stands, such as ``F12``."""
        return f"{self.columns.get(head, '')}{row.line}"

    def was(self, row: RecordedRow, head: str) -> Plain:
        """Return what a cell held when it was written."""
        return row.values[self.record.heads.index(head)]


@dataclass(frozen=True, slots=True)
class Returned:
    """A whole workbook: named inputs with their cells, tables by name, and formulas that are values now."""

    record: Record
    inputs: dict[str, tuple[str, CellNow]]
    tables: dict[str, TableNow]
    overwritten: tuple[str, ...]


def read_workbook(path: Path, *, report: Report = silent) -> Returned:
    """Read a workbook of ours back.

    Parameters
    ----------
    report
        Hears of each sheet and of the rows of long ones, and may stop the work.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the file is missing, damaged, or not written by Ballast.
    """
    if preflight(path, report=report).format is not FileFormat.XLSX:
        raise not_ours(path)
    try:
        return _read(path, report)
    except (
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        SyntaxError,
        zlib.error,
    ) as error:
        raise damaged(path) from error  # what openpyxl raises for broken parts is not documented


def _read(path: Path, report: Report) -> Returned:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    try:
        if SHEET not in book.sheetnames:
            raise not_ours(path)
        record = read_record(path, book[SHEET].iter_rows(values_only=True))
        sheets = _Sheets(path, book, report)
        tables = {table.name: _table_now(table, sheets, record) for table in record.tables}
        return Returned(record, _inputs_now(record, sheets), tables, _overwritten(record, sheets))
    finally:
        book.close()


class _Sheets:
    """The sheets of a workbook, each read once; what formulas came to is looked up only where it is needed."""

    def __init__(self, path: Path, book: "Workbook", report: Report) -> None:
        self._path, self._book, self._report = path, book, report
        self._rows: dict[str, Rows] = {}
        self._results: dict[str, list[tuple[Any, ...]]] = {}

    def rows(self, name: str) -> Rows:
        """Return all rows of a sheet; none when it was taken out."""
        if name not in self._rows:
            self._rows[name] = list(self._read(name)) if name in self._book.sheetnames else []
        return self._rows[name]

    def result(self, name: str, line: int, column: int) -> Any:
        """Return what a formula that somebody typed came to; ``None`` when no spreadsheet has calculated it."""
        import openpyxl

        if name not in self._results:
            book = openpyxl.load_workbook(self._path, read_only=True, data_only=True)
            self._results[name] = list(book[name].iter_rows(values_only=True))
            book.close()
        rows = self._results[name]
        return rows[line - 1][column] if line <= len(rows) and column < len(rows[line - 1]) else None

    def _read(self, name: str) -> Iterator[tuple[CellNow, ...]]:
        sheet: Any = self._book[name]
        sheet.reset_dimensions()
        blank = 0
        for number, cells in enumerate(sheet.iter_rows()):
            if number % ROWS_BETWEEN_REPORTS == 0:
                self._report(number, 0, name)
            now = tuple(EMPTY if cell.value is None else CellNow(cell.value, cell.data_type == "f") for cell in cells)
            blank = 0 if any(cell is not EMPTY for cell in now) else blank + 1
            if blank > MOST_BLANK_ROWS:
                return
            yield now


def _table_now(table: RecordedTable, sheets: _Sheets, record: Record) -> TableNow:
    from openpyxl.utils import get_column_letter

    rows = sheets.rows(table.sheet)
    place, columns = _head_of(table, rows)
    if place is None:
        return TableNow(table, {}, (), ())
    last = not any(other.sheet == table.sheet and _starts_below(other, rows, place) for other in record.tables)
    found = list(_body(rows, place, columns, to_the_end=last))
    for line, cells in found:
        _calculate(table, cells, lambda head, at=line: sheets.result(table.sheet, at, columns[head]))  # type: ignore[misc]
    matched, missing = _matched(table, found)
    letters = {head: get_column_letter(column + 1) for head, column in columns.items()}
    return TableNow(table, letters, tuple(matched), tuple(missing))


def _calculate(table: RecordedTable, cells: dict[str, CellNow], result: Callable[[str], Any]) -> None:
    """Exchange formulas that somebody typed into cells for values by what they came to."""
    for head, cell in cells.items():
        if cell.formula and not _is_ours(table, head):
            cells[head] = CellNow(_result_or_text(cell, result(head)))


def _result_or_text(cell: CellNow, result: Any) -> Any:
    """Return what a formula came to, or its text where no program has calculated it yet."""
    return cell.value if result is None else result


def _is_ours(table: RecordedTable, head: str) -> bool:
    place = table.heads.index(head)
    return any(row.values[place] is FORMULA for row in table.rows)


def _starts_below(table: RecordedTable, rows: Rows, place: int) -> bool:
    found, _ = _head_of(table, rows)
    return found is not None and found > place


def _head_of(table: RecordedTable, rows: Rows) -> tuple[int | None, dict[str, int]]:
    """Return the row that is most like the heads of a table, and where each head stands in it."""
    wanted, needed = set(table.heads), {table.heads[place] for place in table.identity}
    best: tuple[float, int, dict[str, int]] = (LEAST_LIKENESS, -1, {})
    for number, cells in enumerate(rows):
        columns: dict[str, int] = {}
        for column, cell in enumerate(cells):
            if isinstance(cell.value, str) and cell.value in wanted:
                columns.setdefault(cell.value, column)
        if len(columns) < LEAST_LIKENESS * len(wanted) or not needed <= columns.keys():
            continue
        texts = sum(1 for cell in cells if cell.value is not None)
        likeness = len(columns) / (len(wanted) + texts - len(columns))
        if likeness > best[0]:
            best = (likeness, number, columns)
        if likeness == 1.0:
            break
    return (None, {}) if best[1] < 0 else (best[1], best[2])


def _body(
    rows: Rows, place: int, columns: dict[str, int], *, to_the_end: bool
) -> Iterator[tuple[int, dict[str, CellNow]]]:
    for number, cells in enumerate(rows[place + 1 :], place + 2):
        now = {head: cells[column] for head, column in columns.items() if column < len(cells)}
        if any(cell.value is not None for cell in now.values()):
            yield number, now
        elif not to_the_end:
            return


def _matched(
    table: RecordedTable, found: Sequence[tuple[int, dict[str, CellNow]]]
) -> tuple[list[RowNow], list[RecordedRow]]:
    """Pair the rows with those that were written, by their names; of equal names the first goes with the first."""
    names = [table.heads[place] for place in table.identity]
    known: dict[tuple[tuple[str, ...], int], RecordedRow] = {}
    counted: Counter[tuple[str, ...]] = Counter()
    for row in table.rows:
        name = tuple(_name(row.values[place]) for place in table.identity)
        known[name, counted[name]] = row
        counted[name] += 1
    seen: Counter[tuple[str, ...]] = Counter()
    rows = []
    for line, cells in found:
        name = tuple(_name(cells.get(head, EMPTY).plain) for head in names)
        rows.append(RowNow(line, cells, known.pop((name, seen[name]), None)))
        seen[name] += 1
    return _by_place(table, rows, list(known.values()))


def _by_place(
    table: RecordedTable, rows: list[RowNow], missing: list[RecordedRow]
) -> tuple[list[RowNow], list[RecordedRow]]:
    """Pair what is left over by its order: an entry that got another name. Items are what their key says."""
    strange = [at for at, row in enumerate(rows) if row.before is None]
    if table.name == "backlog" or len(strange) != len(missing):
        return rows, missing
    for at, before in zip(strange, missing, strict=True):
        rows[at] = replace(rows[at], before=before)
    return rows, []


def _name(value: Plain) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _inputs_now(record: Record, sheets: _Sheets) -> dict[str, tuple[str, CellNow]]:
    """Find each input by its name in the third column of its sheet."""
    found: dict[str, tuple[str, CellNow]] = {}
    for number, cells in enumerate(sheets.rows("Assumptions"), 1):
        name = cells[2].value if len(cells) > 2 else None  # noqa: PLR2004 - title, value, name, meaning
        if isinstance(name, str) and name in record.inputs:
            typed = (
                CellNow(_result_or_text(cells[1], sheets.result("Assumptions", number, 1)))
                if cells[1].formula
                else cells[1]
            )
            found.setdefault(name, (f"B{number}", typed))
    return found


def _overwritten(record: Record, sheets: _Sheets) -> tuple[str, ...]:
    """Return the formulas outside of tables that are plain values now; an emptied one counts too."""
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    gone = []
    for address in record.formulas:
        sheet, _, cell = address.rpartition("!")
        letters, line = coordinate_from_string(cell)
        rows, column = sheets.rows(sheet), column_index_from_string(letters) - 1
        now = rows[line - 1][column] if line <= len(rows) and column < len(rows[line - 1]) else EMPTY
        if rows and not now.formula:
            gone.append(address)
    return tuple(gone)


def same(before: Plain, now: CellNow) -> bool:
    """Say whether a cell still holds what was written; a date that lost its format is still that date."""
    value = now.plain
    if isinstance(before, int | float) and isinstance(value, int | float):
        return abs(before - value) <= 1e-9 * max(1.0, abs(before))
    if isinstance(before, list) and before[0] == DAY and isinstance(value, int | float):
        return before[1] == (_EPOCH + timedelta(days=int(value))).isoformat()
    return before == value
