"""Scenarios in one chart: when the goal is done in each, or how much more or less gets done than in the plan."""

from collections.abc import Sequence

from planner.analysis.scenarios.compare import BASELINE, Comparison, ScenarioEntry
from planner.analysis.scenes.frame import empty_scene, value_axis
from planner.analysis.scenes.scene import Axis, Band, Bar, Bars, Hit, Label, Line, Mark, Rule, Scene, Style, Table, Tick
from planner.analysis.wording import day, signed

NAME, TITLE = "scenario-finish", "When it is done"
GAIN_NAME, GAIN_TITLE = "scenario-gain", "Work done beyond the plan"
GAIN_EMPTY = "Ask a question, or start a scenario, to see what it changes."
EMPTY = "Import or type sprint history to compare dates."
CAPTION = "Bar P15 to P85, line P50. Every row meets the same futures."
GAIN_CAPTION = "Line P50, band P15 to P85 of the chosen one: each future against the same future of the plan."
MOST_TICKS = 10
ROOM = 0.34
LONGEST_NAME = 34
LEAST_ROWS = 4  # fewer scenarios leave room below instead of growing thick


def scenario_finish(found: Comparison) -> Scene:
    """Return a row per scenario: P15 to P85 as a bar, P50 as a line, the plan first; its P50 runs through all rows."""
    rows = [entry for entry in found.entries if entry.finish]
    if not rows:
        return empty_scene(NAME, TITLE, EMPTY)
    horizon = float(len(found.sprint_names))
    ends = [_at(entry, 85, horizon) for entry in rows]
    low = max(0.0, min(_at(entry, 15, horizon) for entry in rows) - 1.0)
    high = max(ends) + max(1.0, ROOM * (max(ends) - low))
    slots = max(LEAST_ROWS, len(rows))
    names = tuple(Tick(slots - place - 0.5, _short(entry.name)) for place, entry in enumerate(rows))
    marks: list[Mark] = [Rule(_at(rows[0], 50, horizon), style=Style.STRONG, dash="dot")]
    for place, entry in enumerate(rows):
        marks += _row(entry, slots - place - 0.5, horizon)
    return Scene(
        name=NAME,
        title=f"{TITLE}: {found.goal}",
        x=_sprints(found.sprint_names, low, high),
        y=Axis(low=0.0, high=float(slots), ticks=names),
        marks=tuple(marks),
        table=comparison_table(found),
        summary=_summary(found, rows),
        top_margin=8,
    )


def _at(entry: ScenarioEntry, percentile: int, horizon: float) -> float:
    position = entry.finish[percentile].position
    return horizon if position is None else position


def _date(entry: ScenarioEntry, percentile: int) -> str:
    finish = entry.finish[percentile]
    if finish.day is not None:
        return day(finish.day)
    return "" if finish.later_than is None else f"after {day(finish.later_than)}"


def _sprints(names: tuple[str, ...], low: float, high: float) -> Axis:
    every = max(1, round((high - low) / MOST_TICKS))
    shown = range(int(low), int(high) + 1, every)
    ticks = tuple(Tick(float(place), names[place]) for place in shown if low <= place < len(names))
    return Axis(low=low, high=high, ticks=ticks, grid=True)


def _row(entry: ScenarioEntry, y: float, horizon: float) -> list[Mark]:
    style = Style.UNPLANNED if entry.id == BASELINE else Style.FEATURES
    early, middle, late = (_at(entry, percentile, horizon) for percentile in (15, 50, 85))
    hit = Hit(
        entry.name,
        (f"P50 {_date(entry, 50)}", f"P15 {_date(entry, 15)} to P85 {_date(entry, 85)}"),
        (f"scenario:{entry.id}",),
    )
    words = f"**{_date(entry, 50)}**, P85 {_date(entry, 85)}"
    return [
        Bars("P15 to P85", (Bar(y, early, late, 0.34, style, opacity=0.6, hit=hit),), horizontal=True),
        Bars("P50", (Bar(y, middle - 0.02, middle + 0.02, 0.56, Style.TEXT, hit=hit),), horizontal=True),
        Label(late, y, words, Style.MUTED, size=13, dx=10.0, priority=2),
    ]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def scenario_gain(found: Comparison, chosen: str) -> Scene:
    """Return the work that every scenario gets done beyond the plan, future by future; the chosen one has its band.

    Parameters
    ----------
    chosen
        Identity of the scenario that stands out.
    """
    rows = [entry for entry in found.entries if entry.gain and entry.id != BASELINE]
    if not rows:
        return empty_scene(GAIN_NAME, GAIN_TITLE, GAIN_EMPTY)
    shown = min(len(found.sprint_names), _far_enough(found.entries))
    xs = tuple(float(place) for place in range(shown + 1))
    marks: list[Mark] = [Rule(0.0, vertical=False, style=Style.STRONG)]
    for entry in sorted(rows, key=lambda entry: entry.id == chosen):
        marks += _course(entry, xs, is_chosen=entry.id == chosen, names=found.sprint_names)
    drawn = [
        value
        for entry in rows
        for key in ((15, 50, 85) if entry.id == chosen else (50,))
        for value in _cut(entry, key, xs)
    ]
    every = max(1, round(shown / MOST_TICKS))
    return Scene(
        name=GAIN_NAME,
        title=GAIN_TITLE,
        x=Axis(
            low=0.0,
            high=float(shown),
            ticks=tuple(Tick(place + 0.5, found.sprint_names[place]) for place in range(0, shown, every)),
        ),
        y=value_axis(max(1.0, *drawn), low=min(0.0, *drawn), most=5),
        marks=tuple(marks),
        table=comparison_table(found),
        summary=_summary(found, [entry for entry in found.entries if entry.finish]),
        right_margin=250,
        top_margin=8,
        crosshair=True,
    )


def _far_enough(rows: Sequence[ScenarioEntry]) -> int:
    """Return how many sprints to draw: until the goal is done in every scenario, with one sprint of air."""
    ends = [entry.finish[85].position for entry in rows if entry.finish]
    return max([3, *(int(end) + 2 for end in ends if end is not None)])


def _cut(entry: ScenarioEntry, percentile: int, xs: tuple[float, ...]) -> tuple[float, ...]:
    return entry.gain[percentile][: len(xs)]


def _course(entry: ScenarioEntry, xs: tuple[float, ...], *, is_chosen: bool, names: tuple[str, ...]) -> list[Mark]:
    low, middle, high = (_cut(entry, percentile, xs) for percentile in (15, 50, 85))
    style = Style.FEATURES if is_chosen else Style.MUTED
    marks: list[Mark] = [Band(entry.name, xs, low, high, style, 0.18)] if is_chosen else []
    hits = tuple(
        Hit(
            entry.name if place == 0 else f"{entry.name}, by the end of {names[place - 1]}",
            (f"P50 {signed(middle[place])}", f"P15 {signed(low[place])} to P85 {signed(high[place])}"),
            (f"scenario:{entry.id}",),
        )
        for place in range(len(xs))
    )
    marks.append(Line(entry.name, xs, middle, style, width=2.0, dash="" if is_chosen else "dash", hits=hits))
    words = f"**{_short(entry.name)}** {signed(middle[-1])}"
    marks.append(Label(xs[-1], middle[-1], words, style, size=12, dx=10.0, priority=3 if is_chosen else 1))
    return marks


def comparison_table(found: Comparison) -> Table:
    """Return every scenario as a row of all measures, with its change against the plan."""
    head = ("Scenario", *(title for _key, title in found.measures))
    rows = tuple(
        (entry.name, *(entry.cells[key].words if key in entry.cells else "no longer fits" for key, _ in found.measures))
        for entry in found.entries
    )
    return Table(head, rows)


def _summary(found: Comparison, rows: list[ScenarioEntry]) -> str:
    if not rows[0].finish:
        return f"{len(rows)} scenarios side by side."
    base = f"{found.goal[:1].upper()}{found.goal[1:]} is done by {_date(rows[0], 85)} with 85 % in the plan"
    others = [f"by {_date(entry, 85)} in {entry.name}" for entry in rows[1:] if entry.finish]
    return f"{base}{', ' if others else ''}{', '.join(others)}."
