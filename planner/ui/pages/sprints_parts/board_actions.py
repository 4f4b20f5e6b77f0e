"""What hands can do on the board, as actions with keys: move, rank, pin, stretch, and the life of a sprint."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from planner.analysis.board.cards import Card
from planner.analysis.view import PlanView
from planner.domain.edits import RemoveSprint
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit
from planner.ui.pages.applying import apply_or_say
from planner.ui.pages.page import PageContext
from planner.ui.pages.sprints_parts import deeds
from planner.ui.pages.sprints_parts.board import Board
from planner.ui.pages.sprints_parts.card_list import CardDrop
from planner.ui.pages.sprints_parts.close_dialog import CloseDialog
from planner.ui.pages.sprints_parts.sprint_dialog import SprintDialog
from planner.ui.widgets.banner import Banner

FIRST_SPRINTS = 6


@dataclass(frozen=True, slots=True)
class _Key:
    """One action of the board: its key, its words, its shortcut and what it does."""

    name: str
    text: str
    shortcut: str
    run: Callable[[], object]


class BoardActions(QObject):
    """Turns keys, menus and drops into edits.

    Parameters
    ----------
    busy
        Says whether a preview is on screen; then cards stay where they are.
    """

    def __init__(self, context: PageContext, board: Board, *, banner: Banner, busy: Callable[[], bool]) -> None:
        super().__init__(board)
        self._context, self._board, self._banner, self._busy = context, board, banner, busy
        self.card_actions = tuple(self._make(key, board) for key in self._card_keys())
        self.sprint_actions = tuple(self._make(key, board) for key in self._sprint_keys())
        board.dropped.connect(self._on_dropped)
        board.menu_asked.connect(self._on_menu_asked)

    def move_to(self, cards: tuple[Card, ...], sprint_id: str | None) -> None:
        """Put cards into another sprint, or back into the backlog."""
        self._apply(deeds.move_edit(self._view.plan, cards, sprint_id))

    def add_sprints(self, count: int) -> None:
        """Continue the plan with sprints of its rhythm."""
        self._apply(deeds.add_sprints_edit(self._view.plan, count, today=self._view.today))

    def menu_of(self, sprint_id: str) -> QMenu:
        """Return the menu of a sprint."""
        plan, first = self._view.plan, self._view.next_sprint
        sprint = plan.sprint(sprint_id)
        menu = QMenu(self._board)
        if first is not None and first.id == sprint_id and sprint.started_on is None:
            menu.addAction(self.tr("Start {sprint}").format(sprint=sprint.name), partial(self.start, sprint_id))
        if first is not None and first.id == sprint_id:
            menu.addAction(self.tr("Close {sprint}").format(sprint=sprint.name), partial(self.close_sprint, sprint_id))
        menu.addAction(self.tr("Settings"), partial(self.change, sprint_id))
        menu.addSeparator()
        menu.addAction(self.tr("Remove {sprint}").format(sprint=sprint.name), partial(self.remove, sprint_id))
        menu.addAction(self.tr("Add a sprint"), partial(self.add_sprints, 1))
        return menu

    def start(self, sprint_id: str = "") -> None:
        """Start a sprint today, the next one by default."""
        name = sprint_id or self._next_id()
        if name:
            self._apply(deeds.start_edit(name, today=self._view.today))

    def remove(self, sprint_id: str) -> None:
        """Remove a sprint; its items go back to the backlog."""
        self._apply(RemoveSprint(sprint_id))

    def change(self, sprint_id: str = "") -> None:
        """Ask for the settings of a sprint."""
        name = sprint_id or self._chosen_sprint()
        if name:
            plan = self._view.plan
            self._ask(SprintDialog(self._context.theme, plan, plan.sprint(name), parent=self._board.window()))

    def close_sprint(self, sprint_id: str = "") -> None:
        """Ask what closing a sprint should freeze."""
        name = sprint_id or self._next_id()
        if name:
            sprint = self._view.plan.sprint(name)
            self._ask(CloseDialog(self._context.theme, self._view, sprint, parent=self._board.window()))

    @property
    def _view(self) -> PlanView:
        view: PlanView = self._context.document.view
        return view

    def _next_id(self) -> str:
        sprint = self._view.next_sprint
        return sprint.id if sprint is not None else ""

    def _chosen_sprint(self) -> str:
        cards = self._board.chosen_cards()
        return cards[0].sprint_id if cards else self._next_id()

    def _ask(self, dialog: SprintDialog | CloseDialog) -> None:
        """Show a dialog until its edit is taken or it is left."""
        while dialog.exec() == QDialog.DialogCode.Accepted:
            try:
                self._context.document.apply(dialog.edit())
                break
            except PlannerError as error:
                dialog.refuse(error)
        dialog.deleteLater()

    def _apply(self, edit: Edit | None) -> None:
        apply_or_say(self._context.document, edit, banner=self._banner)

    def _with_cards(self, make: Callable[[tuple[Card, ...]], Edit | None]) -> None:
        """Do something with the chosen cards, unless they are only a preview."""
        cards = self._board.chosen_cards()
        if cards and not self._busy():
            self._apply(make(cards))

    def _rank(self, by: int) -> None:
        column = next((one for one in self._board.columns if one.list.chosen()), None)
        if column is not None:
            shown = column.list.cards.cards()
            self._with_cards(lambda cards: deeds.rank_edit(self._view.plan, cards, shown, by))

    def _card_keys(self) -> tuple[_Key, ...]:
        tr, shift = self.tr, deeds.shift_edit
        return (
            _Key(
                "card-left",
                tr("Move to the sprint before"),
                "Alt+Left",
                lambda: self._with_cards(lambda cards: shift(self._view.plan, cards, -1)),
            ),
            _Key(
                "card-right",
                tr("Move to the sprint after"),
                "Alt+Right",
                lambda: self._with_cards(lambda cards: shift(self._view.plan, cards, 1)),
            ),
            _Key("card-up", tr("Rank higher"), "Alt+Shift+Up", lambda: self._rank(-1)),
            _Key("card-down", tr("Rank lower"), "Alt+Shift+Down", lambda: self._rank(1)),
            _Key(
                "card-pin",
                tr("Pin or unpin"),
                "P",
                lambda: self._with_cards(lambda cards: deeds.pin_edit(self._view.plan, cards)),
            ),
            _Key("card-stretch", tr("Stretch or committed"), "S", lambda: self._with_cards(deeds.stretch_edit)),
            _Key(
                "card-out",
                tr("Take out of the sprint"),
                "Del",
                lambda: self._with_cards(lambda cards: deeds.move_edit(self._view.plan, cards, None)),
            ),
        )

    def _sprint_keys(self) -> tuple[_Key, ...]:
        return (
            _Key("sprint-start", self.tr("Start the next sprint"), "", self.start),
            _Key("sprint-close", self.tr("Close the sprint"), "", self.close_sprint),
            _Key("sprint-settings", self.tr("Settings of the sprint"), "", self.change),
            _Key("sprint-add", self.tr("Add a sprint"), "", lambda: self.add_sprints(1)),
            _Key("sprint-add-six", self.tr("Add six sprints"), "", lambda: self.add_sprints(FIRST_SPRINTS)),
        )

    def _make(self, key: _Key, owner: QWidget) -> QAction:
        action = QAction(key.text, self)
        action.setObjectName(key.name)
        if key.shortcut:
            action.setShortcut(QKeySequence(key.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda *_checked: key.run())
        owner.addAction(action)
        return action

    def _on_dropped(self, drop: CardDrop) -> None:
        if not self._busy():
            self._apply(deeds.drop_edit(self._view.plan, drop))

    def _on_menu_asked(self, sprint_id: str) -> None:
        column = next(one for one in self._board.columns if one.sprint_id == sprint_id)
        self.menu_of(sprint_id).popup(column.head.mapToGlobal(QPoint(0, 28)))
