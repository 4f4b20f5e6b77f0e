"""Summary: the figures a room asks for first, live where they are formulas, and two charts."""

from dataclasses import dataclass
from typing import Final

from planner.analysis.forecast.results import MilestoneForecast
from planner.domain.issue import Severity
from planner.exporting import palette
from planner.exporting.workbook import capacity_charts, sprint_charts
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet, quoted
from planner.exporting.workbook.capacity import CapacityCells
from planner.exporting.workbook.charts import Spot
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.forecast import day_or_later
from planner.exporting.workbook.headlines import of_summary
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.tables import Area, Head, write_table
from planner.exporting.workbook.words import chance, dates, day_text, percent

NAME: Final = "Summary"
COLUMNS: Final = 6
WIDTH: Final = 29
FIGURES_ROW: Final = 3
USE: Final = Spot(7, 0, 628)
PROMISE: Final = Spot(7, 640, 628)
LINES_ROW: Final = 27


_MILESTONE_HEADS: Final = (
    Head("Milestone", Look.STRONG),
    Head("Target", Look.TEXT),
    Head("Chance", Look.TEXT),
    Head("Done at P50", Look.DAY),
    Head("Done at P85", Look.DAY),
    Head("Open work", Look.NUMBER),
)


_WEIGHTS: Final = {Severity.STOP: "cannot stay", Severity.WARN: "needs a look", Severity.NOTE: "good to know"}
_WEIGHT_LOOKS: Final = {Severity.STOP: Look.STOP, Severity.WARN: Look.WARN, Severity.NOTE: Look.TEXT}


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: what it is, its value, and a line that gives it its range."""

    label: str
    value: Cell
    note: Cell
    look: Look = Look.FIGURE


def write(book: Book, content: WorkbookContent, *, cells: CapacityCells, sprints: Area) -> None:
    """Write headline, key figures, both charts and the milestones in words."""
    sheet = book.sheet(NAME, colour=palette.ACCENT)
    sheet.heading(*of_summary(content))
    sheet.widths([WIDTH] * COLUMNS)
    figures = _figures(content, cells)
    for column, figure in enumerate(figures):
        sheet.text(FIGURES_ROW, column, figure.label, Look.LABEL)
        sheet.put(FIGURES_ROW + 1, column, figure.value, figure.look)
        sheet.put(FIGURES_ROW + 2, column, figure.note, Look.NOTE_WRAPPED)
    sheet.raw.set_row(FIGURES_ROW + 1, 32)
    sheet.raw.set_row(FIGURES_ROW + 2, 38)
    if content.capacity:
        capacity_charts.place_use(sheet, cells.sprints, content.capacity, USE)
    if content.capacity:
        sprint_charts.place_promise(sheet, sprints, content, PROMISE)
    _write_lines(sheet, content)
    sheet.raw.freeze_panes(2, 0)
    sheet.print_setup(content.plan.name)


def _figures(content: WorkbookContent, cells: CapacityCells) -> list[Figure]:
    figures: list[Figure] = []
    if content.capacity:
        first = content.capacity[0]
        band = f"{percent(content.plan.policy.floor)} to {percent(content.plan.policy.ceiling)}"
        line, where = cells.rows[first.sprint.id] + 1, quoted(cells.sheet)
        figures += [
            Figure(
                f"Features in {first.sprint.name}",
                Formula(f"={where}!Q{line}", first.steps.feature_pd),
                f"person-days, {dates(first.sprint.period)}",
            ),
            Figure(
                "Debt reserve",
                Formula(f"={where}!I{line}", first.reserve_share),
                Formula(
                    f'=FIXED({where}!P{line},1)&" person-days, agreed "&ROUND(100*reserve_floor,1)&" % to "'
                    '&ROUND(100*reserve_ceiling,1)&" %"',
                    f"{first.steps.reserve_pd:.1f} person-days, agreed {band}",
                ),
                Look.FIGURE_SHARE,
            ),
        ]
    return [*figures, *_future_figures(content), *_debt_figures(content)]


def _future_figures(content: WorkbookContent) -> list[Figure]:
    forecast = content.forecast
    if forecast is None or not forecast.sprints:
        return [Figure("Forecast", "not yet", "needs history or a velocity", Look.FIGURE_TEXT)]
    sure, middle = forecast.finish.get(85), forecast.finish.get(50)
    late = f"after {day_text(forecast.horizon_end)}"
    by = day_text(sure.day) if sure and sure.day else late
    half = day_text(middle.day) if middle and middle.day else late
    name = forecast.sprints[0].name
    return [
        Figure(
            f"Promise for {name}",
            forecast.commitment,
            f"{content.unit}, 85 % sure; median {forecast.next_sprint[50]:.1f}",
        ),
        Figure("Everything open is done", by, f"85 % sure; at the median {half}", Look.FIGURE_TEXT),
    ]


def _debt_figures(content: WorkbookContent) -> list[Figure]:
    totals, reserve = content.register.totals, content.reserve
    spent = "unknown" if reserve.rho is None else f"{percent(reserve.rho)} of capacity spent on debt lately"
    return [
        Figure(
            "Registered debt",
            totals.principal.p50,
            f"person-days, P10 to P90 {totals.principal.p10:.0f} to {totals.principal.p90:.0f}; "
            f"costs {totals.interest.p50:.1f} a sprint",
        ),
        Figure("Reserve owed", reserve.owed_pd, f"person-days; {spent}"),
    ]


def _write_lines(sheet: Sheet, content: WorkbookContent) -> None:
    """Write the milestones and what needs attention, worst first."""
    row = LINES_ROW
    forecast = content.forecast
    if forecast is not None and forecast.milestones:
        sheet.text(row - 1, 0, "Milestones", Look.SECTION)
        rows = [_milestone_row(entry) for entry in forecast.milestones]
        row = write_table(sheet, _MILESTONE_HEADS, rows, name="summary_milestones", top=row).last_row + 3
    findings = content.report.attention
    if not findings:
        return
    sheet.text(row - 1, 0, "Needs attention, worst first", Look.SECTION)
    for at, finding in enumerate(findings, row):
        sheet.text(at, 0, _WEIGHTS[finding.severity], _WEIGHT_LOOKS[finding.severity])
        sheet.raw.merge_range(at, 1, at, 2, "", sheet.book.format(Look.STRONG))
        sheet.text(at, 1, finding.title, Look.STRONG)
        sheet.raw.merge_range(at, 3, at, 5, "", sheet.book.format(Look.TEXT))
        sheet.text(at, 3, finding.detail)


def _milestone_row(entry: MilestoneForecast) -> tuple[Cell, ...]:
    due = entry.milestone.due
    odds = "done" if entry.done else chance(entry.probability)
    days = (day_or_later(entry.finish, level) for level in (50, 85))
    return (entry.milestone.name, day_text(due) if due else "", odds, *days, entry.points)
