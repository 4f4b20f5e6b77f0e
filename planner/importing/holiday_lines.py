"""Holidays as lines of text: ``2026-12-25 Christmas``, one a line, as they are pasted from anywhere."""

import re

from planner.domain.calendar import Holiday
from planner.domain.issue import Issue, Severity
from planner.importing.dates import parse_date

_LINE = re.compile(
    r"^\s*(?P<day>\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}\.? [^\W\d_]{3,10}\.? \d{4})[\s,;:|]*(?P<name>.*)$"
)
_HALF = re.compile(r"[\s,;(]*(?:½|\bhalf(?: day)?\b|\bhalb\w*)[)\s]*$", re.IGNORECASE)
_HALF_SHARE = 0.5


def parse_holiday_lines(text: str, *, day_first: bool = True) -> tuple[tuple[Holiday, ...], tuple[Issue, ...]]:
    r"""Return the holidays of some lines in date order, and an issue for each line that is none.

    A day named twice counts once, with its last name; ``half`` or ``½`` at the end makes half a day.

    >>> parse_holiday_lines("2026-12-25 Christmas\n24.12.2026 Christmas Eve, half")[0][0]
    Holiday(day=datetime.date(2026, 12, 24), name='Christmas Eve', share=0.5)
    """
    found: dict[object, Holiday] = {}
    issues = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = _LINE.match(line)
        day = parse_date(parts["day"], day_first=day_first) if parts else None
        if parts is None or day is None:
            note = "The line does not begin with a date such as 2026-12-25."
            issues.append(Issue("not-a-date", Severity.STOP, row=number, value=line.strip()[:60], note=note))
            continue
        half = _HALF.search(parts["name"])
        name = _HALF.sub("", parts["name"]).strip() or "Holiday"
        found[day] = Holiday(day, name, _HALF_SHARE if half else 1.0)
    return tuple(sorted(found.values(), key=lambda entry: entry.day)), tuple(issues)


def holiday_lines(holidays: tuple[Holiday, ...]) -> str:
    """Return holidays as lines that :func:`parse_holiday_lines` reads back."""
    return "\n".join(f"{entry.day} {entry.name}{', half' if entry.share < 1 else ''}" for entry in holidays)
