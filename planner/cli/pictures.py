"""A folder with a picture of every chart of a plan; Qt is loaded here and nowhere else on the command line."""

from collections.abc import Sequence
from pathlib import Path

from planner.analysis.scenes.gallery import SCENES
from planner.analysis.view import PlanView
from planner.cli.terminal import progress

ENDINGS = (".png", ".svg")


def write_pictures(view: PlanView, folder: Path, *, endings: Sequence[str] = ENDINGS) -> list[Path]:
    """Save every chart that has something to show; return the files.

    Raises
    ------
    FileProblemError
        When a file cannot be written.
    """
    from planner.ui.offscreen import offscreen_application

    application = offscreen_application()
    from planner.ui.charts.export import save_scene

    folder.mkdir(parents=True, exist_ok=True)
    report = progress()
    written: list[Path] = []
    for number, (name, make) in enumerate(SCENES.items(), start=1):
        scene = make(view)
        for ending in () if scene.empty else endings:
            path = folder / f"{name}{ending}"
            save_scene(scene, path)
            written.append(path)
        report(number, len(SCENES), name)
    application.processEvents()
    return written


def write_paper(view: PlanView, path: Path, *, charts_only: bool = False) -> None:
    """Write the report as a PDF, or one page per chart.

    Raises
    ------
    FileProblemError
        When the file cannot be written.
    """
    from planner.ui.offscreen import offscreen_application

    application = offscreen_application()
    from planner.ui.paper.writer import Paper, write_pdf

    write_pdf(view, path, paper=Paper.CHARTS if charts_only else Paper.REPORT, report=progress())
    application.processEvents()
