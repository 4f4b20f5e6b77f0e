"""Everything about a plan in one dated folder: made aside, put in place when it is whole, never half there."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from planner.domain.exports import ExportKind, ExportSettings
from planner.domain.progress import Report, silent
from planner.exporting import colours
from planner.storage.atomic import STALE_AFTER_SECONDS
from planner.storage.file_problem import file_problem
from planner.storage.plan_file import SUFFIX, save
from planner.ui.dialogs.ask_file import file_name

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

CHARTS = "charts"
_PREFIX, _SUFFIX = ".ballast-", ".part"
_PART = 100  # of the progress, for each kind of file


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be written, and where."""

    view: "PlanView"
    settings: ExportSettings
    folder: Path

    def path(self, ending: str) -> Path:
        """Return the file of this ending."""
        return self.folder / file_name(self.view.plan.name, ending)


Write = Callable[[_Order, Report], None]


def export_everything(view: "PlanView", parent: Path, *, day: date, report: Report = silent) -> Path:
    """Write what the plan's settings ask for into a new folder named by plan and day; return the folder.

    Parameters
    ----------
    view
        A view that nobody else computes with.
    parent
        Where the folder goes; an older one of the same name stays, the new one gets a number.
    report
        Hears of every file, and may stop the work; the folder is not there then.

    Raises
    ------
    FileProblemError
        When something cannot be written; nothing is left behind then.
    """
    settings = view.plan.settings.exports
    wanted = [kind for kind in ExportKind if kind in settings.kinds]
    _sweep(parent)
    aside = parent / f"{_PREFIX}{token_hex(6)}{_SUFFIX}"
    try:
        try:
            aside.mkdir()
            order = _Order(view, settings, aside)
            for number, kind in enumerate(wanted):
                WRITERS[kind](order, _part_of(report, number, len(wanted)))
            report(_PART * len(wanted), _PART * len(wanted), "")
            return _put_in_place(aside, parent / file_name(view.plan.name, "", day=day))
        except OSError as error:
            raise file_problem(parent, error) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(aside)


def _sweep(parent: Path) -> None:
    """Remove what a killed program left half done an hour ago or earlier."""
    limit = time.time() - STALE_AFTER_SECONDS
    with suppress(OSError):
        for left in parent.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                if left.is_dir() and left.stat().st_mtime < limit:
                    shutil.rmtree(left)


def _part_of(report: Report, number: int, count: int) -> Report:
    """Return a report that speaks for one of several parts."""

    def tell(done: int, total: int = 0, note: str = "") -> None:
        share = min(1.0, done / total) if total else 0.0
        report(round(_PART * (number + share)), _PART * count, note)

    return tell


def _put_in_place(aside: Path, wanted: Path) -> Path:
    """Give the finished folder its name, with a number where an older one has it."""
    target, number = wanted, 2
    while target.exists():
        target = wanted.with_name(f"{wanted.name}-{number}")
        number += 1
    os.replace(aside, target)  # noqa: PTH105 - the one call whose failure is tested by name
    return target


def _plan(order: _Order, report: Report) -> None:
    report(0, 1, "Plan")
    save(order.view.plan, order.path(SUFFIX))


def _workbook(order: _Order, report: Report) -> None:
    from planner.analysis.report import build_report
    from planner.exporting.workbook.writer import write_workbook

    write_workbook(build_report(order.view, report=report), order.path(".xlsx"), report_progress=report)


def _slides(order: _Order, report: Report) -> None:
    from planner.exporting.slides.writer import write_slides

    ink = colours.DARK if order.settings.dark else colours.LIGHT
    write_slides(order.view, order.path(".pptx"), colours=ink, report=report)


def _pdf(order: _Order, report: Report) -> None:
    from planner.ui.paper.writer import write_pdf
    from planner.ui.theme.tokens import DARK, LIGHT

    theme = DARK if order.settings.dark else LIGHT
    write_pdf(order.view, order.path(".pdf"), charts=order.settings.charts, theme=theme, report=report)


def _page(order: _Order, report: Report) -> None:
    from planner.exporting.html.writer import write_html

    write_html(order.view, order.path(".html"), charts=order.settings.charts, report=report)


def _pictures(order: _Order, report: Report, *, ending: str) -> None:
    from planner.ui.charts.pictures import write_pictures

    folder = order.folder / CHARTS
    folder.mkdir(exist_ok=True)
    write_pictures(order.view, folder, settings=order.settings, endings=(ending,), report=report)


def _tracker(order: _Order, report: Report) -> None:
    from planner.exporting.tracker_csv import layout_of, write_tracker_csv

    plan = order.view.plan
    write_tracker_csv(plan, order.path(".csv"), layout=layout_of(plan), report_progress=report)


WRITERS: dict[ExportKind, Write] = {
    ExportKind.PLAN: _plan,
    ExportKind.WORKBOOK: _workbook,
    ExportKind.SLIDES: _slides,
    ExportKind.PDF: _pdf,
    ExportKind.PAGE: _page,
    ExportKind.PNG: lambda order, report: _pictures(order, report, ending=".png"),
    ExportKind.SVG: lambda order, report: _pictures(order, report, ending=".svg"),
    ExportKind.TRACKER: _tracker,
}
"""What writes each kind of file."""
