"""What the forecast said on a day, kept to compare with what it says now."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BaselineDate:
    """One milestone as it stood; a date is ``None`` when there was none or it was later than the horizon."""

    milestone_id: str
    name: str
    due: date | None = None
    p50: date | None = None
    p85: date | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """Targets and forecast dates of all milestones on one day.

    Parameters
    ----------
    left
        Open work on that day, in the plan's unit.
    """

    id: str
    taken_on: date
    dates: tuple[BaselineDate, ...] = ()
    left: float | None = None
    note: str = ""
