"""A plan's forecast: what goes in, which day comes out, and what it never says."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.forecast.dates import team_days, working_days_between
from planner.analysis.forecast.plan_forecast import PlanForecast, amount_by, forecast_plan
from planner.analysis.wording import chance
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Milestone, Status
from planner.domain.calendar import Holiday, HolidaySet, Period
from planner.domain.debt import DebtItem, Spread
from planner.domain.errors import MissingInputError
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings, ScopeGrowth, Unit
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.domain.team import Absence, Member, Team

TODAY = date(2026, 5, 15)
MONDAY = date(2026, 5, 18)


def sprint(number: int, *, done: float | None = None, **more: object) -> Sprint:
    start = date.fromordinal(MONDAY.toordinal() + 14 * (number - 10))
    period = Period(start, date.fromordinal(start.toordinal() + 14))
    name = f"S{number}"
    if done is None:
        return Sprint(name, name, period)
    actuals = replace(SprintActuals(done), **more)  # type: ignore[arg-type]
    return Sprint(name, name, period, SprintState.CLOSED, actuals=actuals)


def item(key: str, size: float | None, **more: object) -> BacklogItem:
    made = BacklogItem(key, key, estimate=None if size is None else Estimate.single(size))
    return replace(made, **more)  # type: ignore[arg-type]


STEADY = tuple(sprint(number, done=20.0) for number in range(2, 10))
BACKLOG = (item("A", 20.0), item("B", 20.0), item("C", 20.0))
PLAN = Plan(sprints=(*STEADY, sprint(10), sprint(11)), backlog=BACKLOG, settings=PlanSettings(trials=2000))


def forecast(plan: Plan, **more: object) -> PlanForecast:
    breakdowns = {entry.id: capacity_of(plan, entry) for entry in plan.sprints}
    return forecast_plan(plan, breakdowns, today=TODAY, **more)  # type: ignore[arg-type]


def test_plan_without_history_and_velocity_asks_for_one() -> None:
    with pytest.raises(MissingInputError) as caught:
        forecast(replace(PLAN, sprints=(sprint(10),)))
    assert caught.value.what == "velocity"
    assert "enter a velocity" in caught.value.remedy


def test_typed_velocity_has_a_far_wider_range_than_a_history_of_the_same_level() -> None:
    typed = replace(PLAN, sprints=(sprint(10),), settings=replace(PLAN.settings, velocity=20.0))
    wide, narrow = forecast(typed), forecast(PLAN)
    assert wide.history.typed
    assert wide.history.values == (15.0, 25.0)  # a quarter below and above 20
    assert wide.history.names == ()
    codes = {note.code for note in wide.warnings}
    assert {"typed-velocity", "few-sprints"} <= codes
    assert wide.next_sprint[85] - wide.next_sprint[15] > 2 * (narrow.next_sprint[85] - narrow.next_sprint[15])


def test_forecast_is_the_same_for_the_same_seed_only() -> None:
    first, again, other = forecast(PLAN), forecast(PLAN), forecast(PLAN, seed=2)
    assert first.next_sprint == again.next_sprint
    assert np.array_equal(first.total, again.total)
    assert first.next_sprint != other.next_sprint


def test_excluded_sprints_are_left_out_and_named() -> None:
    odd = sprint(9, done=200.0, excluded_because="year end")
    found = forecast(replace(PLAN, sprints=(*STEADY[:-1], odd, sprint(10))))
    assert 200.0 not in found.history.values
    assert found.history.excluded == (("S9", "year end"),)


def test_past_leave_is_taken_out_before_future_leave_is_put_in() -> None:
    team = Team(members=(Member("a", "Ada"), Member("b", "Bo")))
    # Two people have 20 days x 0.70 = 14 pd. 20 points at 14 pd and 10 points at 7 pd are the same pace.
    history = tuple(
        sprint(number, done=20.0 if number % 2 else 10.0, effective_pd=14.0 if number % 2 else 7.0)
        for number in range(2, 10)
    )
    plan = replace(PLAN, team=team, sprints=(*history, sprint(10), sprint(11)))
    whole = forecast(plan)
    assert whole.history.per_pd
    assert whole.next_sprint[50] == pytest.approx(20.0, rel=0.06)
    away = Absence("x", "a", sprint(10).period)
    half = forecast(replace(plan, team=replace(team, absences=(away,))))
    # One of two is away: exactly half of every future.
    assert half.next_sprint[50] == pytest.approx(whole.next_sprint[50] / 2, rel=1e-4)
    assert half.sprints[1].single[50] == pytest.approx(whole.sprints[1].single[50], rel=1e-4)


def test_unknown_past_presence_means_raw_velocity_and_says_so() -> None:
    plan = replace(PLAN, team=Team(members=(Member("a", "Ada"),)))
    found = forecast(plan)
    assert not found.history.per_pd
    assert "raw-velocity" in {note.code for note in found.warnings}


def test_more_reserve_leaves_less_for_features_in_proportion() -> None:
    # Without a register only the share counts: (1 - 0.20 - 0.40) / (1 - 0.20 - 0.25) = 0.4 / 0.55
    usual, more = forecast(PLAN, reserve=0.25), forecast(PLAN, reserve=0.40)
    assert usual.debt_factors[0] == pytest.approx(1.0)
    assert more.next_sprint[50] == pytest.approx(usual.next_sprint[50] * 0.4 / 0.55, rel=1e-4)


def test_a_register_lets_a_higher_reserve_catch_up_over_time() -> None:
    team = Team(members=(Member("a", "Ada"), Member("b", "Bo")))
    hot = DebtItem("D", "hot", Spread.single(10.0), Spread.single(2.0))
    long = tuple(item(f"I{number}", 20.0) for number in range(20))
    plan = replace(PLAN, team=team, debt=(hot,), backlog=long)
    factors = forecast(plan, reserve=0.30).debt_factors
    # First sprint: only the share, (1 - 0.20 - 0.30) / (1 - 0.20 - 0.25) = 0.909; then velocity gains on it.
    assert factors[0] == pytest.approx(0.5 / 0.55, rel=1e-6)
    assert factors[3] > factors[0]
    assert forecast(plan, reserve=0.25).debt_factors == pytest.approx((1.0,) * len(factors))


def test_unestimated_items_count_with_the_median_and_it_is_said() -> None:
    backlog = (item("A", 2.0), item("B", 8.0), item("C", 3.0), item("D", None), item("E", None))
    found = forecast(replace(PLAN, backlog=backlog))
    # 2 + 8 + 3 = 13 estimated; median 3 for D and E
    assert (found.remaining.estimated, found.remaining.total, found.remaining.assumed_size) == (13.0, 19.0, 3.0)
    assert found.remaining.unestimated == ("D", "E")
    assert "2 items have no estimate, counted as 3 points each." in [str(note) for note in found.warnings]


def test_debt_items_and_epics_take_no_feature_capacity() -> None:
    backlog = (*BACKLOG, item("X", 99.0, kind=ItemKind.DEBT), item("Y", 99.0, kind=ItemKind.EPIC))
    assert forecast(replace(PLAN, backlog=backlog)).remaining.total == 60.0


def test_items_can_be_forecast_whatever_the_plan_s_unit() -> None:
    history = tuple(sprint(number, done=20.0, completed_items=4) for number in range(2, 10))
    found = forecast(replace(PLAN, sprints=(*history, sprint(10))), unit=Unit.ITEMS)
    assert found.unit is Unit.ITEMS
    assert found.history.values == (4.0,) * 8
    assert found.remaining.total == 3.0


def test_milestone_is_a_cut_line_below_its_last_open_item() -> None:
    backlog = (
        item("A", 5.0, milestone_id="m", status=Status.DONE),
        item("B", 7.0),
        item("C", 3.0, milestone_id="m"),
        item("D", 11.0),
    )
    marks = (Milestone("m", "Pilot", date(2026, 6, 12)), Milestone("all", "All", date(2026, 6, 12)))
    pilot, everything = forecast(replace(PLAN, backlog=backlog, milestones=marks)).milestones
    # B before C has to be done too: 7 + 3; nobody names "all", so it is everything open: 7 + 3 + 11
    assert (pilot.points, pilot.items, pilot.last_key) == (10.0, 2, "C")
    assert (everything.points, everything.whole_backlog) == (21.0, True)
    assert pilot.probability is not None
    assert everything.probability is not None
    assert pilot.probability > everything.probability


def test_a_milestone_whose_items_are_done_has_no_chance_to_name() -> None:
    backlog = (item("A", 5.0, milestone_id="m", status=Status.DONE), item("B", 7.0))
    found = forecast(replace(PLAN, backlog=backlog, milestones=(Milestone("m", "Pilot"),))).milestones[0]
    assert found.done
    assert found.probability is None


def test_dates_are_working_days_and_grow_with_certainty_and_rank() -> None:
    holidays = HolidaySet("DE", "Berlin", (Holiday(date(2026, 5, 25), "Whit Monday"),))
    team = Team(members=(Member("a", "Ada", place="DE"),), holiday_sets=(holidays,))
    found = forecast(replace(PLAN, team=team))
    days = [finish.day for _, finish in sorted(found.finish.items())]
    assert days == sorted(days, key=lambda day: day or date.max)
    every = [finish.day for dates in found.item_dates.values() for finish in dates.values()]
    assert all(day is not None and day.weekday() < 5 and day != date(2026, 5, 25) for day in (*days, *every))
    eighty_five = [found.item_dates[key][85].day for key in ("A", "B", "C")]
    assert eighty_five == sorted(eighty_five, key=lambda day: day or date.max)
    # The last item is done when everything is.
    assert eighty_five[-1] == found.finish[85].day


def test_steady_team_finishes_60_points_at_the_end_of_the_third_sprint() -> None:
    # 20 a sprint with hardly any noise: P50 lies around the end of S12, 26 June.
    middle = forecast(PLAN).finish[50]
    assert middle.position == pytest.approx(3.0, abs=0.2)
    assert middle.day is not None
    assert date(2026, 6, 24) <= middle.day <= date(2026, 6, 30)


def test_what_is_later_than_the_horizon_says_so() -> None:
    slow = tuple(sprint(number, done=0.5) for number in range(2, 10))
    found = forecast(replace(PLAN, sprints=(*slow, sprint(10)), backlog=(item("A", 500.0),)))
    assert found.finish[85].day is None
    assert found.finish[85].later_than == found.horizon_end
    assert found.later_share > 0.5
    assert found.item_dates["A"][85].later_than == found.horizon_end


def test_scope_growth_moves_the_finish_later() -> None:
    growing = replace(PLAN, settings=replace(PLAN.settings, scope_growth=ScopeGrowth(4.0, 4.0, 4.0)))
    # 60 + 4 a sprint at 20 a sprint: 60 / 16 = 3.75 sprints instead of 3
    assert forecast(growing).finish[50].position == pytest.approx(3.75, abs=0.25)


def test_chance_falls_with_the_amount_and_is_85_percent_at_the_promise() -> None:
    found = forecast(PLAN)
    assert found.chance_of(0.0) == 1.0
    assert found.chance_of(found.commitment) == pytest.approx(0.85, abs=0.002)
    assert found.chance_of(found.next_sprint[50]) == pytest.approx(0.50, abs=0.002)
    assert found.chance_of(1e6) == 0.0
    assert chance(found.chance_of(0.0)) == "> 95 %"


def test_amount_by_a_day_grows_with_the_day() -> None:
    found = forecast(PLAN)
    early, late = amount_by(found, date(2026, 5, 22)), amount_by(found, date(2026, 6, 26))
    assert 0 < early[50] < late[50]
    assert late[15] < late[50] < late[85]
    # Three whole sprints of about 20.
    assert late[50] == pytest.approx(60.0, rel=0.08)


def test_running_sprint_counts_only_its_remaining_days() -> None:
    active = replace(sprint(10), state=SprintState.ACTIVE, started_on=MONDAY, commitment=20.0)
    team = Team(members=(Member("a", "Ada"),))
    plan = replace(PLAN, team=team, sprints=(*STEADY, active, sprint(11)))
    breakdowns = {entry.id: capacity_of(plan, entry) for entry in plan.sprints}
    found = forecast_plan(plan, breakdowns, today=date(2026, 5, 22))
    # Friday of the first week is over: five of ten days are left.
    assert found.sprints[0].left_share == pytest.approx(0.5)
    assert found.sprints[0].total[50] == pytest.approx(found.sprints[0].single[50] / 2, rel=0.02)
    assert found.next_sprint_id == "S10"
    # Noise shrinks with the root of the part: half a sprint is relatively noisier, 0.5^0.5 of the spread and not 0.5.
    whole, half = found.sprints[0].single, found.sprints[0].total
    assert half[70] - half[30] == pytest.approx((whole[70] - whole[30]) * 0.5**0.5, rel=0.02)


def test_beyond_the_plan_people_are_away_as_much_as_in_it() -> None:
    team = Team(members=(Member("a", "Ada"),), absences=(Absence("x", "a", Period(MONDAY, date(2026, 5, 25))),))
    history = tuple(sprint(number, done=20.0, effective_pd=7.0) for number in range(2, 10))
    plan = replace(PLAN, team=team, sprints=(*history, sprint(10)), backlog=(item("A", 200.0),))
    found = forecast(plan)
    # One week of two away in the only planned sprint: 5 x 0.70; unknown leave beyond is not zero.
    assert found.sprints[0].effective_pd == pytest.approx(3.5)
    assert found.sprints[1].sprint_id is None
    assert found.sprints[1].effective_pd == pytest.approx(3.5)


def test_working_days_are_those_of_the_whole_team() -> None:
    day = date(2026, 5, 25)
    sets = (HolidaySet("DE", "Berlin", (Holiday(day, "Whit Monday"),)), HolidaySet("PL", "Warsaw"))
    here, there = Member("a", "Ada", place="DE"), Member("b", "Bo", place="PL")
    week = Period(day, date(2026, 6, 1))
    alone = Plan(team=Team(members=(here,), holiday_sets=sets))
    both = Plan(team=Team(members=(here, there), holiday_sets=sets))
    # Off for everybody only when everybody has it.
    assert len(team_days(alone, week)) == 4
    assert len(team_days(both, week)) == 5
    assert working_days_between(alone, date(2026, 5, 22), date(2026, 5, 26)) == 1
    assert working_days_between(alone, date(2026, 5, 26), date(2026, 5, 22)) == -1


def test_sample_plan_promises_23_points_and_release_by_the_end_of_september(sample_plan: Plan) -> None:
    found = forecast(sample_plan)
    assert round(found.commitment) == 23
    assert round(found.next_sprint[50]) == 29
    release = found.milestones[-1]
    assert release.estimated == 222.0
    assert release.probability == pytest.approx(0.55, abs=0.03)
    assert release.finish[85].day is not None
    assert date(2026, 9, 24) <= release.finish[85].day <= date(2026, 10, 2)
