"""Re-planning: what is offered when less can be promised than is planned, and the record that it leaves."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.findings.replan import ReplanChoice, kept_words, replan_edit, replan_offer, shortfall
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.calendar import Period
from planner.domain.decision import DecisionKind
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.domain.team import Member, Team

TODAY = date(2026, 5, 15)


def closed(number: int, *, done: float, committed: float) -> Sprint:
    actuals = SprintActuals(done, committed=committed, effective_pd=20.0)
    period = Period(date(2026, 1, 5 + 7 * number), date(2026, 1, 12 + 7 * number)) if number < 3 else None
    return Sprint(
        f"S{number}", f"S{number}", period or Period(date(2026, 2, 2), date(2026, 2, 9)), SprintState.CLOSED,
        actuals=actuals,
    )  # fmt: skip


NEXT = Sprint("S8", "S8", Period(date(2026, 5, 18), date(2026, 6, 1)))
LATER = Sprint("S9", "S9", Period(date(2026, 6, 1), date(2026, 6, 15)))
ITEMS = tuple(
    BacklogItem(f"A-{number}", f"Work {number}", estimate=Estimate.single(6.0), sprint_id="S8")
    for number in range(1, 6)
)
PLAN = Plan(
    team=Team(members=(Member("a", "Ada"), Member("b", "Bo"), Member("c", "Cy"))),
    sprints=(*(closed(number, done=20.0, committed=25.0) for number in range(4)), NEXT, LATER),
    backlog=ITEMS,
    settings=PlanSettings(trials=500),
)


def view_of(plan: Plan) -> PlanView:
    return PlanView(plan, today=TODAY)


def test_more_than_can_be_promised_offers_what_to_drop() -> None:
    offer = replan_offer(view_of(PLAN))
    assert offer is not None
    assert offer.load == 30.0  # five items of 6
    assert offer.falls_short
    assert offer.headline.startswith("S8 holds 30 points; ")
    # what is proposed is just enough: the rest fits the promise, with one item more it would not
    kept = offer.load - 6.0 * len(offer.proposed)
    assert kept <= offer.promise + 0.5
    assert kept + 6.0 > offer.promise + 0.5 - 1e-9
    assert offer.targets == (("S9", "S9"),)


def test_what_was_measured_stands_beside_what_is_planned() -> None:
    offer = replan_offer(view_of(PLAN))
    assert offer is not None
    found = {row.name: (row.lately, row.planned) for row in offer.measured}
    assert found["Points completed a sprint"] == ("20.0", "30")
    assert found["Completed of what was committed"] == ("80 %", "")  # 4 x 20 of 4 x 25
    assert found["Effective person-days"][0] == "20.0"


def test_the_choice_moves_the_items_and_leaves_a_dated_record_in_one_step() -> None:
    view = view_of(PLAN)
    offer = replan_offer(view)
    assert offer is not None
    edit = replan_edit(view, offer, ReplanChoice(("A-4", "A-5"), "S9", "Mia", "Told sales on Friday."))
    plan = edit.apply(PLAN)
    assert [item.sprint_id for item in plan.backlog] == ["S8", "S8", "S8", "S9", "S9"]
    record = plan.decisions[-1]
    assert (record.kind, record.decided_on, record.owner) == (DecisionKind.REPLAN, TODAY, "Mia")
    assert record.title == "S8 re-planned from 30 to 18 points"
    assert record.decision.startswith("A-4 and A-5 go to S9. 18 points stay, ")
    assert record.consequences == "Told sales on Friday."
    assert "80 %" in record.context
    assert record.refs == ("sprint:S8", "item:A-4", "item:A-5")
    assert record.review_on == NEXT.period.end


@pytest.mark.parametrize(
    ("choice", "sprint_id", "stretch", "words"),
    [
        (ReplanChoice(("A-1",), None, ""), None, False, "A-1 goes back to the backlog"),
        (ReplanChoice(("A-1",), None, "", as_stretch=True), "S8", True, "A-1 goes to the stretch of S8"),
    ],
)
def test_items_go_to_the_backlog_or_become_stretch(
    choice: ReplanChoice,
    sprint_id: str | None,
    stretch: bool,  # noqa: FBT001 - a value of the table above
    words: str,
) -> None:
    view = view_of(PLAN)
    offer = replan_offer(view)
    assert offer is not None
    plan = replan_edit(view, offer, choice).apply(PLAN)
    assert (plan.item("A-1").sprint_id, plan.item("A-1").stretch) == (sprint_id, stretch)
    assert plan.decisions[-1].decision.startswith(words)
    assert plan.decisions[-1].consequences == "Nobody works longer for it."


def test_dropping_nothing_is_refused() -> None:
    view = view_of(PLAN)
    offer = replan_offer(view)
    assert offer is not None
    with pytest.raises(InvalidValueError):
        replan_edit(view, offer, ReplanChoice((), None, ""))


def test_a_plan_that_fits_asks_for_nothing() -> None:
    light = replace(PLAN, backlog=ITEMS[:1])
    offer = replan_offer(view_of(light))
    assert offer is not None
    assert not offer.falls_short
    assert " and can promise " in offer.headline
    assert shortfall(view_of(light)) == ""
    assert shortfall(view_of(PLAN)).startswith("S8 holds 30 points; ")


def test_without_sprint_or_history_there_is_no_offer() -> None:
    assert replan_offer(view_of(Plan())) is None
    assert replan_offer(view_of(replace(PLAN, sprints=(NEXT,)))) is None
    assert shortfall(view_of(Plan())) == ""


def test_a_typed_velocity_is_a_forecast_without_measurements() -> None:
    typed = replace(PLAN, sprints=(NEXT,), settings=replace(PLAN.settings, velocity=20.0))
    offer = replan_offer(view_of(typed))
    assert offer is not None
    assert offer.measured == ()


def test_unknown_commitments_and_capacities_are_not_zero() -> None:
    bare = tuple(
        replace(sprint, actuals=SprintActuals(20.0)) if sprint.is_closed else sprint for sprint in PLAN.sprints
    )
    offer = replan_offer(view_of(replace(PLAN, sprints=bare)))
    assert offer is not None
    assert [row.name for row in offer.measured] == ["Points completed a sprint"]


@given(st.sets(st.sampled_from([item.key for item in ITEMS])))
def test_what_stays_is_what_was_there_without_what_goes(keys: set[str]) -> None:
    view = view_of(PLAN)
    offer = replan_offer(view)
    assert offer is not None
    kept, words = kept_words(view, offer, keys)
    assert kept == pytest.approx(30.0 - 6.0 * len(keys))
    assert ("above the promise" in words) is (kept - offer.promise >= 0.5)


def test_the_sample_re_plans_its_next_sprint(sample_plan: Plan) -> None:
    view = view_of(sample_plan)
    offer = replan_offer(view)
    assert offer is not None
    assert offer.proposed == tuple(item.key for item in view.next_outlook.drop)  # type: ignore[union-attr]
    plan = replan_edit(view, offer, ReplanChoice(offer.proposed, None, "Mia")).apply(sample_plan)
    after = replan_offer(view_of(plan))
    assert after is not None
    assert not after.falls_short
