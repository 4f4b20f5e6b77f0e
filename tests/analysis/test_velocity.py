"""The velocity model against a literal loop, its laws, and its edges."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.arrays import normal_slices, reached_rank, stratified_normals
from planner.analysis.velocity.local_level import DRIFTS, SIGMAS, fit, loadings_of
from planner.analysis.velocity.model import per_person_day, predict_total, simulate
from planner.domain.errors import InvalidValueError, MissingInputError

TEAM = (20.0, 22.0, 0.0, 25.0, 30.0, 12.0, 18.0, 21.0, 24.0, 20.0, 16.0, 28.0)
amounts = st.lists(st.floats(0, 500, allow_nan=False), min_size=1, max_size=30)


def literal_cells(history: tuple[float, ...]) -> tuple[dict[tuple[float, float], tuple[float, float, float]], float]:
    """Offset, prior and Kalman filter written out cell by cell: (sigma, r) -> (weight, M, P), and the offset."""
    n = len(history)
    shares = [0.5 ** ((n - i) / 2) for i in range(1, n + 1)]
    recent = sum(w * x for w, x in zip(shares, history, strict=True)) / sum(shares)
    offset = 0.8 * max(recent, sum(history) / n / 4, 0.5)
    logs = [math.log(x + offset) for x in history]
    cells = {}
    for sigma in (0.10, 0.15, 0.22, 0.32, 0.45, 0.62, 0.85, 1.15):
        for r in (0.0, 0.01, 0.03, 0.08, 0.18, 0.35, 0.70):
            score = -0.5 * (math.log(sigma / 0.40) / 0.8) ** 2 - 0.5 * (math.log(max(r, 0.003) / 0.10) / 1.5) ** 2
            mean, var = logs[0], sigma**2
            for z in logs[1:]:
                var += r * sigma**2
                total = var + sigma**2
                score += -0.5 * (math.log(total) + (z - mean) ** 2 / total)
                gain = var / total
                mean += gain * (z - mean)
                var *= 1 - gain
            cells[sigma, r] = (math.exp(score), mean, var)
    whole = sum(weight for weight, _, _ in cells.values())
    return {key: (weight / whole, mean, var) for key, (weight, mean, var) in cells.items()}, offset


def literal_futures(
    history: tuple[float, ...], sprints: int, trials: int, *, commitment: float | None = None
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """One future after the other, one sprint after the other, with plain draws."""
    rng = np.random.default_rng(11)
    cells, offset = literal_cells(history)
    keys = list(cells)
    picks = rng.choice(len(keys), size=trials, p=[cells[key][0] for key in keys])
    normals = rng.standard_normal((trials, 1 + 2 * sprints)).tolist()
    cap = math.log(8 * max(*history, 1.0) + offset)
    out = np.empty((sprints, trials))
    for trial, (pick, draws) in enumerate(zip(picks, normals, strict=True)):
        sigma, r = keys[pick]
        _, mean, var = cells[sigma, r]
        level = mean + math.sqrt(var) * draws[0]
        for k in range(sprints):
            level += math.sqrt(r) * sigma * draws[1 + 2 * k]
            seen = level
            if commitment is not None and k == 0:
                seen += 0.4 * (math.log(commitment + offset) - level)
            out[k, trial] = max(0.0, math.exp(min(seen + sigma * draws[2 + 2 * k], cap)) - offset)
    return out


@pytest.mark.parametrize("history", [(20.0,), (20.0, 35.0), (0.0, 0.0, 3.0), TEAM])
def test_every_cell_gets_the_weight_level_and_variance_of_the_literal_filter(history: tuple[float, ...]) -> None:
    cells, offset = literal_cells(history)
    found = fit(history)
    assert found.offset == pytest.approx(offset)
    for row, r in enumerate(DRIFTS):
        for column, sigma in enumerate(SIGMAS):
            weight, mean, var = cells[sigma, r]
            assert found.weights[row, column] == pytest.approx(weight, rel=1e-9)
            assert found.levels[row] == pytest.approx(mean)
            assert found.variances[row] * sigma**2 == pytest.approx(var)


@pytest.mark.parametrize("history", [(20.0,), (20.0, 35.0), TEAM])
def test_fast_futures_have_the_quantiles_of_the_literal_loop(history: tuple[float, ...]) -> None:
    sprints, trials = 6, 40_000
    slow = literal_futures(history, sprints, trials)
    fast = simulate(history, sprints=sprints, trials=trials, seed=5).completed
    for upto in (1, 3, 6):
        expected = np.sort(slow[:upto].sum(axis=0))
        got = fast[:upto].sum(axis=0)
        for share in (0.05, 0.15, 0.5, 0.85, 0.95):
            # At 40,000 draws the share below a quantile has a standard error of at most .0025 on either side.
            # A sprint can end with exactly nothing done, so the share is bracketed from both sides.
            quantile = np.quantile(expected, share)
            assert float((got < quantile).mean()) <= share + 0.01
            assert float((got <= quantile).mean()) >= share - 0.01


def test_sprints_of_one_future_hang_together_as_in_the_literal_loop() -> None:
    slow = np.log(literal_futures(TEAM, 4, 40_000) + 10.0)
    fast = np.log(simulate(TEAM, sprints=4, trials=40_000, seed=2).completed + 10.0)
    assert np.corrcoef(fast) == pytest.approx(np.corrcoef(slow), abs=0.025)


def test_a_commitment_pulls_the_next_sprint_only_and_as_far_as_the_page_says() -> None:
    slow = literal_futures(TEAM, 3, 40_000, commitment=60.0)
    fast = simulate(TEAM, sprints=3, trials=40_000, seed=3, plan_commitment=60.0).completed
    for share in (0.15, 0.5, 0.85):
        assert float((fast[0] <= np.quantile(slow[0], share)).mean()) == pytest.approx(share, abs=0.01)
        assert float((fast[2] <= np.quantile(slow[2], share)).mean()) == pytest.approx(share, abs=0.01)
    assert np.corrcoef(np.log(fast + 10)) == pytest.approx(np.corrcoef(np.log(slow + 10)), abs=0.025)


@pytest.mark.parametrize("pull", [0.0, 0.4])
def test_the_drawn_sprints_have_the_covariance_of_level_plus_noise(pull: float) -> None:
    # Cov(y_i, y_j) = w_i w_j (P + r min(i, j)) and 1 more on the diagonal; w is 1 - pull in the first sprint.
    weight = np.array([1 - pull, 1, 1, 1])
    steps = np.minimum.outer(np.arange(1, 5), np.arange(1, 5))
    expected = np.outer(weight, weight) * (0.5 + 0.18 * steps) + np.eye(4)
    found = loadings_of(0.5, 0.18, pull, 4)
    assert found @ found.T == pytest.approx(expected)
    lengths = (found**2).sum(axis=0)
    assert (np.diff(lengths) <= 1e-12).all()  # the widest axis first


def test_a_commitment_is_read_at_the_capacity_of_its_sprint() -> None:
    # Half the people and half the commitment: half of everything.
    full = simulate(TEAM, sprints=1, trials=2000, plan_commitment=30.0).completed
    half = simulate(TEAM, sprints=1, trials=2000, plan_commitment=15.0, capacity_factors=[0.5]).completed
    assert half == pytest.approx(full / 2, rel=1e-5)


@pytest.mark.parametrize("commitment", [None, 0.0, -3.0])
def test_no_commitment_means_no_pull(commitment: float | None) -> None:
    plain = simulate(TEAM, sprints=2, trials=500)
    assert (simulate(TEAM, sprints=2, trials=500, plan_commitment=commitment).completed == plain.completed).all()


def test_nobody_available_means_nothing_done() -> None:
    futures = simulate(TEAM, sprints=2, trials=500, capacity_factors=[0.0, 1.0], plan_commitment=20.0)
    assert futures.completed[0].max() == 0
    assert np.median(futures.completed[1]) > 10


def test_by_products_of_a_single_sprint_are_those_of_the_prior() -> None:
    # With one sprint nothing is learned: the weights are the prior, and the memory is that one sprint.
    futures = simulate([20.0], sprints=1, trials=500)
    weights = {}
    for sigma in SIGMAS:
        for r in DRIFTS:
            exponent = (math.log(sigma / 0.40) / 0.8) ** 2 + (math.log(max(r, 0.003) / 0.10) / 1.5) ** 2
            weights[sigma, r] = math.exp(-0.5 * exponent)
    whole = sum(weights.values())
    noise = 1.8 * sum(w * sigma for (sigma, _), w in weights.items()) / whole
    drift = 1.8 * sum(w * sigma * math.sqrt(r) for (sigma, r), w in weights.items()) / whole
    assert futures.relative_noise == pytest.approx(noise)
    assert futures.drift == pytest.approx(drift)
    assert futures.memory_sprints == pytest.approx(1.0)
    assert futures.warnings == ("few-sprints",)


def test_a_long_history_is_remembered_for_about_six_sprints_at_drift_a_tenth() -> None:
    # Steady gain K at r = .08: p = (.08 + sqrt(.08^2 + .32)) / 2 = .3257, K = p/(1+p) = .2457, (2-K)/K = 7.14;
    # at r = .18: p = .5237, K = .3437, (2-K)/K = 4.82. The page's r = .1 (6.4) lies between.
    memories = dict(zip(DRIFTS, fit([20.0 + i % 5 for i in range(80)]).memories, strict=True))
    assert memories[0.08] == pytest.approx(7.14, abs=0.01)
    assert memories[0.18] == pytest.approx(4.82, abs=0.01)
    assert memories[0.0] == pytest.approx(80)


def test_fewer_sprints_give_a_wider_range_and_a_warning() -> None:
    widths = []
    for n in (1, 2, 12):
        low, high = np.quantile(simulate(TEAM[-n:], sprints=3, trials=4000).completed.sum(axis=0), [0.1, 0.9])
        widths.append(high / max(low, 1.0))
    assert all(wide > narrow for wide, narrow in pairwise(widths))
    assert simulate(TEAM[:2], sprints=1, trials=300).warnings == ("few-sprints",)
    assert simulate(TEAM[:4], sprints=1, trials=300).warnings == ("short-history",)
    assert simulate(TEAM, sprints=1, trials=300).warnings == ()


def test_a_history_of_nothing_says_so_and_stays_near_nothing() -> None:
    futures = simulate([0.0] * 6, sprints=3, trials=4000)
    assert futures.warnings == ("all-zero",)
    assert float(np.median(futures.completed)) < 0.5


def test_the_same_seed_gives_the_same_futures_and_another_seed_others() -> None:
    first = simulate(TEAM, sprints=3, trials=700, seed=4).completed
    assert (first == simulate(TEAM, sprints=3, trials=700, seed=4).completed).all()
    assert (first != simulate(TEAM, sprints=3, trials=700, seed=5).completed).any()


def test_totals_are_the_row_sums_of_one_generator() -> None:
    total = predict_total(np.array(TEAM), 6, 5000, np.random.default_rng(3))
    assert total.shape == (5000,)
    futures = simulate(TEAM, sprints=6, trials=5000, seed=9)
    shares = [0.1, 0.5, 0.9]
    assert np.quantile(total, shares) == pytest.approx(np.quantile(futures.completed.sum(axis=0), shares), rel=0.04)


def test_futures_cumulate_scale_and_give_percentiles() -> None:
    futures = simulate(TEAM, sprints=3, trials=1000)
    assert futures.cumulative()[2] == pytest.approx(futures.completed.sum(axis=0), rel=1e-5)
    halved = futures.scaled([1.0, 0.5, 0.5])
    assert halved.completed[1] == pytest.approx(futures.completed[1] / 2)
    assert futures.percentiles([0.5])[0, 1] == pytest.approx(2 * halved.percentiles([0.5])[0, 1], rel=1e-6)
    assert (futures.trials, futures.sprints) == (1000, 3)


def test_an_empty_history_asks_for_a_velocity() -> None:
    with pytest.raises(MissingInputError) as caught:
        simulate([], sprints=3)
    assert caught.value.what == "velocity"


@pytest.mark.parametrize("history", [[-1.0], [float("nan")], [3.0, float("inf")], [1e300]])
def test_an_impossible_history_is_refused(history: list[float]) -> None:
    with pytest.raises(InvalidValueError):
        predict_total(history, 1, 10, np.random.default_rng(1))


@pytest.mark.parametrize("factors", [[1.0], [1.0, -0.1], [1.0, float("nan")]])
def test_impossible_capacity_factors_are_refused(factors: list[float]) -> None:
    with pytest.raises(InvalidValueError):
        simulate(TEAM, sprints=2, capacity_factors=factors)


@pytest.mark.parametrize(("sprints", "trials"), [(0, 10), (1, 0)])
def test_an_empty_simulation_is_refused(sprints: int, trials: int) -> None:
    with pytest.raises(InvalidValueError):
        simulate(TEAM, sprints=sprints, trials=trials)


@settings(max_examples=settings().max_examples // 3)
@given(history=amounts, sprints=st.integers(1, 8), trials=st.integers(1, 400))
def test_no_future_is_negative_infinite_or_beyond_eight_times_the_best_sprint(
    history: list[float], sprints: int, trials: int
) -> None:
    completed = simulate(history, sprints=sprints, trials=trials).completed
    assert completed.shape == (sprints, trials)
    assert completed.dtype == np.float32
    assert (completed >= 0).all()
    assert completed.max() <= 8 * max(*history, 1.0) * (1 + 1e-4) + 1e-3


def test_past_leave_is_taken_out_before_future_leave_is_put_in() -> None:
    # 20 with 50 days and 10 with 25: both .4 per day; usual is 37.5 days, so 15 each; 75 coming days are a factor 2.
    known = per_person_day([20.0, 10.0], past_pd=[50.0, 25.0], coming_pd=[75.0, 0.0])
    assert known.history.tolist() == [15.0, 15.0]
    assert known.factors.tolist() == [2.0, 0.0]
    assert known.usual_pd == pytest.approx(37.5)
    assert known.warnings == ()


def test_the_same_availability_throughout_changes_nothing() -> None:
    known = per_person_day(TEAM, past_pd=[56.0] * len(TEAM), coming_pd=[56.0, 56.0])
    assert known.history == pytest.approx(np.array(TEAM))
    assert known.factors == pytest.approx(np.ones(2))


@pytest.mark.parametrize("past", [None, [50.0, float("nan")], [50.0, 0.0]])
def test_unknown_past_availability_keeps_raw_velocity_and_says_so(past: list[float] | None) -> None:
    raw = per_person_day([20.0, 10.0], past_pd=past, coming_pd=[10.0])
    assert raw.history.tolist() == [20.0, 10.0]
    assert raw.factors.tolist() == [1.0]
    assert raw.warnings == ("raw-velocity",)


def test_availability_of_other_sprints_than_the_history_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        per_person_day([20.0, 10.0], past_pd=[50.0], coming_pd=[10.0])


def test_stratified_normals_have_the_right_spread_in_every_run() -> None:
    for seed in range(5):
        drawn = stratified_normals(1000, np.random.default_rng(seed))[0]
        assert float(drawn.mean()) == pytest.approx(0, abs=1e-4)
        assert float(drawn.std()) == pytest.approx(1, abs=0.002)
    assert float(np.std([stratified_normals(1, np.random.default_rng(s))[0, 0] for s in range(500)])) > 0.9


def test_the_middle_slice_of_an_odd_number_is_zero() -> None:
    assert normal_slices(3)[1] == 0


def test_a_share_of_futures_is_reached_by_the_first_count_that_covers_it() -> None:
    # .85 of 10 is 8.5: nine futures; .7 of 10 is exactly seven although .7 * 10 is 7.000000000000001 for some shares.
    assert reached_rank(0.85, 10) == 9
    assert reached_rank(0.7, 10) == 7
    assert reached_rank(1.0, 10) == 10
