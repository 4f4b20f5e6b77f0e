"""The futures of a plan: velocity times people, reserve and debt, against a growing backlog."""

from dataclasses import dataclass
from functools import lru_cache
from math import fsum

import numpy as np

from planner.analysis.arrays import Float32Array, FloatArray, reached_rank, running_maxima, running_sums
from planner.analysis.debt.plan_parameters import debt_parameters, open_debt
from planner.analysis.debt.projection import project_many
from planner.analysis.forecast.coming import ComingSprint
from planner.analysis.forecast.finishing import ScopeGrowth
from planner.analysis.forecast.results import PERCENTILES, Note, RemainingWork, VelocityHistory
from planner.analysis.velocity.model import VelocityFutures, per_person_day, simulate
from planner.domain.plan import Plan
from planner.domain.settings import Unit

_WARNINGS = {
    "few-sprints": "Fewer than 3 sprints of history: the range is the widest there is.",
    "short-history": "Fewer than 5 sprints of history: little is known yet.",
    "all-zero": "Nothing was completed so far.",
}


@dataclass(frozen=True, slots=True, eq=False)
class Futures:
    """Simulated coming sprints of a plan.

    Parameters
    ----------
    single
        float32 ndarray of shape (n_sprints, n_trials), work of each whole sprint, in the forecast's unit.
    total
        float32 ndarray of shape (n_sprints + 1, n_trials), work done since today; the first row is 0.
    net
        float32 ndarray of shape (n_sprints, n_trials), progress of each sprint through the ranked work: what is done up
        to its end, divided by how much the backlog has grown until then, less the same one sprint earlier.
    reserves, debt_factors
        Share of capacity reserved and factor on velocity, per coming sprint.
    growth
        Low, likely and high scope growth per sprint.
    """

    single: Float32Array
    total: Float32Array
    net: Float32Array
    seed: int
    noise: float
    drift: float
    memory_sprints: float
    reserves: tuple[float, ...]
    debt_factors: tuple[float, ...]
    with_debt: bool
    growth: tuple[float, float, float]
    notes: tuple[Note, ...]


def simulate_plan(
    plan: Plan,
    history: VelocityHistory,
    coming: tuple[ComingSprint, ...],
    *,
    work: RemainingWork,
    reserve: float | None,
    draws: tuple[int, int],
) -> Futures:
    """Draw the futures of the coming sprints.

    Parameters
    ----------
    reserve
        Debt reserve of all coming sprints; ``None`` takes each sprint's own.
    draws
        Number of futures and seed.
    """
    reserves = tuple(entry.reserve_share if reserve is None else reserve for entry in coming)
    factors, with_debt = debt_factors(plan, history, coming, reserves=reserves)
    column = capacity_factors(plan, history, coming) * np.array(factors) * bucket_factors(plan, coming, reserves)
    return composed(
        usual_sprints(history, sprints=len(coming), draws=draws).scaled(column),
        coming,
        work=work,
        growth=growth_of(plan, work),
        about=(reserves, factors, with_debt),
    )


def composed(
    drawn: VelocityFutures,
    coming: tuple[ComingSprint, ...],
    *,
    work: RemainingWork,
    growth: tuple[float, float, float],
    about: tuple[tuple[float, ...], tuple[float, ...], bool],
) -> Futures:
    """Add up drawn sprints and set them against a growing backlog.

    Parameters
    ----------
    drawn
        Work of each whole coming sprint.
    growth
        Low, likely and high scope growth per sprint.
    about
        Reserves, debt factors and whether a register stands behind them.
    """
    total, left = summed(drawn, coming)
    net = np.diff(progress_of(total, left, total_work=work.total, growth=growth, seed=drawn.seed), axis=0)
    reserves, factors, with_debt = about
    return Futures(
        single=drawn.completed,
        total=total,
        net=net,
        seed=drawn.seed,
        noise=drawn.relative_noise,
        drift=drawn.drift,
        memory_sprints=drawn.memory_sprints,
        reserves=reserves,
        debt_factors=factors,
        with_debt=with_debt,
        growth=growth,
        notes=tuple(Note(code, _WARNINGS[code]) for code in drawn.warnings),
    )


def summed(drawn: VelocityFutures, coming: tuple[ComingSprint, ...]) -> tuple[Float32Array, Float32Array]:
    """Return work done up to the end of each coming sprint, and the part of each that is still to come.

    Returns
    -------
    float32 ndarrays of shape (n_sprints + 1, n_trials), whose first row is 0, and (n_sprints,).
    """
    left = np.array([entry.left_share for entry in coming], dtype=np.float32)
    total = np.zeros((len(coming) + 1, drawn.trials), dtype=np.float32)
    running_sums(_still_to_come(drawn.completed, left), out=total[1:])
    return total, left


def usual_sprints(history: VelocityHistory, *, sprints: int, draws: tuple[int, int]) -> VelocityFutures:
    """Return futures of sprints with the usual number of people and the usual reserve; ``draws`` as above."""
    return _drawn(tuple(normalised(history).tolist()), sprints, *draws)


@lru_cache(maxsize=4)
def _drawn(history: tuple[float, ...], sprints: int, trials: int, seed: int) -> VelocityFutures:
    """Draw futures, or hand out the same ones again: a changed calendar scales them, and does not draw anew."""
    drawn = simulate(history, sprints=sprints, trials=trials, seed=seed)
    drawn.completed.flags.writeable = False
    return drawn


def normalised(history: VelocityHistory) -> FloatArray:
    """Return the work of the past sprints as it would have been with the usual number of people."""
    if not history.per_pd:
        return np.array(history.values)
    return per_person_day(history.values, past_pd=history.past_pd, coming_pd=[1.0]).history


def capacity_factors(plan: Plan, history: VelocityHistory, coming: tuple[ComingSprint, ...]) -> FloatArray:
    """Return the person-days of each coming sprint relative to the past ones, ndarray of shape (n_sprints,).

    Where the past is unknown or there is no team the factor is 1, but a sprint in which nobody is there gives nothing.
    """
    person_days = np.array([entry.effective_pd for entry in coming])
    if not plan.team.members:
        return np.ones(len(coming))
    if not history.per_pd:
        return np.where(person_days > 0, 1.0, 0.0)
    return per_person_day(history.values, past_pd=history.past_pd, coming_pd=person_days).factors


def bucket_factors(plan: Plan, coming: tuple[ComingSprint, ...], reserves: tuple[float, ...]) -> FloatArray:
    """Return what the policy's buckets for bugs and learning leave of each coming sprint's feature share.

    The history knows nothing of them, so they come off what it says: ``(k - r - kept) / (k - r)``.
    """
    heads = plan.team.overheads
    left = np.array([1.0 - heads.unplanned_share - heads.learning_share - share for share in reserves])
    kept = np.array([entry.capacity.kept.bugs + entry.capacity.kept.learning for entry in coming])
    return np.where(left > 0, np.maximum(left - kept, 0.0) / np.where(left > 0, left, 1.0), 1.0)


def debt_factors(
    plan: Plan, history: VelocityHistory, coming: tuple[ComingSprint, ...], *, reserves: tuple[float, ...]
) -> tuple[tuple[float, ...], bool]:
    """Return a factor on velocity per coming sprint, relative to the last sprints, and whether debt is part of it.

    Notes
    -----
    Without a register only the share left for features counts: ``(k - r_t) / (k - r_past)``. With one, the debt model
    projects both reserves and the factor is ``V_t(r) / V_t(r_past)``, share and velocity together. A reserve like the
    last sprints' therefore changes nothing: where the level is going is learned from the history itself, and the
    calibration that was measured for it holds. Reserve that would find no debt is not given to features.
    """
    heads = plan.team.overheads
    left = 1.0 - heads.unplanned_share - heads.learning_share
    past = min(history.reserve_share, left)
    known = [entry.effective_pd for entry in coming if entry.effective_pd > 0]
    debt = open_debt(plan)
    if not known or debt.principal_pd <= 0 or debt.interest_pd <= 0 or past >= left:
        return tuple(_ratio(left - min(share, left), left - past) for share in reserves), False
    parameters = debt_parameters(plan, capacity_pd=fsum(known) / len(known), reserve_share=past)
    shares = [[past] * len(reserves), [min(share, left) for share in reserves]]
    going_on, coming_up = project_many(parameters, np.array(shares), len(reserves), release=False).V
    return tuple(float(factor) for factor in coming_up / going_on), True


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 1.0


def unit_scale(plan: Plan, work: RemainingWork) -> float:
    """Return how much of the forecast's unit one of the plan's is: 1, unless items are counted instead."""
    if plan.settings.unit is Unit.ITEMS or any(size != 1.0 for size in work.sizes):
        return 1.0
    keys = frozenset(work.keys)
    sized = fsum(item.size or 0.0 for item in plan.backlog if item.key in keys)
    return work.total / sized if sized > 0 else 1.0


def growth_of(plan: Plan, work: RemainingWork) -> tuple[float, float, float]:
    """Return scope growth per sprint in the forecast's unit: entered amounts, scaled when items are counted instead."""
    entered = plan.settings.scope_growth
    amounts = (entered.low, entered.likely, entered.high)
    scale = unit_scale(plan, work)
    low, likely, high = (amount * scale for amount in amounts)
    return low, likely, high


def _still_to_come(completed: Float32Array, left: Float32Array) -> Float32Array:
    """Return the work from today on: a running sprint gives its remaining part, noisier than a whole sprint.

    The level shrinks with the part ``f`` that is left, the noise around it with its root.
    """
    parts = completed
    for index in np.flatnonzero(left < 1):
        part = float(left[index])
        middle = np.float32(np.median(completed[index]))
        rest = part * middle + np.float32(part**0.5) * (completed[index] - middle)
        parts = parts.copy() if parts is completed else parts
        parts[index] = np.maximum(rest, 0)
    return parts


def progress_of(
    total: Float32Array,
    left: Float32Array,
    *,
    total_work: float,
    growth: tuple[float, float, float],
    seed: int,
) -> Float32Array:
    """Return work done over growth, as a running maximum, because what is done stays done.

    Parameters
    ----------
    total
        float32 ndarray of shape (n_sprints + 1, n_trials), work done up to the end of each sprint.
    left
        float32 ndarray of shape (n_sprints,), part of each sprint still to come.
    growth
        Low, likely and high scope growth per sprint.
    """
    low, likely, high = growth
    if total_work <= 0 or not any(growth):
        return total
    rate = ScopeGrowth(low, likely, high).rates(total.shape[1], seed)
    elapsed = np.concatenate(([0.0], np.cumsum(left))).astype(np.float32)
    grown = 1 + elapsed[:, None] * (rate / total_work).astype(np.float32)[None, :]
    return running_maxima(total / grown)


def spread(rows: Float32Array) -> tuple[dict[int, float], ...]:
    """Return the usual percentiles of every row of an ndarray of shape (n_sprints, n_trials)."""
    ordered = np.sort(rows, axis=1)
    places = [_rank(percentile, ordered.shape[1]) for percentile in PERCENTILES]
    return tuple(
        {percentile: float(row[place]) for percentile, place in zip(PERCENTILES, places, strict=True)}
        for row in ordered
    )


def _rank(percentile: int, trials: int) -> int:
    """Return the place in ascending order that at least ``100 - percentile`` % of the futures reach."""
    return trials - reached_rank((100 - percentile) / 100, trials)
