"""Burnup of a sprint: work done against its scope, the ideal by the people there, and the cone to its end."""

from itertools import pairwise

from planner.analysis.scenes.burndown_chart import BANDS, EMPTY, day_ticks, off_days, point_hit, source_dots
from planner.analysis.scenes.frame import empty_scene, value_axis
from planner.analysis.scenes.scene import Axis, Band, Label, Line, Mark, Rule, Scene, Style, Table
from planner.analysis.tracking.burndown import Burndown
from planner.analysis.wording import amount, day, number, signed, size, unit_name

NAME, TITLE = "sprint-burnup", "Burnup of the sprint"


def sprint_burnup(burndown: Burndown | None) -> Scene:
    """Return done, scope and ideal of a sprint; between days that nobody knows both lines have a gap."""
    if burndown is None or not burndown.days or (burndown.committed <= 0 and burndown.scope <= 0):
        return empty_scene(NAME, TITLE, EMPTY)
    end = float(len(burndown.days))
    top = max(burndown.committed, *(point.scope for point in burndown.points))
    marks: list[Mark] = [*off_days(burndown), *_cone(burndown), *_ideal(burndown), *_scope(burndown), *_done(burndown)]
    if burndown.now is not None:
        marks.append(Rule(burndown.now, style=Style.STRONG, label="now"))
    return Scene(
        name=NAME,
        title=f"Done and scope, {unit_name(burndown.unit)}",
        x=Axis(low=0.0, high=end, ticks=day_ticks(burndown)),
        y=value_axis(top * 1.08, most=6),
        marks=tuple(marks),
        table=_table(burndown),
        summary=f"{amount(burndown.done, burndown.unit)} of {size(burndown.scope)} are done in {burndown.name}.",
        right_margin=108,
        top_margin=16,
        crosshair=True,
    )


def _gapped(burndown: Burndown, value: str) -> tuple[tuple[float, ...], tuple[float | None, ...]]:
    """Return positions and values of the known points, with a gap where a day in between is not known."""
    xs: list[float] = []
    ys: list[float | None] = []
    for place, point in enumerate(burndown.points):
        if place and point.position - burndown.points[place - 1].position > 1:
            xs.append(burndown.points[place - 1].position + 1)
            ys.append(None)
        xs.append(point.position)
        ys.append(getattr(point, value))
    return tuple(xs), tuple(ys)


def _cone(burndown: Burndown) -> list[Mark]:
    if burndown.cone is None or burndown.end is None:
        return []
    xs, scope = burndown.cone_positions, burndown.scope
    done = {percentile: tuple(scope - left for left in values) for percentile, values in burndown.cone.items()}
    marks: list[Mark] = [
        Band(f"P{low} to P{high}", xs, done[high], done[low], Style.FEATURES, opacity) for low, high, opacity in BANDS
    ]
    marks.append(Line("P50", xs, done[50], Style.FEATURES, width=2.0, dash="dash"))
    end = {percentile: scope - left for percentile, left in burndown.end.items()}
    texts = ((15, f"{number(end[15])}, P85"), (50, f"**{number(end[50])} done**, P50"), (85, f"{number(end[85])}, P15"))
    for percentile, text in texts:
        priority = 3 if percentile == 50 else 1  # noqa: PLR2004 - the median keeps its place
        marks.append(Label(xs[-1], end[percentile], text, Style.MUTED, size=13, dx=10.0, priority=priority))
    return marks


def _ideal(burndown: Burndown) -> list[Mark]:
    xs = (0.0, *(entry.index + 1.0 for entry in burndown.days))
    ys = (0.0, *(burndown.committed - entry.ideal for entry in burndown.days))
    third = len(burndown.days) // 3
    label = Label(xs[third], ys[third], "ideal, by people there", Style.MUTED, align="right", dx=-6.0, dy=-20.0)
    return [Line("ideal", xs, ys, Style.MUTED, width=1.5, dash="dash"), label]


def _scope(burndown: Burndown) -> list[Mark]:
    """Return the scope line with what came or went, named at the step."""
    xs, ys = _gapped(burndown, "scope")
    last = burndown.points[-1]
    marks: list[Mark] = [Line("scope", xs, ys, Style.TEXT, width=1.5, step=True)]
    marks += _joined(burndown, "scope", Style.TEXT)
    marks += [
        Label(mark.position, mark.left + _done_at(burndown, mark.position), signed(mark.amount), dx=4.0, dy=-10.0)
        for mark in burndown.marks
        if mark.position < last.position
    ]
    text = f"**{size(last.scope)}** scope"
    marks.append(Label(last.position, last.scope, text, Style.TEXT, size=13, dx=8.0, dy=-12.0, priority=2))
    return marks


def _done_at(burndown: Burndown, position: float) -> float:
    return next((point.done for point in burndown.points if point.position == position), 0.0)


def _joined(burndown: Burndown, value: str, style: Style) -> list[Mark]:
    """Join known points over days that nobody knows with a thin dotted line."""
    return [
        Line("unknown", (a.position, b.position), (getattr(a, value), getattr(b, value)), style, width=1.2, dash="dot")
        for a, b in pairwise(burndown.points)
        if b.position - a.position > 1
    ]


def _done(burndown: Burndown) -> list[Mark]:
    xs, ys = _gapped(burndown, "done")
    known = {point.position: point for point in burndown.points}
    hits = tuple(
        point_hit(burndown, known[x], f"{amount(known[x].done, burndown.unit)} done") if y is not None else None
        for x, y in zip(xs, ys, strict=True)
    )
    last = burndown.points[-1]
    return [
        *_joined(burndown, "done", Style.FEATURES),
        Line("done", xs, ys, Style.FEATURES, width=2.5, dots=True, hits=hits),
        *source_dots(burndown, "done"),
        Label(last.position, last.done, f"**{size(last.done)} done**", size=13, align="right", dx=-8.0, dy=16.0),
    ]


def _table(burndown: Burndown) -> Table:
    known = {point.position: point for point in burndown.points}
    rows = [("Start", "0", "0", size(burndown.committed), "")]
    for entry in burndown.days:
        if burndown.now is not None and entry.index >= burndown.now:
            continue
        point = known.get(entry.index + 1.0)
        done, scope = ("not known", "not known") if point is None else (size(point.done), size(point.scope))
        source = "" if point is None else "dates of the items" if point.from_dates else "known"
        rows.append((day(entry.day), number(burndown.committed - entry.ideal, 1), done, scope, source))
    return Table(("End of", "Ideal", "Done", "Scope", "From"), tuple(rows))
