"""Laws of capacity, and a plain loop over days that must agree with it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.capacity.breakdown import SWITCH_SHARES, CapacitySteps, capacity_of, ramp_share
from planner.domain.calendar import Holiday, HolidaySet, Period, WeekPattern
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint
from planner.domain.team import (
    Absence,
    AbsenceKind,
    CapacityOverride,
    Member,
    Overheads,
    Ramp,
    RotaShift,
    Team,
    TeamDayOff,
)

FIRST = date(2026, 5, 4)
S1 = Sprint("S1", "S1", Period(FIRST, FIRST + timedelta(days=14)))
S2 = Sprint("S2", "S2", Period(FIRST + timedelta(days=14), FIRST + timedelta(days=28)))
PARTS = st.sampled_from([0.25, 0.5, 1.0])
DAYS = st.integers(-5, 30).map(lambda number: FIRST + timedelta(days=number))
PERIODS = st.builds(lambda start, length: Period(start, start + timedelta(days=length)), DAYS, st.integers(1, 12))
WEEKS = st.sampled_from(
    [WeekPattern(), WeekPattern.days_off(4), WeekPattern.sunday_to_thursday(), WeekPattern((0.5,) * 5 + (0.0, 0.0))]
)


@st.composite
def members(draw: st.DrawFn, number: int) -> Member:
    return Member(
        id=f"m{number}",
        name=f"Member {number}",
        place=draw(st.sampled_from(["", "DE"])),
        fte=draw(st.sampled_from([0.4, 0.8, 1.0])),
        week=draw(WEEKS),
        joined=draw(st.one_of(st.none(), DAYS)),
        ramp=draw(st.one_of(st.none(), st.builds(Ramp, DAYS))),
        projects=draw(st.integers(1, 5)),
        mentoring_pd=draw(st.sampled_from([0.0, 1.0, 15.0])),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    people = tuple(draw(members(number)) for number in range(draw(st.integers(1, 4))))
    names = st.sampled_from([member.id for member in people])
    absences = draw(st.lists(st.tuples(names, PERIODS, PARTS, st.sampled_from(AbsenceKind)), max_size=5))
    duties = draw(st.lists(st.tuples(names, PERIODS), max_size=3))
    overrides = draw(st.lists(st.tuples(names, st.floats(0, 10)), max_size=1))
    team = Team(
        members=people,
        absences=tuple(Absence(str(place), *entry) for place, entry in enumerate(absences)),
        rota=tuple(RotaShift(str(place), *entry) for place, entry in enumerate(duties)),
        holiday_sets=(
            HolidaySet("DE", "Germany", tuple(Holiday(draw(DAYS), "Day off", draw(PARTS)) for _ in range(2))),
        ),
        days_off=(TeamDayOff(draw(DAYS), "Offsite", draw(PARTS)),),
        overheads=Overheads(focus=0.7, unplanned_share=0.2, learning_share=0.05, on_call_cost=draw(PARTS)),
        overrides=tuple(CapacityOverride("S1", name, days, "typed") for name, days in overrides),
        week=draw(WEEKS),
    )
    return Plan(team=team, sprints=(S1, S2))


def close(left: float, right: float) -> bool:
    return abs(left - right) < 1e-9


def adds_up(steps: CapacitySteps) -> bool:
    losses = steps.holidays_pd + steps.leave_pd + steps.oncall_pd + steps.ramp_pd + steps.meetings_pd
    uses = steps.unplanned_pd + steps.learning_pd + steps.reserve_pd + steps.feature_pd
    return close(steps.calendar_pd - losses + steps.override_pd, steps.effective_pd) and close(uses, steps.effective_pd)


@given(plan=plans())
def test_parts_always_sum_to_the_whole(plan: Plan) -> None:
    for sprint in plan.sprints:
        breakdown = capacity_of(plan, sprint)
        for steps in (breakdown.steps, *(person.steps for person in breakdown.people)):
            assert adds_up(steps)
            amounts = (steps.holidays_pd, steps.leave_pd, steps.oncall_pd, steps.ramp_pd, steps.meetings_pd)
            assert min(*amounts, steps.effective_pd, steps.feature_pd, steps.reserve_pd) >= -1e-12
        whole = sum(person.steps.effective_pd for person in breakdown.people)
        assert close(whole, breakdown.steps.effective_pd)


@given(plan=plans())
def test_every_day_sums_to_its_parts_and_days_sum_to_steps(plan: Plan) -> None:
    breakdown = capacity_of(plan, S1)
    for person in breakdown.people:
        for cell in person.days:
            losses = cell.holiday_share + cell.share_away + cell.oncall_share
            assert close(cell.calendar_share - losses, cell.share_there)
            assert -1e-12 <= cell.share_there <= 1
        assert close(sum(cell.share_there for cell in person.days), person.steps.present_pd)
    assert close(sum(count for _, count in breakdown.there_by_day), breakdown.steps.present_pd)


@given(plan=plans(), period=PERIODS, share=PARTS)
def test_more_leave_never_gives_more_capacity(plan: Plan, period: Period, share: float) -> None:
    more = Absence("more", plan.team.members[0].id, period, share)
    away = replace(plan, team=replace(plan.team, absences=(*plan.team.absences, more)))
    assert capacity_of(away, S1).steps.effective_pd <= capacity_of(plan, S1).steps.effective_pd + 1e-9


@given(plan=plans())
def test_order_of_people_does_not_matter(plan: Plan) -> None:
    turned = replace(plan, team=replace(plan.team, members=plan.team.members[::-1]))
    assert capacity_of(turned, S1).steps == capacity_of(plan, S1).steps


@given(plan=plans(), shares=st.tuples(st.floats(0, 0.9), st.floats(0, 0.9)))
def test_more_reserve_only_moves_days_from_features(plan: Plan, shares: tuple[float, float]) -> None:
    few, many = (capacity_of(plan, S1, reserve_share=share).steps for share in sorted(shares))
    assert many.reserve_pd >= few.reserve_pd - 1e-12
    assert close(many.reserve_pd + many.feature_pd, few.reserve_pd + few.feature_pd)


def by_hand(plan: Plan, sprint: Sprint) -> float:
    """Effective person-days by a plain loop, day by day, as one would on paper."""
    team = plan.team
    total = 0.0
    for member in team.members:
        there = 0.0
        day = sprint.period.start
        while day < sprint.period.end:
            there += part_there(team, member, day)
            day += timedelta(days=1)
        ramp = ramp_share(member.ramp, sprint.period.start, sprint.period.end, rhythm_days=14)
        days = max(0.0, there - member.mentoring_pd) * ramp * SWITCH_SHARES[member.projects - 1] * team.overheads.focus
        typed = [entry for entry in team.overrides if (entry.sprint_id, entry.member_id) == (sprint.id, member.id)]
        total += typed[0].effective_pd if typed else days
    return total


def part_there(team: Team, member: Member, day: date) -> float:
    week = team.week if member.week == WeekPattern() else member.week
    worked = member.fte * week.shares[day.weekday()]
    if member.joined is not None and day < member.joined:
        worked = 0.0
    off = [entry.share for entry in team.days_off if entry.day == day]
    for holidays in team.holiday_sets:
        if holidays.id == member.place:
            off += [entry.share for entry in holidays.holidays if entry.day == day]
    rest = worked * (1 - max(off, default=0.0))
    kinds: dict[AbsenceKind, float] = {}
    for entry in team.absences:
        if entry.member_id == member.id and entry.period.start <= day < entry.period.end:
            kinds[entry.kind] = max(kinds.get(entry.kind, 0.0), entry.share)
    rest = max(0.0, rest - worked * min(1.0, sum(kinds.values())))
    duty = any(shift.member_id == member.id and shift.period.start <= day < shift.period.end for shift in team.rota)
    return rest * (1 - team.overheads.on_call_cost) if duty else rest


@given(plan=plans())
def test_a_plain_loop_over_days_agrees(plan: Plan) -> None:
    for sprint in plan.sprints:
        assert close(capacity_of(plan, sprint).steps.effective_pd, by_hand(plan, sprint))
