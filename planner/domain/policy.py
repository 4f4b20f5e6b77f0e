"""What the team agreed about the debt reserve, and the written exceptions from it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from planner.domain.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class ReservePolicy:
    """Floor, target and ceiling of the debt reserve, as shares of effective capacity ("off the top").

    Parameters
    ----------
    window
        Number of closed sprints over which the share spent is judged.
    recovery
        Number of sprints over which an owed reserve is caught up.

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

    def __post_init__(self) -> None:
        """Refuse shares out of order."""
        steps = (0.0, self.floor, self.target, self.ceiling, 0.9)
        if any(low > high for low, high in pairwise(steps)):
            raise InvalidValueError("reserve", (self.floor, self.target, self.ceiling), "floor <= target <= ceiling")
        if self.window < 1 or self.recovery < 1:
            raise InvalidValueError("window", (self.window, self.recovery), "at least 1 sprint")


@dataclass(frozen=True, slots=True)
class ReserveException:
    """A sprint below the floor or above the ceiling on purpose, in writing."""

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

    def is_valid_on(self, day: date) -> bool:
        """Say whether the exception still holds: mitigated, or its date has not passed."""
        return self.done_on is not None or self.mitigate_by is None or day <= self.mitigate_by
