"""Opens the dialogs of the decisions page: a new record, one that supersedes, and the brief."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from planner.analysis.findings.brief import Brief, brief_of
from planner.analysis.findings.replan import replan_offer
from planner.domain.decision import DecisionKind, DecisionStatus
from planner.domain.plan import Edit
from planner.ui.dialogs.brief import BriefDialog
from planner.ui.dialogs.decision import DecisionDialog, DecisionDraft
from planner.ui.dialogs.replan import ReplanDialog
from planner.ui.pages.page import PageContext


class DecisionDialogs:
    """The dialogs about decisions.

    Parameters
    ----------
    taken
        Called after an edit was accepted.
    """

    def __init__(self, context: PageContext, *, parent: QWidget, taken: Callable[[], None]) -> None:
        self._context, self._parent, self._taken = context, parent, taken

    def add(self) -> None:
        """Record a decision."""
        self._open(DecisionDraft())

    def supersede(self, number: str) -> None:
        """Record a decision in place of an older one."""
        old = next((entry for entry in self._context.document.plan.decisions if entry.id == number), None)
        if old is not None and old.status is not DecisionStatus.SUPERSEDED:
            self._open(DecisionDraft(old.title, old.kind, refs=old.refs, supersedes=old.id))

    def brief(self) -> None:
        """Show the one-page brief, while something asks for one."""
        found = brief_of(self._context.document.view)
        if found is not None:
            dialog = BriefDialog(self._context.theme, found, parent=self._parent)
            dialog.record_asked.connect(self._propose)
            dialog.open()

    def replan(self) -> None:
        """Offer the commitment that holds for the next sprint, and what to drop for it."""
        view = self._context.document.view
        offer = replan_offer(view)
        if offer is not None and offer.choices:
            ReplanDialog(self._context.theme, view, offer, take=self._take, parent=self._parent).open()

    def _propose(self, brief: Brief) -> None:
        """Propose a decision that starts with what the brief says."""
        self._open(
            DecisionDraft(
                brief.title, DecisionKind.RISK, DecisionStatus.PROPOSED, context=brief.as_text(), refs=("policy",)
            )
        )

    def _open(self, draft: DecisionDraft) -> None:
        view = self._context.document.view
        dialog = DecisionDialog(
            self._context.theme, plan=view.plan, draft=draft, today=view.today, take=self._take, parent=self._parent
        )
        dialog.open()

    def _take(self, edit: Edit) -> None:
        self._context.document.apply(edit)
        self._taken()
