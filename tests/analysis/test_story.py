"""The story of the meeting says what the report says, and levers are edits that leave the plan alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.story.levers import Lever, edits_of, in_words, knobs, tried
from planner.analysis.story.slides import LEVERS, SlideKey, quick_scene, slide_of, story
from planner.analysis.view import PlanView
from planner.analysis.wording import chance, number, size
from planner.domain.edits import ChangeSettings, MoveItems, SetOverheads, SetSprintReserve
from planner.domain.edits.plan import replay
from planner.domain.plan import Plan, Scenario


@pytest.fixture(scope="module")
def view(sample_plan: Plan) -> PlanView:
    return PlanView(sample_plan, today=sample_plan.settings.as_of or date(2026, 5, 15))


def _rows(view: PlanView, key: SlideKey) -> dict[str, str]:
    return {row.name: row.now for row in slide_of(view, key).rows}


def test_there_are_six_slides_in_the_order_in_which_a_team_decides(view: PlanView) -> None:
    slides = story(view)
    assert [slide.key.value for slide in slides] == ["capacity", "reserve", "plan", "forecast", "debt", "decisions"]
    assert all(slide.title and slide.subtitle and slide.notes for slide in slides)
    assert all(slide.scene is not None and not slide.scene.empty for slide in slides[:-1])
    assert slides[-1].points


def test_the_figures_are_those_of_the_report(view: PlanView) -> None:
    report = view.report
    assert report.next_sprint is not None
    assert report.forecast is not None
    steps = report.capacity_of(report.next_sprint.id).steps
    capacity = _rows(view, SlideKey.CAPACITY)
    assert capacity["Features"] == f"{number(steps.feature_pd, 1)} pd" == "16.1 pd"
    assert capacity["Promise"] == f"{number(report.forecast.commitment)} points" == "23 points"
    plan = _rows(view, SlideKey.PLAN)
    assert plan["Planned"] == f"{size(report.outlooks[0].load)} points"
    assert report.outlooks[0].chance is not None
    assert plan["Chance"] == chance(report.outlooks[0].chance)
    assert slide_of(view, SlideKey.CAPACITY).title == report.headlines["Capacity"].title
    assert slide_of(view, SlideKey.FORECAST).title == report.headlines["Forecast"].title
    assert slide_of(view, SlideKey.DEBT).figure == f"{number(report.register.totals.interest.p50, 1)} pd"
    assert all(point in report.attention for point in slide_of(view, SlideKey.DECISIONS).points)


def test_a_lower_reserve_is_seen_beside_the_one_before(view: PlanView) -> None:
    now = view.successor(tried(view, {Lever.RESERVE: 0.15}))
    rows = {row.name: row for row in slide_of(now, SlideKey.CAPACITY, before=view).rows}
    assert "as agreed in decision 9" in slide_of(view, SlideKey.CAPACITY).subtitle
    assert "as agreed" not in slide_of(now, SlideKey.CAPACITY).subtitle  # nobody agreed on 15 %
    # S15 has 32.2 effective days: 10 % of them more for features is 16.1 + 3.2 = 19.3.
    assert (rows["Features"].before, rows["Features"].now) == ("16.1", "19.3 pd")
    # 3.4 are owed, 3.2 more would be; the ledger keeps at most 4 x 5 % of 32.2 = 6.4 and writes the rest off.
    assert (rows["Owed reserve"].before, rows["Owed reserve"].now) == ("3.4", "6.4 pd")


def test_before_is_drawn_as_a_dashed_outline(view: PlanView) -> None:
    now = view.successor(tried(view, {Lever.RESERVE: 0.15}))
    for key in (SlideKey.CAPACITY, SlideKey.RESERVE, SlideKey.PLAN, SlideKey.FORECAST):
        alone, beside = slide_of(now, key), slide_of(now, key, before=view)
        assert alone.scene is not None
        assert beside.scene is not None
        assert len(beside.scene.marks) > len(alone.scene.marks), key


def test_the_waterfall_needs_no_forecast(view: PlanView) -> None:
    fresh = PlanView(view.plan, today=view.today)
    scene = quick_scene(fresh, SlideKey.CAPACITY)
    full = slide_of(view, SlideKey.CAPACITY).scene
    assert scene == full
    assert "forecast" not in fresh.__dict__
    assert quick_scene(fresh, SlideKey.FORECAST) is None


def test_levers_leave_the_plan_alone_and_two_overheads_do_not_overwrite_each_other(view: PlanView) -> None:
    before = view.plan
    after = tried(view, {Lever.UNPLANNED: 0.1, Lever.FOCUS: 0.8})
    assert view.plan is before
    assert (after.team.overheads.unplanned_share, after.team.overheads.focus) == (0.1, 0.8)
    both = tried(view, {Lever.GROWTH: 4.0, Lever.COMPARED: 0.1}).settings
    # The range of new work is 0 to 2 to 4 points: moved by 2 it is 2 to 4 to 6.
    assert (both.scope_growth.low, both.scope_growth.likely, both.scope_growth.high) == (2.0, 4.0, 6.0)
    assert both.lab_share == 0.1


def test_each_lever_is_the_edit_that_a_page_would_make(view: PlanView) -> None:
    kinds = {
        lever: type(edits_of(view, {lever: value})[0]) for lever, value in ((Lever.FOCUS, 0.8), (Lever.GROWTH, 3.0))
    }
    assert kinds == {Lever.FOCUS: SetOverheads, Lever.GROWTH: ChangeSettings}
    reserve = edits_of(view, {Lever.RESERVE: 0.2})
    coming = [sprint.id for sprint in view.plan.coming_sprints()]
    assert [edit.sprint_id for edit in reserve if isinstance(edit, SetSprintReserve)] == coming
    (moved,) = edits_of(view, {Lever.MOVED_OUT: 2})
    assert isinstance(moved, MoveItems)
    # The last two of S15 in rank order that are committed; PAY-233 is stretch and does not count.
    assert moved == MoveItems(("PAY-231", "PAY-240"), None)


def test_somebody_away_and_a_second_on_call_cost_capacity(view: PlanView) -> None:
    sprint = view.next_sprint
    assert sprint is not None
    full = view.capacity[sprint.id].steps
    ill = view.successor(tried(view, {Lever.AWAY: 3.0})).capacity[sprint.id].steps
    assert ill.leave_pd == pytest.approx(full.leave_pd + 3.0)
    two = view.successor(tried(view, {Lever.ON_CALL: 2.0})).capacity[sprint.id].steps
    none = view.successor(tried(view, {Lever.ON_CALL: 0.0})).capacity[sprint.id].steps
    assert none.oncall_pd == 0.0 < full.oncall_pd < two.oncall_pd


def test_an_epic_left_out_is_no_open_work_any_more(view: PlanView) -> None:
    (knob,) = knobs(view, (Lever.EPIC,))
    name = knob.text(1.0)
    after = tried(view, {Lever.EPIC: 1.0})
    assert any(item.epic == name and item.is_open for item in view.plan.backlog)
    assert not any(item.epic == name and item.is_open for item in after.backlog)


def test_what_was_tried_is_named_in_words(view: PlanView) -> None:
    assert in_words(view, {Lever.RESERVE: 0.15, Lever.FOCUS: 0.8}) == "Debt reserve 15 %, focus 80 %"
    assert in_words(view, {}) == ""


def test_a_plan_without_sprints_has_slides_that_say_so_and_no_levers() -> None:
    empty = PlanView(Plan(), today=date(2026, 5, 15))
    for slide in story(empty):
        assert slide.title
        assert not knobs(empty, LEVERS[slide.key])
        assert slide.scene is None or slide.scene.empty
    assert tried(empty, {Lever.RESERVE: 0.1}) is empty.plan


_AMOUNTS = st.fixed_dictionaries({}, optional={lever: st.floats(0, 1) for lever in Lever})


@settings(max_examples=25, deadline=None)
@given(places=_AMOUNTS)
def test_any_levers_replay_as_a_scenario(view: PlanView, places: dict[Lever, float]) -> None:
    chosen = {}
    for knob in knobs(view, tuple(Lever)):
        if knob.lever in places:
            steps = round(places[knob.lever] * (knob.high - knob.low) / knob.step)
            chosen[knob.lever] = knob.low + steps * knob.step
    after = tried(view, chosen)
    assert replay(view.plan, Scenario("s", "s", edits_of(view, chosen))) == after
