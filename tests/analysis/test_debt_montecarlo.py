"""The randomised debt model against worked percentiles, a literal loop and its limits."""

import numpy as np
import pytest

from planner.analysis.arrays import quantiles
from planner.analysis.debt.montecarlo import monte_carlo
from planner.analysis.debt.projection import DebtParameters, project_many
from planner.analysis.debt.spreads import Spreads, beta_quantiles, shape_of
from planner.domain.errors import InvalidValueError

DEMO = DebtParameters()
CERTAIN = Spreads(g=0, eps=0, w0=0, D0=0, c=0, tau=0, u=0, u_sprint=0)


def test_worked_percentiles_and_odds() -> None:
    futures = monte_carlo(DEMO, [0.0, 0.10, 0.25], 52, trials=4000, seed=1)
    last = quantiles(futures.velocity)[:, :, 25]
    assert last[:, 0] == pytest.approx([19.17, 28.00, 39.78], rel=0.02)
    assert last[:, 2] == pytest.approx([21.51, 31.98, 45.81], rel=0.02)
    quarter, tenth = futures.probability_ahead(2, 0), futures.probability_ahead(1, 0)
    assert list(quarter.values()) == pytest.approx([0.03, 0.25, 0.51, 0.69], abs=0.02)
    assert list(tenth.values()) == pytest.approx([0.08, 0.38, 0.63, 0.78], abs=0.02)
    assert (futures.trials, futures.seed) == (4000, 1)


def literal_velocity(reserve: float, horizon: int, trials: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Velocity of the last sprint, drawn path by path with the distributions of the standard generator."""
    rng = np.random.default_rng(5)
    found = np.empty(trials)
    for path in range(trials):
        g, eps = 0.15 * np.exp(0.5 * rng.standard_normal()), min(1.25, 0.75 * np.exp(0.25 * rng.standard_normal()))
        w0, c = rng.beta(*shape_of(0.23, 0.08)), rng.beta(*shape_of(0.25, 0.15))
        debt, tau = 168 * np.exp(0.3 * rng.standard_normal()), np.clip(2 * np.exp(0.35 * rng.standard_normal()), 1, 7.2)
        mean, x = rng.beta(*shape_of(0.20, 0.05)), w0 / (1 - w0)
        half = debt / x
        for _ in range(horizon):
            k = 1 - rng.beta(*shape_of(mean, 0.07))
            effort = min(reserve, k) * 56
            repaid = min(eps * effort, debt)
            features = k * 56 - repaid / eps
            delivered = features / (1 + x)
            added = g * (delivered + c * (features - delivered))
            x = x * (1 - repaid / debt) ** tau + added / half
            debt = debt - repaid + added
            found[path] = delivered * np.exp(0.2 * rng.standard_normal() - 0.02)
    return found


def test_blocks_agree_with_a_literal_loop() -> None:
    slow = literal_velocity(0.25, 12, 6000)
    fast = monte_carlo(DEMO, [0.25], 12, trials=20_000, seed=3).velocity[0, -1]
    for share in (0.1, 0.5, 0.9):
        # Standard error of a share at 6,000 paths is at most .0065.
        assert float((fast <= np.quantile(slow, share)).mean()) == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize("trials", [100, 5000])
def test_without_ignorance_and_noise_every_path_is_the_projection(trials: int) -> None:
    still = DEMO.with_values(sigma_v=0, b=0.4)
    futures = monte_carlo(still, [0.0, 0.25, 0.9], 30, trials=trials, spreads=CERTAIN)
    exact = project_many(still, [0.0, 0.25, 0.9], 30)
    assert futures.velocity[:, :, -1] == pytest.approx(exact.V, rel=1e-3)
    assert futures.principal[:, :, 0] == pytest.approx(exact.D[:, 1:], rel=1e-3, abs=1e-3)
    assert futures.waste[:, :, trials // 2] == pytest.approx(exact.waste, abs=1e-4)
    assert futures.cumulative()[:, -1, 0] == pytest.approx(exact.V.sum(axis=1), rel=1e-3)


def test_every_reserve_meets_the_same_luck() -> None:
    futures = monte_carlo(DEMO, [0.25, 0.25], 10, trials=500)
    assert (futures.velocity[0] == futures.velocity[1]).all()
    assert futures.probability_ahead(0, 1, (5, 10, 13)) == {5: 0.0, 10: 0.0}


def test_a_reserve_may_change_from_sprint_to_sprint() -> None:
    futures = monte_carlo(DEMO, [[0.3, 0.0], [0.0, 0.3]], 2, trials=400)
    assert futures.velocity[0, 0].mean() < futures.velocity[1, 0].mean()
    assert futures.reserves.shape == (2, 2)


def test_the_same_seed_repeats_itself() -> None:
    first, second, other = (monte_carlo(DEMO, [0.2], 5, trials=300, seed=seed).velocity for seed in (7, 7, 8))
    assert (first == second).all()
    assert (first != other).any()


def test_more_reserve_leaves_less_debt_in_every_path() -> None:
    futures = monte_carlo(DEMO, [0.0, 0.1, 0.2], 26, trials=2000)
    end = futures.principal[:, -1]
    assert (end[1] <= end[0]).all()
    assert (end[2] <= end[1] + 12).all()  # 12 pd is one sprint's new debt on the worst path


def test_a_team_without_debt_stays_without_trouble() -> None:
    clean = DEMO.with_values(D0=0, w0=0, g=0)
    futures = monte_carlo(clean, [0.25], 5, trials=300)
    assert np.isfinite(futures.velocity).all()
    assert futures.principal.max() == 0


def test_a_share_has_the_mean_and_spread_asked_for() -> None:
    values = beta_quantiles(0.25, 0.15)
    assert float(values.mean()) == pytest.approx(0.25, abs=5e-4)
    assert float(values.std()) == pytest.approx(0.15, abs=5e-4)
    assert (beta_quantiles(0.0, 0.15) == 0).all()
    assert (beta_quantiles(0.3, 0.0) == 0.3).all()


def test_a_spread_too_wide_for_its_mean_is_narrowed() -> None:
    # Seven tenths of the .02 to the nearer end are .014.
    assert float(beta_quantiles(0.02, 0.5).std()) == pytest.approx(0.014, abs=2e-4)
    assert float(beta_quantiles(0.98, 0.5).std()) == pytest.approx(0.014, abs=2e-4)


def test_impossible_settings_are_refused() -> None:
    with pytest.raises(InvalidValueError):
        monte_carlo(DEMO, [0.2], 5, trials=0)
    with pytest.raises(InvalidValueError):
        Spreads(g=-1)


def test_percentiles_lie_between_ranks() -> None:
    paths = np.array([[4, 1, 3, 2]], dtype=np.float32)
    # Ranks of 1, 2, 3, 4 at .1, .5, .9: 0.3, 1.5, 2.7.
    assert quantiles(paths)[:, 0] == pytest.approx([1.3, 2.5, 3.7])
