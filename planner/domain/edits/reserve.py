"""The reserve kept from now on: for the whole plan, or for one sprint, each as one step of its own."""

from dataclasses import replace

from planner.domain.edits.agreements import SetPolicy
from planner.domain.edits.base import Several
from planner.domain.edits.sprints import SetSprintReserve
from planner.domain.plan import Edit, Plan


def keep_for_plan(plan: Plan, share: float, sprint_id: str) -> Several:
    """Return the edit that makes a share the policy's target; the sprint named follows it again.

    Raises
    ------
    InvalidValueError
        The share lies outside the policy's floor and ceiling.
    """
    steps: list[Edit] = [SetPolicy(replace(plan.policy, target=share))]
    if any(sprint.id == sprint_id and sprint.reserve_share is not None for sprint in plan.sprints):
        steps.append(SetSprintReserve(sprint_id, None))
    return Several(tuple(steps), what=f"Keep {share * 100:.0f} % for refactoring")


def keep_for_sprint(sprint_id: str, share: float) -> Several:
    """Return the edit that gives one sprint a reserve of its own."""
    return Several((SetSprintReserve(sprint_id, share),), what=f"Keep {share * 100:.0f} % in {sprint_id}")
