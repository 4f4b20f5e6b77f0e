"""The columns of the debt register: ranges as bars beside their figures."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from planner.analysis.debt.register_lines import RangeBar, RegisterLine
from planner.analysis.scenes.scene import Style
from planner.ui.charts.marks import paint_look
from planner.ui.icons import icon_pixmap
from planner.ui.tables.column import Align, Column
from planner.ui.theme.fonts import AXIS, BODY, ui_font
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import Theme, with_opacity

_RANGE_OPACITY = 0.5
_BAR, _TICK = 6.0, 12.0
_PRINCIPAL_BAR, _PRINCIPAL_FIGURE = 78.0, 104.0
_INTEREST_BAR, _INTEREST_FIGURE = 56.0, 92.0
_RATIO_BAR = 76.0
_SPACE = 5.0


def register_columns(tr: Callable[[str], str]) -> tuple[Column, ...]:
    """Return the columns in the order of the page."""
    row = _row
    return (
        Column(
            key="rank", title="", value=lambda line: row(line).rank, align=Align.RIGHT, width=34, tone="text3",
            tip=tr("Rank by interest per principal"),
        ),
        Column(key="item", title=tr("Item"), value=lambda line: line.id, width=50, tone="text3"),
        Column(key="title", title="", value=lambda line: row(line).item.title, width=240, stretch=True),
        Column(
            key="component", title=tr("Component"), value=lambda line: row(line).item.component, width=106, tone="text2"
        ),
        *_amounts(tr),
        *_words(tr),
    )  # fmt: skip


def _row(line: RegisterLine) -> Any:
    return line.row


def _amounts(tr: Callable[[str], str]) -> tuple[Column, ...]:
    return (
        Column(
            key="principal",
            title=tr("Principal, pd"),
            value=lambda line: line.row.principal.p50,
            text=lambda line: f"{line.principal} ({line.principal_range})",
            paint=_paint_principal,
            width=170,
            tip=tr("Person-days that would remove it: P50, P10 to P90"),
        ),
        Column(
            key="interest",
            title=tr("Interest, pd a sprint"),
            value=lambda line: line.row.interest.p50,
            text=lambda line: f"{line.interest} ({line.interest_range})",
            paint=_paint_interest,
            width=162,
            tip=tr("Person-days it costs every sprint: P50, P10 to P90"),
        ),
        Column(
            key="ratio",
            title=tr("Interest / principal"),
            value=lambda line: line.row.ratio,
            text=lambda line: line.ratio,
            paint=_paint_ratio,
            width=138,
            tip=tr("What it pays back a sprint for each day put in: repay the highest first"),
        ),
    )


def _words(tr: Callable[[str], str]) -> tuple[Column, ...]:
    return (
        Column(
            key="top",
            title=tr("In top 3"),
            value=lambda line: line.row.top_probability,
            text=lambda line: line.top,
            align=Align.RIGHT,
            width=62,
            tone="text2",
            tip=tr("Chance to be among the first three, given the ranges"),
        ),
        Column(
            key="payback",
            title=tr("Payback"),
            value=lambda line: line.row.payback_sprints,
            text=lambda line: line.payback,
            align=Align.RIGHT,
            width=80,
            tone="text2",
            tip=tr("Sprints until repaying it has paid for itself"),
        ),
        Column(
            key="roi",
            title=tr("Return"),
            value=lambda line: line.row.roi,
            text=lambda line: line.roi,
            align=Align.RIGHT,
            width=64,
            tone="text2",
            tip=tr("What repaying it returns over the lab's horizon, as a multiple of its effort"),
        ),
        Column(
            key="cost",
            title=tr("A quarter"),
            value=lambda line: line.row.cost_per_quarter,
            text=lambda line: line.cost,
            align=Align.RIGHT,
            width=78,
            tone="text2",
            tip=tr("Interest of a quarter in money, at the price of a person-day"),
        ),
        Column(
            key="date",
            title=tr("Date"),
            value=_date_order,
            text=lambda line: line.date,
            paint=_paint_date,
            width=114,
        ),
        Column(key="planned", title=tr("Planned"), value=lambda line: line.row.planned, width=78, tone="text2"),
    )


def _date_order(line: RegisterLine) -> int | None:
    """Return the date that is shown as a number to sort by, ``None`` without one."""
    item = line.row.item
    dates = (
        item.deadline.remove_on if item.deadline else None,
        item.acceptance.until if item.acceptance else None,
        item.review_on,
    )
    return next((when.toordinal() for when in dates if when is not None), None)


def _paint_principal(painter: QPainter, rect: QRectF, line: RegisterLine, theme: Theme) -> None:
    room = QRectF(rect.left(), rect.top(), _PRINCIPAL_BAR, rect.height())
    _paint_range(painter, room, line.principal_bar, band=theme.debt, tick=theme.debt)
    _paint_figures(painter, rect, _PRINCIPAL_FIGURE, (line.principal, line.principal_range), theme)


def _paint_interest(painter: QPainter, rect: QRectF, line: RegisterLine, theme: Theme) -> None:
    room = QRectF(rect.left(), rect.top(), _INTEREST_BAR, rect.height())
    _paint_range(painter, room, line.interest_bar, band=theme.unplanned, tick=theme.text)
    _paint_figures(painter, rect, _INTEREST_FIGURE, (line.interest, line.interest_range), theme)


def _paint_range(painter: QPainter, room: QRectF, bar: RangeBar, *, band: QColor, tick: QColor) -> None:
    """Paint P10 to P90 as a soft bar and P50 as a tick."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(with_opacity(band, share=_RANGE_OPACITY))
    middle = round(room.center().y())
    left, right = (room.left() + share * room.width() for share in (bar.low, bar.high))
    painter.drawRoundedRect(QRectF(left, middle - _BAR / 2, max(right - left, 2.0), _BAR), 2, 2)
    painter.setBrush(tick)
    at = round(room.left() + bar.middle * room.width())
    painter.drawRect(QRectF(at - 1, middle - _TICK / 2, 2, _TICK))


def _paint_figures(painter: QPainter, rect: QRectF, at: float, words: tuple[str, str], theme: Theme) -> None:
    """Paint a figure that ends at ``at`` and its range behind it."""
    figure, span = words
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    painter.setFont(ui_font(BODY, strong=True))
    painter.setPen(theme.text)
    painter.drawText(
        QRectF(rect.left(), rect.top(), at, rect.height()), middle | int(Qt.AlignmentFlag.AlignRight), figure
    )
    painter.setFont(ui_font(AXIS))
    painter.setPen(theme.text3)
    left = at + _SPACE
    painter.drawText(QRectF(rect.left() + left, rect.top(), rect.width() - left + _SPACE, rect.height()), middle, span)


def _paint_ratio(painter: QPainter, rect: QRectF, line: RegisterLine, theme: Theme) -> None:
    middle = round(rect.center().y())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bar = QRectF(rect.left(), middle - 4, max(2.0, line.ratio_bar * _RATIO_BAR), 8)
    paint_look(painter, bar, look(theme, Style.DEBT))
    painter.setFont(ui_font(BODY))
    painter.setPen(theme.text)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), line.ratio)


def _paint_date(painter: QPainter, rect: QRectF, line: RegisterLine, theme: Theme) -> None:
    ink = {"stop": theme.stop, "warning": theme.warn_text, "split": theme.warn_text}.get(line.sign, theme.text2)
    if line.sign:
        pixmap = icon_pixmap(line.sign, ink, size=14, ratio=painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(rect.left(), round(rect.center().y()) - 7), pixmap)
        rect = rect.adjusted(18, 0, 0, 0)
    painter.setFont(ui_font(BODY))
    painter.setPen(ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), line.date)
