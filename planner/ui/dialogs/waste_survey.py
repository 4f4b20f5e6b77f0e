"""Enters a survey of time lost to debt: how much each person loses, and where."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.analysis.debt.survey import answers_of, with_survey
from planner.analysis.wording import count, percent
from planner.domain.edits import ChangeSettings, Several
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit
from planner.domain.settings import PlanSettings
from planner.ui.dialogs.fields import DateField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel


class WasteSurveyDialog(FormDialog):
    """One answer a person, nobody named; ends in the plan's settings with the survey in them."""

    def __init__(
        self, themes: ThemeController, settings: PlanSettings, *, today: date, take: Take, parent: QWidget
    ) -> None:
        super().__init__(themes, title="Survey of lost time", main="Keep the survey", take=take, parent=parent)
        self._settings = settings
        self.day = DateField(today)
        self.answers = QLineEdit()
        self.answers.setPlaceholderText(self.tr("10, 25, 30"))
        self.where = QLineEdit()
        self.where.setPlaceholderText(self.tr("payments gateway, build"))
        question = self.tr("What part of your working time did debt cost you this week? Where?")
        self.body.addWidget(ThemedLabel(themes, question, tone="text").wrapped())
        form = self.add_form()
        self.add_row(form, self.tr("Day"), self.day)
        self.add_row(form, self.tr("Answers, %"), self.answers)
        self.add_row(form, self.tr("Where"), self.where)
        self.answers.textChanged.connect(self._on_text)
        self._on_text("")

    def _on_text(self, text: str) -> None:
        """Say what the answers come to."""
        try:
            answers = answers_of(text)
        except PlannerError:
            self.say_consequence(self.tr("A percentage for each person; nobody is named."))
            return
        words = self.tr("%1, %2 lost on average. Self-reported: compare it with your register.")
        mean = percent(sum(answers) / len(answers))
        self.say_consequence(words.replace("%1", count(len(answers), "answer")).replace("%2", mean))

    def edit(self) -> Edit:
        """Return the settings with this survey."""
        settings = with_survey(self._settings, self.answers.text(), taken_on=self.day.day(), where=self.where.text())
        return Several((ChangeSettings(settings),), what=self.tr("Survey of lost time"))
