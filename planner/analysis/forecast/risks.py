"""Risk events inside the futures: extra work that is there in some of them, at its place in the ranking."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np

from planner.analysis.arrays import Float32Array, FloatArray, fast_generator
from planner.analysis.forecast.finishing import triangular
from planner.analysis.forecast.history import counts_as_work
from planner.analysis.forecast.results import RemainingWork
from planner.domain.plan import Plan
from planner.domain.risk import Risk

STREAM: Final = 2  # keeps these draws apart from those of velocity and of scope growth


@dataclass(frozen=True, slots=True, eq=False)
class PlacedRisk:
    """A risk in the futures of a plan.

    Parameters
    ----------
    start
        Ranked work before the place where its own would come up, in the forecast's unit.
    scale
        What its amounts were multiplied with to stand in the forecast's unit.
    extra
        float32 ndarray of shape (n_trials,), work it brings in each future, 0 where it does not happen.
    """

    risk: Risk
    start: float
    scale: float
    extra: Float32Array


def extra_work(risk: Risk, *, trials: int, seed: int, scale: float = 1.0) -> Float32Array:
    """Return what a risk brings in every future, float32 ndarray of shape (trials,).

    Notes
    -----
    It happens in ``probability`` of the futures, to the nearest one, with a size from the triangular distribution over
    low, likely and high. The draws depend on the seed and on the risk's identity only, so that another risk, or another
    probability of this one, changes nothing else: what happens at 20 % also happens at 30 %.
    """
    rng = fast_generator((seed, STREAM, crc32(risk.id.encode())))
    luck = (rng.permutation(trials) + 0.5) / trials
    sizes = triangular((rng.permutation(trials) + 0.5) / trials, risk.low, risk.likely, risk.high)
    return np.where(luck < risk.probability, sizes * scale, 0.0).astype(np.float32)


def placed_risks(plan: Plan, work: RemainingWork, *, scale: float, draws: tuple[int, int]) -> tuple[PlacedRisk, ...]:
    """Return the risks that can still matter; one whose milestone is done is over.

    Parameters
    ----------
    scale
        Unit of the forecast per unit of the plan.
    draws
        Number of futures and seed.
    """
    if not work.keys:
        return ()
    before = np.concatenate(([0.0], np.cumsum(work.sizes)))
    trials, seed = draws
    return tuple(
        PlacedRisk(risk, float(before[place]), scale, extra_work(risk, trials=trials, seed=seed, scale=scale))
        for risk in plan.risks
        if risk.probability > 0 and risk.high > 0 and (place := _place(plan, risk, work)) is not None
    )


def _place(plan: Plan, risk: Risk, work: RemainingWork) -> int | None:
    """Return the position of the first open item that the risk's work would come before."""
    mine = {item.key for item in plan.backlog if item.milestone_id == risk.milestone_id and counts_as_work(item)}
    named = risk.milestone_id and any(item.milestone_id == risk.milestone_id for item in plan.backlog)
    if not named:
        return 0
    return next((place for place, key in enumerate(work.keys) if key in mine), None)


def range_of(risks: Sequence[PlacedRisk]) -> tuple[float, float, float]:
    """Return the work that risks bring together at 5, 50 and 95 % of the futures."""
    if not risks:
        return 0.0, 0.0, 0.0
    together = np.sum([entry.extra for entry in risks], axis=0, dtype=np.float64)
    low, middle, high = (float(work) for work in np.quantile(together, (0.05, 0.5, 0.95)))
    return low, middle, high


def extra_before(risks: Sequence[PlacedRisk], amount: float) -> FloatArray | None:
    """Return the extra work that comes before ``amount`` of ranked work is done, ndarray of shape (n_trials,)."""
    met = [entry.extra for entry in risks if entry.start < amount]
    return np.sum(met, axis=0, dtype=np.float64) if met else None
