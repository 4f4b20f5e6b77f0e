"""Formats of which no clean public sample exists: old binary workbooks, other calendars, encrypted and faulty cells."""

import struct
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from planner.domain.errors import UnreadableFileError
from planner.importing import inspect, read_backlog
from planner.importing.reading import ImportedBacklog

Facts = Callable[[ImportedBacklog], dict[str, object]]
Rows = list[list[str | float]]
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, content: bytes) -> bytes:
    """Return one record of a binary workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def binary_sheet(rows: Rows) -> bytes:
    """Return the stream of an Excel 97 workbook with one sheet."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    cells = b""
    for row, line in enumerate(rows):
        for column, cell in enumerate(line):
            at = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                cells += record(0x0204, at + struct.pack("<HB", len(cell), 1) + text)
            else:
                cells += record(0x0203, at + struct.pack("<d", cell))
    sheet = record(0x0809, begin[:2] + struct.pack("<H", 0x0010) + begin[4:]) + cells + record(0x000A, b"")
    start = record(0x0809, begin) + record(0x0042, struct.pack("<H", 1200))
    name = b"Items"
    length = len(start) + 4 + 8 + len(name) + 4
    bound = record(0x0085, struct.pack("<IBBBB", length, 0, 0, len(name), 0) + name)
    return start + bound + record(0x000A, b"") + sheet


def compound_file(stream: bytes, *, name: str = "Workbook") -> bytes:
    """Return a compound file that holds one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    chain = [*range(3, sectors + 2), END]
    table = [FAT, END, *chain]
    fat = struct.pack(f"<{SECTOR // 4}I", *table, *([FREE] * (SECTOR // 4 - len(table))))
    entries = b"".join(
        text.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII", 2 * len(text) + 2, kind, 1, FREE, FREE, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
        for text, kind, child, first, size in (("Root Entry", 5, 1, END, 0), (name, 2, FREE, 2, len(stream)))
    )
    directory = entries.ljust(SECTOR, b"\0")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", 0, *([FREE] * 108)) + fat + directory + stream


def test_an_old_binary_workbook_is_read(tmp_path: Path, facts: Facts) -> None:
    rows: Rows = [["ID", "Story", "Status", "SP"], [1.0, "Größe", "Done", 3.0], [2.0, "Pay", "To Do", 2.5]]
    path = tmp_path / "old.xls"
    path.write_bytes(compound_file(binary_sheet(rows)))
    found = facts(read_backlog(path))
    assert (found["items"], found["keys"], found["titles"]) == (2, ["1", "2"], ["Größe", "Pay"])
    assert (found["sheet"], found["header_row"], found["estimate"], found["sum"]) == ("Items", 0, "SP", 5.5)


def test_an_old_binary_workbook_with_a_far_cell_is_refused(tmp_path: Path) -> None:
    far = record(0x0203, struct.pack("<HHHd", 65_535, 16_000, 0, 1.0))
    stream = binary_sheet([["ID", "Story", "Status"], [1.0, "Pay", "Done"]])
    path = tmp_path / "far.xls"
    path.write_bytes(compound_file(stream[:-4] + far + stream[-4:]))
    with pytest.raises(UnreadableFileError):
        inspect(path)


def test_an_encrypted_workbook_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(compound_file(b"sealed", name="EncryptedPackage"))
    with pytest.raises(UnreadableFileError, match="password"):
        inspect(path)


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["ID", "Story", "Status", "Due Date"])
    sheet.append([1, "Pay", "Done", datetime(2024, 3, 5)])  # noqa: DTZ001 - cells know no zone
    book.save(tmp_path / "mac.xlsx")
    assert read_backlog(tmp_path / "mac.xlsx").items[0].due == date(2024, 3, 5)


def test_errors_among_the_estimates_count_as_none_and_are_told(tmp_path: Path, facts: Facts) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[str | int]] = [["ID", "Story", "Status", "Points"], [1, "A", "New", 3], [2, "B", "New", "#N/A"]]
    for row in rows:
        sheet.append(row)
    sheet["D3"].data_type = "e"
    book.save(tmp_path / "errors.xlsx")
    found = facts(read_backlog(tmp_path / "errors.xlsx"))
    assert (found["items"], found["filled"], found["sum"]) == (2, 1, 3)
    assert "error-cell" in str(found["issues"])
