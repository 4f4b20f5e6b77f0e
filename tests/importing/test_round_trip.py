"""Our own table, written in every dialect and encoding, comes back as it was."""

# ruff: noqa: E501 - the contract stands in one line

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, assume, given, settings
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
    st.none() | st.integers(0, 40) | st.sampled_from([0.5, 2.5, 13.25]),
    st.sampled_from(["", "Sprint 1", "Sprint 2"]),
)
HEADERS = {
    "en": ("Key", "Title", "Status", "Story Points", "Sprint"),
    "de": ("Schlüssel", "Titel", "Status", "Punkte", "Sprint"),
    "fr": ("Clé", "Résumé", "État", "Points", "Itération"),
    "es": ("Clave", "Resumen", "Estado", "Puntos de historia", "Iteración"),
    "pt": ("Código", "Título", "Situação", "Pontos de história", "Sprint"),
    "it": ("Codice", "Titolo", "Stato", "Story Points", "Sprint"),
    "nl": ("Nummer", "Titel", "Status", "Punten", "Sprint"),
    "sv": ("Nyckel", "Titel", "Status", "Poäng", "Sprint"),
    "ru": ("Номер", "Название", "Статус", "Баллы", "Спринт"),
}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
Row = tuple[str, str, int | float | None, str]


@dataclass(frozen=True)
class Form:
    """How a table is written."""

    delimiter: str
    newline: str
    encoding: str
    quoting: Literal[0, 1]
    language: str
    order: tuple[int, ...]
    separator_line: bool
    ends_line: bool


FORM = st.builds(
    Form,
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(ENCODINGS),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    language=st.sampled_from(sorted(HEADERS)),
    order=st.permutations(range(5)).map(tuple),
    separator_line=st.booleans(),
    ends_line=st.booleans(),
)


def written(rows: list[Row], form: Form) -> bytes:
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=form.delimiter, lineterminator=form.newline, quoting=form.quoting)
    writer.writerow([HEADERS[form.language][column] for column in form.order])
    for number, row in enumerate(rows, start=1):
        points = "" if row[2] is None else str(row[2]).replace(".", "," if form.delimiter == ";" else ".")
        cells = [f"SHOP-{number}", row[0], row[1], points, row[3]]
        writer.writerow([cells[column] for column in form.order])
    text = stream.getvalue() if form.ends_line else stream.getvalue().removesuffix(form.newline)
    return (f"sep={form.delimiter}{form.newline}{text}" if form.separator_line else text).encode(form.encoding)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=8), form=FORM)
def test_what_was_written_is_read(tmp_path: Path, rows: list[Row], form: Form) -> None:
    assume(form.language != "ru" or form.encoding != "cp1252")
    path = tmp_path / "table.csv"
    path.write_bytes(written(rows, form))
    found = read_backlog(path, encoding="cp1252" if form.encoding == "cp1252" else None)
    assert [item.key for item in found.items] == [f"SHOP-{number}" for number in range(1, len(rows) + 1)]
    assert [item.title for item in found.items] == [row[0].strip() for row in rows]
    assert [item.estimate for item in found.items] == [row[2] for row in rows]
    assert [item.sprint for item in found.items] == [row[3] for row in rows]
    assert [item.status_text for item in found.items] == [row[1] for row in rows]


SENTENCES = {
    "cp1252": (
        "Größe ändern für Kärtchen",
        "Créer un café à côté",
        "Añadir un botón pequeño",
        "Ändra färgen på knappen",
    ),
    "cp1251": ("Добавить корзину на сайт", "Исправить ошибку входа", "Оплата картой и счётом", "Поиск товаров по цене"),
    "koi8-r": ("Добавить корзину на сайт", "Исправить ошибку входа", "Оплата картой и счётом", "Поиск товаров по цене"),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), encoding=st.sampled_from(sorted(SENTENCES)), delimiter=st.sampled_from([",", ";", "\t"]))
def test_eight_bit_pages_are_told_by_their_letters(
    tmp_path: Path, data: st.DataObject, encoding: str, delimiter: str
) -> None:
    titles = data.draw(st.lists(st.sampled_from(SENTENCES[encoding]), min_size=1, max_size=9))
    lines = [["ID", "Title", "Status"], *([str(n), title, "Done"] for n, title in enumerate(titles, start=1))]
    path = tmp_path / "table.csv"
    path.write_bytes("\n".join(map(delimiter.join, lines)).encode(encoding))
    assert [item.title for item in read_backlog(path).items] == titles


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
