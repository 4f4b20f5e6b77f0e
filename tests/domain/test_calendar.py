"""Half-open periods, working weeks and holidays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import Holiday, HolidaySet, Period, WeekPattern, next_working_day, working_dates
from planner.domain.errors import InvalidValueError

MAY = Period(date(2026, 5, 18), date(2026, 5, 25))
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    assert date(2026, 5, 18) in MAY
    assert date(2026, 5, 24) in MAY
    assert date(2026, 5, 25) not in MAY
    assert MAY.last_day == date(2026, 5, 24)
    assert len(list(MAY.days())) == 7


@pytest.mark.parametrize("end", [date(2026, 5, 18), date(2026, 5, 17)])
def test_an_empty_or_reversed_period_is_refused(end: date) -> None:
    with pytest.raises(InvalidValueError):
        Period(date(2026, 5, 18), end)


def test_periods_that_touch_do_not_overlap() -> None:
    assert not MAY.overlaps(Period(date(2026, 5, 25), date(2026, 5, 26)))
    assert MAY.overlaps(Period(date(2026, 5, 24), date(2026, 5, 26)))


@given(days=st.lists(DAYS, min_size=4, max_size=4, unique=True))
def test_overlap_is_sharing_a_day(days: list[date]) -> None:
    first, second = Period(*sorted(days[:2])), Period(*sorted(days[2:]))
    assert first.overlaps(second) == bool(set(first.days()) & set(second.days()))


def test_weeks_say_how_much_of_a_day_is_worked() -> None:
    friday, sunday = date(2026, 5, 22), date(2026, 5, 24)
    assert WeekPattern().share_on(friday) == 1.0
    assert WeekPattern.days_off(4).share_on(friday) == 0.0
    assert (WeekPattern.sunday_to_thursday().share_on(friday), WeekPattern.sunday_to_thursday().share_on(sunday)) == (
        0,
        1,
    )


@pytest.mark.parametrize("shares", [(1.0,) * 6, (1.5,) * 7, (-0.1,) * 7])
def test_a_week_has_seven_shares_of_a_day(shares: tuple[float, ...]) -> None:
    with pytest.raises(InvalidValueError):
        WeekPattern(shares)


def test_holidays_of_a_place_are_parts_of_days() -> None:
    day = date(2026, 12, 24)
    holidays = HolidaySet(
        "DE", "Germany", (Holiday(day, "Christmas Eve", 0.5), Holiday(date(2026, 12, 25), "Christmas"))
    )
    assert [holidays.share_off(date(2026, 12, number)) for number in (23, 24, 25)] == [0.0, 0.5, 1.0]


def test_working_dates_leave_out_weekends_and_whole_holidays() -> None:
    holidays = (Holiday(date(2026, 5, 20), "Whole"), Holiday(date(2026, 5, 21), "Half", 0.5))
    days = working_dates(MAY, week=WeekPattern(), holidays=holidays)
    assert [day.day for day in days] == [18, 19, 21, 22]


def test_next_working_day_is_the_day_itself_or_a_later_one() -> None:
    friday = date(2026, 5, 22)
    assert next_working_day(friday, week=WeekPattern()) == friday
    monday_off = frozenset({date(2026, 5, 25)})
    assert next_working_day(date(2026, 5, 23), week=WeekPattern(), holidays=monday_off) == date(2026, 5, 26)
    with pytest.raises(InvalidValueError):
        next_working_day(friday, week=WeekPattern((0.0,) * 7))
