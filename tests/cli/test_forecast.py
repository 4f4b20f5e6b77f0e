from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.domain.edits import PutRisk
from planner.domain.risk import Risk
from planner.storage.plan_file import load, save

Ballast = Callable[..., Any]


def test_json_has_the_public_keys(sample: Path, ballast: Ballast) -> None:
    answer = ballast("forecast", sample, "--json").json
    assert set(answer) == {
        "unit", "seed", "trials", "history_sprints", "method", "labels", "finish", "next_sprint", "by_sprint",
        "next_sprint_planned", "milestones", "risks", "warnings",
    }  # fmt: skip
    assert set(answer["next_sprint_planned"]) == {"committed", "15", "50", "85", "probability", "label"}
    assert list(answer["finish"]) == ["50", "70", "85", "95"]
    assert set(answer["finish"]["85"]) == {"date", "sprint"}
    assert list(answer["next_sprint"]) == ["15", "50", "85"]
    assert list(answer["by_sprint"][0]) == ["sprint", "date", "5", "15", "50", "85", "95"]
    assert set(answer["milestones"][0]) == {"name", "due", "probability", "finish"}
    assert (answer["unit"], answer["trials"], answer["history_sprints"]) == ("points", 10_000, 14)


def test_sample_promises_23_points_for_the_next_sprint(sample: Path, ballast: Ballast) -> None:
    answer = ballast("forecast", sample, "--json").json
    assert round(answer["next_sprint"]["15"]) == 23
    assert round(answer["next_sprint"]["50"]) == 29


def test_finish_is_a_working_day_and_later_when_surer(sample: Path, ballast: Ballast) -> None:
    finish = ballast("forecast", sample, "--json").json["finish"]
    days = [date.fromisoformat(entry["date"]) for entry in finish.values()]
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)


def test_same_seed_same_figures_other_seed_about_the_same(sample: Path, ballast: Ballast) -> None:
    first, again, other = (
        ballast("forecast", sample, "--seed", seed, "--json").json["next_sprint"] for seed in (5, 5, 6)
    )
    assert first == again
    assert first != other
    assert first["50"] == pytest.approx(other["50"], rel=0.05)


def test_more_reserve_promises_less_next_sprint(sample: Path, ballast: Ballast) -> None:
    less, more = (ballast("forecast", sample, "--reserve", share, "--json").json for share in ("0.15", "30%"))
    assert more["next_sprint"]["15"] < less["next_sprint"]["15"]


def test_percentiles_and_a_day_can_be_asked_for(sample: Path, ballast: Ballast) -> None:
    answer = ballast("forecast", sample, "--percentiles", "10,90", "--by", "2026-06-12", "--json").json
    assert list(answer["finish"]) == ["10", "90"]
    assert answer["by"]["date"] == "2026-06-12"
    assert answer["by"]["50"] == pytest.approx(answer["by_sprint"][1]["50"], rel=0.02)


def test_items_can_be_counted(sample: Path, ballast: Ballast) -> None:
    answer = ballast("forecast", sample, "--unit", "items", "--json").json
    assert answer["unit"] == "items"


def test_text_names_the_percentile_of_every_date(sample: Path, ballast: Ballast) -> None:
    answer = ballast("forecast", sample, "--by", "2026-09-11")
    assert answer.code == 0
    assert "S15: 23 points can be promised (85 % sure of at least this)" in answer.out
    assert "Release 3.0" in answer.out
    assert "100 %" not in answer.out
    assert "By 11 Sep 2026" in answer.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--by", "soon"),
        ("--percentiles", "0"),
        ("--percentiles", "a"),
        ("--trials", "0"),
        ("--reserve", "-1"),
        ("--seed", "-3"),
    ],
)
def test_impossible_choices_are_refused(arguments: tuple[str, ...], sample: Path, ballast: Ballast) -> None:
    answer = ballast("forecast", sample, *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("error: ")


def test_risk_events_are_named_with_their_chance(copy: Path, ballast: Ballast) -> None:
    plan = PutRisk(Risk("r", "Audit", 0.3, 5.0, 10.0, 25.0)).apply(load(copy).plan)
    save(plan, copy)
    assert "Audit: 30 %, 5 to 25 points, 10 likely" in ballast("forecast", copy).out
    (risk,) = ballast("forecast", copy, "--json").json["risks"]
    assert risk == {"name": "Audit", "probability": 0.3, "extra": [5.0, 10.0, 25.0]}
