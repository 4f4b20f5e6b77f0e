"""When it is done and how sure that is: fan, finish dates, drivers, milestones, and the forecast's own record."""

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from planner.analysis.findings.headlines import calibration as calibration_headline
from planner.analysis.findings.headlines import forecast as forecast_headline
from planner.analysis.forecast.results import PlanForecast
from planner.analysis.forecast.words import PLANNED_LABEL, guard_sentence, promise_sentence
from planner.analysis.scenes.sprint_strip import sprint_strip
from planner.analysis.wording import unit_name
from planner.domain.settings import Unit
from planner.ui.pages.forecast_parts.by_date import ByDatePopover
from planner.ui.pages.forecast_parts.calibration import CalibrationView
from planner.ui.pages.forecast_parts.deeds import ForecastDeeds, forecast_actions
from planner.ui.pages.forecast_parts.goals import ITEMS, Goals, usual_day
from planner.ui.pages.forecast_parts.guard import Guard
from planner.ui.pages.forecast_parts.trust import Trust
from planner.ui.pages.forecast_parts.upper import Upper, goal_in, stacked
from planner.ui.pages.page import Page, PageContext
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.columns import Columns
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.segment import Segment
from planner.ui.widgets.state_panel import StatePanel

_OWN, _COUNTED, _BOTH = "own", "items", "both"
_STRIP = 100
CALIBRATION = "action:calibration"


class ForecastPage(Page):
    """By when, how sure, what moves it, and how far to trust it."""

    key = "forecast"
    title = "Forecast"
    icon = "forecast"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._milestone_id = ""
        self._deeds = ForecastDeeds(context, self)
        self._build()
        self._connect()
        self._actions = forecast_actions(self._deeds, calibration=lambda: self._check(calibration=True), parent=self)

    def _build(self) -> None:
        themes = self.context.theme
        units = ((_OWN, self.tr("Points")), (_COUNTED, self.tr("Items")), (_BOTH, self.tr("Side by side")))
        self._unit = Segment(themes, units, name=self.tr("Unit"))
        self._goal = Button(themes, self.tr("Everything")).with_menu(QMenu(self))
        self._what_if = Button(themes, self.tr("What if"), icon="plus")
        for control in (self._unit, self._goal, self._what_if):
            self.headline.add_control(control)
        self._guard = Guard(themes)
        self._upper = Upper(themes)
        self._fan, self._finish, self._drivers = self._upper.fan, self._upper.finish, self._upper.drivers
        self._milestones = Goals(themes, by=usual_day(self.context.document.view))
        self._planned = ThemedLabel(themes, tone="text").elided()
        self._planned.setToolTip(PLANNED_LABEL)
        self._strip = ChartSection(themes, self.tr("Per sprint, done and forecast"))
        self._strip.chart.setMinimumHeight(_STRIP)
        self._trust = Trust(themes)
        self._calibration = CalibrationView(themes)
        self.headline.add_control(self._calibration.back)
        self._lay_out()

    def _lay_out(self) -> None:
        themes = self.context.theme
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        lower = Columns(themes, (stacked(self._milestones, self._planned, self._strip), 770), (self._trust, 410))
        column.addWidget(self._guard)
        column.addWidget(self._upper, 5)
        column.addWidget(Hairline(themes))
        column.addWidget(lower, 4)
        self._body = body
        self._calibration.hide()
        views = QWidget()
        both = QVBoxLayout(views)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(body)
        both.addWidget(self._calibration)
        self._panel = StatePanel(themes, views)
        self.column.addWidget(self._panel, 1)

    def _connect(self) -> None:
        deeds = self._deeds
        self._unit.chosen.connect(self._show_again)
        self._what_if.clicked.connect(deeds.ask_what_if)
        self._panel.acted.connect(deeds.enter_velocity)
        self._guard.velocity.clicked.connect(deeds.enter_velocity)
        self._fan.head.link_clicked.connect(lambda: deeds.show_baseline(self._milestone_id))
        self._drivers.head.link_clicked.connect(deeds.show_risks)
        self._finish.head.link_clicked.connect(self._on_by_date)
        self._finish.asked_again.connect(self._show_again)
        self._trust.asked.connect(lambda: self._check(calibration=True))
        self._calibration.left.connect(lambda: self._check(calibration=False))
        self._milestones.changed.connect(self._show_again)
        self._milestones.adding.connect(deeds.edit_milestone)
        self._milestones.grid.row_activated.connect(lambda row: deeds.edit_milestone(row.id))
        self._milestones.grid.current_row_changed.connect(lambda row: self._look_at(row.id if row else ""))
        self._fan.chart.refs_chosen.connect(lambda refs: self.context.navigate("track", refs))
        self._strip.chart.refs_chosen.connect(self._on_sprint)

    def choose(self, refs: tuple[str, ...]) -> None:
        """Look at the milestone or the items that are named, or into the record (``action:calibration``)."""
        named = [ref.removeprefix("milestone:") for ref in refs if ref.startswith("milestone:")]
        items = tuple(ref for ref in refs if ref.startswith("item:"))
        self._check(calibration=CALIBRATION in refs)
        if named:
            self._look_at(named[0])
        elif items:
            self._milestones.kind.choose(ITEMS)
            self._milestones.shown().choose(items)

    def page_actions(self) -> tuple[QAction, ...]:
        """Return what the palette offers for this page."""
        return self._actions

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the forecast, or ask for what it needs."""
        del changed
        view = self.context.document.view
        own = view.plan.settings.unit
        self._unit.set_text(_OWN, own.value.capitalize())
        forecast = view.forecast_in(self._shown_unit())
        checking = self._body.isHidden() and forecast is not None
        words = calibration_headline(view) if checking else forecast_headline(view, unit_of=self._shown_unit())
        self.headline.set_words(words.title, words.subtitle)
        shown = forecast is not None and not checking
        self._unit.setVisible(own is not Unit.ITEMS and shown)
        for control in (self._goal, self._what_if):
            control.setVisible(shown)
        self._calibration.back.setVisible(checking)
        if forecast is None:
            sentence = self.tr("A forecast needs closed sprints, imported history, or a velocity.")
            self._panel.show_empty(sentence, action=self.tr("Enter a velocity"))
            return
        self._panel.show_ready()
        if checking:
            self._calibration.show_record(view)
        else:
            self._show(forecast)

    def _shown_unit(self) -> Unit:
        own = self.context.document.view.plan.settings.unit
        return Unit.ITEMS if self._unit.current() == _COUNTED else own

    def _show(self, forecast: PlanForecast) -> None:
        view = self.context.document.view
        goal = goal_in(forecast, self._milestone_id)
        unit = unit_name(forecast.unit).capitalize()
        self._goal.set_words(goal.milestone.name if goal else self.tr("Everything"))
        self._fill_goals(forecast)
        self._guard.say(guard_sentence(forecast))
        items = view.forecast_in(Unit.ITEMS) if self._unit.current() == _BOTH else None
        if items is not None:
            self._upper.show_both(view, forecast, items, self._milestone_id)
            self._milestones.show_pairs(view, forecast, items)
        else:
            self._upper.show_one(view, forecast, goal)
            self._milestones.show_goals(view, forecast)
        self._planned.set_text(promise_sentence(forecast))
        self._strip.head.set_title(self.tr("%1 per sprint, done and forecast").replace("%1", unit))
        self._strip.head.set_note(self.tr("Bar P15 to P85, line P50, thin P5 to P95"))
        self._strip.show_scene(sprint_strip(forecast))
        self._trust.show_record(view)

    def _fill_goals(self, forecast: PlanForecast) -> None:
        menu = self._goal.menu()
        menu.clear()
        for entry in forecast.milestones:
            milestone_id = entry.milestone.id
            menu.addAction(entry.milestone.name, partial(self._look_at, milestone_id))
        self._goal.setEnabled(bool(forecast.milestones))

    def _look_at(self, milestone_id: str) -> None:
        if milestone_id and milestone_id != self._milestone_id:
            self._milestone_id = milestone_id
            self._show_again()

    def _check(self, *, calibration: bool) -> None:
        """Show the calibration, or the forecast again."""
        self._body.setHidden(calibration)
        self._calibration.setVisible(calibration)
        self._show_again()

    def _show_again(self) -> None:
        self.refresh(frozenset())

    def _on_sprint(self, refs: tuple[str, ...]) -> None:
        """Ask about a closed sprint here; a coming one is planned on its page."""
        named = [ref.removeprefix("sprint:") for ref in refs if ref.startswith("sprint:")]
        if not (named and self._deeds.leave_out_or_take_in(named[0])):
            self.context.navigate("sprints", refs)

    def _on_by_date(self) -> None:
        forecast = self.context.document.view.forecast_in(self._shown_unit())
        if forecast is not None:
            goal = goal_in(forecast, self._milestone_id)
            popover = ByDatePopover(self.context.theme, forecast, goal=goal, parent=self)
            popover.show_beside(self._finish.head)
