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
    higher_first,
)
from planner.analysis.reserve.policies import schedules

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
    table = schedules(shares, lab.policies, BREAK_EVEN_HORIZON)
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
