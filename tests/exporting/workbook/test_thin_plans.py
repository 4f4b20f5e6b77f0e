"""Plans that know little still make a workbook."""

from dataclasses import replace
from datetime import date

from planner.analysis.report import build_report
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.plan import Plan
from planner.exporting.workbook.writer import workbook_bytes

TODAY = date(2026, 5, 18)


def test_a_plan_that_starts_from_a_typed_velocity(full_plan: Plan) -> None:
    settings = replace(full_plan.settings, velocity=20.0)
    plan = replace(full_plan, sprints=full_plan.sprints[1:], snapshots=(), scenarios=(), settings=settings)
    report = build_report(PlanView(plan, today=TODAY))
    assert report.burnup is not None
    assert len(report.burnup.scope) == 1
    assert workbook_bytes(report)[1] == ()


def test_a_backlog_far_beyond_the_horizon(full_plan: Plan) -> None:
    huge = tuple(BacklogItem(f"K-{at}", "Years of work", estimate=Estimate.single(100_000)) for at in range(3))
    settings = replace(full_plan.settings, velocity=20.0)
    plan = replace(full_plan, backlog=huge, debt=(), snapshots=(), scenarios=(), milestones=(), settings=settings)
    report = build_report(PlanView(plan, today=TODAY))
    assert report.forecast is not None
    assert report.forecast.later_share > 0.99
    assert workbook_bytes(report)[1] == ()
