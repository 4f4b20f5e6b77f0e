"""What the workbook takes from a plan's report: a choice of the report's own objects, nothing computed again."""

from dataclasses import dataclass
from datetime import date

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.capacity.load import PersonLoad
from planner.analysis.debt.plan_debt import Register
from planner.analysis.forecast.outlook import SprintOutlook
from planner.analysis.forecast.plan_forecast import PlanForecast
from planner.analysis.report import PlanReport
from planner.analysis.reserve.lab import LabResult
from planner.analysis.reserve.policy import ReserveStatus
from planner.analysis.tracking.burndown import Burndown
from planner.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """One plan on one day, as the sheets ask for it."""

    report: PlanReport

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.report.plan

    @property
    def today(self) -> date:
        """The day everything is counted from."""
        return self.report.as_of

    @property
    def capacity(self) -> tuple[CapacityBreakdown, ...]:
        """Capacity of the coming sprints, in time order."""
        return tuple(part for part in self.report.capacities if not part.sprint.is_closed)

    @property
    def outlooks(self) -> tuple[SprintOutlook, ...]:
        """What the coming sprints hold, in time order."""
        return self.report.outlooks

    @property
    def loads(self) -> tuple[PersonLoad, ...]:
        """Load of each person in the next sprint."""
        return self.report.loads

    @property
    def forecast(self) -> PlanForecast | None:
        """``None`` while there is nothing to forecast from."""
        return self.report.forecast

    @property
    def reserve(self) -> ReserveStatus:
        """The ledger of the debt reserve."""
        return self.report.reserve

    @property
    def register(self) -> Register:
        """The debt register with its totals."""
        return self.report.register

    @property
    def lab(self) -> LabResult | None:
        """The reserve lab; ``None`` without capacity, where every reserve is the same."""
        return self.report.lab if any(part.steps.effective_pd > 0 for part in self.capacity) else None

    @property
    def burndown(self) -> Burndown | None:
        """Of the sprint to look at; ``None`` without any sprint."""
        return self.report.burndown

    @property
    def unit(self) -> str:
        """The word for what work is counted in."""
        return self.forecast.unit.value if self.forecast else self.plan.settings.unit.value

    @property
    def assumed_size(self) -> float:
        """What an item without an estimate counts with."""
        return self.forecast.remaining.assumed_size if self.forecast else 0.0

    def headline(self, page: str) -> tuple[str, str]:
        """Return the finding of a page and the line below it."""
        found = self.report.headlines[page]
        return found.title, found.subtitle

    def finding(self, scene: str) -> str:
        """Return what a chart of the app says in one sentence; the native one says the same."""
        found = self.report.scenes[scene]
        return found.summary or found.title
