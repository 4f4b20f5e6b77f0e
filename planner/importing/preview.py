"""What an import would change: every difference between file, last import and plan, with a choice for each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.domain.backlog import BacklogItem, Status
from planner.domain.edits import MergeBacklog
from planner.domain.issue import Issue
from planner.domain.plan import Plan
from planner.domain.settings import ColumnMemory
from planner.domain.snapshot import Snapshot, SnapshotItem
from planner.domain.sprint import Sprint
from planner.importing.reading import ImportedBacklog
from planner.importing.stamps import GROUPS


class DifferenceKind(StrEnum):
    """Who changed what since the last import."""

    NEW = "new"
    CHANGED_IN_FILE = "changed-in-file"
    EDITED_HERE = "edited-here"
    CONFLICT = "conflict"
    GONE = "gone"


class Side(StrEnum):
    """Whose value is taken."""

    FILE = "file"
    PLAN = "plan"


_DEFAULT_SIDE = {
    DifferenceKind.NEW: Side.FILE,
    DifferenceKind.CHANGED_IN_FILE: Side.FILE,
    DifferenceKind.EDITED_HERE: Side.PLAN,
    DifferenceKind.CONFLICT: Side.PLAN,
    DifferenceKind.GONE: Side.FILE,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that differs in one group of fields.

    ``group`` is a key of :data:`planner.importing.stamps.GROUPS`, or ``""`` when the item as a whole is new or gone.
    ``here`` and ``in_file`` are texts for people; ``was`` is what the last import said, empty when that is not known.
    ``note`` names what happened in the file where it has a name: ``"carried over"`` or ``"re-estimated"``.
    """

    key: str
    title: str
    kind: DifferenceKind
    group: str = ""
    here: str = ""
    in_file: str = ""
    was: str = ""
    note: str = ""

    @property
    def default_side(self) -> Side:
        """Return whose value is taken when the user says nothing: local edits are kept."""
        return _DEFAULT_SIDE[self.kind]


Choices = Mapping[tuple[str, str], Side]
"""The user's choices by item key and group (``""`` for the whole item)."""


@dataclass(frozen=True)
class ImportPreview:
    """The real run before it is accepted.

    ``incoming`` holds every item of the file as the plan would hold it, in the order of the file; ``stamps`` what the
    file said about each, for the snapshot.
    """

    plan: Plan
    imported: ImportedBacklog
    incoming: tuple[BacklogItem, ...]
    differences: tuple[Difference, ...]
    closed_sprints: tuple[Sprint, ...]
    open_sprints: tuple[Sprint, ...]
    issues: tuple[Issue, ...]
    snapshot: Snapshot
    stamps: Mapping[str, str]
    memory: ColumnMemory

    def counts(self) -> dict[DifferenceKind, int]:
        """Return how many items are new, changed, edited, in conflict and gone."""
        keys = {(difference.kind, difference.key) for difference in self.differences}
        counted = Counter(kind for kind, _key in keys)
        return {kind: counted[kind] for kind in DifferenceKind}

    def to_edit(self, choices: Choices | None = None) -> MergeBacklog:
        """Return the one edit that accepts the import with these choices."""
        changed = self._merged(choices or {})
        after = {item.key: item for item in self.plan.backlog} | {item.key: item for item in changed}
        snapshot = replace(self.snapshot, items=tuple(self._kept(item) for item in after.values()))
        return MergeBacklog(
            source=self.imported.inspection.file,
            items=tuple(changed),
            snapshot=snapshot,
            closed_sprints=self.closed_sprints,
            open_sprints=self.open_sprints,
            memory=self.memory,
        )

    def _merged(self, choices: Choices) -> list[BacklogItem]:
        """Return the items that change or are new, as they shall be."""
        incoming = {item.key: item for item in self.incoming}
        merged = {item.key: item for item in self.plan.backlog}
        refused: set[str] = set()
        touched: dict[str, None] = {}
        for difference in self.differences:
            side = choices.get((difference.key, difference.group), difference.default_side)
            if side is Side.PLAN:
                refused |= {difference.key} if difference.kind is DifferenceKind.NEW else set()
                continue
            touched[difference.key] = None
            if difference.kind is DifferenceKind.NEW:
                merged[difference.key] = incoming[difference.key]
            elif difference.kind is DifferenceKind.GONE:
                merged[difference.key] = replace(merged[difference.key], status=Status.GONE, status_text="")
            else:
                merged[difference.key] = _taken(merged[difference.key], incoming[difference.key], difference.group)
        return _without_links_to([merged[key] for key in touched], refused)

    def _kept(self, item: BacklogItem) -> SnapshotItem:
        return SnapshotItem(
            key=item.key,
            title=item.title,
            kind=item.kind,
            status=item.status,
            size=item.size,
            sprint=item.sprint_id or "",
            done_on=item.done_on,
            imported=self.stamps.get(item.key, ""),
        )


def _taken(item: BacklogItem, source: BacklogItem, group: str) -> BacklogItem:
    """Return an item with one group of fields taken from another."""
    return replace(item, **{name: getattr(source, name) for name in GROUPS[group]})


def _without_links_to(items: list[BacklogItem], refused: set[str]) -> list[BacklogItem]:
    if not refused:
        return items
    return [replace(item, depends_on=tuple(key for key in item.depends_on if key not in refused)) for item in items]
