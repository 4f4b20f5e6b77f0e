"""Filling a team's own workbook: marks like ``{{sprint.name}}`` and names like ``ballast_sprint_name``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from planner.analysis.report import PlanReport
from planner.domain.issue import Issue, Severity
from planner.domain.progress import Report, silent
from planner.exporting.template.marks import Filling, Lists, Marks, list_marks, single_marks
from planner.exporting.template.package import Package, packed, read_package
from planner.exporting.template.sheet_xml import SheetXml
from planner.exporting.workbook.content import WorkbookContent
from planner.storage.atomic import atomic_write

MARK: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
PREFIX: Final = "ballast_"
LAST_ROW: Final = 1_048_576
_REFERENCE: Final = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the template that is to be filled: its place and its text, or a single mark for a named cell."""

    column: int
    row: int
    text: str


def fill_template(
    report: PlanReport, template: Path, path: Path, *, report_progress: Report = silent
) -> tuple[Issue, ...]:
    """Write a copy of a template with its marks filled in; return what could not be filled.

    Parameters
    ----------
    report
        What is filled in.
    template
        The team's workbook; it is only read. A cell with nothing but a mark gets the value in its own format; marks
        inside words become words; marks of lists go on in the rows below, down to the next cell that holds something.
    path
        The file to write; an older one is exchanged when the new one is whole.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the template cannot be read or the file cannot be written.
    """
    content = WorkbookContent(report)
    package = read_package(template)
    filler = _Filler(single_marks(content), list_marks(content))
    changed = {}
    for number, (name, part) in enumerate(package.sheets.items()):
        report_progress(number, len(package.sheets), name)
        filled = filler.fill(package, name, part)
        if filled is not None:
            changed[part] = filled
    atomic_write(path, packed(package, changed))
    report_progress(len(package.sheets), len(package.sheets), "")
    return tuple(filler.issues)


class _Filler:
    """Fills sheet by sheet and collects what could not be."""

    def __init__(self, singles: Marks, lists: Lists) -> None:
        self._singles, self._lists = singles, lists
        self.issues: list[Issue] = []

    def fill(self, package: Package, name: str, part: str) -> bytes | None:
        """Return the sheet with its marks filled in; ``None`` when it has none."""
        sheet = SheetXml(package.parts[part], texts=package.texts, day_styles=package.day_styles)
        spots = [Spot(column, row, text) for column, row, text in sheet.texts() if MARK.search(text)]
        spots += self._named(package, name)
        for row in sorted({spot.row for spot in spots}, reverse=True):
            self._fill_row(sheet, name, [spot for spot in spots if spot.row == row])
        return sheet.to_bytes() if spots else None

    def _named(self, package: Package, sheet: str) -> Iterator[Spot]:
        """Yield the cells that carry one of our names."""
        known = {_as_name(mark): mark for mark in self._known()}
        for cell in package.names:
            if cell.sheet == sheet and cell.name.lower().startswith(PREFIX):
                mark = known.get(cell.name.lower(), cell.name.lower().removeprefix(PREFIX))
                found = _REFERENCE.fullmatch(cell.reference)
                if found is not None:
                    from openpyxl.utils import column_index_from_string

                    yield Spot(column_index_from_string(found[1]), int(found[2]), f"{{{{{mark}}}}}")

    def _known(self) -> list[str]:
        return [*self._singles, *(f"{name}.{field}" for name, rows in self._lists.items() for field in _fields(rows))]

    def _fill_row(self, sheet: SheetXml, name: str, spots: list[Spot]) -> None:
        lists: dict[str, list[Spot]] = {}
        for spot in spots:
            used = [self._list_of(mark) for mark in MARK.findall(spot.text)]
            listed = next((entry for entry in used if entry), "")
            if listed:
                lists.setdefault(listed, []).append(spot)
            else:
                self._put(sheet, name, spot, self._singles, row=spot.row)
        for listed, group in lists.items():
            self._fill_list(sheet, name, listed, group)

    def _list_of(self, mark: str) -> str:
        name, _, field = mark.partition(".")
        rows = self._lists.get(name, ())
        return name if field and name in self._lists and (not rows or field in rows[0]) else ""

    def _fill_list(self, sheet: SheetXml, name: str, listed: str, spots: list[Spot]) -> None:
        rows, top = self._lists[listed], spots[0].row
        room = min(_room(sheet, spot, len(rows)) for spot in spots)
        if room < len(rows):
            note = f"{room} of {len(rows)} rows fit above what stands below; leave more empty rows."
            self._say("no-room", name, spots[0], listed, note)
        for at in range(room):
            values = {**self._singles, **{f"{listed}.{field}": filling for field, filling in rows[at].items()}}
            for spot in spots:
                self._put(sheet, name, spot, values, row=top + at)
        for spot in spots if not rows else ():
            sheet.put(spot.column, spot.row, None, like=(spot.column, spot.row))

    def _put(self, sheet: SheetXml, name: str, spot: Spot, values: Marks, *, row: int) -> None:
        marks = MARK.findall(spot.text)
        unknown = [mark for mark in marks if mark not in values]
        for mark in unknown if row == spot.row else ():
            self._say("unknown-mark", name, spot, f"{{{{{mark}}}}}", self._hint(mark))
        like = (spot.column, spot.row)
        if len(marks) == 1 and not unknown and MARK.fullmatch(spot.text.strip()):
            sheet.put(spot.column, row, values[marks[0]].value, like=like)
        elif len(unknown) < len(marks):
            sheet.put(spot.column, row, MARK.sub(lambda found: _words(found, values), spot.text), like=like)

    def _hint(self, mark: str) -> str:
        near = get_close_matches(mark, self._known(), n=1)
        return f"There is no such mark, so it was left as it is.{f' Is {near[0]} meant?' if near else ''}"

    def _say(self, code: str, sheet: str, spot: Spot, value: str, note: str) -> None:
        from openpyxl.utils import get_column_letter

        column = get_column_letter(spot.column)
        self.issues.append(Issue(code, Severity.WARN, sheet, spot.row, column, value, note))


def _room(sheet: SheetXml, spot: Spot, wanted: int) -> int:
    """Return how many rows are free from a mark downwards."""
    for at in range(1, wanted):
        if spot.row + at > LAST_ROW or sheet.is_taken(spot.column, spot.row + at):
            return at
    return wanted


def _words(found: re.Match[str], values: Marks) -> str:
    filling: Filling | None = values.get(found[1])
    return found[0] if filling is None else filling.words


def _as_name(mark: str) -> str:
    return PREFIX + mark.replace(".", "_")


def _fields(rows: object) -> list[str]:
    return list(rows[0]) if isinstance(rows, tuple) and rows else []
