"""The debt model against hand-worked sprints, closed forms and its laws."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.analysis.debt.projection import (
    Basis,
    DebtParameters,
    hold_reserve,
    implied_injection,
    marginal_payback,
    project,
    project_many,
    relative_velocity,
    steady_state,
    thresholds,
)
from planner.domain.errors import InvalidValueError, UnknownReferenceError

SMALL = DebtParameters(C=50, u=0.2, r=0.2, g=0.2, eps=0.8, w0=0.2, D0=100, c=0, tau=1)
DEMO = DebtParameters()

teams = st.builds(
    DebtParameters,
    C=st.floats(5, 500),
    u=st.floats(0, 0.4),
    l=st.floats(0, 0.2),
    w0=st.floats(0.01, 0.6),
    D0=st.floats(10, 2000),
    g=st.floats(0, 0.6),
    eps=st.floats(0.3, 1.25),
    c=st.floats(0, 1),
    tau=st.floats(1, 7),
    b=st.floats(0, 3),
)
shares = st.floats(0, 0.6)


def test_four_sprints_by_hand() -> None:
    # t = 1: R = 10, P = .8 x 10 = 8, F = .6 x 50 = 30, V = 30 / 1.25 = 24, I = 6, N = .2 x 24 = 4.8,
    # D' = 100 - 8 + 4.8 = 96.8, x' = .25 x .92 + 4.8/400 = .242; and so on.
    path = project(SMALL, 0.2, 4)
    assert pytest.approx([100, 96.8, 93.6309, 90.4928, 87.3859], abs=5e-5) == path.D
    assert path.x[:4] == pytest.approx([0.25, 0.2420, 0.2341, 0.2262], abs=5e-5)
    assert path.y[:4] == pytest.approx([0.8, 0.8052, 0.8103, 0.8155], abs=5e-5)
    assert pytest.approx([30, 30, 30, 30]) == path.F
    assert pytest.approx([24.0, 24.1546, 24.3097, 24.4652], abs=5e-5) == path.V
    assert pytest.approx([6.0, 5.8454, 5.6903, 5.5348], abs=5e-5) == path.I
    assert pytest.approx([8, 8, 8, 8]) == path.P
    assert pytest.approx([4.8, 4.8309, 4.8619, 4.8930], abs=5e-5) == path.N
    assert float(path.V.sum()) == pytest.approx(96.9294, abs=5e-5)
    assert path.waste[0] == pytest.approx(0.2)
    assert path.cumulative[-1] == pytest.approx(path.V.sum())
    assert [SMALL.D_half, SMALL.x0] == pytest.approx([400, 0.25])
    assert thresholds(SMALL).r_neutral == pytest.approx(0.16)


def test_four_sprints_without_reserve_by_hand() -> None:
    path = project(SMALL, 0.0, 4)
    assert pytest.approx([32.0, 31.5956, 31.2062, 30.8309], abs=5e-5) == path.V
    assert float(path.end_debt) == pytest.approx(125.1265, abs=5e-5)


def test_thresholds_of_the_demo_team() -> None:
    found = thresholds(DEMO)
    assert found.D_half == pytest.approx(562.4348, abs=5e-5)
    assert found.r_tip == pytest.approx(0.0381, abs=5e-5)
    assert found.r_neutral == pytest.approx(0.1333, abs=5e-5)
    assert found.r_hold == pytest.approx(0.1136, abs=5e-5)
    assert found.v_max == pytest.approx(37.3333, abs=5e-5)
    assert found.x0 == pytest.approx(0.2987, abs=5e-5)


def test_first_sprints_of_the_demo_team_at_a_quarter() -> None:
    path = project(DEMO, 0.25, 2)
    first = [path.F[0], path.V[0], path.I[0], path.P[0], path.N[0]]
    assert first == pytest.approx([30.8, 23.7160, 7.0840, 10.5, 3.8231], abs=5e-5)
    assert pytest.approx([168, 161.3230, 154.7078], abs=5e-5) == path.D
    assert path.x == pytest.approx([0.2987, 0.2693, 0.2423], abs=5e-5)


@pytest.mark.parametrize(
    ("reserve", "v1", "v13", "v26", "v52", "sum26", "sum52", "end52"),
    [
        (0.00, 34.4960, 31.6805, 29.2374, 25.5670, 823.6862, 1531.4886, 427.6525),
        (0.10, 30.1840, 31.4423, 32.0236, 32.1234, 814.9298, 1650.7124, 211.7451),
        (0.20, 25.8720, 29.9392, 31.8924, 37.0129, 770.1890, 1652.7974, 5.5657),
        (0.25, 23.7160, 28.6144, 30.4665, 37.0129, 731.1307, 1691.6290, 5.5657),
        (0.30, 21.5600, 26.8843, 37.0130, 37.0129, 746.7676, 1709.1017, 5.5657),
    ],
)
def test_a_year_or_two_of_the_demo_team(  # noqa: PLR0913 - one column of the worked table each
    reserve: float, v1: float, v13: float, v26: float, v52: float, sum26: float, sum52: float, end52: float
) -> None:
    path = project(DEMO, reserve, 52)
    assert path.V[[0, 12, 25, 51]] == pytest.approx([v1, v13, v26, v52], abs=5e-5)
    assert path.cumulative[[25, 51]] == pytest.approx([sum26, sum52], abs=5e-5)
    assert float(path.end_debt) == pytest.approx(end52, abs=5e-5)


def test_policies_side_by_side_equal_each_alone() -> None:
    many = project_many(DEMO, [0.0, 0.25], 12)
    assert many.V.shape == (2, 12)
    assert many.D.shape == (2, 13)
    assert many.D[1] == pytest.approx(project(DEMO, 0.25, 12).D)


def test_a_reserve_may_change_every_sprint() -> None:
    path = project(DEMO, [0.3, 0.0, 0.3], 3)
    assert path.P[1] == 0
    assert path.reserve.tolist() == [0.3, 0.0, 0.3]
    assert pytest.approx(project(DEMO, 0.2, 3).D) == project(DEMO, [0.2] * 3, 3).D


@pytest.mark.parametrize("reserve", [-0.1, 1.1, float("nan"), [0.2, 0.2], [[[0.2]]]])
def test_an_impossible_reserve_is_refused(reserve: object) -> None:
    with pytest.raises(InvalidValueError):
        project(DEMO, reserve, 3)  # type: ignore[arg-type]


def test_an_empty_horizon_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        project(DEMO, 0.2, 0)


@pytest.mark.parametrize("release", [True, False])
@given(team=teams, reserve=shares)
def test_every_hour_of_capacity_is_accounted_for(release: bool, team: DebtParameters, reserve: float) -> None:  # noqa: FBT001
    path = project(team, reserve, 20, release=release)
    spent = (team.u + team.l) * team.C + path.F + path.P / team.eps + path.slack
    assert spent == pytest.approx(np.full(20, team.C))
    assert (path.slack == 0).all() or not release


@given(team=teams, reserve=shares)
def test_debt_at_the_end_is_debt_at_the_start_plus_what_flowed(team: DebtParameters, reserve: float) -> None:
    path = project(team, reserve, 20)
    flowed = team.g * ((1 - team.c) * path.V.sum() + team.c * path.F.sum()) + 20 * team.b - path.P.sum()
    assert float(path.end_debt) - team.D0 == pytest.approx(flowed, abs=1e-6 * team.D0 + 1e-6)


policies = st.lists(shares, min_size=1, max_size=30)


@given(team=teams, policy=policies, release=st.booleans())
def test_both_identities_hold_for_any_policy(team: DebtParameters, policy: list[float], release: bool) -> None:  # noqa: FBT001
    path = project(team, policy, len(policy), release=release)
    whole = team.u * team.C + team.l * team.C + path.F + path.P / team.eps + path.slack
    assert whole == pytest.approx(team.C)  # uC + lC + F + P/eps + slack = C, sprint by sprint
    flow = team.g * ((1 - team.c) * path.V.sum() + team.c * path.F.sum()) + team.b * len(policy) - path.P.sum()
    assert path.D[-1] - path.D[0] == pytest.approx(flow, abs=1e-6 * max(1.0, path.D.max()))


@given(
    g=st.floats(0.02, 0.5),
    w0=st.floats(0.05, 0.5),
    size=st.floats(2.0, 20.0),
    u=st.floats(0.0, 0.4),
    horizon=st.integers(1, 60),
)
def test_square_root_decay_for_random_teams(g: float, w0: float, size: float, u: float, horizon: int) -> None:
    # r = 0, c = 0, small steps: (1+x_t)^2 = (1+x0)^2 + 2 g k C t / D_half
    team = DebtParameters().with_values(g=g, w0=w0, D0=size * 56, u=u, c=0, b=0, tau=1)
    step = g * team.k * team.C / team.D_half
    law = np.sqrt((1 + team.x0) ** 2 + 2 * step * np.arange(horizon + 1)) - 1
    # one step adds step / (1+x), so its square runs ahead of the law by step^2 / (1+x)^2, at most step^2 / (1+x0)^2
    ahead = (1 + project(team, 0.0, horizon).x) ** 2 - (1 + law) ** 2
    assert (ahead >= -1e-9).all()
    assert (ahead <= step**2 / (1 + team.x0) ** 2 * np.arange(horizon + 1) + 1e-9).all()


@given(g=st.floats(0.02, 0.5), w0=st.floats(0.05, 0.5), size=st.floats(2.0, 20.0), horizon=st.integers(1, 60))
def test_straight_line_drag_for_random_teams(g: float, w0: float, size: float, horizon: int) -> None:
    # r = 0, c = 1: 1+x grows linearly, exact in discrete time
    team = DebtParameters().with_values(g=g, w0=w0, D0=size * 56, c=1, b=0)
    law = team.x0 + g * team.k * team.C / team.D_half * np.arange(horizon + 1)
    assert project(team, 0.0, horizon).x == pytest.approx(law, rel=1e-9)


@given(team=teams)
def test_the_holding_reserve_holds_the_debt_of_any_team(team: DebtParameters) -> None:
    hold = hold_reserve(team, team.x0)
    assume(hold <= team.k)
    assume(team.eps * hold * team.C <= team.D0)  # there is that much to repay
    assume(team.g * team.k * team.C / team.D_half <= 0.2)  # the sprint is not cut in parts
    assert project(team, hold, 1).D[1] == pytest.approx(team.D0, rel=1e-9)


def test_more_reserve_never_leaves_more_debt() -> None:
    end = project_many(DEMO, np.arange(0.0, 0.31, 0.01), 18).end_debt  # no register is empty by then
    assert (np.diff(end) <= 1e-9).all()


@given(team=teams, reserves=st.tuples(shares, shares))
def test_more_reserve_never_leaves_more_debt_than_one_sprint_brings(
    team: DebtParameters, reserves: tuple[float, float]
) -> None:
    # Once the register is empty, released reserve makes features, and these bring the debt of that one sprint.
    many = project_many(team, sorted(reserves), 20)
    assert float(many.end_debt[1]) <= float(many.end_debt[0]) + float(many.N.max())


@given(team=teams, reserve=shares)
def test_twice_the_team_with_twice_the_debt_delivers_twice(team: DebtParameters, reserve: float) -> None:
    double = team.with_values(C=2 * team.C, D0=2 * team.D0, b=2 * team.b)
    assert pytest.approx(2 * project(team, reserve, 20).V, rel=1e-9) == project(double, reserve, 20).V


def test_debt_that_costs_nothing_leaves_velocity_alone() -> None:
    harmless = DEMO.with_values(w0=0)
    # k = .8, so (.8 - .25) x 56 = 30.8; without release what is not needed stays idle.
    assert pytest.approx(np.full(30, 30.8)) == project(harmless, 0.25, 30, release=False).V
    assert math.isinf(harmless.D_half)
    assert math.isinf(marginal_payback(harmless, 0.2))


def test_clean_work_and_no_reserve_change_nothing() -> None:
    path = project(DEMO.with_values(g=0), 0.0, 30)
    assert pytest.approx(np.full(31, 168.0)) == path.D
    assert pytest.approx(np.full(30, 0.8 * 56 * 0.77)) == path.V


def test_unprioritised_repayment_keeps_drag_in_proportion_to_debt() -> None:
    path = project(DEMO.with_values(tau=1), 0.2, 40)
    assert path.x == pytest.approx(path.D / DEMO.D_half)


def test_without_reserve_and_contagion_velocity_decays_with_the_square_root() -> None:
    # (1+x_t)^2 = (1+x0)^2 + 2 g k C t / D_half for small steps; the discrete sprint adds a term of second order.
    team = DEMO.with_values(c=0, g=0.02)
    path = project(team, 0.0, 100)
    law = np.sqrt((1 + team.x0) ** 2 + 2 * team.g * team.k * team.C * np.arange(101) / team.D_half)
    assert 1 + path.x == pytest.approx(law, rel=1e-4)


def test_without_reserve_and_full_contagion_drag_grows_in_a_straight_line() -> None:
    team = DEMO.with_values(c=1)
    path = project(team, 0.0, 50)
    assert path.x == pytest.approx(team.x0 + team.g * team.k * team.C / team.D_half * np.arange(51))


def test_a_constant_reserve_ends_in_the_steady_state() -> None:
    # r = .10: y* = (.75 x .10 / (.15 x .70) - .25) / .75 = .6190; V* = .6190 x .7 x 56 = 24.2667.
    found = steady_state(DEMO, 0.10)
    assert [found.y, found.V] == pytest.approx([0.6190, 24.2667], abs=5e-5)
    path = project(DEMO, 0.10, 6000)
    assert path.V[-1] == pytest.approx(found.V, rel=1e-3)
    assert float(path.end_debt) == pytest.approx(found.D, rel=0.06)


@pytest.mark.parametrize("reserve", [0.03, 0.2])
def test_there_is_no_steady_debt_outside_the_two_thresholds(reserve: float) -> None:
    with pytest.raises(InvalidValueError):
        steady_state(DEMO, reserve)
    with pytest.raises(InvalidValueError):
        steady_state(DEMO.with_values(b=1), 0.10)


def test_below_the_tipping_point_debt_runs_away() -> None:
    path = project(DEMO, thresholds(DEMO).r_tip - 0.01, 4000)
    assert (np.diff(path.D[1000:]) > 0).all()
    assert path.y[-1] < 0.2


def test_the_holding_reserve_leaves_debt_where_it_is_and_has_the_two_thresholds_as_limits() -> None:
    for team in (DEMO, DEMO.with_values(b=0.7)):
        found = thresholds(team)
        path = project(team, found.r_hold, 1)
        assert path.D[1] == pytest.approx(path.D[0])
        assert hold_reserve(team, 0.0) == pytest.approx(found.r_neutral)
        assert hold_reserve(team, 1e12) == pytest.approx(found.r_tip)
        assert found.r_neutral == pytest.approx((team.k * team.g + team.b / team.C) / (team.g + team.eps))


def test_one_more_day_of_reserve_pays_back_as_the_page_says() -> None:
    # (1.2987 x 168) / ((.8 - .2) x 56 x .75 x 2 x .2987) = 14.49; twice that without targeting.
    assert marginal_payback(DEMO, 0.20) == pytest.approx(14.49, abs=5e-3)
    assert marginal_payback(DEMO.with_values(tau=1), 0.20) == pytest.approx(28.99, abs=5e-3)
    assert math.isinf(marginal_payback(DEMO, 0.9))


@pytest.mark.parametrize(("neutral", "g"), [(0.20, 0.2500), (0.25, 0.3409), (0.30, 0.4500)])
def test_calling_a_reserve_neutral_implies_an_injection(neutral: float, g: float) -> None:
    assert implied_injection(DEMO, neutral) == pytest.approx(g, abs=5e-5)


def test_no_injection_makes_more_than_all_capacity_neutral() -> None:
    with pytest.raises(InvalidValueError):
        implied_injection(DEMO, 0.8)


@pytest.mark.parametrize(
    ("g", "neutral"), [(0.05, 0.05), (0.10, 0.0941), (0.15, 0.1333), (0.25, 0.2), (0.30, 0.2286), (0.45, 0.3)]
)
def test_injection_sets_the_neutral_reserve(g: float, neutral: float) -> None:
    assert thresholds(DEMO.with_values(g=g)).r_neutral == pytest.approx(neutral, abs=5e-5)


def test_a_sprint_that_would_add_too_much_drag_is_cut_in_parts() -> None:
    # g k C / D_half = .4 x .8 x 56 / (18 x .77/.23 = 60.26) = .297 > .2: two parts. With full contagion the drag grows
    # in a straight line however finely it is cut, but the features follow it within the sprint.
    team = DEMO.with_values(g=0.4, D0=18, c=1)
    path = project(team, 0.0, 2)
    step = 0.4 * 0.8 * 56 / team.D_half
    first = 44.8 / 2 * (1 / (1 + team.x0) + 1 / (1 + team.x0 + step / 2))
    assert path.V[0] == pytest.approx(first)
    assert path.x == pytest.approx(team.x0 + step * np.arange(3))


def test_a_team_without_debt_has_nothing_to_repay() -> None:
    clean = DEMO.with_values(D0=0, w0=0, g=0)
    path = project(clean, 0.25, 3)
    assert pytest.approx(np.full(3, 44.8)) == path.V  # all of k C: the reserve is released
    assert pytest.approx(np.zeros(3)) == path.P


def test_velocity_under_a_policy_is_relative_to_the_last_sprints() -> None:
    # From no reserve to a quarter: 23.7160 / 34.4960 in the first sprint.
    factors = relative_velocity(project(DEMO, 0.25, 3), project(DEMO, 0.0, 3))
    assert factors[0] == pytest.approx(23.7160 / 34.4960, abs=1e-5)


def test_a_changed_value_carries_its_basis() -> None:
    changed = DEMO.with_values(w0=0.1).with_values(basis=Basis.YOUR_DATA, g=0.2)
    assert changed.basis_of("w0") is Basis.ENTERED
    assert changed.basis_of("g") is Basis.YOUR_DATA
    assert changed.basis_of("eps") is Basis.LITERATURE
    shown = {parameter.symbol.name: parameter for parameter in changed.described()}
    assert list(shown) == ["C", "f", "u", "l", "r", "w0", "D0", "g", "eps", "c", "tau", "sigma_v", "b"]
    assert (shown["w0"].value, shown["w0"].symbol.unit, shown["w0"].basis) == (0.1, "share", Basis.ENTERED)


def test_the_principal_from_the_literature_follows_capacity_until_it_is_entered() -> None:
    assert DEMO.with_values(C=100).D0 == 300
    assert DEMO.with_values(D0=50).with_values(C=100).D0 == 50
    assert DEMO.with_values(C=100, D0=70).D0 == 70


def test_an_unusual_value_is_allowed_and_marked() -> None:
    unusual = [each.symbol.name for each in DEMO.with_values(g=0.9).described() if each.unusual]
    assert unusual == ["g"]


@pytest.mark.parametrize(
    "values",
    [
        {"C": 0},
        {"w0": 1},
        {"eps": 0},
        {"g": -0.1},
        {"u": 0.6, "l": 0.5},
        {"D0": 0},
        {"tau": float("nan")},
    ],
)
def test_values_that_the_equations_cannot_take_are_refused(values: dict[str, float]) -> None:
    with pytest.raises(InvalidValueError):
        DEMO.with_values(basis=Basis.ENTERED, **values)


def test_an_unknown_parameter_is_named() -> None:
    with pytest.raises(UnknownReferenceError) as caught:
        DEMO.with_values(z=1)
    assert caught.value.reference == "z"
