"""How little is known about the parameters, and how noisy sprints are: two layers, kept apart.

Ignorance is drawn once per path and does not average out; noise is drawn every sprint and does. All spreads are
judgements meant to be overwritten.
"""

import math
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Final

import numpy as np

from planner.analysis.arrays import Float32Array, FloatArray, stratified_normals, stratified_slices
from planner.analysis.debt.parameters import DebtParameters
from planner.domain.errors import InvalidValueError

EPS_CAP: Final = 1.25
TAU_RANGE: Final = (1.0, 7.2)
P90: Final = 1.2815515655446004  # standard normal quantile at 90 %
WIDEST: Final = 0.7
TABLE_MEANS: Final = 401  # unplanned work is drawn from a table with its mean rounded to a quarter of a percent
TABLE_SLICES: Final = 512
BETA_GRID: Final = 1024


@dataclass(frozen=True, slots=True)
class Spreads:
    """Standard deviations: of the logarithm for g, eps, D0 and tau, of the share itself for w0, c, u and u_sprint.

    ``u`` is ignorance of the mean unplanned share, ``u_sprint`` its noise from sprint to sprint. The noise of the
    output is ``sigma_v`` of the parameters.
    """

    g: float = 0.50
    eps: float = 0.25
    w0: float = 0.08
    D0: float = 0.30
    c: float = 0.15
    tau: float = 0.35
    u: float = 0.05
    u_sprint: float = 0.07

    def __post_init__(self) -> None:
        """Refuse spreads that are no spreads."""
        for field in fields(self):
            value = getattr(self, field.name)
            if not (math.isfinite(value) and 0 <= value <= 2):  # noqa: PLR2004 - a factor 7 either way is enough
                raise InvalidValueError(field=field.name, value=value, allowed="0 to 2")

    def ranges(self, parameters: DebtParameters) -> dict[str, tuple[float, float]]:
        """Return P10 and P90 of every uncertain parameter, limits respected; fixed ones are left out."""
        found = {}
        for name in ("D0", "w0", "eps", "g", "c", "tau", "u"):
            value, spread = float(getattr(parameters, name)), float(getattr(self, name))
            if name in {"w0", "c", "u"}:
                ends = _share_ends(value, spread)
            else:
                low, high = _log_limits(name, value)
                ends = (max(value * math.exp(-P90 * spread), low), min(value * math.exp(P90 * spread), high))
            if ends[1] > ends[0]:
                found[name] = ends
        return found


def _share_ends(mean: float, spread: float) -> tuple[float, float]:
    """Return P10 and P90 of a share; a share of exactly 0 or 1 is taken as known."""
    values = beta_quantiles(mean, spread)
    return float(values[TABLE_SLICES // 10]), float(values[-1 - TABLE_SLICES // 10])


def _log_limits(name: str, value: float) -> tuple[float, float]:
    """Return the limits of a lognormal parameter; a value entered beyond them moves them."""
    if name == "eps":
        return 0.0, max(EPS_CAP, value)
    if name == "tau":
        return min(TAU_RANGE[0], value), max(TAU_RANGE[1], value)
    return 0.0, math.inf


def shape_of(mean: float, spread: float) -> tuple[float, float]:
    """Return the two shapes of the beta distribution with this mean and standard deviation.

    The spread is limited to seven tenths of the way to the nearer end, so that the density keeps one peak.
    """
    limited = min(spread, WIDEST * mean, WIDEST * (1.0 - mean))
    total = mean * (1.0 - mean) / limited**2 - 1.0
    return mean * total, (1.0 - mean) * total


_LOG_SHARE = np.log((np.arange(BETA_GRID) + 0.5) / BETA_GRID)


@lru_cache(maxsize=2048)
def beta_quantiles(mean: float, spread: float) -> FloatArray:
    """Return the middles of 512 equally likely slices of a beta distribution, ndarray of shape (512,).

    A share without spread, or of exactly 0 or 1, is a constant. The density is summed on a fine grid.
    """
    if spread == 0 or not 0 < mean < 1:
        return np.full(TABLE_SLICES, mean)
    first, second = shape_of(mean, spread)
    log_density = (first - 1.0) * _LOG_SHARE + (second - 1.0) * _LOG_SHARE[::-1]
    mass = np.cumsum(np.exp(log_density - log_density.max()))
    edges = np.concatenate(([0.0], mass / mass[-1]))
    slices = (np.arange(TABLE_SLICES) + 0.5) / TABLE_SLICES
    return np.interp(slices, edges, np.arange(BETA_GRID + 1) / BETA_GRID)


@lru_cache(maxsize=4)
def unplanned_table(spread: float) -> Float32Array:
    """Return quantiles of the unplanned share per mean, float32 ndarray of shape (401, 512); row i is mean i/400."""
    means = np.arange(TABLE_MEANS) / (TABLE_MEANS - 1)
    return np.stack([beta_quantiles(float(mean), spread) for mean in means]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Paths:
    """One draw of everything unknown per path, float32 arrays of shape (n_trials,); ``u`` is the mean per path."""

    g: Float32Array
    eps: Float32Array
    c: Float32Array
    tau: Float32Array
    w0: Float32Array
    D0: Float32Array
    u: Float32Array


def draw_paths(parameters: DebtParameters, spreads: Spreads, *, trials: int, rng: np.random.Generator) -> Paths:
    """Draw the unknown of every path: lognormals around the value as median, shares from beta distributions."""

    def log_normal(name: str) -> Float32Array:
        value, spread = float(getattr(parameters, name)), float(getattr(spreads, name))
        low, high = _log_limits(name, value)
        drawn = np.float32(value) * np.exp(np.float32(spread) * stratified_normals(trials, rng)[0])
        clipped: Float32Array = np.clip(drawn, np.float32(low), np.float32(high))
        return clipped

    def share(name: str) -> Float32Array:
        value, spread = float(getattr(parameters, name)), float(getattr(spreads, name))
        slices = stratified_slices(trials, TABLE_SLICES, rng)[0]
        return np.asarray(beta_quantiles(value, spread)[slices], dtype=np.float32)

    return Paths(
        g=log_normal("g"),
        eps=log_normal("eps"),
        c=share("c"),
        tau=log_normal("tau"),
        w0=share("w0"),
        D0=log_normal("D0"),
        u=share("u"),
    )
