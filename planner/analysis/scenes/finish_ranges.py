"""Milestones as ranges on the axis of coming sprints, each with its target and its chance."""

from collections.abc import Sequence

from planner.analysis.forecast.results import MilestoneForecast, PlanForecast
from planner.analysis.scenes.frame import empty_scene, hidden
from planner.analysis.scenes.scene import Axis, Bar, Bars, Dot, Dots, Hit, Label, Mark, Scene, Style, Table, Tick
from planner.analysis.wording import chance, day

NAME, TITLE = "finish-ranges", "Finish dates"
EMPTY = "Add a milestone with a date to see how likely it is."
CAPTION = "Bar P15 to P85, line P50, triangle target."
_ROOM_SPRINTS = 1.0
MOST_ROWS = 6


def finish_ranges(forecast: PlanForecast | None) -> Scene:
    """Return a row per open milestone: P5 to P95 thin, P15 to P85 thick, P50 as a line, the target as a triangle."""
    open_ones = [entry for entry in forecast.milestones if not entry.done] if forecast is not None else []
    if forecast is None or not open_ones:
        return empty_scene(NAME, TITLE, EMPTY)
    shown = _shown(open_ones)
    last = _last_position(shown, len(forecast.sprints))
    names = [entry.name for entry in forecast.sprints]
    marks: list[Mark] = []
    for row, entry in enumerate(shown):
        marks += _row(len(shown) - row - 0.5, entry, last)
    return Scene(
        name=NAME,
        title=TITLE,
        x=_axis(names, last),
        y=hidden(0.0, float(len(shown))),
        marks=tuple(marks),
        table=milestone_table(open_ones),
        summary=_summary(open_ones[-1]),
    )


def caption(forecast: PlanForecast | None) -> str:
    """Return the line under the chart, with how many milestones have no room in it."""
    open_ones = [entry for entry in forecast.milestones if not entry.done] if forecast is not None else []
    more = len(open_ones) - MOST_ROWS
    return f"{CAPTION} {more} more on the Forecast page." if more > 0 else CAPTION


def _shown(entries: Sequence[MilestoneForecast]) -> Sequence[MilestoneForecast]:
    """Return as many as have room: those that come first, and the one that needs the most work, in plan order."""
    if len(entries) <= MOST_ROWS:
        return entries
    release = max(entries, key=lambda entry: entry.points)
    soon = sorted((entry for entry in entries if entry is not release), key=lambda entry: entry.points)
    kept = {id(entry) for entry in (*soon[: MOST_ROWS - 1], release)}
    return [entry for entry in entries if id(entry) in kept]


def _last_position(entries: Sequence[MilestoneForecast], horizon: int) -> float:
    ends = [entry.finish[95].position or float(horizon) for entry in entries]
    return min(float(horizon), max(ends) + _ROOM_SPRINTS)


def _axis(names: list[str], last: float) -> Axis:
    """Return the coming sprints; the tick of a sprint stands at its start."""
    every = max(1, round(last / 6))
    shown = range(0, int(last) + 1, every)
    ticks = tuple(Tick(float(place), names[place]) for place in shown if place < len(names))
    return Axis(low=0.0, high=last, ticks=ticks, grid=True)


def _row(y: float, entry: MilestoneForecast, last: float) -> list[Mark]:
    at = {percentile: last if found.position is None else found.position for percentile, found in entry.finish.items()}
    hit = Hit(entry.milestone.name, (*_lines(entry), "click for the rows"), (f"milestone:{entry.milestone.id}",))
    marks: list[Mark] = [
        Bars("P5 to P95", (Bar(y, at[5], at[95], 0.1, Style.FEATURES, opacity=0.4, hit=hit),), horizontal=True),
        Bars("P15 to P85", (Bar(y, at[15], at[85], 0.24, Style.FEATURES, opacity=0.55, hit=hit),), horizontal=True),
        Bars("P50", (Bar(y, at[50] - 0.02, at[50] + 0.02, 0.42, Style.TEXT, hit=hit),), horizontal=True),
    ]
    if entry.due_position is not None:
        marks.append(Dots("target", (_target(entry.due_position, y),)))
    right = at[95] < last * 0.6
    x, align, shift = (at[95], "left", 10.0) if right else (at[5], "right", -10.0)
    marks.append(Label(x, y, _text(entry), Style.TEXT, size=13, align=align, dx=shift))
    return marks


def _target(position: float, y: float) -> Dot:
    return Dot(position, y + 0.3, symbol="triangle-down", filled=False, style=Style.TEXT, size=11.0)


def _text(entry: MilestoneForecast) -> str:
    if entry.milestone.due is None or entry.probability is None:
        return f"{entry.milestone.name}, no target"
    return f"{entry.milestone.name} by {day(entry.milestone.due)}: **{chance(entry.probability)}**"


def finish_text(entry: MilestoneForecast, percentile: int) -> str:
    """Return a milestone's date at a percentile, or what it is later than."""
    if entry.done:
        return "done"
    found = entry.finish[percentile]
    if found.day is not None:
        return day(found.day)
    return f"after {day(found.later_than)}" if found.later_than is not None else ""


def _lines(entry: MilestoneForecast) -> tuple[str, ...]:
    return (
        f"P50 {finish_text(entry, 50)}, P85 {finish_text(entry, 85)}",
        f"P15 {finish_text(entry, 15)} to P95 {finish_text(entry, 95)}",
    )


def milestone_table(entries: Sequence[MilestoneForecast]) -> Table:
    """Return the milestones as rows: work, target, chance and dates."""
    return Table(
        ("Milestone", "Work", "Target", "Chance", "P50", "P85", "P95"),
        tuple(
            (
                entry.milestone.name,
                f"{entry.estimated:g}",
                day(entry.milestone.due) if entry.milestone.due else "",
                "" if entry.probability is None else chance(entry.probability),
                finish_text(entry, 50),
                finish_text(entry, 85),
                finish_text(entry, 95),
            )
            for entry in entries
        ),
    )


def _summary(entry: MilestoneForecast) -> str:
    text = f"{entry.milestone.name} is done by {finish_text(entry, 85)} with 85 %"
    if entry.milestone.due is None or entry.probability is None:
        return f"{text}."
    return f"{text}; its target of {day(entry.milestone.due)} is {chance(entry.probability)} likely."
