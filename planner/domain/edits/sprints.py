"""Edits of sprints: plan, start, close. Whatever touches a closed sprint is refused."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from planner.domain.backlog import BacklogItem
from planner.domain.calendar import DAYS_IN_WEEK, Period
from planner.domain.edits.base import BaseEdit
from planner.domain.edits.sequence import added, identity, removed, replaced
from planner.domain.errors import ClosedSprintError, InvalidValueError
from planner.domain.plan import Plan
from planner.domain.sprint import DeliveryMeasures, Sprint, SprintActuals, SprintObservations, SprintState

WEEKEND_DAYS = 2
BEST_PULSE = 5


@dataclass(frozen=True, slots=True)
class AddSprint(BaseEdit):
    """A sprint is added; sprints stay in time order and never overlap."""

    sprint: Sprint

    def apply(self, plan: Plan) -> Plan:
        """Insert by start date."""
        if self.sprint.is_closed != (self.sprint.actuals is not None):
            raise InvalidValueError("sprint", self.sprint.name, "actuals exactly when it is closed")
        _check_reserve(self.sprint.reserve_share)
        sprints = added(plan.sprints, self.sprint, noun="sprint")
        return replace(plan, sprints=_in_order(sprints))


@dataclass(frozen=True, slots=True)
class ChangeSprint(BaseEdit):
    """Name, dates, goal or own reserve of a sprint that is not closed change."""

    sprint: Sprint

    def apply(self, plan: Plan) -> Plan:
        """Exchange the sprint, unless it is closed or would become so by the back door."""
        before = open_sprint(plan, self.sprint.id)
        if self.sprint.is_closed:
            raise ClosedSprintError(self.sprint.name)
        if self.sprint.state is not before.state or self.sprint.actuals is not None:
            raise InvalidValueError("state", self.sprint.state, "starting and closing are edits of their own")
        _check_reserve(self.sprint.reserve_share)
        sprints = replaced(plan.sprints, self.sprint, noun="sprint")
        return plan if sprints is plan.sprints else replace(plan, sprints=_in_order(sprints))


@dataclass(frozen=True, slots=True)
class RemoveSprint(BaseEdit):
    """A sprint that is not closed is dropped; its items go back to the backlog, without their pins."""

    sprint_id: str

    def apply(self, plan: Plan) -> Plan:
        """Drop the sprint and every plan made for it."""
        open_sprint(plan, self.sprint_id)
        backlog = tuple(
            replace(item, sprint_id=None, stretch=False, pinned=False) if item.sprint_id == self.sprint_id else item
            for item in plan.backlog
        )
        debt = tuple(
            replace(entry, allocations=tuple(part for part in entry.allocations if part.sprint_id != self.sprint_id))
            for entry in plan.debt
        )
        overrides = tuple(entry for entry in plan.team.overrides if entry.sprint_id != self.sprint_id)
        return replace(
            plan,
            sprints=removed(plan.sprints, self.sprint_id, noun="sprint"),
            backlog=backlog,
            debt=debt,
            exceptions=tuple(entry for entry in plan.exceptions if entry.sprint_id != self.sprint_id),
            team=plan.team if overrides == plan.team.overrides else replace(plan.team, overrides=overrides),
        )


@dataclass(frozen=True, slots=True)
class SetSprintReserve(BaseEdit):
    """One sprint gets a reserve of its own; ``None`` follows the policy again. A slider's drag is one step."""

    sprint_id: str
    share: float | None

    @property
    def merge_key(self) -> str:
        """One drag is one step."""
        return f"reserve:{self.sprint_id}"

    def apply(self, plan: Plan) -> Plan:
        """Exchange the share."""
        sprint = open_sprint(plan, self.sprint_id)
        _check_reserve(self.share)
        sprints = replaced(plan.sprints, replace(sprint, reserve_share=self.share), noun="sprint")
        return plan if sprints is plan.sprints else replace(plan, sprints=sprints)


@dataclass(frozen=True, slots=True)
class StartSprint(BaseEdit):
    """The next sprint starts: what is in it and not stretch is the commitment."""

    sprint_id: str
    started_on: date

    def apply(self, plan: Plan) -> Plan:
        """Freeze the commitment; only one sprint is active at a time."""
        sprint = open_sprint(plan, self.sprint_id)
        if any(other.state is SprintState.ACTIVE for other in plan.sprints):
            raise InvalidValueError("sprint", sprint.name, "no other active sprint: close it first")
        promised = [item for item in plan.items_in(sprint.id) if not item.stretch and item.is_open]
        started = replace(
            sprint,
            state=SprintState.ACTIVE,
            started_on=self.started_on,
            commitment=sum(item.size or 0.0 for item in promised),
            committed_keys=tuple(item.key for item in promised),
        )
        return replace(plan, sprints=replaced(plan.sprints, started, noun="sprint"))


@dataclass(frozen=True, slots=True)
class CloseSprint(BaseEdit):
    """A sprint ends: its actuals are frozen, and what is not done is carried to the next one or to the backlog.

    ``remaining`` gives the size left of carried items, by key; an item that is not named keeps its size.
    """

    sprint_id: str
    actuals: SprintActuals
    carry_to: str | None = None
    remaining: tuple[tuple[str, float], ...] = ()

    def apply(self, plan: Plan) -> Plan:
        """Close the sprint and move its unfinished items."""
        sprint = open_sprint(plan, self.sprint_id)
        self._check(plan)
        left = dict(self.remaining)
        backlog = tuple(
            self._carried(item, left.get(item.key)) if item.sprint_id == self.sprint_id else item
            for item in plan.backlog
        )
        closed = replace(sprint, state=SprintState.CLOSED, actuals=self.actuals)
        return replace(plan, sprints=replaced(plan.sprints, closed, noun="sprint"), backlog=backlog)

    def _check(self, plan: Plan) -> None:
        if self.carry_to is not None:
            open_sprint(plan, self.carry_to)
        if self.carry_to == self.sprint_id:
            raise InvalidValueError("carry to", self.carry_to, "another sprint or the backlog")
        for name, amount in (("completed", self.actuals.completed), *self.remaining):
            if not 0 <= amount < float("inf"):
                raise InvalidValueError(name, amount, "a number of 0 or more")

    def _carried(self, item: BacklogItem, left: float | None) -> BacklogItem:
        if not item.is_open:
            return item
        history = item.sprint_history
        if self.sprint_id not in history:
            history = (*history, self.sprint_id)
        remaining = item.remaining if left is None else left
        return replace(item, sprint_id=self.carry_to, remaining=remaining, sprint_history=history, stretch=False)


@dataclass(frozen=True, slots=True)
class ExcludeSprint(BaseEdit):
    """A closed sprint is left out of the velocity history, with a reason; an empty reason takes it back in.

    This is the one thing about a closed sprint that may change: its figures stay.
    """

    sprint_id: str
    reason: str

    def apply(self, plan: Plan) -> Plan:
        """Exchange the reason."""
        sprint = plan.sprint(self.sprint_id)
        if sprint.actuals is None:
            raise InvalidValueError("sprint", sprint.name, "a closed sprint")
        actuals = replace(sprint.actuals, excluded_because=self.reason.strip())
        sprints = replaced(plan.sprints, replace(sprint, actuals=actuals), noun="sprint")
        return plan if sprints is plan.sprints else replace(plan, sprints=sprints)


@dataclass(frozen=True, slots=True)
class SetDelivery(BaseEdit):
    """Delivery measures of a sprint are typed in; they are observations, so a closed sprint may get them late."""

    sprint_id: str
    delivery: DeliveryMeasures

    def apply(self, plan: Plan) -> Plan:
        """Exchange the measures."""
        sprint = plan.sprint(self.sprint_id)
        if sprint.actuals is None:
            raise InvalidValueError("sprint", sprint.name, "a closed sprint")
        failed = self.delivery.failed_change_share
        if failed is not None and not 0 <= failed <= 1:
            raise InvalidValueError("failed changes", failed, "a share between 0 and 1")
        actuals = replace(sprint.actuals, delivery=self.delivery)
        sprints = replaced(plan.sprints, replace(sprint, actuals=actuals), noun="sprint")
        return plan if sprints is plan.sprints else replace(plan, sprints=sprints)


@dataclass(frozen=True, slots=True)
class SetObservations(BaseEdit):
    """What people saw in a sprint is written down; like delivery measures this may come late."""

    sprint_id: str
    observations: SprintObservations

    def apply(self, plan: Plan) -> Plan:
        """Exchange the observations."""
        sprint = plan.sprint(self.sprint_id)
        if sprint.actuals is None:
            raise InvalidValueError("sprint", sprint.name, "a closed sprint")
        _check_observations(self.observations)
        actuals = replace(sprint.actuals, observations=self.observations)
        sprints = replaced(plan.sprints, replace(sprint, actuals=actuals), noun="sprint")
        return plan if sprints is plan.sprints else replace(plan, sprints=sprints)


def _check_observations(seen: SprintObservations) -> None:
    amounts = (seen.learning_spent_pd, seen.bugs_spent_pd, seen.overtime_hours, seen.weekend_days)
    for amount in amounts:
        if amount is not None and not 0 <= amount < float("inf"):
            raise InvalidValueError("observations", amount, "numbers of 0 or more")
    if seen.pulse is not None and not 1 <= seen.pulse <= BEST_PULSE:
        raise InvalidValueError("pulse", seen.pulse, "a mean between 1 and 5")


def open_sprint(plan: Plan, sprint_id: str) -> Sprint:
    """Return a sprint that may still change.

    Raises
    ------
    ClosedSprintError
        When it is closed.
    UnknownReferenceError
        When there is none.
    """
    sprint = plan.sprint(sprint_id)
    if sprint.is_closed:
        raise ClosedSprintError(sprint.name)
    return sprint


def next_sprints(plan: Plan, count: int, *, start: date | None = None) -> tuple[Sprint, ...]:
    """Return ``count`` planned sprints that continue the plan's rhythm of names and lengths; they are not added.

    A weekend after the last day of a sprint is left between the new ones too.

    Parameters
    ----------
    start
        First day when the plan has no sprint yet.
    """
    made: list[Sprint] = []
    taken = {word for entry in plan.sprints for word in (entry.id, entry.name)}
    last = plan.sprints[-1] if plan.sprints else None
    for _ in range(count):
        first = last.period.start + _step(last) if last else (start or date(2000, 1, 3))
        length = (last.period.end - last.period.start) if last else timedelta(weeks=2) * plan.settings.sprint_days // 10
        name = _next_name(last.name if last else "S0", taken=taken)
        taken.add(name)
        last = Sprint(id=name, name=name, period=Period(first, first + length))
        made.append(last)
    return tuple(made)


def _step(sprint: Sprint) -> timedelta:
    """Return the time from one start to the next: whole weeks when only the weekend after the last day is missing."""
    length = (sprint.period.end - sprint.period.start).days
    missing = -length % DAYS_IN_WEEK
    return timedelta(days=length + missing if missing <= WEEKEND_DAYS else length)


def _next_name(name: str, *, taken: set[str]) -> str:
    stem = name.rstrip("0123456789")
    number = int(name[len(stem) :] or 0)
    while True:
        number += 1
        if f"{stem}{number}" not in taken:
            return f"{stem}{number}"


def _in_order(sprints: tuple[Sprint, ...]) -> tuple[Sprint, ...]:
    ordered = tuple(sorted(sprints, key=lambda sprint: sprint.period.start))
    for earlier, later in pairwise(ordered):
        if earlier.period.overlaps(later.period):
            raise InvalidValueError("sprint", identity(later), f"dates that do not overlap {earlier.name}")
    return ordered


def _check_reserve(share: float | None) -> None:
    if share is not None and not 0 <= share <= 0.9:  # noqa: PLR2004 - the same bound as the policy's ceiling
        raise InvalidValueError("reserve", share, "a share between 0 and 0.9")
