from datetime import date

import pytest

from planner.analysis.report import PlanReport, build_report
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Milestone, Status
from planner.domain.calendar import Holiday, HolidaySet, Period
from planner.domain.debt import Acceptance, Deadline, DebtAllocation, DebtItem, Spread
from planner.domain.decision import Decision, DecisionKind
from planner.domain.edits.backlog import MoveItems, SetEstimate
from planner.domain.edits.team import AddAbsence
from planner.domain.plan import Plan, Scenario
from planner.domain.policy import ReserveException
from planner.domain.settings import ColumnMemory, PlanSettings
from planner.domain.snapshot import Snapshot, SnapshotItem
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.domain.team import (
    Absence,
    CapacityOverride,
    Meeting,
    Member,
    Overheads,
    RotaShift,
    Team,
    TeamDayOff,
)
from planner.exporting.workbook.writer import workbook_bytes

PAYLOADS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","click")',
    '=WEBSERVICE("http://evil.example")',
    "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "{=1+1}",
    "'=1+1",
    "''=1+1",
    '"=1+1"',
    "=1+1;=2+2",
    "a,=1+1",
    'a","=1+1',
    "a\r\n=1+1",
    "http://evil.example",
    "https://evil.example/?q=1",
    "mailto:a@evil.example",
    "file:///etc/passwd",
    "internal:Sheet1!A1",
    "external:other.xlsx",
    "ftp://evil.example",
    "<r><t>rich</t></r>",
    "<script>alert(1)</script>",
    "]]><x/>",
    "_x003D_1+1",
    "%0A=1+1",
    "1E5",
    "00123",
    "1/2",
    "12345678901234567890",
    "TRUE",
    "#REF!",
    "&D&F",
)


@pytest.fixture(scope="session")
def payloads() -> tuple[str, ...]:
    return PAYLOADS


@pytest.fixture(params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _team() -> Team:
    return Team(
        members=(
            Member("amara", "Amara Okafor", place="DE-BE", skills=("payments",), aliases=("aokafor",)),
            Member("ben", "Ben Yilmaz", fte=0.8, place="DE-BE", mentoring_pd=1.0),
        ),
        absences=(Absence("a1", "amara", Period(date(2026, 5, 18), date(2026, 5, 20)), note="wedding in Lagos"),),
        rota=(RotaShift("r1", "ben", Period(date(2026, 5, 18), date(2026, 5, 25))),),
        holiday_sets=(HolidaySet("DE-BE", "Berlin", (Holiday(date(2026, 5, 25), "Whit Monday"),)),),
        days_off=(TeamDayOff(date(2026, 6, 3), "offsite Hamburg"),),
        overheads=Overheads(focus_basis="measured in Payments", meetings=(Meeting("Payments daily", 2.5, ("amara",)),)),
        overrides=(CapacityOverride("S16", "ben", 4.0, "leaves for Acme"),),
    )


def _backlog() -> tuple[BacklogItem, ...]:
    return (
        BacklogItem(
            "PAY-1",
            "Refunds for Acme",
            estimate=Estimate(5, 3, 8),
            sprint_id="S15",
            epic="Checkout",
            milestone_id="beta",
            priority="High",
            labels=("acme", "api"),
            components=("ledger",),
            skills=("payments",),
            assignees=("Amara Okafor",),
            created_on=date(2026, 4, 1),
            url="https://tracker.example/PAY-1",
            note="ask Zoe",
        ),
        BacklogItem(
            "PAY-2",
            "Split the ledger",
            kind=ItemKind.DEBT,
            status=Status.IN_PROGRESS,
            status_text="Waiting for Acme",
            estimate=Estimate.single(8),
            remaining=3,
            sprint_id="S15",
            stretch=True,
            epic="PAY-1",
            priority="Acme first",
            assignees=("ben", "Zoe"),
            depends_on=("PAY-1",),
            sprint_history=("S14",),
            debt_id="D-01",
            debt_reason="label refactor",
        ),
        BacklogItem("PAY-3", "Unestimated"),
    )


def _debt() -> DebtItem:
    return DebtItem(
        "D-01",
        "Ledger knows every bank",
        Spread(10, 6, 16),
        Spread(1.5, 0.5, 3),
        component="ledger",
        owner="Amara Okafor",
        deadline=Deadline(date(2026, 12, 1)),
        acceptance=Acceptance(date(2026, 9, 1), "Ben Yilmaz", "Acme launch", "extra tests"),
        allocations=(DebtAllocation("S15", 4.0),),
        item_keys=("PAY-2",),
        note="see Acme contract",
    )


@pytest.fixture
def full_plan() -> Plan:
    closed = SprintActuals(21, committed=24, carried=3, completed_keys=("PAY-0",), note="Acme was down")
    snapshot_items = (SnapshotItem("PAY-1", "Refunds for Acme", ItemKind.FEATURE, Status.TODO, 5, sprint="S15"),)
    return Plan(
        name="Payments platform",
        team=_team(),
        sprints=(
            Sprint(
                "S14", "Sprint Lagos", Period(date(2026, 5, 4), date(2026, 5, 16)), SprintState.CLOSED, actuals=closed
            ),
            Sprint("S15", "Sprint Berlin", Period(date(2026, 5, 18), date(2026, 5, 30)), goal="Refund Acme"),
            Sprint("S16", "S16", Period(date(2026, 6, 1), date(2026, 6, 13)), reserve_share=0.15),
        ),
        backlog=_backlog(),
        milestones=(Milestone("beta", "Acme beta", date(2026, 8, 1)),),
        debt=(_debt(),),
        exceptions=(ReserveException("e1", "S16", 0.15, "Acme launch", "Amara Okafor", approver="Zoe"),),
        decisions=(
            Decision(
                "1",
                "Reserve for Acme",
                date(2026, 5, 1),
                kind=DecisionKind.POLICY,
                context="Acme",
                decision="Acme",
                consequences="Acme",
                owner="Zoe",
                refs=("sprint:S16", "debt:D-01", "item:PAY-2"),
            ),
        ),
        snapshots=(Snapshot("n1", date(2026, 5, 17), "acme.csv", snapshot_items),),
        scenarios=(
            Scenario(
                "c1",
                "Without Acme",
                (
                    MoveItems(("PAY-1",), None),
                    SetEstimate("PAY-3", Estimate.single(2)),
                    AddAbsence(Absence("a2", "ben", Period(date(2026, 6, 1), date(2026, 6, 4)), note="surgery")),
                ),
            ),
        ),
        settings=PlanSettings(as_of=date(2026, 5, 18), column_memories=(ColumnMemory("acme", ((0, "id"),)),)),
    )


@pytest.fixture(scope="session")
def sample_report(sample_plan: Plan) -> PlanReport:
    assert sample_plan.settings.as_of is not None
    return build_report(PlanView(sample_plan, today=sample_plan.settings.as_of))


@pytest.fixture(scope="session")
def sample_book(sample_report: PlanReport) -> bytes:
    return workbook_bytes(sample_report)[0]
