"""The next sprint as twenty futures: each dot is one of them, filled where the promise holds."""

from math import ceil, floor

from planner.analysis.forecast.results import PlanForecast
from planner.analysis.scenes.frame import empty_scene, hidden, nice_step
from planner.analysis.scenes.scene import Axis, Dot, Dots, Hit, Mark, Region, Rule, Scene, Style, Table, Tick
from planner.analysis.wording import amount, chance, number, size, unit_name

NAME, TITLE = "commitment-dots", "Commitment for the next sprint"
EMPTY = "Close a sprint, import history or enter a velocity to see what can be promised."
FUTURES = 20
COLUMNS = 14
NAMED_LEFT = 0.25  # nearer to the left edge than this share of the axis, a name stands at the right of its rule
ROOM_ROWS = 3.0  # free above the dots, for the two labels


def commitment_dots(forecast: PlanForecast | None, *, planned: float) -> Scene:
    """Return twenty equally likely futures of the next sprint, stacked in columns.

    Parameters
    ----------
    planned
        Work planned in the sprint, in the forecast's unit; 0 draws no line.
    """
    if forecast is None:
        return empty_scene(NAME, TITLE, EMPTY)
    futures = quantile_dots(forecast)
    promise = float(round(forecast.commitment))
    width = _column_width(futures)
    dots = _stacked(futures, width=width, promise=promise, forecast=forecast)
    low = max(min(futures[0], promise, planned or promise) - 2 * width, -width)  # no work is less than none
    high = max(futures[-1], planned) + 2 * width
    rows = max(ceil(dot.y + 0.5) for dot in dots) + ROOM_ROWS
    marks: list[Mark] = [Region(None, promise, None, None, Style.WELL)]
    marks.append(Dots("futures", dots))
    side = "left" if promise - low > NAMED_LEFT * (high - low) else "right"
    marks.append(Rule(promise, dash="dash", label=f"promise {size(promise)}", label_align=side))
    if planned > 0:
        text = f"planned {size(planned)}: {chance(forecast.chance_of(planned))}"
        marks.append(Rule(planned, width=2.0, label=text, label_align="right"))
    name = forecast.sprints[forecast.next_index].name
    return Scene(
        name=NAME,
        title=f"Commitment for {name}, {unit_name(forecast.unit)}",
        x=_axis(low, high),
        y=hidden(0.0, rows),
        marks=tuple(marks),
        table=_table(forecast, planned),
        summary=_summary(forecast, name, planned),
        top_margin=18,
    )


def caption(forecast: PlanForecast) -> str:
    """Return the line under the chart."""
    return f"Each dot is one future in twenty. Filled: {amount(round(forecast.commitment), forecast.unit)} or more."


def quantile_dots(forecast: PlanForecast) -> tuple[float, ...]:
    """Return the middles of twenty equally likely slices of the next sprint, ascending."""
    size_of = forecast.next_futures.size
    return tuple(float(forecast.next_futures[int((place + 0.5) / FUTURES * size_of)]) for place in range(FUTURES))


def _column_width(futures: tuple[float, ...]) -> float:
    return max(nice_step(max(futures[-1] - futures[0], 1e-9), most=COLUMNS), 1e-9)


def _stacked(futures: tuple[float, ...], *, width: float, promise: float, forecast: PlanForecast) -> tuple[Dot, ...]:
    heights: dict[int, int] = {}
    dots = []
    for work in futures:
        column = round(work / width)
        heights[column] = heights.get(column, 0) + 1
        hit = Hit(f"One future in twenty: {amount(round(work), forecast.unit)}")
        filled = round(work) >= promise
        dots.append(Dot(column * width, heights[column] - 0.5, filled=filled, style=Style.FEATURES, size=15.0, hit=hit))
    return tuple(dots)


def _axis(low: float, high: float) -> Axis:
    step = nice_step(high - low, most=8)
    first = floor(low / step)
    ticks = tuple(
        Tick(place * step, number(place * step, 0 if step >= 1 else 1))
        for place in range(first, ceil(high / step) + 1)
        if max(low, 0.0) <= place * step <= high
    )
    return Axis(low=low, high=high, ticks=ticks)


def _table(forecast: PlanForecast, planned: float) -> Table:
    rows = [
        (f"{100 - percentile} % sure of at least", amount(round(work), forecast.unit))
        for percentile, work in sorted(forecast.next_sprint.items())
    ]
    if planned > 0:
        rows.append((f"Planned {amount(planned, forecast.unit)}", chance(forecast.chance_of(planned))))
    return Table(("How sure", "Work"), tuple(rows))


def _summary(forecast: PlanForecast, name: str, planned: float) -> str:
    text = f"{name} can be promised {amount(round(forecast.commitment), forecast.unit)}, 85 % sure of at least this."
    if planned <= 0:
        return text
    return f"{text} The {size(planned)} planned are {chance(forecast.chance_of(planned))} likely."
