"""Imported items and sprints as values of the plan: units, epics, links and sprint identities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.calendar import Period
from planner.domain.edits.backlog import check_acyclic
from planner.domain.errors import DependencyCycleError
from planner.domain.issue import Issue
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.importing.history import ImportedSprint
from planner.importing.items import ImportedItem
from planner.importing.reading import ImportedBacklog
from planner.importing.sprint_dates import lay_out

_HOURS = {"hours": 1.0, "days": 8.0, "minutes": 1 / 60, "seconds": 1 / 3600, "milliseconds": 1 / 3_600_000}
_UNITS = {
    "items": Unit.ITEMS,
    "hours": Unit.HOURS,
    "minutes": Unit.HOURS,
    "seconds": Unit.HOURS,
    "milliseconds": Unit.HOURS,
    "days": Unit.DAYS,
}
_MOST_CYCLES = 1_000


def unit_for(imported: ImportedBacklog) -> Unit:
    """Return the unit in which a new plan counts what a file holds."""
    return _UNITS.get(imported.unit, Unit.POINTS) if imported.inspection.estimate.sum > 0 else Unit.ITEMS


def size_factor(imported: ImportedBacklog, unit: Unit) -> float | None:
    """Return what an estimate of the file is multiplied with for the plan; None where no conversion is known."""
    if imported.unit in _HOURS and unit in {Unit.HOURS, Unit.DAYS}:
        return _HOURS[imported.unit] / (8.0 if unit is Unit.DAYS else 1.0)
    as_points = imported.unit not in _HOURS and imported.unit != "items"
    return 1.0 if as_points and unit is Unit.POINTS else None


@dataclass(frozen=True, slots=True)
class Converter:
    """Turns imported items into items of one plan.

    ``sprint_ids`` are the identities of the sprints that the plan has or will have, by name; ``closed`` are the
    identities of those that are closed.
    """

    unit: Unit
    factor: float | None
    sprint_ids: dict[str, str]
    closed: frozenset[str]

    def item(self, source: ImportedItem) -> BacklogItem:
        """Return one item as the plan would hold it, links unchecked."""
        kind = ItemKind.EPIC if source.children_summed else source.kind
        return BacklogItem(
            key=source.key,
            title=source.title or source.key,
            kind=kind,
            status=source.status,
            status_text=source.status_text,
            estimate=None if kind is ItemKind.EPIC else self._estimate(source.estimate),
            sprint_id=self._sprint(source),
            epic=source.epic,
            parent=source.parent,
            priority=source.priority,
            labels=source.labels,
            components=source.components,
            assignees=source.assignees,
            depends_on=source.depends_on,
            sprint_history=tuple(self.sprint_ids.get(name, name) for name in source.sprint_history),
            created_on=source.created,
            started_on=source.started,
            done_on=source.resolved if source.status is Status.DONE else None,
            due_on=source.due,
            debt_reason=source.debt_reason,
            url=source.url,
        )

    def _estimate(self, estimate: float | None) -> Estimate | None:
        if self.unit is Unit.ITEMS:
            return Estimate.single(1.0)
        if estimate is None:
            return None
        return Estimate.single(round(estimate * (1.0 if self.factor is None else self.factor), 6))

    def _sprint(self, source: ImportedItem) -> str | None:
        """Return the sprint an item is in; unfinished work of a closed sprint is back in the backlog."""
        sprint_id = self.sprint_ids.get(source.sprint)
        return None if sprint_id in self.closed and source.status is not Status.DONE else sprint_id


def sprints_to_add(
    plan: Plan, imported: ImportedBacklog, *, taken_on: date
) -> tuple[tuple[Sprint, ...], tuple[Sprint, ...], tuple[Issue, ...]]:
    """Return the closed and the open sprints of a file that the plan lacks, and what had to be assumed."""
    history = imported.history
    periods, assumed = lay_out(history, taken_on=taken_on, sprint_days=plan.settings.sprint_days)
    known = {name for sprint in plan.sprints for name in (sprint.id, sprint.name)}
    counted = size_factor(imported, plan.settings.unit)
    issues: list[Issue] = []
    closed: list[Sprint] = []
    coming: list[Sprint] = []
    for source, period in zip(history, periods, strict=True):
        if source.name in known:
            continue
        if any(period.overlaps(sprint.period) for sprint in plan.sprints):
            note = "Its dates overlap a sprint of the plan; it is not added."
            issues.append(Issue("sprint-overlaps", value=source.name, note=note))
            continue
        over = source.closed or (source.dated_by == "file" and period.end <= taken_on)
        sprint = _sprint(source, period, closed=over, unit=plan.settings.unit, factor=counted)
        (closed if over else coming).append(sprint)
    if assumed and (closed or coming):
        note = "The file gives its sprints no dates; a regular rhythm is assumed. Change the dates where they differ."
        issues.append(Issue("sprint-dates-assumed", value=str(len(closed) + len(coming)), note=note))
    return tuple(closed), tuple(coming), tuple(issues)


def _sprint(source: ImportedSprint, period: Period, *, closed: bool, unit: Unit, factor: float | None) -> Sprint:
    if not closed:
        return Sprint(source.name, source.name, period)
    in_items = unit is Unit.ITEMS
    scale = 1.0 if factor is None else factor
    completed = float(source.completed_items) if in_items and source.completed_keys else source.completed * scale
    committed = float(source.committed_items) if in_items and source.completed_keys else source.committed * scale
    carried = float(source.carried_items) if in_items and source.completed_keys else source.carried * scale
    actuals = SprintActuals(
        completed=completed,
        committed=None if source.is_window else committed,
        carried=None if source.is_window else carried,
        committed_items=None if source.is_window else source.committed_items,
        completed_items=source.completed_items,
        completed_keys=source.completed_keys,
        carried_keys=source.carried_keys,
    )
    return Sprint(source.name, source.name, period, state=SprintState.CLOSED, actuals=actuals)


def sound_links(
    items: Sequence[BacklogItem], *, others: Iterable[BacklogItem] = (), expected: Iterable[str] = ()
) -> tuple[list[BacklogItem], tuple[Issue, ...]]:
    """Return the items with links only to items that exist, and without cycles, telling what was dropped.

    Parameters
    ----------
    others
        The items of the plan, whose links stay as they are.
    expected
        Keys of items that are still to come.
    """
    mine = {item.key for item in items}
    around = tuple(item for item in others if item.key not in mine)
    keys = mine | {item.key for item in around} | set(expected)
    kept = [
        replace(item, depends_on=tuple(key for key in item.depends_on if key in keys and key != item.key))
        if item.depends_on
        else item
        for item in items
    ]
    issues: list[Issue] = []
    place = {item.key: index for index, item in enumerate(kept)}
    for _attempt in range(_MOST_CYCLES):
        try:
            check_acyclic((*kept, *around))
        except DependencyCycleError as error:
            links = list(pairwise(error.path))
            name, held_up_by = next((link for link in reversed(links) if link[0] in place), links[-1])
            waiting = kept[place[name]]
            left = tuple(key for key in waiting.depends_on if key != held_up_by)
            kept[place[waiting.key]] = replace(waiting, depends_on=left)
            note = "These items wait for each other; the last link is left out."
            issues.append(Issue("dependency-cycle", value=" -> ".join(error.path)[:200], note=note))
        else:
            return kept, tuple(issues)
    return [replace(item, depends_on=()) for item in kept], tuple(issues)
