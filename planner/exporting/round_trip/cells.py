"""Typed cells as values of the plan: what people type into a spreadsheet, read with the plan's own words."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from planner.domain.errors import InvalidValueError
from planner.exporting.round_trip.reading import CellNow

_Word = TypeVar("_Word", bound=StrEnum)
_EPOCH: Final = date(1899, 12, 30)
_LAST_SERIAL: Final = 2_958_465  # 31 December 9999


def text_of(cell: CellNow) -> str:
    """Return a cell as text; a whole number without its point."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def number_of(cell: CellNow, *, field: str) -> float | None:
    """Return a cell as a number; ``None`` for an empty one.

    Raises
    ------
    InvalidValueError
        When it holds words.
    """
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    text = text_of(cell).strip()
    if not text:
        return None
    percent = text.endswith("%")
    try:
        number = float(text.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        raise InvalidValueError(field, text, "a number") from None
    return number / 100 if percent else number


def required_number(cell: CellNow, *, field: str) -> float:
    """Return a cell as a number that must be there.

    Raises
    ------
    InvalidValueError
        When it is empty or holds words.
    """
    number = number_of(cell, field=field)
    if number is None:
        raise InvalidValueError(field, "nothing", "a number")
    return number


def day_of(cell: CellNow, *, field: str) -> date | None:
    """Return a cell as a date, also one that lost its format.

    Raises
    ------
    InvalidValueError
        When it holds something else.
    """
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(value))
    text = text_of(cell).strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidValueError(field, text, "a date such as 2026-05-18") from None


def word_of(cell: CellNow, kind: type[_Word], *, field: str) -> _Word:
    """Return a cell as one of the words of a list, whatever its case and hyphens.

    Raises
    ------
    InvalidValueError
        With the words that are known.
    """
    text = text_of(cell)
    tidy = "-".join(text.casefold().replace("-", " ").split())
    for word in kind:
        if word.value == tidy:
            return word
    raise InvalidValueError(field, text, ", ".join(word.value for word in kind))


def words_of(cell: CellNow) -> tuple[str, ...]:
    """Return the parts of a list with commas."""
    return tuple(part.strip() for part in text_of(cell).split(",") if part.strip())


def named(text: str, entries: Iterable[tuple[str, str]], *, field: str) -> str:
    """Return the identity of an entry by its name, exactly written or in another case; empty for no text.

    Parameters
    ----------
    entries
        Pairs of identity and name.

    Raises
    ------
    InvalidValueError
        With the names that are known.
    """
    known = list(entries)
    for same in (str, str.casefold):
        for identity, name in known:
            if same(name) == same(text):
                return identity
    if not text.strip():
        return ""
    allowed = ", ".join(name for _, name in known[:12])
    raise InvalidValueError(field, text, f"one of {allowed}" if allowed else "nothing: there is none yet")
