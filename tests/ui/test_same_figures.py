"""One plan, one set of figures: workbook, slides, HTML, PDF, meeting mode and the command line's JSON agree."""

import json
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.__main__ import main
from planner.analysis.report import build_report
from planner.analysis.story.slides import Slide, SlideKey
from planner.analysis.view import PlanView
from planner.analysis.wording import chance, day, number
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.plan import Plan
from planner.exporting.html.page import html_page
from planner.exporting.report.content import ReportContent, report_content
from planner.exporting.slides.writer import slides_bytes
from planner.exporting.workbook.writer import workbook_bytes
from planner.resource_files import resource_path
from planner.ui.meeting.trial import Trial
from planner.ui.pages.page import PageContext
from planner.ui.theme.controller import ThemeController

SAMPLE = str(resource_path("sample", "payments.ballast"))


@pytest.fixture(scope="module")
def view(sample_plan: Plan) -> PlanView:
    assert sample_plan.settings.as_of is not None
    return PlanView(sample_plan, today=sample_plan.settings.as_of)


@pytest.fixture(scope="module")
def content(view: PlanView) -> ReportContent:
    return report_content(view, chapters=True)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what the command line says about the same plan."""
    out = {}
    for command in ("capacity", "forecast", "plan"):
        assert main([command, SAMPLE, "--json"]) == 0
        out[command] = json.loads(capsys.readouterr().out)
    return out


class Words(HTMLParser):
    """Every text between two tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words_of_slides(content: ReportContent) -> set[str]:
    import pptx

    deck = pptx.Presentation(BytesIO(slides_bytes(content)))
    return {shape.text_frame.text for page in deck.slides for shape in page.shapes if shape.has_text_frame}


def columns_of_slides(content: ReportContent, number_of_slide: int) -> dict[str, tuple[float, ...]]:
    import pptx

    page = pptx.Presentation(BytesIO(slides_bytes(content))).slides[number_of_slide]
    chart: Any = next(shape for shape in page.shapes if shape.has_chart)
    return {series.name: series.values for plot in chart.chart.plots for series in plot.series}


def cells_of(book: Any, sheet: str) -> Iterator[Any]:
    for row in book[sheet].iter_rows():
        for cell in row:
            if cell.value is not None:
                yield cell.value


@pytest.fixture
def meeting(qtbot: QtBot, themes: ThemeController, sample_plan: Plan) -> Iterator[dict[SlideKey, Slide]]:
    """Return what the meeting shows of each slide, from the plan as it is."""
    document = PlanDocument(sample_plan, today=lambda: sample_plan.settings.as_of or date(2026, 5, 15))
    runner = JobRunner()
    parent = QObject()
    trial = Trial(PageContext(document, runner, themes, lambda *_: None), parent=parent)
    shown = {}
    for key in SlideKey:
        with qtbot.waitSignal(trial.slide_ready, timeout=30_000) as answer:
            trial.ask(key)
        shown[key] = answer.args[0]
    yield shown
    runner.close()
    document.close()
    document.deleteLater()
    QCoreApplication.sendPostedEvents(document, QEvent.Type.DeferredDelete.value)


def test_every_medium_shows_the_same_figures(
    view: PlanView, content: ReportContent, told: dict[str, Any], meeting: dict[SlideKey, Slide]
) -> None:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(workbook_bytes(build_report(view))[0]), data_only=True)
    slides, page = words_of_slides(content), set(Words(html_page(content)).found)

    # Capacity: what is left for features, the reserve, the days on the calendar.
    steps = told["capacity"]["sprints"][0]
    for field in ("calendar_pd", "effective_pd", "reserve_pd", "feature_pd"):
        assert any(
            value == pytest.approx(steps[field], abs=1e-6)
            for value in cells_of(book, "Capacity")
            if isinstance(value, float | int)
        )
        assert number(steps[field], 1) in page
    features = f"{number(steps['feature_pd'], 1)} pd"
    reserve = f"{number(steps['reserve_pd'], 1)} pd"
    assert {features, reserve} <= slides
    assert {features, reserve} <= page
    assert columns_of_slides(content, 1)["steps"][-1] == pytest.approx(steps["feature_pd"], abs=1e-6)

    # The promise is P15 of the next sprint.
    promise = f"{number(told['forecast']['next_sprint']['15'])} points"
    assert promise in slides
    assert promise in page
    assert any(
        value == pytest.approx(told["forecast"]["next_sprint"]["15"], abs=1e-6)
        for value in cells_of(book, "Summary")
        if isinstance(value, float | int)
    )

    # The last milestone: its dates and the chance of its target.
    last = told["forecast"]["milestones"][-1]
    sure, even = (day(date.fromisoformat(last["finish"][level]["date"])) for level in ("85", "50"))
    likely = chance(last["probability"])
    assert {sure, even} <= slides
    assert {sure, even} <= page
    assert f"{likely} likely" in slides
    assert any(likely in str(value) for value in cells_of(book, "Summary"))

    # The meeting shows the same slides, word for word and figure for figure.
    for slide in content.story:
        shown = meeting[slide.key]
        assert (shown.title, shown.subtitle, shown.figure) == (slide.title, slide.subtitle, slide.figure)
        assert [row.now for row in shown.rows] == [row.now for row in slide.rows]
        assert shown.scene == slide.scene
        assert {slide.title, slide.subtitle, slide.figure} <= slides
        assert {slide.title, slide.subtitle, slide.figure} <= page


def test_the_pdf_shows_them_too(content: ReportContent, qapp: QApplication, tmp_path: Path) -> None:
    import shutil
    import subprocess

    from planner.ui.paper.writer import pdf_bytes

    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "report.pdf").write_bytes(pdf_bytes(content))
    found = subprocess.run(["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"], check=True, capture_output=True)
    flat = " ".join(found.stdout.decode().split())
    for slide in content.story:
        assert slide.title in flat
        assert slide.figure in flat
        assert all(row.now in flat for row in slide.rows)
