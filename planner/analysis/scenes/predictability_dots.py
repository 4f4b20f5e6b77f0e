"""Predictability: what part of its commitment each sprint completed."""

from planner.analysis.scenes.frame import empty_scene, percent_axis, slots
from planner.analysis.scenes.scene import Dot, Dots, Hit, Mark, Rule, Scene, Style, Table
from planner.analysis.tracking.trends import Predictability, VelocityChart, VelocityRow
from planner.analysis.wording import percent, size

NAME, TITLE = "predictability", "Done of committed"
EMPTY = "Close a sprint with a commitment to see how well commitments are kept."


def predictability_dots(chart: VelocityChart, record: Predictability) -> Scene:
    """Return a dot per sprint that had a commitment: filled where it was met, and the whole as a line."""
    rows = [row for row in chart.closed if row.committed]
    if not rows:
        return empty_scene(NAME, TITLE, EMPTY)
    shares = [_share(row) for row in rows]
    dots = tuple(
        Dot(float(place), part, filled=bool(row.met), style=Style.FEATURES, size=9.0, hit=_hit(row, part))
        for place, (row, part) in enumerate(zip(rows, shares, strict=True))
    )
    marks: list[Mark] = [Rule(1.0, vertical=False, style=Style.TEXT, width=1.5)]
    if record.ratio is not None:
        marks.append(Rule(record.ratio, vertical=False, style=Style.MUTED, dash="dash"))
    marks.append(Dots("done of committed", dots))
    return Scene(
        name=NAME,
        title=TITLE,
        x=slots([row.name for row in rows]),
        y=percent_axis(max(1.0, *shares) if len(shares) > 1 else max(1.0, shares[0]), most=3),
        marks=tuple(marks),
        table=Table(("Sprint", "Done of committed"), tuple((row.name, percent(_share(row))) for row in rows)),
        summary=_summary(record),
        top_margin=8,
    )


def _share(row: VelocityRow) -> float:
    return row.completed / row.committed if row.committed else 0.0


def _hit(row: VelocityRow, part: float) -> Hit:
    lines = (f"{percent(part)} of {size(row.committed or 0.0)} committed", "click for the rows")
    return Hit(row.name, lines, (f"sprint:{row.sprint_id}",))


def _summary(record: Predictability) -> str:
    middle = "" if record.ratio is None else f", {percent(record.ratio)} in the middle"
    return f"The commitment was met in {record.met} of {record.counted} sprints{middle}."
