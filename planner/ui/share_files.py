"""What the Share menu writes, as plain functions that run in the background."""

from pathlib import Path
from typing import TYPE_CHECKING

from planner.document.plan_document import PlanDocument
from planner.domain.progress import Report, silent
from planner.storage.plan_file import save

if TYPE_CHECKING:
    from planner.analysis.view import PlanView


def fresh_view(document: PlanDocument) -> "PlanView":
    """Return a view of the plan that belongs to the job alone."""
    from planner.analysis.view import PlanView

    return PlanView(document.plan, today=document.view.today)


def write_workbook_of(view: "PlanView", path: Path, *, report: Report = silent) -> object:
    """Write the workbook of a plan."""
    from planner.analysis.report import build_report
    from planner.exporting.workbook.writer import write_workbook

    return write_workbook(build_report(view, report=report), path, report_progress=report)


def write_slides_of(view: "PlanView", path: Path, *, report: Report = silent) -> object:
    """Write the story of a plan as slides, on the ground its settings name."""
    from planner.exporting.colours import DARK, LIGHT
    from planner.exporting.slides.writer import write_slides

    ink = DARK if view.plan.settings.exports.dark else LIGHT
    write_slides(view, path, colours=ink, report=report)
    return path


def write_report_of(view: "PlanView", path: Path, *, report: Report = silent) -> object:
    """Write the report of a plan as a PDF, on the ground its settings name."""
    from planner.ui.paper.writer import write_pdf
    from planner.ui.theme.tokens import DARK, LIGHT

    exports = view.plan.settings.exports
    write_pdf(view, path, charts=exports.charts, theme=DARK if exports.dark else LIGHT, report=report)
    return path


def write_page_of(view: "PlanView", path: Path, *, report: Report = silent) -> object:
    """Write the report of a plan as one HTML file."""
    from planner.exporting.html.writer import write_html

    write_html(view, path, charts=view.plan.settings.exports.charts, report=report)
    return path


def write_csv_of(view: "PlanView", path: Path, *, report: Report = silent) -> object:
    """Write the backlog for the tracker that its keys come from."""
    from planner.exporting.tracker_csv import layout_of, write_tracker_csv

    return write_tracker_csv(view.plan, path, layout=layout_of(view.plan), report_progress=report)


def write_anonymous_of(view: "PlanView", path: Path, *, report: Report = silent) -> object:
    """Write the plan with every name and title replaced."""
    from planner.exporting.anonymise import anonymise

    report(0, 0, "Names")
    return save(anonymise(view.plan), path)
