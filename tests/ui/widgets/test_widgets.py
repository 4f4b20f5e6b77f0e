"""Segments, lists, bars, banners, popovers and panels do what a hand expects."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from planner.analysis.scenes.scene import Style
from planner.ui.theme.controller import ThemeController, ThemeMode
from planner.ui.widgets.attention import Attention, AttentionList, Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.capacity_bar import CapacityBar, CapacityMark, CapacityPart
from planner.ui.widgets.flow import FlowLayout, FlowPart, FlowRow
from planner.ui.widgets.gauge import GaugeReading, MiniGauge, ReserveGauge
from planner.ui.widgets.heads import Headline, KeyFigure, SectionHead, StatRow
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.pill import Pill
from planner.ui.widgets.popover import Popover
from planner.ui.widgets.scale import percent
from planner.ui.widgets.segment import Segment
from planner.ui.widgets.state_panel import PanelState, StatePanel

PARTS = (
    CapacityPart("features", Style.FEATURES, 16.0, "Features", "16.0 pd, 50 %"),
    CapacityPart("debt", Style.DEBT, 8.0, "Debt reserve", "8.0 pd, 25 %"),
    CapacityPart("unplanned", Style.UNPLANNED, 8.0, "Unplanned", "8.0 pd, 25 %"),
)


def test_a_segment_has_exactly_one_choice(qtbot: QtBot, themes: ThemeController) -> None:
    segment = Segment(themes, (("pd", "Person-days"), ("pts", "Points")), name="Unit")
    qtbot.addWidget(segment)
    segment.show()
    assert segment.current() == "pd"

    points = next(b for b in segment.findChildren(QWidget) if b.accessibleName() == "Points")
    with qtbot.waitSignal(segment.chosen) as chosen:
        qtbot.mouseClick(points, Qt.MouseButton.LeftButton)
    assert chosen.args == ["pts"]
    assert segment.current() == "pts"


def test_a_click_on_a_bucket_tells_its_key(qtbot: QtBot, themes: ThemeController) -> None:
    bar = CapacityBar(themes)
    qtbot.addWidget(bar)
    bar.resize(640, 106)
    bar.set_parts(PARTS, (CapacityMark(12, "23 promise", dashed=True),))
    bar.show()
    # features are half of 640 px, the reserve the next quarter: x = 400 lies in it
    with qtbot.waitSignal(bar.part_chosen) as chosen:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(400, 40))
    assert chosen.args == ["debt"]
    assert "Debt reserve: 8.0 pd, 25 %" in bar.accessibleDescription()


def test_attention_leads_to_the_page_that_mends_it(qtbot: QtBot, themes: ThemeController) -> None:
    row = Attention(Severity.STOP, "S15 is too full", "Drop PAY-231", "Sprints", "sprints", ("item:PAY-231",))
    view = AttentionList(themes)
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.set_rows((row,))
    view.show()
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert chosen.args == [row]


def test_a_banner_says_and_acts(qtbot: QtBot, themes: ThemeController) -> None:
    banner = Banner(themes)
    qtbot.addWidget(banner)
    banner.say(Severity.WARN, "The file changed outside.", action="Reload")
    assert banner.isVisible()
    button = next(b for b in banner.findChildren(Button) if b.text() == "Reload")
    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert banner.words() == "The file changed outside."


def test_escape_closes_a_popover(qtbot: QtBot, themes: ThemeController) -> None:
    anchor = QWidget()
    qtbot.addWidget(anchor)
    anchor.show()
    popover = Popover(themes, "Why PAY-219 is in S16", parent=anchor)
    popover.add_reason("link", "Needs PAY-214")
    popover.add_line()
    popover.add_words("In S15 instead: 37 %")
    popover.add_button(Button(themes, "Pin here"))
    popover.show_beside(anchor)
    with qtbot.waitSignal(popover.destroyed):
        qtbot.keyClick(popover, Qt.Key.Key_Escape)


@pytest.fixture
def panel(qtbot: QtBot, themes: ThemeController) -> StatePanel:
    widget = StatePanel(themes, QLabel("content"))
    qtbot.addWidget(widget)
    widget.resize(500, 300)
    widget.show()
    return widget


def test_an_empty_panel_says_what_to_do_and_offers_it(qtbot: QtBot, panel: StatePanel) -> None:
    panel.show_empty("No people yet.", action="Add a person")
    button = next(b for b in panel.findChildren(Button) if b.text() == "Add a person")
    with qtbot.waitSignal(panel.acted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.state is PanelState.EMPTY


def test_a_long_sentence_of_an_empty_panel_is_whole(panel: StatePanel) -> None:
    panel.resize(1180, 600)
    panel.show_empty("Add the people of the team, one after the other, to see what their days give in every sprint.")
    QApplication.processEvents()

    words = next(label for label in panel.findChildren(ThemedLabel) if label.words().startswith("Add the people"))
    assert words.height() >= words.heightForWidth(words.width())
    assert words.height() > 2 * words.fontMetrics().height() - 4  # it needs two lines at its 460 pixels


def test_a_stale_panel_keeps_its_content(panel: StatePanel) -> None:
    panel.show_stale()
    content = next(label for label in panel.findChildren(QLabel) if label.text() == "content")
    assert content.isVisible()
    assert any("recomputing" in label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_quick_work_never_shows_a_skeleton(qtbot: QtBot, panel: StatePanel) -> None:
    panel.show_loading("Reading")
    content = next(label for label in panel.findChildren(QLabel) if label.text() == "content")
    assert content.isVisible()
    panel.show_ready()
    assert content.isVisible()


def test_slow_work_shows_progress_and_cancel(qtbot: QtBot, panel: StatePanel) -> None:
    panel.show_loading("Reading")
    cancel = next(b for b in panel.findChildren(Button) if b.text() == "Cancel")
    qtbot.waitUntil(cancel.isVisible, timeout=2000)
    panel.set_progress(3, 10, "3 of 10 rows")
    with qtbot.waitSignal(panel.cancelled):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)


def test_words_of_users_are_never_markup(qtbot: QtBot, themes: ThemeController) -> None:
    label = ThemedLabel(themes, "**3** of <b>us</b>")
    qtbot.addWidget(label)
    assert "&lt;b&gt;us" in label.text()
    assert label.accessibleName() == "3 of <b>us</b>"


def test_heads_figures_and_rows_are_read_out(qtbot: QtBot, themes: ThemeController) -> None:
    headline, figure, row = Headline(themes), KeyFigure(themes), StatRow(themes, "Faster from")
    for widget in (headline, figure, row):
        qtbot.addWidget(widget)
    headline.set_words("S15 fits", "18 to 29 May")
    figure.set_figure("25 %", "of S15")
    row.set_value("S37", "23 sprints")
    assert headline.accessibleName() == "S15 fits"
    assert figure.accessibleName() == "25 % of S15"
    assert row.accessibleName() == "Faster from: S37 23 sprints"


def test_a_long_name_of_a_figure_ends_in_an_ellipsis_and_is_read_out_whole(
    qtbot: QtBot, themes: ThemeController
) -> None:
    row = StatRow(themes, "Costs in features until Payments sprint 2026-14")
    qtbot.addWidget(row)
    row.set_value("20 ideal days", "10 to 28")
    row.resize(360, 26)
    row.show()
    QApplication.processEvents()
    assert any(label.text().endswith("…") for label in row.findChildren(ThemedLabel))
    assert row.accessibleName() == "Costs in features until Payments sprint 2026-14: 20 ideal days 10 to 28"


def test_a_section_link_can_be_clicked(qtbot: QtBot, themes: ThemeController) -> None:
    head = SectionHead(themes, "Capacity of S15", link="Team")
    qtbot.addWidget(head)
    head.show()
    link = next(b for b in head.findChildren(QWidget) if b.accessibleName() == "Team")
    with qtbot.waitSignal(head.link_clicked):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_gauges_say_planned_spent_and_band(qtbot: QtBot, themes: ThemeController) -> None:
    gauge, mini = ReserveGauge(themes), MiniGauge(themes)
    for widget in (gauge, mini):
        qtbot.addWidget(widget)
        widget.set_reading(GaugeReading(planned=0.25, spent=0.224))
        assert not widget.grab().isNull()
    assert gauge.accessibleDescription() == "22.4 % spent, 25 % planned, band 20 % to 30 %"


def test_shares_are_written_with_a_space() -> None:
    assert [percent(share) for share in (0.0, 0.05, 0.224, 0.5)] == ["0 %", "5 %", "22.4 %", "50 %"]


def test_a_flow_wraps_when_it_is_narrow(qtbot: QtBot, themes: ThemeController) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(centred=True)
    holder.setLayout(flow)
    for name in ("Jira", "Azure DevOps", "Linear", "GitLab"):
        flow.addWidget(Pill(themes, name, tone="outline"))
    assert flow.heightForWidth(1000) == 22
    assert flow.heightForWidth(120) > 44


def test_the_way_to_effective_days_is_read_out(qtbot: QtBot, themes: ThemeController) -> None:
    row = FlowRow(themes)
    qtbot.addWidget(row)
    row.set_parts((FlowPart("68.0", "calendar"), FlowPart("32.2", "person-days", total=True)))
    row.set_parts((FlowPart("68.0", "calendar"), FlowPart("33.0", "person-days", total=True)))
    assert row.accessibleName() == "68.0 calendar, 33.0 person-days"


@pytest.mark.parametrize("kind", list(ButtonKind))
def test_buttons_paint_in_both_themes(qtbot: QtBot, themes: ThemeController, kind: ButtonKind) -> None:
    button = Button(themes, "Baseline", lead="Scenario", hint="F5", icon="plus", kind=kind).with_chevron()
    qtbot.addWidget(button)
    light = button.grab().toImage()
    themes.set_mode(ThemeMode.DARK)
    assert button.grab().toImage() != light
    assert button.accessibleName() == "Scenario Baseline"
