"""Break-even, two phases, best ranges, money and the tornado."""

from itertools import pairwise

import numpy as np
import pytest

from planner.analysis.debt.policy import (
    NEVER,
    best_reserve,
    break_even,
    cost_of_failure,
    delay_cost,
    failed_change_cost,
    interest_cost,
    net_features,
    tornado,
    two_phase,
)
from planner.analysis.debt.projection import DebtParameters, project
from planner.analysis.debt.spreads import Spreads
from planner.domain.errors import InvalidValueError

DEMO = DebtParameters()


@pytest.mark.parametrize(
    ("high", "low", "velocity", "cumulative"),
    [(0.10, 0, 14, 29), (0.20, 0, 18, 39), (0.25, 0, 22, 37), (0.30, 0, 20, 35), (0.25, 0.10, 27, 44)],
)
def test_break_even_has_two_sprints(high: float, low: float, velocity: int, cumulative: int) -> None:
    found = break_even(DEMO, high=high, low=low)
    assert (found.velocity_sprint, found.cumulative_sprint) == (velocity, cumulative)
    assert (found.high, found.low) == (high, low)


@pytest.mark.parametrize(("sprints_of_debt", "expected"), [(1, 13), (3, 37), (12, 146)])
def test_break_even_grows_with_the_debt_that_causes_the_same_waste(sprints_of_debt: int, expected: int) -> None:
    team = DEMO.with_values(D0=sprints_of_debt * 56)
    assert break_even(team, high=0.25, low=0.0).cumulative_sprint == expected


def test_a_reserve_that_never_pays_says_never() -> None:
    found = break_even(DEMO.with_values(w0=0), high=0.25, low=0.0, horizon=20, release=False)
    assert (found.velocity_sprint, found.cumulative_sprint) == (NEVER, NEVER)


def test_two_phases_pay_down_in_ten_sprints_and_then_hold() -> None:
    found = two_phase(DEMO, reserve=0.30, goal=84, horizon=52)
    assert found.pay_down_sprints == 10
    assert found.hold == pytest.approx(0.1276, abs=5e-5)
    assert found.projection.V[-1] == pytest.approx(35.0881, abs=5e-5)
    assert float(found.projection.V.sum()) == pytest.approx(1716.5140, abs=5e-5)
    assert found.projection.D[10:] == pytest.approx(np.full(43, found.projection.D[10]))


def test_a_goal_beyond_the_horizon_keeps_the_high_reserve() -> None:
    found = two_phase(DEMO, reserve=0.30, goal=84, horizon=5)
    assert (found.pay_down_sprints, found.hold) == (5, 0.30)


def test_a_margin_keeps_paying_down_slowly() -> None:
    path = two_phase(DEMO, reserve=0.30, goal=84, horizon=30, margin=0.02).projection
    assert all(later < sooner for sooner, later in pairwise(path.D[10:].tolist()))


@pytest.mark.parametrize(
    ("reserve", "net"), [(0, 1264.9121), (0.10, 1605.8007), (0.20, 1819.5633), (0.25, 1858.3949), (0.30, 1875.8676)]
)
def test_debt_left_behind_is_priced_at_todays_rate(reserve: float, net: float) -> None:
    assert float(net_features(DEMO, project(DEMO, reserve, 52))) == pytest.approx(net, abs=5e-5)


def test_within_one_year_features_alone_favour_little_reserve_and_net_favours_much() -> None:
    found = best_reserve(DEMO, horizon=26)
    assert found.features.low == 0
    assert found.features.high < 0.2
    assert found.net.low > 0.2
    # The ends of the range are the last grid points whose sum is at least 99 % of the best.
    assert float(project(DEMO, found.features.high, 26).V.sum()) >= 0.99 * found.features.best
    assert float(project(DEMO, found.features.high + 0.005, 26).V.sum()) < 0.99 * found.features.best


def test_interest_in_money() -> None:
    # Reserve .2: F = .6 x 56 = 33.6, interest .23 x 33.6 = 7.728 pd; x 600 x 6.5 = 30,139.20 a quarter.
    interest = float(project(DEMO, 0.2, 1).I[0])
    cost = interest_cost(interest, cost_per_pd=600)
    assert interest == pytest.approx(7.7280, abs=5e-5)
    assert [cost.per_sprint, cost.per_quarter] == pytest.approx([4636.80, 30_139.20])
    with pytest.raises(InvalidValueError):
        interest_cost(1.0, cost_per_pd=-1)


def test_slow_and_failed_deployments_in_money() -> None:
    # 20 features x 300 x 2 weeks; a failure: 4 h x 500 + 2 pd x 600 = 3,200, of 30 deployments 10 % fail.
    assert delay_cost(20, value_per_pd_week=300, weeks=2) == 12_000
    failure = cost_of_failure(hours_to_restore=4, cost_per_hour=500, rework_pd=2, cost_per_pd=600)
    assert failed_change_cost(deployments=30, failure_rate=0.1, cost_per_failure=failure) == pytest.approx(9600)


def test_the_tornado_starts_with_the_parameter_that_matters_most() -> None:
    swings = tornado(DEMO)
    widths = [swing.width for swing in swings]
    assert widths == sorted(widths, reverse=True)
    assert {swing.name for swing in swings} == {"D0", "w0", "eps", "g", "c", "tau", "u"}
    assert {swing.name for swing in swings[:3]} == {"D0", "w0", "eps"}
    dear = next(swing for swing in swings if swing.name == "D0")
    # D0 is lognormal with spread .30: P10 = 168 e^(-1.2816 x .3) = 114.38, P90 = 246.76.
    assert [dear.low_value, dear.high_value] == pytest.approx([114.38, 246.76], abs=5e-3)
    assert dear.low_gain > dear.high_gain


def test_a_known_parameter_has_no_swing() -> None:
    swings = tornado(DEMO.with_values(c=0), spreads=Spreads(g=0))
    assert {swing.name for swing in swings} == {"D0", "w0", "eps", "tau", "u"}
