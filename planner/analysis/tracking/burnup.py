"""Work done and scope over the life of a plan: the past of the release fan."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import fsum

from planner.analysis.forecast.history import NOT_FORECAST, completed_in, counts_as_work
from planner.analysis.tracking.scope import OUT_OF_SCOPE
from planner.domain.backlog import BacklogItem, Status
from planner.domain.calendar import ONE_DAY
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.snapshot import Snapshot
from planner.domain.sprint import Sprint

FEWEST_SNAPSHOTS = 2
MARKED_STEP = 0.05  # part of the scope that a step must move to be named


@dataclass(frozen=True, slots=True)
class ScopeStep:
    """A step of the scope worth naming: position in sprints, signed amount, and what it was about."""

    position: float
    amount: float
    about: str


@dataclass(frozen=True, slots=True)
class Burnup:
    """Closed sprints, oldest first; position 0 is the start of the first, ``k`` the end of the k-th.

    Parameters
    ----------
    names
        Closed sprints.
    done
        Work done in total at positions 0 to ``len(names)``.
    scope
        Everything known to be needed at the same positions; ``None`` where nothing tells.
    done_now
        All work done until today, that of a running sprint included.
    """

    unit: Unit
    names: tuple[str, ...]
    done: tuple[float, ...]
    scope: tuple[float | None, ...]
    steps: tuple[ScopeStep, ...]
    done_now: float
    scope_now: float


def burnup(plan: Plan, *, unit: Unit, remaining: float, sizes: dict[str, float]) -> Burnup:
    """Return the burnup of the closed sprints.

    Parameters
    ----------
    unit
        Unit of the forecast that continues it.
    remaining
        Open work, in that unit.
    sizes
        Size of each open item, in that unit.

    Notes
    -----
    The scope of the past is what the latest snapshot before each position knew; with fewer than two snapshots it comes
    from the days on which the items were created, and items that were dropped since are not seen.
    """
    closed = tuple(sprint for sprint in plan.closed_sprints() if sprint.actuals is not None)
    work = [_done(sprint, plan, unit) for sprint in closed]
    done = tuple(accumulate(work, initial=0.0))
    running = _done_after(plan, unit=unit)
    now = done[-1] + running
    if not closed:
        return Burnup(unit, (), done, (now + remaining,), (), now, now + remaining)
    scope = _from_snapshots(plan, closed, done, unit=unit) or _from_dates(plan, closed, now + remaining, sizes, unit)
    return Burnup(
        unit=unit,
        names=tuple(sprint.name for sprint in closed),
        done=done,
        scope=scope,
        steps=_steps(plan, closed, scope),
        done_now=now,
        scope_now=now + remaining,
    )


def _done(sprint: Sprint, plan: Plan, unit: Unit) -> float:
    return 0.0 if sprint.actuals is None else completed_in(sprint.actuals, plan=plan, unit=unit) or 0.0


def _done_after(plan: Plan, *, unit: Unit) -> float:
    """Return work done in sprints that are not closed yet."""
    coming = {sprint.id for sprint in plan.coming_sprints()}
    return fsum(
        1.0 if unit is Unit.ITEMS else item.size or 0.0
        for item in plan.backlog
        if item.sprint_id in coming
        and item.kind not in NOT_FORECAST
        and not item.is_open
        and item.status not in OUT_OF_SCOPE
    )


def _from_snapshots(
    plan: Plan, closed: tuple[Sprint, ...], done: tuple[float, ...], *, unit: Unit
) -> tuple[float | None, ...]:
    """Return the scope that the latest snapshot before each position knew; nothing with fewer than two of them."""
    edges = _edges(closed)
    shots = [_last_before(plan.snapshots, edge) for edge in edges]
    if len({shot.id for shot in shots if shot is not None}) < FEWEST_SNAPSHOTS:
        return ()
    return tuple(
        None if shot is None else _scope(shot, done_at=_done_on(shot.taken_on, closed, done), unit=unit)
        for shot in shots
    )


def _last_before(snapshots: Sequence[Snapshot], edge: date) -> Snapshot | None:
    before = [shot for shot in snapshots if shot.taken_on < edge]
    return before[-1] if before else None


def _done_on(day: date, closed: tuple[Sprint, ...], done: tuple[float, ...]) -> float:
    """Return the work of the sprints that were over on a day."""
    return done[sum(1 for sprint in closed if sprint.period.last_day <= day)]


def _scope(shot: Snapshot, *, done_at: float, unit: Unit) -> float:
    """Return open work plus what was done: by the snapshot's own items, or by the sprints when it holds fewer."""
    counted = [
        (1.0 if unit is Unit.ITEMS else entry.size or 0.0, entry.status is Status.DONE)
        for entry in shot.items
        if entry.kind not in NOT_FORECAST and entry.status not in OUT_OF_SCOPE
    ]
    open_work = fsum(size for size, is_done in counted if not is_done)
    return open_work + max(done_at, fsum(size for size, is_done in counted if is_done))


def _from_dates(
    plan: Plan, closed: tuple[Sprint, ...], now: float, sizes: dict[str, float], unit: Unit
) -> tuple[float | None, ...]:
    """Return the scope of the past as today's less what was created since."""
    dated = [(item.created_on, _size(item, sizes, unit)) for item in _in_scope(plan) if item.created_on is not None]
    edges = _edges(closed)
    if not dated or not edges:
        return (None,) * (len(closed) + 1)
    return tuple(now - fsum(size for created, size in dated if created >= edge) for edge in edges)


def _edges(closed: tuple[Sprint, ...]) -> tuple[date, ...]:
    """Return the first day after each position; what was there on the first morning counts for position 0."""
    return (closed[0].period.start + ONE_DAY, *(sprint.period.end for sprint in closed)) if closed else ()


def _in_scope(plan: Plan) -> list[BacklogItem]:
    return [item for item in plan.backlog if item.kind not in NOT_FORECAST and item.status not in OUT_OF_SCOPE]


def _size(item: BacklogItem, sizes: dict[str, float], unit: Unit) -> float:
    if unit is Unit.ITEMS:
        return 1.0
    return sizes.get(item.key, item.size or 0.0) if counts_as_work(item) else item.size or 0.0


def _steps(plan: Plan, closed: tuple[Sprint, ...], scope: tuple[float | None, ...]) -> tuple[ScopeStep, ...]:
    """Return the steps that are large enough to be named, with the epic or label that most of the new items share."""
    found: list[ScopeStep] = []
    edges = _edges(closed)
    for place in range(len(closed)):
        before, after = scope[place], scope[place + 1]
        if before is None or after is None or abs(after - before) < MARKED_STEP * max(before, 1.0):
            continue
        about = _about(plan, _new_keys(plan, edges[place], edges[place + 1])) if after > before else ""
        found.append(ScopeStep(place + 1.0, after - before, about))
    return tuple(found)


def _new_keys(plan: Plan, first: date, second: date) -> frozenset[str]:
    """Return the items that the snapshots before two days differ by, else those created between the days."""
    before, after = _last_before(plan.snapshots, first), _last_before(plan.snapshots, second)
    if before is not None and after is not None and before is not after:
        return frozenset(entry.key for entry in after.items) - {entry.key for entry in before.items}
    return frozenset(item.key for item in plan.backlog if item.created_on and first <= item.created_on < second)


def _about(plan: Plan, keys: frozenset[str]) -> str:
    titles = {item.key: item.title for item in plan.backlog}
    words = Counter(
        titles.get(item.epic, item.epic) or next(iter(item.labels), "") for item in _in_scope(plan) if item.key in keys
    )
    words.pop("", None)
    return words.most_common(1)[0][0].lower() if words else ""
