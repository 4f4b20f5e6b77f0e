"""What can be done on the Track page: snapshots, closing, leaving out, typing measures, the items behind a bar."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from planner.analysis.tracking.items import items_behind
from planner.analysis.tracking.snapshot_now import snapshot_now
from planner.domain.edits import ExcludeSprint, MoveItems, TakeSnapshot
from planner.domain.plan import Edit
from planner.domain.sprint import Sprint
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.dialogs.delivery_measures import DeliveryDialog
from planner.ui.dialogs.leave_out import LeaveOutDialog
from planner.ui.pages.applying import apply_or_say
from planner.ui.pages.page import PageContext
from planner.ui.pages.track_parts.behind import ItemsPopover
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from planner.analysis.view import PlanView


class TrackDeeds(QObject):
    """Turns what is asked for on the page into one edit or one dialog.

    ``sprint_asked(id)`` wants another sprint on the page.
    """

    sprint_asked = Signal(str)

    def __init__(self, context: PageContext, *, banner: Banner, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._banner, self._parent = context, banner, parent

    @property
    def _view(self) -> "PlanView":
        return self._context.document.view

    def actions(self, chosen: Callable[[], str]) -> tuple[QAction, ...]:
        """Return what the palette offers for the sprint that ``chosen`` names: snapshot, close, leave out, measures."""
        entries: tuple[tuple[str, Callable[[], None]], ...] = (
            (self.tr("Take a snapshot now"), self.take_snapshot),
            (self.tr("Close the sprint"), self.close_sprint),
            (self.tr("Leave the sprint out of the forecast, or count it again"), lambda: self.exclude(chosen())),
            (self.tr("Type delivery measures of the sprint"), lambda: self.type_delivery(chosen())),
        )
        return tuple(made_action(words, run, parent=self) for words, run in entries)

    def take_snapshot(self) -> None:
        """Keep the plan as it stands under today's date."""
        view = self._view
        self.apply(TakeSnapshot(snapshot_now(view.plan, today=view.today)))

    def close_sprint(self) -> None:
        """Go to the dialog that says what closing freezes."""
        self._context.navigate("sprints", ("action:close-sprint",))

    def exclude(self, sprint_id: str) -> None:
        """Ask why a closed sprint is left out of the forecast, or count it again."""
        sprint = self._closed(sprint_id)
        if sprint is None or sprint.actuals is None:
            return
        if sprint.actuals.excluded_because:
            self.apply(ExcludeSprint(sprint.id, ""))
        else:
            LeaveOutDialog(self._context.theme, sprint, take=self._take, parent=self._parent).open()

    def type_delivery(self, sprint_id: str) -> None:
        """Ask for the delivery measures of a closed sprint."""
        sprint = self._closed(sprint_id)
        if sprint is not None:
            closed = self._context.document.plan.closed_sprints()
            DeliveryDialog(self._context.theme, sprint, closed=closed, take=self._take, parent=self._parent).open()

    def move_out(self, key: str, goal: str | None) -> None:
        """Move an item to another sprint, or to the backlog."""
        self.apply(MoveItems((key,), goal))

    def show_behind(self, chart: ChartCanvas, refs: tuple[str, ...], sprint_id: str, *, offer: bool) -> None:
        """Open the items behind a bar or a point beside it.

        Parameters
        ----------
        offer
            Offer what can be done with the sprint, also when it is the one on the page.
        """
        view = self._view
        behind = items_behind(view.plan, refs, sprint_id=sprint_id, today=view.today)
        popover = ItemsPopover(self._context.theme, behind, lead=self._lead_to_backlog, parent=self._parent)
        sprint = view.plan.sprint(behind.sprint_id)
        if offer or sprint.id != sprint_id:
            self._offer_sprint(popover, sprint)
        popover.show_beside(chart, chart.place_of(refs))
        popover.focus_rows()

    def _offer_sprint(self, popover: ItemsPopover, sprint: Sprint) -> None:
        """Offer what one can do with the sprint behind a bar."""
        themes = self._context.theme
        look = Button(themes, self.tr("Look at {sprint}").format(sprint=sprint.name))
        look.clicked.connect(popover.close)
        look.clicked.connect(lambda: self.sprint_asked.emit(sprint.id))
        popover.add_button(look)
        if sprint.actuals is not None:
            left_out = bool(sprint.actuals.excluded_because)
            exclude = Button(themes, self.tr("Count again") if left_out else self.tr("Leave out"))
            exclude.clicked.connect(popover.close)
            exclude.clicked.connect(lambda: self.exclude(sprint.id))
            popover.add_button(exclude)

    def apply(self, edit: Edit) -> None:
        """Make an edit, or say over the page why not."""
        apply_or_say(self._context.document, edit, banner=self._banner)

    def _closed(self, sprint_id: str) -> Sprint | None:
        """Return a closed sprint by its identity; the latest closed one when that sprint is not closed."""
        closed = self._view.plan.closed_sprints()
        latest = closed[-1] if closed else None
        return next((sprint for sprint in closed if sprint.id == sprint_id), latest)

    def _take(self, edit: Edit) -> None:
        """Accept the edit of a dialog, which shows why when it is refused."""
        self._context.document.apply(edit)

    def _lead_to_backlog(self, keys: tuple[str, ...]) -> None:
        self._context.navigate("backlog", tuple(f"item:{key}" for key in keys))


def made_action(words: str, run: Callable[[], None], *, parent: QObject) -> QAction:
    """Return an action that runs something without arguments."""
    action = QAction(words, parent)
    action.triggered.connect(lambda _on=False: run())
    return action
