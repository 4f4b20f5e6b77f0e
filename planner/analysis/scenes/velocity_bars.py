"""Velocity: committed, done and carried over per sprint, raw or per available person-day."""

import re
from itertools import groupby

from planner.analysis.scenes.frame import empty_scene, slots, value_axis
from planner.analysis.scenes.scene import Bar, Bars, Dot, Dots, Hit, Key, Mark, Scene, Style, Table
from planner.analysis.tracking.burndown import Burndown
from planner.analysis.tracking.trends import Predictability, VelocityChart, VelocityRow
from planner.analysis.wording import number, size, unit_name

NAME, TITLE = "velocity", "Velocity"
EMPTY = "Close a sprint or import sprint history to see velocity."
LEGEND = (
    Key("done", Style.FEATURES),
    Key("carried over", Style.GHOST, "ghost"),
    Key("committed", Style.TEXT, "line"),
)


def velocity_bars(chart: VelocityChart, *, per_pd: bool = False, burndown: Burndown | None = None) -> Scene:
    """Return a bar per sprint.

    Parameters
    ----------
    per_pd
        Show work per effective person-day, so that leave and holidays do not look like slowness.
    burndown
        Of the running sprint: its forecast is drawn above what is done.
    """
    rows = [row for row in chart.rows if not per_pd or row.per_pd is not None]
    if not rows:
        return empty_scene(f"{NAME}-per-day" if per_pd else NAME, TITLE, EMPTY)
    unit = unit_name(chart.unit)
    marks: list[Mark] = [Bars("done", tuple(_done(place, row, per_pd) for place, row in enumerate(rows)))]
    if not per_pd:
        marks += [Bars("carried", _carried(rows)), Dots("committed", _committed(rows))]
        marks += _running(rows, burndown)
    top = max(_top(row, per_pd) for row in rows)
    running = [row.name for row in rows if row.running]
    return Scene(
        name=f"{NAME}-per-day" if per_pd else NAME,
        title=f"{TITLE}, {unit}{' per person-day' if per_pd else ''}",
        x=slots([row.name for row in rows], strong=running),
        y=value_axis(top),
        marks=tuple(marks),
        table=_table(chart),
        summary=_summary(chart),
        legend=() if per_pd else LEGEND,
    )


def caption(chart: VelocityChart, record: Predictability) -> str:
    """Return what was special, and how often the commitment was met."""
    notes = " ".join(f"{', '.join(names)}: {note}." for note, names in _brief_notes(chart))
    kept = f"Commitment met in {record.met} of {record.counted}." if record.counted else ""
    return f"{notes} {kept}".strip()


def _brief_notes(chart: VelocityChart) -> list[tuple[str, list[str]]]:
    """Return the first words of what was special, with the neighbours that share them."""
    found: list[tuple[str, list[str]]] = []
    for note, group in groupby(chart.closed, key=lambda row: re.split(r"[:;,.]", row.excluded_because or row.note)[0]):
        if note:
            found.append((note, [row.name for row in group]))
    return found


def _value(row: VelocityRow, per_pd: bool) -> float:  # noqa: FBT001 - one of two readings of the same row
    return (row.per_pd or 0.0) if per_pd else row.completed


def _top(row: VelocityRow, per_pd: bool) -> float:  # noqa: FBT001 - as above
    if per_pd:
        return row.per_pd or 0.0
    return max(row.committed or 0.0, row.completed + (row.carried or 0.0))


def _done(place: int, row: VelocityRow, per_pd: bool) -> Bar:  # noqa: FBT001 - as above
    opacity = 0.45 if row.running else 1.0
    left_out = bool(row.excluded_because)
    return Bar(
        float(place),
        0.0,
        _value(row, per_pd),
        0.6,
        Style.FEATURES,
        opacity=opacity,
        outlined=left_out,
        hit=_hit(row),
    )


def _hit(row: VelocityRow) -> Hit:
    lines = [f"{size(row.completed)} done"]
    if row.committed is not None:
        lines.append(f"{size(row.committed)} committed")
    if row.carried is not None:
        lines.append(f"{size(row.carried)} carried over")
    if row.per_pd is not None:
        lines.append(f"{number(row.per_pd, 2)} per person-day")
    if row.excluded_because:
        lines.append(f"left out of the forecast: {row.excluded_because}")
    return Hit(row.name, (*lines, "click for the rows"), (f"sprint:{row.sprint_id}",))


def _carried(rows: list[VelocityRow]) -> tuple[Bar, ...]:
    return tuple(
        Bar(float(place), row.completed, row.completed + row.carried, 0.6, Style.GHOST, hit=_hit(row))
        for place, row in enumerate(rows)
        if row.carried
    )


def _committed(rows: list[VelocityRow]) -> tuple[Dot, ...]:
    return tuple(
        Dot(float(place), row.committed, symbol="tick", style=Style.TEXT, size=38.0, hit=_hit(row))
        for place, row in enumerate(rows)
        if row.committed is not None
    )


def _running(rows: list[VelocityRow], burndown: Burndown | None) -> list[Mark]:
    """Return where the running sprint may end: P15 to P85 as a light bar, P50 as a tick."""
    if burndown is None or burndown.end is None or not rows[-1].running:
        return []
    ends = {percentile: burndown.scope - left for percentile, left in burndown.end.items()}
    x = float(len(rows) - 1)
    bar = Bar(x, min(ends[85], ends[15]), max(ends[85], ends[15]), 0.6, Style.FEATURES, opacity=0.3)
    return [
        Bars("forecast", (bar,)),
        Dots("forecast P50", (Dot(x, ends[50], symbol="tick", style=Style.FEATURES, size=38.0),)),
    ]


def _table(chart: VelocityChart) -> Table:
    def text(work: float | None, digits: int = 0) -> str:
        return "" if work is None else number(work, digits)

    return Table(
        ("Sprint", "Committed", "Done", "Carried over", "Person-days", "Per person-day", "Note"),
        tuple(
            (
                row.name,
                text(row.committed),
                text(row.completed),
                text(row.carried),
                text(row.effective_pd, 1),
                text(row.per_pd, 2),
                row.excluded_because or row.note,
            )
            for row in chart.rows
        ),
    )


def _summary(chart: VelocityChart) -> str:
    closed = chart.closed
    if not closed:
        return "No sprint is closed yet."
    mean = sum(row.completed for row in closed) / len(closed)
    low, high = min(row.completed for row in closed), max(row.completed for row in closed)
    span = f"{size(low)} to {size(high)} {unit_name(chart.unit)}"
    return f"{len(closed)} sprints completed {span}, {number(mean)} on average."
