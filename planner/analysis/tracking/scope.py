"""What a sprint held at each moment we know of, and how its scope moved from the promise to now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from planner.analysis.forecast.history import NOT_FORECAST
from planner.domain.backlog import BacklogItem, Status
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.snapshot import Snapshot
from planner.domain.sprint import Sprint, SprintActuals

OUT_OF_SCOPE = frozenset({Status.CANCELLED, Status.GONE})
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Held:
    """One item in a sprint at one moment; work without an estimate counts as 0 and is reported apart.

    ``created_on`` is known only of the plan as it stands, not of a snapshot.
    """

    title: str
    size: float
    done: bool
    sized: bool = True
    done_on: date | None = None
    created_on: date | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in a sprint at the end of a day."""

    day: date
    items: Mapping[str, Held]

    @property
    def scope(self) -> float:
        """All work in it."""
        return fsum(item.size for item in self.items.values())

    @property
    def left(self) -> float:
        """Work in it that is not done."""
        return fsum(item.size for item in self.items.values() if not item.done)


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """An item that came, went or changed size; ``amount`` is signed."""

    key: str
    title: str
    amount: float


@dataclass(frozen=True, slots=True)
class Swap:
    """Two items of one size that changed places between two snapshots: neither added nor removed."""

    out_key: str
    in_key: str
    size: float


@dataclass(frozen=True, slots=True)
class ScopeBridge:
    """``committed + added - removed + re_estimated == scope == done + left`` when all are known.

    Parameters
    ----------
    committed, added, removed, re_estimated
        Work in the plan's unit; ``None`` is unknown (a sprint that was closed elsewhere), never zero.
    frozen
        The sprint is closed: these are its actuals, whatever was imported later.
    unsized
        Keys of items in scope without an estimate.
    """

    sprint_id: str
    name: str
    unit: Unit
    committed: float | None
    added: float | None
    removed: float | None
    re_estimated: float | None
    done: float
    left: float | None
    frozen: bool = False
    came: tuple[ScopeChange, ...] = ()
    went: tuple[ScopeChange, ...] = ()
    resized: tuple[ScopeChange, ...] = ()
    swaps: tuple[Swap, ...] = ()
    unsized: tuple[str, ...] = ()

    @property
    def scope(self) -> float | None:
        """Work in the sprint at its end, or now."""
        return None if self.left is None else self.done + self.left

    @property
    def is_complete(self) -> bool:
        """Say whether every step is known."""
        return None not in {self.committed, self.added, self.removed, self.re_estimated, self.left}


@dataclass(frozen=True, slots=True)
class SprintCourse:
    """What is known of a sprint over time.

    Parameters
    ----------
    baseline
        The promise: committed items with their sizes at the start.
    contents
        One per day with a snapshot inside the sprint, oldest first, then the plan as it stands if that says more.
    present
        The sprint as the plan has it now.
    stretch
        What was in the sprint outside the promise, at the same moments, the present last.
    """

    sprint: Sprint
    unit: Unit
    committed: float
    baseline: Content
    contents: tuple[Content, ...]
    present: Content
    stretch: tuple[Content, ...] = ()


def sprint_course(plan: Plan, sprint: Sprint, *, today: date) -> SprintCourse:
    """Return what is known of a sprint that is not closed, or of a closed one from the snapshots of its days.

    Parameters
    ----------
    today
        The plan as it stands is what is known of this day.
    """
    unit = plan.settings.unit
    inside = [shot for shot in plan.snapshots if shot.taken_on in sprint.period]
    stretch = _stretch(plan, sprint, inside)
    contents = tuple(_snapshot_content(shot, sprint, unit=unit, stretch=stretch) for shot in _last_of_day(inside))
    present = _present(plan, sprint, today=today, stretch=stretch)
    baseline = _baseline(plan, sprint, contents, present, stretch=stretch)
    news = not sprint.is_closed and (not contents or not _says_the_same(contents[-1], present))
    if news and contents and contents[-1].day >= today:
        contents = (*contents[:-1], present)
    elif news and today in sprint.period:
        contents = (*contents, present)
    committed = baseline.scope if sprint.commitment is None else sprint.commitment
    outside = tuple(_only(_snapshot_content(shot, sprint, unit=unit), stretch) for shot in _last_of_day(inside))
    outside = (*outside, _only(_present(plan, sprint, today=today), stretch))
    return SprintCourse(sprint, unit, committed, baseline, contents, present, outside)


def _says_the_same(known: Content, present: Content) -> bool:
    """Say whether the plan as it stands tells nothing that a snapshot did not; when an item was made is no news."""
    bare = {key: replace(item, created_on=None) for key, item in present.items.items()}
    return dict(known.items) == bare


def _only(content: Content, keys: frozenset[str]) -> Content:
    """Return the open items of a content that have one of these keys."""
    return Content(content.day, {key: item for key, item in content.items.items() if key in keys and not item.done})


def _last_of_day(snapshots: list[Snapshot]) -> list[Snapshot]:
    latest = {shot.taken_on: shot for shot in snapshots}
    return [latest[day] for day in sorted(latest)]


def _stretch(plan: Plan, sprint: Sprint, inside: list[Snapshot]) -> frozenset[str]:
    """Return keys that were in the sprint without being promised, and still are not part of the promise.

    Of a closed sprint this comes from what was frozen alone: where its items are now says nothing about it.
    """
    promised = frozenset(sprint.committed_keys)
    if sprint.actuals is not None:
        return _frozen_stretch(sprint, sprint.actuals, inside)
    marked = {item.key for item in plan.items_in(sprint.id) if item.stretch}
    if not promised or not inside:
        return frozenset(marked)
    now = {item.key for item in plan.items_in(sprint.id) if not item.stretch}
    at_start = {entry.key for entry in inside[0].items if entry.sprint == sprint.id}
    return frozenset(marked | (at_start - promised - now))


def _frozen_stretch(sprint: Sprint, actuals: SprintActuals, inside: list[Snapshot]) -> frozenset[str]:
    known = frozenset((*sprint.committed_keys, *actuals.completed_keys, *actuals.carried_keys))
    itemised = bool(actuals.completed_keys or actuals.carried_keys)
    if not sprint.committed_keys or not itemised or not inside:
        return frozenset(actuals.stretch_keys)
    at_start = {entry.key for entry in inside[0].items if entry.sprint == sprint.id}
    return frozenset(actuals.stretch_keys) | (at_start - known)


def _size(amount: float | None, unit: Unit) -> float:
    return 1.0 if unit is Unit.ITEMS else amount or 0.0


def _snapshot_content(shot: Snapshot, sprint: Sprint, *, unit: Unit, stretch: frozenset[str] = frozenset()) -> Content:
    held = {
        entry.key: Held(
            title=entry.title,
            size=_size(entry.size, unit),
            done=entry.status is Status.DONE,
            sized=entry.size is not None or unit is Unit.ITEMS,
            done_on=entry.done_on,
        )
        for entry in shot.items
        if entry.sprint == sprint.id and entry.kind not in NOT_FORECAST and entry.status not in OUT_OF_SCOPE
    }
    return Content(shot.taken_on, _without_stretch(held, stretch))


def _present(plan: Plan, sprint: Sprint, *, today: date, stretch: frozenset[str] = frozenset()) -> Content:
    held = {
        item.key: _held(item, plan.settings.unit)
        for item in plan.items_in(sprint.id)
        if item.kind not in NOT_FORECAST and item.status not in OUT_OF_SCOPE
    }
    return Content(today, _without_stretch(held, stretch))


def _held(item: BacklogItem, unit: Unit) -> Held:
    return Held(
        title=item.title,
        size=_size(item.size, unit),
        done=item.status is Status.DONE,
        sized=item.size is not None or unit is Unit.ITEMS,
        done_on=item.done_on,
        created_on=item.created_on,
    )


def _without_stretch(held: dict[str, Held], stretch: frozenset[str]) -> dict[str, Held]:
    """Leave out stretch items until they are done: done ones were pulled in."""
    return {key: item for key, item in held.items() if item.done or key not in stretch}


def _baseline(
    plan: Plan, sprint: Sprint, contents: tuple[Content, ...], present: Content, *, stretch: frozenset[str]
) -> Content:
    """Return the promised items at their size at the start, as far back as anything is known."""
    start = sprint.started_on or sprint.period.start
    if sprint.started_on is None and not sprint.is_closed and present.day < start:
        return Content(start, present.items)  # nothing is promised yet
    before = [shot for shot in plan.snapshots if shot.taken_on <= start]
    first = contents[0] if contents else present
    if not sprint.committed_keys:
        earliest = _snapshot_content(before[-1], sprint, unit=plan.settings.unit, stretch=stretch) if before else first
        return Content(start, earliest.items or first.items)
    sizes = {entry.key: entry for entry in before[-1].items} if before else {}
    items = {item.key: item for item in plan.backlog}
    held: dict[str, Held] = {}
    for key in sprint.committed_keys:
        if key in sizes:
            entry = sizes[key]
            held[key] = Held(entry.title, _size(entry.size, plan.settings.unit), done=False)
        elif key in first.items:
            held[key] = first.items[key]
        elif key in items and not sprint.is_closed:
            held[key] = _held(items[key], plan.settings.unit)
    return Content(start, held)


def scope_bridge(plan: Plan, sprint: Sprint, *, today: date) -> ScopeBridge:
    """Return how the scope of a sprint moved; of a closed sprint, what was frozen at its close."""
    if sprint.actuals is not None:
        return _frozen(plan, sprint, sprint.actuals)
    return bridge_of(sprint_course(plan, sprint, today=today))


def _frozen(plan: Plan, sprint: Sprint, actuals: SprintActuals) -> ScopeBridge:
    return ScopeBridge(
        sprint_id=sprint.id,
        name=sprint.name,
        unit=plan.settings.unit,
        committed=actuals.committed,
        added=actuals.added,
        removed=actuals.removed,
        re_estimated=actuals.re_estimated,
        done=actuals.completed,
        left=actuals.carried,
        frozen=True,
    )


def bridge_of(course: SprintCourse) -> ScopeBridge:
    """Return the bridge from the promise to the sprint as it stands.

    Notes
    -----
    An item that came and went again in between counts as neither. What the frozen commitment cannot explain by items
    is re-estimation, so the sum always holds.
    """
    before, after = course.baseline.items, course.present.items
    came = [key for key in after if key not in before]
    went = [key for key in before if key not in after]
    moments = (course.baseline, *course.contents)
    if not course.contents or course.contents[-1] is not course.present:
        moments = (*moments, course.present)
    swaps = _swaps(moments)
    neutral = {swap.in_key for swap in swaps} | {swap.out_key for swap in swaps}
    added = tuple(ScopeChange(key, after[key].title, after[key].size) for key in came if key not in neutral)
    removed = tuple(ScopeChange(key, before[key].title, -before[key].size) for key in went if key not in neutral)
    resized = tuple(
        ScopeChange(key, after[key].title, after[key].size - before[key].size)
        for key in before
        if key in after and abs(after[key].size - before[key].size) > _ROUNDING
    )
    scope = course.present.scope
    plus, minus = fsum(change.amount for change in added), -fsum(change.amount for change in removed)
    return ScopeBridge(
        sprint_id=course.sprint.id,
        name=course.sprint.name,
        unit=course.unit,
        committed=course.committed,
        added=plus,
        removed=minus,
        re_estimated=_clean(scope - course.committed - plus + minus),
        done=scope - course.present.left,
        left=course.present.left,
        came=added,
        went=removed,
        resized=resized,
        swaps=(*swaps, *_swaps(course.stretch)),
        unsized=tuple(key for key, item in after.items() if not item.sized),
    )


def _clean(amount: float) -> float:
    return 0.0 if abs(amount) < _ROUNDING else amount


def _swaps(moments: tuple[Content, ...]) -> tuple[Swap, ...]:
    """Pair items of one size that came and went between the same two moments, each once, in rank order."""
    before, after = moments[0].items, moments[-1].items
    free = [(key, _moment_in(moments, key), after[key].size) for key in after if key not in before]
    swaps: list[Swap] = []
    for key in before:
        if key in after:
            continue
        size, left_at = before[key].size, _moment_out(moments, key)
        match = next(
            (entry for entry in free if entry[1] == left_at and size > 0 and abs(entry[2] - size) < _ROUNDING), None
        )
        if match is not None:
            free.remove(match)
            swaps.append(Swap(key, match[0], size))
    return tuple(swaps)


def _moment_in(moments: tuple[Content, ...], key: str) -> int:
    """Return the first moment from which on an item has been there until now."""
    place = len(moments)
    while place > 0 and key in moments[place - 1].items:
        place -= 1
    return place


def _moment_out(moments: tuple[Content, ...], key: str) -> int:
    """Return the first moment from which on an item has been gone until now."""
    place = len(moments)
    while place > 0 and key not in moments[place - 1].items:
        place -= 1
    return place
