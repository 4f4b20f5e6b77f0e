"""Policies side by side, the two layers of the bands, the survey, the discount, own sprints, objections, notes."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.debt.montecarlo import monte_carlo
from planner.analysis.debt.own_past import NOT_OWN, OWN, own_past, past_sprints, with_learned
from planner.analysis.debt.parameter_lines import DISCOUNT, parameter_lines, with_parameter
from planner.analysis.debt.parameters import Basis, DebtParameters
from planner.analysis.debt.policy import best_reserve, break_even, net_features, present_weights
from planner.analysis.debt.projection import project
from planner.analysis.debt.spreads import Spreads
from planner.analysis.debt.survey import answers_of, surveyed_waste, with_survey
from planner.analysis.reserve.lab import LabResult, higher_first, reserve_lab
from planner.analysis.reserve.lab_notes import CODES, figure_note
from planner.analysis.reserve.lab_preview import lab_preview
from planner.analysis.reserve.lab_words import gain_of
from planner.analysis.reserve.objections import objections, with_cautious
from planner.analysis.reserve.policies import LONGEST, PolicyKind, lab_policies
from planner.analysis.reserve.policy_table import SAME, policy_measures
from planner.analysis.scenes.debt_tornado import debt_tornado
from planner.analysis.scenes.lab_fan import Measure, lab_fan, short_name
from planner.analysis.scenes.scene import Band, Bars, Line, Rule
from planner.analysis.view import PlanView
from planner.domain.edits import ChangeSettings, SetSprintReserve
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings, WasteSurvey

TODAY = date(2026, 5, 15)
TEAM = DebtParameters()


def view_of(plan: Plan) -> PlanView:
    return PlanView(plan, today=TODAY)


@pytest.fixture(scope="module")
def lab(sample_plan: Plan) -> LabResult:
    view = view_of(sample_plan)
    policies = lab_policies(sample_plan, view.parameters, tuple(PolicyKind))
    return reserve_lab(sample_plan, view.parameters, (0.25, 0.05), 26, policies=policies, trials=800)


def test_two_phases_pay_down_and_then_hold(sample_plan: Plan) -> None:
    # the worked example: 30 % until half of 168 pd are repaid takes 10 sprints
    plan = replace(sample_plan, policy=replace(sample_plan.policy, ceiling=0.30))
    (found,) = lab_policies(plan, TEAM, (PolicyKind.TWO_PHASE,))
    assert found.shares[:11] == (0.30,) * 10 + (found.shares[10],)
    assert 0.1136 < found.shares[10] < 0.17  # what holds the debt, plus two points
    assert len(found.shares) == LONGEST
    assert found.detail.startswith("30 % for 10 sprints, then ")


def test_planned_reserves_are_the_sprints_own(sample_plan: Plan) -> None:
    first = sample_plan.coming_sprints()[0]
    plan = SetSprintReserve(first.id, 0.10).apply(sample_plan)
    (found,) = lab_policies(plan, TEAM, (PolicyKind.PLANNED,))
    assert (found.shares[0], found.shares[-1]) == (0.10, plan.policy.target)
    assert "1 sprint of their own" in found.detail


def test_policies_follow_the_constant_reserves_in_the_same_luck(lab: LabResult, sample_plan: Plan) -> None:
    assert [course.label for course in lab.courses] == ["25 %", "5 %", "two phases", "as planned"]
    plain = reserve_lab(sample_plan, lab.parameters, (0.25, 0.05), 26, trials=800)
    assert all(mine.velocity == theirs.velocity for mine, theirs in zip(lab.courses[:2], plain.courses, strict=True))
    assert lab.comparisons[0] == plain.comparisons[0]


def test_the_one_that_reserves_more_first_is_called_the_higher(lab: LabResult) -> None:
    assert higher_first(np.array([[0.25, 0.25], [0.25, 0.30]]), 1) == (1, 0)
    assert higher_first(np.array([[0.25, 0.25], [0.05, 0.60]]), 1) == (0, 1)
    pair = lab.comparisons[1]  # two phases begin with the ceiling of 30 %
    assert (pair.high_name, pair.low_name) == ("two phases", "25 %")
    two = np.array(lab.policies[0].shares)
    assert pair.break_even.velocity_sprint == break_even(lab.parameters, high=two, low=0.25).velocity_sprint


def test_policies_side_by_side_say_when_there_is_no_difference(lab: LabResult) -> None:
    rows = {row.id: row for row in policy_measures(lab)}
    assert rows["faster"].texts[0] == ""  # the first one is not compared with itself
    assert rows["faster"].texts[3] == SAME  # the sample's sprints all keep the target of 25 %
    assert rows["odds-26"].texts[1].endswith(" for 25 %")
    assert rows["what"].texts[2].startswith("30 % for ")


def test_a_preview_keeps_its_policies(lab: LabResult) -> None:
    moved = lab_preview(lab, (0.15, 0.05), 26)
    assert [course.label for course in moved.courses] == ["15 %", "5 %", "two phases", "as planned"]
    assert moved.courses[2].velocity.p50 == tuple(lab.courses[2].projection.V.tolist())
    assert [pair.high_name for pair in moved.comparisons] == ["15 %", "two phases", "as planned"]


def test_what_is_not_known_lies_inside_the_band_with_luck() -> None:
    whole = monte_carlo(TEAM, [0.25], 26, trials=4000)
    unknown = monte_carlo(TEAM, [0.25], 26, trials=4000, noise=False)
    spreads = [np.quantile(found.velocity[0], 0.9, axis=1) - np.quantile(found.velocity[0], 0.1, axis=1)
               for found in (whole, unknown)]  # fmt: skip
    assert (spreads[0] > spreads[1]).all()
    # over a whole year the luck of sprints averages out, ignorance does not: the sums are nearly as wide without it
    sums = [found.velocity[0].sum(axis=0) for found in (whole, unknown)]
    widths = [np.quantile(total, 0.9) - np.quantile(total, 0.1) for total in sums]
    assert widths[1] > 0.9 * widths[0]


def test_without_noise_a_path_is_the_projection_of_its_own_values() -> None:
    still = Spreads(g=0, eps=0, w0=0, D0=0, c=0, tau=0, u=0)
    found = monte_carlo(TEAM, [0.25], 13, trials=3, spreads=still, noise=False)
    assert found.velocity[0, :, 1] == pytest.approx(project(TEAM, 0.25, 13).V, rel=1e-4)


@given(horizon=st.integers(1, 30), longer=st.integers(0, 30), seed=st.integers(0, 50))
def test_a_longer_horizon_begins_with_the_same_futures(horizon: int, longer: int, seed: int) -> None:
    short = monte_carlo(TEAM, [0.1, 0.25], horizon, trials=300, seed=seed)
    long = monte_carlo(TEAM, [0.1, 0.25], horizon + longer, trials=300, seed=seed)
    assert np.array_equal(short.velocity, long.velocity[:, :horizon])
    assert np.array_equal(short.principal, long.principal[:, :horizon])


def test_the_chart_labels_both_layers_and_draws_policies_as_lines(lab: LabResult) -> None:
    scene = lab_fan(lab, Measure.VELOCITY)
    assert [mark.name for mark in scene.marks if isinstance(mark, Line)] == ["as planned", "two phases", "5 %", "25 %"]
    bands = {mark.name: mark for mark in scene.marks if isinstance(mark, Band)}
    assert set(bands) == {"25 %", "25 %, without luck", "5 %", "5 %, without luck"}
    outer, inner = bands["25 %"], bands["25 %, without luck"]
    assert all(low <= within for low, within in zip(outer.lows, inner.lows, strict=True))
    assert all(high >= within for high, within in zip(outer.highs, inner.highs, strict=True))


def test_words_of_break_even_marks_stand_inside_the_chart_and_long_names_are_cut(sample_plan: Plan) -> None:
    view = view_of(sample_plan)
    scene = lab_fan(view.lab(0.25, against=0.05, horizon=52), Measure.VELOCITY)
    rules = [mark for mark in scene.marks if isinstance(mark, Rule)]
    assert [rule.label_align for rule in rules] == ["right", "left"]  # the second lies in the right third
    assert short_name("Payments platform sprint 15") == "Paymen…rint 15"


# the survey


@pytest.mark.parametrize("text", ["10, 25, 30", "10 25 30", "10 % 25 % 30 %", "10,25,30"])
def test_answers_are_read_as_people_type_them(text: str) -> None:
    assert answers_of(text) == (0.10, 0.25, 0.30)


@pytest.mark.parametrize("text", ["", "a lot", "120", "-5"])
def test_impossible_answers_are_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        answers_of(text)


def test_every_person_has_one_voice_in_the_latest_four_surveys() -> None:
    settings = PlanSettings()
    # five weeks: the first no longer counts; (0.10 * 1 + 0.30 * 3 + 0.20 * 2 + 0.20 * 2) / 8 = 0.225
    for week, answers in enumerate(("90", "10", "30 30 30", "10 30", "20, 20")):
        settings = with_survey(settings, answers, taken_on=date(2026, 5, 4) - (4 - week) * timedelta(days=7))
    assert surveyed_waste(settings) == pytest.approx(0.225)
    again = with_survey(settings, "50", taken_on=date(2026, 5, 4), where=" build ")
    assert len(again.waste_surveys) == 5
    assert again.waste_surveys[-1] == WasteSurvey(date(2026, 5, 4), 0.5, 1, "build")
    assert surveyed_waste(PlanSettings()) is None


def test_a_survey_stands_in_for_a_register_and_is_a_cross_check_beside_one(sample_plan: Plan) -> None:
    settings = with_survey(sample_plan.settings, "40 40", taken_on=TODAY)
    surveyed = ChangeSettings(settings).apply(sample_plan)
    with_register = view_of(surveyed)
    assert with_register.parameters.w0 == view_of(sample_plan).parameters.w0  # the register goes on counting
    words = [entry for entry in objections(with_register) if entry.id == "survey"]
    assert words[0].own
    assert "no registered debt" in words[0].answer
    alone = view_of(replace(surveyed, debt=()))
    assert (alone.parameters.w0, alone.parameters.basis_of("w0")) == (0.40, Basis.YOUR_DATA)
    assert next(line for line in parameter_lines(alone) if line.id == "w0").source == "your survey"


def test_a_register_that_claims_more_than_people_feel_is_flagged(sample_plan: Plan) -> None:
    settings = with_survey(sample_plan.settings, "5", taken_on=TODAY)
    found = {entry.id: entry for entry in objections(view_of(ChangeSettings(settings).apply(sample_plan)))}
    assert "estimated too high" in found["survey"].answer


# the discount


def test_a_discount_makes_later_features_count_less() -> None:
    assert present_weights(26, discount=0.08)[-1] == pytest.approx(1 / 1.08)
    path = project(TEAM, 0.25, 52)
    plain, discounted = (float(net_features(TEAM, path, discount=rate)) for rate in (0.0, 0.10))
    # by hand: sum of V_t 1.1^(-t/26), less (1 - w0)/eps (D_52 - D_0) 1.1^-2
    weights = 1.1 ** (-np.arange(1, 53) / 26)
    left = (1 - 0.23) / 0.75 * (5.5657 - 168)
    assert discounted == pytest.approx(float((path.V * weights).sum()) - left / 1.21, abs=0.01)
    assert plain == pytest.approx(1858.3949, abs=1e-4)
    dear, free = (best_reserve(TEAM, horizon=52, discount=rate).features for rate in (1.0, 0.0))
    assert dear.low < free.low  # who cannot wait reserves less
    assert dear.best < free.best


def test_the_discount_is_typed_beside_the_cost(sample_plan: Plan) -> None:
    settings = with_parameter(sample_plan.settings, DISCOUNT, "8 %")
    assert settings.discount_rate == 0.08
    assert with_parameter(settings, DISCOUNT, "").discount_rate == 0.0
    lines = parameter_lines(view_of(ChangeSettings(settings).apply(sample_plan)))
    assert [line.basis for line in lines if line.id == DISCOUNT] == ["entered"]
    with pytest.raises(InvalidValueError):
        ChangeSettings(replace(settings, discount_rate=3.0)).apply(sample_plan)


# the team's own sprints


def test_own_sprints_narrow_what_they_can_and_label_the_rest(sample_plan: Plan) -> None:
    found = own_past(sample_plan, view_of(sample_plan).parameters)
    labels = {line.id: line.label for line in found.lines}
    assert found.sprints == len(past_sprints(sample_plan)) == 14
    assert labels["D0"] == OWN  # the register's stock of every sprint is known
    assert labels["w0"] == NOT_OWN  # points cannot reveal interest
    assert all((line.shrinkage >= 0.20) == line.is_own for line in found.lines)
    assert all(line.after == "" for line in found.lines if not line.is_own)
    assert any("points" in note for note in found.notes)


def test_only_learned_rates_are_taken_into_the_plan(sample_plan: Plan) -> None:
    found = own_past(sample_plan, view_of(sample_plan).parameters)
    names = {name for name, _ in found.rates}
    assert names <= {"g", "eps", "c", "tau"}  # principal and waste of the past are not today's
    plan = ChangeSettings(with_learned(sample_plan.settings, found)).apply(sample_plan)
    parameters = view_of(plan).parameters
    assert all(parameters.basis_of(name) is Basis.YOUR_DATA for name in names)


def test_without_closed_sprints_nothing_is_learned(sample_plan: Plan) -> None:
    bare = replace(sample_plan, sprints=sample_plan.coming_sprints())
    found = own_past(bare, TEAM)
    assert (found.sprints, found.lines, found.rates) == (0, (), ())
    assert "nothing can be learned yet" in found.sentence


# what it hangs on, what contradicts it, what stands behind each figure


def test_the_tornado_has_the_widest_swing_on_top_and_says_whose_each_value_is() -> None:
    found = gain_of(TEAM.with_values(w0=0.30), (0.05, 0.25), 52)
    assert found.words == "25 % against 5 % over 52 sprints"
    scene = debt_tornado(found.swings, TEAM.with_values(w0=0.30), gain=found.gain, words=found.words)
    widths = [mark.bars[0].high - mark.bars[0].low for mark in scene.marks if isinstance(mark, Bars)]
    assert widths == sorted(widths, reverse=True)
    names = {tick.label for tick in scene.y.ticks}
    assert {"time lost today, yours", "removed per day of reserve"} <= names
    assert debt_tornado((), TEAM, gain=0.0, words="").empty


def test_the_critics_assumptions_are_one_step_away(sample_plan: Plan) -> None:
    plan = ChangeSettings(with_cautious(sample_plan.settings)).apply(sample_plan)
    parameters = view_of(plan).parameters
    assert (parameters.w0, parameters.tau) == (0.10, 1.0)


def test_objections_name_the_guesses_and_what_is_unusual_here(sample_plan: Plan) -> None:
    found = {entry.id: entry for entry in objections(view_of(sample_plan))}
    assert found["guesses"].says == "eps, g, c are guesses."
    assert "109 %" in found["price"].says  # 26 x 3.8 pd of interest over 90.5 pd of principal
    assert {"smells", "horizon", "value", "causal"} <= set(found)


@pytest.mark.parametrize("code", [*CODES, "anything"])
def test_every_figure_of_the_lab_has_formula_inputs_and_source(code: str, lab: LabResult) -> None:
    note = figure_note(lab, code)
    assert note.title
    assert all(note.formula)
    assert all(entry.name and entry.value and entry.basis for entry in note.inputs)
    assert note.source.endswith(".")
