"""How a day looks in the heat map: ground, edge, letter, fill level; and what it says."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from planner.analysis.capacity.presence import DayCell, DayState
from planner.analysis.wording import percent, weekday
from planner.domain.team import AbsenceKind
from planner.ui.charts.pens import pen
from planner.ui.pages.team_parts.words import tr
from planner.ui.theme.fonts import AXIS, BODY, ui_font
from planner.ui.theme.hatches import Hatch, paint_hatch
from planner.ui.theme.tokens import Theme, mix

_RADIUS = 3.0
_HALF = 0.5
_LETTERS = {AbsenceKind.SICK: "S", AbsenceKind.TRAINING: "T"}


@dataclass(frozen=True, slots=True)
class DayMark:
    """What a cell shows: the meaning by name, its letter, how far it is filled."""

    meaning: str
    letter: str = ""
    level: float = 0.0
    also_on_call: bool = False


def mark_of(cell: DayCell) -> DayMark:
    """Return the mark of a day."""
    if cell.state in {DayState.HOLIDAY, DayState.TEAM_OFF}:
        return DayMark("holiday", "H")
    if cell.state is DayState.OFF or cell.kind is AbsenceKind.OTHER:
        return DayMark("off", "–")
    if cell.state is DayState.LEAVE:
        meaning = "half" if cell.share_away <= _HALF * cell.calendar_share else "leave"
        letter = "½" if meaning == "half" else _LETTERS.get(cell.kind or AbsenceKind.LEAVE, "L")
        return DayMark(meaning, letter, also_on_call=cell.on_call)
    if cell.state is DayState.ON_CALL:
        return DayMark("on-call", "C")
    return DayMark("ramp", level=cell.ramp_share) if cell.ramp_share < 1 else DayMark("free")


def day_words(name: str, cell: DayCell) -> str:
    """Return what a cell says to a screen reader and under the pointer."""
    states = {
        "holiday": cell.name or tr("holiday"),
        "off": tr("not working"),
        "half": tr("half a day of leave"),
        "leave": tr(cell.kind.value if cell.kind else "leave"),
        "on-call": tr("on call"),
        "ramp": tr("ramping up, at {share}").format(share=percent(cell.ramp_share)),
        "free": tr("there"),
    }
    mark = mark_of(cell)
    also = tr(", on call") if mark.also_on_call else ""
    return f"{name}, {weekday(cell.day)}: {states[mark.meaning]}{also}"


def paint_day(painter: QPainter, cell: QRectF, mark: DayMark, *, theme: Theme) -> None:
    """Paint one day into a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = cell.adjusted(0.5, 0.5, -0.5, -0.5)
    ground, edge = _colours(mark.meaning, theme)
    painter.setPen(pen(edge, dash="dot" if mark.meaning == "off" else ""))
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    if mark.meaning == "holiday":
        hatch = mix(theme.text3, theme.base, share=0.4)
        paint_hatch(painter, rect.adjusted(1, 1, -1, -1), hatch=Hatch.THIN, colour=hatch)
    if mark.meaning == "half":
        _paint_half(painter, rect, theme)
    if mark.meaning == "ramp":
        _paint_level(painter, rect, mark.level, theme)
    if mark.also_on_call:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.on_call)
        painter.drawEllipse(rect.bottomRight() + QPointF(-4, -4), 2.5, 2.5)
    if mark.letter:
        painter.setFont(ui_font(AXIS if mark.meaning != "off" else BODY, strong=True))
        painter.setPen(theme.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, mark.letter)
    painter.restore()


def _colours(meaning: str, theme: Theme) -> tuple[QColor, QColor]:
    """Return ground and edge; the fills are pale, so that the letter is legible and the edge tells them apart."""
    soft = 0.3 if theme.dark else 0.22
    return {
        "free": (theme.alt, theme.line),
        "half": (theme.alt, theme.line),
        "off": (theme.base, theme.strong),
        "holiday": (mix(theme.holiday, theme.base, share=0.55), theme.strong),
        "leave": (mix(theme.leave, theme.base, share=soft), theme.leave),
        "on-call": (mix(theme.on_call, theme.base, share=soft), theme.on_call),
        "ramp": (mix(theme.ramp, theme.base, share=soft), theme.ramp),
    }[meaning]


def _paint_half(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Paint the lower right half as leave."""
    path = QPainterPath(rect.topRight())
    path.lineTo(rect.bottomRight())
    path.lineTo(rect.bottomLeft())
    path.closeSubpath()
    painter.setPen(pen(theme.leave))
    painter.setBrush(mix(theme.leave, theme.base, share=0.3 if theme.dark else 0.22))
    painter.drawPath(path)


def _paint_level(painter: QPainter, rect: QRectF, level: float, theme: Theme) -> None:
    """Paint a newcomer's effectiveness as a fill from the foot."""
    inner = rect.adjusted(2.5, 2.5, -2.5, -2.5)
    inner.setTop(inner.bottom() - inner.height() * level)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix(theme.ramp, theme.base, share=0.62))
    painter.drawRect(inner)
