"""The sprints of several files as one history, so that it does not matter which file comes first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from planner.importing.history import ImportedSprint
from planner.importing.reading import ImportedBacklog

_NUMBERS = re.compile(r"\d+")


def with_one_history(files: Sequence[ImportedBacklog]) -> list[ImportedBacklog]:
    """Return the files, each with the sprints of all of them; a single file stays as it is.

    Sprints of one name are one sprint: its figures are added up, and it is over when any file or any later sprint tells
    so. A table of past sprints counts as it stands, before what the items tell.
    """
    if sum(bool(entry.history) for entry in files) < 2:  # noqa: PLR2004 - nothing to put together
        return list(files)
    parts: dict[str, list[ImportedSprint]] = {}
    for entry in files:
        for sprint in entry.history:
            parts.setdefault(sprint.name, []).append(sprint)
    ordered = _ordered([_one(same) for same in parts.values()])
    begun = [sprint.closed or sprint.completed_items > 0 for sprint in ordered]
    history = tuple(_over(sprint) if any(begun[at + 1 :]) else sprint for at, sprint in enumerate(ordered))
    return [replace(entry, history=history) for entry in files]


def _one(same: Sequence[ImportedSprint]) -> ImportedSprint:
    """Return the sprints of one name as one."""
    told = [sprint for sprint in same if not sprint.completed_keys and not sprint.committed_items and sprint.closed]
    if told:
        return max(told, key=lambda sprint: (sprint.completed, sprint.committed))
    closed = any(sprint.closed for sprint in same)
    counted = [_over(sprint) if closed else sprint for sprint in same]
    dated_by = "file" if any(sprint.dated_by == "file" for sprint in same) else max(sprint.dated_by for sprint in same)
    dates = [sprint for sprint in same if sprint.dated_by == dated_by]
    return replace(
        counted[0],
        start=min((sprint.start for sprint in dates if sprint.start), default=None),
        end=max((sprint.end for sprint in dates if sprint.end), default=None),
        committed=round(sum(sorted(sprint.committed for sprint in counted)), 6),
        completed=round(sum(sorted(sprint.completed for sprint in counted)), 6),
        carried=round(sum(sorted(sprint.carried for sprint in counted)), 6),
        committed_items=sum(sprint.committed_items for sprint in counted),
        completed_items=sum(sprint.completed_items for sprint in counted),
        carried_items=sum(sprint.carried_items for sprint in counted),
        closed=closed,
        dated_by=dated_by,
        completed_keys=_keys(sprint.completed_keys for sprint in counted),
        carried_keys=_keys(sprint.carried_keys for sprint in counted),
    )


def _keys(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({key for part in parts for key in part}))


def _over(sprint: ImportedSprint) -> ImportedSprint:
    """Return a sprint as closed: what was not completed in it was carried on."""
    if sprint.closed:
        return sprint
    left, items = sprint.committed - sprint.completed, sprint.committed_items - sprint.completed_items
    return replace(
        sprint, closed=True, carried=max(left, sprint.carried), carried_items=max(items, sprint.carried_items)
    )


def _ordered(sprints: Sequence[ImportedSprint]) -> list[ImportedSprint]:
    """Put sprints into time order: by their dates where all have some, else by number and name."""
    if all(sprint.start for sprint in sprints):
        return sorted(sprints, key=lambda sprint: (sprint.start or date.max, sprint.name))
    return sorted(sprints, key=lambda sprint: ([int(part) for part in _NUMBERS.findall(sprint.name)], sprint.name))
