"""A workbook that came back: every difference looked at, accepted or left out, and all accepted ones as one step."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.analysis.wording import count
from planner.domain.edits import Several
from planner.domain.errors import MissingInputError
from planner.domain.plan import Edit, Plan
from planner.exporting.round_trip.difference import BookDifference, accepted
from planner.ui.dialogs.book_differences import BookDifferences
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.labels import ThemedLabel

_WIDTH, _HEAD, _ROW, _LEAST, _MOST, _NOTE = 1060, 34, 32, 4, 13, 36


class CompareWorkbookDialog(FormDialog):
    """Shows the differences of a workbook from what was exported, with a check mark each.

    Parameters
    ----------
    plan
        The plan they go into.
    differences
        What was read.
    name
        Name of the workbook's file.
    """

    def __init__(
        self,
        themes: ThemeController,
        plan: Plan,
        differences: tuple[BookDifference, ...],
        *,
        name: str,
        take: Take,
        parent: QWidget,
    ) -> None:
        title = dialog_words("Changes in {file}").replace("{file}", name)
        super().__init__(themes, title=title, main=dialog_words("Accept"), take=take, parent=parent, width=_WIDTH)
        self._plan, self._differences, self._name = plan, differences, name
        self.grid = BookDifferences(themes, differences)
        self.note = ThemedLabel(themes, tone="text2").wrapped()
        self._lay_out()
        self.grid.chosen.connect(self._say)
        self._say()

    def _lay_out(self) -> None:
        if not self._differences:
            words = self.tr("Nothing was changed in this workbook since it was exported.")
            self.body.addWidget(ThemedLabel(self.themes, words, tone="text"))
            self.grid.hide()
            return
        self.grid.setMinimumHeight(_HEAD + _ROW * min(max(len(self._differences), _LEAST), _MOST))
        self.grid.current_row_changed.connect(self._on_row)
        self.grid.selectRow(0)
        self.body.addWidget(self.grid, 1)
        self.note.setMinimumHeight(_NOTE)
        self.body.addWidget(self.note)
        choices = QHBoxLayout()
        for words, on in ((self.tr("Take all"), True), (self.tr("Take none"), False)):
            button = Button(self.themes, words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, wanted=on: self.grid.turn_all(on=wanted))
            choices.addWidget(button)
        choices.addWidget(ThemedLabel(self.themes, self.tr("Space turns the mark of the chosen rows."), tone="text3"))
        choices.addStretch(1)
        self.body.addLayout(choices)
        self.grid.setFocus()

    def _on_row(self, row: BookDifference | None) -> None:
        """Say in full what to know about the row that is looked at."""
        self.note.set_text("" if row is None else self.grid.note_of(row))

    def edit(self) -> Edit:
        """Return everything that was accepted as one step."""
        taken = self.grid.taken()
        if not taken:
            raise MissingInputError("a change to accept", "mark one, or cancel")
        what = self.tr("Accept %1 from %2").replace("%1", count(len(taken), self.tr("change"), self.tr("changes")))
        return Several(accepted(self._plan, taken).edits, what=what.replace("%2", self._name))

    def _say(self) -> None:
        taken = len(self.grid.taken())
        self.main_button.setEnabled(taken > 0)
        if not self._differences:
            self.say_consequence("")
            return
        left = sum(1 for entry in self._differences if entry.acceptable) - taken
        other = sum(1 for entry in self._differences if not entry.acceptable)
        words = self.tr("%1, one undo step.").replace("%1", count(taken, self.tr("change"), self.tr("changes")))
        if left:
            words += self.tr(" %1 left out.").replace("%1", str(left))
        if other:
            words += self.tr(" %1 cannot be taken into a plan.").replace("%1", str(other))
        self.say_consequence(words)
