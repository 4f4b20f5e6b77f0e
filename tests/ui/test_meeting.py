"""The meeting is driven by keys, answers levers, and leaves the plan as it is until something is kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from planner.analysis.story.levers import Lever
from planner.analysis.story.rows import Row
from planner.analysis.story.slides import LEVERS, SlideKey
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.edits import SetSprintReserve
from planner.domain.plan import Plan
from planner.ui.charts.canvas import ChartState
from planner.ui.meeting.actions import MEETING_ACTIONS
from planner.ui.meeting.opening import open_meeting, other_screen
from planner.ui.meeting.presenter import PresenterView
from planner.ui.meeting.presenting import Presenting
from planner.ui.meeting.scaled import scale_for
from planner.ui.meeting.window import MeetingWindow
from planner.ui.pages.page import PageContext
from planner.ui.session import Session
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController
from planner.ui.window import MainWindow

_Key = Qt.Key


class Meeting:
    """A meeting over a plan, with the hands of whoever speaks."""

    def __init__(self, qtbot: QtBot, themes: ThemeController, plan: Plan) -> None:
        self.qtbot = qtbot
        self.document = PlanDocument(plan, today=lambda: plan.settings.as_of or date(2026, 5, 15))
        self.runner = JobRunner()
        self.context = PageContext(self.document, self.runner, themes, lambda *_: None)
        self.window = MeetingWindow(self.context)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.wait()

    def wait(self) -> None:
        """Wait until the slide that was asked for is there."""
        window = self.window
        self.qtbot.waitUntil(
            lambda: (
                not window._soon.isActive()
                and self.runner.is_idle
                and not window.trial._busy
                and window.slide is not None
                and window.slide.key is window.key
            ),
            timeout=20_000,
        )

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.window, key)
        self.wait()

    def rows(self) -> dict[str, Row]:
        assert self.window.slide is not None
        return {row.name: row for row in self.window.slide.rows}

    def move(self, lever: Lever, amount: float) -> None:
        """Drag a slider to an amount, with the mouse."""
        slider = self.window.strip.lever(lever).slider
        knob = self.window.strip.lever(lever).knob
        x = round((amount - knob.low) / (knob.high - knob.low) * slider.width())
        self.qtbot.mouseMove(slider, QPoint(x, 16))
        self.qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(x, 16))
        self.wait()


@pytest.fixture
def meeting(qtbot: QtBot, themes: ThemeController, sample_plan: Plan) -> Iterator[Meeting]:
    made = Meeting(qtbot, themes, sample_plan)
    yield made
    made.window.close()
    made.runner.close()
    _put_away(made.document)


def _put_away(document: PlanDocument) -> None:
    """Close a document and delete it here: it holds a file watcher, which no other thread may delete."""
    document.close()
    document.deleteLater()
    QCoreApplication.sendPostedEvents(document, QEvent.Type.DeferredDelete.value)


def _shown(presenting: Presenting) -> MeetingWindow | None:
    return presenting.meeting


@pytest.mark.parametrize(
    ("keys", "slide"),
    [
        ((_Key.Key_Right,), "reserve"),
        ((_Key.Key_Space, _Key.Key_Space), "plan"),
        ((_Key.Key_PageDown, _Key.Key_PageDown, _Key.Key_PageUp), "reserve"),
        ((_Key.Key_End,), "decisions"),
        ((_Key.Key_End, _Key.Key_Right), "decisions"),
        ((_Key.Key_End, _Key.Key_Home), "capacity"),
        ((_Key.Key_4,), "forecast"),
        ((_Key.Key_4, _Key.Key_Left), "plan"),
    ],
)
def test_keys_and_clickers_turn_the_slides(meeting: Meeting, keys: tuple[Qt.Key, ...], slide: str) -> None:
    meeting.press(*keys)
    assert meeting.window.key.value == slide
    number = list(SlideKey).index(SlideKey(slide)) + 1
    assert meeting.window.foot._count.text() == f"{number} of 6"


def test_a_name_in_the_foot_leads_to_its_slide(meeting: Meeting) -> None:
    names = meeting.window.foot.names
    at = names.place_of(SlideKey.DEBT).center().toPoint()
    meeting.qtbot.mouseClick(names, Qt.MouseButton.LeftButton, pos=at)
    meeting.wait()
    assert meeting.window.key is SlideKey.DEBT


def test_a_slider_changes_the_figures_and_not_the_plan(meeting: Meeting) -> None:
    before = meeting.document.plan
    assert meeting.rows()["Promise"].now == "23 points"
    meeting.move(Lever.RESERVE, 0.15)
    # 10 % of 32.2 effective days are 3.2 more for features: 16.1 + 3.2 = 19.3.
    assert meeting.rows()["Features"].now == "19.3 pd"
    assert meeting.rows()["Features"].before == "16.1"
    assert meeting.document.plan is before
    assert meeting.document.undo_stack.count() == 0
    assert "19.3 pd" in meeting.window.strip.table.accessibleName()


def test_the_waterfall_follows_a_drag_at_once(meeting: Meeting) -> None:
    first = meeting.window.chart.scene
    meeting.window.strip.lever(Lever.RESERVE).slider.setValue(15)
    assert meeting.window.chart.scene is not first  # before any job has answered
    assert meeting.window.strip.lever(Lever.RESERVE)._value.text() == "15 %"
    meeting.wait()


def test_up_and_down_move_the_slider_that_has_the_focus_and_level_arrows_still_turn(meeting: Meeting) -> None:
    slider = meeting.window.strip.lever(Lever.RESERVE).slider
    slider.setFocus()
    meeting.qtbot.keyClick(slider, _Key.Key_Down)
    meeting.wait()
    assert meeting.window.trial.chosen == {Lever.RESERVE: 0.24}
    meeting.qtbot.keyClick(slider, _Key.Key_Right)
    meeting.wait()
    assert meeting.window.key is SlideKey.RESERVE
    assert meeting.window.trial.chosen == {Lever.RESERVE: 0.24}  # a what-if goes from slide to slide


def test_freeze_keeps_what_was_tried_as_before(meeting: Meeting) -> None:
    meeting.move(Lever.RESERVE, 0.15)
    meeting.press(_Key.Key_F)
    assert meeting.window.strip.freeze.text() == "Before is frozen at 15 %"
    meeting.move(Lever.RESERVE, 0.25)
    features = meeting.rows()["Features"]
    assert (features.before, features.now) == ("19.3", "16.1 pd")
    meeting.press(_Key.Key_R)
    assert meeting.window.strip.freeze.text() == "Freeze before"
    assert meeting.rows()["Features"].before == ""
    assert not meeting.window.strip.reset.isVisible()


def test_what_was_tried_is_kept_as_a_scenario_and_undone(meeting: Meeting) -> None:
    meeting.press(_Key.Key_K)
    assert not meeting.document.plan.scenarios  # nothing was moved
    meeting.move(Lever.RESERVE, 0.15)
    meeting.press(_Key.Key_K)
    (scenario,) = meeting.document.plan.scenarios
    assert scenario.name == "Debt reserve 15 %"
    assert all(
        edit == SetSprintReserve(edit.sprint_id, 0.15) for edit in scenario.edits if isinstance(edit, SetSprintReserve)
    )
    assert meeting.document.plan.sprints == meeting.document.stored_plan.sprints
    assert meeting.window.strip.note.text() == "Kept as a scenario"
    meeting.press(_Key.Key_K)
    assert len(meeting.document.plan.scenarios) == 1
    meeting.document.undo_stack.undo()
    assert not meeting.document.plan.scenarios


def test_the_slide_is_kept_as_a_picture_beside_the_plan_and_never_over_another(
    meeting: Meeting, tmp_path: Path
) -> None:
    meeting.document.save_as(tmp_path / "team.ballast")
    meeting.move(Lever.RESERVE, 0.15)
    meeting.press(_Key.Key_P, _Key.Key_P)

    name = f"{meeting.document.plan.name} capacity 2026-05-15"
    kept = sorted(tmp_path.glob("*.png"))
    assert [path.name for path in kept] == [f"{name} 2.png", f"{name}.png"]
    assert QPixmap(str(kept[0])).size() == meeting.window.grab().size()
    assert not QGuiApplication.clipboard().pixmap().isNull()
    assert meeting.window.strip.note.text() == f"Kept as {name} 2.png"


def test_a_picture_that_cannot_be_written_is_said(
    meeting: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setattr("planner.ui.meeting.window.picture_folder", lambda _path: blocked)
    meeting.press(_Key.Key_P)
    assert "file" in meeting.window.strip.note.text()
    assert blocked.read_text() == "not a folder"


def test_b_blanks_the_screen_and_any_turn_lights_it_again(meeting: Meeting) -> None:
    blank = meeting.window._blank
    meeting.press(_Key.Key_B)
    assert blank.isVisible()
    assert blank.size() == meeting.window.size()
    meeting.press(_Key.Key_Right)
    assert not blank.isVisible()
    assert meeting.window.key is SlideKey.CAPACITY
    meeting.press(_Key.Key_B, _Key.Key_Escape)
    assert not blank.isVisible()
    assert meeting.window.isVisible()


def test_escape_ends_the_meeting(meeting: Meeting) -> None:
    with meeting.qtbot.waitSignal(meeting.window.closed):
        meeting.qtbot.keyClick(meeting.window, _Key.Key_Escape)
    assert not meeting.window.isVisible()


def test_t_switches_the_theme_and_plus_and_minus_the_type(meeting: Meeting, themes: ThemeController) -> None:
    dark = themes.now.dark
    meeting.press(_Key.Key_T)
    assert themes.now.dark is not dark
    height = meeting.window.head.title.font().pixelSize()
    meeting.qtbot.keyClick(meeting.window, "+")
    assert meeting.window.head.title.font().pixelSize() > height
    meeting.qtbot.keyClick(meeting.window, "-")
    meeting.qtbot.keyClick(meeting.window, "-")
    assert meeting.window.head.title.font().pixelSize() == height  # 44 is the least at this size


@pytest.mark.parametrize("size", [QSize(1280, 720), QSize(1440, 900), QSize(1920, 1080)])
def test_nothing_is_smaller_than_18_pixels(meeting: Meeting, size: QSize) -> None:
    meeting.window.resize(size)
    for key in SlideKey:
        meeting.window.keys[f"slide-{key.value}"].trigger()
        meeting.wait()
        labels = [label for label in meeting.window.findChildren(QLabel) if label.isVisible() and label.text()]
        assert labels
        assert min(label.font().pixelSize() for label in labels) >= 18
        assert meeting.window.chart._scale * 12 >= 18
        for panel in meeting.window.strip.panels:
            assert panel._name.width() >= panel._name.sizeHint().width(), panel._name.text()
            assert panel._value.width() >= panel._value.sizeHint().width(), panel._value.text()


def test_type_grows_with_the_screen_and_never_shrinks() -> None:
    # 1920 / 1440 = 1.33 and 1080 / 900 = 1.2: the smaller one fits.
    assert scale_for(QSize(1920, 1080)) == pytest.approx(1.2)
    assert scale_for(QSize(1024, 768)) == 1.0
    assert scale_for(QSize(1440, 900), chosen=0.5) == 1.0


def test_a_slow_answer_makes_the_chart_stale_and_the_answer_clears_it(meeting: Meeting) -> None:
    meeting.window._on_stale()
    stale = meeting.window.chart.state
    meeting.move(Lever.FOCUS, 0.8)
    assert (stale, meeting.window.chart.state) == (ChartState.STALE, ChartState.READY)


def test_the_meeting_follows_the_plan(meeting: Meeting) -> None:
    meeting.document.apply(SetSprintReserve("S15", 0.30))
    meeting.wait()
    assert meeting.window.strip.lever(Lever.RESERVE)._value.text() == "30 %"
    # 32.2 effective days x (1 - 0.20 - 0.05 - 0.30) = 14.5
    assert meeting.rows()["Features"].now == "14.5 pd"


def test_a_plan_without_anything_says_what_to_do(qtbot: QtBot, themes: ThemeController) -> None:
    empty = Meeting(qtbot, themes, Plan())
    for key in SlideKey:
        empty.window.keys[f"slide-{key.value}"].trigger()
        empty.wait()
        assert empty.window.head.title.text()
        assert not empty.window.strip.panels
    empty.window.close()
    empty.runner.close()
    _put_away(empty.document)


def test_no_two_keys_clash_and_every_slide_has_levers() -> None:
    keys = [keys for action in MEETING_ACTIONS for keys in action.shortcuts]
    assert len(keys) == len(set(keys))
    assert set(LEVERS) == set(SlideKey)


def test_the_speaker_sees_notes_next_slide_and_time(meeting: Meeting, themes: ThemeController) -> None:
    notes = PresenterView(themes)
    meeting.qtbot.addWidget(notes)
    meeting.window.slide_shown.connect(notes.show_slide)
    meeting.press(_Key.Key_Right)
    assert notes.next.text() == "Next: Plan"
    assert "what was agreed" in notes.notes.text()
    assert notes.elapsed.text().startswith("0:0")
    meeting.press(_Key.Key_End)
    assert notes.next.text() == "This is the last slide"
    notes.close()


def test_present_starts_over_the_open_plan_and_ends_with_it(
    qtbot: QtBot, themes: ThemeController, tmp_path: Path
) -> None:
    window = MainWindow(themes, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    session = Session(window, state_folder=tmp_path / "state")
    presenting = Presenting(session)
    present = window.actions_registry.action("present")
    assert not present.isEnabled()
    session.open_sample()
    present.trigger()
    first = _shown(presenting)
    assert first is not None
    present.trigger()
    assert _shown(presenting) is first
    qtbot.waitUntil(lambda: session.runner.is_idle, timeout=20_000)
    session.show_plan(Plan())
    assert _shown(presenting) is None
    assert not first.isVisible()
    session.runner.close()
    document = session.document
    assert document is not None
    window.closing.disconnect()
    _put_away(document)


def test_a_meeting_opens_on_the_only_screen_and_gives_the_window_back(
    qtbot: QtBot, themes: ThemeController, sample_plan: Plan
) -> None:
    document, runner = PlanDocument(sample_plan), JobRunner()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    meeting = open_meeting(window, PageContext(document, runner, themes, lambda *_: None), start="debt")
    assert meeting.key is SlideKey.DEBT
    assert meeting.isFullScreen()
    with qtbot.waitSignal(meeting.closed):
        meeting.close()
    assert runner.close()
    here = QGuiApplication.primaryScreen()
    assert other_screen([here], here) is here
    _put_away(document)
