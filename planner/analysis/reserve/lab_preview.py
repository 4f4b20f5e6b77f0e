"""The reserve lab while its slider moves: what needs no futures follows at once, the rest stays until it is redrawn."""

from collections.abc import Sequence
from dataclasses import fields, replace

from planner.analysis.arrays import FloatArray, quantiles
from planner.analysis.debt.montecarlo import monte_carlo
from planner.analysis.debt.policy import NEVER, break_even_between, interest_cost
from planner.analysis.debt.projection import DebtProjection, project_many
from planner.analysis.reserve.lab import (
    BREAK_EVEN_HORIZON,
    CHECKPOINTS,
    LAB_TRIALS,
    ONE_YEAR,
    Comparison,
    Course,
    LabCourse,
    LabMoney,
    LabResult,
    higher_first,
)
from planner.analysis.reserve.policies import schedules
from planner.domain.progress import Report, silent

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
    One run gives lines, break-evens and interest, so that a slider can ask for it at every step; it covers ten years
    only when a break-even does not come within two.
    """
    horizon = min(horizon, lab.horizon)
    table = schedules(shares, lab.policies, BREAK_EVEN_HORIZON)
    near = max(horizon, *CHECKPOINTS)
    paths = project_many(lab.parameters, table[:, :near], near)
    if any(NEVER in _sprints(paths, other) for other in range(1, len(table))):
        paths = project_many(lab.parameters, table, BREAK_EVEN_HORIZON)
    constant = [course for course in lab.courses if not course.name][: len(shares)]
    places = (*range(len(constant)), *range(len(shares), len(table)))
    kept = (*constant, *(course for course in lab.courses if course.name))
    courses = tuple(
        _course(old, _cut(paths, place, horizon), float(table[place, 0]))
        for place, old in zip(places, kept, strict=True)
    )
    return replace(
        lab,
        horizon=horizon,
        courses=courses,
        comparisons=_comparisons(lab, paths, courses) if len(courses) == len(table) else (),
        money=_money(lab.money, paths, len(courses)),
    )


def _sprints(paths: DebtProjection, other: int) -> tuple[int, int]:
    """Return both break-evens of the first policy and another one."""
    above, below = higher_first(paths.reserve, other)
    found = break_even_between(paths, above=above, below=below)
    return found.velocity_sprint, found.cumulative_sprint


def with_fresh_bands(lab: LabResult, measure: str, *, seed: int, report: Report = silent) -> LabResult:
    """Return a preview whose bands of one reading are drawn anew: the very numbers that the whole lab will have.

    Parameters
    ----------
    lab
        A preview, as :func:`lab_preview` returns it.
    measure
        ``"velocity"``, ``"cumulative"``, ``"principal"`` or ``"waste"``.
    seed
        That of the whole lab.
    """
    table = schedules([course.share for course in lab.courses if not course.name], lab.policies, lab.horizon)
    report(0, 1, "bands")
    futures = monte_carlo(lab.parameters, table, lab.horizon, trials=LAB_TRIALS, seed=seed)
    found = futures.cumulative() if measure == "cumulative" else getattr(futures, measure)
    low, middle, high = quantiles(found)
    courses = tuple(
        _with_reading(course, measure, _drawn(low[place], middle[place], high[place]))
        for place, course in enumerate(lab.courses)
    )
    report(1, 1, "")
    return replace(lab, courses=courses)


def _with_reading(course: LabCourse, measure: str, curve: Course) -> LabCourse:
    """Return a course with one of its readings exchanged."""
    if measure == "velocity":
        return replace(course, velocity=curve)
    if measure == "cumulative":
        return replace(course, cumulative=curve)
    return replace(course, principal=curve) if measure == "principal" else replace(course, waste=curve)


def _drawn(low: FloatArray, middle: FloatArray, high: FloatArray) -> Course:
    """Return drawn bands; the layer without luck is drawn with the rest of the lab and left out until then."""
    return Course(tuple(low.tolist()), tuple(middle.tolist()), tuple(high.tolist()))


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
        name=old.name,
    )


def _around(old: Course, line: list[float]) -> Course:
    """Return the old bands with the new line."""
    end = len(line)
    return Course(old.p10[:end], tuple(line), old.p90[:end], old.unknown10[:end], old.unknown90[:end])


def _comparisons(lab: LabResult, paths: DebtProjection, courses: tuple[LabCourse, ...]) -> tuple[Comparison, ...]:
    """Return the comparisons with their new break-evens; none between a reserve and itself."""
    if len(lab.comparisons) != len(courses) - 1:
        return ()
    return tuple(
        _compared(old, paths, courses, higher_first(paths.reserve, other))
        for other, old in enumerate(lab.comparisons, start=1)
    )


def _compared(
    old: Comparison, paths: DebtProjection, courses: tuple[LabCourse, ...], places: tuple[int, int]
) -> Comparison:
    high, low = places
    return replace(
        old,
        high=courses[high].share,
        low=courses[low].share,
        break_even=break_even_between(paths, above=high, below=low),
        high_name=courses[high].label,
        low_name=courses[low].label,
    )


def _money(old: LabMoney | None, paths: DebtProjection, count: int) -> LabMoney | None:
    if old is None:
        return None
    later = paths.I[:count, ONE_YEAR - 1].tolist()
    costs = tuple(interest_cost(days, cost_per_pd=old.cost_per_pd).per_quarter for days in later)
    return replace(old, in_one_year=costs)
