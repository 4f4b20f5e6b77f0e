"""The reserve lab while its slider moves: what needs no futures follows at once, the rest stays until it is redrawn."""

from collections.abc import Sequence
from dataclasses import fields, replace

from planner.analysis.debt.policy import break_even_between, interest_cost
from planner.analysis.debt.projection import DebtProjection, project_many
from planner.analysis.reserve.lab import (
    BREAK_EVEN_HORIZON,
    ONE_YEAR,
    Comparison,
    Course,
    LabCourse,
    LabMoney,
    LabResult,
)

STOCKS = frozenset({"D", "x", "y"})


def lab_preview(lab: LabResult, shares: Sequence[float], horizon: int) -> LabResult:
    """Return a lab whose lines are the deterministic paths of ``shares``; bands and chances are still the old ones.

    Parameters
    ----------
    lab
        The last full result.
    shares
        Debt reserves, the one in question first.
    horizon
        Number of sprints, at most those of ``lab``.

    Notes
    -----
    One run of ten years gives lines, break-evens and interest, so that a slider can ask for it at every step.
    """
    horizon = min(horizon, lab.horizon)
    paths = project_many(lab.parameters, list(shares), BREAK_EVEN_HORIZON)
    courses = tuple(
        _course(old, _cut(paths, place, horizon), share)
        for place, (old, share) in enumerate(zip(lab.courses, shares, strict=False))
    )
    return replace(
        lab,
        horizon=horizon,
        courses=courses,
        comparisons=_comparisons(lab, paths, shares),
        money=_money(lab.money, paths, len(shares)),
    )


def _cut(paths: DebtProjection, place: int, horizon: int) -> DebtProjection:
    """Return one policy's path over the first sprints; stocks have one entry more than flows."""
    parts = {
        field.name: getattr(paths, field.name)[place, : horizon + (field.name in STOCKS)] for field in fields(paths)
    }
    return DebtProjection(**parts)


def _course(old: LabCourse, path: DebtProjection, share: float) -> LabCourse:
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


def _comparisons(lab: LabResult, paths: DebtProjection, shares: Sequence[float]) -> tuple[Comparison, ...]:
    """Return the first comparison with its new break-evens; none between a reserve and itself."""
    if len(shares) == 1 or not lab.comparisons:
        return ()
    above, below = (0, 1) if shares[0] > shares[1] else (1, 0)
    found = break_even_between(paths, above=above, below=below)
    return (replace(lab.comparisons[0], high=shares[above], low=shares[below], break_even=found),)


def _money(old: LabMoney | None, paths: DebtProjection, count: int) -> LabMoney | None:
    if old is None:
        return None
    later = paths.I[:count, ONE_YEAR - 1].tolist()
    costs = tuple(interest_cost(days, cost_per_pd=old.cost_per_pd).per_quarter for days in later)
    return replace(old, in_one_year=costs)
