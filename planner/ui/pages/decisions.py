"""The decisions page: what was decided and why, what has to be decided again, and the brief when it is needed."""

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from planner.analysis.findings.brief import triggers
from planner.analysis.findings.expiring import decisions_due, expiring, record_lines
from planner.analysis.findings.headlines import decisions as headline
from planner.analysis.findings.references import ReferenceLink, reference_link
from planner.analysis.findings.replan import replan_offer, shortfall
from planner.domain.edits import AcceptDecision
from planner.ui.pages.applying import apply_or_say
from planner.ui.pages.decisions_parts.decision_dialogs import DecisionDialogs
from planner.ui.pages.decisions_parts.lists import DecisionLists
from planner.ui.pages.decisions_parts.record_panel import WIDTH, RecordPanel
from planner.ui.pages.page import Page, PageContext
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.state_panel import StatePanel

_WIDE = 1000
_UNBOUNDED = 16_777_215  # Qt's own "no limit"


class DecisionsPage(Page):
    """Records on the left, the chosen one in full on the right."""

    key, title, icon = "decisions", "Decisions", "decisions"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._build()
        self._connect()

    def _build(self) -> None:
        themes = self.context.theme
        self.brief = Button(themes, self.tr("Brief"), icon="flag")
        self.brief.setAccessibleName(self.tr("One-page brief"))
        self.add = Button(themes, self.tr("Decision"), icon="plus")
        self.add.setAccessibleName(self.tr("Record a decision"))
        for control in (self.brief, self.add):
            self.headline.add_control(control)
        self.banner, self.alarm, self.shortfall = (Banner(themes) for _ in range(3))
        self.lists, self.panel = DecisionLists(themes), RecordPanel(themes)
        self.dialogs = DecisionDialogs(self.context, parent=self, taken=self._on_taken)
        self._line = Hairline(themes, upright=True)
        content = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(30)
        self._row.addWidget(self.lists, 1)
        self._row.addWidget(self._line)
        self._row.addWidget(self.panel)
        self.state = StatePanel(themes, content)
        for widget in (self.alarm, self.shortfall, self.banner):
            self.column.addWidget(widget)
        self.column.addWidget(self.state, 1)
        self._actions = self._make_actions()

    def _connect(self) -> None:
        for signal in (self.add.clicked, self.state.acted):
            signal.connect(self.dialogs.add)
        for signal in (self.brief.clicked, self.alarm.acted):
            signal.connect(self.dialogs.brief)
        self.shortfall.acted.connect(self.dialogs.replan)
        self.lists.record_chosen.connect(self._fill)
        self.lists.ending_opened.connect(self._on_ending)
        self.panel.link_chosen.connect(self._on_link)
        self.panel.superseding_chosen.connect(lambda number: self.lists.choose(f"decision:{number}"))
        self.panel.accept_asked.connect(self._on_accept)
        self.panel.supersede_asked.connect(self.dialogs.supersede)

    def _make_actions(self) -> tuple[QAction, ...]:
        """Return what the palette offers on this page."""
        add = QAction(self.tr("Record a decision"), self)
        add.triggered.connect(self.dialogs.add)
        self.brief_action = QAction(self.tr("Show the one-page brief on debt"), self)
        self.brief_action.triggered.connect(self.dialogs.brief)
        self.replan_action = QAction(self.tr("Re-plan the next sprint"), self)
        self.replan_action.triggered.connect(self.dialogs.replan)
        return (add, self.replan_action, self.panel.supersede_action, self.panel.accept_action, self.brief_action)

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the current plan; ``changed`` names what differs."""
        del changed  # a deadline or the reserve can raise the alarm, so nearly every change counts
        view = self.context.document.view
        words = headline(view)
        self.headline.set_words(words.title, words.subtitle)
        ending = expiring(view.plan, today=view.today)
        records = record_lines(view.plan, today=view.today)
        self.lists.set_lists(ending, records)
        self._raise_alarm()
        if not records and not ending:
            sentence = self.tr("Write down what was decided, why, and when to look at it again.")
            self.state.show_empty(sentence, action=self.tr("Record a decision"))
            return
        self.state.show_ready()
        self.panel.setVisible(bool(records))
        numbers = [line.id for line in records]
        if numbers:  # the panel keeps its record, or shows the newest
            shown = self.panel.shown if self.panel.shown in numbers else numbers[0]
            self.lists.choose(f"decision:{shown}")

    def _raise_alarm(self) -> None:
        """Say why a brief is due, while one is."""
        reasons = triggers(self.context.document.view)
        self.brief.setVisible(bool(reasons))
        self.brief_action.setVisible(bool(reasons))
        if reasons:
            self.alarm.say(Severity.STOP, reasons[0].sentence, action=self.tr("One-page brief"))
        else:
            self.alarm.hide()
        self._raise_shortfall()

    def _raise_shortfall(self) -> None:
        """Say that the next sprint holds more than can be promised, while it does."""
        view = self.context.document.view
        offer = replan_offer(view)
        self.replan_action.setVisible(offer is not None and bool(offer.choices))
        words = shortfall(view)
        if words:
            self.shortfall.say(Severity.WARN, words, action=self.tr("Re-plan"))
        else:
            self.shortfall.hide()

    def rail_count(self) -> str:
        """Return how many things are due."""
        view = self.context.document.view
        due = decisions_due(view.plan, today=view.today)
        return self.tr("%1 due").replace("%1", str(due)) if due else ""

    def choose(self, refs: tuple[str, ...]) -> None:
        """Show the decision among these references, select what is about to end, or open the brief."""
        for ref in refs:
            if ref == "brief":
                self.dialogs.brief()
            else:
                self.lists.choose(ref)

    def page_actions(self) -> tuple[QAction, ...]:
        """Return what the palette lists here."""
        return tuple(action for action in self._actions if action.isVisible())

    def _fill(self, number: str) -> None:
        """Show a record in full."""
        view = self.context.document.view
        for line in record_lines(view.plan, today=view.today):
            if line.id == number:
                self.panel.show_record(line, tuple(reference_link(view.plan, ref) for ref in line.record.refs))

    def _on_ending(self, ref: str) -> None:
        """Go where it can be mended."""
        self._on_link(reference_link(self.context.document.plan, ref))

    def _on_link(self, link: ReferenceLink) -> None:
        if link.page == self.key:
            self.choose(link.refs)
        else:
            self.context.navigate(link.page, link.refs)

    def _on_accept(self, number: str) -> None:
        apply_or_say(self.context.document, AcceptDecision(number), banner=self.banner)

    def _on_taken(self) -> None:
        """Show the record that a dialog ended in."""
        self.banner.hide()
        self.lists.choose(f"decision:{self.context.document.plan.decisions[-1].id}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the record below the lists in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < _WIDE
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._line.setVisible(not narrow)
        self.panel.setMinimumWidth(0 if narrow else WIDTH)
        self.panel.setMaximumWidth(_UNBOUNDED if narrow else WIDTH)
