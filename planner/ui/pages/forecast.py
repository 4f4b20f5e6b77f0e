"""When it is done and how sure that is: fan, finish dates, drivers, milestones, and the forecast's own record."""

from functools import partial

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from planner.analysis.findings.headlines import forecast as forecast_headline
from planner.analysis.forecast.milestone_rows import MilestoneRow, milestone_rows
from planner.analysis.forecast.plan_forecast import MilestoneForecast, PlanForecast
from planner.analysis.forecast.view import last_open
from planner.analysis.forecast.words import PLANNED_LABEL, planned_sentence
from planner.analysis.scenes.finish_histogram import finish_histogram, later_text
from planner.analysis.scenes.forecast_tornado import forecast_tornado
from planner.analysis.scenes.release_fan import release_fan
from planner.analysis.scenes.sprint_strip import sprint_strip
from planner.analysis.wording import unit_name
from planner.domain.plan import Edit
from planner.domain.settings import Unit
from planner.ui.dialogs.calibration import CalibrationDialog
from planner.ui.dialogs.milestone import MilestoneDialog
from planner.ui.dialogs.velocity import VelocityDialog
from planner.ui.dialogs.what_if import WhatIfDialog
from planner.ui.pages.forecast_parts.by_date import ByDatePopover
from planner.ui.pages.forecast_parts.milestones import Milestones
from planner.ui.pages.forecast_parts.trust import Trust
from planner.ui.pages.page import Page, PageContext
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.columns import Columns
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.segment import Segment
from planner.ui.widgets.state_panel import StatePanel

_OWN, _ITEMS = "own", "items"


class ForecastPage(Page):
    """By when, how sure, what moves it, and how far to trust it."""

    key = "forecast"
    title = "Forecast"
    icon = "forecast"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._milestone_id = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        themes = self.context.theme
        units = ((_OWN, self.tr("Points")), (_ITEMS, self.tr("Items")))
        self._unit = Segment(themes, units, name=self.tr("Unit"))
        self._goal = Button(themes, self.tr("Everything")).with_menu(QMenu(self))
        self._what_if = Button(themes, self.tr("What if"), icon="plus")
        for control in (self._unit, self._goal, self._what_if):
            self.headline.add_control(control)
        self._fan = ChartSection(themes, self.tr("Done and to come"))
        self._fan.chart.setMinimumHeight(280)
        self._finish = ChartSection(themes, self.tr("When it is done"), link=self.tr("How much by a date"), height=146)
        self._drivers = ChartSection(themes, self.tr("What moves the 85 % date"))
        self._drivers.chart.setMinimumHeight(124)
        self._milestones = Milestones(themes)
        self._strip = ChartSection(themes, self.tr("Per sprint, done and forecast"))
        self._strip.chart.setMinimumHeight(100)
        self._planned = ThemedLabel(themes, size_px=AXIS).wrapped()
        self._planned.setToolTip(PLANNED_LABEL)
        self._trust = Trust(themes)
        self._lay_out()

    def _lay_out(self) -> None:
        themes = self.context.theme
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        upper = Columns(themes, (self._fan, 770), (_stacked(self._finish, self._drivers), 410))
        lower = Columns(themes, (_stacked(self._milestones, self._planned, self._strip), 770), (self._trust, 410))
        column.addWidget(upper, 5)
        column.addWidget(Hairline(themes))
        column.addWidget(lower, 4)
        self._panel = StatePanel(themes, body)
        self.column.addWidget(self._panel, 1)

    def _connect(self) -> None:
        self._unit.chosen.connect(self._on_unit)
        self._what_if.clicked.connect(self._on_what_if)
        self._panel.acted.connect(self._on_velocity)
        self._finish.head.link_clicked.connect(self._on_by_date)
        self._trust.asked.connect(self._on_calibration)
        self._milestones.add.clicked.connect(lambda: self._edit_milestone(""))
        self._milestones.grid.row_activated.connect(lambda row: self._edit_milestone(row.id))
        self._milestones.grid.current_row_changed.connect(self._on_milestone_row)
        self._fan.chart.refs_chosen.connect(lambda refs: self.context.navigate("track", refs))
        self._strip.chart.refs_chosen.connect(lambda refs: self.context.navigate("sprints", refs))

    def choose(self, refs: tuple[str, ...]) -> None:
        """Look at the milestone that is named."""
        named = [ref.removeprefix("milestone:") for ref in refs if ref.startswith("milestone:")]
        if named:
            self._look_at(named[0])

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the forecast, or ask for what it needs."""
        del changed
        view = self.context.document.view
        own = view.plan.settings.unit
        self._unit.set_text(_OWN, own.value.capitalize())
        self._unit.setVisible(own is not Unit.ITEMS)
        unit = Unit.ITEMS if self._unit.current() == _ITEMS else own
        words = forecast_headline(view, unit_of=unit)
        self.headline.set_words(words.title, words.subtitle)
        forecast = view.forecast_in(unit)
        if forecast is None:
            sentence = self.tr("A forecast needs closed sprints, imported history, or a velocity.")
            self._panel.show_empty(sentence, action=self.tr("Enter a velocity"))
            return
        self._panel.show_ready()
        self._show(forecast)

    def _show(self, forecast: PlanForecast) -> None:
        view = self.context.document.view
        goal = self._chosen(forecast)
        unit = unit_name(forecast.unit)
        self._goal.set_words(goal.milestone.name if goal else self.tr("Everything"))
        self._fill_goals(forecast)
        self._fan.head.set_title(self.tr("%1 done and to come").replace("%1", unit.capitalize()))
        self._fan.show_scene(release_fan(view.tracking.burnup_of(forecast), forecast, milestone=goal))
        self._finish.show_scene(finish_histogram(forecast, milestone=goal), later_text(forecast, goal))
        self._drivers.show_scene(forecast_tornado(view.drivers))
        self._milestones.set_rows(milestone_rows(forecast, view.plan), unit=unit)
        self._strip.head.set_title(self.tr("%1 per sprint, done and forecast").replace("%1", unit.capitalize()))
        self._strip.head.set_note(self.tr("Bar P15 to P85, line P50, thin P5 to P95"))
        self._strip.show_scene(sprint_strip(forecast))
        self._planned.set_text(planned_sentence(forecast))
        self._trust.show_record(view)

    def _chosen(self, forecast: PlanForecast) -> MilestoneForecast | None:
        """Return the milestone looked at: the chosen one, else the last open one."""
        found = next((entry for entry in forecast.milestones if entry.milestone.id == self._milestone_id), None)
        if found is not None and not found.done:
            return found
        return last_open(forecast)

    def _fill_goals(self, forecast: PlanForecast) -> None:
        menu = self._goal.menu()
        menu.clear()
        for entry in forecast.milestones:
            milestone_id = entry.milestone.id
            menu.addAction(entry.milestone.name, partial(self._look_at, milestone_id))
        self._goal.setEnabled(bool(forecast.milestones))

    def _look_at(self, milestone_id: str) -> None:
        if milestone_id != self._milestone_id:
            self._milestone_id = milestone_id
            self.refresh(frozenset())

    def _take(self, edit: Edit) -> None:
        """Hand an edit to the document; dialogs show what is refused."""
        self.context.document.apply(edit)

    def _on_unit(self, key: str) -> None:
        del key
        self.refresh(frozenset())

    def _on_milestone_row(self, row: MilestoneRow | None) -> None:
        if row is not None:
            self._look_at(row.id)

    def _edit_milestone(self, milestone_id: str) -> None:
        document = self.context.document
        dialog = MilestoneDialog(
            self.context.theme,
            document.plan,
            milestone_id=milestone_id,
            today=document.view.today,
            take=self._take,
            parent=self,
        )
        dialog.open()

    def _on_what_if(self) -> None:
        WhatIfDialog(self.context.theme, self.context.document.view, take=self._take, parent=self).open()

    def _on_velocity(self) -> None:
        VelocityDialog(self.context.theme, self.context.document.plan, take=self._take, parent=self).open()

    def _on_by_date(self) -> None:
        forecast = self.context.document.view.forecast_if_any
        if forecast is not None:
            ByDatePopover(self.context.theme, forecast, parent=self).show_beside(self._finish.head)

    def _on_calibration(self) -> None:
        CalibrationDialog(self.context.theme, self.context.document.view, parent=self).open()


def _stacked(*widgets: QWidget) -> QWidget:
    """Return widgets one under the other, the last one taking what is free."""
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for place, widget in enumerate(widgets, start=1):
        column.addWidget(widget, int(place == len(widgets)))
    return section
