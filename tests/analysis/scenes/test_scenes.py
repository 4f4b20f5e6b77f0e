"""Scenes show the report's numbers, say them in a table and a sentence, and are never empty-handed."""

import math
import re
from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.report import PlanReport
from planner.analysis.scenes.capacity_waterfall import capacity_waterfall
from planner.analysis.scenes.commitment_dots import commitment_dots, quantile_dots
from planner.analysis.scenes.gallery import SCENES, scene
from planner.analysis.scenes.lab_fan import Measure, lab_fan
from planner.analysis.scenes.scene import Band, Bars, Dots, Line, Rule, Scene
from planner.analysis.view import PlanView
from planner.analysis.wording import number, pd, size
from planner.domain.backlog import BacklogItem, Estimate, Status
from planner.domain.calendar import Period
from planner.domain.debt import DebtItem, Spread
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings, Unit
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.domain.team import Member, Team

FIXED = date(2026, 5, 15)


@pytest.fixture(scope="module")
def report(sample_plan: Plan) -> PlanReport:
    return PlanView(sample_plan, today=sample_plan.settings.as_of or FIXED).report


@pytest.fixture(scope="module")
def running(mid_sprint_plan: Plan) -> PlanReport:
    return PlanView(mid_sprint_plan, today=mid_sprint_plan.settings.as_of or FIXED).report


def bars(scene_: Scene, name: str) -> Bars:
    return next(mark for mark in scene_.marks if isinstance(mark, Bars) and mark.name == name)


def line(scene_: Scene, name: str) -> Line:
    return next(mark for mark in scene_.marks if isinstance(mark, Line) and mark.name == name)


def dots(scene_: Scene, name: str) -> Dots:
    return next(mark for mark in scene_.marks if isinstance(mark, Dots) and mark.name == name)


@pytest.mark.parametrize("name", list(SCENES))
def test_every_scene_has_a_table_and_a_sentence(report: PlanReport, running: PlanReport, name: str) -> None:
    for shown in (report.scenes[name], running.scenes[name]):
        assert shown.summary
        if not shown.empty:
            assert shown.table.rows
            assert all(len(row) == len(shown.table.head) for row in shown.table.rows)
            assert shown.name == name


@pytest.mark.parametrize("name", list(SCENES))
def test_every_scene_of_an_empty_plan_says_what_to_do(name: str) -> None:
    shown = scene(PlanView(Plan(), today=FIXED), name)
    # The lab has the literature to show even without a plan.
    assert shown.empty.endswith(".") or name.startswith("reserve-lab")


def test_no_scene_shows_a_hyphen_as_minus_or_certainty(report: PlanReport, running: PlanReport) -> None:
    for shown in (*report.scenes.values(), *running.scenes.values()):
        texts = [shown.title, shown.summary, *(cell for row in shown.table.rows for cell in row)]
        for text in texts:
            assert not re.search(r"(^|\s)-\d", text), text
        if shown.name.startswith(("commitment", "finish")):
            assert not any("100 %" in cell for row in shown.table.rows for cell in row)


def test_every_mark_lies_at_a_finite_place(report: PlanReport, running: PlanReport) -> None:
    for shown in (*report.scenes.values(), *running.scenes.values()):
        for mark in shown.marks:
            if isinstance(mark, Line):
                assert all(y is None or math.isfinite(y) for y in mark.ys)
            if isinstance(mark, Bars):
                assert all(math.isfinite(bar.low) and math.isfinite(bar.high) for bar in mark.bars)
            if isinstance(mark, Band):
                assert all(low <= high for low, high in zip(mark.lows, mark.highs, strict=True))


def test_waterfall_hangs_each_step_from_the_one_before(report: PlanReport) -> None:
    steps = report.capacity_of("S15").steps
    found = bars(report.scenes["capacity-waterfall"], "steps").bars
    assert [bar.label for bar in found] == [
        number(amount, 1)
        for amount in (
            steps.calendar_pd,
            -steps.holidays_pd,
            -steps.leave_pd,
            -steps.oncall_pd,
            -steps.ramp_pd,
            -steps.meetings_pd,
            steps.effective_pd,
            -steps.unplanned_pd,
            -steps.learning_pd,
            -steps.reserve_pd,
            steps.feature_pd,
        )
    ]
    assert found[1].high == pytest.approx(found[0].high)
    assert found[5].low == pytest.approx(found[6].high)
    assert found[9].low == pytest.approx(found[10].high)


def test_frozen_before_outlines_only_what_differs(sample_plan: Plan) -> None:
    sprint = sample_plan.sprint("S15")
    now, before = capacity_of(sample_plan, sprint), capacity_of(sample_plan, sprint, reserve_share=0.15)
    shown = capacity_waterfall(now, before=before, brackets=True)
    ghosts = bars(shown, "before").bars
    # 32.15 x 0.15 = 4.8 of reserve and 32.15 x 0.60 = 19.3 of features
    assert [number(bar.high - bar.low, 1) for bar in ghosts] == ["4.8", "19.3"]
    assert any(getattr(mark, "text", "") == "19.3 before" for mark in shown.marks)


def test_points_waterfall_scales_every_step(report: PlanReport) -> None:
    capacity = report.capacity_of("S15")
    shown = capacity_waterfall(capacity, points_per_pd=2.0)
    assert bars(shown, "steps").bars[0].high == pytest.approx(2 * capacity.steps.calendar_pd)
    assert shown.title.endswith("points")


def test_twenty_dots_stand_for_the_next_sprint(report: PlanReport) -> None:
    assert report.forecast is not None
    shown = dots(report.scenes["commitment-dots"], "futures").dots
    assert len(shown) == 20
    # 85 % reach the promise: 17 of 20 filled.
    assert sum(dot.filled for dot in shown) == 17
    assert list(quantile_dots(report.forecast)) == sorted(quantile_dots(report.forecast))


def test_promise_is_the_same_figure_on_bar_dots_and_table(report: PlanReport) -> None:
    assert report.forecast is not None
    promise = size(round(report.forecast.commitment))
    bar_labels = [getattr(mark, "text", "") for mark in report.scenes["capacity-bar"].marks]
    dot_labels = [mark.label for mark in report.scenes["commitment-dots"].marks if isinstance(mark, Rule)]
    assert f"{promise} promise" in bar_labels
    assert f"promise {promise}" in dot_labels
    stack = report.scenes["sprint-stack"].table
    assert stack.rows[0][stack.head.index("Promise")] == promise


def test_reserve_bars_are_the_ledger(report: PlanReport) -> None:
    shown = report.scenes["reserve-history"]
    assert [bar.high for bar in bars(shown, "spent").bars] == [row.share_spent for row in report.reserve.rows[-8:]]
    assert [dot.y for dot in dots(shown, "planned").dots] == [row.share_planned for row in report.reserve.rows[-8:]]


def test_fan_starts_where_the_done_line_ends(report: PlanReport) -> None:
    assert report.forecast is not None
    shown = report.scenes["release-fan"]
    done, median = line(shown, "done"), line(shown, "P50")
    ends = [done.xs[-1], done.ys[-1], median.xs[0], median.ys[0]]
    assert ends == [14.0, 407.0, 14.0, 407.0]
    assert median.ys[-1] == pytest.approx(407.0 + report.forecast.sprints[-1].total[50])


def test_histogram_holds_every_future_that_finishes(report: PlanReport) -> None:
    assert report.forecast is not None
    whole = sum(entry.share for entry in report.forecast.histogram) + report.forecast.later_share
    assert whole == pytest.approx(1.0)


def test_lab_marks_both_break_evens_together(report: PlanReport) -> None:
    shown = report.scenes["reserve-lab-velocity"]
    labels = [mark.label for mark in shown.marks if isinstance(mark, Rule)]
    found = report.lab.comparisons[0].break_even
    names = (report.lab.name_at(found.velocity_sprint), report.lab.name_at(found.cumulative_sprint))
    assert labels == [f"faster from **{names[0]}**", f"ahead in total from **{names[1]}**"]
    assert lab_fan(report.lab, Measure.DEBT).table.rows[0][1] == number(report.lab.courses[0].principal.p50[0])


def test_burndown_and_bridge_show_the_same_work_left(running: PlanReport) -> None:
    assert running.burndown is not None
    assert running.bridge is not None
    assert running.burndown.left == running.bridge.left == 13
    left = line(running.scenes["burndown"], "left")
    assert list(left.ys) == [23, 23, 20, 23, 18, 15, 15, 13]
    labels = [bar.label for bar in bars(running.scenes["scope-bridge"], "bridge").bars]
    assert labels == ["23", "+3", "−2", "+2", "26", "13", "13"]


def test_a_day_without_a_snapshot_is_a_gap_in_the_burndown(mid_sprint_plan: Plan) -> None:
    kept = tuple(shot for shot in mid_sprint_plan.snapshots if shot.taken_on != date(2026, 5, 20))
    view = PlanView(replace(mid_sprint_plan, snapshots=kept), today=date(2026, 5, 26))
    shown = scene(view, "burndown")
    assert list(line(shown, "left").ys) == [23, 23, 20, None, 18, 15, 15, 13]
    assert ("20 May", "14.6", "not known", "5.5", "") in shown.table.rows


def test_velocity_shows_committed_done_and_carried(report: PlanReport) -> None:
    shown = report.scenes["velocity"]
    assert [bar.high for bar in bars(shown, "done").bars] == [row.completed for row in report.velocity.rows]
    assert [dot.y for dot in dots(shown, "committed").dots] == [row.committed for row in report.velocity.rows]


def test_debt_trend_ends_at_today_s_register(report: PlanReport) -> None:
    shown = report.scenes["debt-trend"]
    assert any(pd(report.register.totals.principal.p50) in getattr(mark, "text", "") for mark in shown.marks)
    assert shown.table.rows[-1][-1] == number(report.debt.now_pd, 1)


def test_report_hands_out_the_view_s_own_objects(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=sample_plan.settings.as_of or FIXED)
    found = view.report
    assert found is view.report
    assert found.forecast is view.forecast
    assert found.register is view.register
    assert found.attention is view.attention
    assert found.capacity_of("S15") is view.capacity["S15"]
    assert found.lab is view.standard_lab


def _item(key: str, **more: object) -> BacklogItem:
    made = BacklogItem(key, key, estimate=Estimate.single(3.0), created_on=date(2026, 5, 1))
    return replace(made, **more)  # type: ignore[arg-type]


TYPED = PlanSettings(velocity=12.0, trials=300)
SPRINT = Sprint("S1", "S1", Period(date(2026, 5, 18), date(2026, 6, 1)))
ADA = Team(members=(Member("a", "Ada"),))
THIN_PLANS = {
    "velocity and a backlog only": Plan(settings=TYPED, backlog=(_item("A"), _item("B"))),
    "velocity, team and backlog without sprints": Plan(settings=TYPED, team=ADA, backlog=(_item("A"),)),
    "everything done": Plan(settings=TYPED, sprints=(SPRINT,), backlog=(_item("A", status=Status.DONE),)),
    "no estimate anywhere": Plan(settings=TYPED, sprints=(SPRINT,), backlog=(_item("A", estimate=None),)),
    "team and sprint, nothing to do": Plan(team=ADA, sprints=(SPRINT,)),
    "team without velocity": Plan(team=ADA, sprints=(SPRINT,), backlog=(_item("A", sprint_id="S1"),)),
    "counts items": Plan(settings=replace(TYPED, unit=Unit.ITEMS), sprints=(SPRINT,), backlog=(_item("A"),)),
    "nothing ever completed": Plan(
        settings=TYPED,
        sprints=(replace(SPRINT, state=SprintState.CLOSED, actuals=SprintActuals(0.0)),),
        backlog=(_item("A"),),
    ),
    "one entry of debt": Plan(debt=(DebtItem("D", "D", Spread.single(0.0), Spread.single(0.0)),)),
}


@pytest.mark.parametrize("name", list(THIN_PLANS))
@pytest.mark.parametrize("today", [FIXED, date(2026, 5, 22), date(2031, 1, 1)])
def test_a_thin_plan_still_has_a_whole_report(name: str, today: date) -> None:
    found = PlanView(THIN_PLANS[name], today=today).report
    assert set(found.scenes) == set(SCENES)
    assert all(shown.summary for shown in found.scenes.values())
    assert all(line.title for line in found.headlines.values())


def test_futures_near_nothing_keep_their_place_in_the_picture() -> None:
    plan = Plan(
        sprints=(Sprint("S1", "S1", Period(date(2026, 5, 18), date(2026, 6, 1))),),
        backlog=(BacklogItem("A", "A", estimate=Estimate.single(3.0)),),
        settings=PlanSettings(velocity=4.0, trials=500),
    )
    found = commitment_dots(PlanView(plan, today=date(2026, 5, 15)).forecast, planned=0)
    dots = next(mark for mark in found.marks if isinstance(mark, Dots))
    columns = sorted({dot.x for dot in dots.dots})
    # Half a column of room on the left even where a future finishes nothing, and no tick below zero.
    assert found.x.low <= columns[0] - (columns[1] - columns[0]) / 2
    assert min(tick.position for tick in found.x.ticks) >= 0
    rule = next(mark for mark in found.marks if isinstance(mark, Rule))
    assert rule.label_align == "right"
