"""What a day on call costs, learned from the team's own sprints, with the evidence it is learned from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

import numpy as np

from planner.analysis.arrays import FloatArray
from planner.analysis.capacity.breakdown import SWITCH_SHARES, CapacityBreakdown, PersonCapacity, capacity_of
from planner.analysis.wording import percent, size
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint

PRIOR, PRIOR_SPREAD = 0.5, 0.2
"""Half a day, from practice at large operators; two teams in three between 0.3 and 0.7."""

LEAST_SPRINTS = 6
LEARNED_BELOW = 0.75
"""The sprints have spoken when what they leave open is less than three quarters of what was open before."""

_COSTS = np.linspace(0.0, 1.0, 101)


class DutyVerdict(StrEnum):
    """What the past says about the cost of on-call."""

    LEARNED = "learned"
    NO_ROTA = "no-rota"
    FEW_SPRINTS = "few-sprints"
    TOO_ALIKE = "too-alike"


@dataclass(frozen=True, slots=True)
class DutySprint:
    """One closed sprint: days there before on-call, days of them on duty, and what was completed."""

    name: str
    there_pd: float
    duty_pd: float
    completed: float

    @property
    def per_day(self) -> float:
        """Completed work per day there, at the usual cost of on-call."""
        left = self.there_pd - PRIOR * self.duty_pd
        return self.completed / left if left > 0 else 0.0


@dataclass(frozen=True, slots=True)
class DutyEvidence:
    """What a duty day costs, as a share of the day.

    Parameters
    ----------
    cost, low, high
        Median, P10 and P90; the prior's until the sprints have spoken.
    sprints
        What it rests on, oldest first.
    """

    verdict: DutyVerdict
    cost: float
    low: float
    high: float
    sprints: tuple[DutySprint, ...]


def duty_evidence(plan: Plan, breakdowns: Mapping[str, CapacityBreakdown]) -> DutyEvidence:
    """Return what the closed sprints say about the cost of a duty day.

    Parameters
    ----------
    breakdowns
        Capacity of the plan's sprints, by identity; a missing one is computed.

    Notes
    -----
    Completed work is ``rate x sum over people of max(0, there - mentoring - cost x duty) x ramp x switch``, with
    lognormal noise. Rate and noise are integrated out, which leaves ``S(cost) ** (-(n - 1) / 2)`` with ``S`` the sum of
    squares of the logs around their mean, times a normal prior around 0.5 on [0, 1]. Sprints before the first shift of
    the rota are left out: on-call was not written down then, which is unknown and not zero. Where on-call took the
    same part of every sprint nothing can be learned, and this says so.

    Examples
    --------
    >>> duty_evidence(Plan(), {}).verdict.value
    'no-rota'
    """
    found = [(sprint, breakdowns.get(sprint.id) or capacity_of(plan, sprint)) for sprint in _usable(plan)]
    pairs = [(sprint, entry) for sprint, entry in found if _there(entry) > 0]
    sprints = tuple(_row(sprint, entry) for sprint, entry in pairs)
    weights = _prior()
    if not plan.team.rota:
        return _evidence(DutyVerdict.NO_ROTA, weights, ())
    if len(pairs) < LEAST_SPRINTS:
        return _evidence(DutyVerdict.FEW_SPRINTS, weights, sprints)
    posterior = weights * _likelihood(pairs)
    posterior /= posterior.sum()
    if _spread(posterior) > LEARNED_BELOW * _spread(weights):
        return _evidence(DutyVerdict.TOO_ALIKE, weights, sprints)
    return _evidence(DutyVerdict.LEARNED, posterior, sprints)


def duty_words(evidence: DutyEvidence) -> str:
    """Return the evidence in one sentence."""
    least = min((entry.duty_pd for entry in evidence.sprints), default=0.0)
    most = max((entry.duty_pd for entry in evidence.sprints), default=0.0)
    number = len(evidence.sprints)
    known = f"{number} closed sprints" if number != 1 else "1 closed sprint"
    if evidence.verdict is DutyVerdict.LEARNED:
        span = f"P10 to P90: {percent(evidence.low)} to {percent(evidence.high)}"
        said = f"Your {known} say **{percent(evidence.cost)}** ({span})"
        return f"{said}, with {size(least)} to {size(most)} duty days each."
    if evidence.verdict is DutyVerdict.NO_ROTA:
        return "50 % is from the literature: there is no rota to learn from."
    if evidence.verdict is DutyVerdict.FEW_SPRINTS:
        return f"50 % is from the literature: {known} with a rota, {LEAST_SPRINTS} are needed."
    return (
        f"50 % is from the literature: in your {known} on-call was too much alike, {size(least)} to {size(most)} duty "
        "days, to tell what a day costs."
    )


def _usable(plan: Plan) -> tuple[Sprint, ...]:
    first = min((shift.period.start for shift in plan.team.rota), default=None)
    return tuple(
        sprint
        for sprint in plan.closed_sprints()
        if first is not None
        and sprint.period.start >= first
        and sprint.actuals is not None
        and sprint.actuals.completed > 0
        and not sprint.actuals.excluded_because
    )


def _row(sprint: Sprint, breakdown: CapacityBreakdown) -> DutySprint:
    completed = sprint.actuals.completed if sprint.actuals is not None else 0.0
    duty = fsum(_duty(person) for person in breakdown.people)
    return DutySprint(sprint.name, _there(breakdown), duty, completed)


def _there(breakdown: CapacityBreakdown) -> float:
    return breakdown.steps.present_pd + breakdown.steps.oncall_pd


def _duty(person: PersonCapacity) -> float:
    """Return the days on duty that were neither holiday nor leave."""
    return fsum(cell.share_there + cell.oncall_share for cell in person.days if cell.on_call)


def _likelihood(pairs: list[tuple[Sprint, CapacityBreakdown]]) -> FloatArray:
    """Return how well each cost explains the completed work, ndarray of shape (101,), largest 1."""
    rows = []
    for sprint, breakdown in pairs:
        completed = sprint.actuals.completed if sprint.actuals is not None else 0.0
        rows.append(np.log(completed) - np.log(np.maximum(_working(breakdown), 1e-9)))
    squares = np.maximum(np.var(np.array(rows), axis=0) * len(rows), 1e-9)
    powers = -(len(rows) - 1) / 2 * np.log(squares)
    return np.asarray(np.exp(powers - powers.max()))


def _working(breakdown: CapacityBreakdown) -> FloatArray:
    """Return the team's working days of a sprint at each cost, ndarray of shape (101,)."""
    total = np.zeros(_COSTS.size)
    for person in breakdown.people:
        there = person.steps.present_pd + person.steps.oncall_pd - person.member.mentoring_pd
        kept = person.ramp_share * SWITCH_SHARES[person.member.projects - 1]
        total += np.maximum(there - _COSTS * _duty(person), 0.0) * kept
    return total


def _prior() -> FloatArray:
    weights = np.exp(-0.5 * ((_COSTS - PRIOR) / PRIOR_SPREAD) ** 2)
    return np.asarray(weights / weights.sum())


def _spread(weights: FloatArray) -> float:
    mean = float(weights @ _COSTS)
    return float(np.sqrt(weights @ (_COSTS - mean) ** 2))


def _evidence(verdict: DutyVerdict, weights: FloatArray, sprints: tuple[DutySprint, ...]) -> DutyEvidence:
    edges = np.cumsum(weights)
    low, cost, high = (float(_COSTS[int(np.searchsorted(edges, share))]) for share in (0.1, 0.5, 0.9))
    return DutyEvidence(verdict, cost, low, high, sprints)
