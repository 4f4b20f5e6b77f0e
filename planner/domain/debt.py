"""The debt register: what is owed (principal), what it costs (interest), and by when something must happen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from planner.domain.errors import InvalidValueError


class DebtStatus(StrEnum):
    """Where a debt entry is."""

    OPEN = "open"
    PAID = "paid"


class DebtCause(StrEnum):
    """Where the debt comes from."""

    CODE = "code"
    ARCHITECTURE = "architecture"
    TEST = "test"
    BUILD = "build"
    DOCUMENTATION = "documentation"
    INFRASTRUCTURE = "infrastructure"
    DEPENDENCY = "dependency"


@dataclass(frozen=True, slots=True)
class Spread:
    """A quantity known as P10, P50 and P90.

    Raises
    ------
    InvalidValueError
        When a figure is negative, not finite, or the three are out of order.
    """

    p50: float
    p10: float
    p90: float

    def __post_init__(self) -> None:
        """Refuse impossible ranges."""
        if not all(isfinite(bound) and bound >= 0 for bound in (self.p10, self.p50, self.p90)):
            raise InvalidValueError("range", self.p50, "numbers of 0 or more")
        if not self.p10 <= self.p50 <= self.p90:
            raise InvalidValueError("range", (self.p10, self.p50, self.p90), "P10 <= P50 <= P90")

    @classmethod
    def single(cls, amount: float) -> "Spread":
        """Return the range that is one figure."""
        return cls(p50=amount, p10=amount, p90=amount)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date set from outside, such as an end of support."""

    remove_on: date
    migrate_by: date | None = None
    announced_on: date | None = None
    compulsory: bool = True


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A risk taken on purpose, in writing, until a date; expired means it needs a decision again."""

    until: date
    owner: str
    reason: str
    compensation: str = ""

    def holds_on(self, day: date) -> bool:
        """Say whether the risk is still accepted; the last day counts.

        >>> Acceptance(date(2026, 9, 30), "Ada", "no customers left").holds_on(date(2026, 10, 1))
        False
        """
        return day <= self.until


@dataclass(frozen=True, slots=True)
class DebtAllocation:
    """Reserve days of one sprint given to a debt entry."""

    sprint_id: str
    effort_pd: float
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class DebtItem:
    """One entry of the register.

    Parameters
    ----------
    principal
        Ideal person-days that would remove it, as P10/P50/P90.
    interest
        Person-days it costs a sprint, as P10/P50/P90.
    paid_pd
        Principal already repaid, in person-days.
    allocations
        Reserve planned for it, by sprint.
    item_keys
        Backlog items that belong to it.
    """

    id: str
    title: str
    principal: Spread
    interest: Spread
    component: str = ""
    cause: DebtCause = DebtCause.CODE
    status: DebtStatus = DebtStatus.OPEN
    owner: str = ""
    registered_on: date | None = None
    review_on: date | None = None
    paid_on: date | None = None
    deadline: Deadline | None = None
    acceptance: Acceptance | None = None
    paid_pd: float = 0.0
    skills: tuple[str, ...] = ()
    allocations: tuple[DebtAllocation, ...] = ()
    item_keys: tuple[str, ...] = ()
    note: str = ""

    @property
    def open_principal_pd(self) -> float:
        """P50 of what is still to be repaid, in person-days."""
        return 0.0 if self.status is DebtStatus.PAID else max(0.0, self.principal.p50 - self.paid_pd)

    def is_accepted_on(self, day: date) -> bool:
        """Say whether somebody has accepted the risk and the acceptance has not run out."""
        return self.acceptance is not None and self.acceptance.holds_on(day)
