"""The scenario switch: which one edits go into; asking "what if", side by side, new, rename, promote, delete."""

from dataclasses import replace
from secrets import token_hex

from PySide6.QtCore import QObject

from planner.domain.edits import PromoteScenario, PutScenario, RemoveScenario
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit, Scenario
from planner.ui.dialogs.name_dialog import NameDialog
from planner.ui.scenario_questions import ScenarioQuestions, check_name
from planner.ui.session import Session

_NEED_A_PLAN = ("what-if", "scenario-compare", "scenario-new")
_NEED_A_SCENARIO = ("scenario-rename", "scenario-promote", "scenario-delete")


class ScenarioActions(QObject):
    """Connects the switch in the top bar and its actions with the document."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._window = session, session.window
        self.questions = ScenarioQuestions(session)
        self.questions.entered.connect(self.activate)
        self.questions.promoted.connect(self._promote)
        self.questions.removed.connect(self._delete)
        on = self._window.actions_registry.on
        on("what-if", self.questions.ask)
        on("scenario-compare", self.questions.compare)
        on("scenario-new", self._on_new)
        on("scenario-rename", self._on_rename)
        on("scenario-promote", lambda: self._promote(self._active()))
        on("scenario-delete", lambda: self._delete(self._active()))
        self._window.top_bar.scenario_chosen.connect(self.activate)
        session.document_changed.connect(self._on_document_changed)
        self._on_document_changed()

    def activate(self, scenario_id: str) -> None:
        """Show a scenario; one whose edits no longer fit the plan says so and is not shown."""
        document = self._session.document
        if document is None:
            return
        try:
            document.activate_scenario(scenario_id)
        except PlannerError as error:
            self._session.notices.say_error(error)
        self._show()

    def _on_document_changed(self) -> None:
        document = self._session.document
        if document is not None:
            document.plan_changed.connect(self._show)
            document.scenario_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """List the scenarios; those that need one are off without one."""
        document = self._session.document
        registry = self._window.actions_registry
        registry.enable(_NEED_A_PLAN, enabled=document is not None)
        registry.enable(_NEED_A_SCENARIO, enabled=bool(self._active()))
        if document is not None:
            scenarios = tuple((entry.id, entry.name) for entry in document.stored_plan.scenarios)
            listed = (("", self.tr("Baseline")), *scenarios)
            self._window.top_bar.set_scenarios(listed, current=document.active_scenario)

    def _active(self) -> str:
        return self._session.document.active_scenario if self._session.document is not None else ""

    def _scenario(self) -> Scenario | None:
        document = self._session.document
        if document is None:
            return None
        return next((entry for entry in document.stored_plan.scenarios if entry.id == self._active()), None)

    def _on_new(self) -> None:
        """Ask for a name; the scenario starts as the plan is, and edits go into it from then on."""
        dialog = NameDialog(
            self._window.themes,
            title=self.tr("New scenario"),
            main=self.tr("Make it"),
            consequence=self.tr("The plan stays as it is; what you change goes into the scenario."),
            parent=self._window,
        )
        dialog.named.connect(self._make)
        dialog.open()

    def _make(self, name: str) -> None:
        scenario = Scenario(f"scenario-{token_hex(4)}", name)
        if self._apply(PutScenario(scenario)):
            self.activate(scenario.id)

    def _on_rename(self) -> None:
        scenario = self._scenario()
        if scenario is None:
            return
        dialog = NameDialog(
            self._window.themes,
            title=self.tr("Rename the scenario"),
            main=self.tr("Rename"),
            name=scenario.name,
            parent=self._window,
        )
        dialog.named.connect(lambda name: self._apply(PutScenario(replace(scenario, name=name))))
        dialog.open()

    def _promote(self, scenario_id: str) -> None:
        """Make a scenario the plan; another one that is being worked in is left first."""
        if scenario_id != self._active():
            self.activate("")
        self._apply(PromoteScenario(scenario_id))

    def _delete(self, scenario_id: str) -> None:
        if scenario_id == self._active():
            self.activate("")
        self._apply(RemoveScenario(scenario_id))

    def _apply(self, edit: Edit) -> bool:
        document = self._session.document
        if document is None:
            return False
        try:
            if isinstance(edit, PutScenario):
                check_name(edit.scenario, document.stored_plan.scenarios)
            return document.apply(edit)
        except PlannerError as error:
            self._session.notices.say_error(error)
            return False
