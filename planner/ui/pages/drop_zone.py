"""The dashed card of the welcome page: rows become a capacity bar."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.scenes.scene import Style
from planner.ui.charts.marks import paint_look
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, HEADLINE, ui_font
from planner.ui.theme.looks import look
from planner.ui.widgets.flow import FlowLayout
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.pill import Pill

_WIDTH, _HEIGHT = 460, 570
_LEFT, _ROOM = 70.0, 320.0
_PARTS = ((Style.FEATURES, 0.5), (Style.DEBT, 0.25), (Style.UNPLANNED, 0.2), (Style.LEARNING, 0.05))
_TRACKERS = (
    "Jira",
    "Azure DevOps",
    "Linear",
    "GitLab",
    "GitHub Projects",
    "ClickUp",
    "YouTrack",
    "Taiga",
    "Redmine",
)


class DropZone(QWidget):
    """Says that a file can be dropped anywhere, and what is read."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setAccessibleName(self.tr("Drop a file anywhere"))
        head = ThemedLabel(themes, self.tr("Drop a file anywhere"), size_px=HEADLINE, strong=True, tone="text")
        words = ThemedLabel(themes, self.tr("You see every column and every problem before\nanything is taken over."))
        paste = ThemedLabel(themes, self.tr("or paste rows with Ctrl V"), tone="text3")
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 330, 64, 28)
        column.setSpacing(8)
        for label in (head, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(20)
        column.addWidget(self._chips())
        column.addStretch(1)
        paste.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(paste)
        themes.changed.connect(self.update)

    def _chips(self) -> QWidget:
        """Return the names of the trackers whose exports are known."""
        holder = QWidget()
        flow = FlowLayout(gap=8, centred=True)
        holder.setLayout(flow)
        for name in (*_TRACKERS, self.tr("any sheet")):
            flow.addWidget(Pill(self._themes, name, tone="outline"))
        holder.setMinimumHeight(flow.heightForWidth(_WIDTH - 128))
        return holder

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed card, the bar, the arrow and the rows."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.strong, width=1.5, dash="dash"))
        painter.setBrush(theme.alt)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_bar(painter)
        arrow = icon_pixmap("arrow-up", theme.text2, size=30, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPointF(_WIDTH / 2 - 15, 158), arrow)
        for place in range(4):
            self._paint_row(painter, 200.0 + 24 * place, width=(150.0, 186.0, 120.0, 168.0)[place])

    def _paint_bar(self, painter: QPainter) -> None:
        """Paint the four buckets and their words."""
        theme = self._themes.now
        words = (self.tr("features"), self.tr("reserve"), self.tr("unplanned"), "")
        left = _LEFT
        painter.setFont(ui_font(AXIS))
        for (style, share), word in zip(_PARTS, words, strict=True):
            width = (_ROOM - 6) * share
            paint_look(painter, QRectF(left, 96, width, 26), look(theme, style))
            painter.setPen(theme.text2)
            painter.drawText(QPointF(left, 140), word)
            left += width + 2

    def _paint_row(self, painter: QPainter, top: float, *, width: float) -> None:
        """Paint one row of a sheet in grey."""
        theme = self._themes.now
        painter.setPen(pen(theme.line))
        painter.setBrush(theme.base)
        painter.drawRoundedRect(QRectF(_LEFT + 0.5, top + 0.5, _ROOM - 1, 17), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.unplanned_soft)
        for left, room in ((8.0, 46.0), (64.0, width), (_ROOM - 32, 20.0)):
            painter.drawRoundedRect(QRectF(_LEFT + left, top + 6, room, 6), 3, 3)
