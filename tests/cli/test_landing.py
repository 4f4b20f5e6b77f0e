"""Files that are no backlog land in their own place when they are given to import."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.storage.plan_file import load

Ballast = Callable[..., Any]
# ruff: noqa: E501 - files are shown as they are written

LEAVE = "Name,From,To\nTomás Rivera,2026-08-03,2026-08-07\nNobody,2026-08-03,2026-08-07\n"
CALENDAR = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Tomás Rivera\nDTSTART:20260803\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\nEND:VCALENDAR\n"
REGISTER = "ID,Title,Principal (pd),Interest per sprint\nX-1,Replace the driver,12,1\n"
FINDINGS = "key,rule,severity,component,message,effort,status\nA1,r1,MAJOR,c,Split it,60min,OPEN\nA2,r2,MINOR,c,Name it,20min,OPEN\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "text", "entries"), [("leave.csv", LEAVE, 1), ("leave.ics", CALENDAR, 2)])
def test_leave_goes_to_the_team(
    copy: Path, ballast: Ballast, tmp_path: Path, name: str, text: str, entries: int
) -> None:
    before = load(copy).plan
    answer = ballast("import", copy, write(tmp_path, name, text), "--json").json
    after = load(copy).plan
    assert [(found["place"], found["new"]) for found in answer["elsewhere"]] == [("leave of the team", entries)]
    assert len(after.team.absences) == len(before.team.absences) + entries
    assert after.backlog == before.backlog
    assert ballast("import", copy, tmp_path / name, "--json").json["elsewhere"][0]["new"] == 0


def test_a_register_goes_to_the_register(copy: Path, ballast: Ballast, tmp_path: Path) -> None:
    answer = ballast("import", copy, write(tmp_path, "debt.csv", REGISTER))
    assert "debt.csv: 1 new entry in the debt register." in answer.out
    assert load(copy).plan.debt[-1].principal.p50 == 12


def test_findings_of_a_scanner_are_one_entry_with_a_warning(copy: Path, ballast: Ballast, tmp_path: Path) -> None:
    before = load(copy).plan
    answer = ballast("import", copy, write(tmp_path, "sonar.csv", FINDINGS), "--json").json
    after = load(copy).plan
    assert len(after.debt) == len(before.debt) + 1
    assert after.debt[-1].principal.p50 == pytest.approx(80 / 480)
    assert [issue["code"] for issue in answer["elsewhere"][0]["issues"]] == ["background-debt"]
    assert after.backlog == before.backlog


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("commit 8e1c2d3e4\nAuthor: A <a@x.org>\n\n    Fix\n\n1\t1\ta/b.py\n", "version history"),
        ("Colour,Length\nred,3\nblue,4\n", "no backlog was found"),
    ],
)
def test_what_belongs_nowhere_is_refused_and_nothing_is_written(
    copy: Path, ballast: Ballast, tmp_path: Path, text: str, said: str
) -> None:
    before = copy.read_bytes()
    answer = ballast("import", copy, write(tmp_path, "file.txt", text))
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert copy.read_bytes() == before
