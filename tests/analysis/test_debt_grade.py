"""The debt ratio with its grade, and decisions on the axis of sprints."""

from dataclasses import replace

import pytest

from planner.analysis.debt.grade import debt_grade, grade_of, grade_words
from planner.analysis.scenes.debt_flow import debt_flow
from planner.analysis.scenes.decision_marks import decision_marks
from planner.analysis.scenes.reserve_history import reserve_history
from planner.analysis.scenes.scene import Dots, Scene
from planner.analysis.view import PlanView
from planner.domain.edits import ChangeSettings
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan


@pytest.mark.parametrize(
    ("ratio", "grade"),
    [
        (0.0, "A"),
        (0.05, "A"),
        (0.0501, "B"),
        (0.10, "B"),
        (0.1667, "C"),
        (0.2, "C"),
        (0.5, "D"),
        (0.51, "E"),
        (3.0, "E"),
    ],
)
def test_the_grades_end_where_the_grid_says(ratio: float, grade: str) -> None:
    assert grade_of(ratio) == grade


def test_the_ratio_is_registered_principal_over_what_it_took_to_build(sample_plan: Plan) -> None:
    assert debt_grade(sample_plan) is None
    assert grade_words(None).startswith("Enter what the software took")
    built = ChangeSettings(replace(sample_plan.settings, development_pd=905.0)).apply(sample_plan)
    found = debt_grade(built)
    assert found is not None
    assert found.grade == "B"
    assert found.ratio == pytest.approx(0.10)  # 90.5 of 905
    assert grade_words(found).startswith("Debt ratio 10.0 %, grade B: 90.5 pd of 905 ")


def test_a_development_effort_is_days_above_0(sample_plan: Plan) -> None:
    with pytest.raises(InvalidValueError):
        ChangeSettings(replace(sample_plan.settings, development_pd=0.0)).apply(sample_plan)


def refs_of(scene: Scene) -> dict[float, tuple[str, ...]]:
    dots = next(mark.dots for mark in scene.marks if isinstance(mark, Dots) and mark.name == "decisions")
    return {dot.x: dot.hit.refs for dot in dots if dot.hit is not None}


def test_decisions_stand_at_the_sprint_in_which_they_were_taken(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=sample_plan.settings.as_of)  # type: ignore[arg-type]
    scene = reserve_history(view.reserve, policy=sample_plan.policy, plan=sample_plan)
    # eight sprints from S7 on: S12 is the sixth; decision 10 is its exception, of 13 April, in S12 (6 to 17 April)
    assert "decision:10" in refs_of(scene)[5.0]
    flow = debt_flow(view.tracking.debt, view.register.totals, plan=sample_plan)
    assert {ref for refs in refs_of(flow).values() for ref in refs} >= {"decision:9", "decision:10"}
    plain = reserve_history(view.reserve, policy=sample_plan.policy)
    assert not any(isinstance(mark, Dots) and mark.name == "decisions" for mark in plain.marks)


def test_sprints_without_decisions_and_unknown_ones_have_no_mark(sample_plan: Plan) -> None:
    assert decision_marks(replace(sample_plan, decisions=()), ["S12"], height=1.0) == ()
    assert decision_marks(sample_plan, ["S99"], height=1.0) == ()
