"""How it went: velocity, debt flow, delivery and the kept reserve, sprint by sprint. Closed sprints are frozen."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import fsum
from statistics import median

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.debt.plan_parameters import open_debt
from planner.analysis.tracking.burndown import Burndown, BurndownDay, BurndownPoint, ScopeMark, burndown
from planner.analysis.tracking.burnup import Burnup, ScopeStep, burnup
from planner.analysis.tracking.close_sprint import close_preview, reserve_spent, spent_by_entry
from planner.analysis.tracking.scope import (
    Content,
    ScopeBridge,
    ScopeChange,
    SprintCourse,
    Swap,
    scope_bridge,
    sprint_course,
)
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.sprint import DeliveryMeasures, Sprint, SprintActuals

__all__ = [
    "Burndown",
    "BurndownDay",
    "BurndownPoint",
    "Burnup",
    "Content",
    "DebtFlow",
    "DebtTrend",
    "DeliveryLine",
    "DeliveryTrend",
    "Predictability",
    "ReserveProgress",
    "ScopeBridge",
    "ScopeChange",
    "ScopeMark",
    "ScopeStep",
    "SprintCourse",
    "Swap",
    "VelocityChart",
    "VelocityRow",
    "burndown",
    "burnup",
    "close_preview",
    "debt_trend",
    "delivery_trend",
    "predictability",
    "reserve_progress",
    "scope_bridge",
    "sprint_course",
    "velocity_chart",
]

DELIVERY_SPRINTS = 6


@dataclass(frozen=True, slots=True)
class VelocityRow:
    """One sprint of the velocity chart; ``None`` is unknown.

    Parameters
    ----------
    committed, completed, carried
        Work in the plan's unit.
    effective_pd
        Effective person-days of the sprint.
    excluded_because
        Why it is left out of the forecast's history; empty when it is in.
    """

    sprint_id: str
    name: str
    committed: float | None
    completed: float
    carried: float | None
    effective_pd: float | None
    note: str = ""
    excluded_because: str = ""
    running: bool = False

    @property
    def per_pd(self) -> float | None:
        """Work per effective person-day."""
        return self.completed / self.effective_pd if self.effective_pd else None

    @property
    def met(self) -> bool | None:
        """Whether the commitment was met."""
        return None if not self.committed else self.completed >= self.committed


@dataclass(frozen=True, slots=True)
class VelocityChart:
    """Velocity of the closed sprints, oldest first, then the running one.

    Parameters
    ----------
    notes
        What was special, such as ``"S4, S5: year end"``.
    """

    unit: Unit
    rows: tuple[VelocityRow, ...]
    notes: tuple[str, ...]

    @property
    def closed(self) -> tuple[VelocityRow, ...]:
        """The rows that will never change."""
        return tuple(row for row in self.rows if not row.running)


def velocity_chart(plan: Plan, *, today: date) -> VelocityChart:
    """Return committed, done and carried over, per sprint."""
    rows = [_closed_row(sprint, sprint.actuals) for sprint in plan.closed_sprints() if sprint.actuals is not None]
    notes = _notes(rows)
    rows += [_running_row(plan, sprint, today=today) for sprint in plan.coming_sprints() if sprint.started_on]
    return VelocityChart(plan.settings.unit, tuple(rows), notes)


def _closed_row(sprint: Sprint, actuals: SprintActuals) -> VelocityRow:
    return VelocityRow(
        sprint_id=sprint.id,
        name=sprint.name,
        committed=actuals.committed,
        completed=actuals.completed,
        carried=actuals.carried,
        effective_pd=actuals.effective_pd,
        note=actuals.note,
        excluded_because=actuals.excluded_because,
    )


def _running_row(plan: Plan, sprint: Sprint, *, today: date) -> VelocityRow:
    bridge = scope_bridge(plan, sprint, today=today)
    return VelocityRow(sprint.id, sprint.name, bridge.committed, bridge.done, None, None, running=True)


def _notes(rows: list[VelocityRow]) -> tuple[str, ...]:
    """Return the notes of the sprints, equal neighbours together."""
    found = []
    for note, group in groupby(rows, key=lambda row: row.note or row.excluded_because):
        names = [row.name for row in group]
        if note:
            found.append(f"{', '.join(names)}: {note}")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Predictability:
    """How well commitments were kept.

    Parameters
    ----------
    met, counted
        Sprints that met their commitment, of those that had one.
    ratio
        Median of completed over committed; ``None`` without any.
    """

    met: int
    counted: int
    ratio: float | None


def predictability(chart: VelocityChart) -> Predictability:
    """Return how the closed sprints kept their commitments."""
    ratios = [row.completed / row.committed for row in chart.closed if row.committed]
    met = sum(1 for row in chart.closed if row.met)
    return Predictability(met, len(ratios), median(ratios) if ratios else None)


@dataclass(frozen=True, slots=True)
class DebtFlow:
    """Debt of one closed sprint, in person-days of principal; ``None`` is unknown."""

    sprint_id: str
    name: str
    added_pd: float | None
    paid_pd: float | None
    stock_pd: float | None


@dataclass(frozen=True, slots=True)
class DebtTrend:
    """The register over time.

    Parameters
    ----------
    now_pd
        P50 of what is registered today.
    falling_since
        Name of the sprint at whose end the stock was highest, when it has fallen since; empty otherwise.
    """

    rows: tuple[DebtFlow, ...]
    now_pd: float
    falling_since: str


def debt_trend(plan: Plan) -> DebtTrend:
    """Return what came in, what went out and what was left, per closed sprint."""
    rows = tuple(
        DebtFlow(
            sprint.id,
            sprint.name,
            sprint.actuals.principal_added_pd,
            sprint.actuals.principal_paid_pd,
            sprint.actuals.principal_pd,
        )
        for sprint in plan.closed_sprints()
        if sprint.actuals is not None
    )
    known = [row for row in rows if row.stock_pd is not None]
    return DebtTrend(rows, open_debt(plan).principal_pd, _falling_since(known))


def _falling_since(known: list[DebtFlow]) -> str:
    """Return the sprint at whose end the stock peaked, when at least two sprints have passed since."""
    if not known:
        return ""
    peak = max(range(len(known)), key=lambda place: (known[place].stock_pd or 0.0, place))
    return known[peak].name if peak < len(known) - 2 else ""


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One delivery measure over the last sprints.

    Parameters
    ----------
    code
        ``"deployments"``, ``"failed-changes"`` or ``"restore-hours"``.
    values
        One per sprint, ``None`` where unknown.
    baseline
        The team's own median before the latest value; ``None`` with fewer than two values.
    """

    code: str
    title: str
    values: tuple[float | None, ...]
    latest: float | None
    baseline: float | None


@dataclass(frozen=True, slots=True)
class DeliveryTrend:
    """Delivery measures of the last sprints; no targets, no comparison with others."""

    names: tuple[str, ...]
    lines: tuple[DeliveryLine, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was ever entered."""
        return all(line.latest is None for line in self.lines)


def delivery_trend(plan: Plan, *, sprints: int = DELIVERY_SPRINTS) -> DeliveryTrend:
    """Return the delivery measures of the last closed sprints."""
    closed = [sprint for sprint in plan.closed_sprints() if sprint.actuals is not None]
    measures = [sprint.actuals.delivery for sprint in closed if sprint.actuals is not None]
    shown = measures[-sprints:]
    return DeliveryTrend(
        names=tuple(sprint.name for sprint in closed[-sprints:]),
        lines=(
            _line("deployments", "Deployments a sprint", [_deployments(entry) for entry in measures], len(shown)),
            _line("failed-changes", "Failed changes", [entry.failed_change_share for entry in measures], len(shown)),
            _line("restore-hours", "Time to restore", [entry.restore_hours for entry in measures], len(shown)),
        ),
    )


def _deployments(entry: DeliveryMeasures) -> float | None:
    return None if entry.deployments is None else float(entry.deployments)


def _line(code: str, title: str, values: list[float | None], shown: int) -> DeliveryLine:
    known = [value for value in values if value is not None]
    return DeliveryLine(
        code=code,
        title=title,
        values=tuple(values[-shown:]) if shown else (),
        latest=known[-1] if known else None,
        baseline=median(known[:-1]) if len(known) > 1 else None,
    )


@dataclass(frozen=True, slots=True)
class ReserveProgress:
    """The debt reserve of a running sprint.

    Parameters
    ----------
    planned_pd, spent_pd
        Reserve agreed, and used so far as the linked items tell.
    elapsed_share
        Part of the sprint's person-days that is over: where an even spending would be.
    lines
        Debt entry and the part of its work in this sprint that is done.
    """

    sprint_id: str
    name: str
    planned_pd: float
    spent_pd: float
    elapsed_share: float
    lines: tuple[tuple[str, float], ...]

    @property
    def text(self) -> str:
        """What is done, as a sentence part: ``"D-08 done, D-03 half done, D-10 not started"``."""
        return listing_by_state(self.lines)


def listing_by_state(lines: tuple[tuple[str, float], ...]) -> str:
    """Return entries with their progress in words."""
    return ", ".join(f"{key} {_progress_word(part)}" for key, part in lines)


def _progress_word(part: float) -> str:
    if part <= 0:
        return "not started"
    if part >= 1:
        return "done"
    for limit, word in ((0.35, "begun"), (0.65, "half done"), (1.0, "nearly done")):
        if part < limit:
            return word
    return "done"


def reserve_progress(plan: Plan, sprint: Sprint, breakdown: CapacityBreakdown, *, today: date) -> ReserveProgress:
    """Return how much of a sprint's reserve is used; of a closed one, what was frozen."""
    if sprint.actuals is not None:
        planned, spent = sprint.actuals.reserve_planned_pd or 0.0, sprint.actuals.reserve_spent_pd or 0.0
        return ReserveProgress(sprint.id, sprint.name, planned, spent, 1.0, ())
    whole = fsum(there for _, there in breakdown.there_by_day)
    over = fsum(there for day, there in breakdown.there_by_day if day <= today)
    return ReserveProgress(
        sprint_id=sprint.id,
        name=sprint.name,
        planned_pd=breakdown.steps.reserve_pd,
        spent_pd=reserve_spent(plan, sprint),
        elapsed_share=over / whole if whole > 0 else 0.0,
        lines=tuple((entry.id, part) for entry, _, part in spent_by_entry(plan, sprint)),
    )
