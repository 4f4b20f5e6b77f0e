"""The interest meter as a picture and in words."""

import pytest

from planner.analysis.debt.interest_meter import InterestMeter, Surplus
from planner.analysis.scenes.interest_ranges import interest_ranges, meter_sentence
from planner.analysis.scenes.scene import Bars, Dots

SLOW = Surplus("ledger", 12, 30, 0.10, 0.40, 0.80, 0.97)
UNSURE = Surplus("web", 6, 30, -0.20, 0.05, 0.40, 0.55)
WHOLE = Surplus("", 18, 30, 0.05, 0.25, 0.50, 0.94)


def test_rows_stand_under_each_other_with_all_of_them_first() -> None:
    scene = interest_ranges(InterestMeter(WHOLE, (SLOW, UNSURE), 18, 30))
    assert [tick.label for tick in scene.y.ticks] == ["all of them", "ledger", "web"]
    assert scene.y.low > scene.y.high  # the first row on top
    bars = [mark.bars[0] for mark in scene.marks if isinstance(mark, Bars)]
    assert [(bar.centre, bar.low, bar.high) for bar in bars] == [(0, 0.05, 0.5), (1, 0.1, 0.8), (2, -0.2, 0.4)]
    dots = [mark.dots[0] for mark in scene.marks if isinstance(mark, Dots)]
    assert [dot.filled for dot in dots] == [True, True, False]  # an unclear sign is hollow
    assert scene.table.rows[1] == ("ledger", "+40 %", "+10 % to +80 %", "> 95 %", "12")


def test_a_range_beyond_three_times_is_cut_in_the_picture_only() -> None:
    wide = Surplus("web", 6, 30, 0.5, 2.0, 9.0, 0.97)
    scene = interest_ranges(InterestMeter(wide, (), 6, 30))
    assert max(bar.high for mark in scene.marks if isinstance(mark, Bars) for bar in mark.bars) == 3.0
    assert "+900 %" in scene.table.rows[0][2]


@pytest.mark.parametrize(
    ("meter", "words"),
    [
        (InterestMeter(WHOLE, (), 18, 30), "takes 25 % more time than elsewhere (+5 % to +50 %"),
        (InterestMeter(UNSURE, (), 6, 30), "No clear surplus"),
        (InterestMeter(Surplus("", 9, 9, -0.5, -0.3, -0.1, 0.01), (), 9, 9), "takes 30 % less time than elsewhere"),
        (InterestMeter(None, (), 3, 30), "Only 3 finished items in indebted components"),
        (InterestMeter(None, (), 9, 1), "Only 1 finished item outside of them"),
        (InterestMeter(None, (), 0, 0), "Import items with components"),
    ],
)
def test_the_finding_is_one_sentence(meter: InterestMeter, words: str) -> None:
    assert words in meter_sentence(meter)


def test_without_enough_items_the_chart_says_what_is_missing() -> None:
    assert interest_ranges(InterestMeter(None, (), 3, 30)).empty.startswith("Only 3 finished items")
