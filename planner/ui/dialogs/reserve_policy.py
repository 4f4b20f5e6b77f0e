"""What is agreed about the reserve: the policy, and exceptions from it in writing."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from planner.analysis.wording import percent
from planner.domain.debt_work import next_decision_id, next_exception_id
from planner.domain.edits import PutException, SetPolicy, Several
from planner.domain.plan import Edit, Plan
from planner.domain.policy import ReserveException, ReservePolicy
from planner.domain.records import exception_edit, policy_record
from planner.ui.dialogs.fields import ChoiceField, CountField, DateField, MaybeDateField, PercentField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.policy_fields import BucketFields, MaybeDaysField, RuleField
from planner.ui.theme.controller import ThemeController

_HIGHEST = 90
_MITIGATE, _LONGEST = timedelta(days=90), timedelta(days=366)
_WIDE, _FIRST_GOAL_PD = 640, 20.0
_NOTE_HEIGHT = 56


class PolicyDialog(FormDialog):
    """Floor, target and ceiling, how they are judged, what is kept besides, a rule, a goal, and why.

    Parameters
    ----------
    today
        Date of the record that a reason makes.
    target
        Another target to start with.
    """

    def __init__(
        self,
        themes: ThemeController,
        *,
        plan: Plan,
        today: date,
        take: Take,
        parent: QWidget,
        target: float | None = None,
    ) -> None:
        super().__init__(
            themes, title=self.tr("Reserve policy"), main=self.tr("Agree"), take=take, parent=parent, width=_WIDE
        )
        self._plan, self._today, policy = plan, today, plan.policy
        target = policy.target if target is None else target
        self.floor = PercentField(min(policy.floor, target), highest=_HIGHEST)
        self.target = PercentField(target, highest=_HIGHEST)
        self.ceiling = PercentField(max(policy.ceiling, target), highest=_HIGHEST)
        self.window_sprints, self.recovery = (
            CountField(amount, lowest=1, highest=52) for amount in (policy.window, policy.recovery)
        )
        besides = (self.tr("Besides, for debt"), self.tr("Besides, for learning"), self.tr("Besides, for bugs"))
        self.apart, self._besides = BucketFields(policy.buckets, names=besides), besides
        self.rule = RuleField(policy.rules[0] if policy.rules else None)
        self.goal = MaybeDaysField(policy.goal_pd, words=self.tr("Registered debt down to"), fallback=_FIRST_GOAL_PD)
        self.reason, self.owner = QPlainTextEdit(), QLineEdit()
        self.reason.setFixedHeight(_NOTE_HEIGHT)
        self.reason.setTabChangesFocus(True)
        self._lay_out()
        for field in (self.floor, self.target, self.ceiling, self.window_sprints, self.recovery):
            field.valueChanged.connect(self._say)
        self.reason.textChanged.connect(self._say)
        self._say()

    def _lay_out(self) -> None:
        form, tr = self.add_form(), self.tr
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Floor"), self.floor),
            (tr("Target"), self.target),
            (tr("Ceiling"), self.ceiling),
            (tr("Judged over, sprints"), self.window_sprints),
            (tr("Caught up over, sprints"), self.recovery),
            *zip(self._besides, self.apart.fields, strict=True),
            (tr("Rule"), self.rule),
            (tr("Goal"), self.goal),
            (tr("Reason"), self.reason),
            (tr("Owner"), self.owner),
        )
        for words, field in rows:
            self.add_row(form, words, field)

    def _say(self) -> None:
        words = self.tr("Every coming sprint without a reserve of its own keeps %1, off the top.")
        if self.reason.toPlainText().strip():
            words += self.tr(" With its reason it becomes decision %1.").replace("%1", next_decision_id(self._plan))
        self.say_consequence(words.replace("%1", percent(self.target.share())))

    def edit(self) -> Edit:
        """Return the policy, with a record when there is a reason; shares out of order are refused."""
        old = self._plan.policy
        policy = ReservePolicy(
            floor=self.floor.share(),
            target=self.target.share(),
            ceiling=self.ceiling.share(),
            window=self.window_sprints.value(),
            recovery=self.recovery.value(),
            buckets=self.apart.buckets(),
            rules=self.rule.rules(old.rules),
            goal_pd=self.goal.amount(),
        )
        steps: tuple[Edit, ...] = (SetPolicy(policy),)
        if reason := self.reason.toPlainText().strip():
            owner = self.owner.text().strip()
            steps = (*steps, policy_record(self._plan, policy, reason=reason, owner=owner, today=self._today))
        return Several(steps, what=self.tr("Change the reserve policy"))


class ExceptionDialog(FormDialog):
    """A sprint outside the band on purpose: who says so, why, and how it is made good."""

    def __init__(  # noqa: PLR0913 - what a dialog shows
        self,
        themes: ThemeController,
        *,
        plan: Plan,
        sprint_id: str,
        share: float,
        today: date,
        take: Take,
        parent: QWidget,
    ) -> None:
        super().__init__(
            themes, title=self.tr("Exception from the reserve"), main=self.tr("Write down"), take=take, parent=parent
        )
        self._plan = plan
        self._known = {entry.sprint_id: entry for entry in plan.exceptions}
        self._first_share, self._today = share, today
        names = tuple((sprint.id, sprint.name) for sprint in reversed(plan.sprints))
        self.sprint = ChoiceField(names, current=sprint_id)
        self.share = PercentField(share, highest=_HIGHEST)
        self.owner, self.approver = QLineEdit(), QLineEdit()
        self.reason, self.compensation = QPlainTextEdit(), QPlainTextEdit()
        self.mitigate = DateField(today + _MITIGATE)
        self.mitigated = MaybeDateField(None, fallback=today, words=self.tr("Mitigated on"))
        self._lay_out()
        self.sprint.currentIndexChanged.connect(self._on_sprint)
        self.mitigate.dateChanged.connect(self._say)
        self._on_sprint()

    def _lay_out(self) -> None:
        for field in (self.reason, self.compensation):
            field.setFixedHeight(_NOTE_HEIGHT)
            field.setTabChangesFocus(True)
        form = self.add_form()
        tr = self.tr
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Sprint"), self.sprint),
            (tr("Reserve of this sprint"), self.share),
            (tr("Owner"), self.owner),
            (tr("Reason"), self.reason),
            (tr("Approved by"), self.approver),
            (tr("Compensation"), self.compensation),
            (tr("Mitigate by"), self.mitigate),
            (tr("Done"), self.mitigated),
        )
        for words, row_field in rows:
            self.add_row(form, words, row_field)

    def _on_sprint(self) -> None:
        """Show what is written about the sprint already."""
        old = self._known.get(self.sprint.key())
        self.share.set_share(old.share if old else self._first_share)
        self.owner.setText(old.owner if old else "")
        self.approver.setText(old.approver if old else "")
        self.reason.setPlainText(old.reason if old else "")
        self.compensation.setPlainText(old.compensation if old else "")
        self.mitigate.set_day(old.mitigate_by if old and old.mitigate_by else self._today + _MITIGATE)
        self.mitigated.tick.setChecked(bool(old and old.done_on))
        if old and old.done_on:
            self.mitigated.field.set_day(old.done_on)
        self._say()

    def _say(self) -> None:
        if self.mitigate.day() > self._today + _LONGEST:
            self.say_consequence(self.tr("Over a year is no exception any more; agree on another policy instead."))
        elif self.mitigate.day() > self._today + _MITIGATE:
            self.say_consequence(self.tr("More than 90 days: by then nobody remembers what was promised."))
        else:
            self.say_consequence(self.tr("Until that date the sprint is no breach; after it, it is one again."))

    def edit(self) -> Edit:
        """Return the exception; a reason and an owner are required."""
        old = self._known.get(self.sprint.key())
        exception = ReserveException(
            id=old.id if old else next_exception_id(self._plan),
            sprint_id=self.sprint.key(),
            share=self.share.share(),
            reason=self.reason.toPlainText().strip(),
            owner=self.owner.text().strip(),
            approver=self.approver.text().strip(),
            compensation=self.compensation.toPlainText().strip(),
            granted_on=old.granted_on if old else self._today,
            mitigate_by=self.mitigate.day(),
            done_on=self.mitigated.day(),
            released=old.released if old else False,
        )
        return PutException(exception) if old else exception_edit(self._plan, exception, today=self._today)
