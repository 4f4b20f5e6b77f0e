import pytest

from planner.analysis.board.plan_proposal import chance_in, propose_from, propose_plan
from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.forecast.plan_forecast import forecast_plan
from planner.domain.errors import MissingInputError
from planner.domain.plan import Plan
from sample_plan.build import AS_OF


def test_sprints_are_filled_up_to_their_promise(sample_plan: Plan) -> None:
    breakdowns = {sprint.id: capacity_of(sample_plan, sprint) for sprint in sample_plan.sprints}
    forecast = forecast_plan(sample_plan, breakdowns, today=AS_OF)
    proposal = propose_from(sample_plan, forecast=forecast, breakdowns=breakdowns, sprints=2)
    promises = [entry.single[15] for entry in forecast.sprints[:2]]
    assert [sprint.feature_capacity for sprint in proposal.sprints] == promises


def test_chance_falls_with_the_amount_and_is_unknown_elsewhere(sample_plan: Plan) -> None:
    breakdowns = {sprint.id: capacity_of(sample_plan, sprint) for sprint in sample_plan.sprints}
    forecast = forecast_plan(sample_plan, breakdowns, today=AS_OF)
    chance = chance_in(forecast)
    promise, median = chance("S15", forecast.next_sprint[15]), chance("S15", forecast.next_sprint[50])
    assert promise == pytest.approx(0.85, abs=0.01)
    assert median == pytest.approx(0.50, abs=0.01)
    assert chance("S99", 1.0) is None


def test_chosen_reserve_is_what_debt_may_use(sample_plan: Plan) -> None:
    proposal = propose_plan(sample_plan, today=AS_OF, sprints=1, reserve=0.10)
    # a tenth of 32.15 person-days
    assert proposal.sprints[0].reserve_capacity_pd == pytest.approx(3.215, abs=0.001)


def test_without_history_a_velocity_is_asked_for() -> None:
    with pytest.raises(MissingInputError):
        propose_plan(Plan(), today=AS_OF)
