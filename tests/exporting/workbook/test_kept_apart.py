"""Buckets and rules of the reserve in the formulas of the capacity sheet."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from planner.analysis.view import PlanView
from planner.domain.plan import Plan
from planner.domain.policy import BucketKind, ReserveBucket, ReserveRule
from planner.exporting.workbook.writer import workbook_bytes


@pytest.fixture(scope="module")
def sheet(sample_plan: Plan) -> Any:
    import openpyxl

    buckets = (ReserveBucket(BucketKind.LEARNING, share=0.03), ReserveBucket(BucketKind.BUGS, share=0.05))
    policy = replace(sample_plan.policy, buckets=buckets, rules=(ReserveRule(0.28, 1, 0.8),))
    assert sample_plan.settings.as_of is not None
    view = PlanView(replace(sample_plan, policy=policy), today=sample_plan.settings.as_of)
    return openpyxl.load_workbook(BytesIO(workbook_bytes(view.report)[0]))["Capacity"]


def formulas(sheet: Any, column: str) -> list[str]:
    cells = (row[0].value for row in sheet[f"{column}23:{column}80"])
    return [value for value in cells if isinstance(value, str) and value.startswith("=")]


def test_buckets_stand_beside_the_named_shares_they_are_added_to(sheet: Any) -> None:
    assert formulas(sheet, "N")[1].startswith("=(unplanned_share+0.05)*M")
    assert formulas(sheet, "O")[1].startswith("=(learning_share+0.03)*M")


def test_a_rule_that_holds_is_the_target_of_a_sprint_without_its_own(sheet: Any) -> None:
    # D-07 costs 0.85 pd a sprint, more than the 0.8 of the rule
    assert ",0.28,H" in formulas(sheet, "I")[0]
