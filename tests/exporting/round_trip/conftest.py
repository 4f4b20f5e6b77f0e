from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from planner.analysis.report import build_report
from planner.analysis.view import PlanView
from planner.domain.plan import Plan
from planner.exporting.round_trip.compare import compare_workbook
from planner.exporting.round_trip.difference import BookDifference
from planner.exporting.workbook.writer import workbook_bytes

Rewrite = Callable[[Any], None]
Return = Callable[[Plan, Rewrite], tuple[BookDifference, ...]]


@pytest.fixture
def returned(tmp_path: Path, sample_plan: Plan, sample_book: bytes) -> Return:
    """Export a plan, let somebody change the workbook with openpyxl, and read it back."""

    def give(plan: Plan, rewrite: Rewrite) -> tuple[BookDifference, ...]:
        import openpyxl

        day = plan.settings.as_of
        assert day is not None
        content = sample_book if plan is sample_plan else workbook_bytes(build_report(PlanView(plan, today=day)))[0]
        book = openpyxl.load_workbook(BytesIO(content))
        rewrite(book)
        path = tmp_path / "back.xlsx"
        book.save(path)
        return compare_workbook(plan, path)

    return give
