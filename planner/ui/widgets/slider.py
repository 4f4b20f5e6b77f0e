"""The share slider of reserve lab and meeting: live while dragged, one undo step at release."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.analysis.scenes.scene import Style
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.scale import ShareScale, percent
from planner.ui.widgets.slider_paint import SliderFace, paint_slider

_STEP, _PAGE = 0.01, 0.05
_MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class Threshold:
    """A mark above the track: "**12.5 %** keeps clean code clean"."""

    share: float
    text: str


class ReserveSlider(QWidget):
    """A slider for a share in [0, ``maximum``].

    ``moved(share)`` is emitted while dragging, ``settled(share)`` at release and after each key. The small hollow knob
    is the policy compared with; it is dragged, or moved with Shift and the arrow keys, and emits ``compare_moved``.

    Parameters
    ----------
    name
        What the share is, read out.
    style
        Whose colour.
    maximum
        End of the scale, a share.
    full
        With flag above and scale below (78 px high); otherwise the bare track (28 px).
    """

    moved = Signal(float)
    settled = Signal(float)
    compare_moved = Signal(float)

    def __init__(
        self,
        themes: ThemeController,
        *,
        name: str,
        style: Style = Style.DEBT,
        maximum: float = 0.5,
        full: bool = True,
    ) -> None:
        super().__init__()
        self._themes = themes
        self._face = SliderFace(maximum=maximum, style=style, full=full)
        self._dragging = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(78 if full else 28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()
        themes.changed.connect(self.update)

    @property
    def share(self) -> float:
        """The share under the knob."""
        return self._face.share

    @property
    def compare(self) -> float | None:
        """The share of the policy compared with."""
        return self._face.compare

    def set_share(self, share: float) -> None:
        """Move the knob without a signal."""
        self._change(share=share)

    def set_compare(self, share: float | None) -> None:
        """Show or hide the policy compared with."""
        self._change(compare=share)

    def set_before(self, share: float | None) -> None:
        """Show or hide the frozen "before" as a dashed mark."""
        self._change(before=share)

    def set_policy(self, floor: float | None, ceiling: float | None) -> None:
        """Show or hide the policy band."""
        self._change(band=(floor, ceiling) if floor is not None and ceiling is not None else None)

    def set_thresholds(self, thresholds: tuple[Threshold, ...]) -> None:
        """Show marks with their words above the track."""
        self._change(thresholds=tuple((mark.share, mark.text) for mark in thresholds))

    def _change(self, **fields: object) -> None:
        """Replace fields of the face and repaint."""
        self._face = self._face.but(**fields)
        self._say()
        self.update()

    def _say(self) -> None:
        """Tell screen readers the value."""
        words = percent(self._face.share)
        if self._face.compare is not None:
            words += self.tr(", against %1").replace("%1", percent(self._face.compare))
        self.setAccessibleDescription(words)

    def _scale(self) -> ShareScale:
        margin = 0.0 if self._face.full else _MARGIN
        return ShareScale(margin, self.width() - margin, self._face.maximum)

    def _move(self, share: float) -> None:
        """Move the knob to a whole step and tell."""
        stepped = round(round(share / _STEP) * _STEP, 6)
        stepped = min(max(stepped, 0.0), self._face.maximum)
        if self._dragging == "compare":
            if stepped != self._face.compare:
                self.set_compare(stepped)
                self.compare_moved.emit(stepped)
        elif stepped != self._face.share:
            self.set_share(stepped)
            self.moved.emit(stepped)

    def _grab(self, x: float) -> str:
        """Say which knob a press means: the hollow one only when it is clearly nearer."""
        if self._face.compare is None:
            return "share"
        to_compare = abs(self._scale().x(self._face.compare) - x)
        to_share = abs(self._scale().x(self._face.share) - x)
        return "compare" if to_compare <= _MARGIN and to_compare < to_share else "share"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer knob and bring it under the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragging = self._grab(event.position().x())
            self._move(self._scale().share(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while dragging."""
        if self._dragging:
            self._move(self._scale().share(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Settle: this is the one undo step."""
        del event
        dragged, self._dragging = self._dragging, ""
        if dragged == "share":
            self.settled.emit(self._face.share)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by 1 point, Page keys by 5, Home and End to the ends; Shift moves the hollow knob."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        compare = self._face.compare
        if shifted and compare is not None:
            self._dragging = "compare"
            self._move(compare + step)
            self._dragging = ""
            return
        self._move(self._face.share + step)
        self.settled.emit(self._face.share)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face."""
        del event
        paint_slider(self, self._face, self._scale(), self._themes.now)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable width."""
        return QSize(320, self.height())


_KEYS = {
    Qt.Key.Key_Left: -_STEP,
    Qt.Key.Key_Down: -_STEP,
    Qt.Key.Key_Right: _STEP,
    Qt.Key.Key_Up: _STEP,
    Qt.Key.Key_PageDown: -_PAGE,
    Qt.Key.Key_PageUp: _PAGE,
    Qt.Key.Key_Home: -1.0,
    Qt.Key.Key_End: 1.0,
}
