"""A plan on its first day: items, a typed velocity, and nothing that happened yet."""

from datetime import date

import pytest

from planner.analysis.scenes.gallery import SCENES
from planner.analysis.tracking.burnup import burnup
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.calendar import Period
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings, Unit
from planner.domain.sprint import Sprint

TODAY = date(2026, 5, 18)
PLAN = Plan(
    sprints=(Sprint("S1", "S1", Period(TODAY, date(2026, 5, 30))),),
    backlog=tuple(BacklogItem(f"A-{place}", "Work", estimate=Estimate.single(5)) for place in range(40)),
    settings=PlanSettings(velocity=3.0),
)


@pytest.mark.parametrize("name", SCENES)
def test_every_chart_says_something_or_why_it_cannot(name: str) -> None:
    scene = SCENES[name](PlanView(PLAN, today=TODAY))
    assert scene.empty or scene.marks


def test_burnup_starts_as_one_point_at_the_whole_scope() -> None:
    # 40 items of 5 points
    found = burnup(PLAN, unit=Unit.POINTS, remaining=200.0, sizes={item.key: 5.0 for item in PLAN.backlog})
    assert (found.done, found.scope, found.steps) == ((0.0,), (200.0,), ())
