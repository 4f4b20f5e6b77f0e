"""The matrix of people by skills: a click, Space or Enter changes a tick."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from planner.domain.team import Member
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.pages.team_parts.heat_model import ROOT, Index
from planner.ui.pages.team_parts.words import tr
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, ui_font
from planner.ui.theme.tokens import mix

_ROW, _HEAD, _NAME, _SKILL = 32, 40, 176, 84


@dataclass(frozen=True, slots=True)
class SkillGrid:
    """People and skills, both in their order."""

    members: tuple[Member, ...] = ()
    skills: tuple[str, ...] = ()

    def has(self, row: int, column: int) -> bool:
        """Say whether a person has a skill."""
        return self.skills[column] in self.members[row].skills


class SkillModel(QAbstractTableModel):
    """A tick for each person and skill."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = SkillGrid()

    def show(self, grid: SkillGrid) -> None:
        """Show another grid; ticks that changed are told one by one, so that the current cell stays."""
        before = self.grid
        ids = [member.id for member in before.members]
        if before.skills != grid.skills or ids != [member.id for member in grid.members]:
            self.beginResetModel()
            self.grid = grid
            self.endResetModel()
            return
        self.grid = grid
        for row, member in enumerate(grid.members):
            if member is not before.members[row]:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(grid.skills) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of people."""
        return 0 if parent.isValid() else len(self.grid.members)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of skills."""
        return 0 if parent.isValid() else len(self.grid.skills)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the tick, and what it says."""
        has = self.grid.has(index.row(), index.column())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            words = tr("{name} can do {skill}") if has else tr("{name} does not do {skill}")
            return words.format(name=self.grid.members[index.row()].name, skill=self.grid.skills[index.column()])
        if role == Qt.ItemDataRole.UserRole:
            return has
        return ("✓" if has else "") if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return names and skills."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation is Qt.Orientation.Horizontal
        return self.grid.skills[section] if across else self.grid.members[section].name


class SkillMatrix(QTableView):
    """``toggled(member id, skill)`` tells of a click, Space or Enter on a cell."""

    toggled = Signal(str, str)
    member_asked = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.rows = SkillModel()
        self.setModel(self.rows)
        self.setItemDelegate(_TickDelegate(themes, self))
        self.setHorizontalHeader(_PlainHead(themes, Qt.Orientation.Horizontal))
        self.setVerticalHeader(_PlainHead(themes, Qt.Orientation.Vertical))
        self.setCornerButtonEnabled(False)
        self.setStyleSheet("QTableCornerButton::section { border: none; background: transparent; }")
        self.setAccessibleName(self.tr("Skills, people by skills"))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setDefaultSectionSize(_SKILL)
        self.horizontalHeader().setFixedHeight(_HEAD)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setFixedWidth(_NAME)
        self.verticalHeader().sectionDoubleClicked.connect(
            lambda row: self.member_asked.emit(self.rows.grid.members[row].id)
        )
        themes.changed.connect(self.viewport().update)

    def show_grid(self, grid: SkillGrid) -> None:
        """Show people and skills."""
        self.rows.show(grid)
        self.setFixedHeight(_HEAD + _ROW * len(grid.members) + 12)

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            grid = self.rows.grid
            self.toggled.emit(grid.members[index.row()].id, grid.skills[index.column()])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Toggle the tick under the pointer."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._toggle(self.indexAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter toggle the current tick."""
        if Qt.Key(event.key()) in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _TickDelegate(QStyledItemDelegate):
    """A filled cell with a tick, or an empty one."""

    def __init__(self, themes: ThemeController, parent: QTableView) -> None:
        super().__init__(parent)
        self._themes, self._table = themes, parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._themes.now
        has = bool(index.data(Qt.ItemDataRole.UserRole))
        cell = QRectF(option.rect).adjusted(1.5, 2.5, -2.5, -2.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.accent if has else theme.line))
        painter.setBrush(mix(theme.accent, theme.base, share=0.14) if has else theme.alt)
        painter.drawRoundedRect(cell, 3, 3)
        if has:
            tick = icon_pixmap("check", theme.accent, size=16, ratio=self._table.devicePixelRatioF())
            painter.drawPixmap(cell.center().toPoint().x() - 8, cell.center().toPoint().y() - 8, tick)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(pen(theme.accent, width=2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, 3, 3)
        painter.restore()


class _PlainHead(QHeaderView):
    """Skills over their columns, names before their rows."""

    def __init__(self, themes: ThemeController, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self._themes = themes
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        themes.changed.connect(self.viewport().update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words."""
        del event
        theme = self._themes.now
        painter = QPainter(self.viewport())
        across = self.orientation() is Qt.Orientation.Horizontal
        painter.setFont(ui_font(AXIS if across else BODY))
        painter.setPen(theme.text2 if across else theme.text)
        for section in range(self.count()):
            at, size = self.sectionViewportPosition(section), self.sectionSize(section)
            rect = QRectF(at, 0, size - 4, self.height() - 4) if across else QRectF(0, at, self.width() - 12, size)
            align = (
                Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter
                if across
                else Qt.AlignmentFlag.AlignVCenter
            )
            words = str(self.model().headerData(section, self.orientation()))
            painter.drawText(
                rect, align, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
            )
