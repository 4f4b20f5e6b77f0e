"""What the team agreed about the debt reserve, and the written exceptions from it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from planner.domain.errors import InvalidValueError

HIGHEST_SHARE = 0.9


class BucketKind(StrEnum):
    """What capacity is kept for: refactoring, learning, or bugs; the last are unplanned work, never reserve."""

    DEBT = "debt"
    LEARNING = "learning"
    BUGS = "bugs"


@dataclass(frozen=True, slots=True)
class ReserveBucket:
    """Capacity kept for one purpose besides the target: a share of effective capacity, or person-days a sprint.

    Raises
    ------
    InvalidValueError
        Unless exactly one of the two is given, the share in [0, 0.9] or the days 0 or more.
    """

    kind: BucketKind
    share: float | None = None
    days_pd: float | None = None
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse impossible amounts."""
        if (self.share is None) == (self.days_pd is None):
            raise InvalidValueError("bucket", self.name or self.kind.value, "either a share or days")
        if self.share is not None and not 0 <= self.share <= HIGHEST_SHARE:
            raise InvalidValueError("bucket", self.share, "a share between 0 and 90 %")
        if self.days_pd is not None and not 0 <= self.days_pd < float("inf"):
            raise InvalidValueError("bucket", self.days_pd, "days of 0 or more")

    def share_of(self, capacity_pd: float) -> float:
        """Return the bucket as a share of a sprint's effective capacity, at most all of it.

        >>> ReserveBucket(BucketKind.LEARNING, days_pd=2.0).share_of(40.0)
        0.05
        """
        if self.share is not None:
            return self.share
        return min(1.0, (self.days_pd or 0.0) / capacity_pd) if capacity_pd > 0 else 0.0


@dataclass(frozen=True, slots=True)
class ReserveRule:
    """Another target while debt is dear: "30 % while two items cost over a day a sprint".

    Parameters
    ----------
    share
        The target while the rule holds.
    items
        So many open entries must cost more than ``interest_pd`` person-days a sprint each.
    """

    share: float = 0.30
    items: int = 2
    interest_pd: float = 1.0

    def __post_init__(self) -> None:
        """Refuse impossible rules."""
        if not 0 <= self.share <= HIGHEST_SHARE or self.items < 1 or not 0 <= self.interest_pd < float("inf"):
            raise InvalidValueError("rule", (self.share, self.items, self.interest_pd), "a share, items and days")


@dataclass(frozen=True, slots=True)
class ReservePolicy:
    """Floor, target and ceiling of the debt reserve, as shares of effective capacity ("off the top").

    Parameters
    ----------
    window
        Number of closed sprints over which the share spent is judged.
    recovery
        Number of sprints over which an owed reserve is caught up.
    buckets
        Capacity kept besides the target, for debt, learning or bugs.
    rules
        Other targets while debt is dear; the highest that holds counts, inside floor and ceiling.
    goal_pd
        Registered principal at which paying down is over; from there the reserve only has to hold it.

    Raises
    ------
    InvalidValueError
        Unless ``0 <= floor <= target <= ceiling <= 0.9`` and both counts are at least 1.
    """

    floor: float = 0.20
    target: float = 0.25
    ceiling: float = 0.30
    window: int = 4
    recovery: int = 2
    buckets: tuple[ReserveBucket, ...] = ()
    rules: tuple[ReserveRule, ...] = ()
    goal_pd: float | None = None

    def __post_init__(self) -> None:
        """Refuse shares out of order."""
        steps = (0.0, self.floor, self.target, self.ceiling, HIGHEST_SHARE)
        if any(low > high for low, high in pairwise(steps)):
            raise InvalidValueError("reserve", (self.floor, self.target, self.ceiling), "floor <= target <= ceiling")
        if self.window < 1 or self.recovery < 1:
            raise InvalidValueError("window", (self.window, self.recovery), "at least 1 sprint")
        if self.goal_pd is not None and not 0 <= self.goal_pd < float("inf"):
            raise InvalidValueError("goal", self.goal_pd, "days of 0 or more")


@dataclass(frozen=True, slots=True)
class ReserveException:
    """A sprint below the floor or above the ceiling on purpose, in writing.

    ``released`` tells that the reserve found no debt and went to features: then nothing is owed for it.
    """

    id: str
    sprint_id: str
    share: float
    reason: str
    owner: str
    approver: str = ""
    compensation: str = ""
    granted_on: date | None = None
    mitigate_by: date | None = None
    done_on: date | None = None
    released: bool = False

    def is_valid_on(self, day: date) -> bool:
        """Say whether the exception still holds: mitigated, or its date has not passed."""
        return self.done_on is not None or self.mitigate_by is None or day <= self.mitigate_by
