"""The next sprint's capacity as one bar: features, debt reserve, unplanned work and learning."""

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.forecast.outlook import SprintOutlook
from planner.analysis.scenes.frame import empty_scene, hidden
from planner.analysis.scenes.scene import Bar, Bars, Hit, Label, Mark, Rule, Scene, Style, Table
from planner.analysis.wording import amount, pd, percent, size
from planner.domain.policy import ReservePolicy
from planner.domain.settings import Unit

NAME, TITLE = "capacity-bar", "Capacity"
EMPTY = "Add a sprint and people to see its capacity."
_RULE_TOP, _WORDS_AT = 0.42, 0.62
_WEIGHTS = {"Features": 3, "Debt reserve": 2}


def capacity_bar(
    capacity: CapacityBreakdown | None, outlook: SprintOutlook | None, *, policy: ReservePolicy, unit: Unit
) -> Scene:
    """Return the bar of a sprint, with what can be promised and what is planned marked on the features.

    Parameters
    ----------
    outlook
        Promise, median and planned work of the sprint; ``None`` leaves the marks out.
    """
    if capacity is None or capacity.steps.effective_pd <= 0:
        return empty_scene(NAME, TITLE, EMPTY)
    parts = _parts(capacity, outlook, policy=policy, unit=unit)
    marks: list[Mark] = []
    start = 0.0
    for name, style, days, detail in parts:
        ref = (f"sprint:{capacity.sprint.id}", f"step:{name.lower()}")
        bar = Bar(0.0, start, start + days, width=0.6, style=style, hit=Hit(name, (detail, "click for the rows"), ref))
        marks.append(Bars(name, (bar,), horizontal=True))
        last = name == "Learning"
        place, align = (start + days, "right") if last else (start, "left")
        words = f"**{name}**\n{detail}"
        weight = _WEIGHTS.get(name, 0)
        marks.append(Label(place, -0.34, words, Style.MUTED, size=13, align=align, dy=22, priority=weight, slides=True))
        start += days
    marks += _marks(capacity.steps.feature_pd, outlook)
    return Scene(
        name=NAME,
        title=f"{TITLE} of {capacity.sprint.name}",
        x=hidden(0.0, capacity.steps.effective_pd),
        y=hidden(-1.25, 0.95),
        marks=tuple(marks),
        table=Table(("Part", "Person-days and share"), tuple((name, detail) for name, _, _, detail in parts)),
        summary=_summary(capacity, outlook, unit),
    )


def _parts(
    capacity: CapacityBreakdown, outlook: SprintOutlook | None, *, policy: ReservePolicy, unit: Unit
) -> list[tuple[str, Style, float, str]]:
    steps = capacity.steps
    whole = steps.effective_pd
    features = f"{pd(steps.feature_pd)}, {percent(steps.feature_pd / whole)}"
    if outlook is not None and outlook.median is not None and outlook.promise is not None:
        features += f" · {amount(round(outlook.median), unit)} at the median, {size(round(outlook.promise))} at 85 %"
    levels = f"floor {size(policy.floor * 100)}, ceiling {percent(policy.ceiling)}"
    parts = [
        ("Features", Style.FEATURES, steps.feature_pd, features),
        ("Debt reserve", Style.DEBT, steps.reserve_pd, f"{_share(steps.reserve_pd, whole)} · {levels}"),
        ("Unplanned", Style.UNPLANNED, steps.unplanned_pd, _share(steps.unplanned_pd, whole)),
        ("Learning", Style.LEARNING, steps.learning_pd, _share(steps.learning_pd, whole)),
    ]
    return [part for part in parts if part[2] > 0]


def _share(days: float, whole: float) -> str:
    return f"{pd(days)}, {percent(days / whole)}"


def _marks(feature_pd: float, outlook: SprintOutlook | None) -> list[Mark]:
    """Return promise and plan where they lie between nothing and the median of the forecast."""
    if outlook is None or not outlook.median or outlook.promise is None:
        return []
    per_unit = feature_pd / outlook.median
    promise, planned = round(outlook.promise) * per_unit, outlook.load * per_unit
    words = f"{size(round(outlook.promise))} promise"
    rule = Rule(promise, style=Style.TEXT, dash="dash", width=1.2, start=-0.36, stop=_RULE_TOP)
    if outlook.load <= 0:
        return [rule, Label(promise, _WORDS_AT, words, align="centre", priority=4, slides=True)]
    return [
        rule,
        Rule(planned, style=Style.TEXT, width=2.5, start=-0.36, stop=_RULE_TOP),
        Label(promise, _WORDS_AT, words, align="centre", priority=4, slides=True),
        Label(planned, _WORDS_AT, f"{size(outlook.load)} planned", align="centre", priority=3, slides=True),
    ]


def _summary(capacity: CapacityBreakdown, outlook: SprintOutlook | None, unit: Unit) -> str:
    steps = capacity.steps
    text = (
        f"{capacity.sprint.name} has {pd(steps.effective_pd)}: {pd(steps.feature_pd)} for features and "
        f"{pd(steps.reserve_pd)} for debt."
    )
    if outlook is None or outlook.promise is None:
        return text
    promise = amount(round(outlook.promise), unit)
    return f"{text} {promise} can be promised, {size(outlook.load)} are planned."
