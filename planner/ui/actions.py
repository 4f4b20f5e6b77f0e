"""Every action of the app in one registry: name, icon, shortcut; the palette lists them and no two clash."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from planner.ui.icons import themed_icon
from planner.ui.theme.controller import ThemeController


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: its stable key, its words, its icon and its shortcuts in Qt's portable form."""

    key: str
    text: str
    icon: str = ""
    shortcuts: tuple[str, ...] = ()


PAGE_KEYS = ("overview", "backlog", "team", "sprints", "debt", "forecast", "track", "decisions")
_PAGE_WORDS = ("Overview", "Backlog", "Team", "Sprints", "Debt", "Forecast", "Track", "Decisions")

WINDOW_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("import", "Import a backlog", "import", ("Ctrl+I",)),
    ActionSpec("sample", "Look at the sample plan", "play", ("Ctrl+1",)),
    ActionSpec("paste-rows", "Paste rows as items", "paste", ("Ctrl+Shift+V",)),
    ActionSpec("new", "New plan", "plus", ("Ctrl+N",)),
    ActionSpec("open", "Open a plan", "folder", ("Ctrl+O",)),
    ActionSpec("save", "Save", "save", ("Ctrl+S",)),
    ActionSpec("save-as", "Save as", "save", ("Ctrl+Shift+S",)),
    ActionSpec("close-plan", "Close the plan", "close", ("Ctrl+W",)),
    ActionSpec("restore", "Restore a backup", "clock"),
    ActionSpec("check", "Check the plan", "check"),
    ActionSpec("what-if", "What if", "split", ("Ctrl+Shift+I",)),
    ActionSpec("scenario-compare", "Scenarios side by side", "track", ("Ctrl+Shift+D",)),
    ActionSpec("scenario-new", "New scenario", "plus"),
    ActionSpec("scenario-rename", "Rename the scenario", "edit"),
    ActionSpec("scenario-promote", "Make the scenario the plan", "check"),
    ActionSpec("scenario-delete", "Delete the scenario", "trash"),
    ActionSpec("undo", "Undo", "undo", ("Ctrl+Z",)),
    ActionSpec("redo", "Redo", "redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("palette", "Search items, people, commands", "search", ("Ctrl+K",)),
    ActionSpec("find", "Filter the rows", "filter", ("Ctrl+F",)),
    ActionSpec("present", "Present", "present", ("F5", "F11")),
    ActionSpec("export-workbook", "Export a workbook", "export", ("Ctrl+E",)),
    ActionSpec("fill-template", "Fill a team template", "file"),
    ActionSpec("compare-workbook", "Compare with a workbook", "refresh"),
    ActionSpec("export-slides", "Export slides", "present"),
    ActionSpec("export-report", "Export the report as PDF", "export"),
    ActionSpec("export-page", "Export the report as a web page", "export"),
    ActionSpec("export-csv", "Export the backlog as CSV", "export"),
    ActionSpec("export-png", "Save the charts of this page as PNG", "export"),
    ActionSpec("export-svg", "Save the charts of this page as SVG", "export"),
    ActionSpec("export-pdf", "Save the charts of this page as PDF", "export"),
    ActionSpec("copy-chart", "Copy the chart", "copy", ("Ctrl+Shift+C",)),
    ActionSpec("copy-table", "Copy the chart as a table", "copy"),
    ActionSpec("export-anonymous", "Save an anonymous copy", "people"),
    ActionSpec("export-all", "Export everything into a folder", "folder"),
    ActionSpec("export-choice", "Choose what is exported", "settings"),
    ActionSpec("auto-plan", "Auto-plan", "auto-plan", ("Ctrl+Shift+A",)),
    ActionSpec("theme", "Switch between light and dark", "theme", ("Ctrl+Shift+L",)),
    ActionSpec("theme-system", "Follow the system's theme", "theme"),
    ActionSpec("velocity", "Enter a velocity", "forecast"),
    ActionSpec("settings", "Plan settings", "settings", ("Ctrl+,",)),
    ActionSpec("next-page", "Next page", "chevron-down", ("Ctrl+PgDown",)),
    ActionSpec("previous-page", "Previous page", "chevron-up", ("Ctrl+PgUp",)),
    ActionSpec("help", "Help", "help", ("F1",)),
    ActionSpec("about", "About Ballast", "note"),
    ActionSpec("quit", "Quit", "close", ("Ctrl+Q",)),
    *(
        ActionSpec(f"page-{key}", f"Go to {words}", key, (f"Alt+{number}",))
        for number, (key, words) in enumerate(zip(PAGE_KEYS, _PAGE_WORDS, strict=True), start=1)
    ),
)


class ActionRegistry(QObject):
    """Makes the actions, keeps their icons in the colours of the theme, and lists them.

    Parameters
    ----------
    themes
        Whose colours.
    owner
        The window whose shortcuts they are.
    """

    def __init__(self, themes: ThemeController, *, owner: QWidget) -> None:
        super().__init__(owner)
        self._themes = themes
        self._owner = owner
        self._actions: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        for spec in WINDOW_ACTIONS:
            self.add(spec)
        themes.changed.connect(self._tint)

    def add(self, spec: ActionSpec, run: Callable[[], object] | None = None) -> QAction:
        """Make an action from its description and return it."""
        action = QAction(self.tr(spec.text), self)
        action.setObjectName(spec.key)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        self._actions[spec.key] = action
        self._icons[spec.key] = spec.icon
        if spec.icon:
            action.setIcon(themed_icon(spec.icon, self._themes.now))
        action.setEnabled(False)
        if run is not None:
            self.on(spec.key, run)
        self._owner.addAction(action)
        return action

    def action(self, key: str) -> QAction:
        """Return an action by its key."""
        return self._actions[key]

    def on(self, key: str, run: Callable[[], object]) -> None:
        """Do something when an action is triggered; until then it is disabled."""
        self._actions[key].setEnabled(True)
        self._actions[key].triggered.connect(lambda *_checked: run())

    def enable(self, keys: tuple[str, ...], *, enabled: bool) -> None:
        """Allow or forbid several actions, such as those that need a plan."""
        for key in keys:
            self._actions[key].setEnabled(enabled)

    def every(self) -> tuple[QAction, ...]:
        """Return all actions in the order they were made."""
        return tuple(self._actions.values())

    def icon_name(self, action: QAction) -> str:
        """Return the icon's name of an action, empty when it has none."""
        return self._icons.get(action.objectName(), "")

    def _tint(self) -> None:
        for key, name in self._icons.items():
            if name:
                self._actions[key].setIcon(themed_icon(name, self._themes.now))


def shortcut_clashes(actions: tuple[QAction, ...]) -> tuple[tuple[str, str, str], ...]:
    """Return every shortcut that two actions share, with their names."""
    first: dict[str, QAction] = {}
    clashes: list[tuple[str, str, str]] = []
    for action in actions:
        for keys in (sequence.toString() for sequence in action.shortcuts()):
            if keys in first:
                clashes.append((keys, first[keys].text(), action.text()))
            first.setdefault(keys, action)
    return tuple(clashes)
