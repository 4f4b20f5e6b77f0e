"""A picture file of every chart of a plan, in the size and on the ground that the plan's settings name."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.analysis.scenes.gallery import SCENES
from planner.domain.exports import ExportSettings
from planner.domain.progress import Report, silent
from planner.ui.charts.export import save_scene
from planner.ui.theme.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

ENDINGS = (".png", ".svg")


def write_pictures(
    view: "PlanView",
    folder: Path,
    *,
    settings: ExportSettings,
    endings: Sequence[str] = ENDINGS,
    report: Report = silent,
) -> list[Path]:
    """Save the chosen charts that have something to show into a folder that is there; return the files.

    Raises
    ------
    FileProblemError
        When a file cannot be written; an older one at its place is then as it was.
    """
    names = [name for name in SCENES if not settings.charts or name in settings.charts]
    theme = DARK if settings.dark else LIGHT
    written: list[Path] = []
    for number, name in enumerate(names):
        report(number, len(names), name)
        scene = SCENES[name](view)
        for ending in () if scene.empty else endings:
            path = folder / f"{name}{ending}"
            save_scene(scene, path, theme=theme, ratio=settings.size.ratio)
            written.append(path)
    report(len(names), len(names), "")
    return written
