"""Every chart of a plan by name, made when asked for: what pages show, exports save and the meeting tells."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from planner.analysis.debt.interest_meter import interest_meter
from planner.analysis.scenes.burndown_chart import burndown_chart
from planner.analysis.scenes.burnup_chart import burnup_chart
from planner.analysis.scenes.calibration_marks import calibration_bars, calibration_hits, reliability_plot
from planner.analysis.scenes.calibration_pit import pit_picture
from planner.analysis.scenes.capacity_bar import capacity_bar
from planner.analysis.scenes.capacity_waterfall import capacity_waterfall
from planner.analysis.scenes.commitment_dots import commitment_dots
from planner.analysis.scenes.debt_age import debt_age
from planner.analysis.scenes.debt_flow import debt_flow
from planner.analysis.scenes.debt_ratio import debt_ratio
from planner.analysis.scenes.delivery_chart import delivery_chart
from planner.analysis.scenes.delivery_lines import delivery_line
from planner.analysis.scenes.finish_histogram import finish_histogram
from planner.analysis.scenes.finish_ranges import finish_ranges
from planner.analysis.scenes.forecast_tornado import forecast_tornado
from planner.analysis.scenes.heat_map import heat_map
from planner.analysis.scenes.interest_ranges import interest_ranges
from planner.analysis.scenes.lab_fan import Measure, lab_fan
from planner.analysis.scenes.load_bars import load_bars
from planner.analysis.scenes.predictability_dots import predictability_dots
from planner.analysis.scenes.release_fan import release_fan
from planner.analysis.scenes.reserve_history import reserve_history
from planner.analysis.scenes.reserve_progress_bar import reserve_progress_bar
from planner.analysis.scenes.scene import Scene
from planner.analysis.scenes.scope_bridge_chart import scope_bridge_chart
from planner.analysis.scenes.sprint_stack import sprint_stack
from planner.analysis.scenes.sprint_strip import sprint_strip
from planner.analysis.scenes.velocity_bars import velocity_bars

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

HEAT_MAP_SPRINTS = 3


def scene(view: "PlanView", name: str) -> Scene:
    """Return one chart of a plan.

    Raises
    ------
    KeyError
        There is no chart of this name; :data:`SCENES` has them all.
    """
    return SCENES[name](view)


def _waterfall(view: "PlanView") -> Scene:
    sprint = view.next_sprint
    return capacity_waterfall(None if sprint is None else view.capacity[sprint.id])


def _bar(view: "PlanView") -> Scene:
    sprint = view.next_sprint
    capacity = None if sprint is None else view.capacity[sprint.id]
    return capacity_bar(capacity, view.next_outlook, policy=view.plan.policy, unit=view.plan.settings.unit)


def _dots(view: "PlanView") -> Scene:
    outlook = view.next_outlook
    return commitment_dots(view.forecast_if_any, planned=0.0 if outlook is None else outlook.load)


def _fan(view: "PlanView") -> Scene:
    return release_fan(view.tracking.burnup, view.forecast_if_any, milestone=view.last_milestone)


def _burndown(view: "PlanView") -> Scene:
    sprint = view.tracking.sprint
    return burndown_chart(None if sprint is None else view.tracking.burndown(sprint.id))


def _bridge(view: "PlanView") -> Scene:
    sprint = view.tracking.sprint
    return scope_bridge_chart(None if sprint is None else view.tracking.bridge(sprint.id))


def _velocity(view: "PlanView", *, per_pd: bool = False) -> Scene:
    sprint = view.tracking.sprint
    burndown = None if sprint is None or not sprint.started_on else view.tracking.burndown(sprint.id)
    return velocity_bars(view.tracking.velocity, per_pd=per_pd, burndown=burndown)


def _loads(view: "PlanView") -> Scene:
    sprint = view.next_sprint
    return load_bars(view.person_loads, sprint_name="" if sprint is None else sprint.name)


def _heat_map(view: "PlanView") -> Scene:
    coming = view.plan.coming_sprints()[:HEAT_MAP_SPRINTS]
    return heat_map([view.capacity[sprint.id] for sprint in coming])


def _delivery(view: "PlanView", code: str) -> Scene:
    return delivery_chart(view.plan, view.tracking.all_delivery, code)


def _progress(view: "PlanView") -> Scene:
    sprint = view.tracking.sprint
    running = sprint is not None and sprint.started_on is not None and not sprint.is_closed
    return reserve_progress_bar(view.tracking.reserve_progress(sprint.id) if running and sprint else None)


SCENES: Mapping[str, Callable[["PlanView"], Scene]] = {
    "capacity-bar": _bar,
    "capacity-waterfall": _waterfall,
    "availability": _heat_map,
    "sprint-stack": lambda view: sprint_stack(view.outlooks),
    "load-bars": _loads,
    "reserve-history": lambda view: reserve_history(view.reserve, policy=view.plan.policy),
    "commitment-dots": _dots,
    "finish-ranges": lambda view: finish_ranges(view.forecast_if_any),
    "release-fan": _fan,
    "finish-histogram": lambda view: finish_histogram(view.forecast_if_any, milestone=view.last_milestone),
    "forecast-tornado": lambda view: forecast_tornado(view.drivers),
    "sprint-strip": lambda view: sprint_strip(view.forecast_if_any),
    "calibration-hits": lambda view: calibration_hits(view.records),
    "calibration-bars": lambda view: calibration_bars(view.records),
    "calibration-plot": lambda view: reliability_plot(view.records),
    "calibration-pit": lambda view: pit_picture(view.records),
    "debt-trend": lambda view: debt_flow(view.tracking.debt, view.register.totals),
    "debt-age": lambda view: debt_age(view.register.rows, today=view.today),
    "debt-ratio": lambda view: debt_ratio(view.plan),
    "interest-meter": lambda view: interest_ranges(interest_meter(view.plan)),
    "reserve-lab-velocity": lambda view: lab_fan(view.standard_lab),
    "reserve-lab-cumulative": lambda view: lab_fan(view.standard_lab, Measure.SUM),
    "reserve-lab-principal": lambda view: lab_fan(view.standard_lab, Measure.DEBT),
    "reserve-lab-waste": lambda view: lab_fan(view.standard_lab, Measure.WASTE),
    "burndown": _burndown,
    "scope-bridge": _bridge,
    "velocity": _velocity,
    "velocity-per-day": lambda view: _velocity(view, per_pd=True),
    "burnup": lambda view: burnup_chart(view.tracking.burnup),
    "predictability": lambda view: predictability_dots(view.tracking.velocity, view.tracking.predictability),
    "reserve-progress": _progress,
    "delivery-deployments": lambda view: delivery_line(view.tracking.delivery, "deployments"),
    "delivery-failed-changes": lambda view: delivery_line(view.tracking.delivery, "failed-changes"),
    "delivery-restore-hours": lambda view: delivery_line(view.tracking.delivery, "restore-hours"),
    "delivery-chart-deployments": lambda view: _delivery(view, "deployments"),
    "delivery-chart-failed-changes": lambda view: _delivery(view, "failed-changes"),
    "delivery-chart-restore-hours": lambda view: _delivery(view, "restore-hours"),
}
"""Charts by name, in the order in which exports list them."""
