"""Work per sprint: what was done, and the range of what comes."""

from planner.analysis.forecast.results import PlanForecast, SprintForecast
from planner.analysis.scenes.frame import empty_scene, slots, value_axis
from planner.analysis.scenes.scene import Bar, Bars, Dot, Dots, Hit, Mark, Rule, Scene, Style, Table
from planner.analysis.wording import number, unit_name

NAME, TITLE = "sprint-strip", "Work per sprint, done and forecast"
EMPTY = "Close a sprint, import history or enter a velocity to see a forecast."
CAPTION = "Bar P15 to P85, line P50, thin P5 to P95"
AHEAD = 6


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
    start = len(history.names)
    marks: list[Mark] = [Bars("done", tuple(_done(place, forecast) for place in range(start)))]
    marks += _ranges(coming, start)
    marks.append(Rule(start - 0.5, style=Style.STRONG))
    top = max(*history.values, *(entry.single[95] for entry in coming))
    unit = unit_name(forecast.unit).capitalize()
    return Scene(
        name=NAME,
        title=f"{unit} per sprint, done and forecast",
        x=slots((*history.names, *(entry.name for entry in coming))),
        y=value_axis(top, most=3),
        marks=tuple(marks),
        table=_table(forecast, coming),
        summary=_summary(forecast),
    )


def _done(place: int, forecast: PlanForecast) -> Bar:
    history = forecast.history
    hit = Hit(
        history.names[place], (f"{number(history.values[place])} done",), (f"sprint:{history.sprint_ids[place]}",)
    )
    return Bar(float(place), 0.0, history.values[place], 0.58, Style.FEATURES, hit=hit)


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
    history = forecast.history
    past = [(name, number(value), "", "") for name, value in zip(history.names, history.values, strict=False)]
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
