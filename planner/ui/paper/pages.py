"""What stands on each page: values that know how to paint themselves into the room they are given."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from planner.analysis.scenes.scene import AxisKind, Scene
from planner.domain.issue import Severity
from planner.exporting.report.content import Chapter, ReportContent
from planner.exporting.report.tables import NamedTable
from planner.ui.charts.paint import paint_scene
from planner.ui.charts.symbols import Symbol, paint_symbol
from planner.ui.paper.ink import LINE_HEIGHT, ROW, Ink, rule, wrapped, write, write_table
from planner.ui.theme.fonts import BODY, HEADLINE, PANEL
from planner.ui.theme.tokens import Theme

WIDTH, HEIGHT = 1123.0, 794.0
"""A4 lying, at 96 pixels to the inch."""

MARGIN = 56.0
_TOP, _BOTTOM = 84.0, HEIGHT - 64.0
ROOM = QRectF(MARGIN, _TOP, WIDTH - 2 * MARGIN, _BOTTOM - _TOP)
_FIGURE_WIDTH = 168.0
_KEY_PX, _COVER_PX = 26, 30
_POINT = 46.0
_TALLEST, _SECOND = 430.0, 238.0
_BETWEEN, _HEADING = 30.0, 30.0
_SYMBOLS = {Severity.STOP: "diamond", Severity.WARN: "triangle-up", Severity.NOTE: "circle"}

Paint = Callable[[QPainter, Theme], None]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what its head says, and how its room is painted."""

    name: str
    paint: Paint


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is not cut: how high it is, and how it is painted from its top."""

    height: float
    paint: Callable[[QPainter, Theme, float], None]


def report_pages(content: ReportContent) -> Iterator[Page]:
    """Yield the whole report: where the team stands, then the chapters."""
    yield Page(content.plan_name, lambda painter, theme: _cover(painter, theme, content))
    for chapter in content.chapters:
        yield from _chapter_pages(chapter)


def chart_pages(content: ReportContent) -> Iterator[Page]:
    """Yield one page per chart, each with its finding."""
    seen: set[str] = set()
    for chapter in content.chapters:
        for scene in chapter.scenes:
            if scene.name not in seen:
                seen.add(scene.name)
                yield _chart_page(chapter.name, scene)


def _chapter_pages(chapter: Chapter) -> Iterator[Page]:
    """Yield the finding with the first chart, then the further charts and the tables, as many to a page as fit."""
    yield Page(chapter.name, lambda painter, theme: _finding(painter, theme, chapter))
    blocks = [*map(_chart_block, chapter.scenes[1:]), *(block for table in chapter.tables for block in _parts(table))]
    for part in packed(blocks):
        yield Page(chapter.name, partial(_stack, blocks=part))


def packed(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks of each page: each stands on the first page that has room for it, none is cut."""
    pages: list[list[Block]] = []
    for block in blocks:
        home = next((page for page in pages if _used(page) + block.height <= ROOM.height()), None)
        if home is None:
            pages.append([block])
        else:
            home.append(block)
    return tuple(map(tuple, pages))


def _used(blocks: Sequence[Block]) -> float:
    return sum(block.height + _BETWEEN for block in blocks)


def _stack(painter: QPainter, theme: Theme, *, blocks: Sequence[Block]) -> None:
    top = ROOM.top()
    for block in blocks:
        block.paint(painter, theme, top)
        top += block.height + _BETWEEN


def _chart_block(scene: Scene) -> Block:
    tall = min(_height(scene), _SECOND) if scene.y.kind is not AxisKind.CATEGORY else _height(scene)

    def paint(painter: QPainter, theme: Theme, top: float) -> None:
        y = write(painter, _below(top), scene.title, Ink(PANEL, theme.text, strong=True), most=1)
        y = write(painter, _below(y), scene.summary, Ink(BODY, theme.text2), most=1) + 10
        paint_scene(painter, QRectF(ROOM.left(), y, ROOM.width(), tall), scene, theme)

    return Block(tall + 48, paint)


def _parts(table: NamedTable) -> Iterator[Block]:
    """Yield a table in as many parts as it needs, each with its heading and its head."""
    per_page = int((ROOM.height() - _HEADING) // ROW) - 1
    for start in range(0, len(table.rows), per_page):
        part = replace(table, rows=table.rows[start : start + per_page])
        again = "" if start == 0 else ", continued"

        def paint(painter: QPainter, theme: Theme, top: float, part: NamedTable = part, again: str = again) -> None:
            y = write(painter, _below(top), f"{part.name}{again}", Ink(PANEL, theme.text, strong=True), most=1)
            write_table(painter, QPointF(ROOM.left(), y + 6), part, width=ROOM.width(), theme=theme)

        yield Block(_HEADING + ROW * (len(part.rows) + 1), paint)


def _chart_page(name: str, scene: Scene) -> Page:
    def paint(painter: QPainter, theme: Theme) -> None:
        y = write(painter, ROOM, scene.title, Ink(HEADLINE, theme.text, strong=True), most=2)
        y = write(painter, _below(y + 2), scene.summary, Ink(PANEL, theme.text2), most=2)
        _chart(painter, theme, scene, _below(y + 18))

    return Page(name, paint)


def _cover(painter: QPainter, theme: Theme, content: ReportContent) -> None:
    """Paint the headline and the one number of each chapter."""
    room = ROOM.adjusted(0, 60, 0, 0)
    y = write(painter, room, content.headline, Ink(_COVER_PX, theme.text, strong=True), most=2)
    y = write(painter, _below(y + 6), content.subline, Ink(PANEL, theme.text2), most=2) + 56
    shown = [chapter for chapter in content.chapters if chapter.figure]
    for place, chapter in enumerate(shown):
        left = ROOM.left() + (place % 3) * 345
        top = y + (place // 3) * 160
        rule(painter, left, left + 300, top, theme.strong)
        at = write(painter, QRectF(left, top + 12, 300, 30), chapter.name, Ink(BODY, theme.text3, strong=True))
        at = write(painter, QRectF(left, at + 4, 300, 60), chapter.figure, Ink(34, theme.text, strong=True), most=1)
        write(painter, QRectF(left, at + 2, 300, 40), chapter.figure_words, Ink(PANEL, theme.text2), most=2)


def _finding(painter: QPainter, theme: Theme, chapter: Chapter) -> None:
    """Paint a chapter's finding, its figures, and its chart or its list."""
    y = write(painter, ROOM, chapter.title, Ink(24, theme.text, strong=True), most=2)
    y = write(painter, _below(y + 2), chapter.subtitle, Ink(PANEL, theme.text2), most=2) + 14
    y = _figures(painter, theme, chapter, y)
    notes = _notes_height(chapter)
    if chapter.points:
        y = _points(painter, theme, chapter, y)
    elif chapter.scenes:
        scene = chapter.scenes[0]
        y = write(painter, _below(y), scene.title, Ink(BODY, theme.text3, strong=True), most=1) + 4
        _chart(painter, theme, scene, QRectF(ROOM.left(), y, ROOM.width(), ROOM.bottom() - notes - y))
    _notes(painter, theme, chapter, ROOM.bottom() - notes + 12)


def _figures(painter: QPainter, theme: Theme, chapter: Chapter, top: float) -> float:
    """Paint the number to remember and the ones beside it in one row."""
    cells = [(chapter.figure_words, chapter.figure)] if chapter.figure else []
    cells += [(row.name, row.now) for row in chapter.rows if row.now != chapter.figure]
    wide = min(_FIGURE_WIDTH + 40, ROOM.width() / max(1, len(cells)))
    for place, (name, figure) in enumerate(cells):
        left = ROOM.left() + place * wide
        write(painter, QRectF(left, top, wide - 16, 40), figure, Ink(_KEY_PX - 4, theme.text, strong=True), most=1)
        write(painter, QRectF(left, top + 32, wide - 16, 40), name, Ink(BODY, theme.text3), most=1)
    return top + 68 if cells else top


def _points(painter: QPainter, theme: Theme, chapter: Chapter, top: float) -> float:
    inks = {Severity.STOP: theme.stop, Severity.WARN: theme.warn_text, Severity.NOTE: theme.text3}
    for point in chapter.points:
        mark = Symbol(_SYMBOLS[point.severity], 9.0, inks[point.severity], theme.base)
        paint_symbol(painter, QPointF(ROOM.left() + 6, top + 10), mark)
        room = QRectF(ROOM.left() + 24, top, ROOM.width() - 24, _POINT)
        y = write(painter, room, point.title, Ink(PANEL, theme.text, strong=True), most=1)
        write(painter, QRectF(room.left(), y, room.width(), 20), point.detail, Ink(BODY, theme.text2), most=1)
        top += _POINT
    return top


def _chart(painter: QPainter, theme: Theme, scene: Scene, room: QRectF) -> None:
    """Paint the chart as vectors, by the painter of the screen, in as much height as it can use."""
    tall = min(room.height(), _height(scene))
    paint_scene(painter, QRectF(room.left(), room.top(), room.width(), tall), scene, theme)


def _height(scene: Scene) -> float:
    named = len(scene.y.ticks) if scene.y.kind is AxisKind.CATEGORY else 0
    return max(120.0, 90.0 + 34.0 * named) if named else _TALLEST


def _note_lines(chapter: Chapter) -> list[str]:
    return [
        line
        for note in chapter.notes
        for line in wrapped(note, size_px=BODY - 1, strong=False, width=ROOM.width(), most=2)
    ]


def _notes_height(chapter: Chapter) -> float:
    lines = len(_note_lines(chapter))
    return 12 + (BODY - 1) * LINE_HEIGHT * (lines + 1) + 12 if lines else 0.0


def _notes(painter: QPainter, theme: Theme, chapter: Chapter, top: float) -> None:
    """Paint what the figures rest on, at the foot of the page."""
    lines = _note_lines(chapter)
    if not lines:
        return
    rule(painter, ROOM.left(), ROOM.right(), top, theme.line)
    y = write(painter, _below(top + 8), "What this rests on", Ink(BODY - 1, theme.text2, strong=True))
    for line in lines:
        y = write(painter, _below(y), line, Ink(BODY - 1, theme.text2))


def _below(y: float) -> QRectF:
    return QRectF(ROOM.left(), y, ROOM.width(), max(0.0, ROOM.bottom() - y))
