"""Velocity of the coming sprints, as futures that are as wide as real teams turned out to be.

Resampling past sprints is honest for one sprint and overconfident for a release, because the level of a real team
moves. The model (:mod:`planner.analysis.velocity.local_level`) lets the level drift and learns how much from the
history.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from planner.analysis.arrays import Float32Array, FloatArray, fast_generator, quantiles
from planner.analysis.velocity.local_level import DRIFTS, SIGMAS, Fit, checked_history, draw, fit
from planner.domain.errors import InvalidValueError

LOG_TO_RELATIVE: Final = 1.8  # log(x + 0.8 m) moves 1/1.8 as much as x does relative to m
FEW_SPRINTS: Final = 3
SHORT_HISTORY: Final = 5


@dataclass(frozen=True, slots=True)
class VelocityFutures:
    """Simulated coming sprints.

    Parameters
    ----------
    completed
        float32 ndarray of shape (n_sprints, n_trials), work done per coming sprint in units of the history. Trials are
        ordered by grid cell: to show a few of them take every k-th, never the first ones.
    relative_noise
        Sprint-to-sprint noise relative to the level (0.3 is 30 %).
    drift
        How much the level moves per sprint, relative.
    memory_sprints
        How many past sprints the level is effectively an average of.
    history_sprints, seed, trials
        What it was computed from.
    warnings
        Codes: ``"few-sprints"`` (under 3), ``"short-history"`` (3 or 4), ``"all-zero"``.
    """

    completed: Float32Array
    relative_noise: float
    drift: float
    memory_sprints: float
    history_sprints: int
    seed: int
    warnings: tuple[str, ...] = ()

    @property
    def trials(self) -> int:
        """Number of futures."""
        return int(self.completed.shape[1])

    @property
    def sprints(self) -> int:
        """Number of coming sprints."""
        return int(self.completed.shape[0])

    def cumulative(self) -> Float32Array:
        """Return the work done up to the end of each sprint, float32 ndarray of shape (n_sprints, n_trials)."""
        return np.cumsum(self.completed, axis=0, dtype=np.float32)

    def percentiles(self, shares: Sequence[float]) -> FloatArray:
        """Return quantiles of every single sprint, ndarray of shape (len(shares), n_sprints)."""
        return quantiles(self.completed, shares)

    def scaled(self, factors: ArrayLike) -> "VelocityFutures":
        """Return the same futures times one factor per sprint, such as a projected change of velocity by debt."""
        column = _factors(factors, sprints=self.sprints)
        return replace(self, completed=self.completed * column)


def _factors(factors: ArrayLike, *, sprints: int) -> Float32Array:
    """Return one non-negative factor per sprint as a column, or say what is wrong."""
    column: Float32Array = np.asarray(factors, dtype=np.float32).ravel()
    if column.size != sprints or not np.isfinite(column).all() or (column < 0).any():
        raise InvalidValueError(
            field="capacity_factors", value=column.tolist(), allowed=f"{sprints} finite numbers of 0 or more"
        )
    return column[:, None]


def predict_total(history: ArrayLike, horizon: int, n_samples: int, rng: np.random.Generator) -> FloatArray:
    """Return samples of the total completed over the next ``horizon`` sprints.

    Parameters
    ----------
    history
        array of shape (n,), n >= 1, completed work per sprint, oldest first.
    horizon
        Number of coming sprints, at least 1.
    n_samples
        Number of samples, at least 1.
    rng
        Source of randomness.

    Returns
    -------
    ndarray of shape (n_samples,), in units of the history, never negative.

    >>> total = predict_total([20, 22, 19, 21], 3, 1000, np.random.default_rng(1))
    >>> total.shape, bool(50 < np.median(total) < 72)
    ((1000,), True)
    """
    _check_size(horizon, n_samples)
    completed = draw(fit(history), sprints=horizon, trials=n_samples, rng=rng)
    return np.asarray(completed.sum(axis=0, dtype=np.float64))


def _check_size(sprints: int, trials: int) -> None:
    """Refuse an empty simulation."""
    if sprints < 1 or trials < 1:
        raise InvalidValueError(field="sprints, trials", value=(sprints, trials), allowed="1 or more")


def simulate(
    history: ArrayLike,
    *,
    sprints: int,
    trials: int = 10_000,
    seed: int = 1,
    plan_commitment: float | None = None,
    capacity_factors: ArrayLike | None = None,
) -> VelocityFutures:
    """Simulate the coming sprints.

    Parameters
    ----------
    history
        array of shape (n,), n >= 1, completed work per sprint, oldest first. The fewer sprints, the wider the
        range; for a velocity that was typed in see :mod:`planner.analysis.forecast.history`.
    sprints, trials, seed
        Number of coming sprints and of futures, and the stored seed that makes them repeatable.
    plan_commitment
        Work committed for the very next sprint, in units of the history; moves that sprint only. For the commitment
        screen, not for releases.
    capacity_factors
        array of shape (sprints,), available person-days of each coming sprint relative to the sprints of ``history``;
        see :func:`per_person_day`.

    Raises
    ------
    MissingInputError
        The history is empty.
    InvalidValueError
        A negative or non-finite amount or factor, or an empty simulation.

    >>> futures = simulate([20, 22, 19, 21], sprints=2, trials=1000, capacity_factors=[1.0, 0.5])
    >>> futures.completed.shape, futures.warnings
    ((2, 1000), ('short-history',))
    """
    _check_size(sprints, trials)
    work = checked_history(history)
    found = fit(work)
    column = _factors(np.ones(sprints) if capacity_factors is None else capacity_factors, sprints=sprints)
    target = _plan_target(found, plan_commitment, float(column[0, 0]))
    completed = draw(found, sprints=sprints, trials=trials, rng=fast_generator(seed), target=target)
    sigma = found.weights.sum(axis=0) @ np.array(SIGMAS)
    steps = np.sqrt(np.array(DRIFTS))[:, None] * np.array(SIGMAS)[None, :]
    return VelocityFutures(
        completed=completed * column,
        relative_noise=float(LOG_TO_RELATIVE * sigma),
        drift=float(LOG_TO_RELATIVE * (found.weights * steps).sum()),
        memory_sprints=float(found.weights.sum(axis=1) @ found.memories),
        history_sprints=int(work.size),
        seed=seed,
        warnings=_warnings(work),
    )


def _plan_target(found: Fit, commitment: float | None, factor: float) -> float | None:
    """Return the log of the committed plan at usual capacity; nothing without a plan or without people."""
    if commitment is None or commitment <= 0 or factor <= 0:
        return None
    return float(np.log(commitment / factor + found.offset))


def _warnings(work: FloatArray) -> tuple[str, ...]:
    """Return the codes of what makes this history a weak basis."""
    codes = []
    if work.size < FEW_SPRINTS:
        codes.append("few-sprints")
    elif work.size < SHORT_HISTORY:
        codes.append("short-history")
    if not work.any():
        codes.append("all-zero")
    return tuple(codes)


@dataclass(frozen=True, slots=True)
class NormalisedHistory:
    """A history as it would have been with the usual number of people, and the coming sprints relative to that.

    Parameters
    ----------
    history
        ndarray of shape (n,), work per sprint at ``usual_pd`` available person-days.
    factors
        ndarray of shape (sprints,), coming person-days over ``usual_pd``.
    usual_pd
        Mean available person-days of the past sprints; 0 when it is unknown.
    warnings
        ``"raw-velocity"`` when past availability is unknown and nothing could be normalised.
    """

    history: FloatArray
    factors: FloatArray
    usual_pd: float
    warnings: tuple[str, ...] = ()


def per_person_day(history: ArrayLike, *, past_pd: ArrayLike | None, coming_pd: ArrayLike) -> NormalisedHistory:
    """Take the past's absences out of a history before the future's are put in, so that no leave counts twice.

    Parameters
    ----------
    history
        array of shape (n,), completed work per sprint.
    past_pd
        array of shape (n,), available person-days of those sprints; None, a NaN or a zero anywhere means unknown.
    coming_pd
        array of shape (sprints,), available person-days of the coming sprints.

    >>> known = per_person_day([20, 10], past_pd=[50, 25], coming_pd=[75])
    >>> known.history.tolist(), known.factors.tolist()
    ([15.0, 15.0], [2.0])
    """
    work = checked_history(history)
    coming = np.asarray(coming_pd, dtype=np.float64).ravel()
    past = np.full(work.size, np.nan) if past_pd is None else np.asarray(past_pd, dtype=np.float64).ravel()
    if past.size != work.size:
        raise InvalidValueError(field="past_pd", value=past.size, allowed=f"{work.size} values, one per sprint")
    if not (past > 0).all():
        return NormalisedHistory(work, np.ones(coming.size), 0.0, ("raw-velocity",))
    usual = float(past.mean())
    return NormalisedHistory(work / past * usual, coming / usual, usual)
