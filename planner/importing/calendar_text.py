"""The text of an iCalendar file (RFC 5545) as events with their properties; what is not understood is left alone."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

_FOLD = re.compile(r"\r?\n[ \t]")
_ESCAPE = re.compile(r"\\([\\;,nN])")
_DURATION = re.compile(r"^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
_NAME = re.compile(r"CN=\"?([^\";:]+)")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Property:
    """One line of an event: its parameters, such as ``TZID=Europe/Berlin``, and its value."""

    parameters: str
    value: str


@dataclass(slots=True)
class EventText:
    """The properties of one event by name, each as often as it stands there."""

    properties: defaultdict[str, list[Property]] = field(default_factory=lambda: defaultdict(list))

    def value(self, name: str) -> str:
        """Return the first value of a property, ``""`` when it has none."""
        found = self.properties.get(name)
        return found[0].value if found else ""

    def text(self, name: str) -> str:
        """Return a text property without its escapes."""
        return _ESCAPE.sub(lambda found: " " if found[1] in "nN" else found[1], self.value(name)).strip()

    @property
    def attendee(self) -> str:
        """Name of the only attendee, ``""`` when there are several or none: a meeting is nobody's leave."""
        found = self.properties.get("ATTENDEE", [])
        name = _NAME.search(found[0].parameters) if len(found) == 1 else None
        return _ESCAPE.sub(r"\1", name[1]).strip() if name else ""

    @property
    def span(self) -> tuple[date | datetime, timedelta] | None:
        """Begin and length; a bare date lasts a day unless something else is said. None without a begin."""
        start = moment(self.value("DTSTART"))
        if start is None:
            return None
        end, length = moment(self.value("DTEND")), _length(self.value("DURATION"))
        if isinstance(start, datetime):
            until = end if isinstance(end, datetime) else None
            return start, max(until - start if until else length or timedelta(), timedelta())
        until_day = end.date() if isinstance(end, datetime) else end
        days = until_day - start if until_day else length or _ONE_DAY
        return start, max(days, _ONE_DAY)

    def moments(self, name: str) -> Iterator[date | datetime]:
        """Yield all days and moments of a property that lists them."""
        for entry in self.properties.get(name, []):
            for part in entry.value.split(","):
                found = moment(part.split("/")[0])
                if found is not None:
                    yield found


def events_of(text: str) -> list[EventText]:
    """Return the events of a calendar; alarms inside them are left away."""
    events: list[EventText] = []
    inside: list[str] = []
    for line in _FOLD.sub("", text).splitlines():
        name, parameters, value = _parts(line)
        if name == "BEGIN":
            inside.append(value.upper())
            if inside[-1] == "VEVENT":
                events.append(EventText())
        elif name == "END" and inside:
            inside.pop()
        elif name and inside and inside[-1] == "VEVENT":
            events[-1].properties[name].append(Property(parameters, value))
    return events


def _parts(line: str) -> tuple[str, str, str]:
    """Return name, parameters and value of a line; a colon inside quotes belongs to the parameters."""
    quoted = False
    for place, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            name, _, parameters = line[:place].partition(";")
            return name.strip().upper(), parameters, line[place + 1 :].strip()
    return "", "", ""


def moment(text: str) -> date | datetime | None:
    """Return a day, or a moment by the clock that the file writes.

    >>> moment("20260706"), moment("20260706T093000Z")
    (datetime.date(2026, 7, 6), datetime.datetime(2026, 7, 6, 9, 30))
    """
    text = text.strip()
    for length, layout in ((15, "%Y%m%dT%H%M%S"), (13, "%Y%m%dT%H%M"), (8, "%Y%m%d")):
        try:
            found = datetime.strptime(text[:length], layout)  # noqa: DTZ007 - days off are local days
        except ValueError:
            continue
        return found if length > 8 else found.date()  # noqa: PLR2004 - the length of a bare date
    return None


def _length(text: str) -> timedelta | None:
    found = _DURATION.match(text.strip().upper()) if text else None
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part) if part else 0 for part in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length
