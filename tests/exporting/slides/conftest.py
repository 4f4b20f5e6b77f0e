from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from planner.analysis.view import PlanView
from planner.domain.plan import Plan
from planner.exporting.report.content import ReportContent, report_content
from planner.exporting.slides.writer import slides_bytes

if TYPE_CHECKING:
    from pptx.presentation import Presentation


@pytest.fixture(scope="session")
def told_sample(sample_plan: Plan) -> ReportContent:
    assert sample_plan.settings.as_of is not None
    return report_content(PlanView(sample_plan, today=sample_plan.settings.as_of))


@pytest.fixture(scope="session")
def sample_deck_bytes(told_sample: ReportContent) -> bytes:
    return slides_bytes(told_sample)


@pytest.fixture
def deck(sample_deck_bytes: bytes) -> "Presentation":
    import pptx

    return pptx.Presentation(BytesIO(sample_deck_bytes))
