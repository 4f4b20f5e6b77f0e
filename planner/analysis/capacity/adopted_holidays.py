"""A list of public holidays taken into a plan: what it replaces, what stays, and whose calendar it changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.calendar import Holiday, HolidaySet
from planner.domain.edits import ChangeMember, SetHolidays, Several
from planner.domain.plan import Edit, Plan
from planner.domain.team import Team


@dataclass(frozen=True, slots=True)
class Adoption:
    """What taking a list would do.

    Parameters
    ----------
    new
        Days the plan does not know for this place yet.
    kept
        Entries of the place on other days: own holidays, and those of other years.
    working_days
        How many of the taken days would have been worked by the team's week.
    """

    holiday_set: HolidaySet
    new: int
    kept: int
    working_days: int


def adoption(team: Team, place: HolidaySet) -> Adoption:
    """Return what a list would do to the place of the same identity; on a day in both, the new entry counts."""
    known = next((entry for entry in team.holiday_sets if entry.id == place.id), HolidaySet(place.id, place.name))
    days = {entry.day for entry in place.holidays}
    before = {entry.day for entry in known.holidays}
    kept = tuple(entry for entry in known.holidays if entry.day not in days)
    whole = tuple(sorted((*kept, *place.holidays), key=_day))
    worked = sum(team.week.share_on(day) > 0 for day in days)
    return Adoption(HolidaySet(place.id, place.name, whole), len(days - before), len(kept), worked)


def adoption_edit(plan: Plan, place: HolidaySet, member_ids: Iterable[str]) -> Edit:
    """Return the one edit that takes a list and gives some people its place."""
    taken = SetHolidays(adoption(plan.team, place).holiday_set)
    moved = tuple(
        ChangeMember(replace(plan.member(member_id), place=place.id))
        for member_id in member_ids
        if plan.member(member_id).place != place.id
    )
    return Several((taken, *moved), what=f"Holidays of {place.name}") if moved else taken


def _day(entry: Holiday) -> date:
    return entry.day
