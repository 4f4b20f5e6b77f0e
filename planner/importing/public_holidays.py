"""Public holidays of a country or region, worked out on this machine by the ``holidays`` library."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from planner.domain.calendar import Holiday
from planner.domain.errors import InvalidValueError, UnknownReferenceError

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SMALL = {"And": "and", "Of": "of", "The": "the"}
_HALF_SHARE = 0.5
MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a part of one: its code, such as ``"DE"`` or ``"BE"``, and its name."""

    code: str
    name: str


@lru_cache(maxsize=1)
def countries() -> tuple[Area, ...]:
    """Return every country the library knows, by name.

    >>> next(area.name for area in countries() if area.code == "GB")
    'United Kingdom'
    """
    from holidays import list_supported_countries
    from holidays.registry import COUNTRIES

    known = list_supported_countries(include_aliases=False)
    names = {entry[1]: _spaced(entry[0]) for entry in COUNTRIES.values()}
    areas = (Area(code, names.get(code, code)) for code in known)
    return tuple(sorted(areas, key=lambda area: area.name))


def regions_of(country: str) -> tuple[Area, ...]:
    """Return the states, cantons or cities of a country that have holidays of their own, by name.

    >>> [area.name for area in regions_of("DE") if area.code in {"BE", "HH"}]
    ['Berlin', 'Hamburg']

    Raises
    ------
    UnknownReferenceError
        The country is not known.
    """
    calendar = _calendar(country)
    aliases: dict[str, list[str]] = calendar.get_subdivision_aliases()
    areas = (Area(code, next(iter(aliases.get(code, ())), code)) for code in calendar.subdivisions)
    return tuple(sorted(areas, key=lambda area: area.name))


def public_holidays(country: str, region: str = "", *, years: range, english: bool = True) -> tuple[Holiday, ...]:
    """Return the public holidays of some years in date order; half holidays count as half a day.

    Parameters
    ----------
    country, region
        Codes of :func:`countries` and :func:`regions_of`; an empty region means what holds in the whole country.
    years
        Calendar years, at most :data:`MOST_YEARS`.
    english
        Names in English where the library has them, else in the country's own language.

    Raises
    ------
    UnknownReferenceError
        The country or the region is not known.
    InvalidValueError
        No year, or too many.

    Notes
    -----
    Rules that a government decrees year by year (moon sightings, bridge days) are known up to the library's release
    only; later years hold its best estimate. No network is used.

    >>> [str(entry.day) for entry in public_holidays("DE", "BE", years=range(2026, 2027)) if entry.day.month == 3]
    ['2026-03-08']
    """
    if not 0 < len(years) <= MOST_YEARS:
        raise InvalidValueError("years", f"{years.start} to {years.stop - 1}", f"1 to {MOST_YEARS} years in a row")
    if region and all(area.code != region for area in regions_of(country)):
        raise UnknownReferenceError("region", region)
    found: dict[Any, Holiday] = {}
    for category, share in (("half_day", _HALF_SHARE), ("public", 1.0)):  # a whole day counts before half a day
        if category in _calendar(country).supported_categories:
            for day, name in _days(country, region, years=years, english=english, category=category):
                found[day] = Holiday(day, name, share)
    return tuple(sorted(found.values(), key=lambda entry: entry.day))


def _days(country: str, region: str, *, years: range, english: bool, category: str) -> tuple[tuple[Any, str], ...]:
    calendar = _calendar(country)
    languages = calendar.supported_languages
    language = next((one for one in languages if one.startswith("en")), None) if english else calendar.default_language
    found = calendar(subdiv=region or None, years=list(years), language=language, categories=(category,))
    return tuple((day, name) for day, name in found.items() if day.year in years)


def _calendar(country: str) -> Any:
    """Return the library's class for a country."""
    import holidays

    if all(area.code != country for area in countries()):
        raise UnknownReferenceError("country", country)
    return getattr(holidays, country)


def _spaced(name: str) -> str:
    """Return the name of a class as words.

    >>> _spaced("BosniaAndHerzegovina")
    'Bosnia and Herzegovina'
    """
    words = _WORD.sub(" ", name).split()
    return " ".join(_SMALL.get(word, word) if place else word for place, word in enumerate(words))
