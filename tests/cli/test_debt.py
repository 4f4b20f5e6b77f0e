from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ballast = Callable[..., Any]
E1 = ("--set", "C=50", "u=.2", "g=.2", "eps=.8", "w0=.2", "D0=100", "c=0", "tau=1")


def rounded(numbers: list[float]) -> list[float]:
    return [round(number, 4) for number in numbers]


def test_worked_example_by_hand_comes_out_to_four_decimals(ballast: Ballast) -> None:
    answer = ballast("debt", *E1, "--reserve", "0,0.2", "--horizon", "4", "--json").json
    none, fifth = answer["reserves"]
    assert rounded(fifth["principal"]) == [100.0, 96.8, 93.6309, 90.4928, 87.3859]
    assert rounded(fifth["velocity"]) == [24.0, 24.1546, 24.3097, 24.4652]
    assert round(fifth["cumulative"][-1], 4) == 96.9294
    assert rounded(none["velocity"]) == [32.0, 31.5956, 31.2062, 30.8309]
    assert round(none["principal"][-1], 4) == 125.1265
    assert round(answer["thresholds"]["r_neutral"], 4) == 0.16


def test_defaults_give_the_table_of_the_model(ballast: Ballast) -> None:
    answer = ballast("debt", "--reserve", "0,10%,0.20,0.25,0.30", "--json").json
    found = {
        entry["reserve"]: rounded([entry["velocity"][0], entry["cumulative"][-1], entry["principal"][-1]])
        for entry in answer["reserves"]
    }
    assert found == {
        0.0: [34.496, 1531.4886, 427.6525],
        0.1: [30.184, 1650.7124, 211.7451],
        0.2: [25.872, 1652.7974, 5.5657],
        0.25: [23.716, 1691.629, 5.5657],
        0.3: [21.56, 1709.1017, 5.5657],
    }
    points = {(each["high"], each["low"]): each for each in answer["break_even"]}
    pairs = {(0.1, 0.0): (14, 29), (0.2, 0.0): (18, 39), (0.25, 0.0): (22, 37), (0.3, 0.0): (20, 35)}
    for pair, sprints in {**pairs, (0.25, 0.1): (27, 44)}.items():
        assert (points[pair]["velocity_sprint"], points[pair]["cumulative_sprint"]) == sprints
    assert rounded(list(answer["thresholds"].values())) == [0.1333, 0.0381, 0.1136, 37.3333]


def test_json_has_the_public_keys(ballast: Ballast) -> None:
    answer = ballast("debt", "--json").json
    assert set(answer) == {"parameters", "thresholds", "reserves", "break_even"}
    assert list(answer["parameters"]) == ["C", "f", "u", "l", "r", "w0", "D0", "g", "eps", "c", "tau", "sigma_v", "b"]
    assert answer["parameters"]["g"] == {"value": 0.15, "unit": "pd/pd", "basis": "literature"}
    assert set(answer["thresholds"]) == {"r_neutral", "r_tip", "r_hold", "v_max"}
    assert [entry["reserve"] for entry in answer["reserves"]] == [0.0, 0.1, 0.25]
    assert set(answer["reserves"][0]) == {"reserve", "velocity", "principal", "waste", "cumulative", "p10", "p90"}
    assert set(answer["break_even"][0]) == {"high", "low", "velocity_sprint", "cumulative_sprint", "probability"}
    assert answer["reserves"][0]["p10"] == {}


def test_entered_parameters_are_labelled_so(ballast: Ballast) -> None:
    assert ballast("debt", "--set", "w0=0.1", "--json").json["parameters"]["w0"]["basis"] == "entered"


def test_futures_bring_bands_and_odds(ballast: Ballast) -> None:
    answer = ballast("debt", "--reserve", "0,0.25", "--horizon", "26", "--trials", "4000", "--json").json
    entry = answer["reserves"][0]
    # V26 at r 0: P10 19.17, P90 39.78; 0.25 is ahead by sprint 13 in 3 of 100 futures, by 26 in 25; within 2 %
    assert entry["p10"]["velocity"][-1] == pytest.approx(19.17, rel=0.02)
    assert entry["p90"]["velocity"][-1] == pytest.approx(39.78, rel=0.02)
    assert set(entry["p10"]) == {"velocity", "principal", "waste", "cumulative"}
    odds = answer["break_even"][0]["probability"]
    assert odds["13"] == pytest.approx(0.03, abs=0.02)
    assert odds["26"] == pytest.approx(0.25, abs=0.02)


def test_a_plan_brings_its_own_data(sample: Path, ballast: Ballast) -> None:
    parameters = ballast("debt", sample, "--json").json["parameters"]
    assert parameters["D0"] == {"value": 90.5, "unit": "pd", "basis": "your data"}
    assert parameters["g"]["basis"] == "literature"


def test_plan_may_follow_the_values(sample: Path, ballast: Ballast) -> None:
    parameters = ballast("debt", "--json", "--set", "g=0.3", sample).json["parameters"]
    assert (parameters["D0"]["value"], parameters["g"]["value"]) == (90.5, 0.3)


def test_table_says_where_the_story_turns(ballast: Ballast) -> None:
    answer = ballast("debt")
    assert "Below 3.8 % debt runs away, 11.4 % holds it where it is, 13.3 % keeps clean code clean." in answer.out
    assert "25 % against 0 %: faster from sprint 22, ahead in total from sprint 37." in answer.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--set", "zz=1"),
        ("--set", "w0"),
        ("--set", "w0=2"),
        ("--reserve", "2"),
        ("--reserve", "a"),
        ("--horizon", "0"),
        ("--trials", "-1"),
    ],
)
def test_impossible_values_are_refused_in_one_sentence(arguments: tuple[str, ...], ballast: Ballast) -> None:
    answer = ballast("debt", *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("error: ")
    assert answer.err.count("\n") == 1
