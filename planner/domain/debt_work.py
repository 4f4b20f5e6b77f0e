"""What a debt entry becomes in the backlog, and the next free identities: pure helpers on a plan."""

from dataclasses import replace

from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.edits import AddItem, AllocateDebt, ChangeDebt, Several
from planner.domain.plan import Edit, Plan

PREFIX = "D-"


def next_debt_id(plan: Plan) -> str:
    """Return the next free identity of the register: ``"D-13"`` after ``"D-12"``."""
    numbers = [
        int(entry.id.removeprefix(PREFIX))
        for entry in plan.debt
        if entry.id.startswith(PREFIX) and entry.id.removeprefix(PREFIX).isdecimal()
    ]
    return f"{PREFIX}{max(numbers, default=0) + 1:02d}"


def next_decision_id(plan: Plan) -> str:
    """Return the number of the next decision, counted up."""
    return str(max((int(entry.id) for entry in plan.decisions if entry.id.isdecimal()), default=0) + 1)


def next_exception_id(plan: Plan) -> str:
    """Return the next free identity of an exception."""
    taken = {entry.id for entry in plan.exceptions}
    number = len(taken) + 1
    while f"exception-{number}" in taken:
        number += 1
    return f"exception-{number}"


def make_item_edit(plan: Plan, debt_id: str) -> Several:
    """Return the edit that adds a backlog item for a debt entry and links the two.

    The item has no estimate: person-days are no points, and unknown is not zero.
    """
    debt = plan.debt_item(debt_id)
    item = BacklogItem(
        key=_free_key(plan, debt_id),
        title=debt.title,
        kind=ItemKind.DEBT,
        components=(debt.component,) if debt.component else (),
        skills=debt.skills,
        debt_id=debt.id,
        debt_reason=debt.note,
    )
    linked = replace(debt, item_keys=(*debt.item_keys, item.key))
    return Several((AddItem(item), ChangeDebt(linked)), what=f"Make {item.key} of {debt.id}")


def _free_key(plan: Plan, debt_id: str) -> str:
    taken = {item.key for item in plan.backlog}
    if debt_id not in taken:
        return debt_id
    number = 2
    while f"{debt_id}.{number}" in taken:
        number += 1
    return f"{debt_id}.{number}"


def allocate_only(plan: Plan, debt_id: str, sprint_id: str, effort_pd: float, *, what: str) -> Several:
    """Return the edit that gives an entry days in one sprint and takes as many away, the latest sprints first.

    Days in sprints that are closed stay; what was planned beyond ``effort_pd`` stays where it was.
    """
    debt = plan.debt_item(debt_id)
    coming = {sprint.id for sprint in plan.coming_sprints()}
    held = next((part.effort_pd for part in debt.allocations if part.sprint_id == sprint_id), 0.0)
    left = max(0.0, effort_pd - held)
    steps: list[Edit] = []
    for part in reversed(debt.allocations):
        if part.sprint_id == sprint_id or part.sprint_id not in coming or left <= 0:
            continue
        taken = min(left, part.effort_pd)
        left -= taken
        steps.append(AllocateDebt(debt_id, part.sprint_id, part.effort_pd - taken, part.pinned))
    return Several((*steps, AllocateDebt(debt_id, sprint_id, effort_pd)), what=what)
