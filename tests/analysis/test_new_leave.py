"""What is new in a leave list."""

from datetime import date

from planner.analysis.capacity.new_leave import MatchedLeave, new_leave, period_words
from planner.domain.calendar import Period
from planner.domain.team import Absence, AbsenceKind, Member, Team

TEAM = Team(
    members=(
        Member("amara", "Amara Okafor", aliases=("aokafor",)),
        Member("tomas", "Tomás Rivera"),
        Member("tom", "Tom Reed"),
        Member("tom2", "Tom Rand"),
    ),
    absences=(Absence("x", "amara", Period(date(2026, 5, 18), date(2026, 5, 23))),),
)


def test_leave_that_is_already_known_is_not_new() -> None:
    # Monday to Friday are away already; to Sunday adds no worked day; the week after is new, and only once
    known = MatchedLeave("amara", Period(date(2026, 5, 18), date(2026, 5, 25)), 1.0, AbsenceKind.LEAVE)
    monday = date(2026, 5, 25)
    fresh = MatchedLeave.between(monday, monday, member_id="amara", share=1.0, kind=AbsenceKind.LEAVE)
    half = MatchedLeave("amara", Period(date(2026, 5, 18), date(2026, 5, 19)), 0.5, AbsenceKind.LEAVE)

    assert new_leave(TEAM, [known, fresh, fresh, half]) == (fresh, half)


def test_a_period_is_written_with_its_year() -> None:
    assert period_words(Period(date(2026, 5, 18), date(2026, 5, 23))) == "18 to 22 May 2026"
