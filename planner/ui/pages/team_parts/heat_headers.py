"""The heads of the heat map: sprints over days, and names with their place."""

from itertools import groupby

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from planner.analysis.wording import period_short
from planner.domain.sprint import Sprint
from planner.ui.charts.pens import pen
from planner.ui.pages.team_parts.heat_model import HeatModel
from planner.ui.pages.team_parts.heat_sizes import CELL_HEIGHT, HEAD_HEIGHT, TEAM_RULE
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SPRINT_LINE, _DAY_LINE = QRectF(0, 0, 0, 20), 20.0


class DayHeader(QHeaderView):
    """Sprint names and dates in the first line, day numbers in the second."""

    def __init__(self, themes: ThemeController, rows: HeatModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._themes = themes
        self._rows = rows
        self._sprints: tuple[Sprint, ...] = ()
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setAccessibleName(self.tr("Days"))

    def set_sprints(self, sprints: tuple[Sprint, ...]) -> None:
        """Name the sprints of the columns."""
        self._sprints = sprints
        self.viewport().update()

    def _paint_sprint(self, painter: QPainter, sprint: Sprint, *, left: float) -> None:
        theme = self._themes.now
        line = QRectF(left, 0, 240, _SPRINT_LINE.height())
        font = ui_font(BODY, strong=True)
        painter.setFont(font)
        painter.setPen(theme.text)
        painter.drawText(line, _LEFT, sprint.name)
        width = painter.fontMetrics().horizontalAdvance(sprint.name)
        painter.setFont(ui_font(BODY))
        painter.setPen(theme.text3)
        painter.drawText(line.translated(width + 8, 0), _LEFT, period_short(sprint.period))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both lines."""
        del event
        painter = QPainter(self.viewport())
        columns = self._rows.rows.columns
        numbered = groupby(range(len(columns)), key=lambda number: columns[number].sprint_place)
        for place, group in numbered:
            first = next(group)
            if place < len(self._sprints):
                self._paint_sprint(painter, self._sprints[place], left=self.sectionViewportPosition(first))
        painter.setFont(ui_font(BODY))
        painter.setPen(self._themes.now.text3)
        pitch = self.defaultSectionSize() - 2
        for number, column in enumerate(columns):
            rect = QRectF(self.sectionViewportPosition(number), _DAY_LINE, pitch, 20)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(column.day.day))

    def sizeHint(self) -> QSize:
        """Return two lines."""
        return QSize(super().sizeHint().width(), HEAD_HEIGHT)


class NameHeader(QHeaderView):
    """Names on the left, place and share of time on the right."""

    def __init__(self, themes: ThemeController, rows: HeatModel) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._themes = themes
        self._rows = rows
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setToolTip(self.tr("Double-click a name to change the entry."))
        self.setAccessibleName(self.tr("People"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every row's name."""
        del event
        painter = QPainter(self.viewport())
        theme, rows = self._themes.now, self._rows.rows
        for row, member in enumerate(rows.members):
            rect = QRectF(0, self.sectionViewportPosition(row), self.width() - 14, CELL_HEIGHT)
            painter.setFont(ui_font(BODY))
            painter.setPen(theme.text3)
            painter.drawText(rect, _RIGHT, rows.places[row])
            taken = painter.fontMetrics().horizontalAdvance(rows.places[row]) + 8
            painter.setPen(theme.text)
            room = int(rect.width() - taken)
            name = painter.fontMetrics().elidedText(member.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(rect, _LEFT, name)
        if rows.members:
            top = self.sectionViewportPosition(len(rows.members))
            painter.setFont(ui_font(BODY, strong=True))
            painter.setPen(theme.text)
            painter.drawText(QRectF(0, top + TEAM_RULE, self.width(), 30), _LEFT, self.tr("Team, people there"))
            painter.setPen(pen(theme.strong))
            painter.drawLine(0, top + TEAM_RULE, self.width(), top + TEAM_RULE)
