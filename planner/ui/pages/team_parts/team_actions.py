"""Everything the command palette offers on the team page."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from planner.ui.pages.team_parts.brushes import Brush

if TYPE_CHECKING:
    from planner.ui.pages.team import TeamPage


def team_actions(page: "TeamPage") -> tuple[QAction, ...]:
    """Return the page's actions, each with its name."""
    dialogs, heat = page.dialogs, page.availability.heat
    entries: tuple[tuple[str, Callable[[], object]], ...] = (
        (page.tr("Add a person"), dialogs.add_person),
        (page.tr("Change the person"), lambda: dialogs.change_person(heat.current_member())),
        (page.tr("Remove the person"), lambda: dialogs.remove_person(heat.current_member())),
        (page.tr("Add leave"), page.ask_leave),
        (page.tr("Import leave"), dialogs.import_leave),
        (page.tr("Paste leave"), dialogs.paste_leave),
        (page.tr("Holidays of a place"), page.calendar.holidays),
        (page.tr("Overheads and focus"), dialogs.overheads),
        (page.tr("Paint leave"), lambda: _paint(page, Brush.LEAVE)),
        (page.tr("Paint half days"), lambda: _paint(page, Brush.HALF_DAY)),
        (page.tr("Paint on-call"), lambda: _paint(page, Brush.ON_CALL)),
        (page.tr("Suggest a fair rota"), lambda: _suggest(page)),
        (page.tr("Show availability"), lambda: page.segment.choose("availability")),
        (page.tr("Show skills"), lambda: page.segment.choose("skills")),
        (page.tr("Show the rota"), lambda: page.segment.choose("rota")),
    )
    return (*(_action(page, text, run) for text, run in entries), *page.availability.menu_actions())


def calendar_actions(page: "TeamPage") -> tuple[QAction, ...]:
    """Return the actions of the calendar, which also stand in a menu over the heat map."""
    calendar = page.calendar
    entries: tuple[tuple[str, Callable[[], object]], ...] = (
        (page.tr("Copy forward"), lambda: calendar.copy_forward(page.availability.heat)),
        (page.tr("Public holidays of a country"), calendar.public_holidays),
        (page.tr("Team days off"), calendar.days_off),
        (page.tr("Working week"), calendar.working_week),
    )
    return tuple(_action(page, text, run) for text, run in entries)


def _action(page: "TeamPage", text: str, run: Callable[[], object]) -> QAction:
    action = QAction(text, page)
    action.triggered.connect(partial(_run, run))
    return action


def _run(run: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
    run()


def _paint(page: "TeamPage", brush: Brush) -> None:
    page.segment.choose("availability")
    page.availability.take_brush(brush)


def _suggest(page: "TeamPage") -> None:
    page.segment.choose("rota")
    page.rota.suggest_rota()
