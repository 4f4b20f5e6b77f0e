"""The reserve lab and what stands behind it: live results, figures that explain themselves, policies, survey."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.__main__ import main
from planner.analysis.debt.parameters import Basis
from planner.analysis.reserve.lab import LAB_TRIALS, Course, reserve_lab
from planner.analysis.reserve.lab_preview import lab_preview, with_fresh_bands
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.edits import ChangeSprint
from planner.domain.plan import Plan
from planner.storage.plan_file import save
from planner.ui.dialogs.debt_parameters import DRIVERS, LEARNING, OBJECTIONS, POLICIES, DebtParametersDialog
from planner.ui.dialogs.waste_survey import WasteSurveyDialog
from planner.ui.messages import edit_sentence
from planner.ui.pages.debt import DebtPage
from planner.ui.pages.page import PageContext
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.popover import Popover

Make = Callable[[Plan], DebtPage]


def nowhere(page_key: str, refs: tuple[str, ...] = ()) -> None:
    del page_key, refs


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeController) -> Iterator[Make]:
    runner = JobRunner(threads=1)
    made: list[PlanDocument] = []

    def build(plan: Plan) -> DebtPage:
        document = PlanDocument(plan, describe=edit_sentence)
        page = DebtPage(PageContext(document, runner, themes, nowhere))
        document.plan_changed.connect(page.refresh)
        made.append(document)
        qtbot.addWidget(page)
        page.resize(1272, 828)
        page.refresh(frozenset())
        page.show()
        qtbot.waitUntil(lambda: page.lab.is_current)
        return page

    yield build
    assert runner.close()
    for document in made:
        document.close()


@pytest.fixture
def page(make: Make, sample_plan: Plan) -> DebtPage:
    return make(sample_plan)


def behind(page: DebtPage, qtbot: QtBot, words: str) -> DebtParametersDialog:
    """Open what stands behind the lab as the palette does, and wait until it is worked out."""
    action = next(action for action in page.page_actions() if words in action.text())
    action.trigger()
    dialog: DebtParametersDialog = page.findChildren(DebtParametersDialog)[-1]
    qtbot.waitUntil(lambda: page.context.runner.is_idle)
    return dialog


@pytest.mark.parametrize("horizon", [26, 52])
def test_the_lab_on_screen_is_the_command_line_bit_for_bit(
    page: DebtPage, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str], horizon: int
) -> None:
    page.lab.slider.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_PageDown, Qt.Key.Key_Right):  # 24, 19, 20 %: the final state counts
        qtbot.keyClick(page.lab.slider, key)
    page.lab.horizon.choose(str(horizon))
    qtbot.waitUntil(lambda: page.lab.is_current)
    lab = page.lab.lab
    assert lab is not None

    path = tmp_path / "plan.ballast"
    save(page.context.document.plan, path)
    options = ("--reserve", "0.2,0.05", "--horizon", str(horizon), "--trials", str(LAB_TRIALS), "--json")
    assert main(["debt", str(path), *options]) == 0
    told = json.loads(capsys.readouterr().out)

    for course, entry in zip(lab.courses, told["reserves"], strict=True):
        for name in ("velocity", "principal", "waste", "cumulative"):
            shown: Course = getattr(course, name)
            assert (list(shown.p10), list(shown.p90)) == (entry["p10"][name], entry["p90"][name])
        assert course.projection.V.tolist() == entry["velocity"]
        assert course.projection.D.tolist() == entry["principal"]
    (found,), pair = told["break_even"], lab.comparisons[0]
    assert found["velocity_sprint"] == pair.break_even.velocity_sprint
    assert found["cumulative_sprint"] == pair.break_even.cumulative_sprint
    chances = {int(sprint): chance for sprint, chance in found["probability"].items()}
    assert chances == {sprint: chance for sprint, chance in pair.ahead.items() if sprint <= horizon}


def test_lines_follow_the_slider_at_once_and_bands_when_they_are_drawn(page: DebtPage, qtbot: QtBot) -> None:
    before = page.lab.chart.scene
    page.lab.slider.setFocus()
    qtbot.keyClick(page.lab.slider, Qt.Key.Key_PageDown)
    assert page.lab.chart.scene is not before  # no job has answered yet
    assert not page.lab.is_current
    qtbot.waitUntil(lambda: page.lab.is_current)


@pytest.mark.parametrize("measure", ["velocity", "cumulative", "principal", "waste"])
def test_the_bands_that_follow_the_slider_are_those_of_the_whole_lab(page: DebtPage, measure: str) -> None:
    lab, view = page.lab.lab, page.context.document.view
    assert lab is not None
    moved = with_fresh_bands(lab_preview(lab, (0.15, 0.05), 52), measure, seed=lab.seed)
    whole = reserve_lab(view.plan, view.parameters, (0.15, 0.05), 52)
    for mine, theirs in zip(moved.courses, whole.courses, strict=True):
        fresh, final = getattr(mine, measure), getattr(theirs, measure)
        assert (fresh.p10, fresh.p50, fresh.p90) == (final.p10, final.p50, final.p90)


def test_policies_are_drawn_beside_the_constant_reserves(page: DebtPage, qtbot: QtBot) -> None:
    for action in page.lab.head.policy_actions:
        assert action in page.page_actions()
        action.trigger()
    qtbot.waitUntil(lambda: page.lab.is_current)
    assert page.lab.lab is not None
    assert [course.label for course in page.lab.lab.courses] == ["25 %", "5 %", "two phases", "as planned"]


def test_every_figure_explains_itself_by_key_and_by_click(page: DebtPage, qtbot: QtBot) -> None:
    for code in ("cost", "faster", "ahead", "debt", "interest", "interest-later", "best"):
        anchor = page.lab.figures.anchor(code)
        assert anchor is not None
        anchor.setFocus()
        qtbot.keyClick(anchor, Qt.Key.Key_Return)
        close_note(qtbot)
    qtbot.mouseClick(page.lab.figures.ahead, Qt.MouseButton.LeftButton)
    close_note(qtbot)
    qtbot.mouseClick(page.lab.head.info, Qt.MouseButton.LeftButton)
    close_note(qtbot)


def close_note(qtbot: QtBot) -> None:
    """Close the one note that is open."""
    (note,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Popover) and each.isVisible())
    qtbot.keyClick(note, Qt.Key.Key_Escape)


def test_behind_the_lab_are_policies_drivers_and_objections(page: DebtPage, qtbot: QtBot) -> None:
    dialog = behind(page, qtbot, "side by side")
    assert dialog.segment.current() == POLICIES
    assert dialog.policies.grid.rows.rowCount() == 12
    dialog.segment.choose(DRIVERS)
    assert dialog.drivers.chart.scene is not None
    assert dialog.drivers.chart.scene.name == "debt-tornado"
    dialog.segment.choose(OBJECTIONS)
    dialog.objections.be_cautious()
    parameters = page.context.document.view.parameters
    assert (parameters.w0, parameters.tau) == (0.10, 1.0)
    page.context.document.undo_stack.undo()
    assert page.context.document.view.parameters.w0 != 0.10
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_what_the_sprints_say_is_used_as_one_step(page: DebtPage, qtbot: QtBot) -> None:
    dialog = behind(page, qtbot, "from your sprints")
    assert dialog.segment.current() == LEARNING
    assert dialog.learning.grid.rows.rowCount() == 6
    assert dialog.learning.head.link_text() == "Use what was learned"
    dialog.learning.use()
    assert page.context.document.view.parameters.basis_of("eps") is Basis.YOUR_DATA
    page.context.document.undo_stack.undo()
    assert page.context.document.view.parameters.basis_of("eps") is Basis.LITERATURE
    qtbot.waitUntil(lambda: page.context.runner.is_idle)


def test_a_survey_is_typed_and_says_what_it_comes_to(page: DebtPage, qtbot: QtBot) -> None:
    dialog = behind(page, qtbot, "their sources")
    dialog.values.survey_asked.emit()
    survey: WasteSurveyDialog = dialog.findChildren(WasteSurveyDialog)[-1]
    qtbot.keyClicks(survey.answers, "10, a lot")
    survey.accept_form()
    assert "percentage" in survey.banner.words()
    survey.answers.clear()
    qtbot.keyClicks(survey.answers, "10, 25, 30")
    assert survey.consequence().startswith("3 answers, 22 % lost on average")
    qtbot.keyClick(survey.where, Qt.Key.Key_Return)
    surveys = page.context.document.plan.settings.waste_surveys
    assert [(entry.share, entry.answers) for entry in surveys] == [(0.2167, 3)]
    page.context.document.undo_stack.undo()
    assert page.context.document.plan.settings.waste_surveys == ()


def test_long_sprint_names_are_cut_inside_the_chart(make: Make, sample_plan: Plan) -> None:
    plan = sample_plan
    for sprint in plan.coming_sprints():
        plan = ChangeSprint(replace(sprint, name=f"Payments platform increment {sprint.name}")).apply(plan)
    scene = make(plan).lab.chart.scene
    assert scene is not None
    assert all(len(tick.label) <= 14 for tick in scene.x.ticks)
    assert all(len(first.label) > 0 for first, _second in pairwise(scene.x.ticks))
    assert scene.x.ticks[0].label == "Paymen…ent S15"
