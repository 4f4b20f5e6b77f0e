"""What was said of a milestone, day by day: its target as a step line, the forecast dates as ranges."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from planner.analysis.forecast.baselines import Said
from planner.analysis.scenes.frame import empty_scene
from planner.analysis.scenes.scene import Axis, Bar, Bars, Dot, Dots, Hit, Label, Line, Mark, Scene, Style, Table, Tick
from planner.analysis.wording import day

NAME, TITLE = "baseline-steps", "What was said, and when"
EMPTY = "Keep a baseline to see later how targets and dates have moved since."
TICKS, ROOM_DAYS = 5, 5


def baseline_steps(name: str, course: Sequence[Said]) -> Scene:
    """Return the course of one milestone: a column per baseline and one for today, dates upwards.

    Parameters
    ----------
    name
        The milestone.
    course
        What was said, oldest first, today's at the end.
    """
    dates = [when for said in course for when in (said.due, said.p50, said.p85) if when is not None]
    if not dates:
        return empty_scene(NAME, TITLE, EMPTY)
    xs = tuple(float(place) for place in range(len(course)))
    edges = (*xs, xs[-1] + 1.0)
    dues = tuple(None if said.due is None else float(said.due.toordinal()) for said in course)
    marks: list[Mark] = [
        Bars("P50 to P85", tuple(_range(place, said) for place, said in enumerate(course) if _known(said))),
        Line("target", tuple(x - 0.5 for x in edges), (*dues, dues[-1]), Style.TEXT, width=1.5, step=True),
        Dots("85 %", tuple(_sure(place, said) for place, said in enumerate(course) if said.p85 is not None)),
        *_labels(course),
    ]
    ticks = tuple(
        Tick(float(place), "now" if place == len(course) - 1 else day(said.on), strong=place == len(course) - 1)
        for place, said in enumerate(course)
    )
    return Scene(
        name=NAME,
        title=f"{name}: {TITLE.lower()}",
        x=Axis(low=-0.5, high=len(course) - 0.5, ticks=ticks),
        y=_dates_axis(min(dates), max(dates)),
        marks=tuple(marks),
        table=_table(course),
        summary=_summary(name, course),
        right_margin=96,
        top_margin=12,
    )


def _known(said: Said) -> bool:
    return said.p50 is not None and said.p85 is not None


def _hit(said: Said) -> Hit:
    words = (f"target {day(said.due)}",) if said.due else ()
    dates = [f"P{level} {day(when)}" for level, when in ((50, said.p50), (85, said.p85)) if when]
    return Hit(f"Said on {day(said.on)}", (*words, *dates))


def _range(place: int, said: Said) -> Bar:
    low, high = (float(when.toordinal()) for when in (said.p50 or said.on, said.p85 or said.on))
    return Bar(float(place), low, high, 0.16, Style.FEATURES, opacity=0.42, hit=_hit(said))


def _sure(place: int, said: Said) -> Dot:
    height = float(said.p85.toordinal()) if said.p85 else 0.0
    return Dot(float(place), height, symbol="tick", style=Style.TEXT, size=22.0, hit=_hit(said))


def _labels(course: Sequence[Said]) -> list[Mark]:
    last, x = course[-1], len(course) - 0.5
    found: list[Mark] = []
    if last.due is not None:
        found.append(Label(x, float(last.due.toordinal()), f"target {day(last.due)}", Style.TEXT, dx=8.0))
    if last.p85 is not None:
        found.append(Label(x, float(last.p85.toordinal()), f"85 % {day(last.p85)}", Style.FEATURES, dx=8.0))
    return found


def _dates_axis(first: date, last: date) -> Axis:
    low, high = first.toordinal() - ROOM_DAYS, last.toordinal() + ROOM_DAYS
    step = max(7, -(-(high - low) // TICKS))
    ticks = tuple(Tick(float(place), day(date.fromordinal(place))) for place in range(low, high + 1, step))
    return Axis(low=float(low), high=float(high), ticks=ticks, grid=True)


def _table(course: Sequence[Said]) -> Table:
    rows = [
        (day(said.on), *("" if when is None else day(when) for when in (said.due, said.p50, said.p85)))
        for said in course
    ]
    return Table(("Said on", "Target", "P50", "P85"), tuple(rows))


def _summary(name: str, course: Sequence[Said]) -> str:
    first, last = course[0], course[-1]
    if len(course) == 1:
        return f"Nothing is kept of {name} yet: keep today, to see later how its target and dates have moved."
    moved = sum(1 for one, two in pairwise(course) if one.due != two.due)
    times = "has not moved" if moved == 0 else "moved once" if moved == 1 else f"moved {moved} times"
    dates = ""
    if first.p85 and last.p85:
        same = first.p85 == last.p85
        dates = f"; 85 % is still {day(last.p85)}" if same else f"; 85 % went from {day(first.p85)} to {day(last.p85)}"
    return f"The target of {name} {times} since {day(first.on)}{dates}."
