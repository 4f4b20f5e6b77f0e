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


def leave_of(member: str, first: int, last: int, *, share: float = 1.0) -> MatchedLeave:
    days = date(2026, 6, first), date(2026, 6, last)
    return MatchedLeave.between(*days, member_id=member, share=share, kind=AbsenceKind.LEAVE)


def test_overlapping_and_adjacent_entries_are_joined_per_person_and_part() -> None:
    team = Team(members=(Member("t", "Tomás Rivera"), Member("p", "Priya Nair")))
    wanted = [leave_of("t", 10, 16), leave_of("t", 8, 12), leave_of("t", 17, 17), leave_of("p", 9, 9)]
    found = new_leave(team, [*wanted, leave_of("t", 22, 23, share=0.5)])
    assert [(one.member_id, one.period.start.day, one.period.last_day.day, one.share) for one in found] == [
        ("t", 8, 17, 1.0),
        ("p", 9, 9, 1.0),
        ("t", 22, 23, 0.5),
    ]


def test_leave_on_a_week_end_alone_is_no_leave() -> None:
    # 13 and 14 June 2026 are a Saturday and a Sunday
    assert new_leave(Team(members=(Member("t", "Tomás Rivera"),)), [leave_of("t", 13, 14)]) == ()
