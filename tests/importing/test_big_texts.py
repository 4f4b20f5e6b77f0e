"""Big texts are cut into columns at once, and hold what the careful reader finds."""

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import CancelledError
from planner.importing import book_tables, read_backlog, text_tables
from planner.importing.even_text import even_columns
from planner.importing.stored_columns import line_columns
from tests.importing.test_sheet_cells import write_shared

if TYPE_CHECKING:
    from collections.abc import Sequence

CELL = st.text(st.sampled_from('ab1 é€,;"\n\r|x'), max_size=6)


def written(rows: list[list[str]], delimiter: str, newline: str) -> str:
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return stream.getvalue()


@given(
    rows=st.integers(2, 5).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
    ),
    delimiter=st.sampled_from([",", ";", "\t"]),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_columns_are_those_of_the_records_or_none(rows: list[list[str]], delimiter: str, newline: str) -> None:
    text = written(rows, delimiter, newline)
    records = [record for record in csv.reader(StringIO(text, newline=""), delimiter=delimiter) if record]
    even = even_columns(text, delimiter=delimiter, quote='"')
    lines = line_columns(text, delimiter=delimiter, quote='"')
    cut = None if lines is None else [lines.column(index) for index in range(lines.width)]
    found: list[Sequence[Sequence[object]] | None] = [even, cut]
    for columns in found:
        if columns is not None:
            assert [[column[row] for column in columns] for row in range(len(columns[0]))] == records


def test_plain_lines_are_given_back_by_rows_samples_and_columns() -> None:
    found = line_columns("a,b,c\r\n1,,é\r\n2,x,y\r\n", delimiter=",", quote='"')
    assert found is not None
    assert (found.height, found.width, list(found.row(1))) == (3, 3, ["1", "", "é"])
    assert found.some([0, 2]) == [["a", "2"], ["b", "x"], ["c", "y"]]
    found.load([0, 2])
    assert (found.column(2), found.column(1)) == (["c", "é", "y"], ["b", "", "x"])


@pytest.mark.parametrize("text", ["a,b\n1\n", 'a,"b\n1,2\n', "a,b\r1,2\r\n3,4\r\n", "a,b\n\n1,2\n", ""])
def test_uneven_texts_are_left_to_the_careful_reader(text: str) -> None:
    assert line_columns(text, delimiter=",", quote='"') is None
    assert even_columns(text, delimiter=",", quote='"') is None


@pytest.mark.parametrize("kind", ["plain", "quoted", "uneven"])
def test_a_big_text_is_understood_like_a_small_one(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    title = {"plain": "Story {}", "quoted": '"Story, ""{}"""', "uneven": "Story {}"}[kind]
    rows = [f"SHOP-{n},{title.format(n)},Done,{n % 8},Sprint {n // 9},,é" for n in range(1, 3_000)]
    if kind == "uneven":
        rows[7] = rows[7].rsplit(",", 2)[0]
    path = tmp_path / "big.csv"
    path.write_text("\n".join(["Key,Title,Status,Story Points,Sprint,Labels,Owner", *rows]), encoding="utf-8")
    small = read_backlog(path)
    monkeypatch.setattr(text_tables, "FAST_FROM_CHARACTERS", 0)
    big = read_backlog(path)
    assert big.inspection == small.inspection
    assert big.items == small.items


def test_reading_a_big_text_stops_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.csv"
    path.write_text("Key,Title,Status\n" + "".join(f"A-{n},Story {n},Done\n" for n in range(50_000)), encoding="utf-8")
    monkeypatch.setattr(text_tables, "FAST_FROM_CHARACTERS", 0)

    def stop(done: int, total: int = 0, note: str = "") -> None:
        if note == "rows" and done > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_backlog(path, report=stop)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_reading_asks_at_every_step_whether_to_go_on(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_tables, "FAST_FROM_CHARACTERS", 0)
    monkeypatch.setattr(book_tables, "BIG_PART_BYTES", 0)
    path = tmp_path / f"plan.{kind}"
    rows = [
        ["Key", "Title", "Status", "Points", "Sprint"],
        *([f"A-{n}", f"Story {n}", "Done", "3", "S 1"] for n in range(99)),
    ]
    if kind == "csv":
        path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    else:
        write_shared(path, rows)
    asked: list[str] = []

    def ask(done: int, total: int = 0, note: str = "") -> None:
        assert 0 <= done <= max(total, done)
        asked.append(note)

    read_backlog(path, report=ask)
    assert {"rows" if kind == "csv" else "xl/worksheets/sheet1.xml", "columns", "items", "sprints"} <= set(asked)
    steps = len(asked)
    for stop_at in range(1, steps + 1):
        asked.clear()

        def stop(done: int, total: int = 0, note: str = "", *, at: int = stop_at) -> None:
            ask(done, total, note)
            if len(asked) == at:
                raise CancelledError

        with pytest.raises(CancelledError):
            read_backlog(path, report=stop)
        assert len(asked) == stop_at
