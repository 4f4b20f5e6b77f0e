"""Leave as files tell it: a sheet with one stretch per row, or a calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.errors import UnreadableFileError
from planner.domain.issue import Issue
from planner.domain.team import AbsenceKind
from planner.importing.dates import parse_dates
from planner.importing.grid import Grid
from planner.importing.leave_calendar import CalendarEvent, calendar_events, events_in
from planner.importing.leave_sheet import marked_days
from planner.importing.people_columns import table_in
from planner.importing.preflight import unreadable
from planner.importing.sources import open_source, text_source
from planner.importing.values import parse_number

WORDS = {
    "name": (
        "name", "person", "member", "employee", "who", "mitarbeiter", "user", "nom", "nombre", "persona", "wer",
        "full name", "team member", "employee name", "salarié", "empleado", "colaborador", "medewerker", "anställd",
        "dipendente", "namn", "naam", "nome", "氏名", "社員名", "名前", "holiday", "feiertag", "ferienname", "festivo",
        "jour férié", "feriado", "helgdag", "feestdag", "festività", "祝日", "event", "subject", "betreff",
    ),
    "start": (
        "from", "start", "start date", "first day", "von", "beginn", "date", "day", "du", "début", "desde", "datum",
        "fecha", "data", "startdatum", "fecha de inicio", "date de début", "data de início", "data inizio", "van",
        "vanaf", "från", "dal", "de", "inicio", "início", "inizio", "begin", "begindatum", "開始日", "日付", "dag",
    ),
    "end": (
        "to", "until", "end", "end date", "last day", "bis", "ende", "au", "fin", "hasta", "enddatum", "till", "tot",
        "al", "até", "a", "date de fin", "fecha de fin", "data de fim", "data fine", "slutdatum", "einddatum", "slut",
        "einde", "fine", "fim", "終了日",
    ),
    "share": ("part of day", "part", "share", "half day", "portion"),
    "kind": ("type", "kind", "leave type", "reason", "art", "category", "grund", "motif", "tipo", "motivo"),
    "note": ("note", "notes", "comment", "remark", "description"),
}  # fmt: skip
_KINDS = {
    AbsenceKind.SICK: ("sick", "ill", "krank", "malad", "enferm", "baja", "doença", "doente", "sjuk", "ziek", "malatt"),
    AbsenceKind.TRAINING: (
        "train", "course", "conference", "fortbildung", "schulung", "formation", "formación", "formação", "utbildning",
        "opleiding", "formazione", "研修",
    ),
}  # fmt: skip
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


def read_leave(source: Path | str) -> tuple[list[LeaveRow], list[Issue]]:
    """Return the stretches of leave in a file, or in the text of the clipboard, and what could not be read.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the file cannot be read or holds no leave.
    """
    path = source if isinstance(source, Path) else Path("clipboard")
    if isinstance(source, str):
        calendar = source[:200].lstrip().upper().startswith("BEGIN:VCALENDAR")
        rows, issues = _of_events(*events_in(source, name="clipboard")) if calendar else _sheet(source, path)
    else:
        rows, issues = _of_events(*calendar_events(path)) if is_calendar(path) else _sheet(path, path)
    if not rows and not issues:
        raise unreadable(path, "no leave was found in it", "Write one row per stretch: name, first day, last day.")
    return rows, issues


def is_calendar(path: Path) -> bool:
    """Tell whether a file is a calendar, by its ending or its first line."""
    if path.suffix.lower() == ".ics":
        return True
    try:
        with path.open("rb") as stream:
            return stream.read(64).lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR")
    except OSError:
        return False


def _sheet(source: Path | str, path: Path) -> tuple[list[LeaveRow], list[Issue]]:
    """Read a calendar of days when the file holds one, stretches of leave otherwise."""
    opened = open_source(source) if isinstance(source, Path) else text_source(source, name=path.name)
    grids = [sheet.grid for sheet in opened.sheets]
    by_day = _by_day(grids, path, turned=False)
    if by_day:
        return by_day, []
    try:
        return _table(grids, path)
    except UnreadableFileError:
        by_day = _by_day(grids, path, turned=True)
        if not by_day:
            raise
        return by_day, []


def _by_day(grids: list[Grid], path: Path, *, turned: bool) -> list[LeaveRow]:
    found = (entry for grid in grids for entry in marked_days(grid, file_name=path.stem, turned=turned))
    return [LeaveRow(one.person, one.first, one.last, one.share, one.kind, row=one.row) for one in found]


def _table(grids: list[Grid], path: Path) -> tuple[list[LeaveRow], list[Issue]]:
    table = table_in(grids, WORDS, path=path, what="leave")
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


def _of_events(events: list[CalendarEvent], issues: list[Issue]) -> tuple[list[LeaveRow], list[Issue]]:
    rows = [
        LeaveRow(event.who, event.first, event.last, share=event.share, kind=_kind(event.summary), note=event.summary)
        for event in events
    ]
    return rows, issues
