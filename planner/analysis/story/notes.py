"""What the figures of each slide rest on, in sentences for whoever speaks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.analysis.debt.parameters import Basis
from planner.analysis.wording import count, number, percent, share, size, unit_name

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

Notes = tuple[str, ...]


def capacity(view: "PlanView") -> Notes:
    """Say what was taken for focus, unplanned work and on-call."""
    overheads = view.plan.team.overheads
    basis = f" ({overheads.focus_basis})" if overheads.focus_basis else ""
    return (
        f"Focus {number(overheads.focus, 2)}{basis}: the part of a present day that reaches work.",
        (
            f"{percent(overheads.unplanned_share)} of effective days are kept for unplanned work, "
            f"{percent(overheads.learning_share)} for learning."
        ),
        f"A duty day counts {percent(overheads.on_call_cost)} as on-call.",
        "The promise is P15 of the next sprint: 85 % sure of at least this.",
    )


def reserve(view: "PlanView") -> Notes:
    """Say how the ledger counts."""
    policy = view.plan.policy
    return (
        "Bars are what was spent, ticks what was planned, the hatched band what was agreed.",
        (
            f"The share counts over {count(policy.window, 'closed sprint')}; what is owed is caught up over "
            f"{count(policy.recovery, 'sprint')}, inside the ceiling."
        ),
        "Owed reserve is what is left after the next sprint, when it spends what it keeps.",
        "The slider sets the planned sprints; what the policy aims at stays.",
    )


def plan(view: "PlanView") -> Notes:
    """Say what the bars hold."""
    found = view.forecast_if_any
    usual = found.remaining.assumed_size if found is not None else 0.0
    unit = unit_name(view.plan.settings.unit, usual)
    sized = (f"Items without an estimate count {size(usual)} {unit}, the usual size.",) if usual else ()
    return (
        "Feature work is turned into person-days at the median of the forecast; the dashed line is effective capacity.",
        "Stretch items are outside the promise and outside the bars.",
        *sized,
        "Moving out takes the last items of the ranking; dropping an epic cancels its open items.",
    )


def forecast(view: "PlanView") -> Notes:
    """Say what the futures were drawn from."""
    found = view.forecast_if_any
    if found is None:
        return ("There is no history and no velocity to forecast from.",)
    growth = view.plan.settings.scope_growth
    unit = unit_name(found.unit)
    return (
        f"{found.trials} futures from {count(len(found.history.values), 'sprint')} of history, seed {found.seed}.",
        f"New work: {size(growth.low)} to {size(growth.high)} {unit} a sprint, likely {size(growth.likely)}.",
        *(str(warning) for warning in found.warnings),
    )


def debt(view: "PlanView") -> Notes:
    """Say where the parameters of the debt model come from."""
    if view.usual_capacity_pd <= 0:
        return ()
    lab = view.standard_lab
    counts = [f"{number} {basis.value}" for basis, number in lab.basis.items() if number]
    return (
        f"Lines are P50, bands P10 to P90 of {lab.trials} paths over {count(lab.horizon, 'sprint')}, seed {lab.seed}.",
        f"Where the parameters come from: {', '.join(counts)}.",
        f"Debt slows feature work by {percent(view.parameters.w0)} today ({_basis(view)}).",
        f"Compared with a reserve of {share(view.plan.settings.lab_share)}.",
    )


def _basis(view: "PlanView") -> str:
    found = next((entry.basis for entry in view.parameters.described() if entry.symbol.name == "w0"), None)
    return "" if not isinstance(found, Basis) else found.value


def decisions(view: "PlanView") -> Notes:
    """Say what was recorded before."""
    records = view.plan.decisions
    last = f"The last one: {records[-1].id}, {records[-1].title}." if records else ""
    return tuple(
        text
        for text in (
            f"{count(len(records), 'decision')} on record, {count(len(view.plan.exceptions), 'exception')}.",
            last,
            "What is agreed today goes into Decisions; what was tried can be kept as a scenario.",
        )
        if text
    )


NOTES: dict[str, Callable[["PlanView"], Notes]] = {
    "capacity": capacity,
    "reserve": reserve,
    "plan": plan,
    "forecast": forecast,
    "debt": debt,
    "decisions": decisions,
}
