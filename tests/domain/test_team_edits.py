"""Edits of people and their calendar: what they change, what they refuse, what they leave alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import Holiday, HolidaySet, Period, WeekPattern
from planner.domain.edits import (
    AddAbsence,
    AddMember,
    ChangeMember,
    RemoveAbsence,
    RemoveMember,
    SetAvailability,
    SetCapacityOverride,
    SetDuty,
    SetHolidays,
    SetOverheads,
    SetRota,
    SetTeamDaysOff,
    SetWorkingWeek,
)
from planner.domain.edits.team import one_day, without
from planner.domain.errors import DuplicateError, InvalidValueError, UnknownReferenceError
from planner.domain.plan import Edit, Plan, changed_fields
from planner.domain.sprint import Sprint, SprintActuals, SprintState
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

ADA, BO = Member("ada", "Ada Byron"), Member("bo", "Bo")
S1 = Sprint("S1", "S1", Period(date(2026, 5, 18), date(2026, 6, 1)))
PLAN = Plan(team=Team(members=(ADA, BO)), sprints=(S1,))


def may(first: int, last: int) -> Period:
    return Period(date(2026, 5, first), date(2026, 5, last) + timedelta(days=1))


def away(plan: Plan, member_id: str = "ada") -> list[tuple[int, int, float]]:
    mine = [entry for entry in plan.team.absences if entry.member_id == member_id]
    return [(entry.period.start.day, entry.period.last_day.day, entry.share) for entry in mine]


def test_people_are_added_changed_and_removed() -> None:
    plan = AddMember(Member("cy", "Cy")).apply(PLAN)
    assert [member.id for member in plan.team.members] == ["ada", "bo", "cy"]
    assert ChangeMember(replace(BO, fte=0.5)).apply(plan).member("bo").fte == 0.5
    assert ChangeMember(BO).apply(plan) is plan
    with pytest.raises(DuplicateError):
        AddMember(ADA).apply(plan)
    with pytest.raises(UnknownReferenceError):
        ChangeMember(Member("x", "X")).apply(plan)


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"id": ""},
        {"fte": 0.0},
        {"fte": 1.1},
        {"projects": 0},
        {"projects": 6},
        {"mentoring_pd": -1.0},
        {"mentoring_pd": float("nan")},
        {"joined": date(2026, 5, 1), "left": date(2026, 5, 1)},
        {"ramp": Ramp(date(2026, 5, 1), start_share=1.5)},
        {"ramp": Ramp(date(2026, 5, 1), sprints=0)},
    ],
)
def test_impossible_people_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError):
        AddMember(replace(Member("cy", "Cy"), **change)).apply(PLAN)  # type: ignore[arg-type]


def test_a_person_goes_with_everything_that_names_them() -> None:
    team = replace(
        PLAN.team,
        absences=(Absence("1", "ada", may(18, 18)), Absence("2", "bo", may(18, 18))),
        rota=(RotaShift("R1", "ada", may(18, 18)), RotaShift("R2", "bo", may(19, 19))),
        overrides=(CapacityOverride("S1", "ada", 5.0, ""), CapacityOverride("S1", "bo", 5.0, "")),
    )
    left = RemoveMember("ada").apply(replace(PLAN, team=team)).team
    assert [entry.member_id for entry in left.absences] == ["bo"]
    assert [entry.member_id for entry in left.rota] == ["bo"]
    assert [entry.member_id for entry in left.overrides] == ["bo"]


def test_absences_are_added_and_removed() -> None:
    plan = AddAbsence(Absence("1", "ada", may(18, 20))).apply(PLAN)
    assert away(plan) == [(18, 20, 1.0)]
    assert RemoveAbsence("1").apply(plan).team.absences == ()
    for entry in (
        Absence("2", "ada", may(18, 18), share=1.5),
        Absence("2", "x", may(18, 18)),
        Absence("1", "bo", may(1, 2)),
    ):
        with pytest.raises((InvalidValueError, UnknownReferenceError, DuplicateError)):
            AddAbsence(entry).apply(plan)


def test_painting_cuts_what_is_there_and_joins_like_neighbours() -> None:
    plan = SetAvailability("ada", may(18, 22), 1.0).apply(PLAN)
    plan = SetAvailability("ada", may(20, 20), 0.5).apply(plan)
    assert away(plan) == [(18, 19, 1.0), (20, 20, 0.5), (21, 22, 1.0)]
    plan = SetAvailability("ada", may(20, 20), 1.0).apply(plan)
    assert away(plan) == [(18, 22, 1.0)]
    assert away(SetAvailability("ada", may(18, 19), 0.0).apply(plan)) == [(20, 22, 1.0)]
    assert SetAvailability("ada", may(25, 26), 0.0).apply(plan) is plan
    with pytest.raises(InvalidValueError):
        SetAvailability("ada", may(18, 18), 2.0).apply(plan)


def test_painted_entries_get_names_of_their_own() -> None:
    taken = Absence("ada-2026-05-18", "bo", may(1, 1))
    plan = replace(PLAN, team=replace(PLAN.team, absences=(taken,)))
    plan = SetAvailability("ada", may(18, 18), 1.0, AbsenceKind.SICK).apply(plan)
    assert [entry.id for entry in plan.team.absences] == ["ada-2026-05-18", "ada-2026-05-18-2"]


@given(strokes=st.lists(st.tuples(st.integers(1, 28), st.integers(0, 3), st.sampled_from([0.0, 0.5, 1.0])), max_size=8))
def test_painting_in_strokes_is_painting_day_by_day(strokes: list[tuple[int, int, float]]) -> None:
    plan, days = PLAN, dict.fromkeys(range(1, 32), 0.0)
    for first, more, share in strokes:
        plan = SetAvailability("ada", may(first, first + more), share).apply(plan)
        days |= dict.fromkeys(range(first, first + more + 1), share)
    painted = dict.fromkeys(range(1, 32), 0.0)
    for entry in plan.team.absences:
        painted |= {day.day: painted[day.day] + entry.share for day in entry.period.days()}
    assert painted == days
    assert len({entry.id for entry in plan.team.absences}) == len(plan.team.absences)


def test_duty_is_painted_cut_and_joined() -> None:
    plan = SetDuty("ada", may(18, 20)).apply(PLAN)
    plan = SetDuty("bo", may(20, 22)).apply(plan)
    plan = SetDuty("ada", may(21, 22)).apply(plan)
    shifts = [
        (shift.id, shift.member_id, shift.period.start.day, shift.period.last_day.day) for shift in plan.team.rota
    ]
    assert shifts == [("R1", "ada", 18, 22), ("R2", "bo", 20, 22)]
    cut = SetDuty("ada", may(19, 20), on_duty=False).apply(plan)
    assert [(shift.member_id, shift.period.start.day) for shift in cut.team.rota] == [
        ("ada", 18),
        ("bo", 20),
        ("ada", 21),
    ]
    assert SetDuty("ada", may(19, 20)).apply(plan) is plan
    assert SetDuty("ada", may(25, 26), on_duty=False).apply(plan) is plan


def test_whole_lists_are_exchanged_and_the_same_again_changes_nothing() -> None:
    rota = (RotaShift("R1", "ada", may(18, 24)),)
    days_off = (TeamDayOff(date(2026, 5, 22), "B"), TeamDayOff(date(2026, 5, 20), "A"))
    germany = HolidaySet("DE", "Germany", (Holiday(date(2026, 5, 25), "Whit Monday"),))
    edits: tuple[Edit, ...] = (
        SetRota(rota),
        SetTeamDaysOff(days_off),
        SetHolidays(germany),
        SetWorkingWeek(WeekPattern.sunday_to_thursday()),
        SetOverheads(Overheads(focus=0.8)),
        SetCapacityOverride("S1", "ada", 5.0, "typed"),
    )
    plan = PLAN
    for edit in edits:
        changed = edit.apply(plan)
        assert changed_fields(plan, changed) == {"team"}
        assert edit.apply(changed) is changed
        plan = changed
    assert [entry.name for entry in plan.team.days_off] == ["A", "B"]
    assert SetHolidays(replace(germany, holidays=())).apply(plan).team.holiday_sets == (replace(germany, holidays=()),)


def test_shares_out_of_bounds_are_refused() -> None:
    day = date(2026, 5, 20)
    edits: tuple[Edit, ...] = (
        SetTeamDaysOff((TeamDayOff(day, "Offsite", 1.5),)),
        SetHolidays(HolidaySet("DE", "Germany", (Holiday(day, "Odd", -0.5),))),
        SetOverheads(Overheads(focus=0.0)),
        SetOverheads(Overheads(focus=1.2)),
        SetOverheads(Overheads(unplanned_share=0.8, learning_share=0.3)),
        SetCapacityOverride("S1", "ada", 50.0),
        SetCapacityOverride("S1", "ada", -1.0),
    )
    for edit in edits:
        with pytest.raises(InvalidValueError):
            edit.apply(PLAN)
    with pytest.raises(UnknownReferenceError):
        SetRota((RotaShift("R1", "nobody", may(1, 2)),)).apply(PLAN)


def test_overheads_slide_in_one_step() -> None:
    assert SetOverheads(Overheads()).merge_key == "overheads"
    assert SetDuty("ada", may(1, 1)).merge_key == ""


def test_a_typed_capacity_goes_back_to_the_calendar() -> None:
    plan = SetCapacityOverride("S1", "ada", 5.0, "typed").apply(PLAN)
    assert plan.team.overrides == (CapacityOverride("S1", "ada", 5.0, "typed"),)
    assert SetCapacityOverride("S1", "ada", None).apply(plan).team.overrides == ()
    assert SetCapacityOverride("S1", "bo", None).apply(plan) is plan
    closed = replace(S1, state=SprintState.CLOSED, actuals=SprintActuals(1.0))
    with pytest.raises(InvalidValueError):
        SetCapacityOverride("S1", "ada", 5.0).apply(replace(PLAN, sprints=(closed,)))


def test_a_hole_in_a_period_leaves_up_to_two_parts() -> None:
    assert without(may(18, 22), may(20, 20)) == (may(18, 19), may(21, 22))
    assert without(may(18, 22), may(18, 30)) == ()
    assert without(may(18, 19), may(20, 20)) == (may(18, 19),)
    assert one_day(date(2026, 5, 18)) == may(18, 18)


def test_initials_are_two_letters() -> None:
    assert (ADA.initials, BO.initials) == ("AB", "BO")


def test_people_with_the_ordinary_week_follow_the_team() -> None:
    own = replace(BO, week=WeekPattern.days_off(4))
    team = Team(members=(ADA, own), week=WeekPattern.sunday_to_thursday())
    assert team.week_of(ADA) == WeekPattern.sunday_to_thursday()
    assert team.week_of(own) == WeekPattern.days_off(4)
