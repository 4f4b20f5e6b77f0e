"""Debt that travels with features: what is offered, where, and what it saves."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.debt.travelling import TravelOffer, take_along_edit, travel_offers
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.calendar import Period
from planner.domain.debt import Acceptance, DebtAllocation, DebtItem, Spread
from planner.domain.plan import Plan
from planner.domain.settings import DebtParameter, PlanSettings
from planner.domain.sprint import Sprint
from planner.domain.team import Member, Overheads, Team

TODAY = date(2026, 5, 4)
SPRINTS = tuple(
    Sprint(name, name, Period(date(2026, 5, day), date(2026, 5, day + 7)))
    for name, day in (("S1", 4), ("S2", 11), ("S3", 18))
)
ITEM = BacklogItem("F-1", "Pay by invoice", components=("Gateway",), sprint_id="S2")
DEBT = DebtItem("D-1", "Retries by hand", Spread(3.0, 2.0, 6.0), Spread(1.0, 0.5, 2.0), component="gateway")
PLAN = Plan(
    team=Team(members=(Member("a", "Ada"), Member("b", "Bo")), overheads=Overheads(focus=1.0)),
    sprints=SPRINTS,
    backlog=(ITEM,),
    debt=(DEBT,),
    settings=PlanSettings(debt_parameters=(DebtParameter("eps", 1.0),)),
)
# 2 people x 5 days x focus 1 = 10 pd; a quarter is 2.5 pd of reserve in each sprint; eps 1: D-1 takes 3 pd.


def offers(plan: Plan) -> tuple[TravelOffer, ...]:
    view = PlanView(plan, today=TODAY)
    return travel_offers(plan, view.register, view.capacity)


def test_an_item_that_touches_an_indebted_component_offers_the_sprint_before_and_its_own() -> None:
    before, own = offers(PLAN)
    assert (before.sprint, before.meets, before.keys) == ("S1", "S2", ("F-1",))
    assert (own.sprint, own.meets) == ("S2", "S2")
    # Not planned: it ends after S3 (place 3). S1 is 3 sooner, and 2.5 of the 3 pd fit: 1.0 x 3 x 2.5/3 = 2.5 pd
    assert before.saving.p50 == pytest.approx(2.5)
    assert (before.saving.p10, before.saving.p90) == pytest.approx((1.25, 5.0))
    assert own.saving.p50 == pytest.approx(1.0 * 2 * 2.5 / 3)
    assert before.effort_pd == pytest.approx(2.5)
    assert not before.whole


def test_what_is_given_already_leaves_less_room() -> None:
    other = DebtItem("D-2", "Docs", Spread.single(1.0), Spread.single(0.1), allocations=(DebtAllocation("S1", 2.5),))
    assert [offer.sprint for offer in offers(replace(PLAN, debt=(DEBT, other)))] == ["S2"]


@pytest.mark.parametrize(
    "debt",
    [
        replace(DEBT, component=""),
        replace(DEBT, component="settlement"),
        replace(DEBT, allocations=(DebtAllocation("S1", 3.0),)),
        replace(DEBT, acceptance=Acceptance(date(2026, 12, 31), "Ada", "goes away")),
    ],
)
def test_nothing_is_offered_without_a_meeting_or_when_it_is_early_or_accepted(debt: DebtItem) -> None:
    assert offers(replace(PLAN, debt=(debt,))) == ()


def test_an_acceptance_that_ran_out_is_offered_again() -> None:
    accepted = replace(DEBT, acceptance=Acceptance(date(2026, 4, 30), "Ada", "goes away"))
    assert len(offers(replace(PLAN, debt=(accepted,)))) == 2


def test_debt_items_do_not_take_debt_along() -> None:
    assert offers(replace(PLAN, backlog=(replace(ITEM, kind=ItemKind.DEBT),))) == ()


def test_taking_it_along_moves_the_days_and_keeps_their_sum() -> None:
    planned = replace(DEBT, allocations=(DebtAllocation("S3", 3.0),))
    plan = replace(PLAN, debt=(planned,))
    first = offers(plan)[0]
    # Planned in S3 (place 2): S1 is 2 sprints sooner with 2.5 of 3 pd: 1.0 x 2 x 2.5/3
    assert first.saving.p50 == pytest.approx(2 * 2.5 / 3)
    moved = take_along_edit(plan, first).apply(plan).debt_item("D-1")
    assert [(part.sprint_id, part.effort_pd) for part in moved.allocations] == [("S1", 2.5), ("S3", 0.5)]


def test_the_sample_offers_the_dearest_first(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=date(2026, 5, 15))
    found = travel_offers(sample_plan, view.register, view.capacity)
    assert [offer.saving.p50 for offer in found] == sorted((offer.saving.p50 for offer in found), reverse=True)
    for offer in found:
        after = take_along_edit(sample_plan, offer).apply(sample_plan)
        before_pd, after_pd = (
            sum(part.effort_pd for part in plan.debt_item(offer.debt_id).allocations) for plan in (sample_plan, after)
        )
        assert after_pd >= before_pd - 1e-9


def test_what_saves_half_a_day_is_a_finding_that_leads_to_the_places() -> None:
    found = {entry.code: entry for entry in PlanView(PLAN, today=TODAY).attention}["debt-travels"]
    assert found.title == "D-1 can be repaid on the way in S1"
    assert "saves 2.5 pd" in found.detail
    assert found.refs == ("view:places", "debt:D-1")
    cheap = replace(DEBT, interest=Spread.single(0.1))
    assert "debt-travels" not in {entry.code for entry in PlanView(replace(PLAN, debt=(cheap,)), today=TODAY).attention}
