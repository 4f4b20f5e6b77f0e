"""Backlog items. Their order in the plan is their rank; the key is text for ever."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.errors import InvalidValueError


class ItemKind(StrEnum):
    """What sort of work an item is; debt items draw on the reserve, the others on feature capacity."""

    FEATURE = "feature"
    BUG = "bug"
    DEBT = "debt"
    CHORE = "chore"
    EPIC = "epic"  # a container: its size is the sum of its children, never added to them


class Status(StrEnum):
    """Where an item is. ``GONE`` was in an earlier import and is not in the last one: a state, not a deletion."""

    TODO = "todo"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    CANCELLED = "cancelled"
    GONE = "gone"


OPEN_STATUSES = frozenset({Status.TODO, Status.IN_PROGRESS})


LARGEST_ESTIMATE = 1e9
"""Sums of such sizes stay finite, and a cell of a sheet can hold them."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Size as a range in the plan's unit; a single figure has ``low == likely == high``.

    Raises
    ------
    InvalidValueError
        When a figure is negative or beyond :data:`LARGEST_ESTIMATE`, or the three are out of order.
    """

    likely: float
    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse impossible sizes."""
        if not all(size >= 0 for size in (self.low, self.likely, self.high)):
            raise InvalidValueError("estimate", self.likely, "a number of 0 or more")
        if max(self.low, self.likely, self.high) > LARGEST_ESTIMATE:
            raise InvalidValueError("estimate", self.likely, "at most 1,000,000,000")
        if not self.low <= self.likely <= self.high:
            raise InvalidValueError("estimate", (self.low, self.likely, self.high), "low <= likely <= high")

    @classmethod
    def single(cls, size: float) -> "Estimate":
        """Return the range that is one figure."""
        return cls(likely=size, low=size, high=size)


@dataclass(frozen=True, slots=True)
class BacklogItem:
    """One piece of work.

    Parameters
    ----------
    key
        Identity, as in the tracker.
    estimate
        Size in the plan's unit (points or items); ``None`` is unknown, not zero.
    remaining
        What is left of the size for work carried over; ``None`` means all of it.
    sprint_id
        The sprint it is planned in; ``None`` is the backlog.
    pinned
        The planner never moves it.
    stretch
        In its sprint, but outside the commitment.
    depends_on
        Keys that must be finished in an earlier sprint, or earlier in the same one.
    debt_id
        Debt entry that this item pays down.
    """

    key: str
    title: str
    kind: ItemKind = ItemKind.FEATURE
    status: Status = Status.TODO
    status_text: str = ""
    estimate: Estimate | None = None
    remaining: float | None = None
    sprint_id: str | None = None
    pinned: bool = False
    stretch: bool = False
    epic: str = ""
    parent: str = ""
    milestone_id: str = ""
    priority: str = ""
    labels: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    sprint_history: tuple[str, ...] = ()
    created_on: date | None = None
    started_on: date | None = None
    done_on: date | None = None
    due_on: date | None = None
    debt_id: str = ""
    debt_reason: str = ""
    url: str = ""
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether work is still to come."""
        return self.status in OPEN_STATUSES

    @property
    def size(self) -> float | None:
        """What is left to do, in the plan's unit; ``None`` when not estimated."""
        if self.remaining is not None:
            return self.remaining
        return None if self.estimate is None else self.estimate.likely


@dataclass(frozen=True, slots=True)
class Milestone:
    """A point in the ranked backlog with a target date; ``earlier_dues`` keeps the targets that moved, oldest first."""

    id: str
    name: str
    due: date | None = None
    earlier_dues: tuple[date, ...] = ()
