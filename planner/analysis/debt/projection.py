"""Technical debt as two stocks, principal and drag, and what a reserve does to them sprint by sprint.

One sprint, in this order (all in person-days; ``k = 1 - u - l``)::

    R = r C;  P = min(eps R, D);  F = (k - r) C + (R - P/eps if released)
    y = 1/(1+x);  V = y F;  I = F - V;  N = g (V + c I) + b
    D' = D - P + N;  x' = x (1 - P/D)^tau + N/D_half

Drag is hyperbolic: the time per ideal person-day grows in proportion to debt, so velocity never turns negative.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from planner.analysis.arrays import FloatArray
from planner.analysis.debt.closed_forms import (
    SteadyState,
    Thresholds,
    hold_reserve,
    implied_injection,
    marginal_payback,
    steady_state,
    thresholds,
)
from planner.analysis.debt.parameters import Basis, DebtParameters
from planner.domain.errors import InvalidValueError

__all__ = [
    "Basis",
    "DebtParameters",
    "DebtProjection",
    "Rule",
    "SteadyState",
    "Thresholds",
    "hold_reserve",
    "implied_injection",
    "marginal_payback",
    "project",
    "project_many",
    "project_rule",
    "relative_velocity",
    "reserve_table",
    "steady_state",
    "thresholds",
]

Rule = Callable[[int, FloatArray, FloatArray], FloatArray]
"""A reserve policy: sprint (from 0), drag and principal at its start, per policy, to shares of capacity."""

LARGEST_STEP: Final = 0.2  # drag that one sprint of injection may add before the sprint is cut in parts


@dataclass(frozen=True, slots=True)
class DebtProjection:
    """The deterministic path of one policy, or of several side by side.

    For one policy arrays have shape (horizon,) for flows and (horizon + 1,) for stocks, the last entry being the end of
    the last sprint; for several a leading axis is added.

    Parameters
    ----------
    D, x, y
        Principal (pd), drag and velocity factor at the start of each sprint and at the end of the last.
    F, V, I, P, N
        Feature effort, features (ideal pd), interest paid, principal repaid, new principal; pd per sprint.
    slack
        Reserve that found no debt and was not released to features, pd per sprint.
    reserve
        Share of capacity reserved, after clipping to what is left beside unplanned work and learning.
    """

    D: FloatArray
    x: FloatArray
    y: FloatArray
    F: FloatArray
    V: FloatArray
    I: FloatArray  # noqa: E741 - the symbol of the model
    P: FloatArray
    N: FloatArray
    slack: FloatArray
    reserve: FloatArray

    @property
    def waste(self) -> FloatArray:
        """Share of feature effort lost to debt at the start of each sprint, shape of V."""
        return 1.0 - self.y[..., :-1]

    @property
    def cumulative(self) -> FloatArray:
        """Features delivered up to the end of each sprint, ideal pd, shape of V."""
        return np.cumsum(self.V, axis=-1)

    @property
    def end_debt(self) -> FloatArray:
        """Principal at the end of the last sprint, pd."""
        return self.D[..., -1]


@dataclass(frozen=True, slots=True)
class _Stocks:
    """Principal and drag of all policies at one moment, arrays of one shape."""

    D: FloatArray
    x: FloatArray


@dataclass(frozen=True, slots=True)
class _Flows:
    """What one sprint, or a part of one, moves."""

    F: FloatArray
    V: FloatArray
    P: FloatArray
    N: FloatArray
    slack: FloatArray


def reserve_table(reserves: ArrayLike, *, horizon: int) -> FloatArray:
    """Return reserves, one share or one per sprint for each policy, as an array of shape (n_policies, horizon)."""
    shares = np.asarray(reserves, dtype=np.float64)
    if horizon < 1:
        raise InvalidValueError(field="horizon", value=horizon, allowed="1 or more sprints")
    if not np.isfinite(shares).all() or (shares < 0).any() or (shares > 1).any():
        raise InvalidValueError(field="reserve", value=shares.tolist(), allowed="shares from 0 to 1")
    columns = shares[:, None] if shares.ndim == 1 else shares
    if columns.ndim != 2 or columns.shape[1] not in {1, horizon}:  # noqa: PLR2004 - policies by sprints
        raise InvalidValueError(field="reserve", value=shares.shape, allowed=f"one share, or {horizon}, per policy")
    return np.broadcast_to(columns, (columns.shape[0], horizon))


def _step(
    parameters: DebtParameters, stocks: _Stocks, reserve: FloatArray, *, part: float, release: bool
) -> tuple[_Stocks, _Flows]:
    """Return the stocks after ``part`` of a sprint and what flowed in it."""
    capacity = parameters.C * part
    effort = reserve * capacity
    repaid = np.minimum(parameters.eps * effort, stocks.D)
    spare = np.maximum(effort - repaid / parameters.eps, 0.0)
    features = (parameters.k - reserve) * capacity + (spare if release else 0.0)
    delivered = features / (1.0 + stocks.x)
    added = parameters.g * (delivered + parameters.c * (features - delivered)) + parameters.b * part
    kept = 1.0 - np.divide(repaid, stocks.D, out=np.ones_like(repaid), where=stocks.D > 0)
    after = _Stocks(stocks.D - repaid + added, stocks.x * kept**parameters.tau + added / parameters.D_half)
    return after, _Flows(features, delivered, repaid, added, np.zeros_like(spare) if release else spare)


def _parts(parameters: DebtParameters) -> int:
    """Return into how many parts a sprint is cut so that no step adds too much drag at once."""
    return max(1, math.ceil(parameters.g * parameters.k * parameters.C / parameters.D_half / LARGEST_STEP))


def _follow(parameters: DebtParameters, rule: Rule, policies: int, horizon: int, *, release: bool) -> DebtProjection:
    """Run ``policies`` side by side, each sprint's reserve given by ``rule`` from the stocks at its start."""
    stocks = _Stocks(np.full(policies, parameters.D0), np.full(policies, parameters.x0))
    parts = _parts(parameters)
    path, flows, shares = [stocks], [], []
    for sprint in range(horizon):
        reserve = np.minimum(rule(sprint, stocks.x, stocks.D), parameters.k)
        pieces = []
        for _ in range(parts):
            stocks, piece = _step(parameters, stocks, reserve, part=1.0 / parts, release=release)
            pieces.append(piece)
        path.append(stocks)
        flows.append(pieces)
        shares.append(reserve)
    totals = {
        name: np.array([[getattr(piece, name) for piece in pieces] for pieces in flows]).sum(axis=1).T
        for name in ("F", "V", "P", "N", "slack")
    }
    principal = np.stack([each.D for each in path], axis=1)
    drag = np.stack([each.x for each in path], axis=1)
    interest, reserve = totals["F"] - totals["V"], np.stack(shares, axis=1)
    return DebtProjection(D=principal, x=drag, y=1.0 / (1.0 + drag), I=interest, reserve=reserve, **totals)


def _only_policy(many: DebtProjection) -> DebtProjection:
    """Return the single policy of a projection without its leading axis."""
    return DebtProjection(**{name: getattr(many, name)[0] for name in DebtProjection.__dataclass_fields__})


def project_many(
    parameters: DebtParameters, reserves: ArrayLike, horizon: int, *, release: bool = True
) -> DebtProjection:
    """Project several policies at once.

    Parameters
    ----------
    parameters
        The team.
    reserves
        array of shape (n_policies,) or (n_policies, horizon), share of capacity.
    horizon
        Number of sprints.
    release
        Reserve that finds no debt goes to features.

    Returns
    -------
    DebtProjection with arrays of shape (n_policies, horizon) and (n_policies, horizon + 1).
    """
    table = reserve_table(reserves, horizon=horizon)
    return _follow(parameters, lambda sprint, *_stocks: table[:, sprint], table.shape[0], horizon, release=release)


def project_rule(parameters: DebtParameters, rule: Rule, horizon: int, *, release: bool = True) -> DebtProjection:
    """Project one policy whose reserve depends on the state: ``rule(sprint, x, D)`` with arrays of shape (1,)."""
    return _only_policy(_follow(parameters, rule, 1, horizon, release=release))


def project(parameters: DebtParameters, reserve: ArrayLike, horizon: int, *, release: bool = True) -> DebtProjection:
    """Project one policy.

    Parameters
    ----------
    parameters
        The team.
    reserve
        Share of capacity: one number, or array of shape (horizon,).
    horizon
        Number of sprints.
    release
        Reserve that finds no debt goes to features.

    Returns
    -------
    DebtProjection with arrays of shape (horizon,) and (horizon + 1,).

    Notes
    -----
    ``y`` is the factor at the start of a sprint. Where the sprint is cut in parts (``g k C / D_half > 0.2``), V is the
    sum of its parts and no longer exactly ``y F``.

    >>> projection = project(DebtParameters(), 0.25, 2)
    >>> [round(float(value), 4) for value in projection.D]
    [168.0, 161.323, 154.7078]
    """
    shares = np.asarray(reserve, dtype=np.float64)
    policy = shares.reshape(1) if shares.ndim == 0 else shares[None, :]
    return _only_policy(project_many(parameters, policy, horizon, release=release))


def relative_velocity(projection: DebtProjection, reference: DebtProjection) -> FloatArray:
    """Return the velocity of each sprint relative to the first sprint of ``reference``, shape of V.

    The reference is the projection with the reserve of the last sprints; futures of the velocity model times these
    factors are the forecast under the projected policy.
    """
    return projection.V / float(reference.V[0])
