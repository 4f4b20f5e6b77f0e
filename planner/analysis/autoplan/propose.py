"""The planner's front door: one plan and its forecast in, one proposal with all its reasons out."""

from collections.abc import Mapping
from math import fsum
from time import perf_counter

from planner.analysis.autoplan.diff import accept_edit, debt_moves, item_moves
from planner.analysis.autoplan.greedy import Placing, place_all
from planner.analysis.autoplan.problem import Chance, problem_of
from planner.analysis.autoplan.proposal import PlannedDebt, Proposal, ProposedSprint, Reason, ReasonCode, Unplaced
from planner.analysis.autoplan.reasons import item_reasons, main_obstacle
from planner.analysis.autoplan.reserve_fill import ReserveFill, debt_tasks, fill_reserve
from planner.analysis.autoplan.value import bound_of, objective_of
from planner.analysis.capacity import CapacityBreakdown
from planner.analysis.debt_parameters import DebtParameters
from planner.domain.backlog import ItemKind
from planner.domain.debt import DebtAllocation
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent

WINDOW = 6


def propose(  # noqa: PLR0913 - the forecast's figures come in side by side
    plan: Plan,
    *,
    commitments: Mapping[str, float],
    breakdowns: Mapping[str, CapacityBreakdown],
    sprints: int = WINDOW,
    medians: Mapping[str, float] | None = None,
    chance: Chance | None = None,
    report: Report = silent,
) -> Proposal:
    """Return a plan for the coming sprints that keeps what fits and explains the rest.

    Parameters
    ----------
    commitments
        Work that each sprint can promise (P15 of its forecast), in the plan's unit, by sprint.
    breakdowns
        Capacity by sprint; each one's reserve is what debt may use.
    sprints
        Number of coming sprints to fill.
    medians
        P50 of each sprint's forecast in the plan's unit; without it nothing is proposed as stretch.
    chance
        Chance that a sprint finishes an amount of work; for the confidence of each sprint and for reasons.
    report
        Hears how far it is.

    Notes
    -----
    The same arguments always give the same proposal. Capacity is exceeded only by what cannot move: pinned and started
    items, and running sprints.
    """
    begun = perf_counter()
    problem = problem_of(
        plan, commitments=commitments, breakdowns=breakdowns, medians=medians or {}, sprints=max(0, sprints)
    )
    state = place_all(problem, report=report)
    fill, debt_aside = _reserve(plan, state)
    reasons = item_reasons(state, debt_pd=_debt_loads(state, fill), chance=chance)
    moves = (*item_moves(state, reasons), *debt_moves(plan, problem, fill, debt_aside))
    return Proposal(
        sprints=tuple(_sprint(state, fill, index, chance=chance) for index in range(len(problem.rooms))),
        unplaced=(
            *_unplaced_items(state),
            *(Unplaced(key, reason) for key, reason in _unpaid(fill, debt_aside).items()),
        ),
        reasons={**reasons, **_debt_reasons(fill, debt_aside)},
        moves=moves,
        objective=objective_of(state, moves=len(moves)),
        bound=bound_of(state),
        edit=accept_edit(plan, state, fill),
        seconds=perf_counter() - begun,
    )


def repaid_per_day(plan: Plan) -> float:
    """Return the principal that a day of reserve removes: the plan's own value, else the model's default."""
    own = next((entry.value for entry in plan.settings.debt_parameters if entry.name == "eps"), None)
    return own if own is not None and own > 0 else DebtParameters().eps


def _reserve(plan: Plan, state: Placing) -> tuple[ReserveFill, dict[str, Reason]]:
    by_items = _paid_by_items(plan, state)
    tasks, aside = debt_tasks(plan, state.problem, eps=repaid_per_day(plan), by_items=by_items)
    taken = [used.debt_pd for used in state.usage]
    return fill_reserve(state.problem, tasks, taken_pd=taken, parked=frozenset(aside)), aside


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


def _debt_loads(state: Placing, fill: ReserveFill) -> tuple[float, ...]:
    return tuple(
        used.debt_pd + fsum(parts.get(index, 0.0) for parts in fill.parts.values())
        for index, used in enumerate(state.usage)
    )


def _sprint(state: Placing, fill: ReserveFill, index: int, *, chance: Chance | None) -> ProposedSprint:
    room, used = state.problem.rooms[index], state.usage[index]
    here = [(task.key, state.places[task.key]) for task in state.problem.tasks if task.key in state.places]
    debt = tuple(
        PlannedDebt(name, DebtAllocation(room.sprint.id, parts[index]))
        for name, parts in fill.parts.items()
        if index in parts
    )
    return ProposedSprint(
        sprint_id=room.sprint.id,
        name=room.sprint.name,
        feature_capacity=room.capacity,
        feature_load=used.load,
        stretch_capacity=room.stretch_capacity,
        reserve_capacity_pd=room.reserve_pd,
        debt_load_pd=_debt_loads(state, fill)[index],
        item_keys=tuple(key for key, place in here if place.room == index and not place.stretch),
        stretch_keys=tuple(key for key, place in here if place.room == index and place.stretch),
        debt=debt,
        confidence=chance(room.sprint.id, used.load) if chance else None,
    )


def _unplaced_items(state: Placing) -> list[Unplaced]:
    return [
        Unplaced(task.key, main_obstacle(state, task)) for task in state.problem.tasks if task.key not in state.places
    ]


def _unpaid(fill: ReserveFill, aside: Mapping[str, Reason]) -> dict[str, Reason]:
    settled = {ReasonCode.PAID, ReasonCode.BY_ITEMS}
    return {key: reason for key, reason in {**fill.unfinished, **aside}.items() if reason.code not in settled}


def _debt_reasons(fill: ReserveFill, aside: Mapping[str, Reason]) -> dict[str, tuple[Reason, ...]]:
    reasons = {
        name: (*own, fill.unfinished[name]) if name in fill.unfinished else own for name, own in fill.reasons.items()
    }
    return reasons | {name: (reason, *reasons.get(name, ())[1:]) for name, reason in aside.items()}
