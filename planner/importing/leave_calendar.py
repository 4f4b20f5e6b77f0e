"""Events of an iCalendar file (RFC 5545), as far as leave needs them: who, from when to when, and how much of a day."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from planner.domain.calendar import ONE_DAY
from planner.domain.errors import FileProblemError
from planner.domain.issue import Issue
from planner.importing.encodings import decode
from planner.importing.preflight import unreadable

_FOLD = re.compile(r"\r?\n[ \t]")
_ESCAPE = re.compile(r"\\([\\;,nN])")
_NAME = re.compile(r"CN=\"?([^\";:]+)")
_HALF_DAY = timedelta(hours=5)
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event; ``who`` is the name of the attendee, else the summary, in which a name may stand."""

    who: str
    summary: str
    first: date
    last: date
    share: float = 1.0


def calendar_events(path: Path) -> tuple[list[CalendarEvent], list[Issue]]:
    """Return the events of a calendar file, and what could not be taken.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When it cannot be read or is no calendar.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileProblemError(str(path), error.strerror or "it cannot be read") from error
    text = decode(content[:_MOST_BYTES]).text
    if "BEGIN:VCALENDAR" not in text:
        raise unreadable(path, "it is no calendar", "Export the calendar as .ics, or leave as a sheet.")
    events: list[CalendarEvent] = []
    issues: list[Issue] = []
    for block in _FOLD.sub("", text).split("BEGIN:VEVENT")[1:]:
        fields = _fields(block.split("END:VEVENT")[0])
        if _value(fields, "STATUS") == "CANCELLED":
            continue
        event = _event(fields)
        summary = _value(fields, "SUMMARY")
        if event is None:
            issues.append(Issue("no-period", value=summary[:60], note="The event has no dates; it is left out."))
            continue
        events.append(event)
        if "RRULE" in fields:
            issues.append(Issue("repeats", value=summary[:60], note="The event repeats; only the first one is taken."))
    return events, issues


def _fields(block: str) -> dict[str, tuple[str, str]]:
    """Return parameters and value of each property; of several the first counts."""
    found: dict[str, tuple[str, str]] = {}
    for line in block.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            key, _, parameters = name.partition(";")
            found.setdefault(key.strip().upper(), (parameters, value.strip()))
    return found


def _value(fields: dict[str, tuple[str, str]], name: str) -> str:
    text = fields.get(name, ("", ""))[1]
    return _ESCAPE.sub(lambda found: " " if found[1] in "nN" else found[1], text).strip()


def _event(fields: dict[str, tuple[str, str]]) -> CalendarEvent | None:
    start, end = (_moment(_value(fields, name)) for name in ("DTSTART", "DTEND"))
    if start is None:
        return None
    summary = _value(fields, "SUMMARY")
    attendee = _NAME.search(fields.get("ATTENDEE", ("", ""))[0])
    who = attendee[1] if attendee else summary
    if isinstance(start, datetime):
        last = end if isinstance(end, datetime) and end > start else start
        share = 0.5 if timedelta() < last - start <= _HALF_DAY else 1.0
        return CalendarEvent(who, summary, start.date(), last.date(), share)
    until = end.date() if isinstance(end, datetime) else end
    day_after = until if until is not None and until > start else start + ONE_DAY
    return CalendarEvent(who, summary, start, day_after - ONE_DAY)


def _moment(text: str) -> date | datetime | None:
    """Return a date or a local moment as the format writes them; time zones do not matter for days."""
    for length, layout in ((15, "%Y%m%dT%H%M%S"), (8, "%Y%m%d")):
        try:
            found = datetime.strptime(text[:length], layout)  # noqa: DTZ007 - days off are local days
        except ValueError:
            continue
        return found if length > 8 else found.date()  # noqa: PLR2004 - the length of a bare date
    return None
