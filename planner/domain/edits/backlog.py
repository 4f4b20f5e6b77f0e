"""Edits of the backlog: items, their rank, sprint, size and links."""

from dataclasses import dataclass, replace

from planner.domain.backlog import BacklogItem, Estimate, Milestone, Status
from planner.domain.edits.base import BaseEdit
from planner.domain.edits.sequence import added, changed, removed, replaced
from planner.domain.edits.sprints import open_sprint
from planner.domain.errors import DependencyCycleError, InvalidValueError
from planner.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class AddItem(BaseEdit):
    """A new item, ranked at ``at`` (last by default)."""

    item: BacklogItem
    at: int | None = None

    def apply(self, plan: Plan) -> Plan:
        """Insert the item."""
        _check_item(plan, self.item)
        backlog = added(plan.backlog, self.item, noun="item", at=self.at)
        check_acyclic(backlog)
        return replace(plan, backlog=backlog)


@dataclass(frozen=True, slots=True)
class ChangeItem(BaseEdit):
    """Any field of an item changes; the key stays."""

    item: BacklogItem

    def apply(self, plan: Plan) -> Plan:
        """Exchange the item."""
        before = plan.item(self.item.key)
        _check_item(plan, self.item, before=before)
        backlog = replaced(plan.backlog, self.item, noun="item")
        if backlog is plan.backlog:
            return plan
        if before.depends_on != self.item.depends_on:
            check_acyclic(backlog)
        return replace(plan, backlog=backlog)


@dataclass(frozen=True, slots=True)
class RemoveItem(BaseEdit):
    """An item is deleted, and with it the links of others to it."""

    key: str

    def apply(self, plan: Plan) -> Plan:
        """Drop the item and every dependency on it."""
        kept = removed(plan.backlog, self.key, noun="item")
        backlog = tuple(
            replace(item, depends_on=tuple(key for key in item.depends_on if key != self.key))
            if self.key in item.depends_on
            else item
            for item in kept
        )
        return replace(plan, backlog=backlog)


@dataclass(frozen=True, slots=True)
class SetEstimate(BaseEdit):
    """An item is sized, or its size is taken away (``None``)."""

    key: str
    estimate: Estimate | None

    def apply(self, plan: Plan) -> Plan:
        """Exchange the estimate; a remaining size typed earlier is forgotten with it."""
        backlog = changed(
            plan.backlog, self.key, lambda item: replace(item, estimate=self.estimate, remaining=None), noun="item"
        )
        return plan if backlog is plan.backlog else replace(plan, backlog=backlog)


@dataclass(frozen=True, slots=True)
class SetStatus(BaseEdit):
    """An item moves on."""

    key: str
    status: Status

    def apply(self, plan: Plan) -> Plan:
        """Exchange the status; the tracker's own word no longer applies."""
        backlog = changed(
            plan.backlog, self.key, lambda item: replace(item, status=self.status, status_text=""), noun="item"
        )
        return plan if backlog is plan.backlog else replace(plan, backlog=backlog)


@dataclass(frozen=True, slots=True)
class MoveItems(BaseEdit):
    """Items are planned in another sprint; ``None`` is the backlog. Closed sprints neither give nor take."""

    keys: tuple[str, ...]
    sprint_id: str | None
    stretch: bool = False

    def apply(self, plan: Plan) -> Plan:
        """Set the sprint of each item."""
        if self.sprint_id is not None:
            open_sprint(plan, self.sprint_id)
        backlog = plan.backlog
        for key in self.keys:
            _check_leaves(plan, plan.item(key), self.sprint_id)
            stretch = self.stretch and self.sprint_id is not None
            backlog = changed(
                backlog,
                key,
                lambda item, s=stretch: replace(item, sprint_id=self.sprint_id, stretch=s),  # type: ignore[misc]
                noun="item",
            )
        return plan if backlog is plan.backlog else replace(plan, backlog=backlog)


@dataclass(frozen=True, slots=True)
class PinItems(BaseEdit):
    """Items are pinned to where they are, or released."""

    keys: tuple[str, ...]
    pinned: bool = True

    def apply(self, plan: Plan) -> Plan:
        """Set the pin of each item."""
        backlog = plan.backlog
        for key in self.keys:
            backlog = changed(backlog, key, lambda item: replace(item, pinned=self.pinned), noun="item")
        return plan if backlog is plan.backlog else replace(plan, backlog=backlog)


@dataclass(frozen=True, slots=True)
class RankItems(BaseEdit):
    """Items move, in the order given, to just before another item; ``before`` empty means last."""

    keys: tuple[str, ...]
    before: str = ""

    def apply(self, plan: Plan) -> Plan:
        """Take the items out and put them back at the new place."""
        if self.before in self.keys:
            raise InvalidValueError("rank", self.before, "a place outside the moved items")
        moved = tuple(plan.item(key) for key in dict.fromkeys(self.keys))
        chosen = set(self.keys)
        rest = [item for item in plan.backlog if item.key not in chosen]
        place = len(rest) if not self.before else rest.index(plan.item(self.before))
        backlog = (*rest[:place], *moved, *rest[place:])
        unmoved = all(old is new for old, new in zip(plan.backlog, backlog, strict=True))
        return plan if unmoved else replace(plan, backlog=backlog)


@dataclass(frozen=True, slots=True)
class SetDependencies(BaseEdit):
    """What an item waits for."""

    key: str
    depends_on: tuple[str, ...]

    def apply(self, plan: Plan) -> Plan:
        """Exchange the links; unknown keys and cycles are refused."""
        for key in self.depends_on:
            plan.item(key)
        backlog = changed(plan.backlog, self.key, lambda item: replace(item, depends_on=self.depends_on), noun="item")
        check_acyclic(backlog)
        return plan if backlog is plan.backlog else replace(plan, backlog=backlog)


@dataclass(frozen=True, slots=True)
class PutMilestone(BaseEdit):
    """A milestone is added or changed; a target that moves is remembered."""

    milestone: Milestone

    def apply(self, plan: Plan) -> Plan:
        """Exchange the milestone of the same identity, or add it at the end."""
        before = next((entry for entry in plan.milestones if entry.id == self.milestone.id), None)
        if before is None:
            return replace(plan, milestones=added(plan.milestones, self.milestone, noun="milestone"))
        milestone = self.milestone
        if before.due is not None and before.due != milestone.due:
            milestone = replace(milestone, earlier_dues=(*before.earlier_dues, before.due))
        return replace(plan, milestones=replaced(plan.milestones, milestone, noun="milestone"))


@dataclass(frozen=True, slots=True)
class RemoveMilestone(BaseEdit):
    """A milestone is dropped; its items stay."""

    milestone_id: str

    def apply(self, plan: Plan) -> Plan:
        """Drop the milestone, the marks on its items, and its place in risks."""
        backlog = tuple(
            replace(item, milestone_id="") if item.milestone_id == self.milestone_id else item for item in plan.backlog
        )
        milestones = removed(plan.milestones, self.milestone_id, noun="milestone")
        risks = tuple(
            replace(risk, milestone_id="") if risk.milestone_id == self.milestone_id else risk for risk in plan.risks
        )
        return replace(plan, milestones=milestones, backlog=backlog, risks=plan.risks if risks == plan.risks else risks)


def check_acyclic(backlog: tuple[BacklogItem, ...]) -> None:
    """Check that no items wait for each other.

    Raises
    ------
    DependencyCycleError
        With the path of the first cycle found.
    """
    waits = {item.key: item.depends_on for item in backlog}
    finished: set[str] = set()
    for start in waits:
        path: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            key, place = stack.pop()
            if place == 0:
                if key in finished or key not in waits:
                    continue
                if key in path:
                    raise DependencyCycleError((*path[path.index(key) :], key))
                path.append(key)
            if place < len(waits[key]):
                stack += [(key, place + 1), (waits[key][place], 0)]
            else:
                finished.add(path.pop())


def _check_item(plan: Plan, item: BacklogItem, *, before: BacklogItem | None = None) -> None:
    if not item.key.strip() or not item.title.strip():
        raise InvalidValueError("title", item.title, "a key and a title")
    if item.remaining is not None and not 0 <= item.remaining < float("inf"):
        raise InvalidValueError("remaining", item.remaining, "a number of 0 or more")
    if before is None or before.sprint_id != item.sprint_id:
        if item.sprint_id is not None:
            open_sprint(plan, item.sprint_id)
        if before is not None:
            _check_leaves(plan, before, item.sprint_id)


def _check_leaves(plan: Plan, item: BacklogItem, goal: str | None) -> None:
    if item.sprint_id is not None and item.sprint_id != goal and item.status is Status.DONE:
        open_sprint(plan, item.sprint_id)
