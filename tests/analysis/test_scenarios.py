"""Scenarios side by side: the same measures and the same luck for the plan and every list of edits."""

from dataclasses import replace

import numpy as np
import pytest

from planner.analysis.forecast import what_if
from planner.analysis.reserve.policies import planned_shares
from planner.analysis.scenarios.compare import BASELINE, Comparison, compare_scenarios
from planner.analysis.scenes.scenario_chart import comparison_table, scenario_finish, scenario_gain
from planner.analysis.scenes.scene import Bars, Line
from planner.analysis.view import PlanView
from planner.domain.edits import ChangeSettings, PutScenario, RemoveMember, SetSprintReserve
from planner.domain.plan import Plan, Scenario


def with_questions(plan: Plan) -> Plan:
    """Return the plan with one person ill for a week, 30 % for four sprints, and an epic dropped."""
    assert plan.settings.as_of is not None
    view = PlanView(plan, today=plan.settings.as_of)
    assert view.next_sprint is not None
    epic = min({item.epic for item in plan.backlog if item.epic and item.is_open})
    for question in (
        what_if.somebody_away(
            plan, member_id=plan.team.members[0].id, first=view.next_sprint.period.start, working_days=5
        ),
        what_if.another_reserve(plan, share=0.30, sprints=4),
        what_if.epic_dropped(plan, epic=epic),
    ):
        plan = PutScenario(what_if.scenario_of(plan, question)).apply(plan)
    return plan


def compared(plan: Plan) -> Comparison:
    assert plan.settings.as_of is not None
    return compare_scenarios(plan, today=plan.settings.as_of)


@pytest.fixture(scope="module")
def found(sample_plan: Plan) -> Comparison:
    return compared(with_questions(sample_plan))


def test_the_plan_comes_first_and_has_no_change_against_itself(found: Comparison, sample_plan: Plan) -> None:
    base = found.entries[0]
    assert (base.id, base.name, base.edits) == (BASELINE, "Baseline", 0)
    assert all(cell.change == "" for cell in base.cells.values())
    assert sample_plan.settings.as_of is not None
    forecast = PlanView(sample_plan, today=sample_plan.settings.as_of).forecast
    assert base.cells["promise"].text == f"{round(forecast.commitment)}"  # the figure of the forecast page


def test_each_scenario_moves_what_it_is_about(found: Comparison) -> None:
    ill, reserve, without = found.entries[1:]
    assert ill.cells["effective"].change.startswith("−")  # five days of one person are gone from the next sprint
    assert reserve.cells["effective"].change == ""  # the same people are there
    assert reserve.cells["features"].change.startswith("−")
    assert reserve.cells["debt"].change.startswith("−")
    assert without.cells["effective"].change == ""
    assert "−" in without.cells["finish-85"].change


def test_every_scenario_meets_the_futures_of_the_plan(found: Comparison) -> None:
    # dropping an epic changes no sprint's work: with the same luck nothing is gained or lost in any future
    without = found.entries[3]
    assert all(value == 0.0 for values in without.gain.values() for value in values)
    # somebody ill for a week costs work in the first sprint of every future, and never gives any
    ill = found.entries[1]
    assert max(ill.gain[85]) <= 0.0
    assert ill.gain[50][1] < 0.0


def test_a_scenario_with_another_seed_still_meets_the_same_luck(sample_plan: Plan) -> None:
    other = Scenario("s", "Seed", (ChangeSettings(replace(sample_plan.settings, seed=99, trials=500)),))
    entry = compared(PutScenario(other).apply(sample_plan)).entries[1]
    assert np.allclose(entry.gain[50], 0.0)


def test_a_scenario_that_no_longer_fits_says_so_and_stops_nobody(sample_plan: Plan) -> None:
    plan = with_questions(sample_plan)
    broken = replace(plan.scenarios[0], edits=(RemoveMember("nobody"),))
    found = compared(replace(plan, scenarios=(broken, *plan.scenarios[1:])))
    assert found.entries[1].problem is not None
    assert found.entries[1].cells == {}
    assert found.entries[2].cells
    assert comparison_table(found).rows[1][1] == "no longer fits"
    assert len(scenario_finish(found).table.rows) == 4


def test_finish_chart_has_a_row_per_scenario_and_the_gain_a_line(found: Comparison) -> None:
    finish, gain = scenario_finish(found), scenario_gain(found, "scenario-2")
    assert next(tick.label for tick in finish.y.ticks) == "Baseline"
    assert sum(1 for mark in finish.marks if isinstance(mark, Bars) and mark.name == "P50") == 4
    assert [mark.name for mark in gain.marks if isinstance(mark, Line)][-1] == found.entries[2].name
    assert finish.summary.startswith("Release 3.0 is done by ")


def test_without_history_or_scenarios_the_charts_say_what_is_missing(sample_plan: Plan) -> None:
    bare = replace(sample_plan, sprints=sample_plan.coming_sprints(), snapshots=())
    assert scenario_finish(compared(bare)).empty
    assert scenario_gain(compared(sample_plan), BASELINE).empty


def test_planned_shares_are_the_sprints_own_and_then_the_target(sample_plan: Plan) -> None:
    first = sample_plan.coming_sprints()[0]
    plan = SetSprintReserve(first.id, 0.10).apply(sample_plan)
    shares = planned_shares(plan, 60)
    assert shares[0] == 0.10
    assert shares[-1] == plan.policy.target
    assert len(shares) == 60
