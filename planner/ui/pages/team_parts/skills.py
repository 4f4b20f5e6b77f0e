"""The skills view: who can do what, edited in place, and what the coming sprints lack."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from planner.analysis.capacity.findings import skill_cover, skills_of
from planner.ui.pages.page import PageContext
from planner.ui.pages.team_parts.figures import FigureTable
from planner.ui.pages.team_parts.holes import HoleList, cover_figures
from planner.ui.pages.team_parts.panes import Panes
from planner.ui.pages.team_parts.skill_matrix import SkillGrid, SkillMatrix
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.lines import Ground, Hairline, put_in_area


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
        content = Ground(themes)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.matrix)
        column.addSpacing(4)
        column.addWidget(Hairline(themes, strong=True))
        column.addSpacing(8)
        left_part, right_part = QWidget(), QWidget()
        left, right = QVBoxLayout(left_part), QVBoxLayout(right_part)
        for layout in (left, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(6)
        left.addWidget(SectionHead(themes, self.tr("Cover per sprint"), note=self.tr("people there, effective pd")))
        left.addWidget(self.cover)
        left.addStretch(1)
        right.addWidget(SectionHead(themes, self.tr("Missing or thin")))
        right.addWidget(self.holes)
        right.addStretch(1)
        column.addWidget(Panes(themes, left_part, right_part, shares=(3, 2)), 1)
        put_in_area(self, content)

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
