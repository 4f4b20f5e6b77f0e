"""What needs attention, worst first: sign, what, detail, and the page that mends it."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, ui_font
from planner.ui.theme.tokens import Theme

_ROW = 41
_INDENT = 28
_Index = QModelIndex | QPersistentModelIndex


class Severity(Enum):
    """How bad: the sign is the second cue beside the colour."""

    STOP = "stop"
    WARN = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at; ``page_key`` and ``refs`` lead to the place that mends it."""

    severity: Severity
    title: str
    detail: str
    link: str = ""
    page_key: str = ""
    refs: tuple[str, ...] = ()


def severity_colour(severity: Severity, theme: Theme) -> QColor:
    """Return the colour of a sign."""
    return {Severity.STOP: theme.stop, Severity.WARN: theme.warn_text, Severity.NOTE: theme.text3}[severity]


class _AttentionModel(QAbstractListModel):
    """The rows of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Attention, ...] = ()

    def show(self, rows: tuple[Attention, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{row.title}. {row.detail}"
        return row.detail if role == Qt.ItemDataRole.ToolTipRole else None


class _AttentionDelegate(QStyledItemDelegate):
    """Paints one row of 41 px with a hairline below."""

    def __init__(self, themes: ThemeController, model: _AttentionModel) -> None:
        super().__init__()
        self._themes = themes
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._model.rows[index.row()]
        theme = self._themes.now
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -2), 3, 3)
        ratio = painter.device().devicePixelRatio()
        sign = icon_pixmap(row.severity.value, severity_colour(row.severity, theme), size=16, ratio=ratio)
        painter.drawPixmap(rect.topLeft() + QPointF(0, 8), sign)
        self._paint_words(painter, rect, row)
        if index.row() < len(self._model.rows) - 1:
            painter.setPen(pen(theme.line))
            y = rect.bottom() - 0.5
            painter.drawLine(QPointF(rect.left() + _INDENT, y), QPointF(rect.right(), y))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, row: Attention) -> None:
        theme = self._themes.now
        link_width = QFontMetricsF(ui_font(BODY)).horizontalAdvance(row.link) + 16
        room = rect.width() - _INDENT - link_width
        lines = ((row.title, BODY, theme.text, 17.0), (row.detail, AXIS, theme.text2, 33.0))
        for words, size, colour, base in lines:
            painter.setFont(ui_font(size))
            painter.setPen(colour)
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(rect.topLeft() + QPointF(_INDENT, base), cut)
        painter.setFont(ui_font(BODY))
        painter.setPen(theme.accent)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), row.link)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(240, _ROW)


class AttentionList(QListView):
    """A list one can click or walk with the keys; ``chosen(Attention)`` leads to the page that mends it."""

    chosen = Signal(object)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._rows = _AttentionModel()
        self._painter = _AttentionDelegate(themes, self._rows)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(self.tr("Needs attention"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)
        themes.changed.connect(self.viewport().update)

    def set_rows(self, rows: tuple[Attention, ...]) -> None:
        """Show these, worst first."""
        self._rows.show(rows)

    def rows(self) -> tuple[Attention, ...]:
        """Return what is shown."""
        return self._rows.rows

    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(self._rows.rows[index.row()])
