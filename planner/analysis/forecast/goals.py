"""What can be asked of a forecast beyond its milestones: epics, single items, any percentile, any day."""

from datetime import date

import numpy as np

from planner.analysis.forecast.milestones import cut_line
from planner.analysis.forecast.results import FinishDate, MilestoneForecast, PlanForecast
from planner.domain.backlog import ItemKind, Milestone
from planner.domain.plan import Plan

EPIC = "epic:"


def epic_forecasts(plan: Plan, forecast: PlanForecast) -> tuple[MilestoneForecast, ...]:
    """Return when the last open item of each epic is done, in the order in which the epics begin.

    An epic's own date is that of the item that stands for it: one of kind epic with its name as key or title.
    """
    if forecast.course is None:
        return ()
    epics = {item.key: item.epic for item in plan.backlog if item.epic}
    places: dict[str, list[int]] = {}
    for place, key in enumerate(forecast.remaining.keys):
        if key in epics:
            places.setdefault(epics[key], []).append(place)
    dues = _epic_dues(plan)
    return tuple(
        cut_line(Milestone(f"{EPIC}{name}", name, dues.get(name)), found, forecast.remaining, forecast.course)
        for name, found in places.items()
    )


def _epic_dues(plan: Plan) -> dict[str, date]:
    dated = [item for item in plan.backlog if item.kind is ItemKind.EPIC and item.due_on is not None]
    return {name: item.due_on for item in dated if item.due_on for name in (item.key, item.title)}


def item_chances(forecast: PlanForecast, by: date) -> dict[str, float]:
    """Return how likely every open item is done by the end of a day, by key.

    Everything ranked before an item, and the item itself, has to be done.
    """
    keys = forecast.remaining.keys
    if forecast.course is None or not keys:
        return {}
    chances = forecast.course.chances_by(np.cumsum(forecast.remaining.sizes), by)
    return dict(zip(keys, chances.tolist(), strict=True))


def due_chances(plan: Plan, forecast: PlanForecast) -> dict[str, float]:
    """Return how likely the open items that have a date of their own meet it, by key."""
    dues = {item.key: item.due_on for item in plan.backlog if item.due_on is not None}
    asked = {key: due for key in forecast.remaining.keys if (due := dues.get(key)) is not None}
    by_day = {day: item_chances(forecast, day) for day in set(asked.values())}
    return {key: by_day[day][key] for key, day in asked.items()}


def chance_by(forecast: PlanForecast, goal: MilestoneForecast | None, by: date) -> float | None:
    """Return how likely a goal, or everything that is open, is done by the end of a day; ``None`` when it is done."""
    amount = forecast.remaining.total if goal is None else goal.points
    if forecast.course is None or amount <= 0:
        return None
    return float(forecast.course.chances_by([amount], by)[0])


def finish_of(forecast: PlanForecast, goal: MilestoneForecast | None, percentile: int) -> FinishDate:
    """Return when a goal, or everything that is open, is done at any percentile from 1 to 99."""
    known = forecast.finish if goal is None else goal.finish
    if percentile in known or forecast.course is None:
        return known[percentile]
    amount = forecast.remaining.total if goal is None else goal.points
    return forecast.course.finish_at(forecast.course.finished(amount), percentile)
