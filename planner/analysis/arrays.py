"""Array types and the few numerical tools that several models share."""

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
"""Double precision: parameters, results that people read."""

Float32Array = NDArray[np.float32]
"""Single precision: the futures of a simulation, whose own error is far larger than a rounding."""

IntArray = NDArray[np.intp]
"""Positions and counts."""

STRATA_FROM = 256
"""Below this many draws equal slices of the normal curve are too coarse; plain draws are used."""


@lru_cache(maxsize=8)
def normal_slices(count: int) -> Float32Array:
    """Return the middle of ``count`` equally likely slices of the standard normal curve, ascending.

    >>> [round(float(value), 3) for value in normal_slices(4)]
    [-1.15, -0.319, 0.319, 1.15]
    """
    curve = NormalDist()
    lower = [curve.inv_cdf((index + 0.5) / count) for index in range(count // 2)]
    middle = [0.0] * (count % 2)
    slices = np.array(lower + middle + [-value for value in reversed(lower)], dtype=np.float32)
    slices.flags.writeable = False
    return slices


def stratified_normals(count: int, rng: np.random.Generator) -> Float32Array:
    """Return ``count`` standard normals in random order, one from each equally likely slice.

    Their mean and spread are right in every run, which takes the noise of this one dimension out of a simulation.
    """
    if count < STRATA_FROM:
        return rng.standard_normal(count, dtype=np.float32)
    return rng.permutation(normal_slices(count))


def fast_generator(seed: int) -> np.random.Generator:
    """Return the generator of all simulations: SFC64, the quickest of numpy's, from a stored ``seed``."""
    return np.random.Generator(np.random.SFC64(seed))


def reached_rank(share: float, count: int) -> int:
    """Return how many of ``count`` futures must agree before a ``share`` of them does (at least one).

    >>> reached_rank(0.85, 20), reached_rank(0.0, 20)
    (17, 1)
    """
    return min(count, max(1, math.ceil(share * count - 1e-9)))
