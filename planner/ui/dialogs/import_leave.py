"""A leave list looked at before it is taken: whose leave it is, what is new, what could not be read."""

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from planner.analysis.leave_matching import MatchedLeave, match_people, new_leave, period_words
from planner.analysis.wording import count, listing
from planner.domain.edits import SetAvailability, Several
from planner.domain.errors import MissingInputError
from planner.domain.plan import Edit, Plan
from planner.importing.leave import ImportedLeave
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel

_ROW = 30


class ImportLeaveDialog(FormDialog):
    """Matches the names of a file to people and takes all its leave as one step."""

    def __init__(self, themes: ThemeController, plan: Plan, leave: ImportedLeave, *, take: Take, parent: QWidget) -> None:
        title = f"Leave from {leave.file}"
        super().__init__(themes, title=title, main="Import leave", take=take, parent=parent, width=620)
        self._plan, self._leave = plan, leave
        self.choices: dict[str, QComboBox] = {}
        self.people = QTableWidget(len(leave.people), 3)
        self.entries = QTableWidget(0, 3)
        self._fill_people()
        self._lay_out()
        self._show()

    def _fill_people(self) -> None:
        matched = match_people(self._plan.team, self._leave.people)
        for row, name in enumerate(self._leave.people):
            mine = [entry for entry in self._leave.entries if entry.person == name]
            self.people.setItem(row, 0, QTableWidgetItem(name))
            self.people.setItem(row, 1, QTableWidgetItem(count(len(mine), self.tr("entry"), self.tr("entries"))))
            choice = QComboBox()
            choice.addItem(self.tr("leave out"), "")
            for member in self._plan.team.members:
                choice.addItem(member.name, member.id)
            choice.setCurrentIndex(max(0, choice.findData(matched.get(name, ""))))
            choice.setAccessibleName(self.tr("{name} in the file is").format(name=name))
            choice.currentIndexChanged.connect(self._show)
            self.people.setCellWidget(row, 2, choice)
            self.choices[name] = choice

    def _lay_out(self) -> None:
        heads = (
            (self.people, [self.tr("In the file"), self.tr("Leave"), self.tr("In the team")], self.tr("Names")),
            (self.entries, [self.tr("Who"), self.tr("When"), self.tr("What")], self.tr("Leave that is new")),
        )
        for table, titles, name in heads:
            table.setHorizontalHeaderLabels(titles)
            table.setAccessibleName(name)
            table.verticalHeader().hide()
            table.verticalHeader().setDefaultSectionSize(_ROW)
            table.setShowGrid(False)
            table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
            table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            self.body.addWidget(ThemedLabel(self.themes, name, strong=True, tone="text"))
            self.body.addWidget(table, 1)
        self.people.setMinimumHeight(min(220, 34 + _ROW * len(self._leave.people)))
        self.entries.setMinimumHeight(150)
        self.problems = ThemedLabel(self.themes, tone="warn_text").wrapped()
        notes = [f"Row {one.row}: {one.note}" if one.row else one.note for one in self._leave.issues]
        self.problems.set_text("\n".join(notes[:4]) + ("\n…" if len(notes) > 4 else ""))  # noqa: PLR2004 - four lines
        self.problems.setVisible(bool(notes))
        self.body.addWidget(self.problems)

    def matched(self) -> tuple[MatchedLeave, ...]:
        """Return what would be taken: entries of people who are in the team, not yet in the plan."""
        chosen = {name: str(choice.currentData() or "") for name, choice in self.choices.items()}
        wanted = [
            MatchedLeave(chosen[entry.person], entry.period, entry.share, entry.kind)
            for entry in self._leave.entries
            if chosen[entry.person]
        ]
        return new_leave(self._plan.team, wanted)

    def edit(self) -> Edit:
        """Return all new leave as one step."""
        found = self.matched()
        if not found:
            raise MissingInputError("leave that is new", "match a name to a person of the team")
        edits = tuple(SetAvailability(one.member_id, one.period, one.share, one.kind) for one in found)
        return Several(edits, what=f"Import leave from {self._leave.file}")

    def _show(self) -> None:
        found = self.matched()
        names = {member.id: member.name for member in self._plan.team.members}
        self.entries.setRowCount(len(found))
        for row, one in enumerate(found):
            part = self.tr("half days, ") if one.share < 1 else ""
            for column, text in enumerate((names[one.member_id], period_words(one.period), part + one.kind.value)):
                self.entries.setItem(row, column, QTableWidgetItem(text))
        left = [name for name, choice in self.choices.items() if not choice.currentData()]
        out = self.tr(" Left out: {names}.").format(names=listing(left, most=3)) if left else ""
        known = len(self._leave.entries) - len(found)
        same = self.tr(" {entries} known or left out.").format(entries=known) if known else ""
        self.say_consequence(
            f"{count(len(found), self.tr('new entry'), self.tr('new entries'))}, {self.tr('one undo step')}.{same}{out}"
        )
        self.main_button.setEnabled(bool(found))
