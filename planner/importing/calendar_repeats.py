"""When an event of a calendar takes place: its rule, its further days, and the days that are taken out."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from planner.importing.calendar_text import EventText

_MOST = 1_000
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_NOT_FOLLOWED = ("BYYEARDAY", "BYWEEKNO", "BYEASTER")


def begins(event: EventText, start: date | datetime, *, until: date) -> tuple[list[date | datetime], str]:
    """Return every begin of an event, in order, and why its rule could not be followed, ``""`` when it could.

    Parameters
    ----------
    event
        The event.
    start
        Its first begin.
    until
        A rule without an end is followed up to this day.
    """
    found: set[datetime] = {_stamp(start)}
    rule, reason = event.value("RRULE"), ""
    if rule:
        try:
            found.update(_by_rule(rule, _stamp(start), until))
        except (ValueError, TypeError, ArithmeticError) as error:
            reason = str(error) or "it is no rule"
    found.update(map(_stamp, event.moments("RDATE")))
    out = list(event.moments("EXDATE"))
    days = {day for day in out if not isinstance(day, datetime)}
    stamps = {day for day in out if isinstance(day, datetime)}
    kept = sorted(one for one in found if one not in stamps and one.date() not in days)
    if not isinstance(start, datetime):
        out_days = {one.date() for one in stamps}
        return [one.date() for one in kept if one.date() not in out_days], reason
    return list(kept), reason


def _by_rule(rule: str, start: datetime, until: date) -> Iterator[datetime]:
    from dateutil.rrule import rrulestr

    parts = {
        name.strip().upper(): value.strip().upper() for name, _, value in (p.partition("=") for p in rule.split(";"))
    }
    if parts.get("FREQ", "") in _TOO_OFTEN:
        raise ValueError("it repeats within a day")
    if any(name in parts for name in _NOT_FOLLOWED):
        raise ValueError("weeks and days of the year are not followed")
    if _is_never(parts):
        raise ValueError("it names a day that no month has")
    last = datetime.combine(until, time.max)
    told = parts.pop("UNTIL", "")
    if told:
        end = datetime.strptime(told[:8], "%Y%m%d")  # noqa: DTZ007 - days off are local days
        last = min(last, datetime.combine(end.date(), time.max))
    if "COUNT" not in parts:
        parts["UNTIL"] = f"{last:%Y%m%dT%H%M%S}"
    follow = rrulestr(";".join(f"{name}={value}" for name, value in parts.items() if name), dtstart=start)
    return (one for one in islice(iter(follow), _MOST) if one <= last)


def _is_never(parts: dict[str, str]) -> bool:
    """Tell whether no month has such a day: the search for the first one would take for ever."""
    days = [int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day.lstrip("+-").isdigit()]
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month.isdigit()]
    places = [int(place) for place in parts.get("BYSETPOS", "").split(",") if place.lstrip("+-").isdigit()]
    longest = max((_LONGEST_MONTH.get(month, 31) for month in months), default=31)
    beyond = bool(places) and all(abs(place) > 31 for place in places)  # noqa: PLR2004 - days of the longest month
    return beyond or (bool(days) and all(abs(day) > longest for day in days))


def _stamp(moment: date | datetime) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def horizon(events: list[EventText]) -> date:
    """Return how far rules without an end are followed: two years beyond the newest day that the file knows."""
    names = ("DTSTAMP", "LAST-MODIFIED", "DTSTART")
    found = [day for event in events for name in names for day in event.moments(name)]
    days = [day.date() if isinstance(day, datetime) else day for day in found]
    return max(days, default=date(2000, 1, 1)) + timedelta(days=731)
