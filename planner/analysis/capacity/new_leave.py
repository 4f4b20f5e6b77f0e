"""Which leave of a foreign list the plan does not know yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from planner.analysis.wording import period
from planner.domain.calendar import ONE_DAY, Period
from planner.domain.team import AbsenceKind, Member, Team


@dataclass(frozen=True, slots=True)
class MatchedLeave:
    """Days away of a person of the team."""

    member_id: str
    period: Period
    share: float
    kind: AbsenceKind

    @classmethod
    def between(cls, first: date, last: date, *, member_id: str, share: float, kind: AbsenceKind) -> "MatchedLeave":
        """Return the days from the first to the last, both away."""
        return cls(member_id, Period(first, last + ONE_DAY), share, kind)


def new_leave(team: Team, wanted: Iterable[MatchedLeave]) -> tuple[MatchedLeave, ...]:
    """Return the entries that would change the plan: those not yet covered by leave of the same part and kind.

    Entries of one person that overlap or follow each other are one, as the plan will keep them.
    """
    return tuple(_joined([entry for entry in wanted if not _known(team, entry)]))


def _joined(wanted: Iterable[MatchedLeave]) -> list[MatchedLeave]:
    """Return the entries in their order, each with what overlaps or follows it put into the first of them."""
    found: list[MatchedLeave] = []
    for entry in wanted:
        span, place = entry.period, len(found)
        for at in range(len(found) - 1, -1, -1):
            other = found[at]
            like = (other.member_id, other.share, other.kind) == (entry.member_id, entry.share, entry.kind)
            if like and other.period.start <= span.end and span.start <= other.period.end:
                span = Period(min(span.start, other.period.start), max(span.end, other.period.end))
                del found[at]
                place = at
        found.insert(place, replace(entry, period=span))
    return found


def period_words(span: Period) -> str:
    """Return a period with its year."""
    return f"{period(span)} {span.last_day.year}"


def _known(team: Team, wanted: MatchedLeave) -> bool:
    """Say whether every worked day of an entry is already away in the same way."""
    member: Member = next(one for one in team.members if one.id == wanted.member_id)
    week = team.week_of(member)
    mine = [one for one in team.absences if one.member_id == member.id]
    return all(
        any(day in one.period and (one.share, one.kind) == (wanted.share, wanted.kind) for one in mine)
        for day in wanted.period.days()
        if week.share_on(day) > 0
    )
