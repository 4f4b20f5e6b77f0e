"""Where outcomes fell in their forecasts: five fifths that an honest forecaster fills evenly."""

from collections.abc import Sequence

from planner.analysis.calibration.backtest import OwnRecord
from planner.analysis.calibration.scoring import MODEL
from planner.analysis.scenes.frame import empty_scene, value_axis
from planner.analysis.scenes.scene import Axis, AxisKind, Bar, Bars, Hit, Label, Rule, Scene, Style, Table, Tick
from planner.analysis.wording import count, number

NAME, TITLE = "calibration-pit", "Where outcomes fell in their forecast"
EMPTY = "Eight scored sprints are needed for this picture."
ENOUGH, FIFTHS = 8, 5
TELLING = 0.65  # of all outcomes in two fifths; even would be 0.4
NAMES = ("lowest fifth", "low", "middle", "high", "highest fifth")


def fifths(pits: Sequence[float]) -> tuple[int, ...]:
    """Return how many outcomes fell into each fifth of their forecast.

    >>> fifths([0.05, 0.2, 0.99, 1.0])
    (1, 1, 0, 0, 2)
    """
    places = [min(int(pit * FIFTHS + 1e-9), FIFTHS - 1) for pit in pits]
    return tuple(places.count(fifth) for fifth in range(FIFTHS))


def pit_picture(records: Sequence[OwnRecord]) -> Scene:
    """Return the histogram of the probability integral transform of the next sprint's forecasts.

    One sprint ahead only: the ranges of several sprints overlap, so their outcomes are not independent.
    """
    pits = [
        promise.pit
        for record in records
        if (record.method, record.horizon) == (MODEL, 1)
        for promise in record.promises
    ]
    if len(pits) < ENOUGH:
        return empty_scene(NAME, TITLE, EMPTY)
    found, even = fifths(pits), len(pits) / FIFTHS
    bars = tuple(
        Bar(
            float(place),
            0.0,
            float(many),
            0.7,
            Style.FEATURES,
            hit=Hit(NAMES[place].capitalize(), (f"{count(many, 'outcome')}, {number(even, 1)} if even",)),
        )
        for place, many in enumerate(found)
    )
    ticks = tuple(Tick(float(place), name) for place, name in enumerate(NAMES))
    return Scene(
        name=NAME,
        title=TITLE,
        x=Axis(low=-0.5, high=FIFTHS - 0.5, ticks=ticks, kind=AxisKind.CATEGORY),
        y=value_axis(float(max(*found, even)) * 1.15, most=3),
        marks=(
            Bars("outcomes", bars),
            Rule(even, vertical=False, style=Style.TEXT, dash="dash"),
            Label(FIFTHS - 0.5, even, "even", Style.MUTED, dx=6.0),
        ),
        table=Table(
            ("Part of the forecast", "Outcomes", "If even"),
            tuple((name, str(many), number(even, 1)) for name, many in zip(NAMES, found, strict=True)),
        ),
        summary=_summary(found),
        right_margin=40,
        top_margin=14,
    )


def _summary(found: Sequence[int]) -> str:
    most = TELLING * sum(found)
    if found[0] + found[-1] >= most:
        return "More outcomes at the ends than in the middle: the ranges were too narrow."
    if sum(found[:2]) >= most:
        return "Most outcomes fell low: the forecasts promised too much."
    if sum(found[3:]) >= most:
        return "Most outcomes fell high: the forecasts promised too little."
    return "Outcomes fell about evenly, as they should."
