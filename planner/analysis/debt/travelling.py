"""Debt that travels with features: planned work touches an indebted component, so the debt is repaid on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import fsum

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.debt.plan_debt import Register, RegisterRow
from planner.domain.backlog import ItemKind
from planner.domain.debt import DebtItem, Spread
from planner.domain.debt_work import allocate_only
from planner.domain.edits import Several
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint

LEAST_PD = 0.5  # less reserve than half a day is no offer
MOST_OFFERS = 2  # of one entry
_NO_FEATURE = frozenset({ItemKind.DEBT, ItemKind.EPIC})


@dataclass(frozen=True, slots=True)
class TravelOffer:
    """A debt entry to take along with planned work.

    Parameters
    ----------
    keys
        Planned items of ``meets`` that touch the component, in rank order.
    meets
        Name of the sprint that holds them.
    sprint_id, sprint
        Where it is offered: the sprint before, so that they find it repaid, or their own.
    effort_pd
        Reserve it takes there; ``whole`` tells whether that repays all of it.
    sooner
        Sprints that it is done earlier than now planned, or than the end of the planned sprints.
    saving
        Interest not paid because of that, person-days, as P10/P50/P90.
    """

    debt_id: str
    title: str
    component: str
    keys: tuple[str, ...]
    meets: str
    sprint_id: str
    sprint: str
    effort_pd: float
    whole: bool
    sooner: int
    saving: Spread


def travel_offers(plan: Plan, register: Register, capacity: Mapping[str, CapacityBreakdown]) -> tuple[TravelOffer, ...]:
    """Return what planned work could take along, the greatest saving first.

    An entry is offered for a sprint whose planned items touch its component, or for the sprint before, where the
    reserve has room and it is not planned as early already; the two of them that save most. Accepted and paid entries
    stay where they are.

    Parameters
    ----------
    register
        The open entries with what repaying them takes.
    capacity
        Breakdown by sprint; its reserve is what can be given.

    Notes
    -----
    ``saving = interest x (planned end - offered end) x part moved``, in sprints; without a plan the end is that of the
    last planned sprint, so the true saving is rather more.
    """
    coming = plan.coming_sprints()
    work = _touched(plan)
    free = {sprint.id: _free_pd(plan, sprint, capacity) for sprint in coming}
    found = [
        offer
        for row in register.rows
        if row.item.component and not row.accepted
        for offer in _offers(row, work, coming, free)
    ]
    return tuple(sorted(found, key=lambda offer: (-offer.saving.p50, offer.debt_id)))


def take_along_edit(plan: Plan, offer: TravelOffer) -> Several:
    """Return the edit that moves an entry's reserve days to the sprint offered; what is left over stays later."""
    what = f"Take {offer.debt_id} along in {offer.sprint}"
    return allocate_only(plan, offer.debt_id, offer.sprint_id, offer.effort_pd, what=what)


def _offers(
    row: RegisterRow,
    work: Mapping[tuple[str, str], tuple[str, ...]],
    coming: tuple[Sprint, ...],
    free: Mapping[str, float],
) -> Iterator[TravelOffer]:
    """Yield the offers of an entry: the dearest two of the sprints that meet its component and those before them."""
    name = row.item.component.casefold()
    touched = [work.get((name, sprint.id), ()) for sprint in coming]
    end = _planned_end(row.item, coming)
    found = []
    for place, sprint in enumerate(coming[:end]):
        meets = next((at for at in (place, place + 1) if at < len(coming) and touched[at]), None)
        held = fsum(part.effort_pd for part in row.item.allocations if part.sprint_id == sprint.id)
        effort = min(row.effort_pd, free[sprint.id] + held)
        if meets is None or sprint.started_on is not None or effort < LEAST_PD or effort <= held:
            continue
        part = (effort - held) / row.effort_pd
        found.append(
            TravelOffer(
                debt_id=row.item.id,
                title=row.item.title,
                component=row.item.component,
                keys=touched[meets],
                meets=coming[meets].name,
                sprint_id=sprint.id,
                sprint=sprint.name,
                effort_pd=effort,
                whole=effort >= row.effort_pd,
                sooner=end - place,
                saving=_times(row.interest, (end - place) * part),
            )
        )
    yield from sorted(found, key=lambda offer: -offer.saving.p50)[:MOST_OFFERS]


def _times(spread: Spread, factor: float) -> Spread:
    return replace(spread, p10=spread.p10 * factor, p50=spread.p50 * factor, p90=spread.p90 * factor)


def _touched(plan: Plan) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the keys of the open, planned feature work by component and sprint, in rank order."""
    found: dict[tuple[str, str], list[str]] = {}
    for item in plan.backlog:
        if item.sprint_id is None or not item.components or not item.is_open or item.kind in _NO_FEATURE:
            continue
        for name in {name.casefold() for name in item.components}:
            found.setdefault((name, item.sprint_id), []).append(item.key)
    return {place: tuple(keys) for place, keys in found.items()}


def _planned_end(entry: DebtItem, coming: tuple[Sprint, ...]) -> int:
    """Return the place of the last sprint that gives an entry days; one past the last sprint without any."""
    given = {part.sprint_id for part in entry.allocations if part.effort_pd > 0}
    return max((place for place, sprint in enumerate(coming) if sprint.id in given), default=len(coming))


def _free_pd(plan: Plan, sprint: Sprint, capacity: Mapping[str, CapacityBreakdown]) -> float:
    given = fsum(part.effort_pd for entry in plan.debt for part in entry.allocations if part.sprint_id == sprint.id)
    return max(0.0, capacity[sprint.id].steps.reserve_pd - given)
