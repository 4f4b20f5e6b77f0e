"""Sprints: planned, active, closed. A closed sprint carries frozen actuals and never changes again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.calendar import Period


class SprintState(StrEnum):
    """Where a sprint is in its life."""

    PLANNED = "planned"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DeliveryMeasures:
    """How delivery went in one sprint, typed or imported; ``None`` is unknown, never zero."""

    deployments: int | None = None
    failed_change_share: float | None = None
    restore_hours: float | None = None


@dataclass(frozen=True, slots=True)
class SprintObservations:
    """What people wrote down about a sprint, of the whole team and never of one person; ``None`` is unknown.

    Overtime and weekends are a warning signal: they are no capacity, neither here nor in any later sprint.

    Parameters
    ----------
    learning_spent_pd, bugs_spent_pd
        Person-days that went into learning and into bugs.
    overtime_hours, weekend_days
        Work beyond the agreed time, of all together.
    pulse
        Mean of a short anonymous survey, from 1 (bad) to 5 (good).
    """

    learning_spent_pd: float | None = None
    bugs_spent_pd: float | None = None
    overtime_hours: float | None = None
    weekend_days: float | None = None
    pulse: float | None = None


@dataclass(frozen=True, slots=True)
class SprintActuals:
    """What happened in a closed sprint, frozen at its close. ``None`` is unknown, never zero.

    Points (or items) satisfy ``committed + added - removed + re_estimated == completed + carried`` when all are known.

    Parameters
    ----------
    committed, completed, carried, added, removed, re_estimated
        Scope in the plan's unit; ``re_estimated`` is signed.
    completed_items
        Number of items completed.
    available_pd, effective_pd
        Person-days people were there, and those after overheads.
    reserve_planned_pd, reserve_spent_pd
        Debt reserve agreed and really used.
    principal_added_pd, principal_paid_pd, principal_pd
        Debt that came in and went out during the sprint, and the stock at its end (P50).
    stretch_keys
        What was in the sprint at its close outside the promise, and not done.
    excluded_because
        Not empty: this sprint is left out of the velocity history, for this reason.
    """

    completed: float
    committed: float | None = None
    carried: float | None = None
    added: float | None = None
    removed: float | None = None
    re_estimated: float | None = None
    committed_items: int | None = None
    completed_items: int | None = None
    available_pd: float | None = None
    effective_pd: float | None = None
    reserve_planned_pd: float | None = None
    reserve_spent_pd: float | None = None
    principal_added_pd: float | None = None
    principal_paid_pd: float | None = None
    principal_pd: float | None = None
    completed_keys: tuple[str, ...] = ()
    carried_keys: tuple[str, ...] = ()
    stretch_keys: tuple[str, ...] = ()
    delivery: DeliveryMeasures = DeliveryMeasures()
    observations: SprintObservations = SprintObservations()
    note: str = ""
    excluded_because: str = ""


@dataclass(frozen=True, slots=True)
class Sprint:
    """One time box.

    Parameters
    ----------
    period
        Half-open dates of the sprint.
    reserve_share
        Reserve agreed for this sprint alone; ``None`` follows the policy.
    commitment
        Work promised at the start, in the plan's unit; ``None`` until the sprint is started.
    actuals
        Present exactly when the sprint is closed.
    """

    id: str
    name: str
    period: Period
    state: SprintState = SprintState.PLANNED
    goal: str = ""
    reserve_share: float | None = None
    commitment: float | None = None
    committed_keys: tuple[str, ...] = ()
    started_on: date | None = None
    actuals: SprintActuals | None = None

    @property
    def is_closed(self) -> bool:
        """Say whether the sprint is frozen."""
        return self.state is SprintState.CLOSED
