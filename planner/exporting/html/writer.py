"""The report as one HTML file, written in one piece or not at all."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from planner.domain.progress import Report, silent
from planner.exporting.html.page import html_page
from planner.exporting.report.content import report_content
from planner.storage.atomic import atomic_write

if TYPE_CHECKING:
    from planner.analysis.view import PlanView


def write_html(view: "PlanView", path: Path, *, charts: Collection[str] = (), report: Report = silent) -> None:
    """Write the page of a plan.

    Parameters
    ----------
    view
        Whose report; every figure is one of its figures.
    path
        The file; an older one is exchanged when the new one is whole and on the disk.
    charts
        Names of the charts to show beside those of the story; none means all.
    report
        Hears of each chapter, and may stop the work; nothing is written then.

    Raises
    ------
    FileProblemError
        When the file cannot be written; an older file at this place is then as it was.
    """
    content = report_content(view, charts=charts, chapters=True, report=report)
    report(1, 1, "Page")
    atomic_write(path, html_page(content).encode())
