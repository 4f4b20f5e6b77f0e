"""The planner's front door: one plan and its forecast in, one proposal with all its reasons out."""

from collections.abc import Mapping
from functools import partial
from math import fsum
from time import perf_counter

from planner.analysis.autoplan.diff import accept_edit, debt_moves, item_moves
from planner.analysis.autoplan.greedy import Placing
from planner.analysis.autoplan.problem import Chance, problem_of
from planner.analysis.autoplan.proposal import PlannedDebt, Proposal, ProposedSprint, Reason, ReasonCode, Unplaced
from planner.analysis.autoplan.reasons import item_reasons, main_obstacle
from planner.analysis.autoplan.reserve_fill import ReserveFill
from planner.analysis.autoplan.settle import settle
from planner.analysis.autoplan.value import bound_of, objective_of
from planner.analysis.capacity.breakdown import CapacityBreakdown
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
    settled = settle(
        plan,
        partial(
            problem_of,
            commitments=commitments,
            breakdowns=breakdowns,
            medians=medians or {},
            sprints=max(0, sprints),
        ),
        report=report,
    )
    state, fill, debt_aside = settled.state, settled.fill, settled.aside
    reasons = item_reasons(state, debt_pd=_debt_loads(state, fill), chance=chance)
    debt_reasons = _debt_reasons(fill, debt_aside)
    leading = {name: own[0] for name, own in debt_reasons.items()}
    moves = (*item_moves(state, reasons), *debt_moves(plan, state.problem, settled.allocations, reasons=leading))
    return Proposal(
        sprints=tuple(_sprint(state, fill, index, chance=chance) for index in range(len(state.problem.rooms))),
        unplaced=(
            *_unplaced_items(state),
            *(Unplaced(key, reason) for key, reason in _unpaid(fill, debt_aside).items()),
        ),
        reasons={**reasons, **debt_reasons},
        moves=moves,
        objective=objective_of(state, moves=len(moves)),
        bound=bound_of(state),
        edit=accept_edit(plan, state, settled.allocations),
        seconds=perf_counter() - begun,
    )


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
