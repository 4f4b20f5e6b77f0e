"""The story of a plan as a presentation, written in one piece or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING

from planner.domain.progress import Report, silent
from planner.exporting.colours import LIGHT, Colours
from planner.exporting.report.content import ReportContent, report_content
from planner.exporting.slides.deck import deck_bytes, new_deck
from planner.exporting.slides.pages import write_pages
from planner.storage.atomic import atomic_write

if TYPE_CHECKING:
    from planner.analysis.view import PlanView


def write_slides(view: "PlanView", path: Path, *, colours: Colours = LIGHT, report: Report = silent) -> None:
    """Write the slides of a plan.

    Parameters
    ----------
    view
        Whose story; every figure is one of its figures.
    path
        The file; an older one is exchanged when the new one is whole and on the disk.
    report
        Hears of each step, and may stop the work; nothing is written then.

    Raises
    ------
    FileProblemError
        When the file cannot be written; an older file at this place is then as it was.
    """
    content = report_content(view, report=report)
    report(1, 1, "Slides")
    atomic_write(path, slides_bytes(content, colours=colours))


def slides_bytes(content: ReportContent, *, colours: Colours = LIGHT) -> bytes:
    """Return the slides as the content of a file; the same content gives the same bytes."""
    deck = new_deck(colours, title=content.plan_name, day=content.day)
    write_pages(deck, content, colours)
    return deck_bytes(deck)
