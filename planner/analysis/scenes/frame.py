"""Axes, ticks and the empty state: what all charts share."""

from collections.abc import Sequence
from math import ceil, floor, log10

from planner.analysis.scenes.scene import Axis, AxisKind, Scene, Table, Tick
from planner.analysis.wording import number

HALF_SLOT = 0.5
ROOM = 1.06  # above the highest mark
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def nice_step(high: float, *, most: int = 5) -> float:
    """Return a round step that cuts ``[0, high]`` into at most ``most`` parts.

    >>> nice_step(68.0), nice_step(9.0, most=4)
    (20.0, 2.5)
    """
    if high <= 0:
        return 1.0
    rough = high / most
    scale = 10.0 ** floor(log10(rough))
    return next((step * scale for step in STEPS if step * scale >= rough - 1e-12), 10.0 * scale)


def value_axis(high: float, *, title: str = "", most: int = 4, low: float = 0.0, grid: bool = True) -> Axis:
    """Return an axis from ``low`` to a little above ``high`` with round ticks."""
    step = nice_step(max(high - low, 1e-9), most=most)
    first, top = floor(low / step), high * ROOM
    digits = 0 if step >= 1 and step == int(step) else 1
    places = range(first, floor(top / step + 1e-9) + 1)
    ticks = tuple(Tick(place * step, number(place * step, digits)) for place in places)
    return Axis(low=first * step, high=max(top, first * step + 1e-9), ticks=ticks, title=title, grid=grid)


def percent_axis(high: float, *, most: int = 4) -> Axis:
    """Return an axis of shares, labelled in percent."""
    axis = value_axis(high * 100, most=most)
    ticks = tuple(Tick(tick.position / 100, f"{tick.label} %") for tick in axis.ticks)
    return Axis(low=0.0, high=axis.high / 100, ticks=ticks, grid=True)


def slots(names: Sequence[str], *, strong: Sequence[str] = (), every: int = 1) -> Axis:
    """Return an axis of named slots centred at 0, 1, 2 ..., of which every n-th is labelled."""
    ticks = tuple(
        Tick(float(place), name, strong=name in strong) for place, name in enumerate(names) if place % every == 0
    )
    return Axis(low=-HALF_SLOT, high=len(names) - HALF_SLOT, ticks=ticks, kind=AxisKind.CATEGORY)


def sprint_edges(names: Sequence[str], *, most: int = 14, start: float = 0.0) -> Axis:
    """Return a linear axis on which sprint ``i`` lies between ``start + i`` and the next, its name in the middle."""
    every = max(1, ceil(len(names) / most))
    ticks = tuple(Tick(start + place + HALF_SLOT, name) for place, name in enumerate(names) if place % every == 0)
    return Axis(low=start, high=start + len(names), ticks=ticks)


def hidden(low: float, high: float) -> Axis:
    """Return an axis that only scales."""
    return Axis(low=low, high=high, visible=False)


def empty_scene(name: str, title: str, sentence: str) -> Scene:
    """Return the chart's place with the sentence that says what to do."""
    axis = hidden(0.0, 1.0)
    return Scene(name, title, axis, axis, (), Table((title,), ()), sentence, empty=sentence)
