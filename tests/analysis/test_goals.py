"""Epics, items, any percentile and any day; and what was said on another day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.forecast.baselines import baseline_of, compared_with, course_of, moved_text
from planner.analysis.forecast.goals import chance_by, due_chances, epic_forecasts, finish_of, item_chances
from planner.analysis.forecast.milestone_rows import epic_rows, item_rows, milestone_rows, pair_rows, since_text
from planner.analysis.forecast.plan_forecast import PlanForecast, forecast_plan
from planner.analysis.scenes.finish_ranges import caption as finish_ranges_caption
from planner.analysis.scenes.finish_ranges import finish_ranges
from planner.analysis.scenes.scene import Label
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Milestone
from planner.domain.baseline import Baseline, BaselineDate
from planner.domain.calendar import Period
from planner.domain.edits import KeepBaseline
from planner.domain.plan import Plan
from planner.domain.risk import Risk
from planner.domain.settings import PlanSettings, Unit
from planner.domain.sprint import Sprint, SprintActuals, SprintState

MONDAY, TODAY = date(2026, 5, 18), date(2026, 5, 15)


def sprint(place: int, done: float | None = None) -> Sprint:
    start = MONDAY + timedelta(days=14 * place)
    period = Period(start, start + timedelta(days=14))
    if done is None:
        return Sprint(f"S{place}", f"S{place}", period)
    return Sprint(f"S{place}", f"S{place}", period, SprintState.CLOSED, actuals=SprintActuals(done, completed_items=4))


def item(key: str, size: float, **more: object) -> BacklogItem:
    return replace(BacklogItem(key, key, estimate=Estimate.single(size)), **more)  # type: ignore[arg-type]


PLAN = Plan(
    sprints=(
        *(sprint(place, 16.0 + 4 * (place % 3)) for place in range(-8, 0)),
        *(sprint(place) for place in range(9)),
    ),
    backlog=(
        item("A", 20.0, epic="Search"),
        item("B", 30.0, epic="Mail", due_on=date(2026, 7, 3)),
        item("C", 20.0, epic="Search", milestone_id="m1"),
        item("D", 10.0),
        item("Mail", 1.0, kind=ItemKind.EPIC, due_on=date(2026, 7, 10)),
    ),
    milestones=(Milestone("m1", "Search works", date(2026, 7, 17)),),
    settings=PlanSettings(trials=4000),
)


def forecast(plan: Plan = PLAN, **more: object) -> PlanForecast:
    breakdowns = {entry.id: capacity_of(plan, entry) for entry in plan.sprints}
    return forecast_plan(plan, breakdowns, today=TODAY, **more)  # type: ignore[arg-type]


RISKY = replace(PLAN, risks=(Risk("r", "Audit", 0.4, 5.0, 10.0, 30.0, "m1"),))


def test_an_epic_is_done_with_its_last_item_like_a_milestone_there() -> None:
    found = forecast()
    epics = epic_forecasts(PLAN, found)
    assert [entry.milestone.name for entry in epics] == ["Search", "Mail"]
    search, mail = epics
    assert (search.points, search.finish, search.histogram) == (
        70.0,
        found.milestones[0].finish,
        found.milestones[0].histogram,
    )
    assert mail.milestone.due == date(2026, 7, 10)
    assert mail.points == 50.0
    assert mail.probability == pytest.approx(chance_by(found, mail, date(2026, 7, 10)))


@pytest.mark.parametrize("plan", [PLAN, RISKY])
def test_the_chance_by_the_85_percent_day_is_85_percent_and_less_the_day_before(plan: Plan) -> None:
    found = forecast(plan)
    assert found.course is not None
    for key, dates in found.item_dates.items():
        day = dates[85].day
        assert day is not None
        before = found.course.days.dates[found.course.days.dates.index(day) - 1]
        assert item_chances(found, day)[key] >= 0.85 > item_chances(found, before)[key]


def test_items_with_a_date_of_their_own_are_asked_about_that_date() -> None:
    found = forecast()
    assert due_chances(PLAN, found) == {"B": item_chances(found, date(2026, 7, 3))["B"]}


@pytest.mark.parametrize("plan", [PLAN, RISKY])
def test_any_percentile_has_a_date_between_its_neighbours(plan: Plan) -> None:
    found = forecast(plan)
    for goal in (None, found.milestones[0]):
        days = [finish_of(found, goal, percentile).day for percentile in (10, 50, 62, 85, 93)]
        assert all(day is not None for day in days)
        assert days == sorted(days)  # type: ignore[type-var]
        assert finish_of(found, goal, 85) == (found.finish if goal is None else goal.finish)[85]


def test_rows_name_the_day_they_are_asked_about() -> None:
    found, by = forecast(), date(2026, 6, 26)
    rows = {row.name: row for row in epic_rows(found, PLAN, by=by)}
    assert (rows["Search"].target, rows["Mail"].target) == ("by 26 Jun", "10 Jul")
    assert (rows["Search"].work_text, rows["Mail"].work_text) == ("40", "30")  # A and C, and B: not what is before
    items = {row.id: row for row in item_rows(found, PLAN, by=by)}
    assert list(items) == ["item:A", "item:B", "item:C", "item:D"]
    assert (items["item:A"].target, items["item:B"].target) == ("by 26 Jun", "3 Jul")
    assert epic_rows(None, PLAN, by=by) == item_rows(None, PLAN, by=by) == ()


def test_points_and_items_stand_side_by_side() -> None:
    own = milestone_rows(forecast(), PLAN)
    (row,) = pair_rows(own, milestone_rows(forecast(unit=Unit.ITEMS), PLAN))
    assert (row.own_left, row.items_left, row.own_p85) == ("70", "3", own[0].p85)


def kept(on: date, *, due: date | None, p85: date | None) -> Plan:
    baseline = Baseline(on.isoformat(), on, (BaselineDate("m1", "Search works", due, None, p85),))
    return KeepBaseline(baseline).apply(PLAN)


def test_a_date_that_slipped_is_counted_in_working_days_of_the_team() -> None:
    found = forecast()
    sure = found.milestones[0].finish[85].day
    assert sure is not None
    a_week_before = sure - timedelta(days=7)  # five working days, whatever the weekday
    plan = kept(date(2026, 5, 1), due=date(2026, 7, 17), p85=a_week_before)
    (row,) = milestone_rows(found, plan)
    assert row.moved == "5 days later"
    assert since_text(plan, today=TODAY) == "Moved since 1 May"
    assert milestone_rows(found, kept(date(2026, 5, 1), due=date(2026, 7, 17), p85=sure))[0].moved == "no change"


def test_items_are_not_compared_with_dates_that_were_kept_in_points() -> None:
    plan = kept(date(2026, 5, 1), due=date(2026, 7, 17), p85=date(2026, 6, 1))
    assert milestone_rows(forecast(plan, unit=Unit.ITEMS), plan)[0].moved == "same target"


def test_a_target_that_moved_is_told_before_a_date_that_did() -> None:
    plan = kept(date(2026, 5, 1), due=date(2026, 7, 3), p85=date(2026, 6, 1))
    assert milestone_rows(forecast(), plan)[0].moved == "target was 3 Jul"


def test_without_a_baseline_only_the_moved_target_is_known() -> None:
    moved = replace(PLAN.milestones[0], earlier_dues=(date(2026, 6, 30),))
    plan = replace(PLAN, milestones=(moved,))
    assert milestone_rows(forecast(plan), plan)[0].moved == "target was 30 Jun"
    assert since_text(plan, today=TODAY) == ""


def test_a_milestone_that_the_baseline_does_not_know_is_new() -> None:
    plan = KeepBaseline(Baseline("b", date(2026, 5, 1))).apply(PLAN)
    assert moved_text(plan, forecast().milestones[0], compared_with(plan, today=TODAY)) == "new"


def test_today_can_be_kept_and_the_course_ends_with_today() -> None:
    found = forecast()
    plan = KeepBaseline(baseline_of(found)).apply(kept(date(2026, 5, 1), due=date(2026, 7, 3), p85=None))
    assert [entry.taken_on for entry in plan.baselines] == [date(2026, 5, 1), TODAY]
    assert plan.baselines[1].dates[0].p85 == found.milestones[0].finish[85].day
    course = course_of(plan, found.milestones[0], today=TODAY)
    assert [(said.on, said.due) for said in course] == [
        (date(2026, 5, 1), date(2026, 7, 3)),
        (TODAY, date(2026, 7, 17)),
    ]
    assert compared_with(plan, today=TODAY) == plan.baselines[0]


def test_many_milestones_leave_the_picture_legible_and_are_counted() -> None:
    # 12 milestones on items of 3 points each: the five that come first and the last are drawn, six are named as more.
    backlog = tuple(item(f"I{place}", 3.0, milestone_id=f"m{place}") for place in range(12))
    milestones = tuple(Milestone(f"m{place}", f"Step {place}", date(2026, 7, 17)) for place in range(12))
    found = forecast(replace(PLAN, backlog=backlog, milestones=milestones))
    scene = finish_ranges(found)
    words = [mark.text for mark in scene.marks if isinstance(mark, Label)]
    assert [text.split(" by ")[0] for text in words] == [*(f"Step {place}" for place in range(5)), "Step 11"]
    assert len(scene.table.rows) == 12
    assert finish_ranges_caption(found).endswith("6 more on the Forecast page.")
