"""Small dialogs about one debt entry: pay down, plan in a sprint, accept until a date, split."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.analysis.reserve.proposal import release_edit, unused_pd
from planner.analysis.view import PlanView
from planner.analysis.wording import day, pd
from planner.domain.debt import Acceptance, DebtItem
from planner.domain.debt_split import LEAST_PARTS, MOST_PARTS, parts_needed, split_debt_edit
from planner.domain.edits import AllocateDebt, ChangeSettings, PayDebt
from planner.domain.plan import Edit, Plan
from planner.domain.records import acceptance_edit
from planner.ui.dialogs.fields import ChoiceField, CountField, DateField, DaysField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController

_MOST_PD, _MOST_EFFORT_PD = 99_999.0, 9_999_999.0
_ACCEPT_DAYS = 182
LONGEST_ACCEPTANCE = timedelta(days=366)


class PayDebtDialog(FormDialog):
    """How much was repaid, and when."""

    def __init__(self, themes: ThemeController, *, debt: DebtItem, today: date, take: Take, parent: QWidget) -> None:
        super().__init__(themes, title=f"{debt.id}  {debt.title}", main=self.tr("Pay down"), take=take, parent=parent)
        self._debt = debt
        self.repaid = DaysField(debt.open_principal_pd, highest=_MOST_PD)
        self.paid_on = DateField(today)
        form = self.add_form()
        self.add_row(form, self.tr("Principal repaid"), self.repaid)
        self.add_row(form, self.tr("On"), self.paid_on)
        self.repaid.valueChanged.connect(self._say)
        self._say()

    def _say(self) -> None:
        left = self._debt.open_principal_pd - self.repaid.value()
        whole = left <= 0
        words = (
            self.tr("All of it: the entry is closed.") if whole else self.tr("%1 stay open.").replace("%1", pd(left))
        )
        self.say_consequence(words)

    def edit(self) -> Edit:
        """Return the payment."""
        return PayDebt(self._debt.id, self.repaid.value(), self.paid_on.day())


class PlanDebtDialog(FormDialog):
    """Reserve days of one coming sprint for an entry; 0 takes them away."""

    def __init__(
        self,
        themes: ThemeController,
        *,
        plan: Plan,
        debt: DebtItem,
        effort_pd: float,
        take: Take,
        parent: QWidget,
    ) -> None:
        super().__init__(themes, title=f"{debt.id}  {debt.title}", main=self.tr("Plan"), take=take, parent=parent)
        self._debt, self._effort_pd = debt, effort_pd
        names = tuple((sprint.id, sprint.name) for sprint in plan.coming_sprints())
        self.sprint = ChoiceField(names)
        self.effort = DaysField(0.0, highest=_MOST_PD)
        form = self.add_form()
        self.add_row(form, self.tr("Sprint"), self.sprint)
        self.add_row(form, self.tr("Reserve days"), self.effort)
        self.sprint.currentIndexChanged.connect(self._on_sprint)
        self._on_sprint()

    def _on_sprint(self) -> None:
        """Start with what the sprint gives already, else with what repaying it takes."""
        given = {part.sprint_id: part.effort_pd for part in self._debt.allocations}
        self.effort.setValue(given.get(self.sprint.key(), self._effort_pd))
        words = self.tr("Repaying all of it takes %1 of reserve.").replace("%1", pd(self._effort_pd))
        self.say_consequence(words)

    def edit(self) -> Edit:
        """Return the allocation."""
        return AllocateDebt(self._debt.id, self.sprint.key(), self.effort.value())


class AcceptDebtDialog(FormDialog):
    """A risk taken on purpose, in writing, until a date."""

    def __init__(
        self, themes: ThemeController, *, plan: Plan, debt: DebtItem, today: date, take: Take, parent: QWidget
    ) -> None:
        super().__init__(themes, title=f"{debt.id}  {debt.title}", main=self.tr("Accept"), take=take, parent=parent)
        self._plan, self._debt, self._today = plan, debt, today
        old = debt.acceptance
        self.owner = QLineEdit(old.owner if old else debt.owner)
        self.reason = QLineEdit(old.reason if old else "")
        self.until = DateField(old.until if old else today + timedelta(days=_ACCEPT_DAYS))
        self.compensation = QLineEdit(old.compensation if old else "")
        form = self.add_form()
        self.add_row(form, self.tr("Accepted by"), self.owner)
        self.add_row(form, self.tr("Reason"), self.reason)
        self.add_row(form, self.tr("Until"), self.until)
        self.add_row(form, self.tr("Compensation"), self.compensation)
        self.until.dateChanged.connect(self._say)
        self._say()

    def _say(self) -> None:
        until = self.until.day()
        if until > self._today + LONGEST_ACCEPTANCE:
            self.say_consequence(self.tr("That is over a year; most risk rules ask for a decision every 12 months."))
        else:
            words = self.tr("Written down as a decision. It keeps costing interest; on %1 it has to be decided again.")
            self.say_consequence(words.replace("%1", day(until)))

    def edit(self) -> Edit:
        """Return the acceptance."""
        accepted = Acceptance(
            until=self.until.day(),
            owner=self.owner.text().strip(),
            reason=self.reason.text().strip(),
            compensation=self.compensation.text().strip(),
        )
        return acceptance_edit(self._plan, self._debt.id, accepted, today=self._today)


class SplitDebtDialog(FormDialog):
    """Into how many equal parts an entry is cut; each should fit into one sprint of reserve.

    Parameters
    ----------
    effort_pd
        Reserve that repaying all of it takes.
    reserve_pd
        Reserve of a usual sprint.
    """

    def __init__(  # noqa: PLR0913 - what a dialog shows
        self,
        themes: ThemeController,
        *,
        plan: Plan,
        debt: DebtItem,
        effort_pd: float,
        reserve_pd: float,
        take: Take,
        parent: QWidget,
    ) -> None:
        super().__init__(themes, title=f"{debt.id}  {debt.title}", main=self.tr("Split"), take=take, parent=parent)
        self._plan, self._debt, self._effort_pd, self._reserve_pd = plan, debt, effort_pd, reserve_pd
        needed = parts_needed(effort_pd, reserve_pd=reserve_pd)
        self.parts = CountField(needed, lowest=LEAST_PARTS, highest=MOST_PARTS)
        self.add_row(self.add_form(), self.tr("Equal parts"), self.parts)
        self.parts.valueChanged.connect(self._say)
        self._say()

    def _say(self) -> None:
        each, reserve = pd(self._effort_pd / self.parts.value()), pd(self._reserve_pd)
        words = self.tr("Each takes %1 of reserve; a usual sprint has %2. Ranges, dates and planned days go with them.")
        self.say_consequence(words.replace("%1", each).replace("%2", reserve))

    def edit(self) -> Edit:
        """Return the split."""
        return split_debt_edit(self._plan, self._debt.id, self.parts.value())


class DevelopmentDialog(FormDialog):
    """What the software took to build, for the debt ratio and its grade; 0 is not known."""

    def __init__(self, themes: ThemeController, *, plan: Plan, take: Take, parent: QWidget) -> None:
        title = self.tr("Development effort so far")
        super().__init__(themes, title=title, main=self.tr("Keep"), take=take, parent=parent)
        self._plan = plan
        self.effort = DaysField(plan.settings.development_pd or 0.0, highest=_MOST_EFFORT_PD, step=100.0)
        self.add_row(self.add_form(), self.tr("Took to build"), self.effort)
        words = self.tr("Registered debt over this is the debt ratio: up to 5 % is A, 10 % B, 20 % C, 50 % D.")
        self.say_consequence(words)

    def edit(self) -> Edit:
        """Return the settings with this effort."""
        return ChangeSettings(replace(self._plan.settings, development_pd=self.effort.value() or None))


class ReleaseDialog(FormDialog):
    """Gives reserve that finds no debt to features, in writing."""

    def __init__(self, themes: ThemeController, *, view: PlanView, take: Take, parent: QWidget) -> None:
        title = self.tr("Release reserve that finds no debt")
        super().__init__(themes, title=title, main=self.tr("Release"), take=take, parent=parent)
        self._view = view
        self.owner = QLineEdit()
        self.add_row(self.add_form(), self.tr("Owner"), self.owner)
        sprint = view.next_sprint
        words = self.tr("%1 of %2 go to features; nothing is owed for them.")
        self.say_consequence(words.replace("%1", pd(unused_pd(view))).replace("%2", sprint.name if sprint else ""))

    def edit(self) -> Edit:
        """Return the release; an owner is required."""
        return release_edit(self._view, owner=self.owner.text())
