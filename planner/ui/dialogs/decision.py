"""A decision as a short record: what was decided, why, what follows, and when to look at it again."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from planner.analysis.findings.references import reference_of, reference_word
from planner.domain.debt_work import next_decision_id
from planner.domain.decision import Decision, DecisionKind, DecisionStatus
from planner.domain.edits import AddDecision
from planner.domain.plan import Edit, Plan
from planner.ui.dialogs.debt_fields import WordsField
from planner.ui.dialogs.fields import ChoiceField, DateField, MaybeDateField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController

_REVIEW = timedelta(days=91)
_TEXT_HEIGHT = 74


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What a new record starts with; ``supersedes`` names the one it replaces."""

    title: str = ""
    kind: DecisionKind = DecisionKind.OTHER
    status: DecisionStatus = DecisionStatus.ACCEPTED
    context: str = ""
    decision: str = ""
    refs: tuple[str, ...] = ()
    supersedes: str = ""


class DecisionDialog(FormDialog):
    """Records a decision; an older one is never edited, only superseded."""

    def __init__(
        self,
        themes: ThemeController,
        *,
        plan: Plan,
        draft: DecisionDraft,
        today: date,
        take: Take,
        parent: QWidget,
    ) -> None:
        self._plan, self._draft = plan, draft
        self._number = next_decision_id(plan)
        super().__init__(
            themes, title=f"{self.tr('Decision')} {self._number}", main=self.tr("Record"), take=take, parent=parent,
            width=620,
        )  # fmt: skip
        self.title_field = QLineEdit(draft.title)
        self.kind = ChoiceField(tuple((kind.value, kind.value) for kind in DecisionKind), current=draft.kind.value)
        states = (DecisionStatus.ACCEPTED, DecisionStatus.PROPOSED)
        self.status = ChoiceField(tuple((state.value, state.value) for state in states), current=draft.status.value)
        self.decided_on = DateField(today)
        self.owner = QLineEdit()
        self.context = QPlainTextEdit(draft.context)
        self.decision = QPlainTextEdit(draft.decision)
        self.consequences = QPlainTextEdit()
        self.about = WordsField(tuple(reference_word(plan, ref) for ref in draft.refs))
        self.review = MaybeDateField(None, fallback=today + _REVIEW, words=self.tr("Look at it again on"))
        self._lay_out()
        self._say()

    def _lay_out(self) -> None:
        for field in (self.context, self.decision, self.consequences):
            field.setFixedHeight(_TEXT_HEIGHT)
            field.setTabChangesFocus(True)
        self.about.setPlaceholderText(self.tr("D-06, S12, PAY-214, a name"))
        tr = self.tr
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Title"), self.title_field),
            (tr("Kind"), self.kind),
            (tr("Status"), self.status),
            (tr("Date"), self.decided_on),
            (tr("Owner"), self.owner),
            (tr("Context"), self.context),
            (tr("Decision"), self.decision),
            (tr("Consequences"), self.consequences),
            (tr("About"), self.about),
            (tr("Review"), self.review),
        )
        form = self.add_form()
        for words, row_field in rows:
            self.add_row(form, words, row_field)
        self.title_field.setFocus()

    def _say(self) -> None:
        if self._draft.supersedes:
            words = self.tr("Decision %1 stays as it is and is marked as superseded.")
            self.say_consequence(words.replace("%1", self._draft.supersedes))
        else:
            self.say_consequence(self.tr("A record is never edited later; a newer one supersedes it."))

    def edit(self) -> Edit:
        """Return the record; words that mean nothing in the plan are refused."""
        record = Decision(
            id=self._number,
            title=self.title_field.text().strip(),
            decided_on=self.decided_on.day(),
            kind=DecisionKind(self.kind.key()),
            status=DecisionStatus(self.status.key()),
            context=self.context.toPlainText().strip(),
            decision=self.decision.toPlainText().strip(),
            consequences=self.consequences.toPlainText().strip(),
            owner=self.owner.text().strip(),
            review_on=self.review.day(),
            refs=tuple(reference_of(self._plan, word) for word in self.about.words()),
        )
        return AddDecision(record, self._draft.supersedes)
