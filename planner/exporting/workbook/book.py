"""A workbook under construction: every cell of every sheet goes through here, and so through the safe door."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from planner.domain.progress import Report, silent
from planner.exporting import excel_safe
from planner.exporting.workbook.styles import Look, Properties, properties

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from planner.domain.issue import Issue
    from planner.exporting.workbook.record import WrittenTable

MARGIN_INCHES = 0.5
PAPER_A4 = 9


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of our own with the value it has now, so that readers which do not calculate show the same."""

    text: str
    cached: float | str
    over_ranges: bool = False
    """The formula works on whole ranges, which older programs must be told."""


Cell = str | float | date | Formula | None


class Book:
    """One workbook in memory, with its sheets, its looks and the notes of what no cell could hold."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        """Start a workbook; the sheets in ``names`` stand in this order, whichever is written first."""
        import xlsxwriter

        self._bytes = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
            },
        )
        self._formats: dict[tuple[Look, bool], Format] = {}
        self._sheets = {name: self._book.add_worksheet(name) for name in names}
        self.notes: list[Issue] = []
        self.inputs: list[tuple[str, float]] = []
        self.tables: list[WrittenTable] = []
        self.free_formulas: list[tuple[str, int, int]] = []
        self._book.formats[0].set_font_name(properties(Look.TEXT)["font_name"])
        self._book.formats[0].set_font_size(properties(Look.TEXT)["font_size"])

    def describe(self, *, title: str, subject: str, day: date) -> None:
        """Set the document properties: what it is and of which day, never who made it or where."""
        moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no zones
        self._book.set_properties(
            {
                "title": excel_safe.title_text(title),
                "subject": excel_safe.title_text(subject),
                "author": "",
                "manager": "",
                "company": "",
                "comments": "",
                "created": moment,
            }
        )

    def sheet(self, name: str, *, colour: str) -> "Sheet":
        """Return the sheet of this name, added at the end unless it has its place; its tab has a colour."""
        safe = name if name in self._sheets else excel_safe.sheet_name(name, taken=self._sheets)
        if safe not in self._sheets:
            self._sheets[safe] = self._book.add_worksheet(safe)
        self._sheets[safe].set_tab_color(colour)
        return Sheet(self, self._sheets[safe], name=safe)

    def format(self, look: Look, *, live: bool = False) -> "Format":
        """Return the format of a look, made once; ``live`` text is marked as text, even when it is typed again."""
        known = self._formats.get((look, live))
        if known is None:
            marks = {"quote_prefix": True} if live else {}
            known = self._formats[look, live] = self._book.add_format({**properties(look), **marks})
        return known

    def conditional_format(self, wanted: Properties) -> "Format":
        """Return a format that lies over the look of a cell."""
        return self._book.add_format(dict(wanted))

    def define(self, name: str, *, sheet: str, row: int, column: int) -> None:
        """Give a cell a name that formulas and people can use."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        self._book.define_name(name, f"={quoted(sheet)}!{cell}")

    def define_column(self, name: str, *, where: str) -> None:
        """Give the cells of a column a name; ``where`` is the range as a formula writes it."""
        self._book.define_name(name, f"={where}")

    def loose_formulas(self) -> list[str]:
        """Return the addresses of formulas that stand in no table, such as ``Summary!A5``."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return [f"{sheet}!{xl_rowcol_to_cell(row, column)}" for sheet, row, column in self.free_formulas]

    def chart(self, kind: str, *, subtype: str = "") -> Any:
        """Return a new native chart that is not placed yet."""
        return self._book.add_chart({"type": kind, "subtype": subtype} if subtype else {"type": kind})

    def to_bytes(self, *, report_progress: Report = silent) -> bytes:
        """Finish the workbook and return it as a file's content."""
        report_progress(0, 0, "Packing")
        self._book.close()
        return self._bytes.getvalue()


class Sheet:
    """One sheet: typed cells by row and column, both counted from 0."""

    def __init__(self, book: Book, worksheet: "Worksheet", *, name: str) -> None:
        self.book = book
        self.name = name
        self.raw = worksheet
        self.column_widths: dict[int, float] = {}
        worksheet.hide_gridlines(2)

    def put(self, row: int, column: int, cell: Cell, look: Look = Look.TEXT) -> None:
        """Write one value; ``None`` leaves an empty cell with its look."""
        if isinstance(cell, Formula):
            self.book.free_formulas.append((self.name, row, column))
        self._write(row, column, cell, look)

    def _write(self, row: int, column: int, cell: Cell, look: Look) -> None:
        if cell is None:
            self.raw.write_blank(row, column, None, self.book.format(look))
        elif isinstance(cell, str):
            self.text(row, column, cell, look)
        elif isinstance(cell, Formula):
            self._formula(row, column, cell, look)
        elif isinstance(cell, date):
            self._day(row, column, cell, look)
        else:
            self._number(row, column, cell, look)

    def _formula(self, row: int, column: int, cell: Formula, look: Look) -> None:
        style = self.book.format(look)
        if cell.over_ranges:
            self.raw.write_array_formula(row, column, row, column, cell.text, style, cell.cached)
        else:
            self.raw.write_formula(row, column, cell.text, style, cell.cached)

    def text(self, row: int, column: int, text: str, look: Look = Look.TEXT) -> None:
        """Write text as text: never a formula, a number or a link."""
        safe, cut = excel_safe.cell_text(text)
        if cut:
            self._note(row, column, cut, text)
        style = self.book.format(look, live=excel_safe.is_live(safe))
        if not safe:
            self.raw.write_blank(row, column, None, style)
        elif excel_safe.looks_like_rich_text(safe):
            self.raw.write_rich_string(row, column, safe[:1], style, safe[1:], style)
        else:
            self.raw.write_string(row, column, safe, style)

    def _number(self, row: int, column: int, number: float, look: Look) -> None:
        safe = excel_safe.cell_number(number)
        style = self.book.format(look)
        if safe.cut:
            self._note(row, column, safe.cut, str(number))
        if safe.number is not None:
            self.raw.write_number(row, column, safe.number, style)
        else:
            self.raw.write_string(row, column, safe.text, style)

    def _day(self, row: int, column: int, day: date, look: Look) -> None:
        if day < excel_safe.FIRST_EXCEL_DAY:
            self.raw.write_string(row, column, day.isoformat(), self.book.format(look))
        else:
            self.raw.write_datetime(row, column, day, self.book.format(look))

    def _note(self, row: int, column: int, cut: str, text: str) -> None:
        from xlsxwriter.utility import xl_col_to_name

        note = excel_safe.cut_note(cut, sheet=self.name, row=row + 1, column=xl_col_to_name(column), text=text)
        self.book.notes.append(note)

    def row(self, row: int, cells: Sequence[Cell], looks: Sequence[Look], *, left: int = 0) -> None:
        """Write neighbouring cells of one row."""
        for column, (cell, look) in enumerate(zip(cells, looks, strict=True), start=left):
            self._write(row, column, cell, look)

    def heading(self, title: str, subtitle: str) -> None:
        """Write the sheet's headline and the line below it into the first two rows."""
        self.raw.set_row(0, 28)
        self.text(0, 0, title, Look.TITLE)
        self.text(1, 0, subtitle, Look.SUBTITLE)

    def widths(self, widths: Iterable[float], *, left: int = 0) -> None:
        """Set the widths of neighbouring columns, in characters."""
        for column, width in enumerate(widths, start=left):
            self.raw.set_column(column, column, width)
            self.column_widths[column] = width

    def print_setup(self, plan_name: str, *, repeat_row: int | None = None) -> None:
        """Print one page wide, landscape A4, with the plan's name and page numbers at the foot."""
        self.raw.set_landscape()
        self.raw.set_paper(PAPER_A4)
        self.raw.fit_to_pages(1, 0)
        self.raw.set_margins(left=MARGIN_INCHES, right=MARGIN_INCHES, top=MARGIN_INCHES, bottom=0.7)
        self.raw.set_footer(f"&L&9{excel_safe.page_text(plan_name)} · {self.name}&R&9&P / &N")
        if repeat_row is not None:
            self.raw.repeat_rows(repeat_row)


def quoted(sheet: str) -> str:
    """Return a sheet's name as a formula writes it.

    Examples
    --------
    >>> quoted("Reserve lab")
    "'Reserve lab'"
    """
    return "'" + sheet.replace("'", "''") + "'"
