"""The same leave as a list, a calendar, a sheet of people by days and a paste lands on the same days, each once."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.plan import Plan
from planner.ui.dialogs.import_leave import ImportLeaveDialog
from planner.ui.messages import edit_sentence
from planner.ui.pages.page import PageContext
from planner.ui.pages.team import TeamPage
from planner.ui.theme.controller import ThemeController

LIST = (
    "Name,From,To,Type\nPriya Nair,2026-06-08,2026-06-12,leave\nPriya Nair,2026-06-11,2026-06-19,leave\n"
    "Callum Reid,2026-06-15,2026-06-15,leave\n"
)
PRIYA = [date(2026, 6, 8) + timedelta(days=number) for number in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]


def stay(page_key: str, refs: tuple[str, ...] = ()) -> None:
    del page_key, refs


@pytest.fixture
def page(sample_plan: Plan, themes: ThemeController, qtbot: QtBot) -> Iterator[TeamPage]:
    document = PlanDocument(sample_plan, describe=edit_sentence)
    shown = TeamPage(PageContext(document, JobRunner(), themes, stay))
    document.plan_changed.connect(shown.refresh)
    qtbot.addWidget(shown)
    shown.refresh(frozenset())
    yield shown
    document.close()


def as_list(folder: Path) -> Path:
    path = folder / "leave.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def as_calendar(folder: Path) -> Path:
    path = folder / "leave.ics"
    events = (
        ("Priya Nair", "20260608", "20260613"), ("Priya Nair", "20260611", "20260620"),
        ("Callum Reid", "20260615", "20260616"),
    )  # fmt: skip
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//"]
    for number, (who, start, end) in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:{who} - vacation", f"DTSTART;VALUE=DATE:{start}"]
        lines += [f"DTEND;VALUE=DATE:{end}", "END:VEVENT"]
    path.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]), encoding="utf-8")
    return path


def as_sheet(folder: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    days = [date(2026, 6, 8) + timedelta(days=number) for number in range(14)]
    sheet.append(["Name", *days])
    sheet.append(["Priya Nair", *("x" if day in PRIYA else None for day in days)])
    sheet.append(["Callum Reid", *("x" if day == date(2026, 6, 15) else None for day in days)])
    path = folder / "leave.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("made", [as_list, as_calendar, as_sheet])
def test_leave_of_any_file_lands_on_its_days_and_counts_once(
    made: Callable[[Path], Path], page: TeamPage, tmp_path: Path
) -> None:
    page.dialogs.import_leave_from(made(tmp_path))
    lands(page)


def test_pasted_leave_lands_on_its_days(page: TeamPage, qapp: QApplication) -> None:
    qapp.clipboard().setText(LIST.replace(",", "\t"))
    page.dialogs.paste_leave()
    lands(page)


def test_an_empty_clipboard_says_so(page: TeamPage, qapp: QApplication) -> None:
    qapp.clipboard().clear()
    page.dialogs.paste_leave()
    assert page.banner.words().startswith("A leave list is not known yet")


def lands(page: TeamPage) -> None:
    """Take the leave: S16 ends on 12 June and S17 on 26 June."""
    document = page.context.document
    before = {name: entry.person("priya") for name, entry in document.view.capacity.items()}
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, ImportLeaveDialog)
    dialog.accept_form()
    assert document.undo_stack.count() == 1
    after = document.view.capacity
    gained = {
        name: person.steps.leave_pd - old.steps.leave_pd
        for name, old in before.items()
        if old is not None and (person := after[name].person("priya")) is not None
    }
    # Five working days in each sprint; 11 and 12 June stand in two entries and count once.
    assert (gained["S16"], gained["S17"], gained["S15"]) == (5.0, 5.0, 0.0)
    callum = after["S17"].person("callum")
    assert callum is not None
    assert next(cell for cell in callum.days if cell.day == date(2026, 6, 15)).share_away == 1.0
    document.undo_stack.undo()
    undone, old = document.view.capacity["S16"].person("priya"), before["S16"]
    assert undone is not None
    assert old is not None
    assert undone.steps == old.steps
