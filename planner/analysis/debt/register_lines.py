"""The register in words and bars: each open entry as it is read on a row of the debt page."""

from dataclasses import dataclass
from datetime import date
from math import fsum, isfinite
from typing import TYPE_CHECKING

from planner.analysis.debt.plan_debt import RegisterRow
from planner.analysis.wording import DASH, chance, count, day, money, number, percent, size
from planner.domain.debt import Acceptance, Spread
from planner.domain.plan import Plan

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

LONGEST_PAYBACK = 100
WHOLE_FROM = 10.0  # from here on a range needs no decimals
FINE_BELOW = 0.1  # below it one decimal would say nothing
COVERED_WITHIN_PD = 0.05


@dataclass(frozen=True, slots=True)
class RangeBar:
    """A range as shares of the longest one in the column: low, middle, high in [0, 1]."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One row of the register.

    Parameters
    ----------
    row
        The figures.
    principal, interest
        P50 in words; ``principal_range`` and ``interest_range`` are P10 to P90.
    ratio_bar
        Interest per principal as a share of the highest one, in [0, 1].
    date
        The next date that matters; ``sign`` is ``"stop"``, ``"warning"``, ``"split"`` or empty, ``why`` says it.
    about
        ``why``, and what repaying returns and waiting costs: the tip of the row.
    """

    id: str
    row: RegisterRow
    principal: str
    principal_range: str
    principal_bar: RangeBar
    interest: str
    interest_range: str
    interest_bar: RangeBar
    ratio: str
    ratio_bar: float
    top: str
    payback: str
    roi: str
    cost: str
    date: str
    sign: str
    why: str
    about: str = ""


def register_lines(view: "PlanView") -> tuple[RegisterLine, ...]:
    """Return the rows of the register in rank order."""
    rows = view.register.rows
    longest = max((row.principal.p90 for row in rows), default=0.0)
    dearest = max((row.interest.p90 for row in rows), default=0.0)
    best = max((row.ratio for row in rows), default=0.0)
    return tuple(_line(view.plan, row, longest=longest, dearest=dearest, best=best) for row in rows)


def _line(plan: Plan, row: RegisterRow, *, longest: float, dearest: float, best: float) -> RegisterLine:
    words, sign, why = _date(plan, row)
    return RegisterLine(
        id=row.item.id,
        row=row,
        principal=size(row.principal.p50),
        principal_range=f"{_bound(row.principal.p10)}{DASH}{_bound(row.principal.p90)}",
        principal_bar=_bar(row.principal, longest),
        interest=number(row.interest.p50, 2),
        interest_range=_interest_range(row.interest),
        interest_bar=_bar(row.interest, dearest),
        ratio=percent(row.ratio, 1),
        ratio_bar=row.ratio / best if best > 0 else 0.0,
        top=chance(row.top_probability),
        payback=payback_words(row.payback_sprints),
        roi=number(row.roi, 1),
        cost="" if row.cost_per_quarter is None else money(row.cost_per_quarter, plan.settings.currency),
        date=words,
        sign=sign,
        why=why,
        about=_all_about(plan, row, why),
    )


def _all_about(plan: Plan, row: RegisterRow, why: str) -> str:
    """Return what a row has no column for: why its date has a sign, what repaying returns, what waiting costs."""
    gain = (
        f"Repaying it returns {number(row.roi, 1)} times its effort over {count(plan.settings.lab_horizon, 'sprint')}"
    )
    if row.parked:
        gain = f"Parked: it does not pay back within {count(plan.settings.lab_horizon, 'sprint')}"
    split = "Takes more than one sprint of reserve: split it" if row.must_split and not why.startswith("Takes") else ""
    cost = row.cost_per_quarter
    price = "" if cost is None else f"Costs {money(cost, plan.settings.currency)} a quarter"
    return ". ".join(part for part in (why, split, gain, price) if part)


def _bar(spread: Spread, longest: float) -> RangeBar:
    if longest <= 0:
        return RangeBar(0.0, 0.0, 0.0)
    return RangeBar(spread.p10 / longest, spread.p50 / longest, spread.p90 / longest)


def _bound(amount: float) -> str:
    return number(amount) if amount >= WHOLE_FROM else size(amount)


def _interest_range(spread: Spread) -> str:
    digits = 2 if 0 < spread.p10 < FINE_BELOW - 1e-9 else 1
    return f"{number(spread.p10, digits)}{DASH}{number(spread.p90, digits)}"


def payback_words(sprints: float) -> str:
    """Return after how many sprints repaying has paid for itself.

    >>> payback_words(10.0), payback_words(114.0), payback_words(float("inf"))
    ('10 sprints', '> 100', 'never')
    """
    if not isfinite(sprints):
        return "never"
    return f"> {LONGEST_PAYBACK}" if sprints > LONGEST_PAYBACK else f"{number(sprints)} sprints"


def _date(plan: Plan, row: RegisterRow) -> tuple[str, str, str]:
    """Return the next date that matters, its sign, and why it has one."""
    item = row.item
    if item.deadline is not None:
        return f"due {day(item.deadline.remove_on)}", *_deadline_sign(plan, row, due=item.deadline.remove_on)
    if item.acceptance is not None:
        return _acceptance_words(item.acceptance, holds=row.accepted)
    if item.review_on is not None:
        return f"review {day(item.review_on)}", "", ""
    if row.must_split:
        return "split first", "split", f"Takes {size(row.effort_pd)} pd, more than the reserve of one sprint"
    return "", "", ""


def _acceptance_words(accepted: Acceptance, *, holds: bool) -> tuple[str, str, str]:
    """Return until when a risk is accepted; what has run out needs a decision again."""
    by = f"Accepted by {accepted.owner}: {accepted.reason}"
    if holds:
        return f"to {day(accepted.until)}", "", by
    return f"to {day(accepted.until)}", "stop", f"{by}. This has run out: decide again"


def _deadline_sign(plan: Plan, row: RegisterRow, *, due: date) -> tuple[str, str]:
    """Return the light of a deadline: stop when no order meets it, a warning while it is not wholly planned before."""
    if row.feasible is False:
        return "stop", "No order inside the reserve meets this date"
    given = planned_before(plan, row, due=due)
    if not row.accepted and given < row.effort_pd - COVERED_WITHIN_PD:
        start = f", start by {day(row.latest_start)}" if row.latest_start else ""
        return "warning", f"{size(given)} of {size(row.effort_pd)} pd are planned before this date{start}"
    return "", "Planned before this date"


def planned_before(plan: Plan, row: RegisterRow, *, due: date) -> float:
    """Return the reserve days given to an entry in sprints that end before a day, in person-days."""
    ends = {sprint.id: sprint.period.last_day for sprint in plan.coming_sprints()}
    return fsum(
        part.effort_pd for part in row.item.allocations if part.sprint_id in ends and ends[part.sprint_id] < due
    )
