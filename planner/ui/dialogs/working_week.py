"""The days on which the team works, such as Sunday to Thursday."""

from PySide6.QtWidgets import QWidget

from planner.analysis.wording import count, size
from planner.domain.calendar import WeekPattern
from planner.domain.edits import SetWorkingWeek
from planner.domain.errors import MissingInputError
from planner.domain.plan import Edit, Plan
from planner.ui.dialogs.fields import ChoiceField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.week_field import WeekField
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel

_PRESETS = {"monday": WeekPattern(), "sunday": WeekPattern.sunday_to_thursday()}
_OWN = "own"


class WorkingWeekDialog(FormDialog):
    """Chooses a usual week or ticks the days; people with a week of their own keep it."""

    def __init__(self, themes: ThemeController, plan: Plan, *, take: Take, parent: QWidget) -> None:
        super().__init__(
            themes, title=dialog_words("Working week"), main=dialog_words("Save"), take=take, parent=parent
        )
        self._plan = plan
        choices = (
            ("monday", self.tr("Monday to Friday")),
            ("sunday", self.tr("Sunday to Thursday")),
            (_OWN, self.tr("other days")),
        )
        self.preset = ChoiceField(choices, current=_preset_of(plan.team.week))
        self.week = WeekField(plan.team.week)
        form = self.add_form()
        self.add_row(form, self.tr("The team works"), self.preset)
        self.add_row(form, self.tr("Days"), self.week)
        hint = self.tr("A tick is a whole day, a dash half a day. Sprints keep their dates.")
        self.body.addWidget(ThemedLabel(themes, hint, size_px=12, tone="text3").wrapped())
        self.preset.currentIndexChanged.connect(self._on_preset)
        self.week.changed.connect(self._on_days)
        self._say()

    def edit(self) -> Edit:
        """Return the week; a week without a working day is none."""
        week = self.week.week()
        if not any(week.shares):
            raise MissingInputError("a working day", "tick at least one")
        return SetWorkingWeek(week)

    def _on_preset(self) -> None:
        chosen = _PRESETS.get(self.preset.key())
        if chosen is not None and chosen != self.week.week():
            self.week.set_week(chosen)
        self._say()

    def _on_days(self) -> None:
        self.preset.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.preset.choose(_preset_of(self.week.week()))
        self.preset.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._say()

    def _say(self) -> None:
        team = self._plan.team
        own = sum(team.has_own_week(member) for member in team.members)
        days = sum(self.week.week().shares)
        words = self.tr("{days} a week for {people}").format(
            days=self.tr("1 day") if days == 1 else self.tr("{number} days").format(number=size(days)),
            people=count(len(team.members) - own, self.tr("person"), self.tr("people")),
        )
        kept = self.tr("; {people} with a week of their own").format(
            people=count(own, self.tr("person"), self.tr("people"))
        )
        self.say_consequence(f"{words}{kept if own else ''}.")


def _preset_of(week: WeekPattern) -> str:
    return next((key for key, preset in _PRESETS.items() if preset == week), _OWN)
