"""Ask "what if": choose a question, see what it changes, keep it as a scenario."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QSpinBox, QStackedWidget, QVBoxLayout, QWidget

from planner.analysis.forecast import what_if
from planner.analysis.forecast.what_if import Outcome, WhatIf, outcomes, scenario_of
from planner.analysis.view import PlanView
from planner.domain.edits import PutScenario
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit
from planner.ui.dialogs.fields import DateField, PercentField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.messages import error_sentence
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.heads import SectionHead

Ask = Callable[[], WhatIf]
_ROWS, _ROW = 6, 28


class WhatIfDialog(FormDialog):
    """Ends in a scenario; the plan itself does not change."""

    def __init__(self, themes: ThemeController, view: PlanView, *, take: Take, parent: QWidget) -> None:
        super().__init__(themes, title="What if", main="Keep as scenario", take=take, parent=parent, width=560)
        self._view = view
        self._asks: list[Ask] = []
        self.question = QComboBox()
        self._forms = QStackedWidget()
        self.grid = Grid(themes, self._columns(), name=self.tr("What changes"), row_height=_ROW)
        self.grid.setMinimumHeight(_ROW * (_ROWS + 1))
        self.add_row(self.add_form(), self.tr("Question"), self.question)
        self.body.addWidget(self._forms)
        self.body.addWidget(SectionHead(themes, self.tr("What changes")))
        self.body.addWidget(self.grid, 1)
        self._add_questions(view)
        self.question.currentIndexChanged.connect(self._on_question)
        self.say_consequence(
            self.tr("A scenario is a list of edits beside the plan. Nothing changes until you promote it.")
        )
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        def column(key: str, title: str, value: Callable[[Outcome], str], *, strong: bool = False) -> Column:
            return Column(key=key, title=title, value=value, align=Align.RIGHT, width=120, strong=strong)

        return (
            Column(key="what", title="", value=lambda row: row.what, stretch=True),
            column("before", self.tr("before"), lambda row: row.before),
            column("after", self.tr("after"), lambda row: row.after, strong=True),
        )

    def _add_questions(self, view: PlanView) -> None:
        plan = view.plan
        sprint = view.next_sprint
        first = max(sprint.period.start, view.today) if sprint else view.today
        if plan.team.members:
            self._add_away(first)
            self._add_leaver(first)
        self._add_joiner(first)
        if sprint:
            self._add_reserve()
        epics = sorted({item.epic for item in plan.backlog if item.epic and item.is_open})
        if epics:
            self._add_epic(epics)
        self._add_growth()

    def _add(self, words: str, fields: tuple[tuple[str, QWidget], ...], ask: Ask) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        column.addLayout(form)
        column.addStretch(1)
        for name, field in fields:
            self.add_row(form, name, field)
            for signal in ("valueChanged", "currentIndexChanged", "dateChanged"):
                if hasattr(field, signal):
                    getattr(field, signal).connect(self._show)
        self._asks.append(ask)
        self._forms.addWidget(page)
        self.question.addItem(words)

    def _people(self) -> QComboBox:
        people = QComboBox()
        for member in self._view.plan.team.members:
            people.addItem(member.name, member.id)
        return people

    def _add_away(self, first: date) -> None:
        people, day, days = self._people(), DateField(first), QSpinBox(minimum=1, maximum=60, value=5)
        fields = ((self.tr("Who"), people), (self.tr("From"), day), (self.tr("Working days"), days))
        self._add(
            self.tr("Somebody is ill"),
            fields,
            lambda: what_if.somebody_away(
                self._view.plan, member_id=people.currentData(), first=day.day(), working_days=days.value()
            ),
        )

    def _add_leaver(self, first: date) -> None:
        people, day = self._people(), DateField(first)
        fields = ((self.tr("Who"), people), (self.tr("First day without"), day))
        self._add(
            self.tr("Somebody leaves"),
            fields,
            lambda: what_if.somebody_leaves(self._view.plan, member_id=people.currentData(), left=day.day()),
        )

    def _add_joiner(self, first: date) -> None:
        day = DateField(first)
        self._add(
            self.tr("Somebody joins"),
            ((self.tr("First day"), day),),
            lambda: what_if.somebody_joins(self._view.plan, joined=day.day()),
        )

    def _add_reserve(self) -> None:
        share, sprints = (
            PercentField(self._view.plan.policy.ceiling, highest=50),
            QSpinBox(minimum=1, maximum=26, value=4),
        )
        fields = ((self.tr("Debt reserve"), share), (self.tr("Sprints"), sprints))
        self._add(
            self.tr("Another reserve"),
            fields,
            lambda: what_if.another_reserve(self._view.plan, share=share.share(), sprints=sprints.value()),
        )

    def _add_epic(self, epics: list[str]) -> None:
        chosen = QComboBox()
        chosen.addItems(epics)
        self._add(
            self.tr("An epic is dropped"),
            ((self.tr("Epic"), chosen),),
            lambda: what_if.epic_dropped(self._view.plan, epic=chosen.currentText()),
        )

    def _add_growth(self) -> None:
        growth = QDoubleSpinBox(minimum=0, maximum=500, decimals=1)
        growth.setValue(max(1.0, self._view.plan.settings.scope_growth.likely * 2))
        self._add(
            self.tr("Scope grows faster"),
            ((self.tr("Likely growth a sprint"), growth),),
            lambda: what_if.scope_grows(self._view.plan, likely=growth.value()),
        )

    def _asked(self) -> WhatIf:
        return self._asks[self.question.currentIndex()]()

    def edit(self) -> Edit:
        """Return the question as a scenario."""
        return PutScenario(scenario_of(self._view.plan, self._asked()))

    def _on_question(self, index: int) -> None:
        self._forms.setCurrentIndex(index)
        self._show()

    def _show(self) -> None:
        """Work the question out; the same seed on both sides."""
        try:
            self.grid.set_rows(outcomes(self._view, self._asked()))
        except PlannerError as error:
            self.grid.set_rows(())
            self.banner.say(Severity.STOP, error_sentence(error))
        else:
            self.banner.hide()
