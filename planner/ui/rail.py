"""The rail on the left: pages with their counts, and the sprint at its foot; icons only when the window is narrow."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.tables.index import Index
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, ui_font
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground

WIDE, NARROW = 168, 48
_KEY, _ICON, _COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One page in the rail."""

    key: str
    title: str
    icon: str


class Rail(Ground):
    """The list of pages; ``chosen(key)`` when one is picked."""

    chosen = Signal(str)

    def __init__(self, themes: ThemeController, entries: tuple[RailEntry, ...]) -> None:
        super().__init__(themes, "window")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.setObjectName("rail")
        self._list.setAutoFillBackground(False)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setStyleSheet("background: transparent;")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = _RailDelegate(themes)
        self._list.setItemDelegate(self._rows)
        for entry in entries:
            item = QListWidgetItem(self.tr(entry.title), self._list)
            item.setData(_KEY, entry.key)
            item.setData(_ICON, entry.icon)
            item.setToolTip(self.tr(entry.title))
        self._head = ThemedLabel(themes, size_px=AXIS, strong=True, tone="text")
        self._foot = ThemedLabel(themes, size_px=AXIS)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 9, 12)
        column.setSpacing(0)
        column.addWidget(self._list, 1)
        for label in (self._head, self._foot):
            label.setContentsMargins(10, 0, 0, 0)
            column.addWidget(label)
        self.set_narrow(narrow=False)
        self._list.currentItemChanged.connect(self._on_changed)
        themes.changed.connect(self._list.viewport().update)

    def choose(self, key: str) -> None:
        """Mark a page without telling."""
        for place in range(self._list.count()):
            if self._list.item(place).data(_KEY) == key:
                self._list.blockSignals(True)  # noqa: FBT003 - Qt's own switch
                self._list.setCurrentRow(place)
                self._list.blockSignals(False)  # noqa: FBT003 - Qt's own switch
                self._list.viewport().update()

    def set_count(self, key: str, count: str) -> None:
        """Show the quiet word behind a page's name."""
        for place in range(self._list.count()):
            item = self._list.item(place)
            if item.data(_KEY) == key:
                item.setData(_COUNT, count)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()} {count}".strip())

    def set_foot(self, head: str, lines: str) -> None:
        """Show the sprint at the foot: a semibold line and up to two quiet ones."""
        self._head.set_text(head)
        self._foot.set_text(lines)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons with words."""
        self._rows.narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._head.setVisible(not narrow)
        self._foot.setVisible(not narrow)
        self._list.doItemsLayout()

    def _on_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line on the right."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._themes.now.line)


class _RailDelegate(QStyledItemDelegate):
    """Paints an entry of 34 px on a step of 37."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.narrow = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._themes.now
        rect = QRectF(option.rect).adjusted(0, 0, 0, -3)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft)
            painter.drawRoundedRect(rect, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(pen(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ratio = painter.device().devicePixelRatio()
        tint = theme.accent if chosen else theme.text2
        left = rect.center().x() - 8 if self.narrow else rect.left() + 10
        pixmap = icon_pixmap(index.data(_ICON), tint, size=16, ratio=ratio)
        painter.drawPixmap(QPointF(left, rect.center().y() - 8), pixmap)
        if not self.narrow:
            self._paint_words(painter, rect, index, chosen=chosen)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        theme = self._themes.now
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(ui_font(BODY, strong=chosen))
        painter.setPen(theme.text if chosen else theme.text2)
        painter.drawText(rect.adjusted(36, 0, 0, 0), middle, str(index.data()))
        painter.setFont(ui_font(AXIS))
        painter.setPen(theme.text3)
        right = middle | int(Qt.AlignmentFlag.AlignRight)
        painter.drawText(rect.adjusted(0, 0, -10, 0), right, index.data(_COUNT) or "")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(30, 37)
