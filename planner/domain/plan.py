"""The plan: one immutable value. Every change is an edit that returns a new one and shares what did not change."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Protocol, TypeVar, runtime_checkable

from planner.domain.backlog import BacklogItem, Milestone
from planner.domain.baseline import Baseline
from planner.domain.debt import DebtItem
from planner.domain.decision import Decision
from planner.domain.errors import UnknownReferenceError
from planner.domain.policy import ReserveException, ReservePolicy
from planner.domain.risk import Risk
from planner.domain.settings import PlanSettings
from planner.domain.snapshot import Snapshot
from planner.domain.sprint import Sprint
from planner.domain.team import Member, Team

_Entry = TypeVar("_Entry")


@runtime_checkable
class Edit(Protocol):
    """A change that can be read aloud: a frozen dataclass whose fields say everything about it.

    ``apply`` validates and returns the changed plan, or raises a :class:`~planner.domain.errors.PlannerError` and
    changes nothing. Two edits with the same non-empty ``merge_key`` that follow each other are one undo step.
    """

    @property
    def merge_key(self) -> str:
        """Identity of the drag or typing that this edit is part of; empty for a step of its own."""

    def apply(self, plan: "Plan") -> "Plan":
        """Return ``plan`` with this change made."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named list of edits replayed over the plan, and nothing else."""

    id: str
    name: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything Ballast knows about one team's work.

    ``backlog`` is in rank order, ``sprints`` in time order, ``snapshots`` and ``baselines`` in
    date order.
    """

    name: str = "New plan"
    team: Team = Team()
    sprints: tuple[Sprint, ...] = ()
    backlog: tuple[BacklogItem, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    debt: tuple[DebtItem, ...] = ()
    policy: ReservePolicy = ReservePolicy()
    exceptions: tuple[ReserveException, ...] = ()
    decisions: tuple[Decision, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    risks: tuple[Risk, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    settings: PlanSettings = field(default_factory=PlanSettings)

    def item(self, key: str) -> BacklogItem:
        """Return the backlog item with this key."""
        return _find(self.backlog, key, noun="item", attribute="key")

    def sprint(self, sprint_id: str) -> Sprint:
        """Return the sprint with this identity."""
        return _find(self.sprints, sprint_id, noun="sprint")

    def member(self, member_id: str) -> Member:
        """Return the member with this identity."""
        return _find(self.team.members, member_id, noun="member")

    def debt_item(self, debt_id: str) -> DebtItem:
        """Return the debt entry with this identity."""
        return _find(self.debt, debt_id, noun="debt")

    def closed_sprints(self) -> tuple[Sprint, ...]:
        """Return the frozen sprints, oldest first."""
        return tuple(sprint for sprint in self.sprints if sprint.is_closed)

    def coming_sprints(self) -> tuple[Sprint, ...]:
        """Return the sprints that are not closed, the active or next one first."""
        return tuple(sprint for sprint in self.sprints if not sprint.is_closed)

    def items_in(self, sprint_id: str) -> tuple[BacklogItem, ...]:
        """Return the items planned in a sprint, in rank order."""
        return tuple(item for item in self.backlog if item.sprint_id == sprint_id)


def changed_fields(before: Plan, after: Plan) -> frozenset[str]:
    """Return the names of the plan's fields that are not the same object any more."""
    names = (entry.name for entry in fields(Plan))
    return frozenset(name for name in names if getattr(before, name) is not getattr(after, name))


def _find(entries: Iterable[_Entry], reference: str, *, noun: str, attribute: str = "id") -> _Entry:
    for entry in entries:
        if getattr(entry, attribute) == reference:
            return entry
    raise UnknownReferenceError(noun, reference)
