"""Our own table, written in every dialect and encoding, comes back as it was."""

# ruff: noqa: E501 - the contract stands in one line

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.importing import read_backlog, read_text

WORDS = st.text(st.characters(codec="cp1252", exclude_categories=("C", "Z")), min_size=1, max_size=9)
TITLE = (
    st.lists(WORDS, min_size=2, max_size=5).map(" ".join).filter(lambda text: any(letter.isalpha() for letter in text))
)
TAIL = st.sampled_from(["", "\nsecond line", ", and more", '; "quoted"', "\ttabbed", " | piped"])
STATUS = st.sampled_from(["To Do", "In Progress", "Done", "Cancelled"])
ROW = st.tuples(
    st.builds(str.__add__, TITLE, TAIL),
    STATUS,
    st.none() | st.integers(0, 40),
    st.sampled_from(["", "Sprint 1", "Sprint 2"]),
)
HEADER = ("Key", "Title", "Status", "Story Points", "Sprint")


def written(rows: list[tuple[str, str, int | None, str]], *, delimiter: str, newline: str, quoting: int) -> str:
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=newline, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(HEADER)
    for number, row in enumerate(rows, start=1):
        writer.writerow([f"SHOP-{number}", row[0], row[1], "" if row[2] is None else row[2], row[3]])
    return stream.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(ROW, min_size=1, max_size=8),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_was_written_is_read(
    tmp_path: Path,
    rows: list[tuple[str, str, int | None, str]],
    delimiter: str,
    newline: str,
    encoding: str,
    quoting: int,
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(written(rows, delimiter=delimiter, newline=newline, quoting=quoting).encode(encoding))
    found = read_backlog(path)
    assert [item.key for item in found.items] == [f"SHOP-{number}" for number in range(1, len(rows) + 1)]
    assert [item.title for item in found.items] == [row[0].strip() for row in rows]
    assert [item.estimate for item in found.items] == [row[2] for row in rows]
    assert [item.sprint for item in found.items] == [row[3] for row in rows]
    assert [item.status_text for item in found.items] == [row[1] for row in rows]


@given(st.text(max_size=400))
def test_any_text_from_the_clipboard_is_read_or_refused(text: str) -> None:
    from planner.domain.errors import UnreadableFileError

    try:
        found = read_text(text)
    except UnreadableFileError:
        return
    assert found.inspection.items == len(found.items)


def test_the_json_has_exactly_the_public_keys() -> None:
    found = read_text("ID\tTitle\tStatus\tPoints\n1\tOne\tDone\t3\n").inspection.to_json()
    assert list(found) == ["file", "kind", "profile", "sheet", "encoding", "delimiter", "header_row", "items", "columns", "estimate", "sprints", "debt_items", "history", "issues"]  # fmt: skip
    assert found["estimate"] == {"filled": 1, "sum": 3, "unit": "points"}
    assert found["columns"]["id"] == ["ID"]


def test_cells_over_several_rows_leave_the_others_in_their_columns() -> None:
    html = (
        "<table><tr><th>Sprint<th>ID<th>Title<th>Status<tr><td rowspan=2>Sprint 1<td>1<td>Log in<td>Done"
        "<tr><td>2<td>Pay<td>New<tr><td>Sprint 2<td>3<td>Find<td>New</table>"
    )
    found = [(item.key, item.title, item.status_text) for item in read_text(html).items]
    assert found == [("1", "Log in", "Done"), ("2", "Pay", "New"), ("3", "Find", "New")]


@pytest.mark.parametrize("html", ["<table><td><table>", "<table><![CDA1[x]]><tr><td>a</table>"])
def test_broken_web_tables_are_no_backlog(html: str) -> None:
    assert read_text(html).inspection.items == 0


@pytest.mark.parametrize("html", ["<table><tr><td>ID<td>Title<td>Status<tr><td>1<td>One<br>two<td>Done</table>"])
def test_a_web_table_is_pasted(html: str) -> None:
    assert [(item.key, item.title) for item in read_text(html).items] == [("1", "One\ntwo")]
