"""Risk events in the forecast: work that is there in some futures, at its place in the ranking."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.forecast.course import Course
from planner.analysis.forecast.drivers import forecast_drivers
from planner.analysis.forecast.finishing import SprintWindow, WorkingDays
from planner.analysis.forecast.plan_forecast import PlanForecast, forecast_plan
from planner.analysis.forecast.risks import PlacedRisk, extra_work
from planner.analysis.scenes.release_fan import release_fan
from planner.analysis.scenes.scene import Band
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate, Milestone, Status
from planner.domain.calendar import Period
from planner.domain.plan import Plan
from planner.domain.risk import Risk
from planner.domain.settings import PlanSettings, Unit
from planner.domain.sprint import Sprint, SprintActuals, SprintState

MONDAY = date(2026, 5, 18)
TODAY = date(2026, 5, 15)


def sprint(place: int, done: float | None = None) -> Sprint:
    start = MONDAY + timedelta(days=14 * place)
    period = Period(start, start + timedelta(days=14))
    if done is None:
        return Sprint(f"S{place}", f"S{place}", period)
    return Sprint(f"S{place}", f"S{place}", period, SprintState.CLOSED, actuals=SprintActuals(done, completed_items=4))


def item(key: str, size: float = 20.0, milestone: str = "") -> BacklogItem:
    return BacklogItem(key, key, estimate=Estimate.single(size), milestone_id=milestone)


PLAN = Plan(
    sprints=(*(sprint(place, 18.0 + place % 3) for place in range(-8, 0)), *(sprint(place) for place in range(12))),
    backlog=(item("A", milestone="m1"), item("B", 30.0), item("C", milestone="m2"), item("D", 10.0)),
    milestones=(Milestone("m1", "First", date(2026, 6, 19)), Milestone("m2", "Second", date(2026, 8, 14))),
    settings=PlanSettings(trials=2000),
)


def forecast(plan: Plan, **more: object) -> PlanForecast:
    breakdowns = {entry.id: capacity_of(plan, entry) for entry in plan.sprints}
    return forecast_plan(plan, breakdowns, today=TODAY, **more)  # type: ignore[arg-type]


def at_risk(*risks: Risk) -> Plan:
    return replace(PLAN, risks=risks)


@pytest.mark.parametrize(("goal", "place"), [("", 0), ("m1", 0), ("m2", 2)])
def test_a_certain_risk_is_an_item_of_that_size_before_the_work_it_hits(goal: str, place: int) -> None:
    certain = forecast(at_risk(Risk("r", "Audit", 1.0, 15.0, 15.0, 15.0, goal)))
    backlog = (*PLAN.backlog[:place], item("X", 15.0), *PLAN.backlog[place:])
    as_item = forecast(replace(PLAN, backlog=backlog))
    assert certain.finish == as_item.finish
    assert certain.item_dates == {key: dates for key, dates in as_item.item_dates.items() if key != "X"}
    for mine, other in zip(certain.milestones, as_item.milestones, strict=True):
        assert (mine.probability, mine.finish, mine.histogram) == (other.probability, other.finish, other.histogram)


def test_half_the_futures_have_it_and_the_rest_are_as_before() -> None:
    # Four futures of 10 a sprint (10 working days, 1 a day). 12 to do: day 12, index 11. The risk brings 5 in two of
    # them: day 17, index 16. Asked for what is ranked before it, nothing moves.
    windows = []
    for place in range(3):
        start = MONDAY + timedelta(days=14 * place)
        days = tuple(start + timedelta(days=7 * week + day) for week in range(2) for day in range(5))
        windows.append(SprintWindow(f"S{place}", start, start + timedelta(days=14), days))
    extra = np.array([5.0, 0.0, 5.0, 0.0], dtype=np.float32)
    risk = PlacedRisk(Risk("r", "Audit", 0.5, 5, 5, 5), 8.0, 1.0, extra)
    course = Course(np.full((3, 4), 10, dtype=np.float32), WorkingDays(tuple(windows)), (50, 85), (risk,))
    assert course.finished(12.0).tolist() == [16, 11, 16, 11]
    assert course.finished(8.0).tolist() == [7, 7, 7, 7]
    # Items of 8 and 4: the first before the risk, at P50 and P85 on day 8; the second with two in four on day 12, and
    # 85 % only on day 17.
    assert course.item_days([8.0, 4.0]).tolist() == [[7, 11], [7, 16]]
    # By the 12th working day, 2 June: the first in all futures (as far as four can tell), the second in half of them.
    assert course.chances_by([8.0, 12.0], date(2026, 6, 2)).tolist() == [0.875, 0.5]
    assert course.chances_by([8.0], date(2026, 5, 17)).tolist() == [0.125]


@given(st.floats(0, 1), st.floats(0, 1))
def test_it_happens_as_often_as_said_and_a_likelier_one_happens_at_least_wherever_it_did(
    first: float, more: float
) -> None:
    low, high = sorted((first, more))
    rare, often = (extra_work(Risk("r", "x", share, 1, 2, 9), trials=1000, seed=4) for share in (low, high))
    assert abs(int((often > 0).sum()) - 1000 * high) <= 1
    assert (often[rare > 0] == rare[rare > 0]).all()


def test_sizes_follow_the_triangle_between_low_and_high() -> None:
    found = extra_work(Risk("r", "x", 1.0, 0.0, 2.0, 4.0), trials=10_000, seed=4)
    assert np.quantile(found, (0.125, 0.5, 0.875)).tolist() == pytest.approx([1.0, 2.0, 3.0], abs=0.01)


def test_two_risks_are_independent_and_one_leaves_the_other_alone() -> None:
    one, two = (extra_work(Risk(name, "x", 0.5, 1, 1, 1), trials=10_000, seed=4) for name in "ab")
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.03


def test_what_cannot_happen_or_is_over_changes_nothing() -> None:
    plain = forecast(PLAN)
    never = forecast(at_risk(Risk("r", "Audit", 0.0, 5, 5, 5)))
    done = tuple(replace(entry, status=Status.DONE) if entry.key == "A" else entry for entry in PLAN.backlog)
    over = forecast(replace(at_risk(Risk("r", "Audit", 1.0, 5, 5, 5, "m1")), backlog=done))
    assert (never.finish, never.risks) == (plain.finish, ())
    assert over.finish == forecast(replace(PLAN, backlog=done)).finish


def test_amounts_are_read_in_items_when_items_are_counted() -> None:
    # 80 points in 4 items: 20 points are one item.
    certain = forecast(at_risk(Risk("r", "Audit", 1.0, 20.0, 20.0, 20.0)), unit=Unit.ITEMS)
    as_item = forecast(replace(PLAN, backlog=(item("X"), *PLAN.backlog)), unit=Unit.ITEMS)
    assert certain.finish == as_item.finish


def test_the_forecast_says_that_risks_are_inside_and_they_can_move_the_date() -> None:
    plan = at_risk(Risk("r", "Audit", 0.3, 10.0, 20.0, 40.0))
    found = forecast(plan)
    assert found.labels[-1] == "1 risk event inside"
    breakdowns = {entry.id: capacity_of(plan, entry) for entry in plan.sprints}
    driver = next(entry for entry in forecast_drivers(plan, breakdowns, found, today=TODAY) if entry.code == "risk")
    assert driver.label == "Audit: 0 or 100 %"
    assert driver.low_days < 0 < driver.high_days


def test_the_scope_to_come_is_as_wide_as_the_risks_make_it() -> None:
    # A certain 15 and, in 30 % of the futures, 10 more: 15 at 5 and 50 %, 25 at 95 %.
    plan = at_risk(Risk("r", "Audit", 1.0, 15.0, 15.0, 15.0), Risk("s", "Supplier", 0.3, 10.0, 10.0, 10.0))
    view = PlanView(plan, today=TODAY)
    assert view.forecast.risk_range == (15.0, 15.0, 25.0)
    burnup = view.tracking.burnup_of(view.forecast)
    assert burnup is not None
    scene = release_fan(burnup, view.forecast)
    band = next(mark for mark in scene.marks if isinstance(mark, Band) and mark.name == "scope growth")
    assert (band.lows[0], band.highs[0]) == (burnup.scope_now + 15.0, burnup.scope_now + 25.0)
