"""From calendar to features: the steps of capacity as a waterfall, with a frozen "before" when there is one."""

from dataclasses import dataclass, replace

from planner.analysis.capacity.breakdown import CapacityBreakdown, CapacitySteps
from planner.analysis.scenes.frame import empty_scene, hidden, slots
from planner.analysis.scenes.scene import Bar, Bars, Bracket, Hit, Label, Mark, Rule, Scene, Style, Table
from planner.analysis.wording import number, pd, percent

NAME, TITLE = "capacity-waterfall", "From calendar to features"
EMPTY = "Add people to see what is left of their days for features."
LIFT = 0.16  # of the chart, between a bar and the bracket over its figure
ROOM_INSIDE = 0.1  # of the chart: a lower bar has no room for its figure
_TOTALS = frozenset({"Calendar", "Effective", "Features"})


@dataclass(frozen=True, slots=True)
class _Step:
    """One bar: its name, style, span, and the amount written at it (negative for a step down)."""

    name: str
    style: Style
    low: float
    high: float
    amount: float

    @property
    def is_total(self) -> bool:
        return self.name in _TOTALS


def capacity_waterfall(
    capacity: CapacityBreakdown | None,
    *,
    before: CapacityBreakdown | None = None,
    points_per_pd: float | None = None,
    brackets: bool = False,
) -> Scene:
    """Return the waterfall of a sprint.

    Parameters
    ----------
    before
        A frozen capacity to compare with; bars that differ get a dashed outline.
    points_per_pd
        When given, amounts are shown in points instead of person-days.
    brackets
        Name the two groups of steps, for meetings.
    """
    if capacity is None or capacity.steps.calendar_pd <= 0:
        return empty_scene(NAME, TITLE, EMPTY)
    scale = 1.0 if points_per_pd is None else points_per_pd
    unit = "person-days" if points_per_pd is None else "points"
    steps = _steps(capacity.steps, scale)
    ghosts = [] if before is None else _before(steps, _steps(before.steps, scale))
    bars = [_bar(place, step, capacity) for place, step in enumerate(steps)]
    if ghosts and steps[-1].high >= ROOM_INSIDE * steps[0].high:
        bars[-1] = replace(bars[-1], label_inside=True)
    marks: list[Mark] = [Bars("steps", tuple(bars)), *_connectors(steps), *ghosts]
    if brackets:
        marks += _brackets(steps)
    top = steps[0].high
    return Scene(
        name=NAME,
        title=f"{TITLE}, {capacity.sprint.name}, {unit}",
        x=slots([step.name for step in steps], strong=sorted(_TOTALS)),
        y=hidden(0.0, top * (1.02 + LIFT if brackets else 1.05)),
        marks=tuple(marks),
        table=_table(steps, unit),
        summary=_summary(capacity),
        top_margin=24,
    )


def _steps(steps: CapacitySteps, scale: float) -> tuple[_Step, ...]:
    """Return the bars from left to right; steps down hang from the level reached so far."""
    down = (
        ("Holidays", Style.HOLIDAY, steps.holidays_pd),
        ("Leave", Style.LEAVE, steps.leave_pd),
        ("On-call", Style.ON_CALL, steps.oncall_pd),
        ("Ramp-up", Style.RAMP, steps.ramp_pd),
        ("Meetings", Style.MEETINGS, steps.meetings_pd),
        ("Typed in", Style.OUTLINE, -steps.override_pd),
    )
    aside = (
        ("Unplanned", Style.UNPLANNED, steps.unplanned_pd),
        ("Learning", Style.LEARNING, steps.learning_pd),
        ("Reserve", Style.DEBT, steps.reserve_pd),
    )
    calendar, effective, feature = (days * scale for days in (steps.calendar_pd, steps.effective_pd, steps.feature_pd))
    found = [_Step("Calendar", Style.TOTAL, 0.0, calendar, calendar)]
    found += _down(down, calendar, scale)
    found.append(_Step("Effective", Style.TOTAL, 0.0, effective, effective))
    found += _down(aside, effective, scale)
    found.append(_Step("Features", Style.FEATURES, 0.0, feature, feature))
    return tuple(found)


def _down(parts: tuple[tuple[str, Style, float], ...], level: float, scale: float) -> list[_Step]:
    found = []
    for name, style, days in parts:
        amount = days * scale
        if name == "Typed in" and amount == 0:
            continue
        found.append(_Step(name, style, min(level, level - amount), max(level, level - amount), -amount))
        level -= amount
    return found


def _bar(place: int, step: _Step, capacity: CapacityBreakdown) -> Bar:
    refs = (f"sprint:{capacity.sprint.id}", f"step:{step.name.lower()}")
    lines = (f"{number(step.amount, 1)} of {number(capacity.steps.calendar_pd, 1)}", "click for the rows")
    return Bar(
        centre=float(place),
        low=step.low,
        high=step.high,
        width=0.68,
        style=step.style,
        label=number(step.amount, 1),
        label_strong=step.is_total,
        hit=Hit(step.name, lines, refs),
    )


def _connectors(steps: tuple[_Step, ...]) -> list[Mark]:
    """Return the dotted lines that carry each level to the next bar."""
    marks: list[Mark] = []
    for place, step in enumerate(steps[:-1]):
        level = step.high if step.is_total else step.low if step.amount <= 0 else step.high
        marks.append(
            Rule(
                level, vertical=False, style=Style.STRONG, width=1.0, dash="dot", start=place + 0.34, stop=place + 0.66
            )
        )
    return marks


def _before(steps: tuple[_Step, ...], frozen: tuple[_Step, ...]) -> list[Mark]:
    """Return dashed outlines of the bars that differ, and the figure of the last one."""
    was = {step.name: step for step in frozen}
    ghosts = tuple(
        Bar(float(place), was[step.name].low, was[step.name].high, width=0.74, style=Style.OUTLINE)
        for place, step in enumerate(steps)
        if step.name in was and abs(was[step.name].amount - step.amount) > 0.05  # noqa: PLR2004 - not seen on screen
    )
    if not ghosts:
        return []
    last = was["Features"]
    text = f"{number(last.amount, 1)} before"
    return [
        Bars("before", ghosts),
        Label(float(len(steps) - 1), max(last.high, steps[-1].high), text, Style.MUTED, align="centre", dy=-12),
    ]


def _brackets(steps: tuple[_Step, ...]) -> list[Mark]:
    names = [step.name for step in steps]
    effective = names.index("Effective")
    top = steps[0].high
    return [
        Bracket(0.6, effective - 0.6, top * (1 + LIFT), "away, on call, new, or in meetings"),
        Bracket(effective + 0.6, len(steps) - 1.6, steps[effective].high + top * LIFT, "set aside on purpose"),
    ]


def _table(steps: tuple[_Step, ...], unit: str) -> Table:
    return Table(("Step", unit.capitalize()), tuple((step.name, number(step.amount, 1)) for step in steps))


def _summary(capacity: CapacityBreakdown) -> str:
    steps = capacity.steps
    share = steps.feature_pd / steps.effective_pd if steps.effective_pd > 0 else 0.0
    return (
        f"Of {pd(steps.calendar_pd)} on the calendar of {capacity.sprint.name}, {pd(steps.effective_pd)} are effective "
        f"and {pd(steps.feature_pd)} ({percent(share)}) are left for features."
    )
