"""More buckets than one, rules that hold while debt is dear, the goal, and reserve that finds no debt."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.reserve.buckets import dear_entries, rule_in_force, target_in_force
from planner.analysis.reserve.policy import owed_after, proposed_share, reserve_share_of
from planner.analysis.reserve.proposal import next_share, release_edit, unused_pd
from planner.analysis.tracking.close_sprint import close_preview
from planner.analysis.view import PlanView
from planner.domain.calendar import Period
from planner.domain.debt import Acceptance, DebtAllocation, DebtItem, DebtStatus, Spread
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.policy import BucketKind, ReserveBucket, ReservePolicy, ReserveRule
from planner.domain.settings import DebtParameter, PlanSettings
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.domain.team import Member, Overheads, Team

TODAY = date(2026, 5, 4)
PAST = Sprint(
    "S0", "S0", Period(date(2026, 4, 20), date(2026, 5, 4)), SprintState.CLOSED,
    actuals=SprintActuals(20.0, effective_pd=20.0, reserve_planned_pd=5.0, reserve_spent_pd=5.0),
)  # fmt: skip
NEXT = Sprint("S1", "S1", Period(date(2026, 5, 4), date(2026, 5, 18)))
PLAN = Plan(
    team=Team(members=(Member("a", "Ada"), Member("b", "Bo", fte=0.5)), overheads=Overheads(focus=1.0)),
    sprints=(PAST, NEXT),
    settings=PlanSettings(velocity=20.0, debt_parameters=(DebtParameter("eps", 1.0),)),
)
# 10 working days: Ada 10 pd and Bo 5 pd at focus 1 = 15 pd; unplanned 20 % = 3, no learning, reserve 25 % = 3.75


def with_buckets(*buckets: ReserveBucket) -> Plan:
    return replace(PLAN, policy=ReservePolicy(buckets=buckets))


def dear(name: str, interest: float, principal: float = 10.0) -> DebtItem:
    return DebtItem(name, name, Spread.single(principal), Spread.single(interest))


def test_a_bucket_in_percent_and_one_in_days_come_off_the_features() -> None:
    learning = ReserveBucket(BucketKind.LEARNING, share=0.10)
    bugs = ReserveBucket(BucketKind.BUGS, days_pd=1.5)
    found = capacity_of(with_buckets(learning, bugs), NEXT)
    steps = found.steps
    # learning 10 % of 15 = 1.5; bugs 1.5 days on top of the 3.0 unplanned = 4.5; features 15 - 4.5 - 1.5 - 3.75
    assert (steps.learning_pd, steps.unplanned_pd, steps.reserve_pd) == pytest.approx((1.5, 4.5, 3.75))
    assert steps.feature_pd == pytest.approx(5.25)
    # 1.5 days are 10 % of 15: each person gives their part, Bo half of Ada's
    assert [person.steps.unplanned_pd for person in found.people] == pytest.approx([3.0, 1.5])


def test_a_debt_bucket_is_reserve_on_top_but_a_sprint_with_its_own_share_keeps_that() -> None:
    plan = with_buckets(ReserveBucket(BucketKind.DEBT, days_pd=0.75, name="Framework"))
    assert capacity_of(plan, NEXT).steps.reserve_pd == pytest.approx(4.5)  # 3.75 + 0.75
    assert PlanView(plan, today=TODAY).reserve_share == pytest.approx(0.30)
    own = replace(NEXT, reserve_share=0.20)
    assert capacity_of(replace(plan, sprints=(PAST, own)), own).steps.reserve_pd == pytest.approx(3.0)


def test_closed_sprints_know_no_buckets() -> None:
    plan = with_buckets(ReserveBucket(BucketKind.DEBT, share=0.1), ReserveBucket(BucketKind.LEARNING, share=0.1))
    assert reserve_share_of(plan, PAST) == 0.25
    assert capacity_of(plan, PAST).steps.learning_pd == 0.0


def test_closing_freezes_the_reserve_that_was_agreed_with_its_bucket() -> None:
    plan = with_buckets(ReserveBucket(BucketKind.DEBT, days_pd=0.75))
    assert close_preview(plan, "S1", date(2026, 5, 15)).reserve_planned_pd == pytest.approx(4.5)


def test_buckets_slow_the_forecast_by_what_they_take_from_features() -> None:
    before = PlanView(PLAN, today=TODAY).forecast.sprints[0].single[50]
    bucket = ReserveBucket(BucketKind.LEARNING, share=0.11)
    after = PlanView(with_buckets(bucket), today=TODAY).forecast.sprints[0].single[50]
    assert after / before == pytest.approx((0.55 - 0.11) / 0.55, rel=1e-3)  # 1 - 20 % - 25 % are left for features


def test_the_debt_model_reads_the_buckets() -> None:
    plan = with_buckets(ReserveBucket(BucketKind.LEARNING, days_pd=1.5), ReserveBucket(BucketKind.BUGS, share=0.05))
    parameters = PlanView(plan, today=TODAY).parameters
    assert (parameters.u, parameters.l) == pytest.approx((0.25, 0.10))


@given(
    st.lists(
        st.builds(ReserveBucket, kind=st.sampled_from(BucketKind), share=st.floats(0, 0.9))
        | st.builds(ReserveBucket, kind=st.sampled_from(BucketKind), days_pd=st.floats(0, 30)),
        max_size=5,
    )
)
def test_every_step_is_conserved_whatever_is_kept_apart(buckets: list[ReserveBucket]) -> None:
    found = capacity_of(with_buckets(*buckets), NEXT)
    for steps in (found.steps, *(person.steps for person in found.people)):
        parts = steps.unplanned_pd + steps.learning_pd + steps.reserve_pd + steps.feature_pd
        assert parts == pytest.approx(steps.effective_pd)
        assert min(steps.unplanned_pd, steps.learning_pd, steps.reserve_pd, steps.feature_pd) >= -1e-9


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"share": 0.1, "days_pd": 1.0},
        {"share": 0.95},
        {"share": -0.1},
        {"days_pd": -1.0},
        {"days_pd": float("inf")},
    ],
)
def test_impossible_buckets_are_refused(fields: dict[str, float]) -> None:
    with pytest.raises(InvalidValueError):
        ReserveBucket(BucketKind.BUGS, **fields)  # type: ignore[arg-type]


def test_thirty_percent_while_two_items_cost_over_a_day_a_sprint() -> None:
    plan = replace(PLAN, policy=ReservePolicy(rules=(ReserveRule(),)))
    one = replace(plan, debt=(dear("D-1", 1.2), dear("D-2", 1.0)))
    two = replace(plan, debt=(dear("D-1", 1.2), dear("D-2", 1.1)))
    assert (target_in_force(one), target_in_force(two)) == (0.25, 0.30)  # exactly a day is not over it
    assert capacity_of(two, NEXT).steps.reserve_pd == pytest.approx(4.5)  # 30 % of 15
    assert PlanView(two, today=TODAY).reserve.proposed_share == pytest.approx(0.30)


def test_a_rule_ends_when_its_debt_is_paid_or_half_repaid() -> None:
    plan = replace(PLAN, policy=ReservePolicy(rules=(ReserveRule(items=1),)), debt=(dear("D-1", 1.5),))
    assert rule_in_force(plan) is not None
    halved = replace(plan, debt=(replace(plan.debt[0], paid_pd=5.0),))  # 1.5 x 5/10 = 0.75 a sprint
    paid = replace(plan, debt=(replace(plan.debt[0], status=DebtStatus.PAID),))
    assert rule_in_force(halved) is None
    assert dear_entries(paid, ReserveRule()) == 0


def test_the_highest_rule_counts_inside_floor_and_ceiling() -> None:
    rules = (ReserveRule(0.28, 1, 0.5), ReserveRule(0.45, 1, 1.0), ReserveRule(0.10, 1, 0.1))
    plan = replace(PLAN, policy=ReservePolicy(rules=rules), debt=(dear("D-1", 1.5),))
    assert target_in_force(plan) == 0.30
    assert target_in_force(replace(plan, policy=ReservePolicy(rules=rules[2:]))) == 0.20


def test_a_rule_follows_the_debt_in_a_view_that_is_kept() -> None:
    plan = replace(PLAN, policy=ReservePolicy(rules=(ReserveRule(items=1),)))
    view = PlanView(plan, today=TODAY)
    assert view.capacity["S1"].reserve_share == 0.25
    assert view.successor(replace(plan, debt=(dear("D-1", 1.5),))).capacity["S1"].reserve_share == pytest.approx(0.30)


@pytest.mark.parametrize("fields", [{"share": 0.95}, {"items": 0}, {"interest_pd": -1.0}])
def test_impossible_rules_are_refused(fields: dict[str, float]) -> None:
    with pytest.raises(InvalidValueError):
        ReserveRule(**fields)  # type: ignore[arg-type]


def test_a_goal_is_days_of_0_or_more() -> None:
    with pytest.raises(InvalidValueError):
        ReservePolicy(goal_pd=-1.0)


def test_the_proposal_says_why() -> None:
    assert next_share(PlanView(PLAN, today=TODAY)).code == "target"
    owing = replace(PAST, actuals=replace(PAST.actuals, reserve_spent_pd=1.0))  # type: ignore[type-var]
    found = next_share(PlanView(replace(PLAN, sprints=(owing, NEXT)), today=TODAY))
    # 25 % of 20 less 1 = 4 pd owed; 25 % + 4 / (2 x 15) = 38 %, cut at the ceiling
    assert found.code == "owed"
    assert found.share == pytest.approx(0.30)
    assert "4.0 pd are caught up over 2 sprints" in found.sentence
    ruled = replace(PLAN, policy=ReservePolicy(rules=(ReserveRule(items=1),)), debt=(dear("D-1", 1.5),))
    found = next_share(PlanView(ruled, today=TODAY))
    assert (found.code, found.sentence) == ("rule", "30 % while 1 item costs over 1 pd a sprint: 1 item now.")


def test_at_the_goal_the_reserve_only_has_to_hold(sample_plan: Plan) -> None:
    view = PlanView(replace(sample_plan, policy=replace(sample_plan.policy, goal_pd=100.0)), today=date(2026, 5, 15))
    found = next_share(view)
    assert found.code == "goal"
    assert found.share == pytest.approx(view.thresholds.r_hold + 0.02)
    assert "is under the floor of 20 %" in found.sentence
    low = replace(view.plan, policy=replace(view.plan.policy, floor=0.05))
    assert "under the floor" not in next_share(PlanView(low, today=date(2026, 5, 15))).sentence
    far = replace(sample_plan, policy=replace(sample_plan.policy, goal_pd=50.0))
    assert next_share(PlanView(far, today=date(2026, 5, 15))).code == "owed"


def test_without_capacity_the_target_in_force_is_proposed() -> None:
    assert proposed_share(ReservePolicy(), owed_pd=5.0, capacity_pd=0.0, target=0.30) == 0.30


LITTLE = replace(PLAN, debt=(dear("D-1", 0.1, principal=1.0),))


def test_reserve_that_finds_no_debt_is_released_in_writing_and_owes_nothing() -> None:
    view = PlanView(LITTLE, today=TODAY)
    assert unused_pd(view) == pytest.approx(2.75)  # 3.75 less the 1.0 that the last entry takes
    edit = release_edit(view, owner="Mia")
    assert edit.what == "Release 2.8 pd of reserve in S1"
    plan = edit.apply(LITTLE)
    after = capacity_of(plan, plan.sprint("S1")).steps
    assert (after.reserve_pd, after.feature_pd) == pytest.approx((1.0, 11.0))
    exception = plan.exceptions[0]
    assert (exception.released, exception.owner, exception.mitigate_by) == (True, "Mia", None)
    actuals = SprintActuals(20.0, effective_pd=15.0, reserve_planned_pd=1.0, reserve_spent_pd=1.0)
    closed = replace(plan.sprint("S1"), state=SprintState.CLOSED, actuals=actuals)
    ledger = PlanView(replace(plan, sprints=(PAST, closed)), today=TODAY).reserve
    assert ledger.owed_pd == 0.0
    assert ledger.rows[-1].status != "breach"


def test_nothing_is_released_while_debt_waits_or_none_was_ever_registered() -> None:
    waits = replace(PLAN, debt=(dear("D-1", 0.1, principal=30.0),))
    for plan in (waits, PLAN, replace(LITTLE, sprints=(PAST,))):
        view = PlanView(plan, today=TODAY)
        assert unused_pd(view) == 0.0
        with pytest.raises(InvalidValueError):
            release_edit(view, owner="Mia")


def test_accepted_debt_waits_and_planned_days_are_used() -> None:
    accepted = replace(LITTLE.debt[0], acceptance=Acceptance(date(2026, 12, 31), "Mia", "rare"))
    assert unused_pd(PlanView(replace(PLAN, debt=(accepted,)), today=TODAY)) == pytest.approx(3.75)
    planned = replace(LITTLE.debt[0], allocations=(DebtAllocation("S1", 1.0),))
    assert unused_pd(PlanView(replace(PLAN, debt=(planned,)), today=TODAY)) == pytest.approx(2.75)


@given(owed=st.floats(0, 50), capacity=st.floats(1, 100), spent=st.floats(0, 50), released=st.booleans())
def test_the_ledger_adds_up_and_stays_capped(owed: float, capacity: float, spent: float, *, released: bool) -> None:
    policy = ReservePolicy()
    kept, cut = owed_after(policy, owed_pd=owed, capacity_pd=capacity, spent_pd=spent, released=released)
    wanted = min(spent, 0.25 * capacity) if released else 0.25 * capacity
    # what was owed, plus what was due, less what was spent, is what is owed now and what was written off
    assert kept + cut == pytest.approx(max(0.0, owed + wanted - spent))
    assert 0 <= kept <= policy.window * 0.05 * capacity + 1e-9
    assert cut >= 0
