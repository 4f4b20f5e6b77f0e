"""Milestones, epics and items as rows in words: work, target, chance, dates, and what has moved since."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from planner.analysis.forecast.baselines import compared_with, moved_text
from planner.analysis.forecast.goals import chance_by, due_chances, epic_forecasts, item_chances
from planner.analysis.forecast.results import FinishDate, MilestoneForecast, PlanForecast
from planner.analysis.scenes.finish_ranges import finish_text
from planner.analysis.wording import chance, day, size
from planner.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One goal; ``probability`` is ``None`` without a target, ``p50`` to ``p95`` are dates in words."""

    id: str
    name: str
    work: float
    work_text: str
    target: str
    probability: float | None
    chance_text: str
    p50: str
    p85: str
    p95: str
    moved: str


def since_text(plan: Plan, *, today: date) -> str:
    """Return since when something can have moved: ``"Moved since 1 May"``; empty without a baseline."""
    baseline = compared_with(plan, today=today)
    return "" if baseline is None else f"Moved since {day(baseline.taken_on)}"


def milestone_rows(forecast: PlanForecast | None, plan: Plan) -> tuple[MilestoneRow, ...]:
    """Return the milestones of a forecast in the plan's order, against the baseline."""
    if forecast is None:
        return ()
    baseline = compared_with(plan, today=forecast.today)
    own = forecast.unit is plan.settings.unit
    return tuple(_row(entry, moved=moved_text(plan, entry, baseline, with_dates=own)) for entry in forecast.milestones)


def epic_rows(forecast: PlanForecast | None, plan: Plan, *, by: date) -> tuple[MilestoneRow, ...]:
    """Return the epics with open work in the order in which they begin; without a date of their own, by a day.

    What is left of an epic is its own open work; its dates wait for everything that is ranked before.
    """
    if forecast is None:
        return ()
    own: dict[str, float] = {}
    epics = {item.key: item.epic for item in plan.backlog}
    for key, left in zip(forecast.remaining.keys, forecast.remaining.sizes, strict=True):
        own[epics[key]] = own.get(epics[key], 0.0) + left
    return tuple(
        replace(
            _row(entry, moved="", by=by, otherwise=chance_by(forecast, entry, by)),
            work=own[entry.milestone.name],
            work_text=size(own[entry.milestone.name]),
        )
        for entry in epic_forecasts(plan, forecast)
    )


def _row(
    entry: MilestoneForecast, *, moved: str, by: date | None = None, otherwise: float | None = None
) -> MilestoneRow:
    milestone = entry.milestone
    probability = entry.probability if milestone.due is not None else otherwise
    target = day(milestone.due) if milestone.due else "no target" if by is None else f"by {day(by)}"
    return MilestoneRow(
        id=milestone.id,
        name=milestone.name,
        work=entry.estimated,
        work_text=size(entry.estimated),
        target=target,
        probability=1.0 if entry.done else probability,
        chance_text="done" if entry.done else "" if probability is None else chance(probability),
        p50=finish_text(entry, 50),
        p85=finish_text(entry, 85),
        p95=finish_text(entry, 95),
        moved=moved,
    )


def item_rows(forecast: PlanForecast | None, plan: Plan, *, by: date) -> tuple[MilestoneRow, ...]:
    """Return the open items in rank order with their dates; without a date of their own, by a day."""
    if forecast is None:
        return ()
    dues, days = due_chances(plan, forecast), item_chances(forecast, by)
    items = {item.key: item for item in plan.backlog}
    sprints = {sprint.id: sprint.name for sprint in plan.sprints}
    rows = []
    for key, left in zip(forecast.remaining.keys, forecast.remaining.sizes, strict=True):
        item, dates = items[key], forecast.item_dates[key]
        own = item.due_on
        probability = dues[key] if own is not None else days[key]
        rows.append(
            MilestoneRow(
                id=f"item:{key}",
                name=f"{key}  {item.title}",
                work=left,
                work_text=size(left),
                target=day(own) if own is not None else f"by {day(by)}",
                probability=probability,
                chance_text=chance(probability),
                p50=_date_text(dates, 50),
                p85=_date_text(dates, 85),
                p95="",
                moved=sprints.get(item.sprint_id or "", ""),
            )
        )
    return tuple(rows)


def _date_text(dates: Mapping[int, FinishDate], percentile: int) -> str:
    found = dates[percentile]
    return day(found.day) if found.day else f"after {day(found.later_than)}" if found.later_than else ""


@dataclass(frozen=True, slots=True)
class PairRow:
    """One goal counted in both units, for looking at them side by side."""

    id: str
    name: str
    own_left: str
    own_chance: str
    own_p85: str
    items_left: str
    items_chance: str
    items_p85: str


def pair_rows(own: tuple[MilestoneRow, ...], items: tuple[MilestoneRow, ...]) -> tuple[PairRow, ...]:
    """Return milestones in the plan's own unit beside the same ones in items."""
    return tuple(
        PairRow(
            id=first.id,
            name=first.name,
            own_left=first.work_text,
            own_chance=first.chance_text,
            own_p85=first.p85,
            items_left=second.work_text,
            items_chance=second.chance_text,
            items_p85=second.p85,
        )
        for first, second in zip(own, items, strict=True)
    )
