"""What a closing sprint freezes when little is known, and what the history says about sprints with gaps."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.analysis.forecast.history import past_reserve_share, velocity_history
from planner.analysis.tracking.close_sprint import principal_flow, reserve_spent, spent_by_entry
from planner.analysis.tracking.trends import delivery_trend, listing_by_state
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.calendar import Period
from planner.domain.debt import DebtAllocation, DebtItem, DebtStatus, Spread
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.snapshot import Snapshot
from planner.domain.sprint import Sprint, SprintActuals, SprintState

START = date(2026, 5, 18)
SPRINT = Sprint("S1", "S1", Period(START, START + timedelta(days=14)), SprintState.ACTIVE)


def entry(name: str, principal: float = 4.0, **fields: object) -> DebtItem:
    base = DebtItem(name, name, Spread.single(principal), Spread.single(1.0))
    return replace(base, allocations=(DebtAllocation("S1", 2.0),), **fields)  # type: ignore[arg-type]


def work(key: str, status: Status, size: float | None = 2.0) -> BacklogItem:
    estimate = None if size is None else Estimate.single(size)
    return BacklogItem(key, key, kind=ItemKind.DEBT, status=status, estimate=estimate, sprint_id="S1", debt_id="D-1")


def closed(number: int, completed: float, **fields: object) -> Sprint:
    begin = START - timedelta(days=14 * number)
    actuals = replace(SprintActuals(completed), **fields)  # type: ignore[arg-type]
    return Sprint(
        f"P{number}", f"P{number}", Period(begin, begin + timedelta(days=14)), SprintState.CLOSED, actuals=actuals
    )


def test_the_items_of_an_entry_say_how_much_of_its_reserve_is_spent() -> None:
    # 2.0 pd planned; items 2 done, 2 in progress, 4 to do: (2 + 1 + 0) of 8 = 0.375, so 0.75 pd
    backlog = (work("A", Status.DONE), work("B", Status.IN_PROGRESS), work("C", Status.TODO, 4.0))
    assert reserve_spent(Plan(sprints=(SPRINT,), backlog=backlog, debt=(entry("D-1"),)), SPRINT) == pytest.approx(0.75)


def test_items_without_estimates_count_alike() -> None:
    backlog = (work("A", Status.DONE, None), work("B", Status.TODO, None))
    assert reserve_spent(Plan(sprints=(SPRINT,), backlog=backlog, debt=(entry("D-1"),)), SPRINT) == 1.0


def test_an_entry_without_items_is_as_far_as_it_was_repaid() -> None:
    # 1 of 4 pd repaid; paid in full; nothing to repay at all
    debt = (entry("D-1", paid_pd=1.0), entry("D-2", status=DebtStatus.PAID), entry("D-3", 0.0))
    plan = Plan(sprints=(SPRINT,), debt=debt)
    assert [part for _, _, part in spent_by_entry(plan, SPRINT)] == [0.25, 1.0, 0.0]


def test_principal_that_went_out_is_the_difference_to_the_last_known_stock() -> None:
    # 4 pd before, 4 pd came in during the sprint, 6 pd are open: 2 pd went out
    debt = (entry("D-1", paid_pd=2.0), entry("D-2", registered_on=START))
    known = Plan(sprints=(closed(1, 9.0, principal_pd=4.0), SPRINT), debt=debt)
    assert principal_flow(known, SPRINT, today=START) == (4.0, 2.0, 6.0)
    seen = Plan(sprints=(SPRINT,), debt=debt, snapshots=(Snapshot("before", START, "board.csv", (), principal_pd=4.0),))
    assert principal_flow(seen, SPRINT, today=START) == (4.0, 2.0, 6.0)


def test_without_a_stock_before_only_entries_paid_in_full_went_out() -> None:
    debt = (entry("D-1", paid_on=START + timedelta(days=3), status=DebtStatus.PAID, paid_pd=4.0), entry("D-2"))
    assert principal_flow(Plan(sprints=(SPRINT,), debt=debt), SPRINT, today=START) == (0.0, 4.0, 4.0)
    assert principal_flow(Plan(sprints=(SPRINT,)), SPRINT, today=START) == (None, None, None)


def test_a_sprint_left_out_of_the_history_says_why() -> None:
    sprints = (closed(3, 20.0), closed(2, 2.0, excluded_because="move of the office"), closed(1, 22.0))
    history, notes = velocity_history(Plan(sprints=sprints), unit=Unit.POINTS)
    assert history.values == (20.0, 22.0)
    assert history.excluded == (("P2", "move of the office"),)
    assert "excluded-sprints" in {note.code for note in notes}


def test_one_sprint_without_person_days_is_taken_as_usual() -> None:
    # 30, 40, 50 are known, mean 40; the fourth counts with 40
    known = [closed(5 - place, 20.0, effective_pd=days) for place, days in enumerate((30.0, 40.0, 50.0, None), start=1)]
    history, notes = velocity_history(Plan(sprints=tuple(known)), unit=Unit.POINTS)
    assert history.past_pd == (30.0, 40.0, 50.0, 40.0)
    assert [note.code for note in notes] == ["partly-raw"]


def test_the_planned_reserve_of_the_past_is_weighed_by_its_days() -> None:
    # (5 + 10) of (20 + 30) person-days
    sprints = (
        closed(2, 9.0, reserve_planned_pd=5.0, effective_pd=20.0),
        closed(1, 9.0, reserve_planned_pd=10.0, effective_pd=30.0),
    )
    assert past_reserve_share(Plan(sprints=sprints)) == pytest.approx(0.3)
    assert past_reserve_share(Plan()) == Plan().policy.target


def test_delivery_of_a_plan_that_never_measured_it_is_empty() -> None:
    assert delivery_trend(Plan(sprints=(closed(1, 9.0),))).is_empty
    assert delivery_trend(Plan()).is_empty


def test_progress_is_told_in_words() -> None:
    told = listing_by_state((("A", 0.0), ("B", 0.2), ("C", 0.5), ("D", 0.9), ("E", 1.0)))
    assert told == "A not started, B begun, C half done, D nearly done, E done"
