"""The figures of the overview in words: one sprint's capacity, reserve, promise and finish, ready to be read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.analysis.capacity.breakdown import CapacitySteps
from planner.analysis.scenes import commitment_dots, debt_flow, finish_ranges, reserve_history
from planner.analysis.wording import amount, number, share, size

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

SURE = 85


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure, the words beside it and the line under its chart; an empty figure is not known yet."""

    figure: str = ""
    words: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step from calendar to effective days: a signed figure and its word; the last one is the total."""

    figure: str
    word: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class OverviewFigures:
    """Everything the overview says besides its charts and findings."""

    sprint_name: str
    effective: str
    flow: tuple[FlowStep, ...]
    reserve: Figure
    commitment: Figure
    finish: Figure
    debt_caption: str


def overview_figures(view: "PlanView") -> OverviewFigures:
    """Return the figures of the next sprint and of the plan's last milestone, in words."""
    sprint = view.next_sprint
    steps = None if sprint is None else view.capacity[sprint.id].steps
    return OverviewFigures(
        sprint_name="" if sprint is None else sprint.name,
        effective=_effective(steps),
        flow=() if steps is None else capacity_flow(steps, focus=view.plan.team.overheads.focus),
        reserve=_reserve(view, steps),
        commitment=_commitment(view),
        finish=_finish(view),
        debt_caption=debt_flow.caption(view.tracking.debt, view.register.totals),
    )


def capacity_flow(steps: CapacitySteps, *, focus: float) -> tuple[FlowStep, ...]:
    """Return the way from calendar to effective person-days; steps that take nothing are left out."""
    taken = (
        (steps.holidays_pd, "holidays"),
        (steps.leave_pd, "leave"),
        (steps.oncall_pd, "on-call"),
        (steps.ramp_pd, "ramp-up, mentoring"),
        (steps.meetings_pd, f"meetings, focus {number(focus, 2)}"),
        (-steps.override_pd, "typed by hand"),
    )
    middle = tuple(FlowStep(number(-days, 1), word) for days, word in taken if number(days, 1) != "0.0")
    return (
        FlowStep(number(steps.calendar_pd, 1), "calendar"),
        *middle,
        FlowStep(number(steps.effective_pd, 1), "person-days", total=True),
    )


def _effective(steps: CapacitySteps | None) -> str:
    if steps is None:
        return ""
    return f"**{number(steps.effective_pd, 1)}** of {size(steps.calendar_pd)} calendar person-days are effective"


def _reserve(view: "PlanView", steps: CapacitySteps | None) -> Figure:
    caption = reserve_history.caption(view.reserve, view.plan.policy)
    if steps is None or view.next_sprint is None:
        return Figure(caption=caption)
    words = f"of {view.next_sprint.name}, {number(steps.reserve_pd, 1)} person-days"
    return Figure(share(view.reserve_share), words, caption)


def _commitment(view: "PlanView") -> Figure:
    forecast = view.forecast_if_any
    if forecast is None:
        return Figure(words="not known yet: no velocity")
    promise = amount(round(forecast.commitment), forecast.unit)
    return Figure(promise, f"{SURE} % sure of at least this", commitment_dots.caption(forecast))


def _finish(view: "PlanView") -> Figure:
    entry = view.last_milestone
    if entry is None:
        return Figure(words="add a milestone with a date to see its chance")
    return Figure(
        finish_ranges.finish_text(entry, SURE),
        f"{entry.milestone.name}, {SURE} % sure",
        finish_ranges.caption(view.forecast_if_any),
    )


__all__ = ["Figure", "FlowStep", "OverviewFigures", "capacity_flow", "overview_figures"]
