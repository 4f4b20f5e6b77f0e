"""Every figure of the workbook equals the one that the pages show."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest

from planner.analysis.capacity.breakdown import CapacityBreakdown, CapacitySteps
from planner.analysis.report import PlanReport
from planner.exporting.workbook.writer import SHEETS


@pytest.fixture(scope="module")
def book(sample_book: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(BytesIO(sample_book), data_only=True)


def table(book: Any, name: str) -> list[dict[str, Any]]:
    """Return the rows of an Excel table as mappings from head to value."""
    sheet, where = next((s, s.tables[name]) for s in book.worksheets if name in s.tables)
    head, *rows = ([cell.value for cell in row] for row in sheet[where.ref])
    return [dict(zip(head, row, strict=True)) for row in rows]


def day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else None


def figures(values: Iterable[float]) -> Any:
    """Return figures as they come back: the format keeps 16 digits."""
    return pytest.approx(list(values), rel=1e-14, abs=1e-14)


STEPS = {
    "Calendar": "calendar_pd",
    "Holidays": "holidays_pd",
    "Leave": "leave_pd",
    "On-call": "oncall_pd",
    "Ramp-up": "ramp_pd",
    "Meetings": "meetings_pd",
    "Effective": "effective_pd",
    "Unplanned": "unplanned_pd",
    "Learning": "learning_pd",
    "Reserve": "reserve_pd",
    "Features": "feature_pd",
}


def steps_of(row: dict[str, Any]) -> dict[str, float]:
    return {field: row[head] for head, field in STEPS.items()}


def coming(report: PlanReport) -> list[CapacityBreakdown]:
    return [part for part in report.capacities if not part.sprint.is_closed]


def expected(steps: CapacitySteps) -> Any:
    return pytest.approx({field: getattr(steps, field) for field in STEPS.values()}, abs=1e-9)


def test_the_sheets_stand_in_the_order_of_a_meeting(book: Any) -> None:
    assert tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible") == SHEETS


def test_capacity_of_each_sprint_and_person_is_the_breakdown(book: Any, sample_report: PlanReport) -> None:
    sprints = table(book, "capacity_by_sprint")
    assert len(sprints) == len(coming(sample_report))
    for row, part in zip(sprints, coming(sample_report), strict=True):
        assert (row["Sprint"], steps_of(row)) == (part.sprint.name, expected(part.steps))
        assert row["Reserve share"] == pytest.approx(part.reserve_share)
    people = [(part.sprint.name, entry) for part in coming(sample_report) for entry in part.people]
    for row, (sprint, entry) in zip(table(book, "capacity_by_person"), people, strict=True):
        assert (row["Sprint"], row["Person"]) == (sprint, entry.member.name)
        assert steps_of(row) == expected(entry.steps)


def test_the_sample_sprint_keeps_eight_days_for_debt(book: Any) -> None:
    # 32.2 effective person-days, 25 % of them: 8.0; 20 % unplanned and 5 % learning leave 16.1.
    first = table(book, "capacity_by_sprint")[0]
    assert [round(first[name], 1) for name in ("Effective", "Reserve", "Features")] == [32.2, 8.0, 16.1]


def test_the_waterfall_steps_down_from_calendar_to_features(book: Any) -> None:
    rows = table(book, "capacity_waterfall")
    assert rows[0]["Level"] == pytest.approx(68.0)
    assert rows[-1]["Level"] == pytest.approx(rows[-1]["Days"])
    for before, row in pairwise(rows):
        if row["Kind"] == "step":
            assert row["Base"] == pytest.approx(before["Level"] - row["Days"])


def test_the_forecast_is_written_at_every_percentile(book: Any, sample_report: PlanReport) -> None:
    forecast = sample_report.forecast
    assert forecast is not None
    for row, sprint in zip(table(book, "forecast_by_sprint"), forecast.sprints, strict=True):
        assert row["Sprint"] == sprint.name
        assert [row["Promise P15"], row["Median P50"], row["P85"]] == figures(sprint.single[p] for p in (15, 50, 85))
        assert [row[f"Total P{level}"] for level in sprint.total] == figures(sprint.total.values())
        assert row["P5 to P15"] == pytest.approx(sprint.total[15] - sprint.total[5])
    for row, entry in zip(table(book, "milestones"), forecast.milestones, strict=True):
        assert (row["Milestone"], day(row["P85"])) == (entry.milestone.name, entry.finish[85].day)


def test_finish_shares_add_up_to_one(book: Any) -> None:
    assert sum(row["Share of futures"] for row in table(book, "finish_dates")) == pytest.approx(1.0, abs=1e-6)


def test_the_backlog_is_complete_and_in_rank_order(book: Any, sample_report: PlanReport) -> None:
    plan, forecast = sample_report.plan, sample_report.forecast
    assert forecast is not None
    rows = table(book, "backlog")
    assert [row["Key"] for row in rows] == [item.key for item in plan.backlog]
    assert [row["Title"] for row in rows] == [item.title for item in plan.backlog]
    usual = forecast.remaining.assumed_size
    assert [row["Counts as"] for row in rows] == [usual if i.size is None else i.size for i in plan.backlog]
    dates = {key: finish[85].day for key, finish in forecast.item_dates.items()}
    assert {row["Key"]: day(row["Done P85"]) for row in rows if row["Key"] in dates} == dates


def test_planned_work_and_room_follow_from_the_backlog(book: Any, sample_report: PlanReport) -> None:
    for row, entry in zip(table(book, "coming_sprints"), sample_report.outlooks, strict=True):
        assert (row["Sprint"], row["Committed"], row["Stretch"]) == (entry.sprint.name, entry.load, entry.stretch_load)
        assert row["Room left"] == pytest.approx(row["Promise P15"] - entry.load)
        assert (row["Debt planned pd"], row["Goal"] or "") == (entry.debt_pd, entry.sprint.goal)


def test_each_person_s_load_is_the_one_of_the_team_page(book: Any, sample_report: PlanReport) -> None:
    for row, load in zip(table(book, "load_by_person"), sample_report.loads, strict=True):
        assert (row["Person"], row["Load pd"]) == (load.member.name, pytest.approx(load.load_pd))


def test_the_register_and_the_ledger_are_the_ones_of_the_debt_page(book: Any, sample_report: PlanReport) -> None:
    for row, entry in zip(table(book, "debt_register"), sample_report.register.rows, strict=True):
        assert (row["Debt"], row["Principal P50"], row["Interest P90"]) == (
            entry.item.id,
            pytest.approx(entry.principal.p50),
            pytest.approx(entry.interest.p90),
        )
        assert row["Interest per principal"] == pytest.approx(entry.ratio)
        assert day(row["Latest start"]) == entry.latest_start
    for row, ledger in zip(table(book, "reserve_ledger"), sample_report.reserve.rows, strict=True):
        assert (row["Sprint"], row["Spent"], row["Owed pd"]) == (
            ledger.name,
            pytest.approx(ledger.share_spent),
            pytest.approx(ledger.owed_pd),
        )


def test_the_lab_shows_each_reserve_sprint_by_sprint(book: Any, sample_report: PlanReport) -> None:
    lab = sample_report.lab
    rows = table(book, "reserve_lab")
    assert len(rows) == lab.horizon
    assert [row["25 %: debt P50"] for row in rows] == figures(lab.courses[0].principal.p50)
    assert [row["5 %: features P90"] for row in rows] == figures(lab.courses[1].velocity.p90)


def test_velocity_is_what_was_frozen(book: Any, sample_report: PlanReport) -> None:
    rows = table(book, "velocity")
    closed = sample_report.velocity.closed
    assert [row["Done"] for row in rows] == [row_.completed for row_ in closed]
    assert [row["Committed"] for row in rows] == [row_.committed for row_ in closed]
    assert [row["Done per effective pd"] for row in rows] == figures(row_.per_pd or 0.0 for row_ in closed)


def test_debt_that_came_in_and_went_out_is_the_trend(book: Any, sample_report: PlanReport) -> None:
    rows = [(row["Sprint"], row["Came in pd"], row["Repaid pd"], row["Open pd"]) for row in table(book, "debt_flow")]
    assert rows == [(flow.name, flow.added_pd, flow.paid_pd, flow.stock_pd) for flow in sample_report.debt.rows]


def test_the_summary_shows_what_needs_attention_worst_first(book: Any, sample_report: PlanReport) -> None:
    shown = [cell.value for cell in book["Summary"]["B"] if cell.value]
    titles = [finding.title for finding in sample_report.attention]
    assert titles
    assert [text for text in shown if text in titles] == titles


def test_the_burndown_starts_at_what_was_committed(book: Any, sample_report: PlanReport) -> None:
    burndown = sample_report.burndown
    assert burndown is not None
    rows = table(book, "burndown")
    assert rows[0]["Ideal"] == burndown.committed
    assert [row["Ideal"] for row in rows[1:]] == figures(entry.ideal for entry in burndown.days)


def test_every_decision_and_exception_is_there(book: Any, sample_report: PlanReport) -> None:
    plan = sample_report.plan
    assert {row["Title"] for row in table(book, "decisions")} == {entry.title for entry in plan.decisions}
    assert [row["Reason"] for row in table(book, "exceptions")] == [entry.reason for entry in plan.exceptions]


def errors(book: Any) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (f"{sheet.title}!{c.coordinate}" for c in row if str(c.value).startswith("#"))


def test_no_cell_shows_an_error(book: Any) -> None:
    assert list(errors(book)) == []
