"""The words and rows of the Track page: what to take out, what is frozen, sprints to choose from and to compare."""

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from planner.analysis.findings.headlines import Headline
from planner.analysis.scenes.delivery_lines import delivery_value
from planner.analysis.tracking.scope import ScopeBridge
from planner.analysis.wording import (
    WEEKDAYS,
    amount,
    count,
    listing,
    number,
    pd,
    percent,
    period_short,
    signed,
    size,
    unit_name,
)
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintActuals

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

UNKNOWN = "not known"
BY_DATES = "Filled points are known, hollow ones come from the dates of the items."


@dataclass(frozen=True, slots=True)
class TakeOut:
    """What to take out of a running sprint so that the rest is 85 % sure, in rank order.

    Parameters
    ----------
    rows
        Key, title and size as text.
    sprint_id, sprint_name
        Where the items would go; no identity is the backlog.
    """

    title: str
    rows: tuple[tuple[str, str, str], ...]
    sprint_id: str | None
    sprint_name: str


def take_out(view: "PlanView", sprint: Sprint) -> TakeOut | None:
    """Return what to take out; ``None`` when the sprint does not run or everything fits."""
    if sprint.is_closed or not sprint.started_on:
        return None
    burndown = view.tracking.burndown(sprint.id)
    if not burndown.take_out:
        return None
    ranks = {item.key: rank for rank, item in enumerate(view.plan.backlog)}
    chosen = sorted(burndown.take_out, key=lambda entry: ranks[entry[0]])
    total = amount(fsum(entry[2] for entry in chosen), burndown.unit)
    last = WEEKDAYS[burndown.days[-1].day.weekday()]
    later = _next_of(view.plan, sprint)
    return TakeOut(
        title=f"To be 85 % sure of {last}, take out {total}",
        rows=tuple((key, title, size(work)) for key, title, work in chosen),
        sprint_id=None if later is None else later.id,
        sprint_name="the backlog" if later is None else later.name,
    )


def _next_of(plan: Plan, sprint: Sprint) -> Sprint | None:
    coming = [entry for entry in plan.coming_sprints() if entry.period.start >= sprint.period.end]
    return coming[0] if coming else None


def frozen_note(plan: Plan) -> str:
    """Return that closed sprints never change, or nothing without one."""
    closed = plan.closed_sprints()
    if not closed:
        return ""
    names = closed[0].name if len(closed) == 1 else f"{closed[0].name} to {closed[-1].name}"
    start = "A closed sprint is" if len(closed) == 1 else "Closed sprints are"
    return f"{start} frozen: {names} will never change, whatever is imported later."


def span_of(names: tuple[str, ...]) -> str:
    """Return ``"S9 to S14"``."""
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}" if names else ""


def has_begun(view: "PlanView", sprint: Sprint) -> bool:
    """Say whether a sprint has anything to track: it was started, its days have come, or it is over."""
    return sprint.is_closed or sprint.started_on is not None or view.today >= sprint.period.start


def no_snapshot(view: "PlanView", sprint: Sprint) -> bool:
    """Say whether no snapshot was taken within a sprint."""
    return not any(shot.taken_on in sprint.period for shot in view.plan.snapshots)


def snapshot_note(view: "PlanView", sprint: Sprint) -> str:
    """Return where the points of a burndown come from, and what is missing for it; nothing when all is plain."""
    known = not no_snapshot(view, sprint)
    if any(point.from_dates for point in view.tracking.burndown(sprint.id).points):
        return BY_DATES if known else f"{BY_DATES} No snapshot was taken yet."
    if sprint.is_closed:
        return "" if known else f"No snapshot was taken in {sprint.name}: only its start and its end are known."
    if not has_begun(view, sprint):
        return f"{sprint.name} has not started. This is its ideal line, by the people who will be there."
    return "" if known else "No snapshot in this sprint yet: import a backlog, or take a snapshot now."


def sprint_words(sprint: Sprint) -> str:
    """Return a sprint as a line of a menu: ``"S14, 4–15 May"``, ``"S15, running"``."""
    if sprint.started_on and not sprint.is_closed:
        return f"{sprint.name}, running"
    dates = f"{sprint.name}, {period_short(sprint.period)}"
    return dates if sprint.is_closed else f"{dates}, planned"


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """One closed sprint as its actuals have it; ``None`` is unknown, never zero.

    Parameters
    ----------
    kept
        Completed over committed.
    per_pd
        Work per effective person-day.
    note
        Why it is left out of the forecast, else what was special.
    """

    id: str
    name: str
    dates: str
    committed: float | None
    completed: float
    carried: float | None
    kept: float | None
    per_pd: float | None
    reserve_planned_pd: float | None
    reserve_spent_pd: float | None
    counted: bool
    note: str


def closed_rows(plan: Plan) -> tuple[ClosedRow, ...]:
    """Return the closed sprints, newest first."""
    closed = reversed(plan.closed_sprints())
    return tuple(_closed_row(sprint, sprint.actuals) for sprint in closed if sprint.actuals is not None)


def _closed_row(sprint: Sprint, actuals: SprintActuals) -> ClosedRow:
    return ClosedRow(
        id=sprint.id,
        name=sprint.name,
        dates=f"{period_short(sprint.period)} {sprint.period.last_day.year}",
        committed=actuals.committed,
        completed=actuals.completed,
        carried=actuals.carried,
        kept=actuals.completed / actuals.committed if actuals.committed else None,
        per_pd=actuals.completed / actuals.effective_pd if actuals.effective_pd else None,
        reserve_planned_pd=actuals.reserve_planned_pd,
        reserve_spent_pd=actuals.reserve_spent_pd,
        counted=not actuals.excluded_because,
        note=f"Left out: {actuals.excluded_because}" if actuals.excluded_because else actuals.note,
    )


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One measure of two sprints, in words."""

    id: str
    name: str
    first: str
    second: str


def comparison(view: "PlanView", first: Sprint, second: Sprint) -> tuple[ComparisonRow, ...]:
    """Return two sprints side by side."""
    texts = (_measures(view, first), _measures(view, second))
    return tuple(ComparisonRow(name, name, texts[0][name], texts[1][name]) for name in texts[0])


def _measures(view: "PlanView", sprint: Sprint) -> dict[str, str]:
    bridge = view.tracking.bridge(sprint.id)
    reserve = view.tracking.reserve_progress(sprint.id)
    actuals = sprint.actuals
    effective = view.capacity[sprint.id].steps.effective_pd if actuals is None else actuals.effective_pd
    per_pd = bridge.done / effective if effective and sprint.is_closed else None
    return {
        "Dates": f"{period_short(sprint.period)} {sprint.period.last_day.year}",
        **_scope_measures(bridge),
        "Effective person-days": UNKNOWN if effective is None else pd(effective),
        "Done per person-day": UNKNOWN if per_pd is None else number(per_pd, 2),
        "Reserve spent": f"{pd(reserve.spent_pd)} of {pd(reserve.planned_pd)}" if reserve.planned_pd else UNKNOWN,
    }


def _scope_measures(bridge: ScopeBridge) -> dict[str, str]:
    def text(work: float | None, *, sign: bool = False) -> str:
        if work is None:
            return UNKNOWN
        return signed(work) if sign else amount(work, bridge.unit)

    removed = None if bridge.removed is None else -bridge.removed
    kept = bridge.done / bridge.committed if bridge.committed else None
    return {
        "Committed": text(bridge.committed),
        "Added": text(bridge.added, sign=True),
        "Removed": text(removed, sign=True),
        "Re-estimated": text(bridge.re_estimated, sign=True),
        "Done": text(bridge.done),
        "Left or carried over": text(bridge.left),
        "Done of committed": UNKNOWN if kept is None else percent(kept),
    }


def predictability_words(view: "PlanView") -> str:
    """Return how commitments were kept, as a line under the chart."""
    record = view.tracking.predictability
    if record.ratio is None:
        return ""
    return f"Met in {record.met} of {record.counted}. Half of the sprints completed {percent(record.ratio)} or more."


def debt_words(view: "PlanView") -> str:
    """Return how the register's principal moved over the closed sprints, as a line under the chart."""
    trend = view.tracking.debt
    known = [row for row in trend.rows if row.added_pd is not None and row.paid_pd is not None]
    if not known:
        return ""
    came, went = fsum(row.added_pd or 0.0 for row in known), fsum(row.paid_pd or 0.0 for row in known)
    since = f", the stock falls since {trend.falling_since}" if trend.falling_since else ""
    return f"{pd(came)} came in, {pd(went)} went out{since}."


def history_headline(view: "PlanView") -> Headline:
    """Say how commitments were kept over all closed sprints."""
    chart, record = view.tracking.velocity, view.tracking.predictability
    done = [row.completed for row in chart.closed]
    if not done:
        return Headline("No sprint is closed yet", "Close a sprint, or import sprint history.")
    title = f"{count(len(done), 'sprint')} closed"
    if record.counted:
        title = f"The commitment was met in {record.met} of {count(record.counted, 'sprint')}"
    unit = unit_name(chart.unit)
    line = f"{size(min(done))} to {size(max(done))} {unit} a sprint, {number(fsum(done) / len(done))} on average."
    left_out = [row.name for row in chart.closed if row.excluded_because]
    return Headline(title, f"{line} {listing(left_out)} left out of the forecast." if left_out else line)


def delivery_headline(view: "PlanView") -> Headline:
    """Say where delivery stands against the team's own baseline."""
    trend = view.tracking.delivery
    line = trend.lines[0]
    if trend.is_empty:
        return Headline("No delivery measures yet", "Type them for a closed sprint, or when closing one.")
    known = [
        f"{entry.title.lower()} {delivery_value(entry, entry.latest)}" for entry in trend.lines[1:] if entry.latest
    ]
    rest = f"{listing(known)}. " if known else ""
    title = "Deployments are not known" if line.latest is None else f"{count(int(line.latest), 'deployment')} a sprint"
    words = f"{rest}Compared only with the team's own median, no targets."
    base = "" if line.baseline is None or line.latest is None else f", own baseline {size(line.baseline)}"
    return Headline(f"{title}{base}", words[:1].upper() + words[1:])


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Delivery measures of one closed sprint; ``None`` is unknown, never zero."""

    id: str
    name: str
    dates: str
    deployments: int | None
    failed_change_share: float | None
    restore_hours: float | None


def delivery_rows(plan: Plan) -> tuple[DeliveryRow, ...]:
    """Return the delivery measures of the closed sprints, newest first."""
    return tuple(
        DeliveryRow(
            id=sprint.id,
            name=sprint.name,
            dates=f"{period_short(sprint.period)} {sprint.period.last_day.year}",
            deployments=sprint.actuals.delivery.deployments,
            failed_change_share=sprint.actuals.delivery.failed_change_share,
            restore_hours=sprint.actuals.delivery.restore_hours,
        )
        for sprint in reversed(plan.closed_sprints())
        if sprint.actuals is not None
    )
