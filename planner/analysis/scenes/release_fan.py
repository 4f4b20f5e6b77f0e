"""Work done and to come against the scope: the release fan, with the target of a milestone."""

from planner.analysis.forecast.results import MilestoneForecast, PlanForecast, SprintForecast
from planner.analysis.scenes.frame import empty_scene, sprint_edges, value_axis
from planner.analysis.scenes.scene import Band, Dot, Dots, Hit, Label, Line, Mark, Rule, Scene, Style, Table
from planner.analysis.tracking.burnup import Burnup
from planner.analysis.wording import day, number, signed, size, unit_name

NAME, TITLE = "release-fan", "Done and to come"
EMPTY = "Close a sprint, import history or enter a velocity to see when everything is done."
BANDS = ((5, 95, 0.13), (15, 85, 0.18), (30, 70, 0.22))
ENDS = (5, 15, 50, 85, 95)
MEDIAN = 50
WEIGHTS = {MEDIAN: 3, 15: 2, 85: 2}  # the outer names give way, so that all stay in order
MOST_STEPS = 2  # of the scope are named
LOW = 0.12  # of the height: words below would stand on the axis


def release_fan(
    burnup: Burnup | None,
    forecast: PlanForecast | None,
    *,
    milestone: MilestoneForecast | None = None,
    before: PlanForecast | None = None,
    ends: tuple[int, ...] = ENDS,
) -> Scene:
    """Return the burnup of the closed sprints, continued by the futures of the forecast.

    Parameters
    ----------
    milestone
        Its target is marked.
    before
        Another forecast to compare with: its P50 is a thin dotted line.
    ends
        Percentiles that are named at the end of the fan; fewer for a small picture.
    """
    if burnup is None or forecast is None:
        return empty_scene(NAME, TITLE, EMPTY)
    start = float(len(burnup.names))
    names = (*burnup.names, *(entry.name for entry in forecast.sprints))
    marks: list[Mark] = [*_fan(burnup, forecast, ends), *_scope(burnup, forecast, start), *_done(burnup, forecast)]
    marks += _before(burnup, before, start, len(forecast.sprints))
    marks += [Rule(start, style=Style.STRONG, label="now", label_side="start")] if burnup.names else []
    scope_end = burnup.scope_now + forecast.scope_growth[2] * len(forecast.sprints) + forecast.risk_range[2]
    top = max(scope_end, burnup.done_now + forecast.sprints[-1].total[95])
    if milestone is not None and milestone.due_position is not None and milestone.milestone.due is not None:
        marks += _target(milestone, start, top)
    unit = unit_name(forecast.unit)
    return Scene(
        name=NAME,
        title=f"{unit.capitalize()} done and to come",
        x=sprint_edges(names),
        y=value_axis(top),
        marks=tuple(marks),
        table=_table(burnup, forecast),
        summary=_summary(burnup, forecast),
        right_margin=44,
        top_margin=16,
        crosshair=True,
    )


def _fan(burnup: Burnup, forecast: PlanForecast, ends: tuple[int, ...]) -> list[Mark]:
    start = float(len(burnup.names))
    xs = tuple(start + place for place in range(len(forecast.sprints) + 1))
    curves = {
        percentile: (burnup.done_now, *(burnup.done_now + entry.total[percentile] for entry in forecast.sprints))
        for percentile in forecast.sprints[0].total
    }
    marks: list[Mark] = [
        Band(f"P{low} to P{high}", xs, curves[low], curves[high], Style.FEATURES, opacity)
        for low, high, opacity in BANDS
    ]
    hits = (None, *(_hit(entry, burnup.done_now) for entry in forecast.sprints))
    marks.append(Line("P50", xs, curves[50], Style.FEATURES, width=2.0, dash="dash", hits=hits))
    for sure in ends:
        # The line that 85 % of the futures reach is the 15th percentile of the work: the date at its end is P85.
        end = curves[100 - sure][-1]
        marks.append(Label(xs[-1], end, f"P{sure}", Style.MUTED, dx=8.0, priority=WEIGHTS.get(sure, 1)))
    return marks


def _before(burnup: Burnup, before: PlanForecast | None, start: float, count: int) -> list[Mark]:
    """Return the middle of another forecast, as far as this one reaches."""
    if before is None:
        return []
    totals = [entry.total[MEDIAN] for entry in before.sprints[:count]]
    ys = (burnup.done_now, *(burnup.done_now + total for total in totals))
    xs = tuple(start + place for place in range(len(ys)))
    middle = len(xs) // 3
    text = Label(xs[middle], ys[middle], "dotted: before", Style.MUTED, dx=6.0, dy=34.0)
    return [Line("P50 before", xs, ys, Style.MUTED, width=1.5, dash="dot"), text]


def _hit(entry: SprintForecast, done: float) -> Hit:
    sure, most = number(done + entry.total[15]), number(done + entry.total[95])
    lines = (f"P50 {number(done + entry.total[50])}", f"85 % sure of {sure}, at most {most} with 95 %")
    return Hit(f"By the end of {entry.name}", lines)


def _scope(burnup: Burnup, forecast: PlanForecast, start: float) -> list[Mark]:
    xs = tuple(float(place) for place in range(len(burnup.names) + 1))
    ahead = tuple(start + place for place in range(len(forecast.sprints) + 1))
    low, likely, high = forecast.scope_growth
    least, _, most = forecast.risk_range
    marks: list[Mark] = [Line("scope", xs, burnup.scope, Style.TEXT, width=1.5, step=True)]
    if high > low or most > 0:
        lows = tuple(scope + least for scope in _grown(burnup, low, ahead, start))
        highs = tuple(scope + most for scope in _grown(burnup, high, ahead, start))
        marks.append(Band("scope growth", ahead, lows, highs, Style.COMPARISON, 0.2))
    marks.append(Line("scope to come", ahead, _grown(burnup, likely, ahead, start), Style.TEXT, width=1.5, dash="dot"))
    known = [(x, scope) for x, scope in zip(xs, burnup.scope, strict=True) if scope is not None]
    if known:
        marks.append(Label(known[0][0], known[0][1], "scope", Style.TEXT, size=12, dx=6.0, dy=-12.0))
    for step in sorted(burnup.steps, key=lambda found: -abs(found.amount))[:MOST_STEPS]:
        scope = burnup.scope[int(step.position)]
        text = signed(step.amount) + (f", {step.about}" if step.about else "")
        if scope is not None:
            marks.append(Label(step.position, scope - step.amount / 2, text, Style.MUTED, align="right", dx=-6.0))
    return marks


def _grown(burnup: Burnup, rate: float, ahead: tuple[float, ...], start: float) -> tuple[float, ...]:
    return tuple(burnup.scope_now + rate * (x - start) for x in ahead)


def _done(burnup: Burnup, forecast: PlanForecast) -> list[Mark]:
    """Return the line of what is done; without a closed sprint there is none."""
    if not burnup.names:
        return []
    xs = tuple(float(place) for place in range(len(burnup.done)))
    hits = (
        None,
        *(
            Hit(f"Done by the end of {name}", (number(total), "click for the rows"), (f"sprint:{name}",))
            for name, total in zip(burnup.names, burnup.done[1:], strict=True)
        ),
    )
    text = f"{size(burnup.done_now)} done"
    return [
        Line("done", xs, burnup.done, Style.FEATURES, width=2.5, dots=True, hits=hits),
        _done_label(xs[-1], burnup.done_now, text, top=burnup.done_now + forecast.sprints[-1].total[95]),
    ]


def _done_label(x: float, done: float, text: str, *, top: float) -> Label:
    """Return the words at the end of the line: below it on the right, or above it when it lies near the axis."""
    if done < LOW * top:
        return Label(x, done, text, Style.TEXT, size=13, align="right", dx=-6.0, dy=-16.0)
    return Label(x, done, text, Style.TEXT, size=13, align="left", dx=8.0, dy=22.0)


def _target(milestone: MilestoneForecast, start: float, top: float) -> list[Mark]:
    position = start + (milestone.due_position or 0.0)
    due = milestone.milestone.due
    text = f"target {day(due)}" if due else ""
    triangle = Dot(position, top, symbol="triangle-down", filled=False, style=Style.TEXT, size=11.0)
    rule = Rule(position, dash="dot", label=text, label_side="start", label_align="left")
    return [rule, Dots("target", (triangle,))]


def _table(burnup: Burnup, forecast: PlanForecast) -> Table:
    past = [
        (name, number(done), "", "" if scope is None else number(scope))
        for name, done, scope in zip(burnup.names, burnup.done[1:], burnup.scope[1:], strict=True)
    ]
    likely = forecast.scope_growth[1]
    coming = [
        (
            entry.name,
            number(burnup.done_now + entry.total[50]),
            f"{number(burnup.done_now + entry.total[5])} to {number(burnup.done_now + entry.total[95])}",
            number(burnup.scope_now + likely * (place + 1)),
        )
        for place, entry in enumerate(forecast.sprints)
    ]
    return Table(("Sprint", "Done, P50 when to come", "P5 to P95", "Scope"), (*past, *coming))


def _summary(burnup: Burnup, forecast: PlanForecast) -> str:
    unit = unit_name(forecast.unit)
    sure = forecast.finish[85]
    when = f"by {day(sure.day)}" if sure.day else f"later than {day(forecast.horizon_end)}"
    return f"{size(burnup.done_now)} {unit} are done, {size(forecast.remaining.total)} are left: {when} with 85 %."
