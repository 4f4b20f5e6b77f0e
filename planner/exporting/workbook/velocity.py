"""Velocity: what closed sprints promised, did and carried over, raw and per effective person-day."""

from collections.abc import Sequence
from typing import Final

from planner.analysis.scenes.scene import Style
from planner.domain.sprint import Sprint, SprintActuals
from planner.exporting import palette
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet
from planner.exporting.workbook.charts import Frame, Spot, area, dress, edged, held, place, stroke
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.headlines import of_velocity
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.tables import Area, Head, set_widths, write_table
from planner.exporting.workbook.words import dates

NAME: Final = "Velocity"
TABLES_TOP: Final = 22
VELOCITY: Final = Spot(2, 0, 640)
RATE: Final = Spot(2, 652, 640)

_HEADS: Final = (
    Head("Sprint", Look.STRONG, 14),
    Head("Dates", Look.TEXT, 23),
    Head("Committed", Look.NUMBER),
    Head("Added", Look.NUMBER, 9),
    Head("Removed", Look.NUMBER, 9),
    Head("Re-estimated", Look.NUMBER),
    Head("Done", Look.NUMBER, 9),
    Head("Carried over", Look.NUMBER, 9),
    Head("Done of committed", Look.SHARE),
    Head("Available pd", Look.NUMBER),
    Head("Effective pd", Look.NUMBER),
    Head("Done per effective pd", Look.NUMBER, 13),
    Head("Left out of the forecast because", Look.WRAPPED, 30),
    Head("Note", Look.WRAPPED, 30),
)


def write(book: Book, content: WorkbookContent) -> None:
    """Write the closed sprints, oldest first, and both charts."""
    plan = content.plan
    sheet = book.sheet(NAME, colour=palette.FEATURES)
    sheet.heading(*of_velocity(content))
    set_widths(sheet, _HEADS)
    sheet.text(TABLES_TOP - 1, 0, f"Closed sprints, work in {plan.settings.unit.value}", Look.SECTION)
    closed = [(sprint, sprint.actuals) for sprint in plan.closed_sprints() if sprint.actuals is not None]
    rows = [_row(sprint, actuals, line=TABLES_TOP + 1 + at) for at, (sprint, actuals) in enumerate(closed, 1)]
    refs = [sprint.id for sprint, _ in closed]
    where = write_table(sheet, _HEADS, rows, name="velocity", top=TABLES_TOP, identity=(0, 1), refs=refs)
    if closed:
        _place_velocity(sheet, where, rows, content)
        _place_rate(sheet, where, rows, content)
    sheet.raw.freeze_panes(2, 1)
    sheet.print_setup(plan.name)


def _row(sprint: Sprint, actuals: SprintActuals, *, line: int) -> tuple[Cell, ...]:
    kept, rate = actuals.committed, actuals.effective_pd
    return (
        sprint.name,
        dates(sprint.period),
        actuals.committed,
        actuals.added,
        actuals.removed,
        actuals.re_estimated,
        actuals.completed,
        actuals.carried,
        Formula(f"=G{line}/C{line}", actuals.completed / kept) if kept else None,
        actuals.available_pd,
        actuals.effective_pd,
        Formula(f"=G{line}/K{line}", actuals.completed / rate) if rate else None,
        actuals.excluded_because,
        actuals.note,
    )


def _place_velocity(sheet: Sheet, where: Area, rows: Sequence[Sequence[Cell]], content: WorkbookContent) -> None:
    chart = sheet.book.chart("column")
    looks = ((2, area(Style.TOTAL)), (6, area(Style.FEATURES)), (7, edged(Style.GHOST)))
    for column, look in looks:
        chart.add_series(
            {
                "name": where.head(column),
                "categories": where.column(0),
                "values": where.column(column),
                "values_data": held(rows, column),
                "gap": 60,
                "overlap": 0,
                **look,
            }
        )
    dress(chart, Frame("Committed, done and carried over", "Sprint", content.unit.capitalize()))
    place(sheet, chart, VELOCITY, summary=content.finding("velocity"))


def _place_rate(sheet: Sheet, where: Area, rows: Sequence[Sequence[Cell]], content: WorkbookContent) -> None:
    chart = sheet.book.chart("line")
    chart.show_blanks_as("gap")
    chart.add_series(
        {
            "name": where.head(11),
            "categories": where.column(0),
            "values": where.column(11),
            "values_data": held(rows, 11),
            "marker": {
                "type": "circle",
                "size": 6,
                "fill": {"color": palette.FEATURES},
                "border": {"color": palette.BASE},
            },
            **stroke(Style.FEATURES, width=2.5),
        }
    )
    name = f"{content.unit.capitalize()} per person-day"
    frame = Frame("Done per effective person-day", "Sprint", name, y_format="0.0", legend=False)
    dress(chart, frame)
    place(sheet, chart, RATE, summary=content.finding("velocity-per-day"))
