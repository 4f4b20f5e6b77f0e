"""The statistical model behind a velocity forecast: a drifting level plus noise on a log scale.

The size of noise and drift is not chosen but weighed over a grid of 56 cells by how well each explains the history.
Notation as in :func:`fit`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from planner.analysis.arrays import Float32Array, FloatArray, stratified_normals
from planner.domain.errors import InvalidValueError, MissingInputError

SIGMAS: Final = (0.10, 0.15, 0.22, 0.32, 0.45, 0.62, 0.85, 1.15)
"""Grid of the sprint-to-sprint noise, standard deviation on the log scale."""

DRIFTS: Final = (0.0, 0.01, 0.03, 0.08, 0.18, 0.35, 0.70)
"""Grid of the drift variance per sprint, in units of the noise variance."""

OFFSET_HALF_LIFE: Final = 2.0  # sprints; the offset follows the recent scale of the numbers
OFFSET_SHARE: Final = 0.8
PLAN_PULL: Final = 0.4  # how far a committed plan moves the level of the next sprint
LARGEST: Final = 1e12  # far below what single precision holds
CEILING: Final = 8.0  # no future sprint exceeds eight times the best one seen


@dataclass(frozen=True, slots=True)
class Fit:
    """What a history says about the level, in every cell of the grid.

    Parameters
    ----------
    weights
        ndarray of shape (7, 8), posterior probability of each (drift, sigma) cell; sums to 1.
    levels
        ndarray of shape (7,), last filtered level per drift, log units.
    variances
        ndarray of shape (7,), variance of that level in units of the noise variance.
    memories
        ndarray of shape (7,), effective number of past sprints the level is an average of.
    offset
        Added to a sprint before its logarithm is taken, in units of the history.
    log_cap
        Upper limit of ``log(x + offset)`` of any future sprint.
    """

    weights: FloatArray
    levels: FloatArray
    variances: FloatArray
    memories: FloatArray
    offset: float
    log_cap: float


def checked_history(history: ArrayLike) -> FloatArray:
    """Return the history as a flat array, or say what is wrong with it."""
    work = np.asarray(history, dtype=np.float64).ravel()
    if work.size == 0:
        raise MissingInputError(what="velocity", remedy="enter a velocity or import closed sprints")
    if not ((work >= 0) & (work <= LARGEST)).all():
        raise InvalidValueError(field="history", value=work.tolist(), allowed=f"amounts from 0 to {LARGEST:g}")
    return work


def _log_prior() -> FloatArray:
    """Return the log prior of every (drift, sigma) cell, ndarray of shape (7, 8)."""
    sigma = np.log(np.array(SIGMAS) / 0.40) / 0.8
    drift = np.log(np.maximum(np.array(DRIFTS), 0.003) / 0.10) / 1.5
    return np.asarray(-0.5 * (drift[:, None] ** 2 + sigma[None, :] ** 2))


_DRIFT = np.array(DRIFTS)
_VARIANCE = np.array(SIGMAS) ** 2
_PRIOR = _log_prior()


def _offset(work: FloatArray) -> float:
    """Return what is added before the logarithm: 0.8 of the recent scale of the numbers."""
    weight = 0.5 ** (np.arange(work.size - 1, -1, -1) / OFFSET_HALF_LIFE)
    recent = float(weight @ work / weight.sum())
    return OFFSET_SHARE * max(recent, float(work.mean()) / 4, 0.5)


def fit(history: ArrayLike) -> Fit:
    """Weigh every cell of the grid by how well it explains ``history``.

    Parameters
    ----------
    history
        array of shape (n,), n >= 1, completed work per sprint, oldest first.

    Raises
    ------
    MissingInputError
        The history is empty.
    InvalidValueError
        It holds a negative or non-finite amount.

    Notes
    -----
    With ``z = log(x + c)`` the model is ``z_t = level_t + sigma e_t``, ``level_t = level_{t-1} + sqrt(r) sigma u_t``.
    Measured in units of sigma^2 the filter's variance and gain depend on r alone, so 7 filters serve 56 cells:
    ``log L = -(n-1) log sigma - sum log(f)/2 - sum (z-M)^2/f / (2 sigma^2)``.

    >>> round(float(fit([20, 22, 19, 21]).weights.sum()), 6)
    1.0
    """
    work = checked_history(history)
    offset = _offset(work)
    logs = np.log(work + offset)
    level = np.full(_DRIFT.size, logs[0])
    variance, squares = np.ones(_DRIFT.size), np.ones(_DRIFT.size)
    log_spread, misfit = np.zeros(_DRIFT.size), np.zeros(_DRIFT.size)
    for observed in logs[1:]:
        variance = variance + _DRIFT
        spread = variance + 1.0
        surprise = observed - level
        log_spread += np.log(spread)
        misfit += surprise**2 / spread
        gain = variance / spread
        level = level + gain * surprise
        variance = gain
        squares = gain**2 + (1.0 - gain) ** 2 * squares
    likelihood = -0.5 * ((logs.size - 1) * np.log(_VARIANCE) + log_spread[:, None] + misfit[:, None] / _VARIANCE)
    posterior = np.exp(_PRIOR + likelihood - (_PRIOR + likelihood).max())
    return Fit(
        weights=posterior / posterior.sum(),
        levels=level,
        variances=variance,
        memories=1.0 / squares,
        offset=offset,
        log_cap=float(np.log(CEILING * max(float(work.max()), 1.0) + offset)),
    )


def loadings_of(variance: float, drift: float, first_pull: float, horizon: int) -> FloatArray:
    """Return how independent normals make the coming logs of one drift, in units of sigma.

    Parameters
    ----------
    variance, drift
        Variance of today's level and of one step of it, in units of sigma^2.
    first_pull
        How far a plan takes the first sprint away from its level, 0 to 1.
    horizon
        Number of coming sprints.

    Returns
    -------
    ndarray of shape (horizon, horizon); its columns are the principal axes, the widest first.

    Notes
    -----
    The joint law of ``level + noise`` is written by its innovations (one normal per sprint instead of two) and turned
    to its principal axes, so that drawing the first axis evenly settles most of the variance of any total.
    """
    rows = np.zeros((horizon, horizon))
    carried = np.zeros(horizon)
    for sprint in range(horizon):
        weight = 1.0 - first_pull if sprint == 0 else 1.0
        variance += drift
        spread = weight * weight * variance + 1.0
        gain = weight * variance / spread
        rows[sprint] = weight * carried
        rows[sprint, sprint] = np.sqrt(spread)
        carried[sprint] = gain * np.sqrt(spread)
        variance *= 1.0 - gain * weight
    axes, lengths, _ = np.linalg.svd(rows)
    signs = np.where(axes.sum(axis=0) < 0, -1.0, 1.0)
    return np.asarray(axes * (signs * lengths))


def _cell_counts(weights: FloatArray, trials: int, rng: np.random.Generator) -> tuple[int, ...]:
    """Return how many futures fall into each cell: the weight times ``trials``, rounded up or down by one draw."""
    edges = np.floor(np.cumsum(weights.ravel()) * trials + rng.random())
    edges[-1] = trials
    return tuple(int(count) for count in np.diff(np.minimum(edges, trials), prepend=0.0))


def draw(
    found: Fit, *, sprints: int, trials: int, rng: np.random.Generator, target: float | None = None
) -> Float32Array:
    """Return futures as a float32 ndarray of shape (sprints, trials); ``target`` is the log of a committed plan."""
    counts = np.array(_cell_counts(found.weights, trials, rng)).reshape(found.weights.shape)
    normals = rng.standard_normal((sprints, trials), dtype=np.float32)
    normals[0] = stratified_normals(trials, rng)[0]
    pull = 0.0 if target is None else PLAN_PULL
    start = 0
    for row, drift in enumerate(DRIFTS):
        stop = start + int(counts[row].sum())
        if stop == start:
            continue
        loadings = loadings_of(float(found.variances[row]), drift, pull, sprints).astype(np.float32)
        block = loadings @ normals[:, start:stop]
        block *= np.repeat(np.array(SIGMAS, dtype=np.float32), counts[row])
        block += np.float32(found.levels[row])
        if target is not None:
            block[0] += np.float32(pull * (target - found.levels[row]))
        normals[:, start:stop] = block
        start = stop
    np.minimum(normals, np.float32(found.log_cap), out=normals)
    np.exp(normals, out=normals)
    normals -= np.float32(found.offset)
    return np.maximum(normals, np.float32(0), out=normals)
