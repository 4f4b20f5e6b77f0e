"""Gate P11: one person's day becomes leave and is on Team, Sprints and Forecast; and an edit of a large plan."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from planner.analysis.view import PlanView
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.calendar import Period
from planner.domain.edits import SetAvailability
from planner.domain.plan import Plan
from planner.ui.pages.forecast import ForecastPage
from planner.ui.pages.page import PageContext
from planner.ui.pages.sprints import SprintsPage
from planner.ui.pages.team import TeamPage
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController, ThemeMode
from planner.ui.window import MainWindow
from tests.benchmarks.side_by_side import median_ms

ROUNDS = 15
ITEMS = 5_000
FIGURES = ("capacity", "forecast", "outlooks", "person_loads", "headlines", "drivers")


def nowhere(page_key: str, refs: tuple[str, ...] = ()) -> None:
    del page_key, refs


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, sample_plan: Plan) -> Iterator[tuple[MainWindow, PlanDocument]]:
    themes = ThemeController(qapp, mode=ThemeMode.LIGHT)
    shown = MainWindow(themes, Settings(tmp_path / "settings.ini"))
    document = PlanDocument(sample_plan)
    shown.resize(1440, 900)
    shown.show_plan(PageContext(document, JobRunner(), themes, nowhere), (TeamPage, SprintsPage, ForecastPage))
    shown.show()
    yield shown, document
    shown.close_plan()
    shown.close()
    document.close()
    qapp.styleHints().colorSchemeChanged.disconnect()


def a_day(plan: Plan, number: int) -> SetAvailability:
    """Return the first person's leave on one of two days of the next sprint, given and taken away in turns."""
    day = plan.coming_sprints()[0].period.start + timedelta(days=number % 2)
    return SetAvailability(plan.team.members[0].id, Period(day, day + timedelta(days=1)), float(number // 2 % 2 == 0))


def test_an_edited_day_is_on_three_pages(qapp: QApplication, window: tuple[MainWindow, PlanDocument]) -> None:
    shown, document = window
    numbers = count()

    def settle() -> None:
        for _ in range(20):
            qapp.processEvents()

    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("the edit, Team's figures", lambda: document.apply(a_day(document.plan, next(numbers)))),
        ("Team painted", qapp.processEvents),
        ("Sprints' figures", lambda: shown.go_to("sprints")),
        ("Sprints painted", qapp.processEvents),
        ("Forecast's figures", lambda: shown.go_to("forecast")),
        ("Forecast painted", qapp.processEvents),
    )
    times: dict[str, list[tuple[float, float]]] = {name: [] for name, _ in steps}
    for _ in range(ROUNDS):
        shown.go_to("team")
        settle()
        for name, step in steps:
            wall, own = time.perf_counter(), time.process_time()
            step()
            times[name].append((1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - own)))
    parts = {name: [median(column) for column in zip(*taken[2:], strict=True)] for name, taken in times.items()}
    wall, own = (sum(part[place] for part in parts.values()) for place in (0, 1))
    print(f"\nedit of a day to three repainted pages: {wall:.0f} ms, {own:.0f} ms of one core (< 100)")
    for name, part in parts.items():
        print(f"  {name}: {part[0]:.1f} ms, {part[1]:.1f} ms of one core")


def test_an_edit_of_a_large_plan(sample_plan: Plan) -> None:
    extra = tuple(BacklogItem(f"X-{number}", f"Item {number}", estimate=Estimate.single(3)) for number in range(ITEMS))
    plan = replace(sample_plan, backlog=(*sample_plan.backlog, *extra))
    before = PlanView(plan, today=plan.settings.as_of or date(2026, 5, 15))
    last = plan.backlog[-1]

    def known(after: PlanView) -> None:
        for name in FIGURES:
            getattr(after, name)

    known(before)
    title = replace(plan, backlog=(*plan.backlog[:-1], replace(last, title="Other")))
    size = replace(plan, backlog=(*plan.backlog[:-1], replace(last, estimate=Estimate.single(5))))
    words, work = median_ms(
        lambda: known(before.successor(title)), lambda: known(before.successor(size)), rounds=ROUNDS
    )
    print(f"\n{ITEMS} items: a title {words:.1f} ms, a size {work:.1f} ms, ratio {words / work:.2f}")
