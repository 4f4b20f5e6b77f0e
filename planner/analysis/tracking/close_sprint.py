"""What a sprint's actuals would be if it were closed today: the figures that closing freezes."""

from datetime import date
from math import fsum

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.debt.plan_parameters import open_debt
from planner.analysis.forecast.history import NOT_FORECAST
from planner.analysis.reserve.policy import reserve_share_of
from planner.analysis.tracking.scope import bridge_of, sprint_course
from planner.domain.backlog import BacklogItem, Status
from planner.domain.debt import DebtItem, DebtStatus
from planner.domain.errors import ClosedSprintError
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintActuals

HALF_DONE = 0.5  # what an item in progress counts for, when nothing else tells


def close_preview(plan: Plan, sprint_id: str, today: date) -> SprintActuals:
    """Return the actuals that closing a sprint today would freeze.

    Parameters
    ----------
    sprint_id
        A sprint that is not closed.
    today
        Last day that counts.

    Raises
    ------
    ClosedSprintError
        The sprint is frozen already.
    """
    sprint = plan.sprint(sprint_id)
    if sprint.is_closed:
        raise ClosedSprintError(sprint.name)
    course = sprint_course(plan, sprint, today=today)
    bridge = bridge_of(course)
    steps = capacity_of(plan, sprint).steps
    done = tuple(key for key, item in course.present.items.items() if item.done)
    people = bool(plan.team.members)
    added, paid, stock = principal_flow(plan, sprint, today=today)
    return SprintActuals(
        completed=bridge.done,
        committed=bridge.committed,
        carried=bridge.left,
        added=bridge.added,
        removed=bridge.removed,
        re_estimated=bridge.re_estimated,
        committed_items=len(course.baseline.items),
        completed_items=len(done),
        available_pd=steps.present_pd if people else None,
        effective_pd=steps.effective_pd if people else None,
        reserve_planned_pd=_agreed(plan, sprint, steps.effective_pd) if people else None,
        reserve_spent_pd=reserve_spent(plan, sprint) if plan.debt else None,
        principal_added_pd=added,
        principal_paid_pd=paid,
        principal_pd=stock,
        completed_keys=done,
        carried_keys=tuple(key for key, item in course.present.items.items() if not item.done),
        stretch_keys=tuple(course.stretch[-1].items) if course.stretch else (),
    )


def _agreed(plan: Plan, sprint: Sprint, capacity_pd: float) -> float:
    """Return the reserve days agreed for a sprint, as they stand before it is closed."""
    return reserve_share_of(plan, sprint, capacity_pd=capacity_pd) * capacity_pd


def reserve_spent(plan: Plan, sprint: Sprint) -> float:
    """Return the reserve days that a sprint's debt work has used so far, as far as items and entries tell."""
    return fsum(effort * part for _, effort, part in spent_by_entry(plan, sprint))


def spent_by_entry(plan: Plan, sprint: Sprint) -> tuple[tuple[DebtItem, float, float], ...]:
    """Return each debt entry worked on in a sprint, its planned days, and the part of them that is done."""
    found = []
    for entry in plan.debt:
        planned = fsum(share.effort_pd for share in entry.allocations if share.sprint_id == sprint.id)
        if planned > 0:
            found.append((entry, planned, _part_done(plan, sprint, entry)))
    return tuple(found)


def _part_done(plan: Plan, sprint: Sprint, entry: DebtItem) -> float:
    """Return the part of an entry's work in a sprint that is done: by its items, else by what was repaid."""
    keys = frozenset(entry.item_keys)
    items = [item for item in plan.items_in(sprint.id) if item.debt_id == entry.id or item.key in keys]
    if items:
        weights = [item.size or 1.0 for item in items]
        return fsum(weight * _progress(item) for weight, item in zip(weights, items, strict=True)) / fsum(weights)
    if entry.status is DebtStatus.PAID:
        return 1.0
    return min(1.0, entry.paid_pd / entry.principal.p50) if entry.principal.p50 > 0 else 0.0


def _progress(item: BacklogItem) -> float:
    if item.status is Status.DONE:
        return 1.0
    return HALF_DONE if item.status is Status.IN_PROGRESS else 0.0


def principal_flow(plan: Plan, sprint: Sprint, *, today: date) -> tuple[float | None, float | None, float | None]:
    """Return principal that came in and went out during a sprint, and the stock today, in person-days.

    What went out is the difference to the last known stock when there is one, else what was paid in full.
    """
    if not plan.debt:
        return None, None, None
    days = sprint.period
    end = max(today, days.last_day)
    added = fsum(
        entry.principal.p50
        for entry in plan.debt
        if entry.registered_on is not None and days.start <= entry.registered_on <= end
    )
    stock = open_debt(plan).principal_pd
    before = _stock_before(plan, sprint)
    if before is not None:
        return added, max(0.0, before + added - stock), stock
    paid = fsum(
        entry.principal.p50 for entry in plan.debt if entry.paid_on is not None and days.start <= entry.paid_on <= end
    )
    return added, paid, stock


def _stock_before(plan: Plan, sprint: Sprint) -> float | None:
    """Return the stock at the end of the sprint before, from its actuals or a snapshot up to the start."""
    earlier = [entry for entry in plan.closed_sprints() if entry.period.end <= sprint.period.start]
    if earlier and earlier[-1].actuals is not None and earlier[-1].actuals.principal_pd is not None:
        return earlier[-1].actuals.principal_pd
    shots = [shot for shot in plan.snapshots if shot.taken_on <= sprint.period.start and shot.principal_pd is not None]
    return shots[-1].principal_pd if shots else None


def carried_items(plan: Plan, sprint: Sprint) -> tuple[BacklogItem, ...]:
    """Return the open items of a sprint, which closing would carry over."""
    return tuple(item for item in plan.items_in(sprint.id) if item.is_open and item.kind not in NOT_FORECAST)
