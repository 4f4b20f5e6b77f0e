"""A file into a plan: the three-way comparison behind every re-import."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.backlog import BacklogItem, Status
from planner.domain.issue import Issue, Severity
from planner.domain.plan import Plan
from planner.domain.settings import ColumnMemory, Unit
from planner.domain.snapshot import Snapshot, SnapshotItem
from planner.importing.convert import Converter, size_factor, sound_links, sprints_to_add
from planner.importing.leave import person_called
from planner.importing.preview import Difference, DifferenceKind, ImportPreview
from planner.importing.reading import ImportedBacklog
from planner.importing.stamps import GROUPS, Stamp, agrees, compared_value, make_stamp, read_stamp, unchanged

_PREFIX = re.compile(r"^(.*?)\d*$")
_MOST_NAMES = 3


def remembered_mapping(plan: Plan, signature: str) -> dict[int, str] | None:
    """Return how the columns of this layout were mapped the last time, None when it is new."""
    memory = next((entry for entry in plan.settings.column_memories if entry.signature == signature), None)
    return None if memory is None else dict(memory.fields)


def preview_import(
    plan: Plan,
    imported: ImportedBacklog,
    *,
    taken_on: date,
    day_first: bool | None = None,
    expected: Iterable[str] = (),
) -> ImportPreview:
    """Compare a file with the plan and with what was imported before.

    Parameters
    ----------
    plan
        The plan as it stands.
    imported
        The file as read.
    taken_on
        The day of the export: the date of the snapshot.
    day_first
        The user's answer about dates, to be remembered with the mapping.
    expected
        Keys of items that further files will bring: links to them stay.
    """
    closed, coming, issues = sprints_to_add(plan, imported, taken_on=taken_on)
    converter = _converter(plan, imported, closed=[s.id for s in closed], coming=[s.id for s in coming])
    sources = imported.items
    converted = [converter.item(item) for item in sources]
    incoming, link_issues = sound_links(converted, others=plan.backlog, expected=expected)
    tool = imported.inspection.profile
    fresh = {
        item.key: make_stamp(item, tool=tool, sprint_as_written=source.sprint)
        for item, source in zip(incoming, sources, strict=True)
    }
    before = last_stamps(plan)
    comparison = _Comparison(plan, incoming, fresh, before, tool, _last_kept(plan))
    kept = {key: stamp.encode() for key, stamp in before.items()}
    return ImportPreview(
        plan=plan,
        imported=imported,
        incoming=tuple(incoming),
        differences=tuple(comparison.differences()),
        closed_sprints=closed,
        open_sprints=coming,
        issues=(
            *imported.issues,
            *issues,
            *link_issues,
            *_unit_issue(plan, imported),
            *_stranger_issues(plan, imported),
        ),
        snapshot=Snapshot(f"{taken_on.isoformat()} {imported.inspection.file}", taken_on, imported.inspection.file, ()),
        stamps=kept | {key: stamp.encode() for key, stamp in fresh.items()},
        memory=_memory(imported, day_first=day_first),
    )


def _converter(plan: Plan, imported: ImportedBacklog, *, closed: Sequence[str], coming: Sequence[str]) -> Converter:
    ids = {sprint.name: sprint.id for sprint in plan.sprints} | {sprint.id: sprint.id for sprint in plan.sprints}
    ids |= {name: name for name in (*closed, *coming)}
    frozen = frozenset(sprint.id for sprint in plan.sprints if sprint.is_closed) | frozenset(closed)
    return Converter(plan.settings.unit, size_factor(imported, plan.settings.unit), ids, frozen)


def _memory(imported: ImportedBacklog, *, day_first: bool | None) -> ColumnMemory:
    fields = tuple((column.index, column.field) for column in imported.mapping if column.field)
    return ColumnMemory(imported.header_signature, fields, day_first, imported.inspection.profile)


def _unit_issue(plan: Plan, imported: ImportedBacklog) -> tuple[Issue, ...]:
    unit = plan.settings.unit
    if not imported.items or unit is Unit.ITEMS or imported.unit in {"items", "unknown"} or size_factor(imported, unit):
        return ()
    note = f"The file counts in {imported.unit}, the plan in {unit.value}; the figures are taken as they are."
    return (Issue("unit-differs", value=imported.unit, note=note),)


def _stranger_issues(plan: Plan, imported: ImportedBacklog) -> tuple[Issue, ...]:
    """Tell who has work in the file and is not in the team; without a team everybody is new, and nothing is said."""
    if not plan.team.members:
        return ()
    rows = Counter(name for people in imported.table.assignees for name in people)
    strangers = [name for name in rows if person_called(name, plan.team.members) is None]
    shown = ", ".join(strangers[:_MOST_NAMES]) + (", …" if len(strangers) > _MOST_NAMES else "")
    noun = "item" if sum(rows[name] for name in strangers) == 1 else "items"
    note = f"{sum(rows[name] for name in strangers)} {noun}: imported, but no capacity stands behind them."
    return (Issue("unknown-person", Severity.NOTE, value=shown, note=note),) if strangers else ()


def last_stamps(plan: Plan) -> dict[str, Stamp]:
    """Return what the newest import that knew each item said about it."""
    stamps: dict[str, Stamp] = {}
    for snapshot in reversed(plan.snapshots):
        for item in snapshot.items:
            if item.imported and item.key not in stamps and (stamp := read_stamp(item.imported)):
                stamps[item.key] = stamp
    return stamps


def _last_kept(plan: Plan) -> dict[str, SnapshotItem]:
    """Return each item as the newest import that knew it left it."""
    kept: dict[str, SnapshotItem] = {}
    for snapshot in plan.snapshots:
        kept.update({item.key: item for item in snapshot.items if item.imported})
    return kept


def _stays(mine: BacklogItem, theirs: BacklogItem, frozen: set[str]) -> bool:
    """Say whether an item keeps its sprint: nothing enters a closed one, and only what was opened again leaves it."""
    return theirs.sprint_id in frozen or (mine.sprint_id in frozen and not theirs.is_open)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """File, last import and plan side by side."""

    plan: Plan
    incoming: Sequence[BacklogItem]
    fresh: dict[str, Stamp]
    before: dict[str, Stamp]
    tool: str
    snapshots: dict[str, SnapshotItem]

    def differences(self) -> Iterator[Difference]:
        here = {item.key: item for item in self.plan.backlog}
        frozen = {sprint.id for sprint in self.plan.sprints if sprint.is_closed}
        for item in self.incoming:
            if item.key not in here:
                yield Difference(item.key, item.title, DifferenceKind.NEW, in_file=item.title)
            else:
                yield from self._changes(here[item.key], item, frozen)
        yield from self._gone()

    def _changes(self, mine: BacklogItem, theirs: BacklogItem, frozen: set[str]) -> Iterator[Difference]:
        for group in GROUPS:
            if compared_value(mine, group) == compared_value(theirs, group):
                continue
            if group == "sprint" and _stays(mine, theirs, frozen):
                continue
            if group == "estimate" and self.plan.settings.unit is Unit.ITEMS:
                continue
            kind = self._kind(mine, theirs, group)
            here = _shown(mine, group)
            was = here if kind is DifferenceKind.CHANGED_IN_FILE else self._was(mine.key, group)
            note = _what_happened(mine, theirs, group) if kind is not DifferenceKind.EDITED_HERE else ""
            yield Difference(mine.key, mine.title, kind, group, here, _shown(theirs, group), was, note)

    def _kind(self, mine: BacklogItem, theirs: BacklogItem, group: str) -> DifferenceKind:
        """Tell who moved since the last import; without one nobody knows, and that is a conflict."""
        base = self.before.get(mine.key)
        if base is None:
            return DifferenceKind.CONFLICT
        fresh = self.fresh[theirs.key]
        if group == "sprint":
            file_moved = base.sprint_as_written != fresh.sprint_as_written
        else:
            file_moved = base.hashes[group] != fresh.hashes[group]
        plan_moved = not unchanged(base, mine, group) and mine.status is not Status.GONE
        if file_moved and plan_moved:
            return DifferenceKind.CONFLICT
        return DifferenceKind.EDITED_HERE if plan_moved else DifferenceKind.CHANGED_IN_FILE

    def _was(self, key: str, group: str) -> str:
        """Return what the last import said, where its snapshot still holds it: local edits may have replaced it."""
        base, kept = self.before.get(key), self.snapshots.get(key)
        if base is None or kept is None:
            return ""
        values = {
            "title": kept.title,
            "status": kept.status.value,
            "estimate": kept.size,
            "sprint": kept.sprint or None,
        }
        if group not in values or not agrees(base, values[group], group):
            return ""
        value = values[group]
        return f"{value:g}" if isinstance(value, float) else str(value or "")

    def _gone(self) -> Iterator[Difference]:
        """Find the open items that came from this tool and project before and are not in the file any more."""
        present = {item.key for item in self.incoming}
        prefixes = {_prefix(key) for key in present}
        for item in self.plan.backlog:
            base = self.before.get(item.key)
            ours = base is not None and base.tool == self.tool and _prefix(item.key) in prefixes
            if ours and item.is_open and item.key not in present:
                yield Difference(item.key, item.title, DifferenceKind.GONE, here=item.title)


def _what_happened(mine: BacklogItem, theirs: BacklogItem, group: str) -> str:
    """Return the name of a change in the file, where it has one: work carried over, or estimated anew."""
    if group == "estimate":
        return "re-estimated" if mine.estimate and theirs.estimate else ""
    if group != "sprint" or theirs.sprint_id is None:
        return ""
    earlier = set(theirs.sprint_history) - {theirs.sprint_id}
    left_behind = {mine.sprint_id, *mine.sprint_history} & earlier
    return "carried over" if left_behind and mine.sprint_id != theirs.sprint_id else ""


def _prefix(key: str) -> str:
    """Return what the keys of one project have in common.

    >>> _prefix("SHOP-12"), _prefix("12")
    ('SHOP-', '')
    """
    found = _PREFIX.match(key)
    return found[1] if found else ""


def _shown(item: BacklogItem, group: str) -> str:
    value = compared_value(item, group)
    if group == "status":
        return item.status_text or item.status.value
    if isinstance(value, tuple):
        parts = (", ".join(part) if isinstance(part, tuple) else str(part or "") for part in value)
        return "; ".join(part for part in parts if part)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
