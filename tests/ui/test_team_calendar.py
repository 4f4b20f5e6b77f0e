"""The calendar of the team, as a person changes it: public holidays, days off, the week, copies into later sprints."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from planner.analysis.capacity.duty_cost import DutyEvidence, DutySprint, DutyVerdict
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.calendar import WeekPattern
from planner.domain.edits import SetOverheads
from planner.domain.plan import Edit, Plan
from planner.domain.sprint import SprintState
from planner.ui.dialogs.copy_forward import CopyForwardDialog
from planner.ui.dialogs.holidays import HolidaysDialog
from planner.ui.dialogs.overheads import OverheadsDialog
from planner.ui.dialogs.person import PersonDialog
from planner.ui.dialogs.public_holidays import PublicHolidaysDialog
from planner.ui.dialogs.team_days_off import TeamDaysOffDialog
from planner.ui.dialogs.working_week import WorkingWeekDialog
from planner.ui.messages import edit_sentence
from planner.ui.pages.page import PageContext
from planner.ui.pages.team import TeamPage
from planner.ui.theme.controller import ThemeController

AMARA = 0
MAY_28 = 8


def stay(page_key: str, refs: tuple[str, ...] = ()) -> None:
    del page_key, refs


def page_of(plan: Plan, themes: ThemeController, qtbot: QtBot) -> TeamPage:
    document = PlanDocument(plan, describe=edit_sentence)
    page = TeamPage(PageContext(document, JobRunner(), themes, stay))
    document.plan_changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1272, 828)
    page.refresh(frozenset())
    return page


@pytest.fixture
def page(sample_plan: Plan, themes: ThemeController, qtbot: QtBot) -> Iterator[TeamPage]:
    shown = page_of(sample_plan, themes, qtbot)
    yield shown
    shown.context.document.close()


def plan_of(page: TeamPage) -> Plan:
    return page.context.document.plan


def test_holidays_of_a_region_are_looked_at_and_taken_in_one_step(page: TeamPage, qtbot: QtBot) -> None:
    page.calendar.holidays()
    holidays = page.calendar.open_dialog
    assert isinstance(holidays, HolidaysDialog)
    qtbot.mouseClick(holidays.country, Qt.MouseButton.LeftButton)
    dialog = page.calendar.open_dialog
    assert isinstance(dialog, PublicHolidaysDialog)

    dialog.country.choose("DE")
    dialog.region.choose("HH")
    dialog.first_year.setValue(2026)
    dialog.last_year.setValue(2026)
    assert (dialog.name.text(), dialog.short.text()) == ("Hamburg", "DE-HH")
    # Hamburg 2026: New Year, Good Friday, Easter Monday, 1 May, Ascension, Whit Monday, Unity Day (a Saturday),
    # Reformation Day (a Saturday), Christmas Day (a Friday) and Boxing Day (a Saturday): ten, seven of them worked.
    assert dialog.consequence() == "10 new holidays; 7 on working days."
    first = dialog.preview.item(0, 0)
    assert first is not None
    first.setCheckState(Qt.CheckState.Unchecked)
    dialog.people.choose("everybody")
    dialog.accept_form()

    place = next(entry for entry in plan_of(page).team.holiday_sets if entry.id == "DE-HH")
    assert (place.name, len(place.holidays)) == ("Hamburg", 9)
    assert {member.place for member in plan_of(page).team.members} == {"DE-HH"}
    page.context.document.undo_stack.undo()
    assert "DE-HH" not in {entry.id for entry in plan_of(page).team.holiday_sets}


def test_no_year_no_name_and_no_day_take_nothing(page: TeamPage) -> None:
    page.calendar.public_holidays()
    dialog = page.calendar.open_dialog
    assert isinstance(dialog, PublicHolidaysDialog)
    dialog.country.choose("PT")
    dialog.last_year.setValue(dialog.first_year.value() - 1)
    assert dialog.consequence() == "Choose 1 to 10 years in a row."
    assert not dialog.main_button.isEnabled()
    dialog.last_year.setValue(dialog.first_year.value())
    dialog.short.clear()
    dialog.accept_form()
    assert dialog.banner.words().startswith("The name of the place is not known yet")
    dialog.reject()


def test_a_day_off_for_everybody_is_typed_and_taken_from_the_capacity(page: TeamPage) -> None:
    page.calendar.days_off()
    dialog = page.calendar.open_dialog
    assert isinstance(dialog, TeamDaysOffDialog)
    dialog.lines.setPlainText("2026-05-19 Offsite\nsoon")
    dialog.accept_form()
    assert dialog.banner.words().startswith("Line 2 cannot be")
    # Seven people, all of them work on Tuesdays; on 20 May half a day each.
    dialog.lines.setPlainText("2026-05-19 Offsite\n2026-05-20, half")
    assert dialog.consequence() == "2 days for everybody, 10.5 pd on the calendar."
    dialog.accept_form()

    off = plan_of(page).team.days_off
    assert [(entry.day, entry.name, entry.share) for entry in off] == [
        (date(2026, 5, 19), "Offsite", 1.0),
        (date(2026, 5, 20), "Day off", 0.5),
    ]


def test_a_week_from_sunday_to_thursday_keeps_people_with_their_own(page: TeamPage) -> None:
    page.calendar.working_week()
    dialog = page.calendar.open_dialog
    assert isinstance(dialog, WorkingWeekDialog)
    dialog.preset.choose("sunday")
    assert dialog.consequence() == "5 days a week for 6 people; 1 person with a week of their own."
    dialog.week.ticks[3].setCheckState(Qt.CheckState.PartiallyChecked)
    assert dialog.preset.key() == "own"
    dialog.accept_form()

    team = plan_of(page).team
    assert team.week == WeekPattern((1.0, 1.0, 1.0, 0.5, 0.0, 0.0, 1.0))
    assert team.week_of(plan_of(page).member("lena")) == WeekPattern.days_off(4)


def test_a_week_without_a_day_is_none(page: TeamPage) -> None:
    page.calendar.working_week()
    dialog = page.calendar.open_dialog
    assert isinstance(dialog, WorkingWeekDialog)
    for tick in dialog.week.ticks:
        tick.setCheckState(Qt.CheckState.Unchecked)
    dialog.accept_form()
    assert dialog.banner.words().startswith("A working day is not known yet")
    dialog.reject()


def test_half_a_day_in_a_persons_week(page: TeamPage) -> None:
    page.dialogs.change_person("amara")
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, PersonDialog)
    dialog.week.ticks[4].setCheckState(Qt.CheckState.PartiallyChecked)
    dialog.accept_form()
    # Two Fridays of S15 at half a day: 10 - 1 = 9 days on the calendar.
    assert plan_of(page).member("amara").week.shares[4] == 0.5
    assert page.context.document.view.capacity["S15"].people[AMARA].steps.calendar_pd == 9.0


def test_painted_days_are_copied_into_the_next_sprints_in_one_step(page: TeamPage) -> None:
    heat = page.availability.heat
    for column in (MAY_28, MAY_28 + 1):
        heat.selectionModel().select(heat.rows.index(AMARA, column), QItemSelectionModel.SelectionFlag.Select)
    page.calendar.copy_forward(heat)
    dialog = page.calendar.open_dialog
    assert isinstance(dialog, CopyForwardDialog)
    dialog.sprints.setValue(2)
    assert dialog.consequence() == "2 stretches of leave into S16 and S17, one undo step."
    dialog.accept_form()

    starts = {entry.period.start for entry in plan_of(page).team.absences if entry.member_id == "amara"}
    # 28 May is day 11 of S15, so 11 and 25 June.
    assert {date(2026, 6, 11), date(2026, 6, 25)} <= starts
    page.context.document.undo_stack.undo()
    assert plan_of(page).team.absences == page.context.document.view.plan.team.absences
    assert page.context.document.undo_stack.undoText() == ""


def test_without_a_later_sprint_nothing_can_be_copied(sample_plan: Plan, themes: ThemeController, qtbot: QtBot) -> None:
    last = next(sprint for sprint in sample_plan.sprints if sprint.state is not SprintState.CLOSED)
    closed = tuple(sprint for sprint in sample_plan.sprints if sprint.state is SprintState.CLOSED)
    page = page_of(replace(sample_plan, sprints=(*closed, last)), themes, qtbot)
    page.calendar.copy_forward(page.availability.heat)
    dialog = page.calendar.open_dialog
    assert isinstance(dialog, CopyForwardDialog)
    assert dialog.consequence() == "There is no sprint behind S15."
    assert not dialog.main_button.isEnabled()
    dialog.reject()
    page.context.document.close()


def test_the_cost_of_on_call_says_where_it_comes_from(page: TeamPage, qtbot: QtBot) -> None:
    page.dialogs.overheads()
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, OverheadsDialog)
    # The sample's rota begins in May 2026: one closed sprint holds a shift.
    assert dialog.duty.words.words() == "50 % is from the literature: 1 closed sprint with a rota, 6 are needed."
    assert not dialog.duty.use.isVisibleTo(dialog)
    qtbot.mouseClick(dialog.duty.show_sprints, Qt.MouseButton.LeftButton)
    shown = dialog.duty.sprints
    cells = (shown.item(0, column) for column in range(shown.columnCount()))
    # 62 days there before on-call, 9 of them on duty, 29 points: 29 / (62 - 0.5 x 9) = 0.50 a day.
    assert [cell.text() for cell in cells if cell is not None] == ["S14", "62", "9", "29", "0.50"]
    dialog.reject()


def test_a_learned_cost_is_taken_with_its_basis(page: TeamPage, qtbot: QtBot) -> None:
    said = DutyEvidence(DutyVerdict.LEARNED, 0.35, 0.25, 0.45, (DutySprint("S1", 60.0, 10.0, 30.0),) * 8)
    taken: list[Edit] = []
    dialog = OverheadsDialog(page.context.theme, plan_of(page), duty=said, take=taken.append, parent=page)
    qtbot.addWidget(dialog)
    assert dialog.duty.words.words().startswith("Your 8 closed sprints say **35 %** (P10 to P90: 25 % to 45 %)")
    dialog.duty.use.click()
    dialog.accept_form()
    edit = taken[0]
    assert isinstance(edit, SetOverheads)
    assert (edit.overheads.on_call_cost, edit.overheads.on_call_basis) == (0.35, "learned from 8 sprints")


def test_a_rota_of_few_people_says_how_many_it_takes(page: TeamPage) -> None:
    page.segment.choose("rota")
    page.rota.suggest_rota()
    # Twelve weeks, five people: three shifts at most, a quarter.
    assert "**3 shifts**, 25 % of the time" in page.rota.words()
    for action in page.rota.pool_menu.actions():
        action.setChecked(action.text() in {"Amara Okafor", "Jonas Weber", "Lena Fischer"})
    assert "4 people would keep everybody within 25 %." in page.rota.words()


def test_days_are_never_cut_whatever_the_width(page: TeamPage) -> None:
    page.show()
    heat = page.availability.heat
    for width, height in ((1272, 828), (1262, 828), (1272, 640), (940, 640), (1272, 828)):
        page.resize(width, height)
        # Ten days a sprint; the narrowest cell is 22 pixels wide.
        right = heat.columnViewportPosition(10 * heat.visible_sprints - 1) + 22
        assert right <= heat.viewport().width()
