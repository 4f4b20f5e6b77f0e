from datetime import date

import pytest

from planner.domain.errors import InvalidValueError, UnknownReferenceError
from planner.importing.public_holidays import countries, public_holidays, regions_of

Y2026 = range(2026, 2027)


def test_berlin_has_the_national_days_and_its_own() -> None:
    days = {entry.day: entry.name for entry in public_holidays("DE", "BE", years=Y2026)}
    # Easter Sunday 2026 is 5 April: Good Friday 3 April, Easter Monday 6 April, Ascension + 39 days = 14 May,
    # Whit Monday + 50 days = 25 May. Women's Day is Berlin's own.
    assert {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25), date(2026, 3, 8)} <= set(days)
    assert days[date(2026, 10, 3)] == "German Unity Day"
    assert date(2026, 3, 8) not in {entry.day for entry in public_holidays("DE", years=Y2026)}


def test_names_are_english_or_the_countrys_own() -> None:
    def unity(*, english: bool) -> str:
        found = public_holidays("DE", years=Y2026, english=english)
        return next(entry.name for entry in found if entry.day == date(2026, 10, 3))

    assert unity(english=True) == "German Unity Day"
    assert unity(english=False) == "Tag der Deutschen Einheit"


def test_half_holidays_are_half_a_day_and_a_whole_one_counts_before_it() -> None:
    found = {entry.day: entry.share for entry in public_holidays("CH", "AG", years=Y2026)}
    assert set(found.values()) <= {0.5, 1.0}
    assert found[date(2026, 1, 1)] == 1.0
    halves = [entry for entry in public_holidays("GR", years=Y2026) if entry.share < 1]
    assert all(entry.share == 0.5 for entry in halves)


def test_several_years_come_in_date_order_and_none_from_outside() -> None:
    days = [entry.day for entry in public_holidays("GB", "ENG", years=range(2025, 2028))]
    assert days == sorted(days)
    assert {day.year for day in days} == {2025, 2026, 2027}


def test_every_country_and_its_regions_can_be_read() -> None:
    areas = countries()
    assert len(areas) > 150
    assert [area.name for area in areas] == sorted(area.name for area in areas)
    for area in areas[::10]:
        regions = regions_of(area.code)
        assert public_holidays(area.code, regions[0].code if regions else "", years=Y2026) is not None


def test_what_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="country"):
        public_holidays("ZZ", years=Y2026)
    with pytest.raises(UnknownReferenceError, match="region"):
        public_holidays("DE", "XX", years=Y2026)
    for years in (range(2026, 2026), range(2020, 2035)):
        with pytest.raises(InvalidValueError, match="years"):
            public_holidays("DE", years=years)
