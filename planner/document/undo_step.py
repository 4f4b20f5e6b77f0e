"""The one undo command: the plan before and after, whatever the edit was."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QUndoCommand

from planner.domain.plan import Plan

_NEVER_MERGES, _MAY_MERGE = -1, 1


@dataclass(frozen=True, slots=True)
class PlanState:
    """What undo goes back to.

    Parameters
    ----------
    stored
        The plan as it is saved, scenarios and all.
    shown
        The plan on screen: the same one, or with the active scenario replayed.
    scenario_id
        The active scenario; empty for the plan itself.
    """

    stored: Plan
    shown: Plan
    scenario_id: str = ""

    def shows_the_same_as(self, other: "PlanState") -> bool:
        """Say whether nothing that one sees differs, so that a drag between the two was no step."""
        if self.scenario_id != other.scenario_id:
            return False
        if not self.scenario_id:
            return self.stored == other.stored
        return replace(self.shown, scenarios=()) == replace(other.shown, scenarios=())


class UndoStep(QUndoCommand):
    """One step of undo; edits of the same gesture that follow each other are one step.

    Parameters
    ----------
    before, after
        States to go to.
    travel
        Called with the state to go to, on undo and on every redo but the first.
    arrive
        Called with the state to go to when the edit was just made or merged.
    merge_key
        Gesture that the edit is part of; empty for none.
    """

    def __init__(
        self,
        before: PlanState,
        after: PlanState,
        *,
        travel: Callable[[PlanState], None],
        arrive: Callable[[PlanState], None],
        merge_key: str = "",
    ) -> None:
        super().__init__()
        self.before, self.after, self.merge_key = before, after, merge_key
        self._travel, self._arrive = travel, arrive
        self._made = False

    def undo(self) -> None:
        """Go back."""
        self._travel(self.before)

    def redo(self) -> None:
        """Go there, the first time because the edit was just made."""
        go = self._travel if self._made else self._arrive
        self._made = True
        go(self.after)

    def id(self) -> int:
        """Return whether Qt should ask about merging."""
        return _MAY_MERGE if self.merge_key else _NEVER_MERGES

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over what the next edit of the same gesture did; a gesture back to its start leaves no step."""
        if not isinstance(other, UndoStep) or other.merge_key != self.merge_key:
            return False
        self.after = other.after
        if self.before.shows_the_same_as(self.after):
            self.setObsolete(True)
            self._arrive(self.before)
        return True
