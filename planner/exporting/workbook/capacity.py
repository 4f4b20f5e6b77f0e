"""Capacity: from calendar days to features, per sprint and person, as formulas over days and shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.analysis.capacity.breakdown import SWITCH_SHARES, CapacityBreakdown, CapacitySteps, PersonCapacity
from planner.exporting import palette
from planner.exporting.workbook import capacity_charts
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.record import pair_ref
from planner.exporting.workbook.styles import OVER, UNDER, Look
from planner.exporting.workbook.tables import Area, Head, set_widths, write_table
from planner.exporting.workbook.words import dates

NAME: Final = "Capacity"
TABLES_TOP: Final = 22

_SPRINT_HEADS: Final = (
    Head("No.", Look.WHOLE, 5),
    Head("Sprint", Look.STRONG, 14),
    Head("Dates", Look.TEXT, 20),
    Head("Calendar", Look.NUMBER, 9.5),
    Head("Holidays", Look.NUMBER, 9.5),
    Head("Leave", Look.NUMBER, 9.5),
    Head("On-call", Look.NUMBER, 9.5),
    Head("Own reserve", Look.INPUT_SHARE, 9.5),
    Head("Reserve share", Look.SHARE, 9.5),
    Head("Ramp-up", Look.NUMBER, 9.5),
    Head("Meetings", Look.NUMBER, 9.5),
    Head("By hand", Look.NUMBER, 9.5),
    Head("Effective", Look.NUMBER, 9.5),
    Head("Unplanned", Look.NUMBER, 10.5),
    Head("Learning", Look.NUMBER, 9.5),
    Head("Reserve", Look.NUMBER, 9.5),
    Head("Features", Look.NUMBER, 9.5),
)
_PERSON_HEADS: Final = (
    Head("No.", Look.WHOLE),
    Head("Sprint", Look.TEXT),
    Head("Person", Look.STRONG),
    Head("Calendar", Look.INPUT),
    Head("Holidays", Look.INPUT),
    Head("Leave", Look.INPUT),
    Head("On-call", Look.INPUT),
    Head("Mentoring", Look.INPUT),
    Head("Ramp and switching", Look.INPUT_SHARE),
    Head("Ramp-up", Look.NUMBER),
    Head("Meetings", Look.NUMBER),
    Head("By hand", Look.INPUT),
    Head("Effective", Look.NUMBER),
    Head("Unplanned", Look.NUMBER),
    Head("Learning", Look.NUMBER),
    Head("Reserve", Look.NUMBER),
    Head("Features", Look.NUMBER),
)
_SUMMED: Final = {3: "calendar_pd", 4: "holidays_pd", 5: "leave_pd", 6: "oncall_pd", 9: "ramp_pd", 10: "meetings_pd",
                  12: "effective_pd"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CapacityCells:
    """Where other sheets find the figures: the row of each sprint, and what stands there, by its identity."""

    sheet: str
    sprints: Area
    rows: Mapping[str, int]
    steps: Mapping[str, CapacitySteps]


def write(book: Book, content: WorkbookContent) -> CapacityCells:
    """Write both tables and the charts of the coming sprints; return where the sprints stand."""
    plan, breakdowns = content.plan, content.capacity
    sheet = book.sheet(NAME, colour=palette.FEATURES)
    sheet.heading(*content.headline("Capacity"))
    set_widths(sheet, _SPRINT_HEADS)
    people = [(number, part, entry) for number, part in enumerate(breakdowns, 1) for entry in part.people]
    people_top = TABLES_TOP + len(breakdowns) + 4
    first, last = people_top + 1, people_top + max(1, len(people))
    sheet.text(TABLES_TOP - 1, 0, "Person-days by sprint", Look.SECTION)
    sprints = write_table(
        sheet,
        _SPRINT_HEADS,
        [
            _sprint_row(part, number=number, row=TABLES_TOP + number, people=(first, last))
            for number, part in enumerate(breakdowns, 1)
        ],
        name="capacity_by_sprint",
        top=TABLES_TOP,
        refs=[part.sprint.id for part in breakdowns],
    )
    sheet.text(people_top - 1, 0, "Person-days by person; the coloured cells are yours to change", Look.SECTION)
    write_table(
        sheet,
        _PERSON_HEADS,
        [
            _person_row(number, part, entry, row=first + at, sprints=sprints)
            for at, (number, part, entry) in enumerate(people)
        ],
        name="capacity_by_person",
        top=people_top,
        identity=(0, 2),
        refs=[pair_ref(part.sprint.id, entry.member.id) for _, part, entry in people],
    )
    _mark_policy(sheet, sprints)
    capacity_charts.write(sheet, sprints, content, steps_top=last + 3)
    sheet.raw.freeze_panes(2, 0)
    sheet.print_setup(plan.name)
    rows = {part.sprint.id: TABLES_TOP + number for number, part in enumerate(breakdowns, 1)}
    return CapacityCells(sheet.name, sprints, rows, {part.sprint.id: part.steps for part in breakdowns})


def _sprint_row(part: CapacityBreakdown, *, number: int, row: int, people: tuple[int, int]) -> tuple[Cell, ...]:
    """Return a sprint's cells; its sums run over the rows of its people, wherever a sort has put them."""
    line, steps = row + 1, part.steps
    numbers = f"$A${people[0] + 1}:$A${people[1] + 1}"
    cells: list[Cell] = [number, part.sprint.name, dates(part.sprint.period), *[None] * 14]
    for column, field in _SUMMED.items():
        letter = "ABCDEFGHIJKLMNOPQ"[column]
        where = f"{letter}${people[0] + 1}:{letter}${people[1] + 1}"
        cells[column] = Formula(f"=SUMIFS({where},{numbers},A{line})", getattr(steps, field))
    cells[7] = part.sprint.reserve_share
    cells[8] = Formula(
        f'=MAX(0,MIN(IF(H{line}="",reserve_share,H{line}),1-unplanned_share-learning_share))', part.reserve_share
    )
    cells[11] = Formula(f"=M{line}-(D{line}-E{line}-F{line}-G{line}-J{line}-K{line})", steps.override_pd)
    cells[13] = Formula(f"=unplanned_share*M{line}", steps.unplanned_pd)
    cells[14] = Formula(f"=learning_share*M{line}", steps.learning_pd)
    cells[15] = Formula(f"=I{line}*M{line}", steps.reserve_pd)
    cells[16] = Formula(f"=MAX(0,M{line}-N{line}-O{line}-P{line})", steps.feature_pd)
    return tuple(cells)


def _person_row(
    number: int, part: CapacityBreakdown, entry: PersonCapacity, *, row: int, sprints: Area
) -> tuple[Cell, ...]:
    """Return a person's cells: days typed or counted, and what formulas make of them."""
    line, steps = row + 1, entry.steps
    present = f"(D{line}-E{line}-F{line}-G{line})"
    working = f"MAX(0,{present}-H{line})*I{line}"
    first, last = sprints.first_row + 1, sprints.last_row + 1
    share = f"SUMIFS($I${first}:$I${last},$A${first}:$A${last},A{line})"
    return (
        number,
        part.sprint.name,
        entry.member.name,
        steps.calendar_pd,
        steps.holidays_pd,
        steps.leave_pd,
        steps.oncall_pd,
        entry.member.mentoring_pd,
        entry.ramp_share * SWITCH_SHARES[entry.member.projects - 1],
        Formula(f"={present}-{working}", steps.ramp_pd),
        Formula(f"={working}*(1-focus)", steps.meetings_pd),
        entry.override.effective_pd if entry.override else None,
        Formula(f'=IF(L{line}="",{working}*focus,L{line})', steps.effective_pd),
        Formula(f"=unplanned_share*M{line}", steps.unplanned_pd),
        Formula(f"=learning_share*M{line}", steps.learning_pd),
        Formula(f"={share}*M{line}", steps.reserve_pd),
        Formula(f"=MAX(0,M{line}-N{line}-O{line}-P{line})", steps.feature_pd),
    )


def _mark_policy(sheet: Sheet, sprints: Area) -> None:
    """Colour a reserve below the floor or above the ceiling."""
    column = sprints.first_column + 8
    where = (sprints.first_row, column, sprints.last_row, column)
    for criterion, bound, look in (("<", "reserve_floor", OVER), (">", "reserve_ceiling", UNDER)):
        # Shares that people type are not exact in binary, so a hair's breadth is no breach.
        slack = "-0.000001" if criterion == "<" else "+0.000001"
        sheet.raw.conditional_format(
            *where,
            {
                "type": "cell",
                "criteria": criterion,
                "value": f"={bound}{slack}",
                "format": sheet.book.conditional_format(look),
            },
        )
