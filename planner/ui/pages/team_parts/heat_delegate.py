"""Paints the cells of the heat map: days, selection, and the team's row with its thin days."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.analysis.capacity.findings import halves
from planner.ui.charts.pens import pen
from planner.ui.charts.symbols import Symbol, paint_symbol
from planner.ui.pages.team_parts.day_marks import DayMark, mark_of, paint_day
from planner.ui.pages.team_parts.heat_model import CELL_ROLE, Index, TeamDay
from planner.ui.pages.team_parts.heat_sizes import CELL_GAP, CELL_HEIGHT, TEAM_RULE, WIDEST_PITCH
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, ui_font
from planner.ui.theme.tokens import with_opacity


class HeatDelegate(QStyledItemDelegate):
    """A day is a rounded cell with a letter; a chosen one has a two-pixel edge in the accent."""

    def __init__(self, themes: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.pitch = 24
        self._pictures: dict[tuple[DayMark, int, float], QPixmap] = {}
        themes.changed.connect(self._pictures.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        shown = index.data(CELL_ROLE)
        rect = QRectF(option.rect)
        cell = QRectF(rect.left(), rect.top(), self.pitch - CELL_GAP, CELL_HEIGHT)
        if isinstance(shown, TeamDay):
            self._paint_team(painter, rect, cell, shown)
            return
        painter.drawPixmap(cell.topLeft(), self._picture(mark_of(shown), painter.device().devicePixelRatio()))
        if option.state & QStyle.StateFlag.State_Selected:
            self._paint_chosen(painter, cell)
        elif option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_chosen(painter, cell, ground=False)

    def _picture(self, mark: DayMark, ratio: float) -> QPixmap:
        """Return a day painted once: hundreds of cells share a handful of marks."""
        key = (mark, self.pitch, ratio)
        if key not in self._pictures:
            size = QSizeF(self.pitch - CELL_GAP, CELL_HEIGHT)
            picture = QPixmap((size * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            picture.fill(self._themes.now.base)
            painter = QPainter(picture)
            paint_day(painter, QRectF(QPointF(), size), mark, theme=self._themes.now)
            painter.end()
            self._pictures[key] = picture
        return self._pictures[key]

    def _paint_chosen(self, painter: QPainter, cell: QRectF, *, ground: bool = True) -> None:
        theme = self._themes.now
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.accent, width=2))
        painter.setBrush(with_opacity(theme.accent, share=0.12) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()

    def _paint_team(self, painter: QPainter, rect: QRectF, cell: QRectF, foot: TeamDay) -> None:
        theme = self._themes.now
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(BODY if self.pitch >= WIDEST_PITCH else AXIS, strong=foot.thin))
        painter.setPen(theme.text if foot.thin else theme.text2)
        words = QRectF(cell.left() - 1, rect.top() + TEAM_RULE, cell.width() + 2, 30)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, halves(foot.there))
        if foot.thin:
            at = QPointF(cell.center().x(), rect.top() + TEAM_RULE + 31)
            paint_symbol(painter, at, Symbol("triangle-up", 7, theme.warn, theme.base, filled=True))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(pen(theme.strong))
        y = int(rect.top()) + TEAM_RULE
        painter.drawLine(int(rect.left()), y, int(rect.right()), y)
        painter.restore()
