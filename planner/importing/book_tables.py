"""Workbooks as grids: every sheet measured first, then read by the fast parser or, when it is odd, the careful one."""

import itertools
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from planner.domain.errors import PlannerError, UnreadableFileError
from planner.domain.issue import Issue, Severity
from planner.domain.progress import Report, silent
from planner.importing.binary_books import old_book_area
from planner.importing.grid import Cell, Grid
from planner.importing.preflight import (
    SMALL_PART_BYTES,
    FileFormat,
    FileNature,
    check_well_formed,
    unpacked,
    unreadable,
)
from planner.importing.shared_strings import shared_strings
from planner.importing.sheet_cells import CellTaker
from planner.importing.sheet_markup import SheetMarkup, repeated_area, scan_sheet
from planner.importing.stored_columns import ListedColumns
from planner.importing.xlsx_parts import BookParts, book_parts

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

DENSE_CELLS = 2_000_000
"""A sheet whose rectangle is smaller than this is read whole without looking further."""
MIN_DENSITY = 0.2
MAX_CELLS = 24_000_000
BIG_PART_BYTES = 3_000_000
_PANIC = "PanicException"
"""What the parser raises when it gives up: no ordinary exception."""
_SUFFIXES = {
    FileFormat.XLSX: {".xlsx", ".xlsm"},
    FileFormat.XLSB: {".xlsb"},
    FileFormat.ODS: {".ods"},
    FileFormat.XLS: {".xls"},
    FileFormat.TEXT: set[str](),
}
CAREFUL_ROWS = 200_000
CAREFUL_COLUMNS = 512
MAX_BLANK_ROWS = 2_000
_ERROR_VALUES = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#GETTING_DATA"})


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet as a grid with what its markup told."""

    grid: Grid
    markup: SheetMarkup
    hidden: bool = False
    part: str = ""
    issues: tuple[Issue, ...] = ()


def read_book(nature: FileNature, *, sheet: str | None = None, report: Report = silent) -> list[SheetTable]:
    """Read the sheets of a workbook that passed the preflight, or only the one named ``sheet``.

    Raises
    ------
    UnreadableFileError
        When the parser cannot take the workbook, or it has no such sheet.
    """
    try:
        return _read_sheets(nature, sheet=sheet, report=report)
    except PlannerError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != _PANIC:
            raise
        raise unreadable(
            nature.path, "the workbook is damaged", "Open it in a spreadsheet program and save it anew."
        ) from error


def _read_sheets(nature: FileNature, *, sheet: str | None, report: Report) -> list[SheetTable]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if nature.format is FileFormat.ODS:
        _check_repeats(nature)
    if nature.format is FileFormat.XLSB:
        _check_binary(nature)
    if nature.format is FileFormat.XLS and old_book_area(nature.path.read_bytes()) > MAX_CELLS:
        raise _too_far_apart(nature)
    if nature.format is FileFormat.XLSX and max(dict(nature.member_bytes).values(), default=0) >= BIG_PART_BYTES:
        return _read_big_sheets(nature, sheet=sheet, report=report)
    book = _opened(nature)
    parts = {}
    if nature.format is FileFormat.XLSX:
        parts = {entry.name: entry.part for entry in book_parts(nature).sheets if entry.part}
    wanted = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    wanted = _only(nature, sheet, wanted, [meta.name for meta in book.sheets_metadata])
    tables = []
    for number, meta in enumerate(wanted):
        report(number, len(wanted), meta.name)
        hidden = meta.visible != SheetVisibleEnum.Visible
        tables.append(_read_sheet(book, nature, meta.name, part=parts.get(meta.name, ""), hidden=hidden))
    return tables


def _opened(nature: FileNature) -> "CalamineWorkbook":
    """Open a workbook with the parser; a file with the wrong extension by its content."""
    from python_calamine import CalamineWorkbook

    if nature.path.suffix.lower() in _SUFFIXES[nature.format]:
        return CalamineWorkbook.from_path(str(nature.path))
    return CalamineWorkbook.from_filelike(BytesIO(nature.path.read_bytes()))


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Sheet = TypeVar("_Sheet", bound=_Named)


def _only(nature: FileNature, sheet: str | None, sheets: list[_Sheet], names: list[str]) -> list[_Sheet]:
    """Return the one sheet that was asked for, or all."""
    wanted = sheets if sheet is None else [entry for entry in sheets if entry.name == sheet]
    if not wanted and sheet is not None:
        raise unreadable(nature.path, f"it has no sheet {sheet!r}", f"Its sheets are: {', '.join(names)}.")
    return wanted


def _read_big_sheets(nature: FileNature, *, sheet: str | None, report: Report) -> list[SheetTable]:
    """Read a workbook with a big part by arrays; the parser is opened only for a sheet of unusual markup."""
    parts = book_parts(nature)
    sheets = [entry for entry in parts.sheets if entry.is_worksheet]
    wanted = _only(nature, sheet, sheets, [entry.name for entry in parts.sheets])
    report(0, len(wanted), parts.strings)
    strings = _strings(nature, parts)
    book: CalamineWorkbook | None = None
    tables = []
    for number, entry in enumerate(wanted):
        report(number, len(wanted), entry.name)
        taker = CellTaker(strings, parts.date_styles, parts.epoch) if strings is not None and entry.part else None
        markup = _scanned(nature, entry.part, taker=taker, report=report)
        if taker is not None and taker.usual and not markup.balance and markup.usual:
            grid = Grid(entry.name, by_column=ListedColumns(taker.finished(markup.last_row + 1)))
            tables.append(SheetTable(grid, markup, entry.hidden, entry.part))
            continue
        del taker
        book = book or _opened(nature)
        tables.append(_read_sheet(book, nature, entry.name, part=entry.part, hidden=entry.hidden))
    return tables


def _strings(nature: FileNature, parts: BookParts) -> list[str] | None:
    """Return the shared strings, None when they are written in an unusual way."""
    if not parts.strings:
        return []
    try:
        return shared_strings(b"".join(part_bytes(nature, parts.strings)))
    except ValueError:
        return None


def _scanned(nature: FileNature, part: str, *, taker: CellTaker | None, report: Report) -> SheetMarkup:
    """Scan a sheet's XML, telling on the way so that a wish to stop is heard."""
    total = dict(nature.member_bytes).get(part, 0)

    def pieces() -> Iterator[bytes]:
        done = 0
        for piece in part_bytes(nature, part):
            report(done, total, part)
            done += len(piece)
            yield piece

    return scan_sheet(pieces(), taker=taker) if part else SheetMarkup(usual=False)


def part_bytes(nature: FileNature, part: str) -> Iterator[bytes]:
    """Unpack one member of the workbook, counted."""
    with zipfile.ZipFile(nature.path) as archive:
        info = archive.getinfo(part)
    return unpacked(nature.path, info)


def _read_sheet(book: "CalamineWorkbook", nature: FileNature, name: str, *, part: str, hidden: bool) -> SheetTable:
    if nature.format is not FileFormat.XLSX:
        return SheetTable(Grid(name, _all_rows(book, name)), SheetMarkup(), hidden)
    markup = scan_sheet(part_bytes(nature, part)) if part else SheetMarkup(usual=False)
    if markup.balance and part and dict(nature.member_bytes)[part] > SMALL_PART_BYTES:
        with zipfile.ZipFile(nature.path) as archive:
            check_well_formed(nature.path, archive.getinfo(part))
    fits = markup.area <= DENSE_CELLS or (markup.area <= MAX_CELLS and markup.cells >= MIN_DENSITY * markup.area)
    if markup.usual and fits:
        return SheetTable(Grid(name, _all_rows(book, name)), markup, hidden, part)
    rows, cut = _read_carefully(nature.path, name, markup)
    return SheetTable(Grid(name, rows), markup, hidden, part, cut)


def _all_rows(book: "CalamineWorkbook", name: str) -> list[list[Cell]]:
    return cast("list[list[Cell]]", book.get_sheet_by_name(name).to_python(skip_empty_area=False))


def _read_carefully(path: Path, name: str, markup: SheetMarkup) -> tuple[list[list[Cell]], tuple[Issue, ...]]:
    """Read a sheet row by row, ignoring its declared size and cutting what lies far away from the table."""
    from openpyxl import load_workbook

    rows: list[list[Cell]] = []
    blank = 0
    with path.open("rb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = load_workbook(stream, read_only=True, data_only=True, keep_links=False)[name]
        with suppress(AttributeError):
            sheet.reset_dimensions()
        for values in itertools.islice(sheet.iter_rows(values_only=True), CAREFUL_ROWS):
            row = [_cell(value) for value in values[:CAREFUL_COLUMNS]]
            blank = 0 if any(cell not in {"", None} for cell in row) else blank + 1
            rows.append(row if not blank else [])
            if blank > MAX_BLANK_ROWS:
                break
    del rows[len(rows) - blank :]
    far = markup.last_row >= len(rows) or markup.last_column >= CAREFUL_COLUMNS
    note = "Cells far away from the table are left out."
    return rows, (Issue("far-cells", Severity.WARN, sheet=name, note=note),) if far else ()


def _cell(value: object) -> Cell:
    """Return a value of the careful reader; error values such as ``#N/A`` become empty like the fast reader's."""
    if isinstance(value, str):
        return "" if value in _ERROR_VALUES else value
    return value if isinstance(value, int | float | date | time | timedelta) else ""


def _check_repeats(nature: FileNature) -> None:
    content = b"".join(part_bytes(nature, "content.xml"))
    if repeated_area(content) > MAX_CELLS:
        raise unreadable(nature.path, "it repeats cells without end", "Delete the surplus rows and columns, then save.")


def _too_far_apart(nature: FileNature) -> UnreadableFileError:
    return unreadable(nature.path, "its cells lie too far apart", "Save it as XLSX, then import.")


def _check_binary(nature: FileNature) -> None:
    """Walk the records of each binary sheet for the farthest row and column."""
    for name, size in nature.member_bytes:
        if "/worksheets/" in name and name.endswith(".bin") and size:
            rows, columns = _binary_extent(b"".join(part_bytes(nature, name)))
            if rows * columns > MAX_CELLS:
                raise _too_far_apart(nature)


_BINARY_CELL_RECORDS = range(1, 12)


def _binary_extent(content: bytes) -> tuple[int, int]:
    at, rows, columns = 0, 0, 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80 and at < len(content):
            kind |= content[at] << 8
            at += 1
        length = shift = 0
        while at < len(content):
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:  # noqa: PLR2004 - the format allows four bytes
                break
        if kind == 0:
            rows = max(rows, int.from_bytes(content[at : at + 4], "little") + 1)
        elif kind in _BINARY_CELL_RECORDS:
            columns = max(columns, int.from_bytes(content[at : at + 4], "little") + 1)
        at += length
    return rows, columns
