"""Opening and saving ``*.ballast`` files."""

from pathlib import Path

from planner.domain.plan import Plan
from planner.storage.atomic import atomic_write, read_bytes
from planner.storage.loaded_plan import LoadedPlan, Stamp
from planner.storage.plan_text import dumps, loads

SUFFIX = ".ballast"


def load(path: Path) -> LoadedPlan:
    """Return the plan in a file.

    Raises
    ------
    FileProblemError
        When the file cannot be read.
    UnreadableFileError
        When it is not a sound plan of a version that this program knows.
    """
    return loads(read_bytes(path), path=str(path))


def save(plan: Plan, path: Path) -> Stamp:
    """Write a plan into a file, all of it or nothing, and return the file's stamp.

    Raises
    ------
    FileProblemError
        When it cannot be written; the old file is untouched.
    InvalidValueError
        When the plan holds something that a file cannot.
    """
    text = dumps(plan)
    atomic_write(path, text)
    return Stamp.of(text)


def stamp_of(path: Path) -> Stamp | None:
    """Return what a file holds now, or ``None`` when there is none.

    Raises
    ------
    FileProblemError
        When it is there and cannot be read.
    """
    return Stamp.of(read_bytes(path)) if path.exists() else None
