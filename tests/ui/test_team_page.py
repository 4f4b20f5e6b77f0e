"""The team page, used as a person uses it: painting, keys, dialogs, skills, rota, undo."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.calendar import Period
from planner.domain.edits import RemoveMember
from planner.domain.plan import Plan
from planner.domain.team import AbsenceKind
from planner.ui.dialogs.holidays import HolidaysDialog
from planner.ui.dialogs.import_leave import ImportLeaveDialog
from planner.ui.dialogs.leave import LeaveDialog
from planner.ui.dialogs.overheads import OverheadsDialog
from planner.ui.dialogs.override import OverrideDialog
from planner.ui.dialogs.person import PersonDialog
from planner.ui.messages import edit_sentence
from planner.ui.pages.page import PageContext
from planner.ui.pages.team import TeamPage
from planner.ui.pages.team_parts.brushes import Brush
from planner.ui.pages.team_parts.heat_map import HeatMap
from planner.ui.tables.column import CellChange
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.popover import Popover
from planner.ui.widgets.state_panel import PanelState

AMARA, PRIYA = 0, 4
MAY_19, MAY_21 = 1, 3

Make = Callable[[Plan], TeamPage]


class Visits:
    """Where the page led to."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, tuple[str, ...]]] = []

    def __call__(self, page_key: str, refs: tuple[str, ...] = ()) -> None:
        self.seen.append((page_key, refs))


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeController) -> Iterator[Make]:
    made: list[PlanDocument] = []

    def build(plan: Plan) -> TeamPage:
        document = PlanDocument(plan, describe=edit_sentence)
        page = TeamPage(PageContext(document, JobRunner(), themes, Visits()))
        document.plan_changed.connect(page.refresh)
        made.append(document)
        qtbot.addWidget(page)
        page.resize(1272, 828)
        page.refresh(frozenset())
        with qtbot.waitExposed(page):
            page.show()
        return page

    yield build
    for document in made:
        document.close()


@pytest.fixture
def page(make: Make, sample_plan: Plan) -> TeamPage:
    return make(sample_plan)


def heat_of(page: TeamPage) -> HeatMap:
    return page.availability.heat


def centre(heat: HeatMap, row: int, column: int) -> QPoint:
    rect: QRect = heat.visualRect(heat.rows.index(row, column))
    return rect.center() - QPoint(2, 0)


def drag(qtbot: QtBot, heat: HeatMap, start: tuple[int, int], stop: tuple[int, int]) -> None:
    view = heat.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=centre(heat, *start))
    qtbot.mouseMove(view, centre(heat, *stop))
    QApplication.processEvents()
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=centre(heat, *stop))


def away(page: TeamPage, member_id: str) -> list[tuple[date, date, float]]:
    absences = page.context.document.plan.team.absences
    mine = [entry for entry in absences if entry.member_id == member_id]
    return sorted((entry.period.start, entry.period.last_day, entry.share) for entry in mine)


def test_the_headline_says_what_the_calendar_leaves(page: TeamPage) -> None:
    assert page.headline.finding() == "32.2 person-days in S15, of 68 on the calendar"
    assert page.rail_count() == "7"


def test_three_sprints_are_in_view_and_the_keys_reach_the_others(page: TeamPage, qtbot: QtBot) -> None:
    heat = heat_of(page)
    assert [sprint.name for sprint in heat.sprint_window()] == ["S15", "S16", "S17"]

    heat.setFocus()
    heat.setCurrentIndex(heat.rows.index(AMARA, 29))
    qtbot.keyClick(heat, Qt.Key.Key_Right)

    assert [sprint.name for sprint in heat.sprint_window()] == ["S16", "S17", "S18"]
    heads = [column.title for column in page.availability.side.figures.shown.columns]
    assert heads == ["S16", "S17", "S18", "load S15"]


def test_a_stroke_with_the_leave_brush_is_one_undo_step(page: TeamPage, qtbot: QtBot) -> None:
    heat, document = heat_of(page), page.context.document
    before = document.plan
    qtbot.mouseClick(page.availability.brushes.chip(Brush.LEAVE), Qt.MouseButton.LeftButton)

    drag(qtbot, heat, (AMARA, MAY_19), (AMARA, MAY_21))

    assert (date(2026, 5, 19), date(2026, 5, 21), 1.0) in away(page, "amara")
    assert document.undo_stack.count() == 1
    # 3 days of 0.72 less: 5.04 - 2.16 = 2.88
    assert page.availability.side.figures.shown.rows[AMARA][0].text == "2.9"
    document.undo_stack.undo()
    assert document.plan is before


def test_a_stroke_over_several_people_is_one_step_too(page: TeamPage, qtbot: QtBot) -> None:
    document = page.context.document
    qtbot.mouseClick(page.availability.brushes.chip(Brush.HALF_DAY), Qt.MouseButton.LeftButton)

    drag(qtbot, heat_of(page), (AMARA, MAY_19), (AMARA + 1, MAY_21))

    stroke = (date(2026, 5, 19), date(2026, 5, 21), 0.5)
    assert stroke in away(page, "amara")
    assert stroke in away(page, "jonas")
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Half day 19 to 21 May: Amara Okafor and Jonas Weber"


def test_painting_what_is_there_takes_it_away(page: TeamPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.availability.brushes.chip(Brush.LEAVE), Qt.MouseButton.LeftButton)

    drag(qtbot, heat_of(page), (AMARA, 8), (AMARA, 9))  # 28 and 29 May are leave

    assert (date(2026, 5, 28), date(2026, 5, 29), 1.0) not in away(page, "amara")


def test_the_keys_paint_leave_half_days_and_duty_and_delete_clears(page: TeamPage, qtbot: QtBot) -> None:
    heat = heat_of(page)
    heat.setFocus()
    heat.setCurrentIndex(heat.rows.index(AMARA, 0))

    qtbot.keyClick(heat, Qt.Key.Key_Right)
    qtbot.keyClick(heat, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(heat, Qt.Key.Key_L)
    assert (date(2026, 5, 19), date(2026, 5, 20), 1.0) in away(page, "amara")

    qtbot.keyClick(heat, Qt.Key.Key_2)
    assert (date(2026, 5, 19), date(2026, 5, 20), 0.5) in away(page, "amara")

    qtbot.keyClick(heat, Qt.Key.Key_C)
    duty = [shift.period for shift in page.context.document.plan.team.rota if shift.member_id == "amara"]
    assert Period(date(2026, 5, 19), date(2026, 5, 21)) in duty

    qtbot.keyClick(heat, Qt.Key.Key_Delete)
    assert not heat.rows.cell(AMARA, MAY_19).on_call
    assert heat.rows.cell(AMARA, MAY_19).share_away == 0
    assert page.context.document.undo_stack.count() == 4


def test_enter_applies_the_brush_in_hand_and_escape_puts_it_away(page: TeamPage, qtbot: QtBot) -> None:
    heat = heat_of(page)
    qtbot.mouseClick(page.availability.brushes.chip(Brush.NOT_WORKING), Qt.MouseButton.LeftButton)
    heat.setCurrentIndex(heat.rows.index(AMARA, MAY_19))
    qtbot.keyClick(heat, Qt.Key.Key_Return)
    assert heat.rows.cell(AMARA, MAY_19).kind is AbsenceKind.OTHER

    qtbot.keyClick(heat, Qt.Key.Key_Escape)
    assert heat.brush is None
    assert not page.availability.brushes.chip(Brush.NOT_WORKING).isChecked()


def test_a_holiday_is_painted_for_everybody_in_the_place(page: TeamPage, qtbot: QtBot) -> None:
    heat = heat_of(page)
    heat.setFocus()
    heat.setCurrentIndex(heat.rows.index(PRIYA, MAY_19))
    qtbot.keyClick(heat, Qt.Key.Key_H)

    london = next(place for place in page.context.document.plan.team.holiday_sets if place.id == "UK")
    assert london.share_off(date(2026, 5, 19)) == 1.0
    assert heat.rows.data(heat.rows.index(PRIYA + 1, MAY_19)) == "H"  # Callum is in London too


def test_a_holiday_for_somebody_without_a_place_is_refused_in_a_sentence(
    make: Make, sample_plan: Plan, qtbot: QtBot
) -> None:
    members = tuple(replace(member, place="") for member in sample_plan.team.members)
    page = make(replace(sample_plan, team=replace(sample_plan.team, members=members)))
    heat = heat_of(page)
    heat.setFocus()
    heat.setCurrentIndex(heat.rows.index(AMARA, MAY_19))
    qtbot.keyClick(heat, Qt.Key.Key_H)

    assert page.banner.isVisible()
    assert page.banner.words() == ("The place of Amara Okafor is not known yet; choose it in the person's entry.")
    assert page.context.document.undo_stack.count() == 0


def test_the_teams_row_marks_thin_days(page: TeamPage) -> None:
    rows = heat_of(page).rows.rows

    assert [column.day.day for column, foot in zip(rows.columns, rows.team, strict=True) if foot.thin][:2] == [22, 25]


def test_a_step_of_the_waterfall_opens_what_it_is_made_of(page: TeamPage, qtbot: QtBot) -> None:
    panels = page.availability.panels
    panels.chart.refs_chosen.emit(("sprint:S15", "step:leave"))

    popover = page.findChild(Popover)
    assert popover is not None
    assert popover.accessibleName() == "Leave, S15"
    popover.close()


def test_the_waterfall_is_also_in_points(page: TeamPage, qtbot: QtBot) -> None:
    panels = page.availability.panels
    panels.unit.choose("units")

    assert panels.chart.scene is not None
    assert panels.chart.scene.title.endswith("points")


def test_a_new_person_joins_the_list(page: TeamPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.add_person, Qt.MouseButton.LeftButton)
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, PersonDialog)
    assert not dialog.main_button.isEnabled()

    qtbot.keyClicks(dialog.name, "Noor Ali")
    dialog.place.choose("UK")
    dialog.week.ticks[4].setChecked(False)
    qtbot.keyClicks(dialog.skills, "web, web, ledger")
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)

    noor = page.context.document.plan.member("noor")
    assert (noor.name, noor.place, noor.skills) == ("Noor Ali", "UK", ("web", "ledger"))
    assert noor.week.shares[4] == 0
    assert heat_of(page).rows.rowCount() == 9


def test_a_person_is_changed_and_removed_and_comes_back_with_undo(page: TeamPage, qtbot: QtBot) -> None:
    document = page.context.document
    page.dialogs.change_person("tomas")
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, PersonDialog)
    dialog.ramp.tick.setChecked(False)
    dialog.accept_form()
    assert document.plan.member("tomas").ramp is None

    page.dialogs.accepted.emit(RemoveMember("tomas"))
    assert page.rail_count() == "6"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan.member("tomas").ramp is not None


def test_leave_is_typed_for_the_chosen_days(page: TeamPage, qtbot: QtBot) -> None:
    heat = heat_of(page)
    heat.setFocus()
    heat.setCurrentIndex(heat.rows.index(AMARA, MAY_19))
    qtbot.keyClick(heat, Qt.Key.Key_Return)
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, LeaveDialog)
    assert dialog.first.day() == date(2026, 5, 19)

    dialog.last.set_day(date(2026, 5, 27))
    # 19 to 27 May has seven weekdays, of which Whit Monday is off in Berlin
    assert dialog.consequence() == "6 days that Amara Okafor would work."
    dialog.kind.choose("training")
    dialog.accept_form()

    assert (date(2026, 5, 19), date(2026, 5, 27), 1.0) in away(page, "amara")


def test_leave_that_ends_before_it_begins_keeps_the_form_open(page: TeamPage) -> None:
    page.dialogs.add_leave(("amara",), Period(date(2026, 5, 20), date(2026, 5, 21)))
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, LeaveDialog)
    dialog.last.set_day(date(2026, 5, 18))
    dialog.accept_form()

    assert dialog.isVisible()
    assert dialog.banner.words().startswith("Last day cannot be")
    dialog.reject()


def test_leave_without_a_working_day_cannot_be_added(page: TeamPage) -> None:
    # 23 and 24 May 2026 are a week-end
    page.dialogs.add_leave(("amara",), Period(date(2026, 5, 23), date(2026, 5, 25)))
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, LeaveDialog)
    assert not dialog.main_button.isEnabled()
    assert dialog.consequence() == "No working day lies in this period: there is nothing to add."
    dialog.accept_form()
    assert dialog.isVisible()
    assert dialog.banner.words().startswith("Leave cannot be")
    dialog.last.set_day(date(2026, 5, 26))
    assert dialog.main_button.isEnabled()
    dialog.reject()


def test_a_holiday_calendar_fills_the_holidays_of_a_place(page: TeamPage, tmp_path: Path) -> None:
    path = tmp_path / "holidays.ics"
    days = ("0907:Labor Day", "1012:Columbus Day", "1126:Thanksgiving", "1225:Christmas")
    events = "".join(f"BEGIN:VEVENT\nSUMMARY:{day[5:]}\nDTSTART;VALUE=DATE:2027{day[:4]}\nEND:VEVENT\n" for day in days)
    path.write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", encoding="utf-8")
    page.dialogs.import_leave_from(path)
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, ImportLeaveDialog)
    assert dialog.consequence() == "4 new holidays, one undo step."
    assert list(dialog.choices) == ["Days without a person"]
    dialog.accept_form()

    sets = page.context.document.plan.team.holiday_sets
    fresh = {day.name for place in sets for day in place.holidays if day.day.year == 2027}
    assert fresh == {"Labor Day", "Columbus Day", "Thanksgiving", "Christmas"}
    assert page.context.document.undo_stack.count() == 1


def test_the_holidays_of_a_place_are_pasted(page: TeamPage) -> None:
    page.calendar.holidays()
    dialog = page.calendar.open_dialog
    assert isinstance(dialog, HolidaysDialog)
    dialog.place.setCurrentIndex(dialog.place.count() - 1)
    dialog.name.setText("Lisbon")
    dialog.short.setText("PT")
    dialog.lines.setPlainText("2026-06-10 Portugal Day\nnonsense")
    dialog.accept_form()
    assert dialog.banner.words().startswith("Line 2 cannot be")

    dialog.lines.setPlainText("2026-06-10 Portugal Day\n2026-12-24 Eve, half")
    dialog.accept_form()

    lisbon = next(place for place in page.context.document.plan.team.holiday_sets if place.id == "PT")
    assert [(day.name, day.share) for day in lisbon.holidays] == [("Portugal Day", 1.0), ("Eve", 0.5)]


def test_meetings_suggest_a_focus_that_can_be_taken(page: TeamPage, qtbot: QtBot) -> None:
    page.dialogs.overheads()
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, OverheadsDialog)
    # 7 people x 10 days x 8 h = 560 h; 11 h x 7 + 2 h x 2 = 81 h
    assert round(dialog.suggestion(), 3) == round(1 - 81 / 560, 3)
    qtbot.mouseClick(dialog.use_suggestion, Qt.MouseButton.LeftButton)
    dialog.accept_form()

    heads = page.context.document.plan.team.overheads
    assert (heads.focus, heads.focus_basis) == (0.86, "meetings listed, nothing else")


def test_a_meeting_of_somebody_unknown_is_refused(page: TeamPage) -> None:
    page.dialogs.overheads()
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, OverheadsDialog)
    cell = dialog.meetings.item(0, 2)
    assert cell is not None
    cell.setText("Nobody")
    dialog.accept_form()

    assert dialog.isVisible()
    assert "names from the team" in dialog.banner.words()
    dialog.reject()


def test_a_capacity_is_typed_with_its_reason_and_taken_back(page: TeamPage, qtbot: QtBot) -> None:
    page.availability.side.asked.emit(("S15", "amara"))
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, OverrideDialog)
    dialog.days.setValue(2.0)
    dialog.accept_form()
    assert dialog.banner.words().startswith("The reason is not known yet")

    dialog.reason.setText("hiring days")
    dialog.accept_form()
    figure = page.availability.side.figures.shown.rows[AMARA][0]
    assert (figure.text, figure.tip) == ("2.0", "Typed in: hiring days")

    page.context.document.undo_stack.undo()
    assert page.availability.side.figures.shown.rows[AMARA][0].text == "5.0"


def test_a_leave_list_is_looked_at_and_taken_as_one_step(page: TeamPage, tmp_path: Path) -> None:
    path = tmp_path / "leave.csv"
    path.write_text(
        "Name;Von;Bis;Art\nRivera, Tomas;18.05.2026;19.05.2026;Urlaub\nA. Nonymous;18.05.2026;18.05.2026;\n"
        "Amara Okafor;28.05.2026;29.05.2026;Urlaub\n",
        encoding="utf-8",
    )
    page.dialogs.import_leave_from(path)
    dialog = page.dialogs.open_dialog
    assert isinstance(dialog, ImportLeaveDialog)
    assert dialog.consequence() == ("1 new entry, one undo step. 1 known already or joined. Left out: A. Nonymous.")
    priya = dialog.choices["A. Nonymous"]
    priya.setCurrentIndex(priya.findText("Priya Nair"))
    dialog.accept_form()

    assert (date(2026, 5, 18), date(2026, 5, 19), 1.0) in away(page, "tomas")
    assert (date(2026, 5, 18), date(2026, 5, 18), 1.0) in away(page, "priya")
    assert page.context.document.undo_stack.count() == 1


def test_a_file_that_is_no_leave_list_says_so_and_changes_nothing(page: TeamPage, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Key,Title\nPAY-1,Do it\n", encoding="utf-8")
    page.dialogs.import_leave_from(path)

    assert page.banner.isVisible()
    assert page.banner.words().startswith("other.csv: no row in it names the columns of leave")


def test_a_tick_in_the_skills_matrix_is_one_edit(page: TeamPage, qtbot: QtBot) -> None:
    page.segment.choose("skills")
    matrix = page.skills.matrix
    infra = matrix.rows.grid.skills.index("infra")
    matrix.setFocus()
    matrix.setCurrentIndex(matrix.rows.index(AMARA, infra))
    qtbot.keyClick(matrix, Qt.Key.Key_Space)

    assert "infra" in page.context.document.plan.member("amara").skills
    assert not any("infra" in words for words in page.skills.holes.sentences())
    qtbot.mouseClick(
        matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.visualRect(matrix.currentIndex()).center()
    )
    assert "infra" not in page.context.document.plan.member("amara").skills


def test_a_new_skill_is_a_column_to_tick(page: TeamPage, qtbot: QtBot) -> None:
    page.segment.choose("skills")
    qtbot.keyClicks(page.skills.fresh, "rust")
    qtbot.keyClick(page.skills.fresh, Qt.Key.Key_Return)
    qtbot.keyClick(page.skills.matrix, Qt.Key.Key_Space)

    assert "rust" in page.context.document.plan.member("amara").skills


def test_a_fair_rota_is_looked_at_before_it_is_one_edit(page: TeamPage, qtbot: QtBot) -> None:
    document = page.context.document
    page.segment.choose("rota")
    qtbot.mouseClick(page.rota.suggest, Qt.MouseButton.LeftButton)
    assert document.undo_stack.count() == 0
    assert len(page.rota.preview.figures.shown.rows) == 12

    qtbot.mouseClick(page.rota.use, Qt.MouseButton.LeftButton)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Change the on-call rota"
    shifts = page.rota.shifts.rows
    assert not any(shifts.row_at(place).note for place in range(shifts.rowCount()))


def test_a_shift_is_given_to_somebody_else(page: TeamPage) -> None:
    page.segment.choose("rota")
    first = page.rota.shifts.rows.row_at(0)
    page.rota._take((CellChange(first, "who", "Lena Fischer"),))

    assert "lena" in {shift.member_id for shift in page.context.document.plan.team.rota}


def test_thin_cover_offers_a_swap_of_shifts(page: TeamPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.availability.panels.cover.link, Qt.MouseButton.LeftButton)
    assert page.segment.current() == "rota"
    assert len(page.rota.preview.figures.shown.rows) == 2

    qtbot.mouseClick(page.rota.use, Qt.MouseButton.LeftButton)
    page.segment.choose("skills")
    assert page.skills.holes.sentences()
    assert not any("infra" in words for words in page.skills.holes.sentences())


def test_an_empty_team_says_what_to_do_first(make: Make, qtbot: QtBot) -> None:
    page = make(Plan())

    assert page.state.state is PanelState.EMPTY
    assert page.headline.finding() == "Who is in the team?"
    assert page.rail_count() == ""
    page.state.acted.emit()
    assert isinstance(page.dialogs.open_dialog, PersonDialog)
    page.dialogs.open_dialog.reject()


def test_a_team_without_sprints_says_so(make: Make, sample_plan: Plan) -> None:
    page = make(Plan(team=sample_plan.team))

    assert page.state.state is PanelState.EMPTY
    assert page.headline.finding() == "No sprint is planned"


def test_other_pages_lead_to_a_person_or_a_view(page: TeamPage) -> None:
    page.choose(("view:rota",))
    assert page.segment.current() == "rota"
    page.choose(("member:priya",))
    assert page.segment.current() == "availability"
    assert heat_of(page).current_member() == "priya"


def test_every_action_is_listed_with_its_name(page: TeamPage) -> None:
    names = [action.text() for action in page.page_actions()]

    assert len(names) == len(set(names))
    assert {"Add a person", "Import leave", "Suggest a fair rota"} <= set(names)
    next(action for action in page.page_actions() if action.text() == "Paint leave").trigger()
    assert heat_of(page).brush is Brush.LEAVE


def test_a_screen_reader_hears_each_day(page: TeamPage) -> None:
    rows = heat_of(page).rows
    role = Qt.ItemDataRole.AccessibleTextRole

    assert rows.data(rows.index(AMARA, 8), role) == "Amara Okafor, Thursday 28 May: leave"
    assert rows.data(rows.index(PRIYA, 0), role) == "Priya Nair, Monday 18 May: on call"
    assert rows.data(rows.index(7, 4), role) == "Team, Friday 22 May: 3½ people there, thin"


def test_a_narrow_page_shows_fewer_sprints_and_stacks_the_panels(page: TeamPage, qtbot: QtBot) -> None:
    page.resize(932, 828)
    qtbot.waitUntil(lambda: heat_of(page).visible_sprints == 2)

    assert page.availability.panels.people.y() >= 0
    assert page.availability.viewport().width() >= heat_of(page).width()


def test_figures_stay_beside_their_person_when_the_team_grows(page: TeamPage, sample_plan: Plan) -> None:
    last = sample_plan.team.members[-1]
    document = page.context.document
    document.apply(RemoveMember(last.id))
    document.undo_stack.undo()

    heat, side = heat_of(page), page.availability.side
    rows = range(heat.rows.rowCount())
    assert [heat.rowHeight(row) for row in rows] == [side.rowHeight(row) for row in rows]
    assert heat.rowHeight(rows[-2]) == heat.rowHeight(0)
    assert heat.height() == side.height()
