"""The reserve lab as one chart in four readings: velocity, sum, debt and waste, policy against comparison."""

from enum import StrEnum

from planner.analysis.reserve.lab import Course, LabCourse, LabResult
from planner.analysis.scenes.frame import empty_scene, percent_axis, value_axis
from planner.analysis.scenes.scene import Axis, Band, Hit, Label, Line, Mark, Rule, Scene, Style, Table, Tick
from planner.analysis.wording import DASH, number, percent

NAME = "reserve-lab"
BANDS = "P10 to P90: dark not known, pale with luck"
EMPTY = "Enter the team or its capacity to see what a reserve buys."
TICKS = 5
OPACITY, INNER_OPACITY, STALE_OPACITY = 0.14, 0.12, 0.06


class Measure(StrEnum):
    """What the lab's chart shows."""

    VELOCITY = "velocity"
    SUM = "cumulative"
    DEBT = "principal"
    WASTE = "waste"


TITLES = {
    Measure.VELOCITY: "Features, ideal days a sprint",
    Measure.SUM: "Features in total, ideal days",
    Measure.DEBT: "Registered debt, person-days",
    Measure.WASTE: "Share of feature work lost to debt",
}
_LOOKS = ((Style.DEBT, ""), (Style.COMPARISON, "dash"), (Style.ACCENT, "dot"), (Style.LEARNING, "dash"))
_LONGEST_NAME = 14
_FEW = 2  # courses whose words at the end have two lines
_CROWDED = 0.28  # of the width: rules nearer than this have their words on either side
_RIGHT = 0.68  # of the width: from here on words stand left of their rule


def lab_fan(lab: LabResult | None, measure: Measure = Measure.VELOCITY, *, stale: bool = False) -> Scene:
    """Return the bands P10 to P90 and the P50 lines of the lab's reserves, with break-even marks where they apply.

    Constant reserves have two bands: what is not known about the parameters, and the luck of sprints on top of it.
    Policies that change from sprint to sprint have their line alone.

    Parameters
    ----------
    measure
        Which of the four readings.
    stale
        The lines have moved on and the bands have not yet: they fade.
    """
    title = TITLES[measure]
    if lab is None:
        return empty_scene(NAME, title, EMPTY)
    curves = [_curve(course, measure) for course in lab.courses]
    marks: list[Mark] = []
    for place, (course, curve) in reversed(list(enumerate(zip(lab.courses, curves, strict=True)))):
        marks += _bands(lab, course, curve, place, measure, stale=stale)
    marks += _break_evens(lab, measure)
    top = max(max(curve.p90) for curve in curves)
    marks.append(Label(0.0, top, f"{title}\n{BANDS}", Style.MUTED, dy=-6.0, dx=6.0, priority=0))
    return Scene(
        name=f"{NAME}-{measure.value}",
        title=title,
        x=_axis(lab),
        y=percent_axis(top, most=4) if measure is Measure.WASTE else value_axis(top, most=4),
        marks=tuple(marks),
        table=_table(lab, curves, measure),
        summary=_summary(lab),
        right_margin=84 if len(curves) <= _FEW else 132,
        top_margin=18,
        crosshair=True,
    )


def _curve(course: LabCourse, measure: Measure) -> Course:
    found: Course = getattr(course, measure.value)
    return found


def _axis(lab: LabResult) -> Axis:
    step = max(1, lab.horizon // (TICKS - 1))
    ticks = tuple(Tick(float(place), short_name(lab.name_at(place + 1))) for place in range(0, lab.horizon, step))
    return Axis(
        low=0.0, high=float(lab.horizon - 1), ticks=tuple(tick for tick in ticks if tick.position < lab.horizon)
    )


def short_name(name: str) -> str:
    """Return a sprint's name for a mark; a long one is cut in its middle, since its end tells sprints apart.

    >>> short_name("S15"), short_name("Payments platform sprint 15")
    ('S15', 'Paymen…rint 15')
    """
    half = _LONGEST_NAME // 2
    return name if len(name) <= _LONGEST_NAME else f"{name[: half - 1]}…{name[-half:]}"


def _text(value: float, measure: Measure) -> str:
    return percent(value) if measure is Measure.WASTE else number(value)


def _bands(
    lab: LabResult, course: LabCourse, curve: Course, place: int, measure: Measure, *, stale: bool
) -> list[Mark]:
    style, dash = _LOOKS[min(place, len(_LOOKS) - 1)]
    xs = tuple(float(sprint) for sprint in range(lab.horizon))
    hits = tuple(
        Hit(
            f"{lab.name_at(sprint + 1)}, {course.label} reserve",
            (
                f"P50 {_text(curve.p50[sprint], measure)}",
                f"P10 {_text(curve.p10[sprint], measure)} to P90 {_text(curve.p90[sprint], measure)}",
            ),
        )
        for sprint in range(lab.horizon)
    )
    end = _end(course, curve, measure, stale=stale)
    if len(lab.courses) > _FEW:
        end = end.replace("\n", " ")
    marks: list[Mark] = [] if course.name else _layers(course, curve, xs, style, stale=stale)
    return [
        *marks,
        Line(course.label, xs, curve.p50, style, width=2.0, dash=dash, hits=hits),
        Label(xs[-1], curve.p50[-1], end, style, size=13, dx=10.0, priority=3 if not course.name else 2),
    ]


def _end(course: LabCourse, curve: Course, measure: Measure, *, stale: bool) -> str:
    """Return the words at the end of a line; while its bands are old they have no range."""
    low, high = _text(curve.p10[-1], measure).removesuffix(" %"), _text(curve.p90[-1], measure)
    span = "" if stale or course.name else f", {low}{DASH}{high}"
    return f"**{course.label}**\n{_text(curve.p50[-1], measure)}{span}"


def _layers(course: LabCourse, curve: Course, xs: tuple[float, ...], style: Style, *, stale: bool) -> list[Mark]:
    """Return both bands; the inner one lies within the outer, so that a rounding never shows an edge outside."""
    outer = Band(course.label, xs, curve.p10, curve.p90, style, STALE_OPACITY if stale else OPACITY)
    if not curve.unknown10:
        return [outer]
    lows = tuple(max(pair) for pair in zip(curve.unknown10, curve.p10, strict=True))
    highs = tuple(min(pair) for pair in zip(curve.unknown90, curve.p90, strict=True))
    opacity = STALE_OPACITY if stale else INNER_OPACITY
    return [outer, Band(f"{course.label}, without luck", xs, lows, highs, style, opacity)]


def _break_evens(lab: LabResult, measure: Measure) -> list[Mark]:
    """Return both break-evens, always together, on the readings of output."""
    if measure not in {Measure.VELOCITY, Measure.SUM} or not lab.comparisons:
        return []
    found = lab.comparisons[0].break_even
    words = ((found.velocity_sprint, "faster from"), (found.cumulative_sprint, "ahead in total from"))
    shown = [(sprint, text) for sprint, text in words if 0 < sprint <= lab.horizon]
    crowded = len(shown) == len(words) and abs(shown[1][0] - shown[0][0]) < _CROWDED * lab.horizon
    first = min(sprint for sprint, _ in shown) if shown else 0
    marks: list[Mark] = []
    for sprint, text in shown:
        left = sprint > _RIGHT * lab.horizon or (crowded and sprint == first and sprint > _CROWDED * lab.horizon)
        label = f"{text} **{short_name(lab.name_at(sprint))}**"
        align = "left" if left else "right"
        marks.append(Rule(float(sprint - 1), dash="dot", label=label, label_align=align, foot=True))
    return marks


def _table(lab: LabResult, curves: list[Course], measure: Measure) -> Table:
    head = ["Sprint"]
    for course in lab.courses:
        head += [f"{course.label}, P50", f"{course.label}, P10 to P90"]
    rows = []
    for sprint in range(lab.horizon):
        row = [lab.name_at(sprint + 1)]
        for curve in curves:
            row.append(_text(curve.p50[sprint], measure))
            row.append(f"{_text(curve.p10[sprint], measure)} to {_text(curve.p90[sprint], measure)}")
        rows.append(tuple(row))
    return Table(tuple(head), tuple(rows))


def _summary(lab: LabResult) -> str:
    if not lab.comparisons:
        return f"A reserve of {lab.courses[0].label} over {lab.horizon} sprints."
    found = lab.comparisons[0]
    text = f"{found.high_name} against {found.low_name}"
    faster, ahead = found.break_even.velocity_sprint, found.break_even.cumulative_sprint
    if faster == 0 or ahead == 0:
        return f"{text}: not ahead in total within ten years."
    return f"{text}: faster from {lab.name_at(faster)}, ahead in total from {lab.name_at(ahead)}."
