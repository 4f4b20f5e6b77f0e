"""The debt register: what to repay first, what it buys, and which dates force the order.

Interest per principal decides: done one after another, that order provably pays the least interest in total. A deadline
pulls an item forward only as far as it must.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.analysis.arrays import FloatArray, fast_generator
from planner.domain.errors import InvalidValueError

ROUNDING: Final = 1e-9
TAIL: Final = 2.563  # distance of P10 and P90 of a normal, in standard deviations
DEFAULT_SPREAD: Final = 0.49  # log spread of an item without its own range: a factor 3.5 between P10 and P90
COMMON_SHARE: Final = 0.5  # of the variance of an estimate lies with the estimators and is common to all items
TARGET_PRINCIPAL: Final = 0.2  # targeting is measured on the first fifth of the principal


@dataclass(frozen=True, slots=True)
class Range:
    """An estimate as three values; P10 and P90 equal to P50 mean that nothing was said about them."""

    p10: float
    p50: float
    p90: float

    def __post_init__(self) -> None:
        """Refuse a range that is not in order."""
        ends = (self.p10, self.p50, self.p90)
        if not all(map(math.isfinite, ends)) or not 0 <= self.p10 <= self.p50 <= self.p90:
            raise InvalidValueError(field="range", value=ends, allowed="0 <= P10 <= P50 <= P90")

    @classmethod
    def about(cls, likely: float) -> "Range":
        """Return a range of which only the middle is known."""
        return cls(likely, likely, likely)

    @property
    def spread(self) -> float:
        """Standard deviation of the logarithm, ``ln(P90/P10)/2.563``; 0.49 when no range was given."""
        return math.log(self.p90 / self.p10) / TAIL if 0 < self.p10 < self.p90 else DEFAULT_SPREAD


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """One debt item.

    Parameters
    ----------
    name
        Identity of the item.
    principal
        Effort that removes it, as the register states it, pd; more than 0.
    interest
        Effort it costs per sprint, pd.
    deadline
        Sprints from now by which it must be done; infinite without one.
    """

    name: str
    principal: Range
    interest: Range
    deadline: float = math.inf

    def __post_init__(self) -> None:
        """Refuse an item that takes no effort to remove, or a deadline that has passed before the start."""
        if self.principal.p50 <= 0:
            raise InvalidValueError(field="principal", value=self.principal.p50, allowed="more than 0 person-days")
        if not self.deadline >= 0:
            raise InvalidValueError(field="deadline", value=self.deadline, allowed="0 or more sprints from now")

    @property
    def p(self) -> float:
        """Likely principal, pd."""
        return self.principal.p50

    @property
    def i(self) -> float:
        """Likely interest, pd per sprint."""
        return self.interest.p50

    @property
    def ratio(self) -> float:
        """Interest per principal and sprint: the debt's rate of return."""
        return self.i / self.p


def rank(items: Iterable[RegisterItem]) -> tuple[RegisterItem, ...]:
    """Return items by interest per principal, the highest first; equals keep their order."""
    return tuple(sorted(items, key=lambda item: -item.ratio))


@dataclass(frozen=True, slots=True)
class Completion:
    """When an item of an order is done, in sprints from now, and whether that meets its deadline."""

    item: RegisterItem
    done: float

    @property
    def late(self) -> bool:
        """Whether it is done after its deadline."""
        return self.done > self.item.deadline + ROUNDING


def completions(order: Sequence[RegisterItem], *, rate: float) -> tuple[Completion, ...]:
    """Return when each item is done when they are repaid one after another at ``rate`` pd of principal per sprint."""
    _check_rate(rate)
    done = np.cumsum([item.p for item in order]) / rate
    return tuple(Completion(item, float(when)) for item, when in zip(order, done, strict=True))


def _check_rate(rate: float) -> None:
    """Refuse a rate at which nothing is ever repaid."""
    if not (math.isfinite(rate) and rate > 0):
        raise InvalidValueError(field="rate", value=rate, allowed="more than 0 person-days per sprint")


def total_interest(order: Sequence[RegisterItem], *, rate: float) -> float:
    """Return the interest paid until the last item of an order is done, pd."""
    return sum(each.item.i * each.done for each in completions(order, rate=rate))


def deadlines_feasible(items: Iterable[RegisterItem], *, rate: float) -> bool:
    """Tell whether any order meets all deadlines: the one by earliest date does if one does."""
    return not late_items(items, rate=rate)


def late_items(items: Iterable[RegisterItem], *, rate: float) -> tuple[RegisterItem, ...]:
    """Return the items that are late even when the earliest date goes first: nothing in the reserve can save these."""
    dated = sorted((item for item in items if math.isfinite(item.deadline)), key=lambda item: item.deadline)
    return tuple(each.item for each in completions(dated, rate=rate) if each.late)


def latest_start(item: RegisterItem, *, rate: float) -> float:
    """Return the last moment to start an item with a deadline, in sprints from now; negative is too late already."""
    _check_rate(rate)
    return item.deadline - item.p / rate


def _room(dated: Sequence[RegisterItem], *, spent: float, rate: float) -> list[float]:
    """Return how much principal may still go before each dated item (by date) and all dated ones ahead of it, pd."""
    ends = spent + np.cumsum([item.p for item in dated])
    slack = np.array([item.deadline for item in dated]) * rate - ends
    return [math.inf, *np.minimum.accumulate(slack).tolist()]


def order_with_deadlines(items: Iterable[RegisterItem], *, rate: float) -> tuple[RegisterItem, ...]:
    """Return an order that pays little interest and meets every deadline that can be met.

    The next place always goes to the item of the highest ratio that leaves room for all dates; so the order is by
    ratio, and an item with a date is pulled forward only as needed. A date that even the order by dates misses binds
    nothing.

    >>> near = RegisterItem("near", Range.about(10), Range.about(0.1), deadline=1)
    >>> hot = RegisterItem("hot", Range.about(10), Range.about(5))
    >>> [item.name for item in order_with_deadlines([near, hot], rate=10)]
    ['near', 'hot']
    """
    left = list(rank(items))
    lost = late_items(left, rate=rate)
    binding = [item for item in left if math.isfinite(item.deadline) and item not in lost]
    dated = sorted(binding, key=lambda item: item.deadline)
    order: list[RegisterItem] = []
    spent = 0.0
    while dated:
        room = _room(dated, spent=spent, rate=rate)
        ahead = {item.name: room[position] for position, item in enumerate(dated)}
        fitting = (item for item in left if item.p <= ahead.get(item.name, room[-1]) + ROUNDING)
        chosen = next(fitting, dated[0])
        left.remove(chosen)
        dated = [item for item in dated if item is not chosen]
        order.append(chosen)
        spent += chosen.p
    return (*order, *left)


@dataclass(frozen=True, slots=True)
class ItemReturn:
    """What repaying one item takes and gives.

    Parameters
    ----------
    effort
        Reserve it takes, ``p / eps``, pd.
    payback
        Sprints until it has paid for itself, ``p / (eps i)``; infinite without interest.
    roi
        Return over the horizon relative to the effort, ``(i (H - done) - effort) / effort``.
    parked
        Whether the payback lies beyond the horizon: such items are shown with that reason, not deleted.
    """

    effort: float
    payback: float
    roi: float
    parked: bool


def item_return(item: RegisterItem, *, eps: float, horizon: float, done: float = 0.0) -> ItemReturn:
    """Return what repaying ``item`` takes and gives.

    Parameters
    ----------
    item
        The debt item.
    eps
        Principal removed per pd of reserve.
    horizon
        Sprints looked at.
    done
        When it is done, in sprints from now.

    >>> found = item_return(RegisterItem("deploy", Range.about(12), Range.about(2)), eps=0.75, horizon=26)
    >>> found.effort, found.payback, found.roi
    (16.0, 8.0, 2.25)
    """
    if not eps > 0:
        raise InvalidValueError(field="eps", value=eps, allowed="more than 0")
    effort = item.p / eps
    payback = effort / item.i if item.i > 0 else math.inf
    return ItemReturn(effort, payback, (item.i * (horizon - done) - effort) / effort, parked=payback > horizon)


def too_large(items: Iterable[RegisterItem], *, rate: float) -> tuple[RegisterItem, ...]:
    """Return the items that take more than one sprint of reserve; they must be split before they are planned."""
    _check_rate(rate)
    return tuple(item for item in items if item.p > rate + ROUNDING)


def targeting(items: Iterable[RegisterItem]) -> float:
    """Return tau of a register: how much denser in interest its best fifth of principal is than the whole.

    ``tau = ln(1 - carried) / ln(1 - 0.2)`` where ``carried`` is the share of interest that the best 20 % of principal
    carry; equal items give 1.

    Raises
    ------
    InvalidValueError
        No item costs interest.
    """
    order = rank(items)
    total = sum(item.i for item in order)
    if total <= 0:
        raise InvalidValueError(field="interest", value=total, allowed="at least one item with interest")
    principal = np.concatenate(([0.0], np.cumsum([item.p for item in order])))
    interest = np.concatenate(([0.0], np.cumsum([item.i for item in order])))
    carried = float(np.interp(TARGET_PRINCIPAL * principal[-1], principal, interest)) / total
    return math.log(1.0 - carried) / math.log(1.0 - TARGET_PRINCIPAL)


def top_odds(items: Sequence[RegisterItem], *, top: int, trials: int = 4000, seed: int = 1) -> FloatArray:
    """Return how likely each item is among the ``top`` by interest per principal.

    Parameters
    ----------
    items
        The register, in any order.
    top
        How many count.
    trials, seed
        Number of draws and their seed.

    Returns
    -------
    ndarray of shape (n_items,), in the order of ``items``; sums to min(top, n_items).

    Notes
    -----
    Principal and interest are lognormal around their P50. Half of the variance of each is common to all items: it does
    not change the ranking of items of equal spread, but it keeps the uncertainty of sums from averaging out.
    """
    if top < 1:
        raise InvalidValueError(field="top", value=top, allowed="1 or more")
    if not items:
        return np.zeros(0)
    rng = fast_generator(seed)
    costly = np.array([item.i > 0 for item in items])
    with np.errstate(divide="ignore"):
        logs = np.log([item.i for item in items]) - np.log([item.p for item in items])
    interest = draw_logs([item.interest.spread for item in items], trials=trials, rng=rng)
    principal = draw_logs([item.principal.spread for item in items], trials=trials, rng=rng)
    scores = np.where(costly[:, None], logs[:, None] + interest - principal, -np.inf)
    places = np.argsort(np.argsort(-scores, axis=0, kind="stable"), axis=0)
    return np.asarray((places < top).mean(axis=1))


def draw_logs(spreads: Sequence[float], *, trials: int, rng: np.random.Generator) -> FloatArray:
    """Return logs of relative errors, half of whose variance is common; ndarray of shape (n_items, trials)."""
    width = np.asarray(spreads, dtype=np.float64)[:, None]
    common = rng.standard_normal(trials)[None, :]
    own = rng.standard_normal((width.size, trials))
    return np.asarray(width * (math.sqrt(COMMON_SHARE) * common + math.sqrt(1.0 - COMMON_SHARE) * own))


def total_principal(items: Sequence[RegisterItem], *, trials: int = 4000, seed: int = 1) -> Range:
    """Return P10, P50 and P90 of the principal of the whole register, pd; zero for an empty one."""
    if not items:
        return Range.about(0.0)
    errors = draw_logs([item.principal.spread for item in items], trials=trials, rng=fast_generator(seed))
    sums = (np.array([item.p for item in items])[:, None] * np.exp(errors)).sum(axis=0)
    low, middle, high = (float(value) for value in np.quantile(sums, (0.1, 0.5, 0.9)))
    return Range(low, middle, high)
