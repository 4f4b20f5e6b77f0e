"""One sheet of a workbook as XML: its cells are read and exchanged, everything else stays letter by letter.

A spreadsheet library would write the whole file anew and lose what it does not know: shapes, slicers, comments,
chart details. Here only the cells with marks change.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from xml.dom import minidom

from planner.exporting import excel_safe
from planner.exporting.template.marks import Value

_EPOCH: Final = date(1899, 12, 30)
_REFERENCE: Final = re.compile(r"([A-Z]+)(\d+)")


class SheetXml:
    """The cells of one sheet by column number and row, both from 1."""

    def __init__(self, content: bytes, *, texts: list[str], day_styles: frozenset[int]) -> None:
        self._document: Any = minidom.parseString(content)  # noqa: S318 - as above
        self._texts, self._day_styles = texts, day_styles
        self._body: Any = self._document.getElementsByTagNameNS("*", "sheetData")[0]
        self._rows: dict[int, Any] = {}
        self._cells: dict[tuple[int, int], Any] = {}
        for row in _children(self._body, "row"):
            number = int(row.getAttribute("r") or len(self._rows) + 1)
            self._rows[number] = row
            for cell in _children(row, "c"):
                self._cells[_place(cell.getAttribute("r"))] = cell

    def texts(self) -> Iterator[tuple[int, int, str]]:
        """Yield column, row and text of every cell that holds text."""
        for (column, row), cell in sorted(self._cells.items(), key=lambda entry: entry[0][::-1]):
            kind = cell.getAttribute("t")
            if kind == "s":
                yield column, row, self._texts[int(_text_of(cell, "v") or 0)]
            elif kind == "inlineStr":
                yield column, row, _text_of(cell, "t")

    def is_taken(self, column: int, row: int) -> bool:
        """Say whether a cell holds something."""
        cell = self._cells.get((column, row))
        return cell is not None and any(_children(cell, name) for name in ("v", "is", "f"))

    def put(self, column: int, row: int, value: Value, *, like: tuple[int, int]) -> None:
        """Write a value into a cell, which looks like another one when it is new or has no look of its own."""
        cell = self._cell(column, row)
        for child in list(cell.childNodes):
            cell.removeChild(child)
        model = self._cells.get(like)
        if (column, row) != like and model is not None and model.hasAttribute("s"):
            cell.setAttribute("s", model.getAttribute("s"))
        if cell.hasAttribute("t"):
            cell.removeAttribute("t")
        if isinstance(value, date) and int(cell.getAttribute("s") or 0) not in self._day_styles:
            from planner.exporting.workbook.words import day_text

            value = day_text(value)
        if isinstance(value, str):
            self._put_text(cell, excel_safe.cell_text(value).text)
        elif value is not None:
            number = (value - _EPOCH).days if isinstance(value, date) else value
            self._add(cell, "v", repr(number))

    def to_bytes(self) -> bytes:
        """Return the sheet as the part of a file."""
        return bytes(self._document.toxml(encoding="UTF-8", standalone=True))

    def _put_text(self, cell: Any, words: str) -> None:
        if not words:
            return
        cell.setAttribute("t", "inlineStr")
        shell = self._add(cell, "is", "")
        self._add(shell, "t", words).setAttribute("xml:space", "preserve")

    def _add(self, parent: Any, name: str, words: str) -> Any:
        """Add an element in the prefix of the sheet, whatever that is."""
        prefix = self._body.tagName.rpartition("sheetData")[0]
        element = self._document.createElementNS(self._body.namespaceURI, f"{prefix}{name}")
        if words:
            element.appendChild(self._document.createTextNode(words))
        parent.appendChild(element)
        return element

    def _cell(self, column: int, row: int) -> Any:
        known = self._cells.get((column, row))
        if known is not None:
            return known
        owner = self._row(row)
        made = self._add(owner, "c", "")
        made.setAttribute("r", f"{_letters(column)}{row}")
        after = [(place[0], cell) for place, cell in self._cells.items() if place[1] == row and place[0] > column]
        if after:
            owner.insertBefore(made, min(after, key=lambda entry: entry[0])[1])
        self._cells[column, row] = made
        return made

    def _row(self, number: int) -> Any:
        known = self._rows.get(number)
        if known is None:
            known = self._add(self._body, "row", "")
            known.setAttribute("r", str(number))
            after = [entry for entry in self._rows if entry > number]
            if after:
                self._body.insertBefore(known, self._rows[min(after)])
            self._rows[number] = known
        if known.hasAttribute("spans"):
            known.removeAttribute("spans")
        return known


def _children(parent: Any, name: str) -> list[Any]:
    return [child for child in parent.childNodes if child.nodeType == child.ELEMENT_NODE and child.localName == name]


def _text_of(cell: Any, name: str) -> str:
    parts = cell.getElementsByTagNameNS("*", name)
    return "".join(child.data for part in parts for child in part.childNodes if child.nodeType == child.TEXT_NODE)


def _place(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column, int(found[2])


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column - 1))
