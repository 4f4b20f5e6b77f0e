"""Work per sprint: what was done, and the range of what comes."""

from math import ceil

from planner.analysis.forecast.results import LeftOut, PlanForecast, SprintForecast, VelocityHistory
from planner.analysis.scenes.frame import empty_scene, slots, value_axis
from planner.analysis.scenes.scene import Bar, Bars, Dot, Dots, Hit, Mark, Rule, Scene, Style, Table
from planner.analysis.wording import number, unit_name

NAME, TITLE = "sprint-strip", "Work per sprint, done and forecast"
EMPTY = "Close a sprint, import history or enter a velocity to see a forecast."
CAPTION = "Bar P15 to P85, line P50, thin P5 to P95"
AHEAD = 6
MOST_NAMES = 24


def sprint_strip(forecast: PlanForecast | None, *, ahead: int = AHEAD) -> Scene:
    """Return a bar per past sprint and a range per coming one.

    Parameters
    ----------
    ahead
        Number of coming sprints shown.
    """
    if forecast is None:
        return empty_scene(NAME, TITLE, EMPTY)
    history = forecast.history
    coming = forecast.sprints[:ahead]
    past = past_sprints(history)
    start = len(past)
    marks: list[Mark] = [Bars("done", tuple(_done(place, entry) for place, entry in enumerate(past)))]
    marks += _ranges(coming, start)
    marks.append(Rule(start - 0.5, style=Style.STRONG))
    top = max([entry.done or 0.0 for entry in past] + [entry.single[95] for entry in coming])
    names = (*(entry.name for entry in past), *(entry.name for entry in coming))
    unit = unit_name(forecast.unit).capitalize()
    return Scene(
        name=NAME,
        title=f"{unit} per sprint, done and forecast",
        x=slots(names, every=max(1, ceil(len(names) / MOST_NAMES))),
        y=value_axis(top, most=3),
        marks=tuple(marks),
        table=_table(forecast, coming),
        summary=_summary(forecast),
    )


def past_sprints(history: VelocityHistory) -> tuple[LeftOut, ...]:
    """Return the closed sprints in time order; those that count have no reason."""
    left_out = {entry.place: entry for entry in history.left_out}
    counted = iter(zip(history.sprint_ids, history.names, history.values, strict=False))
    places = range(len(history.names) + len(left_out))
    return tuple(left_out.get(place) or LeftOut(*_counted(next(counted)), place) for place in places)


def _counted(entry: tuple[str, str, float]) -> tuple[str, str, str, float]:
    sprint_id, name, done = entry
    return sprint_id, name, "", done


def _done(place: int, entry: LeftOut) -> Bar:
    words = "unknown" if entry.done is None else f"{number(entry.done)} done"
    more = (f"left out: {entry.reason}", "click to take it in") if entry.reason else ("click to leave it out",)
    hit = Hit(entry.name, (words, *more), (f"sprint:{entry.sprint_id}",))
    return Bar(
        float(place),
        0.0,
        entry.done or 0.0,
        0.58,
        Style.UNPLANNED if entry.reason else Style.FEATURES,
        outlined=bool(entry.reason),
        hit=hit,
    )


def _ranges(coming: tuple[SprintForecast, ...], start: int) -> list[Mark]:
    thin, thick, middles = [], [], []
    for place, entry in enumerate(coming, start=start):
        lines = (
            f"P50 {number(entry.single[50])}",
            f"P15 {number(entry.single[15])} to P85 {number(entry.single[85])}",
            f"P5 {number(entry.single[5])} to P95 {number(entry.single[95])}",
        )
        hit = Hit(entry.name, lines, (f"sprint:{entry.sprint_id}",) if entry.sprint_id else ())
        x = float(place)
        thin.append(Bar(x, entry.single[5], entry.single[95], 0.18, Style.FEATURES, opacity=0.3, hit=hit))
        thick.append(Bar(x, entry.single[15], entry.single[85], 0.54, Style.FEATURES, opacity=0.42, hit=hit))
        middles.append(Dot(x, entry.single[50], symbol="tick", style=Style.TEXT, size=22.0, hit=hit))
    return [Bars("P5 to P95", tuple(thin)), Bars("P15 to P85", tuple(thick)), Dots("P50", tuple(middles))]


def _table(forecast: PlanForecast, coming: tuple[SprintForecast, ...]) -> Table:
    past = [
        (entry.name, "" if entry.done is None else number(entry.done), f"left out: {entry.reason}", "")
        if entry.reason
        else (entry.name, number(entry.done or 0.0), "", "")
        for entry in past_sprints(forecast.history)
    ]
    ahead = [
        (
            entry.name,
            number(entry.single[50]),
            f"{number(entry.single[15])} to {number(entry.single[85])}",
            f"{number(entry.single[5])} to {number(entry.single[95])}",
        )
        for entry in coming
    ]
    return Table(("Sprint", "Done, P50 when to come", "P15 to P85", "P5 to P95"), (*past, *ahead))


def _summary(forecast: PlanForecast) -> str:
    name = forecast.sprints[forecast.next_index].name
    unit = unit_name(forecast.unit)
    middle, low, high = (forecast.next_sprint[percentile] for percentile in (50, 15, 85))
    return f"{name} is likely to complete {number(middle)} {unit}, {number(low)} to {number(high)} from P15 to P85."
