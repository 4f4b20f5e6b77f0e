"""The Track page: how the running sprint will end, how the closed ones went, and how delivery goes."""

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from planner.analysis.findings.headlines import Headline, sprint_course
from planner.analysis.tracking.figures import delivery_headline, history_headline
from planner.analysis.view import PlanView
from planner.domain.sprint import Sprint
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.pages.page import Page, PageContext
from planner.ui.pages.track_parts.compare_view import CompareView
from planner.ui.pages.track_parts.deeds import TrackDeeds, made_action
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
        self.deeds = TrackDeeds(self.context, banner=self.banner, parent=self)
        self.column.insertWidget(1, self.banner)
        self.column.addWidget(self.panel, 1)

    def _connect(self) -> None:
        self.segment.chosen.connect(self._on_view)
        self.chooser.chosen.connect(self.choose_sprint)
        self.compare.toggled.connect(self._on_compare)
        self.compare_view.first_chosen.connect(self.choose_sprint)
        for side in self.compare_view.sides:
            side.behind_asked.connect(partial(self.deeds.show_behind, offer=False))
        one, history = self.sprint_view, self.history_view
        of_one = (one.burndown, one.bridge, one.velocity)
        of_all = (history.burnup, history.velocity, history.predictability, history.reserve, history.debt)
        for section in (*of_one, *of_all):
            section.chart.refs_chosen.connect(partial(self._on_refs, section.chart))
        one.take_out.move_asked.connect(self.deeds.move_out)
        one.snapshot_asked.connect(self.deeds.take_snapshot)
        history.exclude_asked.connect(self.deeds.exclude)
        self.delivery_view.typing_asked.connect(self.deeds.type_delivery)
        self.deeds.sprint_asked.connect(self.choose_sprint)
        self.panel.acted.connect(lambda: self.context.navigate("sprints"))

    def _make_actions(self) -> tuple[QAction, ...]:
        """Return everything the palette offers on this page."""
        views = (
            made_action(self.tr("Compare two sprints"), lambda: self.compare.setChecked(True), parent=self),
            made_action(self.tr("Show one sprint"), lambda: self.show_view(SPRINT), parent=self),
            made_action(self.tr("Show the history of sprints"), lambda: self.show_view(HISTORY), parent=self),
            made_action(self.tr("Show delivery measures"), lambda: self.show_view(DELIVERY), parent=self),
        )
        return (*self.deeds.actions(lambda: self._chosen), *views)

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

    @property
    def _view(self) -> PlanView:
        view: PlanView = self.context.document.view
        return view

    def _sprint(self) -> Sprint | None:
        """Return the sprint that was chosen while it exists, else the one to look at first."""
        plan = self._view.plan
        chosen = next((sprint for sprint in plan.sprints if sprint.id == self._chosen), None)
        return chosen or self._view.tracking.sprint

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
            self.deeds.show_behind(chart, refs, sprint.id, offer=self.segment.current() == HISTORY)
