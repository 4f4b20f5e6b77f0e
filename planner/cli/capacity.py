"""``capacity PLAN``: from the calendar to features, per sprint and person."""

import argparse
from typing import Any

from planner.analysis.capacity.breakdown import CapacityBreakdown, CapacitySteps, PersonCapacity
from planner.analysis.view import PlanView
from planner.cli.opening import add_plan, open_plan
from planner.cli.terminal import days, plain, print_json, table

STEPS = (
    "calendar_pd",
    "holidays_pd",
    "leave_pd",
    "oncall_pd",
    "meetings_pd",
    "ramp_pd",
    "effective_pd",
    "unplanned_pd",
    "learning_pd",
    "reserve_pd",
    "feature_pd",
)
_HEAD = ("", "calendar", "holidays", "leave", "on-call", "meetings", "ramp", "effective")
_HEAD_ASIDE = ("unplanned", "learning", "reserve", "features")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")


def run(options: argparse.Namespace) -> int:
    """Print the waterfall of every coming sprint."""
    view = open_plan(options.plan).view
    sprints = view.plan.coming_sprints()
    breakdowns = [view.capacity[sprint.id] for sprint in sprints]
    if options.json:
        print_json({"sprints": [_sprint_json(breakdown, view) for breakdown in breakdowns]})
        return 0
    print("\n\n".join(_sprint_text(breakdown, view) for breakdown in breakdowns) or "No coming sprint in this plan.")
    return 0


def feature_points(view: PlanView, sprint_id: str) -> float | None:
    """Return what the median of the forecast gives in a sprint, in the plan's unit; ``None`` without a history."""
    if view.forecast_if_any is None:
        return None
    return next((entry.single[50] for entry in view.forecast.sprints if entry.sprint_id == sprint_id), None)


def _sprint_json(breakdown: CapacityBreakdown, view: PlanView) -> dict[str, Any]:
    sprint = breakdown.sprint
    points = feature_points(view, sprint.id)
    return {
        "id": sprint.id,
        "name": sprint.name,
        "start": sprint.period.start.isoformat(),
        "end": sprint.period.last_day.isoformat(),
        **_steps_json(breakdown.steps),
        "feature_points": None if points is None else plain(points),
        "people": [
            {"id": person.member.id, "name": person.member.name, **_steps_json(person.steps), **_typed_json(person)}
            for person in breakdown.people
        ],
    }


def _steps_json(steps: CapacitySteps) -> dict[str, float]:
    amounts = {name: plain(getattr(steps, name)) for name in STEPS}
    return amounts if not steps.override_pd else {**amounts, "override_pd": plain(steps.override_pd)}


def _typed_json(person: PersonCapacity) -> dict[str, str]:
    """Return why a capacity was typed over the calendar's, where one was."""
    return {} if person.override is None else {"override_reason": person.override.reason}


def _sprint_text(breakdown: CapacityBreakdown, view: PlanView) -> str:
    sprint = breakdown.sprint
    points = feature_points(view, sprint.id)
    said = "" if points is None else f", about {points:.0f} {view.forecast.unit.value} at the median"
    title = f"{sprint.name}, {sprint.period.start:%d %b} to {sprint.period.last_day:%d %b %Y}, person-days{said}"
    rows = [_row(person.member.name, person.steps) for person in breakdown.people]
    notes = [_typed_text(person) for person in breakdown.people if person.override is not None]
    return "\n".join((title, table((*_HEAD, *_HEAD_ASIDE), [*rows, _row("Team", breakdown.steps)]), *notes))


def _typed_text(person: PersonCapacity) -> str:
    """Return the line that says a figure was typed in, and what the calendar says."""
    steps = person.steps
    reason = f", {person.override.reason}" if person.override is not None and person.override.reason else ""
    calendar = days(steps.effective_pd - steps.override_pd)
    return f"{person.member.name}: {days(steps.effective_pd)} typed in{reason}; the calendar says {calendar}"


def _row(name: str, steps: CapacitySteps) -> tuple[str, ...]:
    taken = {"holidays_pd", "leave_pd", "oncall_pd", "meetings_pd", "ramp_pd"}
    return (name, *(days((-1 if step in taken else 1) * getattr(steps, step)).replace("-0.0", "0.0") for step in STEPS))
