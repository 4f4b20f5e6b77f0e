"""What twelve sprints can and cannot say about the debt parameters."""

import math
from statistics import mean

import numpy as np
import pytest

from planner.analysis.debt.learning import Learned, PastSprint, learn
from planner.analysis.debt.projection import Basis, DebtParameters, project
from planner.analysis.debt.spreads import Spreads
from planner.domain.errors import InvalidValueError, MissingInputError

PRIOR = DebtParameters()
TRUTH = PRIOR.with_values(D0=230.0, w0=0.30, g=0.22)


def past_of(team: DebtParameters, *, seed: int, velocity: float = 1.0, principal: bool = True) -> list[PastSprint]:
    """Twelve sprints of a team whose reserve alternates; ``velocity`` is points per ideal pd, 0 for unknown."""
    rng = np.random.default_rng(seed)
    reserves = [0.1, 0.3] * 6
    path = project(team, reserves, 12)
    found = []
    for reserve, features, debt in zip(reserves, path.V, path.D[1:], strict=True):
        done = velocity * features * math.exp(0.2 * rng.standard_normal()) if velocity else math.nan
        counted = debt * math.exp(0.1 * rng.standard_normal()) if principal else math.nan
        found.append(PastSprint(reserve, done, counted))
    return found


@pytest.fixture(scope="module")
def from_days() -> list[Learned]:
    return [learn(PRIOR, past_of(TRUTH, seed=seed)) for seed in range(8)]


def test_velocity_in_days_and_the_register_reveal_debt_and_waste(from_days: list[Learned]) -> None:
    assert mean(each.shrinkage["D0"] for each in from_days) > 0.7
    assert mean(each.shrinkage["w0"] for each in from_days) > 0.3
    assert mean(each.parameters.D0 for each in from_days) == pytest.approx(230, rel=0.05)
    assert mean(each.parameters.w0 for each in from_days) == pytest.approx(0.30, abs=0.03)
    assert from_days[0].parameters.basis_of("D0") is Basis.YOUR_DATA


def test_what_sprints_say_little_about_keeps_its_literature_value(from_days: list[Learned]) -> None:
    for name in ("tau", "c"):
        assert mean(each.shrinkage[name] for each in from_days) < 0.2
    for each in from_days:
        for name, share in each.shrinkage.items():
            informed = share >= 0.2
            assert (each.parameters.basis_of(name) is Basis.YOUR_DATA) == informed
            assert (getattr(each.parameters, name) != getattr(PRIOR, name)) == informed


def test_points_cannot_reveal_interest() -> None:
    learned = [learn(PRIOR, past_of(TRUTH, seed=seed, velocity=1.7), in_points=True) for seed in range(6)]
    assert abs(mean(each.shrinkage["w0"] for each in learned)) < 0.1
    assert mean(each.shrinkage["D0"] for each in learned) > 0.6


def test_points_alone_reveal_nothing() -> None:
    learned = [
        learn(PRIOR, past_of(TRUTH, seed=seed, velocity=1.7, principal=False), in_points=True) for seed in range(6)
    ]
    for name in ("g", "eps", "w0", "D0", "c", "tau"):
        assert abs(mean(each.shrinkage[name] for each in learned)) < 0.1


def test_noise_is_the_spread_around_the_best_path(from_days: list[Learned]) -> None:
    assert mean(each.noise for each in from_days) == pytest.approx(0.2, abs=0.05)
    assert math.isnan(learn(PRIOR, past_of(TRUTH, seed=1)[:2]).noise)


def test_a_past_far_from_every_draw_is_carried_by_few() -> None:
    strange = [PastSprint(0.2, velocity=33.0, principal=2000.0)] * 6
    assert learn(PRIOR, strange).warnings == ("few-effective",)


def test_unknown_figures_count_nothing() -> None:
    learned = learn(PRIOR, [PastSprint(0.2)] * 5)
    assert learned.effective_draws == pytest.approx(20_000)
    assert learned.parameters == PRIOR
    assert learned.warnings == ()


def test_a_known_parameter_is_not_learned() -> None:
    assert "g" not in learn(PRIOR, past_of(TRUTH, seed=1), spreads=Spreads(g=0)).shrinkage


def test_impossible_pasts_are_refused() -> None:
    with pytest.raises(MissingInputError):
        learn(PRIOR, [])
    for wrong in (PastSprint(1.2), PastSprint(0.2, velocity=-1.0), PastSprint(math.nan)):
        with pytest.raises(InvalidValueError):
            learn(PRIOR, [wrong])
