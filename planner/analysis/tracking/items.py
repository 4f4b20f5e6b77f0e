"""The items behind a bar or a point of the Track page: which ones, how big, and where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum

from planner.analysis.tracking.scope import Content, Held, bridge_of, sprint_course
from planner.analysis.wording import amount, weekday
from planner.domain.backlog import Status
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintActuals

DONE, OPEN, CARRIED = "done", "open", "carried over"
_WORDS = {
    "committed": "committed",
    "sprint": "in the sprint",
    "done": "done",
    "left": "left",
    "added": "added",
    "removed": "removed",
    "resized": "estimated anew",
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: its size in the plan's unit (``None`` without an estimate) and where it stands."""

    key: str
    title: str
    size: float | None
    state: str


@dataclass(frozen=True, slots=True)
class ItemsBehind:
    """What stands behind a mark.

    Parameters
    ----------
    note
        Why there is nothing to list; empty otherwise.
    """

    sprint_id: str
    title: str
    rows: tuple[ItemRow, ...]
    note: str = ""


def items_behind(plan: Plan, refs: tuple[str, ...], *, sprint_id: str, today: date) -> ItemsBehind:
    """Return the items that a mark of a chart stands for.

    Parameters
    ----------
    refs
        Of the mark: ``"done:S15"``, ``"sprint:S9"``, ``"day:2026-05-21"`` and the like; the first one decides.
    sprint_id
        The sprint whose chart it is, for marks that name only a day.
    """
    kind, _, name = refs[0].partition(":") if refs else ("sprint", "", sprint_id)
    if kind == "day":
        return _on_day(plan, plan.sprint(sprint_id), date.fromisoformat(name), today=today)
    sprint = next((entry for entry in plan.sprints if name in {entry.id, entry.name}), None) or plan.sprint(sprint_id)
    if sprint.actuals is not None:
        rows = _frozen_rows(plan, sprint, sprint.actuals, kind)
    else:
        rows = _present_rows(plan, sprint, kind, today=today)
    return _behind(plan, sprint, rows, _WORDS.get(kind, "in the sprint"))


def _behind(plan: Plan, sprint: Sprint, rows: tuple[ItemRow, ...], words: str) -> ItemsBehind:
    if rows:
        total = amount(fsum(row.size or 0.0 for row in rows), plan.settings.unit)
        return ItemsBehind(sprint.id, f"{sprint.name}, {words}: {total}", rows)
    title = f"{sprint.name}, {words}"
    if sprint.actuals is not None and not sprint.actuals.completed_keys:
        return ItemsBehind(sprint.id, title, (), f"Only the figures of {sprint.name} are known, not its items.")
    return ItemsBehind(sprint.id, title, (), "No item stands behind this figure.")


def _frozen_rows(plan: Plan, sprint: Sprint, actuals: SprintActuals, kind: str) -> tuple[ItemRow, ...]:
    """Return the items of a closed sprint as its close recorded them."""
    if kind == "committed":
        done = frozenset(actuals.completed_keys)
        return _rows(plan, ((key, DONE if key in done else CARRIED) for key in sprint.committed_keys))
    completed = [(key, DONE) for key in actuals.completed_keys] if kind in {"done", "sprint"} else []
    carried = [(key, CARRIED) for key in actuals.carried_keys] if kind in {"left", "sprint"} else []
    return _rows(plan, (*completed, *carried))


def _rows(plan: Plan, keys: Iterable[tuple[str, str]]) -> tuple[ItemRow, ...]:
    items = {item.key: item for item in plan.backlog}
    return tuple(
        ItemRow(key, items[key].title, items[key].size, state) if key in items else ItemRow(key, "", None, state)
        for key, state in keys
    )


def _present_rows(plan: Plan, sprint: Sprint, kind: str, *, today: date) -> tuple[ItemRow, ...]:
    """Return the items of a sprint that is not closed."""
    course = sprint_course(plan, sprint, today=today)
    if kind == "committed":
        return _held_rows(plan, course.baseline)
    if kind in {"added", "removed", "resized"}:
        bridge = bridge_of(course)
        changes = {"added": bridge.came, "removed": bridge.went, "resized": bridge.resized}[kind]
        return tuple(ItemRow(entry.key, entry.title, entry.amount, _state(plan, entry.key)) for entry in changes)
    kept = {
        key: item
        for key, item in course.present.items.items()
        if kind not in {"done", "left"} or item.done == (kind == "done")
    }
    return _held_rows(plan, Content(today, kept))


def _held_rows(plan: Plan, content: Content) -> tuple[ItemRow, ...]:
    return tuple(_held_row(plan, key, item) for key, item in content.items.items())


def _held_row(plan: Plan, key: str, item: Held) -> ItemRow:
    return ItemRow(key, item.title, item.size if item.sized else None, DONE if item.done else _state(plan, key))


def _state(plan: Plan, key: str) -> str:
    status = next((item.status for item in plan.backlog if item.key == key), None)
    if status is None or status is Status.TODO:
        return OPEN
    return status.value.replace("-", " ")


def _on_day(plan: Plan, sprint: Sprint, when: date, *, today: date) -> ItemsBehind:
    """Return what was left at the end of a day, by the first snapshot that knows."""
    course = sprint_course(plan, sprint, today=today)
    content = next((entry for entry in course.contents if entry.day >= when), None)
    words = f"left on {weekday(when)}"
    if content is None:
        rows = _frozen_rows(plan, sprint, sprint.actuals, "left") if sprint.actuals is not None else ()
        return _behind(plan, sprint, rows, words)
    left = {
        key: item
        for key, item in content.items.items()
        if not item.done or (item.done_on is not None and item.done_on > when)
    }
    rows = tuple(ItemRow(key, item.title, item.size if item.sized else None, OPEN) for key, item in left.items())
    return _behind(plan, sprint, rows, words)
