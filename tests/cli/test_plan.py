from collections.abc import Callable
from pathlib import Path
from typing import Any

from planner.storage.plan_file import load

Ballast = Callable[..., Any]


def test_json_has_the_public_keys(sample: Path, ballast: Ballast) -> None:
    answer = ballast("plan", sample, "--json").json
    assert set(answer) == {"sprints", "unplaced", "reasons", "moves", "objective", "bound", "seconds"}
    assert {
        "id", "name", "start", "end", "feature_capacity", "feature_load", "reserve_capacity", "debt_load", "items",
        "confidence",
    } <= set(answer["sprints"][0])  # fmt: skip
    assert set(answer["unplaced"][0]) == {"id", "reason"}
    assert answer["objective"] <= answer["bound"]


def test_no_sprint_holds_more_than_it_can_promise(sample: Path, ballast: Ballast) -> None:
    for sprint in ballast("plan", sample, "--json").json["sprints"]:
        assert sprint["feature_load"] <= sprint["feature_capacity"] + 1e-6
        assert sprint["debt_load"] <= sprint["reserve_capacity"] + 1e-6
        assert sprint["confidence"] >= 0.84


def test_every_open_item_has_a_place_or_a_reason(sample: Path, ballast: Ballast) -> None:
    answer = ballast("plan", sample, "--json").json
    placed = {key for sprint in answer["sprints"] for key in (*sprint["items"], *sprint["stretch"])}
    out = {entry["id"] for entry in answer["unplaced"]}
    keys = {item.key for item in load(sample).plan.backlog if item.is_open}
    assert keys <= placed | out
    assert not placed & out
    assert keys <= set(answer["reasons"])
    assert all(answer["reasons"].values())


def test_plan_is_only_written_when_asked(copy: Path, ballast: Ballast) -> None:
    before = copy.read_bytes()
    proposed = ballast("plan", copy, "--json").json
    assert copy.read_bytes() == before
    assert ballast("plan", copy, "--apply").code == 0
    plan = load(copy).plan
    for sprint in proposed["sprints"]:
        committed = {item.key for item in plan.items_in(sprint["id"]) if not item.stretch}
        assert set(sprint["items"]) <= committed


def test_number_of_sprints_and_reserve_can_be_chosen(sample: Path, ballast: Ballast) -> None:
    answer = ballast("plan", sample, "--sprints", 2, "--reserve", "0.10", "--json").json
    assert [sprint["id"] for sprint in answer["sprints"]] == ["S15", "S16"]
    # a tenth of 32.15 effective person-days
    assert round(answer["sprints"][0]["reserve_capacity"], 2) == 3.22


def test_table_names_reasons(sample: Path, ballast: Ballast) -> None:
    answer = ballast("plan", sample)
    assert "Nothing was written" in answer.out
    assert "because" in answer.out


def test_impossible_number_of_sprints_is_refused(sample: Path, ballast: Ballast) -> None:
    answer = ballast("plan", sample, "--sprints", "0")
    assert answer.code == 1
    assert answer.err.startswith("error: ")
