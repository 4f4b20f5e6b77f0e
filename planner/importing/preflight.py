"""What a file is, found out from its first bytes and its directory, before any parser may see it.

Parsers of workbooks allocate what a file declares; here the file is measured instead, and refused with one sentence
when it is not what it seems: encrypted, damaged, oversized, or carrying a document type definition.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from planner.domain.errors import FileProblemError, UnreadableFileError
from planner.domain.progress import Report, silent

MAX_FILE_BYTES = 600_000_000
MAX_UNPACKED_BYTES = 1_500_000_000
MAX_RATIO = 400
"""Real sheets unpack to at most some 60 times their size; a bomb to a thousand times."""
RATIO_FLOOR_BYTES = 30_000_000
MAX_MEMBERS = 20_000
CHUNK = 1 << 20
SMALL_PART_BYTES = 1_000_000
"""Parts up to here are parsed for broken XML; bigger sheets only when opened and closed elements do not balance."""

_ROOT = re.compile(rb"<[A-Za-z]")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_FOREIGN = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
    b"{\\rtf": "a rich-text document",
}


class FileFormat(StrEnum):
    """The families of files that are read."""

    TEXT = "text"
    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"


@dataclass(frozen=True, slots=True)
class FileNature:
    """A file that passed: its format and, for archives, the unpacked size of each member in bytes."""

    path: Path
    format: FileFormat
    member_bytes: tuple[tuple[str, int], ...] = ()
    has_macros: bool = False


def preflight(path: Path, *, report: Report = silent) -> FileNature:
    """Find out what ``path`` is and whether it is safe to open.

    Raises
    ------
    FileProblemError
        When the file is missing or cannot be opened.
    UnreadableFileError
        When it is no table, encrypted, damaged or made to exhaust the memory.
    """
    head = _first_bytes(path)
    if head.startswith(b"PK"):
        return _archive(path, report=report)
    if head.startswith(_OLE):
        return _compound(path)
    for magic, noun in _FOREIGN.items():
        if head.startswith(magic):
            raise unreadable(path, f"it is {noun}, not a table", "Export the backlog as CSV or XLSX.")
    return FileNature(path, FileFormat.TEXT)


def unreadable(path: Path, reason: str, remedy: str) -> UnreadableFileError:
    """Return the error for a file that cannot be taken, with its reason and its remedy."""
    return UnreadableFileError(path.name, reason, remedy)


def _first_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileProblemError(str(path), "it is a folder, not a file")
        if path.exists() and not path.is_file():
            raise FileProblemError(str(path), "it is a pipe or a device, not a file")
        with path.open("rb") as stream:
            head = stream.read(64)
        size = path.stat().st_size
    except FileNotFoundError:
        raise FileProblemError(str(path), "there is no such file") from None
    except OSError as error:
        raise FileProblemError(str(path), error.strerror or "it cannot be opened") from error
    if not head:
        raise unreadable(path, "it is empty", "Export the backlog again.")
    if size > MAX_FILE_BYTES:
        raise unreadable(path, f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB", "Export fewer rows or columns.")
    return head


def _compound(path: Path) -> FileNature:
    """Tell an old workbook from an encrypted new one: both live in the same container."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise unreadable(path, "the workbook is encrypted with a password", "Save it without a password, then import.")
    if "WordDocument".encode("utf-16-le") in content or "PowerPoint Document".encode("utf-16-le") in content:
        raise unreadable(path, "it is a text document or a presentation, not a workbook", "Export the backlog as XLSX.")
    return FileNature(path, FileFormat.XLS, has_macros="_VBA_PROJECT".encode("utf-16-le") in content)


def _archive(path: Path, *, report: Report) -> FileNature:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            form = _archive_format(names, archive)
            if form is None:
                raise unreadable(path, "it is an archive, not a workbook", "Unpack it and import the table inside.")
            _check_directory(path, archive)
            sizes = tuple(_measured(path, archive, info, report=report) for info in archive.infolist())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise unreadable(
            path, "the workbook is damaged", "Open it in a spreadsheet program and save it anew."
        ) from error
    return FileNature(path, form, sizes, has_macros=any(name.endswith("vbaProject.bin") for name in names))


def _archive_format(names: set[str], archive: zipfile.ZipFile) -> FileFormat | None:
    lowered = {name.lower() for name in names}
    if "xl/workbook.bin" in lowered:
        return FileFormat.XLSB
    if "xl/workbook.xml" in lowered:
        return FileFormat.XLSX
    if "content.xml" in lowered and "mimetype" in lowered and archive.getinfo("mimetype").file_size < MAX_MEMBERS:
        return FileFormat.ODS if b"spreadsheet" in archive.read("mimetype") else None
    return None


def _check_directory(path: Path, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or len({info.filename for info in members}) != len(members):
        raise unreadable(path, "its archive is malformed", "Open it in a spreadsheet program and save it anew.")
    if any(info.flag_bits & 1 for info in members):
        raise unreadable(path, "the workbook is encrypted with a password", "Save it without a password, then import.")


def _measured(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, report: Report) -> tuple[str, int]:
    """Return a member's declared size after checking it against bombs, and its XML against document types.

    Sheets are unpacked and counted when they are scanned; the other parts that a parser reads are counted here.
    """
    report(0, 0, info.filename)
    declared = info.file_size
    bomb = declared > RATIO_FLOOR_BYTES and declared > MAX_RATIO * max(info.compress_size, 1)
    if bomb or declared > MAX_UNPACKED_BYTES:
        raise unreadable(path, "it unpacks to an unreasonable size", "Export fewer rows, or save the sheet as CSV.")
    name = info.filename.lower()
    if name.endswith((".xml", ".rels", ".vml")):
        _refuse_document_type(path, archive, info)
    is_part = name.startswith("xl/") and "/" not in name[3:]
    if is_part or name == "content.xml" or (name.endswith((".xml", ".rels")) and declared <= SMALL_PART_BYTES):
        check_well_formed(path, info)
    return info.filename, declared


def _refuse_document_type(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    with archive.open(info) as stream:
        prolog = stream.read(4096)
        if not _ROOT.search(prolog):
            prolog += stream.read(CHUNK)
    if b"\x00" in prolog[:4]:
        raise unreadable(
            path, "its XML is in an unusual encoding", "Open it in a spreadsheet program and save it anew."
        )
    if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog or (prolog and not _ROOT.search(prolog)):
        raise unreadable(path, "it carries a document type definition", "Export the file anew from the tracker.")


def check_well_formed(path: Path, info: zipfile.ZipInfo) -> None:
    """Count and parse a part without building anything: the fast parser never comes back from some broken XML.

    Raises
    ------
    UnreadableFileError
        When the part is no well-formed XML.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate() if info.filename.lower().endswith((".xml", ".rels")) else None
    try:
        for chunk in unpacked(path, info):
            if parser is not None:
                parser.Parse(chunk, False)  # noqa: FBT003 - the parser takes it by position only
        if parser is not None:
            parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise unreadable(
            path, "the workbook is damaged", "Open it in a spreadsheet program and save it anew."
        ) from error


def unpacked(path: Path, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack one member piece by piece, never trusting the size that the directory declares.

    Raises
    ------
    UnreadableFileError
        When more comes out than was declared, or the member is damaged.
    """
    damaged = unreadable(path, "the workbook is damaged", "Open it in a spreadsheet program and save it anew.")
    inflate = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
    left, total = info.compress_size, 0
    try:
        with path.open("rb") as stream:
            stream.seek(info.header_offset)
            name_length, extra_length = struct.unpack("<26xHH", stream.read(30))
            stream.seek(name_length + extra_length, 1)
            while left > 0 and (packed := stream.read(min(CHUNK, left))):
                left -= len(packed)
                while packed:
                    piece = inflate.decompress(packed, 4 * CHUNK) if inflate else packed
                    packed = inflate.unconsumed_tail if inflate else b""
                    total += len(piece)
                    if total > info.file_size:
                        raise damaged
                    yield piece
    except (zlib.error, struct.error, OSError) as error:
        raise damaged from error
