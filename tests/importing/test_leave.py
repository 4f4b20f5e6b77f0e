from datetime import date
from pathlib import Path

import pytest

from planner.domain.calendar import HolidaySet, Period
from planner.domain.errors import FileProblemError, UnreadableFileError
from planner.domain.plan import Plan
from planner.domain.team import AbsenceKind, Member, Team
from planner.importing.leave import holiday_edits, new_holidays, with_leave_from
from planner.importing.leave_rows import LeaveRow, read_leave
from planner.importing.team_table import read_team
from planner.resource_files import resource_path

PLAN = Plan(
    team=Team(
        members=(
            Member("t", "Tomás Rivera", aliases=("t.rivera",)),
            Member("p", "Priya Nair"),
            Member("l", "Lena Fischer"),
        )
    )
)
CALENDAR = """BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
SUMMARY:Priya Nair: conference, \r
 two days\r
DTSTART;VALUE=DATE:20260520\r
DTEND;VALUE=DATE:20260522\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Away\r
ATTENDEE;CN="Rivera\\, Tomás":mailto:t.rivera@payments.example\r
DTSTART:20260527T130000Z\r
DTEND:20260527T170000Z\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Cancelled trip of Lena Fischer\r
STATUS:CANCELLED\r
DTSTART;VALUE=DATE:20260601\r
END:VEVENT\r
END:VCALENDAR\r
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def stretches(plan: Plan) -> set[tuple[str, date, date, float]]:
    return {(entry.member_id, entry.period.start, entry.period.last_day, entry.share) for entry in plan.team.absences}


def test_sheet_becomes_leave_with_last_days_inside(tmp_path: Path) -> None:
    text = (
        "Leave of the team\n\nName;From;To;Part of day;Type\n"
        "Tomás Rivera;20.05.2026;22.05.2026;;Krank\nPriya Nair;27.05.2026;;half;\n"
    )
    plan, issues = with_leave_from(PLAN, write(tmp_path / "leave.csv", text))
    assert issues == ()
    assert stretches(plan) == {
        ("t", date(2026, 5, 20), date(2026, 5, 22), 1.0),
        ("p", date(2026, 5, 27), date(2026, 5, 27), 0.5),
    }
    assert plan.team.absences[0].kind is AbsenceKind.SICK


@pytest.mark.parametrize(
    "name", ["T. Rivera", "Rivera T", "t.rivera", "RIVERA, Tomas", "Tomás", "Tomás Rivera <t.rivera@payments.example>"]
)
def test_people_are_found_under_the_names_that_files_give_them(name: str, tmp_path: Path) -> None:
    path = write(tmp_path / "leave.csv", f'Name,From,To\n"{name}",2026-05-20,2026-05-20\n')
    plan, issues = with_leave_from(PLAN, path)
    assert issues == ()
    assert plan.team.absences[0].member_id == "t"


def test_unknown_person_and_impossible_period_are_told_with_their_row(tmp_path: Path) -> None:
    text = "Name,From,To\nNobody,2026-05-20,2026-05-21\nPriya Nair,2026-05-22,2026-05-20\nLena,2026-05-20,2026-05-20\n"
    plan, issues = with_leave_from(PLAN, write(tmp_path / "leave.csv", text))
    assert {(issue.code, issue.row) for issue in issues} == {("unknown-person", 2), ("no-period", 3)}
    assert [entry.member_id for entry in plan.team.absences] == ["l"]


def test_same_leave_is_never_added_twice(tmp_path: Path) -> None:
    path = write(tmp_path / "leave.csv", "Name,From,To\nPriya Nair,2026-05-20,2026-05-21\n")
    once, _ = with_leave_from(PLAN, path)
    twice, _ = with_leave_from(once, path)
    assert twice is once


def test_calendar_file_gives_whole_days_and_half_days(tmp_path: Path) -> None:
    plan, issues = with_leave_from(PLAN, write(tmp_path / "leave.ics", CALENDAR))
    assert issues == ()
    assert stretches(plan) == {
        ("p", date(2026, 5, 20), date(2026, 5, 21), 1.0),
        ("t", date(2026, 5, 27), date(2026, 5, 27), 0.5),
    }


def test_unreadable_rules_and_dateless_events_are_told(tmp_path: Path) -> None:
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Priya Nair\nDTSTART:20260520\nRRULE:FREQ=SOMETIMES\nEND:VEVENT\n"
        "BEGIN:VEVENT\nSUMMARY:Lena Fischer\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    plan, issues = with_leave_from(PLAN, write(tmp_path / "leave.ics", text))
    assert [issue.code for issue in issues] == ["repeats", "no-period"]
    assert plan.team.absences[0].period == Period(date(2026, 5, 20), date(2026, 5, 21))


def test_shipped_leave_is_the_leave_of_the_sample_plan(sample_plan: Plan) -> None:
    rows, issues = read_leave(resource_path("sample", "leave.csv"))
    assert issues == []
    names = {member.id: member.name for member in sample_plan.team.members}
    wanted = {(names[entry.member_id], entry.period.start, entry.share) for entry in sample_plan.team.absences}
    assert {(row.person, row.first, row.share) for row in rows} == wanted


@pytest.mark.parametrize("name", ["leave.csv", "leave.ics"])
def test_file_without_leave_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        with_leave_from(PLAN, write(tmp_path / name, "Just,words\nand,more\n"))
    with pytest.raises(FileProblemError):
        with_leave_from(PLAN, tmp_path / f"missing-{name}")


def test_team_sheet_gives_people_with_their_share_of_time(tmp_path: Path) -> None:
    text = (
        "Name,FTE,Location,Skills,Days off,Joined,E-mail\n"
        'Ada Lind,100 %,DE,"web, design",,,ada@team.example\n'
        "Ben Moor,0.8,UK,ledger,Fri,2026-04-06,\n"
        ",,,,,,\n"
        "Ada Lind,50,,,,,\n"
    )
    members = read_team(write(tmp_path / "team.csv", text)).members
    assert [(member.id, member.name, member.fte) for member in members] == [
        ("ada lind", "Ada Lind", 1.0),
        ("ben moor", "Ben Moor", 0.8),
        ("ada lind 2", "Ada Lind", 0.5),
    ]
    assert members[0].skills == ("web", "design")
    assert members[0].aliases == ("ada@team.example",)
    assert members[1].week.shares == (1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0)
    assert members[1].joined == date(2026, 4, 6)


@pytest.mark.parametrize("text", ["Just,words\nand,more\n", "Name,FTE\n,\n"])
def test_sheet_without_people_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read_team(write(tmp_path / "team.csv", text))


def test_a_new_place_of_holidays_is_that_of_everybody_without_one() -> None:
    rows = [
        LeaveRow("Midsummer", date(2026, 6, 19), date(2026, 6, 20)),
        LeaveRow("Again", date(2026, 6, 19), date(2026, 6, 19)),
    ]
    place = HolidaySet("ALL", "everybody")
    fresh = new_holidays(place, rows)
    assert [(day.day.day, day.name) for day in fresh] == [(19, "Midsummer"), (20, "Midsummer")]
    plan = PLAN
    for edit in holiday_edits(plan.team, place, fresh):
        plan = edit.apply(plan)
    assert plan.team.holiday_sets[0].share_off(date(2026, 6, 19)) == 1.0
    assert {member.place for member in plan.team.members} == {"ALL"}
    assert new_holidays(plan.team.holiday_sets[0], rows) == ()
