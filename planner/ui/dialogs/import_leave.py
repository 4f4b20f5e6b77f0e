"""A leave list looked at before it is taken: whose leave it is, what is new, what could not be read."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from planner.analysis.capacity.new_leave import MatchedLeave, new_leave, period_words
from planner.analysis.wording import count, listing
from planner.domain.calendar import ONE_DAY, Holiday, HolidaySet, Period
from planner.domain.edits import SetAvailability, Several
from planner.domain.errors import MissingInputError
from planner.domain.issue import Issue
from planner.domain.plan import Edit, Plan
from planner.importing.leave import holiday_edits, new_holidays, person_called
from planner.importing.leave_rows import LeaveRow, read_leave
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground

_HOLIDAY = "holiday:"
_MANY_NAMES = 4
_SHORT_DAYS = 3
_LONGEST_NAME = 40
_ROW = 36
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class LeaveFile:
    """A file with leave as it was read."""

    name: str
    rows: tuple[LeaveRow, ...]
    issues: tuple[Issue, ...]

    @classmethod
    def read(cls, source: Path | str) -> "LeaveFile":
        """Read a sheet or a calendar, from a file or the clipboard; see :func:`..leave_rows.read_leave`."""
        rows, issues = read_leave(source)
        return cls(source.name if isinstance(source, Path) else "the clipboard", tuple(rows), tuple(issues))

    @property
    def people(self) -> tuple[str, ...]:
        """The names in the file, each once."""
        return tuple(dict.fromkeys(row.person for row in self.rows))


class ImportLeaveDialog(FormDialog):
    """Matches the names of a file to people, or to holidays, and takes all of it as one step.

    Names that nobody has are asked for one by one while they are few; the many days of a holiday calendar together.
    """

    def __init__(self, themes: ThemeController, plan: Plan, leave: LeaveFile, *, take: Take, parent: QWidget) -> None:
        title = dialog_words("Leave from {file}").format(file=leave.name)
        super().__init__(themes, title=title, main=dialog_words("Import leave"), take=take, parent=parent, width=620)
        self._plan, self._leave = plan, leave
        self._places = plan.team.holiday_sets or (HolidaySet("ALL", self.tr("everybody")),)
        self._groups = _grouped(leave, plan, days=self.tr("Days without a person"))
        self.choices: dict[str, QComboBox] = {}
        self.entries = QTableWidget(0, 3)
        self._lay_out()
        self._show()

    def _fill_people(self) -> QWidget:
        """Return a form with a choice for each name of the file."""
        whole = Ground(self.themes)
        form = QFormLayout(whole)
        form.setContentsMargins(0, 0, 8, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        for name, people in self._groups.items():
            member = person_called(name, self._plan.team.members)
            mine = [row for row in self._leave.rows if row.person in people]
            entries = count(len(mine), self.tr("entry"), self.tr("entries"))
            guess = f"{_HOLIDAY}{self._places[0].id}" if len(people) > 1 else ""
            choice = self._choice(name, member.id if member else guess)
            label = f"{name[:_LONGEST_NAME]}…" if len(name) > _LONGEST_NAME else name
            self.add_row(form, f"{label}, {entries}", choice)
            choice.setAccessibleName(self.tr("{name} in the file is").format(name=name))
            self.choices[name] = choice
        return whole

    def _choice(self, name: str, member_id: str) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(name)
        choice.addItem(self.tr("leave out"), "")
        for member in self._plan.team.members:
            choice.addItem(member.name, member.id)
        for place in self._places:
            choice.addItem(self.tr("a holiday of {place}").format(place=place.name), f"{_HOLIDAY}{place.id}")
        choice.setCurrentIndex(max(0, choice.findData(member_id)))
        choice.currentIndexChanged.connect(self._show)
        return choice

    def _lay_out(self) -> None:
        names = QScrollArea(widgetResizable=True)
        names.setWidget(self._fill_people())
        names.setMinimumHeight(min(_MOST_NAMES, len(self._groups)) * _ROW)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entries.setHorizontalHeaderLabels([self.tr("Who"), self.tr("When"), self.tr("What")])
        self.entries.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.entries.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.entries.verticalHeader().hide()
        self.entries.setShowGrid(False)
        self.entries.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.entries.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.entries.setAccessibleName(self.tr("Leave that is new"))
        self.entries.setMinimumHeight(150)
        for words, widget in ((self.tr("Names in the file"), names), (self.tr("Leave that is new"), self.entries)):
            self.body.addWidget(ThemedLabel(self.themes, words, strong=True, tone="text"))
            self.body.addWidget(widget, 1)
        self.problems = ThemedLabel(self.themes, tone="warn_text").wrapped()
        notes = [
            self.tr("Row {row}: {note}").format(row=one.row, note=one.note) if one.row else one.note
            for one in self._leave.issues
        ]
        self.problems.set_text("\n".join(notes[:4]) + ("\n…" if len(notes) > 4 else ""))  # noqa: PLR2004 - four lines
        self.problems.setVisible(bool(notes))
        self.body.addWidget(self.problems)

    def matched(self) -> tuple[MatchedLeave, ...]:
        """Return what would be taken: entries of people who are in the team, not yet in the plan."""
        chosen = self._chosen()
        wanted = [
            MatchedLeave.between(row.first, row.last, member_id=chosen[row.person], share=row.share, kind=row.kind)
            for row in self._leave.rows
            if chosen[row.person] and not chosen[row.person].startswith(_HOLIDAY)
        ]
        return new_leave(self._plan.team, wanted)

    def _chosen(self) -> dict[str, str]:
        """Return for each name of the file whose leave it is, or of which place it is a holiday; empty for left out."""
        by_group = {name: str(choice.currentData() or "") for name, choice in self.choices.items()}
        return {person: by_group[name] for name, people in self._groups.items() for person in people}

    def holidays(self) -> tuple[tuple[HolidaySet, tuple[Holiday, ...]], ...]:
        """Return the new holidays of each place that has any."""
        chosen = self._chosen()
        found = []
        for place in self._places:
            rows = [row for row in self._leave.rows if chosen[row.person] == f"{_HOLIDAY}{place.id}"]
            fresh = new_holidays(place, rows)
            found += [(place, fresh)] if fresh else []
        return tuple(found)

    def edit(self) -> Edit:
        """Return all new leave as one step."""
        found, holidays = self.matched(), self.holidays()
        if not found and not holidays:
            raise MissingInputError("leave that is new", "match a name to a person of the team")
        edits: list[Edit] = [SetAvailability(one.member_id, one.period, one.share, one.kind) for one in found]
        edits += [edit for place, fresh in holidays for edit in holiday_edits(self._plan.team, place, fresh)]
        return Several(tuple(edits), what=f"Import leave from {self._leave.name}")

    def _show(self) -> None:
        found = self.matched()
        names = {member.id: member.name for member in self._plan.team.members}
        holidays = [(place, day) for place, fresh in self.holidays() for day in fresh]
        half = self.tr("half days, ")
        lines = [
            (names[one.member_id], period_words(one.period), (half if one.share < 1 else "") + one.kind.value)
            for one in found
        ]
        lines += [
            (place.name, period_words(Period(day.day, day.day + ONE_DAY)), (half if day.share < 1 else "") + day.name)
            for place, day in holidays
        ]
        self.entries.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                self.entries.setItem(row, column, QTableWidgetItem(text))
        self.main_button.setEnabled(bool(lines))
        self._say_what_follows(len(found), len(holidays))

    def _say_what_follows(self, found: int, holidays: int) -> None:
        if (
            not found
            and not holidays
            and self._leave.rows
            and all(choice.currentData() for choice in self.choices.values())
        ):
            self.say_consequence(self.tr("The plan knows all of this leave already."))
            return
        left = [name for name, choice in self.choices.items() if not choice.currentData()]
        out = self.tr(" Left out: {names}.").format(names=listing(left, most=3)) if left else ""
        chosen = self._chosen()
        gone = 0 if holidays else sum(not chosen[row.person] for row in self._leave.rows)
        known = 0 if holidays else len(self._leave.rows) - found - gone
        same = self.tr(" {entries} known already or joined.").format(entries=known) if known > 0 else ""
        parts = [count(found, self.tr("new entry"), self.tr("new entries"))] if found or not holidays else []
        parts += [count(holidays, self.tr("new holiday"), self.tr("new holidays"))] if holidays else []
        self.say_consequence(f"{', '.join(parts)}, {self.tr('one undo step')}.{same}{out}")


def _grouped(leave: LeaveFile, plan: Plan, *, days: str) -> dict[str, tuple[str, ...]]:
    """Return the names that are asked for, each with the names of the file it stands for."""
    nobody = [name for name in leave.people if person_called(name, plan.team.members) is None]
    short = {row.person for row in leave.rows if (row.last - row.first).days < _SHORT_DAYS}
    together = tuple(name for name in nobody if name in short)
    if len(together) < _MANY_NAMES:
        return {name: (name,) for name in leave.people}
    single = {name: (name,) for name in leave.people if name not in together}
    return {**single, days: together}
