"""The fan's percentiles on the page, in the workbook and on the command line are the same numbers."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from planner.__main__ import main
from planner.analysis.report import build_report
from planner.analysis.scenes.scene import Band, Line
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.plan import Plan
from planner.exporting.workbook.writer import workbook_bytes
from planner.resource_files import resource_path
from planner.ui.pages.forecast import ForecastPage
from planner.ui.pages.page import PageContext
from planner.ui.theme.controller import ThemeController

FAN = (5, 15, 50, 85, 95)


def in_the_workbook(content: bytes) -> list[list[float]]:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    sheet, where = next(
        (one, one.tables["forecast_by_sprint"]) for one in book.worksheets if "forecast_by_sprint" in one.tables
    )
    head, *rows = ([cell.value for cell in row] for row in sheet[where.ref])
    return [[float(row[head.index(f"Total P{level}")]) for level in FAN] for row in rows]


def on_the_page(page: ForecastPage, done: float) -> list[list[float]]:
    scene = page._fan.chart.scene
    assert scene is not None
    bands = {mark.name: mark for mark in scene.marks if isinstance(mark, Band)}
    median = next(mark for mark in scene.marks if isinstance(mark, Line) and mark.name == "P50")
    wide, narrow = bands["P5 to P95"], bands["P15 to P85"]
    curves = (wide.lows, narrow.lows, median.ys, narrow.highs, wide.highs)
    return [[float(amount or 0.0) - done for amount in points] for points in zip(*curves, strict=True)][1:]


def test_page_workbook_and_command_line_show_the_same_fan(
    qtbot: QtBot, themes: ThemeController, sample_plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    document = PlanDocument(sample_plan, today=lambda: date(2026, 5, 15))

    def nowhere(page_key: str, refs: tuple[str, ...] = ()) -> None:
        del page_key, refs

    page = ForecastPage(PageContext(document, JobRunner(), themes, nowhere))
    qtbot.addWidget(page)
    page.refresh(frozenset())
    main(["forecast", str(resource_path("sample", "payments.ballast")), "--json"])
    answer: Any = json.loads(capsys.readouterr().out)
    told = [[float(sprint[str(level)]) for level in FAN] for sprint in answer["by_sprint"]]
    burnup = document.view.tracking.burnup_of(document.view.forecast)
    assert burnup is not None
    shown = on_the_page(page, burnup.done_now)
    written = in_the_workbook(workbook_bytes(build_report(document.view))[0])
    assert len(told) == len(shown) == len(written) > 6
    for one, two, three in zip(told, shown, written, strict=True):
        assert one == pytest.approx(two, abs=1e-6)  # JSON keeps six decimals
        assert two == pytest.approx(three, rel=1e-12)
    document.close()
