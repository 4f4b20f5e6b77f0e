"""The plan as a workbook: all sheets in the order of a meeting, written in one piece or not at all."""

from pathlib import Path
from typing import Final

from planner.analysis.report import PlanReport
from planner.domain.issue import Issue
from planner.domain.progress import Report, silent
from planner.exporting.workbook import (
    assumptions,
    backlog,
    burndown,
    capacity,
    debt,
    decisions,
    forecast,
    lab,
    record,
    sprints,
    summary,
    velocity,
)
from planner.exporting.workbook.book import Book
from planner.exporting.workbook.content import WorkbookContent
from planner.storage.atomic import atomic_write

SHEETS: Final = (
    summary.NAME,
    capacity.NAME,
    sprints.NAME,
    backlog.NAME,
    debt.NAME,
    lab.NAME,
    forecast.NAME,
    burndown.NAME,
    velocity.NAME,
    decisions.NAME,
    assumptions.NAME,
)
"""The sheets in their order."""


def write_workbook(report: PlanReport, path: Path, *, report_progress: Report = silent) -> tuple[Issue, ...]:
    """Write the workbook of a plan; return the notes of what no cell could hold.

    Parameters
    ----------
    report
        What is shown; every figure of the workbook is one of its figures.
    path
        The file; an older one is exchanged when the new one is whole and on the disk.
    report_progress
        Hears of each sheet and of the rows of the long one, and may stop the work; nothing is written then.

    Raises
    ------
    FileProblemError
        When the file cannot be written; an older file at this place is then as it was.
    """
    written, notes = workbook_bytes(report, report_progress=report_progress)
    atomic_write(path, written)
    return notes


def workbook_bytes(report: PlanReport, *, report_progress: Report = silent) -> tuple[bytes, tuple[Issue, ...]]:
    """Return the workbook as the content of a file, and the notes; the same report gives the same bytes."""
    content = WorkbookContent(report)
    book = Book(SHEETS)
    book.describe(title=content.plan.name, subject="Sprint plan", day=content.today)
    cells = capacity.write(book, content)
    items = backlog.write(book, content, report_progress=report_progress)
    coming = sprints.write(book, content, sprints.Neighbours(items, cells))
    summary.write(book, content, cells=cells, sprints=coming)
    for done, module in enumerate((debt, lab, forecast, burndown, velocity, decisions), 4):
        report_progress(done, len(SHEETS), module.NAME)
        module.write(book, content)
    report_progress(len(SHEETS) - 1, len(SHEETS), assumptions.NAME)
    assumptions.write(book, content, items)
    record.write(book)
    report_progress(len(SHEETS), len(SHEETS), "")
    return book.to_bytes(report_progress=report_progress), tuple(book.notes)
