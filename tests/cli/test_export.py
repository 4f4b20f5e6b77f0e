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
