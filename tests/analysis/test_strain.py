"""Signs of strain: of the team, never of one person, and never answered with more hours."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.findings.strain import strain_signs
from planner.analysis.view import PlanView
from planner.domain.calendar import Period
from planner.domain.edits import SetObservations
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintActuals, SprintObservations, SprintState
from planner.domain.team import Member, RotaShift, Team

TODAY = date(2026, 5, 15)


def closed(number: int, *, seen: SprintObservations | None = None, carried: float = 0.0) -> Sprint:
    start = date(2026, 3, 2 + 7 * number)
    actuals = SprintActuals(20.0, committed=25.0, carried=carried, observations=seen or SprintObservations())
    return Sprint(f"S{number}", f"S{number}", Period(start, date(2026, 3, 9 + 7 * number)), SprintState.CLOSED,
                  actuals=actuals)  # fmt: skip


def signs(*sprints: Sprint, team: Team | None = None) -> dict[str, str]:
    view = PlanView(Plan(sprints=sprints, team=team or Team()), today=TODAY)
    return {sign.code: sign.title for sign in strain_signs(view)}


def test_overtime_and_weekends_of_the_last_sprint_are_named() -> None:
    seen = SprintObservations(overtime_hours=12.0, weekend_days=1.0)
    assert signs(closed(0), closed(1, seen=seen)) == {"overtime": "S1 took 12 hours of overtime and 1 weekend day"}
    assert signs(closed(0, seen=seen), closed(1)) == {}
    assert signs(closed(0, seen=SprintObservations(overtime_hours=1.0))) == {"overtime": "S0 took 1 hour of overtime"}


def test_overtime_is_a_warning_and_never_capacity(sample_plan: Plan) -> None:
    typed = SetObservations("S14", SprintObservations(overtime_hours=40.0, weekend_days=4.0)).apply(sample_plan)
    before, after = (PlanView(plan, today=TODAY) for plan in (sample_plan, typed))
    assert {name: entry.steps for name, entry in after.capacity.items()} == {
        name: entry.steps for name, entry in before.capacity.items()
    }
    assert after.forecast.next_sprint == before.forecast.next_sprint
    assert "strain-overtime" in {finding.code for finding in after.attention}


@pytest.mark.parametrize(
    ("carried", "title"),
    [
        ((6.0, 7.5), "24 % and 30 % of the commitment were carried over, 2 sprints running"),
        ((6.0, 5.0), ""),
        ((6.0,), ""),
    ],
)
def test_more_than_a_fifth_carried_over_two_sprints_running(carried: tuple[float, ...], title: str) -> None:
    found = signs(*(closed(number, carried=left) for number, left in enumerate(carried)))
    assert found.get("carried", "") == title


def test_people_on_call_too_much_are_counted_not_named() -> None:
    sprint = Sprint("S9", "S9", Period(date(2026, 5, 18), date(2026, 6, 1)))
    shifts = (RotaShift("r", "a", Period(date(2026, 5, 18), date(2026, 5, 25))),)
    team = Team(members=(Member("a", "Ada"), Member("b", "Bo")), rota=shifts)
    # 5 of 10 working days are half of Ada's time; a quarter is the most
    assert signs(sprint, team=team) == {"on-call": "1 of 2 people is on call for over a quarter of the coming sprints"}
    later = Sprint("S10", "S10", Period(date(2026, 6, 1), date(2026, 6, 15)))
    assert signs(sprint, later, team=team) == {}  # 5 of 20


@pytest.mark.parametrize(
    ("pulses", "title"),
    [
        ((2.9,), "The team's pulse in S0 is 2.9 of 5"),
        ((4.2, 3.6), "The team's pulse in S1 is 3.6 of 5, down from 4.2"),
        ((4.2, 4.0), ""),
        ((3.0,), ""),
    ],
)
def test_a_low_or_falling_pulse_asks_why(pulses: tuple[float, ...], title: str) -> None:
    sprints = [closed(number, seen=SprintObservations(pulse=pulse)) for number, pulse in enumerate(pulses)]
    assert signs(*sprints).get("pulse", "") == title


def test_an_empty_plan_shows_no_strain() -> None:
    assert signs() == {}


@pytest.mark.parametrize(
    "seen", [SprintObservations(pulse=6.0), SprintObservations(pulse=0.5), SprintObservations(overtime_hours=-1.0)]
)
def test_impossible_observations_are_refused(seen: SprintObservations) -> None:
    plan = Plan(sprints=(closed(0),))
    with pytest.raises(InvalidValueError):
        SetObservations("S0", seen).apply(plan)


def test_observations_belong_to_closed_sprints_and_change_nothing_when_alike() -> None:
    plan = Plan(sprints=(closed(0), replace(closed(1), state=SprintState.PLANNED, actuals=None)))
    with pytest.raises(InvalidValueError):
        SetObservations("S1", SprintObservations()).apply(plan)
    assert SetObservations("S0", SprintObservations()).apply(plan) is plan
