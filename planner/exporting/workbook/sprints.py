"""Sprints: what is promised against what is planned, as formulas over the backlog, and how full each person is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planner.analysis.forecast_results import PlanForecast
from planner.analysis.load import PersonLoad
from planner.domain.plan import Plan
from planner.exporting import palette
from planner.exporting.workbook import backlog, sprint_charts
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet, quoted
from planner.exporting.workbook.capacity import CapacityCells
from planner.exporting.workbook.charts import Spot
from planner.exporting.workbook.content import SprintFigures, WorkbookContent, figures_of
from planner.exporting.workbook.headlines import of_sprints
from planner.exporting.workbook.styles import OVER, UNDER, Look
from planner.exporting.workbook.tables import Area, Head, set_widths, write_table
from planner.exporting.workbook.words import dates

NAME: Final = "Sprints"
TABLES_TOP: Final = 22
PROMISE: Final = Spot(2, 0, 600)
LOADS: Final = Spot(2, 612, 600)

_HEADS: Final = (
    Head("Sprint", Look.STRONG, 16),
    Head("Dates", Look.TEXT, 22),
    Head("State", Look.TEXT, 13),
    Head("Features pd", Look.NUMBER),
    Head("Reserve pd", Look.NUMBER),
    Head("Promise P15", Look.NUMBER),
    Head("Median P50", Look.NUMBER),
    Head("Committed", Look.NUMBER),
    Head("Stretch", Look.NUMBER),
    Head("Room left", Look.NUMBER),
    Head("Debt planned pd", Look.NUMBER),
    Head("Reserve left pd", Look.NUMBER),
    Head("Goal", Look.WRAPPED, 34),
)
_PERSON_HEADS: Final = (
    Head("Sprint", Look.TEXT),
    Head("Person", Look.STRONG),
    Head("State", Look.TEXT),
    Head("Effective pd", Look.NUMBER),
    Head("Items pd", Look.NUMBER),
    Head("Debt pd", Look.NUMBER),
    Head("Kept free pd", Look.NUMBER),
    Head("Load pd", Look.NUMBER),
    Head("Load", Look.SHARE),
)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The sheets whose cells the formulas read."""

    items: Area
    capacity: CapacityCells


def write(book: Book, content: WorkbookContent, near: Neighbours) -> Area:
    """Write the coming sprints, the load of their people, and a chart of each."""
    plan, forecast, loads = content.plan, content.forecast, content.loads
    sheet = book.sheet(NAME, colour=palette.FEATURES)
    sheet.heading(*of_sprints(content))
    set_widths(sheet, _HEADS)
    sheet.text(TABLES_TOP - 1, 0, f"Coming sprints, work in {content.unit}", Look.SECTION)
    figures = figures_of(plan)
    rows = [_row(entry, forecast, near, row=TABLES_TOP + at) for at, entry in enumerate(figures, 1)]
    where = write_table(sheet, _HEADS, rows, name="coming_sprints", top=TABLES_TOP)
    _mark_negative(sheet, where, column=9)
    _mark_negative(sheet, where, column=11)
    top = where.last_row + 3
    sheet.text(top - 1, 0, "Load of each person, in person-days", Look.SECTION)
    people = _write_people(sheet, plan, loads, top=top)
    if figures:
        first = figures[0].sprint
        sprint_charts.place_promise(sheet, where, content, PROMISE)
        sprint_charts.place_loads(sheet, people, loads.get(first.id, ()), LOADS, sprint=first.name)
    sheet.raw.freeze_panes(2, 1)
    sheet.print_setup(plan.name)
    return where


def _row(entry: SprintFigures, forecast: PlanForecast | None, near: Neighbours, *, row: int) -> tuple[Cell, ...]:
    line, at = row + 1, near.capacity.rows[entry.sprint.id] + 1
    where = quoted(near.capacity.sheet)
    known = next((part for part in (forecast.sprints if forecast else ()) if part.sprint_id == entry.sprint.id), None)
    promise, median = (known.single[15], known.single[50]) if known else (None, None)
    steps = near.capacity.steps[entry.sprint.id]
    return (
        entry.sprint.name,
        dates(entry.sprint.period),
        entry.sprint.state.value,
        Formula(f"={where}!Q{at}", steps.feature_pd),
        Formula(f"={where}!P{at}", steps.reserve_pd),
        promise,
        median,
        Formula(_sum_of(near.items, "committed", line=line), entry.committed),
        Formula(_sum_of(near.items, "stretch", line=line), entry.stretch),
        None if promise is None else Formula(f"=F{line}-H{line}", promise - entry.committed),
        entry.debt_pd,
        Formula(f"=E{line}-K{line}", steps.reserve_pd - entry.debt_pd),
        entry.sprint.goal,
    )


def _sum_of(items: Area, commitment: str, *, line: int) -> str:
    """Return the formula that adds up the open features of a sprint; ``=`` compares exactly, no text is a pattern."""
    kind, status = items.formula_range(backlog.KIND_COLUMN), items.formula_range(backlog.STATUS_COLUMN)
    sprint, held = items.formula_range(backlog.SPRINT_COLUMN), items.formula_range(backlog.COMMITMENT_COLUMN)
    tests = (
        f"({sprint}=$A{line})",
        f'({held}="{commitment}")',
        f'(({status}="todo")+({status}="in-progress"))',
        f'({kind}<>"debt")',
        f'({kind}<>"epic")',
    )
    return f"=SUMPRODUCT({'*'.join(tests)},{items.formula_range(backlog.LEFT_COLUMN)})"


def _mark_negative(sheet: Sheet, where: Area, *, column: int) -> None:
    sheet.raw.conditional_format(
        where.first_row,
        column,
        where.last_row,
        column,
        {"type": "cell", "criteria": "<", "value": -1e-9, "format": sheet.book.conditional_format(OVER)},
    )


def _write_people(sheet: Sheet, plan: Plan, loads: Mapping[str, Sequence[PersonLoad]], *, top: int) -> Area:
    rows: list[tuple[Cell, ...]] = []
    for sprint in plan.coming_sprints():
        for load in loads.get(sprint.id, ()):
            line = top + 2 + len(rows)
            rows.append(
                (
                    sprint.name,
                    load.member.name,
                    "overloaded" if load.overloaded else "",
                    load.effective_pd,
                    load.assigned_pd,
                    load.debt_pd,
                    load.kept_free_pd,
                    Formula(f"=E{line}+F{line}+G{line}", load.load_pd),
                    None if load.share is None else Formula(f"=H{line}/D{line}", load.share),
                )
            )
    where = write_table(sheet, _PERSON_HEADS, rows, name="load_by_person", top=top)
    for criterion, bound, look in ((">", 1.0 + 1e-9, OVER), (">", 0.9, UNDER)):
        sheet.raw.conditional_format(
            where.first_row,
            8,
            where.last_row,
            8,
            {
                "type": "cell",
                "criteria": criterion,
                "value": bound,
                "format": sheet.book.conditional_format(look),
                "stop_if_true": True,
            },
        )
    return where
