"""Capacity against figures worked by hand; the working stands above each assertion."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.capacity.breakdown import CapacitySteps, DayState, capacity_of, ramp_share, sprint_rhythm_days
from planner.domain.calendar import Holiday, HolidaySet, Period, WeekPattern
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings
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

FOUR_DAYS = WeekPattern.days_off(4)
S15 = Sprint("S15", "S15", Period(date(2026, 5, 18), date(2026, 6, 1)))
S16 = Sprint("S16", "S16", Period(date(2026, 6, 1), date(2026, 6, 15)))
S17 = Sprint("S17", "S17", Period(date(2026, 6, 15), date(2026, 6, 29)))


def may(first: int, last: int) -> Period:
    return Period(date(2026, 5, first), date(2026, 5, last + 1))


def plan_of(*members: Member, **team: object) -> Plan:
    base = Team(members=members)
    return Plan(team=replace(base, **team), sprints=(S15, S16, S17))  # type: ignore[arg-type]


def steps_of(plan: Plan, sprint: Sprint = S15) -> CapacitySteps:
    return capacity_of(plan, sprint).steps


def approx(value: float) -> object:
    return pytest.approx(value, abs=1e-9)


def test_worked_example_e0() -> None:
    # 8 people, 10 days. 10 + 10, leave 3 -> 7, on-call 5 -> 7.5, two projects -> 8, fourth ramp sprint -> 4.6154,
    # mentoring 2 -> 8, four days a week with 1 day of leave -> 7. Sum 62.1154, focus 0.70 -> 43.4808.
    members = (
        Member("a", "Ada"),
        Member("b", "Bo"),
        Member("c", "Cy"),
        Member("d", "Di"),
        Member("e", "Ed", projects=2),
        Member("f", "Fay", ramp=Ramp(since=date(2026, 4, 6))),
        Member("g", "Gus", mentoring_pd=2.0),
        Member("h", "Hal", week=FOUR_DAYS),
    )
    absences = (Absence("1", "c", may(18, 20)), Absence("2", "h", may(18, 18)))
    plan = plan_of(*members, absences=absences, rota=(RotaShift("R1", "d", may(18, 22)),))
    assert round(steps_of(plan).effective_pd, 4) == 43.4808


def payments_team() -> Plan:
    """Seven people as on the pictures of the design."""
    whit_monday = Holiday(date(2026, 5, 25), "Whit Monday")
    members = (
        Member("amara", "Amara Okafor", place="DE"),
        Member("jonas", "Jonas Weber", place="DE", mentoring_pd=1.0),
        Member("lena", "Lena Fischer", place="DE", week=FOUR_DAYS),
        Member("tomas", "Tomás Rivera", place="DE", ramp=Ramp(since=date(2026, 4, 6))),
        Member("priya", "Priya Nair", place="UK"),
        Member("callum", "Callum Reid", place="UK"),
        Member("zofia", "Zofia Nowak", place="PL"),
    )
    absences = (
        Absence("1", "amara", may(28, 29)),
        Absence("2", "jonas", may(22, 22)),
        Absence("3", "priya", may(27, 27), share=0.5),
        Absence("4", "callum", may(20, 22)),
    )
    sets = (
        HolidaySet("DE", "Germany", (whit_monday,)),
        HolidaySet("UK", "United Kingdom", (whit_monday,)),
        HolidaySet("PL", "Poland", (Holiday(date(2026, 6, 4), "Corpus Christi"),)),
    )
    rota = (RotaShift("R1", "priya", may(18, 22)), RotaShift("R2", "zofia", may(25, 30)))
    heads = Overheads(focus=0.72, unplanned_share=0.20, learning_share=0.05)
    team = Team(members=members, absences=absences, holiday_sets=sets, rota=rota, overheads=heads)
    return Plan(team=team, sprints=(S15, S16, S17))


def test_team_of_the_pictures_step_by_step() -> None:
    # Calendar 6 x 10 + 8; six people off on Whit Monday; leave 2 + 1 + 0.5 + 3; on-call 5 x 0.5 for two people;
    # ramp: Tomás 9 x (1 - 0.461538) = 4.846154, Jonas mentors 1; meetings 0.28 x 44.653846 = 12.503077;
    # effective 0.72 x 44.653846 = 32.150769; then 20 %, 5 % and 25 % of it.
    steps = steps_of(payments_team())
    assert [round(figure, 1) for figure in (steps.calendar_pd, steps.holidays_pd, steps.leave_pd)] == [68.0, 6.0, 6.5]
    assert [round(figure, 1) for figure in (steps.oncall_pd, steps.ramp_pd, steps.meetings_pd)] == [5.0, 5.8, 12.5]
    assert round(steps.effective_pd, 4) == 32.1508
    rest = (steps.unplanned_pd, steps.learning_pd, steps.reserve_pd, steps.feature_pd)
    assert [round(figure, 1) for figure in rest] == [6.4, 1.6, 8.0, 16.1]


def test_each_person_of_the_pictures() -> None:
    people = capacity_of(payments_team(), S15).people
    effective = [round(person.steps.effective_pd, 1) for person in people]
    assert effective == [5.0, 5.0, 5.0, 3.0, 4.3, 4.3, 5.4]


def test_people_there_each_day_of_the_pictures() -> None:
    there = [count for _, count in capacity_of(payments_team(), S15).there_by_day]
    assert there == [6.5, 6.5, 5.5, 5.5, 3.5, 0.5, 6.5, 6.0, 5.5, 4.5]


def test_days_say_what_the_heat_map_shows() -> None:
    breakdown = capacity_of(payments_team(), S15)
    states = {person.member.id: "".join(cell.state.value[0] for cell in person.days) for person in breakdown.people}
    # f free, l leave, h holiday, o on-call or off
    assert states["amara"] == "fffffhffll"
    assert states["lena"] == "ffffohfffo"
    assert states["priya"] == "ooooohflff"
    assert states["zofia"] == "fffffooooo"
    priya = breakdown.person("priya")
    assert priya is not None
    half = priya.days[7]
    assert (half.share_away, half.share_there, half.kind) == (0.5, 0.5, AbsenceKind.LEAVE)
    assert priya.days[5].name == "Whit Monday"


def test_unknown_person_has_no_part() -> None:
    assert capacity_of(payments_team(), S15).person("nobody") is None


def test_one_leave_across_three_sprints_costs_each_sprint_its_own_days() -> None:
    # Wed 27 May to Wed 17 June: 27, 28, 29 May = 3; all 10 days of S16; 15, 16, 17 June = 3.
    away = Absence("1", "a", Period(date(2026, 5, 27), date(2026, 6, 18)))
    plan = plan_of(Member("a", "Ada"), absences=(away,))
    assert [steps_of(plan, sprint).leave_pd for sprint in (S15, S16, S17)] == [3.0, 10.0, 3.0]


def test_half_a_day_costs_half_a_day() -> None:
    plan = plan_of(Member("a", "Ada"), absences=(Absence("1", "a", may(20, 20), share=0.5),))
    assert steps_of(plan).leave_pd == 0.5
    assert steps_of(plan).effective_pd == approx(9.5 * 0.7)


def test_leave_on_a_holiday_or_a_weekend_costs_nothing() -> None:
    # Sat 23, Sun 24 and Whit Monday 25 May.
    sets = (HolidaySet("DE", "Germany", (Holiday(date(2026, 5, 25), "Whit Monday"),)),)
    away = Absence("1", "a", may(23, 25))
    steps = steps_of(plan_of(Member("a", "Ada", place="DE"), holiday_sets=sets, absences=(away,)))
    assert (steps.holidays_pd, steps.leave_pd) == (1.0, 0.0)


def test_half_holiday_leaves_half_a_day_for_leave() -> None:
    sets = (HolidaySet("DE", "Germany", (Holiday(date(2026, 5, 22), "Half", share=0.5),)),)
    plan = plan_of(Member("a", "Ada", place="DE"), holiday_sets=sets, absences=(Absence("1", "a", may(22, 22)),))
    assert (steps_of(plan).holidays_pd, steps_of(plan).leave_pd) == (0.5, 0.5)


def test_regional_holiday_counts_only_for_people_of_that_place() -> None:
    sets = (HolidaySet("PL", "Poland", (Holiday(date(2026, 6, 4), "Corpus Christi"),)),)
    plan = plan_of(Member("a", "Ada", place="DE"), Member("b", "Bo", place="PL"), Member("c", "Cy"), holiday_sets=sets)
    assert [person.steps.holidays_pd for person in capacity_of(plan, S16).people] == [0.0, 1.0, 0.0]


def test_joiner_and_leaver_count_for_their_days_only() -> None:
    # Joins Mon 25 May: 5 of 10 days. Last day Wed 20 May, so 18, 19, 20 = 3 days.
    joiner = Member("a", "Ada", joined=date(2026, 5, 25))
    leaver = Member("b", "Bo", left=date(2026, 5, 21))
    people = capacity_of(plan_of(joiner, leaver), S15).people
    assert [person.steps.calendar_pd for person in people] == [5.0, 3.0]
    assert people[0].days[0].state is DayState.OFF


def test_on_call_week_takes_its_cost_of_what_is_left_of_each_day() -> None:
    # Duty Mon 18 to Sun 24 May; on leave Tue, half a day off Wed. Mon, Thu, Fri 0.5 each, Wed 0.5 x 0.5, Tue 0:
    # 1.75. The weekend costs nothing.
    absences = (Absence("1", "a", may(19, 19)), Absence("2", "a", may(20, 20), share=0.5))
    plan = plan_of(Member("a", "Ada"), rota=(RotaShift("R1", "a", may(18, 24)),), absences=absences)
    steps = steps_of(plan)
    assert (steps.leave_pd, steps.oncall_pd) == (1.5, 1.75)
    assert steps.effective_pd == approx((10 - 1.5 - 1.75) * 0.7)


def test_two_shifts_on_one_day_cost_one() -> None:
    rota = (RotaShift("R1", "a", may(18, 18)), RotaShift("R2", "a", may(18, 19)))
    assert steps_of(plan_of(Member("a", "Ada"), rota=rota)).oncall_pd == 1.0


def test_the_teams_own_on_call_cost_is_used() -> None:
    heads = Overheads(on_call_cost=0.25)
    plan = plan_of(Member("a", "Ada"), rota=(RotaShift("R1", "a", may(18, 21)),), overheads=heads)
    assert steps_of(plan).oncall_pd == 1.0


def test_sunday_to_thursday_team() -> None:
    # 18 to 31 May: Sundays 24 and 31, Fridays 22 and 29 and Saturdays 23 and 30 off: Mon-Thu 8 days + 2 Sundays.
    # Leave Thu 21 to Sun 24 May costs Thursday and Sunday. Bo has a pattern of his own, four days Monday to Thursday.
    plan = plan_of(
        Member("a", "Ada"),
        Member("b", "Bo", week=FOUR_DAYS),
        week=WeekPattern.sunday_to_thursday(),
        absences=(Absence("1", "a", may(21, 24)),),
    )
    ada, bo = capacity_of(plan, S15).people
    assert (ada.steps.calendar_pd, ada.steps.leave_pd) == (10.0, 2.0)
    assert bo.steps.calendar_pd == 8.0
    assert [cell.day.weekday() for cell in ada.days] == [0, 1, 2, 3, 6, 0, 1, 2, 3, 6]


def test_team_day_off_takes_everybody_and_is_named() -> None:
    off = (TeamDayOff(date(2026, 5, 20), "Offsite"), TeamDayOff(date(2026, 7, 1), "Later"))
    plan = plan_of(Member("a", "Ada"), Member("b", "Bo"), days_off=off)
    assert steps_of(plan).holidays_pd == 2.0
    cell = capacity_of(plan, S15).people[0].days[2]
    assert (cell.state, cell.name) == (DayState.TEAM_OFF, "Offsite")


def test_holiday_on_a_team_day_off_is_counted_once() -> None:
    day = date(2026, 5, 25)
    sets = (HolidaySet("DE", "Germany", (Holiday(day, "Whit Monday"), Holiday(date(2026, 12, 25), "Christmas"))),)
    off = (TeamDayOff(day, "Bridge", share=0.5),)
    plan = plan_of(Member("a", "Ada", place="DE"), holiday_sets=sets, days_off=off)
    assert steps_of(plan).holidays_pd == 1.0
    assert capacity_of(plan, S15).people[0].days[5].state is DayState.HOLIDAY


def test_the_same_leave_entered_twice_counts_once_and_different_kinds_add_up() -> None:
    twice = (Absence("1", "a", may(18, 18), share=0.5), Absence("2", "a", may(18, 18), share=0.5))
    assert steps_of(plan_of(Member("a", "Ada"), absences=twice)).leave_pd == 0.5
    mixed = (twice[0], Absence("3", "a", may(18, 18), share=0.5, kind=AbsenceKind.SICK))
    plan = plan_of(Member("a", "Ada"), absences=mixed)
    assert steps_of(plan).leave_pd == 1.0
    assert capacity_of(plan, S15).people[0].days[0].kind is AbsenceKind.LEAVE


@pytest.mark.parametrize(("projects", "kept"), [(1, 1.0), (2, 0.8), (3, 0.6), (4, 0.4), (5, 0.25)])
def test_switching_between_projects_costs_a_share(projects: int, kept: float) -> None:
    assert steps_of(plan_of(Member("a", "Ada", projects=projects))).effective_pd == approx(10 * kept * 0.7)


def test_mentoring_never_takes_more_than_is_there() -> None:
    plan = plan_of(Member("a", "Ada", mentoring_pd=4.0), absences=(Absence("1", "a", may(18, 27)),))
    # Two days left, four of mentoring.
    assert (steps_of(plan).ramp_pd, steps_of(plan).effective_pd) == (2.0, 0.0)


def test_part_time_person_on_leave_loses_only_their_part_of_the_day() -> None:
    plan = plan_of(Member("a", "Ada", fte=0.6), absences=(Absence("1", "a", may(18, 19)),))
    assert (steps_of(plan).calendar_pd, steps_of(plan).leave_pd) == (approx(6.0), approx(1.2))


@pytest.mark.parametrize(
    ("since", "share"),
    [
        (date(2026, 5, 18), 0.3),  # first sprint
        (date(2026, 5, 20), 0.3),  # starts in the middle of it: still the first
        (date(2026, 5, 13), 0.3 + 0.7 / 13),  # started in the middle of the one before: the second
        (date(2026, 4, 6), 0.3 + 0.7 * 3 / 13),  # fourth: 0.4615
        (date(2025, 1, 6), 1.0),  # long over
        (date(2026, 6, 1), 1.0),  # not yet begun
    ],
)
def test_ramp_counts_sprints_since_it_began(since: date, share: float) -> None:
    assert ramp_share(Ramp(since), S15.period.start, S15.period.end, rhythm_days=14) == approx(share)


def test_ramp_counts_in_sprints_of_the_plans_length() -> None:
    weekly = tuple(
        Sprint(f"S{week}", f"S{week}", Period(date(2026, 5, 4 + 7 * week), date(2026, 5, 11 + 7 * week)))
        for week in range(3)
    )
    plan = replace(plan_of(Member("a", "Ada", ramp=Ramp(date(2026, 5, 4)))), sprints=weekly)
    shares = [capacity_of(plan, sprint).people[0].ramp_share for sprint in weekly]
    assert shares == [approx(0.3 + 0.7 * number / 13) for number in range(3)]


def test_rhythm_without_two_sprints_follows_the_settings() -> None:
    assert sprint_rhythm_days(Plan()) == 14
    assert sprint_rhythm_days(Plan(settings=PlanSettings(sprint_days=15))) == 21
    assert sprint_rhythm_days(Plan(settings=PlanSettings(sprint_days=0))) == 1


def test_override_replaces_the_effective_days_and_the_steps_still_add_up() -> None:
    override = CapacityOverride("S15", "a", 3.0, "parental part-time starts")
    plan = plan_of(Member("a", "Ada"), Member("b", "Bo"), overrides=(override,))
    breakdown = capacity_of(plan, S15)
    ada = breakdown.people[0]
    # Ada's calendar gives 7.0, typed 3.0: correction -4.0. The team has 3 + 7.
    assert ada.override is override
    assert (ada.steps.effective_pd, ada.steps.override_pd) == (3.0, approx(-4.0))
    assert breakdown.steps.effective_pd == approx(10.0)
    assert capacity_of(plan, S16).people[0].override is None


def test_own_reserve_of_the_sprint_and_a_trial_reserve() -> None:
    own = replace(S15, reserve_share=0.30)
    plan = plan_of(Member("a", "Ada"))
    assert capacity_of(plan, own).steps.reserve_pd == approx(2.1)
    assert capacity_of(plan, own, reserve_share=0.10).steps.reserve_pd == approx(0.7)


def test_reserve_never_takes_more_than_unplanned_work_and_learning_leave() -> None:
    heads = Overheads(unplanned_share=0.6, learning_share=0.2)
    breakdown = capacity_of(plan_of(Member("a", "Ada"), overheads=heads), S15)
    assert breakdown.reserve_share == approx(0.2)
    assert breakdown.steps.feature_pd == approx(0.0)


def test_empty_team_has_no_capacity_and_no_days() -> None:
    breakdown = capacity_of(Plan(sprints=(S15,)), S15)
    assert breakdown.steps == CapacitySteps()
    assert breakdown.there_by_day == ()
