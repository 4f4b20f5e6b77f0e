"""The debt model with its ignorance and its noise: bands around a projection, and odds between reserves.

Every reserve runs through the same draws, so the difference between two of them is not drowned in luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from planner.analysis.arrays import Float32Array, FloatArray, fast_generator, stratified_normals
from planner.analysis.debt.parameters import DebtParameters
from planner.analysis.debt.projection import reserve_table
from planner.analysis.debt.spreads import TABLE_MEANS, TABLE_SLICES, Paths, Spreads, draw_paths, unplanned_table
from planner.domain.errors import InvalidValueError

BLOCK: Final = 2048  # paths computed together; five reserves of a block stay in the cache of one core
SMALLEST: Final = np.float32(1e-30)
OUTPUT: Final = 2  # names the generator of the output factor beside the seed


@dataclass(frozen=True, slots=True)
class DebtFutures:
    """Simulated paths of several reserves under the same luck.

    Parameters
    ----------
    reserves
        ndarray of shape (n_policies, horizon), share of capacity.
    velocity
        float32 ndarray of shape (n_policies, horizon, n_trials), features delivered per sprint, ideal pd, with noise.
    principal
        float32 ndarray of the same shape, pd at the end of each sprint.
    waste
        float32 ndarray of the same shape, share of feature effort lost to debt in each sprint.
    seed
        What makes it repeatable.
    """

    reserves: FloatArray
    velocity: Float32Array
    principal: Float32Array
    waste: Float32Array
    seed: int

    @property
    def trials(self) -> int:
        """Number of paths."""
        return int(self.velocity.shape[2])

    def cumulative(self) -> Float32Array:
        """Return the features delivered up to the end of each sprint, shape of ``velocity``."""
        return np.cumsum(self.velocity, axis=1, dtype=np.float32)

    def probability_ahead(self, high: int, low: int, sprints: Sequence[int] = (13, 26, 39, 52)) -> dict[int, float]:
        """Return how likely policy ``high`` (position) has delivered more than ``low`` by the end of each sprint.

        Sprints beyond the horizon are left out.
        """
        gain = np.cumsum(self.velocity[high] - self.velocity[low], axis=0, dtype=np.float64)
        return {sprint: float((gain[sprint - 1] > 0).mean()) for sprint in sprints if sprint <= gain.shape[0]}


@dataclass(frozen=True, slots=True)
class BlockPaths:
    """Where the results of a block of paths are written: views of shape (n_policies, horizon, n_paths)."""

    velocity: Float32Array
    principal: Float32Array
    waste: Float32Array


def run_block(
    parameters: DebtParameters, paths: Paths, shares: Float32Array, luck: tuple[Float32Array, ...], out: BlockPaths
) -> None:
    """Run all reserves of ``shares`` (n_policies, horizon, 1) through one block of paths.

    ``luck`` holds ``k`` and the output factor per sprint and path, both of shape (horizon, n_paths).
    """
    one = np.float32(1)
    left, factor = luck
    capacity, ageing = np.float32(parameters.C), np.float32(parameters.b)
    drag_now = paths.w0 / (one - paths.w0)
    per_principal = drag_now / np.maximum(paths.D0, SMALLEST)
    policies = shares.shape[0]
    debt = np.repeat(paths.D0[None, :], policies, axis=0)
    drag = np.repeat(drag_now[None, :], policies, axis=0)
    for sprint in range(shares.shape[1]):
        effort = np.minimum(shares[:, sprint], left[sprint]) * capacity
        repaid = np.minimum(effort * paths.eps, debt)
        features = left[sprint] * capacity - repaid / paths.eps
        speed = one / (one + drag)
        delivered = features * speed
        added = paths.g * (delivered + paths.c * (features - delivered)) + ageing
        remaining = debt - repaid
        kept = np.maximum(remaining, SMALLEST) / np.maximum(debt, SMALLEST)
        drag = drag * np.exp(paths.tau * np.log(kept)) + added * per_principal
        debt = remaining + added
        np.multiply(delivered, factor[sprint], out=out.velocity[:, sprint])
        out.principal[:, sprint] = debt
        np.subtract(one, speed, out=out.waste[:, sprint])


def _luck(
    parameters: DebtParameters, spreads: Spreads, paths: Paths, *, horizon: int, rng: np.random.Generator, seed: int
) -> tuple[Float32Array, Float32Array]:
    """Return what is left beside unplanned work and learning, and the output factor; (horizon, n_trials) each.

    Both come sprint by sprint from generators of their own: a longer horizon begins with the shorter one's luck.
    """
    table = unplanned_table(spreads.u_sprint)
    rows = np.rint(paths.u * (TABLE_MEANS - 1)).astype(np.int32) * TABLE_SLICES
    slices = rng.integers(0, TABLE_SLICES, size=(horizon, rows.size), dtype=np.int32)
    unplanned = table.ravel().take(slices + rows)
    left = np.maximum(np.float32(1.0 - parameters.l) - unplanned, np.float32(0))
    noise = np.float32(parameters.sigma_v)
    factor = stratified_normals(rows.size, fast_generator((seed, OUTPUT)), repeats=horizon)
    return left, np.exp(factor * noise - noise * noise / np.float32(2))


def _no_luck(parameters: DebtParameters, paths: Paths, *, horizon: int) -> tuple[Float32Array, Float32Array]:
    """Return the same of sprints without noise: each path's own mean of unplanned work, and the factor 1."""
    left = np.maximum(np.float32(1.0 - parameters.l) - paths.u, np.float32(0))
    shape = (horizon, paths.u.size)
    return np.broadcast_to(left, shape), np.ones(shape, dtype=np.float32)


def monte_carlo(  # noqa: PLR0913 - every one of them is a choice of its own
    parameters: DebtParameters,
    reserves: ArrayLike,
    horizon: int,
    *,
    trials: int = 4000,
    seed: int = 1,
    spreads: Spreads | None = None,
    noise: bool = True,
) -> DebtFutures:
    """Run several reserves through the same simulated paths.

    Parameters
    ----------
    parameters
        The team; its values are the medians of lognormal and the means of beta parameters.
    reserves
        array of shape (n_policies,) or (n_policies, horizon), share of capacity.
    horizon
        Number of sprints.
    trials, seed
        Number of paths and the stored seed.
    spreads
        How uncertain the parameters are.
    noise
        Whether sprints differ by luck; without it only ignorance of the parameters is left, in the same paths.

    Notes
    -----
    Reserve that finds no debt goes to features. Sprints are not cut in parts. The unplanned share of a sprint comes
    from a table of 512 slices with its mean rounded to a quarter of a percent.

    >>> futures = monte_carlo(DebtParameters(), [0.0, 0.25], 26, trials=1000)
    >>> futures.velocity.shape, 0.2 < futures.probability_ahead(1, 0)[26] < 0.3
    ((2, 26, 1000), True)
    """
    if trials < 1:
        raise InvalidValueError(field="trials", value=trials, allowed="1 or more")
    spreads = spreads or Spreads()
    table = reserve_table(reserves, horizon=horizon)
    shares = table.astype(np.float32)[:, :, None]
    rng = fast_generator(seed)
    paths = draw_paths(parameters, spreads, trials=trials, rng=rng)
    if noise:
        left, factor = _luck(parameters, spreads, paths, horizon=horizon, rng=rng, seed=seed)
    else:
        left, factor = _no_luck(parameters, paths, horizon=horizon)
    whole = BlockPaths(*(np.empty((table.shape[0], horizon, trials), dtype=np.float32) for _ in range(3)))
    for start in range(0, trials, BLOCK):
        part = slice(start, start + BLOCK)
        block = Paths(**{name: getattr(paths, name)[part] for name in Paths.__dataclass_fields__})
        out = BlockPaths(whole.velocity[:, :, part], whole.principal[:, :, part], whole.waste[:, :, part])
        run_block(parameters, block, shares, (left[:, part], factor[:, part]), out)
    return DebtFutures(table, whole.velocity, whole.principal, whole.waste, seed)
