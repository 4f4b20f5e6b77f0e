"""Availability of some days, repeated in the sprints behind theirs."""

from PySide6.QtWidgets import QCheckBox, QWidget

from planner.analysis.capacity.copying import Pattern, copied_forward, copy_forward_edit, later_sprints
from planner.analysis.wording import count, listing, period
from planner.domain.calendar import Period
from planner.domain.edits import SetCapacityOverride, SetDuty
from planner.domain.plan import Edit, Plan
from planner.domain.sprint import Sprint
from planner.ui.dialogs.fields import ChoiceField, CountField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel

_ALL, _CHOSEN = "all", "chosen"
_DAYS, _SPRINT = "days", "sprint"


class CopyForwardDialog(FormDialog):
    """Asks whose days go into how many later sprints, and says what that adds."""

    def __init__(
        self,
        themes: ThemeController,
        plan: Plan,
        *,
        sprint: Sprint,
        chosen: tuple[tuple[str, ...], Period] | None,
        take: Take,
        parent: QWidget,
    ) -> None:
        super().__init__(
            themes, title=dialog_words("Copy availability forward"), main=dialog_words("Copy"), take=take, parent=parent
        )
        self._plan, self._sprint, self._chosen = plan, sprint, chosen
        self._later = later_sprints(plan, sprint)
        self.who = ChoiceField(self._people())
        self.days = ChoiceField(self._periods())
        self.sprints = CountField(1, lowest=min(1, len(self._later)), highest=len(self._later))
        self.overrides = QCheckBox(self.tr("also the capacities typed in"))
        form = self.add_form()
        self.add_row(form, self.tr("Whose"), self.who)
        self.add_row(form, self.tr("Days"), self.days)
        self.add_row(form, self.tr("Sprints after {sprint}").format(sprint=sprint.name), self.sprints)
        self.body.addWidget(self.overrides)
        self.overrides.setVisible(any(entry.sprint_id == sprint.id for entry in plan.team.overrides))
        hint = self.tr("Leave that already stands in those sprints stays; days without a mark change nothing.")
        self.body.addWidget(ThemedLabel(themes, hint, size_px=12, tone="text3").wrapped())
        for signal in (
            self.who.currentIndexChanged,
            self.days.currentIndexChanged,
            self.sprints.valueChanged,
            self.overrides.toggled,
        ):
            signal.connect(self._say)
        self._say()

    def _people(self) -> tuple[tuple[str, str], ...]:
        everybody = (_ALL, self.tr("everybody"))
        if self._chosen is None:
            return (everybody,)
        names = [self._plan.member(member_id).name for member_id in self._chosen[0]]
        return ((_CHOSEN, listing(names, most=3)), everybody)

    def _periods(self) -> tuple[tuple[str, str], ...]:
        whole = (_SPRINT, self.tr("all of {sprint}").format(sprint=self._sprint.name))
        return ((_DAYS, period(self._chosen[1])), whole) if self._chosen is not None else (whole,)

    def pattern(self) -> Pattern:
        """Return what is copied."""
        everybody = tuple(member.id for member in self._plan.team.members)
        people = self._chosen[0] if self._chosen is not None and self.who.key() == _CHOSEN else everybody
        days = self._chosen[1] if self._chosen is not None and self.days.key() == _DAYS else self._sprint.period
        with_overrides = self.overrides.isVisibleTo(self) and self.overrides.isChecked()
        return Pattern(people, self._sprint, days, with_overrides)

    def edit(self) -> Edit:
        """Return the copies as one step."""
        return copy_forward_edit(self._plan, self.pattern(), self._targets())

    def _targets(self) -> tuple[Sprint, ...]:
        return self._later[: self.sprints.value()]

    def _say(self) -> None:
        if not self._later:
            self.say_consequence(self.tr("There is no sprint behind {sprint}.").format(sprint=self._sprint.name))
            self.main_button.setEnabled(False)
            return
        edits = copied_forward(self._plan, self.pattern(), self._targets())
        self.main_button.setEnabled(bool(edits))
        if not edits:
            self.say_consequence(self.tr("Nothing is painted on these days."))
            return
        duties = sum(isinstance(edit, SetDuty) for edit in edits)
        typed = sum(isinstance(edit, SetCapacityOverride) for edit in edits)
        parts = (
            (len(edits) - duties - typed, self.tr("stretch of leave"), self.tr("stretches of leave")),
            (duties, self.tr("on-call shift"), self.tr("on-call shifts")),
            (typed, self.tr("typed capacity"), self.tr("typed capacities")),
        )
        said = listing([count(number, one, many) for number, one, many in parts if number])
        names = listing([sprint.name for sprint in self._targets()], most=3)
        self.say_consequence(self.tr("{what} into {sprints}, one undo step.").format(what=said, sprints=names))
