"""The ledger of the reserve in words: one line for each closed sprint."""

from dataclasses import dataclass, replace
from datetime import date

from planner.analysis.reserve.policy import LedgerRow, ReserveState, ReserveStatus
from planner.analysis.wording import day, number, percent
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint

STATUS_WORDS = {ReserveState.OK: "as agreed", ReserveState.WARN: "low, still inside", ReserveState.BREACH: "breach"}
SIGNS = {ReserveState.OK: "", ReserveState.WARN: "warning", ReserveState.BREACH: "stop"}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One row of the ledger; ``sign`` names its icon."""

    id: str
    row: LedgerRow
    capacity: str
    planned: str
    spent: str
    share_planned: str
    share_spent: str
    rolling: str
    owed: str
    status: str
    sign: str
    exception: str
    apart: str = ""


def ledger_lines(status: ReserveStatus, *, today: date, plan: Plan | None = None) -> tuple[LedgerLine, ...]:
    """Return the ledger, the newest sprint first; with a ``plan`` also what went into its other buckets."""
    sprints = {sprint.id: sprint for sprint in plan.sprints} if plan else {}
    return tuple(
        replace(_line(row, today=today), apart=_apart(sprints.get(row.sprint_id), row.capacity_pd))
        for row in reversed(status.rows)
    )


def _apart(sprint: Sprint | None, capacity_pd: float) -> str:
    """Return the days that went into learning and bugs, where somebody wrote them down."""
    if sprint is None or sprint.actuals is None:
        return ""
    seen = sprint.actuals.observations
    known = (("learning", seen.learning_spent_pd), ("bugs", seen.bugs_spent_pd))
    parts = [
        f"{name} {number(days, 1)}" + (f" ({percent(days / capacity_pd)})" if capacity_pd > 0 else "")
        for name, days in known
        if days is not None
    ]
    return ", ".join(parts)


def _line(row: LedgerRow, *, today: date) -> LedgerLine:
    cut = f" ({number(row.written_off_pd, 1)} written off)" if row.written_off_pd > 0 else ""
    return LedgerLine(
        id=row.sprint_id,
        row=row,
        capacity=number(row.capacity_pd, 1),
        planned=number(row.planned_pd, 1),
        spent=number(row.spent_pd, 1),
        share_planned=percent(row.share_planned, 1),
        share_spent=percent(row.share_spent, 1),
        rolling=percent(row.rolling_share, 1),
        owed=f"{number(row.owed_pd, 1)}{cut}",
        status=_status(row),
        sign=SIGNS[row.status] or ("warning" if row.above_ceiling else ""),
        exception=_exception(row, today=today),
    )


def _status(row: LedgerRow) -> str:
    if row.status is ReserveState.OK and row.above_ceiling:
        return "over the ceiling"
    return STATUS_WORDS[row.status]


def _exception(row: LedgerRow, *, today: date) -> str:
    """Return who wrote an exception and until when it holds."""
    found = row.exception
    if found is None:
        return ""
    if found.done_on is not None:
        return f"{found.owner}, mitigated on {day(found.done_on)}"
    if found.released:
        return f"{found.owner}, released: no debt was left"
    if found.mitigate_by is None:
        return f"{found.owner}, without a date"
    verb = "expired on" if found.mitigate_by < today else "to mitigate by"
    return f"{found.owner}, {verb} {day(found.mitigate_by)}"
