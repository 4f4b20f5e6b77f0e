"""Dates and figures as the sheets say them in running text."""

from datetime import date

from planner.domain.calendar import Period


def day_text(day: date, *, year: bool = True) -> str:
    """Return a day as people write it, whatever the machine's locale.

    Examples
    --------
    >>> day_text(date(2026, 5, 18))
    '18 May 2026'
    """
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day.month - 1]
    return f"{day.day} {month} {day.year}" if year else f"{day.day} {month}"


def dates(period: Period) -> str:
    """Return the first and last day of a period.

    Examples
    --------
    >>> dates(Period(date(2026, 5, 18), date(2026, 5, 30)))
    '18 to 29 May 2026'
    """
    first, last = period.start, period.last_day
    if first == last:
        return day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_text(last)}"
    return f"{day_text(first, year=first.year != last.year)} to {day_text(last)}"


def percent(share: float) -> str:
    """Return a share as a percentage with at most one decimal.

    Examples
    --------
    >>> percent(0.25), percent(0.224)
    ('25 %', '22.4 %')
    """
    return f"{100 * share:.1f}".removesuffix(".0") + " %"


def chance(probability: float | None) -> str:
    """Return a chance in words that never claims certainty.

    Examples
    --------
    >>> chance(0.563), chance(0.99), chance(0.001), chance(None)
    ('56 %', '> 95 %', '< 5 %', '')
    """
    if probability is None:
        return ""
    if probability > 0.95:  # noqa: PLR2004 - the bound that the pages show
        return "> 95 %"
    return "< 5 %" if probability < 0.05 else f"{100 * probability:.0f} %"  # noqa: PLR2004 - as above
