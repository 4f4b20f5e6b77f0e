"""What days can be painted with, and the one edit that a stroke becomes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.analysis.capacity.presence import DayCell, DayState
from planner.analysis.wording import listing, period
from planner.domain.calendar import Holiday, HolidaySet, Period
from planner.domain.edits import SetAvailability, SetDuty, SetHolidays, Several
from planner.domain.errors import MissingInputError
from planner.domain.plan import Edit, Plan
from planner.domain.team import AbsenceKind, Member

HALF = 0.5


class Brush(StrEnum):
    """What a stroke makes of the days it covers."""

    LEAVE = "leave"
    HOLIDAY = "holiday"
    ON_CALL = "on-call"
    HALF_DAY = "half-day"
    NOT_WORKING = "not-working"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Stroke:
    """Some people, some days in a row, and the brush; ``erase`` takes away what the brush would paint."""

    brush: Brush
    member_ids: tuple[str, ...]
    period: Period
    erase: bool = False


def shows(cell: DayCell, brush: Brush) -> bool:
    """Say whether a day already is what a brush would make of it."""
    away = cell.share_away
    return {
        Brush.LEAVE: cell.state is DayState.LEAVE and cell.kind is not AbsenceKind.OTHER and away > HALF,
        Brush.HALF_DAY: 0 < away <= HALF,
        Brush.NOT_WORKING: cell.kind is AbsenceKind.OTHER,
        Brush.ON_CALL: cell.on_call,
        Brush.HOLIDAY: cell.state is DayState.HOLIDAY,
        Brush.CLEAR: False,
    }[brush]


def stroke_edit(plan: Plan, stroke: Stroke) -> Edit:
    """Return the one edit that makes a stroke; several people stand or fall together.

    Raises
    ------
    MissingInputError
        A holiday is painted for somebody without a place.
    """
    people = tuple(plan.member(member_id) for member_id in stroke.member_ids)
    edits = _EDITS[stroke.brush](plan, people, stroke)
    return edits[0] if len(edits) == 1 else Several(edits, what=stroke_words(stroke, people))


def stroke_words(stroke: Stroke, people: tuple[Member, ...]) -> str:
    """Return what a stroke does, as the name of its undo step."""
    verb = "clear" if stroke.erase or stroke.brush is Brush.CLEAR else stroke.brush.value.replace("-", " ")
    names = listing([member.name for member in people], most=2)
    return f"{verb.capitalize()} {period(stroke.period)}: {names}"


def _away(share: float, kind: AbsenceKind) -> Callable[[Plan, tuple[Member, ...], Stroke], tuple[Edit, ...]]:
    def edits(plan: Plan, people: tuple[Member, ...], stroke: Stroke) -> tuple[Edit, ...]:
        del plan
        amount = 0.0 if stroke.erase else share
        return tuple(SetAvailability(member.id, stroke.period, amount, kind) for member in people)

    return edits


def _duty(plan: Plan, people: tuple[Member, ...], stroke: Stroke) -> tuple[Edit, ...]:
    del plan
    return tuple(SetDuty(member.id, stroke.period, not stroke.erase) for member in people)


def _clear(plan: Plan, people: tuple[Member, ...], stroke: Stroke) -> tuple[Edit, ...]:
    del plan
    return tuple(
        edit
        for member in people
        for edit in (SetAvailability(member.id, stroke.period, 0.0), SetDuty(member.id, stroke.period, on_duty=False))
    )


def _holidays(plan: Plan, people: tuple[Member, ...], stroke: Stroke) -> tuple[Edit, ...]:
    """Change the list of each place: a holiday is never one person's."""
    placeless = next((member for member in people if not member.place), None)
    if placeless is not None:
        raise MissingInputError(f"the place of {placeless.name}", "choose it in the person's entry")
    sets = {entry.id: entry for entry in plan.team.holiday_sets}
    places = dict.fromkeys(member.place for member in people)
    return tuple(SetHolidays(_repainted(sets.get(place, HolidaySet(place, place)), plan, stroke)) for place in places)


def _repainted(place: HolidaySet, plan: Plan, stroke: Stroke) -> HolidaySet:
    inside = {entry.day for entry in place.holidays if entry.day in stroke.period}
    if stroke.erase:
        return replace(place, holidays=tuple(entry for entry in place.holidays if entry.day not in inside))
    week = plan.team.week
    days = (day for day in stroke.period.days() if week.share_on(day) > 0 and day not in inside)
    fresh = (Holiday(day, "Holiday") for day in days)
    return replace(place, holidays=tuple(sorted((*place.holidays, *fresh), key=lambda entry: entry.day)))


_EDITS: dict[Brush, Callable[[Plan, tuple[Member, ...], Stroke], tuple[Edit, ...]]] = {
    Brush.LEAVE: _away(1.0, AbsenceKind.LEAVE),
    Brush.HALF_DAY: _away(HALF, AbsenceKind.LEAVE),
    Brush.NOT_WORKING: _away(1.0, AbsenceKind.OTHER),
    Brush.ON_CALL: _duty,
    Brush.HOLIDAY: _holidays,
    Brush.CLEAR: _clear,
}
