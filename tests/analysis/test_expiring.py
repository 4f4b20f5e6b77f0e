"""What has to be decided again, the records in words, and what they are about."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.findings.expiring import decisions_due, expiring, record_lines
from planner.analysis.findings.references import ReferenceLink, reference_link, reference_of, reference_word
from planner.analysis.view import PlanView
from planner.domain.debt import Acceptance, Deadline, DebtItem, DebtStatus, Spread
from planner.domain.decision import Decision, DecisionKind, DecisionStatus
from planner.domain.errors import UnknownReferenceError
from planner.domain.plan import Plan
from planner.domain.policy import ReserveException
from planner.domain.team import Team

TODAY = date(2026, 5, 15)
DEBT = DebtItem("D-1", "Old", Spread.single(6.0), Spread.single(0.1))


def test_the_soonest_comes_first_whatever_it_is() -> None:
    plan = Plan(
        exceptions=(ReserveException("e1", "S1", 0.1, "outage", "Jonas", mitigate_by=date(2026, 5, 20)),),
        decisions=(Decision("1", "Keep 25 %", date(2026, 1, 1), review_on=date(2026, 5, 10), owner="Amara"),),
        debt=(replace(DEBT, acceptance=Acceptance(date(2026, 7, 1), "Priya", "rare"), review_on=date(2026, 6, 1)),),
    )
    found = expiring(plan, today=TODAY)
    assert [(entry.id, entry.left, entry.sign) for entry in found] == [
        ("decision:1", "5 days late", "stop"),
        ("exception:e1", "in 5 days", "warning"),
        ("debt:D-1", "in 17 days", ""),
        ("debt:D-1", "in 47 days", ""),
    ]
    assert [entry.kind for entry in found][2:] == ["review of the debt", "acceptance ends"]
    assert found[1].title == "10 % reserve in S1"


def test_what_is_done_far_off_or_replaced_is_not_listed() -> None:
    far = date(2026, 12, 1)
    plan = Plan(
        exceptions=(
            ReserveException("e1", "S1", 0.1, "outage", "Jonas", mitigate_by=TODAY, done_on=TODAY),
            ReserveException("e2", "S1", 0.1, "outage", "Jonas"),
        ),
        decisions=(
            Decision("1", "old", TODAY, status=DecisionStatus.SUPERSEDED, review_on=TODAY),
            Decision("2", "of an exception", TODAY, kind=DecisionKind.EXCEPTION, review_on=TODAY),
            Decision("3", "later", TODAY, review_on=far),
        ),
        debt=(replace(DEBT, status=DebtStatus.PAID, review_on=TODAY, acceptance=Acceptance(TODAY, "Priya", "rare")),),
    )
    assert expiring(plan, today=TODAY) == ()


def test_the_count_is_the_headlines(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=TODAY)
    assert decisions_due(view.plan, today=TODAY) == 2
    codes = {"exception-due", "acceptance-due", "review-due"}
    assert sum(1 for finding in view.attention if finding.code in codes) == 2
    assert view.headlines["Decisions"].title == "2 decisions are due"


def test_records_are_listed_newest_first(sample_plan: Plan) -> None:
    lines = record_lines(sample_plan, today=TODAY)
    assert [line.id for line in lines] == ["6", "10", "11", "7", "8", "9", "5", "4", "3", "2", "1"]
    known = {line.id: line for line in lines}
    assert (known["4"].status, known["4"].review) == ("superseded by 9", "")
    assert (known["9"].review, known["9"].sign) == ("29 May", "warning")
    assert (known["5"].review, known["5"].sign) == ("10 Jul", "")


def test_a_late_review_stops_and_a_foreign_number_sorts_last() -> None:
    plan = Plan(decisions=(Decision("ADR-1", "a", TODAY, review_on=date(2026, 5, 1)), Decision("2", "b", TODAY)))
    lines = record_lines(plan, today=TODAY)
    assert [line.id for line in lines] == ["2", "ADR-1"]
    assert lines[1].sign == "stop"


@pytest.mark.parametrize(
    ("word", "ref"),
    [
        ("d-06", "debt:D-06"),
        ("S12", "sprint:S12"),
        ("PAY-231", "item:PAY-231"),
        ("amara okafor", "member:amara"),
        ("Release 3.0", "milestone:release-3"),
        ("Reserve policy", "policy"),
        ("policy", "policy"),
        ("decision 9", "decision:9"),
        ("Exception for S12", "exception:exception-1"),
        ("sprint:S12", "sprint:S12"),
    ],
)
def test_words_mean_identities_and_back(sample_plan: Plan, word: str, ref: str) -> None:
    assert reference_of(sample_plan, word) == ref
    assert reference_of(sample_plan, reference_word(sample_plan, ref)) == ref


def test_a_word_that_means_nothing_is_refused(sample_plan: Plan) -> None:
    with pytest.raises(UnknownReferenceError):
        reference_of(replace(sample_plan, team=Team()), "amara okafor")
    assert reference_word(sample_plan, "item:GONE-1") == "item:GONE-1"


def test_links_lead_to_the_page_that_shows_it(sample_plan: Plan) -> None:
    assert reference_link(sample_plan, "debt:D-06") == ReferenceLink(
        "D-06 Event names drift between services", "debt", ("debt:D-06",)
    )
    assert reference_link(sample_plan, "policy") == ReferenceLink("Reserve policy", "debt", ("view:ledger",))
    exception = reference_link(sample_plan, "exception:exception-1")
    assert exception == ReferenceLink("Exception for S12", "debt", ("sprint:S12",))
    assert reference_link(sample_plan, "risk:1") == ReferenceLink("risk:1", "overview", ("risk:1",))


def test_the_dates_of_a_deprecation_are_listed_one_by_one() -> None:
    dates = Deadline(date(2026, 7, 31), migrate_by=date(2026, 6, 30), announced_on=date(2026, 5, 20))
    entry = DebtItem("D-1", "Old framework", Spread.single(5.0), Spread.single(0.1), deadline=dates, owner="Mia")
    found = expiring(Plan(debt=(entry,)), today=date(2026, 5, 15))
    assert [(row.day, row.kind, row.sign) for row in found] == [
        ("20 May", "to announce", "warning"),
        ("30 Jun", "to migrate", ""),
        ("31 Jul", "deadline", ""),
    ]
    later = expiring(Plan(debt=(entry,)), today=date(2026, 7, 10))
    assert [(row.kind, row.sign) for row in later] == [("to migrate", "stop"), ("deadline", "")]
    paid = replace(entry, status=DebtStatus.PAID)
    assert expiring(Plan(debt=(paid,)), today=date(2026, 7, 10)) == ()
