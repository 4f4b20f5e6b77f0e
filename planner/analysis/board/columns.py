"""The coming sprints side by side: what each can take, what is in it, and how full everybody is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import fsum

from planner.analysis.autoplan.problem import usual_size
from planner.analysis.board.cards import Card, cards_in
from planner.analysis.capacity.load import PersonLoad
from planner.analysis.forecast.results import PROMISE, SprintForecast
from planner.analysis.scenes.scene import Style
from planner.analysis.view import PlanView
from planner.analysis.wording import number, pd, percent, unit_name
from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintState

MEDIAN = 50
MOST_LOAD = 1.25
"""Load bars end here: what is above is shown as overload, not as height."""

_PROMISE_AT = 0.63  # where the promise stands on the features bar, so that room above it is seen
_RESERVE_AT = 0.80


@dataclass(frozen=True, slots=True)
class Bucket:
    """One part of a sprint's effective days."""

    style: Style
    size_pd: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A bar with a mark: how full something is against what it may hold.

    Parameters
    ----------
    words
        The figures, as in ``"23 of 27 points"``.
    share
        Length of the bar, part of its whole width in [0, 1].
    mark
        Place of the mark in [0, 1]; ``None`` without one.
    over
        It holds more than it may.
    """

    words: str
    share: float
    mark: float | None
    over: bool = False


@dataclass(frozen=True, slots=True)
class LoadBar:
    """One person's load in a sprint: ``height`` is part of the bar's whole height, the line stands at ``FULL_AT``."""

    initials: str
    words: str
    height: float
    overloaded: bool
    away: bool = False


FULL_AT = 1 / MOST_LOAD


@dataclass(frozen=True, slots=True)
class MovedAway:
    """A card that a proposal takes out of a sprint, and where it goes."""

    key: str
    title: str
    goal: str


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One coming sprint.

    Parameters
    ----------
    feature_load
        Committed work in the plan's unit; unestimated items count with the usual size.
    promise
        What can be promised (P15), or what was promised once the sprint runs; ``None`` without a forecast.
    debt_pd, reserve_pd
        Reserve in use and reserve there is.
    cards
        Committed items, days for debt, stretch.
    """

    sprint: Sprint
    effective_pd: float
    buckets: tuple[Bucket, ...]
    feature_load: float
    promise: float | None
    debt_pd: float
    reserve_pd: float
    features: Fill
    reserve: Fill
    loads: tuple[PersonLoad, ...]
    bars: tuple[LoadBar, ...]
    cards: tuple[Card, ...]
    moved: tuple[MovedAway, ...] = ()

    @property
    def runs(self) -> bool:
        """Say whether the sprint has started."""
        return self.sprint.state is SprintState.ACTIVE


def board_of(view: PlanView) -> tuple[BoardColumn, ...]:
    """Return a column for every coming sprint of a plan."""
    forecast = view.forecast_if_any
    known = {entry.sprint_id: entry for entry in forecast.sprints} if forecast else {}
    usual = usual_size(view.plan)
    return tuple(_column(view, sprint, known.get(sprint.id), usual=usual) for sprint in view.plan.coming_sprints())


def _column(view: PlanView, sprint: Sprint, forecast: SprintForecast | None, *, usual: float) -> BoardColumn:
    plan, steps = view.plan, view.capacity[sprint.id].steps
    items = [item for item in plan.items_in(sprint.id) if item.kind is not ItemKind.EPIC and not item.stretch]
    load = fsum(_weight(item, usual=usual) for item in items if item.kind is not ItemKind.DEBT)
    expected = forecast.single[MEDIAN] if forecast else 0.0
    rate = steps.feature_pd / expected if expected > 0 else 0.0
    debt = _allocated(plan, sprint) + fsum(
        _weight(item, usual=usual) * rate for item in items if item.kind is ItemKind.DEBT
    )
    promise = sprint.commitment if sprint.commitment is not None else forecast.single[PROMISE] if forecast else None
    loads = view.loads_in(sprint.id)
    return BoardColumn(
        sprint=sprint,
        effective_pd=steps.effective_pd,
        buckets=(
            Bucket(Style.FEATURES, steps.feature_pd),
            Bucket(Style.DEBT, steps.reserve_pd),
            Bucket(Style.UNPLANNED, steps.unplanned_pd),
            Bucket(Style.LEARNING, steps.learning_pd),
        ),
        feature_load=load,
        promise=promise,
        debt_pd=debt,
        reserve_pd=steps.reserve_pd,
        features=_features(load, promise, plan),
        reserve=_fill(debt, steps.reserve_pd, at=_RESERVE_AT, words=f"{number(debt, 1)} of {pd(steps.reserve_pd)}"),
        loads=loads,
        bars=tuple(_bar(entry) for entry in loads),
        cards=cards_in(plan, sprint, holes=view.skill_holes),
    )


def _weight(item: BacklogItem, *, usual: float) -> float:
    """Return what an item counts for in its sprint: what is left of open ones, the estimate of done ones."""
    if item.is_open:
        return usual if item.size is None else item.size
    return item.estimate.likely if item.estimate else 0.0


def _allocated(plan: Plan, sprint: Sprint) -> float:
    return fsum(part.effort_pd for entry in plan.debt for part in entry.allocations if part.sprint_id == sprint.id)


def _features(load: float, promise: float | None, plan: Plan) -> Fill:
    unit = unit_name(plan.settings.unit)
    if promise is None:
        return Fill(f"{number(load)} {unit}", 1.0 if load else 0.0, None)
    return _fill(load, promise, at=_PROMISE_AT, words=f"{number(load)} of {number(promise)} {unit}", grain=0.5)


def _fill(amount: float, limit: float, *, at: float, words: str, grain: float = 0.05) -> Fill:
    """Return a bar whose mark stands at ``at`` for the limit; above the limit counts once it would be read so."""
    over = amount > limit + grain
    share = min(1.0, amount / limit * at) if limit > 0 else float(amount > 0)
    return Fill(words, share, at, over=over)


def _bar(load: PersonLoad) -> LoadBar:
    name, away = load.member.name, load.share is None
    if load.share is None:
        words = f"{name} is not there" if not load.overloaded else f"{name} is not there, {pd(load.load_pd)} planned"
        return LoadBar(load.member.initials, words, float(load.overloaded), load.overloaded, away=away)
    words = f"{name}: {pd(load.load_pd)} of {pd(load.effective_pd)}, {percent(load.share)}"
    return LoadBar(load.member.initials, words, min(load.share, MOST_LOAD) / MOST_LOAD, load.overloaded)


def compared(before: tuple[BoardColumn, ...], after: tuple[BoardColumn, ...]) -> tuple[BoardColumn, ...]:
    """Return the columns after a proposal, with what is new in each and what has left it."""
    was = {(card.key, card.sprint_id) for column in before for card in column.cards}
    now = {(card.key, card.sprint_id) for column in after for card in column.cards}
    goals = _goals(after)
    old = {column.sprint.id: column for column in before}
    return tuple(
        replace(
            column,
            cards=tuple(replace(card, new=(card.key, card.sprint_id) not in was) for card in column.cards),
            moved=tuple(
                MovedAway(card.key, card.title, _goal(goals.get(card.key, ()), was, card.key))
                for card in (old[column.sprint.id].cards if column.sprint.id in old else ())
                if (card.key, card.sprint_id) not in now
            ),
        )
        for column in after
    )


def _goals(after: tuple[BoardColumn, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    goals: dict[str, tuple[tuple[str, str], ...]] = {}
    for column in after:
        for card in column.cards:
            goals[card.key] = (*goals.get(card.key, ()), (column.sprint.id, column.sprint.name))
    return goals


def _goal(places: tuple[tuple[str, str], ...], was: set[tuple[str, str]], key: str) -> str:
    """Return the sprint a card goes to: the first one it was not in before."""
    fresh = [name for sprint_id, name in places if (key, sprint_id) not in was]
    return next(iter((*fresh, *(name for _, name in places))), "backlog")
