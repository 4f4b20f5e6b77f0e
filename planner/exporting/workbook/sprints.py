"""Sprints: what is promised against what is planned, as formulas over the backlog, and how full each person is."""

from dataclasses import dataclass
from typing import Final

from planner.analysis.capacity.load import PersonLoad
from planner.analysis.forecast.outlook import SprintOutlook
from planner.exporting import palette
from planner.exporting.workbook import backlog, capacity, sprint_charts
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet, quoted
from planner.exporting.workbook.capacity import CapacityCells
from planner.exporting.workbook.charts import Spot
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.styles import OVER, UNDER, Look
from planner.exporting.workbook.tables import Area, Head, set_widths, write_table
from planner.exporting.workbook.words import chance, dates

NAME: Final = backlog.SPRINTS_SHEET
TABLES_TOP: Final = backlog.SPRINTS_TOP
FULL: Final = 1.000001  # a hair above, since sums are not exact in binary
NEARLY_FULL: Final = 0.9
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
    Head("Chance", Look.RIGHT, 9),
    Head("Debt planned pd", Look.NUMBER),
    Head("Reserve left pd", Look.NUMBER),
    Head("Goal", Look.WRAPPED, 44),
)
_PERSON_HEADS: Final = (
    Head("Person", Look.STRONG),
    Head("State", Look.TEXT),
    Head("Effective pd", Look.NUMBER),
    Head("Items pd", Look.NUMBER),
    Head("Debt pd", Look.NUMBER),
    Head("Kept free pd", Look.NUMBER),
    Head("Load pd", Look.NUMBER),
    Head("Load", Look.SHARE),
)

_FIXED: Final = (
    "Days, reserve and work follow the inputs. Promise, median, chance, debt planned and each person's items are those "
    "of the day of the export."
)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The sheets whose cells the formulas read."""

    items: Area
    capacity: CapacityCells


def write(book: Book, content: WorkbookContent, near: Neighbours) -> Area:
    """Write the coming sprints, the load of each person in the next one, and a chart of each."""
    sheet = book.sheet(NAME, colour=palette.FEATURES)
    sheet.heading(*content.headline("Sprints"))
    set_widths(sheet, _HEADS)
    sheet.text(TABLES_TOP - 1, 0, f"Coming sprints, work in {content.unit}", Look.SECTION)
    rows = [_row(entry, near, line=TABLES_TOP + 1 + at) for at, entry in enumerate(content.outlooks, 1)]
    refs = [entry.sprint.id for entry in content.outlooks]
    where = write_table(sheet, _HEADS, rows, name="coming_sprints", top=TABLES_TOP, identity=(0, 1), refs=refs)
    _mark_negative(sheet, where, column=9)
    _mark_negative(sheet, where, column=12)
    top = where.last_row + 5
    sheet.text(top - 3, 0, _FIXED, Look.NOTE)
    sheet.text(top - 1, 0, "Load of each person in the next sprint, in person-days", Look.SECTION)
    people = _write_people(sheet, content, near, top=top)
    if content.outlooks:
        sprint_charts.place_promise(sheet, where, content, PROMISE)
    if content.loads:
        sprint_charts.place_loads(sheet, people, content, LOADS)
    sheet.raw.freeze_panes(2, 1)
    sheet.print_setup(content.plan.name)
    return where


def _row(entry: SprintOutlook, near: Neighbours, *, line: int) -> tuple[Cell, ...]:
    at, where = near.capacity.rows[entry.sprint.id] + 1, quoted(near.capacity.sheet)
    promise = entry.promise
    running = entry.sprint.started_on is not None
    return (
        entry.sprint.name,
        dates(entry.sprint.period),
        entry.sprint.state.value,
        Formula(f"={where}!Q{at}", entry.feature_pd),
        Formula(f"={where}!P{at}", entry.reserve_pd),
        promise,
        entry.median,
        Formula(_sum_of(near.items, "committed", line=line, with_done=running), entry.load),
        Formula(_sum_of(near.items, "stretch", line=line, with_done=False), entry.stretch_load),
        None if promise is None else Formula(f"=F{line}-H{line}", promise - entry.load),
        chance(entry.chance),
        entry.debt_pd,
        Formula(f"=E{line}-L{line}", entry.reserve_pd - entry.debt_pd),
        entry.sprint.goal,
    )


def _sum_of(items: Area, commitment: str, *, line: int, with_done: bool) -> str:
    """Return the formula that adds up the features of a sprint; ``=`` compares exactly, no text is a pattern.

    Of a running sprint what is done counts too, since it was committed.
    """
    kind, status = items.formula_range(backlog.KIND_COLUMN), items.formula_range(backlog.STATUS_COLUMN)
    sprint, held = items.formula_range(backlog.SPRINT_COLUMN), items.formula_range(backlog.COMMITMENT_COLUMN)
    is_open = f'(({status}="todo")+({status}="in-progress"))*({held}="{commitment}")'
    counts = f'({is_open}+({status}="done"))' if with_done else is_open
    tests = (f"({sprint}=$A{line})", counts, f'({kind}<>"debt")', f'({kind}<>"epic")')
    return f"=SUMPRODUCT({'*'.join(tests)},{items.formula_range(backlog.COUNTED_COLUMN)})"


def _mark_negative(sheet: Sheet, where: Area, *, column: int) -> None:
    sheet.raw.conditional_format(
        where.first_row,
        column,
        where.last_row,
        column,
        {"type": "cell", "criteria": "<", "value": -1e-9, "format": sheet.book.conditional_format(OVER)},
    )


def _write_people(sheet: Sheet, content: WorkbookContent, near: Neighbours, *, top: int) -> Area:
    numbers = {member.id: number for number, member in enumerate(content.plan.team.members, 1)}
    rows: list[tuple[Cell, ...]] = [
        _person_row(load, near.capacity, number=numbers[load.member.id], line=line)
        for line, load in enumerate(content.loads, top + 2)
    ]
    where = write_table(sheet, _PERSON_HEADS, rows, name="load_by_person", top=top)
    for criterion, bound, look in ((">", FULL, OVER), (">", NEARLY_FULL, UNDER)):
        sheet.raw.conditional_format(
            where.first_row,
            7,
            where.last_row,
            7,
            {
                "type": "cell",
                "criteria": criterion,
                "value": bound,
                "format": sheet.book.conditional_format(look),
                "stop_if_true": True,
            },
        )
    return where


def _person_row(load: PersonLoad, cells: CapacityCells, *, number: int, line: int) -> tuple[Cell, ...]:
    """Return a person's load in the next sprint, which is the first of the capacity sheet."""
    effective, unplanned, learning, sprint, person = (
        cells.people.formula_range(column)
        for column in (capacity.EFFECTIVE, capacity.UNPLANNED, capacity.LEARNING, 0, capacity.PERSON_NO)
    )
    mine = f"{sprint},1,{person},{number}"
    return (
        load.member.name,
        Formula(f'=IF(G{line}>C{line}+0.000000001,"overloaded","")', "overloaded" if load.overloaded else ""),
        Formula(f"=SUMIFS({effective},{mine})", load.effective_pd),
        load.assigned_pd,
        load.debt_pd,
        Formula(f"=SUMIFS({unplanned},{mine})+SUMIFS({learning},{mine})", load.kept_free_pd),
        Formula(f"=D{line}+E{line}+F{line}", load.load_pd),
        None if load.share is None else Formula(f"=IF(C{line}=0,0,G{line}/C{line})", load.share),
    )
