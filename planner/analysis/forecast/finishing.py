"""From futures of work per sprint to working days: when an amount is done, in every future and for every ranked item.

Work inside a sprint is taken as even over its working days, so after day j of n a future has done the work of the
sprints before plus j/n of this one's. A day index counts working days over all sprints, from 0; the number of days
itself stands for "later than the horizon".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from planner.analysis.arrays import (
    Float32Array,
    FloatArray,
    IntArray,
    fast_generator,
    reached_rank,
    running_sums,
    stratified_slices,
)
from planner.domain.errors import InvalidValueError

BINS_PER_SPRINT: Final = 4
TOLERANCE: Final = 1e-5  # relative; single precision must not move a finish to the next day
GROWTH_STREAM: Final = 1  # keeps the draws of scope growth apart from those of velocity


@dataclass(frozen=True, slots=True)
class SprintWindow:
    """One coming sprint: ``[start, end)`` and the dates in it on which the team works, ascending."""

    name: str
    start: date
    end: date
    working_dates: tuple[date, ...]


@dataclass(frozen=True)
class WorkingDays:
    """The working days of all coming sprints on one axis.

    Parameters
    ----------
    windows
        The coming sprints in order.

    Raises
    ------
    InvalidValueError
        There is no working day at all.
    """

    windows: tuple[SprintWindow, ...]

    def __post_init__(self) -> None:
        """Refuse a calendar on which no date could be named."""
        if not self.dates:
            raise InvalidValueError(field="windows", value=len(self.windows), allowed="sprints with working days")

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every working date."""
        return tuple(day for window in self.windows for day in window.working_dates)

    @cached_property
    def counts(self) -> IntArray:
        """Working days per sprint, ndarray of shape (n_sprints,)."""
        return np.array([len(window.working_dates) for window in self.windows], dtype=np.intp)

    @cached_property
    def first_days(self) -> IntArray:
        """Day index at which each sprint starts, ndarray of shape (n_sprints,)."""
        return np.asarray(np.cumsum(self.counts) - self.counts, dtype=np.intp)

    @cached_property
    def sprint_of_day(self) -> IntArray:
        """Sprint of every day index, ndarray of shape (n_days,)."""
        return np.repeat(np.arange(len(self.windows), dtype=np.intp), self.counts)

    @cached_property
    def quarters(self) -> tuple[IntArray, IntArray, IntArray, IntArray]:
        """Quarters of the sprints that have a day: first and last day index, sprint and number of the quarter.

        Days are dealt out evenly, the earlier quarters first, as the days of a sprint seldom divide by four.
        """
        sizes = (self.counts[:, None] + BINS_PER_SPRINT - 1 - np.arange(BINS_PER_SPRINT)) // BINS_PER_SPRINT
        stops = np.cumsum(sizes.ravel())
        used = np.flatnonzero(sizes.ravel())
        return (stops - sizes.ravel())[used], stops[used] - 1, used // BINS_PER_SPRINT, used % BINS_PER_SPRINT

    @cached_property
    def positions(self) -> FloatArray:
        """End of every day as sprints from now, ndarray of shape (n_days,); 1.0 is the end of the first sprint."""
        sprint = self.sprint_of_day
        inside = np.arange(len(self.dates)) - self.first_days[sprint] + 1
        return np.asarray(sprint + inside / self.counts[sprint])

    def day_until(self, due: date) -> int:
        """Return the index of the last working day on or before ``due``; -1 before the first."""
        return sum(day <= due for day in self.dates) - 1


@dataclass(frozen=True, slots=True)
class Finish:
    """When something is done with a given certainty.

    Parameters
    ----------
    share
        How sure, such as 0.85.
    date
        The working day; when ``beyond``, the last one looked at, and the finish is later than that.
    sprint
        Name of the sprint it falls in.
    beyond
        Whether the horizon ends before.
    """

    share: float
    date: date
    sprint: str
    beyond: bool = False


def finish_on(days: WorkingDays, share: float, day: int) -> Finish:
    """Return the finish for a day index."""
    last = len(days.dates) - 1
    index = min(day, last)
    sprint = days.windows[int(days.sprint_of_day[index])].name
    return Finish(share=share, date=days.dates[index], sprint=sprint, beyond=day > last)


@dataclass(frozen=True, slots=True)
class ScopeGrowth:
    """How much the backlog grows per sprint: low, likely and high, in units of the forecast.

    A future draws one rate from the triangular distribution over the three and keeps it, because what is unknown is the
    rate, not its luck of the day. New work goes to the end of the backlog: it moves the finish of the whole, not the
    dates of items that are ranked already.
    """

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        """Refuse a range that is not in order."""
        ends = (self.low, self.likely, self.high)
        if not all(np.isfinite(ends)) or not self.low <= self.likely <= self.high:
            raise InvalidValueError(field="scope growth", value=ends, allowed="low <= likely <= high")

    def rates(self, trials: int, seed: int) -> FloatArray:
        """Return one growth per sprint for each future, ndarray of shape (trials,)."""
        return _growth_rates(self.low, self.likely, self.high, trials, seed)


def triangular(shares: FloatArray, low: float, likely: float, high: float) -> FloatArray:
    """Return quantiles of the triangular distribution over a range, ndarray of the shape of ``shares``.

    >>> triangular(np.array([0.5]), 0.0, 2.0, 4.0).tolist()
    [2.0]
    """
    width = high - low
    if width == 0:
        return np.full(shares.size, low)
    left = low + np.sqrt(shares * width * (likely - low))
    right = high - np.sqrt((1.0 - shares) * width * (high - likely))
    return np.asarray(np.where(shares * width < likely - low, left, right))


@lru_cache(maxsize=8)
def _growth_rates(low: float, likely: float, high: float, trials: int, seed: int) -> FloatArray:
    """Draw rates, or hand out the same ones again; nobody may write into them."""
    rng = fast_generator((seed, GROWTH_STREAM))
    even = (stratified_slices(trials, trials, rng)[0] + 0.5) / trials
    rates = triangular(even, low, likely, high)
    rates.flags.writeable = False
    return rates


def with_start(rows: FloatArray | Float32Array) -> FloatArray:
    """Return running sums down the sprints with a row of zeros before the first."""
    total = np.zeros((rows.shape[0] + 1, rows.shape[1]))
    running_sums(rows, out=total[1:])
    return total


def finish_days(
    completed: Float32Array, days: WorkingDays, amount: float | FloatArray, *, growth_rates: FloatArray | None = None
) -> IntArray:
    """Return the working day on which every future has done ``amount``.

    Parameters
    ----------
    completed
        float32 ndarray of shape (n_sprints, n_trials), work done per coming sprint.
    days
        Working days of the same sprints.
    amount
        Work to be done, in units of ``completed``, one for all or an ndarray of shape (n_trials,); nothing to do is
        done on the first day.
    growth_rates
        ndarray of shape (n_trials,), scope added per sprint, evenly over the sprint.

    Returns
    -------
    ndarray of shape (n_trials,), day index; ``len(days.dates)`` in futures that have not finished by then.
    """
    check_sprints(completed, days)
    return days_reached(with_start(completed if growth_rates is None else completed - growth_rates), days, amount)


def days_reached(progress: FloatArray | Float32Array, days: WorkingDays, amount: float | FloatArray) -> IntArray:
    """Return the working day on which every future has done ``amount``, see :func:`finish_days`.

    Parameters
    ----------
    progress
        ndarray of shape (n_sprints + 1, n_trials), work done up to the end of each sprint; the first row is 0.
    """
    trials = progress.shape[1]
    if np.max(amount) <= 0:
        return np.zeros(trials, dtype=np.intp)
    reached = progress >= amount * (1.0 - TOLERANCE)
    sprint = np.argmax(reached, axis=0)
    trial = np.arange(trials)
    before = np.maximum(sprint - 1, 0)
    done, after = progress[before, trial].astype(np.float64), progress[sprint, trial].astype(np.float64)
    step = after - done
    part = np.clip((amount - done) / np.where(step > 0, step, 1.0), 0.0, 1.0)
    inside = np.maximum(np.ceil(part * days.counts[before] * (1.0 - TOLERANCE)).astype(np.intp), 1)
    day = days.first_days[before] + inside - 1
    return np.where(reached[sprint, trial], day, len(days.dates))


def check_sprints(completed: Float32Array, days: WorkingDays) -> None:
    """Refuse futures of other sprints than those of the calendar."""
    if completed.shape[0] != len(days.windows):
        raise InvalidValueError(
            field="windows", value=len(days.windows), allowed=f"{completed.shape[0]}, one per simulated sprint"
        )


def day_reached(finished: IntArray, share: float) -> int:
    """Return the first day by which at least ``share`` of the futures have finished.

    >>> day_reached(np.array([3, 9, 4, 5]), 0.5)
    4
    """
    rank = reached_rank(share, finished.size) - 1
    return int(np.partition(finished, rank)[rank])


def reach_curve(
    completed: Float32Array, days: WorkingDays, shares: Sequence[float], *, behind: FloatArray | None = None
) -> FloatArray:
    """Return what at least a ``share`` of the futures have done by the end of each working day.

    Parameters
    ----------
    completed
        float32 ndarray of shape (n_sprints, n_trials).
    days
        Working days of the same sprints.
    shares
        How sure, such as 0.85.
    behind
        ndarray of shape (n_trials,), extra work that each future has to do first.

    Returns
    -------
    ndarray of shape (len(shares), n_days), never falling along the days. Every number of items can be looked up in it,
    which is why 500 dates cost as much as one.
    """
    check_sprints(completed, days)
    ranks = [completed.shape[1] - reached_rank(share, completed.shape[1]) for share in shares]
    done = np.zeros(completed.shape[1], dtype=np.float32)
    if behind is not None:
        done -= behind.astype(np.float32)
    curve = np.empty((len(ranks), len(days.dates)))
    column = 0
    for work, count in zip(completed, days.counts, strict=True):
        parts = np.arange(1, count + 1, dtype=np.float32) / np.float32(max(count, 1))
        block = work * parts[:, None]
        block += done
        block.sort(axis=1)
        curve[:, column : column + count] = block[:, ranks].T
        column += int(count)
        done += work
    return curve


def item_days(curve: FloatArray, sizes: ArrayLike) -> IntArray:
    """Return the finishing day of every item when they are done in rank order.

    Parameters
    ----------
    curve
        ndarray of shape (n_shares, n_days) of :func:`reach_curve`.
    sizes
        array of shape (n_items,), sizes in rank order, each 0 or more.

    Returns
    -------
    ndarray of shape (n_shares, n_items), day index; n_days stands for later than the horizon.

    >>> item_days(np.array([[2.0, 4.0, 6.0]]), [1, 3, 5]).tolist()
    [[0, 1, 3]]
    """
    work = np.asarray(sizes, dtype=np.float64)
    if not np.isfinite(work).all() or (work < 0).any():
        raise InvalidValueError(field="sizes", value=work.tolist(), allowed="finite sizes of 0 or more")
    needed = np.cumsum(work) * (1.0 - TOLERANCE)
    return np.stack([np.searchsorted(row, needed, side="left") for row in curve]).astype(np.intp)
