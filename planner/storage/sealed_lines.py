"""Lines that know when they were changed: ``{"item":{...},"sum":"1a2b3c4d"}``.

Each line carries the CRC-32 of everything before its sum. So two versions of a file can be merged line by line, while
a flipped byte is always noticed. A line that somebody wrote by hand may leave the sum out: it is read, with a notice.
"""

import re
from typing import NamedTuple
from zlib import crc32

from planner.storage.codec import RecordError

_TAIL = len(b',"sum":"00000000"}')
_BY_HAND = re.compile(rb'\{"([a-z-]+)":(.+)\}')
_MERGE_MARKS = (b"<<<<<<< ", b"=======", b">>>>>>> ")


class Line(NamedTuple):
    """One opened line: its number, what kind of record it holds, and the record as JSON."""

    number: int
    kind: str
    text: bytes
    sealed: bool = True


def seal(kind: str, text: bytes) -> bytes:
    """Return a record as a line with its sum, without the line break."""
    body = b'{"%b":%b' % (kind.encode("ascii"), text)
    return b'%b,"sum":"%08x"}' % (body, crc32(body))


def unseal_all(text: bytes) -> list[Line]:
    """Return the records of many lines; empty lines are passed over.

    Raises
    ------
    RecordError
        When a line is torn, changed, or no record at all, with its number.
    """
    opened: list[Line] = []
    for number, line in enumerate(text.split(b"\n"), start=1):
        body = line[:-_TAIL]
        if line[-_TAIL:] == b',"sum":"%08x"}' % crc32(body):
            end = body.index(b'":')
            opened.append(Line(number, body[2:end].decode(), body[end + 2 :]))
        elif line not in {b"", b"\r"}:
            opened.append(_unusual(number, line.removesuffix(b"\r")))
    return opened


def _unusual(number: int, line: bytes) -> Line:
    """Open a line that is not exactly as this program writes it: from Windows, by hand, or damaged."""
    body, tail = line[:-_TAIL], line[-_TAIL:]
    sealed = tail == b',"sum":"%08x"}' % crc32(body)
    found = _BY_HAND.fullmatch(body + b"}" if sealed else line)
    if line.startswith(_MERGE_MARKS):
        raise RecordError(f"line {number}: a merge was left unfinished here")
    if tail.startswith(b',"sum":"') and not sealed:
        raise RecordError(f"line {number}: it does not match its checksum, so it was damaged or changed by hand")
    if found is None:
        raise RecordError(f"line {number}: it is not a complete record")
    kind, text = found.groups()
    return Line(number, kind.decode("ascii"), text, sealed)
