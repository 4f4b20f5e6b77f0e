"""One capacity, four places: the command line, the workbook, the waterfall and the page say the same figures."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from planner.__main__ import main
from planner.analysis.scenes.capacity_waterfall import capacity_waterfall
from planner.analysis.view import PlanView
from planner.analysis.wording import number, size
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.edits import SetCapacityOverride
from planner.domain.plan import Plan
from planner.exporting.workbook.writer import write_workbook
from planner.storage import plan_file
from planner.ui.pages.page import PageContext
from planner.ui.pages.team import TeamPage
from planner.ui.theme.controller import ThemeController

STEPS = {
    "calendar_pd": "Calendar",
    "holidays_pd": "Holidays",
    "leave_pd": "Leave",
    "oncall_pd": "On-call",
    "ramp_pd": "Ramp-up",
    "meetings_pd": "Meetings",
    "effective_pd": "Effective",
    "unplanned_pd": "Unplanned",
    "learning_pd": "Learning",
    "reserve_pd": "Reserve",
    "feature_pd": "Features",
}
TOTALS = {"calendar_pd", "effective_pd", "feature_pd"}


def stay(page_key: str, refs: tuple[str, ...] = ()) -> None:
    del page_key, refs


@pytest.fixture
def plan(sample_plan: Plan) -> Plan:
    """Return the sample with a capacity typed over the calendar's in the next sprint."""
    return SetCapacityOverride("S15", "jonas", 2.5, "hiring days").apply(sample_plan)


@pytest.fixture
def told(plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what the command line says, sprint by sprint."""
    path = tmp_path / "plan.ballast"
    plan_file.save(plan, path)
    assert main(["capacity", str(path), "--json"]) == 0
    sprints: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["sprints"]
    assert len(sprints) == 6
    return sprints


@pytest.fixture
def view(plan: Plan) -> PlanView:
    return PlanView(plan, today=plan.settings.as_of or date(2026, 5, 15))


def table(path: Path, name: str) -> list[dict[str, Any]]:
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    sheet, where = next((sheet, sheet.tables[name]) for sheet in book.worksheets if name in sheet.tables)
    head, *rows = ([cell.value for cell in row] for row in sheet[where.ref])
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_workbook_has_the_figures_of_the_command_line(
    told: list[dict[str, Any]], view: PlanView, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    write_workbook(view.report, path)
    for sprint, row in zip(told, table(path, "capacity_by_sprint"), strict=True):
        assert {key: row[head] for key, head in STEPS.items()} == pytest.approx(
            {key: sprint[key] for key in STEPS}, abs=1e-6
        )
        assert row["By hand"] == pytest.approx(sprint.get("override_pd", 0.0), abs=1e-6)
    people = [(sprint["name"], person) for sprint in told for person in sprint["people"]]
    for (name, person), row in zip(people, table(path, "capacity_by_person"), strict=True):
        assert (row["Sprint"], row["Person"]) == (name, person["name"])
        assert {key: row[head] for key, head in STEPS.items()} == pytest.approx(
            {key: person[key] for key in STEPS}, abs=1e-6
        )


def test_the_waterfall_has_the_figures_of_the_command_line(told: list[dict[str, Any]], view: PlanView) -> None:
    for sprint in told:
        rows = {row[0]: row[1] for row in capacity_waterfall(view.capacity[sprint["id"]]).table.rows}
        typed = rows.pop("Typed in", "0.0")
        assert typed == number(sprint.get("override_pd", 0.0), 1)
        assert rows == {head: number(sprint[key] if key in TOTALS else -sprint[key], 1) for key, head in STEPS.items()}


def test_the_page_has_the_figures_of_the_command_line(
    told: list[dict[str, Any]], plan: Plan, themes: ThemeController, qtbot: QtBot
) -> None:
    document = PlanDocument(plan)
    page = TeamPage(PageContext(document, JobRunner(), themes, stay))
    qtbot.addWidget(page)
    page.resize(1272, 828)
    page.refresh(frozenset())
    with qtbot.waitExposed(page):
        page.show()
    shown = page.availability.panels.people.figures.shown
    heads = [column.title for column in shown.columns]
    first = told[0]
    for row, part in zip(shown.rows, [*first["people"], {**first, "name": "Team"}], strict=True):
        said = {head: figure.text for head, figure in zip(heads, row, strict=True)}
        assert said.pop("Person") == part["name"]
        said.pop("Skills")
        # The page joins holidays and leave to "Off".
        assert said == {
            "Days": size(part["calendar_pd"]),
            "Off": quiet(part["holidays_pd"] + part["leave_pd"]),
            "On-call": quiet(part["oncall_pd"]),
            "Ramp": quiet(part["ramp_pd"]),
            "Focus": quiet(part["meetings_pd"]),
            "Effective": number(part["effective_pd"], 1),
        }
    side = page.availability.side.figures.shown
    for column, sprint in enumerate(told[:3]):
        assert side.columns[column].title == sprint["name"]
        parts = [*sprint["people"], sprint]
        assert [row[column].text for row in side.rows] == [number(part["effective_pd"], 1) for part in parts]
    document.close()


def quiet(amount: float) -> str:
    text = number(amount, 1)
    return "0" if text == "0.0" else text


def test_a_typed_capacity_says_so_everywhere(
    told: list[dict[str, Any]], view: PlanView, plan: Plan, themes: ThemeController, qtbot: QtBot
) -> None:
    jonas = next(person for person in told[0]["people"] if person["id"] == "jonas")
    assert (jonas["effective_pd"], jonas["override_reason"]) == (2.5, "hiring days")
    assert all("override_reason" not in person for person in told[1]["people"])
    assert ("Typed in", number(jonas["override_pd"], 1)) in capacity_waterfall(view.capacity["S15"]).table.rows
    document = PlanDocument(plan)
    page = TeamPage(PageContext(document, JobRunner(), themes, stay))
    qtbot.addWidget(page)
    page.resize(1272, 828)
    page.refresh(frozenset())
    typed = page.availability.side.figures.shown.rows[1][0]
    assert (typed.text, typed.sign, typed.tip) == ("2.5", "edit", "Typed in: hiring days")
    document.close()
