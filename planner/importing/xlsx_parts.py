"""What a workbook's small parts say about its sheets: names, members, visibility, date styles, and the epoch."""

import re
import zipfile
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from planner.importing.preflight import FileNature

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NO_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|general|[#0?]+(?:\.[#0?]*)?e[+-]', re.IGNORECASE)
_DATE_SIGN = re.compile(r"[ymdhs]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of a workbook: its name, its archive member (``""`` when it is missing), and what it is."""

    name: str
    part: str
    hidden: bool
    is_worksheet: bool


@dataclass(frozen=True, slots=True)
class BookParts:
    """The sheets of a workbook in order, the member of its shared strings, and how it shows and counts dates."""

    sheets: tuple[SheetPart, ...]
    strings: str
    date_styles: frozenset[int]
    epoch: date


def book_parts(nature: FileNature) -> BookParts:
    """Return the parts of an xlsx workbook."""
    from defusedxml.ElementTree import fromstring

    with zipfile.ZipFile(nature.path) as archive:
        members = set(archive.namelist())
        relations = {
            relation.get("Id"): relation for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        root = fromstring(archive.read("xl/workbook.xml"))
        styles = fromstring(archive.read("xl/styles.xml")) if "xl/styles.xml" in members else None
    sheets, epoch = [], _EPOCH
    for element in root.iter():
        if element.tag.endswith("}sheet"):
            sheets.append(_sheet(element, relations.get(element.get(_RELATION)), members))
        elif element.tag.endswith("}workbookPr") and element.get("date1904", "") in {"1", "true"}:
            epoch = _EPOCH_1904
    of_strings = (r for r in relations.values() if r.get("Type", "").endswith("/sharedStrings"))
    strings = next((_member(relation) for relation in of_strings), "")
    return BookParts(tuple(sheets), strings if strings in members else "", _date_styles(styles), epoch)


def _member(relation: Element) -> str:
    target = relation.get("Target", "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _sheet(element: Element, relation: Element | None, members: set[str]) -> SheetPart:
    part = _member(relation) if relation is not None else ""
    of_cells = relation is not None and relation.get("Type", "").endswith("/worksheet")
    hidden = element.get("state", "visible") != "visible"
    return SheetPart(element.get("name", ""), part if part in members else "", hidden, of_cells)


def _date_styles(styles: Element | None) -> frozenset[int]:
    """Return the cell styles that show a number as a date or a time."""
    if styles is None:
        return frozenset()
    own: dict[int, str] = {}
    formats: list[int] = []
    for element in styles.iter():
        if element.tag.endswith("}numFmt") and element.get("numFmtId", "").isdigit():
            own[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        elif element.tag.endswith("}cellXfs"):
            formats = [int(entry.get("numFmtId", "0")) for entry in element]
    dated = (shows_date(own[number]) if number in own else number in _DATE_FORMATS for number in formats)
    return frozenset(style for style, is_date in enumerate(dated) if is_date)


def shows_date(code: str) -> bool:
    """Tell whether a number format shows a date or a time.

    >>> shows_date("yyyy-mm-dd"), shows_date("[h]:mm"), shows_date('0 "days"'), shows_date("[Red]0.00E+00")
    (True, True, False, False)
    """
    return bool(_DATE_SIGN.search(_NO_DATE.sub("", code)))
