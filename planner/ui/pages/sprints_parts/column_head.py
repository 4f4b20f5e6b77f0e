"""The head of a column, 168 px: name and dates, days, buckets, features, reserve, load per person."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from planner.analysis.board.columns import FULL_AT, BoardColumn, Fill, LoadBar
from planner.analysis.scenes.scene import Style
from planner.analysis.wording import pd, period_short
from planner.ui.charts.marks import paint_look
from planner.ui.charts.pens import pen
from planner.ui.pages.sprints_parts.card_delegate import CARD_WIDTH
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, PANEL, ui_font
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import mix

HEAD_HEIGHT = 168
_BUCKETS, _GAP = QRectF(0, 30, CARD_WIDTH, 8), 2.0
_FEATURES_Y, _RESERVE_Y, _FILL = 63.0, 94.0, 7.0
_BARS = QRectF(0, 114, CARD_WIDTH, 26)
_BAR_WIDTH, _MOST_STEP = 15.0, 31.0


class ColumnHead(QWidget):
    """Paints what a sprint can take and what is in it; a click or Enter asks for its menu."""

    menu_asked = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._column: BoardColumn | None = None
        self.setFixedSize(CARD_WIDTH, HEAD_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        themes.changed.connect(self.update)

    def set_column(self, column: BoardColumn) -> None:
        """Show a sprint."""
        self._column = column
        sprint = column.sprint
        self.setAccessibleName(f"{sprint.name}, {period_short(sprint.period)}, {pd(column.effective_pd)}")
        said = [f"{self.tr('Features')} {column.features.words}", f"{self.tr('Debt reserve')} {column.reserve.words}"]
        self.setAccessibleDescription("; ".join((*said, *(bar.words for bar in column.bars if bar.overloaded))))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from top to bottom."""
        del event
        if self._column is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_title(painter, self._column)
        self._paint_buckets(painter, self._column)
        self._paint_fill(painter, self.tr("Features"), self._column.features, y=_FEATURES_Y, style=Style.FEATURES)
        self._paint_fill(painter, self.tr("Debt reserve"), self._column.reserve, y=_RESERVE_Y, style=Style.DEBT)
        self._paint_people(painter, self._column.bars)

    def _paint_title(self, painter: QPainter, column: BoardColumn) -> None:
        theme, sprint = self._themes.now, column.sprint
        strong = ui_font(PANEL, strong=True)
        end = self._text(painter, sprint.name, x=0, y=10.5, font=strong, tone="text")
        days = self._text(
            painter, pd(column.effective_pd), x=CARD_WIDTH, y=11, font=ui_font(BODY), tone="text2", right=True
        )
        dates = period_short(sprint.period) if not column.runs else self.tr("running, ") + period_short(sprint.period)
        room = days - end - 18
        cut = QFontMetricsF(ui_font(BODY)).elidedText(dates, Qt.TextElideMode.ElideRight, room)
        self._text(painter, cut, x=end + 9, y=11, font=ui_font(BODY), tone="text2")
        if self.hasFocus():
            painter.setPen(pen(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(-0.5, -0.5, CARD_WIDTH, 24).adjusted(1, 0, -0.5, 0), 4, 4)

    def _paint_buckets(self, painter: QPainter, column: BoardColumn) -> None:
        buckets = [bucket for bucket in column.buckets if bucket.size_pd > 0]
        total = sum(bucket.size_pd for bucket in buckets)
        left, room = _BUCKETS.left(), _BUCKETS.width() - _GAP * (len(buckets) - 1)
        for bucket in buckets:
            width = room * bucket.size_pd / total
            rect = QRectF(left, _BUCKETS.top(), width, _BUCKETS.height())
            paint_look(painter, rect, look(self._themes.now, bucket.style))
            left += width + _GAP

    def _paint_fill(self, painter: QPainter, name: str, fill: Fill, *, y: float, style: Style) -> None:
        """Paint a named bar: soft ground, what is used, the dashed mark of what there is."""
        theme = self._themes.now
        self._text(painter, name, x=0, y=y - 10.5, font=ui_font(AXIS), tone="text2")
        tone = "warn_text" if fill.over else "text"
        self._text(painter, fill.words, x=CARD_WIDTH, y=y - 10.5, font=ui_font(AXIS), tone=tone, right=True)
        ground = theme.debt_soft if style is Style.DEBT else theme.features_soft
        whole = QRectF(0, y, CARD_WIDTH, _FILL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(whole, 2, 2)
        if fill.share > 0:
            used = QRectF(0, y, CARD_WIDTH * fill.share, _FILL)
            paint_look(painter, used, look(theme, style))
        if fill.mark is not None:
            painter.setPen(pen(theme.text, width=1.6, dash="short"))
            x = round(CARD_WIDTH * fill.mark) + 0.5
            painter.drawLine(QPointF(x, y - 3), QPointF(x, y + _FILL + 3))

    def _bar_rects(self, bars: tuple[LoadBar, ...]) -> list[QRectF]:
        """Return the column of each person; many people stand closer."""
        step = min(_MOST_STEP, CARD_WIDTH / max(1, len(bars)))
        width = min(_BAR_WIDTH, step * 0.6)
        left = (CARD_WIDTH - step * len(bars)) / 2 + (step - width) / 2
        return [QRectF(left + place * step, _BARS.top(), width, _BARS.height()) for place in range(len(bars))]

    def _paint_people(self, painter: QPainter, bars: tuple[LoadBar, ...]) -> None:
        theme = self._themes.now
        rects = self._bar_rects(bars)
        line_y = round(_BARS.bottom() - _BARS.height() * FULL_AT) + 0.5
        for bar, rect in zip(bars, rects, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(theme.unplanned, theme.alt, share=0.13))
            painter.drawRoundedRect(rect, 1.5, 1.5)
            full = QRectF(
                rect.left(), rect.bottom() - rect.height() * bar.height, rect.width(), rect.height() * bar.height
            )
            painter.setBrush(theme.warn if bar.overloaded else theme.unplanned)
            painter.drawRoundedRect(full, 1.5, 1.5)
            if bar.overloaded:
                painter.setBrush(theme.warn_text)
                x, top = rect.center().x(), min(full.top(), line_y) - 1
                painter.drawPolygon(QPolygonF([QPointF(x - 4, top), QPointF(x + 4, top), QPointF(x, top - 6.5)]))
        painter.setPen(pen(theme.text3, width=1.2, dash="dot"))
        if bars:
            painter.drawLine(QPointF(rects[0].left() - 4, line_y), QPointF(rects[-1].right() + 4, line_y))
        self._paint_initials(painter, bars, rects)

    def _paint_initials(self, painter: QPainter, bars: tuple[LoadBar, ...], rects: list[QRectF]) -> None:
        previous = -1e9
        for bar, rect in zip(bars, rects, strict=True):
            font = ui_font(AXIS, strong=bar.overloaded)
            width = QFontMetricsF(font).horizontalAdvance(bar.initials)
            x = rect.center().x() - width / 2
            if x > previous + 2:
                tone = "text" if bar.overloaded else "text3"
                previous = self._text(painter, bar.initials, x=x, y=150, font=font, tone=tone)

    def _text(  # noqa: PLR0913 - one helper for all words of the head
        self, painter: QPainter, text: str, *, x: float, y: float, font: QFont, tone: str, right: bool = False
    ) -> float:
        """Paint a word around a height; return where it ends, or where it begins when it ends at ``x``."""
        painter.setFont(font)
        painter.setPen(self._themes.colour(tone))
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(text)
        left = x - width if right else x
        painter.drawText(QPointF(left, y + (metrics.ascent() - metrics.descent()) / 2), text)
        return left if right else left + width

    def _words_at(self, point: QPointF) -> str:
        """Return the exact words of what is under the pointer."""
        if self._column is None:
            return ""
        for bar, rect in zip(self._column.bars, self._bar_rects(self._column.bars), strict=True):
            if rect.adjusted(-6, -8, 6, 20).contains(point):
                return bar.words
        return self._column.sprint.goal

    def event(self, event: QEvent) -> bool:
        """Show a tooltip for the bar under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the menu with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu}:
            self.menu_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the menu."""
        super().mousePressEvent(event)
        self.menu_asked.emit()

    def sizeHint(self) -> QSize:
        """Return the fixed room."""
        return QSize(CARD_WIDTH, HEAD_HEIGHT)
