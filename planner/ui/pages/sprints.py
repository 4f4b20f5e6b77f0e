"""The Sprints page: coming sprints side by side, moved by hand or by the planner, seen as board, load or table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from planner.analysis.autoplan.explain import sentence
from planner.analysis.autoplan.proposal import Unplaced
from planner.analysis.board.cards import Card
from planner.analysis.board.columns import BoardColumn, board_of
from planner.analysis.board.placing_reasons import why_there
from planner.analysis.findings.headlines import asks_for_velocity
from planner.analysis.findings.headlines import sprints as sprints_headline
from planner.analysis.wording import count
from planner.domain.errors import PlannerError, StaleProposalError
from planner.ui.dialogs.velocity import ask_velocity
from planner.ui.messages import error_sentence
from planner.ui.pages.applying import apply_or_say, named, say_error
from planner.ui.pages.page import Page, PageContext
from planner.ui.pages.sprints_parts import deeds
from planner.ui.pages.sprints_parts.board import Board
from planner.ui.pages.sprints_parts.board_actions import FIRST_SPRINTS, BoardActions
from planner.ui.pages.sprints_parts.card_filter import FilterBar
from planner.ui.pages.sprints_parts.load_view import LoadView
from planner.ui.pages.sprints_parts.planning import Planning
from planner.ui.pages.sprints_parts.proposal_panel import ProposalPanel
from planner.ui.pages.sprints_parts.sprint_table import SprintTable, change_edit
from planner.ui.pages.sprints_parts.why_popover import open_why
from planner.ui.tables.column import CellChange
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.segment import Segment
from planner.ui.widgets.state_panel import StatePanel

if TYPE_CHECKING:
    from planner.ui.widgets.popover import Popover

_LOADING_MS = 300
_VIEWS = ("board", "load", "table")


class SprintsPage(Page):
    """Board, Load and Table of the coming sprints, with the planner's proposal as a preview beside the board."""

    key = "sprints"
    title = "Sprints"
    icon = "sprints"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._columns: tuple[BoardColumn, ...] = ()
        self._popover: Popover | None = None
        themes = context.theme
        self.banner = Banner(themes)
        self.filter = FilterBar(themes)
        self.board = Board(themes)
        self.load = LoadView(themes)
        self.table = SprintTable(themes, on_edit=self._on_table_edit)
        self.panel = ProposalPanel(themes)
        self.panel_state = StatePanel(themes, self.panel)
        self.planning = Planning(context, parent=self)
        self.actions_of_board = BoardActions(
            context, self.board, banner=self.banner, busy=lambda: self.planning.preview is not None
        )
        self._late = QTimer(self, interval=_LOADING_MS, singleShot=True)
        self._build()
        self._page_actions = self._make_actions()
        self._connect()

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the plan, or the preview of a proposal for it."""
        del changed
        if self.planning.proposal is not None:
            self.planning.refresh()
        else:
            self._show()

    def rail_count(self) -> str:
        """Return nothing: the number of sprints says little."""
        return ""

    def choose(self, refs: tuple[str, ...]) -> None:
        """Select cards, go to a sprint, show a person's cards, or do what is asked for (``action:close-sprint``)."""
        deeds = {"action:auto-plan": self.planning.start, "action:close-sprint": self.actions_of_board.close_sprint}
        asked = next((deeds[ref] for ref in refs if ref in deeds), None)
        if asked is not None:
            QTimer.singleShot(0, self, asked)
            return
        self.segment.choose("board")
        self.board.choose(named(refs, "item", "debt"))
        members = named(refs, "member")
        for member in self.context.document.plan.team.members:
            if member.id in members:
                self.filter.choose_person(member.name)
        sprints = named(refs, "sprint")
        for column in self.board.columns:
            if column.sprint_id in sprints:
                self.board.ensureWidgetVisible(column, 6, 0)
                column.list.setFocus()

    def page_actions(self) -> tuple[QAction, ...]:
        """Return what the palette offers for this page."""
        return (*self._page_actions, *self.actions_of_board.card_actions, *self.actions_of_board.sprint_actions)

    def _build(self) -> None:
        themes = self.context.theme
        self.segment = Segment(
            themes,
            tuple(zip(_VIEWS, (self.tr("Board"), self.tr("Load"), self.tr("Table")), strict=True)),
            name=self.tr("View"),
        )
        self.filter_button = Button(themes, self.tr("Filter"), icon="filter")
        self.auto_plan = Button(themes, self.tr("Auto-plan"), icon="auto-plan")
        self.velocity = Button(themes, self.tr("Enter a velocity"), kind=ButtonKind.PRIMARY)
        for control in (self.segment, self.filter_button, self.auto_plan, self.velocity):
            self.headline.add_control(control)
        self.headline.setContentsMargins(24, 0, 26, 0)
        self.stack = QStackedWidget()
        for view in (self.board, self.load, self.table):
            self.stack.addWidget(view)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.stack, 1)
        row.addWidget(self.panel_state)
        self.panel_state.setFixedWidth(self.panel.width())
        self.panel_state.hide()
        self.state = StatePanel(themes, body)
        self.column.setContentsMargins(0, 18, 0, 8)
        self.column.setSpacing(10)
        for widget, left, right in ((self.banner, 24, 26), (self.filter, 24, 26), (self.state, 18, 0)):
            inset = QHBoxLayout()
            inset.setContentsMargins(left, 0, right, 0)
            inset.addWidget(widget)
            self.column.addLayout(inset, 1 if widget is self.state else 0)

    def _make_actions(self) -> tuple[QAction, ...]:
        """Return the actions of the page as a whole; those with a key of the window have none here."""
        specs = (
            ("auto-plan", self.tr("Auto-plan"), "", self.planning.start),
            ("find", self.tr("Filter the cards"), "", self._on_filter),
            ("accept-proposal", self.tr("Accept the proposal"), "Ctrl+Return", self._on_accepted),
            ("discard-proposal", self.tr("Discard the proposal"), "", self.planning.discard),
            ("view-board", self.tr("Show the board"), "", lambda: self.segment.choose("board")),
            ("view-load", self.tr("Show the load"), "", lambda: self.segment.choose("load")),
            ("view-table", self.tr("Show the sprints as a table"), "", lambda: self.segment.choose("table")),
        )
        made = []
        for name, text, keys, run in specs:
            action = QAction(text, self)
            action.setObjectName(name)
            action.setShortcuts([QKeySequence(keys), QKeySequence("Ctrl+Enter")] if keys else [])
            action.triggered.connect(lambda *_checked, run=run: run())
            self.addAction(action)
            made.append(action)
        return tuple(made)

    def _connect(self) -> None:
        self.segment.chosen.connect(lambda key: self.stack.setCurrentIndex(_VIEWS.index(key)))
        self.filter_button.clicked.connect(self._on_filter)
        self.filter.changed.connect(self._show_board)
        self.auto_plan.clicked.connect(self.planning.start)
        self.velocity.clicked.connect(lambda: ask_velocity(self.context.theme, self.context.document, parent=self))
        self.board.why_asked.connect(self._on_why_asked)
        self.load.person_chosen.connect(self._on_person_chosen)
        self.table.grid.refused.connect(lambda error: say_error(error, banner=self.banner))
        self.state.acted.connect(lambda: self.actions_of_board.add_sprints(FIRST_SPRINTS))
        self.panel.chosen.connect(self.planning.tick)
        self.panel.accepted.connect(self._on_accepted)
        self.panel.discarded.connect(self.planning.discard)
        self.panel.again.connect(self.planning.start)
        self.panel_state.cancelled.connect(self.planning.cancel)
        self.planning.proposed.connect(self._on_proposed)
        self.planning.preview_changed.connect(self._show)
        self.planning.refused.connect(lambda error: say_error(error, banner=self.banner))
        self.planning.nothing_to_move.connect(self._on_nothing_to_move)
        self.planning.running_changed.connect(self._on_running_changed)
        self.planning.progressed.connect(self.panel_state.set_progress)
        self._late.timeout.connect(self._show_loading)

    def _show(self) -> None:
        """Show columns, headline and panel for what is there: a preview, else the plan."""
        view, preview = self.context.document.view, self.planning.preview
        self._columns = preview.columns if preview is not None else board_of(view)
        if preview is not None:
            self.headline.set_words(preview.finding, preview.detail)
            self.panel.show_preview(preview)
        else:
            said = sprints_headline(view)
            self.headline.set_words(said.title, said.subtitle)
        self.velocity.setVisible(preview is None and view.next_sprint is not None and asks_for_velocity(view))
        if self.planning.is_stale:
            self.panel.show_stale(error_sentence(StaleProposalError()))
        self.filter.set_people(view.plan)
        self._show_board()
        self.load.show_columns(self._columns)
        self.table.show_view(view)
        if self._columns:
            self.state.show_ready()
        else:
            sentence = self.tr("No sprint is planned yet: add some to see what each of them can take.")
            self.state.show_empty(sentence, action=self.tr("Add six sprints"))

    def _show_board(self) -> None:
        self.board.show_columns(self._columns, self.context.document.plan, keep=self.filter.wanted().keeps)

    def _show_loading(self) -> None:
        self.panel_state.show()
        self.panel_state.show_loading(self.tr("Planning"))

    def _on_filter(self) -> None:
        if self.filter.isVisible():
            self.filter.clear()
        else:
            self.segment.choose("board")
            self.filter.open()

    def _on_person_chosen(self, name: str) -> None:
        self.segment.choose("board")
        self.filter.choose_person(name)

    def _on_table_edit(self, changes: tuple[CellChange, ...]) -> None:
        self.context.document.apply(change_edit(changes))
        self.banner.hide()

    def _on_running_changed(self, running: bool) -> None:  # noqa: FBT001 - a slot
        self.auto_plan.setEnabled(not running)
        if running:
            self._late.start()
        else:
            self._late.stop()
            self.panel_state.show_ready()
            self.panel_state.setVisible(self.planning.proposal is not None)

    def _on_proposed(self) -> None:
        """Open the panel for a proposal, close it without one."""
        self.panel_state.show_ready()
        self.panel_state.setVisible(self.planning.proposal is not None)
        if self.planning.proposal is not None:
            self.segment.choose("board")
            self.panel.show_moves(self.planning.lines)
        else:
            self._show()

    def _on_nothing_to_move(self, unplaced: tuple[Unplaced, ...]) -> None:
        """Say that all is in place, or what finds no sprint and why the first of it does not."""
        words = self.tr("There is nothing to move: every item stands where the planner would put it.")
        if unplaced:
            left = count(len(unplaced), "entry", "entries")
            words = self.tr("Nothing more fits: {left} outside the sprints. {key}: {reason}.").format(
                left=left, key=unplaced[0].key, reason=sentence(unplaced[0].reason)
            )
        self.banner.say(Severity.NOTE, words)

    def _on_accepted(self) -> None:
        """Make the ticked moves as one edit; a stale proposal is refused in words and stays to be read."""
        edit = self.planning.edit()
        if edit is None or not self.panel.accept.isEnabled():
            return
        try:
            edit.apply(self.context.document.plan)
        except PlannerError as error:
            say_error(error, banner=self.banner)
            return
        self.planning.discard()
        apply_or_say(self.context.document, edit, banner=self.banner)

    def _on_why_asked(self, card: Card) -> None:
        place = self.board.place_of(card)
        if place is None:
            return
        view, preview = self.context.document.view, self.planning.preview
        column, rect = place
        why = why_there(view, card, proposal=self.planning.proposal if preview else None)
        goals = [(sprint.id, sprint.name) for sprint in view.plan.coming_sprints() if sprint.id != card.sprint_id]
        self._popover = open_why(
            self.context.theme,
            why,
            pinned=card.pinned,
            places=(*goals, (None, self.tr("Backlog"))),
            pin=lambda: self._on_pin(card),
            move=lambda goal: self._on_move(card, goal),
            anchor=column,
            rect=rect,
        )

    def _on_pin(self, card: Card) -> None:
        """Pin a card where it is shown; in a preview that is where it would go, and the planner plans again."""
        again, plan = self.planning.preview is not None, self.context.document.plan
        edit = deeds.pin_edit(plan, (card,)) if not again or card.pinned else deeds.keep_edit(plan, card)
        if apply_or_say(self.context.document, edit, banner=self.banner) and again:
            self.planning.start()

    def _on_move(self, card: Card, goal: str | None) -> None:
        again = self.planning.preview is not None
        self.actions_of_board.move_to((card,), goal)
        if again:
            self.planning.start()
