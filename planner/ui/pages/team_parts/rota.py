"""The rota view: coming shifts, everybody's share, and a fair rota to look at before it is taken."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner.analysis.capacity.rota import RotaProposal, fair_rota, reassigned, rota_period, usual_pool
from planner.analysis.wording import count
from planner.domain.edits import SetRota
from planner.domain.errors import PlannerError
from planner.domain.team import RotaShift
from planner.ui.pages.page import PageContext
from planner.ui.pages.team_parts.figures import FigureTable
from planner.ui.pages.team_parts.panes import Panes
from planner.ui.pages.team_parts.rota_figures import (
    ShiftRow,
    proposal_figures,
    proposal_words,
    share_figures,
    shift_rows,
    swap_figures,
)
from planner.ui.tables.column import CellChange, Column
from planner.ui.tables.grid import Grid
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, put_in_area
from planner.ui.widgets.state_panel import StatePanel

_LIST, _PREVIEW = 0, 1
_LEAST_LIST = 320


class RotaView(QScrollArea):
    """``edited(Edit)`` tells of a change of the rota, ``refused(PlannerError)`` of one that cannot be."""

    edited = Signal(object)
    refused = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._pool: tuple[str, ...] = ()
        self._offered: tuple[RotaShift, ...] = ()
        self.shifts = Grid(
            context.theme, self._columns(), name=self.tr("On-call shifts"), on_edit=self._take, row_height=30
        )
        self.shifts.setMinimumHeight(_LEAST_LIST)
        self.list_state = StatePanel(context.theme, self.shifts)
        self.preview = FigureTable(context.theme, name=self.tr("Suggested rota"))
        self.shares = FigureTable(context.theme, name=self.tr("Share on call"))
        self.suggest = Button(context.theme, self.tr("Suggest a fair rota"), icon="auto-plan")
        self.use = Button(context.theme, self.tr("Use this rota"), kind=ButtonKind.PRIMARY)
        self.keep = Button(context.theme, self.tr("Keep the old one"))
        self.pool_menu = QMenu(self)
        self._pool_button = Button(context.theme, "", icon="people").with_menu(self.pool_menu)
        self._build()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        def names(_row: ShiftRow) -> tuple[str, ...]:
            return tuple(member.name for member in self._context.document.plan.team.members)

        return (
            Column(key="when", title=self.tr("When"), value=lambda row: row.shift.period.start,
                   text=lambda row: row.when, width=150),
            Column(key="who", title=self.tr("Who"), value=lambda row: row.who, width=180,
                   edit=lambda _row: True, choices=names),
            Column(key="sprint", title=self.tr("Sprint"), value=lambda row: row.sprint, width=90, tone="text2"),
            Column(key="note", title=self.tr("To look at"), value=lambda row: row.note, stretch=True, tone="warn_text",
                   sign=lambda row: "warning" if row.note else ""),
        )  # fmt: skip

    def _build(self) -> None:
        themes = self._context.theme
        self.setWidgetResizable(True)
        self._head = SectionHead(themes, self.tr("Shifts"))
        self._head.add_control(self._pool_button)
        self._head.add_control(self.suggest)
        self._words = ThemedLabel(themes).wrapped()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._words, 1)
        foot.addWidget(self.keep)
        foot.addWidget(self.use)
        preview = QWidget()
        under = QVBoxLayout(preview)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(8)
        under.addLayout(foot)
        under.addWidget(self.preview)
        under.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list_state)
        self._stack.addWidget(preview)
        left_part, right_part = QWidget(), QWidget()
        left, right = QVBoxLayout(left_part), QVBoxLayout(right_part)
        for layout in (left, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(8)
        left.addWidget(self._head)
        left.addWidget(self._stack, 1)
        share_head = SectionHead(themes, self.tr("Share on call"), note=self.tr("of the days they work"))
        share_head.setFixedHeight(28)
        right.addWidget(share_head)
        right.addWidget(self.shares)
        self._share_words = ThemedLabel(themes, tone="text3").wrapped()
        right.addWidget(self._share_words)
        right.addStretch(1)
        content = Ground(themes)
        whole = QVBoxLayout(content)
        whole.setContentsMargins(24, 0, 24, 16)
        whole.addWidget(Panes(themes, left_part, right_part))
        put_in_area(self, content)

    def _connect(self) -> None:
        self.suggest.clicked.connect(self.suggest_rota)
        self.use.clicked.connect(self._on_used)
        self.keep.clicked.connect(self.show_list)
        self.list_state.acted.connect(self.suggest_rota)
        self.shifts.refused.connect(self.refused)

    def refresh(self) -> None:
        """Show the current plan; a suggestion that was open is put away, for it belongs to the old one."""
        view = self._context.document.view
        rows = shift_rows(view.plan, today=view.today)
        self.shifts.set_rows(rows)
        if rows:
            self.list_state.show_ready()
        else:
            self.list_state.show_empty(self.tr("Nobody is on call yet."), action=self.tr("Suggest a fair rota"))
        self.suggest.setVisible(bool(rows))
        self.suggest.setEnabled(rota_period(view.plan, today=view.today) is not None)
        known = {member.id for member in view.plan.team.members}
        self._pool = tuple(one for one in self._pool if one in known) or usual_pool(view.plan.team)
        self._fill_pool_menu()
        sprints = view.plan.coming_sprints()
        self.shares.set_rows(share_figures(tuple(view.capacity[sprint.id] for sprint in sprints)))
        self._share_words.set_text(self.tr("Amber: on call for more than 25 % of these sprints."))
        self.show_list()

    def show_list(self) -> None:
        """Put a suggestion away."""
        self._offered = ()
        self._stack.setCurrentIndex(_LIST)

    def suggest_rota(self) -> None:
        """Show a fair rota beside the one there is."""
        view = self._context.document.view
        period = rota_period(view.plan, today=view.today)
        if period is None:
            return
        try:
            proposal = fair_rota(view.plan.team, period, pool=self._pool)
        except PlannerError as error:
            self.refused.emit(error)
            return
        self._show_proposal(proposal)

    def offer(self, rota: tuple[RotaShift, ...], words: str) -> None:
        """Show another rota beside the one there is, such as a swap."""
        plan = self._context.document.plan
        self._offered = rota
        self.preview.set_rows(swap_figures(plan, rota))
        self._words.set_text(words)
        self._stack.setCurrentIndex(_PREVIEW)
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """Return what a suggestion says about itself."""
        return self._words.words()

    def _show_proposal(self, proposal: RotaProposal) -> None:
        plan = self._context.document.plan
        self._offered = proposal.rota
        self.preview.set_rows(proposal_figures(plan, proposal))
        self._words.set_text(proposal_words(proposal))
        self._stack.setCurrentIndex(_PREVIEW)
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_used(self) -> None:
        if self._offered:
            self.edited.emit(SetRota(self._offered))

    def _take(self, changes: tuple[CellChange, ...]) -> None:
        """Give shifts to others, as one edit."""
        plan = self._context.document.plan
        people = {member.name: member.id for member in plan.team.members}
        team = plan.team
        rota = team.rota
        for change in changes:
            if change.text in people:
                rota = tuple(
                    new if old.id == change.row.shift.id else old
                    for old, new in zip(rota, reassigned(team, change.row.shift.id, people[change.text]), strict=True)
                )
        if rota != team.rota:
            self.edited.emit(SetRota(rota))

    def _fill_pool_menu(self) -> None:
        self.pool_menu.clear()
        for member in self._context.document.plan.team.members:
            action = QAction(member.name, self.pool_menu)
            action.setCheckable(True)
            action.setChecked(member.id in self._pool)
            action.toggled.connect(partial(self._on_pool_toggled, member.id))
            self.pool_menu.addAction(action)
        self._pool_button.set_words(count(len(self._pool), self.tr("takes part"), self.tr("take part")))

    def _on_pool_toggled(self, member_id: str, on: bool) -> None:  # noqa: FBT001 - a slot
        order = [member.id for member in self._context.document.plan.team.members]
        chosen = {*self._pool, member_id} if on else {*self._pool} - {member_id}
        self._pool = tuple(one for one in order if one in chosen)
        self._pool_button.set_words(count(len(self._pool), self.tr("takes part"), self.tr("take part")))
        if self._stack.currentIndex() == _PREVIEW:
            self.suggest_rota()
