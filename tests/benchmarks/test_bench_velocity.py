"""P6: the velocity forecast against the plain form of the same model, and the dates of 500 ranked items against it.

Run with ``python -m pytest tests/benchmarks -s``; both sides run in the same minute, only their ratio is judged.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from planner.analysis.arrays import FloatArray
from planner.analysis.forecast.from_futures import SprintWindow, WorkingDays, item_dates
from planner.analysis.velocity.local_level import DRIFTS, SIGMAS
from planner.analysis.velocity.model import simulate

TEAM = np.array([20.0, 22, 19, 25, 30, 12, 18, 21, 24, 20, 16, 28])
TRIALS, SPRINTS = 10_000, 12


def plain_form(history: FloatArray, sprints: int, trials: int, rng: np.random.Generator) -> FloatArray:
    """Return futures of shape (trials, sprints), written straight from the model's description in double precision."""
    count = history.size
    weight = 0.5 ** ((count - np.arange(1, count + 1)) / 2)
    offset = 0.8 * max(float((weight * history).sum() / weight.sum()), float(history.mean()) / 4, 0.5)
    logs = np.log(history + offset)
    sigma, drift = (each.ravel() for each in np.meshgrid(np.array(SIGMAS), np.array(DRIFTS)))
    score = -0.5 * (np.log(sigma / 0.4) / 0.8) ** 2 - 0.5 * (np.log(np.maximum(drift, 0.003) / 0.1) / 1.5) ** 2
    level, variance = np.full(sigma.size, logs[0]), sigma**2
    for seen in logs[1:]:
        variance = variance + drift * sigma**2
        spread = variance + sigma**2
        score += -0.5 * (np.log(spread) + (seen - level) ** 2 / spread)
        gain = variance / spread
        level = level + gain * (seen - level)
        variance = variance * (1 - gain)
    weights = np.exp(score - score.max())
    cell = rng.choice(sigma.size, size=trials, p=weights / weights.sum())
    noise = sigma[cell][:, None]
    start = level[cell] + np.sqrt(variance[cell]) * rng.standard_normal(trials)
    steps = np.sqrt(drift[cell])[:, None] * noise * rng.standard_normal((trials, sprints))
    seen = start[:, None] + np.cumsum(steps, axis=1) + noise * rng.standard_normal((trials, sprints))
    cap = np.log(8 * max(float(history.max()), 1.0) + offset)
    return np.asarray(np.maximum(0.0, np.exp(np.minimum(seen, cap)) - offset))


def median_ms(action: Callable[[], object], repeats: int = 30) -> float:
    """Return the median time of ``action`` in milliseconds, after one call that fills caches."""
    action()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times))


def calendar(sprints: int) -> WorkingDays:
    """Return two-week sprints of ten working days."""
    windows = []
    for number in range(sprints):
        start = date(2025, 3, 3) + timedelta(weeks=2 * number)
        worked = tuple(start + timedelta(days=offset) for offset in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11))
        windows.append(SprintWindow(f"S{number + 1}", start, start + timedelta(weeks=2), worked))
    return WorkingDays(tuple(windows))


def test_fast_futures_cost_at_most_six_tenths_of_the_plain_form() -> None:
    rng = np.random.default_rng(1)
    fast = median_ms(lambda: simulate(TEAM, sprints=SPRINTS, trials=TRIALS, seed=3))
    plain = median_ms(lambda: plain_form(TEAM, SPRINTS, TRIALS, rng))
    print(f"\n10k x 12: fast {fast:.2f} ms, plain {plain:.2f} ms, ratio {fast / plain:.2f} (gate 0.60)")
    for trials in (1000, 10_000, 100_000):
        grown = median_ms(lambda trials=trials: simulate(TEAM, sprints=SPRINTS, trials=trials, seed=3), 10)  # type: ignore[misc]
        print(f"  {trials:>7} futures: {grown:.2f} ms")
    assert fast / plain <= 0.6


def test_fast_futures_are_no_less_exact_than_the_plain_form() -> None:
    rng = np.random.default_rng(2)
    pieces = [(np.cumsum(plain_form(TEAM, SPRINTS, 100_000, rng), axis=1) >= 200).mean(axis=0) for _ in range(20)]
    truth = np.mean(pieces, axis=0)
    plain, fast = [], []
    for seed in range(60):
        plain.append((np.cumsum(plain_form(TEAM, SPRINTS, TRIALS, rng), axis=1) >= 200).mean(axis=0) - truth)
        futures = simulate(TEAM, sprints=SPRINTS, trials=TRIALS, seed=seed)
        fast.append((futures.cumulative() >= 200).mean(axis=1) - truth)
    errors = [float(np.sqrt(np.mean(np.square(each)))) for each in (fast, plain)]
    print(f"\nerror of P(done by k): fast {errors[0]:.4f}, plain {errors[1]:.4f} (gate: no larger)")
    assert errors[0] <= errors[1]


def test_dates_of_500_items_cost_at_most_five_simulations() -> None:
    days, sizes = calendar(SPRINTS), np.random.default_rng(3).choice([1.0, 2, 3, 5, 8], 500) * 0.15
    futures = simulate(TEAM, sprints=SPRINTS, trials=TRIALS, seed=3)
    fast = median_ms(lambda: simulate(TEAM, sprints=SPRINTS, trials=TRIALS, seed=3))
    dates = median_ms(lambda: item_dates(futures, days, sizes))
    print(f"\n500 items: {dates:.2f} ms, simulation {fast:.2f} ms, ratio {dates / fast:.2f} (gate 5)")
    for items in (1000, 10_000, 100_000):
        many = np.full(items, 200.0 / items)
        print(f"  {items:>7} items: {median_ms(lambda many=many: item_dates(futures, days, many), 5):.2f} ms")  # type: ignore[misc]
    assert dates / fast <= 5
