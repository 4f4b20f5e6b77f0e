"""The extent of old binary workbooks, found by walking their records before a parser allocates what they declare."""

import struct
from collections.abc import Iterator

_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_IN_HEADER = 109
_STREAMS = ("Workbook", "Book")
_DIMENSIONS = 0x0200
_CELLS = frozenset({0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0406})
_RUNS = frozenset({0x00BD, 0x00BE})
"""Records of several cells in one row; the last column stands at their end."""


class BrokenBookError(ValueError):
    """The compound file or its stream of records is damaged."""


def old_book_area(content: bytes) -> int:
    """Return the number of cells of the largest rectangle that a sheet of the workbook spans or declares.

    Raises
    ------
    BrokenBookError
        When there is no stream of a workbook, or it cannot be followed.
    """
    try:
        return max((rows * columns for rows, columns in _extents(_book_stream(content))), default=0)
    except (struct.error, IndexError) as error:
        raise BrokenBookError from error


def _extents(stream: bytes) -> Iterator[tuple[int, int]]:
    """Yield the extent of all cells together, and each declared one."""
    at, rows, columns = 0, 0, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind in _CELLS and length >= 4:  # noqa: PLR2004 - a row and a column
            row, column = struct.unpack_from("<HH", stream, at)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind in _RUNS and length >= 6:  # noqa: PLR2004 - a row and two columns
            row, last = struct.unpack_from("<H", stream, at)[0], struct.unpack_from("<H", stream, at + length - 2)[0]
            rows, columns = max(rows, row + 1), max(columns, last + 1)
        elif kind == _DIMENSIONS and length >= 14:  # noqa: PLR2004 - rows of four bytes
            top, bottom, left, right = struct.unpack_from("<IIHH", stream, at)
            yield max(bottom - top, 0) + 1, max(right - left, 0) + 1
        at += length
    yield rows, columns


def _book_stream(content: bytes) -> bytes:
    """Return the workbook's stream out of its compound file."""
    if not content.startswith(_SIGNATURE):
        raise BrokenBookError
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in {9, 12} or small_shift != 6:  # noqa: PLR2004 - 512 or 4096, and 64 bytes
        raise BrokenBookError
    size = 1 << shift
    directory_at, cutoff, small_at = struct.unpack_from("<I4xII", content, 48)
    table = _table(content, size)
    directory = b"".join(_follow(content, size, size, table, directory_at))
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    for entry in entries:
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", errors="replace")
        if name in _STREAMS:
            first, length = struct.unpack_from("<II", entry, 116)
            if length >= cutoff:
                return b"".join(_follow(content, size, size, table, first))[:length]
            root = b"".join(_follow(content, size, size, table, struct.unpack_from("<I", entries[0], 116)[0]))
            small = b"".join(_follow(content, size, size, table, small_at))
            small_table = struct.unpack(f"<{len(small) // 4}I", small)
            return b"".join(_follow(root, 64, 0, small_table, first))[:length]
    raise BrokenBookError


def _table(content: bytes, size: int) -> tuple[int, ...]:
    """Return the allocation table: the sector after each sector."""
    places = list(struct.unpack_from(f"<{_IN_HEADER}I", content, 76))
    more, count = struct.unpack_from("<II", content, 68)
    for _step in range(min(count, len(content) // size)):
        if more > _LAST_SECTOR:
            break
        *listed, more = struct.unpack_from(f"<{size // 4}I", content, size * (more + 1))
        places += listed
    sectors = [content[size * (place + 1) : size * (place + 2)] for place in places if place <= _LAST_SECTOR]
    joined = b"".join(sector for sector in sectors if len(sector) == size)
    return struct.unpack(f"<{len(joined) // 4}I", joined)


def _follow(content: bytes, size: int, start: int, table: tuple[int, ...], sector: int) -> Iterator[bytes]:
    """Yield the sectors of a chain; one that runs in a circle is broken."""
    for _step in range(len(table) + 1):
        if sector > _LAST_SECTOR:
            return
        yield content[start + size * sector : start + size * (sector + 1)]
        sector = table[sector]
    raise BrokenBookError
