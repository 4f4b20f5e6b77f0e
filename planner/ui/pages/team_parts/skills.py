"""The skills view: who can do what, edited in place, and what the coming sprints lack."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planner.domain.team import Member
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.pages.page import PageContext
from planner.ui.pages.team_parts.figures import FigureTable
from planner.ui.pages.team_parts.heat_model import Index
from planner.ui.pages.team_parts.holes import HoleList, cover_figures
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, ui_font
from planner.ui.theme.tokens import mix
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline
from planner.analysis.team_findings import skill_cover, skills_of

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

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of people."""
        return 0 if parent.isValid() else len(self.grid.members)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of skills."""
        return 0 if parent.isValid() else len(self.grid.skills)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the tick, and what it says."""
        has = self.grid.has(index.row(), index.column())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            verb = "can do" if has else "does not do"
            return f"{self.grid.members[index.row()].name} {verb} {self.grid.skills[index.column()]}"
        return {Qt.ItemDataRole.DisplayRole: "✓" if has else "", Qt.ItemDataRole.UserRole: has}.get(role)

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


class SkillsView(QScrollArea):
    """Matrix, cover per coming sprint, and one sentence for each hole.

    ``member_changed(Member)`` tells of a person with other skills, ``rota_asked()`` of a hole that on-call makes.
    """

    member_changed = Signal(object)
    member_asked = Signal(str)
    rota_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._extra: tuple[str, ...] = ()
        themes = context.theme
        self.matrix = SkillMatrix(themes)
        self.cover = FigureTable(themes, name=self.tr("Cover per sprint"))
        self.holes = HoleList(context)
        self.fresh = QLineEdit()
        self.fresh.setPlaceholderText(self.tr("New skill"))
        self.fresh.setAccessibleName(self.tr("New skill"))
        self.fresh.setFixedWidth(140)
        self._add = Button(themes, self.tr("Add"), icon="plus")
        self._build()
        self.matrix.toggled.connect(self._on_toggled)
        self.matrix.member_asked.connect(self.member_asked)
        self.holes.rota_asked.connect(self.rota_asked)
        self.fresh.returnPressed.connect(self._on_added)
        self._add.clicked.connect(self._on_added)

    def _build(self) -> None:
        themes = self._context.theme
        self.setWidgetResizable(True)
        head = SectionHead(themes, self.tr("Who can do what"), note=self.tr("Click or Space changes a tick"))
        head.add_control(self.fresh)
        head.add_control(self._add)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.matrix)
        column.addSpacing(4)
        column.addWidget(Hairline(themes, strong=True))
        column.addSpacing(8)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(6)
        right.setSpacing(6)
        left.addWidget(SectionHead(themes, self.tr("Cover per sprint"), note=self.tr("people there, effective pd")))
        left.addWidget(self.cover)
        left.addStretch(1)
        right.addWidget(SectionHead(themes, self.tr("Missing or thin")))
        right.addWidget(self.holes)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(30)
        row.addLayout(left, 3)
        row.addWidget(Hairline(themes, upright=True))
        row.addLayout(right, 2)
        column.addLayout(row, 1)
        self.setWidget(content)

    def refresh(self) -> None:
        """Show the current plan."""
        view = self._context.document.view
        known = skills_of(view.plan)
        self._extra = tuple(skill for skill in self._extra if skill not in known)
        self.matrix.show_grid(SkillGrid(view.plan.team.members, (*known, *self._extra)))
        sprints = view.plan.coming_sprints()
        breakdowns = tuple(view.capacity[sprint.id] for sprint in sprints)
        cover = skill_cover(view.plan, breakdowns, view.skill_holes)
        self.cover.set_rows(cover_figures(cover, sprints))
        self.holes.refresh()

    def _on_toggled(self, member_id: str, skill: str) -> None:
        member = self._context.document.plan.member(member_id)
        kept = tuple(one for one in member.skills if one != skill)
        skills = kept if skill in member.skills else (*member.skills, skill)
        self.member_changed.emit(replace(member, skills=skills))

    def _on_added(self) -> None:
        """Add a column; it stays once somebody has the skill."""
        skill = " ".join(self.fresh.text().split())
        if skill and skill not in self.matrix.rows.grid.skills:
            self._extra = (*self._extra, skill)
            self.fresh.clear()
            self.refresh()
            column = self.matrix.rows.columnCount() - 1
            self.matrix.setCurrentIndex(self.matrix.rows.index(0, column))
            self.matrix.setFocus()


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
            align = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter if across else Qt.AlignmentFlag.AlignVCenter
            words = str(self.model().headerData(section, self.orientation()))
            painter.drawText(rect, align, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width())))
