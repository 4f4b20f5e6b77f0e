"""One delivery measure over all closed sprints, with the team's own baseline; no targets, no comparison."""

from itertools import pairwise

from planner.analysis.scenes.delivery_lines import EMPTY, delivery_value
from planner.analysis.scenes.frame import empty_scene, percent_axis, slots, value_axis
from planner.analysis.scenes.scene import Hit, Line, Mark, Rule, Scene, Style, Table
from planner.analysis.tracking.trends import DeliveryLine, DeliveryTrend
from planner.domain.plan import Plan

UNITS = {"deployments": "", "failed-changes": "", "restore-hours": ", hours"}
MOST_NAMES = 8


def delivery_chart(plan: Plan, trend: DeliveryTrend, code: str) -> Scene:
    """Return a measure as a line with dots; a sprint without it is a gap.

    Parameters
    ----------
    code
        ``"deployments"``, ``"failed-changes"`` or ``"restore-hours"``.
    """
    line = next(entry for entry in trend.lines if entry.code == code)
    name = f"delivery-chart-{code}"
    known = [value for value in line.values if value is not None]
    if not known:
        return empty_scene(name, line.title, EMPTY)
    xs = tuple(float(place) for place in range(len(line.values)))
    marks: list[Mark] = [] if line.baseline is None else [_baseline(line)]
    marks.append(Line(line.title, xs, line.values, Style.FEATURES, width=2.0, dots=True, hits=_hits(plan, trend, line)))
    top = max(*known, line.baseline or 0.0) if line.baseline is not None else max(known)
    every = -(-len(trend.names) // MOST_NAMES)
    return Scene(
        name=name,
        title=f"{line.title}{UNITS[code]}",
        x=slots(trend.names, every=every),
        y=percent_axis(top, most=3) if code == "failed-changes" else value_axis(top, most=3),
        marks=tuple(marks),
        table=Table(
            ("Sprint", line.title),
            tuple(
                (sprint, delivery_value(line, value)) for sprint, value in zip(trend.names, line.values, strict=True)
            ),
        ),
        summary=f"{line.title}: {delivery_value(line, line.latest)}. {_direction(known)}",
        top_margin=12,
    )


def _baseline(line: DeliveryLine) -> Rule:
    return Rule(line.baseline or 0.0, vertical=False, style=Style.MUTED, dash="dash")


def _hits(plan: Plan, trend: DeliveryTrend, line: DeliveryLine) -> tuple[Hit | None, ...]:
    ids = [sprint.id for sprint in plan.closed_sprints() if sprint.actuals is not None][-len(trend.names) :]
    return tuple(
        None if value is None else Hit(name, (delivery_value(line, value), "click to change"), (f"sprint:{key}",))
        for name, key, value in zip(trend.names, ids, line.values, strict=True)
    )


def _direction(known: list[float]) -> str:
    """Return in how many sprints it rose and fell."""
    rises = sum(1 for before, after in pairwise(known) if after > before)
    falls = sum(1 for before, after in pairwise(known) if after < before)
    return f"It rose in {rises} and fell in {falls} sprints."
