"""What the room looks at, kept as a picture: in a file beside the plan and in the clipboard."""

import re
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QStandardPaths
from PySide6.QtGui import QGuiApplication, QPixmap

from planner.storage.atomic import atomic_write
from planner.storage.file_problem import file_problem

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def picture_folder(plan_path: Path | None) -> Path:
    """Return where pictures of a meeting go: beside the plan, or to the user's pictures while it has no file."""
    if plan_path is not None:
        return plan_path.parent
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(pictures or Path.home())


def keep_picture(picture: QPixmap, folder: Path, *, name: str, day: date) -> Path:
    """Write a picture under a name that is still free, put it into the clipboard, and return its file.

    Parameters
    ----------
    name
        What it shows; characters that no file system takes are left out.
    day
        The day the plan is read at, part of the file's name.

    Raises
    ------
    FileProblemError
        When it cannot be written; the clipboard has it nevertheless.
    """
    QGuiApplication.clipboard().setPixmap(picture)
    page = QBuffer()
    page.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(page, "PNG")
    stem = f"{_FORBIDDEN.sub(' ', name).strip(' .')} {day.isoformat()}"
    path = folder / f"{stem}.png"
    number = 2
    while path.exists():
        path, number = folder / f"{stem} {number}.png", number + 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_problem(folder, error) from error
    atomic_write(path, bytes(page.data().data()))
    return path
