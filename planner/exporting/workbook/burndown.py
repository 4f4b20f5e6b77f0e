"""Burndown: the ideal by the people who are there, what is known of the actual, and where the sprint may end."""

from collections.abc import Iterator, Sequence
from typing import Final

from planner.analysis.scenes.scene import Style
from planner.analysis.tracking.burndown import Burndown
from planner.exporting import palette
from planner.exporting.workbook.book import Book, Cell, Sheet
from planner.exporting.workbook.charts import Frame, Spot, dress, held, place, stroke
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.headlines import of_burndown
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.tables import Area, Head, set_widths, write_table
from planner.exporting.workbook.words import day_text

NAME: Final = "Burndown"
TABLES_TOP: Final = 18
SPOT: Final = Spot(2, 0, 1080, 290)
LEFT: Final = 5
CONE: Final = (15, 50, 85)
_HALF_STEP: Final = 0.5

_HEADS: Final = (
    Head("End of", Look.STRONG, 16),
    Head("Date", Look.DAY, 14),
    Head("People there", Look.NUMBER),
    Head("Off", Look.TEXT, 22),
    Head("Ideal", Look.NUMBER),
    Head("Left", Look.NUMBER),
    *(Head(f"Left P{level}", Look.NUMBER) for level in CONE),
    Head("Known from", Look.TEXT, 16),
)
_MARK_HEADS: Final = (
    Head("Scope change", Look.STRONG),
    Head("After days", Look.NUMBER),
    Head("Amount", Look.NUMBER),
    Head("Then left", Look.NUMBER),
)


def write(book: Book, content: WorkbookContent) -> None:
    """Write one row per day of the sprint and the chart over them; without a sprint the sheet says so."""
    burndown = content.burndown
    sheet = book.sheet(NAME, colour=palette.FEATURES)
    sheet.heading(*of_burndown(content))
    set_widths(sheet, _HEADS)
    sheet.print_setup(content.plan.name)
    sheet.raw.freeze_panes(2, 1)
    if burndown is None:
        return
    sheet.text(TABLES_TOP - 1, 0, f"{burndown.name}, work in {burndown.unit.value}", Look.SECTION)
    rows = list(_rows(burndown))
    where = write_table(sheet, _HEADS, rows, name="burndown", top=TABLES_TOP)
    marks: list[tuple[Cell, ...]] = [
        ("added" if mark.amount > 0 else "removed", mark.position, mark.amount, mark.left) for mark in burndown.marks
    ]
    if marks:
        top = where.last_row + 3
        sheet.text(top - 1, 0, "Scope that came or went", Look.SECTION)
        write_table(sheet, _MARK_HEADS, marks, name="scope_changes", top=top)
    _place(sheet, where, burndown, rows, content)


def _rows(burndown: Burndown) -> Iterator[tuple[Cell, ...]]:
    yield ("start", None, None, "", burndown.committed, *_left(burndown, 0))
    for day in burndown.days:
        left = _left(burndown, day.index + 1)
        yield (day_text(day.day, year=False), day.day, day.there, day.off, day.ideal, *left)


def _left(burndown: Burndown, position: int) -> tuple[Cell, ...]:
    """Return what is left at a position: known, at the percentiles of the cone, and where it is known from."""
    known = [point for point in burndown.points if abs(point.position - position) < _HALF_STEP]
    point = known[-1] if known else None
    cone: list[Cell] = [None] * len(CONE)
    for at, there in enumerate(burndown.cone_positions):
        if burndown.cone is not None and abs(there - position) < _HALF_STEP:
            cone = [burndown.cone[level][at] for level in CONE]
    origin = "" if point is None else "dates of items" if point.from_dates else "a snapshot"
    return (point.left if point else None, *cone, origin)


def _place(
    sheet: Sheet, where: Area, burndown: Burndown, rows: Sequence[Sequence[Cell]], content: WorkbookContent
) -> None:
    chart = sheet.book.chart("line")
    chart.show_blanks_as("span")
    names = where.column(0)
    dot = {"type": "circle", "size": 6, "fill": {"color": palette.FEATURES}, "border": {"color": palette.BASE}}
    looks = (
        (4, stroke(Style.MUTED, width=1.5)),
        (LEFT, {"marker": dot, **stroke(Style.FEATURES, width=2.5)}),
        (6, stroke(Style.FEATURES, width=1.0, dash="round_dot")),
        (7, stroke(Style.FEATURES, width=1.75, dash="dash")),
        (8, stroke(Style.FEATURES, width=1.0, dash="round_dot")),
    )
    for column, look in looks:
        if column > LEFT and burndown.cone is None:
            continue
        values = {"values": where.column(column), "values_data": held(rows, column)}
        chart.add_series({"name": where.head(column), "categories": names, **values, **look})
    name = f"{burndown.unit.value.capitalize()} left"
    dress(chart, Frame(f"Burndown of {burndown.name}", "End of the day", name))
    place(sheet, chart, SPOT, summary=content.finding("burndown"))
