"""A snapshot taken by hand: the plan as it stands, kept under today's date."""

from datetime import date

from planner.analysis.debt.plan_parameters import open_debt
from planner.domain.backlog import BacklogItem
from planner.domain.plan import Plan
from planner.domain.snapshot import Snapshot, SnapshotItem

SOURCE = "plan"


def snapshot_now(plan: Plan, *, today: date) -> Snapshot:
    """Return the snapshot of today; a second one of the same day replaces the first."""
    return Snapshot(
        id=f"{SOURCE}-{today.isoformat()}",
        taken_on=today,
        source=SOURCE,
        items=tuple(_entry(item) for item in plan.backlog),
        principal_pd=open_debt(plan).principal_pd if plan.debt else None,
    )


def _entry(item: BacklogItem) -> SnapshotItem:
    return SnapshotItem(
        key=item.key,
        title=item.title,
        kind=item.kind,
        status=item.status,
        size=item.size,
        sprint=item.sprint_id or "",
        done_on=item.done_on,
    )
