"""Leave out of a calendar file: who is away, from when to when, and how much of a day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from planner.domain.calendar import ONE_DAY
from planner.domain.errors import FileProblemError
from planner.domain.issue import Issue, Severity
from planner.importing.calendar_repeats import begins, horizon
from planner.importing.calendar_text import EventText, events_of
from planner.importing.encodings import decode
from planner.importing.preflight import unreadable

_HALF_DAY = timedelta(hours=5)
_SHORTEST = timedelta(hours=2)
_WHOLE = timedelta(days=1)
_NOON = 12
_LONGEST = 20_000_000
_MOST_EVENTS = 20_000


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event; ``who`` is the name of the attendee, else the summary, in which a name may stand."""

    who: str
    summary: str
    first: date
    last: date
    share: float = 1.0


def calendar_events(path: Path) -> tuple[list[CalendarEvent], list[Issue]]:
    """Return the events of a calendar file that can be leave, and what could not be taken; see :func:`events_in`.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When it cannot be read or is no calendar.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileProblemError(str(path), error.strerror or "it cannot be read") from error
    return events_in(decode(content).text, name=path.name)


def events_in(text: str, *, name: str) -> tuple[list[CalendarEvent], list[Issue]]:
    """Return the events of a calendar's text that can be leave, and what could not be taken.

    Notes
    -----
    Whole days are taken as they stand. Of events by the clock, those from two to five hours are half a day, longer ones
    whole days; shorter ones are meetings and are counted, not taken. Midnights that a time zone has moved are put back.

    Raises
    ------
    UnreadableFileError
        When it is no calendar.
    """
    if "BEGIN:VCALENDAR" not in text:
        raise unreadable(Path(name), "it is no calendar", "Export the calendar as .ics, or leave as a sheet.")
    events = events_of(text[:_LONGEST])
    issues: list[Issue] = []
    if len(text) > _LONGEST or len(events) > _MOST_EVENTS:
        note = "Only its first 20,000 events are read; export fewer years."
        issues.append(Issue("calendar-cut", value=name, note=note))
    found = list(_taken(events[:_MOST_EVENTS], issues))
    return _in_stretches(found), issues


def _taken(events: list[EventText], issues: list[Issue]) -> Iterator[CalendarEvent]:
    """Yield what takes place, telling what does not count."""
    until = horizon(events)
    moved = {(event.value("UID"), day) for event in events for day in event.moments("RECURRENCE-ID")}
    meetings = 0
    for event in events:
        span, summary = event.span, event.text("SUMMARY")
        if event.value("STATUS").upper() == "CANCELLED":
            continue
        if span is None:
            issues.append(Issue("no-period", value=summary[:60], note="The event has no dates; it is left out."))
            continue
        start, length = span
        if isinstance(start, datetime) and length < _SHORTEST:
            meetings += 1
            continue
        starts, reason = begins(event, start, until=until)
        if reason:
            note = f"How it repeats is not understood ({reason[:60]}); only its first day is taken."
            issues.append(Issue("repeats", value=summary[:60], note=note))
        overridden = not event.value("RECURRENCE-ID")
        for one in starts:
            if not (overridden and (event.value("UID"), one) in moved):
                yield _event(event.attendee or summary, summary, one, length)
    if meetings:
        note = "They are shorter than two hours and count as meetings, not as leave."
        issues.append(Issue("meetings-left-out", Severity.NOTE, value=str(meetings), note=f"{meetings} events: {note}"))


def _event(who: str, summary: str, start: date | datetime, length: timedelta) -> CalendarEvent:
    if not isinstance(start, datetime):
        return CalendarEvent(who, summary, start, start + length - ONE_DAY)
    if not length % _WHOLE:
        first = _nearest_midnight(start)
        return CalendarEvent(who, summary, first, first + length - ONE_DAY)
    share = 0.5 if length <= _HALF_DAY else 1.0
    end = start + length
    last = end.date() - ONE_DAY if end.time() == time() else end.date()
    return CalendarEvent(who, summary, start.date(), max(last, start.date()), share)


def _nearest_midnight(start: datetime) -> date:
    """Return the day of a midnight that was written in another time zone: 22:00 is the night before a summer's day."""
    return start.date() + ONE_DAY if start.hour > _NOON else start.date()


def _in_stretches(events: list[CalendarEvent]) -> list[CalendarEvent]:
    """Join the days of one event that follow each other, and leave away what comes twice."""
    joined: list[CalendarEvent] = []
    last_of: dict[tuple[str, str, float], int] = {}
    for event in sorted(dict.fromkeys(events), key=lambda one: (one.first, one.last)):
        key = (event.who, event.summary, event.share)
        place = last_of.get(key)
        if place is not None and event.first <= joined[place].last + ONE_DAY:
            joined[place] = replace(joined[place], last=max(joined[place].last, event.last))
            continue
        last_of[key] = len(joined)
        joined.append(event)
    return joined
