"""A copy of a plan that is safe to show to strangers: every text replaced, every number and date kept.

The walk knows the plan's shape only through its dataclasses, so a field added later is replaced too: a text is kept
only where this module says so. The same text becomes the same word everywhere, scenarios and snapshots included.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, cast

from planner.domain.plan import Plan

_KEPT: Final = frozenset(
    {("PlanSettings", "currency"), ("ExportSettings", "charts"), ("DebtParameter", "name"), ("DebtParameter", "basis")}
)
_PLAIN_PRIORITY: Final = re.compile(
    r"(p?\d|highest|high|medium|normal|low|lowest|blocker|critical|major|minor|trivial|must|should|could)",
    re.IGNORECASE,
)

_IDENTITIES: Final = MappingProxyType(
    {
        "Member": "member",
        "Absence": "absence",
        "RotaShift": "shift",
        "HolidaySet": "place",
        "Sprint": "sprint",
        "Milestone": "milestone",
        "DebtItem": "debt",
        "Risk": "risk",
        "Baseline": "baseline",
        "ReserveException": "exception",
        "Decision": "decision",
        "Snapshot": "snapshot",
        "Scenario": "scenario",
    }
)
"""Whose ``id`` is what: a reference such as ``sprint_id`` names the same thing."""

_KEYS: Final = frozenset({
    "key", "keys", "item_keys", "committed_keys", "completed_keys", "carried_keys", "stretch_keys",
    "depends_on", "parent", "before",
})  # fmt: skip
_PEOPLE: Final = frozenset({"assignees", "aliases", "owner", "approver"})
_FORMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "item": "ITEM-{:04}",
        "member": "M{:02}",
        "sprint": "S{:03}",
        "debt": "D-{:03}",
        "decision": "{}",
        "person": "Person {}",
        "sprint name": "Sprint {}",
    }
)
_NOUNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "labels": "label",
        "components": "component",
        "component": "component",
        "skills": "skill",
        "epic": "epic",
        "priority": "priority",
        "status_text": "status",
        "title": "title",
        "place": "place",
        "superseded_by": "decision",
        "supersedes": "decision",
    }
)


def anonymise(plan: Plan) -> Plan:
    """Return the plan with names, titles, keys, labels, components and notes replaced, the same text the same way.

    Numbers, dates, states and the order of everything stay, so that it plans and forecasts like the original. The
    remembered columns of imports are left out, since they hold the heads of somebody's file.

    Examples
    --------
    >>> anonymise(Plan(name="Secret project")).name
    'Plan 1'
    """
    bare = replace(plan, settings=replace(plan.settings, column_memories=()))
    return cast("Plan", _Disguise(bare).of(bare, owner="", field=""))


class _Disguise:
    """Words already given out, by noun, so that the same text always becomes the same word."""

    def __init__(self, plan: Plan) -> None:
        self._words: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._known = {
            "member": {member.id for member in plan.team.members},
            "item": {item.key for item in plan.backlog},
            "sprint": {sprint.id for sprint in plan.sprints},
        }

    def of(self, entry: Any, *, owner: str, field: str) -> Any:
        """Return a value of any kind with the texts inside replaced; ``owner`` and ``field`` say where it stands."""
        if isinstance(entry, Enum):
            return entry
        if isinstance(entry, str):
            return self._text(entry, owner=owner, field=field)
        if isinstance(entry, tuple):
            changed = tuple(self.of(part, owner=owner, field=field) for part in entry)
            return entry if all(new is old for new, old in zip(changed, entry, strict=True)) else changed
        if is_dataclass(entry) and not isinstance(entry, type):
            return self._value(entry)
        return entry

    def _value(self, entry: Any) -> Any:
        owner = type(entry).__name__
        old = {spot.name: getattr(entry, spot.name) for spot in fields(entry)}
        new = {name: self.of(part, owner=owner, field=name) for name, part in old.items()}
        return replace(entry, **new) if any(new[name] is not old[name] for name in old) else entry

    def _text(self, text: str, *, owner: str, field: str) -> str:
        if not text or (owner, field) in _KEPT:
            return text
        if field == "priority" and _PLAIN_PRIORITY.fullmatch(text):
            return text
        if field == "refs":
            noun, _, name = text.partition(":")
            return f"{noun}:{self._word(noun, name)}" if name else self._word("reference", text)
        if field == "url":
            return ""
        return self._word(self._noun(text, owner=owner, field=field), text)

    def _noun(self, text: str, *, owner: str, field: str) -> str:
        """Return what a text names, from the field where it stands."""
        rule = _RULES.get(field)
        if rule is not None:
            return rule(self, text, owner)
        if field in _KEYS:
            return "item"
        if field in _PEOPLE:
            return self._either("member", text, otherwise="person")
        reference = field.removesuffix("s").removesuffix("_id")
        if reference in _IDENTITIES.values() and reference != field:
            return reference
        return _NOUNS.get(field, "text")

    def _either(self, noun: str, text: str, *, otherwise: str) -> str:
        """Return ``noun`` when the text is the identity of such a thing in this plan."""
        return noun if text in self._known[noun] else otherwise

    def _word(self, noun: str, text: str) -> str:
        if (noun, text) not in self._words:
            number = self._counts[noun] = self._counts.get(noun, 0) + 1
            form = _FORMS.get(noun, f"{noun[:1].upper()}{noun[1:]} {{}}")
            self._words[noun, text] = form.format(number)
        return self._words[noun, text]


def _identity(_: _Disguise, __: str, owner: str) -> str:
    return _IDENTITIES.get(owner, "text")


def _name(_: _Disguise, __: str, owner: str) -> str:
    """Return what sort of name the ``name`` of a class is."""
    special = {"Member": "person", "Sprint": "sprint name", "RenamePlan": "plan", "HolidaySet": "region"}
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", owner).lower()
    return special.get(owner, "milestone name" if owner in {"Milestone", "BaselineDate"} else words)


_RULES: Final[dict[str, Callable[[_Disguise, str, str], str]]] = {
    "id": _identity,
    "name": _name,
    "epic": lambda known, text, _: known._either("item", text, otherwise="epic"),  # noqa: SLF001 - same module
    "sprint": lambda known, text, _: known._either("sprint", text, otherwise="sprint name"),  # noqa: SLF001
    "sprint_history": lambda known, text, _: known._either("sprint", text, otherwise="sprint name"),  # noqa: SLF001
}
