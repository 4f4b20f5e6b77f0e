"""All scenarios side by side: one chart, one table, what each of them changes, and what becomes of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.analysis.scenarios.compare import BASELINE, Comparison, ScenarioEntry, compare_scenarios
from planner.analysis.scenes.scenario_chart import CAPTION, GAIN_CAPTION, scenario_finish, scenario_gain
from planner.analysis.wording import count
from planner.domain.edits import PutScenario
from planner.domain.errors import PlannerError
from planner.domain.plan import Scenario
from planner.ui.charts.canvas import ChartState
from planner.ui.dialogs.scenario_parts import ScenarioEdits, ScenarioTable
from planner.ui.messages import error_sentence
from planner.ui.pages.page import PageContext
from planner.ui.theme.fonts import PANEL
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline
from planner.ui.widgets.segment import Segment

_WIDTH, _HEIGHT, _CHART, _AIR = 1180, 740, 190, 40
_FINISH, _GAIN = "finish", "gain"


class ScenariosDialog(QDialog):
    """Stays open beside the plan and follows it; what is asked for is done by whoever opened it.

    ``question_asked()`` wants a new scenario, ``entered(id)`` one to work in, ``promoted(id)`` one to become the plan,
    ``removed(id)`` one to go.
    """

    question_asked = Signal()
    entered = Signal(str)
    promoted = Signal(str)
    removed = Signal(str)

    def __init__(self, context: PageContext, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._found: Comparison | None = None
        self._wanted = context.document.active_scenario
        self.setWindowTitle(self.tr("Scenarios side by side"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        screen = parent.screen().availableGeometry()
        self.resize(min(_WIDTH, screen.width() - _AIR), min(_HEIGHT, screen.height() - _AIR))
        self._build()
        self._connect()
        self._compute()

    def _build(self) -> None:
        themes, tr = self._context.theme, self.tr
        self._head = ThemedLabel(themes, self.windowTitle(), size_px=PANEL, strong=True, tone="text")
        self.banner = Banner(themes)
        self.measure = Segment(
            themes, ((_FINISH, tr("Finish dates")), (_GAIN, tr("Work done"))), name=tr("What the chart shows")
        )
        self.section = ChartSection(themes, "", height=_CHART)
        self.section.head.add_control(self.measure)
        self.table, self.edits = ScenarioTable(themes), ScenarioEdits(themes)
        self.ask = Button(themes, tr("What if"), icon="plus")
        self.enter = Button(themes, tr("Work in it"))
        self.remove = Button(themes, tr("Delete"))
        self.close_button = Button(themes, tr("Close"))
        self.promote = Button(themes, tr("Make it the plan"), kind=ButtonKind.PRIMARY)
        self._consequence = ThemedLabel(themes, tone="text3").wrapped()
        self._lay_out()

    def _lay_out(self) -> None:
        themes = self._context.theme
        top, foot = Ground(themes), Ground(themes, "window")
        column = QVBoxLayout(top)
        column.setContentsMargins(24, 18, 24, 12)
        column.setSpacing(8)
        for widget in (self._head, self.banner, self.section, self.table):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self.edits, 1)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        row.addWidget(self.ask)
        row.addSpacing(8)
        row.addWidget(self._consequence, 1)
        for button in (self.remove, self.enter, self.close_button, self.promote):
            row.addWidget(button)
        for button in (self.ask, self.remove, self.enter, self.close_button, self.promote):
            button.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top, 1)
        whole.addWidget(Hairline(themes))
        whole.addWidget(foot)

    def _connect(self) -> None:
        document = self._context.document
        document.plan_changed.connect(self._compute)
        document.scenario_changed.connect(self._show_chosen)
        self.measure.chosen.connect(self._show_chart)
        self.table.changed.connect(self._show_chosen)
        self.table.entered.connect(self.entered)
        self.edits.shortened.connect(self._on_shortened)
        self.section.chart.refs_chosen.connect(lambda refs: self.table.choose(refs[0].removeprefix("scenario:")))
        self.ask.clicked.connect(self.question_asked)
        self.enter.clicked.connect(lambda: self.entered.emit(self.table.chosen()))
        self.promote.clicked.connect(lambda: self.promoted.emit(self.table.chosen()))
        self.remove.clicked.connect(lambda: self.removed.emit(self.table.chosen()))
        self.close_button.clicked.connect(self.accept)

    def choose(self, scenario_id: str) -> None:
        """Look at a scenario, also at one that is still being worked out."""
        self._wanted = scenario_id
        self.table.choose(scenario_id)

    def _compute(self, _changed: object = None) -> None:
        """Work everything out off this thread; the old picture stays, faded, until then."""
        document = self._context.document
        job = self._context.runner.prepare(compare_scenarios, document.stored_plan, today=document.view.today)
        job.succeeded.connect(self._on_found)
        job.failed.connect(lambda error: self.section.chart.set_state(ChartState.ERROR, error_sentence(error)))
        if self._found is not None:
            self.section.chart.set_state(ChartState.STALE)
        self._context.runner.run(job, owner=self, kind="scenarios")

    def _on_found(self, found: Comparison) -> None:
        kept, self._found, self._wanted = self._wanted or self.table.chosen(), found, ""
        self.table.set_found(found, keep=kept)
        others = len(found.entries) - 1
        words = self.tr("%1 beside the plan").replace("%1", count(others, "scenario"))
        self._head.set_text(words if others else self.tr("No scenario yet: ask a question, or start a new one"))
        self._show_chosen()

    def _show_chosen(self, _scenario: str = "") -> None:
        """Show what the chosen scenario changes, and what can be done with it."""
        if self._found is None:
            return
        entry = self._found.entry(self.table.chosen())
        document = self._context.document
        scenario = next((one for one in document.stored_plan.scenarios if one.id == entry.id), None)
        self.edits.set_scenario(document.stored_plan, scenario)
        self.remove.setEnabled(scenario is not None)
        self.promote.setEnabled(scenario is not None and entry.problem is None)
        self.enter.setEnabled(entry.problem is None and entry.id != document.active_scenario)
        self.enter.set_words(self.tr("Work in the plan") if entry.id == BASELINE else self.tr("Work in it"))
        self._say(entry)
        self._show_chart()

    def _say(self, entry: ScenarioEntry) -> None:
        """Say what promoting means, or why the scenario cannot be shown."""
        if entry.problem is not None:
            text = self.tr("%1 no longer fits the plan: %2").replace("%1", entry.name)
            self.banner.say(Severity.WARN, text.replace("%2", error_sentence(entry.problem)))
        else:
            self.banner.hide()
        if entry.id == BASELINE:
            self._consequence.set_text(self.tr("Choose a scenario to see what it changes, or ask a question."))
        elif entry.edits == 1:
            self._consequence.set_text(self.tr("Its change becomes part of the plan, as one step that can be undone."))
        else:
            words = self.tr("Its %1 changes become part of the plan, as one step that can be undone.")
            self._consequence.set_text(words.replace("%1", str(entry.edits)))

    def _show_chart(self, _measure: str = "") -> None:
        if self._found is None:
            return
        if self.measure.current() == _GAIN:
            self.section.head.set_title(self.tr("Work done beyond the plan"))
            self.section.show_scene(scenario_gain(self._found, self.table.chosen()), GAIN_CAPTION)
        else:
            self.section.head.set_title(self.tr("When it is done: %1").replace("%1", self._found.goal))
            self.section.show_scene(scenario_finish(self._found), CAPTION)

    def _on_shortened(self, scenario: Scenario) -> None:
        """Keep a scenario without one of its edits."""
        try:
            self._context.document.apply(PutScenario(scenario))
        except PlannerError as error:
            self.banner.say(Severity.STOP, error_sentence(error))
