"""A report as a PDF: one A4 page after the other, in one piece or not at all."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from planner.domain.progress import Report, silent
from planner.exporting import excel_safe
from planner.exporting.report.content import ReportContent, report_content
from planner.storage.atomic import atomic_write
from planner.ui.paper.ink import Ink, write
from planner.ui.paper.pages import HEIGHT, MARGIN, WIDTH, Page, chart_pages, report_pages
from planner.ui.theme.fonts import as_typed
from planner.ui.theme.tokens import LIGHT, Theme

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

_DPI = 96
_SMALL = 11
_HEAD, _FOOT = 40.0, HEIGHT - 40.0


class Paper(StrEnum):
    """What goes on paper."""

    REPORT = "report"
    CHARTS = "charts"


def write_pdf(
    view: "PlanView",
    path: Path,
    *,
    paper: Paper = Paper.REPORT,
    charts: Collection[str] = (),
    theme: Theme = LIGHT,
    report: Report = silent,
) -> None:
    """Write the report of a plan, or one page per chart; needs a running ``QGuiApplication``.

    Parameters
    ----------
    charts
        Names of the charts to show beside those of the story; none means all.
    report
        Hears of each chapter and page, and may stop the work; nothing is written then.

    Raises
    ------
    FileProblemError
        When the file cannot be written; an older file at this place is then as it was.
    """
    content = report_content(view, charts=charts, chapters=True, report=report)
    atomic_write(path, pdf_bytes(content, paper=paper, theme=theme, report=report))


def pdf_bytes(
    content: ReportContent, *, paper: Paper = Paper.REPORT, theme: Theme = LIGHT, report: Report = silent
) -> bytes:
    """Return the pages as the content of a file; its properties name the plan and nobody."""
    pages = tuple(report_pages(content) if paper is Paper.REPORT else chart_pages(content))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(excel_safe.title_text(content.stamp))
    writer.setCreator("Ballast")
    writer.setResolution(_DPI)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
    writer.setPageLayout(layout)
    painter = QPainter(writer)
    try:
        with as_typed():
            _paint_all(painter, writer, pages, content, theme=theme, report=report)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _paint_all(
    painter: QPainter,
    writer: QPdfWriter,
    pages: Sequence[Page],
    content: ReportContent,
    *,
    theme: Theme,
    report: Report,
) -> None:
    for number, page in enumerate(pages, 1):
        report(number, len(pages), page.name)
        if number > 1:
            writer.newPage()
        painter.fillRect(QRectF(0, 0, WIDTH + 1, HEIGHT + 1), theme.base)
        _frame(painter, page, content, theme=theme, place=f"{number} / {len(pages)}")
        painter.save()
        page.paint(painter, theme)
        painter.restore()


def _frame(painter: QPainter, page: Page, content: ReportContent, *, theme: Theme, place: str) -> None:
    """Paint the head and the foot of a page."""
    half = (WIDTH - 2 * MARGIN) / 2
    left, right = QRectF(MARGIN, _HEAD, half, 20), QRectF(MARGIN + half, _HEAD, half, 20)
    write(painter, left, page.name, Ink(_SMALL, theme.accent, strong=True), most=1)
    write(painter, right, content.stamp, Ink(_SMALL, theme.text3), most=1, align="right")
    write(painter, QRectF(MARGIN, _FOOT, 2 * half, 20), place, Ink(_SMALL, theme.text3), most=1, align="right")
