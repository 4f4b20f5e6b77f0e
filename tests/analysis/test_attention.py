"""Findings: what is found, in which order, and what to do about it."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.findings.attention_work import order_violations
from planner.analysis.forecast.outlook import to_drop
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate, Milestone, Status
from planner.domain.calendar import Period
from planner.domain.debt import Acceptance, Deadline, DebtItem, Spread
from planner.domain.decision import Decision, DecisionKind
from planner.domain.issue import Severity
from planner.domain.plan import Plan
from planner.domain.policy import ReserveException
from planner.domain.settings import PlanSettings
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.domain.team import Member, Team

TODAY = date(2026, 5, 15)
PAST = Sprint(
    "S1",
    "S1",
    Period(date(2026, 5, 4), date(2026, 5, 18)),
    SprintState.CLOSED,
    actuals=SprintActuals(20.0, effective_pd=20.0, reserve_planned_pd=5.0, reserve_spent_pd=1.0),
)
NEXT = Sprint("S2", "S2", Period(date(2026, 5, 18), date(2026, 6, 1)))
LATER = Sprint("S3", "S3", Period(date(2026, 6, 1), date(2026, 6, 15)))
PLAN = Plan(sprints=(PAST, NEXT, LATER), settings=PlanSettings(trials=500))


def item(key: str, size: float | None = 1.0, **more: object) -> BacklogItem:
    made = BacklogItem(key, key, estimate=None if size is None else Estimate.single(size))
    return replace(made, **more)  # type: ignore[arg-type]


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in PlanView(plan, today=TODAY).attention]


def finding(plan: Plan, code: str) -> tuple[str, str]:
    found = next(entry for entry in PlanView(plan, today=TODAY).attention if entry.code == code)
    return found.title, found.detail


def test_empty_plan_needs_no_attention() -> None:
    assert codes(Plan()) == []


def test_a_backlog_without_velocity_and_people_says_what_is_missing() -> None:
    bare = Plan(sprints=(NEXT,), backlog=(item("A"),), settings=PLAN.settings)
    assert codes(bare) == ["no-velocity", "no-people"]
    told = replace(bare, settings=replace(bare.settings, velocity=20.0))
    assert codes(told) == ["no-people"]


def test_sprint_above_its_promise_names_what_to_drop() -> None:
    work = tuple(item(f"A{number}", 8.0, sprint_id="S2") for number in range(5))
    title, detail = finding(replace(PLAN, backlog=work), "over-promise")
    assert title.startswith("S2 holds 40 points, ")
    assert detail.startswith("Drop A")


def test_as_little_as_possible_is_dropped_from_the_end_of_the_ranking() -> None:
    committed = [item("A", 5.0), item("B", 5.0), item("C", 2.0), item("D", 2.0), item("E", 3.0)]
    # 4 too many: C and D fit exactly, B alone would be 5
    assert [entry.key for entry in to_drop(committed, 4.0, plan=PLAN)] == ["C", "D"]
    # 5 too many: one of the fives, the one ranked last
    assert [entry.key for entry in to_drop(committed, 5.0, plan=PLAN)] == ["B"]
    pinned = [replace(entry, pinned=entry.key == "B") for entry in committed]
    assert [entry.key for entry in to_drop(pinned, 5.0, plan=PLAN)] == ["A"]
    assert to_drop(committed, 0.2, plan=PLAN) == ()
    # Nothing is enough: everything goes.
    assert len(to_drop(committed, 99.0, plan=PLAN)) == 5


def test_items_planned_before_what_they_need_are_found() -> None:
    backlog = (
        item("A", sprint_id="S2", depends_on=("B", "C", "D")),
        item("B", sprint_id="S3"),
        item("C"),
        item("D", status=Status.DONE),
        item("E", sprint_id="S3", depends_on=("A",)),
    )
    assert order_violations(replace(PLAN, backlog=backlog)) == [
        ("A", "B", "A is in S2, B in S3"),
        ("A", "C", "A is in S2, C in no sprint"),
    ]


def test_owed_reserve_says_what_the_rule_proposes() -> None:
    # Spent 1 of 20 pd, target 5, owed 4 (cap 4 x 0.05 x 20 = 4); S2 without a team has no capacity: the target.
    title, _ = finding(PLAN, "reserve-owed")
    assert title == "4.0 pd of reserve are owed; the rule proposes 25 % for S2"
    breach = next(entry for entry in PlanView(PLAN, today=TODAY).attention if entry.code == "reserve-breach")
    assert breach.severity is Severity.STOP
    assert breach.title == "Only 5 % went into debt over 4 sprints"


def test_deadline_that_no_order_can_meet_stops() -> None:
    debt = DebtItem("D1", "old", Spread.single(50.0), Spread.single(1.0), deadline=Deadline(date(2026, 6, 1)))
    team = Team(members=(Member("a", "Ada"),))
    title, _ = finding(replace(PLAN, team=team, debt=(debt,)), "deadline-missed")
    assert title == "D1 cannot be repaid by 1 Jun"
    accepted = replace(debt, acceptance=Acceptance(date(2027, 1, 1), "Ada", "known"))
    assert "deadline-missed" not in codes(replace(PLAN, team=team, debt=(accepted,)))


def test_skill_that_nobody_has_is_one_finding_over_its_sprints() -> None:
    team = Team(members=(Member("a", "Ada", skills=("web",)),))
    backlog = (item("A", sprint_id="S2", skills=("infra",)), item("B", sprint_id="S3", skills=("infra",)))
    title, detail = finding(replace(PLAN, team=team, backlog=backlog), "skill-hole")
    assert (title, detail) == ("Nobody can do infra in S2 and S3", "A and B need the skill")


def test_unlikely_milestone_says_when_and_what_would_have_to_go() -> None:
    plan = replace(PLAN, backlog=(item("A", 500.0),), milestones=(Milestone("m", "Big", date(2026, 6, 15)),))
    title, detail = finding(plan, "milestone-risk")
    assert title == "Big by 15 Jun is < 1 % likely"
    assert "points would have to go" in detail


def test_overload_names_people_in_list_order() -> None:
    team = Team(members=(Member("a", "Ada"), Member("b", "Bo")))
    backlog = tuple(item(f"I{number}", 10.0, sprint_id="S2", assignees=("Bo",)) for number in range(3))
    title, _ = finding(replace(PLAN, team=team, backlog=backlog), "overload")
    assert title == "Bo has more work than days in S2"


def test_items_without_estimate_count_only_near_the_top() -> None:
    backlog = tuple(item(f"I{number}", None if number in {3, 25} else 1.0) for number in range(30))
    title, detail = finding(replace(PLAN, backlog=backlog), "no-estimate")
    assert (title, detail) == ("1 of the first 20 items has no estimate", "I3")


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2026, 5, 29), (Severity.NOTE, "ends on 29 May")),
        (date(2026, 5, 14), (Severity.WARN, "ended on 14 May")),
        (date(2026, 5, 30), None),
    ],
)
def test_exceptions_are_announced_two_weeks_ahead(until: date, expected: tuple[Severity, str] | None) -> None:
    entry = ReserveException("E", "S1", 0.05, "incident", "Ada", mitigate_by=until)
    found = [
        finding
        for finding in PlanView(replace(PLAN, exceptions=(entry,)), today=TODAY).attention
        if finding.code == "exception-due"
    ]
    if expected is None:
        assert found == []
        return
    assert found[0].severity is expected[0]
    assert found[0].title == f'Exception "5 % reserve in S1" {expected[1]}'


def test_reviews_of_decisions_and_acceptances_are_announced() -> None:
    decisions = (
        Decision("1", "Keep 25 %", TODAY, DecisionKind.POLICY, review_on=date(2026, 5, 20)),
        Decision("2", "Old", TODAY, review_on=date(2026, 5, 1), superseded_by="1"),
        Decision("3", "Exception", TODAY, DecisionKind.EXCEPTION, review_on=date(2026, 5, 20)),
    )
    accepted = DebtItem(
        "D1",
        "risk",
        Spread.single(5.0),
        Spread.single(0.1),
        acceptance=Acceptance(date(2026, 5, 10), "Ada", "known"),
        review_on=date(2026, 5, 1),
    )
    found = codes(replace(PLAN, decisions=decisions, debt=(accepted,)))
    assert found.count("review-due") == 1
    assert found.count("acceptance-due") == 1
    assert found.count("debt-review-due") == 1


def test_worst_comes_first(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=sample_plan.settings.as_of or TODAY)
    order = [Severity.STOP, Severity.WARN, Severity.NOTE]
    places = [order.index(entry.severity) for entry in view.attention]
    assert places == sorted(places)
    first = view.attention[0]
    assert (first.title, first.detail) == (
        "S15 holds 27 points, 23 can be promised",
        "Drop PAY-231 and PAY-240, or commit them as stretch",
    )
    assert {entry.page for entry in view.attention} <= {"Sprints", "Team", "Debt", "Forecast", "Backlog", "Decisions"}


def test_headlines_are_the_findings_of_the_pictures(sample_plan: Plan, mid_sprint_plan: Plan) -> None:
    lines = PlanView(sample_plan, today=sample_plan.settings.as_of or TODAY).headlines
    assert lines["Overview"].title == "Nearly all right: S15 is 4 points above what you can promise"
    assert lines["Overview"].subtitle == (
        "S15, Monday 18 to Friday 29 May. 7 people, 10 working days, Whit Monday off in Berlin and London."
    )
    assert lines["Team"].title == "32.2 person-days in S15, of 68 on the calendar"
    assert lines["Debt"].title == "Registered debt costs 3.8 person-days a sprint"
    assert lines["Forecast"].subtitle.startswith("222 points left.")
    assert lines["Capacity"].title == "Half of S15 can go to features"
    later = PlanView(mid_sprint_plan, today=mid_sprint_plan.settings.as_of or TODAY).headlines
    assert later["Track"].subtitle.startswith("Tuesday 26 May, working day 6 of 9. 13 of 26 points done;")


def test_every_page_has_something_to_say_about_an_empty_plan() -> None:
    for line in PlanView(Plan(), today=TODAY).headlines.values():
        assert line.title
        assert line.subtitle


def test_debt_that_runs_away_or_wastes_a_third_stops_and_leads_to_the_brief(sample_plan: Plan) -> None:
    # r_tip of the sample is about 3.6 %: with 2 % agreed debt runs away
    low = replace(sample_plan, policy=replace(sample_plan.policy, floor=0.0, target=0.02), exceptions=())
    found = {entry.code: entry for entry in PlanView(low, today=TODAY).attention}
    assert found["debt-tipping"].severity is Severity.STOP
    assert found["debt-tipping"].page == "Decisions"
    dear = replace(sample_plan.debt[0], principal=Spread.single(20.0), interest=Spread.single(9.0))
    found = {entry.code: entry for entry in PlanView(replace(sample_plan, debt=(dear,)), today=TODAY).attention}
    assert "of feature work is lost to registered debt" in found["debt-waste"].title
    assert not {"debt-tipping", "debt-waste"} & set(codes(sample_plan))


def test_an_acceptance_that_ran_out_hides_no_deadline() -> None:
    due = DebtItem("D-1", "x", Spread.single(900.0), Spread.single(0.1), deadline=Deadline(date(2026, 6, 1)))
    held = replace(due, acceptance=Acceptance(date(2026, 6, 30), "Ada", "goes away"))
    over = replace(due, acceptance=Acceptance(date(2026, 5, 1), "Ada", "goes away"))
    assert "deadline-missed" not in codes(replace(PLAN, debt=(held,)))
    assert "deadline-missed" in codes(replace(PLAN, debt=(over,)))


def test_spending_above_the_ceiling_asks_for_a_reason() -> None:
    much = replace(PAST, actuals=replace(PAST.actuals, reserve_spent_pd=8.0))  # type: ignore[type-var]
    # 8 of 20 is 40 %, over the 30 % agreed
    assert "S1 spent 40 % on debt, over the ceiling of 30 %" in finding(
        replace(PLAN, sprints=(much, NEXT)), "reserve-high"
    )
    written = ReserveException("e", "S1", 0.4, "Framework ends", "Mia")
    assert "reserve-high" not in codes(replace(PLAN, sprints=(much, NEXT), exceptions=(written,)))
