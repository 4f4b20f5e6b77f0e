"""Auto-plan: one job at a time, its proposal as a preview, accepted as one edit or discarded."""

from PySide6.QtCore import QObject, Signal

from planner.analysis.autoplan import Proposal
from planner.analysis.board.plan_proposal import propose_plan
from planner.analysis.board.proposal_reading import MoveLine, Preview, move_lines, preview_of
from planner.domain.errors import PlannerError, StaleProposalError
from planner.domain.plan import Edit
from planner.ui.pages.page import PageContext


class Planning(QObject):
    """Holds at most one proposal.

    Signals: ``proposed`` when one arrives or goes, ``preview_changed``, ``refused(PlannerError)``,
    ``running_changed(bool)``, ``progressed(done, total, note)``,
    ``nothing_to_move(tuple[Unplaced, ...])`` with what stays outside the sprints.
    """

    proposed = Signal()
    preview_changed = Signal()
    refused = Signal(object)
    running_changed = Signal(bool)
    progressed = Signal(int, int, str)
    nothing_to_move = Signal(tuple)

    def __init__(self, context: PageContext, *, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: object = None
        self.proposal: Proposal | None = None
        self.preview: Preview | None = None
        self.lines: tuple[MoveLine, ...] = ()
        self.is_stale = False
        self._keys: frozenset[str] = frozenset()

    def start(self) -> None:
        """Make a proposal for the plan as it is."""
        view = self._context.document.view
        job = self._context.runner.prepare(propose_plan, view.plan, today=view.today)
        job.progressed.connect(self.progressed)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(lambda: self.running_changed.emit(False))  # noqa: FBT003 - a Qt signal
        self._job = job
        self.running_changed.emit(True)  # noqa: FBT003 - a Qt signal
        self._context.runner.run(job, owner=self, kind="auto-plan")

    def cancel(self) -> None:
        """Stop planning."""
        if self._job is not None:
            self._job.cancel()  # type: ignore[attr-defined]

    def tick(self, keys: frozenset[str]) -> None:
        """Choose which moves would be accepted."""
        self._keys = keys
        self.refresh()

    def refresh(self) -> None:
        """Show the chosen moves against the plan as it is now; a plan that has moved on makes the proposal stale."""
        if self.proposal is None:
            return
        try:
            self.preview = preview_of(self._context.document.view, self.proposal, self._keys)
            self.is_stale = False
        except StaleProposalError:
            self.preview, self.is_stale = None, True
        except PlannerError as error:
            self.preview, self.is_stale = None, True
            self.refused.emit(error)
        self.preview_changed.emit()

    def edit(self) -> Edit | None:
        """Return the edit that makes the chosen moves."""
        return None if self.proposal is None else self.proposal.accepting(self._keys)

    def discard(self) -> None:
        """Forget the proposal."""
        self.proposal, self.preview, self.lines, self.is_stale = None, None, (), False
        self.proposed.emit()

    def _on_succeeded(self, proposal: Proposal) -> None:
        self._job = None
        self.running_changed.emit(False)  # noqa: FBT003 - a Qt signal
        if not proposal.moves:
            self.discard()
            self.nothing_to_move.emit(proposal.unplaced)
            return
        self.proposal = proposal
        self.lines = move_lines(self._context.document.plan, proposal)
        self._keys = frozenset(move.key for move in proposal.moves)
        self.proposed.emit()
        self.refresh()

    def _on_failed(self, error: object) -> None:
        self._job = None
        self.running_changed.emit(False)  # noqa: FBT003 - a Qt signal
        if isinstance(error, PlannerError):
            self.refused.emit(error)
