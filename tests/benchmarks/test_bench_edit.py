"""Gate P11: one person's day becomes leave; everything the Team, Sprints and Forecast pages show is known again."""

from datetime import timedelta
from functools import partial
from itertools import count

from planner.analysis.scenes.gallery import SCENES
from planner.analysis.view import PlanView
from planner.domain.calendar import Period
from planner.domain.edits.team import AddAbsence
from planner.domain.plan import Plan
from planner.domain.team import Absence
from tests.benchmarks.side_by_side import median_ms

ROUNDS = 9
PARTS = ("capacity", "forecast", "outlooks", "person_loads", "headlines", "attention")


def test_an_edited_day_is_everywhere(sample_plan: Plan) -> None:
    assert sample_plan.settings.as_of is not None
    before = PlanView(sample_plan, today=sample_plan.settings.as_of)
    assert before.report.scenes
    sprint, numbers = sample_plan.coming_sprints()[0], count()
    person = sample_plan.team.members[0].id

    def edited() -> PlanView:
        day = sprint.period.start + timedelta(days=next(numbers) % 4)
        leave = Absence(f"bench-{day}", person, Period(day, day + timedelta(days=1)))
        return before.successor(AddAbsence(leave).apply(sample_plan))

    def whole() -> None:
        view = edited()
        for part in PARTS:
            getattr(view, part)
        for name in ("availability", "capacity-waterfall", "load-bars", "release-fan", "finish-histogram"):
            SCENES[name](view)

    (total,) = median_ms(whole, rounds=ROUNDS)
    print(f"\nedit of a day to all figures and charts: {total:.0f} ms (< 100 with the repaint)")
    view = edited()
    for part in PARTS:
        (taken,) = median_ms(partial(getattr, view, part), rounds=1)
        print(f"  {part}: {taken:.1f} ms")
    for name, make in SCENES.items():
        (taken,) = median_ms(partial(make, view), rounds=1)
        if taken > 1:
            print(f"  chart {name}: {taken:.1f} ms")
