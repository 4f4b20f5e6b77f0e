"""A scene on a painter: the one function behind the screen, the picture files and the meeting."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from planner.analysis.scenes.scene import Band, Bar, Bars, Bracket, Dots, Key, Line, Mark, Region, Rule, Scene, Style
from planner.ui.charts import marks
from planner.ui.charts.frame import PlotFrame, has_level_zero, has_upright_zero, lay_out
from planner.ui.charts.labels import paint_placed, place
from planner.ui.charts.pens import pen
from planner.ui.charts.rich_text import RichText
from planner.ui.charts.texts import scene_texts, tick_texts
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import Theme


def paint_scene(painter: QPainter, rect: QRectF, scene: Scene, theme: Theme, *, scale: float = 1.0) -> PlotFrame:
    """Paint a whole chart.

    Parameters
    ----------
    painter
        Any painter: a widget, an image, an SVG or a PDF.
    rect
        Where the chart goes, in device-independent pixels.
    scene
        What to paint.
    theme
        Whose colours.
    scale
        Factor for fonts, strokes and gaps; 1.5 gives the 18-px type of the meeting.

    Returns
    -------
    PlotFrame
        The mapping that was used, for hit tests.
    """
    frame = lay_out(scene, rect, scale=scale)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in scene.marks:
        if isinstance(mark, Region):
            marks.paint_region(painter, frame, mark, theme=theme)
    _paint_grid(painter, frame, theme)
    for mark in scene.marks:
        if isinstance(mark, Band):
            marks.paint_band(painter, frame, mark, theme=theme)
    _paint_zero(painter, frame, theme)
    for mark in scene.marks:
        _paint_mark(painter, frame, mark, theme)
    _paint_legend(painter, frame, theme)
    paint_placed(painter, tick_texts(frame, theme=theme))
    room = rect.adjusted(-2, -2, 2, 2)
    paint_placed(painter, place(scene_texts(frame, theme=theme), within=room))
    painter.restore()
    return frame


def _paint_mark(painter: QPainter, frame: PlotFrame, mark: Mark, theme: Theme) -> None:
    """Paint one mark that lies over the bands; labels come later."""
    if isinstance(mark, Bars):
        marks.paint_bars(painter, frame, mark, theme=theme)
    elif isinstance(mark, Line):
        marks.paint_line(painter, frame, mark, theme=theme)
    elif isinstance(mark, Rule):
        marks.paint_rule(painter, frame, mark, theme=theme)
    elif isinstance(mark, Dots):
        marks.paint_dots(painter, frame, mark, theme=theme)
    elif isinstance(mark, Bracket):
        marks.paint_bracket(painter, frame, mark, theme=theme)


def _paint_grid(painter: QPainter, frame: PlotFrame, theme: Theme) -> None:
    """Paint hairlines at the ticks of the axes that ask for them."""
    painter.setPen(pen(theme.line, width=1.0, scale=frame.scale))
    plot = frame.plot
    if frame.scene.y.grid:
        for tick in frame.scene.y.ticks:
            y = round(frame.y(tick.position)) + 0.5
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
    if frame.scene.x.grid:
        for tick in frame.scene.x.ticks:
            x = round(frame.x(tick.position)) + 0.5
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))


def _paint_zero(painter: QPainter, frame: PlotFrame, theme: Theme) -> None:
    """Paint the line that bars stand on."""
    painter.setPen(pen(theme.strong, width=1.0, scale=frame.scale))
    plot = frame.plot
    if has_level_zero(frame.scene):
        y = round(frame.y(0.0)) + 0.5
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
    if has_upright_zero(frame.scene):
        x = round(frame.x(0.0)) + 0.5
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))


def _paint_legend(painter: QPainter, frame: PlotFrame, theme: Theme) -> None:
    """Paint the legend in one line under the axis."""
    x = frame.outer.left()
    y = frame.outer.bottom() - 10 * frame.scale
    for key in frame.scene.legend:
        _paint_key(painter, QRectF(x, y - 5 * frame.scale, 10 * frame.scale, 10 * frame.scale), key, frame, theme)
        text = RichText(key.text, scale=frame.scale)
        left = x + (22 if key.symbol in {"line", "dash"} else 17) * frame.scale
        rect = text.rect_at(QPointF(left, y), align="left")
        text.paint(painter, rect.topLeft(), colour=theme.text2)
        x = rect.right() + 22 * frame.scale


def _paint_key(painter: QPainter, rect: QRectF, key: Key, frame: PlotFrame, theme: Theme) -> None:
    """Paint the sample of one legend entry."""
    if key.symbol in {"line", "dash"}:
        stroke = look(theme, key.style).stroke
        painter.setPen(pen(stroke, width=2.0, dash="dash" if key.symbol == "dash" else "", scale=frame.scale))
        y = rect.center().y()
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.left() + 16 * frame.scale, y))
        return
    style = Style.GHOST if key.symbol == "ghost" else key.style
    sample = Bar(0, 0, 1, style=style, outlined=key.symbol == "outline")
    marks.paint_bar(painter, rect, sample, theme=theme, scale=frame.scale)
