"""What a reserve buys and costs: the debt model's bands side by side, break-even, odds and money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from planner.analysis.arrays import Float32Array, quantiles
from planner.analysis.debt.montecarlo import DebtFutures, monte_carlo
from planner.analysis.debt.parameters import Basis, DebtParameters
from planner.analysis.debt.plan_debt import register_totals
from planner.analysis.debt.policy import BreakEven, break_even, interest_cost
from planner.analysis.debt.projection import DebtProjection, Thresholds, project, thresholds
from planner.domain.edits.sprints import next_sprints
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent

SETTINGS = frozenset({"f", "u", "l", "r"})
CHECKPOINTS = (13, 26, 39, 52)
ONE_YEAR = 26
HALF_YEAR = 13
LAB_TRIALS = 4000
BREAK_EVEN_HORIZON = 260


@dataclass(frozen=True, slots=True)
class Course:
    """A figure per sprint with its range: three tuples of the lab's horizon."""

    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LabCourse:
    """One reserve.

    Parameters
    ----------
    share
        Debt reserve, share of capacity.
    projection
        The deterministic path.
    velocity, cumulative, principal, waste
        Features a sprint and in total (ideal pd), debt at the end of each sprint (pd), share of feature effort lost.
    """

    share: float
    projection: DebtProjection
    velocity: Course
    cumulative: Course
    principal: Course
    waste: Course


@dataclass(frozen=True, slots=True)
class Comparison:
    """A reserve against a lower one.

    Parameters
    ----------
    break_even
        First sprint with higher velocity and first sprint ahead in total; 0 is not within ten years.
    ahead
        Sprint count to the chance of being ahead in total by then.
    cost_features
        Features given up by the end of half a year, ideal pd, as P10, P50 and P90.
    cost_sprint
        Name of the last sprint of that half year.
    """

    high: float
    low: float
    break_even: BreakEven
    ahead: Mapping[int, float]
    cost_features: tuple[float, float, float]
    cost_sprint: str


@dataclass(frozen=True, slots=True)
class LabMoney:
    """Interest in money a quarter: now with its range, and in one year for each reserve, in the order of the lab."""

    currency: str
    cost_per_pd: float
    now: float
    now_low: float
    now_high: float
    in_one_year: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LabResult:
    """The reserve lab.

    Parameters
    ----------
    sprint_names
        Names of the sprints of the horizon, the next one first.
    comparisons
        The first reserve against each of the others, the higher share always as ``high``.
    basis
        Number of parameters by where they come from.
    """

    parameters: DebtParameters
    thresholds: Thresholds
    horizon: int
    sprint_names: tuple[str, ...]
    courses: tuple[LabCourse, ...]
    comparisons: tuple[Comparison, ...]
    money: LabMoney | None
    basis: Mapping[Basis, int]
    trials: int
    seed: int

    def name_at(self, sprint: int) -> str:
        """Return the name of a sprint counted from 1; beyond the horizon the count itself."""
        return self.sprint_names[sprint - 1] if 1 <= sprint <= len(self.sprint_names) else f"sprint {sprint}"


def reserve_lab(  # noqa: PLR0913 - the contract of the command line
    plan: Plan,
    parameters: DebtParameters,
    shares: Sequence[float],
    horizon: int,
    *,
    trials: int = LAB_TRIALS,
    seed: int | None = None,
    report: Report = silent,
) -> LabResult:
    """Compare reserves; the first one is the policy in question.

    Parameters
    ----------
    parameters
        The team.
    shares
        Debt reserves to compare, shares of capacity.
    horizon
        Number of sprints.
    trials, seed
        Number of paths of the bands, and their seed; the plan's seed by default.
    """
    seed = plan.settings.seed if seed is None else seed
    names = coming_names(plan, max(horizon, *CHECKPOINTS) + len(CHECKPOINTS))
    report(0, 2, "paths")
    futures = monte_carlo(parameters, list(shares), max(horizon, *CHECKPOINTS), trials=trials, seed=seed)
    report(1, 2, "bands")
    courses = tuple(_course(parameters, futures, place, horizon) for place in range(len(shares)))
    result = LabResult(
        parameters=parameters,
        thresholds=thresholds(parameters),
        horizon=horizon,
        sprint_names=names,
        courses=courses,
        comparisons=tuple(_compared(parameters, futures, place, names) for place in range(1, len(shares))),
        money=lab_money(plan, parameters, shares),
        basis=basis_counts(parameters),
        trials=trials,
        seed=seed,
    )
    report(2, 2, "")
    return result


def coming_names(plan: Plan, count: int) -> tuple[str, ...]:
    """Return the names of the coming sprints, the plan's own first, then its rhythm continued."""
    own = [sprint.name for sprint in plan.coming_sprints()]
    made = next_sprints(plan, max(0, count - len(own)))
    return tuple([*own, *(sprint.name for sprint in made)][:count])


def basis_counts(parameters: DebtParameters) -> dict[Basis, int]:
    """Return how many parameters of the debt model come from where; focus, overheads and reserve are the team's own."""
    found = [entry.basis for entry in parameters.described() if entry.symbol.name not in SETTINGS]
    return {basis: found.count(basis) for basis in Basis}


def _course(parameters: DebtParameters, futures: DebtFutures, place: int, horizon: int) -> LabCourse:
    share = float(futures.reserves[place, 0])
    velocity = futures.velocity[place]
    return LabCourse(
        share=share,
        projection=project(parameters, share, horizon),
        velocity=_band(velocity[:horizon]),
        cumulative=_band(np.cumsum(velocity[:horizon], axis=0, dtype=np.float32)),
        principal=_band(futures.principal[place, :horizon]),
        waste=_band(futures.waste[place, :horizon]),
    )


def _band(paths: Float32Array) -> Course:
    low, middle, high = quantiles(paths)
    return Course(tuple(low.tolist()), tuple(middle.tolist()), tuple(high.tolist()))


def _compared(parameters: DebtParameters, futures: DebtFutures, other: int, names: tuple[str, ...]) -> Comparison:
    first, second = float(futures.reserves[0, 0]), float(futures.reserves[other, 0])
    high, low = (0, other) if first >= second else (other, 0)
    given_up = fsum_rows(futures.velocity[low, :HALF_YEAR] - futures.velocity[high, :HALF_YEAR])
    p10, p50, p90 = (float(value) for value in np.quantile(given_up, (0.1, 0.5, 0.9)))
    high_share, low_share = max(first, second), min(first, second)
    return Comparison(
        high=high_share,
        low=low_share,
        break_even=break_even(parameters, high=high_share, low=low_share, horizon=BREAK_EVEN_HORIZON),
        ahead=futures.probability_ahead(high, low, CHECKPOINTS),
        cost_features=(p10, p50, p90),
        cost_sprint=names[HALF_YEAR - 1],
    )


def fsum_rows(paths: Float32Array) -> Float32Array:
    """Return the sum over sprints of every path, float32 ndarray of shape (n_trials,)."""
    total: Float32Array = paths.sum(axis=0, dtype=np.float32)
    return total


def lab_money(plan: Plan, parameters: DebtParameters, shares: Sequence[float]) -> LabMoney | None:
    """Return interest in money; only when the cost of a person-day was entered."""
    cost = plan.settings.cost_per_pd
    if cost is None:
        return None
    known = register_totals(plan).interest
    felt = known.p50 if known.p50 > 0 else parameters.w0 * (parameters.k - parameters.r) * parameters.C
    low, high = (known.p10, known.p90) if known.p50 > 0 else (felt, felt)
    later = [float(project(parameters, share, ONE_YEAR).I[-1]) for share in shares]
    quarters = [interest_cost(days, cost_per_pd=cost).per_quarter for days in (felt, low, high, *later)]
    return LabMoney(plan.settings.currency, cost, quarters[0], quarters[1], quarters[2], tuple(quarters[3:]))


def mean_capacity(effective_pd: Sequence[float]) -> float:
    """Return the mean of the sprints in which anybody is there; 0 without one."""
    there = [days for days in effective_pd if days > 0]
    return fsum(there) / len(there) if there else 0.0
