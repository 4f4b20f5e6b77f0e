"""What share to keep next, and why: the target, a rule that holds, what is owed, or the goal that is reached."""

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Final

from planner.analysis.reserve.buckets import dear_entries, rule_in_force, rule_words
from planner.analysis.wording import count, pd, percent, share
from planner.domain.debt_work import next_exception_id
from planner.domain.edits import PutException, SetSprintReserve, Several
from planner.domain.errors import InvalidValueError
from planner.domain.policy import ReserveException

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

MARGIN: Final = 0.02  # above what holds today's debt, so that it does not creep up again
LEAST_PD: Final = 0.5  # less than half a day is not worth a word


@dataclass(frozen=True, slots=True)
class NextShare:
    """The share proposed for the next sprint; ``code`` is ``"target"``, ``"rule"``, ``"owed"`` or ``"goal"``."""

    share: float
    code: str
    sentence: str


def next_share(view: "PlanView") -> NextShare:
    """Return what to keep in the next sprint.

    Notes
    -----
    Once the registered principal is at the policy's goal, the reserve that holds it plus 2 points is proposed; else
    what is owed is caught up from the target, or from the target of a rule that holds, inside floor and ceiling.
    """
    policy, status = view.plan.policy, view.reserve
    principal = view.register.totals.principal.p50
    if policy.goal_pd is not None and view.plan.debt and principal <= policy.goal_pd:
        return _holding(view, principal, policy.goal_pd)
    rule = rule_in_force(view.plan)
    if rule is not None:
        words = f"{rule_words(rule)}: {count(dear_entries(view.plan, rule), 'item')} now."
        return NextShare(status.proposed_share, "rule", words)
    if status.owed_pd >= LEAST_PD:
        words = f"{pd(status.owed_pd)} are caught up over {count(policy.recovery, 'sprint')}, inside the ceiling."
        return NextShare(status.proposed_share, "owed", words)
    return NextShare(status.proposed_share, "target", "Nothing is owed: the target as agreed.")


def _holding(view: "PlanView", principal: float, goal: float) -> NextShare:
    """Return the share that holds the debt where it is."""
    hold = view.thresholds.r_hold
    wanted = min(view.plan.policy.ceiling, hold + MARGIN)
    words = (
        f"The goal of {pd(goal)} is reached with {pd(principal)}: {share(round(wanted, 3))} keeps it there, "
        f"2 points above the {share(round(hold, 3))} that hold today's debt."
    )
    if wanted < view.plan.policy.floor:
        words += f" That is under the floor of {percent(view.plan.policy.floor)}: agree on another policy to use it."
    return NextShare(wanted, "goal", words)


def unused_pd(view: "PlanView") -> float:
    """Return the reserve of the next sprint that finds no debt, person-days; 0 without a register.

    It is what is left after the days given in that sprint and after all that open, unaccepted entries still need.
    """
    sprint, plan = view.next_sprint, view.plan
    if sprint is None or not plan.debt:
        return 0.0
    coming = {entry.id for entry in plan.coming_sprints()}
    given = fsum(part.effort_pd for entry in plan.debt for part in entry.allocations if part.sprint_id == sprint.id)
    needed = fsum(
        max(0.0, row.effort_pd - fsum(part.effort_pd for part in row.item.allocations if part.sprint_id in coming))
        for row in view.register.rows
        if not row.accepted
    )
    unused = view.capacity[sprint.id].steps.reserve_pd - given - needed
    return unused if unused >= LEAST_PD else 0.0


def release_edit(view: "PlanView", *, owner: str) -> Several:
    """Return the edit that gives unused reserve of the next sprint to features, in writing and owing nothing for it.

    Raises
    ------
    InvalidValueError
        Nothing is unused.
    """
    sprint, unused = view.next_sprint, unused_pd(view)
    if sprint is None or unused <= 0:
        raise InvalidValueError("reserve", unused, "reserve that finds no debt")
    steps = view.capacity[sprint.id].steps
    kept = max(0.0, (steps.reserve_pd - unused) / steps.effective_pd)
    exception = ReserveException(
        id=next_exception_id(view.plan),
        sprint_id=sprint.id,
        share=kept,
        reason=f"{pd(unused)} of reserve find no debt to repay and go to features",
        owner=owner.strip(),
        granted_on=view.today,
        released=True,
    )
    steps_of_edit = (SetSprintReserve(sprint.id, kept), PutException(exception))
    return Several(steps_of_edit, what=f"Release {pd(unused)} of reserve in {sprint.name}")
