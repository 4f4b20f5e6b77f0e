"""The debt model's parameters read from a plan, each with the basis of its value, and the totals of its register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, inf, log, sqrt

from planner.analysis.debt.parameters import Basis, DebtParameters
from planner.analysis.debt.register import Range, RegisterItem, targeting
from planner.analysis.debt.survey import surveyed_waste
from planner.analysis.reserve.buckets import NOTHING_APART, kept_apart
from planner.domain.debt import DebtItem, DebtStatus, Spread
from planner.domain.plan import Plan
from planner.domain.settings import DebtParameter
from planner.domain.team import Overheads

MOST_WASTE = 0.95
LEAST_PRINCIPAL = 0.01  # person-days; an open entry that is all but repaid still has a rank
LEAST_NOISE = 0.10  # the low end of the literature: a smooth past is no promise
OWN_NOISE_FROM = 6
"""Sprints of history after which the team's own noise replaces the assumed one."""


@dataclass(frozen=True, slots=True)
class OpenDebt:
    """What the register holds today: P50 of principal (pd) and of interest (pd per sprint)."""

    entries: tuple[DebtItem, ...]
    principal_pd: float
    interest_pd: float


def open_debt(plan: Plan) -> OpenDebt:
    """Return the open entries and their sums; accepted ones still cost interest and are part of them."""
    entries = tuple(entry for entry in plan.debt if entry.status is DebtStatus.OPEN)
    return OpenDebt(
        entries,
        principal_pd=fsum(entry.open_principal_pd for entry in entries),
        interest_pd=fsum(entry.interest.p50 * open_part(entry) for entry in entries),
    )


def open_part(entry: DebtItem) -> float:
    """Return the part of an entry that is still to be repaid; interest falls with it."""
    return entry.open_principal_pd / entry.principal.p50 if entry.principal.p50 > 0 else 1.0


def debt_parameters(plan: Plan, *, capacity_pd: float, reserve_share: float) -> DebtParameters:
    """Return the parameters of the debt model for a plan.

    Parameters
    ----------
    capacity_pd
        Effective person-days of a usual sprint; without any the demo's capacity stands in, labelled literature.
    reserve_share
        Reserve at which the register's interest is felt.

    Notes
    -----
    Waste is the register's interest over feature effort, ``w0 = sum(i) / ((k - r) C)``. Values of the plan's settings
    replace everything and keep their own basis.
    """
    parameters = DebtParameters()
    if capacity_pd > 0:
        parameters = parameters.with_values(basis=Basis.YOUR_DATA, C=capacity_pd)
    parameters = _overheads(parameters, plan.team.overheads)
    parameters = _buckets(parameters, plan)
    parameters = parameters.with_values(r=min(reserve_share, parameters.k))
    parameters = _register(parameters, plan)
    noise = own_noise(plan)
    if noise is not None:
        parameters = parameters.with_values(basis=Basis.YOUR_DATA, sigma_v=noise)
    for entry in plan.settings.debt_parameters:
        parameters = _entered(parameters, entry)
    return parameters


def _entered(parameters: DebtParameters, entry: DebtParameter) -> DebtParameters:
    known: dict[str, float] = {entry.name: entry.value}
    basis = Basis.YOUR_DATA if entry.basis == Basis.YOUR_DATA.value else Basis.ENTERED
    return parameters.with_values(basis=basis, **known)


def _overheads(parameters: DebtParameters, heads: Overheads) -> DebtParameters:
    """Take over focus, unplanned work and learning; what was left at the default stays literature."""
    entered = {"f": heads.focus, "u": heads.unplanned_share, "l": heads.learning_share}
    changed: dict[str, float] = {name: value for name, value in entered.items() if value != getattr(parameters, name)}
    if heads.focus_basis:
        parameters = parameters.with_values(basis=Basis.YOUR_DATA, f=heads.focus)
        changed.pop("f", None)
    return parameters.with_values(basis=Basis.ENTERED, **changed) if changed else parameters


def _buckets(parameters: DebtParameters, plan: Plan) -> DebtParameters:
    """Take over what the policy keeps for bugs and learning in the next sprint."""
    coming = next(iter(plan.coming_sprints()), None)
    kept = NOTHING_APART if coming is None else kept_apart(plan, coming, capacity_pd=parameters.C)
    if kept.bugs <= 0 and kept.learning <= 0:
        return parameters
    unplanned = min(1.0, parameters.u + kept.bugs)
    return parameters.with_values(
        basis=Basis.ENTERED, u=unplanned, l=min(1.0 - unplanned, parameters.l + kept.learning)
    )


def _register(parameters: DebtParameters, plan: Plan) -> DebtParameters:
    """Take over principal, waste and targeting from the register; without one the surveyed waste, or the literature."""
    if not plan.debt:
        said = surveyed_waste(plan.settings)
        return parameters if said is None else parameters.with_values(basis=Basis.YOUR_DATA, w0=said)
    debt = open_debt(plan)
    effort = (parameters.k - parameters.r) * parameters.C
    waste = debt.interest_pd / effort if effort > 0 and debt.principal_pd > 0 else 0.0
    known = parameters.with_values(basis=Basis.YOUR_DATA, D0=debt.principal_pd, w0=min(waste, MOST_WASTE))
    if debt.interest_pd <= 0:
        return known
    return known.with_values(basis=Basis.YOUR_DATA, tau=targeting(register_items(debt.entries)))


def register_items(entries: Iterable[DebtItem], *, deadlines: Mapping[str, float] | None = None) -> list[RegisterItem]:
    """Return entries as the ranking reads them: what is still to be repaid, and the interest that goes with it.

    Parameters
    ----------
    deadlines
        Entry identity to sprints from now; entries without one are missing.
    """
    dates = deadlines or {}
    return [
        RegisterItem(
            name=entry.id,
            principal=_scaled(entry.principal, open_part(entry), least=LEAST_PRINCIPAL),
            interest=_scaled(entry.interest, open_part(entry)),
            deadline=max(0.0, dates.get(entry.id, inf)),
        )
        for entry in entries
    ]


def _scaled(spread: Spread, part: float, *, least: float = 0.0) -> Range:
    """Return a range times a part; a principal never vanishes while its entry is open."""
    low, middle, high = (max(bound * part, least) for bound in (spread.p10, spread.p50, spread.p90))
    return Range(low, middle, high)


def own_noise(plan: Plan) -> float | None:
    """Return the sd of the logarithm of sprint output around its level; ``None`` under six usable sprints.

    Successive differences are used, so that a drifting level does not count as noise:
    ``sqrt(mean((z_t - z_{t-1})^2) / 2)`` of ``z = log(completed per effective person-day)``.
    """
    usable = [
        actuals.completed / (actuals.effective_pd or 1.0)
        for actuals in (sprint.actuals for sprint in plan.closed_sprints())
        if actuals is not None and actuals.completed > 0 and not actuals.excluded_because
    ]
    if len(usable) < OWN_NOISE_FROM:
        return None
    steps = [log(later / earlier) for earlier, later in pairwise(usable)]
    return max(LEAST_NOISE, sqrt(fsum(step * step for step in steps) / len(steps) / 2))
