"""The widget that shows a scene: hover, click, keys, menu, and its four states."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.analysis.scenes.scene import CLICK_FOR_ROWS, Hit, Scene
from planner.ui.charts.frame import PlotFrame, lay_out
from planner.ui.charts.hits import HitArea, area_at, hit_areas
from planner.ui.charts.menu import chart_menu
from planner.ui.charts.paint import paint_scene
from planner.ui.charts.pens import pen
from planner.ui.charts.states import paint_empty, paint_error, paint_skeleton
from planner.ui.charts.tooltip import ChartTooltip
from planner.ui.theme.controller import ThemeController

_STALE_OPACITY = 0.55


class ChartState(StrEnum):
    """What the canvas shows."""

    READY = "ready"
    LOADING = "loading"
    STALE = "stale"
    ERROR = "error"


class ChartCanvas(QWidget):
    """A chart.

    Parameters
    ----------
    themes
        Whose colours; repainted when they change.
    scale
        Factor of fonts and strokes, 1.5 in the meeting.
    """

    refs_chosen = Signal(tuple)

    def __init__(self, themes: ThemeController, *, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._scale = scale
        self._scene: Scene | None = None
        self._state = ChartState.LOADING
        self._message = ""
        self._areas: tuple[HitArea, ...] = ()
        self._frame: PlotFrame | None = None
        self._current: HitArea | None = None
        self._pointer: QPointF | None = None
        self._tooltip: ChartTooltip | None = None
        self._leads_to_rows = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Chart"))
        themes.changed.connect(self.update)

    @property
    def scene(self) -> Scene | None:
        """The scene shown, if any."""
        return self._scene

    @property
    def state(self) -> ChartState:
        """What is shown now."""
        return self._state

    def set_scene(self, scene: Scene) -> None:
        """Show a scene; a stale or failed chart becomes ready again."""
        self._scene = scene
        self._current = None
        self.setAccessibleName(scene.title)
        self.setAccessibleDescription(scene.empty or scene.summary)
        self._lay_out()
        self.set_state(ChartState.READY)

    def show_only(self) -> None:
        """Tell exact values, but lead nowhere: what a room looks at must not change under a click."""
        self._leads_to_rows = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_scale(self, scale: float) -> None:
        """Change the factor of fonts and strokes."""
        self._scale = scale
        self._tooltip = None
        self._lay_out()
        self.update()

    def place_of(self, refs: tuple[str, ...]) -> QRectF | None:
        """Return where the datum with these rows is painted, for a popover beside it."""
        return next((area.rect for area in self._areas if area.hit.refs == refs), None)

    def set_state(self, state: ChartState, message: str = "") -> None:
        """Change the state; ``message`` says what went wrong, where, and how to mend it."""
        self._state = state
        self._message = message
        if message:
            self.setAccessibleDescription(message)
        self._hide_tooltip()
        self.update()

    def _lay_out(self) -> None:
        """Compute the frame and the hit areas for the size."""
        if self._scene is not None:
            self._frame = lay_out(self._scene, QRectF(self.rect()), scale=self._scale)
            self._areas = hit_areas(self._frame)

    def _go_to(self, area: HitArea | None, *, at: QPointF | None = None) -> None:
        """Make an area the current one and show its tooltip."""
        if area is None:
            self._hide_tooltip()
        elif area is not self._current or self._tooltip is None or not self._tooltip.isVisible():
            self._tooltip = self._tooltip or ChartTooltip(self._themes, parent=self, scale=self._scale)
            anchor = at if at is not None and area.rect.height() > self.height() / 2 else area.anchor
            self._tooltip.show_hit(self._told(area.hit), above=self.mapToGlobal(anchor.toPoint()))
        self._current = area
        clickable = area is not None and bool(self._told(area.hit).refs)
        self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        self.update()

    def _told(self, hit: Hit) -> Hit:
        """Return what a tooltip says here: without the way to the rows where there is none."""
        if self._leads_to_rows:
            return hit
        return Hit(hit.title, tuple(line for line in hit.lines if line != CLICK_FOR_ROWS))

    def _hide_tooltip(self) -> None:
        if self._tooltip is not None:
            self._tooltip.hide()

    def _step(self, by: int) -> None:
        """Walk to the next datum with the arrow keys."""
        if not self._areas:
            return
        at = self._areas.index(self._current) + by if self._current in self._areas else (0 if by > 0 else -1)
        self._go_to(self._areas[at % len(self._areas)])

    def _choose(self) -> None:
        """Tell which rows stand behind the current datum."""
        if self._current is not None and self._told(self._current.hit).refs:
            self.refs_chosen.emit(self._current.hit.refs)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scene in its state."""
        del event
        painter = QPainter(self)
        theme, room = self._themes.now, QRectF(self.rect())
        if self._state is ChartState.ERROR:
            paint_error(painter, room, theme, text=self._message, scale=self._scale)
        elif self._scene is None:
            paint_skeleton(painter, room, theme)
        elif self._scene.empty:
            paint_empty(painter, room, theme, text=self._scene.empty, scale=self._scale)
        else:
            painter.setOpacity(_STALE_OPACITY if self._state is ChartState.STALE else 1.0)
            self._frame = paint_scene(painter, room, self._scene, theme, scale=self._scale)
            self._paint_pointer(painter)

    def _paint_pointer(self, painter: QPainter) -> None:
        """Paint the crosshair of time axes and the ring of keyboard focus."""
        theme = self._themes.now
        if self._scene and self._scene.crosshair and self._frame and self._pointer:
            x = self._current.rect.center().x() if self._current else self._pointer.x()
            if self._frame.plot.left() <= x <= self._frame.plot.right():
                painter.setPen(pen(theme.text3, width=1.0, dash="short"))
                painter.drawLine(QPointF(x, self._frame.plot.top()), QPointF(x, self._frame.plot.bottom()))
        if self.hasFocus():
            painter.setPen(pen(theme.accent, width=2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = self._current.rect if self._current else QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(around, 3, 3)

    def resizeEvent(self, event: object) -> None:
        """Lay out again."""
        del event
        self._lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the datum under the pointer."""
        self._pointer = event.position()
        if self._frame is not None and self._state in {ChartState.READY, ChartState.STALE}:
            self._go_to(area_at(self._areas, event.position(), plot=self._frame.plot), at=event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the rows behind the datum under the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.mouseMoveEvent(event)
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide what followed the pointer."""
        del event
        self._pointer = None
        self._go_to(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the tooltip of the keyboard."""
        super().focusOutEvent(event)
        self._hide_tooltip()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the data, Enter chooses, Escape closes the tooltip."""
        key = event.key()
        if key in {Qt.Key.Key_Right, Qt.Key.Key_Down}:
            self._step(1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Up}:
            self._step(-1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._current:
            self._choose()
        elif key == Qt.Key.Key_Escape and self._tooltip is not None and self._tooltip.isVisible():
            self._hide_tooltip()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open our own menu."""
        if self._scene is not None and not self._scene.empty:
            chart_menu(self, self._scene, themes=self._themes).exec(event.globalPos())

    def sizeHint(self) -> QSize:
        """Return the smallest size: pages that wrap text ask for it as their height, and layouts stretch charts."""
        return QSize(360, max(120, self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest legible size."""
        return QSize(160, 80)
