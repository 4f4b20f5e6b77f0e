"""What a team's own sprints say about the debt parameters, and which of them they say nothing about.

Draws from the ranges of the literature are weighed by how well their projection explains the past (importance
sampling). A parameter whose range hardly narrows keeps its literature value and label: pretending otherwise would be
a lie with decimals.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.analysis.arrays import Float32Array, FloatArray, fast_generator
from planner.analysis.debt.montecarlo import BlockPaths, run_block
from planner.analysis.debt.parameters import Basis, DebtParameters
from planner.analysis.debt.spreads import Paths, Spreads, draw_paths
from planner.domain.errors import InvalidValueError, MissingInputError

DRAWS: Final = 20_000
INFORMED_FROM: Final = 0.20
PRINCIPAL_ERROR: Final = 0.10  # log error of a re-counted register, our judgement
CERTAIN: Final = 1e-6  # a narrower range than this is a rounding
FEW_EFFECTIVE: Final = 100.0
LEARNED: Final = ("g", "eps", "w0", "D0", "c", "tau")


@dataclass(frozen=True, slots=True)
class PastSprint:
    """One closed sprint: reserve spent (share of capacity), features delivered and principal at its end; NaN unknown.

    ``velocity`` is in ideal pd, or in points when :func:`learn` is told so; ``principal`` in pd.
    """

    reserve: float
    velocity: float = math.nan
    principal: float = math.nan


@dataclass(frozen=True, slots=True)
class Learned:
    """What the past says.

    Parameters
    ----------
    parameters
        The given ones, with informed values replaced and labelled ``your data``.
    shrinkage
        Per parameter, ``1 - sd after / sd before``; below 0.20 the value is left as it was.
    effective_draws
        How many draws carry the result.
    noise
        Standard deviation of the log of velocity around the best path; NaN with fewer than three sprints.
    warnings
        ``"few-effective"`` when fewer than 100 draws carry the result.
    """

    parameters: DebtParameters
    shrinkage: dict[str, float]
    effective_draws: float
    noise: float
    warnings: tuple[str, ...]


def _misfit(observed: FloatArray, simulated: Float32Array, *, scale: float, free_unit: bool) -> FloatArray:
    """Return half the squared log residuals of every draw, ndarray of shape (n_draws,); unknowns count nothing."""
    known = np.isfinite(observed)
    if not known.any():
        return np.zeros(simulated.shape[1])
    residual = np.log1p(observed[known])[:, None] - np.log1p(simulated[known].astype(np.float64))
    if free_unit:
        residual -= residual.mean(axis=0)
    return np.asarray(0.5 * (residual**2).sum(axis=0) / scale**2)


def _simulate(parameters: DebtParameters, paths: Paths, reserves: FloatArray) -> tuple[Float32Array, Float32Array]:
    """Return velocity and principal of every draw without noise, float32 ndarrays of shape (n_sprints, n_draws)."""
    shape = (reserves.size, paths.g.size)
    left = np.full(shape, parameters.k, dtype=np.float32)
    out = BlockPaths(*(np.empty((1, *shape), dtype=np.float32) for _ in range(3)))
    shares = reserves.astype(np.float32)[None, :, None]
    run_block(parameters, paths, shares, (left, np.ones(shape, dtype=np.float32)), out)
    return out.velocity[0], out.principal[0]


def _spread(values: FloatArray, weights: FloatArray) -> float:
    """Return the weighted standard deviation."""
    mean = float(weights @ values)
    return math.sqrt(max(0.0, float(weights @ (values - mean) ** 2)))


def learn(
    parameters: DebtParameters,
    past: Sequence[PastSprint],
    *,
    in_points: bool = False,
    spreads: Spreads | None = None,
    seed: int = 1,
) -> Learned:
    """Weigh the literature's ranges by the team's past.

    Parameters
    ----------
    parameters
        Values of the first of these sprints, the middle of the ranges.
    past
        Closed sprints, oldest first.
    in_points
        Velocity is in story points: only its shape over time counts, since the worth of a point is unknown.
    spreads
        The ranges.
    seed
        What makes it repeatable.

    Raises
    ------
    MissingInputError
        There is no closed sprint.
    InvalidValueError
        A reserve is no share, or a velocity or principal negative.
    """
    if not past:
        raise MissingInputError(what="closed sprints", remedy="close a sprint or import the history")
    table = np.array([(each.reserve, each.velocity, each.principal) for each in past], dtype=np.float64)
    if not ((table[:, 0] >= 0) & (table[:, 0] <= 1)).all() or (table[:, 1:] < 0).any():
        raise InvalidValueError(
            field="past", value=table.tolist(), allowed="reserves from 0 to 1, amounts of 0 or more"
        )
    paths = draw_paths(parameters, spreads or Spreads(), trials=DRAWS, rng=fast_generator(seed))
    velocity, principal = _simulate(parameters, paths, table[:, 0])
    noise = max(parameters.sigma_v, 0.01)
    misfit = _misfit(table[:, 1], velocity, scale=noise, free_unit=in_points)
    misfit += _misfit(table[:, 2], principal, scale=PRINCIPAL_ERROR, free_unit=False)
    weights = np.exp(misfit.min() - misfit)
    weights /= weights.sum()
    best = velocity[:, int(np.argmin(misfit))].astype(np.float64)
    return _learned(parameters, paths, weights, noise=_noise(table[:, 1], best))


def _noise(observed: FloatArray, best: FloatArray) -> float:
    """Return the spread of log velocity around the best path."""
    known = np.isfinite(observed)
    residual = np.log1p(observed[known]) - np.log1p(best[known])
    return float(residual.std(ddof=1)) if residual.size > 2 else math.nan  # noqa: PLR2004 - a spread of two says nothing


def _learned(parameters: DebtParameters, paths: Paths, weights: FloatArray, *, noise: float) -> Learned:
    """Return the parameters that the weights inform, and how much."""
    even = np.full(weights.size, 1.0 / weights.size)
    shrinkage, values = {}, {}
    for name in LEARNED:
        drawn = getattr(paths, name).astype(np.float64)
        before = _spread(drawn, even)
        if before > CERTAIN:
            shrinkage[name] = 1.0 - _spread(drawn, weights) / before
            values[name] = float(weights @ drawn)
    informed = {name: values[name] for name, share in shrinkage.items() if share >= INFORMED_FROM}
    effective = float(1.0 / (weights @ weights))
    return Learned(
        parameters=parameters.with_values(basis=Basis.YOUR_DATA, **informed),
        shrinkage=shrinkage,
        effective_draws=effective,
        noise=noise,
        warnings=("few-effective",) if effective < FEW_EFFECTIVE else (),
    )
