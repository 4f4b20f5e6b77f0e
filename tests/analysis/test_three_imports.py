"""Three imports of a sprint and one after its close, worked by hand: bridge, burndown, burnup, velocity."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.scenes.scene import Dots, Line
from planner.analysis.scenes.sprint_burnup import sprint_burnup
from planner.analysis.tracking.burndown import Burndown, burndown
from planner.analysis.tracking.close_sprint import close_preview
from planner.analysis.tracking.scope import ScopeBridge, scope_bridge
from planner.analysis.tracking.trends import predictability, velocity_chart
from planner.domain.backlog import Status
from planner.domain.calendar import Period
from planner.domain.edits import CloseSprint, MoveItems, StartSprint
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint
from planner.domain.team import Member, Team
from planner.importing import read_text
from planner.importing.merge import preview_import

HEAD = "Issue key,Summary,Issue Type,Status,Sprint,Story Points,Created,Resolved\n"
MONDAY, WEDNESDAY, FRIDAY = date(2026, 6, 1), date(2026, 6, 3), date(2026, 6, 5)
NEXT_TUESDAY = date(2026, 6, 9)
S2 = Sprint("S2", "Sprint 2", Period(MONDAY, date(2026, 6, 6)))
S3 = Sprint("S3", "Sprint 3", Period(date(2026, 6, 8), date(2026, 6, 13)))
EMPTY = Plan(team=Team(members=(Member("a", "Ada"), Member("b", "Bo"))), sprints=(S2, S3))

# Monday:    A 5, B 3, C 5, D 2 are in Sprint 2 and promised: 15. E 4 and F 2 wait.
# Wednesday: A is done. E comes (+4), D is swapped for F (2 each: neither), C is estimated anew (5 to 8: +3).
# Friday:    B leaves (-3). E and F are done.
FIRST = (("A", "To Do", 5, 2), ("B", "To Do", 3, 2), ("C", "To Do", 5, 2), ("D", "To Do", 2, 2), ("E", "To Do", 4, 0), ("F", "To Do", 2, 0))  # fmt: skip # noqa: E501
SECOND = (("A", "Done", 5, 2), ("B", "To Do", 3, 2), ("C", "To Do", 8, 2), ("D", "To Do", 2, 0), ("E", "To Do", 4, 2), ("F", "To Do", 2, 2))  # fmt: skip # noqa: E501
THIRD = (("A", "Done", 5, 2), ("B", "To Do", 3, 0), ("C", "To Do", 8, 2), ("D", "To Do", 2, 0), ("E", "Done", 4, 2), ("F", "Done", 2, 2))  # fmt: skip # noqa: E501
# After the close: A is opened again, now in Sprint 3 and smaller; C was carried over and is done; E is estimated anew.
FOURTH = (("A", "To Do", 3, 3), ("B", "To Do", 3, 3), ("C", "Done", 8, 3), ("D", "To Do", 2, 0), ("E", "Done", 9, 2), ("F", "Done", 2, 2))  # fmt: skip # noqa: E501
Row = tuple[str, str, int, int]


def imported(plan: Plan, rows: tuple[Row, ...], day: date) -> Plan:
    names = {0: "", 2: "Sprint 2", 3: "Sprint 3"}
    lines = (f"PAY-{key},Item {key},Story,{state},{names[n]},{points},,\n" for key, state, points, n in rows)
    file = read_text(HEAD + "".join(lines), name="jira.csv")
    return preview_import(plan, file, taken_on=day).to_edit().apply(plan)


def bridge(plan: Plan, today: date) -> ScopeBridge:
    return scope_bridge(plan, plan.sprint("S2"), today=today)


def course(plan: Plan, today: date) -> Burndown:
    sprint = plan.sprint("S2")
    return burndown(plan, sprint, capacity_of(plan, sprint), today=today)


def steps(found: ScopeBridge) -> tuple[float | None, ...]:
    return found.committed, found.added, found.removed, found.re_estimated, found.scope, found.done, found.left


def known(found: Burndown) -> list[tuple[float, float, float]]:
    """Return position, what is left and what is done."""
    return [(point.position, point.left, point.done) for point in found.points]


@pytest.fixture
def started() -> Plan:
    return StartSprint("S2", MONDAY).apply(imported(EMPTY, FIRST, MONDAY))


@pytest.fixture
def ended(started: Plan) -> Plan:
    return imported(imported(started, SECOND, WEDNESDAY), THIRD, FRIDAY)


@pytest.fixture
def closed(ended: Plan) -> Plan:
    actuals = close_preview(ended, "S2", FRIDAY)
    return CloseSprint("S2", actuals, carry_to="S3", remaining=(("PAY-C", 3.0),)).apply(ended)


def test_the_bridge_after_each_import(started: Plan, ended: Plan) -> None:
    assert steps(bridge(started, MONDAY)) == (15, 0, 0, 0, 15, 0, 15)
    second = bridge(imported(started, SECOND, WEDNESDAY), WEDNESDAY)
    assert steps(second) == (15, 4, 0, 3, 22, 5, 17)  # 15 + 4 - 0 + 3 = 22 = 5 + 17
    assert [(swap.out_key, swap.in_key) for swap in second.swaps] == [("PAY-D", "PAY-F")]
    assert steps(bridge(ended, FRIDAY)) == (15, 4, 3, 3, 19, 11, 8)  # done A 5 + E 4 + F 2; left C 8


def test_the_burndown_has_the_days_of_the_imports_and_gaps_between_them(ended: Plan) -> None:
    # Monday 15, Wednesday 15 + 4 + 3 - 5 = 17, Friday 8; nothing says how Tuesday and Thursday ended
    assert known(course(ended, FRIDAY)) == [(0, 15, 0), (1, 15, 0), (3, 17, 5), (5, 8, 11)]
    scene = sprint_burnup(course(ended, FRIDAY))
    lines = {mark.name: mark for mark in scene.marks if isinstance(mark, Line)}
    done, scope = lines["done"], lines["scope"]
    assert list(done.ys) == [0, 0, None, 5, None, 11]
    assert list(scope.ys) == [15, 15, None, 22, None, 19]
    assert ("2 Jun", "6.0", "not known", "not known", "") in scene.table.rows


def test_velocity_and_predictability_after_the_close(closed: Plan) -> None:
    row = velocity_chart(closed, today=FRIDAY).rows[0]
    assert (row.committed, row.completed, row.carried, row.met) == (15, 11, 8, False)
    assert row.effective_pd is not None
    assert row.per_pd == pytest.approx(11 / row.effective_pd)
    assert predictability(velocity_chart(closed, today=FRIDAY)).ratio == pytest.approx(11 / 15)
    assert closed.item("PAY-C").sprint_id == "S3"
    assert closed.item("PAY-C").size == 3.0  # carried over with what is left of it


def test_nothing_after_the_close_changes_a_closed_sprint(closed: Plan) -> None:
    figures = (steps(bridge(closed, FRIDAY)), known(course(closed, FRIDAY)), velocity_chart(closed, today=FRIDAY).rows)
    assert list(figures[0]) == [15, 4, 3, 3, 19, 11, 8]
    reopened = imported(closed, FOURTH, NEXT_TUESDAY)
    moved = MoveItems(("PAY-C", "PAY-A"), None).apply(reopened)
    assert moved.sprint("S2") is reopened.sprint("S2")
    assert repr(reopened.sprint("S2")) == repr(closed.sprint("S2"))
    for later in (reopened, moved):
        assert steps(bridge(later, NEXT_TUESDAY)) == figures[0]
        assert known(course(later, NEXT_TUESDAY)) == figures[1]
        assert velocity_chart(later, today=NEXT_TUESDAY).closed == figures[2]
    assert reopened.item("PAY-A").sprint_id == "S3"  # opened again: work of the next sprint, not of the closed one


def test_without_a_snapshot_the_items_own_dates_tell_the_days(started: Plan) -> None:
    # A done on Tuesday, E made on Wednesday (+4) and done on Thursday; the plan is read on Friday
    made = {
        "PAY-A": {"status": Status.DONE, "done_on": date(2026, 6, 2)},
        "PAY-E": {"status": Status.DONE, "done_on": date(2026, 6, 4), "created_on": WEDNESDAY, "sprint_id": "S2"},
    }
    backlog = tuple(replace(item, **made.get(item.key, {})) for item in started.backlog)  # type: ignore[arg-type]
    plan = replace(started, backlog=backlog, snapshots=())
    found = course(plan, FRIDAY)
    assert known(found) == [(0, 15, 0), (1, 15, 0), (2, 10, 5), (3, 14, 5), (4, 10, 9), (5, 10, 9)]
    assert [point.from_dates for point in found.points] == [False, True, True, True, True, False]
    hollow = [mark for mark in sprint_burnup(found).marks if isinstance(mark, Dots)]
    assert [len(mark.dots) for mark in hollow] == [4]


def test_closing_and_moving_what_was_left_keeps_every_day_of_the_burndown(mid_sprint_plan: Plan) -> None:
    # PAY-259 is stretch in S15 when it is closed; carried over it is no stretch any more, and S15 must not notice
    today = date(2026, 5, 26)

    def days(plan: Plan) -> list[tuple[float, float, float]]:
        sprint = plan.sprint("S15")
        found = burndown(plan, sprint, capacity_of(plan, sprint), today=today)
        return [entry for entry in known(found) if entry[0] <= 7]

    actuals = close_preview(mid_sprint_plan, "S15", today)
    assert actuals.stretch_keys == ("PAY-259",)
    closed = CloseSprint("S15", actuals, carry_to="S16").apply(mid_sprint_plan)
    assert days(closed) == days(mid_sprint_plan)
    assert [left for _position, left, _done in days(closed)] == [23, 23, 20, 23, 18, 15, 15, 13]
    moved = MoveItems(("PAY-259", *actuals.carried_keys), None).apply(closed)
    assert days(moved) == days(closed)
