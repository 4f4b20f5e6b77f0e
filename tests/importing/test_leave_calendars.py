"""Calendars with repeats and zones, and sheets of people and days."""

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from planner.domain.team import AbsenceKind
from planner.importing.calendar_text import events_of
from planner.importing.leave_calendar import calendar_events
from planner.importing.leave_rows import read_leave

Spans = list[tuple[str, str, float]]
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"


def events(tmp_path: Path, *bodies: str) -> tuple[Spans, list[str]]:
    """Write events to a calendar and say whose days they take: ``05-20..05-22`` with both days inside."""
    path = tmp_path / "leave.ics"
    blocks = "".join(f"BEGIN:VEVENT\r\n{body.replace(chr(10), chr(13) + chr(10))}\r\nEND:VEVENT\r\n" for body in bodies)
    path.write_text(f"{HEAD}{blocks}END:VCALENDAR\r\n", encoding="utf-8", newline="")
    found, issues = calendar_events(path)
    spans = [(one.who, f"{one.first:%m-%d}..{one.last:%m-%d}", one.share) for one in found]
    return spans, [issue.code for issue in issues]


ONE_EVENT = {
    # a bare day without an end is one day; an end is the first day after
    "one day": ("DTSTART;VALUE=DATE:20260706", ["07-06..07-06"]),
    "a week": ("DTSTART;VALUE=DATE:20260706\nDTEND;VALUE=DATE:20260711", ["07-06..07-10"]),
    "a duration": ("DTSTART;VALUE=DATE:20260706\nDURATION:P1W", ["07-06..07-12"]),
    "end equal to begin": ("DTSTART;VALUE=DATE:20260706\nDTEND;VALUE=DATE:20260706", ["07-06..07-06"]),
    # midnights of Berlin in summer, written in universal time
    "moved midnights": ("DTSTART:20260705T220000Z\nDTEND:20260710T220000Z", ["07-06..07-10"]),
    "moved midnights, west": ("DTSTART:20260706T050000Z\nDTEND:20260708T050000Z", ["07-06..07-07"]),
    "with a zone": (
        "DTSTART;TZID=Europe/Berlin:20260706T000000\nDTEND;TZID=Europe/Berlin:20260708T000000",
        ["07-06..07-07"],
    ),
    "by the clock over days": ("DTSTART:20260706T090000\nDTEND:20260708T170000", ["07-06..07-08"]),
    "until midnight": ("DTSTART:20260706T120000\nDTEND:20260707T000000", ["07-06..07-06"]),
    "weekly, three times": (
        "DTSTART;VALUE=DATE:20260703\nRRULE:FREQ=WEEKLY;COUNT=3",
        ["07-03..07-03", "07-10..07-10", "07-17..07-17"],
    ),
    "weekly until a moment": (
        "DTSTART;VALUE=DATE:20260703\nRRULE:FREQ=WEEKLY;UNTIL=20260717T215959Z",
        ["07-03..07-03", "07-10..07-10", "07-17..07-17"],
    ),
    "two days a week": (
        "DTSTART;VALUE=DATE:20260706\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4",
        ["07-06..07-06", "07-08..07-08", "07-13..07-13", "07-15..07-15"],
    ),
    "last friday of a month": (
        "DTSTART;VALUE=DATE:20260731\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=2",
        ["07-31..07-31", "08-28..08-28"],
    ),
    "days in a row are one stretch": ("DTSTART;VALUE=DATE:20260706\nRRULE:FREQ=DAILY;COUNT=5", ["07-06..07-10"]),
    "one taken out": (
        "DTSTART;VALUE=DATE:20260703\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20260710",
        ["07-03..07-03", "07-17..07-17"],
    ),
    "several taken out, by the clock": (
        "DTSTART:20260703T080000\nDTEND:20260703T170000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260703T080000,20260710T080000",
        ["07-17..07-17"],
    ),
    "a further day": (
        "DTSTART;VALUE=DATE:20260703\nRRULE:FREQ=WEEKLY;COUNT=1\nRDATE;VALUE=DATE:20260709",
        ["07-03..07-03", "07-09..07-09"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_EVENT)
def test_an_event_takes_the_days_that_a_person_reads_in_it(name: str, tmp_path: Path) -> None:
    body, spans = ONE_EVENT[name]
    found, issues = events(tmp_path, f"UID:1\nSUMMARY:Ann Ek\n{body}")
    assert [span for _who, span, _share in found] == spans
    assert issues == []


def test_a_rule_without_an_end_is_followed_two_years_beyond_the_newest_day(tmp_path: Path) -> None:
    found, issues = events(tmp_path, "SUMMARY:New Year\nDTSTAMP:20260301T000000Z\nDTSTART:20250101\nRRULE:FREQ=YEARLY")
    # 2025, 2026, 2027 and 2028: the file was written in March 2026
    assert (len(found), issues) == (4, [])


def test_a_moved_or_cancelled_repeat_replaces_its_day(tmp_path: Path) -> None:
    weekly = "UID:7\nSUMMARY:Ann Ek\nDTSTART;VALUE=DATE:20260703\nRRULE:FREQ=WEEKLY;COUNT=3"
    moved = "UID:7\nSUMMARY:Ann Ek\nRECURRENCE-ID;VALUE=DATE:20260710\nDTSTART;VALUE=DATE:20260709"
    gone = "UID:7\nSTATUS:CANCELLED\nSUMMARY:Ann Ek\nRECURRENCE-ID;VALUE=DATE:20260717\nDTSTART;VALUE=DATE:20260717"
    found, _issues = events(tmp_path, weekly, moved, gone)
    assert [span for _who, span, _share in found] == ["07-03..07-03", "07-09..07-09"]


def test_half_days_and_meetings_are_told_apart_by_their_length(tmp_path: Path) -> None:
    stand_up = "SUMMARY:Stand-up\nDTSTART:20260706T093000\nDTEND:20260706T094500\nRRULE:FREQ=DAILY"
    dentist = "SUMMARY:Ann Ek\nDTSTART:20260706T130000\nDTEND:20260706T170000"
    found, issues = events(tmp_path, stand_up, dentist)
    assert found == [("Ann Ek", "07-06..07-06", 0.5)]
    assert issues == ["meetings-left-out"]


def test_the_only_attendee_is_whose_leave_it_is(tmp_path: Path) -> None:
    alone = 'SUMMARY:Away\nATTENDEE;CN="Ek, Ann";ROLE=CHAIR:mailto:a@x.org\nDTSTART:20260706'
    both = "SUMMARY:Bo Al off\nATTENDEE;CN=Ann:mailto:a@x.org\nATTENDEE;CN=Cy:mailto:c@x.org\nDTSTART:20260708"
    assert [who for who, _span, _share in events(tmp_path, alone, both)[0]] == ["Ek, Ann", "Bo Al off"]


def test_alarms_inside_an_event_are_no_part_of_it() -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT5M\nSUMMARY:Bell\nEND:VALARM"
    event = events_of(
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Ann\n{alarm}\nDTSTART:20260706\nEND:VEVENT\nEND:VCALENDAR"
    )[0]
    assert (event.text("SUMMARY"), event.value("DURATION")) == ("Ann", "")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=4",
        "FREQ=YEARLY;BYWEEKNO=54",
        "FREQ=NEVER",
        "COUNT=3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=999999999",
        "FREQ=MONTHLY;BYSETPOS=300;BYDAY=MO",
        "FREQ=DAILY;UNTIL=99999999",
        "FREQ=WEEKLY;BYDAY=XX",
    ],
)
def test_a_rule_that_makes_no_sense_costs_neither_time_nor_the_first_day(rule: str, tmp_path: Path) -> None:
    start = perf_counter()
    found, _issues = events(tmp_path, f"SUMMARY:Ann Ek\nDTSTART;VALUE=DATE:20260706\nRRULE:{rule}")
    assert found[0][1].startswith("07-06")
    assert perf_counter() - start < 5  # a bound against hanging, not a figure


def sheet(tmp_path: Path, rows: list[list[object]], *, name: str = "leave.xlsx", title: str = "Leave") -> list[str]:
    """Write a sheet and say who is away when."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    for row in rows:
        page.append(row)
    book.save(tmp_path / name)
    found, issues = read_leave(tmp_path / name)
    assert issues == []
    return [f"{one.person} {one.first:%m-%d}..{one.last:%m-%d} {one.share:g} {one.kind}" for one in found]


WEEK = [date(2026, 7, day) for day in range(6, 15)]  # Monday 6 to Tuesday 14


def test_people_by_days_become_stretches_over_the_week_end(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Leave 2026"],
        ["Name", "Team", *WEEK],
        ["Ann Ek", "Web", "U", "U", "U", "U", "U", None, None, "U", None],
        ["Bo Al", "Web", None, "x", None, "½", None, "WE", "WE", None, "K"],
        ["Cy Di", "Web", "HO", None, 0.5, 8, 4, None, None, "FT", 0],
    ]
    assert sheet(tmp_path, rows) == [
        "Ann Ek 07-06..07-13 1 leave",
        "Bo Al 07-07..07-07 1 leave",
        "Bo Al 07-09..07-09 0.5 leave",
        "Bo Al 07-14..07-14 1 sick",
        "Cy Di 07-08..07-08 0.5 leave",
        "Cy Di 07-09..07-09 1 leave",
        "Cy Di 07-10..07-10 0.5 leave",
    ]


def test_months_over_day_numbers_with_the_year_above(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Ferienname", "Jahr", 2026],
        ["01_Monat", "Juli", None, None, "August", None, None],
        ["02_Kalenderwoche", 31, 31, 31, 31, 31, 32],
        ["03_Tag", 29, 30, 31, 1, 2, 3],
        ["04_Wochentag", "Mi", "Do", "Fr", "Sa", "So", "Mo"],
        ["Ann Ek", None, None, "x", None, None, "x"],
        ["Bo Al", "k", None, None, None, None, None],
    ]
    assert sheet(tmp_path, rows) == ["Ann Ek 07-31..08-03 1 leave", "Bo Al 07-29..07-29 1 sick"]


def test_the_year_may_stand_in_the_name_of_the_file(tmp_path: Path) -> None:
    rows: list[list[object]] = [["December"], ["", 28, 29, 30, 31, 1, 2], ["Ann", "x", "x", "x", "x", "x", None]]
    rows[0] = ["", "December", None, None, None, None, None]
    assert sheet(tmp_path, rows, name="absence 2026.xlsx") == ["Ann 12-28..01-01 1 leave"]


def test_days_down_and_people_across(tmp_path: Path) -> None:
    text = "Date,Ann Ek,Bo Al\n" + "".join(
        f"2026-07-{day:02},{'v' if day < 9 else ''},{'half' if day == 7 else ''}\n" for day in range(6, 11)
    )
    path = tmp_path / "leave.csv"
    path.write_text(text, encoding="utf-8")
    rows, issues = read_leave(path)
    assert [(one.person, one.first.day, one.last.day, one.share) for one in rows] == [
        ("Ann Ek", 6, 8, 1.0),
        ("Bo Al", 7, 7, 0.5),
    ]
    assert issues == []


STRETCHES = {
    "dutch": "Medewerker;Van;Tot;Soort\nAnn Ek;06-07-2026;10-07-2026;Vakantie\n",
    "swedish": "Namn;Från;Till;Typ\nAnn Ek;2026-07-06;2026-07-10;Semester\n",
    "italian": "Dipendente;Dal;Al;Tipo\nAnn Ek;06/07/2026;10/07/2026;Ferie\n",
    "portuguese": "Colaborador;De;Até;Tipo\nAnn Ek;06/07/2026;10/07/2026;Férias\n",
    "japanese": "氏名,開始日,終了日\nAnn Ek,2026/07/06,2026/07/10\n",
    "french": "Salarié;Du;Au;Motif\nAnn Ek;06/07/2026;10/07/2026;Congés\n",
    "of a mail program": "Subject,Start Date,End Date\nAnn Ek,2026-07-06,2026-07-10\n",
    "four dates per row": "Name,From,To,Requested,Approved\nAnn Ek,2026-07-06,2026-07-10,2026-05-01,2026-05-03\n",
}


@pytest.mark.parametrize("name", STRETCHES)
def test_stretches_are_read_in_every_language(name: str, tmp_path: Path) -> None:
    path = tmp_path / "leave.csv"
    path.write_text(STRETCHES[name], encoding="utf-8")
    rows, _issues = read_leave(path)
    assert [(one.person, one.first, one.last, one.kind) for one in rows] == [
        ("Ann Ek", date(2026, 7, 6), date(2026, 7, 10), AbsenceKind.LEAVE)
    ]


def test_a_calendar_is_known_by_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text(
        f"{HEAD}BEGIN:VEVENT\r\nSUMMARY:Ann\r\nDTSTART:20260706\r\nEND:VEVENT\r\nEND:VCALENDAR", encoding="utf-8"
    )
    assert [row.person for row in read_leave(path)[0]] == ["Ann"]
