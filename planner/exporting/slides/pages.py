"""The slides themselves: where the team stands, then one idea a slide with its chart, figure and notes."""

from typing import TYPE_CHECKING, Any

from planner.analysis.scenes.scene import Scene
from planner.analysis.story.rows import Row
from planner.analysis.story.slides import NAMES, Slide
from planner.domain.issue import Severity
from planner.exporting import excel_safe
from planner.exporting.colours import Colours
from planner.exporting.drawing.words import shortened
from planner.exporting.report.content import ReportContent
from planner.exporting.slides.boxes import (
    Spot,
    Type,
    fill_text,
    fitting,
    lines_of,
    put_line,
    put_mark,
    put_number,
    put_text,
)
from planner.exporting.slides.chart_part import put_chart

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Page

_LEFT, _WIDTH = 48.0, 1184.0
_CHART = Spot(_LEFT, 196, 900, 466)
_CHART_TITLE = Spot(_LEFT, 168, 900, 20)
_SIDE, _SIDE_WIDTH = 980.0, 252.0
_ROW = 50.0
_POINT = 76.0


def write_pages(deck: "Presentation", content: ReportContent, colours: Colours) -> None:
    """Put all slides into a deck."""
    _write_first(_page(deck, content, colours, name=content.plan_name, title=content.headline, line=content.subline),
                 content, colours)  # fmt: skip
    for number, slide in enumerate(content.story, 1):
        name = f"{number}  {NAMES[slide.key]}"
        page = _page(deck, content, colours, name=name, title=slide.title, line=slide.subtitle)
        _write_idea(page, content, slide, colours)
        _write_notes(page, slide.notes)


def _page(
    deck: "Presentation", content: ReportContent, colours: Colours, *, name: str, title: str, line: str
) -> "Page":
    """Return a slide with its finding as the title, the line below it, and a quiet foot."""
    page: Page = deck.slides.add_slide(deck.slide_layouts[0])
    heading: Any = page.shapes.title
    size = fitting(title, sizes=(30, 27, 24, 21, 18), room=_WIDTH)
    fill_text(heading.text_frame, title, Type(size, colours.text, strong=True))
    put_text(page, Spot(_LEFT, 36, _WIDTH, 20), name, Type(12, colours.accent, strong=True), name="Section")
    under = fitting(line, sizes=(15, 13.5, 12, 10.5), room=_WIDTH)
    put_text(page, Spot(_LEFT, 118, _WIDTH, 26), line, Type(under, colours.text2), name="Dates and range")
    put_text(page, Spot(_LEFT, 686, 900, 18), content.stamp, Type(10.5, colours.text3), name="Plan and day")
    put_number(page, Spot(1132, 686, 100, 18), colours)
    return page


def _write_first(page: "Page", content: ReportContent, colours: Colours) -> None:
    """Show the one number of each slide to come."""
    shown = [slide for slide in content.story if slide.figure]
    for place, slide in enumerate(shown):
        left = _LEFT + (place % 3) * 400
        top = 206 + (place // 3) * 226
        put_line(page, Spot(left, top, 352, 0), colours.strong)
        put_text(page, Spot(left, top + 14, 352, 20), NAMES[slide.key], Type(13, colours.text3, strong=True))
        size = fitting(slide.figure, sizes=(44, 36, 28, 22), room=352)
        put_text(page, Spot(left, top + 42, 352, 62), slide.figure, Type(size, colours.text, strong=True))
        put_text(page, Spot(left, top + 112, 352, 44), slide.figure_words, Type(14, colours.text2))
    _write_notes(page, content.assumptions)


def _write_idea(page: "Page", content: ReportContent, slide: Slide, colours: Colours) -> None:
    if slide.points:
        _write_points(page, slide, colours)
    elif slide.scene is not None and not slide.scene.empty:
        _write_chart(page, content, slide.scene, colours)
    else:
        sentence = slide.scene.empty if slide.scene is not None else slide.subtitle
        put_text(page, _CHART, sentence, Type(18, colours.text2))
    _write_side(page, slide, colours)


def _write_chart(page: "Page", content: ReportContent, scene: Scene, colours: Colours) -> None:
    put_text(page, _CHART_TITLE, scene.title, Type(12, colours.text3, strong=True), name="Chart title")
    put_chart(page, _CHART, scene, colours, day=content.day)


def _write_points(page: "Page", slide: Slide, colours: Colours) -> None:
    """Write what is to be agreed on, worst first."""
    inks = {Severity.STOP: colours.stop, Severity.WARN: colours.warn_text, Severity.NOTE: colours.text3}
    size = min(fitting(point.title, sizes=(16, 14.5, 13, 12), room=850) for point in slide.points)
    small = min(fitting(point.detail, sizes=(13, 12, 11), room=850) for point in slide.points)
    for place, point in enumerate(slide.points):
        top = 172 + place * _POINT
        ink = inks[point.severity]
        put_mark(page, Spot(_LEFT, top + 5, 14, 14), point.severity, ink)
        put_text(page, Spot(_LEFT + 32, top, 860, 26), point.title, Type(size, colours.text, strong=True))
        put_text(page, Spot(_LEFT + 32, top + 28, 860, 22), point.detail, Type(small, colours.text2))


def _write_side(page: "Page", slide: Slide, colours: Colours) -> None:
    """Write the number to remember and the figures that go with it."""
    top = 168.0
    if slide.figure:
        size = fitting(slide.figure, sizes=(44, 36, 30, 24), room=_SIDE_WIDTH)
        put_text(page, Spot(_SIDE, top, _SIDE_WIDTH, 62), slide.figure, Type(size, colours.text, strong=True))
        put_text(page, Spot(_SIDE, top + 68, _SIDE_WIDTH, 44), slide.figure_words, Type(14, colours.text2))
        top += 96 + 22 * lines_of(slide.figure_words, size=14, room=_SIDE_WIDTH)
    for row in (row for row in slide.rows if row.now != slide.figure):
        top = _write_row(page, row, top, colours)


def _write_row(page: "Page", row: Row, top: float, colours: Colours) -> float:
    """Write one figure under its name; return where the next may start."""
    put_line(page, Spot(_SIDE, top, _SIDE_WIDTH, 0), colours.line)
    name = shortened(row.name, size=16, room=_SIDE_WIDTH)
    put_text(page, Spot(_SIDE, top + 10, _SIDE_WIDTH, 20), name, Type(12, colours.text3))
    size = fitting(row.now, sizes=(18, 15, 12), room=_SIDE_WIDTH)
    put_text(page, Spot(_SIDE, top + 30, _SIDE_WIDTH, 28), row.now, Type(size, colours.text, strong=True))
    return top + _ROW + 22 * lines_of(row.now, size=size, room=_SIDE_WIDTH)


def _write_notes(page: "Page", notes: tuple[str, ...]) -> None:
    """Write what the figures rest on, for whoever speaks."""
    frame = page.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = excel_safe.cell_text("\n".join(notes)).text
