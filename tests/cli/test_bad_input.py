"""Whatever is wrong with the input: one sentence, exit 1, nothing written."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.domain.backlog import Estimate
from planner.domain.errors import InvalidValueError
from planner.resource_files import resource_path

Ballast = Callable[..., Any]


def one_sentence(answer: Any) -> str:
    """Return the error of an answer after checking its form."""
    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.startswith("error: ")
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    return str(answer.err)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\xff" * 100, b"Key,Title\n1,a\n", b"{}", b'{"ballast":{}}'])
def test_a_file_that_is_no_plan_is_named_with_a_remedy(content: bytes, tmp_path: Path, ballast: Ballast) -> None:
    path = tmp_path / "broken.ballast"
    path.write_bytes(content)
    assert str(path) in one_sentence(ballast("check", path))
    assert path.read_bytes() == content


def test_a_missing_plan_is_named_as_it_was_typed(ballast: Ballast) -> None:
    assert "nowhere/plan.ballast" in one_sentence(ballast("check", "nowhere/plan.ballast"))


def test_a_folder_is_no_plan(tmp_path: Path, ballast: Ballast) -> None:
    one_sentence(ballast("check", tmp_path))


def test_a_plan_cannot_be_written_where_there_is_no_folder(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    one_sentence(ballast("anonymise", sample, tmp_path / "none" / "copy.ballast"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everybody may write here")
def test_a_read_only_folder_is_said(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    tmp_path.chmod(0o555)
    try:
        one_sentence(ballast("anonymise", sample, tmp_path / "copy.ballast"))
    finally:
        tmp_path.chmod(0o755)


def test_a_copy_must_be_called_a_plan(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    assert ".ballast" in one_sentence(ballast("anonymise", sample, tmp_path / "copy.txt"))


def test_the_demo_never_overwrites_somebodys_plan(tmp_path: Path, ballast: Ballast) -> None:
    mine = tmp_path / "payments.ballast"
    mine.write_text("mine", encoding="utf-8")
    one_sentence(ballast("demo", tmp_path))
    assert mine.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [mine]


@pytest.mark.parametrize("name", ["board.csv", "board.xlsx"])
@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 20])
def test_an_empty_or_binary_export_is_said_to_be_one(
    name: str, content: bytes, tmp_path: Path, ballast: Ballast
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert name in one_sentence(ballast("inspect", path))


def test_a_missing_export_is_named(ballast: Ballast) -> None:
    assert "gone.csv" in one_sentence(ballast("inspect", "gone.csv"))


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(ballast: Ballast) -> None:
    path = resource_path("sample", "payments-azure.xlsx")
    sentence = one_sentence(ballast("inspect", path, "--sheet", "Nope"))
    assert "Nope" in sentence
    assert "Sprint board" in sentence


def test_a_file_without_sprints_cannot_be_backtested(tmp_path: Path, ballast: Ballast) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Title,Status\nOne,Open\nTwo,Open\n", encoding="utf-8")
    assert "completed_points" in one_sentence(ballast("backtest", path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
@pytest.mark.parametrize(("command", "name"), [("inspect", "export.csv"), ("check", "pipe.ballast")])
def test_a_pipe_is_refused_instead_of_waited_for(command: str, name: str, tmp_path: Path, ballast: Ballast) -> None:
    os.mkfifo(tmp_path / name)
    assert "not a file" in one_sentence(ballast(command, tmp_path / name))


def test_estimates_near_the_largest_number_still_give_one_json_object(tmp_path: Path, ballast: Ballast) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Key,Summary,Status,Story Points\nA-1,a,To Do,1e308\nA-2,b,To Do,9e307\nA-3,c,To Do,2\n")
    answer = ballast("inspect", path, "--json")
    assert answer.code == 0
    assert '"sum": 2' in answer.out


def test_a_copy_for_strangers_never_replaces_the_plan(copy: Path, ballast: Ballast) -> None:
    before = copy.read_bytes()
    assert "replace the plan itself" in one_sentence(ballast("anonymise", copy, copy))
    assert copy.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("debt", "--seed", "-1", "--trials", "10"), "Seed"),
        (("debt", "--trials", "200000", "--horizon", "1000"), "13,333"),  # 40,000,000 / (1000 sprints x 3 reserves)
    ],
)
def test_debt_futures_that_cannot_be_drawn_are_refused(arguments: tuple[str, ...], word: str, ballast: Ballast) -> None:
    assert word in one_sentence(ballast(*arguments))


@pytest.mark.parametrize(("option", "value"), [("--start", "9999-12-30"), ("--velocity", "1e300")])
def test_a_new_plan_refuses_what_no_forecast_could_use(
    option: str, value: str, tmp_path: Path, ballast: Ballast
) -> None:
    (tmp_path / "export.csv").write_text("Key,Summary,Status,Story Points\nA-1,a,To Do,3\nA-2,b,To Do,5\n")
    plan = tmp_path / "plan.ballast"
    one_sentence(ballast("new", plan, "--from", tmp_path / "export.csv", "--velocity", "8", option, value))
    assert not plan.exists()


@pytest.mark.parametrize("content", [b"a\rb\r\x01\xff" * 40, b"team,completed_points\nA," + b"1" * 200_000])
def test_a_history_that_is_no_table_is_refused(content: bytes, tmp_path: Path, ballast: Ballast) -> None:
    path = tmp_path / "history.csv"
    path.write_bytes(content)
    one_sentence(ballast("backtest", path))


def test_nothing_is_exported_when_one_folder_is_missing(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    one_sentence(ballast("export", sample, tmp_path / "a.csv", tmp_path / "nowhere" / "b.csv"))
    assert not (tmp_path / "a.csv").exists()


def test_a_command_stopped_while_it_still_loads_says_so(ballast: Ballast, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(command: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.cli.main.module_of", stopped)
    assert one_sentence(ballast("check", "plan.ballast")) == "error: stopped; nothing was written\n"


def test_a_folder_under_the_name_of_a_file_is_refused(tmp_path: Path, ballast: Ballast) -> None:
    (tmp_path / "taken").write_bytes(b"mine")
    assert "there already" in one_sentence(ballast("demo", tmp_path / "taken"))
    assert (tmp_path / "taken").read_bytes() == b"mine"


def test_an_estimate_too_large_to_be_summed_is_no_estimate() -> None:
    assert Estimate.single(1e9).likely == 1e9
    with pytest.raises(InvalidValueError, match="at most 1,000,000,000"):
        Estimate(likely=3, low=1, high=1e308)
