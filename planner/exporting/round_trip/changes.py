"""What accepting a difference does: each change makes its edits from the plan as it is at that moment.

Two changed cells of one item are two differences; each builds on what the other has already done, so that they can be
accepted in any choice and any order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from math import isclose
from typing import TYPE_CHECKING, Any, Final, Protocol

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.capacity.presence import DayCell
from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.calendar import ONE_DAY, Period
from planner.domain.edits import (
    AddItem,
    ChangeDebt,
    ChangeItem,
    ChangeMember,
    ChangeSprint,
    PutException,
    PutMilestone,
    RankItems,
    SetAvailability,
    SetEstimate,
    SetOverheads,
    SetPolicy,
)
from planner.domain.errors import InvalidValueError, UnknownReferenceError
from planner.domain.plan import Edit, Plan
from planner.domain.team import AbsenceKind

if TYPE_CHECKING:
    from datetime import date

_EXACT: Final = 1e-9


class Change(Protocol):
    """What a difference would do to a plan."""

    def edits(self, plan: Plan) -> tuple[Edit, ...]:
        """Return the edits that make the change in this plan; none when it is already so."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Edits that do not depend on what else was accepted."""

    made: tuple[Edit, ...]

    def edits(self, plan: Plan) -> tuple[Edit, ...]:
        """Return them."""
        del plan
        return self.made


@dataclass(frozen=True, slots=True)
class Fields:
    """Some fields of one entry of the plan take other values."""

    noun: str
    ref: str
    values: tuple[tuple[str, Any], ...]

    def edits(self, plan: Plan) -> tuple[Edit, ...]:
        """Return the edit that exchanges the entry as it is now."""
        find, wrap = _ENTRIES[self.noun]
        before = find(plan, self.ref)
        after = replace(before, **dict(self.values))
        return () if after == before else (wrap(after),)


@dataclass(frozen=True, slots=True)
class Resize:
    """An item gets another estimate; a remaining size that somebody typed stays."""

    key: str
    estimate: Estimate | None

    def edits(self, plan: Plan) -> tuple[Edit, ...]:
        """Return the edit of an estimate, which forgets what remains, only where nothing would be lost."""
        item = plan.item(self.key)
        if item.remaining is None:
            return (SetEstimate(self.key, self.estimate),)
        return (ChangeItem(replace(item, estimate=self.estimate)),)


@dataclass(frozen=True, slots=True)
class NewItem:
    """A new item, ranked before another one that may be gone by then."""

    item: BacklogItem
    before: str = ""

    def edits(self, plan: Plan) -> tuple[Edit, ...]:
        """Return the edit that adds it."""
        places = {item.key: place for place, item in enumerate(plan.backlog)}
        return (AddItem(self.item, at=places.get(self.before)),)


@dataclass(frozen=True, slots=True)
class Rerank:
    """An item moves to just before another one."""

    key: str
    before: str = ""

    def edits(self, plan: Plan) -> tuple[Edit, ...]:
        """Return the edit of the rank; last when the other item is gone."""
        known = self.before and any(item.key == self.before for item in plan.backlog)
        return (RankItems((self.key,), before=self.before if known else ""),)


@dataclass(frozen=True, slots=True)
class LeaveDays:
    """A person is away for so many days of a sprint; which days is not said, so the last free ones are taken."""

    sprint_id: str
    member_id: str
    leave_pd: float

    def edits(self, plan: Plan) -> tuple[Edit, ...]:
        """Return the painted days that make up the difference."""
        part = capacity_of(plan, plan.sprint(self.sprint_id)).person(self.member_id)
        if part is None:
            raise UnknownReferenceError("member", self.member_id)
        missing = self.leave_pd - part.steps.leave_pd
        painted = _taken(part.days, missing) if missing > 0 else _given_back(part.days, -missing)
        left = abs(missing) - sum(abs(away - cell.share_away) for cell, away in painted)
        if left > _EXACT or self.leave_pd < 0:
            most = part.steps.leave_pd + sum(cell.share_there + cell.oncall_share for cell in part.days)
            raise InvalidValueError("leave", self.leave_pd, f"days between 0 and {most:g} in this sprint")
        return tuple(
            SetAvailability(self.member_id, period, share, kind) for period, share, kind in _stretches(painted)
        )


_Painted = list[tuple[DayCell, float]]


def _taken(days: tuple[DayCell, ...], wanted: float) -> _Painted:
    """Return days with the part of each that is now leave: days without duty first, the latest ones first."""
    free = [cell for cell in days if cell.share_there > _EXACT]
    order = sorted(free, key=lambda cell: (cell.on_call, cell.share_away > 0, -cell.day.toordinal()))
    painted: _Painted = []
    for cell in order:
        if wanted <= _EXACT:
            break
        part = min(wanted, cell.share_there + cell.oncall_share)
        painted.append((cell, cell.share_away + part))
        wanted -= part
    return painted


def _given_back(days: tuple[DayCell, ...], wanted: float) -> _Painted:
    painted: _Painted = []
    for cell in sorted(days, key=lambda cell: (cell.on_call, -cell.day.toordinal())):
        if wanted <= _EXACT:
            break
        part = min(wanted, cell.share_away)
        if part > 0:
            painted.append((cell, cell.share_away - part))
            wanted -= part
    return painted


def _stretches(painted: _Painted) -> list[tuple[Period, float, AbsenceKind]]:
    """Return painted days as periods of like days, oldest first."""
    days = [
        (cell.day, round(away / cell.calendar_share, 9), cell.kind or AbsenceKind.LEAVE)
        for cell, away in sorted(painted, key=lambda entry: entry[0].day)
    ]
    found: list[tuple[Period, float, AbsenceKind]] = []
    numbered = ((day.toordinal() - place, share, kind, day) for place, (day, share, kind) in enumerate(days))
    for (_, share, kind), group in groupby(numbered, key=lambda entry: entry[:3]):
        dates: list[date] = [entry[3] for entry in group]
        found.append((Period(dates[0], dates[-1] + ONE_DAY), share, kind))
    return found


def like(first: float, second: float) -> bool:
    """Say whether two figures are the same but for the last digits that a file cannot keep."""
    return isclose(first, second, rel_tol=_EXACT, abs_tol=_EXACT)


def _exception(plan: Plan, ref: str) -> Any:
    return _first(plan.exceptions, ref, noun="exception")


def _milestone(plan: Plan, ref: str) -> Any:
    return _first(plan.milestones, ref, noun="milestone")


def _first(entries: tuple[Any, ...], ref: str, *, noun: str) -> Any:
    for entry in entries:
        if entry.id == ref:
            return entry
    raise UnknownReferenceError(noun, ref)


_ENTRIES: Final[Mapping[str, tuple[Callable[[Plan, str], Any], Callable[[Any], Edit]]]] = {
    "item": (Plan.item, ChangeItem),
    "person": (Plan.member, ChangeMember),
    "sprint": (Plan.sprint, ChangeSprint),
    "debt": (Plan.debt_item, ChangeDebt),
    "exception": (_exception, PutException),
    "milestone": (_milestone, PutMilestone),
    "policy": (lambda plan, _: plan.policy, SetPolicy),
    "overheads": (lambda plan, _: plan.team.overheads, SetOverheads),
}
"""How each kind of entry is found in a plan, and the edit that exchanges it."""


def entry_of(plan: Plan, noun: str, ref: str) -> Any:
    """Return an entry of the plan by its kind and identity.

    Raises
    ------
    UnknownReferenceError
        When there is none.
    """
    return _ENTRIES[noun][0](plan, ref)
