"""Sprint history out of the same file: which sprints, when, and what was committed, completed and carried."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from planner.domain.backlog import ItemKind, Status
from planner.importing.items import ItemTable

_NUMBERS = re.compile(r"\d+")
_WEEK = 7
_WINDOW_DAYS = 14
_FEWEST_WINDOWS = 2
_MAX_WINDOWS = 260


@dataclass(frozen=True, slots=True)
class ImportedSprint:
    """One sprint as the items tell it.

    ``committed``, ``completed`` and ``carried`` are in the backlog's unit (items when nothing is estimated), the
    ``..._items`` are counts. ``end`` is the last day, inside the sprint. ``closed`` tells that it lies behind the team.
    ``dated_by`` says where the dates come from: ``"file"``, ``"items"`` or ``""``. ``is_window`` tells that it is no
    sprint of the team but two weeks cut by us.
    """

    name: str
    start: date | None
    end: date | None
    committed: float
    completed: float
    carried: float
    committed_items: int
    completed_items: int
    carried_items: int
    closed: bool = True
    dated_by: str = ""
    is_window: bool = False
    completed_keys: tuple[str, ...] = ()
    carried_keys: tuple[str, ...] = ()


@dataclass(slots=True)
class _Box:
    """A sprint while it is being counted; members are indices of items."""

    name: str
    first_seen: int
    members: list[int] = field(default_factory=list)
    completed: list[int] = field(default_factory=list)
    carried: list[int] = field(default_factory=list)
    starts: list[date] = field(default_factory=list)
    ends: list[date] = field(default_factory=list)
    item_days: list[date] = field(default_factory=list)
    before: set[str] = field(default_factory=set)


def sprint_history(table: ItemTable, *, unit: str, end_is_next_start: bool = False) -> tuple[ImportedSprint, ...]:
    """Return the sprints of a backlog in time order; without any, two-week windows of what was resolved.

    Parameters
    ----------
    unit
        What is added up: a unit of estimates, or ``"items"``.
    end_is_next_start
        The tool writes the first moment after a sprint for its end; other files have to prove it.
    """
    boxes = _count(table)
    if not boxes:
        return _windows(table, unit=unit)
    ordered = _ordered(boxes)
    if end_is_next_start or _ends_on_starts(ordered):
        for box in ordered:
            box.ends = [day - timedelta(days=1) for day in box.ends]
    return tuple(
        _finished(box, table, unit=unit, closed=closed)
        for box, closed in zip(ordered, _closed(ordered, table), strict=True)
    )


def _count(table: ItemTable) -> dict[str, _Box]:
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, names in enumerate(table.sprints.per_item):
        groups[names].append(index)
    groups.pop((), None)
    boxes: dict[str, _Box] = {}
    statuses, done = table.statuses, Status.DONE
    epics = {index for index, kind in enumerate(table.kinds) if kind is ItemKind.EPIC} | table.summed
    dated = any(table.sprint_starts) or any(table.sprint_ends)
    for names, indices in groups.items():
        for place, name in enumerate(names):
            boxes.setdefault(name, _Box(name, len(boxes))).before.update(names[:place])
        if dated:
            _add_dates(boxes[names[-1]], table, indices)
        counted = [index for index in indices if index not in epics] if epics else indices
        for name in names[:-1]:
            boxes[name].carried += counted
        for name in names:
            boxes[name].members += counted
        boxes[names[-1]].completed += [index for index in counted if statuses[index] is done]
    for box in boxes.values():
        if len(groups) > len(boxes):
            for members in (box.members, box.carried, box.completed):
                members.sort()
        box.item_days = [day for index in box.completed if (day := table.resolved[index])]
    _add_told_dates(boxes, table)
    return boxes


def _add_told_dates(boxes: dict[str, _Box], table: ItemTable) -> None:
    for name, (start, end) in table.sprints.dates.items():
        if name in boxes:
            boxes[name].starts += [start] if start else []
            boxes[name].ends += [end] if end else []


def _add_dates(box: _Box, table: ItemTable, indices: list[int]) -> None:
    box.starts += [day for index in indices if (day := table.sprint_starts[index]) is not None]
    box.ends += [day for index in indices if (day := table.sprint_ends[index]) is not None]


def _ordered(boxes: dict[str, _Box]) -> list[_Box]:
    """Put sprints into time order: by date where all have one, else by their number, else as the items tell it."""
    found = list(boxes.values())
    if all(box.starts for box in found):
        return sorted(found, key=lambda box: (min(box.starts), box.first_seen))
    if all(_NUMBERS.search(box.name) for box in found):
        return sorted(found, key=lambda box: ([int(number) for number in _NUMBERS.findall(box.name)], box.first_seen))
    if all(box.item_days for box in found):
        return sorted(found, key=lambda box: (sorted(box.item_days)[len(box.item_days) // 2], box.first_seen))
    return _by_precedence(found)


def _ends_on_starts(ordered: list[_Box]) -> bool:
    """Tell whether ends are the first day after a sprint: they fall on the next start, or all last whole weeks."""
    dated = [(min(box.starts), max(box.ends)) for box in ordered if box.starts and box.ends]
    gaps = [(later - end).days for (_start, end), (later, _end) in pairwise(dated)]
    touching, apart = gaps.count(0), sum(gap == 1 for gap in gaps)
    if touching or apart:
        return touching > apart
    return bool(dated) and all(end > start and not (end - start).days % _WEEK for start, end in dated)


def _by_precedence(boxes: list[_Box]) -> list[_Box]:
    """Order by who came before whom in the items' own histories, in the order of appearance otherwise."""
    placed: list[_Box] = []
    names: set[str] = set()
    waiting = list(boxes)
    while waiting:
        ready = next((box for box in waiting if box.before <= names), waiting[0])
        waiting.remove(ready)
        placed.append(ready)
        names.add(ready.name)
    return placed


def _closed(ordered: list[_Box], table: ItemTable) -> list[bool]:
    """Tell which sprints are over: they ended before the file's last day, or a later one has work under way or done."""
    days = [day for days in (table.resolved, table.created) for day in days if day is not None]
    today = max(days, default=None)
    begun = [
        bool(box.completed) or any(table.statuses[i] is Status.IN_PROGRESS for i in box.members) for box in ordered
    ]
    result = []
    for place, box in enumerate(ordered):
        over = bool(box.ends) and today is not None and max(box.ends) < today
        settled = not _unfinished(box.members, table)
        result.append(over or any(begun[place + 1 :]) or (settled and bool(box.completed)))
    return result


def _unfinished(indices: Iterable[int], table: ItemTable) -> list[int]:
    """Return the items that are neither done nor cancelled; by identity, for this is asked of every item."""
    statuses, done, cancelled = table.statuses, Status.DONE, Status.CANCELLED
    return [i for i in indices if (status := statuses[i]) is not done and status is not cancelled]


def _finished(box: _Box, table: ItemTable, *, unit: str, closed: bool) -> ImportedSprint:
    unfinished = _unfinished(box.members, table) if closed else []
    carried = list(dict.fromkeys([*box.carried, *unfinished])) if box.carried else unfinished
    start = min(box.starts, default=None) or min(box.item_days, default=None)
    end = max(box.ends, default=None) or max(box.item_days, default=None)
    if start is not None and end is not None and end < start:
        end = None
    dated_by = "file" if box.starts else "items" if start else ""
    return ImportedSprint(
        name=box.name,
        start=start,
        end=end,
        committed=_amount(box.members, table, unit),
        completed=_amount(box.completed, table, unit),
        carried=_amount(carried, table, unit),
        committed_items=len(box.members),
        completed_items=len(box.completed),
        carried_items=len(carried),
        closed=closed,
        dated_by=dated_by,
        completed_keys=tuple(map(table.keys.__getitem__, box.completed)),
        carried_keys=tuple(map(table.keys.__getitem__, carried)),
    )


def _amount(indices: Iterable[int], table: ItemTable, unit: str) -> float:
    """Return the work of some items: their estimates, or their count when the backlog is counted in items."""
    if unit == "items":
        return float(len(list(indices)))
    return round(sum(filter(None, map(table.estimates.__getitem__, indices))), 6)


def _windows(table: ItemTable, *, unit: str) -> tuple[ImportedSprint, ...]:
    """Cut the resolved items into windows of two weeks from the Monday of the first; the running one is left away."""
    done = [
        (day, index)
        for index, day in enumerate(table.resolved)
        if day is not None and table.statuses[index] is Status.DONE and index not in table.summed
    ]
    if not done:
        return ()
    first = min(done)[0]
    first -= timedelta(days=first.weekday())
    count = (max(done)[0] - first).days // _WINDOW_DAYS
    if not _FEWEST_WINDOWS <= count <= _MAX_WINDOWS:
        return ()
    members: list[list[int]] = [[] for _window in range(count + 1)]
    for day, index in done:
        members[(day - first).days // _WINDOW_DAYS].append(index)
    return tuple(
        _window(first + timedelta(days=number * _WINDOW_DAYS), members[number], table, unit) for number in range(count)
    )


def _window(start: date, indices: list[int], table: ItemTable, unit: str) -> ImportedSprint:
    amount = _amount(indices, table, unit)
    return ImportedSprint(
        name=f"Two weeks from {start.isoformat()}",
        start=start,
        end=start + timedelta(days=_WINDOW_DAYS - 1),
        committed=amount,
        completed=amount,
        carried=0.0,
        committed_items=len(indices),
        completed_items=len(indices),
        carried_items=0,
        dated_by="items",
        is_window=True,
        completed_keys=tuple(table.keys[i] for i in indices),
    )
