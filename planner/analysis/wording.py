"""Numbers and dates as people read them: one spelling for pages, workbook, slides and command line.

Nothing here depends on the machine's locale: the same plan gives the same text everywhere.
"""

from collections.abc import Sequence
from datetime import date
from math import floor, log10

from planner.domain.calendar import Period
from planner.domain.settings import Unit

MINUS = "−"
DASH = "–"
SURE = 0.95
RARE = 0.01

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def number(amount: float, digits: int = 0) -> str:
    """Return a number with a true minus sign and a fixed count of decimals; a rounded zero has no sign.

    >>> number(-6.04, 1), number(-0.01, 1), number(23.4)
    ('−6.0', '0.0', '23')
    """
    text = f"{round_half_up(abs(amount), digits):.{digits}f}"
    return f"{MINUS}{text}" if amount < 0 and float(text) else text


def round_half_up(amount: float, digits: int = 0) -> float:
    """Round as on paper: 2.5 becomes 3, also where the binary fraction lies a hair below.

    >>> round_half_up(2.5), round_half_up(6.45, 1)
    (3.0, 6.5)
    """
    scale = 10.0**digits
    return floor(amount * scale + 0.5 + 1e-9) / scale


def size(amount: float) -> str:
    """Return a size without needless decimals: ``"8"``, ``"2.5"``.

    >>> size(8.0), size(2.5), size(0.08)
    ('8', '2.5', '0.1')
    """
    text = number(amount, 1)
    return text.removesuffix(".0")


def small(amount: float) -> str:
    """Return a figure with two telling digits: ``"24"``, ``"2.5"``, ``"0.08"``.

    >>> small(24.2), small(2.5), small(0.083), small(0)
    ('24', '2.5', '0.08', '0')
    """
    if amount == 0:
        return "0"
    digits = max(0, min(2, 1 - floor(log10(abs(amount)))))
    return number(amount, digits)


def signed(amount: float, digits: int = 0) -> str:
    """Return a change with its sign: ``"+3"``, ``"−2"``, ``"0"``."""
    text = number(amount, digits)
    return f"+{text}" if float(text.replace(MINUS, "-")) > 0 else text


def pd(amount: float) -> str:
    """Return person-days: ``"8.0 pd"``."""
    return f"{number(amount, 1)} pd"


def percent(share: float, digits: int = 0) -> str:
    """Return a share as a percentage: ``"25 %"``."""
    return f"{number(share * 100, digits)} %"


def share(part: float) -> str:
    """Return a share with a decimal only where it has one: ``"25 %"``, ``"22.4 %"``."""
    return f"{size(part * 100)} %"


def chance(probability: float) -> str:
    """Return a probability; nothing about the future is certain.

    >>> chance(1.0), chance(0.634), chance(0.002)
    ('> 95 %', '63 %', '< 1 %')
    """
    if probability > SURE:
        return f"> {percent(SURE)}"
    if probability < RARE:
        return f"< {percent(RARE)}"
    return percent(probability)


def day(when: date) -> str:
    """Return ``"29 Sep"``."""
    return f"{when.day} {MONTHS[when.month - 1]}"


def weekday(when: date) -> str:
    """Return ``"Monday 18 May"``."""
    return f"{WEEKDAYS[when.weekday()]} {day(when)}"


def period(span: Period) -> str:
    """Return first and last day: ``"18 to 29 May"``, ``"28 and 29 May"``, ``"29 Jun to 10 Jul"``."""
    first, last = span.start, span.last_day
    if first == last:
        return day(first)
    joint = "and" if (last - first).days == 1 else "to"
    start = str(first.day) if (first.year, first.month) == (last.year, last.month) else day(first)
    return f"{start} {joint} {day(last)}"


def period_short(span: Period) -> str:
    """Return first and last day for a column head: ``"18–29 May"``, ``"29 Jun – 10 Jul"``."""
    first, last = span.start, span.last_day
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{DASH}{day(last)}"
    return f"{day(first)} {DASH} {day(last)}"


def period_long(span: Period) -> str:
    """Return ``"Monday 18 to Friday 29 May"``."""
    first, last = span.start, span.last_day
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{WEEKDAYS[first.weekday()]} {first.day}{month} to {weekday(last)}"


def count(amount: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``"1 item"``, ``"3 items"``."""
    return f"{amount} {noun if amount == 1 else plural or f'{noun}s'}"


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many characters, cut at a word where there is one, with an ellipsis.

    >>> shortened("Certification has to be repeated", 20), shortened("Audit", 20)
    ('Certification has…', 'Audit')
    """
    if len(text) <= longest:
        return text
    cut = text[:longest]
    at = cut.rfind(" ")
    words = cut[:at] if at >= longest * 0.6 else cut[:-1]
    return f"{words.rstrip(' ,;:')}…"


def listing(names: Sequence[str], *, most: int = 0) -> str:
    """Return names as a sentence part: ``"A, B and C"``; with ``most``, the rest is counted.

    >>> listing(["A", "B", "C"]), listing(["A", "B", "C", "D"], most=2)
    ('A, B and C', 'A, B and 2 more')
    """
    shown = list(names)
    if most and len(shown) > most:
        shown = [*shown[:most], f"{len(shown) - most} more"]
    if len(shown) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def unit_name(unit: Unit, amount: float = 2) -> str:
    """Return the unit as a word: ``"points"``, ``"item"``."""
    word = unit.value
    return word[:-1] if abs(amount) == 1 else word


def amount(quantity: float, unit: Unit) -> str:
    """Return a quantity of work with its unit: ``"23 points"``, ``"1 item"``."""
    text = size(quantity)
    return f"{text} {unit_name(unit, 1 if text == '1' else 2)}"


def money(cost: float, currency: str) -> str:
    """Return money, rounded to what a range can carry.

    >>> money(620, "€"), money(15_345, "€"), money(2_400_000, "€")
    ('€ 620', '€ 15.3 k', '€ 2.4 m')
    """
    for limit, scale, letter in ((1e6, 1e6, " m"), (1e4, 1e3, " k"), (1e3, 1e3, " k")):
        if abs(cost) >= limit:
            return f"{currency} {number(cost / scale, 1)}{letter}"
    return f"{currency} {number(cost)}"
