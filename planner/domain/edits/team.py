"""Edits of the team: people, absences, rota, holidays and overheads."""

from dataclasses import dataclass, replace
from datetime import date

from planner.domain.calendar import ONE_DAY, HolidaySet, Period, WeekPattern
from planner.domain.edits.base import BaseEdit
from planner.domain.edits.sequence import added, removed, replaced
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.team import (
    Absence,
    AbsenceKind,
    CapacityOverride,
    Member,
    Overheads,
    RotaShift,
    TeamDayOff,
)

MAX_PROJECTS = 5


@dataclass(frozen=True, slots=True)
class AddMember(BaseEdit):
    """Somebody joins the list."""

    member: Member

    def apply(self, plan: Plan) -> Plan:
        """Append the person, after checking the figures."""
        _check_member(self.member)
        return replace(plan, team=replace(plan.team, members=added(plan.team.members, self.member, noun="member")))


@dataclass(frozen=True, slots=True)
class ChangeMember(BaseEdit):
    """A person's name, share, dates, place, ramp or skills change."""

    member: Member

    def apply(self, plan: Plan) -> Plan:
        """Exchange the person of the same identity."""
        _check_member(self.member)
        members = replaced(plan.team.members, self.member, noun="member")
        return plan if members is plan.team.members else replace(plan, team=replace(plan.team, members=members))


@dataclass(frozen=True, slots=True)
class RemoveMember(BaseEdit):
    """A person leaves the list, with their absences, duties and overrides."""

    member_id: str

    def apply(self, plan: Plan) -> Plan:
        """Drop the person and everything that names them in the calendar."""
        team = plan.team
        return replace(
            plan,
            team=replace(
                team,
                members=removed(team.members, self.member_id, noun="member"),
                absences=tuple(entry for entry in team.absences if entry.member_id != self.member_id),
                rota=tuple(entry for entry in team.rota if entry.member_id != self.member_id),
                overrides=tuple(entry for entry in team.overrides if entry.member_id != self.member_id),
            ),
        )


@dataclass(frozen=True, slots=True)
class AddAbsence(BaseEdit):
    """Somebody is away for a period, however many sprints it crosses."""

    absence: Absence

    def apply(self, plan: Plan) -> Plan:
        """Add the entry."""
        plan.member(self.absence.member_id)
        _check_share("share", self.absence.share)
        absences = added(plan.team.absences, self.absence, noun="absence")
        return replace(plan, team=replace(plan.team, absences=absences))


@dataclass(frozen=True, slots=True)
class RemoveAbsence(BaseEdit):
    """An entry of leave is taken out."""

    absence_id: str

    def apply(self, plan: Plan) -> Plan:
        """Drop the entry."""
        absences = removed(plan.team.absences, self.absence_id, noun="absence")
        return replace(plan, team=replace(plan.team, absences=absences))


@dataclass(frozen=True, slots=True)
class SetAvailability(BaseEdit):
    """Paint days of one person: away for ``share_away`` of each day in the period, 0 to be there again.

    Entries that overlap the period are cut around it, so that no day is ever counted twice.
    """

    member_id: str
    period: Period
    share_away: float
    kind: AbsenceKind = AbsenceKind.LEAVE

    def apply(self, plan: Plan) -> Plan:
        """Cut what overlaps and add the new stretch, joined to a like neighbour."""
        plan.member(self.member_id)
        _check_share("share", self.share_away)
        mine = [entry for entry in plan.team.absences if entry.member_id == self.member_id]
        others = tuple(entry for entry in plan.team.absences if entry.member_id != self.member_id)
        kept = [piece for entry in mine for piece in _cut(entry, self.period)]
        if self.share_away > 0:
            kept.append(Absence("", self.member_id, self.period, self.share_away, self.kind))
        fresh = _with_ids(_joined(kept), taken={entry.id for entry in others})
        absences = (*others, *fresh)
        return plan if absences == plan.team.absences else replace(plan, team=replace(plan.team, absences=absences))


@dataclass(frozen=True, slots=True)
class SetDuty(BaseEdit):
    """Paint on-call duty of one person over a period, or take it away."""

    member_id: str
    period: Period
    on_duty: bool = True

    def apply(self, plan: Plan) -> Plan:
        """Cut the person's shifts around the period, then add the new one, joined to its neighbours."""
        plan.member(self.member_id)
        mine = [shift.period for shift in plan.team.rota if shift.member_id == self.member_id]
        kept = [part for period in mine for part in without(period, self.period)]
        painted = _in_one([*kept, self.period] if self.on_duty else kept)
        if painted == sorted(mine, key=lambda period: period.start):
            return plan
        others = [shift for shift in plan.team.rota if shift.member_id != self.member_id]
        pieces = [(shift.member_id, shift.period) for shift in others]
        pieces += [(self.member_id, period) for period in painted]
        pieces.sort(key=lambda piece: (piece[1].start, piece[0]))
        rota = tuple(RotaShift(f"R{number}", *piece) for number, piece in enumerate(pieces, start=1))
        return replace(plan, team=replace(plan.team, rota=rota))


@dataclass(frozen=True, slots=True)
class SetRota(BaseEdit):
    """The whole on-call rota is exchanged, as the generator or an import does."""

    rota: tuple[RotaShift, ...]

    def apply(self, plan: Plan) -> Plan:
        """Exchange all shifts, after checking that everybody in them is in the team."""
        for shift in self.rota:
            plan.member(shift.member_id)
        return plan if self.rota == plan.team.rota else replace(plan, team=replace(plan.team, rota=self.rota))


@dataclass(frozen=True, slots=True)
class SetHolidays(BaseEdit):
    """The holiday list of one place is added or exchanged."""

    holiday_set: HolidaySet

    def apply(self, plan: Plan) -> Plan:
        """Exchange the set of the same identity, or add it."""
        for holiday in self.holiday_set.holidays:
            _check_share("holiday", holiday.share)
        if self.holiday_set in plan.team.holiday_sets:
            return plan
        others = tuple(entry for entry in plan.team.holiday_sets if entry.id != self.holiday_set.id)
        return replace(plan, team=replace(plan.team, holiday_sets=(*others, self.holiday_set)))


@dataclass(frozen=True, slots=True)
class SetTeamDaysOff(BaseEdit):
    """The days on which nobody works are exchanged."""

    days_off: tuple[TeamDayOff, ...]

    def apply(self, plan: Plan) -> Plan:
        """Exchange the list, in date order."""
        for entry in self.days_off:
            _check_share("day off", entry.share)
        days = tuple(sorted(self.days_off, key=lambda entry: entry.day))
        return plan if days == plan.team.days_off else replace(plan, team=replace(plan.team, days_off=days))


@dataclass(frozen=True, slots=True)
class SetOverheads(BaseEdit):
    """Focus, unplanned, learning, on-call cost or meetings change; a slider's drag is one step."""

    overheads: Overheads

    @property
    def merge_key(self) -> str:
        """One drag is one step."""
        return "overheads"

    def apply(self, plan: Plan) -> Plan:
        """Exchange the overheads, after checking every share."""
        heads = self.overheads
        for name in ("focus", "unplanned_share", "learning_share", "on_call_cost"):
            _check_share(name, getattr(heads, name))
        if heads.focus == 0 or heads.unplanned_share + heads.learning_share > 1:
            raise InvalidValueError("overheads", heads.focus, "focus above 0; unplanned and learning at most 100 %")
        return plan if heads == plan.team.overheads else replace(plan, team=replace(plan.team, overheads=heads))


@dataclass(frozen=True, slots=True)
class SetCapacityOverride(BaseEdit):
    """One person's effective days in one sprint are typed by hand; ``None`` goes back to the calendar."""

    sprint_id: str
    member_id: str
    effective_pd: float | None
    reason: str = ""

    def apply(self, plan: Plan) -> Plan:
        """Exchange the override of this person and sprint."""
        if plan.sprint(self.sprint_id).is_closed:
            raise InvalidValueError("sprint", self.sprint_id, "a sprint that is not closed")
        plan.member(self.member_id)
        where = (self.sprint_id, self.member_id)
        others = tuple(entry for entry in plan.team.overrides if (entry.sprint_id, entry.member_id) != where)
        if self.effective_pd is not None:
            if not 0 <= self.effective_pd <= plan.settings.sprint_days * 2:
                raise InvalidValueError("capacity", self.effective_pd, "days between 0 and the sprint's length")
            override = CapacityOverride(*where, self.effective_pd, self.reason)
            if override in plan.team.overrides:
                return plan
            others = (*others, override)
        return plan if others == plan.team.overrides else replace(plan, team=replace(plan.team, overrides=others))


@dataclass(frozen=True, slots=True)
class SetWorkingWeek(BaseEdit):
    """The team's working week changes, such as Sunday to Thursday."""

    week: WeekPattern

    def apply(self, plan: Plan) -> Plan:
        """Exchange the week; each person's own pattern stays."""
        return plan if self.week == plan.team.week else replace(plan, team=replace(plan.team, week=self.week))


def without(period: Period, hole: Period) -> tuple[Period, ...]:
    """Return what is left of a period when another is cut out of it: none, one or two parts."""
    if not period.overlaps(hole):
        return (period,)
    before = (Period(period.start, hole.start),) if period.start < hole.start else ()
    after = (Period(hole.end, period.end),) if hole.end < period.end else ()
    return before + after


def one_day(day: date) -> Period:
    """Return the period that is a single day."""
    return Period(day, day + ONE_DAY)


def _cut(entry: Absence, hole: Period) -> list[Absence]:
    return [replace(entry, period=part) for part in without(entry.period, hole)]


def _joined(entries: list[Absence]) -> list[Absence]:
    joined: list[Absence] = []
    for entry in sorted(entries, key=lambda absence: absence.period.start):
        last = joined[-1] if joined else None
        alike = last is not None and (last.share, last.kind, last.note) == (entry.share, entry.kind, entry.note)
        if last is not None and alike and last.period.end == entry.period.start:
            joined[-1] = replace(last, period=Period(last.period.start, entry.period.end))
        else:
            joined.append(entry)
    return joined


def _in_one(periods: list[Period]) -> list[Period]:
    """Return periods in time order, those that touch made into one."""
    joined: list[Period] = []
    for period in sorted(periods, key=lambda entry: entry.start):
        if joined and joined[-1].end == period.start:
            joined[-1] = Period(joined[-1].start, period.end)
        else:
            joined.append(period)
    return joined


def _with_ids(entries: list[Absence], *, taken: set[str]) -> tuple[Absence, ...]:
    named: list[Absence] = []
    for entry in entries:
        base = f"{entry.member_id}-{entry.period.start.isoformat()}"
        label = entry.id if entry.id and entry.id not in taken else base
        number = 2
        while label in taken:
            label, number = f"{base}-{number}", number + 1
        taken.add(label)
        named.append(replace(entry, id=label))
    return tuple(named)


def _check_share(name: str, share: float) -> None:
    if not 0 <= share <= 1:
        raise InvalidValueError(name, share, "a share between 0 and 1")


def _check_member(member: Member) -> None:
    if not member.id or not member.name.strip():
        raise InvalidValueError("name", member.name, "a name")
    if not 0 < member.fte <= 1:
        raise InvalidValueError("fte", member.fte, "a share above 0, up to 1")
    if not 1 <= member.projects <= MAX_PROJECTS:
        raise InvalidValueError("projects", member.projects, "1 to 5 projects")
    if not 0 <= member.mentoring_pd < float("inf"):
        raise InvalidValueError("mentoring_pd", member.mentoring_pd, "days of 0 or more")
    if member.joined and member.left and member.left <= member.joined:
        raise InvalidValueError("left", member.left, "a date after joining")
    if member.ramp and not (0 <= member.ramp.start_share <= 1 and member.ramp.sprints >= 1):
        raise InvalidValueError("ramp", member.ramp.start_share, "a start share up to 1 over at least 1 sprint")
