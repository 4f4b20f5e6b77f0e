"""The overview says whether the team is all right, and leads to the page that mends what is not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.edits import ChangeSettings, SetPolicy
from planner.domain.plan import Plan
from planner.domain.policy import ReservePolicy
from planner.ui.pages.overview import OverviewPage
from planner.ui.pages.page import PageContext
from planner.ui.theme.controller import ThemeController

_Trip = tuple[str, tuple[str, ...]]


class Journey:
    """Where the page led to."""

    def __init__(self) -> None:
        self.trips: list[_Trip] = []

    def __call__(self, page_key: str, refs: tuple[str, ...] = ()) -> None:
        self.trips.append((page_key, refs))


def _page(qtbot: QtBot, themes: ThemeController, plan: Plan) -> tuple[OverviewPage, PlanDocument, Journey]:
    document = PlanDocument(plan, today=lambda: plan.settings.as_of or date(2026, 5, 15))
    journey = Journey()
    page = OverviewPage(PageContext(document, JobRunner(), themes, journey))
    qtbot.addWidget(page)
    page.resize(1272, 828)
    page.refresh(frozenset())
    page.show()
    return page, document, journey


@pytest.fixture
def sample(
    qtbot: QtBot, themes: ThemeController, sample_plan: Plan
) -> Iterator[tuple[OverviewPage, PlanDocument, Journey]]:
    page, document, journey = _page(qtbot, themes, sample_plan)
    yield page, document, journey
    document.close()


def test_the_finding_and_the_key_figures_are_the_plans(sample: tuple[OverviewPage, PlanDocument, Journey]) -> None:
    page, document, _ = sample
    # S15 holds 27 points, 23 can be promised: 27 - 23 = 4 above.
    assert page.headline.finding() == "Nearly all right: S15 is 4 points above what you can promise"
    assert page._reserve.key_figure.accessibleName() == "25 % of S15, 8.0 person-days"
    assert page._commitment.key_figure.accessibleName().startswith("23 points")
    assert "= 32.2" not in page._flow.accessibleName()  # the equals sign is decoration
    assert page._flow.accessibleName().endswith("32.2 person-days")
    assert [row.title for row in page._attention.rows()] == [row.title for row in document.view.attention]


def test_a_finding_leads_to_the_page_that_mends_it_by_key(
    sample: tuple[OverviewPage, PlanDocument, Journey], qtbot: QtBot
) -> None:
    page, _, journey = sample
    page._attention.setFocus()
    page._attention.setCurrentIndex(page._attention.model().index(0, 0))
    qtbot.keyClick(page._attention, Qt.Key.Key_Return)
    assert journey.trips[0][0] == "sprints"


def test_links_lead_to_their_pages(sample: tuple[OverviewPage, PlanDocument, Journey], qtbot: QtBot) -> None:
    page, _, journey = sample
    for section in (page._capacity, page._reserve, page._commitment, page._finish):
        qtbot.mouseClick(section.head._link, Qt.MouseButton.LeftButton)
    assert [key for key, _ in journey.trips] == ["team", "debt", "sprints", "forecast"]


def test_the_page_follows_the_plan(sample: tuple[OverviewPage, PlanDocument, Journey]) -> None:
    page, document, _ = sample
    document.apply(SetPolicy(ReservePolicy(0.2, 0.3, 0.35)))
    page.refresh(frozenset({"policy"}))
    assert page._reserve.key_figure.accessibleName().startswith("30 %")


def test_an_empty_plan_says_what_to_do_first(qtbot: QtBot, themes: ThemeController) -> None:
    page, document, journey = _page(qtbot, themes, Plan())
    assert page._panel.state.value == "empty"
    page._panel.acted.emit()
    assert journey.trips == [("team", ())]
    document.close()


def test_a_plan_without_history_says_that_nothing_can_be_promised_yet(
    qtbot: QtBot, themes: ThemeController, sample_plan: Plan
) -> None:
    plan = replace(sample_plan, sprints=sample_plan.coming_sprints(), exceptions=())
    page, document, _ = _page(qtbot, themes, plan)
    assert "no velocity" in page._commitment.key_figure.accessibleName()
    document.apply(ChangeSettings(replace(plan.settings, velocity=28.0)))
    page.refresh(frozenset({"settings"}))
    assert "points" in page._commitment.key_figure.accessibleName()
    document.close()
