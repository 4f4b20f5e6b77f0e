"""``forecast PLAN``: dates, amounts and milestones with their odds."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.forecast.plan_forecast import amount_by, forecast_plan
from planner.analysis.forecast.results import FinishDate, MilestoneForecast, PlanForecast, PlannedSprint, SprintForecast
from planner.analysis.forecast.words import PLANNED_LABEL, planned_sentence
from planner.cli.debt import share_of
from planner.cli.opening import Opened, add_plan, open_plan
from planner.cli.terminal import percent, plain, print_json, progress, table
from planner.domain.edits import ChangeSettings
from planner.domain.errors import InvalidValueError
from planner.domain.settings import Unit

FAN = (5, 15, 50, 85, 95)
NEXT = (15, 50, 85)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("--reserve", metavar="SHARE", help="debt reserve of all coming sprints, such as 0.25")
    parser.add_argument("--trials", type=int, help="number of futures")
    parser.add_argument("--seed", type=int, help="the same seed gives the same figures")
    parser.add_argument("--percentiles", metavar="LIST", help="such as 50,70,85,95")
    parser.add_argument("--by", metavar="DATE", help="how much is done by this day, such as 2026-09-11")
    parser.add_argument("--unit", choices=[unit.value for unit in Unit], help="count items instead of points")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print the forecast."""
    by = None if options.by is None else day_of(options.by)
    opened = _with_choices(open_plan(options.plan), options)
    forecast = _forecast(opened, options)
    if options.json:
        print_json(_answer(forecast, opened.plan.settings.percentiles, by))
    else:
        print(_text(forecast, opened.plan.settings.percentiles, by))
    return 0


def day_of(text: str) -> date:
    """Return a date written as ``2026-09-11``.

    Raises
    ------
    InvalidValueError
        When it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidValueError("date", text, "a day such as 2026-09-11") from error


def _with_choices(opened: Opened, options: argparse.Namespace) -> Opened:
    """Return the opening with the percentiles and trials that were asked for, checked like any edit."""
    settings = opened.plan.settings
    if options.percentiles:
        try:
            levels = tuple(sorted({int(part) for part in options.percentiles.split(",")}))
        except ValueError as error:
            raise InvalidValueError("percentiles", options.percentiles, "numbers from 1 to 99") from error
        settings = replace(settings, percentiles=levels)
    if options.trials is not None:
        settings = replace(settings, trials=options.trials)
    if options.seed is not None:
        if options.seed < 0:
            raise InvalidValueError("seed", options.seed, "a whole number of 0 or more")
        settings = replace(settings, seed=options.seed)
    return opened.with_plan(ChangeSettings(settings).apply(opened.plan))


def _forecast(opened: Opened, options: argparse.Namespace) -> PlanForecast:
    reserve = None if options.reserve is None else share_of(options.reserve)
    plan = opened.plan
    breakdowns = {sprint.id: capacity_of(plan, sprint, reserve_share=reserve) for sprint in plan.sprints}
    unit = None if options.unit is None else Unit(options.unit)
    return forecast_plan(plan, breakdowns, today=opened.today, reserve=reserve, unit=unit, report=progress())


def _answer(forecast: PlanForecast, percentiles: tuple[int, ...], by: date | None) -> dict[str, Any]:
    answer = {
        "unit": forecast.unit.value,
        "seed": forecast.seed,
        "trials": forecast.trials,
        "history_sprints": 0 if forecast.history.typed else len(forecast.history.values),
        "method": forecast.method,
        "labels": list(forecast.labels),
        "finish": _finish_json(forecast.finish, percentiles),
        "next_sprint": _amounts(forecast.next_sprint, NEXT),
        "next_sprint_planned": _planned_json(forecast.planned),
        "by_sprint": [_sprint_json(sprint) for sprint in forecast.sprints],
        "milestones": [_milestone_json(milestone, percentiles) for milestone in forecast.milestones],
        "risks": [
            {"name": risk.name, "probability": risk.probability, "extra": [risk.low, risk.likely, risk.high]}
            for risk in forecast.risks
        ],
        "warnings": [str(warning) for warning in forecast.warnings],
    }
    return (
        answer if by is None else {**answer, "by": {"date": by.isoformat(), **_amounts(amount_by(forecast, by), FAN)}}
    )


def _amounts(amounts: Mapping[int, float], levels: tuple[int, ...]) -> dict[str, float]:
    return {str(level): plain(amounts[level]) for level in levels}


def _planned_json(planned: PlannedSprint | None) -> dict[str, Any] | None:
    if planned is None:
        return None
    label = {"committed": plain(planned.committed), "probability": plain(planned.chance), "label": PLANNED_LABEL}
    return {**_amounts(planned.amounts, NEXT), **label}


def _finish_json(finish: Mapping[int, FinishDate], percentiles: tuple[int, ...]) -> dict[str, Any]:
    return {str(level): _date_json(finish[level]) for level in percentiles if level in finish}


def _date_json(finish: FinishDate) -> dict[str, Any]:
    found = {"date": None if finish.day is None else finish.day.isoformat(), "sprint": finish.sprint_name or None}
    return found if finish.later_than is None else {**found, "later_than": finish.later_than.isoformat()}


def _sprint_json(sprint: SprintForecast) -> dict[str, Any]:
    return {"sprint": sprint.name, "date": sprint.period.last_day.isoformat(), **_amounts(sprint.total, FAN)}


def _milestone_json(milestone: MilestoneForecast, percentiles: tuple[int, ...]) -> dict[str, Any]:
    due = milestone.milestone.due
    return {
        "name": milestone.milestone.name,
        "due": None if due is None else due.isoformat(),
        "probability": None if milestone.probability is None else plain(milestone.probability),
        "finish": _finish_json(milestone.finish, percentiles),
    }


def _text(forecast: PlanForecast, percentiles: tuple[int, ...], by: date | None) -> str:
    unit = forecast.unit.value
    next_name = forecast.sprints[forecast.next_index].name
    promise = (
        f"{next_name}: {forecast.commitment:.0f} {unit} can be promised (85 % sure of at least this), "
        f"{forecast.next_sprint[50]:.0f} at the median, {forecast.next_sprint[85]:.0f} with luck (P85)."
    )
    parts = [
        "\n".join((promise, *([f"{planned_sentence(forecast)}\n{PLANNED_LABEL}"] if forecast.planned else []))),
        f"{forecast.remaining.total:g} {unit} are left. Everything is done by\n"
        + table(("sure", "day", "in"), [_finish_row(forecast.finish[level]) for level in percentiles]),
    ]
    if forecast.milestones:
        parts.append(_milestones_text(forecast, percentiles))
    if by is not None:
        sure, median, lucky = (f"{amount_by(forecast, by)[level]:.0f}" for level in NEXT)
        parts.append(f"By {by:%d %b %Y} {sure} {unit} are 85 % sure, {median} at the median, P85 {lucky}.")
    if forecast.risks:
        lines = (
            f"{risk.name}: {percent(risk.probability)}, {risk.low:g} to {risk.high:g} {unit}, {risk.likely:g} likely"
            for risk in forecast.risks
        )
        parts.append("Risk events inside\n" + "\n".join(lines))
    head = ("sprint", "up to", *(f"P{level}" for level in FAN))
    parts.append(f"Done from now on, {unit}\n" + table(head, [_sprint_row(sprint) for sprint in forecast.sprints]))
    parts.append("\n".join((", ".join(forecast.labels) + ".", *(str(warning) for warning in forecast.warnings))))
    return "\n\n".join(parts)


def _finish_row(finish: FinishDate) -> tuple[str, ...]:
    return f"{finish.percentile} %", day_text(finish), finish.sprint_name


def day_text(finish: FinishDate) -> str:
    """Return a finish as people read it; beyond the horizon it says so."""
    if finish.day is not None:
        return f"{finish.day:%a %d %b %Y}"
    return f"later than {finish.later_than:%d %b %Y}" if finish.later_than else "later"


def _milestones_text(forecast: PlanForecast, percentiles: tuple[int, ...]) -> str:
    head = ("milestone", "left", "due", "chance", *(f"P{level}" for level in percentiles))
    rows = [
        (
            entry.milestone.name,
            f"{entry.points:g}",
            f"{entry.milestone.due:%d %b %Y}" if entry.milestone.due else "",
            percent(entry.probability),
            *("done" if entry.done else day_text(entry.finish[level]) for level in percentiles),
        )
        for entry in forecast.milestones
    ]
    return table(head, rows)


def _sprint_row(sprint: SprintForecast) -> tuple[str, ...]:
    return sprint.name, f"{sprint.period.last_day:%d %b %Y}", *(f"{sprint.total[level]:.0f}" for level in FAN)
