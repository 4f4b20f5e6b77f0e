"""What the workbook shows, gathered once: every figure is the view's own object, nothing is computed again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.analysis.burndown import Burndown
from planner.analysis.capacity import CapacityBreakdown
from planner.analysis.load import PersonLoad
from planner.analysis.plan_debt import Register
from planner.analysis.plan_forecast import PlanForecast
from planner.analysis.reserve import ReserveStatus
from planner.analysis.reserve_lab import LabResult
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent
from planner.domain.sprint import Sprint


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """One plan on one day, as far as a workbook shows it.

    Parameters
    ----------
    capacity
        Coming sprints in time order.
    loads
        Load of each person by the identity of a coming sprint.
    forecast, lab
        ``None`` while there is nothing to compute them from.
    """

    plan: Plan
    today: date
    capacity: tuple[CapacityBreakdown, ...]
    loads: Mapping[str, tuple[PersonLoad, ...]]
    forecast: PlanForecast | None
    reserve: ReserveStatus
    register: Register
    lab: LabResult | None
    burndown: Burndown | None

    @property
    def unit(self) -> str:
        """The word for what work is counted in."""
        return self.forecast.unit.value if self.forecast else self.plan.settings.unit.value


def content_of(view: PlanView, *, report_progress: Report = silent) -> WorkbookContent:
    """Return what the workbook of a plan shows; slow parts report their progress and can be stopped."""
    coming = view.plan.coming_sprints()
    sprint = view.tracking.sprint
    report_progress(0, 0, "Capacity")
    capacity = tuple(view.capacity[entry.id] for entry in coming)
    report_progress(0, 0, "Forecast")
    forecast = view.forecast_if_any
    report_progress(0, 0, "Reserve lab")
    lab = view.lab(report=report_progress) if any(part.steps.effective_pd > 0 for part in capacity) else None
    return WorkbookContent(
        plan=view.plan,
        today=view.today,
        capacity=capacity,
        loads={entry.id: view.loads_in(entry.id) for entry in coming},
        forecast=forecast,
        reserve=view.reserve,
        register=view.register,
        lab=lab,
        burndown=view.tracking.burndown(sprint.id) if sprint is not None else None,
    )


@dataclass(frozen=True, slots=True)
class SprintFigures:
    """What a coming sprint holds, in the plan's unit, and the reserve days given to debt."""

    sprint: Sprint
    committed: float
    stretch: float
    debt_pd: float


def figures_of(plan: Plan) -> tuple[SprintFigures, ...]:
    """Return the coming sprints with the open features in them; debt items draw on the reserve, epics hold no work."""
    return tuple(
        SprintFigures(
            sprint,
            committed=sum(item.size or 0.0 for item in items if not item.stretch),
            stretch=sum(item.size or 0.0 for item in items if item.stretch),
            debt_pd=sum(
                part.effort_pd for debt in plan.debt for part in debt.allocations if part.sprint_id == sprint.id
            ),
        )
        for sprint in plan.coming_sprints()
        for items in [[item for item in plan.items_in(sprint.id) if _counts(item)]]
    )


def _counts(item: BacklogItem) -> bool:
    return item.is_open and item.kind not in {ItemKind.DEBT, ItemKind.EPIC}
