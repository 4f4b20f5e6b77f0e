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
from planner.domain.edits import SetAvailability, Several
from planner.domain.errors import MissingInputError
from planner.domain.issue import Issue
from planner.domain.plan import Edit, Plan
from planner.importing.leave import person_called
from planner.importing.leave_rows import LeaveRow, read_leave
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground

_ROW = 36
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class LeaveFile:
    """A file with leave as it was read."""

    name: str
    rows: tuple[LeaveRow, ...]
    issues: tuple[Issue, ...]

    @classmethod
    def read(cls, path: Path) -> "LeaveFile":
        """Read a sheet or a calendar file; see :func:`planner.importing.leave_rows.read_leave`."""
        rows, issues = read_leave(path)
        return cls(path.name, tuple(rows), tuple(issues))

    @property
    def people(self) -> tuple[str, ...]:
        """The names in the file, each once."""
        return tuple(dict.fromkeys(row.person for row in self.rows))


class ImportLeaveDialog(FormDialog):
    """Matches the names of a file to people and takes all its leave as one step."""

    def __init__(self, themes: ThemeController, plan: Plan, leave: LeaveFile, *, take: Take, parent: QWidget) -> None:
        title = dialog_words("Leave from {file}").format(file=leave.name)
        super().__init__(themes, title=title, main=dialog_words("Import leave"), take=take, parent=parent, width=620)
        self._plan, self._leave = plan, leave
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
        for name in self._leave.people:
            member = person_called(name, self._plan.team.members)
            mine = [row for row in self._leave.rows if row.person == name]
            entries = count(len(mine), self.tr("entry"), self.tr("entries"))
            choice = self._choice(name, member.id if member else "")
            self.add_row(form, f"{name}, {entries}", choice)
            choice.setAccessibleName(self.tr("{name} in the file is").format(name=name))
            self.choices[name] = choice
        return whole

    def _choice(self, name: str, member_id: str) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(name)
        choice.addItem(self.tr("leave out"), "")
        for member in self._plan.team.members:
            choice.addItem(member.name, member.id)
        choice.setCurrentIndex(max(0, choice.findData(member_id)))
        choice.currentIndexChanged.connect(self._show)
        return choice

    def _lay_out(self) -> None:
        names = QScrollArea(widgetResizable=True)
        names.setWidget(self._fill_people())
        names.setMinimumHeight(min(_MOST_NAMES, len(self._leave.people)) * _ROW)
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
        chosen = {name: str(choice.currentData() or "") for name, choice in self.choices.items()}
        wanted = [
            MatchedLeave.between(row.first, row.last, member_id=chosen[row.person], share=row.share, kind=row.kind)
            for row in self._leave.rows
            if chosen[row.person]
        ]
        return new_leave(self._plan.team, wanted)

    def edit(self) -> Edit:
        """Return all new leave as one step."""
        found = self.matched()
        if not found:
            raise MissingInputError("leave that is new", "match a name to a person of the team")
        edits = tuple(SetAvailability(one.member_id, one.period, one.share, one.kind) for one in found)
        return Several(edits, what=f"Import leave from {self._leave.name}")

    def _show(self) -> None:
        found = self.matched()
        names = {member.id: member.name for member in self._plan.team.members}
        self.entries.setRowCount(len(found))
        for row, one in enumerate(found):
            part = self.tr("half days, ") if one.share < 1 else ""
            for column, text in enumerate((names[one.member_id], period_words(one.period), part + one.kind.value)):
                self.entries.setItem(row, column, QTableWidgetItem(text))
        self.main_button.setEnabled(bool(found))
        if not found and self._leave.rows and all(choice.currentData() for choice in self.choices.values()):
            self.say_consequence(self.tr("The plan knows all of this leave already."))
            return
        left = [name for name, choice in self.choices.items() if not choice.currentData()]
        out = self.tr(" Left out: {names}.").format(names=listing(left, most=3)) if left else ""
        known = len(self._leave.rows) - len(found)
        same = self.tr(" {entries} known or left out.").format(entries=known) if known else ""
        self.say_consequence(
            f"{count(len(found), self.tr('new entry'), self.tr('new entries'))}, {self.tr('one undo step')}.{same}{out}"
        )
