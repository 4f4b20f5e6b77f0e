"""Hotspots of a version history: ranking, weights, and the debt registered there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.debt.hotspots import hotspots_of
from planner.domain.churn import ChangeLog, Commit, FileChange
from planner.domain.debt import DebtItem, Spread


def commit(number: int, *changes: tuple[str, int, int], day: int | None = 1, fix: bool = False) -> Commit:
    on = None if day is None else date(2026, 3, day)
    files = tuple(FileChange(path, added, removed) for path, added, removed in changes)
    return Commit(f"c{number}", on, "Ada", fix, files)


LOG = ChangeLog(
    (
        commit(4, ("shop/cart/total.py", 10, 5), day=28, fix=True),
        commit(3, ("shop/cart/total.py", 20, 0), ("docs/guide.md", 10, 0), day=20),
        commit(2, ("shop/cart/lines.py", 30, 5), day=10),
        commit(1, ("shop/api/client.py", 100, 0), day=1),
    )
)


def test_places_are_ranked_by_changes_times_size() -> None:
    report = hotspots_of(LOG, (), rhythm_days=14)
    # shop/cart: 3 commits x (15 + 25 ... net (60 added - 10 removed) = 50 lines) = 150; shop/api 1 x 100; docs 1 x 10
    assert [(row.place, row.score) for row in report.rows] == [("shop/cart", 150), ("shop/api", 100), ("docs", 10)]
    # 1 to 28 March are 28 days, two sprints of 14: 3 commits are 1.5 touches a sprint; one in three was a repair
    hot = report.rows[0]
    assert report.sprints == 2.0
    assert hot.touches == 1.5
    assert hot.fixes == pytest.approx(1 / 3)
    # percentiles 1, 1/2, 0: 0.5 x 4^1 = 2, 1, 0.5
    assert [row.weight for row in report.rows] == pytest.approx([2.0, 1.0, 0.5])
    # 1.5 touches x 0.05 pd x 2
    assert hot.interest_pd(0.05) == pytest.approx(0.15)


def test_deeper_folders_are_places_of_their_own() -> None:
    assert [row.place for row in hotspots_of(LOG, (), rhythm_days=14, depth=1).rows] == ["shop", "docs"]


def test_entries_of_the_register_are_found_by_their_component() -> None:
    entry = DebtItem("D-1", "x", Spread.single(1.0), Spread.single(0.1), component="Cart")
    other = DebtItem("D-2", "x", Spread.single(1.0), Spread.single(0.1))
    rows = hotspots_of(LOG, (entry, other), rhythm_days=14).rows
    assert {row.place: row.debt_ids for row in rows} == {"shop/cart": ("D-1",), "shop/api": (), "docs": ()}


def test_a_history_without_days_counts_as_it_is() -> None:
    report = hotspots_of(ChangeLog((commit(1, ("a/b.py", 5, 0), day=None),)), (), rhythm_days=14)
    assert (report.sprints, report.rows[0].touches, report.rows[0].weight) == (0.0, 1.0, 1.0)


def test_a_day_of_history_is_one_sprint_at_least() -> None:
    assert hotspots_of(ChangeLog((commit(1, ("a/b.py", 5, 0)),)), (), rhythm_days=14).sprints == 1.0


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 99)), min_size=1, max_size=30))
def test_weights_stay_between_a_half_and_two_and_follow_the_rank(changes: list[tuple[str, int]]) -> None:
    log = ChangeLog(tuple(commit(n, (f"{place}/x.py", lines, 0)) for n, (place, lines) in enumerate(changes)))
    weights = [row.weight for row in hotspots_of(log, (), rhythm_days=14).rows]
    assert all(0.5 <= weight <= 2.0 for weight in weights)
    assert weights == sorted(weights, reverse=True)
