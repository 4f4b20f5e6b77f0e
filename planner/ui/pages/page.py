"""What a page is given, and what it promises to the window."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.heads import Headline
from planner.ui.widgets.lines import Ground


class Navigate(Protocol):
    """Goes to a page and selects the rows named there."""

    def __call__(self, page_key: str, refs: tuple[str, ...] = ()) -> None:
        """Show the page with this key."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """Everything a page may use.

    Parameters
    ----------
    document
        The plan, its derived view, undo and ``apply``.
    runner
        Runs long work off the GUI thread.
    theme
        Colours by name; repaint on its ``changed``.
    navigate
        Leads to another page and selects rows there.
    """

    document: PlanDocument
    runner: JobRunner
    theme: ThemeController
    navigate: Navigate


class Page(Ground):
    """Base of every page: a headline over a column with the margins of the grid.

    Subclasses set ``key``, ``title`` and ``icon`` on the class, fill ``self.column`` below ``self.headline`` and
    implement :meth:`refresh`, which the window calls once before the page is first shown and whenever the plan
    changes while it is visible; a hidden page is refreshed with everything it missed when it is shown.
    """

    key = ""
    title = ""
    icon = ""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.theme, "base")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.context = context
        self.setAccessibleName(self.tr(self.title))
        self.headline = Headline(context.theme)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 18, 24, 20)
        self.column.setSpacing(16)
        self.column.addWidget(self.headline)

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the current plan; ``changed`` names the plan fields that differ, empty at first."""
        raise NotImplementedError

    def rail_count(self) -> str:
        """Return the quiet word behind the page's name in the rail."""
        return ""

    def choose(self, refs: tuple[str, ...]) -> None:
        """Select the rows with these identities; called when another page leads here."""
        del refs

    def page_actions(self) -> tuple[QAction, ...]:
        """Return the actions that the command palette lists for this page."""
        return ()
