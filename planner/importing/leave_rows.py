"""Leave as files tell it: a sheet with one stretch per row, or a calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.issue import Issue
from planner.domain.team import AbsenceKind
from planner.importing.dates import parse_dates
from planner.importing.leave_calendar import calendar_events
from planner.importing.people_columns import people_table
from planner.importing.preflight import unreadable
from planner.importing.values import parse_number

WORDS = {
    "name": ("name", "person", "member", "employee", "who", "mitarbeiter", "user", "nom", "nombre", "persona", "wer"),
    "start": ("from", "start", "start date", "first day", "von", "beginn", "date", "day", "du", "début", "desde"),
    "end": ("to", "until", "end", "end date", "last day", "bis", "ende", "au", "fin", "hasta"),
    "share": ("part of day", "part", "share", "half day", "portion"),
    "kind": ("type", "kind", "leave type", "reason", "art", "category", "grund", "motif", "tipo", "motivo"),
    "note": ("note", "notes", "comment", "remark", "description"),
}
_KINDS = {
    AbsenceKind.SICK: ("sick", "ill", "krank", "malad"),
    AbsenceKind.TRAINING: ("train", "course", "conference", "fortbildung", "schulung"),
}
_HALF = ("half", "½", "0.5", "0,5", "am", "pm", "morning", "afternoon", "halb")
_LONGEST_DAYS = 730


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """One stretch of leave as written; ``last`` is its last day, ``row`` the one-based row, 0 in a calendar file."""

    person: str
    first: date
    last: date
    share: float = 1.0
    kind: AbsenceKind = AbsenceKind.LEAVE
    note: str = ""
    row: int = 0


def read_leave(path: Path) -> tuple[list[LeaveRow], list[Issue]]:
    """Return the stretches of leave in a file, and what could not be read.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the file cannot be read or holds no leave.
    """
    rows, issues = _calendar(path) if path.suffix.lower() == ".ics" else _table(path)
    if not rows and not issues:
        raise unreadable(path, "no leave was found in it", "Write one row per stretch: name, first day, last day.")
    return rows, issues


def _table(path: Path) -> tuple[list[LeaveRow], list[Issue]]:
    table = people_table(path, WORDS, what="leave")
    starts, ends = parse_dates(table.cells("start")), parse_dates(table.cells("end"))
    rows: list[LeaveRow] = []
    issues = [*starts.issues, *ends.issues]
    for place, name in enumerate(table.texts("name")):
        first = starts.values[place]
        last = ends.values[place] or starts.ends[place] or first
        number = table.first_row + place
        if not name:
            continue
        if first is None or last is None or not 0 <= (last - first).days <= _LONGEST_DAYS:
            note = "The first or the last day is no date, or they are in the wrong order; the row is left out."
            issues.append(Issue("no-period", row=number, value=name, note=note))
            continue
        texts = (table.texts(field)[place] for field in ("share", "kind", "note"))
        rows.append(_row(name, first, last, texts, row=number))
    return rows, issues


def _row(name: str, first: date, last: date, texts: Iterator[str], *, row: int) -> LeaveRow:
    share, kind, note = texts
    return LeaveRow(name, first, last, share=part_of_day(share), kind=_kind(kind), note=note, row=row)


def part_of_day(text: str) -> float:
    """Return the part of each day that somebody is away.

    >>> part_of_day("half day"), part_of_day("0.25"), part_of_day("")
    (0.5, 0.25, 1.0)
    """
    bare = text.strip().casefold()
    number = parse_number(bare, decimal_comma="," in bare)
    if number is not None and 0 < number <= 1:
        return number
    return 0.5 if bare.startswith(_HALF) else 1.0


def _kind(text: str) -> AbsenceKind:
    bare = text.casefold()
    return next((kind for kind, words in _KINDS.items() if any(word in bare for word in words)), AbsenceKind.LEAVE)


def _calendar(path: Path) -> tuple[list[LeaveRow], list[Issue]]:
    events, issues = calendar_events(path)
    rows = [
        LeaveRow(event.who, event.first, event.last, share=event.share, kind=_kind(event.summary), note=event.summary)
        for event in events
    ]
    return rows, issues
