"""The on-call rota: who carried how much, and a fair rota that goes around leave."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, fsum

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.domain.calendar import Period
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.team import Member, RotaShift, Team

WARN_SHARE = 0.25
"""On call for more than a quarter of the working days is too much for one person."""

SHIFT_DAYS = 7


@dataclass(frozen=True, slots=True)
class DutyShare:
    """One person's part of a sprint on call: duty days over the days they work in it."""

    member: Member
    sprint_id: str
    duty_days: int
    share: float
    worked_days: int = 0

    @property
    def too_much(self) -> bool:
        """Say whether this is more than the team should ask of one person."""
        return self.share > WARN_SHARE + 1e-9


@dataclass(frozen=True, slots=True)
class ShiftClash:
    """A shift on which its person is away for ``days_away`` working days."""

    shift: RotaShift
    days_away: float


@dataclass(frozen=True, slots=True)
class DutyCount:
    """How many shifts a person has in the proposed period, before and after, against the fair number."""

    member: Member
    before: int
    after: int
    fair: float


@dataclass(frozen=True, slots=True)
class RotaProposal:
    """A rota to look at before it is taken.

    Parameters
    ----------
    period
        What the generator filled.
    shifts
        The new shifts of the period, one after the other.
    rota
        The whole rota with them: what lies outside the period is kept.
    counts
        Shifts per person who takes part, in list order.
    clashes
        Shifts that nobody could take without being away; the person least away has them.
    most_share
        The largest part of the period that anybody is on call.
    people_needed
        How many people it takes so that nobody is on call for more than :data:`WARN_SHARE` of the period.
    """

    period: Period
    shifts: tuple[RotaShift, ...]
    rota: tuple[RotaShift, ...]
    counts: tuple[DutyCount, ...]
    clashes: tuple[ShiftClash, ...]
    most_share: float = 0.0
    people_needed: int = 1

    @property
    def too_much(self) -> bool:
        """Say whether somebody is on call for more than the team should ask."""
        return self.most_share > WARN_SHARE + 1e-9


def duty_shares(breakdowns: Iterable[CapacityBreakdown]) -> tuple[DutyShare, ...]:
    """Return each person's share of each sprint on call, in list order, sprint by sprint."""
    found = []
    for breakdown in breakdowns:
        for person in breakdown.people:
            worked = [cell for cell in person.days if cell.calendar_share > 0]
            duty = sum(cell.on_call for cell in worked)
            share = duty / len(worked) if worked else 0.0
            found.append(DutyShare(person.member, breakdown.sprint.id, duty, share, len(worked)))
    return tuple(found)


def duty_over(shares: Iterable[DutyShare]) -> tuple[DutyShare, ...]:
    """Return each person's share of several sprints together, in list order; its sprint is empty.

    Who has a week in every sprint of two has half of each sprint and a quarter of it all: only the whole says whether
    it is too much.
    """
    found: dict[str, list[DutyShare]] = {}
    for entry in shares:
        found.setdefault(entry.member.id, []).append(entry)
    together = []
    for mine in found.values():
        duty, worked = sum(entry.duty_days for entry in mine), sum(entry.worked_days for entry in mine)
        together.append(DutyShare(mine[0].member, "", duty, duty / worked if worked else 0.0, worked))
    return tuple(together)


def days_away(team: Team, member: Member, period: Period) -> float:
    """Return the working days of a period on which a person is on leave or not in the team."""
    week = team.week_of(member)
    mine = [entry for entry in team.absences if entry.member_id == member.id and entry.period.overlaps(period)]
    lost = []
    for day in period.days():
        absent = max((entry.share for entry in mine if day in entry.period), default=0.0)
        lost.append(week.share_on(day) if not _in_team(member, day) else week.share_on(day) * absent)
    return fsum(lost)


def shift_clashes(team: Team, shifts: Iterable[RotaShift]) -> tuple[ShiftClash, ...]:
    """Return the shifts whose person is away on part of them."""
    people = {member.id: member for member in team.members}
    found = (ShiftClash(shift, days_away(team, people[shift.member_id], shift.period)) for shift in shifts)
    return tuple(clash for clash in found if clash.days_away > 0)


def usual_pool(team: Team) -> tuple[str, ...]:
    """Return who takes part in the rota: everybody who has ever had a shift, else the whole team."""
    known = {shift.member_id for shift in team.rota}
    chosen = tuple(member.id for member in team.members if member.id in known)
    return chosen or tuple(member.id for member in team.members)


def rota_period(plan: Plan, *, today: date, shift_days: int = SHIFT_DAYS) -> Period | None:
    """Return what a new rota would fill: whole shifts from the next one that has not begun to the last sprint's end."""
    coming = plan.coming_sprints()
    if not coming:
        return None
    shift = timedelta(days=shift_days)
    start = coming[0].period.start
    while start < today:
        start += shift
    end = start
    while end < coming[-1].period.end:
        end += shift
    return Period(start, end) if end > start else None


def reassigned(team: Team, shift_id: str, member_id: str) -> tuple[RotaShift, ...]:
    """Return the rota with one shift given to somebody else."""
    return tuple(replace(shift, member_id=member_id) if shift.id == shift_id else shift for shift in team.rota)


def fair_rota(team: Team, period: Period, *, pool: Sequence[str] = (), shift_days: int = SHIFT_DAYS) -> RotaProposal:
    """Return a rota for a period in which nobody has more than their fair number of shifts.

    Parameters
    ----------
    pool
        Who takes part; by default :func:`usual_pool`.
    shift_days
        Calendar days of one shift.

    Raises
    ------
    InvalidValueError
        Nobody takes part, or a shift has no day.

    Notes
    -----
    The fair number is the number of shifts times a person's share of the pool's time (their share of time, for the
    part of the period they are in the team), rounded up; where enough people take part, nobody has more than a quarter
    of all shifts, whatever their share of time. Shifts are matched to people who are not away by augmenting
    paths (Kuhn), so that a shift which only one person can take gets that person even when others must swap for it.
    Among those who can, the one with the fewest shifts and the longest time since the last one goes first.

    Examples
    --------
    >>> team = Team(members=(Member("a", "Ada"), Member("b", "Ben")))
    >>> fair = fair_rota(team, Period(date(2026, 6, 1), date(2026, 6, 29)))
    >>> [shift.member_id for shift in fair.shifts]
    ['a', 'b', 'a', 'b']
    """
    members = [member for member in team.members if member.id in (pool or usual_pool(team))]
    if not members:
        raise InvalidValueError("pool", tuple(pool), "at least one person")
    if shift_days < 1:
        raise InvalidValueError("shift_days", shift_days, "1 day or more")
    slots = _slots(period, shift_days)
    kept = tuple(part for shift in team.rota for part in _outside(shift, period))
    fair = _fair_numbers(members, slots)
    who = _Matching(team, members, slots, fair, kept).solve()
    shifts = tuple(RotaShift(f"duty-{slot.start}", member.id, slot) for slot, member in zip(slots, who, strict=True))
    return RotaProposal(
        period=period,
        shifts=shifts,
        rota=_with_own_ids(sorted((*kept, *shifts), key=lambda shift: (shift.period.start, shift.member_id))),
        counts=_counts(team, members, shifts, period, fair),
        clashes=shift_clashes(team, shifts),
        most_share=max(Counter(shift.member_id for shift in shifts).values()) / len(slots),
        people_needed=_people_needed(len(slots)),
    )


def cover_swap(team: Team, member_id: str, period: Period, *, pool: Sequence[str] = ()) -> tuple[RotaShift, ...] | None:
    """Return the rota with a person's shifts in a period given to others, or ``None`` when nobody can take them.

    Each shift is exchanged with the earliest later shift (else the latest earlier one) of somebody else who is there
    in the first, while the person is there in the second; nobody's number of shifts changes.
    """
    allowed = set(pool or usual_pool(team))
    rota = list(team.rota)
    for place, shift in enumerate(team.rota):
        if shift.member_id == member_id and shift.period.overlaps(period):
            partner = _partner(team, rota, place, keep_free=period, allowed=allowed)
            if partner is None:
                return None
            other = rota[partner]
            rota[partner] = replace(other, member_id=member_id)
            rota[place] = replace(shift, member_id=other.member_id)
    return None if tuple(rota) == team.rota else tuple(rota)


def _partner(team: Team, rota: list[RotaShift], place: int, *, keep_free: Period, allowed: set[str]) -> int | None:
    people = {member.id: member for member in team.members}
    mine = rota[place]
    order: list[int] = [*range(place + 1, len(rota)), *reversed(range(place))]
    for number in order:
        other = rota[number]
        usable = other.member_id != mine.member_id and other.member_id in allowed
        if not usable or other.period.overlaps(keep_free):
            continue
        gives = days_away(team, people[other.member_id], mine.period) == 0
        takes = days_away(team, people[mine.member_id], other.period) == 0
        if gives and takes:
            return number
    return None


def _in_team(member: Member, day: date) -> bool:
    return (member.joined is None or member.joined <= day) and (member.left is None or day < member.left)


def _slots(period: Period, shift_days: int) -> tuple[Period, ...]:
    slots = []
    start = period.start
    while start < period.end:
        end = min(start + timedelta(days=shift_days), period.end)
        slots.append(Period(start, end))
        start = end
    return tuple(slots)


def _outside(shift: RotaShift, period: Period) -> list[RotaShift]:
    """Return what of a shift lies before and after a period."""
    if not shift.period.overlaps(period):
        return [shift]
    parts = []
    if shift.period.start < period.start:
        parts.append(replace(shift, period=Period(shift.period.start, period.start)))
    if period.end < shift.period.end:
        parts.append(replace(shift, period=Period(period.end, shift.period.end)))
    return parts


def _with_own_ids(shifts: Iterable[RotaShift]) -> tuple[RotaShift, ...]:
    seen: Counter[str] = Counter()
    named = []
    for shift in shifts:
        seen[shift.id] += 1
        named.append(shift if seen[shift.id] == 1 else replace(shift, id=f"{shift.id}-{seen[shift.id]}"))
    return tuple(named)


def _fair_numbers(members: list[Member], slots: tuple[Period, ...]) -> dict[str, Fraction]:
    """Return each person's exact part of the shifts: by share of time, for shifts that begin while they are here."""
    weights = {
        member.id: Fraction(member.fte).limit_denominator(1000) * sum(_in_team(member, slot.start) for slot in slots)
        for member in members
    }
    total = sum(weights.values()) or Fraction(1)
    return {member_id: weight * len(slots) / total for member_id, weight in weights.items()}


def _counts(
    team: Team, members: list[Member], shifts: tuple[RotaShift, ...], period: Period, fair: dict[str, Fraction]
) -> tuple[DutyCount, ...]:
    before = Counter(shift.member_id for shift in team.rota if shift.period.start in period)
    after = Counter(shift.member_id for shift in shifts)
    return tuple(DutyCount(member, before[member.id], after[member.id], float(fair[member.id])) for member in members)


def _people_needed(shifts: int) -> int:
    """Return how many people it takes so that nobody has more than a quarter of some shifts."""
    return ceil(shifts / max(1, int(shifts * WARN_SHARE + 1e-9)))


def _most_shifts(members: list[Member], fair: dict[str, Fraction], shifts: int) -> dict[str, int]:
    """Return how many shifts each person may have: the fair number rounded up, and a quarter of all where it can be.

    What full-time people may not take beyond the quarter goes to those who have less of it, in list order.
    """
    caps = {member.id: ceil(fair[member.id]) for member in members}
    quarter = int(shifts * WARN_SHARE + 1e-9)
    able = [member.id for member in members if fair[member.id] > 0]
    if len(able) * quarter < shifts:
        return caps
    bound = {member_id: min(cap, quarter) for member_id, cap in caps.items()}
    for member_id in able * quarter:
        if sum(bound.values()) >= shifts:
            break
        bound[member_id] = min(bound[member_id] + 1, quarter)
    return bound


class _Matching:
    """Shifts to people, each at most their fair number, by augmenting paths."""

    def __init__(
        self,
        team: Team,
        members: list[Member],
        slots: tuple[Period, ...],
        fair: dict[str, Fraction],
        kept: tuple[RotaShift, ...],
    ) -> None:
        self._members = members
        self._slots = slots
        self._caps = _most_shifts(members, fair, len(slots))
        self._away = [{member.id: days_away(team, member, slot) for member in members} for slot in slots]
        self._last = {
            member.id: max((shift.period.end for shift in kept if shift.member_id == member.id), default=date.min)
            for member in members
        }
        self._taken: list[Member | None] = [None] * len(slots)

    def solve(self) -> list[Member]:
        """Return the person of each slot."""
        for place in range(len(self._slots)):
            self._augment(place, set())
        return [taken or self._least_away(place) for place, taken in enumerate(self._taken)]

    def _augment(self, place: int, visited: set[str]) -> bool:
        """Give a slot to somebody who is there, moving other slots along when they are full."""
        for member in self._order(place):
            if member.id in visited or self._away[place][member.id] > 0:
                continue
            visited.add(member.id)
            mine = [number for number, taken in enumerate(self._taken) if taken is member]
            if len(mine) < self._caps[member.id] or any(self._augment(number, visited) for number in mine):
                self._taken[place] = member
                return True
        return False

    def _order(self, place: int) -> list[Member]:
        """Return the people for a slot: no shift beside another, fewest so far, longest ago, list order."""

        def burden(member: Member) -> tuple[bool, Fraction, date]:
            mine = [number for number, taken in enumerate(self._taken) if taken is member]
            beside = any(abs(number - place) == 1 for number in mine) or (
                place == 0 and self._last[member.id] == self._slots[0].start
            )
            last = max((self._slots[number].end for number in mine if number < place), default=self._last[member.id])
            return beside, Fraction(len(mine), max(1, self._caps[member.id])), last

        return sorted(self._members, key=burden)

    def _least_away(self, place: int) -> Member:
        """Return the person least away from a slot nobody is fully there for, within the fair numbers if possible."""
        count = Counter(taken.id for taken in self._taken if taken is not None)
        free = [member for member in self._members if count[member.id] < self._caps[member.id]] or self._members
        chosen = min(free, key=lambda member: (self._away[place][member.id], count[member.id]))
        self._taken[place] = chosen
        return chosen
