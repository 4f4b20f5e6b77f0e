"""Pictures and paper: Qt is loaded here and nowhere else on the command line."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from planner.analysis.view import PlanView
from planner.cli.terminal import progress
from planner.domain.exports import ExportSettings

ENDINGS = (".png", ".svg")


def write_pictures(
    view: PlanView, folder: Path, *, settings: ExportSettings, endings: Sequence[str] = ENDINGS
) -> list[Path]:
    """Save every chart that has something to show; return the files.

    Raises
    ------
    FileProblemError
        When the folder or a file cannot be written.
    """
    from planner.storage.file_problem import file_problem
    from planner.ui.offscreen import offscreen_application

    application = offscreen_application()
    from planner.ui.charts import pictures

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_problem(folder, error) from error
    written = pictures.write_pictures(view, folder, settings=settings, endings=endings, report=progress())
    application.processEvents()
    return written


def write_paper(view: PlanView, path: Path, *, settings: ExportSettings, charts_only: bool = False) -> None:
    """Write the report as a PDF, or one page per chart.

    Raises
    ------
    FileProblemError
        When the file cannot be written.
    """
    from planner.ui.offscreen import offscreen_application

    application = offscreen_application()
    from planner.ui.paper.writer import Paper, write_pdf
    from planner.ui.theme.tokens import DARK, LIGHT

    paper = Paper.CHARTS if charts_only else Paper.REPORT
    theme = DARK if settings.dark else LIGHT
    write_pdf(view, path, paper=paper, charts=settings.charts, theme=theme, report=progress())
    application.processEvents()


def write_all(view: PlanView, parent: Path, *, day: date) -> Path:
    """Write everything the plan's settings name into a dated folder; return it.

    Raises
    ------
    FileProblemError
        When something cannot be written; nothing is left behind then.
    """
    from planner.ui.offscreen import offscreen_application

    application = offscreen_application()
    from planner.ui.everything import export_everything

    folder = export_everything(view, parent, day=day, report=progress())
    application.processEvents()
    return folder
