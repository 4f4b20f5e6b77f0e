"""Who works, when they are there, and what their days go into before any feature is touched."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.calendar import HolidaySet, Period, WeekPattern


class AbsenceKind(StrEnum):
    """Why somebody is away; only leave is shown by name, the others are their own colour in the heat map."""

    LEAVE = "leave"
    SICK = "sick"
    TRAINING = "training"
    OTHER = "other"


_ORDINARY_WEEK = WeekPattern()


@dataclass(frozen=True, slots=True)
class Ramp:
    """A newcomer's ramp-up: effectiveness rises linearly from ``start_share`` to 1 over ``sprints`` sprints.

    The defaults go from 0.3 to 1 over 13 two-week sprints (six months).
    """

    since: date
    start_share: float = 0.3
    sprints: int = 13


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the team.

    Parameters
    ----------
    id
        Stable identity inside the plan.
    place
        Identity of the holiday set that applies; empty for none.
    fte
        Part of each working day that belongs to this team, in (0, 1]; part-time by weekdays goes into ``week``.
    joined, left
        First day with the team and first day after it; ``None`` means no limit.
    projects
        Number of teams or projects shared between; costs switching (1, .8, .6, .4, .25 for 1 to 5).
    mentoring_pd
        Person-days a sprint spent on mentoring somebody else.
    own_week
        ``week`` counts even when it is the ordinary one, for somebody on Monday to Friday in another week's team.
    """

    id: str
    name: str
    place: str = ""
    fte: float = 1.0
    week: WeekPattern = WeekPattern()
    joined: date | None = None
    left: date | None = None
    ramp: Ramp | None = None
    projects: int = 1
    mentoring_pd: float = 0.0
    skills: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    own_week: bool = False

    @property
    def initials(self) -> str:
        """Two letters for cards and load bars."""
        words = self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else self.name[:2].upper()


@dataclass(frozen=True, slots=True)
class Absence:
    """Time away, across any number of sprints; ``share`` 0.5 means half of every day in the period."""

    id: str
    member_id: str
    period: Period
    share: float = 1.0
    kind: AbsenceKind = AbsenceKind.LEAVE
    note: str = ""


@dataclass(frozen=True, slots=True)
class RotaShift:
    """On-call duty of one person; what a duty day costs is in :class:`Overheads`."""

    id: str
    member_id: str
    period: Period


@dataclass(frozen=True, slots=True)
class TeamDayOff:
    """A day on which nobody works, such as an offsite; ``share`` is the part of the day that is off."""

    day: date
    name: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A regular meeting, for explaining the focus factor: hours a sprint for each person who attends."""

    name: str
    hours_per_sprint: float
    member_ids: tuple[str, ...] = ()  # empty: everybody


@dataclass(frozen=True, slots=True)
class Overheads:
    """What days go into besides planned work.

    Parameters
    ----------
    focus
        Share of a present day that reaches work, in (0, 1]: 0.70 unless measured.
    focus_basis
        Where ``focus`` comes from, in the team's words; shown beside the figure.
    unplanned_share, learning_share
        Shares of effective capacity kept for unplanned work and for learning.
    on_call_cost
        Part of a duty day that on-call takes, 0.5 until the team knows better.
    on_call_basis
        Where ``on_call_cost`` comes from, in the team's words.
    """

    focus: float = 0.70
    focus_basis: str = ""
    unplanned_share: float = 0.20
    learning_share: float = 0.0
    on_call_cost: float = 0.5
    meetings: tuple[Meeting, ...] = ()
    on_call_basis: str = ""


@dataclass(frozen=True, slots=True)
class CapacityOverride:
    """A capacity typed by hand for one person and sprint; it is shown as an override, never silently."""

    sprint_id: str
    member_id: str
    effective_pd: float
    reason: str


@dataclass(frozen=True, slots=True)
class Team:
    """The people, their calendars and their overheads, in list order (never ranked)."""

    members: tuple[Member, ...] = ()
    absences: tuple[Absence, ...] = ()
    rota: tuple[RotaShift, ...] = ()
    holiday_sets: tuple[HolidaySet, ...] = ()
    days_off: tuple[TeamDayOff, ...] = ()
    overheads: Overheads = Overheads()
    overrides: tuple[CapacityOverride, ...] = ()
    week: WeekPattern = WeekPattern()

    def week_of(self, member: Member) -> WeekPattern:
        """Return the week a person works: their own pattern, or the team's when theirs is the ordinary one."""
        return member.week if self.has_own_week(member) else self.week

    def has_own_week(self, member: Member) -> bool:
        """Say whether a person's week is their own, whatever the team's is."""
        return member.own_week or member.week != _ORDINARY_WEEK
