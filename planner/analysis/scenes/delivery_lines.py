"""Delivery measures as small lines: own trend against own baseline, without targets or league tables."""

from planner.analysis.scenes.frame import empty_scene, hidden
from planner.analysis.scenes.scene import Dot, Dots, Hit, Line, Scene, Style, Table
from planner.analysis.tracking.trends import DeliveryLine, DeliveryTrend
from planner.analysis.wording import number, percent, size

TITLE = "Delivery"
EMPTY = "Type deployments, failed changes and time to restore when closing a sprint."


def delivery_value(line: DeliveryLine, value: float | None) -> str:
    """Return a measure as people read it; empty when unknown."""
    if value is None:
        return ""
    if line.code == "failed-changes":
        return percent(value)
    return f"{number(value, 1)} h" if line.code == "restore-hours" else size(value)


def delivery_line(trend: DeliveryTrend, code: str) -> Scene:
    """Return one measure over the last sprints as a small line with a dot at its end.

    Parameters
    ----------
    code
        ``"deployments"``, ``"failed-changes"`` or ``"restore-hours"``.
    """
    line = next(entry for entry in trend.lines if entry.code == code)
    known = [value for value in line.values if value is not None]
    name = f"delivery-{code}"
    if not known:
        return empty_scene(name, line.title, EMPTY)
    xs = tuple(float(place) for place in range(len(line.values)))
    low, high = min(known), max(known)
    room = max((high - low) * 0.25, abs(high) * 0.02, 1e-9)
    hits = tuple(
        None if value is None else Hit(sprint, (delivery_value(line, value),), ())
        for sprint, value in zip(trend.names, line.values, strict=True)
    )
    last = max(place for place, value in enumerate(line.values) if value is not None)
    end = Dot(float(last), known[-1], style=Style.TEXT, size=6.0)
    return Scene(
        name=name,
        title=line.title,
        x=hidden(-0.3, max(len(xs) - 1, 1) + 0.3),
        y=hidden(low - room, high + room),
        marks=(Line(line.title, xs, line.values, Style.MUTED, width=1.5, hits=hits), Dots("latest", (end,))),
        table=Table(("Sprint", line.title), _rows(trend, line)),
        summary=_summary(line),
    )


def baseline_text(line: DeliveryLine) -> str:
    """Return ``"own baseline 8"``, empty with too little to compare."""
    return "" if line.baseline is None else f"own baseline {delivery_value(line, line.baseline)}"


def _rows(trend: DeliveryTrend, line: DeliveryLine) -> tuple[tuple[str, ...], ...]:
    return tuple((sprint, delivery_value(line, value)) for sprint, value in zip(trend.names, line.values, strict=True))


def _summary(line: DeliveryLine) -> str:
    base = f", {baseline_text(line)}" if line.baseline is not None else ""
    return f"{line.title}: {delivery_value(line, line.latest)}{base}."
