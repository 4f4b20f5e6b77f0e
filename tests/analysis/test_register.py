"""The debt register on the worked example, and its orders against brute force."""

import math
from itertools import permutations

import numpy as np
import pytest

from planner.analysis.debt.register import (
    Range,
    RegisterItem,
    completions,
    deadlines_feasible,
    draw_logs,
    item_return,
    late_items,
    latest_start,
    order_with_deadlines,
    rank,
    targeting,
    too_large,
    top_odds,
    total_interest,
    total_principal,
)
from planner.domain.errors import InvalidValueError

RATE = 10.5  # .75 x .25 x 56 pd of principal per sprint


def debt(name: str, p: float, i: float, deadline: float = math.inf) -> RegisterItem:
    return RegisterItem(name, Range.about(p), Range.about(i), deadline)


def worked(deadline: float = math.inf) -> tuple[RegisterItem, ...]:
    return (
        debt("flaky", 8, 1.6),
        debt("god module", 40, 3.2),
        debt("framework", 25, 0.5, deadline),
        debt("deploy", 12, 2.0),
        debt("duplicates", 15, 0.6),
        debt("docs", 5, 0.4),
    )


def names(items: tuple[RegisterItem, ...]) -> list[str]:
    return [item.name for item in items]


def test_a_deadline_pulls_an_item_forward_only_as_needed() -> None:
    order = order_with_deadlines(worked(deadline=5), rate=RATE)
    assert names(order) == ["flaky", "deploy", "docs", "framework", "god module", "duplicates"]
    # (8 + 12 + 5 + 25) / 10.5 = 4.7619
    assert completions(order, rate=RATE)[3].done == pytest.approx(4.7619, abs=5e-5)
    assert total_interest(order, rate=RATE) == pytest.approx(41.7905, abs=5e-5)


def test_without_deadlines_the_ratio_order_pays_least() -> None:
    items = worked()
    best = total_interest(order_with_deadlines(items, rate=RATE), rate=RATE)
    assert best == pytest.approx(35.3619, abs=5e-5)
    assert total_interest(sorted(items, key=lambda item: item.p), rate=RATE) == pytest.approx(44.3143, abs=5e-5)
    assert total_interest(sorted(items, key=lambda item: -item.i), rate=RATE) == pytest.approx(44.2857, abs=5e-5)
    with_date = total_interest(order_with_deadlines(worked(deadline=5), rate=RATE), rate=RATE)
    assert with_date - best == pytest.approx(6.4286, abs=5e-5)
    assert min(total_interest(order, rate=RATE) for order in permutations(items)) == pytest.approx(best)


def test_the_order_under_deadlines_is_near_the_best_and_meets_them() -> None:
    rng = np.random.default_rng(4)
    gaps = []
    for _ in range(40):
        items = tuple(
            debt(str(n), float(p), float(i), float(d) if rng.random() < 0.5 else math.inf)
            for n, (p, i, d) in enumerate(
                zip(rng.uniform(2, 40, 6), rng.uniform(0, 4, 6), rng.uniform(2, 14, 6), strict=True)
            )
        )
        if not deadlines_feasible(items, rate=RATE):
            continue
        order = order_with_deadlines(items, rate=RATE)
        assert not any(each.late for each in completions(order, rate=RATE))
        allowed = [o for o in permutations(items) if not any(each.late for each in completions(o, rate=RATE))]
        best = min(total_interest(each, rate=RATE) for each in allowed)
        gaps.append(total_interest(order, rate=RATE) / best - 1)
    assert len(gaps) > 15
    assert np.mean(gaps) < 0.02
    assert max(gaps) < 0.15


def test_deadlines_are_feasible_exactly_when_some_order_meets_them() -> None:
    rng = np.random.default_rng(8)
    answers = set()
    for _ in range(40):
        items = tuple(debt(str(n), float(p), 1.0, float(d)) for n, (p, d) in enumerate(rng.uniform(1, 12, (5, 2))))
        some = any(not any(each.late for each in completions(o, rate=4.0)) for o in permutations(items))
        assert deadlines_feasible(items, rate=4.0) is some
        answers.add(some)
    assert answers == {True, False}


def test_a_date_that_cannot_be_met_is_named_and_binds_nothing() -> None:
    # 25 pd at 10.5 take 2.38 sprints: a date in 2 is lost, so the order is that of the ratios.
    items = worked(deadline=2)
    assert names(late_items(items, rate=RATE)) == ["framework"]
    assert order_with_deadlines(items, rate=RATE) == rank(items)
    assert latest_start(items[2], rate=RATE) == pytest.approx(2 - 2.38095, abs=1e-4)


def test_an_item_without_debt_before_it_may_wait_until_its_latest_start() -> None:
    # 5 - 25/10.5 = 2.6190
    assert latest_start(worked(deadline=5)[2], rate=RATE) == pytest.approx(2.6190, abs=5e-5)


def test_an_empty_register_has_an_empty_order() -> None:
    assert order_with_deadlines([], rate=RATE) == ()
    assert total_principal([]) == Range.about(0)
    assert top_odds([], top=3).size == 0


def test_what_the_manual_deployment_takes_and_gives() -> None:
    # 12 / .75 = 16 pd; 16 / 2 = 8 sprints; (2 x 26 - 16) / 16 = 2.25.
    found = item_return(worked()[3], eps=0.75, horizon=26)
    assert [found.effort, found.payback, found.roi] == pytest.approx([16, 8, 2.25])
    assert not found.parked
    assert item_return(worked()[3], eps=0.75, horizon=26, done=6).roi == pytest.approx(1.5)  # (40 - 16) / 16


def test_an_item_that_never_pays_within_the_horizon_is_parked() -> None:
    assert item_return(worked()[2], eps=0.75, horizon=26).parked  # 33.3 / .5 = 66.7 sprints
    assert math.isinf(item_return(debt("idle", 5, 0), eps=0.75, horizon=26).payback)


def test_targeting_of_the_worked_register() -> None:
    # A fifth of 105 pd is 21: flaky and deploy (20 pd, 3.6) and 1 pd of the god module (.08): 3.68 / 8.3 = .4434;
    # ln(1 - .4434) / ln(.8) = 2.6255.
    assert targeting(worked()) == pytest.approx(2.6255, abs=5e-5)


def test_equal_items_are_not_targeted() -> None:
    assert targeting([debt(str(n), 5, 1) for n in range(7)]) == pytest.approx(1)


def test_a_register_without_interest_has_no_targeting() -> None:
    with pytest.raises(InvalidValueError):
        targeting([debt("idle", 5, 0)])


def test_what_exceeds_a_sprint_of_reserve_must_be_split() -> None:
    assert names(too_large(worked(), rate=RATE)) == ["god module", "framework", "deploy", "duplicates"]


def test_near_ties_stay_near_ties_and_clear_leaders_lead() -> None:
    odds = top_odds(worked(), top=2, trials=4000, seed=1)
    assert float(odds.sum()) == pytest.approx(2)
    flaky, god, framework, deploy, duplicates, docs = odds
    assert min(flaky, deploy) > 0.7
    assert god == pytest.approx(docs, abs=0.04)  # both .08 of interest per principal
    assert max(framework, duplicates) < 0.06


def test_an_item_without_interest_is_never_on_top() -> None:
    odds = top_odds([debt("idle", 5, 0), debt("hot", 5, 1)], top=1)
    assert odds.tolist() == [0, 1]


def test_odds_follow_the_formula_for_two_items() -> None:
    # log ratio apart: ln 2 = .693; own errors only: four terms of variance .49^2 / 2, sd .693; P = Phi(1) = .8413.
    odds = top_odds([debt("a", 10, 2), debt("b", 10, 1)], top=1, trials=40_000)
    assert float(odds[0]) == pytest.approx(0.8413, abs=0.01)


def test_half_of_the_variance_is_common() -> None:
    errors = draw_logs([0.5, 0.5], trials=40_000, rng=np.random.default_rng(1))
    assert float(errors[0].std()) == pytest.approx(0.5, abs=0.01)
    assert float(np.mean(errors[0] * errors[1])) / 0.25 == pytest.approx(0.5, abs=0.02)


def test_the_sum_of_many_items_stays_uncertain() -> None:
    # Independent errors would leave 100 items within 5 %; the common half keeps exp(.49 x .7071 x 1.2816) = 1.56 apart.
    total = total_principal([debt(str(n), 2, 1) for n in range(100)])
    assert total.p90 / total.p50 == pytest.approx(1.56, abs=0.06)


def test_a_range_gives_its_spread() -> None:
    assert Range(2, 4, 7).spread == pytest.approx(math.log(3.5) / 2.563)
    assert Range.about(4).spread == pytest.approx(0.49)
    assert Range(0, 4, 7).spread == pytest.approx(0.49)


@pytest.mark.parametrize("ends", [(3, 2, 4), (-1, 2, 3), (1, 2, math.nan)])
def test_a_range_out_of_order_is_refused(ends: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidValueError):
        Range(*ends)


def test_impossible_items_and_rates_are_refused() -> None:
    with pytest.raises(InvalidValueError):
        debt("nothing", 0, 1)
    with pytest.raises(InvalidValueError):
        debt("past", 1, 1, deadline=-1)
    with pytest.raises(InvalidValueError):
        completions(worked(), rate=0)
    with pytest.raises(InvalidValueError):
        item_return(worked()[0], eps=0, horizon=26)
    with pytest.raises(InvalidValueError):
        top_odds(worked(), top=0)
