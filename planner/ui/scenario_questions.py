"""Asking "what if" from any page, and the window that shows all scenarios side by side."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.domain.edits import PutScenario
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Scenario
from planner.ui.pages.page import PageContext
from planner.ui.session import Session

if TYPE_CHECKING:
    from planner.ui.dialogs.scenarios import ScenariosDialog


class ScenarioQuestions(QObject):
    """Opens both dialogs; ``entered``, ``promoted`` and ``removed`` carry what was asked for in the second one."""

    entered = Signal(str)
    promoted = Signal(str)
    removed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._beside: ScenariosDialog | None = None
        session.document_changed.connect(self._close)

    def ask(self) -> None:
        """Ask a question of a planning meeting; what is kept is looked at beside the other scenarios."""
        from planner.ui.dialogs.what_if import WhatIfDialog  # with the analysis behind it: not needed at the start

        document, window = self._session.document, self._session.window
        if document is not None:
            parent = window if self._beside is None else self._beside
            WhatIfDialog(window.themes, document.view, take=self._keep, parent=parent).open()

    def compare(self) -> None:
        """Show all scenarios side by side."""
        from planner.ui.dialogs.scenarios import ScenariosDialog

        document, window = self._session.document, self._session.window
        if document is None:
            return
        if self._beside is None:
            context = PageContext(document, self._session.runner, window.themes, window.go_to)
            self._beside = self._connected(ScenariosDialog(context, parent=window))
        self._beside.show()
        self._beside.raise_()

    def _connected(self, dialog: "ScenariosDialog") -> "ScenariosDialog":
        dialog.question_asked.connect(self.ask)
        dialog.entered.connect(self.entered)
        dialog.promoted.connect(self.promoted)
        dialog.removed.connect(self.removed)
        dialog.finished.connect(self._forget)
        return dialog

    def _keep(self, edit: Edit) -> None:
        """Keep a question as a scenario, or raise; then show it beside the others."""
        document = self._session.document
        if document is None or not isinstance(edit, PutScenario):
            return
        scenario = named_apart(edit.scenario, document.stored_plan.scenarios)
        document.apply(PutScenario(scenario))
        self.compare()
        if self._beside is not None:
            self._beside.choose(scenario.id)

    def _forget(self, _result: int = 0) -> None:
        self._beside = None

    def _close(self) -> None:
        """Close with the plan that it is about."""
        if self._beside is not None:
            self._beside.close()


def check_name(scenario: Scenario, known: tuple[Scenario, ...]) -> None:
    """Refuse a name that another scenario has.

    Raises
    ------
    InvalidValueError
        When it is taken.
    """
    if any(entry.name == scenario.name and entry.id != scenario.id for entry in known):
        raise InvalidValueError("name", scenario.name, "a name that no other scenario has")


def named_apart(scenario: Scenario, known: tuple[Scenario, ...]) -> Scenario:
    """Return a scenario under a name that no other one has: the same question asked twice gets a number.

    >>> named_apart(Scenario("b", "Ann ill"), (Scenario("a", "Ann ill"),)).name
    'Ann ill (2)'
    """
    taken = {entry.name for entry in known if entry.id != scenario.id}
    names = (scenario.name, *(f"{scenario.name} ({place})" for place in range(2, len(taken) + 3)))
    return replace(scenario, name=next(name for name in names if name not in taken))
