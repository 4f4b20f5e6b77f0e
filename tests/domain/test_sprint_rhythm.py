from datetime import date, timedelta

import pytest

from planner.domain.calendar import Period
from planner.domain.edits.sprints import next_sprints
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint

MONDAY = date(2026, 5, 18)


def _plan(days: int) -> Plan:
    return Plan(sprints=(Sprint("S1", "S1", Period(MONDAY, MONDAY + timedelta(days=days))),))


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (12, 14),  # Monday to the second Friday: the next one starts after the weekend
        (14, 14),
        (5, 7),
        (19, 21),
        (10, 10),  # a rhythm that has nothing to do with weeks
    ],
)
def test_next_sprint_starts_after_the_weekend(days: int, step: int) -> None:
    second, third = next_sprints(_plan(days), 2)
    assert second.period.start == MONDAY + timedelta(days=step)
    assert third.period.start == MONDAY + timedelta(days=2 * step)
    assert second.period.end - second.period.start == timedelta(days=days)
    assert (second.name, third.name) == ("S2", "S3")
