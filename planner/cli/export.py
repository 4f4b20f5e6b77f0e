"""``export PLAN OUT...``: files for people, chosen by their ending; a folder gets a picture of every chart."""

import argparse
from collections.abc import Callable
from pathlib import Path

from planner.cli.opening import Opened, add_plan, open_plan
from planner.cli.terminal import progress
from planner.domain.errors import FileProblemError, UnreadableFileError
from planner.domain.issue import Issue
from planner.storage.plan_file import SUFFIX

_BOOK = ".xlsx"
Write = Callable[[Opened, Path], tuple[Issue, ...]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("out", metavar="OUT", type=Path, nargs="+", help=f"{', '.join(_WRITERS)}, or a folder")
    parser.add_argument(
        "--template", metavar="BOOK", type=Path, help="a workbook of your own whose marks are filled in"
    )
    parser.add_argument("--pictures", choices=("png", "svg", "both"), default="both", help="what a folder gets")


def run(options: argparse.Namespace) -> int:
    """Write every file; nothing is written when one of the names makes no sense."""
    targets: list[Path] = options.out
    for path in targets:
        _check(path, options.plan)
    if options.template is not None:
        _check_template(options.template, targets)
    opened = open_plan(options.plan)
    for path in targets:
        if options.template is not None and path.suffix.lower() == _BOOK:
            print("\n".join(_said(path, _filled(opened, options.template, path))))
            continue
        written = _pictures(opened, path, options.pictures) if _is_folder(path) else _file(opened, path)
        print("\n".join(written))
    return 0


def _is_folder(path: Path) -> bool:
    return path.is_dir() or not path.suffix


def _check(path: Path, plan: Path) -> None:
    if path.suffix == SUFFIX or path.resolve() == plan.resolve():
        raise FileProblemError(str(path), "a plan is not exported to a plan; copy the file instead")
    if not _is_folder(path) and path.suffix.lower() not in _WRITERS:
        reason = f"it is written as {', '.join(_WRITERS)} or a folder of pictures, not {path.suffix.lower()}"
        raise UnreadableFileError(str(path), reason, "Choose another ending.")
    if not _is_folder(path) and not path.parent.is_dir():
        raise FileProblemError(str(path), f"there is no folder {path.parent}")


def _file(opened: Opened, path: Path) -> list[str]:
    notes = _WRITERS[path.suffix.lower()](opened, path)
    return _said(path, notes)


def _said(path: Path, notes: tuple[Issue, ...]) -> list[str]:
    """Return the name of a written file and what to know about its cells."""
    cells = (f"{note.sheet}!{note.column}{note.row}" if note.column else note.sheet for note in notes)
    return [
        str(path),
        *(f"  {cell} {note.value} {note.note}".rstrip() for cell, note in zip(cells, notes, strict=True)),
    ]


def _check_template(template: Path, targets: list[Path]) -> None:
    if not any(path.suffix.lower() == _BOOK for path in targets):
        raise UnreadableFileError(str(template), "a template fills a workbook", f"Name an OUT that ends in {_BOOK}.")
    if any(path.resolve() == template.resolve() for path in targets):
        raise FileProblemError(str(template), "the template itself is never written; name another OUT")


def _filled(opened: Opened, template: Path, path: Path) -> tuple[Issue, ...]:
    from planner.analysis.report import build_report
    from planner.exporting.template.fill import fill_template

    report = progress()
    return fill_template(build_report(opened.view, report=report), template, path, report_progress=report)


def _pictures(opened: Opened, folder: Path, wanted: str) -> list[str]:
    from planner.cli.pictures import ENDINGS, write_pictures  # brings Qt: for pictures only

    endings = ENDINGS if wanted == "both" else (f".{wanted}",)
    return [str(path) for path in write_pictures(opened.view, folder, endings=endings)]


def _workbook(opened: Opened, path: Path) -> tuple[Issue, ...]:
    from planner.analysis.report import build_report
    from planner.exporting.workbook.writer import write_workbook

    report = progress()
    return write_workbook(build_report(opened.view, report=report), path, report_progress=report)


def _tracker_csv(opened: Opened, path: Path) -> tuple[Issue, ...]:
    from planner.exporting.tracker_csv import layout_of, write_tracker_csv

    return write_tracker_csv(opened.plan, path, layout=layout_of(opened.plan), report_progress=progress())


def _slides(opened: Opened, path: Path) -> tuple[Issue, ...]:
    from planner.exporting.slides.writer import write_slides

    write_slides(opened.view, path, report=progress())
    return ()


def _page(opened: Opened, path: Path) -> tuple[Issue, ...]:
    from planner.exporting.html.writer import write_html

    write_html(opened.view, path, report=progress())
    return ()


def _paper(opened: Opened, path: Path) -> tuple[Issue, ...]:
    from planner.cli.pictures import write_paper  # brings Qt: for paper and pictures only

    write_paper(opened.view, path)
    return ()


_WRITERS: dict[str, Write] = {
    ".xlsx": _workbook,
    ".pptx": _slides,
    ".pdf": _paper,
    ".html": _page,
    ".csv": _tracker_csv,
}
"""What writes each kind of file, by ending."""
