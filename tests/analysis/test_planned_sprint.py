"""The next sprint read with its plan: four tenths of the way on the log scale, for the commitment only."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.findings.headlines import asks_for_velocity
from planner.analysis.findings.headlines import sprints as sprints_headline
from planner.analysis.forecast.plan_forecast import PlanForecast, forecast_plan
from planner.analysis.forecast.words import planned_sentence
from planner.analysis.view import PlanView
from planner.analysis.wording import chance
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.calendar import Period
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings, Unit
from planner.domain.sprint import Sprint, SprintActuals, SprintState

TODAY = date(2026, 5, 15)
PAST = Sprint("S1", "S1", Period(date(2026, 5, 4), date(2026, 5, 18)), SprintState.CLOSED, actuals=SprintActuals(20.0))
NEXT = Sprint("S2", "S2", Period(date(2026, 5, 18), date(2026, 6, 1)))
LATER = Sprint("S3", "S3", Period(date(2026, 6, 1), date(2026, 6, 15)))


def item(key: str, size: float | None, sprint: str | None = "S2", **more: object) -> BacklogItem:
    made = BacklogItem(key, key, estimate=None if size is None else Estimate.single(size), sprint_id=sprint)
    return replace(made, **more)  # type: ignore[arg-type]


PLAN = Plan(
    sprints=(PAST, NEXT, LATER),
    backlog=(item("A", 24.0), item("B", 20.0), item("C", 60.0, None)),
    settings=PlanSettings(trials=20_000),
)


def forecast(plan: Plan, **more: object) -> PlanForecast:
    breakdowns = {entry.id: capacity_of(plan, entry) for entry in plan.sprints}
    return forecast_plan(plan, breakdowns, today=TODAY, **more)  # type: ignore[arg-type]


def test_the_level_moves_four_tenths_of_the_way_to_the_plan() -> None:
    # One past sprint of 20: c = 0.8 x 20 = 16, and the level is log(20 + 16) = log 36 in every cell.
    # 44 are planned: log 36 + 0.4 (log(44 + 16) - log 36) = log(36^0.6 x 60^0.4) = log 44.16, so the median of the
    # sprint is 44.16 - 16 = 28.2 where it is 20 without a plan.
    found = forecast(PLAN)
    assert found.planned is not None
    assert found.planned.committed == 44.0
    assert found.next_sprint[50] == pytest.approx(20.0, rel=0.02)
    assert found.planned.amounts[50] == pytest.approx(28.16, rel=0.005)
    assert found.planned.chance < 0.5


def test_a_small_plan_pulls_down() -> None:
    # 4 planned: 36^0.6 x 20^0.4 = 28.46, so the median is 12.5.
    small = replace(PLAN, backlog=(item("A", 4.0),))
    found = forecast(small).planned
    assert found is not None
    assert found.amounts[50] == pytest.approx(12.46, rel=0.01)
    assert found.promise < forecast(small).commitment


def test_the_plan_moves_the_commitment_only_and_no_date() -> None:
    elsewhere = replace(PLAN, backlog=tuple(replace(entry, sprint_id=None) for entry in PLAN.backlog))
    planned, free = forecast(PLAN), forecast(elsewhere)
    assert free.planned is None
    assert planned.finish == free.finish
    assert planned.next_sprint == free.next_sprint
    assert [entry.total for entry in planned.sprints] == [entry.total for entry in free.sprints]


def test_half_the_capacity_reads_the_plan_at_half() -> None:
    # Reserve from 25 % to 62.5 % of what was 75 % before: half the sprint. 22 planned is then what 44 was at full
    # capacity, and the median is half of 28.16.
    half = replace(PLAN, backlog=(item("A", 22.0),))
    kept = replace(PLAN.team.overheads, unplanned_share=0.0, learning_share=0.0)
    half = replace(half, team=replace(PLAN.team, overheads=kept), policy=replace(PLAN.policy, target=0.25))
    found = forecast(half, reserve=0.625).planned
    assert found is not None
    assert found.amounts[50] == pytest.approx(14.08, rel=0.005)


def test_stretch_debt_and_epics_are_no_commitment_and_what_has_no_estimate_counts_as_usual() -> None:
    more = (
        item("D", 9.0, stretch=True),
        item("E", 9.0, kind=ItemKind.DEBT),
        item("F", 9.0, kind=ItemKind.EPIC),
        item("G", None),
        item("H", 9.0, status=Status.DONE),
    )
    found = forecast(replace(PLAN, backlog=(*PLAN.backlog, *more))).planned
    assert found is not None
    assert found.committed == 24.0 + 20.0 + 22.0  # G as the median of the open sizes 24, 20, 60 and the stretch's 9


def test_a_running_sprint_is_read_with_what_it_started_with() -> None:
    running = replace(NEXT, state=SprintState.ACTIVE, commitment=30.0, started_on=NEXT.period.start)
    found = forecast(replace(PLAN, sprints=(PAST, running, LATER)))
    assert found.planned is not None
    assert (found.planned.committed, found.planned.started) == (30.0, True)
    assert "With 30 points committed" in planned_sentence(found)


def test_items_are_counted_when_the_forecast_counts_items() -> None:
    counted = replace(PAST, actuals=SprintActuals(20.0, completed_items=4))
    found = forecast(replace(PLAN, sprints=(counted, NEXT, LATER)), unit=Unit.ITEMS).planned
    assert found is not None
    assert found.committed == 2.0


def test_nothing_planned_says_nothing() -> None:
    assert planned_sentence(forecast(replace(PLAN, backlog=()))) == ""
    assert planned_sentence(None) == ""


def test_the_sprints_page_names_both_chances() -> None:
    view = PlanView(PLAN, today=TODAY)
    planned = view.forecast.planned
    assert planned is not None
    line = sprints_headline(view).subtitle
    assert f"44 points planned, {chance(view.next_outlook.chance or 0)} likely" in line  # type: ignore[union-attr]
    assert f"({chance(planned.chance)} read with its plan)" in line


def test_a_history_of_nothing_asks_for_a_velocity_and_a_typed_one_is_taken() -> None:
    nothing = replace(PLAN, sprints=(replace(PAST, actuals=SprintActuals(0.0)), NEXT, LATER))
    view = PlanView(nothing, today=TODAY)
    assert asks_for_velocity(view)
    assert sprints_headline(view).title == "S2 has no promise yet"
    typed = replace(nothing, settings=replace(nothing.settings, velocity=20.0))
    after = PlanView(typed, today=TODAY)
    assert not asks_for_velocity(after)
    # Typed 20 stands for 15 and 25: c = 0.8 x the recent mean, near 17; the median lies at about 20.
    assert after.forecast.next_sprint[50] == pytest.approx(20.0, rel=0.15)
    assert "zero-history" in {note.code for note in after.forecast.warnings}
