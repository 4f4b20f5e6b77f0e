"""Days on which nobody in the team works, as lines to type, paste and delete."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from planner.analysis.wording import count, pd
from planner.domain.calendar import Holiday
from planner.domain.edits import SetTeamDaysOff
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Plan
from planner.domain.team import TeamDayOff
from planner.importing.holiday_lines import holiday_lines, parse_holiday_lines
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel


class TeamDaysOffDialog(FormDialog):
    """Exchanges the list of offsites, company days and the like."""

    def __init__(self, themes: ThemeController, plan: Plan, *, take: Take, parent: QWidget) -> None:
        super().__init__(
            themes, title=dialog_words("Team days off"), main=dialog_words("Save"), take=take, parent=parent
        )
        self._plan = plan
        known = tuple(Holiday(entry.day, entry.name, entry.share) for entry in plan.team.days_off)
        self.lines = QPlainTextEdit(holiday_lines(known))
        self.lines.setPlaceholderText(self.tr("2026-09-18 Offsite"))
        self.lines.setMinimumHeight(180)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(self.tr("Team days off, one a line"))
        hint = self.tr("One a line: the date, then what it is. “half” at the end is half a day.")
        self.body.addWidget(ThemedLabel(themes, hint, size_px=12, tone="text3").wrapped())
        self.body.addWidget(self.lines, 1)
        self.lines.textChanged.connect(self._say)
        self.lines.setFocus()
        self._say()

    def edit(self) -> Edit:
        """Return the list exchanged; a line without a date stops it."""
        days, issues = parse_holiday_lines(self.lines.toPlainText())
        if issues:
            raise InvalidValueError(f"line {issues[0].row}", issues[0].value, "a date such as 2026-09-18, then a name")
        return SetTeamDaysOff(tuple(TeamDayOff(entry.day, _named(entry.name), entry.share) for entry in days))

    def _say(self) -> None:
        days, issues = parse_holiday_lines(self.lines.toPlainText())
        if issues:
            self.say_consequence(self.tr("Line {row} does not begin with a date.").format(row=issues[0].row))
            return
        team = self._plan.team
        off = (
            member.fte * team.week_of(member).share_on(entry.day) * entry.share
            for entry in days
            for member in team.members
        )
        self.say_consequence(
            self.tr("{days} for everybody, {amount} on the calendar.").format(
                days=count(len(days), self.tr("day")), amount=pd(sum(off))
            )
        )


def _named(name: str) -> str:
    return "Day off" if name == "Holiday" else name
