"""The milestones as rows in words: work, target, chance, dates, and what has moved since."""

from dataclasses import dataclass

from planner.analysis.forecast.results import MilestoneForecast, PlanForecast
from planner.analysis.scenes.finish_ranges import finish_text
from planner.analysis.wording import chance, day, size


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone; ``probability`` is ``None`` without a target, ``p50`` to ``p95`` are dates in words."""

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


def milestone_rows(forecast: PlanForecast | None) -> tuple[MilestoneRow, ...]:
    """Return the milestones of a forecast in the plan's order."""
    return () if forecast is None else tuple(_row(entry) for entry in forecast.milestones)


def _row(entry: MilestoneForecast) -> MilestoneRow:
    milestone = entry.milestone
    return MilestoneRow(
        id=milestone.id,
        name=milestone.name,
        work=entry.estimated,
        work_text=size(entry.estimated),
        target=day(milestone.due) if milestone.due else "no target",
        probability=1.0 if entry.done else entry.probability,
        chance_text="done" if entry.done else "" if entry.probability is None else chance(entry.probability),
        p50=finish_text(entry, 50),
        p85=finish_text(entry, 85),
        p95=finish_text(entry, 95),
        moved=f"target was {day(milestone.earlier_dues[-1])}" if milestone.earlier_dues else "no change",
    )
