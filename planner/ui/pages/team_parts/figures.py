"""A quiet table of figures: level hairlines, numbers right, bars, a strong last row; for reading and for Enter."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.pages.team_parts.heat_model import ROOT, Index
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SIGN, _BAR, _PAD = 14, 8, 14


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell.

    Parameters
    ----------
    tone
        Name of the text colour.
    left
        Words stand left, numbers right.
    bar
        Length of a bar left of the number, as a part of the widest, or ``None``.
    bar_room
        Pixels of the widest bar.
    sign
        Name of an icon before the text.
    key
        What Enter and double click tell of; ``None`` for nothing.
    """

    text: str = ""
    tone: str = "text2"
    strong: bool = False
    left: bool = False
    bar: float | None = None
    bar_room: int = 32
    sign: str = ""
    tip: str = ""
    key: Any = None


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column's head, width, and on which side it stands; one with ``stretch`` takes the rest."""

    title: str
    width: int
    left: bool = False
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class FigureRows:
    """Everything a table of figures shows; ``total`` names the last row as the strong one."""

    columns: tuple[FigureColumn, ...] = ()
    rows: tuple[tuple[Figure, ...], ...] = ()
    total: bool = False


class FigureTable(QTableView):
    """Shows :class:`FigureRows`; ``asked(key)`` tells of Enter or a double click on a cell with a key.

    Parameters
    ----------
    name
        What is listed, read out.
    row_height, head_height
        Pixels.
    total_height
        Pixels of a strong last row, where it is higher than the others.
    lines
        Whether there are hairlines between rows.
    """

    asked = Signal(object)

    def __init__(
        self,
        themes: ThemeController,
        *,
        name: str,
        row_height: int = 32,
        head_height: int = 30,
        total_height: int = 0,
        lines: bool = True,
    ) -> None:
        super().__init__()
        self._total_height = total_height or row_height
        self.figures = _FigureModel()
        self.row_height, self.head_height = row_height, head_height
        self.setModel(self.figures)
        self.setItemDelegate(_FigureDelegate(themes, self, lines=lines))
        self.setHorizontalHeader(FigureHead(themes, self.figures, lines=lines))
        self.horizontalHeader().setFixedHeight(head_height)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._on_asked)
        themes.changed.connect(self._repaint)

    def set_rows(self, shown: FigureRows) -> None:
        """Show other figures; the current cell stays where it was."""
        current = self.currentIndex()
        place = (current.row(), current.column())
        if self.figures.show(shown):
            return
        for number, column in enumerate(shown.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Fixed
            self.horizontalHeader().setSectionResizeMode(number, mode)
            self.setColumnWidth(number, column.width)
        for row in range(len(shown.rows)):  # the total may have stood here when there were fewer
            self.setRowHeight(row, self._total_height if self.figures.is_total(row) else self.row_height)
        self.setFixedHeight(self.head_height + self.verticalHeader().length())
        if current.isValid():
            self.setCurrentIndex(self.figures.index(*place))

    def _on_asked(self, index: QModelIndex) -> None:
        figure = self.figures.figure(index)
        if figure.key is not None:
            self.asked.emit(figure.key)

    def _repaint(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space and F2 ask for the current cell."""
        asking = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2}
        if Qt.Key(event.key()) in asking and self.currentIndex().isValid():
            self._on_asked(self.currentIndex())
        else:
            super().keyPressEvent(event)


class FigureHead(QHeaderView):
    """Column titles, and one line over several of them."""

    def __init__(self, themes: ThemeController, figures: "_FigureModel", *, lines: bool) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._themes, self._figures, self._lines = themes, figures, lines
        self.over = ""
        self.over_columns = 0
        self.setMinimumSectionSize(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the titles at the foot of the head."""
        del event
        painter = QPainter(self.viewport())
        theme, columns = self._themes.now, self._figures.shown.columns
        painter.setFont(ui_font(BODY))
        painter.setPen(theme.text3)
        foot = self.height() - 22
        for number, column in enumerate(columns):
            rect = QRectF(self.sectionViewportPosition(number), foot, self.sectionSize(number), 20)
            inner = rect.adjusted(_PAD if column.left and number else 0, 0, -2, 0)
            painter.drawText(inner, _LEFT if column.left else _RIGHT, column.title)
        if self.over:
            width = sum(self.sectionSize(number) for number in range(self.over_columns))
            painter.drawText(QRectF(0, 0, width, 16), Qt.AlignmentFlag.AlignCenter, self.over)
        if self._lines:
            painter.setPen(pen(theme.strong))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def sizeHint(self) -> QSize:
        """Return the fixed height."""
        return QSize(super().sizeHint().width(), self.height())


class _FigureModel(QAbstractTableModel):
    """Cells as they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = FigureRows()

    def show(self, shown: FigureRows) -> bool:
        """Exchange the figures; when only some rows say something else, tell just those and return true."""
        before = self.shown
        shape = (shown.columns, len(shown.rows), shown.total)
        if (before.columns, len(before.rows), before.total) != shape or not shown.columns:
            self.beginResetModel()
            self.shown = shown
            self.endResetModel()
            return False
        self.shown = shown
        last = len(shown.columns) - 1
        for row, (old, new) in enumerate(zip(before.rows, shown.rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))
        return True

    def figure(self, index: Index) -> Figure:
        return self.shown.rows[index.row()][index.column()]

    def is_total(self, row: int) -> bool:
        return self.shown.total and row == len(self.shown.rows) - 1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.shown.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        figure = self.figure(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (self.shown.columns[index.column()].title, figure.text, figure.tip)
            return " ".join(word for word in words if word)
        if role == Qt.ItemDataRole.ToolTipRole:
            return figure.tip or None
        return figure.text if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.shown.columns[section].title
        return None


class _FigureDelegate(QStyledItemDelegate):
    """Paints text, bar, sign and the hairline below."""

    def __init__(self, themes: ThemeController, parent: FigureTable, *, lines: bool) -> None:
        super().__init__(parent)
        self._themes, self._table, self._lines = themes, parent, lines

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._themes.now
        figure = self._table.figures.figure(index)
        total = self._table.figures.is_total(index.row())
        rect = QRectF(option.rect)
        painter.save()
        if self._lines and not total:
            painter.setPen(pen(theme.line))
            painter.drawLine(int(rect.left()), int(rect.bottom()) - 1, int(rect.right()), int(rect.bottom()) - 1)
        elif not self._lines and total:
            painter.setPen(pen(theme.strong))
            painter.drawLine(int(rect.left()), int(rect.top()) + 4, int(rect.right()), int(rect.top()) + 4)
        line = QRectF(
            rect.left(), rect.top() + (4 if total and not self._lines else 0), rect.width(), self._height(total)
        )
        self._paint_words(painter, line, figure, strong=total or figure.strong, first=index.column() == 0)
        self._paint_bar(painter, line, figure)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen(theme.accent, width=1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(line.adjusted(1, 2, 0, -3), 3, 3)
        painter.restore()

    def _height(self, total: bool) -> float:  # noqa: FBT001 - a private helper
        return 30.0 if total and not self._lines else float(self._table.row_height) - (0 if self._lines else 3)

    def _paint_words(self, painter: QPainter, line: QRectF, figure: Figure, *, strong: bool, first: bool) -> None:
        painter.setFont(ui_font(BODY, strong=strong))
        painter.setPen(self._themes.colour("text" if strong and figure.tone == "text2" else figure.tone))
        room = line.adjusted(_PAD if figure.left and not first else 0, 0, -2, 0)
        width = painter.fontMetrics().horizontalAdvance(figure.text)
        if figure.sign:
            sign = icon_pixmap(
                figure.sign, self._themes.colour(figure.tone), size=_SIGN, ratio=self._table.devicePixelRatioF()
            )
            left = room.left() if figure.left else room.right() - width - _SIGN - 5
            painter.drawPixmap(QPointF(left, line.center().y() - _SIGN / 2), sign)
            if figure.left:
                room.setLeft(room.left() + _SIGN + 6)
        text = painter.fontMetrics().elidedText(figure.text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, _LEFT if figure.left else _RIGHT, text)

    def _paint_bar(self, painter: QPainter, line: QRectF, figure: Figure) -> None:
        if figure.bar is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._themes.now.strong)
        left = line.right() - 30 - figure.bar_room
        rect = QRectF(left, line.center().y() - _BAR / 2, max(1.0, figure.bar_room * figure.bar), _BAR)
        painter.drawRoundedRect(rect, 2, 2)
