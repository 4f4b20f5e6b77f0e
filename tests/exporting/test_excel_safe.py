import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exporting import excel_safe
from planner.exporting.workbook.book import Book

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)


def read_back(*texts: str) -> list[object]:
    import openpyxl

    sheet = openpyxl.load_workbook(BytesIO(one_column(*texts)))["Sheet"]
    return [cell.value for (cell,) in sheet.iter_rows(min_col=1, max_col=1)]


def one_column(*texts: str) -> bytes:
    book = Book()
    sheet = book.sheet("Sheet", colour="#000000")
    for row, text in enumerate(texts):
        sheet.put(row, 0, text)
    return book.to_bytes()


def test_a_payload_reads_back_as_the_same_text(payload: str) -> None:
    assert read_back(payload) == [payload.replace("\r\n", "\n").replace("\r", "\n")]


def test_a_payload_leaves_no_formula_and_no_link(payload: str) -> None:
    with ZipFile(BytesIO(one_column(payload))) as parts:
        names = parts.namelist()
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert not [name for name in names if "_rels/sheet" in name or "externalLink" in name]


def test_a_payload_typed_again_stays_text(payload: str) -> None:
    import openpyxl

    workbook = openpyxl.load_workbook(BytesIO(one_column(payload)))
    marked = workbook["Sheet"]["A1"].quotePrefix
    assert bool(marked) == excel_safe.is_live(payload.replace("\r", "\n"))


def test_a_payload_in_csv_never_starts_like_a_formula(payload: str) -> None:
    field = excel_safe.csv_text(payload).text
    assert not excel_safe.is_live(field)
    assert excel_safe.csv_plain(field) == excel_safe.cell_text(payload).text


@given(ANY_TEXT)
def test_csv_gives_every_text_back(text: str) -> None:
    out = StringIO()
    csv.writer(out).writerow([excel_safe.csv_text(text).text, "x"])
    ((field, _),) = csv.reader(StringIO(out.getvalue(), newline=""))
    assert excel_safe.csv_plain(field) == excel_safe.cell_text(text).text
    assert not excel_safe.is_live(field)


@given(st.lists(ANY_TEXT.filter(bool), min_size=1, max_size=20))
def test_a_workbook_gives_every_text_back_but_what_xml_forbids(texts: list[str]) -> None:
    expected = [excel_safe.cell_text(text).text or None for text in texts]
    found = read_back(*texts)
    assert found + [None] * (len(expected) - len(found)) == expected


@given(ANY_TEXT)
def test_text_that_is_changed_beyond_line_breaks_has_a_note(text: str) -> None:
    safe = excel_safe.cell_text(text)
    same = safe.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert same == (safe.cut == "")


@pytest.mark.parametrize("sign", ["x", "ü", "😀"])
def test_a_cell_holds_32767_units_and_one_more_is_cut_with_a_note(sign: str) -> None:
    units = excel_safe.utf16_units(sign)
    longest = sign * (32_767 // units)
    assert excel_safe.cell_text(longest) == (longest, "")
    safe = excel_safe.cell_text(longest + sign)
    assert safe.cut == "too-long"
    # A pair is never halved, so the cut text of wide signs may be one unit shorter.
    assert 32_766 <= excel_safe.utf16_units(safe.text) <= 32_767
    assert safe.text.endswith("…")


def test_a_cut_tells_its_address() -> None:
    book = Book()
    sheet = book.sheet("Backlog", colour="#000000")
    sheet.put(4, 2, "y" * 40_000)
    (note,) = book.notes
    assert (note.code, note.sheet, note.row, note.column, note.value) == ("too-long", "Backlog", 5, "C", "y" * 60)


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=5))
def test_sheet_names_obey_excel(wanted: str, others: list[str]) -> None:
    taken: list[str] = []
    for other in [*others, wanted, wanted]:
        name = excel_safe.sheet_name(other, taken=taken)
        assert 1 <= excel_safe.utf16_units(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() not in {"history", *(used.casefold() for used in taken)}
        taken.append(name)


@given(st.integers())
def test_no_digit_of_a_whole_number_is_lost(number: int) -> None:
    safe = excel_safe.cell_number(number)
    assert (safe.number if safe.number is not None else int(safe.text)) == number
    assert (safe.text == "") == (len(str(abs(number))) <= 15)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_infinite_and_undefined_figures_leave_an_empty_cell(number: float) -> None:
    safe = excel_safe.cell_number(number)
    finite = abs(number) < float("inf")
    assert (safe.number is not None) == finite
    assert safe.cut == ("" if finite else "not-finite")


@given(ANY_TEXT)
def test_titles_are_one_line_and_never_a_reference(text: str) -> None:
    title = excel_safe.title_text(text)
    assert "\n" not in title
    assert not title.startswith(("=", "+", "-", "@"))
    assert excel_safe.utf16_units(title) <= 255


def test_a_page_foot_shows_an_ampersand() -> None:
    assert excel_safe.page_text("R&D &P") == "R&&D &&P"
