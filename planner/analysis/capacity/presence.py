"""Who is there on which day: calendar, holidays, leave and on-call of one person, a cell per day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.calendar import Period
from planner.domain.team import Absence, AbsenceKind, Member, Team


class DayState(StrEnum):
    """What a day of one person is, first of all; the shares of the cell say how much of it."""

    FREE = "free"
    LEAVE = "leave"
    HOLIDAY = "holiday"
    ON_CALL = "on-call"
    OFF = "off"
    TEAM_OFF = "team-off"


@dataclass(frozen=True, slots=True)
class DayCell:
    """One person's day.

    ``calendar_share - holiday_share - share_away - oncall_share == share_there``; all are parts of a whole day.

    Parameters
    ----------
    share_there
        Part of the day that is left for the team's work, before ramp-up and meetings.
    share_away
        Part that leave takes; 0 on days that are not worked anyway.
    ramp_share
        Effectiveness of a newcomer, 1 for everybody else.
    kind
        Why the person is away; ``None`` when they are not.
    name
        Name of the holiday or team day off.
    on_call
        The person is on duty, whatever else the day is.
    """

    day: date
    state: DayState
    share_there: float
    share_away: float = 0.0
    ramp_share: float = 1.0
    kind: AbsenceKind | None = None
    name: str = ""
    calendar_share: float = 0.0
    holiday_share: float = 0.0
    oncall_share: float = 0.0
    on_call: bool = False


def day_cells(team: Team, member: Member, period: Period, *, ramp_share: float = 1.0) -> tuple[DayCell, ...]:
    """Return a cell for every day of a period on which anybody in the team may work.

    Parts of a day are taken in the order holiday, leave, on-call, each from what the earlier ones left. The same kind
    of leave entered twice counts once; different kinds on one day add up.
    """
    mine = _Calendar.of(team, member, period)
    return tuple(mine.cell(day, ramp_share=ramp_share) for day in working_days(team, period))


def working_days(team: Team, period: Period) -> tuple[date, ...]:
    """Return the days of a period that are worked by the team or by anybody in it."""
    weeks = {team.week, *(team.week_of(member) for member in team.members)}
    return tuple(day for day in period.days() if any(week.share_on(day) > 0 for week in weeks))


@dataclass(frozen=True, slots=True)
class _Calendar:
    """What concerns one person in one period, looked up once."""

    team: Team
    member: Member
    absences: tuple[Absence, ...]
    duties: tuple[Period, ...]
    off: dict[date, tuple[float, str, DayState]]

    @classmethod
    def of(cls, team: Team, member: Member, period: Period) -> "_Calendar":
        absences = tuple(
            entry for entry in team.absences if entry.member_id == member.id and entry.period.overlaps(period)
        )
        duties = tuple(
            shift.period for shift in team.rota if shift.member_id == member.id and shift.period.overlaps(period)
        )
        return cls(team, member, absences, duties, dict(_days_off(team, member, period)))

    def cell(self, day: date, *, ramp_share: float) -> DayCell:
        """Return the person's day."""
        calendar = self._calendar_share(day)
        off_share, name, off_state = self.off.get(day, (0.0, "", DayState.FREE))
        holiday = calendar * off_share
        left = calendar - holiday
        away_share, kind = self._away(day)
        away = min(left, calendar * away_share)
        left -= away
        on_call = calendar > 0 and any(day in duty for duty in self.duties)
        oncall = left * self.team.overheads.on_call_cost if on_call else 0.0
        return DayCell(
            day=day,
            state=_state(calendar=calendar, holiday=holiday, away=away, on_call=on_call, off_state=off_state),
            share_there=left - oncall,
            share_away=away,
            ramp_share=ramp_share,
            kind=kind if away > 0 else None,
            name=name if holiday > 0 else "",
            calendar_share=calendar,
            holiday_share=holiday,
            oncall_share=oncall,
            on_call=on_call,
        )

    def _calendar_share(self, day: date) -> float:
        member = self.member
        joined = member.joined is None or member.joined <= day
        here = joined and (member.left is None or day < member.left)
        return member.fte * self.team.week_of(member).share_on(day) if here else 0.0

    def _away(self, day: date) -> tuple[float, AbsenceKind | None]:
        by_kind: dict[AbsenceKind, float] = {}
        for entry in self.absences:
            if day in entry.period:
                by_kind[entry.kind] = max(entry.share, by_kind.get(entry.kind, 0.0))
        if not by_kind:
            return 0.0, None
        main = min(by_kind, key=lambda kind: (-by_kind[kind], kind.value))
        return min(1.0, sum(by_kind.values())), main


def _days_off(team: Team, member: Member, period: Period) -> Iterable[tuple[date, tuple[float, str, DayState]]]:
    """Yield whole or part days off; where two meet, the longer one is the last to be yielded and counts."""
    places = [entry for entry in team.holiday_sets if entry.id == member.place and member.place]
    found = [
        (holiday.day, (holiday.share, holiday.name, DayState.HOLIDAY))
        for place in places
        for holiday in place.holidays
        if holiday.day in period
    ]
    found += [
        (entry.day, (entry.share, entry.name, DayState.TEAM_OFF)) for entry in team.days_off if entry.day in period
    ]
    return sorted(found, key=lambda entry: (entry[0], entry[1][0], entry[1][2] is DayState.HOLIDAY))


def _state(*, calendar: float, holiday: float, away: float, on_call: bool, off_state: DayState) -> DayState:
    if calendar <= 0:
        return DayState.OFF
    if holiday > 0:
        return off_state
    if away > 0:
        return DayState.LEAVE
    return DayState.ON_CALL if on_call else DayState.FREE
