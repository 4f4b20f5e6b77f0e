"""Planned work against the promise, and how full each person is, from the cells of the sprints sheet."""

from collections.abc import Mapping
from typing import Any, Final

from planner.analysis.scenes.scene import Style
from planner.exporting import palette
from planner.exporting.workbook.book import Sheet
from planner.exporting.workbook.charts import Frame, Spot, area, dress, edged, hatched, place, stroke
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.tables import Area

COMMITTED: Final = 7
STRETCH: Final = 8
PROMISE: Final = 5
MEDIAN: Final = 6
_TICK: Final[Mapping[str, Any]] = {
    "type": "long_dash",
    "fill": {"color": palette.TEXT},
    "border": {"color": palette.TEXT},
}


def place_promise(sheet: Sheet, where: Area, content: WorkbookContent, spot: Spot) -> None:
    """Place the coming sprints: committed and stretch as bars, promise and median as lines."""
    chart = sheet.book.chart("column", subtype="stacked")
    names = where.column(0)
    for column, look in ((COMMITTED, area(Style.FEATURES)), (STRETCH, edged(Style.FEATURES_SOFT))):
        chart.add_series(
            {"name": where.head(column), "categories": names, "values": where.column(column), "gap": 60, **look}
        )
    if content.forecast is not None:
        lines = sheet.book.chart("line")
        promise = {"name": where.head(PROMISE), "categories": names, "values": where.column(PROMISE)}
        median = {"name": where.head(MEDIAN), "categories": names, "values": where.column(MEDIAN)}
        lines.add_series({**promise, "marker": {**_TICK, "size": 9}, **stroke(Style.TEXT, dash="dash")})
        lines.add_series({**median, **stroke(Style.MUTED, width=1.25)})
        chart.combine(lines)
    dress(chart, Frame("Planned work against what can be promised", "Sprint", content.unit.capitalize()))
    place(sheet, chart, spot, summary=content.finding("sprint-stack"))


def place_loads(sheet: Sheet, people: Area, content: WorkbookContent, spot: Spot) -> None:
    """Place the load of each person in the next sprint."""
    chart = sheet.book.chart("column", subtype="stacked")
    looks = (
        (3, area(Style.FEATURES)),
        (4, hatched(Style.DEBT, "wide_upward_diagonal")),
        (5, hatched(Style.UNPLANNED, "large_grid")),
    )
    names = people.column(0)
    for column, look in looks:
        chart.add_series(
            {"name": people.head(column), "categories": names, "values": people.column(column), "gap": 60, **look}
        )
    marks = sheet.book.chart("line")
    effective: dict[str, Any] = {"name": people.head(2), "categories": names, "values": people.column(2)}
    marks.add_series({**effective, "line": {"none": True}, "marker": {**_TICK, "size": 14}})
    chart.combine(marks)
    dress(
        chart,
        Frame(
            f"Load in {content.outlooks[0].sprint.name}, the tick is what each person can do", "Person", "Person-days"
        ),
    )
    place(sheet, chart, spot, summary=content.finding("load-bars"))
