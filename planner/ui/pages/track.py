"""The Track page: how the running sprint will end, how the closed ones went, and how delivery goes."""

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from planner.analysis.findings.headlines import Headline, sprint_course
from planner.analysis.tracking.figures import delivery_headline, history_headline
from planner.analysis.tracking.items import items_behind
from planner.analysis.tracking.snapshot_now import snapshot_now
from planner.analysis.view import PlanView
from planner.domain.edits import ExcludeSprint, MoveItems, TakeSnapshot
from planner.domain.plan import Edit
from planner.domain.sprint import Sprint
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.dialogs.delivery_measures import DeliveryDialog
from planner.ui.dialogs.leave_out import LeaveOutDialog
from planner.ui.pages.applying import apply_or_say
from planner.ui.pages.page import Page, PageContext
from planner.ui.pages.track_parts.behind import ItemsPopover
from planner.ui.pages.track_parts.compare_view import CompareView
from planner.ui.pages.track_parts.delivery_view import DeliveryView
from planner.ui.pages.track_parts.history_view import HistoryView
from planner.ui.pages.track_parts.sprint_chooser import SprintChooser
from planner.ui.pages.track_parts.sprint_view import SprintView
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.segment import Segment
from planner.ui.widgets.state_panel import StatePanel
from planner.ui.widgets.view_stack import ViewStack

SPRINT, HISTORY, DELIVERY = "sprint", "history", "delivery"


class TrackPage(Page):
    """One sprint, all of them, or two side by side."""

    key = "track"
    title = "Track"
    icon = "track"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._chosen = ""
        self._build()
        self._actions = self._make_actions()
        self.chooser.add_below(*self._actions[:3])
        self._connect()

    def _build(self) -> None:
        themes = self.context.theme
        self.segment = Segment(
            themes,
            ((SPRINT, self.tr("Sprint")), (HISTORY, self.tr("History")), (DELIVERY, self.tr("Delivery"))),
            name=self.tr("View"),
        )
        self.chooser = SprintChooser(themes, name=self.tr("Sprint"))
        self.compare = Button(themes, self.tr("Compare"))
        self.compare.setCheckable(True)
        for control in (self.segment, self.chooser, self.compare):
            self.headline.add_control(control)
        self.banner = Banner(themes)
        self.sprint_view = SprintView(themes)
        self.history_view = HistoryView(themes)
        self.delivery_view = DeliveryView(themes)
        self.compare_view = CompareView(themes)
        self._stack = ViewStack()
        for view in (self.sprint_view, self.history_view, self.delivery_view, self.compare_view):
            self._stack.addWidget(view)
        self.panel = StatePanel(themes, self._stack)
        self.column.insertWidget(1, self.banner)
        self.column.addWidget(self.panel, 1)

    def _connect(self) -> None:
        self.segment.chosen.connect(self._on_view)
        self.chooser.chosen.connect(self.choose_sprint)
        self.compare.toggled.connect(self._on_compare)
        self.compare_view.first_chosen.connect(self.choose_sprint)
        for side in self.compare_view.sides:
            side.behind_asked.connect(self.show_behind)
        one, history = self.sprint_view, self.history_view
        for section in (one.burndown, one.bridge, one.velocity, history.burnup, history.velocity):
            chart = section.chart
            chart.refs_chosen.connect(partial(self._on_refs, chart))
        for section in (history.predictability, history.reserve):
            section.chart.refs_chosen.connect(partial(self._on_refs, section.chart))
        one.take_out.move_asked.connect(lambda key, goal: self._apply(MoveItems((key,), goal)))
        one.snapshot_asked.connect(self.take_snapshot)
        history.exclude_asked.connect(self.exclude)
        self.delivery_view.typing_asked.connect(self.type_delivery)
        self.panel.acted.connect(lambda: self.context.navigate("sprints"))

    def _make_actions(self) -> tuple[QAction, ...]:
        """Return everything the palette offers on this page."""
        entries = (
            (self.tr("Take a snapshot now"), self.take_snapshot),
            (self.tr("Close the sprint"), self.close_sprint),
            (self.tr("Leave the sprint out of the forecast, or count it again"), lambda: self.exclude(self._chosen)),
            (self.tr("Type delivery measures of the sprint"), lambda: self.type_delivery(self._chosen)),
            (self.tr("Compare two sprints"), lambda: self.compare.setChecked(True)),
            (self.tr("Show one sprint"), lambda: self.show_view(SPRINT)),
            (self.tr("Show the history of sprints"), lambda: self.show_view(HISTORY)),
            (self.tr("Show delivery measures"), lambda: self.show_view(DELIVERY)),
        )
        actions = []
        for words, run in entries:
            action = QAction(words, self)
            action.triggered.connect(lambda _on=False, run=run: run())
            actions.append(action)
        return tuple(actions)

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the sprint that was chosen, else the one to look at first."""
        del changed
        sprint = self._sprint()
        ready = sprint is not None
        for control in (self.segment, self.chooser, self.compare):
            control.setVisible(ready)
        if sprint is None:
            words = self._view.headlines["Track"]
            self.headline.set_words(words.title, words.subtitle)
            sentence = self.tr("A sprint shows here how it goes.")
            self.panel.show_empty(sentence, action=self.tr("Go to Sprints"))
            return
        self.panel.show_ready()
        self._show(sprint)

    def rail_count(self) -> str:
        """Return nothing: no number says how it goes."""
        return ""

    def choose(self, refs: tuple[str, ...]) -> None:
        """Show the sprint or the view that is named (``sprint:S9``, ``view:history``)."""
        for ref in refs:
            kind, _, name = ref.partition(":")
            if kind == "view" and name in {SPRINT, HISTORY, DELIVERY}:
                self.show_view(name)
            elif kind == "sprint":
                self.show_view(SPRINT)
                self.choose_sprint(name)

    def page_actions(self) -> tuple[QAction, ...]:
        """Return the actions of this page."""
        return self._actions

    def show_view(self, key: str) -> None:
        """Show one of the three views."""
        self.compare.setChecked(False)
        self.segment.choose(key)

    def choose_sprint(self, sprint_id: str) -> None:
        """Show another sprint; the views of all sprints give way to the one of a single sprint."""
        self._chosen = sprint_id
        if not self.compare.isChecked():
            self.segment.choose(SPRINT)
        self.refresh(frozenset())

    def take_snapshot(self) -> None:
        """Keep the plan as it stands under today's date."""
        view = self._view
        self._apply(TakeSnapshot(snapshot_now(view.plan, today=view.today)))

    def close_sprint(self) -> None:
        """Go to the dialog that says what closing freezes."""
        self.context.navigate("sprints", ("action:close-sprint",))

    def exclude(self, sprint_id: str) -> None:
        """Ask why a closed sprint is left out of the forecast, or count it again."""
        sprint = self._closed(sprint_id)
        if sprint is None or sprint.actuals is None:
            return
        if sprint.actuals.excluded_because:
            self._apply(ExcludeSprint(sprint.id, ""))
        else:
            LeaveOutDialog(self.context.theme, sprint, take=self._take, parent=self).open()

    def type_delivery(self, sprint_id: str) -> None:
        """Ask for the delivery measures of a closed sprint."""
        sprint = self._closed(sprint_id)
        if sprint is not None:
            DeliveryDialog(self.context.theme, sprint, take=self._take, parent=self).open()

    def show_behind(self, chart: ChartCanvas, refs: tuple[str, ...], sprint_id: str) -> None:
        """Open the items behind a bar or a point beside it."""
        view = self._view
        behind = items_behind(view.plan, refs, sprint_id=sprint_id, today=view.today)
        popover = ItemsPopover(self.context.theme, behind, lead=self._lead_to_backlog, parent=self)
        sprint = view.plan.sprint(behind.sprint_id)
        if sprint.id != sprint_id or self.segment.current() == HISTORY:
            self._offer_sprint(popover, sprint)
        popover.show_beside(chart, chart.place_of(refs))
        popover.focus_rows()

    @property
    def _view(self) -> PlanView:
        view: PlanView = self.context.document.view
        return view

    def _sprint(self) -> Sprint | None:
        """Return the sprint that was chosen while it exists, else the one to look at first."""
        plan = self._view.plan
        chosen = next((sprint for sprint in plan.sprints if sprint.id == self._chosen), None)
        return chosen or self._view.tracking.sprint

    def _closed(self, sprint_id: str) -> Sprint | None:
        """Return a closed sprint by its identity; the latest closed one when that sprint is not closed."""
        closed = self._view.plan.closed_sprints()
        latest = closed[-1] if closed else None
        return next((sprint for sprint in closed if sprint.id == sprint_id), latest)

    def _show(self, sprint: Sprint) -> None:
        view = self._view
        words = self._words(sprint)
        self.headline.set_words(words.title, words.subtitle)
        self.chooser.setVisible(self._one_sprint())
        self.chooser.set_sprints(view.plan.sprints, current=sprint)
        self.compare.setEnabled(len(view.plan.sprints) > 1)
        self.compare.set_kind(ButtonKind.CHOSEN if self.compare.isChecked() else ButtonKind.PLAIN)
        self._actions[1].setEnabled(view.next_sprint is not None and bool(view.next_sprint.started_on))
        if self.compare.isChecked():
            self._stack.setCurrentWidget(self.compare_view)
            self.compare_view.show_sprints(view, sprint)
        elif self.segment.current() == SPRINT:
            self._stack.setCurrentWidget(self.sprint_view)
            self.sprint_view.show_sprint(view, sprint)
        elif self.segment.current() == HISTORY:
            self._stack.setCurrentWidget(self.history_view)
            self.history_view.show_plan(view)
        else:
            self._stack.setCurrentWidget(self.delivery_view)
            self.delivery_view.show_plan(view)

    def _one_sprint(self) -> bool:
        """Say whether the page shows a single sprint."""
        return self.segment.current() == SPRINT and not self.compare.isChecked()

    def _words(self, sprint: Sprint) -> Headline:
        """Return the finding of the view that is shown."""
        view = self._view
        if not self.compare.isChecked() and self.segment.current() == HISTORY:
            return history_headline(view)
        if not self.compare.isChecked() and self.segment.current() == DELIVERY:
            return delivery_headline(view)
        return view.headlines["Track"] if view.tracking.sprint is sprint else sprint_course(view, sprint)

    def _offer_sprint(self, popover: ItemsPopover, sprint: Sprint) -> None:
        """Offer what one can do with the sprint behind a bar."""
        themes = self.context.theme
        look = Button(themes, self.tr("Look at {sprint}").format(sprint=sprint.name))
        look.clicked.connect(popover.close)
        look.clicked.connect(lambda: self.choose_sprint(sprint.id))
        popover.add_button(look)
        if sprint.actuals is not None:
            left_out = bool(sprint.actuals.excluded_because)
            exclude = Button(themes, self.tr("Count again") if left_out else self.tr("Leave out"))
            exclude.clicked.connect(popover.close)
            exclude.clicked.connect(lambda: self.exclude(sprint.id))
            popover.add_button(exclude)

    def _apply(self, edit: Edit) -> None:
        apply_or_say(self.context.document, edit, banner=self.banner)

    def _take(self, edit: Edit) -> None:
        """Accept the edit of a dialog, which shows why when it is refused."""
        self.context.document.apply(edit)

    def _lead_to_backlog(self, keys: tuple[str, ...]) -> None:
        self.context.navigate("backlog", tuple(f"item:{key}" for key in keys))

    def _on_view(self, key: str) -> None:
        del key
        self.compare.setChecked(False)
        self.refresh(frozenset())

    def _on_compare(self, on: bool) -> None:  # noqa: FBT001 - a slot
        del on
        self.refresh(frozenset())

    def _on_refs(self, chart: QWidget, refs: tuple[str, ...]) -> None:
        sprint = self._sprint()
        if sprint is not None and isinstance(chart, ChartCanvas):
            self.show_behind(chart, refs, sprint.id)
