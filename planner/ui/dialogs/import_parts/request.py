"""One reading of a file for a plan: what the user answered so far, and what came out. Runs in the background."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from planner.domain.plan import Plan
from planner.domain.progress import Report, silent
from planner.importing import read_backlog, read_text
from planner.importing.accepting import export_day, plan_for
from planner.importing.evidence import evidence
from planner.importing.merge import preview_import, remembered_mapping
from planner.importing.preview import ImportPreview
from planner.importing.reading import ImportedBacklog
from planner.ui.dialogs.import_parts.column_rows import ColumnRow, column_rows

PLANNABLE = frozenset({"backlog", "history", "debt"})


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to read, and the user's answers about it.

    Parameters
    ----------
    path
        The file; ``None`` reads ``text`` instead.
    mapping
        Fields by column index that the user chose; ``None`` before the first answer.
    day_first
        The order of day and month, once answered.
    fresh
        Leave away what is remembered about this layout.
    """

    path: Path | None = None
    text: str = ""
    sheet: str | None = None
    mapping: Mapping[int, str] | None = None
    day_first: bool | None = None
    fresh: bool = False

    @property
    def name(self) -> str:
        """The name of the source."""
        return "the clipboard" if self.path is None else self.path.name


@dataclass(frozen=True, slots=True, eq=False)
class ImportReading:
    """A file as read for one plan: the real run, not yet accepted."""

    imported: ImportedBacklog
    preview: ImportPreview
    columns: tuple[ColumnRow, ...]
    taken_on: date
    remembered: bool

    @property
    def is_plannable(self) -> bool:
        """Say whether there is anything in it that a plan can take."""
        plannable = self.imported.inspection.kind in PLANNABLE
        return plannable and bool(self.imported.items or self.preview.closed_sprints or self.imported.history)


def read_for(plan: Plan, request: ImportRequest, *, today: date, report: Report = silent) -> ImportReading:
    """Read a file with the user's answers and compare it with a plan; nothing is changed.

    Raises
    ------
    PlannerError
        When the file cannot be opened, or is no table.
    """
    imported, remembered = _imported(plan, request, report)
    base = plan_for(plan, imported)
    report(0, 0, "Comparing")
    as_of = plan.settings.as_of
    taken_on = export_day(imported, written_on=_written_on(request.path, today=today), as_of=as_of)
    preview = preview_import(base, imported, taken_on=taken_on, day_first=request.day_first)
    reasons = {
        column.index: evidence(column, imported, plan=plan, twins=_twins(imported, column.field), remembered=remembered)
        for column in imported.mapping
    }
    return ImportReading(imported, preview, column_rows(imported, reasons=reasons), taken_on, remembered)


def _imported(plan: Plan, request: ImportRequest, report: Report) -> tuple[ImportedBacklog, bool]:
    """Return the file as read, and whether a remembered mapping was used."""
    first = _read(request, report)
    if request.mapping is not None or request.fresh:
        return first, False
    known = remembered_mapping(plan, first.header_signature)
    found = {column.index: column.field for column in first.mapping if column.field}
    if known is None:
        return first, False
    if known == found:
        return first, True
    again = ImportRequest(request.path, request.text, request.sheet, known, request.day_first)
    return _read(again, report), True


def _read(request: ImportRequest, report: Report) -> ImportedBacklog:
    if request.path is None:
        return read_text(request.text, mapping=request.mapping, day_first=request.day_first)
    return read_backlog(
        request.path, sheet=request.sheet, mapping=request.mapping, day_first=request.day_first, report=report
    )


def _written_on(path: Path | None, *, today: date) -> date:
    """Return the day of a file on the disk, not after today; the clipboard is of today."""
    if path is None or not path.exists():
        return today
    return min(today, datetime.fromtimestamp(path.stat().st_mtime).astimezone().date())


def _twins(imported: ImportedBacklog, field: str) -> int:
    return sum(column.field == field for column in imported.mapping)
