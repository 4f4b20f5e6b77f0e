"""The right panel: a proposal as now and after, its moves with boxes to tick, accept or discard."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.analysis.board.proposal_reading import MoveLine, NowAndAfter, Preview
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.tables.index import Index
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, PANEL, ui_font
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.labels import ThemedLabel, Tone
from planner.ui.widgets.lines import Hairline

PANEL_WIDTH = 272
_ROW, _BOX = 47, 14.0
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Ticked:
    """A move and whether it is chosen."""

    line: MoveLine
    on: bool = True


class MoveModel(QAbstractListModel):
    """The moves of a proposal as rows that can be ticked."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Ticked, ...] = ()

    def set_lines(self, lines: tuple[MoveLine, ...]) -> None:
        """Show the moves of another proposal, all ticked."""
        self.beginResetModel()
        self._rows = tuple(Ticked(line) for line in lines)
        self.endResetModel()

    def keys(self) -> frozenset[str]:
        """Return the keys of the ticked moves."""
        return frozenset(row.line.key for row in self._rows if row.on)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of moves."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, tick, or the row itself."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.on else Qt.CheckState.Unchecked
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{row.line.key} {row.line.path}: {row.line.reason}"
        return row if role == Qt.ItemDataRole.UserRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a move."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        place, on = index.row(), Qt.CheckState(value) is Qt.CheckState.Checked
        self._rows = (*self._rows[:place], replace(self._rows[place], on=on), *self._rows[place + 1 :])
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every move be ticked."""
        del index
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class MoveDelegate(QStyledItemDelegate):
    """Paints a tick box, the move and its reason."""

    def __init__(self, themes: ThemeController, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one move."""
        theme, row = self._themes.now, index.data(Qt.ItemDataRole.UserRole)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.accent_soft)
        box = QRectF(rect.left() + 0.5, rect.top() + 8.5, _BOX, _BOX)
        painter.setPen(pen(theme.accent if row.on else theme.strong))
        painter.setBrush(theme.accent if row.on else theme.base)
        painter.drawRoundedRect(box, 3, 3)
        if row.on:
            pixmap = icon_pixmap("check", theme.on_accent, size=12, ratio=painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(box.left() + 1, box.top() + 1), pixmap)
        self._paint_words(painter, rect, row)
        painter.setPen(pen(theme.line))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, row: Ticked) -> None:
        theme, left = self._themes.now, rect.left() + 22
        painter.setFont(ui_font(BODY, strong=True))
        painter.setPen(theme.text if row.on else theme.text3)
        painter.drawText(QPointF(left, rect.top() + 20), row.line.key)
        after = left + painter.fontMetrics().horizontalAdvance(row.line.key) + 9
        painter.setFont(ui_font(BODY))
        painter.setPen(theme.text2 if row.on else theme.text3)
        painter.drawText(QPointF(after, rect.top() + 20), row.line.path)
        painter.setFont(ui_font(AXIS))
        room = int(rect.right() - left)
        reason = painter.fontMetrics().elidedText(row.line.reason, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, rect.top() + 37), reason)

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tick with a click anywhere on the row, or with Space."""
        clicked = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if clicked:
            on = index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
            flipped = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            return bool(model.setData(index, flipped, Qt.ItemDataRole.CheckStateRole))
        if event.type() == QEvent.Type.MouseButtonDblClick:
            return False
        return super().editorEvent(event, model, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the step of the list."""
        del option, index
        return QSize(PANEL_WIDTH, _ROW)


class ProposalPanel(QWidget):
    """Shows a proposal; ``chosen(keys)`` when a box is ticked, ``accepted``, ``discarded``, ``again``."""

    chosen = Signal(object)
    accepted = Signal()
    discarded = Signal()
    again = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.setAccessibleName(self.tr("Proposal"))
        self.setFixedWidth(PANEL_WIDTH + 16 + 26)
        self.moves = MoveModel()
        self.moves.ticked.connect(lambda: self.chosen.emit(self.moves.keys()))
        self._summary = ThemedLabel(themes, size_px=AXIS).wrapped()
        self._stale = ThemedLabel(themes, size_px=AXIS, tone="warn_text").wrapped()
        self._table = QGridLayout()
        self._table.setSpacing(0)
        self._list = self._make_list()
        self.accept = Button(themes, "", kind=ButtonKind.PRIMARY)
        self.discard = Button(themes, self.tr("Discard"))
        self.plan_again = Button(themes, self.tr("Plan again"))
        self.accept.clicked.connect(self.accepted)
        self.discard.clicked.connect(self.discarded)
        self.plan_again.clicked.connect(self.again)
        self._build()

    def show_moves(self, lines: tuple[MoveLine, ...]) -> None:
        """Show the moves of a new proposal."""
        self.moves.set_lines(lines)
        self._stale.hide()
        self.plan_again.hide()

    def show_preview(self, preview: Preview) -> None:
        """Show what the ticked moves make of the plan."""
        self._summary.set_text(preview.summary)
        self._show_rows(preview.rows)
        count = len(self.moves.keys())
        words = self.tr("Accept 1 move") if count == 1 else self.tr("Accept {count} moves").format(count=count)
        self.accept.set_words(words)
        self.accept.setEnabled(count > 0)

    def show_stale(self, sentence: str) -> None:
        """Say that the plan has moved on; the moves stay to be read."""
        self._stale.set_text(sentence)
        self._stale.show()
        self.plan_again.show()

    def _make_list(self) -> QListView:
        found = QListView()
        found.setModel(self.moves)
        found.setItemDelegate(MoveDelegate(self._themes, parent=found))
        found.setFrameShape(QFrame.Shape.NoFrame)
        found.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.setAccessibleName(self.tr("Moves"))
        self._themes.changed.connect(found.viewport().update)
        return found

    def _build(self) -> None:
        themes = self._themes
        head = QHBoxLayout()
        head.addWidget(ThemedLabel(themes, self.tr("Proposal"), size_px=PANEL, strong=True, tone="text"), 1)
        head.addWidget(ThemedLabel(themes, self.tr("least moves"), tone="text3"))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.accept)
        foot.addWidget(self.discard)
        foot.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(15, 5, 26, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(self._summary)
        column.addSpacing(4)
        column.addWidget(self._stale)
        column.addSpacing(4)
        column.addWidget(self.plan_again)
        column.addSpacing(10)
        column.addLayout(self._table)
        column.addSpacing(28)
        column.addWidget(ThemedLabel(themes, self.tr("Moves"), size_px=BODY, strong=True, tone="text"))
        column.addSpacing(2)
        column.addWidget(self._list, 1)
        column.addSpacing(12)
        column.addLayout(foot)
        column.addSpacing(8)
        column.addWidget(ThemedLabel(themes, self.tr("Ctrl Enter accepts. One undo step."), size_px=AXIS))
        column.addSpacing(22)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(themes, upright=True))
        row.addLayout(column, 1)
        self._stale.hide()
        self.plan_again.hide()

    def _show_rows(self, rows: tuple[NowAndAfter, ...]) -> None:
        """Fill the table of now and after."""
        while self._table.count():
            item = self._table.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._put_row(0, "", self.tr("now"), self.tr("after"))
        for place, row in enumerate(rows, start=1):
            self._put_row(2 * place, row.name, row.now, row.after, strong=row.changes)
        self._table.setColumnStretch(0, 1)
        self._table.setColumnMinimumWidth(2, 104)

    def _put_row(self, place: int, name: str, now: str, after: str, *, strong: bool = False) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        tone: Tone = "text3" if place == 0 else "text2"
        words = ThemedLabel(self._themes, name, size_px=AXIS)
        left = ThemedLabel(self._themes, now, size_px=AXIS, tone=tone)
        end = ThemedLabel(self._themes, after, size_px=AXIS, strong=strong, tone="text" if strong else tone)
        for column, label in enumerate((words, left, end)):
            label.setFixedHeight(23)
            if column:
                label.setAlignment(right)
            self._table.addWidget(label, place, column)
        self._table.addWidget(Hairline(self._themes), place + 1, 0, 1, 3)
