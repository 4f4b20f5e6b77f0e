"""Proposing again until proposing again changes nothing.

What fits keeps its place before anything else is placed, so a place found in one round is a place to keep in the next,
and now and then this frees or takes the room that decided something else. A user who accepts a proposal and asks again
should see no second thoughts: they are had here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.analysis.autoplan.diff import Allocations, accept_edit, allocations_after
from planner.analysis.autoplan.greedy import Placing, place_all
from planner.analysis.autoplan.problem import Problem
from planner.analysis.autoplan.proposal import Reason
from planner.analysis.autoplan.reserve_fill import ReserveFill, debt_tasks, fill_reserve
from planner.analysis.debt.parameters import DebtParameters
from planner.domain.backlog import ItemKind
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent

MOST_ROUNDS = 8
"""Two are usual, the second to find nothing; a plan that still turns after these gets the last one."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Items and reserve days placed, seen from the plan as it is.

    Parameters
    ----------
    aside
        Debt entries that get no days, with the reason.
    allocations
        Reserve days of every debt entry after the proposal.
    """

    state: Placing
    fill: ReserveFill
    aside: Mapping[str, Reason]
    allocations: Allocations


def settle(plan: Plan, problem_at: Callable[[Plan], Problem], *, report: Report = silent) -> Settled:
    """Return the places that stay what they are when the planner is asked again.

    Parameters
    ----------
    problem_at
        Makes the planning problem of the plan as it is in each round.
    """
    first = found = _round(plan, problem_at(plan), report=report)
    for _ in range(MOST_ROUNDS - 1):
        after = accept_edit(plan, found.state, found.allocations).apply(plan)
        again = _round(after, problem_at(after))
        second_thoughts = accept_edit(after, again.state, again.allocations)
        if not (second_thoughts.placements or second_thoughts.debt):
            break
        found = Settled(_seen_from(first.state, again.state), again.fill, again.aside, again.allocations)
    return found


def repaid_per_day(plan: Plan) -> float:
    """Return the principal that a day of reserve removes: the plan's own value, else the model's default."""
    own = next((entry.value for entry in plan.settings.debt_parameters if entry.name == "eps"), None)
    return own if own is not None and own > 0 else DebtParameters().eps


def _round(plan: Plan, problem: Problem, *, report: Report = silent) -> Settled:
    state = place_all(problem, report=report)
    by_items = _paid_by_items(plan, state)
    tasks, aside = debt_tasks(plan, problem, eps=repaid_per_day(plan), by_items=by_items)
    taken = [used.debt_pd for used in state.usage]
    fill = fill_reserve(problem, tasks, taken_pd=taken, parked=frozenset(aside))
    return Settled(state, fill, aside, allocations_after(plan, problem, fill))


def _seen_from(first: Placing, last: Placing) -> Placing:
    """Return the last round's places as moves from where the first round began."""
    state = Placing.of(first.problem)
    state.over = last.over
    for task in first.problem.tasks:
        place = last.places.get(task.key)
        if place is not None:
            state.put(task, place)
        told = first if place == first.places.get(task.key) else last
        state.refused[task.key] = told.refused.get(task.key, [])
    return state


def _paid_by_items(plan: Plan, state: Placing) -> dict[str, float]:
    """Return the reserve days of placed debt items by the entry they pay down."""
    owners = {key: entry.id for entry in plan.debt for key in entry.item_keys}
    days: dict[str, float] = {}
    sizes = {task.key: task.size for task in state.problem.tasks}
    for item in plan.backlog:
        place = state.places.get(item.key)
        owner = item.debt_id or owners.get(item.key, "")
        if place is not None and owner and item.kind is ItemKind.DEBT:
            room = state.problem.rooms[place.room]
            days[owner] = days.get(owner, 0.0) + sizes[item.key] * room.pd_per_unit
    return days
