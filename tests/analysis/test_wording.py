from datetime import date

import pytest

from planner.analysis.wording import (
    amount,
    chance,
    count,
    listing,
    money,
    number,
    pd,
    percent,
    period,
    period_long,
    period_short,
    share,
    signed,
    size,
    small,
    unit_name,
    weekday,
)
from planner.domain.calendar import Period
from planner.domain.settings import Unit


def days(first: date, last: date) -> Period:
    return Period(first, date.fromordinal(last.toordinal() + 1))


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (number(-6.0, 1), "−6.0"),
        (number(-0.04, 1), "0.0"),
        (number(2.5), "3"),
        (number(6.45, 1), "6.5"),
        (signed(3), "+3"),
        (signed(-2), "−2"),
        (signed(0.2), "0"),
        (size(8.0), "8"),
        (size(2.5), "2.5"),
        (small(0.044), "0.04"),
        (small(11.6), "12"),
        (small(2.67), "2.7"),
        (pd(8), "8.0 pd"),
        (percent(0.25), "25 %"),
        (share(0.224), "22.4 %"),
        (share(0.25), "25 %"),
        (count(1, "item"), "1 item"),
        (count(2, "person", "people"), "2 people"),
        (amount(23.0, Unit.POINTS), "23 points"),
        (amount(1.0, Unit.ITEMS), "1 item"),
        (unit_name(Unit.DAYS, 1), "day"),
        (money(620, "€"), "€ 620"),
        (money(1_300, "€"), "€ 1.3 k"),
        (listing(["A"]), "A"),
        (listing([]), ""),
        (listing(["A", "B"]), "A and B"),
        (listing(["A", "B", "C", "D"], most=2), "A, B and 2 more"),
    ],
)
def test_numbers_read_as_on_the_pictures(shown: str, expected: str) -> None:
    assert shown == expected


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(1.0, "> 95 %"), (0.9501, "> 95 %"), (0.95, "95 %"), (0.634, "63 %"), (0.009, "< 1 %"), (0.0, "< 1 %")],
)
def test_nothing_about_the_future_is_certain(probability: float, expected: str) -> None:
    assert chance(probability) == expected


def test_dates_name_the_month_once_when_it_is_the_same() -> None:
    sprint = days(date(2026, 5, 18), date(2026, 5, 29))
    across = days(date(2026, 6, 29), date(2026, 7, 10))
    two = days(date(2026, 5, 28), date(2026, 5, 29))
    one = days(date(2026, 5, 22), date(2026, 5, 22))
    assert [period(span) for span in (sprint, across, two, one)] == [
        "18 to 29 May",
        "29 Jun to 10 Jul",
        "28 and 29 May",
        "22 May",
    ]
    assert [period_short(span) for span in (sprint, across, one)] == ["18–29 May", "29 Jun – 10 Jul", "22 May"]
    assert period_long(sprint) == "Monday 18 to Friday 29 May"
    assert period_long(across) == "Monday 29 Jun to Friday 10 Jul"
    assert weekday(date(2026, 5, 26)) == "Tuesday 26 May"
