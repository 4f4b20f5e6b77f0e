"""Files made to hurt: refused in one sentence, or read, within two seconds."""

# ruff: noqa: E501, S311 - tables stand one record per line; the mutations are seeded on purpose

import random
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from planner.domain.errors import CancelledError, FileProblemError, PlannerError, UnreadableFileError
from planner.importing import inspect, read_backlog

SECONDS = 2.0
HEADER = ("ID", "Story", "Status", "Points")


def workbook(rows: list[tuple[str | int, ...]] | None = None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows or [HEADER, (1, "One", "Done", 3), (2, "Two", "New", 5)]:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_member(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one member of its archive rewritten."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            member = old.read(info.filename)
            new.writestr(info.filename, change(member) if info.filename == name else member)
    return result.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def sheet_with(old: bytes, new: bytes) -> bytes:
    return with_member(workbook(), SHEET, lambda xml: xml.replace(old, new))


def far_cell() -> bytes:
    return sheet_with(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def far_cell_in_odd_markup() -> bytes:
    return sheet_with(
        b"</sheetData>", b'<row spans="1:9" r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row></sheetData>'
    )


def declared_span() -> bytes:
    return with_member(workbook(), SHEET, lambda xml: xml.replace(b'ref="A1:D3"', b'ref="A1:XFD1048576"'))


def doctype() -> bytes:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return with_member(workbook(), SHEET, lambda xml: entities + xml)


def hidden_doctype() -> bytes:
    return with_member(workbook(), SHEET, lambda xml: b"<!--" + b"x" * 9000 + b"--><!DOCTYPE x []>" + xml)


def bomb() -> bytes:
    return with_member(workbook(), SHEET, lambda xml: xml.replace(b"</worksheet>", b" " * 80_000_000 + b"</worksheet>"))


def lying_size() -> bytes:
    content = bytearray(with_member(workbook(), "xl/styles.xml", lambda xml: xml + b" " * 9_000_000))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        if b"xl/styles.xml" in content[at : at + 60]:
            content[at + 24 : at + 28] = (100).to_bytes(4, "little")
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def odf(body: bytes) -> bytes:
    content = (
        b'<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        b'<office:body><office:spreadsheet><table:table table:name="S">'
        + body
        + b"</table:table></office:spreadsheet></office:body>"
        b"</office:document-content>"
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return stream.getvalue()


def odf_repeats() -> bytes:
    cell = b'<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000"><text:p>1</text:p></table:table-cell>'
    return odf(b'<table:table-row table:number-rows-repeated="1000000">' + cell + b"</table:table-row>")


def encrypted() -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


REFUSED: dict[str, Callable[[], bytes]] = {
    "doctype": doctype,
    "hidden doctype": hidden_doctype,
    "zip bomb": bomb,
    "a size that lies": lying_size,
    "encrypted": encrypted,
    "endless repeats": odf_repeats,
    "an open document that never closes its tags": lambda: odf(
        b"<table:table-row><table:table-cell office:value-type="
    ),
    "an archive of something else": lambda: _zip({"readme.txt": b"hello"}),
    "half a workbook": lambda: workbook()[:3000],
    "random bytes": lambda: random.Random(1).randbytes(5000),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "nothing": lambda: b"",
    "only blanks": lambda: b"  \n\n ",
    "json": lambda: b'{"issues": [{"key": "A-1"}]}',
}
READ: dict[str, Callable[[], bytes]] = {
    "a far cell": far_cell,
    "a far cell in odd markup": far_cell_in_odd_markup,
    "a declared span": declared_span,
    "an unclosed quote": lambda: b'ID,Story,Status\n1,"One,Done\n' + b"2,Two,New\n" * 20_000,
    "a cell of five megabytes": lambda: b"ID,Story,Status\n1,One," + b"x" * 5_000_000 + b"\n2,Two,New\n",
    "many columns": lambda: b",".join(b"c%d" % n for n in range(20_000)) + b"\n" + b"1," * 19_999 + b"1\n",
    "zero bytes": lambda: b"ID,Story,Status\n1,O\x00ne,Done\n2,Two,New\n",
    "only quotes": lambda: b'"' * 200_000,
    "only commas": lambda: b"," * 200_000,
    "nested brackets": lambda: b"ID,Story,Status,Labels\n1,One,Done," + b"[" * 50_000 + b"]" * 50_000 + b"\n",
}  # fmt: skip


def _zip(members: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(REFUSED[name]())
    started = time.perf_counter()
    with pytest.raises(UnreadableFileError) as caught:
        inspect(path)
    assert time.perf_counter() - started < SECONDS
    assert caught.value.reason
    assert caught.value.remedy


@pytest.mark.parametrize("name", READ)
def test_a_monstrous_file_is_read_in_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / (
        "file.xlsx" if name in {"a far cell", "a far cell in odd markup", "a declared span"} else "file.csv"
    )
    path.write_bytes(READ[name]())
    started = time.perf_counter()
    found = inspect(path)
    assert time.perf_counter() - started < SECONDS
    if path.suffix == ".xlsx":
        assert found.items == 2


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(FileProblemError):
            inspect(path)


def test_an_unknown_sheet_lists_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(workbook())
    with pytest.raises(UnreadableFileError) as caught:
        inspect(path, sheet="Nope")
    assert "Sheet" in caught.value.remedy


def test_error_cells_and_formulas_without_a_result_are_told(tmp_path: Path) -> None:
    rows: list[tuple[str | int, ...]] = [
        HEADER,
        (1, "One", "Done", "#N/A"),
        (2, "Two", "New", "=1+1"),
        (3, "Three", "New", 2),
    ]
    path = tmp_path / "b.xlsx"
    path.write_bytes(workbook(rows))
    found = inspect(path)
    assert found.estimate.filled == 1
    assert {"error-cell", "formula-without-value"} <= {issue.code for issue in found.issues}


def test_reading_stops_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_text("ID,Story,Status\n" + "".join(f"{n},Story {n},Done\n" for n in range(50_000)), encoding="utf-8")

    def stop(done: int, total: int = 0, note: str = "") -> None:
        if note == "items" and done > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_backlog(path, report=stop)


def _sources() -> list[tuple[str, bytes]]:
    csv = "ID,Story,Status,Points,Created\n" + "".join(
        f"{n},Story {n},Done,{n},2024-01-{n % 27 + 1:02}\n" for n in range(40)
    )
    cell = b'<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    rows = b"".join(b"<table:table-row>" + cell % b"ID" + cell % b"Story" + b"</table:table-row>" for _ in range(3))
    return [("x.csv", csv.encode()), ("x.xlsx", workbook()), ("x.ods", odf(rows))]


@pytest.mark.parametrize("seed", range(40))
def test_mutated_files_never_raise_anything_else(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for name, content in _sources():
        mutated = bytearray(content)
        for _ in range(chance.randint(1, 30)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        path = tmp_path / name
        path.write_bytes(bytes(mutated))
        started = time.perf_counter()
        with suppress(PlannerError):
            inspect(path)
        assert time.perf_counter() - started < SECONDS


@pytest.mark.parametrize("seed", range(30))
def test_mutated_sheets_inside_a_sound_archive_never_raise_anything_else(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)

    def mutate(xml: bytes) -> bytes:
        changed = bytearray(xml)
        for _ in range(chance.randint(1, 12)):
            changed[chance.randrange(len(changed))] = chance.choice(b'<>"=A9XFD/ rcv')
        return bytes(changed)

    path = tmp_path / "m.xlsx"
    path.write_bytes(with_member(workbook(), SHEET, mutate))
    with suppress(PlannerError):
        inspect(path)
