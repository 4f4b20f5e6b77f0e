from collections.abc import Callable
from pathlib import Path
from typing import Any

from planner.domain.backlog import Status
from planner.resource_files import resource_path
from planner.storage.plan_file import load

Ballast = Callable[..., Any]
LATER = resource_path("sample", "payments-board-26-may.csv")


def test_dry_run_tells_the_same_and_writes_nothing(copy: Path, ballast: Ballast) -> None:
    before = copy.read_bytes()
    dry = ballast("import", copy, LATER, "--dry-run", "--json").json
    assert copy.read_bytes() == before
    real = ballast("import", copy, LATER, "--json").json
    assert dry["files"] == real["files"]
    assert (dry["written"], real["written"]) == (False, True)
    assert copy.read_bytes() != before


def test_differences_are_told_apart_by_who_made_them(copy: Path, ballast: Ballast) -> None:
    found = ballast("import", copy, LATER, "--dry-run", "--json").json["files"][0]
    assert found["counts"]["new"] == 9
    assert found["counts"]["conflict"] == 3
    assert found["counts"]["gone"] == 4
    both = {entry["id"]: entry for entry in found["differences"] if entry["kind"] == "conflict"}
    assert set(both) == {"PAY-219", "PAY-231", "PAY-237"}
    assert (both["PAY-219"]["here"], both["PAY-219"]["in_file"], both["PAY-219"]["kept"]) == ("8", "13", "plan")


def test_local_edits_are_kept_and_gone_is_a_state(copy: Path, ballast: Ballast) -> None:
    assert ballast("import", copy, LATER, "--on", "2026-05-26").code == 0
    plan = load(copy).plan
    assert plan.item("PAY-219").size == 8
    assert plan.item("PAY-246").status is Status.IN_PROGRESS
    assert plan.item("PAY-124").status is Status.GONE
    assert plan.item("PAY-258").title == "Sandbox for merchants"
    assert plan.snapshots[-1].taken_on.isoformat() == "2026-05-26"
    assert plan.closed_sprints() == load(resource_path("sample", "payments.ballast")).plan.closed_sprints()


def test_second_import_of_the_same_file_changes_nothing_more(copy: Path, ballast: Ballast) -> None:
    ballast("import", copy, LATER)
    again = ballast("import", copy, LATER, "--dry-run", "--json").json["files"][0]["counts"]
    assert again["new"] == again["changed-in-file"] == again["conflict"] == again["gone"] == 0


def test_one_bad_file_stops_all(copy: Path, tmp_path: Path, ballast: Ballast) -> None:
    before = copy.read_bytes()
    empty = tmp_path / "empty.csv"
    empty.touch()
    answer = ballast("import", copy, LATER, empty)
    assert answer.code == 1
    assert answer.err.startswith("error: ")
    assert copy.read_bytes() == before


def test_text_lists_what_changes(copy: Path, ballast: Ballast) -> None:
    answer = ballast("import", copy, LATER, "--dry-run")
    assert "9 new" in answer.out
    assert "Nothing was written." in answer.out
