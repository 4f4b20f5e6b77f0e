"""No text of a plan becomes a formula, a link or markup, wherever it stands."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from planner.analysis.report import PlanReport, build_report
from planner.analysis.view import PlanView
from planner.domain.plan import Plan
from planner.exporting.workbook.writer import workbook_bytes

TODAY = date(2026, 5, 18)
FORMULA = re.compile(rb"<f>([^<]*)</f>")


def poisoned(plan: Plan, payload: str) -> Plan:
    """Return the plan with a payload in every place that reaches a sheet."""
    sprints = tuple(replace(sprint, name=f"{payload}{at}", goal=payload) for at, sprint in enumerate(plan.sprints))
    sprints = (replace(sprints[0], name=payload), *sprints[1:])
    item = replace(
        plan.backlog[0],
        title=payload,
        epic=payload,
        priority=payload,
        labels=(payload,),
        assignees=(payload,),
        note=payload,
        depends_on=(),
    )
    members = (replace(plan.team.members[0], name=payload), *plan.team.members[1:])
    heads = replace(plan.team.overheads, focus_basis=payload)
    texts = {"title": payload, "owner": payload, "component": payload}
    return replace(
        plan,
        name=payload.strip() or "plan",
        team=replace(plan.team, members=members, overheads=heads),
        sprints=sprints,
        backlog=(item, *plan.backlog[1:]),
        milestones=tuple(replace(entry, name=payload) for entry in plan.milestones),
        debt=tuple(replace(entry, **texts) for entry in plan.debt),  # type: ignore[arg-type]
        exceptions=tuple(replace(entry, reason=payload, owner=payload) for entry in plan.exceptions),
        decisions=tuple(replace(entry, title=payload, context=payload) for entry in plan.decisions),
        scenarios=(),
    )


@pytest.fixture(scope="module")
def own_formulas(sample_report: PlanReport) -> set[bytes]:
    """Return the shapes of our own formulas: cells, numbers and sheet names left out."""
    with ZipFile(BytesIO(workbook_bytes(sample_report)[0])) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)
    return {shape(text) for text in FORMULA.findall(sheets)}


def shape(formula: bytes) -> bytes:
    return re.sub(rb"\$?[A-Z]{1,2}\$?\d+|\d+", b"#", formula)


def test_no_payload_becomes_a_formula_or_link_and_each_returns_unchanged(
    full_plan: Plan, payload: str, own_formulas: set[bytes]
) -> None:
    import openpyxl

    content, notes = workbook_bytes(build_report(PlanView(poisoned(full_plan, payload), today=TODAY)))
    with ZipFile(BytesIO(content)) as parts:
        names = parts.namelist()
        sheets = b"".join(parts.read(name) for name in names if "worksheets/sheet" in name)
        charts = b"".join(parts.read(name) for name in names if "charts/chart" in name)
    assert {shape(text) for text in FORMULA.findall(sheets)} <= own_formulas
    assert b"hyperlink" not in sheets
    assert not [name for name in names if "externalLink" in name]
    for reference in re.findall(rb"<c:f>([^<]*)</c:f>", charts):
        assert re.fullmatch(rb"('[A-Z][a-z ]+'|[A-Z][a-z]+)!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", reference)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book["Backlog"]["C5"].value == payload.replace("\r\n", "\n").replace("\r", "\n")
    assert book["Backlog"]["C5"].data_type in {"s", "inlineStr"}
    assert notes == ()
