"""Dates and amounts against a slow version that walks every future day by day."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.arrays import quantiles
from planner.analysis.forecast.finishing import day_reached, finish_days, item_days, reach_curve
from planner.analysis.forecast.from_futures import (
    ForecastRequest,
    Milestone,
    ScopeGrowth,
    SprintWindow,
    WorkingDays,
    at_least,
    clipped_probability,
    commitment,
    item_dates,
    make_forecast,
    probability_at_least,
    probability_by,
)
from planner.analysis.velocity.model import VelocityFutures, simulate
from planner.domain.errors import InvalidValueError

MONDAY = date(2025, 3, 3)
TEAM = (20.0, 22.0, 0.0, 25.0, 30.0, 12.0, 18.0, 21.0, 24.0, 20.0)


def calendar(*counts: int) -> WorkingDays:
    """Two-week sprints from a Monday, each with the first ``count`` of its ten weekdays worked."""
    windows = []
    for number, count in enumerate(counts):
        start = MONDAY + timedelta(weeks=2 * number)
        weekdays = [start + timedelta(days=offset) for offset in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
        windows.append(SprintWindow(f"S{number + 1}", start, start + timedelta(weeks=2), tuple(weekdays[:count])))
    return WorkingDays(tuple(windows))


def futures_of(rows: list[list[float]]) -> VelocityFutures:
    completed = np.array(rows, dtype=np.float32)
    return VelocityFutures(completed, 0.3, 0.1, 6.0, history_sprints=8, seed=1)


def slow_day(work: list[float], counts: list[int], amount: float, growth: float = 0.0) -> int:
    """Walk one future day by day; the number of days when it never gets there."""
    done, day = 0.0, 0
    for total, count in zip(work, counts, strict=True):
        for _ in range(count):
            done += (total - growth) / count
            if done >= amount - 1e-4 * max(1.0, amount):
                return day
            day += 1
        if count == 0:
            done += total - growth
    return day


def test_work_is_spread_over_the_working_days_of_the_finishing_sprint() -> None:
    # 20 a sprint over 10 days is 2 a day: 25 needs all of S1 and 2.5 days of S2, so it is done on S2's third day.
    days = calendar(10, 10)
    finished = finish_days(np.array([[20.0], [20.0]], dtype=np.float32), days, 25.0)
    assert days.dates[int(finished[0])] == date(2025, 3, 19)


def test_a_finish_never_falls_on_a_day_off() -> None:
    # Only Monday to Wednesday are worked in S1, and the amount is reached at its very end.
    days = calendar(3, 10)
    finished = finish_days(np.array([[20.0], [20.0]], dtype=np.float32), days, 20.0)
    assert days.dates[int(finished[0])] == date(2025, 3, 5)


def test_a_future_that_does_not_finish_counts_as_later() -> None:
    days = calendar(10, 10)
    finished = finish_days(np.array([[10, 1], [10, 1]], dtype=np.float32), days, 15.0)
    assert finished.tolist() == [14, 20]
    assert probability_by(finished, days, date(2030, 1, 1)) == 0.5


def test_nothing_to_do_is_done_on_the_first_day() -> None:
    days = calendar(10)
    assert finish_days(np.array([[0.0]], dtype=np.float32), days, 0.0).tolist() == [0]


def test_work_of_a_sprint_without_working_days_shows_on_the_next_one() -> None:
    completed = np.array([[5.0], [4.0], [10.0]], dtype=np.float32)
    days = calendar(10, 0, 10)
    assert finish_days(completed, days, 8.0).tolist() == [10]
    assert item_days(reach_curve(completed, days, (0.5,)), [8.0]).tolist() == [[10]]


work_rows = st.lists(st.lists(st.floats(0, 60, width=32), min_size=3, max_size=3), min_size=1, max_size=12)


@given(
    rows=work_rows,
    counts=st.lists(st.integers(1, 10), min_size=3, max_size=3),
    sizes=st.lists(st.floats(0.5, 30), min_size=1, max_size=12),
    share=st.sampled_from([0.15, 0.5, 0.85, 0.95]),
)
def test_dates_of_ranked_items_equal_a_walk_day_by_day(
    rows: list[list[float]], counts: list[int], sizes: list[float], share: float
) -> None:
    days = calendar(*counts)
    completed = np.array(rows, dtype=np.float32).T
    looked_up = item_days(reach_curve(completed, days, (share,)), sizes)[0]
    for position, amount in enumerate(np.cumsum(sizes)):
        walked = np.array([slow_day(row, counts, float(amount)) for row in rows])
        direct = finish_days(completed, days, float(amount))
        # A rounding may move a finish that falls exactly on the end of a day, never by more than one day.
        assert np.abs(direct - walked).max() <= 1
        assert abs(int(looked_up[position]) - day_reached(direct, share)) <= 1
    assert (np.diff(looked_up) >= 0).all()


def test_item_dates_of_real_futures_equal_the_walk() -> None:
    counts = [10, 8, 10, 9]
    days = calendar(*counts)
    futures = simulate(TEAM, sprints=4, trials=400, seed=3)
    sizes = [3.0, 8.0, 5.0, 13.0, 21.0, 8.0, 30.0]
    found = item_dates(futures, days, sizes)
    for position, amount in enumerate(np.cumsum(sizes)):
        walked = sorted(slow_day(futures.completed[:, t].tolist(), counts, float(amount)) for t in range(400))
        # 85 % of 400 is 340 futures: the 340th smallest day.
        assert int(found.index[2, position]) == walked[339]
    last = found.finish(6, 0.95)
    assert last.beyond == (int(found.index[3, 6]) == 37)


def test_the_answer_says_later_than_the_horizon_instead_of_a_date() -> None:
    days = calendar(10, 10)
    futures = futures_of([[10.0] * 10, [10.0] * 5 + [2.0] * 5])
    forecast = make_forecast(futures, days, ForecastRequest(backlog=15, shares=(0.5, 0.85)))
    sure, surer = forecast.finish
    # Half the futures do 15 on the fifth day of S2; the other half only reach 12.
    assert (sure.date, sure.sprint, sure.beyond) == (date(2025, 3, 21), "S2", False)
    assert (surer.date, surer.sprint, surer.beyond) == (date(2025, 3, 28), "S2", True)
    assert forecast.warnings == ("beyond-horizon",)
    assert forecast.finished_by_sprint == pytest.approx([0.05, 0.5])


def test_amounts_and_the_next_sprint_are_quantiles_over_futures() -> None:
    days = calendar(10, 10)
    futures = futures_of([list(range(1, 22)), [10.0] * 21])
    forecast = make_forecast(futures, days, ForecastRequest(backlog=3, unit="items"))
    # 1 to 21: P15 is rank 3 -> 4, P50 is 11, P85 is 18; with the second sprint ten more.
    assert list(forecast.next_sprint) == [4, 11, 18]
    assert list(forecast.by_sprint[1].quantiles) == [12, 14, 21, 28, 30]
    assert [row.date for row in forecast.by_sprint] == [date(2025, 3, 14), date(2025, 3, 28)]
    assert (forecast.seed, forecast.trials, forecast.history_sprints) == (1, 21, 8)
    assert commitment(futures) == 4  # 18 of 21 (85.7 %) do at least 4


def test_milestones_have_a_probability_and_a_finish() -> None:
    days = calendar(10, 10)
    futures = futures_of([[10.0, 20.0, 30.0, 40.0], [10.0] * 4])
    asked = (Milestone("beta", date(2025, 3, 14), 20.0), Milestone("late", date(2026, 1, 1), 45.0))
    forecast = make_forecast(futures, days, ForecastRequest(backlog=10, shares=(0.5,), milestones=asked))
    beta, late = forecast.milestones
    assert beta.probability == 0.75  # three of four do 20 in S1
    # 20 is done on days 20 (future 1), 10, 7 and 5 of all; the second of four is day 7, Tuesday 11 March.
    assert beta.finish[0].date == date(2025, 3, 11)
    assert late.probability == 0.25
    assert forecast.warnings == ("milestone-beyond-horizon",)


def test_a_due_date_on_a_weekend_counts_the_friday_before_and_none_before_the_start() -> None:
    days = calendar(10)
    finished = np.array([4, 5])
    assert probability_by(finished, days, date(2025, 3, 9)) == 0.5
    assert probability_by(finished, days, date(2025, 3, 1)) == clipped_probability(0.0, 2) == 0.25


def test_certainty_is_never_complete() -> None:
    assert clipped_probability(1.0, 10_000) < 1
    assert clipped_probability(0.0, 10_000) > 0


def test_growth_moves_the_finish_of_the_whole_by_what_it_adds() -> None:
    # 10 done and 5 added a sprint: net .5 a day, so 8 are left behind after 16 days instead of 8.
    days = calendar(10, 10)
    completed = np.array([[10.0], [10.0]], dtype=np.float32)
    assert finish_days(completed, days, 8.0).tolist() == [7]
    assert finish_days(completed, days, 8.0, growth_rates=np.array([5.0])).tolist() == [15]


def test_growth_beyond_velocity_never_finishes() -> None:
    completed = np.array([[10.0], [10.0]], dtype=np.float32)
    assert finish_days(completed, calendar(10, 10), 8.0, growth_rates=np.array([12.0])).tolist() == [20]


def test_growth_in_a_forecast_is_later_and_leaves_milestones_alone() -> None:
    days = calendar(*[10] * 8)
    futures = simulate(TEAM, sprints=8, trials=2000, seed=2)
    due = (Milestone("beta", date(2025, 4, 25), 60.0),)
    still = make_forecast(futures, days, ForecastRequest(80, milestones=due))
    growing = make_forecast(futures, days, ForecastRequest(80, milestones=due, growth=ScopeGrowth(1, 3, 8)))
    assert growing.finish[1].date > still.finish[1].date
    assert growing.milestones == still.milestones


def test_growth_rates_are_triangular() -> None:
    # Low 1, likely 3, high 8: mean 4; half of the mass lies right of 8 - sqrt(.5 x 7 x 5) = 3.817.
    rates = ScopeGrowth(1, 3, 8).rates(20_000, seed=1)
    assert float(rates.mean()) == pytest.approx(4, abs=1e-2)
    assert float(np.median(rates)) == pytest.approx(3.817, abs=1e-2)
    assert float((rates < 3).mean()) == pytest.approx(2 / 7, abs=1e-3)
    assert (ScopeGrowth(2, 2, 2).rates(5, seed=1) == 2).all()


def test_a_growth_range_out_of_order_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        ScopeGrowth(3, 2, 8)


def test_how_much_is_sure_and_how_sure_an_amount_is() -> None:
    amounts = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], dtype=np.float32)
    assert at_least(amounts, 0.85) == 2  # nine of ten do at least 2
    assert probability_at_least(amounts, 3) == pytest.approx(0.8)
    assert probability_at_least(amounts, 11) == pytest.approx(0.05)


def test_quantiles_are_those_of_numpy() -> None:
    futures = simulate(TEAM, sprints=3, trials=999)
    expected = np.quantile(futures.completed, [0.05, 0.5, 0.95], axis=1)
    assert quantiles(futures.completed, (0.05, 0.5, 0.95)) == pytest.approx(expected, rel=1e-6)


def test_impossible_questions_are_refused() -> None:
    days = calendar(10, 10)
    futures = simulate(TEAM, sprints=3, trials=300)
    with pytest.raises(InvalidValueError):
        make_forecast(futures, days, ForecastRequest(backlog=10))
    with pytest.raises(InvalidValueError):
        ForecastRequest(backlog=-1)
    with pytest.raises(InvalidValueError):
        ForecastRequest(backlog=1, shares=(1.0,))
    with pytest.raises(InvalidValueError):
        item_days(np.array([[1.0]]), [-1.0])
    with pytest.raises(InvalidValueError):
        WorkingDays(())
