"""One person of the team: added, changed or removed."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from planner.analysis.capacity.findings import fresh_member_id
from planner.domain.calendar import WeekPattern
from planner.domain.edits import AddMember, ChangeMember, RemoveMember
from planner.domain.edits.team import MAX_PROJECTS
from planner.domain.plan import Edit, Plan
from planner.domain.team import Member, Ramp
from planner.ui.dialogs.fields import ChoiceField, CountField, DaysField, MaybeDateField, PercentField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.week_field import WeekField
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button

_RAMP_SPRINTS = 52


class PersonDialog(FormDialog):
    """Name, place, time, dates, ramp-up and skills of a person; ``member`` is ``None`` for a new one."""

    def __init__(
        self, themes: ThemeController, plan: Plan, *, member: Member | None, today: date, take: Take, parent: QWidget
    ) -> None:
        self._plan, self._member = plan, member
        title = member.name if member else dialog_words("A new person")
        main = dialog_words("Save") if member else dialog_words("Add")
        super().__init__(themes, title=title, main=main, take=take, parent=parent, width=520)
        self._fill(member or Member("", "", week=plan.team.week), today)
        self.name.textChanged.connect(self._on_name_changed)
        self._on_name_changed()

    def _fill(self, member: Member, today: date) -> None:
        places = (("", self.tr("none")), *((entry.id, entry.name) for entry in self._plan.team.holiday_sets))
        ramp = member.ramp or Ramp(today)
        self.name = QLineEdit(member.name)
        self.place = ChoiceField(places, current=member.place)
        self.fte = PercentField(member.fte, lowest=5)
        self.week = WeekField(self._plan.team.week_of(member))
        self.joined = MaybeDateField(member.joined, fallback=today, words=self.tr("from"))
        self.left = MaybeDateField(member.left, fallback=today, words=self.tr("last day before"))
        self.ramp = MaybeDateField(member.ramp.since if member.ramp else None, fallback=today, words=self.tr("since"))
        self.ramp_start = PercentField(ramp.start_share)
        full = self.tr(" sprints to full")
        self.ramp_sprints = CountField(ramp.sprints, lowest=1, highest=_RAMP_SPRINTS, unit=full)
        self.projects = CountField(member.projects, lowest=1, highest=MAX_PROJECTS)
        self.mentoring = DaysField(member.mentoring_pd, highest=10.0, unit=self.tr("pd a sprint"))
        self.skills = QLineEdit(", ".join(member.skills))
        self.skills.setPlaceholderText(self.tr("payments, ledger"))
        self._lay_out()

    def _lay_out(self) -> None:
        form = self.add_form()
        for words, field in (
            (self.tr("Name"), self.name),
            (self.tr("Place, for holidays"), self.place),
            (self.tr("Share of time"), self.fte),
            (self.tr("Works on"), self.week),
            (self.tr("With the team"), self.joined),
            (self.tr("Leaves"), self.left),
            (self.tr("Ramp-up"), self.ramp),
            (self.tr("Ramp-up starts at"), _beside(self.ramp_start, self.ramp_sprints)),
            (self.tr("Projects shared"), self.projects),
            (self.tr("Mentoring"), self.mentoring),
            (self.tr("Skills"), self.skills),
        ):
            self.add_row(form, words, field)
        self.ramp_start.setAccessibleName(self.tr("Ramp-up starts at"))
        self.ramp_sprints.setAccessibleName(self.tr("Sprints until full"))
        if self._member is not None:
            remove = Button(self.themes, self.tr("Remove"), icon="trash")
            remove.setAutoDefault(False)
            remove.clicked.connect(self._on_removed)
            self.add_foot_button(remove)
        self.name.setFocus()

    def member(self) -> Member:
        """Return the person as the form says."""
        typed = (" ".join(part.split()) for part in self.skills.text().split(","))
        name = " ".join(self.name.text().split())
        base = self._member or Member(fresh_member_id(self._plan.team, name), name)
        ramp_since = self.ramp.day()
        week = self.week.week()
        follows = week == self._plan.team.week
        return replace(
            base,
            name=name,
            place=self.place.key(),
            fte=self.fte.share(),
            week=WeekPattern() if follows else week,
            own_week=not follows and week == WeekPattern(),
            joined=self.joined.day(),
            left=self.left.day(),
            ramp=Ramp(ramp_since, self.ramp_start.share(), self.ramp_sprints.value()) if ramp_since else None,
            projects=self.projects.value(),
            mentoring_pd=self.mentoring.value(),
            skills=tuple(dict.fromkeys(skill for skill in typed if skill)),
        )

    def edit(self) -> Edit:
        """Return the person added or changed."""
        return ChangeMember(self.member()) if self._member else AddMember(self.member())

    def _on_removed(self) -> None:
        if self._member is not None:
            gone = self._member.id
            self.finish(lambda: RemoveMember(gone))

    def _on_name_changed(self) -> None:
        self.main_button.setEnabled(bool(self.name.text().strip()))
        self.say_consequence(
            self.tr("Capacity, forecast and plan follow at once.")
            if self._member
            else self.tr("Joins the list at its end.")
        )


def _beside(*fields: QWidget) -> QWidget:
    """Put fields into one row."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for field in fields:
        row.addWidget(field, 1)
    whole.setFocusProxy(fields[0])
    return whole
