"""The places of debt, used as a person uses them: taking debt along, reading a version history, splitting."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import fsum
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.plan import Plan
from planner.ui.dialogs.debt_entry import DebtEntryDialog
from planner.ui.dialogs.debt_steps import SplitDebtDialog
from planner.ui.messages import edit_sentence
from planner.ui.pages.debt import DebtPage
from planner.ui.pages.page import PageContext
from planner.ui.theme.controller import ThemeController

Make = Callable[[Plan], DebtPage]
LOG = (
    "commit 3f2a9c1\nDate: 2026-03-16\n\n    Fix rounding\n\n20\t4\tsrc/pricing/fees.py\n\n"
    "commit 3f2a9c0\nDate: 2026-03-03\n\n    Add fees\n\n80\t0\tsrc/pricing/fees.py\n9\t0\tsrc/api/client.py\n"
)


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeController) -> Iterator[Make]:
    runner = JobRunner(threads=1)
    made: list[PlanDocument] = []

    def build(plan: Plan) -> DebtPage:
        document = PlanDocument(plan, describe=edit_sentence)
        page = DebtPage(PageContext(document, runner, themes, lambda _page, _refs=(): None))
        document.plan_changed.connect(page.refresh)
        made.append(document)
        qtbot.addWidget(page)
        page.resize(1272, 828)
        page.refresh(frozenset())
        page.show()
        page.choose(("view:places",))
        return page

    yield build
    assert runner.close()
    for document in made:
        document.close()


@pytest.fixture
def page(make: Make, sample_plan: Plan) -> DebtPage:
    return make(sample_plan)


def days(plan: Plan, debt_id: str) -> dict[str, float]:
    return {part.sprint_id: part.effort_pd for part in plan.debt_item(debt_id).allocations}


def read_log(page: DebtPage, qtbot: QtBot, text: str = LOG) -> None:
    QGuiApplication.clipboard().setText(text)
    with qtbot.waitSignal(page.places.history.read):
        qtbot.mouseClick(page.places.history.paste, Qt.MouseButton.LeftButton)


def test_debt_is_taken_along_with_the_keyboard_and_one_undo(page: DebtPage, qtbot: QtBot, sample_plan: Plan) -> None:
    offers = page.places.offers
    first = offers.current_row().offer
    offers.setFocus()
    qtbot.keyClick(offers, Qt.Key.Key_Return)
    document = page.context.document
    after, before = days(document.plan, first.debt_id), days(sample_plan, first.debt_id)
    assert after[first.sprint_id] == pytest.approx(first.effort_pd)
    assert fsum(after.values()) == pytest.approx(max(fsum(before.values()), first.effort_pd))
    assert document.undo_stack.undoText() == f"Take {first.debt_id} along in {first.sprint}"
    document.undo_stack.undo()
    assert days(document.plan, first.debt_id) == before


def test_the_button_takes_the_chosen_offer(page: DebtPage, qtbot: QtBot) -> None:
    page.places.offers.selectRow(1)
    chosen = page.places.offers.current_row().offer
    qtbot.mouseClick(page.places.take, Qt.MouseButton.LeftButton)
    assert days(page.context.document.plan, chosen.debt_id)[chosen.sprint_id] == pytest.approx(chosen.effort_pd)


def test_a_pasted_history_shows_the_hotspots_and_what_is_registered_there(page: DebtPage, qtbot: QtBot) -> None:
    assert "git log --numstat" in page.places._notes[1].accessibleName()
    read_log(page, qtbot)
    spots = page.places.spots.rows
    # fees.py: 2 commits x (80 + 20 - 4) = 192; the API 1 x 9; 3 to 16 March is one sprint of 14 days
    assert [spots.row_at(place).id for place in range(spots.rowCount())] == ["src/pricing", "src/api"]
    assert (spots.row_at(0).touches, spots.row_at(0).weight, spots.row_at(0).debt) == ("2.0", "2.0", "D-11")
    assert page.places.spots.isVisible()


def test_a_hotspot_becomes_a_debt_item_or_opens_the_one_it_has(page: DebtPage, qtbot: QtBot) -> None:
    read_log(page, qtbot)
    spots = page.places.spots
    spots.selectRow(1)
    page.places.spot_action.trigger()
    dialog = page.findChildren(DebtEntryDialog)[-1]
    assert dialog.component.text() == "api"
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    made = page.context.document.plan.debt[-1]
    # 1 change a sprint x 0.05 pd x weight 0.5 = 0.025, rounded to 0.03
    assert made.component == "api"
    assert made.interest.p50 == pytest.approx(0.03)
    spots.selectRow(0)
    spots.setFocus()
    qtbot.keyClick(spots, Qt.Key.Key_Return)
    assert "D-11" in page.findChildren(DebtEntryDialog)[-1].windowTitle()


def test_what_is_no_history_is_said_and_the_last_one_stays(page: DebtPage, qtbot: QtBot) -> None:
    read_log(page, qtbot)
    QGuiApplication.clipboard().setText("Dear all, lunch is at noon.")
    page.places.history.read_clipboard()
    qtbot.waitUntil(page.places.history.banner.isVisible)
    assert "git log --numstat" in page.places.history.banner.words()
    assert page.places.spots.rows.rowCount() == 2


def test_a_saved_history_is_read_from_a_file(page: DebtPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "history.txt"
    path.write_text(LOG, encoding="utf-8")
    with qtbot.waitSignal(page.places.history.read):
        page.places.history.read_file(path)
    assert page.places.spots.rows.rowCount() == 2


def test_a_large_item_is_split_into_parts_that_fit(page: DebtPage, qtbot: QtBot) -> None:
    page.choose(("debt:D-01",))
    page.register.actions_by_code["split"].trigger()
    dialog = page.findChildren(SplitDebtDialog)[-1]
    assert dialog.parts.value() == 4  # 24 / 0.75 = 32 pd of reserve; 8.4 in a usual sprint
    assert "Each takes 8.0 pd of reserve" in dialog.consequence()
    dialog.parts.setValue(5)
    assert "Each takes 6.4 pd" in dialog.consequence()
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    titles = [entry.title for entry in page.context.document.plan.debt if entry.title.startswith("Ledger god")]
    assert titles == [f"Ledger god module ({part} of 5)" for part in range(1, 6)]
    page.context.document.undo_stack.undo()
    assert len(page.context.document.plan.debt) == 12


def test_without_offers_the_list_gives_way_to_a_sentence(make: Make, sample_plan: Plan) -> None:
    page = make(replace(sample_plan, backlog=()))
    assert not page.places.offers.isVisible()
    assert page.places._notes[0].accessibleName().startswith("No planned work touches")
    assert page.places.meter.scene is not None
    assert page.places.meter.scene.empty.startswith("Import items with components")
    page.places.take_action.trigger()
    page.places.spot_action.trigger()
    assert page.context.document.undo_stack.count() == 0
