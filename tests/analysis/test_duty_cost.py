"""What a day on call costs, learned from sprints whose true cost is known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.analysis.capacity.duty_cost import DutyVerdict, duty_evidence, duty_words
from planner.domain.calendar import Period
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.domain.team import Absence, Member, RotaShift, Team

MONDAY = date(2026, 1, 5)
PEOPLE = tuple(Member(name, name.title()) for name in ("ada", "ben", "cem"))
RATE = 2.0


def fortnight(number: int) -> Period:
    start = MONDAY + timedelta(days=14 * number)
    return Period(start, start + timedelta(days=14))


def history(duty_people: list[int], *, cost: float, noise: tuple[float, ...] = (1.0,)) -> Plan:
    """Return a plan whose sprints completed what ``cost`` leaves; ``duty_people`` are on call all of each sprint."""
    sprints, rota = [], []
    for number, many in enumerate(duty_people):
        period = fortnight(number)
        rota += [RotaShift(f"R{number}-{place}", PEOPLE[place].id, period) for place in range(many)]
        # Three people for ten days, and ten duty days for each who is on call.
        completed = RATE * (30 - cost * 10 * many) * noise[number % len(noise)]
        actuals = SprintActuals(completed)
        sprints.append(Sprint(f"S{number}", f"S{number}", period, SprintState.CLOSED, actuals=actuals))
    return Plan(team=Team(members=PEOPLE, rota=tuple(rota)), sprints=tuple(sprints))


@pytest.mark.parametrize("cost", [0.2, 0.5, 0.8])
def test_the_true_cost_is_found_where_on_call_varied(cost: float) -> None:
    found = duty_evidence(history([1, 0, 2, 1, 3, 0, 2, 3, 1, 0], cost=cost, noise=(1.02, 0.97, 1.01)), {})
    assert found.verdict is DutyVerdict.LEARNED
    assert found.cost == pytest.approx(cost, abs=0.05)
    assert found.low <= cost <= found.high
    assert found.low <= found.cost <= found.high


def test_sprints_say_nothing_when_on_call_was_the_same_in_each() -> None:
    found = duty_evidence(history([1] * 10, cost=0.2, noise=(1.02, 0.97, 1.01)), {})
    assert (found.verdict, found.cost) == (DutyVerdict.TOO_ALIKE, 0.5)
    assert duty_words(found) == (
        "50 % is from the literature: in your 10 closed sprints on-call was too much alike, 10 to 10 duty days, to "
        "tell what a day costs."
    )


def test_a_few_sprints_or_no_rota_leave_the_literature() -> None:
    few = duty_evidence(history([1, 0, 2, 1, 3], cost=0.2), {})
    assert (few.verdict, few.cost, len(few.sprints)) == (DutyVerdict.FEW_SPRINTS, 0.5, 5)
    assert duty_words(few) == "50 % is from the literature: 5 closed sprints with a rota, 6 are needed."
    one = duty_evidence(history([1], cost=0.2), {})
    assert duty_words(one) == "50 % is from the literature: 1 closed sprint with a rota, 6 are needed."
    none = duty_evidence(history([0] * 10, cost=0.2), {})
    assert none.verdict is DutyVerdict.NO_ROTA
    assert duty_words(none) == "50 % is from the literature: there is no rota to learn from."


def test_sprints_before_the_first_shift_are_unknown_and_not_without_on_call() -> None:
    found = duty_evidence(history([0, 0, 0, 1, 2, 1], cost=0.2), {})
    assert [entry.name for entry in found.sprints] == ["S3", "S4", "S5"]


def test_the_evidence_is_days_there_before_on_call_and_duty_that_was_not_leave() -> None:
    plan = history([1, 0, 2, 1, 3, 0], cost=0.2)
    sick = Absence("a", "ada", Period(MONDAY, MONDAY + timedelta(days=2)))
    first = duty_evidence(replace(plan, team=replace(plan.team, absences=(sick,))), {}).sprints[0]
    # 30 days less two of leave; Ada is on call for the other eight of her ten days. 2 x (30 - 0.2 x 10) = 56 done,
    # 56 / (28 - 0.5 x 8) a day.
    assert (first.there_pd, first.duty_pd, first.completed) == (28.0, 8.0, 56.0)
    assert first.per_day == pytest.approx(56 / 24)


def test_left_out_and_empty_sprints_are_no_evidence() -> None:
    plan = history([1, 0, 2, 1, 3, 0, 2], cost=0.2)
    launch = replace(plan.sprints[2], actuals=SprintActuals(56.0, excluded_because="launch"))
    nothing = replace(plan.sprints[3], actuals=SprintActuals(0.0))
    sprints = (*plan.sprints[:2], launch, nothing, *plan.sprints[4:])
    assert len(duty_evidence(replace(plan, sprints=sprints), {}).sprints) == 5


def test_learned_words_name_the_range_and_what_it_rests_on() -> None:
    found = duty_evidence(history([1, 0, 2, 1, 3, 0, 2, 3, 1, 0], cost=0.4, noise=(1.02, 0.97, 1.01)), {})
    words = duty_words(found)
    assert words.startswith("Your 10 closed sprints say **")
    assert words.endswith("with 0 to 30 duty days each.")
