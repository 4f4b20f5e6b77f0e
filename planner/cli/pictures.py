"""A folder with a picture of every chart of a plan; Qt is loaded here and nowhere else on the command line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.analysis.scenes.gallery import SCENES
from planner.analysis.view import PlanView
from planner.cli.terminal import progress

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ENDINGS = (".png", ".svg")


def write_pictures(view: PlanView, folder: Path, *, endings: Sequence[str] = ENDINGS) -> list[Path]:
    """Save every chart that has something to show; return the files.

    Raises
    ------
    FileProblemError
        When a file cannot be written.
    """
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


def offscreen_application() -> "QApplication":
    """Return the Qt application that pictures are painted with, made without a screen when there is none yet."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
