"""Forecast: how much by when, at every percentile that the app draws, and the milestones with their chances."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from planner.analysis.forecast.results import FinishDate, MilestoneForecast, PlanForecast, SprintForecast
from planner.exporting import palette
from planner.exporting.workbook import forecast_charts
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.tables import Head, set_widths, write_table
from planner.exporting.workbook.words import chance, dates, day_text

NAME: Final = "Forecast"
TABLES_TOP: Final = 22
TOTALS: Final = (5, 15, 30, 50, 70, 85, 95)
FIRST_TOTAL: Final = 8
FIRST_STEP: Final = FIRST_TOTAL + len(TOTALS)

_HEADS: Final = (
    Head("Sprint", Look.STRONG, 22),
    Head("Dates", Look.TEXT, 21),
    Head("Effective pd", Look.NUMBER, 10),
    Head("Reserve", Look.SHARE, 9),
    Head("Promise P15", Look.NUMBER, 10),
    Head("Median P50", Look.NUMBER, 13),
    Head("P85", Look.NUMBER, 13),
    Head("Open work", Look.NUMBER, 13),
    *(Head(f"Total P{level}", Look.NUMBER, 8.5) for level in TOTALS),
    *(Head(f"P{low} to P{high}", Look.NUMBER, 8.5) for low, high in pairwise(TOTALS)),
)
_MILESTONE_HEADS: Final = (
    Head("Milestone", Look.STRONG),
    Head("Target", Look.DAY),
    Head("Open work", Look.NUMBER),
    Head("Items", Look.WHOLE),
    Head("Chance", Look.RIGHT),
    Head("P50", Look.DAY),
    Head("P85", Look.DAY),
    Head("P95", Look.DAY),
)


def write(book: Book, content: WorkbookContent) -> None:
    """Write the sprints to come, the fan and the finish dates drawn from them, and the milestones."""
    sheet = book.sheet(NAME, colour=palette.FEATURES)
    sheet.heading(*content.headline("Forecast"))
    set_widths(sheet, _HEADS)
    sheet.raw.freeze_panes(2, 1)
    sheet.print_setup(content.plan.name)
    if content.forecast is not None:
        _write_tables(sheet, content.forecast, content)


def _write_tables(sheet: Sheet, forecast: PlanForecast, content: WorkbookContent) -> None:
    unit = forecast.unit.value
    sheet.text(TABLES_TOP - 1, 0, f"Sprints to come, in {unit}; totals count from today", Look.SECTION)
    area = write_table(
        sheet,
        _HEADS,
        [_sprint_row(entry, forecast, row=TABLES_TOP + at) for at, entry in enumerate(forecast.sprints, 1)],
        name="forecast_by_sprint",
        top=TABLES_TOP,
    )
    top = area.last_row + 3
    sheet.text(top - 1, 0, "Milestones", Look.SECTION)
    milestones = write_table(
        sheet,
        _MILESTONE_HEADS,
        [_milestone_row(entry) for entry in forecast.milestones],
        name="milestones",
        top=top,
        refs=[entry.milestone.id for entry in forecast.milestones],
    )
    forecast_charts.write(sheet, area, forecast, content, bins_top=milestones.last_row + 3)


def _sprint_row(entry: SprintForecast, forecast: PlanForecast, *, row: int) -> tuple[Cell, ...]:
    """Return a sprint's amounts; the widths of the bands are formulas over its percentiles."""
    from xlsxwriter.utility import xl_col_to_name

    line = row + 1
    letters = [xl_col_to_name(FIRST_TOTAL + at) for at in range(len(TOTALS))]
    bands = [
        Formula(f"={letters[at + 1]}{line}-{letters[at]}{line}", entry.total[TOTALS[at + 1]] - entry.total[TOTALS[at]])
        for at in range(len(TOTALS) - 1)
    ]
    return (
        entry.name,
        dates(entry.period),
        entry.effective_pd,
        entry.reserve_share,
        entry.single[15],
        entry.single[50],
        entry.single[85],
        forecast.remaining.total,
        *(entry.total[level] for level in TOTALS),
        *bands,
    )


def _milestone_row(entry: MilestoneForecast) -> tuple[Cell, ...]:
    done = "done" if entry.done else chance(entry.probability)
    return (
        entry.milestone.name,
        entry.milestone.due,
        entry.points,
        entry.items,
        done,
        *(day_or_later(entry.finish, level) for level in (50, 85, 95)),
    )


def day_or_later(finish: Mapping[int, FinishDate], level: int) -> Cell:
    """Return a finish date, or in words that it lies beyond the horizon."""
    found = finish.get(level)
    if found is None:
        return None
    if found.day is not None:
        return found.day
    return f"after {day_text(found.later_than)}" if found.later_than else "later"
