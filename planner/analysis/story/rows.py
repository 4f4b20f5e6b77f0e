"""The figures under each slide of the meeting: the ones that follow the levers, ready to be read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.analysis.capacity.breakdown import CapacityBreakdown, capacity_of
from planner.analysis.reserve.lab import LabResult
from planner.analysis.reserve.policy import owed_after
from planner.analysis.scenes.finish_ranges import finish_text
from planner.analysis.wording import chance, number, size, unit_name

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

SURE = 85
MEDIAN = 50
ONE_YEAR = 26  # two-week sprints


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a slide, now and, when something is compared with, before; both ready to be read."""

    name: str
    figure: str
    unit: str = ""
    before: str = ""

    @property
    def now(self) -> str:
        """The figure with its unit."""
        return f"{self.figure} {self.unit}".strip()


def next_capacity(view: "PlanView") -> CapacityBreakdown | None:
    """Return the next sprint's capacity without computing that of the others."""
    sprint = view.next_sprint
    if sprint is None:
        return None
    return view.capacity[sprint.id] if "capacity" in view.__dict__ else capacity_of(view.plan, sprint)


def capacity(view: "PlanView") -> tuple[Row, ...]:
    """Return what is left for features, what can be promised, and what is owed."""
    return _known(_features(view), promise_of(view), _owed(view))


def reserve(view: "PlanView") -> tuple[Row, ...]:
    """Return what is kept, what is owed then, and what can be promised."""
    capacity = next_capacity(view)
    kept = None if capacity is None else Row("Reserve", number(capacity.steps.reserve_pd, 1), "pd")
    return _known(kept, _owed(view), promise_of(view))


def plan(view: "PlanView") -> tuple[Row, ...]:
    """Return what is planned against what can be promised."""
    outlook = view.next_outlook
    if outlook is None:
        return ()
    planned = Row("Planned", size(outlook.load), unit_name(view.plan.settings.unit))
    likely = None if outlook.chance is None else Row("Chance", chance(outlook.chance))
    return _known(planned, promise_of(view), likely)


def forecast(view: "PlanView") -> tuple[Row, ...]:
    """Return the dates of the last milestone and the chance of its target."""
    milestone = view.last_milestone
    if milestone is None:
        return _known(promise_of(view))
    likely = None if milestone.probability is None else Row("Target", chance(milestone.probability), "likely")
    sure = Row(f"{SURE} % sure by", finish_text(milestone, SURE))
    even = Row("Even chance by", finish_text(milestone, MEDIAN))
    return _known(sure, even, likely)


def debt(view: "PlanView") -> tuple[Row, ...]:
    """Return when the reserve pays back, and the debt after a year."""
    if view.usual_capacity_pd <= 0:
        return ()
    lab = view.standard_lab
    found = lab.comparisons[0].break_even
    year = min(ONE_YEAR, lab.horizon)
    debt = Row(f"Debt in {lab.name_at(year)}", number(lab.courses[0].principal.p50[year - 1]), "pd")
    return (
        Row("Faster", when(lab, found.velocity_sprint, word="from")),
        Row("Ahead in total", when(lab, found.cumulative_sprint, word="from")),
        debt,
    )


def when(lab: LabResult, sprint: int, *, word: str = "by") -> str:
    """Return when a break-even comes; beyond the named sprints how far away it is."""
    if sprint == 0:
        return "not in ten years"
    return f"{word} {lab.sprint_names[sprint - 1]}" if sprint <= len(lab.sprint_names) else f"in {sprint} sprints"


def decisions(view: "PlanView") -> tuple[Row, ...]:
    """Return what a decision is measured by: promise, chance, date."""
    milestone = view.last_milestone
    date = None if milestone is None else Row(milestone.milestone.name, finish_text(milestone, SURE), "")
    outlook = view.next_outlook
    likely = (
        None
        if outlook is None or outlook.chance is None
        else Row(f"{outlook.sprint.name} fits", chance(outlook.chance))
    )
    return _known(promise_of(view), likely, date)


def _features(view: "PlanView") -> Row | None:
    capacity = next_capacity(view)
    return None if capacity is None else Row("Features", number(capacity.steps.feature_pd, 1), "pd")


def promise_of(view: "PlanView") -> Row | None:
    """Return what can be promised for the next sprint."""
    found = view.forecast_if_any
    if found is None or view.next_sprint is None:
        return None
    promise = number(found.commitment)
    return Row("Promise", promise, unit_name(found.unit, 1 if promise == "1" else 2))


def _owed(view: "PlanView") -> Row | None:
    """Return what is owed after the next sprint, when it spends what it keeps."""
    capacity = next_capacity(view)
    if capacity is None:
        return None
    steps = capacity.steps
    owed, _ = owed_after(
        view.plan.policy, owed_pd=view.reserve.owed_pd, capacity_pd=steps.effective_pd, spent_pd=steps.reserve_pd
    )
    return Row("Owed reserve", number(owed, 1), "pd")


def _known(*rows: Row | None) -> tuple[Row, ...]:
    return tuple(row for row in rows if row is not None)


ROWS: dict[str, Callable[["PlanView"], tuple[Row, ...]]] = {
    "capacity": capacity,
    "reserve": reserve,
    "plan": plan,
    "forecast": forecast,
    "debt": debt,
    "decisions": decisions,
}
"""The figures of each slide by its key."""
