"""Sheets read by arrays hold what a parser reads; unusual markup goes to the parser."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.errors import UnreadableFileError
from planner.importing import book_tables, inspect
from planner.importing.preflight import preflight
from planner.importing.shared_strings import shared_strings
from planner.importing.xlsx_parts import book_parts, shows_date
from tests.hostile_files import SHEET, with_member

Cells = Sequence[Sequence[object]]
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
CELL = st.one_of(
    st.none(),
    TEXT,
    st.sampled_from(["a & b", "<si>", " lead", "trail ", "x\ny", "_x0041_", "é", "0", "=", "&amp;"]),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=6), min_size=1, max_size=6)


def write_shared(path: Path, rows: Cells, *, epoch_1904: bool = False) -> None:
    from xlsxwriter import Workbook

    with Workbook(path, {"date_1904": epoch_1904, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("S")
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        bold = book.add_format({"bold": True, "num_format": '0.00 "days"'})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, dated)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell, bold if column % 2 else None)


def write_inline(path: Path, rows: Cells) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([" " + cell if isinstance(cell, str) and cell.startswith("=") else cell for cell in row])
    book.save(path)


def by_arrays(path: Path, monkeypatch: pytest.MonkeyPatch) -> book_tables.SheetTable:
    monkeypatch.setattr(book_tables, "BIG_PART_BYTES", 0)
    return book_tables.read_book(preflight(path))[0]


def by_parser(path: Path) -> list[list[object]]:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, writer=st.sampled_from(["shared", "inline"]), epoch_1904=st.booleans())
def test_arrays_read_what_the_parser_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, rows: Cells, writer: str, epoch_1904: bool
) -> None:
    path = tmp_path / "b.xlsx"
    if writer == "shared":
        write_shared(path, rows, epoch_1904=epoch_1904)
    else:
        write_inline(path, rows)
    grid = by_arrays(path, monkeypatch).grid
    expected = by_parser(path)
    assert [list(grid.cells(row)) for row in range(len(expected))] == [
        row + [""] * (grid.width - len(row)) for row in expected
    ]


FORMULAS = (
    b'<row r="1"><c r="A1" t="str"><f>"a"</f><v>Title</v></c><c r="B1" s="1"/><c r="C1" t="s"><v>0</v></c></row>'
    b'<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c>'
    b'<c r="D3"><f>1+1</f></c><c r="E3" t="n"><v>-1.5E3</v></c><c r="AB3"><f t="shared" si="0"/><v>7</v></c></row>'
)


def test_formulas_blanks_errors_and_gaps_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.xlsx"
    write_shared(path, [["Status"]])
    path.write_bytes(with_member(path.read_bytes(), SHEET, lambda xml: _with_rows(xml, FORMULAS)))
    table = by_arrays(path, monkeypatch)
    assert list(table.grid.cells(0))[:3] == ["Title", "", "Status"]
    assert list(table.grid.cells(2))[:5] == [2.0, True, "", "", -1500.0]
    assert (table.grid.height, table.grid.cell(2, 27)) == (3, 7.0)
    assert table.markup.errors == [(2, 2, "#N/A")]
    assert table.grid.by_column is not None


def _with_rows(xml: bytes, rows: bytes) -> bytes:
    start, end = xml.index(b"<sheetData>") + len(b"<sheetData>"), xml.index(b"</sheetData>")
    return xml[:start] + rows + xml[end:]


UNUSUAL = {
    "the type before the style": b'<row r="1"><c r="A1" t="n" s="1"><v>1</v></c></row>',
    "a value with blanks kept": b'<row r="1"><c r="A1"><v xml:space="preserve">1</v></c></row>',
    "pretty printed": b'<row r="1"><c r="A1">\n<v>1</v>\n</c></row>',
    "a comment between": b'<row r="1"><!-- note --><c r="A1"><v>1</v></c></row>',
    "a cell without a place": b'<row r="1"><c><v>1</v></c></row>',
    "a row without a number": b'<row><c r="A1"><v>1</v></c></row>',
    "rich text in the cell": b'<row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c></row>',
    "rows upside down": b'<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
    "an ISO date": b'<row r="1"><c r="A1" t="d"><v>2024-01-02</v></c></row>',
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_markup_is_left_to_the_parser(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.xlsx"
    write_shared(path, [["x"]])
    path.write_bytes(with_member(path.read_bytes(), SHEET, lambda xml: _with_rows(xml, UNUSUAL[name])))
    assert by_arrays(path, monkeypatch).grid.by_column is None


def test_times_of_day_are_left_to_the_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.xlsx"
    write_shared(path, [[datetime(2024, 1, 2, 15, 30)]])  # noqa: DTZ001 - cells have no time zone
    assert list(by_arrays(path, monkeypatch).grid.cells(0)) == [datetime(2024, 1, 2, 15, 30)]  # noqa: DTZ001
    write_shared(path, [["x"], [date(1900, 1, 5)]])
    assert by_arrays(path, monkeypatch).grid.by_column is None


def test_shared_strings_join_runs_and_leave_reading_aids_out() -> None:
    part = (
        b'<sst xmlns="x"><si><t>one</t></si><si/><si><t/></si><si><r><t xml:space="preserve">bold </t></r><r><rPr><b/>'
        b"</rPr><t>&amp; more</t></r></si><si><t>KANJI</t><rPh sb='0' eb='1'><t>kana</t></rPh></si></sst>"
    )
    assert shared_strings(part) == ["one", "", "", "bold & more", "KANJI"]


def test_formats_show_dates_or_not() -> None:
    assert all(map(shows_date, ["dd/mm/yyyy", "[$-409]d-mmm;@", "mmm yy", "[h]:mm:ss", "hh:mm AM/PM"]))
    assert not any(map(shows_date, ["General", "0.00", '0 "days"', "#,##0;[Red]-0", "0.0E+00", "@", "0\\d"]))


def test_sheets_hidden_and_missing_are_known(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "b.xlsx"
    with Workbook(path) as book:
        book.add_worksheet("Plan").write(0, 0, "x")
        book.add_worksheet("Old").hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Plan!$A$1:$A$1"})
        book.add_chartsheet("Chart").set_chart(chart)
    sheets = book_parts(preflight(path)).sheets
    assert [(s.name, s.hidden, s.is_worksheet, bool(s.part)) for s in sheets] == [
        ("Plan", False, True, True),
        ("Old", True, True, True),
        ("Chart", False, False, True),
    ]


def test_a_workbook_under_another_extension_is_read_by_its_content(
    tmp_path: Path, read_sheets: Callable[..., object]
) -> None:
    read_sheets({"S": [["ID", "Story", "Status"], [1, "Log in", "Done"]]})
    for suffix in ("xls", "ods", "dat"):
        path = tmp_path / f"renamed.{suffix}"
        path.write_bytes((tmp_path / "book.xlsx").read_bytes())
        assert inspect(path).items == 1


def test_a_parser_that_gives_up_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {})

    def give_up(_nature: object) -> None:
        raise panic

    path = tmp_path / "b.xlsx"
    write_shared(path, [["x"]])
    monkeypatch.setattr(book_tables, "_opened", give_up)
    with pytest.raises(UnreadableFileError) as caught:
        inspect(path)
    assert caught.value.reason == "the workbook is damaged"
    monkeypatch.setattr(book_tables, "_opened", lambda _nature: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        inspect(path)
