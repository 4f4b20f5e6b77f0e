"""The markup of sheets: what arrays of bytes find is what searches find, and broken parts of any size are refused."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import UnreadableFileError
from planner.importing import inspect
from planner.importing import sheet_markup as markup
from planner.importing.preflight import SMALL_PART_BYTES

LETTERS = st.text("ABXYZ", min_size=1, max_size=3)
CELL = st.builds(
    lambda letters, extra: f'<c r="{letters}#"{extra}><v>3</v></c>',
    LETTERS,
    st.sampled_from(["", ' s="4"', ' t="s"', ' t="str"']),
)
ODD = st.sampled_from(
    [
        "<c><v>1</v></c>",
        "<cols/>",
        "<x:c r='A1'/>",
        '<c s="1" r="A1"/>',
        "</c>",
        "<c",
        '<c r="1"/>',
        "<f>A1</f>",
        '<c r="A9999999999"/>',
        '<c r="A"/>',
    ]
)
ROW = st.builds(
    lambda number, hidden, cells: f'<row r="{number}"{hidden}>{"".join(cells)}</row>'.replace("#", str(number)),
    st.integers(1, 1_048_576),
    st.sampled_from(["", "", ' hidden="1"', ' spans="1:3"']),
    st.lists(st.one_of(CELL, CELL, CELL, ODD), max_size=5),
)


@given(st.lists(ROW, min_size=1, max_size=6))
def test_arrays_find_what_searches_find(rows: list[str]) -> None:
    pieces = ["<sheetData>", *rows, "</sheetData>"]
    with pytest.MonkeyPatch.context() as patch:
        searched = markup.scan_sheet(piece.encode() for piece in pieces)
        patch.setattr(markup, "MANY_BYTES", 0)
        compared = markup.scan_sheet(piece.encode() for piece in pieces)
    assert compared.usual == searched.usual
    assert compared.balance == searched.balance
    assert (compared.rows, compared.last_row, compared.hidden_rows) == (
        searched.rows,
        searched.last_row,
        searched.hidden_rows,
    )
    if searched.usual:
        assert (compared.cells, compared.last_column) == (searched.cells, searched.last_column)


def _big_workbook(*, broken: bytes, at: float) -> bytes:
    from openpyxl import Workbook

    book, stream = Workbook(), BytesIO()
    assert book.active is not None
    book.active.append(["ID", "Story", "Status"])
    book.save(stream)
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}" t="str"><v>Story {0}</v></c></row>'
    rows = [row.format(number).encode() for number in range(2, SMALL_PART_BYTES // 70)]
    rows.insert(int(at * len(rows)), broken)
    result = BytesIO()
    with ZipFile(stream) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", b"".join(rows) + b"</sheetData>")
                assert len(content) > SMALL_PART_BYTES
            new.writestr(info.filename, content)
    return result.getvalue()


@pytest.mark.parametrize(
    "broken", [b"<row", b'<c r="A1"><v>', b"</row>", b"<!--", b"<![CDATA[", b'<row r="9', b"<v><v>"]
)
@pytest.mark.parametrize("at", [0.5, 1.0])
def test_a_big_broken_sheet_is_refused_before_the_fast_parser_sees_it(broken: bytes, at: float, tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    path.write_bytes(_big_workbook(broken=broken, at=at))
    with pytest.raises(UnreadableFileError, match="damaged"):
        inspect(path)
