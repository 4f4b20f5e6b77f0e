"""The small workbook behind a native chart: what "edit data" opens; text stays text, whatever it looks like."""

from datetime import date

from planner.exporting.slides.native import NativeChart
from planner.exporting.workbook.book import Book

SHEET = "Figures"


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 0.

    Examples
    --------
    >>> column_letters(1), column_letters(27)
    ('B', 'AB')
    """
    letters = ""
    rest = number + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def chart_book(chart: NativeChart, *, day: date) -> bytes:
    """Return the workbook of a chart: names in the first column, a column per series."""
    book = Book((SHEET,))
    book.describe(title="", subject="", day=day)
    sheet = book.sheet(SHEET, colour="#FFFFFF")
    for row, name in enumerate(chart.names, 1):
        sheet.text(row, 0, name)
    for column, series in enumerate(chart.series, 1):
        sheet.text(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            sheet.put(row, column, None if value is None else float(value))
    return book.to_bytes()
