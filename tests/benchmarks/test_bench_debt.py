"""P7's numeric part: five reserves through 26 sprints and 4,000 paths, against a plain double-precision form."""

import time
from collections.abc import Callable

import numpy as np

from planner.analysis.arrays import FloatArray, quantiles
from planner.analysis.debt.montecarlo import monte_carlo
from planner.analysis.debt.projection import DebtParameters
from planner.analysis.debt.spreads import shape_of

RESERVES, SPRINTS, TRIALS = (0.0, 0.1, 0.2, 0.25, 0.3), 26, 4000


def plain_form(trials: int, rng: np.random.Generator) -> FloatArray:
    """Return velocity of shape (n_reserves, n_sprints, trials), one array operation after the other."""

    def share(mean: float, spread: float) -> FloatArray:
        return rng.beta(*shape_of(mean, spread), size=trials)

    g, eps = 0.15 * np.exp(0.5 * rng.standard_normal(trials)), 0.75 * np.exp(0.25 * rng.standard_normal(trials))
    eps, tau = np.minimum(eps, 1.25), np.clip(2 * np.exp(0.35 * rng.standard_normal(trials)), 1, 7.2)
    w0, c, mean = share(0.23, 0.08), share(0.25, 0.15), share(0.20, 0.05)
    start = 168 * np.exp(0.3 * rng.standard_normal(trials))
    spread = np.minimum(0.07, 0.7 * np.minimum(mean, 1 - mean))
    total = mean * (1 - mean) / spread**2 - 1
    left = 1 - rng.beta(mean * total, (1 - mean) * total, size=(SPRINTS, trials))
    noise = np.exp(0.2 * rng.standard_normal((SPRINTS, trials)) - 0.02)
    found = np.empty((len(RESERVES), SPRINTS, trials))
    for row, reserve in enumerate(RESERVES):
        debt, drag = start.copy(), w0 / (1 - w0)
        half = debt / drag
        for sprint in range(SPRINTS):
            repaid = np.minimum(eps * np.minimum(reserve, left[sprint]) * 56, debt)
            features = left[sprint] * 56 - repaid / eps
            delivered = features / (1 + drag)
            added = g * (delivered + c * (features - delivered))
            drag = drag * (1 - repaid / debt) ** tau + added / half
            debt = debt - repaid + added
            found[row, sprint] = delivered * noise[sprint]
    return found


def median_ms(action: Callable[[], object], repeats: int = 15) -> float:
    """Return the median time of ``action`` in milliseconds, after one call that fills caches."""
    action()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times))


def test_a_moved_slider_is_answered_from_blocks() -> None:
    team, rng = DebtParameters(), np.random.default_rng(1)
    fast = median_ms(lambda: quantiles(monte_carlo(team, RESERVES, SPRINTS, trials=TRIALS).velocity))
    plain = median_ms(lambda: np.quantile(plain_form(TRIALS, rng), (0.1, 0.5, 0.9), axis=2))
    print(f"\n5 x 26 x 4,000 with percentiles: {fast:.1f} ms, plain {plain:.1f} ms, ratio {fast / plain:.2f}")
    for trials in (1000, 10_000, 100_000):
        grown = median_ms(lambda trials=trials: monte_carlo(team, RESERVES, SPRINTS, trials=trials), 3)  # type: ignore[misc]
        print(f"  {trials:>7} paths: {grown:.1f} ms")
    assert fast / plain <= 0.6
