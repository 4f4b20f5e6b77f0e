from collections.abc import Callable
from pathlib import Path
from typing import Any

from planner.resource_files import resource_path
from planner.storage.plan_file import load

Ballast = Callable[..., Any]


def test_check_counts_what_is_in_a_sound_plan(sample: Path, ballast: Ballast) -> None:
    answer = ballast("check", sample)
    assert answer.code == 0
    assert "229 items, 20 sprints, 7 people, 12 debt items" in answer.out


def test_check_answers_in_json(sample: Path, ballast: Ballast) -> None:
    assert ballast("check", sample, "--json").json == {"file": str(sample), "sound": True, "issues": []}


def test_anonymised_copy_keeps_numbers_and_loses_names(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    copy = tmp_path / "copy.ballast"
    assert ballast("anonymise", sample, copy).code == 0
    text = copy.read_text(encoding="utf-8")
    for word in ("Okafor", "Payments platform", "PAY-208", "SEPA", "refund", "Berlin"):
        assert word.lower() not in text.lower()
    before, after = load(sample).plan, load(copy).plan
    assert [item.size for item in after.backlog] == [item.size for item in before.backlog]


def test_demo_writes_the_sample_as_it_ships_and_may_be_run_again(tmp_path: Path, ballast: Ballast) -> None:
    folder = tmp_path / "demo"
    assert ballast("demo", folder).code == 0
    assert ballast("demo", folder).code == 0
    shipped = {path.name: path.read_bytes() for path in resource_path("sample").iterdir()}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == shipped


def test_diff_of_a_plan_with_itself_is_empty(sample: Path, ballast: Ballast) -> None:
    assert ballast("diff", sample, sample, "--json").json == {"same": True, "differences": []}


def test_diff_names_what_a_week_changed(sample: Path, later_sample: Path, ballast: Ballast) -> None:
    found = ballast("diff", sample, later_sample, "--json").json
    entries = {(entry["noun"], entry["name"], entry["field"]): entry for entry in found["differences"]}
    assert not found["same"]
    assert set(found["differences"][0]) == {"noun", "name", "field", "before", "after"}
    moved = entries["item", "PAY-231", "sprint_id"]
    assert (moved["before"], moved["after"]) == ("S15", "S16")
    assert entries["sprint", "S15", "commitment"]["after"] == "23"
    assert entries["item", "PAY-260", ""]["after"] == "Webhook retries flood the log"


def test_diff_reads_as_a_table(sample: Path, later_sample: Path, ballast: Ballast) -> None:
    answer = ballast("diff", sample, later_sample)
    assert answer.code == 0
    assert any(line.split() == ["debt", "D-08", "status", "open", "paid"] for line in answer.out.splitlines())
