"""Closed forms of the debt model: the reserves where the story turns, and where a constant reserve ends up."""

import math
from dataclasses import dataclass

from planner.analysis.debt.parameters import DebtParameters
from planner.domain.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The reserves where the story turns, as shares of capacity.

    Parameters
    ----------
    r_neutral
        Keeps a clean system clean, and gives the highest lasting output.
    r_tip
        Below it debt grows without bound.
    r_hold
        Keeps today's principal where it is.
    v_max
        Highest lasting output, ideal pd per sprint.
    D_half, x0
        Principal that halves velocity (pd; infinite when debt costs nothing) and the drag of today.
    """

    r_neutral: float
    r_tip: float
    r_hold: float
    v_max: float
    D_half: float
    x0: float


def hold_reserve(parameters: DebtParameters, drag: float) -> float:
    """Return the reserve that leaves principal unchanged at ``drag``, ``(k m + b/C) / (m + eps)``.

    >>> round(hold_reserve(DebtParameters(), DebtParameters().x0), 4)
    0.1136
    """
    speed = 0.0 if math.isinf(drag) else 1.0 / (1.0 + drag)
    injection = parameters.g * (speed + parameters.c * (1.0 - speed))
    return (parameters.k * injection + parameters.b / parameters.C) / (injection + parameters.eps)


def thresholds(parameters: DebtParameters) -> Thresholds:
    """Return the closed-form thresholds of a team.

    >>> found = thresholds(DebtParameters())
    >>> [round(value, 4) for value in (found.r_tip, found.r_hold, found.r_neutral, found.v_max)]
    [0.0381, 0.1136, 0.1333, 37.3333]
    """
    neutral = hold_reserve(parameters, 0.0)
    return Thresholds(
        r_neutral=neutral,
        r_tip=hold_reserve(parameters, math.inf),
        r_hold=hold_reserve(parameters, parameters.x0),
        v_max=max(0.0, parameters.k - neutral) * parameters.C,
        D_half=parameters.D_half,
        x0=parameters.x0,
    )


@dataclass(frozen=True, slots=True)
class SteadyState:
    """Where a constant reserve ends up: velocity factor, drag, principal (pd) and output (ideal pd per sprint)."""

    y: float
    x: float
    D: float
    V: float


def steady_state(parameters: DebtParameters, reserve: float) -> SteadyState:
    """Return the state that a constant reserve between ``r_tip`` and ``r_neutral`` approaches (b = 0).

    Raises
    ------
    InvalidValueError
        The reserve leads to no steady debt, or principal ages on its own.

    >>> round(steady_state(DebtParameters(), 0.10).V, 4)
    24.2667
    """
    limits = thresholds(parameters)
    if parameters.b > 0 or not limits.r_tip < reserve < limits.r_neutral:
        allowed = f"between r_tip {limits.r_tip:.4f} and r_neutral {limits.r_neutral:.4f}, with b = 0"
        raise InvalidValueError(field="reserve", value=reserve, allowed=allowed)
    inflow = parameters.eps * reserve / (parameters.g * (parameters.k - reserve))
    speed = (inflow - parameters.c) / (1.0 - parameters.c)
    drag = 1.0 / speed - 1.0
    principal = parameters.tau * parameters.D_half * drag
    return SteadyState(y=speed, x=drag, D=principal, V=speed * (parameters.k - reserve) * parameters.C)


def marginal_payback(parameters: DebtParameters, reserve: float) -> float:
    """Return after how many sprints one more person-day of reserve has paid for itself, ``(1+x) D / (F eps tau x)``.

    Infinite when debt costs nothing or no feature work is left.

    >>> round(marginal_payback(DebtParameters(), 0.20), 2)
    14.49
    """
    features = (parameters.k - min(reserve, parameters.k)) * parameters.C
    gain = features * parameters.eps * parameters.tau * parameters.x0
    return (1.0 + parameters.x0) * parameters.D0 / gain if gain > 0 else math.inf


def implied_injection(parameters: DebtParameters, neutral: float) -> float:
    """Return the ``g`` at which ``neutral`` would be the reserve that keeps a clean system clean (b = 0).

    >>> [round(implied_injection(DebtParameters(), share), 4) for share in (0.20, 0.25, 0.30)]
    [0.25, 0.3409, 0.45]
    """
    if not 0 <= neutral < parameters.k:
        raise InvalidValueError(field="neutral", value=neutral, allowed=f"0 to less than {parameters.k:g}")
    return neutral * parameters.eps / (parameters.k - neutral)
