"""What differs between two plans, entry by entry and field by field, in the words of the plan."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from planner.domain.edits.sequence import identity
from planner.domain.plan import Plan

NOUNS = {
    "backlog": "item",
    "sprints": "sprint",
    "milestones": "milestone",
    "risks": "risk",
    "baselines": "baseline",
    "debt": "debt",
    "exceptions": "exception",
    "decisions": "decision",
    "snapshots": "snapshot",
    "scenarios": "scenario",
    "members": "person",
    "absences": "leave",
    "rota": "duty",
    "holiday_sets": "holidays",
}
"""Collections of a plan or a team whose entries have an identity."""

_WHOLE = {"snapshot", "scenario", "baseline"}  # only that it differs is said, not how


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; ``field`` is empty when the whole entry was added or removed."""

    noun: str
    name: str
    field: str
    before: str
    after: str


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Return everything that differs, in the order of the plan's fields; an empty answer means equal plans."""
    return tuple(_between_values("plan", before, after, name=""))


def _between_values(noun: str, before: Any, after: Any, *, name: str) -> Iterator[Difference]:
    for entry in fields(before):
        old, new = getattr(before, entry.name), getattr(after, entry.name)
        if old == new:
            continue
        if entry.name in NOUNS:
            yield from _between_entries(NOUNS[entry.name], old, new)
        elif is_dataclass(old) and type(old) is type(new) and noun in {"plan", "team"}:
            yield from _between_values(entry.name, old, new, name=name)
        else:
            yield Difference(noun, name, entry.name, text_of(old), text_of(new))


def _between_entries(noun: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Difference]:
    old = {identity(entry): entry for entry in before}
    new = {identity(entry): entry for entry in after}
    for name, entry in new.items():
        if name not in old:
            yield Difference(noun, name, "", "", _title(entry) or "added")
    for name, entry in old.items():
        if name not in new:
            yield Difference(noun, name, "", _title(entry) or "removed", "")
        elif entry != new[name]:
            yield from _within(noun, name, entry, new[name])
    if list(old) != list(new) and set(old) == set(new):
        yield Difference(noun, "", "order", "", "another order")


def _within(noun: str, name: str, before: Any, after: Any) -> Iterator[Difference]:
    if noun in _WHOLE:
        yield Difference(noun, name, "content", "", "differs")
        return
    yield from _between_values(noun, before, after, name=name)


def _title(entry: object) -> str:
    return str(getattr(entry, "title", "") or getattr(entry, "name", ""))


def text_of(value: object) -> str:
    """Return a value of the plan as people would write it."""
    if value is None or value == ():
        return "none"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ", ".join(map(text_of, value))
    return _dataclass_text(value) if is_dataclass(value) else str(value)


def _dataclass_text(value: Any) -> str:
    parts = [text_of(getattr(value, entry.name)) for entry in fields(value)]
    return parts[0] if len(set(parts)) == 1 else " / ".join(parts)
