"""What the Share menu writes, as plain functions that run in the background."""

from pathlib import Path
from typing import TYPE_CHECKING

from planner.analysis.scenes.scene import Scene
from planner.document.plan_document import PlanDocument
from planner.domain.progress import Report, silent
from planner.storage.file_problem import file_problem
from planner.storage.plan_file import SUFFIX, save
from planner.ui.dialogs.ask_file import file_name

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


def write_csv_of(view: "PlanView", path: Path, *, report: Report = silent) -> object:
    """Write the backlog for the tracker that its keys come from."""
    from planner.exporting.tracker_csv import layout_of, write_tracker_csv

    return write_tracker_csv(view.plan, path, layout=layout_of(view.plan), report_progress=report)


def write_anonymous_of(view: "PlanView", path: Path, *, report: Report = silent) -> object:
    """Write the plan with every name and title replaced."""
    from planner.exporting.anonymise import anonymise

    report(0, 0, "Names")
    return save(anonymise(view.plan), path)


def write_everything(view: "PlanView", folder: Path, *, report: Report = silent) -> tuple[Scene, ...]:
    """Write plan, workbook and CSV into a folder, which is made when missing; return the charts that are to be painted.

    Raises
    ------
    FileProblemError
        When the folder or a file cannot be written.
    """
    from planner.analysis.scenes.gallery import SCENES

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_problem(folder, error) from error
    stem = file_name(view.plan.name, "")
    save(view.plan, folder / f"{stem}{SUFFIX}")
    write_workbook_of(view, folder / f"{stem}.xlsx", report=report)
    write_csv_of(view, folder / f"{stem}.csv", report=report)
    scenes = []
    for number, (name, make) in enumerate(SCENES.items()):
        report(number, len(SCENES), name)
        scenes.append(make(view))
    return tuple(scene for scene in scenes if not scene.empty)
