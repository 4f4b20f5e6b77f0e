"""Everything that is shown or exported about a plan, as one frozen tree: the same objects for every medium."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planner.analysis.calibration.backtest import OwnRecord
from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.capacity.load import PersonLoad, SkillHole
from planner.analysis.debt.parameters import DebtParameters
from planner.analysis.debt.plan_debt import Register
from planner.analysis.debt.projection import Thresholds
from planner.analysis.findings.attention import Attention
from planner.analysis.findings.headlines import Headline
from planner.analysis.forecast.drivers import Driver
from planner.analysis.forecast.outlook import SprintOutlook
from planner.analysis.forecast.plan_forecast import PlanForecast
from planner.analysis.reserve.lab import LabResult
from planner.analysis.reserve.policy import ReserveStatus
from planner.analysis.scenes.gallery import SCENES
from planner.analysis.scenes.scene import Scene
from planner.analysis.tracking.burndown import Burndown
from planner.analysis.tracking.burnup import Burnup
from planner.analysis.tracking.trends import (
    DebtTrend,
    DeliveryTrend,
    Predictability,
    ReserveProgress,
    ScopeBridge,
    VelocityChart,
)
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent
from planner.domain.sprint import Sprint

if TYPE_CHECKING:
    from planner.analysis.view import PlanView


@dataclass(frozen=True, slots=True, eq=False)
class PlanReport:
    """One plan on one day.

    Parameters
    ----------
    capacities
        Every sprint's capacity, in time order.
    next_sprint
        The sprint the team looks at; ``None`` without a coming one.
    forecast
        ``None`` while there is nothing to forecast from.
    lab
        The next sprint's reserve against the one of the settings.
    burndown, bridge
        Of the sprint to look at: the running one, else the last closed.
    reserve_progress
        Of a running sprint.
    scenes
        Every chart by name.
    """

    plan: Plan
    as_of: date
    headlines: Mapping[str, Headline]
    attention: tuple[Attention, ...]
    capacities: tuple[CapacityBreakdown, ...]
    next_sprint: Sprint | None
    outlooks: tuple[SprintOutlook, ...]
    loads: tuple[PersonLoad, ...]
    skill_holes: tuple[SkillHole, ...]
    reserve: ReserveStatus
    forecast: PlanForecast | None
    drivers: tuple[Driver, ...]
    records: tuple[OwnRecord, ...]
    register: Register
    parameters: DebtParameters
    thresholds: Thresholds
    lab: LabResult
    velocity: VelocityChart
    predictability: Predictability
    debt: DebtTrend
    delivery: DeliveryTrend
    burnup: Burnup | None
    burndown: Burndown | None
    bridge: ScopeBridge | None
    reserve_progress: ReserveProgress | None
    scenes: Mapping[str, Scene]

    def capacity_of(self, sprint_id: str) -> CapacityBreakdown:
        """Return one sprint's capacity."""
        return next(entry for entry in self.capacities if entry.sprint.id == sprint_id)


def build_report(view: "PlanView", *, report: Report = silent) -> PlanReport:
    """Return the report of a plan; everything in it is the view's own, nothing is computed twice.

    Parameters
    ----------
    report
        Told about every chart.
    """
    tracking = view.tracking
    sprint = tracking.sprint
    running = sprint is not None and sprint.started_on is not None and not sprint.is_closed
    return PlanReport(
        plan=view.plan,
        as_of=view.today,
        headlines=view.headlines,
        attention=view.attention,
        capacities=tuple(view.capacity.values()),
        next_sprint=view.next_sprint,
        outlooks=view.outlooks,
        loads=view.person_loads,
        skill_holes=view.skill_holes,
        reserve=view.reserve,
        forecast=view.forecast_if_any,
        drivers=view.drivers,
        records=view.records,
        register=view.register,
        parameters=view.parameters,
        thresholds=view.thresholds,
        lab=view.standard_lab,
        velocity=tracking.velocity,
        predictability=tracking.predictability,
        debt=tracking.debt,
        delivery=tracking.delivery,
        burnup=tracking.burnup,
        burndown=None if sprint is None else tracking.burndown(sprint.id),
        bridge=None if sprint is None else tracking.bridge(sprint.id),
        reserve_progress=tracking.reserve_progress(sprint.id) if running and sprint is not None else None,
        scenes=_scenes(view, report),
    )


def _scenes(view: "PlanView", report: Report) -> Mapping[str, Scene]:
    found = {}
    for number, (name, make) in enumerate(SCENES.items()):
        report(number, len(SCENES), name)
        found[name] = make(view)
    report(len(SCENES), len(SCENES), "")
    return found
