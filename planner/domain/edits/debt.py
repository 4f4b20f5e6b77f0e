"""Edits of the debt register."""

from dataclasses import dataclass, replace
from datetime import date

from planner.domain.debt import Acceptance, DebtAllocation, DebtItem, DebtStatus
from planner.domain.edits.base import BaseEdit
from planner.domain.edits.sequence import added, changed, removed, replaced
from planner.domain.edits.sprints import open_sprint
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class AddDebt(BaseEdit):
    """A debt entry is registered."""

    debt: DebtItem

    def apply(self, plan: Plan) -> Plan:
        """Append the entry."""
        _check_debt(self.debt)
        return replace(plan, debt=added(plan.debt, self.debt, noun="debt"))


@dataclass(frozen=True, slots=True)
class ChangeDebt(BaseEdit):
    """Any field of a debt entry changes."""

    debt: DebtItem

    def apply(self, plan: Plan) -> Plan:
        """Exchange the entry."""
        _check_debt(self.debt)
        debt = replaced(plan.debt, self.debt, noun="debt")
        return plan if debt is plan.debt else replace(plan, debt=debt)


@dataclass(frozen=True, slots=True)
class RemoveDebt(BaseEdit):
    """A debt entry is deleted; items that pay it down lose the link."""

    debt_id: str

    def apply(self, plan: Plan) -> Plan:
        """Drop the entry and the links to it."""
        backlog = tuple(replace(item, debt_id="") if item.debt_id == self.debt_id else item for item in plan.backlog)
        return replace(plan, debt=removed(plan.debt, self.debt_id, noun="debt"), backlog=backlog)


@dataclass(frozen=True, slots=True)
class AllocateDebt(BaseEdit):
    """Reserve days of one sprint are given to an entry; 0 takes them away."""

    debt_id: str
    sprint_id: str
    effort_pd: float
    pinned: bool = False

    def apply(self, plan: Plan) -> Plan:
        """Exchange the days for this sprint, in the order of the plan's sprints."""
        open_sprint(plan, self.sprint_id)
        if not 0 <= self.effort_pd < float("inf"):
            raise InvalidValueError("effort", self.effort_pd, "days of 0 or more")
        order = {sprint.id: place for place, sprint in enumerate(plan.sprints)}

        def change(entry: DebtItem) -> DebtItem:
            parts = [part for part in entry.allocations if part.sprint_id != self.sprint_id]
            if self.effort_pd > 0:
                parts.append(DebtAllocation(self.sprint_id, self.effort_pd, self.pinned))
            parts.sort(key=lambda part: order.get(part.sprint_id, -1))
            return replace(entry, allocations=tuple(parts))

        debt = changed(plan.debt, self.debt_id, change, noun="debt")
        return plan if debt is plan.debt else replace(plan, debt=debt)


@dataclass(frozen=True, slots=True)
class PayDebt(BaseEdit):
    """Principal is repaid, in person-days; all of it closes the entry."""

    debt_id: str
    repaid_pd: float
    paid_on: date

    def apply(self, plan: Plan) -> Plan:
        """Add to what is repaid."""
        if not 0 < self.repaid_pd < float("inf"):
            raise InvalidValueError("repaid", self.repaid_pd, "days above 0")

        def change(entry: DebtItem) -> DebtItem:
            paid = min(entry.principal.p50, entry.paid_pd + self.repaid_pd)
            if paid < entry.principal.p50:
                return replace(entry, paid_pd=paid)
            return replace(entry, paid_pd=paid, status=DebtStatus.PAID, paid_on=self.paid_on)

        return replace(plan, debt=changed(plan.debt, self.debt_id, change, noun="debt"))


@dataclass(frozen=True, slots=True)
class AcceptDebt(BaseEdit):
    """The risk of an entry is accepted until a date; ``None`` takes the acceptance back."""

    debt_id: str
    acceptance: Acceptance | None

    def apply(self, plan: Plan) -> Plan:
        """Exchange the acceptance; owner and reason are required."""
        if self.acceptance and not (self.acceptance.owner.strip() and self.acceptance.reason.strip()):
            raise InvalidValueError("acceptance", self.acceptance.owner, "an owner and a reason in writing")
        debt = changed(plan.debt, self.debt_id, lambda entry: replace(entry, acceptance=self.acceptance), noun="debt")
        return plan if debt is plan.debt else replace(plan, debt=debt)


def _check_debt(debt: DebtItem) -> None:
    if not debt.id.strip() or not debt.title.strip():
        raise InvalidValueError("title", debt.title, "an identity and a title")
    if not 0 <= debt.paid_pd < float("inf"):
        raise InvalidValueError("paid", debt.paid_pd, "days of 0 or more")
