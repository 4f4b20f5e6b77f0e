"""Progress of all futures through the ranked work: when an amount is done, and how likely by a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from planner.analysis.arrays import Float32Array, FloatArray, IntArray
from planner.analysis.forecast.dates import finish_date
from planner.analysis.forecast.finishing import (
    TOLERANCE,
    WorkingDays,
    check_sprints,
    day_reached,
    days_reached,
    item_days,
    reach_curve,
    with_start,
)
from planner.analysis.forecast.results import FinishDate
from planner.analysis.forecast.risks import PlacedRisk, extra_before

ITEM_PERCENTILES = (50, 85)
SURE = 85


@dataclass(frozen=True)
class Course:
    """The futures of a forecast on its working days, with the risks that are in them.

    Parameters
    ----------
    net
        float32 ndarray of shape (n_sprints, n_trials), progress per sprint, in the forecast's unit.
    percentiles
        Those of every finish.
    risks
        Extra work at its place in the ranking.
    """

    net: Float32Array
    days: WorkingDays
    percentiles: tuple[int, ...]
    risks: tuple[PlacedRisk, ...] = ()

    @cached_property
    def _starts(self) -> tuple[float, ...]:
        """Places in the ranking at which a risk begins, ascending."""
        return tuple(sorted({entry.start for entry in self.risks}))

    @cached_property
    def _curves(self) -> dict[int, FloatArray]:
        return {}

    def curve(self, amount: float) -> FloatArray:
        """Return what 50 % and 85 % of the futures have done of the ranked work by the end of each day.

        Parameters
        ----------
        amount
            Ranked work that is asked about: risks behind it do not count.

        Returns
        -------
        ndarray of shape (2, n_days).
        """
        met = sum(start < amount for start in self._starts)
        if met not in self._curves:
            shares = [percentile / 100 for percentile in ITEM_PERCENTILES]
            self._curves[met] = reach_curve(self.net, self.days, shares, behind=extra_before(self.risks, amount))
        return self._curves[met]

    @cached_property
    def _progress(self) -> FloatArray:
        """Ranked work done up to the end of each sprint, ndarray of shape (n_sprints + 1, n_trials)."""
        check_sprints(self.net, self.days)
        return with_start(self.net)

    def finished(self, amount: float) -> IntArray:
        """Return the day index on which each future has done ``amount``, ndarray of shape (n_trials,)."""
        extra = extra_before(self.risks, amount)
        return days_reached(self._progress, self.days, amount if extra is None else amount + extra)

    def finish(self, finished: IntArray) -> dict[int, FinishDate]:
        """Return the finish date at every percentile."""
        return {percentile: self.finish_at(finished, percentile) for percentile in self.percentiles}

    def finish_at(self, finished: IntArray, percentile: int) -> FinishDate:
        """Return the finish date at one percentile."""
        return finish_date(self.days, percentile, day_reached(finished, percentile / 100))

    def _stretches(self, amounts: FloatArray) -> tuple[tuple[int, int], ...]:
        """Return the parts ``[low, high)`` of ascending amounts that meet the same risks."""
        edges = (0, *(int(np.searchsorted(amounts, start, side="right")) for start in self._starts), amounts.size)
        return tuple((low, high) for low, high in pairwise(edges) if high > low)

    def item_days(self, sizes: Sequence[float]) -> IntArray:
        """Return the finishing day of every ranked item at 50 and 85 %, ndarray of shape (2, n_items)."""
        needed = np.cumsum(np.asarray(sizes, dtype=np.float64))
        found = np.empty((len(ITEM_PERCENTILES), needed.size), dtype=np.intp)
        for low, high in self._stretches(needed):
            found[:, low:high] = item_days(self.curve(float(needed[high - 1])), np.diff(needed[low:high], prepend=0.0))
        return found

    def done_by(self, day: date) -> FloatArray:
        """Return the ranked work that each future has done by the end of a day, ndarray of shape (n_trials,)."""
        last = self.days.day_until(day)
        if last < 0:
            return np.zeros(self.net.shape[1])
        sprint = int(self.days.sprint_of_day[last])
        part = (last - int(self.days.first_days[sprint]) + 1) / int(self.days.counts[sprint])
        return np.asarray(self.net[:sprint].sum(axis=0, dtype=np.float64) + self.net[sprint] * part)

    def chances_by(self, amounts: ArrayLike, day: date) -> FloatArray:
        """Return how likely each amount of ranked work is done by a day, ndarray of shape (n_amounts,).

        Parameters
        ----------
        amounts
            array of shape (n_amounts,), ascending, ranked work up to and with each thing asked about.
        """
        needed = np.asarray(amounts, dtype=np.float64)
        done = self.done_by(day)
        found = np.empty(needed.size)
        for low, high in self._stretches(needed):
            extra = extra_before(self.risks, float(needed[high - 1]))
            ordered = np.sort(done if extra is None else done - extra)
            short = np.searchsorted(ordered, needed[low:high] * (1.0 - TOLERANCE), side="left")
            found[low:high] = 1.0 - short / done.size
        margin = 0.5 / done.size
        return np.clip(found, margin, 1.0 - margin)
