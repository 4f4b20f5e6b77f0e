"""Reports made by hand for tests: one chapter per text, the text in every place that reaches a page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from planner.analysis.findings.finding import Attention
from planner.analysis.scenes.scene import (
    Axis,
    AxisKind,
    Band,
    Bar,
    Bars,
    Bracket,
    Key,
    Label,
    Line,
    Region,
    Rule,
    Scene,
    Style,
    Table,
    Tick,
)
from planner.analysis.story.rows import Row
from planner.analysis.story.slides import Slide, SlideKey
from planner.analysis.view import PlanView
from planner.domain.issue import Severity
from planner.exporting.report.content import Chapter, ReportContent, report_content
from planner.exporting.report.tables import NamedTable
from tests.odd_plans import ODD_PLANS, TODAY

DAY = date(2026, 5, 18)


@lru_cache(maxsize=64)
def odd_content(name: str) -> ReportContent:
    """Return the report of a plan that nobody would show in a demo, made once for all media."""
    plan = ODD_PLANS[name]
    quick = replace(plan, settings=replace(plan.settings, trials=200))
    return report_content(PlanView(quick, today=TODAY), chapters=True)


def bar_scene(text: str) -> Scene:
    """Return two bars in named slots with the text wherever a scene has one."""
    return Scene(
        name="told-bars",
        title=text,
        x=Axis(-0.5, 1.5, (Tick(0, text), Tick(1, f"{text}2")), AxisKind.CATEGORY),
        y=Axis(0, 20, (Tick(0, "0"), Tick(10, "10")), grid=True),
        marks=(
            Region(None, None, 5, 8, Style.DEBT_SOFT, label=text),
            Bars(text, (Bar(0, 0, 10, style=Style.DEBT, label=text), Bar(1, 4, 16, style=Style.FEATURES, label=text))),
            Rule(0.5, label=text),
            Bracket(0, 1, 18, text),
        ),
        table=Table((text, "Figure"), ((text, "10"), (text, "12"))),
        summary=text,
        legend=(Key(text, Style.DEBT),),
    )


def fan_scene(text: str) -> Scene:
    """Return a band and a line over three steps with the text wherever a scene has one."""
    xs = (0.0, 1.0, 2.0)
    return Scene(
        name="told-fan",
        title=f"{text} fan",
        x=Axis(0, 2, (Tick(0, text), Tick(2, text))),
        y=Axis(0, 10, (Tick(0, "0"), Tick(5, "5")), grid=True, title=text),
        marks=(
            Band(text, xs, (1, 1, 1), (2, 4, 6), opacity=0.2),
            Line(text, xs, (1.5, 2.5, 3.5)),
            Label(2, 3.5, text),
            Label(1, 8, text),
        ),
        table=Table((text, "P50"), ((text, "1"), (text, "2"), (text, "3"))),
        summary=text,
    )


def told(texts: Sequence[str]) -> ReportContent:
    """Return a report with a slide and a chapter per text."""
    story = tuple(_slide(text, place) for place, text in enumerate(texts))
    chapters = tuple(_chapter(slide, text) for slide, text in zip(story, texts, strict=True))
    return ReportContent(texts[0], DAY, texts[0], texts[0], story, chapters)


def _slide(text: str, place: int) -> Slide:
    points = (Attention(Severity.WARN, "told", text, text, "Overview"),) if place % 3 == 2 else ()
    scene = (bar_scene, fan_scene, bar_scene)[place % 3](text)
    return Slide(SlideKey.CAPACITY, text, text, text, text, scene, points, (Row(text, text),), (text,))


def _chapter(slide: Slide, text: str) -> Chapter:
    table = NamedTable(text, (text, "Figure"), ((text, "1"),), frozenset({1}))
    return Chapter(
        "Capacity",
        slide.title,
        slide.subtitle,
        slide.figure,
        slide.figure_words,
        slide.rows,
        (bar_scene(text), fan_scene(text)),
        slide.points,
        (table,),
        slide.notes,
    )
