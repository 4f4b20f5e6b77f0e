"""The decisions page: what was decided and why, what has to be decided again, and the brief when it is needed."""

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from planner.analysis.brief import Brief, brief_of, triggers
from planner.analysis.expiring import Expiring, RecordLine, decisions_due, expiring, record_lines
from planner.analysis.headlines import decisions as headline
from planner.analysis.references import ReferenceLink, reference_link
from planner.domain.decision import DecisionKind, DecisionStatus
from planner.domain.edits import AcceptDecision
from planner.domain.plan import Edit
from planner.ui.dialogs.brief import BriefDialog
from planner.ui.dialogs.decision import DecisionDialog, DecisionDraft
from planner.ui.pages.applying import apply_or_say
from planner.ui.pages.decisions_parts.lists import expiring_grid, fit_rows, records_grid
from planner.ui.pages.decisions_parts.record_panel import WIDTH, RecordPanel
from planner.ui.pages.page import Page, PageContext
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.state_panel import StatePanel

_WIDE = 1000
_MOST_EXPIRING = 8


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
        self.banner, self.alarm = Banner(themes), Banner(themes)
        self.expiring = expiring_grid(themes, self.tr)
        self.records = records_grid(themes, self.tr)
        self.panel = RecordPanel(themes)
        self._nothing = ThemedLabel(themes, self.tr("Nothing ends within the next three months."), tone="text3")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line = Hairline(themes, upright=True)
        content = QWidget()
        content.setLayout(self._row)
        self._lay_out()
        self.state = StatePanel(themes, content)
        for widget in (self.alarm, self.banner):
            self.column.addWidget(widget)
        self.column.addWidget(self.state, 1)
        self._actions = self._make_actions()

    def _lay_out(self) -> None:
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionHead(self.context.theme, self.tr("To decide again")))
        column.addWidget(self._nothing)
        column.addWidget(self.expiring)
        column.addSpacing(20)
        column.addWidget(SectionHead(self.context.theme, self.tr("Records")))
        column.addWidget(self.records, 1)
        self.records.setMinimumHeight(160)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(30)
        self._row.addWidget(lists, 1)
        self._row.addWidget(self._line)
        self._row.addWidget(self.panel)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.state.acted.connect(self._on_add)
        self.brief.clicked.connect(self._on_brief)
        self.alarm.acted.connect(self._on_brief)
        self.records.current_row_changed.connect(self._on_record_chosen)
        self.records.row_activated.connect(lambda _line: self.panel.supersede.setFocus())
        self.expiring.row_activated.connect(self._on_expiring)
        self.expiring.current_row_changed.connect(self._on_expiring_current)
        self.panel.link_chosen.connect(self._on_link)
        self.panel.superseding_chosen.connect(self._show)
        self.panel.accept_asked.connect(self._on_accept)
        self.panel.supersede_asked.connect(self._on_supersede)

    def _make_actions(self) -> tuple[QAction, ...]:
        """Return what the palette offers on this page."""
        add = QAction(self.tr("Record a decision"), self)
        add.triggered.connect(self._on_add)
        self.brief_action = QAction(self.tr("Show the one-page brief on debt"), self)
        self.brief_action.triggered.connect(self._on_brief)
        return (add, self.panel.supersede_action, self.panel.accept_action, self.brief_action)

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the current plan; ``changed`` names what differs."""
        del changed  # a deadline or the reserve can raise the alarm, so nearly every change counts
        view = self.context.document.view
        words = headline(view)
        self.headline.set_words(words.title, words.subtitle)
        ending = expiring(view.plan, today=view.today)
        self.expiring.set_rows(ending)
        fit_rows(self.expiring, len(ending), most=_MOST_EXPIRING)
        self.expiring.setVisible(bool(ending))
        self._nothing.setVisible(not ending)
        self._show_records(record_lines(view.plan, today=view.today), empty=not ending)
        self._raise_alarm()

    def _show_records(self, lines: tuple[RecordLine, ...], *, empty: bool) -> None:
        """Show the records; the panel keeps its record, or shows the newest."""
        self.records.set_rows(lines)
        if not lines and empty:
            sentence = self.tr("Write down what was decided, why, and when to look at it again.")
            self.state.show_empty(sentence, action=self.tr("Record a decision"))
            return
        self.state.show_ready()
        self.panel.setVisible(bool(lines))
        known = {line.id: line for line in lines}
        if lines:
            self._fill(known.get(self.panel.shown, lines[0]))
            self.records.choose((self.panel.shown,))

    def _raise_alarm(self) -> None:
        """Say why a brief is due, while one is."""
        reasons = triggers(self.context.document.view)
        self.brief.setVisible(bool(reasons))
        self.brief_action.setVisible(bool(reasons))
        if reasons:
            self.alarm.say(Severity.STOP, reasons[0].sentence, action=self.tr("One-page brief"))
        else:
            self.alarm.hide()

    def rail_count(self) -> str:
        """Return how many things are due."""
        view = self.context.document.view
        due = decisions_due(view.plan, today=view.today)
        return self.tr("%1 due").replace("%1", str(due)) if due else ""

    def choose(self, refs: tuple[str, ...]) -> None:
        """Show the decision among these references, or select what is about to end."""
        for ref in refs:
            kind, _, name = ref.partition(":")
            if kind == "decision":
                self._show(name)
            else:
                self.expiring.choose((ref,))

    def page_actions(self) -> tuple[QAction, ...]:
        """Return what the palette lists here."""
        return tuple(action for action in self._actions if action.isVisible())

    def _show(self, number: str) -> None:
        """Select a record and show it in full."""
        self.records.choose((number,))
        self._on_record_chosen(self.records.current_row())

    def _fill(self, line: RecordLine) -> None:
        plan = self.context.document.plan
        self.panel.show_record(line, tuple(reference_link(plan, ref) for ref in line.record.refs))

    def _on_record_chosen(self, line: RecordLine | None) -> None:
        if line is not None:
            self._fill(line)

    def _on_expiring_current(self, line: Expiring | None) -> None:
        """Show the record behind what ends, if it is one."""
        if line is not None and line.id.startswith("decision:"):
            self._show(line.id.removeprefix("decision:"))

    def _on_expiring(self, line: Expiring) -> None:
        """Go where it can be mended."""
        self._on_link(reference_link(self.context.document.plan, line.id))

    def _on_link(self, link: ReferenceLink) -> None:
        if link.page == self.key:
            self.choose(link.refs)
        else:
            self.context.navigate(link.page, link.refs)

    def _on_add(self) -> None:
        self._open(DecisionDraft())

    def _on_supersede(self, number: str) -> None:
        old = next((entry for entry in self.context.document.plan.decisions if entry.id == number), None)
        if old is not None and old.status is not DecisionStatus.SUPERSEDED:
            self._open(DecisionDraft(old.title, old.kind, refs=old.refs, supersedes=old.id))

    def _on_accept(self, number: str) -> None:
        apply_or_say(self.context.document, AcceptDecision(number), banner=self.banner)

    def _on_brief(self) -> None:
        brief = brief_of(self.context.document.view)
        if brief is not None:
            dialog = BriefDialog(self.context.theme, brief, parent=self)
            dialog.record_asked.connect(self._on_record_brief)
            dialog.open()

    def _on_record_brief(self, brief: Brief) -> None:
        """Propose a decision that starts with what the brief says."""
        draft = DecisionDraft(
            brief.title, DecisionKind.RISK, DecisionStatus.PROPOSED, context=brief.as_text(), refs=("policy",)
        )
        self._open(draft)

    def _open(self, draft: DecisionDraft) -> None:
        view = self.context.document.view
        DecisionDialog(
            self.context.theme, plan=view.plan, draft=draft, today=view.today, take=self._take, parent=self
        ).open()

    def _take(self, edit: Edit) -> None:
        """Record what a dialog ends in and show it."""
        self.context.document.apply(edit)
        self.banner.hide()
        self._show(self.context.document.plan.decisions[-1].id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the record below the lists in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < _WIDE
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._line.setVisible(not narrow)
        if narrow:
            self.panel.setMaximumWidth(16_777_215)
        else:
            self.panel.setFixedWidth(WIDTH)
