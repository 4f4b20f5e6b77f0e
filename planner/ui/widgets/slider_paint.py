"""How the share slider is painted: flag, thresholds, band, track, knobs, scale."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from planner.analysis.scenes.scene import Style
from planner.ui.charts.pens import pen
from planner.ui.charts.rich_text import RichText
from planner.ui.theme.fonts import AXIS, BODY, ui_font
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import Theme
from planner.ui.widgets.mark_words import MarkWords, place_words
from planner.ui.widgets.scale import ShareScale, paint_knob, paint_policy_band, paint_track, percent

_TRACK = 6.0
_FULL_Y, _BARE_Y = 42.0, 14.0
_FLAG_WIDTH, _WIDE = 48.0, 560.0


@dataclass(frozen=True, slots=True)
class SliderFace:
    """Everything a share slider shows; shares in [0, ``maximum``]."""

    share: float = 0.0
    maximum: float = 0.5
    style: Style = Style.DEBT
    full: bool = True
    compare: float | None = None
    before: float | None = None
    band: tuple[float, float] | None = None
    thresholds: tuple[tuple[float, str], ...] = ()

    def but(self, **fields: Any) -> "SliderFace":
        """Return the face with some fields changed."""
        return replace(self, **fields)


def paint_slider(widget: QWidget, face: SliderFace, scale: ShareScale, theme: Theme) -> None:
    """Paint the whole slider."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    y = _FULL_Y if face.full else _BARE_Y
    paint_track(painter, QRectF(scale.left, y - _TRACK / 2, scale.right - scale.left, _TRACK), theme, radius=3)
    _paint_band(painter, face, scale, theme, y=y)
    _paint_filled(painter, face, scale, theme, y=y)
    _paint_thresholds(painter, face, scale, theme, y=y)
    _paint_before(painter, face, scale, theme, y=y)
    if face.compare is not None:
        _paint_compare(painter, QPointF(scale.x(face.compare), y), theme)
    centre = QPointF(_held(scale.x(face.share), scale), y)
    paint_knob(painter, centre, theme, style=face.style)
    if widget.hasFocus():
        painter.setPen(pen(theme.accent, width=2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 11, 11)
    if face.full:
        _paint_flag(painter, face, scale, theme)
        _paint_scale(painter, scale, theme)


def _held(x: float, scale: ShareScale) -> float:
    """Keep a knob wholly on the widget."""
    return min(max(x, 9.0), max(scale.right - 9.0, 9.0)) if scale.left == 0 else x


def _paint_band(painter: QPainter, face: SliderFace, scale: ShareScale, theme: Theme, *, y: float) -> None:
    """Paint the policy band."""
    if face.band is not None:
        left, right = (round(scale.x(share)) for share in face.band)
        paint_policy_band(painter, QRectF(left, y - 8, right - left, 17), theme)


def _paint_filled(painter: QPainter, face: SliderFace, scale: ShareScale, theme: Theme, *, y: float) -> None:
    """Paint the track up to the knob."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look(theme, face.style).stroke)
    width = scale.x(face.share) - scale.left
    painter.drawRoundedRect(QRectF(scale.left, y - _TRACK / 2, width, _TRACK), 3, 3)


def _paint_thresholds(painter: QPainter, face: SliderFace, scale: ShareScale, theme: Theme, *, y: float) -> None:
    """Paint the marks, their words where they have room, and the words of the band where nothing else stands."""
    for share, _words in face.thresholds:
        x = round(scale.x(share)) + 0.5
        painter.setPen(pen(theme.text, width=1.5))
        painter.drawLine(QPointF(x, y - 15), QPointF(x, y + 4))
    taken = []
    for text, left in words_over(face, scale):
        text.paint(painter, QPointF(left, y - 32), colour=theme.text)
        taken.append((left, left + text.size().width()))
    if face.band is not None and face.full:
        _paint_band_words(painter, face, scale, theme, taken=taken)


def words_over(face: SliderFace, scale: ShareScale) -> tuple[tuple[RichText, float], ...]:
    """Return the words over the marks with their left edges: near their marks, never on each other or on the flag."""
    marks = sorted(face.thresholds)
    texts = [(RichText(words), RichText(_figure(words))) for _share, words in marks]
    last = len(marks) - 1
    wishes = []
    for place, (share, _words) in enumerate(marks):
        width = texts[place][0].size().width()
        before = 0.0 if place == last else 0.5 if place == 0 else 1.0
        x = round(scale.x(share)) + 0.5
        wishes.append(MarkWords(x if place == last else x + 3 - before * width, width, texts[place][1].size().width()))
    places = place_words(wishes, left=scale.left, right=scale.right, blocked=_flag_span(face, scale))
    return tuple(
        (texts[place][1] if found.is_short else texts[place][0], found.left)
        for place, found in enumerate(places)
        if found is not None
    )


def _figure(words: str) -> str:
    """Return the semibold figure of a mark's words: ``"**3.6 %**"`` of ``"**3.6 %** tips over"``."""
    head, _, rest = words.removeprefix("**").partition("**")
    return f"**{head}**" if rest else words


def _flag_span(face: SliderFace, scale: ShareScale) -> tuple[float, float] | None:
    """Return the part of the line that the flag needs."""
    if not face.full:
        return None
    x = min(max(scale.x(face.share), scale.left + _FLAG_WIDTH / 2), scale.right - _FLAG_WIDTH / 2)
    return x - _FLAG_WIDTH / 2 - 6, x + _FLAG_WIDTH / 2 + 6


def _paint_band_words(
    painter: QPainter, face: SliderFace, scale: ShareScale, theme: Theme, *, taken: list[tuple[float, float]]
) -> None:
    """Say what the band is, right of it, unless a mark or the flag stands there."""
    assert face.band is not None  # noqa: S101 - asked only for a band
    words = QCoreApplication.translate("ReserveSlider", "policy band %1 to %2")
    words = words.replace("%1", f"{face.band[0] * 100:g}").replace("%2", percent(face.band[1]))
    text = RichText(words)
    flag = _flag_span(face, scale)
    left = scale.x(face.band[1]) + 6
    if flag is not None and left < flag[1] and left + text.size().width() > flag[0]:
        left = flag[1]
    right = left + text.size().width()
    if right <= scale.right and not any(left < end + 8 and right > start - 8 for start, end in taken):
        text.paint(painter, QPointF(left, _FULL_Y - 24), colour=theme.text3)


def _paint_before(painter: QPainter, face: SliderFace, scale: ShareScale, theme: Theme, *, y: float) -> None:
    """Paint the frozen share as a dashed mark."""
    if face.before is not None:
        x = round(scale.x(face.before)) + 0.5
        painter.setPen(pen(theme.text, width=2.0, dash="short"))
        painter.drawLine(QPointF(x, y - 11), QPointF(x, y + 11))


def _paint_compare(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    """Paint the small hollow knob."""
    painter.setPen(pen(theme.unplanned_text, width=2.0))
    painter.setBrush(theme.base)
    painter.drawEllipse(centre, 6, 6)


def _paint_flag(painter: QPainter, face: SliderFace, scale: ShareScale, theme: Theme) -> None:
    """Paint the value above the knob."""
    x = min(max(scale.x(face.share), scale.left + 24), scale.right - 24)
    rect = QRectF(x - _FLAG_WIDTH / 2, 3, _FLAG_WIDTH, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.flag)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setFont(ui_font(BODY, strong=True))
    painter.setPen(theme.on_flag)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), percent(face.share))


def _paint_scale(painter: QPainter, scale: ShareScale, theme: Theme) -> None:
    """Paint every five points below the track, fewer when it is narrow."""
    painter.setFont(ui_font(AXIS))
    painter.setPen(theme.text3)
    metrics = QFontMetricsF(painter.font())
    step = 0.05 if scale.right - scale.left > _WIDE else 0.1
    for number in range(round(scale.maximum / step) + 1):
        words = percent(number * step)
        width = metrics.horizontalAdvance(words)
        x = min(max(scale.left, scale.x(number * step) - width / 2), scale.right - width)
        painter.drawText(QPointF(x, _FULL_Y + 24), words)
