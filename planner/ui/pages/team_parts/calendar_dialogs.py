"""Opens the dialogs of the team's calendar: holidays, days off, the working week, and what is copied forward."""

from planner.ui.dialogs.copy_forward import CopyForwardDialog
from planner.ui.dialogs.holidays import HolidaysDialog
from planner.ui.dialogs.public_holidays import PublicHolidaysDialog
from planner.ui.dialogs.team_days_off import TeamDaysOffDialog
from planner.ui.dialogs.working_week import WorkingWeekDialog
from planner.ui.pages.team_parts.dialog_opener import DialogOpener
from planner.ui.pages.team_parts.heat_map import HeatMap


class CalendarDialogs(DialogOpener):
    """Each form ends in one edit of the calendar."""

    def holidays(self) -> None:
        """Show the holidays of the first place; without one, offer the public holidays of a country."""
        plan = self._context.document.plan
        first = next((one.id for one in plan.team.holiday_sets), "")
        dialog = HolidaysDialog(self._context.theme, plan, place=first, take=self._take, parent=self._owner)
        dialog.country_asked.connect(self.public_holidays)
        self.show_form(dialog)

    def public_holidays(self) -> None:
        """Ask for a country and show its holidays."""
        view = self._context.document.view
        self.show_form(
            PublicHolidaysDialog(self._context.theme, view.plan, today=view.today, take=self._take, parent=self._owner)
        )

    def days_off(self) -> None:
        """Show the days on which nobody works."""
        plan = self._context.document.plan
        self.show_form(TeamDaysOffDialog(self._context.theme, plan, take=self._take, parent=self._owner))

    def working_week(self) -> None:
        """Show the team's week."""
        plan = self._context.document.plan
        self.show_form(WorkingWeekDialog(self._context.theme, plan, take=self._take, parent=self._owner))

    def copy_forward(self, heat: HeatMap) -> None:
        """Ask how far the chosen days go; without a choice, those of the first sprint in view."""
        chosen = heat.block()
        window = heat.sprint_window()
        if not window:
            return
        plan = self._context.document.plan
        start = chosen[1].start if chosen is not None else window[0].period.start
        sprint = next((one for one in plan.coming_sprints() if start in one.period), window[0])
        self.show_form(
            CopyForwardDialog(
                self._context.theme, plan, sprint=sprint, chosen=chosen, take=self._take, parent=self._owner
            )
        )
