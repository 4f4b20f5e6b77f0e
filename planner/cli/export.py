"""``export PLAN OUT...``: files for people, chosen by their ending."""

import argparse
from collections.abc import Callable
from pathlib import Path

from planner.cli.opening import Opened, add_plan, open_plan
from planner.cli.terminal import progress
from planner.domain.errors import FileProblemError, UnreadableFileError
from planner.domain.issue import Issue
from planner.storage.plan_file import SUFFIX

Write = Callable[[Opened, Path], tuple[Issue, ...]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("out", metavar="OUT", type=Path, nargs="+", help=f"files: {', '.join(_WRITERS)}")


def run(options: argparse.Namespace) -> int:
    """Write every file; nothing is written when one of the names makes no sense."""
    targets: list[Path] = options.out
    for path in targets:
        _check(path, options.plan)
    opened = open_plan(options.plan)
    for path in targets:
        print("\n".join(_file(opened, path)))
    return 0


def _check(path: Path, plan: Path) -> None:
    if path.suffix == SUFFIX or path.resolve() == plan.resolve():
        raise FileProblemError(str(path), "a plan is not exported to a plan; copy the file instead")
    if path.suffix.lower() not in _WRITERS:
        known = " and ".join(_WRITERS)
        reason = f"this version writes {known} files, not {path.suffix.lower() or 'folders of pictures'}"
        raise UnreadableFileError(str(path), reason, "Choose another ending.")


def _file(opened: Opened, path: Path) -> list[str]:
    notes = _WRITERS[path.suffix.lower()](opened, path)
    return [str(path), *(f"  {note.sheet} {note.value} {note.note}".rstrip() for note in notes)]


def _workbook(opened: Opened, path: Path) -> tuple[Issue, ...]:
    from planner.exporting.workbook.content import content_of
    from planner.exporting.workbook.writer import write_workbook

    report = progress()
    return write_workbook(content_of(opened.view, report_progress=report), path, report_progress=report)


def _tracker_csv(opened: Opened, path: Path) -> tuple[Issue, ...]:
    from planner.exporting.tracker_csv import layout_of, write_tracker_csv

    return write_tracker_csv(opened.plan, path, layout=layout_of(opened.plan), report_progress=progress())


_WRITERS: dict[str, Write] = {".xlsx": _workbook, ".csv": _tracker_csv}
"""What writes each kind of file, by ending."""
