"""Names of a leave list and what is new in it."""

from datetime import date

from planner.analysis.leave_matching import MatchedLeave, match_people, new_leave, period_words
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


def test_names_match_without_accents_in_either_order_by_alias_and_by_a_lone_first_name() -> None:
    names = ["AOKAFOR", "rivera, tomas", "Amara", "Tom", "Nobody"]

    assert match_people(TEAM, names) == {"AOKAFOR": "amara", "rivera, tomas": "tomas", "Amara": "amara", "Tom": "tom"}


def test_leave_that_is_already_known_is_not_new() -> None:
    # Monday to Friday are away already; to Sunday adds no worked day; the week after is new, and only once
    known = MatchedLeave("amara", Period(date(2026, 5, 18), date(2026, 5, 25)), 1.0, AbsenceKind.LEAVE)
    fresh = MatchedLeave("amara", Period(date(2026, 5, 25), date(2026, 5, 26)), 1.0, AbsenceKind.LEAVE)
    half = MatchedLeave("amara", Period(date(2026, 5, 18), date(2026, 5, 19)), 0.5, AbsenceKind.LEAVE)

    assert new_leave(TEAM, [known, fresh, fresh, half]) == (fresh, half)


def test_a_period_is_written_with_its_year() -> None:
    assert period_words(Period(date(2026, 5, 18), date(2026, 5, 23))) == "18 to 22 May 2026"
