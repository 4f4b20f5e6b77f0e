"""What a tracker has to be told: the fields that differ from what it said at the last import, and its import rules."""

from collections.abc import Sequence
from typing import Final

from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.issue import Issue, Severity
from planner.domain.plan import Plan
from planner.importing.merge import last_stamps
from planner.importing.stamps import Stamp, agrees, unchanged

CLEAR: Final = "<<!clear!>>"
"""What empties a field in Jira's import of changes; an empty cell leaves it as it is."""
_GROUPS: Final = ("sprint", "estimate", "labels")
_AZURE_MOST: Final = 1_000
_AZURE_TYPES: Final = {ItemKind.EPIC: "Epic", ItemKind.BUG: "Bug", ItemKind.CHORE: "Task"}


class Changes:
    """What changed here since the last import of each item; without any import everything counts as changed."""

    def __init__(self, plan: Plan) -> None:
        self._stamps: dict[str, Stamp] = last_stamps(plan)
        known = [(item, stamp) for item in plan.backlog if (stamp := self._stamps.get(item.key))]
        changed = {group for group in _GROUPS for item, stamp in known if not unchanged(stamp, item, group)}
        whole = len(known) == len(plan.backlog) > 0
        self.groups: frozenset[str] = frozenset(changed if whole and changed else _GROUPS)

    def emptied(self, item: BacklogItem, group: str, *, value: str) -> str:
        """Return ``value``, or the mark that clears the field where the tracker has one and the plan has none."""
        stamp = self._stamps.get(item.key)
        return CLEAR if not value and stamp is not None and not agrees(stamp, None, group) else value


def azure_type(item: BacklogItem) -> str:
    """Return the work item type, which Azure DevOps wants beside every ID; the plan knows its kind only."""
    return _AZURE_TYPES.get(item.kind, "User Story")


def jira_notes(sprints: Sequence[str]) -> tuple[Issue, ...]:
    """Return what to know before the file goes into Jira; ``sprints`` are the cells of the sprint column."""
    if not any(cell and cell != CLEAR and not cell.isdigit() for cell in sprints):
        return ()
    note = "Jira's import takes the numbers of sprints, not their names: exchange them, or leave the column out."
    return (Issue("tracker-rule", Severity.NOTE, column="Sprint", note=note),)


def azure_notes(count: int, sprints: Sequence[str]) -> tuple[Issue, ...]:
    """Return what to know before the file goes into Azure DevOps."""
    notes = [
        Issue(
            "tracker-rule",
            Severity.NOTE,
            column="Work Item Type",
            note="It follows from the kind of each item; compare it with the board before the import is saved.",
        )
    ]
    if any(sprints):
        note = r"An iteration is named with its project in front, such as Shop\Sprint 1; add it before the import."
        notes.append(Issue("tracker-rule", Severity.NOTE, column="Iteration Path", note=note))
    if count > _AZURE_MOST:
        note = f"Azure DevOps takes {_AZURE_MOST:,} items at a time; this file has {count:,}."
        notes.append(Issue("tracker-rule", Severity.WARN, note=note))
    return tuple(notes) if count else ()
