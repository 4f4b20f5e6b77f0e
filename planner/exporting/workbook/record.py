"""The hidden sheet that remembers what each cell held when it was written, so that later changes can be told apart.

One line each: what it is, its name, what it stands for in the plan, and a JSON value. Long texts are kept as their
hash, so that every line fits into one cell.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from planner.exporting import excel_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.exporting.workbook.book import Book, Cell

SHEET: Final = "Ballast record"
MARK: Final = "ballast-workbook"
VERSION: Final = 1
LONGEST_KEPT: Final = 120
DAY: Final = "day"
LONG_TEXT: Final = "long"
FORMULA: Final = True
"""What stands for a formula of ours; no cell of ours holds a truth value."""

Plain = str | float | bool | None | list[str]
"""A cell as JSON holds it: text, number, nothing, ``["day", "2026-05-18"]``, ``["long", hash]``, or a formula."""


@dataclass(slots=True)
class WrittenTable:
    """A table as it was written: its columns, which of them name a row, and the lines of its rows."""

    name: str
    sheet: str
    heads: tuple[str, ...]
    identity: tuple[int, ...]
    lines: list[tuple[str, str]] = field(default_factory=list)

    def add(self, cells: "Sequence[Cell]", *, ref: str) -> None:
        """Remember one row; ``ref`` is what it stands for in the plan."""
        self.lines.append((ref, json.dumps([written(cell) for cell in cells], ensure_ascii=False)))


def written(cell: "Cell") -> Plain:
    """Return what reading a cell back will give.

    Examples
    --------
    >>> written("S15"), written(5), written(date(2026, 5, 18)), written("")
    ('S15', 5, ['day', '2026-05-18'], None)
    """
    if cell is None or isinstance(cell, str):
        return plain(excel_safe.cell_text(cell or "").text)
    if isinstance(cell, date):
        return plain(cell if cell >= excel_safe.FIRST_EXCEL_DAY else cell.isoformat())
    if isinstance(cell, int | float):
        safe = excel_safe.cell_number(cell)
        return plain(safe.text) if safe.number is None else safe.number
    return FORMULA


def plain(value: object) -> Plain:
    """Return a value that a cell holds in the form of the record."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return [DAY, value.isoformat()]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_KEPT:
        return [LONG_TEXT, sha256(text.encode()).hexdigest()[:24]]
    return text


def pair_ref(first: str, second: str) -> str:
    """Return the reference that stands for two identities at once, such as a sprint and a person."""
    return json.dumps([first, second], ensure_ascii=False)


def write(book: "Book") -> None:
    """Write the record of a whole workbook as its last sheet, which nobody sees."""
    sheet = book.sheet(SHEET, colour="#FFFFFF")
    lines: list[tuple[str, str, str, str]] = [(MARK, str(VERSION), "", "")]
    lines += [("input", name, "", json.dumps(value)) for name, value in book.inputs]
    for table in book.tables:
        columns = {"sheet": table.sheet, "heads": table.heads, "identity": table.identity}
        lines.append(("table", table.name, "", json.dumps(columns, ensure_ascii=False)))
        lines += [("row", "", ref, line) for ref, line in table.lines]
    lines += [("formula", cell, "", "") for cell in book.loose_formulas()]
    lines.append(("end", "", "", ""))
    excel_safe.check_rows(len(lines) - 1, sheet=SHEET)
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            if text:
                sheet.raw.write_string(row, column, excel_safe.cell_text(text).text)
    sheet.raw.very_hidden()
