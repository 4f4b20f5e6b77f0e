"""How good one forecast was, given what came: the definitions behind every calibration figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.analysis.arrays import FloatArray
from planner.analysis.velocity.model import predict_total

Forecaster = Callable[[FloatArray, int, int, np.random.Generator], FloatArray]
"""``f(history, horizon, n_samples, rng)`` to samples of the total over the horizon."""

LEVELS: Final = np.arange(1, 20) / 20  # 5 to 95 %
BACKLOGS: Final = (0.6, 0.8, 1.0, 1.25)  # release sizes, in mean sprints of the history per sprint of the horizon
RELIABILITY_EDGES: Final = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)
TIE: Final = 1e-9


def resample_all(history: FloatArray, horizon: int, n_samples: int, rng: np.random.Generator) -> FloatArray:
    """Return totals of sprints drawn from the whole history, as most tools do."""
    return np.asarray(rng.choice(history, size=(n_samples, horizon)).sum(axis=1))


def resample_last_eight(history: FloatArray, horizon: int, n_samples: int, rng: np.random.Generator) -> FloatArray:
    """Return totals of sprints drawn from the last eight."""
    return resample_all(history[-8:], horizon, n_samples, rng)


def last_three(history: FloatArray, horizon: int, n_samples: int, rng: np.random.Generator) -> FloatArray:
    """Return the average of the last three sprints, as sure as such a number pretends to be."""
    del rng
    return np.full(n_samples, horizon * float(history[-3:].mean()))


MODEL: Final = "model"
NAIVE: Final = "resample-all"
METHODS: Final[dict[str, Forecaster]] = {
    MODEL: predict_total,
    NAIVE: resample_all,
    "last-three": last_three,
    "resample-last-8": resample_last_eight,
}
"""The forecasters that are compared, by name."""


@dataclass(frozen=True, slots=True)
class Score:
    """One forecast against its outcome.

    Parameters
    ----------
    pit
        Share of samples below the outcome, ties split at random: even on [0, 1] for an honest forecaster.
    crps
        Continuous ranked probability score, in units of the history; lower is better.
    in80, in90
        Whether the outcome lay in the central range.
    promised85
        What was said to be reached with 85 %.
    ge85
        Whether it was.
    released
        For each size of :data:`BACKLOGS`: stated probability that it is done within the horizon, and whether it was.
    """

    pit: float
    crps: float
    in80: bool
    in90: bool
    promised85: float
    ge85: bool
    released: tuple[tuple[float, bool], ...]


def crps(ordered: FloatArray, outcome: float) -> float:
    """Return the CRPS of ascending samples, ``E|X - y| - E|X - X'|/2``.

    >>> crps(np.array([1.0, 3.0]), 2.0)
    0.5
    """
    count = ordered.size
    weights = 2.0 * np.arange(1, count + 1) - count - 1.0
    return float(np.abs(ordered - outcome).mean() - (weights @ ordered) / count**2)


def score(samples: FloatArray, outcome: float, *, tie_break: float, usual_total: float) -> Score:
    """Score one forecast.

    Parameters
    ----------
    samples
        ndarray of shape (n_samples,), the forecast.
    outcome
        What came.
    tie_break
        Uniform on [0, 1): where the outcome falls among equal samples.
    usual_total
        Mean sprint of the history times the horizon, the unit of the release sizes.
    """
    ordered = np.sort(samples)
    below, upto = np.searchsorted(ordered, outcome, "left"), np.searchsorted(ordered, outcome, "right")
    low90, low80, sure85, high80, high90 = (float(q) for q in np.quantile(ordered, (0.05, 0.10, 0.15, 0.90, 0.95)))
    sizes = [size * usual_total - TIE for size in BACKLOGS]
    return Score(
        pit=float(below + tie_break * (upto - below)) / ordered.size,
        crps=crps(ordered, outcome),
        in80=low80 - TIE <= outcome <= high80 + TIE,
        in90=low90 - TIE <= outcome <= high90 + TIE,
        promised85=sure85,
        ge85=outcome >= sure85 - TIE,
        released=tuple((float((samples >= size).mean()), outcome >= size) for size in sizes),
    )


def calibration_error(pits: Sequence[float]) -> float:
    """Return the mean distance of PIT frequencies from nominal at 5, 10, ... 95 %, as a share.

    One outcome at the median is never below 5 ... 45 % (gaps sum to 2.25) and always from 50 % up (2.75), over 19.

    >>> round(calibration_error([0.5]), 4) == round(5.0 / 19, 4)
    True
    """
    values = np.asarray(pits, dtype=np.float64)
    reached = (values[:, None] <= LEVELS + TIE).mean(axis=0)
    return float(np.abs(reached - LEVELS).mean())


def release_error(released: Sequence[tuple[float, bool]]) -> float:
    """Return how far stated and observed frequencies of "done within the horizon" are apart, as a share.

    The mean over six bins of the stated probability, weighted by the number of statements in each.
    """
    stated = np.array([probability for probability, _ in released])
    done = np.array([float(came) for _, came in released])
    bins = np.digitize(stated, RELIABILITY_EDGES)
    gaps = [np.abs(stated[bins == each].sum() - done[bins == each].sum()) for each in np.unique(bins)]
    return float(np.sum(gaps) / stated.size)
