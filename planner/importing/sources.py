"""A file, or a piece of the clipboard, as tables that still wait to be understood."""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.errors import FileProblemError
from planner.domain.issue import Issue
from planner.domain.progress import Report, silent
from planner.importing.book_tables import SheetTable, part_bytes, read_book
from planner.importing.encodings import DecodedText, decode, looks_binary
from planner.importing.preflight import FileFormat, FileNature, preflight, unreadable
from planner.importing.sheet_markup import SheetMarkup, styles_of_column, zero_padded_styles
from planner.importing.text_tables import read_text_table, table_from_text
from planner.importing.web_tables import html_grid, is_html_table


@dataclass(frozen=True, slots=True)
class Source:
    """The tables of one file; ``encoding`` and ``delimiter`` are None for a workbook."""

    file: str
    sheets: tuple[SheetTable, ...]
    encoding: str | None = None
    delimiter: str | None = None
    issues: tuple[Issue, ...] = ()
    nature: FileNature | None = None


def open_source(
    path: Path, *, sheet: str | None = None, encoding: str | None = None, report: Report = silent
) -> Source:
    """Open a file as tables, safely."""
    nature = preflight(path, report=report)
    if nature.format is not FileFormat.TEXT:
        sheets = read_book(nature, sheet=sheet, report=report)
        return Source(path.name, tuple(sheets), issues=_book_issues(nature), nature=nature)
    if sheet is not None:
        raise unreadable(path, f"it is a text file and has no sheet {sheet!r}", "Leave the sheet's name away.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileProblemError(str(path), error.strerror or "it cannot be read") from error
    if looks_binary(content):
        raise unreadable(path, "it is neither text nor a workbook", "Export the backlog as csv or xlsx.")
    if b"<table" in content[:200_000].lower():
        decoded = decode(content, encoding=encoding)
        if is_html_table(decoded.text):
            return _web_source(decoded, path.name)
    table = read_text_table(content, path=path, encoding=encoding, report=report)
    sheets = [SheetTable(table.grid, SheetMarkup())]
    return Source(path.name, tuple(sheets), table.encoding, table.delimiter, table.issues)


def text_source(text: str, *, name: str) -> Source:
    """Take a text from the clipboard as a table: HTML or delimited."""
    decoded = DecodedText(text.removeprefix("\ufeff"), "utf-8")
    if is_html_table(decoded.text):
        return _web_source(decoded, name)
    if not decoded.text.strip():
        raise unreadable(Path(name), "it is empty", "Copy the cells again.")
    table = table_from_text(decoded)
    return Source(name, (SheetTable(table.grid, SheetMarkup()),), table.encoding, table.delimiter, table.issues)


def _web_source(decoded: DecodedText, name: str) -> Source:
    return Source(name, (SheetTable(html_grid(decoded.text), SheetMarkup()),), decoded.encoding)


def _book_issues(nature: FileNature) -> tuple[Issue, ...]:
    if not nature.has_macros:
        return ()
    return (Issue("macros-ignored", note="The workbook has macros; they are not run."),)


def zero_padded(source: Source, sheet: SheetTable, column: int) -> dict[int, int]:
    """Return the width to which a column's cells are padded with zeros, by zero-based row: ids such as ``00123``."""
    nature = source.nature
    if nature is None or nature.format is not FileFormat.XLSX or not sheet.part:
        return {}
    if "xl/styles.xml" not in dict(nature.member_bytes):
        return {}
    widths = zero_padded_styles(b"".join(part_bytes(nature, "xl/styles.xml")))
    if not widths:
        return {}
    styles = styles_of_column(part_bytes(nature, sheet.part), column)
    return {row: widths[style] for row, style in styles.items() if style in widths}
