"""The 0 to 50 % scale that gauge, slider and status bar share: one look for the policy band."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from planner.analysis.scenes.scene import Style
from planner.ui.charts.pens import pen
from planner.ui.theme.hatches import Hatch, paint_hatch
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import Theme, with_opacity


@dataclass(frozen=True, slots=True)
class ShareScale:
    """Where shares in [0, ``maximum``] lie between two pixels."""

    left: float
    right: float
    maximum: float = 0.5

    def x(self, share: float) -> float:
        """Return the pixel of a share."""
        held = min(max(share, 0.0), self.maximum)
        return self.left + held / self.maximum * (self.right - self.left)

    def share(self, pixel: float) -> float:
        """Return the share under a pixel, held inside the scale."""
        part = (pixel - self.left) / max(self.right - self.left, 1.0)
        return min(max(part, 0.0), 1.0) * self.maximum


def percent(share: float) -> str:
    """Return a share as people read it.

    Examples
    --------
    >>> percent(0.25), percent(0.224)
    ('25 %', '22.4 %')
    """
    number = round(share * 100, 1)
    return f"{number:.0f} %" if number == int(number) else f"{number:.1f} %"


def paint_policy_band(painter: QPainter, rect: QRectF, theme: Theme, *, scale: float = 1.0) -> None:
    """Paint the policy band: soft ground, hatch, 1-px edge."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.debt_soft)
    painter.drawRect(rect)
    paint_hatch(painter, rect, hatch=Hatch.THIN, colour=with_opacity(theme.debt, share=0.5), scale=scale)
    painter.setPen(pen(theme.debt))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_track(painter: QPainter, rect: QRectF, theme: Theme, *, radius: float = 2.0) -> None:
    """Paint the quiet ground of a scale."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.unplanned_soft)
    painter.drawRoundedRect(rect, radius, radius)


def paint_knob(painter: QPainter, centre: QPointF, theme: Theme, *, style: Style, radius: float = 9.0) -> None:
    """Paint an 18-px knob with a 3-px ring."""
    ring = radius / 3
    painter.setPen(pen(look(theme, style).stroke, width=ring))
    painter.setBrush(theme.base)
    painter.drawEllipse(centre, radius - ring / 2, radius - ring / 2)
