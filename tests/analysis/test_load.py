"""Load per person and holes in the skills, on a team of two or three."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.capacity.load import HoleReason, PersonLoad, loads_of, pd_per_unit_of, people_by_name, skill_holes
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.calendar import Period
from planner.domain.debt import DebtAllocation, DebtItem, Spread
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint
from planner.domain.team import Absence, Member, RotaShift, Team

FIRST = date(2026, 5, 18)
S1 = Sprint("S1", "S1", Period(FIRST, FIRST + timedelta(days=14)))
ADA = Member("ada", "Ada Byron", skills=("web",))
BO = Member("bo", "Bo Diddley", skills=("infra",), aliases=("bdiddley",))


def item(key: str, size: float | None, **fields: object) -> BacklogItem:
    estimate = None if size is None else Estimate.single(size)
    base = BacklogItem(key, f"Item {key}", estimate=estimate, sprint_id="S1")
    return replace(base, **fields)  # type: ignore[arg-type]


def plan_of(*backlog: BacklogItem, members: tuple[Member, ...] = (ADA, BO), **team: object) -> Plan:
    return Plan(team=replace(Team(members=members), **team), sprints=(S1,), backlog=backlog)  # type: ignore[arg-type]


def loads(plan: Plan, pd_per_unit: float = 0.5) -> tuple[PersonLoad, ...]:
    return loads_of(plan, S1, capacity_of(plan, S1), pd_per_unit)


def test_assignees_share_an_item_equally() -> None:
    # 7 effective pd each, 1.4 kept for unplanned work. A: 6 x 0.5 = 3 pd, half each; B: 2 pd for Bo.
    plan = plan_of(item("A", 6, assignees=("Ada Byron", "BDiddley")), item("B", 4, assignees=("bo",)))
    ada, bo = loads(plan)
    assert (ada.assigned_pd, bo.assigned_pd) == (1.5, 3.5)
    assert ada.load_pd == pytest.approx(1.5 + 1.4)
    assert bo.share == pytest.approx((3.5 + 1.4) / 7)
    assert (bo.keys, bo.overloaded) == (("A", "B"), False)


def test_more_than_the_effective_days_is_an_overload() -> None:
    # 12 x 0.5 + 1.4 = 7.4 of 7.0.
    ada, bo = loads(plan_of(item("A", 12, assignees=("ada",))))
    assert (ada.overloaded, bo.overloaded) == (True, False)
    assert ada.share == pytest.approx(7.4 / 7.0)


def test_only_open_committed_work_of_the_sprint_counts() -> None:
    own = ("ada",)
    plan = plan_of(
        item("S", 8, assignees=own, stretch=True),
        item("D", 8, assignees=own, status=Status.DONE),
        item("E", 8, assignees=own, kind=ItemKind.EPIC),
        item("B", 8, assignees=own, sprint_id=None),
        item("Q", None, assignees=own),
        item("U", 8, assignees=("a stranger",)),
    )
    assert loads(plan)[0].assigned_pd == 0.0


def test_debt_days_load_their_owner() -> None:
    debt = DebtItem(
        "D-1",
        "Flaky tests",
        Spread.single(8),
        Spread.single(1),
        owner="Bo Diddley",
        allocations=(DebtAllocation("S1", 2.5),),
    )
    plan = replace(plan_of(), debt=(debt, replace(debt, id="D-2", owner="nobody we know")))
    ada, bo = loads(plan)
    assert (ada.debt_pd, bo.debt_pd, bo.keys) == (0.0, 2.5, ("D-1",))


def test_somebody_away_all_sprint_has_no_share_but_can_be_overloaded() -> None:
    away = Absence("1", "ada", S1.period)
    ada, bo = loads(plan_of(item("A", 2, assignees=("ada",)), absences=(away,)))
    assert (ada.share, ada.overloaded) == (None, True)
    idle, _ = loads(plan_of(absences=(away,)))
    assert (idle.share, idle.overloaded) == (None, False)
    assert bo.share == pytest.approx(0.2)


def test_a_unit_costs_the_feature_days_of_the_expected_work() -> None:
    # Two people: 14 effective, 55 % for features = 7.7 pd at 22 points.
    breakdown = capacity_of(plan_of(), S1)
    assert pd_per_unit_of(breakdown, 22.0) == pytest.approx(0.35)
    assert pd_per_unit_of(breakdown, 0.0) == 0.0


def test_people_are_found_by_identity_name_alias_and_unshared_initials() -> None:
    twin = Member("al", "Alice Brown")
    known = people_by_name(Team(members=(ADA, BO, twin)))
    assert known["bo"] is known["bdiddley"] is known["bo diddley"] is known["bd"] is BO
    assert "ab" not in known


def test_a_skill_nobody_has_is_a_hole_in_its_sprint_and_in_the_backlog() -> None:
    plan = plan_of(item("A", 2, skills=("payments",)), item("B", 2, skills=("cobol", "web"), sprint_id=None))
    first, second = skill_holes(plan, plan.sprints)
    assert (first.skill, first.sprint_id, first.reason, first.keys) == ("payments", "S1", HoleReason.NOBODY, ("A",))
    assert (second.skill, second.sprint_id, second.keys) == ("cobol", None, ("B",))


def test_only_one_can_do_it_and_is_on_call() -> None:
    debt = DebtItem(
        "D-7", "Deploy", Spread.single(8), Spread.single(1), skills=("infra",), allocations=(DebtAllocation("S1", 2.0),)
    )
    duty = RotaShift("R1", "bo", Period(date(2026, 5, 25), date(2026, 6, 1)))
    plan = replace(
        plan_of(item("PAY-219", 8, skills=("infra",)), rota=(duty,)), debt=(debt, replace(debt, id="D-8", skills=()))
    )
    (hole,) = skill_holes(plan, plan.sprints, breakdowns={"S1": capacity_of(plan, S1)})
    assert (hole.reason, hole.member_ids, hole.keys) == (HoleReason.ONLY_ONE_ON_CALL, ("bo",), ("PAY-219", "D-7"))


def test_only_one_can_do_it_and_is_on_leave() -> None:
    away = Absence("1", "bo", Period(FIRST, FIRST + timedelta(days=1)))
    plan = plan_of(item("A", 2, skills=("infra",)), absences=(away,))
    assert [hole.reason for hole in skill_holes(plan, plan.sprints)] == [HoleReason.ONLY_ONE_AWAY]
    half = plan_of(item("A", 2, skills=("infra",)), absences=(replace(away, share=0.5),))
    assert skill_holes(half, half.sprints) == ()


def test_everybody_who_can_do_it_is_away() -> None:
    plan = plan_of(item("A", 2, skills=("infra",)), absences=(Absence("1", "bo", S1.period),))
    assert [hole.reason for hole in skill_holes(plan, plan.sprints)] == [HoleReason.ALL_AWAY]


def test_work_of_other_sprints_is_no_hole_here() -> None:
    debt = DebtItem(
        "D", "Deploy", Spread.single(8), Spread.single(1), skills=("x",), allocations=(DebtAllocation("S9", 2.0),)
    )
    plan = replace(plan_of(item("A", 2, skills=("x",), status=Status.DONE)), debt=(debt,))
    assert skill_holes(plan, plan.sprints) == ()


def test_two_people_with_a_skill_cover_each_other() -> None:
    cy = Member("cy", "Cy Young", skills=("infra",))
    away = Absence("1", "bo", Period(FIRST, FIRST + timedelta(days=5)))
    plan = plan_of(item("A", 2, skills=("infra",)), members=(ADA, BO, cy), absences=(away,))
    assert skill_holes(plan, plan.sprints) == ()
