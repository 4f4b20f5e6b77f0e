"""The button with the name of a sprint, whose menu lists all of them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from planner.analysis.tracking.figures import sprint_words
from planner.domain.sprint import Sprint
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button


class SprintChooser(Button):
    """Chooses a sprint, newest first; other actions may stand below the list."""

    chosen = Signal(str)

    def __init__(self, themes: ThemeController, *, name: str) -> None:
        super().__init__(themes, "")
        self._name = name
        self._menu = QMenu(self)
        self._below: tuple[QAction, ...] = ()
        self.with_menu(self._menu)

    def add_below(self, *actions: QAction) -> None:
        """Put actions under the list of sprints."""
        self._below = actions

    def set_sprints(self, sprints: tuple[Sprint, ...], *, current: Sprint) -> None:
        """List these sprints, one of them chosen."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        for sprint in reversed(sprints):
            action = self._menu.addAction(sprint_words(sprint))
            action.setCheckable(True)
            action.setChecked(sprint.id == current.id)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, key=sprint.id: self.chosen.emit(key))
        if self._below:
            self._menu.addSeparator()
            self._menu.addActions(list(self._below))
        self.set_words(current.name)
        self.setAccessibleName(f"{self._name}: {current.name}")
