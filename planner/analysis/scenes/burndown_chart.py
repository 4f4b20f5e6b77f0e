"""Burndown of a sprint: ideal by the people there, what is known of the actual, and the cone to the end."""

from itertools import pairwise

from planner.analysis.scenes.frame import empty_scene, value_axis
from planner.analysis.scenes.scene import (
    CLICK_FOR_ROWS,
    Axis,
    Band,
    Dot,
    Dots,
    Hit,
    Label,
    Line,
    Mark,
    Region,
    Rule,
    Scene,
    Style,
    Table,
    Tick,
)
from planner.analysis.tracking.burndown import Burndown, BurndownDay, BurndownPoint, ScopeMark
from planner.analysis.wording import WEEKDAYS, amount, day, number, signed, size, unit_name, weekday

NAME, TITLE = "burndown", "Burndown"
EMPTY = "Start a sprint and import during it to see its burndown."
BANDS = ((5, 95, 0.13), (15, 85, 0.18), (30, 70, 0.22))


def burndown_chart(burndown: Burndown | None) -> Scene:
    """Return the burndown; between days without a snapshot the actual has a gap, joined by a thin dotted line."""
    if burndown is None or not burndown.days or (burndown.committed <= 0 and burndown.scope <= 0):
        return empty_scene(NAME, TITLE, EMPTY)
    end = float(len(burndown.days))
    marks: list[Mark] = off_days(burndown)
    marks += _cone(burndown)
    marks += _ideal(burndown)
    marks += _actual(burndown)
    if burndown.now is not None:
        marks.append(Rule(burndown.now, style=Style.STRONG, label="now"))
    top = max(burndown.committed, *(point.left for point in burndown.points))
    return Scene(
        name=NAME,
        title=f"{TITLE}, {unit_name(burndown.unit)} left",
        x=Axis(low=0.0, high=end, ticks=day_ticks(burndown)),
        y=value_axis(top * 1.08, most=6),
        marks=tuple(marks),
        table=_table(burndown),
        summary=summary(burndown),
        right_margin=84 if burndown.end or burndown.points[-1].position >= end else 16,
        top_margin=16,
        crosshair=True,
    )


def off_days(burndown: Burndown) -> list[Mark]:
    """Return a hatched column for each day on which nobody, or next to nobody, works."""
    return [
        Region(
            entry.index + 0.0, entry.index + 1.0, None, None, Style.NON_WORKING, label=entry.off.replace(" ", "\n", 1)
        )
        for entry in burndown.days
        if entry.off
    ]


def day_ticks(burndown: Burndown) -> tuple[Tick, ...]:
    """Return the labels of the days."""
    return tuple(_tick(entry, burndown) for entry in burndown.days)


def point_hit(burndown: Burndown, point: BurndownPoint, words: str) -> Hit:
    """Return what hovering over a point says, and the items behind it."""
    source = "by the dates of its items" if point.from_dates else CLICK_FOR_ROWS
    title = "Start" if point.position == 0 else weekday(point.day)
    ref = f"committed:{burndown.sprint_id}" if point.position == 0 else f"day:{point.day}"
    return Hit(title, (words, source), (ref,))


def source_dots(burndown: Burndown, value: str) -> list[Mark]:
    """Return a hollow dot over each point that comes from the items' dates and from no snapshot."""
    dots = tuple(
        Dot(point.position, getattr(point, value), symbol="circle", filled=False, size=7.0)
        for point in burndown.points
        if point.from_dates
    )
    return [Dots("by the dates of the items", dots)] if dots else []


def _tick(entry: BurndownDay, burndown: Burndown) -> Tick:
    """Return the label of a day; the first and last of a week carry the date."""
    name = WEEKDAYS[entry.day.weekday()][:3]
    days = burndown.days
    first = entry.index == 0 or days[entry.index - 1].day.isocalendar().week != entry.day.isocalendar().week
    last = entry.index == len(days) - 1
    today = burndown.now is not None and entry.index + 1.0 == burndown.now
    return Tick(entry.index + 0.5, f"{name} {entry.day.day}" if first or last else name, strong=today)


def _cone(burndown: Burndown) -> list[Mark]:
    if burndown.cone is None or burndown.end is None:
        return []
    xs, cone = burndown.cone_positions, burndown.cone
    marks: list[Mark] = [
        Band(f"P{low} to P{high}", xs, cone[low], cone[high], Style.FEATURES, opacity) for low, high, opacity in BANDS
    ]
    marks.append(Line("P50", xs, cone[50], Style.FEATURES, width=2.0, dash="dash"))
    end = burndown.end
    texts = ((85, f"{number(end[85])}, P85"), (50, f"**{number(end[50])} left**, P50"), (15, f"{number(end[15])}, P15"))
    for percentile, text in texts:
        priority = 3 if percentile == 50 else 1  # noqa: PLR2004 - the median keeps its place
        marks.append(Label(xs[-1], end[percentile], text, Style.MUTED, size=13, dx=10.0, priority=priority))
    return marks


def _ideal(burndown: Burndown) -> list[Mark]:
    xs = (0.0, *(entry.index + 1.0 for entry in burndown.days))
    ys = (burndown.committed, *(entry.ideal for entry in burndown.days))
    third = len(burndown.days) // 3
    label = Label(xs[third], ys[third], "ideal, by people there", Style.MUTED, dx=-10.0, dy=34.0, align="centre")
    return [Line("ideal", xs, ys, Style.MUTED, width=1.5, dash="dash"), label]


def _actual(burndown: Burndown) -> list[Mark]:
    """Return the known points joined day by day; where a day is missing the line has a gap."""
    xs: list[float] = []
    ys: list[float | None] = []
    hits: list[Hit | None] = []
    marks: list[Mark] = []
    for before, after in pairwise(burndown.points):
        if after.position - before.position > 1:
            ends = (before.position, after.position)
            marks.append(Line("unknown", ends, (before.left, after.left), Style.FEATURES, width=1.2, dash="dot"))
    last = None
    for point in burndown.points:
        if last is not None and point.position - last > 1:
            xs.append(last + 1)
            ys.append(None)
            hits.append(None)
        xs.append(point.position)
        ys.append(point.left)
        hits.append(point_hit(burndown, point, f"{amount(point.left, burndown.unit)} left"))
        last = point.position
    marks.append(Line("left", tuple(xs), tuple(ys), Style.FEATURES, width=2.5, dots=True, hits=tuple(hits)))
    marks += source_dots(burndown, "left")
    marks += [_added(mark, end=burndown.days[-1].index + 1.0) for mark in burndown.marks if mark.amount > 0]
    marks.append(_left(burndown))
    return marks


def _added(mark: ScopeMark, *, end: float) -> Label:
    """Return the words at a jump of the scope; at the end of the axis they stand left of it."""
    text = f"{signed(mark.amount)} added"
    if mark.position >= end:
        return Label(mark.position, mark.left, text, Style.TEXT, align="right", dx=-10.0, dy=-12.0)
    return Label(mark.position, mark.left, text, Style.TEXT, dx=6.0, dy=-14.0)


def _left(burndown: Burndown) -> Label:
    """Return the figure at the last known point, on the side where there is room."""
    end = burndown.points[-1]
    text = f"**{size(end.left)} left**"
    if end.position >= len(burndown.days):
        return Label(end.position, end.left, text, Style.TEXT, size=13, dx=10.0, priority=2)
    if end.position == 0:
        return Label(end.position, end.left, text, Style.TEXT, size=13, dx=8.0, dy=-12.0, priority=2)
    return Label(end.position, end.left, text, Style.TEXT, size=13, align="right", dx=-8.0, dy=16.0, priority=2)


def _table(burndown: Burndown) -> Table:
    known = {point.position: point for point in burndown.points}
    rows = [("Start", size(burndown.committed), size(burndown.points[0].left), "", "")]
    for entry in burndown.days:
        if burndown.now is not None and entry.index >= burndown.now:
            continue
        point = known.get(entry.index + 1.0)
        left = "not known" if point is None else size(point.left)
        source = "" if point is None else "dates of the items" if point.from_dates else "known"
        rows.append((day(entry.day), number(entry.ideal, 1), left, number(entry.there, 1), source))
    return Table(("End of", "Ideal", "Left", "People there", "From"), tuple(rows))


def summary(burndown: Burndown) -> str:
    """Return where the sprint stands and where it may end."""
    text = f"{amount(burndown.left, burndown.unit)} of {size(burndown.scope)} are left in {burndown.name}."
    if burndown.end is None:
        return text
    return f"{text} At its end {number(burndown.end[50])} may be left, up to {number(burndown.end[85])} with 85 %."
