"""The reserve lab in words, its preview while the slider moves, and the ledger's sentence."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.analysis.arrays import quantiles
from planner.analysis.debt.montecarlo import monte_carlo
from planner.analysis.debt.parameters import DebtParameters
from planner.analysis.debt.policy import best_reserve
from planner.analysis.debt.projection import project
from planner.analysis.reserve.lab import LAB_TRIALS, LabResult
from planner.analysis.reserve.lab_preview import lab_preview
from planner.analysis.reserve.lab_words import (
    best_words,
    lab_figures,
    lab_subtitle,
    owed_sentence,
    threshold_words,
)
from planner.analysis.reserve.ledger_lines import ledger_lines
from planner.analysis.scenes.lab_fan import INNER_OPACITY, OPACITY, STALE_OPACITY, Measure, lab_fan
from planner.analysis.scenes.scene import Band
from planner.analysis.view import PlanView
from planner.domain.plan import Plan
from planner.domain.policy import ReservePolicy


@pytest.fixture(scope="module")
def view(sample_plan: Plan) -> PlanView:
    return PlanView(sample_plan, today=date(2026, 5, 15))


@pytest.fixture(scope="module")
def lab(view: PlanView) -> LabResult:
    return view.lab(0.25, against=0.05, horizon=52)


def test_figures_name_the_comparison_and_the_break_evens(lab: LabResult) -> None:
    figures = lab_figures(lab)
    assert figures.head == "25 % against 5 %"
    assert [figure.code for figure in figures.costs] == ["cost", "faster", "ahead"]
    assert (figures.costs[1].value, figures.costs[1].note) == ("S37", "23 sprints")
    assert [bar.words.split(" by ")[1] for bar in figures.ahead] == ["S27", "S40", "S53", "S66"]
    assert [figure.uncertain for figure in figures.costs] == [True, False, False]


def test_money_beside_a_figure_drops_its_sign_and_a_shared_letter(lab: LabResult) -> None:
    _left, now, later = lab_figures(lab).later
    assert now.value == "€ 15.3 k"  # 3.8 pd x 6.5 sprints x 620
    assert now.note == "10.8 to 23.9"
    assert (later.value, later.note) == ("€ 846", "21.1 k at 5 %")


def test_without_a_price_there_is_no_money(sample_plan: Plan) -> None:
    plan = replace(sample_plan, settings=replace(sample_plan.settings, cost_per_pd=None))
    figures = lab_figures(PlanView(plan, today=date(2026, 5, 15)).lab())
    assert [figure.code for figure in figures.later] == ["debt"]
    assert figures.note.endswith("Enter what a person-day costs to see money.")


def test_the_note_counts_where_values_come_from(lab: LabResult) -> None:
    assert lab_figures(lab).note == "Four values are from the literature, five from your data. € 620 a day is yours."


def test_one_reserve_alone_has_no_comparison(view: PlanView, lab: LabResult) -> None:
    alone = lab_figures(replace(lab, courses=lab.courses[:1], comparisons=(), money=None))
    assert (alone.head, alone.costs, alone.ahead) == ("25 % reserve", (), ())
    assert "against" not in lab_subtitle(view, 0.25, 0.25)
    assert lab_subtitle(view, 0.25, 0.05) == "what 25 % buys and costs, against 5 %, on 34 person-days a sprint"


def test_never_ahead_is_said_in_words(lab: LabResult) -> None:
    never = replace(lab.comparisons[0], break_even=replace(lab.comparisons[0].break_even, cumulative_sprint=0))
    assert lab_figures(replace(lab, comparisons=(never,))).costs[2].value == "not within ten years"


def test_thresholds_beyond_the_scale_have_no_mark(view: PlanView) -> None:
    marks = threshold_words(view.thresholds)
    assert [words for _share, words in marks] == [
        "**3.6 %** tips over",
        "**10.7 %** holds today",
        "**12.5 %** keeps clean code clean",
    ]
    assert len(threshold_words(replace(view.thresholds, r_neutral=0.6))) == 2


def test_the_best_is_a_range_under_both_objectives() -> None:
    found = best_reserve(DebtParameters(), horizon=26)
    low, high = (f"{100 * share:.0f}" for share in (found.features.low, found.features.high))
    words = best_words(DebtParameters(), 26)
    assert words.startswith(f"Near best: {low} to {high} % for features alone, ")
    assert words.endswith(" with debt priced")


def test_a_preview_moves_the_lines_and_keeps_the_bands(view: PlanView, lab: LabResult) -> None:
    moved = lab_preview(lab, (0.15, 0.05), 52)
    assert moved.courses[0].share == 0.15
    assert moved.courses[0].velocity.p50 == tuple(project(lab.parameters, 0.15, 52).V.tolist())
    assert moved.courses[0].velocity.p10 == lab.courses[0].velocity.p10
    assert moved.comparisons[0].ahead == lab.comparisons[0].ahead
    assert moved.comparisons[0].high == 0.15
    full = view.lab(0.15, against=0.05, horizon=52)
    assert moved.comparisons[0].break_even == full.comparisons[0].break_even
    assert moved.money is not None
    assert full.money is not None
    assert moved.money.in_one_year == pytest.approx(full.money.in_one_year)
    assert lab_preview(lab, (0.05,), 26).comparisons == ()
    assert lab_preview(replace(lab, money=None), (0.05, 0.15), 26).money is None


def test_stale_bands_fade(lab: LabResult) -> None:
    def opacities(*, stale: bool) -> set[float]:
        marks = lab_fan(lab, Measure.VELOCITY, stale=stale).marks
        return {mark.opacity for mark in marks if isinstance(mark, Band)}

    assert opacities(stale=False) == {OPACITY, INNER_OPACITY}
    assert opacities(stale=True) == {STALE_OPACITY}


def test_the_lab_is_the_same_computation_as_on_the_command_line(view: PlanView, lab: LabResult) -> None:
    futures = monte_carlo(view.parameters, [0.25, 0.05], 52, trials=LAB_TRIALS, seed=view.plan.settings.seed)
    p10 = quantiles(futures.velocity[0], (0.10,))[0]
    assert np.array_equal(np.array(lab.courses[0].velocity.p10, dtype=np.float32), np.asarray(p10, dtype=np.float32))


def test_what_is_owed_is_one_sentence(view: PlanView, sample_plan: Plan) -> None:
    words = "We owe 3.4 pd of refactoring since S12 (6 Apr); keeping 30 % in S15 starts to catch it up."
    assert owed_sentence(view) == words
    low = replace(sample_plan, policy=ReservePolicy(floor=0.05, target=0.10, ceiling=0.30))
    assert owed_sentence(PlanView(low, today=date(2026, 5, 15))).startswith("Nothing is owed")
    assert owed_sentence(PlanView(Plan(), today=date(2026, 5, 15))) == "No closed sprint knows its reserve yet."


def test_written_off_reserve_is_never_silent(sample_plan: Plan) -> None:
    # a target of 90 % cannot be caught up: the cap of 4 sprints of (ceiling - target) = 0 writes everything off
    strict = replace(sample_plan, policy=ReservePolicy(floor=0.2, target=0.9, ceiling=0.9))
    assert owed_sentence(PlanView(strict, today=date(2026, 5, 15))).endswith("were written off.")


def test_the_ledger_reads_newest_first_with_its_exception(view: PlanView) -> None:
    lines = ledger_lines(view.reserve, today=view.today)
    assert [line.id for line in lines][:3] == ["S14", "S13", "S12"]
    low = lines[2]
    assert (low.share_spent, low.status, low.sign) == ("11.1 %", "low, still inside", "warning")
    assert low.exception == "Jonas Weber, to mitigate by 22 May"


def test_an_exception_expires_is_mitigated_or_has_no_date(view: PlanView) -> None:
    status = view.reserve
    row = next(row for row in status.rows if row.exception is not None)
    assert row.exception is not None

    def words(**fields: date | None) -> str:
        found = replace(row, exception=replace(row.exception, **fields))  # type: ignore[type-var]
        return ledger_lines(replace(status, rows=(found,)), today=date(2026, 6, 1))[0].exception

    assert words() == "Jonas Weber, expired on 22 May"
    assert words(mitigate_by=None) == "Jonas Weber, without a date"
    assert words(done_on=date(2026, 5, 20)) == "Jonas Weber, mitigated on 20 May"


def test_spending_over_the_ceiling_is_marked(view: PlanView) -> None:
    row = replace(view.reserve.rows[0], above_ceiling=True, written_off_pd=1.0)
    line = ledger_lines(replace(view.reserve, rows=(row,)), today=view.today)[0]
    assert (line.status, line.sign) == ("over the ceiling", "warning")
    assert line.owed.endswith("(1.0 written off)")
