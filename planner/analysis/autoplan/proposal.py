"""What the planner proposes, as values: sprints, moves, what does not fit, and a reason for everything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planner.domain.debt import DebtAllocation
from planner.domain.edits.plan import AcceptProposal, Placement


class ReasonCode(StrEnum):
    """Why an item is where it is. ``explain.sentence`` says each one in English."""

    PINNED = "pinned"
    STARTED = "started"
    SPRINT_RUNS = "sprint-runs"
    STAYS = "stays"
    FIRST_ROOM = "first-room"
    AFTER = "after"
    FULL = "full"
    NO_ROOM = "no-room"
    TOO_LARGE = "too-large"
    WAITS_FOR = "waits-for"
    NEEDS_STRETCH = "needs-stretch"
    PIN_BEFORE_DEPENDENCY = "pin-before-dependency"
    OVER_PROMISE = "over-promise"
    NO_SKILL = "no-skill"
    SKILL_AWAY = "skill-away"
    SKILL_FULL = "skill-full"
    PERSON_AWAY = "person-away"
    PERSON_FULL = "person-full"
    PERSON_PARTLY_AWAY = "person-partly-away"
    MEDIAN_SIZE = "median-size"
    STRETCH = "stretch"
    CHANCE = "chance"
    OUTSIDE = "outside"
    CONTAINER = "container"
    CLOSED = "closed"
    RESERVE_ROOM = "reserve-room"
    RESERVE_FULL = "reserve-full"
    DEBT_RANK = "debt-rank"
    DEADLINE = "deadline"
    DEADLINE_MISSED = "deadline-missed"
    LONG_PAYBACK = "long-payback"
    NO_INTEREST = "no-interest"
    ACCEPTED = "accepted"
    PAID = "paid"
    BY_ITEMS = "by-items"
    SPLIT = "split"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with what it is about in words people know (names of sprints and people, not identities).

    Parameters
    ----------
    sprint
        Name of the sprint it is about.
    other
        Key of another item, or a date in ISO form.
    who
        Name of a person.
    amount, limit
        Figures in ``unit``: what it would take or is used, and what there is.
    """

    code: ReasonCode
    sprint: str = ""
    other: str = ""
    who: str = ""
    skill: str = ""
    amount: float | None = None
    limit: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlannedDebt:
    """Reserve days that one sprint gives to a debt entry."""

    debt_id: str
    allocation: DebtAllocation


@dataclass(frozen=True, slots=True)
class ProposedSprint:
    """One sprint as proposed.

    Parameters
    ----------
    feature_capacity, feature_load
        What can be promised and what is put in, in the plan's unit.
    stretch_capacity
        Where stretch ends: the median of the forecast, in the plan's unit.
    item_keys, stretch_keys
        Committed items and stretch, in rank order.
    debt_load_pd
        Reserve used by debt items and allocations.
    confidence
        Chance that the committed work is done, in [0, 1]; ``None`` when it was not asked for.
    """

    sprint_id: str
    name: str
    feature_capacity: float
    feature_load: float
    stretch_capacity: float
    reserve_capacity_pd: float
    debt_load_pd: float
    item_keys: tuple[str, ...]
    stretch_keys: tuple[str, ...]
    debt: tuple[PlannedDebt, ...]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An open item or debt entry that finds no sprint in the window."""

    key: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Move:
    """One difference to the plan as it is; ``None`` is the backlog. ``debt`` tells a debt entry from an item."""

    key: str
    from_sprint: str | None
    to_sprint: str | None
    stretch: bool
    reason: Reason
    debt: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole proposal; accepting it is one edit, refused when the plan has moved on.

    Parameters
    ----------
    reasons
        For every item of the backlog and every debt entry, what put it where it is.
    objective
        Rank-weighted work placed, later sprints counting a little less, minus a little for every move.
    bound
        No plan for these capacities can reach more: whole items, dependencies, skills and moves are ignored.
    seconds
        Time taken; no part of equality.
    """

    sprints: tuple[ProposedSprint, ...]
    unplaced: tuple[Unplaced, ...]
    reasons: Mapping[str, tuple[Reason, ...]]
    moves: tuple[Move, ...]
    objective: float
    bound: float
    edit: AcceptProposal
    seconds: float = field(default=0.0, compare=False)

    def accepting(self, keys: Iterable[str]) -> AcceptProposal:
        """Return the edit that makes only the moves of these items and debt entries."""
        chosen = set(keys)
        return AcceptProposal(
            placements=tuple(entry for entry in self.edit.placements if entry.key in chosen),
            debt=tuple(entry for entry in self.edit.debt if entry.debt_id in chosen),
            expects=self.edit.expects,
            expects_debt=self.edit.expects_debt,
        )

    def placement_of(self, key: str) -> Placement | None:
        """Return where an item ends up in the window, or ``None`` when it is in none of its sprints."""
        for sprint in self.sprints:
            if key in sprint.item_keys or key in sprint.stretch_keys:
                return Placement(key, sprint.sprint_id, key in sprint.stretch_keys)
        return None
