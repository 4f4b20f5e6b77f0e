"""The backlog as it was on a day: what burndown, burnup, scope bridge and re-import compare against."""

from dataclasses import dataclass
from datetime import date

from planner.domain.backlog import ItemKind, Status


@dataclass(frozen=True, slots=True)
class SnapshotItem:
    """One item as it stood: only what tracking and a three-way comparison need.

    ``imported`` is the stamp of what the imported file said about it; empty for a snapshot taken by hand.
    """

    key: str
    title: str
    kind: ItemKind
    status: Status
    size: float | None
    sprint: str = ""  # identity of the sprint in the plan
    done_on: date | None = None
    imported: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All items on one day.

    Parameters
    ----------
    source
        Where it came from: the name of the imported file, or ``"plan"`` when taken by hand.
    principal_pd
        Open principal of the register on that day.
    """

    id: str
    taken_on: date
    source: str
    items: tuple[SnapshotItem, ...]
    principal_pd: float | None = None
