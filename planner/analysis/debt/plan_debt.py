"""The debt register as the plan sees it: rank, ranges, odds, payback, dates and where each entry is planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

import numpy as np

from planner.analysis.arrays import fast_generator
from planner.analysis.capacity.breakdown import sprint_rhythm_days
from planner.analysis.debt.parameters import DebtParameters
from planner.analysis.debt.plan_parameters import debt_parameters, open_debt, register_items
from planner.analysis.debt.policy import interest_cost
from planner.analysis.debt.register import (
    RegisterItem,
    draw_logs,
    item_return,
    late_items,
    latest_start,
    rank,
    too_large,
    top_odds,
    total_principal,
)
from planner.analysis.wording import DASH
from planner.domain.debt import DebtItem, Spread
from planner.domain.plan import Plan

__all__ = ["Register", "RegisterRow", "RegisterTotals", "debt_parameters", "register_of", "register_rows"]

TOP = 3
INTEREST_SEED = 104_729  # added to the seed: interest and principal are drawn apart


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One open entry of the register.

    Parameters
    ----------
    rank
        Place by interest per principal, 1 is the first.
    principal, interest
        What is still to be repaid (pd) and what it costs a sprint (pd), as P10/P50/P90.
    ratio
        Interest per principal and sprint.
    top_probability
        Chance to be among the first three, given the ranges.
    effort_pd
        Reserve that repaying it takes.
    payback_sprints
        Sprints until that has paid for itself; infinite without interest.
    parked
        The payback lies beyond the lab's horizon.
    roi
        Return over the lab's horizon relative to the effort, ``(i H - effort) / effort``.
    cost_per_quarter
        Interest of a quarter in money; ``None`` until a person-day has a price.
    accepted
        Somebody has accepted the risk in writing, and that has not run out.
    latest_start
        Last day to start it at the planned reserve so that its date is met; ``None`` without a date.
    feasible
        Whether its date can be met by any order; ``None`` without a date.
    must_split
        It takes more than one sprint of reserve.
    planned_in
        Names of the coming sprints that give it days, in time order.
    planned
        The same as text: ``"S16–S17"``, ``"later"``, ``"accepted"``.
    """

    item: DebtItem
    rank: int
    principal: Spread
    interest: Spread
    ratio: float
    top_probability: float
    effort_pd: float
    payback_sprints: float
    parked: bool
    latest_start: date | None
    feasible: bool | None
    must_split: bool
    planned_in: tuple[str, ...]
    planned: str
    roi: float = 0.0
    cost_per_quarter: float | None = None
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class RegisterTotals:
    """The register as a whole; P50 is the sum of the P50s, the range comes from drawing all entries together."""

    entries: int
    principal: Spread
    interest: Spread


@dataclass(frozen=True, slots=True)
class Register:
    """The open entries in rank order, and their totals."""

    rows: tuple[RegisterRow, ...]
    totals: RegisterTotals

    def row(self, debt_id: str) -> RegisterRow | None:
        """Return the row of an entry, ``None`` when it is paid."""
        return next((row for row in self.rows if row.item.id == debt_id), None)


def register_of(plan: Plan, *, today: date, reserve_pd_per_sprint: float) -> Register:
    """Return the register of a plan.

    Parameters
    ----------
    today
        Deadlines are counted from here.
    reserve_pd_per_sprint
        Debt reserve of a usual coming sprint, in person-days.
    """
    return Register(
        rows=register_rows(plan, today=today, reserve_pd_per_sprint=reserve_pd_per_sprint),
        totals=register_totals(plan),
    )


def register_rows(plan: Plan, *, today: date, reserve_pd_per_sprint: float) -> tuple[RegisterRow, ...]:
    """Return the open entries by interest per principal, the highest first."""
    entries = in_order(open_debt(plan).entries)
    rhythm = sprint_rhythm_days(plan)
    start = _start(plan, today)
    deadlines = {
        entry.id: (entry.deadline.remove_on - start).days / rhythm for entry in entries if entry.deadline is not None
    }
    items = register_items(entries, deadlines=deadlines)
    ordered = rank(items)
    odds = dict(zip((item.name for item in items), top_odds(items, top=TOP, seed=plan.settings.seed), strict=True))
    eps = _eps(plan)
    rate = eps * reserve_pd_per_sprint
    late = {item.name for item in late_items(items, rate=rate)} if rate > 0 else set(deadlines)
    large = {item.name for item in too_large(items, rate=rate)} if rate > 0 else set()
    known = {entry.id: entry for entry in entries}
    return tuple(
        _row(
            plan,
            known[item.name],
            item,
            place=(place, float(odds[item.name])),
            dates=_dates(item, rate=rate, start=start, rhythm=rhythm),
            flags=(item.name in late, item.name in large, known[item.name].is_accepted_on(today)),
        )
        for place, item in enumerate(ordered, start=1)
    )


def in_order(entries: Iterable[DebtItem]) -> tuple[DebtItem, ...]:
    """Return entries by identity: ranks, odds and ranges do not depend on where an entry stands in the file."""
    return tuple(sorted(entries, key=lambda entry: (len(entry.id), entry.id)))


def _start(plan: Plan, today: date) -> date:
    """Return the day from which deadlines are counted: the start of the next sprint, at the earliest today."""
    coming = plan.coming_sprints()
    return max(today, coming[0].period.start) if coming else today


def _eps(plan: Plan) -> float:
    entered = {entry.name: entry.value for entry in plan.settings.debt_parameters}
    return entered.get("eps", DebtParameters().eps)


def _dates(item: RegisterItem, *, rate: float, start: date, rhythm: int) -> date | None:
    """Return the last day to start an item with a deadline."""
    if item.deadline == inf or rate <= 0:
        return None
    return start + timedelta(days=int(latest_start(item, rate=rate) * rhythm))


def _row(
    plan: Plan,
    entry: DebtItem,
    item: RegisterItem,
    *,
    place: tuple[int, float],
    dates: date | None,
    flags: tuple[bool, bool, bool],
) -> RegisterRow:
    returns = item_return(item, eps=_eps(plan), horizon=plan.settings.lab_horizon)
    late, large, accepted = flags
    price = plan.settings.cost_per_pd
    planned_in = planned_sprints(plan, entry)
    return RegisterRow(
        item=entry,
        rank=place[0],
        principal=Spread(p50=item.principal.p50, p10=item.principal.p10, p90=item.principal.p90),
        interest=Spread(p50=item.interest.p50, p10=item.interest.p10, p90=item.interest.p90),
        ratio=item.ratio,
        top_probability=place[1],
        effort_pd=returns.effort,
        payback_sprints=returns.payback,
        parked=returns.parked,
        latest_start=dates,
        feasible=None if entry.deadline is None else not late,
        must_split=large,
        planned_in=planned_in,
        planned=_planned_text(planned_in, accepted=accepted),
        roi=returns.roi,
        cost_per_quarter=None if price is None else interest_cost(item.i, cost_per_pd=price).per_quarter,
        accepted=accepted,
    )


def planned_sprints(plan: Plan, entry: DebtItem) -> tuple[str, ...]:
    """Return the names of the coming sprints that give an entry days or hold one of its items, in time order."""
    keys = frozenset(entry.item_keys)
    given = {part.sprint_id for part in entry.allocations if part.effort_pd > 0}
    given |= {
        item.sprint_id
        for item in plan.backlog
        if item.sprint_id is not None and item.is_open and (item.debt_id == entry.id or item.key in keys)
    }
    return tuple(sprint.name for sprint in plan.coming_sprints() if sprint.id in given)


def _planned_text(names: tuple[str, ...], *, accepted: bool) -> str:
    if not names:
        return "accepted" if accepted else "later"
    return names[0] if len(names) == 1 else f"{names[0]}{DASH}{names[-1]}"


def register_totals(plan: Plan) -> RegisterTotals:
    """Return the sums of principal and interest with their P10 to P90."""
    debt = open_debt(plan)
    items = register_items(in_order(debt.entries))
    if not items:
        return RegisterTotals(0, Spread.single(0.0), Spread.single(0.0))
    seed = plan.settings.seed
    principal = total_principal(items, seed=seed)
    low, high = _interest_range(items, seed=seed)
    return RegisterTotals(
        entries=len(items),
        principal=_around(debt.principal_pd, principal.p10, principal.p90),
        interest=_around(debt.interest_pd, low, high),
    )


def _around(middle: float, low: float, high: float) -> Spread:
    """Return a range whose middle is the plain sum, widened if rounding put the sum outside."""
    return Spread(p50=middle, p10=min(low, middle), p90=max(high, middle))


def _interest_range(items: list[RegisterItem], *, seed: int, trials: int = 4000) -> tuple[float, float]:
    """Return P10 and P90 of the interest of all items, pd per sprint; half of the spread is common to all."""
    rng = fast_generator(seed + INTEREST_SEED)
    errors = draw_logs([item.interest.spread for item in items], trials=trials, rng=rng)
    sums = (np.array([item.i for item in items])[:, None] * np.exp(errors)).sum(axis=0)
    low, high = (float(value) for value in np.quantile(sums, (0.1, 0.9)))
    return low, high
