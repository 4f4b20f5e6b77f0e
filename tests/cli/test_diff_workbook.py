from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ballast = Callable[..., Any]


@pytest.fixture
def book(sample: Path, tmp_path: Path, ballast: Ballast) -> Path:
    path = tmp_path / "plan.xlsx"
    assert ballast("export", sample, path).code == 0
    return path


def retype(path: Path, cell: str, value: object) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    book["Backlog"][cell].value = value
    book.save(path)


def test_an_exported_workbook_holds_no_difference(sample: Path, book: Path, ballast: Ballast) -> None:
    assert ballast("diff", sample, book, "--json").json == {"same": True, "differences": []}
    assert "Nothing was changed" in ballast("diff", sample, book).out


def test_a_changed_cell_is_a_row_of_the_table_and_an_entry_of_the_json(
    sample: Path, book: Path, ballast: Ballast
) -> None:
    retype(book, "C5", "Refunds at once")
    (found,) = ballast("diff", sample, book, "--json").json["differences"]
    assert set(found) == {
        "noun", "name", "field", "before", "after", "cell", "acceptable", "plan_now", "note",
    }  # fmt: skip
    assert (found["field"], found["after"], found["cell"], found["acceptable"]) == (
        "title",
        "Refunds at once",
        "Backlog!C5",
        True,
    )
    answer = ballast("diff", sample, book)
    assert answer.code == 0
    assert "Refunds at once" in answer.out
    assert "Backlog!C5" in answer.out


def test_a_cell_that_makes_no_sense_is_said_beside_it(sample: Path, book: Path, ballast: Ballast) -> None:
    retype(book, "F5", "many")
    (found,) = ballast("diff", sample, book, "--json").json["differences"]
    assert not found["acceptable"]
    assert found["note"] == 'Estimate cannot be "many": it takes a number.'


def test_a_workbook_that_is_not_ours_is_refused_in_one_sentence(sample: Path, tmp_path: Path, ballast: Ballast) -> None:
    import openpyxl

    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    answer = ballast("diff", sample, other)
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "not a workbook that Ballast wrote" in answer.err
    other.write_bytes(b"PK\x03\x04 cut")
    assert ballast("diff", sample, other).code == 1


def test_other_endings_are_refused_in_one_sentence(sample: Path, ballast: Ballast) -> None:
    answer = ballast("diff", sample, "notes.txt")
    assert answer.code == 1
    assert "only a .ballast plan or a .xlsx workbook can be compared" in answer.err
