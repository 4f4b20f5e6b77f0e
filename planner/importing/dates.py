"""Columns of dates: the order of day and month is proven by the column as a whole, or asked with two examples."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.domain.issue import Issue, Severity
from planner.importing.grid import Cell, clean_text

_MONTHS = {
    "jan": 1, "ene": 1, "янв": 1, "gen": 1, "jän": 1,
    "feb": 2, "fev": 2, "fév": 2, "фев": 2,
    "mar": 3, "mär": 3, "mrz": 3, "мар": 3, "maa": 3, "mrt": 3,
    "apr": 4, "avr": 4, "abr": 4, "апр": 4,
    "may": 5, "mai": 5, "мая": 5, "май": 5, "mag": 5, "mei": 5, "maj": 5,
    "jun": 6, "juin": 6, "июн": 6, "giu": 6,
    "jul": 7, "juil": 7, "июл": 7, "lug": 7,
    "aug": 8, "ago": 8, "aoû": 8, "aou": 8, "авг": 8,
    "sep": 9, "set": 9, "сен": 9,
    "oct": 10, "okt": 10, "out": 10, "окт": 10, "ott": 10,
    "nov": 11, "ноя": 11,
    "dec": 12, "déc": 12, "dez": 12, "dic": 12, "дек": 12,
}  # fmt: skip
_ISO = re.compile(r"^(\d{4})(?:[-/.]|年\s?)(\d{1,2})(?:[-/.]|月\s?)(\d{1,2})")
_NUMERIC = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_DAY_NAME = re.compile(r"^(\d{1,2})[-/. ]\s?(?:de )?([^\W\d_]{3,10})\.?[-/., ]+(?:de )?(\d{4}|\d{2})(?!\d)")
_NAME_DAY = re.compile(r"^(?:[^\W\d_]{2,10}\.?,? )?([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,10}\.?,? (?=\d)")
_AGO = re.compile(r"^(an?|\d+) (minute|hour|day|week|month|year)s? ago$", re.IGNORECASE)
_MONTH_ALONE = re.compile(r"^(?:([^\W\d_]{3,10})\.?|(\d{1,2})月)(?:[\s,'-]*(?:20)?\d\d)?$")
_RANGE = re.compile(r"\s*(?:→|->|–| to | - )\s*")
_CLOCK_FIRST = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AaPp][Mm])?[,\s]+(?=\S)")
_CTIME = re.compile(r"^[^\W\d_]{3} ([^\W\d_]{3}) {1,2}(\d{1,2}) \d{1,2}:\d{2}:\d{2} (?:[A-Z]{2,5} )?(\d{4})$")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_RANGE = range(20_000, 80_000)
_LONGEST_DATE = 64
_YEARS = range(1970, 2200)


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates, one per cell (None for none); ``ends`` holds the ends of ranges."""

    values: list[date | None]
    ends: list[date | None]
    issues: tuple[Issue, ...] = ()


def parse_dates(cells: Sequence[Cell], *, day_first: bool | None = None) -> Dates:
    """Read a column of dates.

    Parameters
    ----------
    cells
        Texts, dates or numbers as the reader gave them.
    day_first
        What the user answered; None to prove it from the column.
    """
    keys: dict[Cell, object] = {cell: _date_key(cell) for cell in dict.fromkeys(cells) if cell not in {"", None}}
    distinct = dict.fromkeys(keys.values())
    texts = [key for key in distinct if isinstance(key, str)]
    order, issues = _order_of(texts, day_first=day_first)
    starts: dict[object, date | None] = {}
    ends: dict[object, date | None] = {}
    for key in distinct:
        starts[key], ends[key] = _both(key, day_first=order)
    unread = next((key for key in texts if starts[key] is None and len(key) > 1), None)
    if unread is not None and is_relative(unread):
        note = "It tells a distance from the day of the export; it is left out."
        issues += (Issue("relative-date", Severity.NOTE, value=unread, note=note),)
    elif unread is not None:
        issues += (Issue("not-a-date", value=unread[:60], note="It is no date that is known; it is left out."),)
    first: dict[Cell, date | None] = {cell: starts[key] for cell, key in keys.items()}
    last: dict[Cell, date | None] = {cell: ends[key] for cell, key in keys.items() if ends[key] is not None}
    nothing: list[date | None] = [None] * len(cells)
    return Dates(list(map(first.get, cells)), list(map(last.get, cells)) if last else nothing, issues)


def _date_key(cell: Cell) -> object:
    """Return what decides the date of a cell; ISO texts lose their time, so that few distinct ones stay."""
    if isinstance(cell, str):
        if len(cell) > 10 and cell[4] == "-" == cell[7] and cell[10] in " T":  # noqa: PLR2004 - YYYY-MM-DDT
            return cell[:10]
        return clean_text(cell)[:_LONGEST_DATE]
    return cell.date() if isinstance(cell, datetime) else cell


def _both(key: object, *, day_first: bool) -> tuple[date | None, date | None]:
    if isinstance(key, str):
        found = parse_date(key, day_first=day_first)
        parts = _RANGE.split(key) if found or len(key) > 10 else []  # noqa: PLR2004 - a range is two dates long
        if len(parts) == 2:  # noqa: PLR2004
            start, end = (parse_date(part, day_first=day_first) for part in parts)
            return (start, end) if start and end else (found, None)
        return found, None
    if isinstance(key, date):
        return (key if key.year in _YEARS else None), None
    if isinstance(key, int | float) and not isinstance(key, bool) and int(key) in _EXCEL_RANGE:
        return _EXCEL_ZERO + timedelta(days=int(key)), None
    return None, None


def parse_date(text: str, *, day_first: bool = True) -> date | None:
    """Return the day of a date written in any of the notations seen; None when the text is none.

    >>> parse_date("19/févr./26 7:31 PM"), parse_date("Tue Aug 23 2022 13:54:01 GMT+0000 (GMT)")
    (datetime.date(2026, 2, 19), datetime.date(2022, 8, 23))
    >>> parse_date("5/13/25", day_first=False), parse_date("2018-10-09 17:25:51.314021+00:00")
    (datetime.date(2025, 5, 13), datetime.date(2018, 10, 9))
    """
    text = _CLOCK_FIRST.sub("", text.strip())
    bare = _WEEKDAY.sub("", text)
    found: date | None = None
    if parts := _ISO.match(text) or _COMPACT.match(text):
        found = _day(int(parts[1]), int(parts[2]), int(parts[3]))
    elif parts := _NUMERIC.match(bare):
        first, second, year = int(parts[1]), int(parts[2]), _year(parts[3])
        found = _day(year, second, first) if day_first else _day(year, first, second)
    elif parts := _DAY_NAME.match(bare):
        found = _day(_year(parts[3]), _month(parts[2]), int(parts[1]))
    elif parts := _NAME_DAY.match(text) or _CTIME.match(text):
        found = _day(int(parts[3]), _month(parts[1]), int(parts[2]))
    elif text.isdecimal() or _SERIAL.match(text):
        found = _from_count(text.partition(".")[0])
    return found


def _from_count(digits: str) -> date | None:
    """Return the day of a count: seconds or milliseconds since 1970, or a spreadsheet's days since 1900."""
    if _EPOCH.match(digits):
        seconds = int(digits) / (1000 if len(digits) > 10 else 1)  # noqa: PLR2004 - ten digits are seconds
        return date(1970, 1, 1) + timedelta(seconds=seconds)
    return _EXCEL_ZERO + timedelta(days=int(digits)) if len(digits) < 6 and int(digits) in _EXCEL_RANGE else None  # noqa: PLR2004


def is_relative(text: str) -> bool:
    """Tell whether a text names a moment by its distance from now, which nobody knows afterwards.

    >>> is_relative("2 hours ago")
    True
    """
    return bool(_AGO.match(text))


def parse_month(text: str) -> int:
    """Return the number of the month that a text names, alone or with a year; 0 when it names none.

    >>> parse_month("März 2026"), parse_month("Sept."), parse_month("7月"), parse_month("Marketing team")
    (3, 9, 7, 0)
    """
    found = _MONTH_ALONE.match(text.strip())
    if found is None:
        return 0
    return int(found[2]) if found[2] else _month(found[1])


def _month(word: str) -> int:
    word = word.casefold()
    return _MONTHS.get(word[:4]) or _MONTHS.get(word[:3]) or 0


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits) - (100 if int(digits) >= 70 else 0)  # noqa: PLR2004


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _order_of(texts: Iterable[str], *, day_first: bool | None) -> tuple[bool, tuple[Issue, ...]]:
    """Decide whether the day stands before the month, with an issue when the column does not prove it."""
    day_proofs = month_proofs = 0
    pairs: list[str] = []
    days: list[date] = []
    months: list[date] = []
    for text in texts:
        found = _NUMERIC.match(text)
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        day_proofs += first > 12  # noqa: PLR2004 - there are twelve months
        month_proofs += second > 12  # noqa: PLR2004
        if first != second:
            pairs.append(text)
        days += [day] if (day := _day(_year(found[3]), second, first)) else []
        months += [day] if (day := _day(_year(found[3]), first, second)) else []
        if "." in found[0]:
            day_proofs += 1
    if day_first is not None:
        return day_first, ()
    if day_proofs or month_proofs or not pairs:
        return day_proofs >= month_proofs, ()
    order = _spread(days) <= _spread(months)
    said = "day before month" if order else "month before day"
    note = f"Nothing in the column proves the order; read as {said}. Choose the other order if that is wrong."
    return order, (Issue("ambiguous-dates", value=" and ".join(pairs[:2]), note=note),)


def _spread(days: list[date]) -> int:
    return (max(days) - min(days)).days if days else 0
