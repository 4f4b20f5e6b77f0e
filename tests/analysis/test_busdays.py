"""Numpy's calendar arithmetic against a plain loop over days, and against the days of the capacity breakdown."""

from datetime import date, timedelta

import numpy as np
import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.capacity.busdays import worked_days, working_day_count
from planner.domain.calendar import Holiday, HolidaySet, Period, WeekPattern
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint
from planner.domain.team import Member, Team

CALENDARS = 10_000
FIRST = date(2024, 1, 1)


def random_calendar(rng: np.random.Generator) -> tuple[Period, WeekPattern, tuple[Holiday, ...]]:
    """Return any week, any span up to seven weeks, and holidays in and around it, some of them half a day or twice."""
    start = FIRST + timedelta(days=int(rng.integers(0, 1500)))
    period = Period(start, start + timedelta(days=int(rng.integers(1, 50))))
    week = WeekPattern(tuple(float(share) for share in rng.choice([0.0, 0.5, 1.0], size=7, p=[0.3, 0.2, 0.5])))
    days = rng.integers(-5, 55, size=int(rng.integers(0, 8)))
    shares = rng.choice([0.5, 1.0], size=days.size)
    holidays = (
        Holiday(start + timedelta(days=int(day)), "Day", float(share)) for day, share in zip(days, shares, strict=True)
    )
    return period, week, tuple(holidays)


def by_hand(period: Period, week: WeekPattern, holidays: tuple[Holiday, ...]) -> tuple[int, float]:
    """Return days with work and the work in them, a day at a time as on paper."""
    number, total = 0, 0.0
    day = period.start
    while day < period.end:
        off = max((entry.share for entry in holidays if entry.day == day), default=0.0)
        worked = week.shares[day.weekday()] * (1 - off)
        number += worked > 0
        total += worked
        day += timedelta(days=1)
    return number, total


def test_ten_thousand_random_calendars_agree_with_a_plain_loop() -> None:
    rng = np.random.default_rng(7)
    for _ in range(CALENDARS):
        period, week, holidays = random_calendar(rng)
        number, total = by_hand(period, week, holidays)
        assert working_day_count(period, week=week, holidays=holidays) == number
        assert worked_days(period, week=week, holidays=holidays) == pytest.approx(total, abs=1e-9)


def test_the_calendar_of_the_capacity_is_the_same_arithmetic() -> None:
    rng = np.random.default_rng(8)
    for _ in range(300):
        period, week, holidays = random_calendar(rng)
        member = Member("a", "Ada", place="X", week=week, own_week=True)
        team = Team(members=(member,), holiday_sets=(HolidaySet("X", "X", holidays),))
        steps = capacity_of(Plan(team=team), Sprint("S", "S", period)).steps
        assert steps.calendar_pd == pytest.approx(worked_days(period, week=week))
        assert steps.present_pd == pytest.approx(worked_days(period, week=week, holidays=holidays))


def test_a_week_without_work_has_no_days() -> None:
    period = Period(FIRST, FIRST + timedelta(days=7))
    assert working_day_count(period, week=WeekPattern((0.0,) * 7)) == 0
    assert worked_days(period, week=WeekPattern((0.0,) * 7)) == 0.0
