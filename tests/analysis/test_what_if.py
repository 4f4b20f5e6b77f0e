"""Questions of a planning meeting, worked by hand on small calendars."""

from datetime import date

import pytest

from planner.analysis.forecast import what_if
from planner.analysis.view import PlanView
from planner.domain.calendar import Period
from planner.domain.edits import AddMember, SetAvailability
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.team import Member


def test_ten_working_days_from_a_thursday_end_on_a_wednesday() -> None:
    plan = AddMember(Member("ada", "Ada")).apply(Plan())
    # Thu 4, Fri 5, Mon 8 to Fri 12 (5), Mon 15 to Wed 17 (3): 2 + 5 + 3 = 10 working days.
    question = what_if.somebody_away(plan, member_id="ada", first=date(2026, 6, 4), working_days=10)
    (away,) = question.edits
    assert isinstance(away, SetAvailability)
    assert away.period == Period(date(2026, 6, 4), date(2026, 6, 18))


def test_nobody_is_away_for_no_days() -> None:
    plan = AddMember(Member("ada", "Ada")).apply(Plan())
    with pytest.raises(InvalidValueError):
        what_if.somebody_away(plan, member_id="ada", first=date(2026, 6, 4), working_days=0)


def test_two_joiners_get_two_identities() -> None:
    plan = Plan()
    for edit in what_if.somebody_joins(plan, joined=date(2026, 6, 1)).edits:
        plan = edit.apply(plan)
    (second,) = what_if.somebody_joins(plan, joined=date(2026, 7, 1)).edits
    assert isinstance(second, AddMember)
    assert second.member.id != plan.team.members[0].id


def test_a_larger_reserve_leaves_capacity_and_lowers_the_promise(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=date(2026, 5, 15))
    question = what_if.another_reserve(sample_plan, share=0.4, sprints=4)
    days, promise, *_ = what_if.outcomes(view, question)
    assert days.before == days.after
    # Features fall from 1 - .20 - .05 - .25 = .50 to .35 of capacity: the promise falls to about 23 x .35 / .50 = 16.
    assert (promise.before, promise.after) == ("23 points", "16 points")


def test_a_dropped_epic_brings_the_last_milestone_nearer(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=date(2026, 5, 15))
    epic = next(item.epic for item in reversed(sample_plan.backlog) if item.is_open and item.epic)
    question = what_if.epic_dropped(sample_plan, epic=epic)
    after = sample_plan
    for edit in question.edits:
        after = edit.apply(after)
    left, fewer = view.forecast.remaining.total, PlanView(after, today=view.today).forecast.remaining.total
    assert fewer < left


def test_a_leaver_and_growing_scope_are_questions_too(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=date(2026, 5, 15))
    member = sample_plan.team.members[0]
    for question in (
        what_if.somebody_leaves(sample_plan, member_id=member.id, left=date(2026, 6, 1)),
        what_if.scope_grows(sample_plan, likely=6),
    ):
        *_, release = what_if.outcomes(view, question)
        assert release.before != release.after
    scenario = what_if.scenario_of(sample_plan, what_if.scope_grows(sample_plan, likely=6))
    assert scenario.name == "Scope grows by 6 a sprint"
