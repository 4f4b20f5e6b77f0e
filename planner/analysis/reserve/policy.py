"""The debt reserve: what each sprint keeps, what was really spent, and what the team owes itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum

from planner.analysis.reserve.buckets import kept_apart, target_in_force
from planner.domain.plan import Plan
from planner.domain.policy import ReserveException, ReservePolicy
from planner.domain.sprint import Sprint

_SLACK = 1e-9


class ReserveState(StrEnum):
    """How a sprint stands against the policy: fine, worth a look, or below the floor without a valid exception."""

    OK = "ok"
    WARN = "warn"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One closed sprint in the ledger of the reserve.

    Parameters
    ----------
    capacity_pd
        Effective person-days of the sprint.
    planned_pd, spent_pd
        Reserve agreed and really used, in person-days.
    share_planned, share_spent
        The same as shares of ``capacity_pd``; 0 when there was no capacity.
    rolling_share
        Share spent over the policy's window up to this sprint.
    owed_pd
        Carry-over after this sprint, capped.
    written_off_pd
        What the cap cut off in this sprint; shown, never silent.
    exception
        The written exception of this sprint, valid or expired.
    above_ceiling
        More than the ceiling was spent; that needs a reason too.
    """

    sprint_id: str
    name: str
    capacity_pd: float
    planned_pd: float
    spent_pd: float
    share_planned: float
    share_spent: float
    rolling_share: float
    owed_pd: float
    written_off_pd: float
    status: ReserveState
    exception: ReserveException | None = None
    exception_valid: bool = False
    above_ceiling: bool = False


@dataclass(frozen=True, slots=True)
class ReserveStatus:
    """Where the reserve stands after the last closed sprint.

    Parameters
    ----------
    rows
        The ledger, oldest first; sprints whose spent reserve is unknown are left out, since unknown is not zero.
    rho
        Share spent over the policy's window; ``None`` without any known sprint.
    owed_pd
        Reserve that is still owed, in person-days.
    owed_since
        Name of the first sprint of the present run of owing; empty when nothing is owed.
    proposed_share
        Share that the rule proposes for the next sprint.
    written_off_pd
        Sum of what the cap cut off over the whole ledger.
    breaches_in_a_row
        Length of the run of breaches that ends with the last row; two are a trigger for escalation.
    """

    rows: tuple[LedgerRow, ...]
    rho: float | None
    owed_pd: float
    owed_since: str
    proposed_share: float
    status: ReserveState
    written_off_pd: float
    breaches_in_a_row: int = 0
    next_sprint_id: str = ""
    next_planned_share: float = 0.0
    next_status: ReserveState = ReserveState.OK


def reserve_share_of(plan: Plan, sprint: Sprint, *, capacity_pd: float | None = None) -> float:
    """Return the share of effective capacity that a sprint keeps for debt.

    It is the sprint's own; else the policy's target, or in a coming sprint the one of a rule that holds now, and the
    debt buckets on top.

    Parameters
    ----------
    capacity_pd
        Effective person-days of the sprint, which buckets agreed in days need; without them those count for nothing.
    """
    if sprint.reserve_share is not None:
        return sprint.reserve_share
    if sprint.is_closed:
        return plan.policy.target
    return target_in_force(plan) + kept_apart(plan, sprint, capacity_pd=capacity_pd or 0.0).debt


def reserve_status(
    plan: Plan, *, today: date, next_capacity_pd: float, capacity_pd: Mapping[str, float] | None = None
) -> ReserveStatus:
    """Return the ledger of closed sprints and what the rule proposes for the next one.

    Parameters
    ----------
    today
        Day on which exceptions are looked at; an expired one is a breach again.
    next_capacity_pd
        Effective person-days of the next sprint.
    capacity_pd
        Effective person-days by sprint, used for closed sprints that do not know their own.

    Notes
    -----
    With window ``N``, recovery ``M`` and spent reserve ``R``: ``rho = sum(R) / sum(C)`` over
    the last N; ``S = min(max(0, S + target C - R), N (ceiling - target) C)``;
    ``next = clip(target + S / (M C_next), floor, ceiling)``.
    """
    rows = _ledger(plan, today=today, capacity_pd=capacity_pd or {})
    owed = rows[-1].owed_pd if rows else 0.0
    coming = next(iter(plan.coming_sprints()), None)
    share = reserve_share_of(plan, coming, capacity_pd=next_capacity_pd) if coming else plan.policy.target
    return ReserveStatus(
        rows=rows,
        rho=rows[-1].rolling_share if rows else None,
        owed_pd=owed,
        owed_since=_owed_since(rows),
        proposed_share=proposed_share(
            plan.policy, owed_pd=owed, capacity_pd=next_capacity_pd, target=target_in_force(plan)
        ),
        status=rows[-1].status if rows else ReserveState.OK,
        written_off_pd=fsum(row.written_off_pd for row in rows),
        breaches_in_a_row=_breaches_in_a_row(rows),
        next_sprint_id=coming.id if coming else "",
        next_planned_share=share,
        next_status=_planned_state(plan, coming, share=share, today=today),
    )


def proposed_share(policy: ReservePolicy, *, owed_pd: float, capacity_pd: float, target: float | None = None) -> float:
    """Return the share that catches up what is owed over the recovery, inside floor and ceiling.

    Parameters
    ----------
    target
        The share to start from when a rule holds; by default the policy's.

    Examples
    --------
    >>> proposed_share(ReservePolicy(), owed_pd=2.8, capacity_pd=56.0)
    0.275
    """
    base = policy.target if target is None else target
    if capacity_pd <= 0:
        return base
    return min(policy.ceiling, max(policy.floor, base + owed_pd / (policy.recovery * capacity_pd)))


def owed_after(
    policy: ReservePolicy, *, owed_pd: float, capacity_pd: float, spent_pd: float, released: bool = False
) -> tuple[float, float]:
    """Return what is owed after one more sprint, and what the cap writes off, both in person-days.

    Parameters
    ----------
    released
        The sprint's reserve found no debt and went to features: it adds nothing to what is owed.

    Examples
    --------
    >>> owed_after(ReservePolicy(), owed_pd=0.0, capacity_pd=56.0, spent_pd=6.0)
    (8.0, 0.0)
    """
    wanted = min(spent_pd, policy.target * capacity_pd) if released else policy.target * capacity_pd
    due = max(0.0, owed_pd + wanted - spent_pd)
    kept = min(due, policy.window * (policy.ceiling - policy.target) * capacity_pd)
    return kept, due - kept


@dataclass(frozen=True, slots=True)
class _Closed:
    """A closed sprint whose capacity and spent reserve are both known."""

    sprint: Sprint
    capacity_pd: float
    planned_pd: float
    spent_pd: float

    @property
    def share_spent(self) -> float:
        return _share(self.spent_pd, self.capacity_pd)


def _ledger(plan: Plan, *, today: date, capacity_pd: Mapping[str, float]) -> tuple[LedgerRow, ...]:
    known = _known(plan, capacity_pd)
    rows: list[LedgerRow] = []
    owed = 0.0
    for place, entry in enumerate(known):
        exception = _exception_of(plan, entry.sprint)
        owed, cut = owed_after(
            plan.policy,
            owed_pd=owed,
            capacity_pd=entry.capacity_pd,
            spent_pd=entry.spent_pd,
            released=exception is not None and exception.released,
        )
        window = known[max(0, place + 1 - plan.policy.window) : place + 1]
        rows.append(
            LedgerRow(
                sprint_id=entry.sprint.id,
                name=entry.sprint.name,
                capacity_pd=entry.capacity_pd,
                planned_pd=entry.planned_pd,
                spent_pd=entry.spent_pd,
                share_planned=_share(entry.planned_pd, entry.capacity_pd),
                share_spent=entry.share_spent,
                rolling_share=_rolling(window),
                owed_pd=owed,
                written_off_pd=cut,
                status=_state(plan, window, today=today),
                exception=exception,
                exception_valid=exception is not None and exception.is_valid_on(today),
                above_ceiling=entry.share_spent > plan.policy.ceiling + _SLACK,
            )
        )
    return tuple(rows)


def _known(plan: Plan, capacity_pd: Mapping[str, float]) -> list[_Closed]:
    known: list[_Closed] = []
    for sprint in plan.closed_sprints():
        actuals = sprint.actuals
        if actuals is None or actuals.reserve_spent_pd is None:
            continue
        capacity = capacity_pd.get(sprint.id) if actuals.effective_pd is None else actuals.effective_pd
        if capacity is None:
            continue
        planned = actuals.reserve_planned_pd
        agreed = reserve_share_of(plan, sprint) * capacity if planned is None else planned
        known.append(_Closed(sprint, capacity, agreed, actuals.reserve_spent_pd))
    return known


def _state(plan: Plan, window: Sequence[_Closed], *, today: date) -> ReserveState:
    floor = plan.policy.floor - _SLACK
    if _rolling(window) >= floor:
        return ReserveState.OK if window[-1].share_spent >= floor else ReserveState.WARN
    if _excused(plan, window[-1].sprint, today=today):
        return ReserveState.WARN
    covered = [_covered(plan, entry, today=today) for entry in window]
    return ReserveState.WARN if _rolling(covered) >= floor else ReserveState.BREACH


def _covered(plan: Plan, entry: _Closed, *, today: date) -> _Closed:
    """Return the sprint at the floor when a valid exception covers its shortfall; it covers no other sprint's."""
    if not _excused(plan, entry.sprint, today=today):
        return entry
    spent = max(entry.spent_pd, plan.policy.floor * entry.capacity_pd)
    return _Closed(entry.sprint, entry.capacity_pd, entry.planned_pd, spent)


def _planned_state(plan: Plan, sprint: Sprint | None, *, share: float, today: date) -> ReserveState:
    inside = plan.policy.floor - _SLACK <= share <= plan.policy.ceiling + _SLACK
    if sprint is None or inside or _excused(plan, sprint, today=today):
        return ReserveState.OK
    return ReserveState.WARN


def _excused(plan: Plan, sprint: Sprint, *, today: date) -> bool:
    return any(entry.sprint_id == sprint.id and entry.is_valid_on(today) for entry in plan.exceptions)


def _exception_of(plan: Plan, sprint: Sprint) -> ReserveException | None:
    mine = [entry for entry in plan.exceptions if entry.sprint_id == sprint.id]
    return mine[-1] if mine else None


def _rolling(window: Sequence[_Closed]) -> float:
    return _share(fsum(entry.spent_pd for entry in window), fsum(entry.capacity_pd for entry in window))


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _owed_since(rows: Sequence[LedgerRow]) -> str:
    since = ""
    for row in reversed(rows):
        if row.owed_pd <= _SLACK:
            break
        since = row.name
    return since


def _breaches_in_a_row(rows: Sequence[LedgerRow]) -> int:
    run = 0
    for row in reversed(rows):
        if row.status is not ReserveState.BREACH:
            break
        run += 1
    return run
