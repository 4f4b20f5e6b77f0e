"""Dates and part-days. Every interval in Ballast is half-open: ``[start, end)``, so ``end`` is the first day after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.errors import InvalidValueError

ONE_DAY = timedelta(days=1)
DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` up to, not including, ``end``.

    Raises
    ------
    InvalidValueError
        When ``end`` is not after ``start``.

    Examples
    --------
    >>> Period(date(2026, 5, 18), date(2026, 5, 30)).last_day
    datetime.date(2026, 5, 29)
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse an empty or reversed interval."""
        if self.end <= self.start:
            raise InvalidValueError("end", self.end, "a date after the start")

    @property
    def last_day(self) -> date:
        """The last day inside the interval, as people say it."""
        return self.end - ONE_DAY

    def days(self) -> Iterator[date]:
        """Yield every calendar day inside, oldest first."""
        day = self.start
        while day < self.end:
            yield day
            day += ONE_DAY

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two intervals share a day."""
        return self.start < other.end and other.start < self.end

    def __contains__(self, day: date) -> bool:
        """Say whether a day lies inside."""
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True)
class WeekPattern:
    """How much of each weekday is worked: seven shares, Monday first.

    Examples
    --------
    >>> WeekPattern.days_off(4).share_on(date(2026, 5, 22))  # a Friday
    0.0
    """

    shares: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0)

    def __post_init__(self) -> None:
        """Refuse anything but seven shares in [0, 1]."""
        if len(self.shares) != DAYS_IN_WEEK or not all(0 <= share <= 1 for share in self.shares):
            raise InvalidValueError("week", self.shares, "seven shares between 0 and 1")

    @classmethod
    def days_off(cls, *weekdays: int) -> "WeekPattern":
        """Return the Monday to Friday week without the given weekdays (Monday is 0)."""
        week = cls().shares
        return cls(tuple(0.0 if day in weekdays else share for day, share in enumerate(week)))

    @classmethod
    def sunday_to_thursday(cls) -> "WeekPattern":
        """Return the working week of teams that rest on Friday and Saturday."""
        return cls((1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0))

    def share_on(self, day: date) -> float:
        """Return the part of ``day`` that is worked, in [0, 1]."""
        return self.shares[day.weekday()]


@dataclass(frozen=True, slots=True)
class Holiday:
    """One public holiday; ``share`` is the part of the day that is off (0.5 for a half holiday)."""

    day: date
    name: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class HolidaySet:
    """The holidays of one place, such as ``"DE-BE"``."""

    id: str
    name: str
    holidays: tuple[Holiday, ...] = ()

    def share_off(self, day: date) -> float:
        """Return the part of ``day`` that is a holiday, in [0, 1]."""
        return max((entry.share for entry in self.holidays if entry.day == day), default=0.0)


def working_dates(period: Period, *, week: WeekPattern, holidays: tuple[Holiday, ...] = ()) -> tuple[date, ...]:
    """Return the days of a period on which at least part of the day is worked.

    Parameters
    ----------
    period
        Interval to look at.
    week
        Working week of the team.
    holidays
        Days that are off; half holidays still count as working dates.
    """
    off = {entry.day for entry in holidays if entry.share >= 1}
    return tuple(day for day in period.days() if week.share_on(day) > 0 and day not in off)


def next_working_day(day: date, *, week: WeekPattern, holidays: frozenset[date] = frozenset()) -> date:
    """Return ``day`` itself when it is worked, else the next day that is."""
    for _ in range(366):
        if week.share_on(day) > 0 and day not in holidays:
            return day
        day += ONE_DAY
    raise InvalidValueError("week", week.shares, "at least one working day in a year")
