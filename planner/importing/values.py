"""Cells to values, decided for the column as a whole: numbers, durations, T-shirt sizes, lists and null words."""

import ast
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from planner.domain.issue import Issue, Severity
from planner.importing.vocabulary import general, normalised_value, sizes

_PLAIN = re.compile(r"^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$|^[-+]?\.\d+$")
_COMMA = re.compile(r"^[-+]?\d+,\d{1,2}$|^[-+]?\d{1,3}(?:\.\d{3})+,\d+$")
_THOUSANDS = re.compile(r"^[-+]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?$")
_THOUSANDS_POINT = re.compile(r"^[-+]?[1-9]\d{0,2}\.\d{3}$")
_DURATION = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(weeks?|wks?|w|days?|jours?|días?|tage?|pd|d|j|hours?|hrs?|heures?|stunden?|h|minutes?|mins?|min|m|seconds?|secs?|s)(?![a-z])",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^(\d{1,4}):([0-5]\d)(?::[0-5]\d)?$")
_POINTS = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(?:pts?|points?|sp|puntos?|punkte?)\.?$", re.IGNORECASE)
_LEADING_SIZE = re.compile(r"^([a-z]{1,4})\b\s*[-–:(]")
_HOURS = {"w": 40.0, "d": 8.0, "j": 8.0, "t": 8.0, "p": 8.0, "h": 1.0, "m": 1 / 60, "s": 1 / 3600}
_UNIT_OF_LETTER = {"d": "days", "j": "days", "t": "days", "p": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_ONE_PART = re.compile(r"^(\d+(?:[.,]\d+)?)\s*([a-zíä]+)\.?$", re.IGNORECASE)
_MAX_EXAMPLES = 40
_LARGEST = 1e9
"""A column of seconds stays far below; sums of such figures stay finite."""
_MANY = 2_000
"""From so many different texts on, null words are looked for in their usual spellings only."""


@dataclass(frozen=True, slots=True)
class Estimates:
    """A column of estimates: one value per cell (None for none), and the unit that they are in."""

    values: list[float | None]
    unit: str
    issues: tuple[Issue, ...] = ()

    @property
    def filled(self) -> int:
        """Return how many cells have an estimate; 0 is one."""
        return len(self.values) - self.values.count(None)


def null_words(tool_nulls: frozenset[str]) -> frozenset[str]:
    """Return the null words of a tool together with the general ones."""
    return tool_nulls | general().nulls


@cache
def _usual_spellings(nulls: frozenset[str]) -> frozenset[str]:
    spellings = (str.lower, str.upper, str.capitalize, str.title)
    return nulls | {spell(word) for word in nulls for spell in spellings}


def without_nulls(texts: Sequence[str], nulls: frozenset[str]) -> list[str]:
    """Return the texts with words such as ``Unassigned`` or ``[]`` emptied.

    >>> without_nulls(["NULL", "0", "", "Ann"], frozenset({"null"}))
    ['', '0', '', 'Ann']
    """
    distinct = set(texts)
    suspects = distinct if len(distinct) < _MANY else distinct & _usual_spellings(nulls)
    empty = {text for text in suspects if text.casefold() in nulls}
    return [("" if text in empty else text) for text in texts] if empty else list(texts)


_DITTOS = frozenset({'"', '""', '" "', "''", "' '", "〃", "″", ",,", "„", '-"-', '- " -', "ditto", "idem"})


def without_dittos(texts: list[str]) -> list[str]:
    """Return the texts with ditto marks replaced by what they repeat.

    >>> without_dittos(["Ann", '" "', "", "〃"])
    ['Ann', 'Ann', '', 'Ann']
    """
    if _DITTOS.isdisjoint(texts):
        return texts
    above, result = "", []
    for text in texts:
        above = above if text in _DITTOS else text or above
        result.append(above if text else "")
    return result


def comma_is_decimal(texts: Iterable[str]) -> bool:
    """Tell whether the comma is the decimal sign in this column: proven by the whole of it, never by one cell.

    >>> comma_is_decimal(["2,5", "3", "0,75"]), comma_is_decimal(["2.5", "2,3"]), comma_is_decimal(["1,234"])
    (True, False, False)
    """
    commas = points = 0
    for text in texts:
        if _COMMA.match(text):
            commas += 1
        elif "." in text and _PLAIN.match(text) and not _THOUSANDS_POINT.match(text):
            points += 1
    return commas > 0 and points == 0


def parse_number(text: str, *, decimal_comma: bool = False) -> float | None:
    """Return a typed number, None when the text is none.

    >>> parse_number("1,234.5"), parse_number("2,5", decimal_comma=True), parse_number("1e400"), parse_number("x")
    (1234.5, 2.5, None, None)
    """
    if decimal_comma:
        text = text.replace(".", "").replace(" ", "").replace("'", "").replace(",", ".")
    elif _THOUSANDS.match(text):
        text = re.sub(r"[,' ]", "", text)
    if not _PLAIN.match(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def parse_duration_hours(text: str) -> float | None:
    """Return a typed duration in hours, at 8 hours a day and 5 days a week; None when the text is none.

    >>> parse_duration_hours("1d 4h"), parse_duration_hours("120s"), parse_duration_hours("1:30")
    (12.0, 0.03333333333333333, 1.5)
    """
    clock = _CLOCK.match(text)
    if clock:
        return int(clock[1]) + int(clock[2]) / 60
    if _DURATION.sub("", text).strip(" ,."):
        return None
    parts = _DURATION.findall(text)
    hours = sum(float(number.replace(",", ".")) * _HOURS[unit[0].lower()] for number, unit in parts)
    return hours if parts else None


def parse_size(text: str) -> float | None:
    """Return the points of a T-shirt size on the default scale; None when the text is none.

    >>> parse_size("XL"), parse_size("M - Medium"), parse_size("7")
    (8.0, 3.0, None)
    """
    word = normalised_value(text)
    found = sizes().get(word)
    if found is None and (leading := _LEADING_SIZE.match(clean := text.casefold().strip())):
        found = sizes().get(leading[1]) if clean else None
    return found


def parse_estimates(texts: list[str], *, unit: str, none: frozenset[str] = frozenset()) -> Estimates:
    """Read a column of estimates whose header says ``unit`` (``"unknown"`` when it says none).

    The commonest notation of the column decides: sizes, durations such as ``1d 4h``, or numbers.
    """
    filled = Counter(texts)
    for empty in ("", *none):
        filled.pop(empty, None)
    distinct = filled.keys()
    comma = comma_is_decimal(distinct)
    notations = {
        "number": lambda text: _number_or_points(text, decimal_comma=comma),
        "size": parse_size,
        "duration": parse_duration_hours,
    }
    values = {name: {text: parse(text) for text in distinct} for name, parse in notations.items()}
    counts = {name: sum(n for text, n in filled.items() if found[text] is not None) for name, found in values.items()}
    best = max(counts, key=lambda name: counts[name]) if filled else "number"
    if best == "size":
        unit = "size"
    elif best == "number" and unit == "size":
        unit = "points"
    table = values[best]
    if best == "duration":
        unit, table = _durations(table, values["number"])
    elif best == "number" and unit == "unknown" and filled and all(map(_POINTS.match, distinct)):
        unit = "points"
    wrong = not all(map(_is_size, table.values()))
    issues = list(_estimate_issues(table, texts, none)) if wrong else []
    issues += _ambiguous_thousands(distinct) if best == "number" and not comma else ()
    kept = {text: amount if _is_size(amount := table[text]) else None for text in distinct}
    return Estimates(list(map(kept.get, texts)), unit, tuple(issues))


def _is_size(amount: float | None) -> bool:
    return amount is not None and 0 <= amount <= _LARGEST


def _durations(hours: dict[str, float | None], numbers: dict[str, float | None]) -> tuple[str, dict[str, float | None]]:
    """Return a column of durations in the one unit that all its cells name, in hours when they name several."""
    parts = {text: found for text in hours if (found := _ONE_PART.match(text)) and hours[text] is not None}
    letters = {_UNIT_OF_LETTER.get(found[2][0].casefold(), "") for found in parts.values()}
    unit = letters.pop() if len(letters) == 1 and len(parts) == sum(h is not None for h in hours.values()) else ""
    if not unit:
        return "hours", {text: numbers[text] if amount is None else amount for text, amount in hours.items()}
    own = {text: float(found[1].replace(",", ".")) for text, found in parts.items()}
    return unit, {text: own.get(text, numbers[text]) for text in hours}


def _number_or_points(text: str, *, decimal_comma: bool) -> float | None:
    points = _POINTS.match(text)
    return parse_number(points[1] if points else text, decimal_comma=decimal_comma)


def _estimate_issues(table: dict[str, float | None], texts: list[str], none: frozenset[str]) -> Iterable[Issue]:
    told = 0
    for row, text in enumerate(texts):
        if not text or text in none or told >= _MAX_EXAMPLES:
            continue
        value = table[text]
        if value is None:
            yield Issue("not-an-estimate", row=row, value=text[:60], note="It is no number; the item has no estimate.")
            told += 1
        elif value < 0:
            yield Issue("negative-estimate", row=row, value=text[:60], note="It is negative; the item has no estimate.")
            told += 1
        elif value > _LARGEST:
            yield Issue("huge-estimate", row=row, value=text[:60], note="It is too large; the item has no estimate.")
            told += 1


def _ambiguous_thousands(distinct: Collection[str]) -> tuple[Issue, ...]:
    """Return a question when every number could be thousands written with a point, such as ``1.234``."""
    doubtful = sorted(text for text in distinct if _THOUSANDS_POINT.match(text))
    if not doubtful or any("." in text and not _THOUSANDS_POINT.match(text) for text in distinct):
        return ()
    note = "Read as a decimal point; say so if these are thousands."
    return (Issue("ambiguous-numbers", Severity.WARN, value=" and ".join(doubtful[:2]), note=note),)


def split_list(text: str, *, separators: str = ",;") -> tuple[str, ...]:
    """Return the entries of a list cell: JSON, Python, bracketed or separated text.

    >>> split_list("[a, b]"), split_list('["x, y", "z"]'), split_list("one; two"), split_list("Gómez-Quiroz")
    (('a', 'b'), ('x, y', 'z'), ('one', 'two'), ('Gómez-Quiroz',))
    """
    if not text:
        return ()
    if text[0] in "[{(" and text[-1] in "]})":
        entries = _literal_list(text)
        if entries is not None:
            return entries
        text = text[1:-1]
    for separator in separators:
        if separator in text:
            return tuple(entry for part in text.split(separator) if (entry := part.strip().strip("\"'")))
    return (text.strip(),) if text.strip() else ()


def _literal_list(text: str) -> tuple[str, ...] | None:
    loaders: tuple[Callable[[str], object], ...] = (json.loads, ast.literal_eval)
    for load in loaders:
        try:
            content = load(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(content, list | tuple):
            return tuple(str(_name_of(entry)) for entry in content if entry)
        return None
    return None


def _name_of(entry: object) -> object:
    if isinstance(entry, dict):
        return next((entry[key] for key in ("name", "title", "login", "label") if key in entry), "")
    return entry
