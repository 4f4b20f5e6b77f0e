"""Opens the dialogs of the debt page and hands what they end in to the page."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QWidget

from planner.analysis.debt.hotspots import Hotspot
from planner.analysis.debt.places_lines import debt_at
from planner.analysis.reserve.proposal import unused_pd
from planner.domain.debt import DebtItem, Spread
from planner.domain.debt_work import next_debt_id
from planner.domain.plan import Edit
from planner.ui.dialogs.debt_entry import DebtEntryDialog
from planner.ui.dialogs.debt_parameters import DebtParametersDialog
from planner.ui.dialogs.debt_steps import (
    AcceptDebtDialog,
    DevelopmentDialog,
    PayDebtDialog,
    PlanDebtDialog,
    ReleaseDialog,
    SplitDebtDialog,
)
from planner.ui.dialogs.observations import ObservationsDialog
from planner.ui.dialogs.reserve_policy import ExceptionDialog, PolicyDialog
from planner.ui.pages.page import PageContext


class DebtDialogs:
    """The dialogs about debt and its reserve, for the page and for whoever else leads there.

    Parameters
    ----------
    taken
        Called after an edit was accepted.
    """

    def __init__(self, context: PageContext, *, parent: QWidget, taken: Callable[[], None]) -> None:
        self._context, self._parent, self._taken = context, parent, taken

    def add(self) -> None:
        """Register something new."""
        plan, today = self._context.document.plan, self._context.document.view.today
        debt = DebtItem(
            id=next_debt_id(plan), title="", principal=Spread(4.0, 2.0, 8.0), interest=Spread(0.2, 0.1, 0.4),
            registered_on=today,
        )  # fmt: skip
        self._entry(debt, new=True)

    def edit(self, debt_id: str) -> None:
        """Change an entry."""
        self._entry(self._context.document.plan.debt_item(debt_id), new=False)

    def pay(self, debt_id: str) -> None:
        """Pay down principal."""
        view = self._context.document.view
        self._open(
            PayDebtDialog(
                self._context.theme,
                debt=view.plan.debt_item(debt_id),
                today=view.today,
                take=self._take,
                parent=self._parent,
            )
        )

    def plan(self, debt_id: str) -> None:
        """Give it reserve days of a coming sprint."""
        view = self._context.document.view
        row = view.register.row(debt_id)
        self._open(
            PlanDebtDialog(
                self._context.theme,
                plan=view.plan,
                debt=view.plan.debt_item(debt_id),
                effort_pd=0.0 if row is None else row.effort_pd,
                take=self._take,
                parent=self._parent,
            )
        )

    def split(self, debt_id: str) -> None:
        """Cut it into parts that fit into one sprint of reserve."""
        view = self._context.document.view
        row = view.register.row(debt_id)
        self._open(
            SplitDebtDialog(
                self._context.theme,
                plan=view.plan,
                debt=view.plan.debt_item(debt_id),
                effort_pd=0.0 if row is None else row.effort_pd,
                reserve_pd=view.parameters.r * view.parameters.C,
                take=self._take,
                parent=self._parent,
            )
        )

    def hotspot(self, spot: Hotspot) -> None:
        """Register debt at a place of the code, or open what is registered there."""
        if spot.debt_ids:
            self.edit(spot.debt_ids[0])
            return
        view = self._context.document.view
        draft = debt_at(spot, next_debt_id(view.plan))
        self._entry(replace(draft, registered_on=view.today), new=True)

    def accept(self, debt_id: str) -> None:
        """Accept the risk until a date."""
        view = self._context.document.view
        self._open(
            AcceptDebtDialog(
                self._context.theme,
                plan=view.plan,
                debt=view.plan.debt_item(debt_id),
                today=view.today,
                take=self._take,
                parent=self._parent,
            )
        )

    def policy(self, target: float | None = None) -> None:
        """Change what is agreed, starting with another target."""
        view = self._context.document.view
        self._open(
            PolicyDialog(
                self._context.theme,
                plan=view.plan,
                today=view.today,
                target=target,
                take=self._take,
                parent=self._parent,
            )
        )

    def release(self) -> None:
        """Give reserve that finds no debt to features."""
        view = self._context.document.view
        if unused_pd(view) > 0:
            self._open(ReleaseDialog(self._context.theme, view=view, take=self._take, parent=self._parent))

    def development(self) -> None:
        """Enter what the software took to build."""
        plan = self._context.document.plan
        self._open(DevelopmentDialog(self._context.theme, plan=plan, take=self._take, parent=self._parent))

    def observations(self, sprint_id: str = "") -> None:
        """Write down what was seen in a closed sprint, by default in the last one."""
        closed = self._context.document.plan.closed_sprints()
        if closed:
            sprint = next((entry for entry in closed if entry.id == sprint_id), closed[-1])
            self._open(ObservationsDialog(self._context.theme, sprint, take=self._take, parent=self._parent))

    def exception(self, sprint_id: str = "") -> None:
        """Write an exception for a sprint, by default for the next one."""
        view = self._context.document.view
        sprint = view.next_sprint
        chosen = sprint_id or (sprint.id if sprint is not None else "")
        spent = {row.sprint_id: row.share_spent for row in view.reserve.rows}
        self._open(
            ExceptionDialog(
                self._context.theme,
                plan=view.plan,
                sprint_id=chosen,
                share=spent.get(chosen, view.reserve_share),
                today=view.today,
                take=self._take,
                parent=self._parent,
            )
        )

    def parameters(self, shares: tuple[float, ...] = (), horizon: int = 0, view: str = "") -> None:
        """Show what stands behind the lab of these reserves, by default the plan's own."""
        self._open(DebtParametersDialog(self._context, parent=self._parent, shares=shares, horizon=horizon, view=view))

    def _entry(self, debt: DebtItem, *, new: bool) -> None:
        view = self._context.document.view
        self._open(
            DebtEntryDialog(
                self._context.theme,
                plan=view.plan,
                debt=debt,
                new=new,
                today=view.today,
                take=self._take,
                parent=self._parent,
            )
        )

    def _open(self, dialog: QDialog) -> None:
        dialog.open()

    def _take(self, edit: Edit) -> None:
        self._context.document.apply(edit)
        self._taken()
