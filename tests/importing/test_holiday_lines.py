"""Holidays as lines of text."""

from datetime import date

from planner.domain.calendar import Holiday
from planner.importing.holiday_lines import holiday_lines, parse_holiday_lines


def test_holiday_lines_take_dates_in_several_forms_and_half_days() -> None:
    holidays, issues = parse_holiday_lines(
        "2026-12-25 Christmas\n24.12.2026; Christmas Eve, half\n\n1 Jan 2027 New Year\n2026-12-25 Christmas Day\n"
    )

    assert holidays == (
        Holiday(date(2026, 12, 24), "Christmas Eve", 0.5),
        Holiday(date(2026, 12, 25), "Christmas Day"),
        Holiday(date(2027, 1, 1), "New Year"),
    )
    assert issues == ()


def test_lines_that_are_no_holiday_are_told() -> None:
    holidays, issues = parse_holiday_lines("Christmas\n2026-13-45 Nothing\n2026-12-25\n")

    assert holidays == (Holiday(date(2026, 12, 25), "Holiday"),)
    assert [(issue.row, issue.value) for issue in issues] == [(1, "Christmas"), (2, "2026-13-45 Nothing")]


def test_holiday_lines_read_back_what_they_write() -> None:
    holidays = (Holiday(date(2026, 12, 24), "Eve", 0.5), Holiday(date(2026, 12, 25), "Christmas"))

    assert parse_holiday_lines(holiday_lines(holidays)) == (holidays, ())
