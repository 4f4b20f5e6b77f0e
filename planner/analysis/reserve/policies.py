"""Reserves that change from sprint to sprint: pay down and then hold, and what the sprints themselves have."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from planner.analysis.arrays import FloatArray
from planner.analysis.debt.parameters import DebtParameters
from planner.analysis.debt.policy import two_phase
from planner.analysis.reserve.policy import reserve_share_of
from planner.analysis.wording import count, share
from planner.domain.plan import Plan

LONGEST = 260
"""Sprints that a schedule covers: the ten years of a break-even."""
MARGIN = 0.02  # over what holds the debt, so that it goes on falling
GOAL_PART = 0.5  # of today's principal: where paying down ends


class PolicyKind(StrEnum):
    """A policy that is no constant share."""

    TWO_PHASE = "two-phase"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class LabPolicy:
    """A reserve for every sprint.

    Parameters
    ----------
    name
        What stands at its line: ``"two phases"``.
    detail
        What it does, in words.
    shares
        Share of capacity per sprint, 260 of them.
    """

    kind: PolicyKind
    name: str
    detail: str
    shares: tuple[float, ...]


def lab_policies(plan: Plan, parameters: DebtParameters, kinds: Sequence[PolicyKind]) -> tuple[LabPolicy, ...]:
    """Return policies in the order asked for.

    Two phases reserve the policy's ceiling until half of today's principal is repaid, then what holds the rest plus
    two points; the turn is worked out on the path without luck and kept in every future.
    """
    makers = {PolicyKind.TWO_PHASE: _two_phases, PolicyKind.PLANNED: _planned}
    return tuple(makers[kind](plan, parameters) for kind in kinds)


def _two_phases(plan: Plan, parameters: DebtParameters) -> LabPolicy:
    high = min(plan.policy.ceiling, parameters.k)
    found = two_phase(parameters, reserve=high, goal=GOAL_PART * parameters.D0, horizon=LONGEST, margin=MARGIN)
    shares = tuple(float(part) for part in found.projection.reserve)
    turn = found.pay_down_sprints
    then = f", then {share(round(shares[turn], 3))}" if turn < LONGEST else ""
    return LabPolicy(PolicyKind.TWO_PHASE, "two phases", f"{share(high)} for {count(turn, 'sprint')}{then}", shares)


def _planned(plan: Plan, parameters: DebtParameters) -> LabPolicy:
    shares = tuple(min(part, parameters.k) for part in planned_shares(plan, LONGEST))
    own = sum(1 for sprint in plan.coming_sprints() if sprint.reserve_share is not None)
    agreed = share(plan.policy.target)
    detail = f"{agreed}, {count(own, 'sprint')} of their own" if own else f"{agreed} throughout"
    return LabPolicy(PolicyKind.PLANNED, "as planned", detail, shares)


def planned_shares(plan: Plan, horizon: int) -> tuple[float, ...]:
    """Return the debt reserve of each coming sprint: its own, then the policy's target."""
    own = [reserve_share_of(plan, sprint) for sprint in plan.coming_sprints()][:horizon]
    return (*own, *(plan.policy.target for _ in range(horizon - len(own))))


def schedules(shares: Sequence[float], policies: Sequence[LabPolicy], horizon: int) -> FloatArray:
    """Return constant reserves and policies as one table of shape (n_reserves, horizon), at most 260 sprints.

    >>> schedules((0.25,), (), 2).tolist()
    [[0.25, 0.25]]
    """
    constant = [(part,) * horizon for part in shares]
    return np.array([*constant, *(policy.shares[:horizon] for policy in policies)], dtype=np.float64)
