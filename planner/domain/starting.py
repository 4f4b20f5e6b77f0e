"""A plan to start with: the people, and the first sprints in their rhythm."""

from collections.abc import Sequence
from datetime import date, timedelta

from planner.domain.calendar import Period
from planner.domain.edits.sprints import next_sprints
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings, Unit
from planner.domain.sprint import Sprint
from planner.domain.team import Member, Team

FIRST_SPRINTS = 6
_MOST_WEEKS = 12


def starting_plan(name: str, *, people: Sequence[str], weeks: int, start: date, unit: Unit = Unit.POINTS) -> Plan:
    """Return a plan with people and six coming sprints, and nothing in them.

    Parameters
    ----------
    people
        Names, in list order.
    weeks
        Length of a sprint; the last one ends on its last working day.
    start
        First day of the first sprint.

    Raises
    ------
    InvalidValueError
        When the name is empty or the sprint has no sensible length.

    Examples
    --------
    >>> plan = starting_plan("Payments", people=["Amara"], weeks=2, start=date(2026, 5, 18))
    >>> plan.sprints[0].period.last_day, plan.sprints[1].period.start
    (datetime.date(2026, 5, 29), datetime.date(2026, 6, 1))
    """
    if not name.strip():
        raise InvalidValueError("name", name, "a name")
    if not 1 <= weeks <= _MOST_WEEKS:
        raise InvalidValueError("weeks", weeks, f"1 to {_MOST_WEEKS}")
    members = tuple(Member(f"person-{number}", person.strip()) for number, person in enumerate(people, start=1))
    days = 7 * weeks - (2 if start.weekday() == 0 else 0)  # from a Monday on, the weekend stands between the sprints
    first = Sprint("S1", "S1", Period(start, start + timedelta(days=days)))
    plan = Plan(
        name=name.strip(),
        team=Team(members=members),
        sprints=(first,),
        settings=PlanSettings(unit=unit, sprint_days=5 * weeks),
    )
    return Plan(
        name=plan.name,
        team=plan.team,
        sprints=(first, *next_sprints(plan, FIRST_SPRINTS - 1)),
        settings=plan.settings,
    )
