"""A leave calendar as a sheet: one row per person and one column per day, or the other way round."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from planner.domain.calendar import ONE_DAY
from planner.domain.team import AbsenceKind
from planner.importing.dates import parse_date, parse_month
from planner.importing.grid import Cell, Grid, cell_text
from planner.importing.values import parse_number
from planner.importing.vocabulary import normalised_value

_TOP_ROWS = 12
_MOST_COLUMNS = 800
_MOST_ROWS = 5_000
_FEWEST_DAYS = 4
_YEAR = re.compile(r"\b(20\d\d)\b")
_LARGEST_GAP = 3
_HOURS_OF_A_DAY = 8.0
_SATURDAY = 5
_WORKS = frozenset(
    [
        "home office",
        "homeoffice",
        "ho",
        "wfh",
        "remote",
        "office",
        "present",
        "p",
        "in",
        "yes",
        "work",
        "büro",
        "no",
        "-",
        "0",
    ]
)
_FREE_FOR_ALL = frozenset(
    [
        "we",
        "sa",
        "so",
        "sat",
        "sun",
        "weekend",
        "feiertag",
        "ft",
        "public holiday",
        "ph",
        "bank holiday",
        "bh",
        "férié",
        "jf",
        "festivo",
    ]
)
_SICK = frozenset(["k", "s", "sick", "krank", "sl", "ill", "maladie", "sjuk", "ziek", "malattia", "doença"])
_TRAINING = frozenset(["t", "training", "fb", "schulung", "fortbildung", "course", "conference", "seminar"])
_HALF = re.compile(r"½|half|\b0[.,]5\b|halb|demi|medio|halv|^(?:am|pm|vm|nm)$|/2$")


@dataclass(frozen=True, slots=True)
class MarkedDays:
    """Days in a row on which one person is away in the same way; ``row`` is the one-based row of the sheet."""

    person: str
    first: date
    last: date
    share: float
    kind: AbsenceKind
    row: int


@dataclass(frozen=True, slots=True)
class _Days:
    """Where the days of a sheet stand: the row that names them, and the day of each column."""

    row: int
    by_column: dict[int, date]


def marked_days(grid: Grid, *, file_name: str = "", turned: bool = False) -> list[MarkedDays]:
    """Return who is away when; nothing when no row of the sheet names days.

    Parameters
    ----------
    turned
        Look for one column per person and one row per day.
    file_name
        Where the year is looked for last, when the sheet itself does not name it.
    """
    across, down = min(grid.width, _MOST_COLUMNS), min(grid.height, _MOST_ROWS)
    count = across if turned else down

    def line(at: int) -> list[Cell]:
        if turned:
            return [grid.cell(row, at) for row in range(down)]
        return [grid.cell(at, column) for column in range(across)]

    days = _find_days([line(at) for at in range(min(count, _TOP_ROWS))], f"{grid.name} {file_name}")
    if days is None:
        return []
    found: list[MarkedDays] = []
    for at in range(days.row + 1, count):
        cells = line(at)
        name = _name(cells, min(days.by_column))
        found += _stretches(name, cells, days.by_column, 0 if turned else grid.number(at)) if name else ()
    return found


def _find_days(rows: Sequence[Sequence[Cell]], told: str) -> _Days | None:
    for at, row in enumerate(rows[:_TOP_ROWS]):
        found = {column: day for column, cell in enumerate(row) if column and (day := _day(cell)) is not None}
        if _run_on(list(found.values())):
            return _Days(at, found)
    return _by_month(rows, told)


def _run_on(days: list[date]) -> bool:
    """Tell whether days follow each other as in a calendar; the dates of one entry lie apart."""
    gaps = sorted((later - earlier).days for earlier, later in pairwise(days))
    return len(days) >= _FEWEST_DAYS and gaps[0] > 0 and gaps[len(gaps) // 2] <= _LARGEST_GAP


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return parse_date(cell) if isinstance(cell, str) and len(cell) > 5 else None  # noqa: PLR2004 - 1.1.26 is the shortest


def _by_month(rows: Sequence[Sequence[Cell]], told: str) -> _Days | None:
    """Put days together from a row of months over a row of day numbers, and a year that stands above them."""
    for at, row in enumerate(rows[:_TOP_ROWS]):
        numbers = {column: int(n) for column, cell in enumerate(row) if column and (n := _number(cell)) is not None}
        rising = [number for number in numbers.values() if 1 <= number <= 31]  # noqa: PLR2004 - days of a month
        if len(rising) < _FEWEST_DAYS or len(rising) < len(numbers) or rising[:2] != [rising[0], rising[0] + 1]:
            continue
        above = rows[:at]
        texts = " ".join(cell_text(cell) for line in above for cell in line[:40] if not isinstance(cell, date))
        year = _YEAR.search(texts) or _YEAR.search(told)
        months = next((found for line in reversed(above) if (found := _months(line))), {})
        if year is not None and months:
            return _days_of_months(at, numbers, months, int(year[1]))
    return None


def _number(cell: Cell) -> float | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    return parse_number(cell.strip().rstrip(".")) if isinstance(cell, str) and cell.strip() else None


def _months(row: Sequence[Cell]) -> dict[int, tuple[int, int]]:
    """Return month and year (0 when it is not said) by the column in which they stand."""
    found = {}
    for column, cell in enumerate(row):
        if isinstance(cell, date):
            found[column] = (cell.month, cell.year)
            continue
        text = cell_text(cell)
        month = parse_month(text) or (int(text) if column and text.isdecimal() and 1 <= int(text) <= 12 else 0)  # noqa: PLR2004
        if month:
            year = _YEAR.search(text)
            found[column] = (month, int(year[1]) if year else 0)
        elif column and text and not _YEAR.fullmatch(text):
            return {}
    return found


def _days_of_months(at: int, numbers: dict[int, int], months: dict[int, tuple[int, int]], year: int) -> _Days | None:
    """Walk along the day numbers; a number that falls begins the next month."""
    first = min(months, key=lambda column: (abs(column - min(numbers)), column))
    month, told = months[first]
    year, before = told or year, 0
    days: dict[int, date] = {}
    for column, number in sorted(numbers.items()):
        if number < before:
            month, year = (1, year + 1) if month == 12 else (month + 1, year)  # noqa: PLR2004
        if column in months and column > first:
            month, year = months[column][0], months[column][1] or year
        before = number
        try:
            days[column] = date(year, month, number)
        except ValueError:
            continue
    return _Days(at, days) if len(days) >= _FEWEST_DAYS else None


def _name(row: Sequence[Cell], first_day: int) -> str:
    """Return the name at the left of the days: the first text that is no number."""
    texts = (cell_text(cell) for cell in row[:first_day])
    return next((text for text in texts if text and not text.replace(".", "").isdecimal()), "")


def _stretches(name: str, row: Sequence[Cell], days: dict[int, date], number: int) -> Iterator[MarkedDays]:
    """Yield the days away joined, over week-ends as well."""
    if parse_date(name) or normalised_value(name).startswith(("04 ", "02 ", "03 ", "01 ")):
        return
    open_run: MarkedDays | None = None
    marks = {days[column]: found for column in sorted(days) if column < len(row) and (found := _mark(row[column]))}
    for day, (share, kind) in sorted(marks.items()):
        if open_run and (open_run.share, open_run.kind) == (share, kind) and _follows(open_run.last, day):
            open_run = MarkedDays(name, open_run.first, day, share, kind, number)
            continue
        if open_run:
            yield open_run
        open_run = MarkedDays(name, day, day, share, kind, number)
    if open_run:
        yield open_run


def _follows(last: date, day: date) -> bool:
    """Tell whether only a week-end lies between two days."""
    between = [last + timedelta(days=n) for n in range(1, (day - last).days)]
    return day <= last + ONE_DAY or (len(between) <= 2 and all(one.weekday() >= _SATURDAY for one in between))  # noqa: PLR2004


def _mark(cell: Cell) -> tuple[float, AbsenceKind] | None:
    """Return what a cell says about a day: the part of it that is away, and why; None for a day at work."""
    number = _number(cell)
    if number is not None:
        share = number / _HOURS_OF_A_DAY if number > 1 else number
        return (min(share, 1.0), AbsenceKind.LEAVE) if share > 0 else None
    word = normalised_value(cell_text(cell))
    if not word or word in _WORKS or word in _FREE_FOR_ALL:
        return None
    share = 0.5 if _HALF.search(word) else 1.0
    bare = word.split()[0].rstrip("/2½") or word
    kind = AbsenceKind.SICK if {word, bare} & _SICK else AbsenceKind.LEAVE
    return share, AbsenceKind.TRAINING if {word, bare} & _TRAINING else kind
