"""The columns of what planned work could take along, and of the places of the code."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from planner.analysis.debt.places_lines import HotspotLine
from planner.analysis.scenes.scene import Style
from planner.ui.charts.marks import paint_look
from planner.ui.tables.column import Align, Column
from planner.ui.theme.fonts import BODY, ui_font
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import Theme

_BAR = 56.0


def travel_columns(tr: Callable[[str], str]) -> tuple[Column, ...]:
    """Return the columns of the offers."""
    return (
        Column(key="item", title=tr("Item"), value=lambda line: line.offer.debt_id, width=52, tone="text3"),
        Column(key="title", title="", value=lambda line: line.offer.title, width=160, stretch=True),
        Column(
            key="component", title=tr("Component"), value=lambda line: line.offer.component, width=104, tone="text2"
        ),
        Column(key="meets", title=tr("Meets"), value=lambda line: line.meets, width=180, tone="text2"),
        Column(key="sprint", title=tr("Repaid in"), value=lambda line: line.offer.sprint, width=76, strong=True),
        Column(
            key="takes",
            title=tr("Takes, pd"),
            value=lambda line: line.offer.effort_pd,
            text=lambda line: line.takes,
            align=Align.RIGHT,
            width=84,
            tone="text2",
        ),
        Column(
            key="saves",
            title=tr("Saves, pd"),
            value=lambda line: line.offer.saving.p50,
            text=lambda line: f"{line.saves} ({line.span})",
            align=Align.RIGHT,
            width=124,
            tip=tr("Interest not paid because it is done sooner: P50, P10 to P90"),
        ),
    )


def hotspot_columns(tr: Callable[[str], str]) -> tuple[Column, ...]:
    """Return the columns of the places."""

    def figure(key: str, title: str, value: Callable[[HotspotLine], float], *, width: int, tip: str = "") -> Column:
        return Column(
            key=key,
            title=title,
            value=value,
            text=lambda line: getattr(line, key),
            align=Align.RIGHT,
            width=width,
            tone="text2",
            tip=tip,
        )

    return (
        Column(key="place", title=tr("Place"), value=lambda line: line.id, width=180, stretch=True),
        figure("touches", tr("Changes a sprint"), lambda line: line.spot.touches, width=112),
        figure("lines", tr("Lines"), lambda line: line.spot.churn.net_lines, width=72),
        figure("fixes", tr("Repairs"), lambda line: line.spot.fixes, width=68),
        Column(
            key="weight",
            title=tr("Weight"),
            value=lambda line: line.spot.score,
            text=lambda line: line.weight,
            paint=_paint_weight,
            width=100,
            tip=tr("Half to twice the interest, by changes times size"),
        ),
        Column(key="debt", title=tr("Registered"), value=lambda line: line.debt, width=120, tone="text2"),
    )


def _paint_weight(painter: QPainter, rect: QRectF, line: HotspotLine, theme: Theme) -> None:
    middle = round(rect.center().y())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_look(painter, QRectF(rect.left(), middle - 4, max(2.0, line.bar * _BAR), 8), look(theme, Style.DEBT))
    painter.setFont(ui_font(BODY))
    painter.setPen(theme.text)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), line.weight)
