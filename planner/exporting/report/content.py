"""A plan as a report: the story of the meeting, and chapters with findings, charts, tables and what they rest on."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from planner.analysis.findings.finding import Attention
from planner.analysis.scenes.gallery import SCENES
from planner.analysis.scenes.scene import Scene
from planner.analysis.story.rows import Row
from planner.analysis.story.slides import NAMES, Slide, SlideKey, slide_of
from planner.analysis.wording import day as day_words
from planner.domain.progress import Report, silent
from planner.exporting.report import tables
from planner.exporting.report.tables import NamedTable

if TYPE_CHECKING:
    from planner.analysis.findings.headlines import Headline
    from planner.analysis.view import PlanView

TRACK = "Track"
_MORE_CHARTS = {
    SlideKey.CAPACITY: ("availability", "load-bars"),
    SlideKey.RESERVE: (),
    SlideKey.PLAN: ("commitment-dots",),
    SlideKey.FORECAST: ("finish-histogram", "finish-ranges", "forecast-tornado", "calibration-hits"),
    SlideKey.DEBT: ("debt-trend", "debt-age"),
    SlideKey.DECISIONS: (),
}
_TRACK_CHARTS = ("burndown", "scope-bridge", "velocity", "burnup", "predictability")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the report.

    Parameters
    ----------
    name
        What it is about, one word.
    title, subtitle
        The finding, and its dates and range.
    figure, figure_words, rows
        The one number to remember, and the figures that go with it.
    scenes
        Its charts; those with nothing to show are left out.
    points
        What is to be agreed on, worst first.
    notes
        What the figures rest on.
    """

    name: str
    title: str
    subtitle: str
    figure: str = ""
    figure_words: str = ""
    rows: tuple[Row, ...] = ()
    scenes: tuple[Scene, ...] = ()
    points: tuple[Attention, ...] = ()
    tables: tuple[NamedTable, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report shows about a plan on one day."""

    plan_name: str
    day: date
    headline: str
    subline: str
    story: tuple[Slide, ...]
    chapters: tuple[Chapter, ...] = field(default=())

    @property
    def stamp(self) -> str:
        """Which plan this is, and of which day."""
        return f"{self.plan_name}, as of {day_words(self.day)} {self.day.year}"

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What all figures rest on, each sentence once, in the order of the story."""
        return tuple(dict.fromkeys(note for slide in self.story for note in slide.notes))


def report_content(
    view: "PlanView", *, charts: Collection[str] = (), chapters: bool = False, report: Report = silent
) -> ReportContent:
    """Return what a report says.

    Parameters
    ----------
    charts
        Names of the charts that chapters may show beside that of the story; none means all.
    chapters
        Whether chapters are wanted at all; slides are told from the story alone.
    report
        Told about every chapter, and may stop the work.
    """
    said = view.headlines["Overview"]
    story = []
    for number, key in enumerate(SlideKey):
        report(number, 2 * len(SlideKey) + 1, NAMES[key])
        story.append(slide_of(view, key))
    made: list[Chapter] = []
    for number, slide in enumerate(story if chapters else (), len(SlideKey)):
        report(number, 2 * len(SlideKey) + 1, NAMES[slide.key])
        made.append(_chapter(view, slide, charts))
    if chapters:
        made.insert(-1, _track(view, view.headlines[TRACK], charts))
    return ReportContent(view.plan.name, view.today, said.title, said.subtitle, tuple(story), tuple(made))


def _chapter(view: "PlanView", slide: Slide, charts: Collection[str]) -> Chapter:
    first = () if slide.scene is None or slide.scene.empty else (slide.scene,)
    names = {scene.name for scene in first}
    more = tuple(scene for scene in _scenes(view, _MORE_CHARTS[slide.key], charts) if scene.name not in names)
    return Chapter(
        NAMES[slide.key],
        slide.title,
        slide.subtitle,
        slide.figure,
        slide.figure_words,
        slide.rows,
        (*first, *more),
        slide.points,
        tuple(table for table in tables.TABLES[slide.key](view) if table.rows),
        slide.notes,
    )


def _track(view: "PlanView", said: "Headline", charts: Collection[str]) -> Chapter:
    return Chapter(TRACK, said.title, said.subtitle, scenes=_scenes(view, _TRACK_CHARTS, charts))


def _scenes(view: "PlanView", names: tuple[str, ...], charts: Collection[str]) -> tuple[Scene, ...]:
    wanted = (name for name in names if not charts or name in charts)
    return tuple(scene for name in wanted if not (scene := SCENES[name](view)).empty)
