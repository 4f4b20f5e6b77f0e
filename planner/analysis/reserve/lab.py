"""What a reserve buys and costs: the debt model's bands side by side, break-even, odds and money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from planner.analysis.arrays import Float32Array, FloatArray, quantiles
from planner.analysis.debt.montecarlo import DebtFutures, monte_carlo
from planner.analysis.debt.parameters import Basis, DebtParameters
from planner.analysis.debt.plan_debt import register_totals
from planner.analysis.debt.policy import BreakEven, break_even_between, interest_cost
from planner.analysis.debt.projection import DebtProjection, Thresholds, project, project_many, thresholds
from planner.analysis.reserve.policies import LabPolicy, schedules
from planner.analysis.wording import share as share_words
from planner.domain.edits.sprints import next_sprints
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent

SETTINGS = frozenset({"f", "u", "l", "r"})
CHECKPOINTS = (13, 26, 39, 52)
ONE_YEAR = 26
HALF_YEAR = 13
LAB_TRIALS = 4000
BREAK_EVEN_HORIZON = 260  # ten years


@dataclass(frozen=True, slots=True)
class Course:
    """A figure per sprint with its range: tuples of the lab's horizon.

    Parameters
    ----------
    p10, p50, p90
        With everything that is not known and the luck of sprints.
    unknown10, unknown90
        The same ends without the luck of sprints: what is not known about the parameters. It does not average out.
    """

    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]
    unknown10: tuple[float, ...] = ()
    unknown90: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class LabCourse:
    """One reserve.

    Parameters
    ----------
    share
        Debt reserve, share of capacity; that of the first sprint when it changes.
    projection
        The deterministic path.
    name
        What stands at its line when it is no constant share.
    velocity, cumulative, principal, waste
        Features a sprint and in total (ideal pd), debt at the end of each sprint (pd), share of feature effort lost.
    """

    share: float
    projection: DebtProjection
    velocity: Course
    cumulative: Course
    principal: Course
    waste: Course
    name: str = ""

    @property
    def label(self) -> str:
        """What stands at its line: ``"25 %"``, ``"two phases"``."""
        return self.name or share_words(self.share)


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
    high_name, low_name
        What stands at their lines.
    """

    high: float
    low: float
    break_even: BreakEven
    ahead: Mapping[int, float]
    cost_features: tuple[float, float, float]
    cost_sprint: str
    high_name: str = ""
    low_name: str = ""


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
        The first reserve against each of the others; ``high`` is the one that reserves more where they first differ.
    basis
        Number of parameters by where they come from.
    policies
        Reserves that change from sprint to sprint; their courses follow those of the shares.
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
    policies: tuple[LabPolicy, ...] = ()

    def name_at(self, sprint: int) -> str:
        """Return the name of a sprint counted from 1; beyond the horizon the count itself."""
        return self.sprint_names[sprint - 1] if 1 <= sprint <= len(self.sprint_names) else f"sprint {sprint}"


def reserve_lab(  # noqa: PLR0913 - the contract of the command line
    plan: Plan,
    parameters: DebtParameters,
    shares: Sequence[float],
    horizon: int,
    *,
    policies: Sequence[LabPolicy] = (),
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
    policies
        Reserves that change from sprint to sprint, compared as well.
    trials, seed
        Number of paths of the bands, and their seed; the plan's seed by default.
    """
    seed = plan.settings.seed if seed is None else seed
    names = coming_names(plan, max(horizon, *CHECKPOINTS) + len(CHECKPOINTS))
    report(0, 3, "paths")
    table = schedules(shares, policies, max(horizon, *CHECKPOINTS))
    futures = monte_carlo(parameters, table, table.shape[1], trials=trials, seed=seed)
    report(1, 3, "without noise")
    unknown = monte_carlo(parameters, table[:, :horizon], horizon, trials=trials, seed=seed, noise=False)
    report(2, 3, "bands")
    labels = (*("" for _ in shares), *(policy.name for policy in policies))
    courses = tuple(
        _course(parameters, (futures, unknown), place, horizon, name=name) for place, name in enumerate(labels)
    )
    result = LabResult(
        parameters=parameters,
        thresholds=thresholds(parameters),
        horizon=horizon,
        sprint_names=names,
        courses=courses,
        comparisons=_comparisons(parameters, futures, courses, schedules(shares, policies, BREAK_EVEN_HORIZON), names),
        money=lab_money(plan, parameters, table),
        basis=basis_counts(parameters),
        trials=trials,
        seed=seed,
        policies=tuple(policies),
    )
    report(3, 3, "")
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


def _course(
    parameters: DebtParameters, layers: tuple[DebtFutures, DebtFutures], place: int, horizon: int, *, name: str
) -> LabCourse:
    """Return one reserve; ``layers`` are futures with the luck of sprints and without."""
    whole, unknown = layers
    reserve = whole.reserves[place]
    velocity, without = whole.velocity[place, :horizon], unknown.velocity[place]
    return LabCourse(
        share=float(reserve[0]),
        projection=project(parameters, reserve[:horizon], horizon),
        velocity=_band(velocity, without),
        cumulative=_band(_summed(velocity), _summed(without)),
        principal=_band(whole.principal[place, :horizon], unknown.principal[place]),
        waste=_band(whole.waste[place, :horizon], unknown.waste[place]),
        name=name,
    )


def _summed(paths: Float32Array) -> Float32Array:
    return np.cumsum(paths, axis=0, dtype=np.float32)


def _band(paths: Float32Array, without: Float32Array) -> Course:
    low, middle, high = quantiles(paths)
    ends = quantiles(without, (0.1, 0.9))
    return Course(*(tuple(row.tolist()) for row in (low, middle, high, *ends)))


def _comparisons(
    parameters: DebtParameters,
    futures: DebtFutures,
    courses: tuple[LabCourse, ...],
    table: FloatArray,
    names: tuple[str, ...],
) -> tuple[Comparison, ...]:
    """Compare the first reserve with each of the others; ``table`` has their shares for ten years."""
    paths = project_many(parameters, table, BREAK_EVEN_HORIZON)
    return tuple(
        _compared((futures, paths), courses, higher_first(table, other), names) for other in range(1, len(courses))
    )


def higher_first(table: FloatArray, other: int) -> tuple[int, int]:
    """Return the first reserve and another one, the one that reserves more where they first differ in front.

    >>> higher_first(np.array([[0.25, 0.25], [0.25, 0.30]]), 1)
    (1, 0)
    """
    differ = np.flatnonzero(table[0] != table[other])
    first_leads = differ.size == 0 or table[0, differ[0]] > table[other, differ[0]]
    return (0, other) if first_leads else (other, 0)


def _compared(
    drawn: tuple[DebtFutures, DebtProjection],
    courses: tuple[LabCourse, ...],
    places: tuple[int, int],
    names: tuple[str, ...],
) -> Comparison:
    futures, paths = drawn
    high, low = places
    given_up = fsum_rows(futures.velocity[low, :HALF_YEAR] - futures.velocity[high, :HALF_YEAR])
    p10, p50, p90 = (float(value) for value in np.quantile(given_up, (0.1, 0.5, 0.9)))
    return Comparison(
        high=courses[high].share,
        low=courses[low].share,
        break_even=break_even_between(paths, above=high, below=low),
        ahead=futures.probability_ahead(high, low, CHECKPOINTS),
        cost_features=(p10, p50, p90),
        cost_sprint=names[HALF_YEAR - 1],
        high_name=courses[high].label,
        low_name=courses[low].label,
    )


def fsum_rows(paths: Float32Array) -> Float32Array:
    """Return the sum over sprints of every path, float32 ndarray of shape (n_trials,)."""
    total: Float32Array = paths.sum(axis=0, dtype=np.float32)
    return total


def lab_money(plan: Plan, parameters: DebtParameters, table: FloatArray) -> LabMoney | None:
    """Return interest in money; only when the cost of a person-day was entered.

    Parameters
    ----------
    table
        array of shape (n_reserves, at least 26), share of capacity.
    """
    cost = plan.settings.cost_per_pd
    if cost is None:
        return None
    known = register_totals(plan).interest
    felt = known.p50 if known.p50 > 0 else parameters.w0 * (parameters.k - parameters.r) * parameters.C
    low, high = (known.p10, known.p90) if known.p50 > 0 else (felt, felt)
    later = project_many(parameters, table[:, :ONE_YEAR], ONE_YEAR).I[:, -1].tolist()
    quarters = [interest_cost(days, cost_per_pd=cost).per_quarter for days in (felt, low, high, *later)]
    return LabMoney(plan.settings.currency, cost, quarters[0], quarters[1], quarters[2], tuple(quarters[3:]))


def mean_capacity(effective_pd: Sequence[float]) -> float:
    """Return the mean of the sprints in which anybody is there; 0 without one."""
    there = [days for days in effective_pd if days > 0]
    return fsum(there) / len(there) if there else 0.0
