"""A workbook file as its parts: which sheet is where, its texts, its named cells, and writing it anew."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.dom import minidom
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from planner.domain.errors import UnreadableFileError
from planner.importing.preflight import FileFormat, preflight

_WORKBOOK: Final = "xl/workbook.xml"
_CACHED: Final = re.compile(rb"(</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*<(?:\w+:)?v>[^<]*</(?:\w+:)?v>")
_DAY_FORMATS: Final = frozenset({14, 15, 16, 17, 22, 27, 30, 36, 50, 57})
_DAY_SIGNS: Final = re.compile(r"[ymd]", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A name that somebody gave to a cell: sheet, column and row, from 1."""

    name: str
    sheet: str
    reference: str


@dataclass(frozen=True, slots=True)
class Package:
    """What a template consists of; ``sheets`` are the parts by the names of the sheets, in their order."""

    parts: Mapping[str, bytes]
    sheets: Mapping[str, str]
    texts: list[str]
    names: tuple[NamedCell, ...]
    day_styles: frozenset[int]


def read_package(path: Path) -> Package:
    """Read a workbook that is to be filled in.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When it is missing, damaged, no workbook, or one with macros.
    """
    nature = preflight(path)
    if nature.format is not FileFormat.XLSX:
        raise UnreadableFileError(path.name, "it is not an Excel workbook", "Save the template as .xlsx.")
    if nature.has_macros:
        raise UnreadableFileError(path.name, "it holds macros", "Save the template as .xlsx, without them.")
    try:
        with ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        return _package(parts)
    except (BadZipFile, KeyError, ValueError, IndexError, SyntaxError, EOFError) as error:
        raise UnreadableFileError(path.name, "it is damaged", "Open and save it in a spreadsheet first.") from error


def _package(parts: Mapping[str, bytes]) -> Package:
    book = _parsed(parts[_WORKBOOK])
    targets = {
        entry.getAttribute("Id"): entry.getAttribute("Target")
        for entry in _parsed(parts["xl/_rels/workbook.xml.rels"]).getElementsByTagNameNS("*", "Relationship")
    }
    sheets = {}
    for entry in book.getElementsByTagNameNS("*", "sheet"):
        target = targets[next(value for name, value in entry.attributes.items() if name.endswith(":id"))]
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" in part:
            sheets[entry.getAttribute("name")] = part
    names = tuple(_names(book, sheets))
    return Package(parts, sheets, _texts(parts), names, _day_styles(parts))


def _names(book: Any, sheets: Mapping[str, str]) -> list[NamedCell]:
    found = []
    for entry in book.getElementsByTagNameNS("*", "definedName"):
        sheet, _, cells = _words(entry).rpartition("!")
        name = sheet.strip("'").replace("''", "'")
        first = cells.partition(":")[0].replace("$", "")
        if name in sheets and re.fullmatch(r"[A-Z]+\d+", first):
            found.append(NamedCell(entry.getAttribute("name"), name, first))
    return found


def _texts(parts: Mapping[str, bytes]) -> list[str]:
    if "xl/sharedStrings.xml" not in parts:
        return []
    entries = _parsed(parts["xl/sharedStrings.xml"]).getElementsByTagNameNS("*", "si")
    return [_joined(entry) for entry in entries]


def _joined(entry: Any) -> str:
    """Return the text of a string, its differently formatted runs as one; readings aids for Asian scripts left out."""
    texts = [text for text in entry.getElementsByTagNameNS("*", "t") if text.parentNode.localName != "rPh"]
    return "".join(_words(text) for text in texts)


def _day_styles(parts: Mapping[str, bytes]) -> frozenset[int]:
    """Return the cell styles that show a number as a date."""
    styles = _parsed(parts["xl/styles.xml"]) if "xl/styles.xml" in parts else None
    if styles is None:
        return frozenset()
    own = {
        int(entry.getAttribute("numFmtId"))
        for entry in styles.getElementsByTagNameNS("*", "numFmt")
        if _DAY_SIGNS.search(_QUOTED.sub("", entry.getAttribute("formatCode")))
    }
    shells = styles.getElementsByTagNameNS("*", "cellXfs")
    looks = [look for shell in shells for look in shell.childNodes if look.nodeType == look.ELEMENT_NODE]
    return frozenset(
        place for place, look in enumerate(looks) if int(look.getAttribute("numFmtId") or 0) in own | _DAY_FORMATS
    )


def packed(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """Return the file with some parts exchanged; results of formulas are taken out, so that they are made anew."""
    out = BytesIO()
    sheets = set(package.sheets.values())
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in package.parts.items():
            part = changed.get(name, content)
            if name in sheets:
                part = _CACHED.sub(rb"\1", part)
            elif name == _WORKBOOK:
                part = _calculating(part)
            archive.writestr(name, part)
    return out.getvalue()


def _calculating(part: bytes) -> bytes:
    """Ask for a calculation when the file is opened."""
    book = _parsed(part)
    known = book.getElementsByTagNameNS("*", "calcPr")
    if known:
        known[0].setAttribute("fullCalcOnLoad", "1")
        return bytes(book.toxml(encoding="UTF-8", standalone=True))
    before = [*book.getElementsByTagNameNS("*", "definedNames"), *book.getElementsByTagNameNS("*", "sheets")][0]
    prefix = before.tagName.rpartition(before.localName)[0]
    made = book.createElementNS(before.namespaceURI, f"{prefix}calcPr")
    made.setAttribute("fullCalcOnLoad", "1")
    before.parentNode.insertBefore(made, before.nextSibling)
    return bytes(book.toxml(encoding="UTF-8", standalone=True))


def _parsed(content: bytes) -> Any:
    return minidom.parseString(content)  # noqa: S318 - preflight has refused document types


def _words(element: Any) -> str:
    return "".join(child.data for child in element.childNodes if child.nodeType == child.TEXT_NODE)
