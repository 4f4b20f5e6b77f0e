"""A zoomable view of a scene for looking closely; the drawing library is imported only when it opens."""

from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPen
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from planner.analysis.scenes.scene import Band, Bars, Dots, Line, Region, Rule, Scene
from planner.ui.charts.rich_text import plain
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, PANEL, ui_font
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import Theme, with_opacity
from planner.ui.widgets.labels import ThemedLabel

_WIDE_LIMIT = 5000  # points; wider pens than one pixel are slow beyond
_SYMBOLS = {"triangle-down": "t", "triangle-up": "t1", "diamond": "d", "check": "o", "cross": "x"}


class ExploreDialog(QDialog):
    """Pan with the mouse, zoom with the wheel, read exact values at the crosshair."""

    def __init__(self, scene: Scene, themes: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(scene.title)
        self.resize(960, 600)
        self._scene = scene
        self._themes = themes
        self._values = ThemedLabel(themes, self.tr("Drag to pan, wheel to zoom, double-click to see everything"))
        self._plot = _make_plot(self)
        self._plot.setAccessibleName(scene.title)
        self._plot.setAccessibleDescription(scene.summary)
        self._item: Any = self._plot.getPlotItem()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.addWidget(ThemedLabel(themes, scene.title, size_px=PANEL, strong=True, tone="text"))
        layout.addWidget(self._plot, 1)
        layout.addWidget(self._values)
        self._paint()
        themes.changed.connect(self._paint)
        self._plot.scene().sigMouseMoved.connect(self._on_mouse_moved)
        self._plot.scene().sigMouseClicked.connect(self._on_mouse_clicked)

    def _paint(self) -> None:
        """Fill the plot with the marks in the colours of the theme."""
        theme = self._themes.now
        self._item.clear()
        self._plot.setBackground(theme.base)
        _style_axes(self._item, self._scene, theme)
        for mark in self._scene.marks:
            _add_mark(self._item, mark, theme)
        self._cross = _crosshair(self._item, theme)
        self._show_all()

    def _show_all(self) -> None:
        axis_x, axis_y = self._scene.x, self._scene.y
        self._item.setRange(xRange=(axis_x.low, axis_x.high), yRange=(axis_y.low, axis_y.high), padding=0.02)

    def _on_mouse_moved(self, position: QPointF) -> None:
        """Move the crosshair and say where it stands."""
        if not self._item.sceneBoundingRect().contains(position):
            return
        point = self._item.vb.mapSceneToView(position)
        self._cross[0].setPos(point.x())
        self._cross[1].setPos(point.y())
        near = min(self._scene.x.ticks, key=lambda tick: abs(tick.position - point.x()), default=None)
        place = plain(near.label) if near is not None else f"{point.x():.2f}"
        self._values.set_text(f"{place}: {point.y():.2f}")

    def _on_mouse_clicked(self, event: Any) -> None:
        """Show everything again after a double click."""
        if event.double():
            self._show_all()


def _make_plot(parent: QWidget) -> Any:
    """Return an empty plot without the library's own menu and buttons."""
    import pyqtgraph

    plot = pyqtgraph.PlotWidget(parent)
    plot.getPlotItem().setMenuEnabled(False)
    plot.getPlotItem().hideButtons()
    plot.setAntialiasing(True)
    return plot


def _style_axes(item: Any, scene: Scene, theme: Theme) -> None:
    """Give both axes our ticks, fonts and colours."""
    for side, axis in (("bottom", scene.x), ("left", scene.y)):
        shown = item.getAxis(side)
        shown.setTicks([[(tick.position, plain(tick.label)) for tick in axis.ticks]])
        shown.setStyle(tickFont=ui_font(AXIS), tickLength=-4)
        shown.setTextPen(theme.text3)
        shown.setPen(theme.strong)


def _add_mark(item: Any, mark: object, theme: Theme) -> None:
    """Add one mark; texts stay on the chart itself."""
    if isinstance(mark, Bars):
        _add_bars(item, mark, theme)
    elif isinstance(mark, Line):
        _add_line(item, mark, theme)
    elif isinstance(mark, Band):
        _add_band(item, mark, theme)
    elif isinstance(mark, Region):
        _add_region(item, mark, theme)
    elif isinstance(mark, Rule):
        _add_rule(item, mark, theme)
    elif isinstance(mark, Dots):
        _add_dots(item, mark, theme)


def _add_bars(item: Any, bars: Bars, theme: Theme) -> None:
    import pyqtgraph

    for bar in bars.bars:
        shown = look(theme, bar.style)
        span = {"x0": bar.low, "x1": bar.high, "y": bar.centre, "height": bar.width}
        upright = {"x": bar.centre, "width": bar.width, "y0": bar.low, "y1": bar.high}
        fill = QBrush(theme.base if bar.outlined or shown.fill is None else shown.fill)
        item.addItem(
            pyqtgraph.BarGraphItem(
                **(span if bars.horizontal else upright), brush=fill, pen=_cosmetic(shown.stroke, 1.0)
            )
        )


def _add_line(item: Any, line: Line, theme: Theme) -> None:
    import numpy as np

    ys = np.array([np.nan if y is None else y for y in line.ys], dtype=float)
    width = 1.0 if len(line.xs) > _WIDE_LIMIT else min(line.width, 2.0)
    stroke = _cosmetic(look(theme, line.style).stroke, width, dashed=bool(line.dash))
    item.plot(np.array(line.xs, dtype=float), ys, pen=stroke, connect="finite", antialias=True)


def _add_band(item: Any, band: Band, theme: Theme) -> None:
    import pyqtgraph

    colour = with_opacity(look(theme, band.style).stroke, share=band.opacity)
    low = pyqtgraph.PlotCurveItem(list(band.xs), list(band.lows))
    high = pyqtgraph.PlotCurveItem(list(band.xs), list(band.highs))
    item.addItem(pyqtgraph.FillBetweenItem(low, high, brush=QBrush(colour)))


def _add_region(item: Any, region: Region, theme: Theme) -> None:
    """Add a region that is bounded on its upright or on its level sides."""
    import pyqtgraph

    upright = region.x0 is not None and region.x1 is not None
    bounds = (region.x0, region.x1) if upright else (region.y0, region.y1)
    if None in bounds:
        return
    ground = QBrush(look(theme, region.style).fill or theme.unplanned_soft)
    orientation = "vertical" if upright else "horizontal"
    band = pyqtgraph.LinearRegionItem(bounds, orientation=orientation, brush=ground, pen=theme.line, movable=False)
    band.setZValue(-10)
    item.addItem(band)


def _add_rule(item: Any, rule: Rule, theme: Theme) -> None:
    import pyqtgraph

    stroke = _cosmetic(look(theme, rule.style).stroke, 1.0, dashed=bool(rule.dash))
    item.addItem(pyqtgraph.InfiniteLine(rule.position, angle=90 if rule.vertical else 0, pen=stroke))


def _add_dots(item: Any, dots: Dots, theme: Theme) -> None:
    import pyqtgraph

    spots = [
        {
            "pos": (dot.x, dot.y),
            "size": dot.size,
            "symbol": _SYMBOLS.get(dot.symbol, "o"),
            "pen": _cosmetic(look(theme, dot.style).stroke, 1.0),
            "brush": QBrush(look(theme, dot.style).stroke if dot.filled else theme.base),
        }
        for dot in dots.dots
    ]
    item.addItem(pyqtgraph.ScatterPlotItem(spots=spots))


def _crosshair(item: Any, theme: Theme) -> tuple[Any, Any]:
    """Add the two thin lines that follow the pointer."""
    import pyqtgraph

    stroke = _cosmetic(theme.text3, 1.0, dashed=True)
    lines = (pyqtgraph.InfiniteLine(angle=90, pen=stroke), pyqtgraph.InfiniteLine(angle=0, pen=stroke))
    for line in lines:
        item.addItem(line, ignoreBounds=True)
    return lines


def _cosmetic(colour: Any, width: float, *, dashed: bool = False) -> QPen:
    """Return a pen whose width is pixels at every zoom."""
    out = QPen(colour, width)
    out.setCosmetic(True)
    out.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
    return out
