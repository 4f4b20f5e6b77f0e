"""Where outcomes fell in their forecast, and what the record says in words."""

import pytest

from planner.analysis.calibration.backtest import OwnRecord, Promise, own_records
from planner.analysis.calibration.words import is_telling, public_rows, scored_sprints, warning_sentences
from planner.analysis.scenes.calibration_marks import public_bars, score_sentence
from planner.analysis.scenes.calibration_pit import pit_picture
from planner.analysis.scenes.scene import Bars


def record(pits: tuple[float, ...], *, horizon: int = 1, kept: int | None = None) -> OwnRecord:
    kept = len(pits) if kept is None else kept
    promises = tuple(Promise(place, 10.0, 12.0, place < kept, pit) for place, pit in enumerate(pits))
    return OwnRecord(horizon, "model", promises, ())


def test_every_outcome_stands_in_its_fifth() -> None:
    # Fifths of ten outcomes by hand: .0 .1 | .2 .3 | .4 | .6 .7 | .9 .95 1.0; even would be two each.
    scene = pit_picture((record((0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.9, 0.95, 1.0)),))
    bars = next(mark for mark in scene.marks if isinstance(mark, Bars)).bars
    assert [bar.high for bar in bars] == [2, 2, 1, 2, 3]
    assert scene.table.rows[0] == ("lowest fifth", "2", "2.0")
    assert scene.summary == "Outcomes fell about evenly, as they should."


@pytest.mark.parametrize(
    ("pits", "words"),
    [
        ((0.01, 0.99) * 4 + (0.5,), "too narrow"),
        ((0.05, 0.1, 0.3, 0.35) * 2 + (0.9,), "promised too much"),
        ((0.95, 0.7, 0.65, 0.9) * 2 + (0.1,), "promised too little"),
    ],
)
def test_it_says_in_words_what_the_shape_means(pits: tuple[float, ...], words: str) -> None:
    assert words in pit_picture((record(pits),)).summary


def test_under_eight_scored_sprints_there_is_no_picture_and_the_figures_are_public() -> None:
    # Ten sprints: seven are forecast one ahead, five three ahead. Twelve promises, and still only seven sprints.
    records = own_records([20, 24, 19, 22, 25, 21, 23, 20, 24, 22])
    assert scored_sprints(records) == 7
    assert not is_telling(records)
    assert pit_picture(records).empty
    assert score_sentence(records) == "Too few sprints to score: 7 of 8"
    assert "21 public teams" in public_bars().title
    assert [row.one for row in public_rows()] == ["87 %", "87 %", "48 %", "81 %"]


def test_overconfidence_is_said_with_its_figures() -> None:
    # Four of nine kept: with an honest 85 % that happens in 1 of 200 teams.
    weak = OwnRecord(1, "model", record((0.1,) * 9, kept=4).promises, ("overconfident", "drift-down"))
    first, second = warning_sentences((weak,))
    assert first == "Overconfident for the next sprint: 4 of 9 promises kept is unlikely for an honest 85 %."
    assert second.startswith("Drift: the last 6 sprints all came out below")
