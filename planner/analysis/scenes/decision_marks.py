"""Decisions on the axis of sprints: a mark at the sprint in which each was taken, leading to its record."""

from collections.abc import Iterable, Sequence

from planner.analysis.scenes.scene import Dot, Dots, Hit, Mark, Style
from planner.analysis.wording import day
from planner.domain.decision import Decision, DecisionKind
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint

SHOWN = frozenset({DecisionKind.POLICY, DecisionKind.EXCEPTION, DecisionKind.RISK, DecisionKind.REPLAN})
SIZE = 10.0


def decision_marks(plan: Plan, sprint_ids: Sequence[str], *, height: float) -> tuple[Mark, ...]:
    """Return a hollow triangle for each of the shown sprints in which something was decided.

    Parameters
    ----------
    sprint_ids
        The slots of the axis, in order.
    height
        Where the marks stand, in data coordinates.
    """
    sprints = {sprint.id: sprint for sprint in plan.sprints}
    dots = []
    for place, sprint_id in enumerate(sprint_ids):
        taken = _taken_in(plan, sprints[sprint_id]) if sprint_id in sprints else []
        if taken:
            refs = tuple(f"decision:{entry.id}" for entry in taken)
            hit = Hit(_title(taken), tuple(_line(entry) for entry in taken), refs)
            dots.append(
                Dot(float(place), height, symbol="triangle-down", filled=False, style=Style.ACCENT, size=SIZE, hit=hit)
            )
    return (Dots("decisions", tuple(dots)),) if dots else ()


def _taken_in(plan: Plan, sprint: Sprint) -> list[Decision]:
    """Return the decisions from a sprint's first day up to the day before the next one's."""
    later = [other.period.start for other in plan.sprints if other.period.start > sprint.period.start]
    end = min(later, default=sprint.period.end)
    return [entry for entry in plan.decisions if entry.kind in SHOWN and sprint.period.start <= entry.decided_on < end]


def _title(taken: Iterable[Decision]) -> str:
    return ", ".join(f"Decision {entry.id}" for entry in taken)


def _line(entry: Decision) -> str:
    return f"{entry.title} ({entry.kind.value}, {day(entry.decided_on)})"
