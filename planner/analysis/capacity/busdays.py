"""Working days counted by numpy's calendar arithmetic, for spans of any length."""

from collections.abc import Iterable

import numpy as np

from planner.domain.calendar import Holiday, Period, WeekPattern


def working_day_count(period: Period, *, week: WeekPattern, holidays: Iterable[Holiday] = ()) -> int:
    """Return on how many days of a period at least part of the day is worked; half a holiday leaves half a day.

    Examples
    --------
    >>> from datetime import date
    >>> working_day_count(Period(date(2026, 5, 18), date(2026, 6, 1)), week=WeekPattern.days_off(4))
    8
    """
    mask = [share > 0 for share in week.shares]
    return _count(period, mask, _whole_days(holidays)) if any(mask) else 0


def worked_days(period: Period, *, week: WeekPattern, holidays: Iterable[Holiday] = ()) -> float:
    """Return the days of a period that are worked, halves and all.

    Notes
    -----
    The days of each share in the week are counted together (``numpy.busday_count``); what a part holiday takes is
    subtracted one by one. Of two holidays on one day the longer one counts.

    Examples
    --------
    >>> from datetime import date
    >>> worked_days(Period(date(2026, 5, 18), date(2026, 6, 1)), week=WeekPattern((1, 1, 1, 1, 0.5, 0, 0)))
    9.0
    """
    off: dict[object, Holiday] = {}
    for entry in holidays:
        if entry.day in period and (entry.day not in off or off[entry.day].share < entry.share):
            off[entry.day] = entry
    shares = {share for share in week.shares if share > 0}
    whole = _whole_days(off.values())
    counted = sum(share * _count(period, [one == share for one in week.shares], whole) for share in sorted(shares))
    return counted - sum(entry.share * week.share_on(entry.day) for entry in off.values() if entry.share < 1)


def _whole_days(holidays: Iterable[Holiday]) -> list[np.datetime64]:
    return [np.datetime64(entry.day) for entry in holidays if entry.share >= 1]


def _count(period: Period, mask: list[bool], off: list[np.datetime64]) -> int:
    start, end = np.datetime64(period.start), np.datetime64(period.end)
    return int(np.busday_count(start, end, weekmask=mask, holidays=off))
