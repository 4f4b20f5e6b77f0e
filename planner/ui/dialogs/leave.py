"""A leave entry, typed: who, from, to, whole or half days, and why."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from planner.analysis.capacity.findings import working_days_of
from planner.analysis.capacity.rota import days_away
from planner.analysis.wording import count, period, size
from planner.domain.calendar import Period
from planner.domain.edits import SetAvailability, Several
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Plan
from planner.domain.team import AbsenceKind
from planner.ui.dialogs.fields import ChoiceField, DateField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController

_ALL = "*"


class LeaveDialog(FormDialog):
    """Puts one person, or everybody chosen, on leave over a period, however many sprints it crosses."""

    def __init__(
        self,
        themes: ThemeController,
        plan: Plan,
        *,
        member_ids: tuple[str, ...],
        span: Period,
        take: Take,
        parent: QWidget,
    ) -> None:
        super().__init__(themes, title=dialog_words("Leave"), main=dialog_words("Add leave"), take=take, parent=parent)
        self._plan, self._chosen = plan, member_ids
        several = len(member_ids) > 1
        people = tuple((member.id, member.name) for member in plan.team.members)
        chosen = (
            ((_ALL, count(len(member_ids), self.tr("chosen person"), self.tr("chosen people"))),) if several else ()
        )
        self.person = ChoiceField((*chosen, *people), current=_ALL if several else "".join(member_ids))
        self.first = DateField(span.start)
        self.last = DateField(span.last_day)
        self.part = ChoiceField((("1.0", self.tr("whole days")), ("0.5", self.tr("half of each day"))))
        self.kind = ChoiceField(tuple((kind.value, kind.value) for kind in AbsenceKind))
        form = self.add_form()
        for words, field in (
            (self.tr("Who"), self.person),
            (self.tr("First day"), self.first),
            (self.tr("Last day"), self.last),
            (self.tr("How much"), self.part),
            (self.tr("Kind"), self.kind),
        ):
            self.add_row(form, words, field)
        self.first.dateChanged.connect(self._on_first_changed)
        for signal in (self.last.dateChanged, self.person.currentIndexChanged, self.part.currentIndexChanged):
            signal.connect(self._say)
        self._say()

    def edit(self) -> Edit:
        """Return the stretch of days away; what is there on those days is replaced, never counted twice."""
        share, kind, span = float(self.part.key()), AbsenceKind(self.kind.key()), self._span()
        if not self._worked(span):
            raise InvalidValueError("leave", period(span), "at least one day that would be worked")
        edits = tuple(SetAvailability(one, span, share, kind) for one in self._people())
        return edits[0] if len(edits) == 1 else Several(edits, what=f"Leave {period(span)}")

    def _people(self) -> tuple[str, ...]:
        return self._chosen if self.person.key() == _ALL else (self.person.key(),)

    def _span(self) -> Period:
        first, last = self.first.day(), self.last.day()
        if last < first:
            raise InvalidValueError("last day", f"{last:%d.%m.%Y}", "a day on or after the first")
        return Period(first, last + timedelta(days=1))

    def _worked(self, span: Period) -> int:
        """Return on how many days of the period the chosen people would work, all together."""
        members = [self._plan.member(one) for one in self._people()]
        return sum(working_days_of(self._plan.team, member, span) for member in members)

    def _on_first_changed(self) -> None:
        if self.last.day() < self.first.day():
            self.last.set_day(self.first.day())
        self._say()

    def _say(self) -> None:
        """Say how many of their working days are away; days that nobody works are no leave."""
        try:
            span = self._span()
        except InvalidValueError:
            self.main_button.setEnabled(False)
            self.say_consequence(self.tr("The last day is before the first."))
            return
        self.main_button.setEnabled(bool(self._worked(span)))
        if not self._worked(span):
            self.say_consequence(self.tr("No working day lies in this period: there is nothing to add."))
            return
        member = self._plan.member(self._people()[0])
        worked = working_days_of(self._plan.team, member, span)
        there = self.tr("{days} that {name} would work").format(days=count(worked, self.tr("day")), name=member.name)
        already = days_away(self._plan.team, member, span)
        known = self.tr(", {days} of them away already").format(days=size(already)) if already else ""
        self.say_consequence(f"{there}{known}.")


def default_span(start: date) -> Period:
    """Return one day, to start a form with."""
    return Period(start, start + timedelta(days=1))
