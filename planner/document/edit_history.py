"""The current plan and the way to it: edits in, undo and redo, one signal out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from planner.document.undo_step import PlanState, UndoStep
from planner.domain.edits import PromoteScenario, PutScenario, RemoveScenario
from planner.domain.edits.plan import replay
from planner.domain.errors import UnknownReferenceError
from planner.domain.plan import Edit, Plan, Scenario, changed_fields

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

UNDO_LIMIT = 200
Describe = Callable[[Edit, Plan], str]


def class_name(edit: Edit, plan: Plan) -> str:
    """Name an undo step by the class of its edit, where nobody gives better words."""
    del plan
    return type(edit).__name__


class EditHistory(QObject):
    """The plan as it is now. Every change goes through :meth:`apply`; nothing else changes it.

    ``plan_changed`` carries the frozenset of names of the plan's fields that are not the same object any more.
    """

    plan_changed = Signal(object)
    scenario_changed = Signal(str)

    def __init__(
        self,
        plan: Plan,
        *,
        describe: Describe = class_name,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_LIMIT)
        self._describe, self._today = describe, today
        self._state = self._told = PlanState(plan, plan)
        self._view: PlanView | None = None
        self.undo_stack.indexChanged.connect(self._tell)

    @property
    def plan(self) -> Plan:
        """The plan on screen: with the active scenario replayed, if there is one."""
        return self._state.shown

    @property
    def stored_plan(self) -> Plan:
        """The plan as it is saved: scenarios are lists in it, and no more."""
        return self._state.stored

    @property
    def active_scenario(self) -> str:
        """Identity of the scenario that edits go into; empty for the plan itself."""
        return self._state.scenario_id

    @property
    def view(self) -> "PlanView":
        """What is derived from the current plan, computed once for each plan and day."""
        from planner.analysis.view import PlanView

        plan, today = self.plan, self.plan.settings.as_of or self._today()
        if self._view is None or self._view.today != today:
            self._view = PlanView(plan, today=today)
        elif self._view.plan is not plan:
            self._view = self._view.successor(plan)
        return self._view

    def apply(self, edit: Edit) -> bool:
        """Make an edit, or raise and change nothing; return whether there was anything to change.

        Raises
        ------
        PlannerError
            Of the class that says why the edit is refused.
        """
        before = self._state
        made, after = self._outcome(edit)
        if after.stored is before.stored or after.stored == before.stored:
            return False
        self._record_edit(made, after.stored)
        self._push(after, text=self._describe(edit, before.shown), merge_key=edit.merge_key)
        return True

    def activate_scenario(self, scenario_id: str) -> None:
        """Show a scenario and let edits go into it; an empty identity is the plan itself.

        Raises
        ------
        PlannerError
            When there is no such scenario, or its edits no longer fit the plan.
        """
        stored = self.stored_plan
        shown = _shown(stored, _scenario(stored, scenario_id)) if scenario_id else stored
        self._state = PlanState(stored, shown, scenario_id)
        self._tell()

    def start_over(self, plan: Plan) -> None:
        """Show another plan, with nothing to undo."""
        self._state = PlanState(plan, plan)
        self.undo_stack.clear()
        self._tell()

    def replace_plan(self, plan: Plan, *, text: str) -> None:
        """Exchange the whole plan as one undo step, as restoring and recovering do."""
        self._record_return(plan)
        self._push(PlanState(plan, plan), text=text)

    def _outcome(self, edit: Edit) -> tuple[Edit, PlanState]:
        """Return the edit as the stored plan takes it, and the state after it."""
        stored, shown, active = self._state.stored, self._state.shown, self._state.scenario_id
        if not active:
            after = edit.apply(stored)
            return edit, PlanState(after, after)
        if isinstance(edit, PutScenario | RemoveScenario | PromoteScenario):
            after = edit.apply(stored)
            kept = next((entry for entry in after.scenarios if entry.id == active), None)
            return edit, PlanState(after, _shown(after, kept), active) if kept else PlanState(after, after)
        changed = edit.apply(shown)
        if changed is shown or changed == shown:
            return edit, self._state
        scenario = _scenario(stored, active)
        last = scenario.edits[-1] if scenario.edits else None
        same_gesture = last is not None and edit.merge_key != "" and last.merge_key == edit.merge_key
        kept_edits = scenario.edits[:-1] if same_gesture else scenario.edits
        put = PutScenario(replace(scenario, edits=(*kept_edits, edit)))
        after = put.apply(stored)
        return put, PlanState(after, replace(changed, scenarios=after.scenarios), active)

    def _push(self, after: PlanState, *, text: str, merge_key: str = "") -> None:
        step = UndoStep(self._state, after, travel=self._travel, arrive=self._arrive, merge_key=merge_key)
        step.setText(text)
        self.undo_stack.push(step)
        if self._state is not after:  # a drag came back to where it began
            self._record_return(self._state.stored)
        self._tell()

    def _arrive(self, state: PlanState) -> None:
        self._state = state

    def _travel(self, state: PlanState) -> None:
        self._state = state
        self._record_return(state.stored)

    def _tell(self) -> None:
        """Tell everybody what differs from what they were told last."""
        before, self._told = self._told, self._state
        if before.scenario_id != self._told.scenario_id:
            self.scenario_changed.emit(self._told.scenario_id)
        changed = changed_fields(before.shown, self._told.shown)
        if changed or before.stored is not self._told.stored:
            self.plan_changed.emit(changed)

    def _record_edit(self, edit: Edit, after: Plan) -> None:
        """Keep an edit safe before it counts; a plan without a home has nowhere to."""

    def _record_return(self, plan: Plan) -> None:
        """Keep safe that the plan is an earlier one again."""


def _scenario(plan: Plan, scenario_id: str) -> Scenario:
    for entry in plan.scenarios:
        if entry.id == scenario_id:
            return entry
    raise UnknownReferenceError("scenario", scenario_id)


def _shown(stored: Plan, scenario: Scenario) -> Plan:
    return replace(replay(stored, scenario), scenarios=stored.scenarios)
