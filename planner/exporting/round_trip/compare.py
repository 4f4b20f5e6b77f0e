"""A workbook that came back, held against a plan: every difference, each with the edits that would accept it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from planner.domain.plan import Plan
from planner.domain.progress import Report, silent
from planner.exporting.round_trip import inputs, items
from planner.exporting.round_trip.context import Field, Rows, bare, changed_heads, name_of
from planner.exporting.round_trip.difference import FORMULA_REPLACED, BookDifference, tried
from planner.exporting.round_trip.reading import Returned, TableNow, read_workbook

Tell = Callable[[Plan, TableNow], Iterator[BookDifference]]
_MISSING: Final = "The sheet or the heads of this table are gone, so nothing of it was compared."
_NEW_ROW: Final = "New rows are read from the Backlog sheet only."


def compare_workbook(plan: Plan, path: Path, *, report: Report = silent) -> tuple[BookDifference, ...]:
    """Return what a workbook says otherwise than when it was exported; an unchanged one says nothing.

    Parameters
    ----------
    plan
        The plan that the differences would be accepted into. What it says already is no difference.
    path
        The workbook; it is read, never written.
    report
        Hears of each sheet, and may stop the work.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the file is missing, damaged, or not written by Ballast.
    """
    return differences_of(plan, read_workbook(path, report=report), report=report)


def differences_of(plan: Plan, returned: Returned, *, report: Report = silent) -> tuple[BookDifference, ...]:
    """Return the differences of a workbook that was read, in the order of its most telling sheets."""
    found = list(inputs.input_differences(plan, returned))
    tables = sorted(returned.tables.values(), key=lambda table: _place(table.record.name))
    for table in tables:
        found += _TELLERS.get(table.record.name, _figures)(plan, table)
        found += _gone(table)
    found += _loose(returned)
    return tried(tuple(found), plan, report=report)


def _place(name: str) -> int:
    names = list(_TELLERS)
    return names.index(name) if name in names else len(names)


def _gone(table: TableNow) -> Iterator[BookDifference]:
    if not table.columns and table.record.rows:
        sheet, name = table.record.sheet, table.record.name.replace("_", " ")
        yield BookDifference("table", name, "", "", "gone", sheet, why=_MISSING)


def _loose(returned: Returned) -> Iterator[BookDifference]:
    for address in returned.overwritten:
        sheet, _, cell = address.rpartition("!")
        yield BookDifference("formula", cell, "", "a formula", "a value", f"{sheet}!{cell}", why=FORMULA_REPLACED)


def _figures(plan: Plan, table: TableNow) -> Iterator[BookDifference]:
    """Yield what was typed over in a table of figures; none of it can be accepted."""
    del plan
    for row in table.rows:
        for head in changed_heads(table, row):
            yield bare(table, row, head, noun="figure", name=name_of(table, row))


def _entries(noun: str, fields: Mapping[str, Field]) -> Tell:
    def tell(plan: Plan, table: TableNow) -> Iterator[BookDifference]:
        yield from Rows(table, noun, fields).differences(plan)
        for row in table.rows:
            if row.before is None:
                where = f"{table.record.sheet}!A{row.line}"
                yield BookDifference(noun, name_of(table, row), "", "", "a new row", where, why=_NEW_ROW)

    return tell


_TELLERS: Final[Mapping[str, Tell]] = {
    "people": _entries("person", inputs.PEOPLE_FIELDS),
    "capacity_by_sprint": inputs.sprint_reserve_differences,
    "capacity_by_person": inputs.capacity_differences,
    "coming_sprints": _entries("sprint", inputs.SPRINT_FIELDS),
    "backlog": items.differences,
    "debt_register": _entries("debt", inputs.DEBT_FIELDS),
    "milestones": _entries("milestone", inputs.MILESTONE_FIELDS),
    "exceptions": _entries("exception", inputs.EXCEPTION_FIELDS),
    "velocity": inputs.velocity_differences,
}
"""What tells the differences of each table that holds more than figures, the most telling first."""
