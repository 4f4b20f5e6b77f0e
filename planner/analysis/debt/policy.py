"""What a reserve is worth: break-even, two phases, the best range, money, and what the answer hangs on."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from planner.analysis.arrays import FloatArray
from planner.analysis.debt.parameters import QUARTER_SPRINTS, Basis, DebtParameters
from planner.analysis.debt.projection import DebtProjection, hold_reserve, project, project_many, project_rule
from planner.analysis.debt.spreads import Spreads
from planner.domain.errors import InvalidValueError

GRID_STEP: Final = 0.005
NEAR_BEST: Final = 0.01
ROUNDING: Final = 1e-9  # person-days; a lead smaller than this is none
YEAR_SPRINTS: Final = 26.0
NEVER: Final = 0
"""The sprint number that says "not within the horizon"; sprints count from 1."""


def _first(wins: FloatArray) -> int:
    """Return the one-based position of the first positive entry, or :data:`NEVER`."""
    positions = np.flatnonzero(wins > ROUNDING)
    return int(positions[0]) + 1 if positions.size else NEVER


@dataclass(frozen=True, slots=True)
class BreakEven:
    """When a higher reserve overtakes a lower one; sprints count from 1, 0 means not within the horizon.

    Parameters
    ----------
    high, low
        The two reserves, share of capacity (first sprint's when they vary).
    velocity_sprint
        First sprint in which the higher reserve delivers more.
    cumulative_sprint
        First sprint by whose end it has delivered more in total. Always shown together with the other.
    """

    high: float
    low: float
    velocity_sprint: int
    cumulative_sprint: int


def break_even(
    parameters: DebtParameters, *, high: ArrayLike, low: ArrayLike, horizon: int = 260, release: bool = True
) -> BreakEven:
    """Compare two reserves.

    Parameters
    ----------
    parameters
        The team.
    high, low
        Share of capacity: a number, or array of shape (horizon,).
    horizon
        Number of sprints looked at; 260 is ten years.
    release
        Reserve that finds no debt goes to features.

    >>> found = break_even(DebtParameters(), high=0.25, low=0.0)
    >>> found.velocity_sprint, found.cumulative_sprint
    (22, 37)
    """
    above = project(parameters, high, horizon, release=release)
    below = project(parameters, low, horizon, release=release)
    gain = above.V - below.V
    return BreakEven(
        high=float(above.reserve[0]),
        low=float(below.reserve[0]),
        velocity_sprint=_first(gain),
        cumulative_sprint=_first(np.cumsum(gain)),
    )


def break_even_between(paths: DebtProjection, *, above: int, below: int) -> BreakEven:
    """Compare two policies of one projection of several, named by their places.

    >>> paths = project_many(DebtParameters(), [0.25, 0.0], 260)
    >>> found = break_even_between(paths, above=0, below=1)
    >>> found.velocity_sprint, found.cumulative_sprint
    (22, 37)
    """
    gain = paths.V[above] - paths.V[below]
    return BreakEven(
        high=float(paths.reserve[above, 0]),
        low=float(paths.reserve[below, 0]),
        velocity_sprint=_first(gain),
        cumulative_sprint=_first(np.cumsum(gain)),
    )


@dataclass(frozen=True, slots=True)
class TwoPhase:
    """Pay down fast, then hold.

    Parameters
    ----------
    pay_down_sprints
        Sprints at the high reserve; equal to the horizon when the goal is not reached.
    hold
        Reserve of the last sprint, share of capacity, margin included; the high one when the goal is not reached.
    projection
        The whole path.
    """

    pay_down_sprints: int
    hold: float
    projection: DebtProjection


def two_phase(
    parameters: DebtParameters, *, reserve: float, goal: float, horizon: int, margin: float = 0.0
) -> TwoPhase:
    """Reserve ``reserve`` until principal is at most ``goal`` (pd), then what holds it, plus ``margin``.

    What holds it is worked out anew each sprint, because it shrinks as the drag of the better items is gone.

    >>> found = two_phase(DebtParameters(), reserve=0.30, goal=84, horizon=52)
    >>> found.pay_down_sprints, round(found.hold, 4), round(float(found.projection.V.sum()), 4)
    (10, 0.1276, 1716.514)
    """
    fast = project(parameters, reserve, horizon)
    turn = int(np.argmax(np.append(fast.D[:-1] <= goal, True)))

    def rule(sprint: int, drag: FloatArray, _principal: FloatArray) -> FloatArray:
        return np.array([reserve if sprint < turn else hold_reserve(parameters, float(drag[0])) + margin])

    path = project_rule(parameters, rule, horizon)
    return TwoPhase(pay_down_sprints=turn, hold=float(path.reserve[-1]), projection=path)


def present_weights(horizon: int, *, discount: float) -> FloatArray:
    """Return what a day in each sprint is worth today, ``(1 + d)^(-t/26)`` with t = 1 for the first; shape (horizon,).

    >>> [round(float(weight), 4) for weight in present_weights(26, discount=0.08)[[0, 25]]]
    [0.997, 0.9259]
    """
    return np.asarray((1.0 + discount) ** (-np.arange(1, horizon + 1) / YEAR_SPRINTS))


def net_features(parameters: DebtParameters, projection: DebtProjection, *, discount: float = 0.0) -> FloatArray:
    """Return features minus the debt left behind, priced at today's rate ``(1 - w0) / eps``; ideal pd per policy."""
    rate = (1.0 - parameters.w0) / parameters.eps
    weights = present_weights(projection.V.shape[-1], discount=discount)
    left = rate * (projection.D[..., -1] - projection.D[..., 0])
    return np.asarray((projection.V * weights).sum(axis=-1) - weights[-1] * left)


@dataclass(frozen=True, slots=True)
class ReserveRange:
    """The reserves within 1 % of the best: never one number. ``best`` is the value reached, ideal pd."""

    low: float
    high: float
    best: float


@dataclass(frozen=True, slots=True)
class BestReserve:
    """The best range when only features of the horizon count, and when the debt left behind is priced."""

    features: ReserveRange
    net: ReserveRange


def _near_best(grid: FloatArray, worth: FloatArray) -> ReserveRange:
    """Return the span of the grid whose worth is within 1 % of the best."""
    best = float(worth.max())
    near = grid[worth >= best - NEAR_BEST * abs(best)]
    return ReserveRange(low=float(near.min()), high=float(near.max()), best=best)


def best_reserve(parameters: DebtParameters, *, horizon: int, most: float = 0.5, discount: float = 0.0) -> BestReserve:
    """Search constant reserves from 0 to ``most`` in steps of half a percent of capacity; ``discount`` is per year."""
    grid = np.arange(0.0, min(most, parameters.k) + GRID_STEP / 2, GRID_STEP)
    projection = project_many(parameters, grid, horizon)
    return BestReserve(
        features=_near_best(grid, (projection.V * present_weights(horizon, discount=discount)).sum(axis=-1)),
        net=_near_best(grid, net_features(parameters, projection, discount=discount)),
    )


@dataclass(frozen=True, slots=True)
class InterestCost:
    """Interest in money, per two-week sprint and per quarter of 6.5 sprints."""

    per_sprint: float
    per_quarter: float


def interest_cost(interest_pd: float, *, cost_per_pd: float) -> InterestCost:
    """Return what ``interest_pd`` person-days of interest per sprint cost.

    >>> round(interest_cost(7.728, cost_per_pd=600).per_quarter, 2)
    30139.2
    """
    if interest_pd < 0 or cost_per_pd < 0:
        raise InvalidValueError(field="cost_per_pd", value=(interest_pd, cost_per_pd), allowed="0 or more")
    cost = interest_pd * cost_per_pd
    return InterestCost(per_sprint=cost, per_quarter=cost * QUARTER_SPRINTS)


def delay_cost(features_per_quarter: float, *, value_per_pd_week: float, weeks: float) -> float:
    """Return what slow deployments cost per quarter: features x value per pd and week x weeks of delay."""
    return features_per_quarter * value_per_pd_week * weeks


def failed_change_cost(*, deployments: float, failure_rate: float, cost_per_failure: float) -> float:
    """Return what failed changes cost per quarter; see :func:`cost_of_failure` for one of them."""
    return deployments * failure_rate * cost_per_failure


def cost_of_failure(*, hours_to_restore: float, cost_per_hour: float, rework_pd: float, cost_per_pd: float) -> float:
    """Return what one failed change costs: the hours until it is mended plus the rework."""
    return hours_to_restore * cost_per_hour + rework_pd * cost_per_pd


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one parameter alone moves the answer.

    Parameters
    ----------
    name
        The parameter.
    low_value, high_value
        Its P10 and P90.
    low_gain, high_gain
        Gain of the higher reserve at these values, ideal pd.
    """

    name: str
    low_value: float
    high_value: float
    low_gain: float
    high_gain: float

    @property
    def width(self) -> float:
        """Distance between the two outcomes, ideal pd."""
        return abs(self.high_gain - self.low_gain)


def tornado(
    parameters: DebtParameters,
    *,
    high: float = 0.25,
    low: float = 0.0,
    horizon: int = 52,
    spreads: Spreads | None = None,
) -> tuple[Swing, ...]:
    """Move one parameter at a time from its P10 to its P90; the widest swing comes first.

    The answer is the gain in features delivered over ``horizon`` of the ``high`` reserve against the ``low`` one.
    """

    def gain(changed: DebtParameters) -> float:
        delivered = project_many(changed, [high, low], horizon).V.sum(axis=1)
        return float(delivered[0] - delivered[1])

    swings = []
    for name, (below, above) in (spreads or Spreads()).ranges(parameters).items():
        ends = [gain(parameters.with_values(basis=Basis.ENTERED, **{name: value})) for value in (below, above)]
        swings.append(Swing(name, below, above, ends[0], ends[1]))
    return tuple(sorted(swings, key=lambda swing: -swing.width))
