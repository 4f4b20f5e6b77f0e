"""``export PLAN OUT...``: files for people, chosen by their ending; a folder gets a picture of every chart."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from planner.analysis.view import PlanView
from planner.cli.opening import Opened, add_plan, open_plan
from planner.cli.terminal import progress
from planner.domain.errors import FileProblemError, UnreadableFileError
from planner.domain.exports import ExportSettings, PictureSize
from planner.domain.issue import Issue
from planner.storage.plan_file import SUFFIX

_BOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class _Order:
    """What is exported, and how: the plan's own choice with what the command line changes in it."""

    view: PlanView
    settings: ExportSettings
    charts_only: bool


Write = Callable[[_Order, Path], tuple[Issue, ...]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("out", metavar="OUT", type=Path, nargs="+", help=f"{', '.join(_WRITERS)}, or a folder")
    parser.add_argument(
        "--template", metavar="BOOK", type=Path, help="a workbook of your own whose marks are filled in"
    )
    parser.add_argument("--pictures", choices=("png", "svg", "both"), default="both", help="what a folder gets")
    parser.add_argument("--size", choices=tuple(PictureSize), type=PictureSize, help="pixels of the PNG pictures")
    parser.add_argument("--pages", choices=("report", "charts"), default="report", help="what a PDF holds")
    ground = parser.add_mutually_exclusive_group()
    ground.add_argument("--dark", action="store_true", default=None, help="slides, PDF and pictures on a dark ground")
    ground.add_argument("--light", action="store_false", dest="dark", help="on a light one, whatever the plan says")
    parser.add_argument("--everything", action="store_true", help="all the plan names, in a dated folder inside OUT")


def run(options: argparse.Namespace) -> int:
    """Write every file; nothing is written when one of the names makes no sense."""
    targets: list[Path] = options.out
    for path in targets:
        _check(path, options.plan, everything=options.everything)
    if options.template is not None:
        _check_template(options.template, targets)
    opened = open_plan(options.plan)
    order = _order(opened, options)
    for path in targets:
        print("\n".join(_written(order, path, options)))
    return 0


def _order(opened: Opened, options: argparse.Namespace) -> _Order:
    settings = opened.plan.settings
    chosen = settings.exports
    if options.size is not None:
        chosen = replace(chosen, size=options.size)
    if options.dark is not None:
        chosen = replace(chosen, dark=options.dark)
    plan = replace(opened.plan, settings=replace(settings, exports=chosen))
    return _Order(opened.with_plan(plan).view, chosen, options.pages == "charts")


def _written(order: _Order, path: Path, options: argparse.Namespace) -> list[str]:
    if options.everything:
        from planner.cli.pictures import write_all  # brings Qt: for paper and pictures

        today = order.view.plan.settings.as_of or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
        return [str(write_all(order.view, path, day=today))]
    if _is_folder(path):
        return _pictures(order, path, options.pictures)
    if options.template is not None and path.suffix.lower() == _BOOK:
        return _said(path, _filled(order, options.template, path))
    return _said(path, _WRITERS[path.suffix.lower()](order, path))


def _is_folder(path: Path) -> bool:
    return path.is_dir() or not path.suffix


def _check(path: Path, plan: Path, *, everything: bool) -> None:
    if path.suffix == SUFFIX or path.resolve() == plan.resolve():
        raise FileProblemError(str(path), "a plan is not exported to a plan; copy the file instead")
    if everything and not path.is_dir():
        raise FileProblemError(str(path), "everything goes into a folder, and there is none of this name")
    if not _is_folder(path) and path.suffix.lower() not in _WRITERS:
        reason = f"it is written as {', '.join(_WRITERS)} or a folder of pictures, not {path.suffix.lower()}"
        raise UnreadableFileError(str(path), reason, "Choose another ending.")
    if not _is_folder(path) and not path.parent.is_dir():
        raise FileProblemError(str(path), f"there is no folder {path.parent}")


def _place(note: Issue) -> str:
    """Return the cell that a note is about, its column, or its sheet."""
    if note.row:
        return f"{note.sheet}!{note.column}{note.row}" if note.column else note.sheet
    return f"{note.column}:" if note.column else note.sheet


def _said(path: Path, notes: tuple[Issue, ...]) -> list[str]:
    """Return the name of a written file and what to know about its cells."""
    cells = (_place(note) for note in notes)
    return [
        str(path),
        *(f"  {cell} {note.value} {note.note}".rstrip() for cell, note in zip(cells, notes, strict=True)),
    ]


def _check_template(template: Path, targets: list[Path]) -> None:
    if not any(path.suffix.lower() == _BOOK for path in targets):
        raise UnreadableFileError(str(template), "a template fills a workbook", f"Name an OUT that ends in {_BOOK}.")
    if any(path.resolve() == template.resolve() for path in targets):
        raise FileProblemError(str(template), "the template itself is never written; name another OUT")


def _filled(order: _Order, template: Path, path: Path) -> tuple[Issue, ...]:
    from planner.analysis.report import build_report
    from planner.exporting.template.fill import fill_template

    report = progress()
    return fill_template(build_report(order.view, report=report), template, path, report_progress=report)


def _pictures(order: _Order, folder: Path, wanted: str) -> list[str]:
    from planner.cli.pictures import ENDINGS, write_pictures  # brings Qt: for pictures only

    endings = ENDINGS if wanted == "both" else (f".{wanted}",)
    written = write_pictures(order.view, folder, settings=order.settings, endings=endings)
    return [str(path) for path in written]


def _workbook(order: _Order, path: Path) -> tuple[Issue, ...]:
    from planner.analysis.report import build_report
    from planner.exporting.workbook.writer import write_workbook

    report = progress()
    return write_workbook(build_report(order.view, report=report), path, report_progress=report)


def _slides(order: _Order, path: Path) -> tuple[Issue, ...]:
    from planner.exporting.colours import DARK, LIGHT
    from planner.exporting.slides.writer import write_slides

    write_slides(order.view, path, colours=DARK if order.settings.dark else LIGHT, report=progress())
    return ()


def _paper(order: _Order, path: Path) -> tuple[Issue, ...]:
    from planner.cli.pictures import write_paper  # brings Qt: for paper and pictures only

    write_paper(order.view, path, settings=order.settings, charts_only=order.charts_only)
    return ()


def _page(order: _Order, path: Path) -> tuple[Issue, ...]:
    from planner.exporting.html.writer import write_html

    write_html(order.view, path, charts=order.settings.charts, report=progress())
    return ()


def _tracker_csv(order: _Order, path: Path) -> tuple[Issue, ...]:
    from planner.exporting.tracker_csv import layout_of, write_tracker_csv

    plan = order.view.plan
    return write_tracker_csv(plan, path, layout=layout_of(plan), report_progress=progress())


_WRITERS: dict[str, Write] = {
    ".xlsx": _workbook,
    ".pptx": _slides,
    ".pdf": _paper,
    ".html": _page,
    ".csv": _tracker_csv,
}
"""What writes each kind of file, by ending."""
