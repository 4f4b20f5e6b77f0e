"""The reserve lab while its slider moves: what needs no futures follows at once, the rest stays until it is redrawn."""

from collections.abc import Sequence
from dataclasses import replace

from planner.analysis.debt import project
from planner.analysis.debt_policy import break_even
from planner.analysis.reserve_lab import BREAK_EVEN_HORIZON, Comparison, Course, LabCourse, LabResult, lab_money
from planner.domain.plan import Plan


def lab_preview(plan: Plan, lab: LabResult, shares: Sequence[float], horizon: int) -> LabResult:
    """Return a lab whose lines are the deterministic paths of ``shares``; bands and chances are still the old ones.

    Parameters
    ----------
    lab
        The last full result, with as many reserves as ``shares``.
    shares
        Debt reserves, the one in question first.
    horizon
        Number of sprints; must not exceed the old result's, else the old one is shown as long as it reaches.
    """
    horizon = min(horizon, lab.horizon)
    courses = tuple(_course(lab, old, share, horizon) for old, share in zip(lab.courses, shares, strict=False))
    high, low = max(shares), min(shares)
    comparisons = tuple(_comparison(lab, old, high=high, low=low) for old in lab.comparisons[:1] if high > low)
    return replace(
        lab,
        horizon=horizon,
        courses=courses,
        comparisons=comparisons,
        money=lab_money(plan, lab.parameters, shares),
    )


def _course(lab: LabResult, old: LabCourse, share: float, horizon: int) -> LabCourse:
    path = project(lab.parameters, share, horizon)
    return LabCourse(
        share=share,
        projection=path,
        velocity=_around(old.velocity, path.V.tolist()),
        cumulative=_around(old.cumulative, path.cumulative.tolist()),
        principal=_around(old.principal, path.D[1:].tolist()),
        waste=_around(old.waste, path.waste.tolist()),
    )


def _around(old: Course, line: list[float]) -> Course:
    """Return the old band with the new line."""
    return Course(old.p10[: len(line)], tuple(line), old.p90[: len(line)])


def _comparison(lab: LabResult, old: Comparison, *, high: float, low: float) -> Comparison:
    found = break_even(lab.parameters, high=high, low=low, horizon=BREAK_EVEN_HORIZON)
    return replace(old, high=high, low=low, break_even=found)
