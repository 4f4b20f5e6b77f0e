"""The debt page: what slows the team down, ranked; what a reserve buys; how the debt moves; what is owed."""

from functools import partial

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.debt.register_lines import register_lines
from planner.analysis.debt.travelling import take_along_edit
from planner.analysis.findings.headlines import debt as headline
from planner.analysis.wording import share as share_words
from planner.domain.debt_work import make_item_edit
from planner.domain.edits import AcceptDebt, RemoveDebt, RemoveException
from planner.domain.edits.reserve import keep_for_plan, keep_for_sprint
from planner.domain.plan import Edit
from planner.ui.pages.applying import apply_or_say
from planner.ui.pages.debt_parts.debt_dialogs import DebtDialogs
from planner.ui.pages.debt_parts.lab_view import LabView
from planner.ui.pages.debt_parts.ledger_view import LedgerView
from planner.ui.pages.debt_parts.places_view import PlacesView
from planner.ui.pages.debt_parts.register_view import OVERHANG, RegisterView
from planner.ui.pages.debt_parts.trend_view import TrendView
from planner.ui.pages.page import Page, PageContext
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.segment import Segment
from planner.ui.widgets.state_panel import StatePanel
from planner.ui.widgets.view_stack import ViewStack

VIEWS = ("register", "places", "trend", "ledger")
_MARGIN, _GAP = 24, 10
_WIDE, _ALL_COLUMNS = 1000, 1130
_SHOWS = frozenset({"debt", "backlog", "sprints", "policy", "exceptions", "settings", "team"})


class DebtPage(Page):
    """Register and lab, trend, ledger."""

    key, title, icon = "debt", "Debt", "debt"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._exception_for = ""
        self._missed: set[str] = set()
        self._build()
        self._connect()

    def _build(self) -> None:
        themes = self.context.theme
        self.segment = Segment(
            themes,
            (
                ("register", self.tr("Register and lab")),
                ("places", self.tr("Places")),
                ("trend", self.tr("Trend")),
                ("ledger", self.tr("Ledger")),
            ),
            name=self.tr("View of the debt"),
        )
        self.add = Button(themes, self.tr("Item"), icon="plus")
        self.add.setAccessibleName(self.tr("Register a debt item"))
        for control in (self.segment, self.add):
            self.headline.add_control(control)
        self.banner = Banner(themes)
        self.register, self.lab = RegisterView(themes), LabView(self.context)
        self.trend, self.ledger = TrendView(self.context), LedgerView(self.context)
        self.places = PlacesView(self.context)
        self._views: dict[str, LabView | PlacesView | TrendView | LedgerView] = {
            "register": self.lab,
            "places": self.places,
            "trend": self.trend,
            "ledger": self.ledger,
        }
        self.state = StatePanel(themes, self.register)
        self._stack = ViewStack()
        others = (self.places, self.trend, self.ledger)
        for view in (self._register_and_lab(), *(_indented(view, top=_GAP) for view in others)):
            self._stack.addWidget(view)
        self.dialogs = DebtDialogs(self.context, parent=self, taken=self.banner.hide)
        self.column.setContentsMargins(0, 18, 0, 12)
        self.column.setSpacing(8)
        for widget in (self.headline, self.banner):
            widget.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.column.addWidget(self.banner)
        self.column.addWidget(self._stack, 1)
        self._actions = self._make_actions()

    def _register_and_lab(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_indented(self.state, by=_MARGIN - OVERHANG))
        column.addSpacing(14)
        column.addWidget(Hairline(self.context.theme, strong=True))
        column.addSpacing(7)
        column.addWidget(_indented(self.lab), 1)
        return whole

    def _connect(self) -> None:
        self.segment.chosen.connect(self._on_view)
        self.add.clicked.connect(self.dialogs.add)
        self.state.acted.connect(self.dialogs.add)
        self.banner.acted.connect(self._on_banner)
        self.register.asked.connect(self._on_asked)
        self.lab.use_asked.connect(self._on_use)
        self.lab.behind_asked.connect(self.dialogs.parameters)
        self.places.take_asked.connect(lambda offer: self._apply(take_along_edit(self.context.document.plan, offer)))
        self.places.hotspot_asked.connect(self.dialogs.hotspot)
        self.trend.refs_chosen.connect(self.choose)
        self.ledger.policy_asked.connect(self.dialogs.policy)
        self.trend.effort_asked.connect(self.dialogs.development)
        self.ledger.exception_asked.connect(self.dialogs.exception)
        self.ledger.take_back_asked.connect(lambda found: self._apply(RemoveException(found)))
        self.ledger.release_asked.connect(self.dialogs.release)
        self.ledger.observations_asked.connect(self.dialogs.observations)
        self.ledger.refs_chosen.connect(self.choose)

    def _make_actions(self) -> tuple[QAction, ...]:
        """Return everything the palette offers on this page."""
        views = []
        for key, text in zip(
            VIEWS,
            (
                self.tr("Show the register"),
                self.tr("Show where debt meets work"),
                self.tr("Show the debt trend"),
                self.tr("Show the ledger"),
            ),
            strict=True,
        ):
            action = QAction(text, self)
            action.triggered.connect(partial(self._show_view, key))
            views.append(action)
        return (
            *self.register.actions_by_code.values(),
            self.lab.use_plan,
            self.lab.use_sprint,
            self.lab.forget,
            *self.lab.head.policy_actions,
            *self.lab.head.behind_actions,
            *self.places.actions_of_view,
            self.ledger.policy_action,
            self.ledger.exception_action,
            self.ledger.take_back_action,
            self.ledger.release_action,
            self.ledger.seen_action,
            self.trend.effort_action,
            *views,
        )

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the current plan; ``changed`` names what differs."""
        if changed and not changed & _SHOWS:
            return
        view = self.context.document.view
        words = headline(view)
        self.headline.set_words(words.title, words.subtitle)
        lines = register_lines(view)
        self.register.set_lines(lines)
        if lines:
            self.state.show_ready()
        else:
            self.state.show_empty(
                self.tr("Write down what slows you down: what removing it takes, and what it costs each sprint."),
                action=self.tr("Register a debt item"),
            )
        self._missed = set(VIEWS)
        self._catch_up()

    def _catch_up(self) -> None:
        """Bring the view in front up to date; the others wait until they are shown."""
        shown = self.segment.current()
        if shown in self._missed:
            self._missed.discard(shown)
            self._views[shown].refresh()

    def rail_count(self) -> str:
        """Return the number of open entries."""
        return str(len(self.context.document.view.register.rows) or "")

    def choose(self, refs: tuple[str, ...]) -> None:
        """Select debt entries in the register, sprints in the ledger, or show the view that is named."""
        kinds = {ref.partition(":")[0] for ref in refs}
        for key in VIEWS:
            if f"view:{key}" in refs:
                self._show_view(key)
        if "decision" in kinds:
            self.context.navigate("decisions", refs)
        elif "debt" in kinds and "view" not in kinds:
            self._show_view("register")
            self.register.choose(tuple(ref.removeprefix("debt:") for ref in refs if ref.startswith("debt:")))
        elif "sprint" in kinds:
            self._show_view("ledger")
            self.ledger.choose(refs)

    def page_actions(self) -> tuple[QAction, ...]:
        """Return what the palette lists here."""
        return self._actions

    def _show_view(self, key: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        self.segment.choose(key)

    def _on_view(self, key: str) -> None:
        self._catch_up()
        self._stack.setCurrentIndex(VIEWS.index(key))

    def _on_asked(self, code: str, debt_id: str) -> None:
        """Open the dialog of an intent, or make its edit."""
        opens = {"edit": self.dialogs.edit, "pay": self.dialogs.pay}
        opens |= {"plan": self.dialogs.plan, "accept": self.dialogs.accept, "split": self.dialogs.split}
        if code == "add":
            self.dialogs.add()
        elif code in opens:
            opens[code](debt_id)
        elif code == "take-back":
            self._apply(AcceptDebt(debt_id, None))
        elif code == "remove":
            self._apply(RemoveDebt(debt_id))
        elif code == "make-item":
            self._apply(make_item_edit(self.context.document.plan, debt_id))

    def _on_use(self, reserve: float, scope: str) -> None:
        """Make the lab's what-if the plan's reserve, or the next sprint's."""
        plan, sprint = self.context.document.plan, self.context.document.view.next_sprint
        inside = plan.policy.floor <= reserve <= plan.policy.ceiling
        if scope == "plan" and not inside:
            self.dialogs.policy(target=reserve)
            return
        following = "" if sprint is None else sprint.id
        edit = keep_for_plan(plan, reserve, following) if scope == "plan" else keep_for_sprint(following, reserve)
        if self._apply(edit):
            self.lab.follow_plan()
            if not inside and sprint is not None:
                self._offer_exception(sprint.id, reserve)

    def _offer_exception(self, sprint_id: str, reserve: float) -> None:
        """Ask for a written exception where a sprint leaves the band."""
        self._exception_for = sprint_id
        text = self.tr("%1 is outside the agreed band; say why, and how it is made good.")
        self.banner.say(Severity.WARN, text.replace("%1", share_words(reserve)), action=self.tr("Write an exception"))

    def _on_banner(self) -> None:
        self.banner.hide()
        self.dialogs.exception(self._exception_for)

    def _apply(self, edit: Edit) -> bool:
        return apply_or_say(self.context.document, edit, banner=self.banner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the right columns below in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < _WIDE
        self.segment.set_text("register", self.tr("Register") if narrow else self.tr("Register and lab"))
        for view in (self.lab, self.places, self.trend, self.ledger):
            view.set_narrow(narrow=narrow)
        self.register.set_narrow(narrow=self.width() < _ALL_COLUMNS)


def _indented(content: QWidget, *, by: int = _MARGIN, top: int = 0) -> QWidget:
    """Return content with the page's margins."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(by, top, by, 0)
    column.addWidget(content)
    return whole
