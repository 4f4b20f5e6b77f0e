"""The one door for every text and number that goes into a workbook or a CSV file.

A spreadsheet runs what looks like a formula, follows what looks like a link, cuts what is too long and refuses what
is not XML. Text from a plan may be any of these, so it passes here, where it becomes plain text that reads back
unchanged; what a format cannot hold is cut, and each cut is returned as a note.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Final, NamedTuple

from planner.domain.errors import InvalidValueError
from planner.domain.issue import Issue, Severity

MAX_TEXT_UNITS: Final = 32_767
"""Longest text of a cell, in UTF-16 units (Excel specifications and limits)."""

MAX_ROWS: Final = 1_048_576
"""Rows of a sheet (Excel specifications and limits)."""

MAX_SHEET_NAME_UNITS: Final = 31
MAX_EXACT_DIGITS: Final = 15
MAX_TITLE_UNITS: Final = 255
"""Longest title or document property that every reader shows."""

MAX_ALTERNATIVE_UNITS: Final = 2_000
"""Longest alternative text of a picture or chart; screen readers are read to, not buried."""

FIRST_EXCEL_DAY: Final = date(1900, 3, 1)
"""Earlier days differ between readers: Excel counts a 29 February 1900 that never was."""

_ELLIPSIS: Final = "…"
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS: Final = re.compile("\r\n?")
_LIVE: Final = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")  # full-width signs start formulas too
_LIVE_ESCAPED: Final = re.compile(r"'+\s*[=+\-@＝＋－＠\t\r]")
_CELL_ADDRESS: Final = re.compile(r"!(?=\$?[A-Za-z]+\$?\d)")
_SHEET_NAME_SIGNS: Final = re.compile(r"[\[\]:*?/\\]")
_RESERVED_SHEET: Final = "history"


class SafeText(NamedTuple):
    """A text that may go into a cell, and what was done to it: ``cut`` is a code, empty when nothing is lost."""

    text: str
    cut: str = ""


@dataclass(frozen=True, slots=True)
class SafeNumber:
    """What a number becomes: a figure, or text where a figure would lose digits, or neither (an empty cell)."""

    number: float | None = None
    text: str = ""
    cut: str = ""


def cell_text(text: str, *, limit: int = MAX_TEXT_UNITS) -> SafeText:
    r"""Return what a cell can hold of ``text``: no control characters, one kind of line break, not too long.

    Examples
    --------
    >>> cell_text("=1+1")
    SafeText(text='=1+1', cut='')
    >>> cell_text("a\x00b")
    SafeText(text='ab', cut='control-characters')
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return SafeText(text)
    clean = _ILLEGAL.sub("", _LINE_BREAKS.sub("\n", text))
    cut = "control-characters" if _ILLEGAL.search(text) else ""
    if utf16_units(clean) > limit:
        return SafeText(_shortened(clean, limit=limit), "too-long")
    return SafeText(clean, cut)


def check_rows(last_row: int, *, sheet: str) -> None:
    """Check that a sheet can hold a row, counted from 0.

    Raises
    ------
    InvalidValueError
        When it cannot; nothing is cut off silently.
    """
    if last_row >= MAX_ROWS:
        raise InvalidValueError(
            "number of rows", last_row + 1, f"at most {MAX_ROWS:,}, all that a sheet like {sheet} holds"
        )


def is_live(text: str) -> bool:
    """Say whether a spreadsheet that *types* this text would run it: ``= + - @``, tab or return at its start.

    Examples
    --------
    >>> [is_live(text) for text in ("=1", " @a", "PAY-214", "")]
    [True, True, False, False]
    """
    return _LIVE.match(text) is not None


def looks_like_rich_text(text: str) -> bool:
    """Say whether XlsxWriter would take this text for its own markup and write it unescaped."""
    return text.startswith("<r>") and text.endswith("</r>")


def cell_number(number: float) -> SafeNumber:
    """Return a figure that a cell can hold: over 15 digits become text, infinite and undefined ones nothing.

    Examples
    --------
    >>> cell_number(1234567890123456789)
    SafeNumber(number=None, text='1234567890123456789', cut='')
    >>> cell_number(float("nan")).cut
    'not-finite'
    """
    if isinstance(number, int):
        exact = abs(number) < 10**MAX_EXACT_DIGITS
        return SafeNumber(number=number) if exact else SafeNumber(text=str(number))
    if not isfinite(number):
        return SafeNumber(cut="not-finite")
    return SafeNumber(number=number)


def sheet_name(wanted: str, *, taken: Iterable[str] = ()) -> str:
    """Return a name that Excel takes for a sheet and that none of ``taken`` has, whatever their case.

    Examples
    --------
    >>> sheet_name("Q1/Q2: plan?", taken=())
    'Q1 Q2 plan'
    >>> sheet_name("Debt", taken=("DEBT",))
    'Debt 2'
    """
    used = {name.casefold() for name in taken} | {_RESERVED_SHEET}
    plain = " ".join(_SHEET_NAME_SIGNS.sub(" ", cell_text(wanted).text).split()).strip("' ")
    base = _clipped(plain or "Sheet", limit=MAX_SHEET_NAME_UNITS).rstrip("' ")
    name, number = base, 2
    while name.casefold() in used:
        ending = f" {number}"
        name = _clipped(base, limit=MAX_SHEET_NAME_UNITS - len(ending)).rstrip("' ") + ending
        number += 1
    return name


def title_text(text: str, *, limit: int = MAX_TITLE_UNITS) -> str:
    """Return text for chart titles, alternative texts and document properties: one line, never a formula.

    A title that begins with an equals sign is taken for a reference, so such a one is put in quotation marks.

    Examples
    --------
    >>> title_text("=cmd")
    '"=cmd"'
    """
    line = " ".join(cell_text(text).text.split())
    quoted = f'"{line}"' if is_live(line) else line
    return _shortened(quoted, limit=limit) if utf16_units(quoted) > limit else quoted


def chart_title(text: str) -> str:
    """Return text for a chart's title: what looks like the address of a cell is held apart, so that it stays text.

    Examples
    --------
    >>> chart_title("Capacity of Go!A1")
    'Capacity of Go! A1'
    """
    return _CELL_ADDRESS.sub("! ", title_text(text))


def page_text(text: str) -> str:
    """Return text for a page's head or foot, where ``&`` starts a code: it is doubled.

    Examples
    --------
    >>> page_text("R&D")
    'R&&D'
    """
    return _clipped(title_text(text), limit=100).replace("&", "&&")


def csv_text(text: str) -> SafeText:
    """Return text for a CSV field: a leading ``'`` keeps a spreadsheet from running it.

    A text that already looks escaped gets one more ``'``, so that :func:`csv_plain` gives every text back.

    Examples
    --------
    >>> csv_text("=1+1").text
    "'=1+1"
    """
    safe = cell_text(text, limit=MAX_TEXT_UNITS - 1)
    risky = _LIVE.match(safe.text) or _LIVE_ESCAPED.match(safe.text)
    return SafeText(f"'{safe.text}", safe.cut) if risky else safe


def csv_plain(field: str) -> str:
    """Return the text that :func:`csv_text` escaped.

    Examples
    --------
    >>> csv_plain("'=1+1"), csv_plain("'twas")
    ('=1+1', "'twas")
    """
    return field[1:] if _LIVE_ESCAPED.match(field) else field


def cut_note(cut: str, *, sheet: str, row: int, column: str, text: str) -> Issue:
    """Return the note that tells what a cell could not hold; ``row`` is one-based as a spreadsheet shows it."""
    return Issue(
        code=cut,
        severity=Severity.NOTE,
        sheet=sheet,
        row=row,
        column=column,
        value=_ILLEGAL.sub("", text[:60]),
        note=_NOTES[cut],
    )


_NOTES: Final = {
    "too-long": "The text is longer than a cell can hold (32,767 characters); the end was left out.",
    "control-characters": "Control characters cannot stand in a cell; they were left out.",
    "not-finite": "The figure is infinite or undefined; the cell is empty.",
}


def utf16_units(text: str) -> int:
    """Return the length that Excel counts: signs outside the basic plane count twice."""
    return len(text) + sum(1 for sign in text if sign > "\uffff") if not text.isascii() else len(text)


def _shortened(text: str, *, limit: int) -> str:
    """Return at most ``limit`` units of a text, the last one an ellipsis."""
    return _clipped(text, limit=limit - 1) + _ELLIPSIS


def _clipped(text: str, *, limit: int) -> str:
    """Return at most ``limit`` UTF-16 units of a text, never half a sign."""
    if utf16_units(text) <= limit:
        return text
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", errors="ignore")
