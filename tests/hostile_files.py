"""Files made to hurt: archives that lie or explode, endless markup, tables without an end."""

# ruff: noqa: E501, S311 - markup stands in one line; the random bytes are seeded on purpose

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

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
    "an archive of something else": lambda: zipped({"readme.txt": b"hello"}),
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


def zipped(members: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
