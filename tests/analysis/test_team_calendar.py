"""Holidays taken into a plan, and availability copied forward."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.analysis.capacity.adopted_holidays import adoption, adoption_edit
from planner.analysis.capacity.copying import Pattern, copied_forward, copy_forward_edit, later_sprints
from planner.domain.calendar import Holiday, HolidaySet, Period, WeekPattern
from planner.domain.errors import MissingInputError
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintState
from planner.domain.team import Absence, AbsenceKind, CapacityOverride, Member, RotaShift, Team

MONDAY = date(2026, 6, 1)


def sprint(number: int, *, days: int = 14) -> Sprint:
    start = MONDAY + timedelta(days=14 * (number - 1))
    return Sprint(f"S{number}", f"S{number}", Period(start, start + timedelta(days=days)))


def period(first: int, last: int) -> Period:
    return Period(date(2026, 6, first), date(2026, 6, last) + timedelta(days=1))


PLAN = Plan(
    team=Team(
        members=(Member("a", "Ada", place="DE"), Member("b", "Ben")),
        absences=(
            Absence("1", "a", period(2, 3)),
            Absence("2", "a", period(11, 11), 0.5, AbsenceKind.TRAINING),
            Absence("3", "b", period(4, 4)),
            Absence("4", "a", period(16, 16)),
        ),
        rota=(RotaShift("R1", "b", period(8, 14)),),
        overrides=(CapacityOverride("S1", "a", 2.0, "hiring"),),
    ),
    sprints=(sprint(1), sprint(2), sprint(3, days=7)),
)


def away(plan: Plan, member_id: str) -> list[tuple[date, date, float]]:
    mine = [entry for entry in plan.team.absences if entry.member_id == member_id]
    return sorted((entry.period.start, entry.period.last_day, entry.share) for entry in mine)


def test_leave_and_duty_are_repeated_at_the_same_place_of_the_next_sprint() -> None:
    pattern = Pattern(("a", "b"), PLAN.sprints[0], PLAN.sprints[0].period)
    after = copy_forward_edit(PLAN, pattern, (PLAN.sprints[1],)).apply(PLAN)
    # S2 begins 14 days later: 2-3 June becomes 16-17 June, the half day of 11 June becomes 25 June.
    assert away(after, "a") == [
        (date(2026, 6, 2), date(2026, 6, 3), 1.0),
        (date(2026, 6, 11), date(2026, 6, 11), 0.5),
        (date(2026, 6, 16), date(2026, 6, 17), 1.0),
        (date(2026, 6, 25), date(2026, 6, 25), 0.5),
    ]
    assert [shift.period for shift in after.team.rota] == [period(8, 14), period(22, 28)]
    assert after.team.overrides == PLAN.team.overrides


def test_only_the_chosen_days_and_people_are_copied_and_a_short_sprint_cuts_them() -> None:
    pattern = Pattern(("a",), PLAN.sprints[0], period(3, 12))
    after = copy_forward_edit(PLAN, pattern, later_sprints(PLAN, PLAN.sprints[0])).apply(PLAN)
    # Of 2-3 June only the 3rd was chosen; S3 has seven days, so the half day on its eleventh is left out.
    # The day copied to 17 June joins the 16th.
    assert away(after, "a")[2:] == [
        (date(2026, 6, 16), date(2026, 6, 17), 1.0),
        (date(2026, 6, 25), date(2026, 6, 25), 0.5),
        (date(2026, 7, 1), date(2026, 7, 1), 1.0),
    ]
    assert away(after, "b") == away(PLAN, "b")


def test_typed_capacities_are_copied_when_asked_for() -> None:
    pattern = Pattern(("a",), PLAN.sprints[0], PLAN.sprints[0].period, with_overrides=True)
    after = copy_forward_edit(PLAN, pattern, (PLAN.sprints[1],)).apply(PLAN)
    assert CapacityOverride("S2", "a", 2.0, "hiring") in after.team.overrides


def test_copying_nothing_or_nowhere_is_refused() -> None:
    empty = Pattern(("b",), PLAN.sprints[0], period(1, 2))
    assert copied_forward(PLAN, empty, PLAN.sprints[1:]) == ()
    with pytest.raises(MissingInputError):
        copy_forward_edit(PLAN, empty, PLAN.sprints[1:])
    closed = replace(PLAN.sprints[1], state=SprintState.CLOSED)
    plan = replace(PLAN, sprints=(PLAN.sprints[0], closed))
    assert later_sprints(plan, plan.sprints[0]) == ()


def test_a_taken_list_replaces_its_days_and_keeps_the_teams_own() -> None:
    own = HolidaySet("DE", "Berlin", (Holiday(date(2026, 12, 24), "Christmas Eve", 0.5), Holiday(MONDAY, "Old name")))
    team = replace(PLAN.team, holiday_sets=(own,))
    fresh = HolidaySet("DE", "Berlin", (Holiday(MONDAY, "Whit Monday"), Holiday(date(2026, 10, 3), "Unity Day")))
    found = adoption(team, fresh)
    assert [(entry.day, entry.name) for entry in found.holiday_set.holidays] == [
        (MONDAY, "Whit Monday"),
        (date(2026, 10, 3), "Unity Day"),
        (date(2026, 12, 24), "Christmas Eve"),
    ]
    # 1 June 2026 is a Monday, 3 October 2026 a Saturday.
    assert (found.new, found.kept, found.working_days) == (1, 1, 1)


def test_a_place_is_given_to_people_in_the_same_step() -> None:
    fresh = HolidaySet("DE", "Berlin", (Holiday(MONDAY, "Whit Monday"),))
    after = adoption_edit(PLAN, fresh, ("a", "b")).apply(PLAN)
    assert [member.place for member in after.team.members] == ["DE", "DE"]
    assert after.team.holiday_sets == (fresh,)
    assert adoption_edit(PLAN, fresh, ("a",)).apply(PLAN).team.members == PLAN.team.members


def test_somebody_on_the_ordinary_week_can_be_in_a_sunday_to_thursday_team() -> None:
    team = Team(week=WeekPattern.sunday_to_thursday())
    follows, own = Member("a", "Ada"), Member("b", "Ben", own_week=True)
    assert team.week_of(follows) == WeekPattern.sunday_to_thursday()
    assert team.week_of(own) == WeekPattern()
    assert (team.has_own_week(follows), team.has_own_week(own)) == (False, True)
