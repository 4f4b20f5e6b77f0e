"""Capacity: from calendar days to features, per sprint and person, as formulas over days and shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.analysis.capacity.breakdown import SWITCH_SHARES, CapacityBreakdown, PersonCapacity
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
    Head("Own reserve", Look.INPUT_SHARE, 12.5),
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
    Head("Calendar", Look.NUMBER),
    Head("Holidays", Look.NUMBER),
    Head("Leave", Look.NUMBER),
    Head("On-call", Look.NUMBER),
    Head("Mentoring", Look.NUMBER),
    Head("Ramp and switching", Look.SHARE),
    Head("Ramp-up", Look.NUMBER),
    Head("Meetings", Look.NUMBER),
    Head("By hand", Look.INPUT),
    Head("Effective", Look.NUMBER),
    Head("Unplanned", Look.NUMBER),
    Head("Learning", Look.NUMBER),
    Head("Reserve", Look.NUMBER),
    Head("Features", Look.NUMBER),
    *(Head(title, Look.INPUT, 12.5) for title in ("Working days", "Holiday days", "Leave days", "On-call days")),
    Head("Person no.", Look.WHOLE, 8),
)
FIRST_DAYS: Final = 17
LAST_DAYS: Final = 20
PERSON_NO: Final = 21
EFFECTIVE: Final = 12
UNPLANNED: Final = 13
LEARNING: Final = 14
_BY_HAND: Final = 11
_OWN_RESERVE: Final = 7
_SUMMED: Final = {3: "calendar_pd", 4: "holidays_pd", 5: "leave_pd", 6: "oncall_pd", 9: "ramp_pd", 10: "meetings_pd",
                  12: "effective_pd"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CapacityCells:
    """Where other sheets find the figures: both tables, and the row of each sprint by its identity."""

    sheet: str
    sprints: Area
    people: Area
    rows: Mapping[str, int]


def write(book: Book, content: WorkbookContent) -> CapacityCells:
    """Write both tables and the charts of the coming sprints; return where the sprints stand."""
    plan, breakdowns = content.plan, content.capacity
    sheet = book.sheet(NAME, colour=palette.FEATURES)
    sheet.heading(*content.headline("Capacity"))
    set_widths(sheet, (*_SPRINT_HEADS, *_PERSON_HEADS[FIRST_DAYS:]))
    people = [
        (number, part, entry, person)
        for number, part in enumerate(breakdowns, 1)
        for person, entry in enumerate(part.people, 1)
    ]
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
    sheet.text(
        people_top - 1, 0, "Person-days by person; the days in the coloured cells are yours to change", Look.SECTION
    )
    persons = write_table(
        sheet,
        _PERSON_HEADS,
        [
            _person_row(number, part, entry, person, row=first + at, sprints=sprints)
            for at, (number, part, entry, person) in enumerate(people)
        ],
        name="capacity_by_person",
        top=people_top,
        identity=(0, 2),
        refs=[pair_ref(part.sprint.id, entry.member.id) for _, part, entry, _ in people],
    )
    _mark_policy(sheet, sprints)
    _check_typed(sheet, sprints, persons)
    capacity_charts.write(sheet, sprints, content, steps_top=last + 3)
    sheet.raw.freeze_panes(2, 0)
    sheet.print_setup(plan.name)
    rows = {part.sprint.id: TABLES_TOP + number for number, part in enumerate(breakdowns, 1)}
    return CapacityCells(sheet.name, sprints, persons, rows)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What formulas write for the shares: the named inputs, and what buckets or a rule add in this sprint."""

    unplanned: str
    learning: str
    target: str


def _terms(part: CapacityBreakdown) -> _Terms:
    kept = part.kept
    return _Terms(
        unplanned=f"(unplanned_share+{kept.bugs:.12g})" if kept.bugs > 0 else "unplanned_share",
        learning=f"(learning_share+{kept.learning:.12g})" if kept.learning > 0 else "learning_share",
        target="reserve_share" if kept.target is None else f"{kept.target:.12g}",
    )


def _sprint_row(part: CapacityBreakdown, *, number: int, row: int, people: tuple[int, int]) -> tuple[Cell, ...]:
    """Return a sprint's cells; its sums run over the rows of its people, wherever a sort has put them."""
    line, steps = row + 1, part.steps
    numbers = f"$A${people[0] + 1}:$A${people[1] + 1}"
    cells: list[Cell] = [number, part.sprint.name, dates(part.sprint.period), *[None] * 14]
    for column, field in _SUMMED.items():
        letter = "ABCDEFGHIJKLMNOPQ"[column]
        where = f"{letter}${people[0] + 1}:{letter}${people[1] + 1}"
        cells[column] = Formula(f"=SUMIFS({where},{numbers},A{line})", getattr(steps, field))
    terms = _terms(part)
    cells[7] = part.sprint.reserve_share
    cells[8] = Formula(
        f'=MAX(0,MIN(IF(H{line}="",{terms.target},H{line}),1-{terms.unplanned}-{terms.learning}))', part.reserve_share
    )
    cells[11] = Formula(f"=M{line}-(D{line}-E{line}-F{line}-G{line}-J{line}-K{line})", steps.override_pd)
    cells[13] = Formula(f"={terms.unplanned}*M{line}", steps.unplanned_pd)
    cells[14] = Formula(f"={terms.learning}*M{line}", steps.learning_pd)
    cells[15] = Formula(f"=I{line}*M{line}", steps.reserve_pd)
    cells[16] = Formula(f"=MAX(0,M{line}-N{line}-O{line}-P{line})", steps.feature_pd)
    return tuple(cells)


def _person_row(
    number: int, part: CapacityBreakdown, entry: PersonCapacity, person: int, *, row: int, sprints: Area
) -> tuple[Cell, ...]:
    """Return a person's cells: whole days at the right, which people type, and what formulas make of them."""
    line, steps, member = row + 1, entry.steps, entry.member
    present = f"(D{line}-E{line}-F{line}-G{line})"
    working = f"MAX(0,{present}-H{line})*I{line}"
    first, last = sprints.first_row + 1, sprints.last_row + 1
    reserve = f"SUMIFS($I${first}:$I${last},$A${first}:$A${last},A{line})"
    share = _of_person("people_share", line)
    terms = _terms(part)
    return (
        number,
        part.sprint.name,
        member.name,
        Formula(f"=R{line}*{share}", steps.calendar_pd),
        Formula(f"=S{line}*{share}", steps.holidays_pd),
        Formula(f"=T{line}*{share}", steps.leave_pd),
        Formula(f"=U{line}*{share}*on_call_cost", steps.oncall_pd),
        Formula(f"={_of_person('people_mentoring', line)}", member.mentoring_pd),
        Formula(_ramp(entry, line), entry.ramp_share * SWITCH_SHARES[member.projects - 1]),
        Formula(f"={present}-{working}", steps.ramp_pd),
        Formula(f"={working}*(1-focus)", steps.meetings_pd),
        entry.override.effective_pd if entry.override else None,
        Formula(f'=IF(L{line}="",{working}*focus,L{line})', steps.effective_pd),
        Formula(f"={terms.unplanned}*M{line}", steps.unplanned_pd),
        Formula(f"={terms.learning}*M{line}", steps.learning_pd),
        Formula(f"={reserve}*M{line}", steps.reserve_pd),
        Formula(f"=MAX(0,M{line}-N{line}-O{line}-P{line})", steps.feature_pd),
        *_days(entry),
        person,
    )


def _of_person(name: str, line: int) -> str:
    """Return the part of a formula that looks a person's figure up, wherever a sort has put the person."""
    return f"SUMIFS({name},people_no,V{line})"


def _ramp(entry: PersonCapacity, line: int) -> str:
    shares = ",".join(f"{share:g}" for share in SWITCH_SHARES)
    projects = f"MAX(1,MIN({len(SWITCH_SHARES)},{_of_person('people_projects', line)}))"
    return f"={entry.ramp_share!r}*CHOOSE({projects},{shares})"


def _days(entry: PersonCapacity) -> tuple[Cell, ...]:
    """Return a person's days before their share of time: worked, holidays, leave, and duty that is left."""
    fte, steps = entry.member.fte, entry.steps
    duty = sum(cell.calendar_share - cell.holiday_share - cell.share_away for cell in entry.days if cell.on_call)
    return tuple(round(amount / fte, 9) for amount in (steps.calendar_pd, steps.holidays_pd, steps.leave_pd, duty))


def _check_typed(sheet: Sheet, sprints: Area, people: Area) -> None:
    """Let the cells that people type into take nothing but days and shares."""
    rules = (
        (people, FIRST_DAYS, LAST_DAYS, 366.0, "Days of this sprint, from 0"),
        (people, _BY_HAND, _BY_HAND, 366.0, "Person-days typed by hand, from 0; empty counts the days"),
        (sprints, _OWN_RESERVE, _OWN_RESERVE, 0.9, "A share from 0 to 0.9; empty takes the agreed one"),
    )
    for area, left, right, highest, words in rules:
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": highest}
        note = {"error_title": "Not possible", "error_message": f"{words}."}
        sheet.raw.data_validation(area.first_row, left, area.last_row, right, {**rule, **note})


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
