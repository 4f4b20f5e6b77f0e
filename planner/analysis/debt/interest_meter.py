"""The interest meter: how much longer work takes in indebted components than elsewhere, with its uncertainty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from planner.analysis.arrays import FloatArray, fast_generator
from planner.domain.backlog import BacklogItem, ItemKind, Status
from planner.domain.calendar import WeekPattern
from planner.domain.debt import DebtItem, DebtStatus
from planner.domain.plan import Plan
from planner.domain.settings import Unit

LEAST_ITEMS: Final = 5  # in each group; with fewer the spread says nothing
TRIALS: Final = 4000
CLEAR: Final = 0.9  # the chance from which the sign of the surplus is called clear
_WORK = frozenset({ItemKind.FEATURE, ItemKind.BUG, ItemKind.CHORE})


@dataclass(frozen=True, slots=True)
class Surplus:
    """How much longer work takes in some components than in those without debt.

    Parameters
    ----------
    component
        One component; empty for all indebted ones together.
    items, others
        Finished items with both dates in these components, and elsewhere.
    low, middle, high
        Surplus of working days per unit of estimate, as a share: 0.20 is a fifth longer; P10, P50, P90.
    chance_longer
        Chance that there is any surplus at all.
    """

    component: str
    items: int
    others: int
    low: float
    middle: float
    high: float
    chance_longer: float

    @property
    def is_clear(self) -> bool:
        """Whether the history tells longer from shorter at all."""
        return max(self.chance_longer, 1.0 - self.chance_longer) >= CLEAR


@dataclass(frozen=True, slots=True)
class InterestMeter:
    """The surplus of all indebted components, ``None`` with too few items, and of each that has enough.

    ``marked`` and ``others`` count the finished items that could be measured.
    """

    whole: Surplus | None
    by_component: tuple[Surplus, ...]
    marked: int
    others: int


def interest_meter(plan: Plan, *, trials: int = TRIALS) -> InterestMeter:
    """Compare finished work in components with open debt with finished work elsewhere.

    Notes
    -----
    An item's pace is its working days from start to end over its estimate; over 1 when items are counted. The surplus
    is the ratio of the geometric means of both groups, minus 1; its range comes from drawing the items of each group
    anew (bootstrap) with the plan's seed. Work without both dates, without an estimate or without a component is left
    out. Harder work may simply live in older components: this shows a difference, not its cause.
    """
    debt = _indebted(plan.debt)
    paces = [(_marks(item, debt), _log_pace(item, plan)) for item in plan.backlog if _is_measured(item, plan)]
    inside = np.array([pace for marks, pace in paces if marks])
    outside = np.array([pace for marks, pace in paces if not marks])
    rng = fast_generator(plan.settings.seed)
    if outside.size < LEAST_ITEMS:
        return InterestMeter(None, (), int(inside.size), int(outside.size))
    elsewhere = _means(outside, trials, rng)
    whole = _surplus("", inside, elsewhere, others=outside, rng=rng)
    each = (
        _surplus(name, np.array([pace for marks, pace in paces if key in marks]), elsewhere, others=outside, rng=rng)
        for key, name in debt.items()
    )
    found = sorted((entry for entry in each if entry is not None), key=lambda entry: -entry.middle)
    return InterestMeter(whole, tuple(found), int(inside.size), int(outside.size))


def _indebted(debt: Iterable[DebtItem]) -> dict[str, str]:
    """Return the components with open debt by their comparable name."""
    return {
        entry.component.casefold(): entry.component
        for entry in debt
        if entry.component and entry.status is DebtStatus.OPEN
    }


def _marks(item: BacklogItem, debt: dict[str, str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in item.components if name.casefold() in debt)


def _is_measured(item: BacklogItem, plan: Plan) -> bool:
    if item.status is not Status.DONE or item.kind not in _WORK or not item.components:
        return False
    if item.started_on is None or item.done_on is None or item.done_on < item.started_on:
        return False
    counted = plan.settings.unit is Unit.ITEMS
    return counted or (item.estimate is not None and item.estimate.likely > 0)


def _log_pace(item: BacklogItem, plan: Plan) -> float:
    assert item.started_on is not None  # noqa: S101 - only measured items come here
    assert item.done_on is not None  # noqa: S101
    counted = plan.settings.unit is Unit.ITEMS or item.estimate is None
    size = 1.0 if counted or item.estimate is None else item.estimate.likely
    return float(np.log(working_days(item.started_on, item.done_on, plan.team.week) / size))


def working_days(first: date, last: date, week: WeekPattern) -> int:
    """Return the working days from one day to another, both counted; at least 1.

    >>> working_days(date(2026, 5, 15), date(2026, 5, 18), WeekPattern())  # Friday to Monday
    2
    """
    mask = [share > 0 for share in week.shares]
    if not any(mask):
        return max(1, (last - first).days + 1)
    return max(1, int(np.busday_count(first, last + timedelta(days=1), weekmask=mask)))


def _means(logs: FloatArray, trials: int, rng: np.random.Generator) -> FloatArray:
    """Return the mean of each of ``trials`` draws with replacement; ndarray of shape (trials,)."""
    places = (rng.random((trials, logs.size)) * logs.size).astype(np.intp)
    return np.asarray(logs[places].mean(axis=1))


def _surplus(
    component: str, logs: FloatArray, elsewhere: FloatArray, *, others: FloatArray, rng: np.random.Generator
) -> Surplus | None:
    """Return the surplus of a group, ``None`` when it has too few items."""
    if logs.size < LEAST_ITEMS:
        return None
    drawn = np.exp(_means(logs, elsewhere.size, rng) - elsewhere) - 1.0
    low, high = (float(value) for value in np.quantile(drawn, (0.1, 0.9)))
    middle = float(np.exp(logs.mean() - others.mean()) - 1.0)
    return Surplus(
        component,
        int(logs.size),
        int(others.size),
        min(low, middle),
        middle,
        max(high, middle),
        float((drawn > 0).mean()),
    )
