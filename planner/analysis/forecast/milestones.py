"""When everything is done, milestones as cut lines in the ranked backlog, and a finish date for every item."""

import numpy as np

from planner.analysis.arrays import IntArray
from planner.analysis.forecast.course import ITEM_PERCENTILES, SURE, Course
from planner.analysis.forecast.dates import finish_date, position_of
from planner.analysis.forecast.finishing import BINS_PER_SPRINT, WorkingDays
from planner.analysis.forecast.from_futures import probability_by
from planner.analysis.forecast.history import counts_as_work
from planner.analysis.forecast.results import FinishBin, FinishDate, MilestoneForecast, RemainingWork
from planner.domain.backlog import Milestone
from planner.domain.plan import Plan


def item_dates(work: RemainingWork, course: Course) -> dict[str, dict[int, FinishDate]]:
    """Return P50 and P85 of every open item: everything ranked before it, and itself, has to be done."""
    if not work.keys:
        return {}
    indices = course.item_days(work.sizes)
    dates = [
        {index: finish_date(course.days, percentile, int(index)) for index in set(row.tolist())}
        for percentile, row in zip(ITEM_PERCENTILES, indices, strict=True)
    ]
    pairs = list(zip(*indices.tolist(), strict=True))  # few: thousands of items end on some hundred days
    shared = {
        pair: {percentile: dates[place][pair[place]] for place, percentile in enumerate(ITEM_PERCENTILES)}
        for pair in set(pairs)
    }
    return {key: shared[pair] for key, pair in zip(work.keys, pairs, strict=True)}


def milestone_forecasts(plan: Plan, work: RemainingWork, course: Course) -> tuple[MilestoneForecast, ...]:
    """Return the milestones in the plan's order."""
    return tuple(_milestone(plan, milestone, work, course) for milestone in plan.milestones)


def _milestone(plan: Plan, milestone: Milestone, work: RemainingWork, course: Course) -> MilestoneForecast:
    mine = [item for item in plan.backlog if item.milestone_id == milestone.id]
    keys = frozenset(item.key for item in mine if counts_as_work(item))
    places = [place for place, key in enumerate(work.keys) if not mine or key in keys]
    return cut_line(milestone, places, work, course, whole_backlog=not mine)


def cut_line(
    milestone: Milestone, places: list[int], work: RemainingWork, course: Course, *, whole_backlog: bool = False
) -> MilestoneForecast:
    """Return when everything ranked up to the last of some open items is done.

    Parameters
    ----------
    places
        Positions of its open items in the ranked work; without one it is done.
    """
    if not places:
        return MilestoneForecast(milestone, 0.0, 0, None, {}, whole_backlog=whole_backlog, done=True)
    last = places[-1]
    points = float(sum(work.sizes[: last + 1]))
    finished = course.finished(points)
    probability, excess = _against_due(milestone, points, finished, course)
    return MilestoneForecast(
        milestone=milestone,
        points=points,
        items=last + 1,
        probability=probability,
        finish=course.finish(finished),
        excess=excess,
        first_key=work.keys[places[0]],
        last_key=work.keys[last],
        whole_backlog=whole_backlog,
        estimated=_estimated(work, last),
        due_position=None if milestone.due is None else _due_position(milestone, course),
        histogram=finish_histogram(finished, course.days),
        later_share=later_share(finished, course.days),
    )


def _estimated(work: RemainingWork, last: int) -> float:
    unknown = frozenset(work.unestimated)
    pairs = zip(work.keys[: last + 1], work.sizes, strict=False)
    return float(sum(size for key, size in pairs if key not in unknown))


def _due_position(milestone: Milestone, course: Course) -> float | None:
    if milestone.due is None or milestone.due >= course.days.windows[-1].end:
        return None
    return position_of(course.days, course.days.day_until(milestone.due))


def _against_due(milestone: Milestone, points: float, finished: IntArray, course: Course) -> tuple[float | None, float]:
    """Return the chance to meet the target, and the work that would have to go so that it is 85 % sure."""
    if milestone.due is None:
        return None, 0.0
    last = course.days.day_until(milestone.due)
    sure = float(course.curve(points)[ITEM_PERCENTILES.index(SURE), last]) if last >= 0 else 0.0
    return probability_by(finished, course.days, milestone.due), max(0.0, points - sure)


def finish_histogram(finished: IntArray, days: WorkingDays) -> tuple[FinishBin, ...]:
    """Return when everything is done, four bars a sprint, from the first to the last that holds any future.

    Parameters
    ----------
    finished
        ndarray of shape (n_trials,), day index; the number of days stands for later.
    """
    per_day = np.bincount(finished, minlength=len(days.dates) + 1)[:-1] / finished.size
    firsts, lasts, sprints, parts = days.quarters
    if not firsts.size:
        return ()
    shares = np.add.reduceat(per_day, firsts)
    used = np.flatnonzero(shares > 0)
    return tuple(
        FinishBin(
            low=float(sprints[place] + parts[place] / BINS_PER_SPRINT),
            high=float(sprints[place] + (parts[place] + 1) / BINS_PER_SPRINT),
            share=float(shares[place]),
            sprint_name=days.windows[int(sprints[place])].name,
            first_day=days.dates[int(firsts[place])],
            last_day=days.dates[int(lasts[place])],
        )
        for place in (range(used[0], used[-1] + 1) if used.size else ())
    )


def later_share(finished: IntArray, days: WorkingDays) -> float:
    """Return the share of futures that are not finished at the horizon."""
    return float((finished >= len(days.dates)).mean())
