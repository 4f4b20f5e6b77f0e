"""What days go into besides planned work: focus with its basis, unplanned, learning, on-call, meetings."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from planner.analysis.capacity.duty_cost import DutyEvidence
from planner.analysis.capacity.parts import suggested_focus
from planner.analysis.wording import number, percent
from planner.domain.edits import SetOverheads
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Plan
from planner.domain.team import Meeting, Team
from planner.ui.dialogs.duty_line import DutyLine
from planner.ui.dialogs.fields import PercentField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button, LinkButton
from planner.ui.widgets.labels import ThemedLabel

_NAME, _HOURS, _WHO = range(3)
_HALF_PERCENT = 0.005


class OverheadsDialog(FormDialog):
    """Changes the team's overheads; the meetings listed suggest a focus, they do not set it."""

    def __init__(self, themes: ThemeController, plan: Plan, *, duty: DutyEvidence, take: Take, parent: QWidget) -> None:
        super().__init__(
            themes, title=dialog_words("Overheads"), main=dialog_words("Save"), take=take, parent=parent, width=560
        )
        self._duty = duty
        heads = plan.team.overheads
        self._plan = plan
        self.focus = PercentField(heads.focus, lowest=5)
        self.basis = QLineEdit(heads.focus_basis)
        self.basis.setPlaceholderText(self.tr("where the figure comes from"))
        self.unplanned = PercentField(heads.unplanned_share)
        self.learning = PercentField(heads.learning_share)
        self.on_call = PercentField(heads.on_call_cost)
        form = self.add_form()
        for words, field in (
            (self.tr("Focus, share of a day that reaches work"), self.focus),
            (self.tr("Basis of the focus"), self.basis),
            (self.tr("Kept for unplanned work"), self.unplanned),
            (self.tr("Kept for learning"), self.learning),
            (self.tr("Part of a day that on-call takes"), self.on_call),
        ):
            self.add_row(form, words, field)
        self.duty = DutyLine(themes, duty)
        self.duty.use.clicked.connect(self._on_duty_used)
        self.body.addWidget(self.duty)
        self.meetings = MeetingTable(plan.team)
        self._add = Button(themes, self.tr("Meeting"), icon="plus")
        self._drop = Button(themes, self.tr("Remove"), icon="trash")
        self._suggestion = ThemedLabel(themes, tone="text2").wrapped()
        self.use_suggestion = LinkButton(themes, self.tr("Take it"))
        self._lay_out_meetings()
        self._connect()
        self._say()

    def _lay_out_meetings(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ThemedLabel(self.themes, self.tr("Meetings"), strong=True, tone="text"), 1)
        for button in (self._drop, self._add):
            button.setAutoDefault(False)
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self._suggestion, 1)
        foot.addWidget(self.use_suggestion)
        self.use_suggestion.setAutoDefault(False)
        self.body.addLayout(head)
        self.body.addWidget(self.meetings, 1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self._add.clicked.connect(self.meetings.add_meeting)
        self._drop.clicked.connect(self.meetings.drop_meeting)
        self.use_suggestion.clicked.connect(self._on_suggestion_used)
        self.meetings.model().dataChanged.connect(self._say)
        self.meetings.model().rowsRemoved.connect(self._say)
        for field in (self.focus, self.unplanned, self.learning, self.on_call):
            field.valueChanged.connect(self._say)

    def edit(self) -> Edit:
        """Return the overheads as the form says."""
        return SetOverheads(
            replace(
                self._plan.team.overheads,
                focus=self.focus.share(),
                focus_basis=" ".join(self.basis.text().split()),
                unplanned_share=self.unplanned.share(),
                learning_share=self.learning.share(),
                on_call_cost=self.on_call.share(),
                on_call_basis=self._duty_basis(),
                meetings=self.meetings.meetings(),
            )
        )

    def suggestion(self) -> float:
        """Return the focus that the meetings alone leave."""
        people = len(self._plan.team.members)
        return suggested_focus(self.meetings.meetings(), people=people, days=self._plan.settings.sprint_days)

    def _on_duty_used(self) -> None:
        self.on_call.set_share(self._duty.cost)

    def _duty_basis(self) -> str:
        """Return where the cost of a duty day comes from: the sprints, while it is still what they say."""
        before = self._plan.team.overheads
        if self.duty.learned and abs(self.on_call.share() - self._duty.cost) < _HALF_PERCENT:
            return self.tr("learned from {number} sprints").format(number=len(self._duty.sprints))
        return before.on_call_basis if self.on_call.share() == before.on_call_cost else ""

    def _on_suggestion_used(self) -> None:
        self.focus.set_share(self.suggestion())
        self.basis.setText(self.tr("meetings listed, nothing else"))

    def _say(self) -> None:
        try:
            suggested = self.suggestion()
        except InvalidValueError:
            self._suggestion.set_text(self.tr("Hours are a number of 0 or more."))
            return
        self._suggestion.set_text(
            self.tr("These meetings alone leave **{focus}**; interruptions are not in any calendar.").format(
                focus=percent(suggested)
            )
        )
        parts = (self.focus.share(), self.unplanned.share(), self.learning.share())
        self.say_consequence(
            self.tr("Of a day there, {focus} reaches work; of that, {aside} is kept aside.").format(
                focus=percent(parts[0]), aside=percent(parts[1] + parts[2])
            )
        )


class MeetingTable(QTableWidget):
    """Name, hours a sprint for each who attends, and who; nobody named means everybody."""

    def __init__(self, team: Team) -> None:
        super().__init__(0, 3)
        self._people = {member.id: member.name for member in team.members}
        self.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Hours a sprint"), self.tr("Who")])
        self.setAccessibleName(self.tr("Meetings"))
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMinimumHeight(170)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(_WHO, QHeaderView.ResizeMode.Stretch)
        for meeting in team.overheads.meetings:
            self._append(meeting)

    def meetings(self) -> tuple[Meeting, ...]:
        """Return the meetings; a row without a name is none.

        Raises
        ------
        InvalidValueError
            Hours that are no number, or a name that nobody has.
        """
        rows = ([self._text(row, column) for column in range(3)] for row in range(self.rowCount()))
        return tuple(Meeting(name, self._hours(hours), self._ids(who)) for name, hours, who in rows if name)

    def add_meeting(self) -> None:
        """Append a row and let its name be typed."""
        self._append(Meeting("", 1.0))
        item = self.item(self.rowCount() - 1, _NAME)
        if item is not None:
            self.setCurrentItem(item)
            self.editItem(item)

    def drop_meeting(self) -> None:
        """Remove the current row."""
        if self.currentRow() >= 0:
            self.removeRow(self.currentRow())

    def _append(self, meeting: Meeting) -> None:
        row = self.rowCount()
        self.insertRow(row)
        who = ", ".join(self._people.get(one, one) for one in meeting.member_ids)
        for column, text in enumerate((meeting.name, number(meeting.hours_per_sprint, 1), who)):
            item = QTableWidgetItem(text)
            if column == _HOURS:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column == _WHO:
                item.setToolTip(self.tr("Names, separated by commas; empty for everybody"))
            self.setItem(row, column, item)

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text().strip() if item is not None else ""

    def _hours(self, text: str) -> float:
        try:
            hours = float(text.replace(",", ".") or 0)
        except ValueError:
            raise InvalidValueError("hours", text, "a number of hours") from None
        if not 0 <= hours < float("inf"):
            raise InvalidValueError("hours", text, "a number of 0 or more")
        return hours

    def _ids(self, who: str) -> tuple[str, ...]:
        known = {name.casefold(): one for one, name in self._people.items()}
        known |= {name.split()[0].casefold(): one for one, name in self._people.items() if name.split()}
        names = [name.strip() for name in who.split(",") if name.strip()]
        for name in names:
            if name.casefold() not in known:
                raise InvalidValueError("who", name, "names from the team, separated by commas")
        return tuple(known[name.casefold()] for name in names)
