"""Array types and the few numerical tools that several models share."""

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
"""Double precision: parameters, results that people read."""

Float32Array = NDArray[np.float32]
"""Single precision: the futures of a simulation, whose own error is far larger than a rounding."""

Int32Array = NDArray[np.int32]
"""Positions in a small table."""

IntArray = NDArray[np.intp]
"""Positions and counts."""

Number = TypeVar("Number", np.float32, np.int32)

RealArray = TypeVar("RealArray", FloatArray, Float32Array)

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


def stratified_normals(count: int, rng: np.random.Generator, *, repeats: int = 1) -> Float32Array:
    """Return standard normals as a float32 ndarray of shape (repeats, count), each row even and in random order.

    A row holds one value from each equally likely slice, so its mean and spread are right in every run, which takes the
    luck of this one dimension out of a simulation.
    """
    if count < STRATA_FROM:
        return rng.standard_normal((repeats, count), dtype=np.float32)
    return _shuffled(normal_slices(count), rng, repeats)


def stratified_slices(count: int, slices: int, rng: np.random.Generator, *, repeats: int = 1) -> Int32Array:
    """Return numbers in ``[0, slices)``, each about equally often, as an int32 ndarray of shape (repeats, count)."""
    if count < STRATA_FROM:
        return rng.integers(0, slices, size=(repeats, count), dtype=np.int32)
    even = (np.arange(count, dtype=np.float64) + 0.5) * slices / count
    return _shuffled(even.astype(np.int32), rng, repeats)


def _shuffled(values: NDArray[Number], rng: np.random.Generator, repeats: int) -> NDArray[Number]:
    """Return ``values`` in ``repeats`` independent random orders, one per row."""
    rows = np.empty((repeats, values.size), dtype=values.dtype)
    for row in rows:
        row[:] = values
        rng.shuffle(row)
    return rows


def fast_generator(seed: int | tuple[int, ...]) -> np.random.Generator:
    """Return the generator of all simulations: SFC64, the quickest of numpy's, from a stored seed."""
    return np.random.Generator(np.random.SFC64(seed))


def reached_rank(share: float, count: int) -> int:
    """Return how many of ``count`` futures must agree before a ``share`` of them does (at least one).

    >>> reached_rank(0.85, 20), reached_rank(0.0, 20)
    (17, 1)
    """
    return min(count, max(1, math.ceil(share * count - 1e-9)))


def running_sums(rows: FloatArray | Float32Array, *, out: RealArray) -> RealArray:
    """Write the sums down the rows, row by row: over wide arrays ten times quicker than ``np.cumsum(axis=0)``.

    Parameters
    ----------
    rows
        ndarray of shape (n, wide).
    out
        ndarray of the same shape, which may have another precision.

    >>> running_sums(np.array([[1.0, 2.0], [3.0, 4.0]]), out=np.zeros((2, 2))).tolist()
    [[1.0, 2.0], [4.0, 6.0]]
    """
    out[:1] = rows[:1]
    for place in range(1, len(rows)):
        np.add(out[place - 1], rows[place], out=out[place])
    return out


def running_maxima(rows: Float32Array) -> Float32Array:
    """Replace each row by the largest so far, in place, and return the array.

    >>> running_maxima(np.array([[2.0, 1.0], [1.0, 3.0]], dtype=np.float32)).tolist()
    [[2.0, 1.0], [2.0, 3.0]]
    """
    for place in range(1, len(rows)):
        np.maximum(rows[place - 1], rows[place], out=rows[place])
    return rows


def quantiles(amounts: Float32Array, shares: Sequence[float] = (0.1, 0.5, 0.9)) -> FloatArray:
    """Return quantiles over the last axis, linear between ranks: ndarray of shape (len(shares), ...).

    >>> quantiles(np.array([[1, 2, 3]], dtype=np.float32), (0.5,)).tolist()
    [[2.0]]
    """
    ordered = np.sort(amounts, axis=-1)
    ranks = np.asarray(shares, dtype=np.float64) * (ordered.shape[-1] - 1)
    lower = np.floor(ranks).astype(np.intp)
    upper = np.ceil(ranks).astype(np.intp)
    part = ranks - lower
    mixed = ordered[..., lower] * (1.0 - part) + ordered[..., upper] * part
    return np.asarray(np.moveaxis(mixed, -1, 0), dtype=np.float64)
