"""Dates and amounts with their odds: what a set of velocity futures means for a backlog and a calendar.

Works in points or items alike. Everything is a quantile over futures, medians included; a finish is a working day; a
future that has not finished by the horizon counts as later, it is never dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from planner.analysis.arrays import Float32Array, FloatArray, IntArray, quantiles, reached_rank
from planner.analysis.forecast.finishing import (
    Finish,
    ScopeGrowth,
    SprintWindow,
    WorkingDays,
    check_sprints,
    day_reached,
    finish_days,
    finish_on,
    item_days,
    reach_curve,
)
from planner.analysis.velocity.model import VelocityFutures
from planner.domain.errors import InvalidValueError

__all__ = [
    "AmountBySprint",
    "Finish",
    "Forecast",
    "ForecastRequest",
    "ItemDates",
    "Milestone",
    "MilestoneOutlook",
    "ScopeGrowth",
    "SprintWindow",
    "WorkingDays",
    "at_least",
    "clipped_probability",
    "commitment",
    "item_dates",
    "make_forecast",
    "probability_at_least",
]

SHARES: Final = (0.50, 0.70, 0.85, 0.95)
FAN: Final = (0.05, 0.15, 0.50, 0.85, 0.95)
NEXT_SPRINT: Final = (0.15, 0.50, 0.85)
COMMITMENT_SURE: Final = 0.85
METHOD: Final = "local-level"


def clipped_probability(share: float, trials: int) -> float:
    """Return a share of futures as a probability, kept half a future away from 0 and 1.

    A simulation of N futures cannot tell a chance of one in 2 N from none; and nothing about the future is certain.

    >>> clipped_probability(1.0, 1000), clipped_probability(0.4, 1000)
    (0.9995, 0.4)
    """
    margin = 0.5 / trials
    return min(max(share, margin), 1.0 - margin)


def at_least(amounts: Float32Array, share: float) -> float:
    """Return the amount that at least ``share`` of the futures, shape (n_trials,), reach.

    >>> at_least(np.array([4, 1, 3, 2], dtype=np.float32), 0.75)
    2.0
    """
    rank = amounts.size - reached_rank(share, amounts.size)
    return float(np.partition(amounts, rank)[rank])


def probability_at_least(amounts: Float32Array, wanted: float) -> float:
    """Return how likely at least ``wanted`` is done, from futures of shape (n_trials,); clipped.

    >>> probability_at_least(np.array([4, 1, 3, 2], dtype=np.float32), 2)
    0.75
    """
    return clipped_probability(float((amounts >= wanted * (1.0 - 1e-6)).mean()), amounts.size)


def commitment(futures: VelocityFutures) -> float:
    """Return what to commit to in the next sprint: 85 % sure of at least this (P15)."""
    return at_least(futures.completed[0], COMMITMENT_SURE)


@dataclass(frozen=True, slots=True)
class ItemDates:
    """Finishing days of ranked items.

    Parameters
    ----------
    shares
        How sure, one per row of ``index``.
    index
        ndarray of shape (n_shares, n_items), day index into ``days.dates``; its length stands for later.
    days
        The working days.
    """

    shares: tuple[float, ...]
    index: IntArray
    days: WorkingDays

    def finish(self, item: int, share: float) -> Finish:
        """Return when the item at position ``item`` is done with certainty ``share``."""
        return finish_on(self.days, share, int(self.index[self.shares.index(share), item]))


def item_dates(
    futures: VelocityFutures, days: WorkingDays, sizes: ArrayLike, *, shares: Sequence[float] = SHARES
) -> ItemDates:
    """Return the finishing days of items done in rank order, without scope growth.

    Parameters
    ----------
    futures
        Simulated coming sprints.
    days
        Working days of the same sprints.
    sizes
        array of shape (n_items,), in rank order and in units of the futures (1 each when counting items).
    shares
        How sure.
    """
    curve = reach_curve(futures.completed, days, shares)
    return ItemDates(shares=tuple(shares), index=item_days(curve, sizes), days=days)


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something due: the work that must be done up to it, in rank order, and its date."""

    name: str
    due: date
    amount: float


@dataclass(frozen=True, slots=True)
class MilestoneOutlook:
    """How a milestone stands: the probability of meeting its date, and its finish per certainty."""

    name: str
    due: date
    probability: float
    finish: tuple[Finish, ...]


@dataclass(frozen=True, slots=True)
class AmountBySprint:
    """Work done up to the end of a sprint: its last working day and quantiles, one per entry of :data:`FAN`."""

    sprint: str
    date: date
    quantiles: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ForecastRequest:
    """What is asked of a forecast.

    Parameters
    ----------
    backlog
        Work left, in ``unit``.
    unit
        ``"points"`` or ``"items"``.
    shares
        How sure the finishes are.
    milestones
        What is due when.
    growth
        Scope growth per sprint, if any.
    """

    backlog: float
    unit: str = "points"
    shares: tuple[float, ...] = SHARES
    milestones: tuple[Milestone, ...] = ()
    growth: ScopeGrowth | None = None

    def __post_init__(self) -> None:
        """Refuse an impossible backlog or certainty."""
        if not (np.isfinite(self.backlog) and self.backlog >= 0):
            raise InvalidValueError(field="backlog", value=self.backlog, allowed="0 or more")
        if not all(0 < share < 1 for share in self.shares):
            raise InvalidValueError(field="percentiles", value=self.shares, allowed="between 0 and 100, both excluded")


@dataclass(frozen=True, slots=True)
class Forecast:
    """The answer.

    Parameters
    ----------
    request
        What was asked.
    finish
        When the backlog is done, one per certainty asked for.
    finished_by_sprint
        ndarray of shape (n_sprints,), probability that it is done by the end of each sprint (clipped).
    next_sprint
        Quantiles of the next sprint at 15, 50 and 85 %.
    by_sprint
        Work done up to each sprint.
    milestones
        How each milestone stands.
    seed, trials, method, history_sprints
        What makes it repeatable, and what it rests on.
    warnings
        Codes: those of the futures, ``"beyond-horizon"`` when a finish asked for is later than the last sprint, and
        ``"milestone-beyond-horizon"`` when one is due after it (its probability then is that at the horizon).
    """

    request: ForecastRequest
    finish: tuple[Finish, ...]
    finished_by_sprint: FloatArray
    next_sprint: tuple[float, ...]
    by_sprint: tuple[AmountBySprint, ...]
    milestones: tuple[MilestoneOutlook, ...]
    seed: int
    trials: int
    method: str
    history_sprints: int
    warnings: tuple[str, ...]


def _finishes(finished: IntArray, days: WorkingDays, shares: Sequence[float]) -> tuple[Finish, ...]:
    """Return the finish per certainty from the finishing day of every future."""
    return tuple(finish_on(days, share, day_reached(finished, share)) for share in shares)


def probability_by(finished: IntArray, days: WorkingDays, due: date) -> float:
    """Return how likely a finish on or before ``due`` is, from the finishing day of every future."""
    return clipped_probability(float((finished <= days.day_until(due)).mean()), finished.size)


def _amounts(futures: VelocityFutures, days: WorkingDays) -> tuple[AmountBySprint, ...]:
    """Return the fan of work done up to each sprint."""
    fan = quantiles(futures.cumulative(), FAN)
    last_days = np.maximum(np.cumsum(days.counts) - 1, 0)
    return tuple(
        AmountBySprint(window.name, days.dates[int(last)], tuple(float(value) for value in amounts))
        for window, last, amounts in zip(days.windows, last_days, fan.T, strict=True)
    )


def _milestones(futures: VelocityFutures, days: WorkingDays, request: ForecastRequest) -> tuple[MilestoneOutlook, ...]:
    """Return the outlook of every milestone; scope growth comes after ranked work and does not move them."""
    outlooks = []
    for milestone in request.milestones:
        finished = finish_days(futures.completed, days, milestone.amount)
        outlooks.append(
            MilestoneOutlook(
                name=milestone.name,
                due=milestone.due,
                probability=probability_by(finished, days, milestone.due),
                finish=_finishes(finished, days, request.shares),
            )
        )
    return tuple(outlooks)


def _warnings(futures: VelocityFutures, finish: Sequence[Finish], days: WorkingDays, due: Sequence[date]) -> list[str]:
    """Return the codes of everything to be said beside the figures."""
    codes = list(futures.warnings)
    if any(each.beyond for each in finish):
        codes.append("beyond-horizon")
    if any(each >= days.windows[-1].end for each in due):
        codes.append("milestone-beyond-horizon")
    return codes


def make_forecast(futures: VelocityFutures, days: WorkingDays, request: ForecastRequest) -> Forecast:
    """Turn futures into dates, amounts and milestones.

    Parameters
    ----------
    futures
        Simulated coming sprints, in the unit of the request.
    days
        Working days of the same sprints.
    request
        What is asked.

    Raises
    ------
    InvalidValueError
        The calendar has another number of sprints than the futures.
    """
    check_sprints(futures.completed, days)
    rates = request.growth.rates(futures.trials, futures.seed) if request.growth else None
    finished = finish_days(futures.completed, days, request.backlog, growth_rates=rates)
    finish = _finishes(finished, days, request.shares)
    ends = np.cumsum(days.counts) - 1
    done = [clipped_probability(float((finished <= end).mean()), futures.trials) for end in ends]
    return Forecast(
        request=request,
        finish=finish,
        finished_by_sprint=np.array(done),
        next_sprint=tuple(float(value) for value in quantiles(futures.completed[:1], NEXT_SPRINT)[:, 0]),
        by_sprint=_amounts(futures, days),
        milestones=_milestones(futures, days, request),
        seed=futures.seed,
        trials=futures.trials,
        method=METHOD,
        history_sprints=futures.history_sprints,
        warnings=tuple(_warnings(futures, finish, days, [each.due for each in request.milestones])),
    )
