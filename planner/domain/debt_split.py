"""A debt entry too large for one sprint, cut into entries that fit: nothing is added, nothing is lost."""

from dataclasses import replace
from math import ceil, fsum

from planner.domain.debt import DebtAllocation, DebtItem, Spread
from planner.domain.debt_work import PREFIX, next_debt_id
from planner.domain.edits import AddDebt, ChangeDebt, Several
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Plan

LEAST_PARTS, MOST_PARTS = 2, 26
_ROUNDING = 1e-9


def parts_needed(effort_pd: float, *, reserve_pd: float) -> int:
    """Return into how many parts an effort has to be cut so that each fits into one sprint of reserve.

    >>> parts_needed(32.0, reserve_pd=8.1), parts_needed(6.0, reserve_pd=8.1), parts_needed(6.0, reserve_pd=0.0)
    (4, 2, 2)
    """
    if reserve_pd <= 0:
        return LEAST_PARTS
    return min(MOST_PARTS, max(LEAST_PARTS, ceil(effort_pd / reserve_pd - _ROUNDING)))


def split_debt_edit(plan: Plan, debt_id: str, parts: int) -> Several:
    """Return the edit that cuts an entry into equal parts.

    The first part keeps the identity, what is repaid and the backlog items; the others are new entries of the same
    component, cause and dates. Open principal, interest and planned days keep their sums, the days sprint by sprint.

    Raises
    ------
    InvalidValueError
        Fewer than two parts, too many, or nothing left to split.
    """
    debt = plan.debt_item(debt_id)
    if not LEAST_PARTS <= parts <= MOST_PARTS:
        raise InvalidValueError("parts", parts, f"2 to {MOST_PARTS} parts")
    if debt.open_principal_pd <= 0:
        raise InvalidValueError("principal", debt.open_principal_pd, "an entry with something left to repay")
    days = _dealt(debt.allocations, parts)
    numbers = _next_ids(plan, parts - 1)
    first = replace(_part(debt, parts, 1), allocations=days[0])
    steps: list[Edit] = [ChangeDebt(_with_paid(first))]
    for place, number in enumerate(numbers, start=1):
        fresh = replace(_part(debt, parts, place + 1), id=number, item_keys=(), paid_pd=0.0)
        steps.append(AddDebt(replace(fresh, allocations=days[place])))
    return Several(tuple(steps), what=f"Split {debt_id} into {parts}")


def _part(debt: DebtItem, parts: int, number: int) -> DebtItem:
    """Return one part of what is open."""
    open_part = debt.open_principal_pd / debt.principal.p50
    share = open_part / parts
    return replace(
        debt,
        title=f"{debt.title} ({number} of {parts})",
        principal=_times(debt.principal, share),
        interest=_times(debt.interest, share),
    )


def _with_paid(part: DebtItem) -> DebtItem:
    """Return the part that keeps what was repaid: what is open of it is as much as of the others."""
    paid = part.paid_pd
    whole = part.principal.p50 + paid
    principal = Spread(p10=part.principal.p10 + paid, p50=whole, p90=part.principal.p90 + paid)
    return replace(part, principal=principal, interest=_times(part.interest, whole / part.principal.p50))


def _times(spread: Spread, factor: float) -> Spread:
    low, middle, high = (bound * factor for bound in (spread.p10, spread.p50, spread.p90))
    return Spread(p10=min(low, middle), p50=middle, p90=max(high, middle))


def _dealt(allocations: tuple[DebtAllocation, ...], parts: int) -> list[tuple[DebtAllocation, ...]]:
    """Deal planned days out to the parts, in the order of the sprints: one part after another."""
    whole = fsum(part.effort_pd for part in allocations)
    room = whole / parts
    dealt: list[list[DebtAllocation]] = [[] for _ in range(parts)]
    place, used = 0, 0.0
    for given in allocations:
        left = given.effort_pd
        while left > _ROUNDING:
            last = place == parts - 1
            taken = left if last else min(left, room - used)
            if taken > _ROUNDING:
                dealt[place].append(replace(given, effort_pd=taken))
            left, used = left - taken, used + taken
            if not last and used >= room - _ROUNDING:
                place, used = place + 1, 0.0
    return [tuple(found) for found in dealt]


def _next_ids(plan: Plan, count: int) -> list[str]:
    first = int(next_debt_id(plan).removeprefix(PREFIX))
    return [f"{PREFIX}{number:02d}" for number in range(first, first + count)]
