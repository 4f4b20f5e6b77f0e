"""How a cell is painted and edited: level hairlines only, selection in accent soft, one text cache."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QStaticText
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.tables.column import Align, Column
from planner.ui.tables.index import Index
from planner.ui.tables.model import GridModel
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font

_PADDING, _SIGN = 6.0, 20.0
_CACHE_LIMIT = 20_000


class CellDelegate(QStyledItemDelegate):
    """Paints all cells of a grid.

    Parameters
    ----------
    whole_rows
        The selection is painted over the full width instead of cell by cell.
    """

    def __init__(self, themes: ThemeController, model: GridModel, *, whole_rows: bool) -> None:
        super().__init__()
        self._themes = themes
        self._model = model
        self._whole_rows = whole_rows
        self._texts: dict[tuple[str, int, bool], QStaticText] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, sign, text or own picture, and the hairline."""
        column, row = self._model.columns[index.column()], self._model.row_at(index.row())
        rect = QRectF(option.rect)
        painter.save()
        self._paint_ground(painter, rect, option)
        inner = rect.adjusted(_PADDING, 0, -_PADDING, -1)
        if column.paint is not None:
            column.paint(painter, inner, row, self._themes.now)
        else:
            self._paint_text(painter, inner, column, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        """Paint the selection, the current cell and the line below."""
        theme, state = self._themes.now, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.accent_soft)
        painter.setPen(pen(theme.line))
        painter.drawLine(rect.bottomLeft() - QPointF(0, 0.5), rect.bottomRight() - QPointF(0, 0.5))
        if state & QStyle.StateFlag.State_HasFocus and not self._whole_rows:
            painter.setPen(pen(theme.accent, width=2.0))
            painter.drawRect(rect.adjusted(1, 1, -1, -1.5))

    def _paint_text(self, painter: QPainter, rect: QRectF, column: Column, row: Any) -> None:
        """Paint the sign and the text, cut with an ellipsis."""
        theme = self._themes.now
        sign = column.sign(row) if column.sign is not None else ""
        if sign:
            tint = theme.warn_text if sign == "warning" else theme.stop if sign == "stop" else theme.text3
            pixmap = icon_pixmap(sign, tint, size=14, ratio=painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(rect.left(), rect.center().y() - 7), pixmap)
            rect = rect.adjusted(_SIGN, 0, 0, 0)
        words = column.shown(row)
        if not words:
            return
        text = self._cached(words, round(rect.width()), strong=column.strong)
        spare = rect.width() - text.size().width()
        shift = {Align.LEFT: 0.0, Align.CENTRE: spare / 2, Align.RIGHT: spare}[column.align]
        painter.setFont(ui_font(BODY, strong=column.strong))
        painter.setPen(self._themes.colour(column.tone))
        painter.drawStaticText(QPointF(rect.left() + shift, rect.center().y() - text.size().height() / 2), text)

    def _cached(self, words: str, width: int, *, strong: bool) -> QStaticText:
        """Return a laid-out text; laying out is what costs time while scrolling."""
        key = (words, width, strong)
        text = self._texts.get(key)
        if text is None:
            if len(self._texts) > _CACHE_LIMIT:
                self._texts.clear()
            font = ui_font(BODY, strong=strong)
            flat = " ".join(words.split("\n"))
            text = QStaticText(QFontMetricsF(font).elidedText(flat, Qt.TextElideMode.ElideRight, width))
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(font=font)
            self._texts[key] = text
        return text

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a list for columns with choices, a line otherwise."""
        column, row = self._model.columns[index.column()], self._model.row_at(index.row())
        if column.choices is None:
            editor = super().createEditor(parent, option, index)
            editor.setAccessibleName(column.title)
            return editor
        box = QComboBox(parent)
        box.setAccessibleName(column.title)
        box.addItems(list(column.choices(row)))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start with what the cell shows."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(self._model.columns[index.column()].shown(self._model.row_at(index.row())))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hand over what was typed."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the row height."""
        del option
        return QSize(self._model.columns[index.column()].width, 28)
