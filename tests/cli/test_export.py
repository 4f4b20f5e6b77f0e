from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.importing import inspect

Ballast = Callable[..., Any]


def test_workbook_and_tracker_file_are_written(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    book, board = tmp_path / "plan.xlsx", tmp_path / "board.csv"
    answer = ballast("export", sample, book, board)
    assert answer.code == 0
    assert answer.out.splitlines()[0] == str(book)
    assert book.read_bytes().startswith(b"PK")
    assert inspect(board).items >= 64


@pytest.mark.parametrize("name", ["plan.doc", "plan.ballast"])
def test_an_ending_that_is_not_written_is_said_before_anything_is(
    name: str, sample: Path, tmp_path: Path, ballast: Ballast
) -> None:
    answer = ballast("export", sample, tmp_path / "plan.xlsx", tmp_path / name)
    assert (answer.code, answer.out) == (1, "")
    assert name in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_gets_a_picture_of_every_chart_that_has_something_to_show(
    sample: Path, tmp_path: Path, ballast: Ballast
) -> None:
    folder = tmp_path / "charts"
    answer = ballast("export", sample, folder, "--pictures", "svg")
    assert answer.code == 0
    names = {path.stem for path in folder.iterdir()}
    assert {"capacity-waterfall", "release-fan", "velocity", "reserve-lab-velocity"} <= names
    assert all(path.read_bytes().lstrip().startswith(b"<?xml") for path in folder.iterdir())
    assert answer.out.count("\n") == len(names)


def test_a_template_is_filled_in_and_its_unknown_marks_are_said(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    import openpyxl

    template, out = tmp_path / "template.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    book["Sheet"]["A1"], book["Sheet"]["A2"] = "{{plan.name}}", "{{plan.nam}}"
    book.save(template)
    answer = ballast("export", sample, out, "--template", template)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        str(out),
        "  Sheet!A2 {{plan.nam}} There is no such mark, so it was left as it is. Is plan.name meant?",
    ]
    assert openpyxl.load_workbook(out)["Sheet"]["A1"].value == "Payments platform"


@pytest.mark.parametrize("name", ["template.xlsx", "board.csv"])
def test_a_template_is_never_written_and_fills_workbooks_only(
    name: str, sample: Path, tmp_path: Path, ballast: Ballast
) -> None:
    template = tmp_path / "template.xlsx"
    template.write_bytes(b"as it was")
    answer = ballast("export", sample, tmp_path / name, "--template", template)
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert template.read_bytes() == b"as it was"
