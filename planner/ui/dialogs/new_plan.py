"""A new plan starts with the team: a name, people, and the rhythm of the sprints."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from planner.analysis.wording import count, period
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.starting import starting_plan
from planner.ui.dialogs.fields import ChoiceField, DateField
from planner.ui.dialogs.form_dialog import FormDialog
from planner.ui.messages import error_sentence
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.attention import Severity

_MOST_PEOPLE = 99


class NewPlanDialog(FormDialog):
    """Asks for what a plan cannot do without; everything can be changed later.

    Parameters
    ----------
    today
        The next Monday after it is the proposed start.
    take
        Is given the plan.
    """

    def __init__(
        self, themes: ThemeController, *, today: date, take: Callable[[Plan], object], parent: QWidget
    ) -> None:
        super().__init__(themes, title=_title(), main=_main(), take=lambda _edit: None, parent=parent)
        self._take_plan = take
        self.name = QLineEdit(self.tr("Our team"))
        self.people = QSpinBox(minimum=1, maximum=_MOST_PEOPLE, value=6)
        self.names = QLineEdit(placeholderText=self.tr("Amara, Jonas, Zofia; can come later"))
        self.weeks = ChoiceField(tuple((str(weeks), count(weeks, "week")) for weeks in (1, 2, 3, 4)), current="2")
        self.start = DateField(today + timedelta(days=7 - today.weekday()))
        units = (
            (Unit.POINTS, self.tr("Story points")),
            (Unit.ITEMS, self.tr("Number of items")),
            (Unit.DAYS, self.tr("Days")),
            (Unit.HOURS, self.tr("Hours")),
        )
        self.unit = ChoiceField(tuple((unit.value, words) for unit, words in units), current=Unit.POINTS.value)
        form = self.add_form()
        for words, field in (
            (self.tr("Name of the plan"), self.name),
            (self.tr("People"), self.people),
            (self.tr("Their names"), self.names),
            (self.tr("A sprint lasts"), self.weeks),
            (self.tr("The next one starts"), self.start),
            (self.tr("Work is counted in"), self.unit),
        ):
            self.add_row(form, words, field)
        self.names.textChanged.connect(self._on_names)
        for signal in (self.people.valueChanged, self.start.dateChanged, self.weeks.currentIndexChanged):
            signal.connect(self._say_what_comes)
        self.name.textChanged.connect(self._say_what_comes)
        self.name.selectAll()
        self._say_what_comes()

    def plan(self) -> Plan:
        """Return the plan that the form means.

        Raises
        ------
        InvalidValueError
            When it has no name.
        """
        return starting_plan(
            self.name.text(),
            people=self._names(),
            weeks=int(self.weeks.key()),
            start=self.start.day(),
            unit=Unit(self.unit.key()),
        )

    def accept_form(self) -> None:
        """Hand the plan over and close; stay open when it cannot be."""
        try:
            plan = self.plan()
        except PlannerError as error:
            self.banner.say(Severity.STOP, error_sentence(error))
            return
        self.accept()
        self._take_plan(plan)

    def _names(self) -> list[str]:
        """Return one name per person: those that were typed, then numbers."""
        typed = _typed(self.names.text())
        return typed + [f"Person {number}" for number in range(len(typed) + 1, self.people.value() + 1)]

    def _on_names(self, text: str) -> None:
        """There are at least as many people as names."""
        self.people.setMinimum(max(1, len(_typed(text))))

    def _say_what_comes(self) -> None:
        try:
            first = self.plan().sprints[0]
        except PlannerError as error:
            self.say_consequence(error_sentence(error))
            return
        words = self.tr("Six sprints, the first %1. Items can come later.")
        self.say_consequence(words.replace("%1", period(first.period)))


def _typed(text: str) -> list[str]:
    return [name.strip() for name in text.replace(";", ",").split(",") if name.strip()][:_MOST_PEOPLE]


def _title() -> str:
    return QCoreApplication.translate("NewPlanDialog", "New plan")


def _main() -> str:
    return QCoreApplication.translate("NewPlanDialog", "Make the plan")
