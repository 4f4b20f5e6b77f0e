"""The backtest on hand-worked cases, on a team of known kind, and on real histories against the gates."""

import math
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from planner.analysis.arrays import FloatArray
from planner.analysis.calibration.backtest import (
    GATES,
    PUBLIC_FIGURES,
    BacktestRow,
    SprintHistory,
    backtest_histories,
    figure_names,
    kept_or_fewer,
    own_record,
    own_records,
    parse_histories,
)
from planner.analysis.calibration.scoring import METHODS, MODEL, NAIVE, calibration_error, crps, release_error, score
from planner.domain.errors import InvalidValueError, MissingInputError

ROOT = Path(__file__).parents[2]
SHARED = next((each / "shared" for each in (ROOT.parent, ROOT.parent.parent) if (each / "shared").is_dir()), ROOT)
DEV = SHARED / "data" / "sprint_history_dev.csv"
TOOL = SHARED / "tools" / "backtest.py"


@pytest.fixture(scope="module")
def real_rows() -> dict[tuple[int, str], BacktestRow]:
    if not DEV.exists():
        pytest.skip("the real histories are not on this machine")
    histories = parse_histories(DEV.read_text(encoding="utf-8"))
    return {(row.horizon, row.method): row for row in backtest_histories(histories)}


@pytest.mark.parametrize("horizon", [1, 3, 6])
def test_the_model_passes_every_gate_on_real_teams(real_rows: dict[tuple[int, str], BacktestRow], horizon: int) -> None:
    row = real_rows[horizon, MODEL]
    assert row.teams >= 17
    assert row.gates == dict.fromkeys(figure_names(), True), row.figures
    assert row.passed


def test_plain_resampling_fails_the_gates_on_real_teams(real_rows: dict[tuple[int, str], BacktestRow]) -> None:
    for horizon in (3, 6):
        assert not real_rows[horizon, NAIVE].passed
        assert not real_rows[horizon, "last-three"].passed


def test_the_public_figures_are_those_of_a_rerun(real_rows: dict[tuple[int, str], BacktestRow]) -> None:
    for (horizon, method), row in real_rows.items():
        public = PUBLIC_FIGURES[horizon][method]
        for name in figure_names():
            expected, found = getattr(public, name), getattr(row.figures, name)
            if not math.isnan(expected):
                assert found == pytest.approx(expected, abs=0.016), (horizon, method, name)


def test_figures_agree_with_the_independent_tool(real_rows: dict[tuple[int, str], BacktestRow]) -> None:
    if not TOOL.exists():
        pytest.skip("the independent tool is not on this machine")
    command = [sys.executable, str(TOOL), str(DEV), "--release", "--methods", "boot_all,boot_last8"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for name, method in (("boot_all", NAIVE), ("boot_last8", "resample-last-8")):
        table = re.findall(
            rf"^{name} +(\d\.\d+) .*\](?: +[\d.]+)((?: +\d+){{8}}) +([\d.]+)", printed, flags=re.MULTILINE
        )
        release = re.findall(rf"^ *\d +{name} .* ([\d.]+)$", printed, flags=re.MULTILINE)
        assert len(table) == len(release) == 3
        for horizon, (relative, shares, error), ece in zip((1, 3, 6), table, release, strict=True):
            figures = real_rows[horizon, method].figures
            percents = [int(each) for each in shares.split()]  # in50 in70 in80 in90 ge50 ge70 ge85 ge95
            assert figures.rel_crps == pytest.approx(float(relative), abs=0.001)
            assert [round(100 * each) for each in (figures.in80, figures.in90, figures.ge85)] == [
                percents[2],
                percents[3],
                percents[6],
            ]
            assert 100 * figures.cal_error == pytest.approx(float(error), abs=0.06)
            assert 100 * figures.release_error == pytest.approx(float(ece), abs=0.01)


def test_a_forecast_is_scored_as_by_hand() -> None:
    # Samples 1..10, outcome 3: two below, one equal, so PIT = (2 + .5) / 10. P15 is 2.35, P10 1.9, P90 9.1.
    samples = np.arange(10.0, 0.0, -1.0)
    found = score(samples, 3.0, tie_break=0.5, usual_total=5.0)
    assert found.pit == pytest.approx(0.25)
    assert found.promised85 == pytest.approx(2.35)
    assert (found.ge85, found.in80, found.in90) == (True, True, True)
    # Sizes 3, 4, 5 and 6.25: 8, 7, 6 and 4 of ten samples reach them; the outcome only the first.
    assert found.released == ((0.8, True), (0.7, False), (0.6, False), (0.4, False))


def test_an_outcome_outside_is_outside() -> None:
    found = score(np.arange(1.0, 11.0), 1.5, tie_break=0.0, usual_total=5.0)
    assert (found.ge85, found.in80, found.in90) == (False, False, True)
    assert not score(np.arange(1.0, 11.0), 11.0, tie_break=0.0, usual_total=5.0).in90


def test_crps_is_the_distance_from_the_outcome_less_half_the_spread() -> None:
    # E|X - 4| for 1, 2, 6 is 7/3; E|X - X'| = 2 (1 + 5 + 4) / 9 = 20/9; half of it 10/9.
    assert crps(np.array([1.0, 2.0, 6.0]), 4.0) == pytest.approx(7 / 3 - 10 / 9)
    assert crps(np.array([3.0, 3.0]), 5.0) == pytest.approx(2.0)


def test_even_pits_have_no_calibration_error_and_extreme_ones_have_much() -> None:
    assert calibration_error([(n + 0.5) / 1000 for n in range(1000)]) == pytest.approx(0, abs=1e-3)
    assert calibration_error([0.0, 1.0]) == pytest.approx(np.abs(0.5 - np.arange(1, 20) / 20).mean())


def test_stated_and_observed_releases_are_compared_per_bin() -> None:
    # Bin .1-.3: stated .2 twice, one came: gap .3; bin .7-.9: stated .8 twice, both came: gap .2; weighted .25.
    assert release_error([(0.2, True), (0.2, False), (0.8, True), (0.8, True)]) == pytest.approx(0.25)
    assert release_error([(1.0, True)]) == 0
    # .05 and .12 lie in different bins, so their errors do not cancel: (|.05 - 1| + |.12 - 0|) / 2.
    assert release_error([(0.05, True), (0.12, False)]) == pytest.approx(0.535)


def steady_team(sprints: int, seed: int = 3) -> FloatArray:
    return np.asarray(np.random.default_rng(seed).normal(30, 6, sprints).clip(0), dtype=np.float64)


def test_backtest_uses_the_past_only() -> None:
    seen = []

    def spy(history: FloatArray, horizon: int, n_samples: int, rng: np.random.Generator) -> FloatArray:
        seen.append((history.tolist(), horizon))
        return np.full(n_samples, 1.0) + rng.random(n_samples)

    team = SprintHistory("A", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0))
    rows = backtest_histories([team], methods={"spy": spy}, horizons=(1, 2))
    assert seen == [([1, 2, 3, 4, 5], 1), ([1, 2, 3, 4, 5], 2), ([1, 2, 3, 4, 5, 6], 1)]
    assert [(row.horizon, row.method, row.forecasts) for row in rows] == [
        (1, NAIVE, 2),
        (1, "spy", 2),
        (2, NAIVE, 1),
        (2, "spy", 1),
    ]
    assert rows[0].figures.rel_crps == 1
    assert rows[2].gates == {}  # no gate two sprints ahead


def test_teams_that_say_nothing_are_left_out() -> None:
    teams = [
        SprintHistory("gap", (1.0, math.nan, *[3.0] * 8)),
        SprintHistory("idle", (0.0,) * 9),
        SprintHistory("short", (5.0,) * 3),
        SprintHistory("young", (5.0,) * 5),
    ]
    told: list[tuple[int, int, str]] = []
    rows = backtest_histories(teams, report=lambda done, total=0, note="": told.append((done, total, note)))
    assert rows == ()
    assert told == [(1, 2, "idle"), (2, 2, "young")]


def test_a_yardstick_without_error_gives_no_ratio() -> None:
    rows = backtest_histories([SprintHistory("flat", (5.0,) * 7)], horizons=(1,))
    assert math.isnan(rows[0].figures.rel_crps)


def test_own_promises_are_checked_in_time_order() -> None:
    record = own_record(steady_team(16), horizon=1)
    assert [each.after for each in record.promises] == list(range(3, 16))
    assert [each.kept for each in record.promises] == [each.outcome >= each.promised for each in record.promises]
    assert record.kept == sum(each.kept for each in record.promises)
    assert record.scored == 13
    assert "few-scored" not in record.warnings


def test_a_young_team_is_shown_the_public_figures() -> None:
    record = own_record(steady_team(10), horizon=3, method=NAIVE)
    assert record.scored == 5
    assert record.warnings[0] == "few-scored"
    assert record.public == PUBLIC_FIGURES[3][NAIVE]
    assert own_record([5.0, 6.0]).promises == ()


def test_a_collapse_is_overconfidence_and_drift() -> None:
    # Last-three of a team whose work halves sprint by sprint never keeps its promise.
    falling = [64.0 * 0.8**n for n in range(14)]
    record = own_record(falling, method="last-three")
    assert record.kept == 0
    assert record.warnings == ("overconfident", "drift-down")


def test_steady_growth_is_drift_upwards() -> None:
    assert own_record([10.0 * 1.2**n for n in range(14)], method=NAIVE).warnings == ("drift-up",)


def test_drift_needs_six_outcomes_on_one_side() -> None:
    growing = [10.0 * 1.2**n for n in range(9)]
    assert own_record(growing, method=NAIVE).warnings == ("few-scored", "drift-up")
    assert own_record(growing[:8], method=NAIVE).warnings == ("few-scored",)


def test_records_compare_three_methods_one_and_three_sprints_ahead() -> None:
    records = own_records(steady_team(14))
    assert [(each.horizon, each.method) for each in records] == [
        (horizon, method) for horizon in (1, 3) for method in (MODEL, NAIVE, "last-three")
    ]


def test_an_empty_history_has_no_record() -> None:
    with pytest.raises(MissingInputError):
        own_record([])


def test_odds_of_kept_promises() -> None:
    # None of two: .15^2 = .0225; at most one: 1 - .85^2 = .2775.
    assert kept_or_fewer(0, 2) == pytest.approx(0.0225)
    assert kept_or_fewer(1, 2) == pytest.approx(0.2775)
    assert kept_or_fewer(2, 2) == pytest.approx(1)


def test_every_method_gives_as_many_samples_as_asked() -> None:
    for forecaster in METHODS.values():
        assert forecaster(steady_team(12), 3, 50, np.random.default_rng(1)).shape == (50,)
    recent = METHODS["resample-last-8"](np.array([100.0] * 5 + [1.0] * 8), 2, 50, np.random.default_rng(1))
    assert recent.tolist() == [2.0] * 50


def test_gates_are_stated_for_three_horizons() -> None:
    assert set(GATES) == {1, 3, 6}
    assert GATES[1]["in80"].passes(0.76)
    assert not GATES[1]["in80"].passes(0.86)


def test_histories_are_read_by_team_and_in_order() -> None:
    head = "team;kind;sprint_index;completed_points;completed_items"
    text = f"{head}\nB;sprint;2;5;1\nB;sprint;1;;2\nA;sprint;1;7;3\nA;window14;2;9;4"
    points = parse_histories("\ufeff" + text)
    assert [each.team for each in points] == ["A", "B"]
    assert points[0].completed == (7.0,)
    assert math.isnan(points[1].completed[0])
    assert not points[1].complete
    assert parse_histories(text, unit="items")[1].completed == (2.0, 1.0)
    assert parse_histories(text, kind="window14")[0].completed == (9.0,)


def test_a_bare_column_is_one_team_in_row_order() -> None:
    assert parse_histories("completed_items\n3\n4\n", unit="items") == (SprintHistory("team", (3.0, 4.0)),)


@pytest.mark.parametrize(
    "text", ["", "team,points\nA,3\n", "completed_points\nmany\n", "completed_points\n-1\n", "completed_points\ninf\n"]
)
def test_a_table_that_is_no_history_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        parse_histories(text)
