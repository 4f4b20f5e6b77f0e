"""Re-plan honestly: what the last sprints measured, the new commitment, and what to drop for it, as one step."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.analysis.findings.replan import ReplanChoice, ReplanOffer, kept_words, replan_edit
from planner.analysis.view import PlanView
from planner.analysis.wording import size
from planner.domain.plan import Edit
from planner.ui.dialogs.fields import ChoiceField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

_WIDTH, _LIST_HEIGHT, _NOTE_HEIGHT = 640, 236, 56
_BACKLOG, _STRETCH = "backlog:", "stretch:"


class ReplanDialog(FormDialog):
    """Offers the commitment that holds and the items to drop; nothing here adds working time.

    Parameters
    ----------
    offer
        What the sprint holds against what it can promise.
    """

    def __init__(
        self, themes: ThemeController, view: PlanView, offer: ReplanOffer, *, take: Take, parent: QWidget
    ) -> None:
        title = f"Re-plan {offer.sprint.name}"
        super().__init__(themes, title=title, main="Re-plan", take=take, parent=parent, width=_WIDTH)
        self._view, self._offer = view, offer
        self.ticks = {choice.key: QCheckBox(f"{choice.key}  {choice.title}") for choice in offer.choices}
        self.target = ChoiceField(
            (
                *offer.targets,
                (_BACKLOG, self.tr("the backlog")),
                (_STRETCH, self.tr("the stretch of this sprint")),
            )
        )
        self.owner, self.note = QLineEdit(), QPlainTextEdit()
        self.kept = ThemedLabel(themes, strong=True, tone="text").wrapped()
        self._lay_out()
        self._connect()
        self._say()

    def _lay_out(self) -> None:
        self.body.addWidget(ThemedLabel(self.themes, f"{self._offer.headline}.", strong=True, tone="text").wrapped())
        if self._offer.measured:
            self.body.addLayout(self._measured())
        self.body.addWidget(ThemedLabel(self.themes, self.tr("What goes"), size_px=AXIS, tone="text3"))
        self.body.addWidget(self._list())
        self.body.addWidget(self.kept)
        form = self.add_form()
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(self.tr("Who was told, and what it changes for them"))
        self.add_row(form, self.tr("Goes to"), self.target)
        self.add_row(form, self.tr("Owner"), self.owner)
        self.add_row(form, self.tr("Note"), self.note)

    def _measured(self) -> QGridLayout:
        """Return what was measured beside what is planned."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        for column, words in ((1, self.tr("last sprints")), (2, self._offer.sprint.name)):
            grid.addWidget(ThemedLabel(self.themes, words, size_px=AXIS, tone="text3"), 0, column, right)
        for place, row in enumerate(self._offer.measured):
            at = 1 + 2 * place
            grid.addWidget(Hairline(self.themes), at, 0, 1, 3)
            grid.addWidget(ThemedLabel(self.themes, row.name), at + 1, 0)
            grid.addWidget(ThemedLabel(self.themes, row.lately, strong=True, tone="text"), at + 1, 1, right)
            grid.addWidget(ThemedLabel(self.themes, row.planned, tone="text"), at + 1, 2, right)
        return grid

    def _list(self) -> QScrollArea:
        """Return the open committed items, those proposed to go ticked."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 2, 8, 2)
        column.setSpacing(2)
        for choice in self._offer.choices:
            tick = self.ticks[choice.key]
            begun = self.tr(", begun") if choice.begun else ""
            tick.setText(f"{choice.key}  {size(choice.size)}  {choice.title}{begun}")
            tick.setAccessibleName(tick.text())
            tick.setChecked(choice.proposed)
            column.addWidget(tick)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        for ground in (area.viewport(), inside):
            ground.setAutoFillBackground(False)
        area.setFixedHeight(min(_LIST_HEIGHT, inside.sizeHint().height()))
        self._area = area
        area.setAccessibleName(self.tr("What goes"))
        return area

    def _connect(self) -> None:
        for tick in self.ticks.values():
            tick.toggled.connect(self._say)
        self.target.currentIndexChanged.connect(self._say)

    def _say(self) -> None:
        """Say what stays and what the button does."""
        dropped = self.dropped()
        _kept, words = kept_words(self._view, self._offer, dropped)
        self.kept.set_text(f"{words}.")
        self.main_button.setEnabled(bool(dropped))
        if dropped:
            text = self.tr("Moves %1 and writes a dated record, as one undo step. Nobody works longer.")
            self.say_consequence(text.replace("%1", _items(len(dropped))))
        else:
            self.say_consequence(self.tr("Choose what goes; more time is not on offer."))

    def dropped(self) -> tuple[str, ...]:
        """Return the keys that are ticked, in rank order."""
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def edit(self) -> Edit:
        """Return the moves and the record."""
        chosen = self.target.key()
        choice = ReplanChoice(
            keys=self.dropped(),
            target=None if chosen in {_BACKLOG, _STRETCH} else chosen,
            owner=self.owner.text(),
            note=self.note.toPlainText(),
            as_stretch=chosen == _STRETCH,
        )
        return replan_edit(self._view, self._offer, choice)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the items proposed to go into view."""
        super().showEvent(event)
        for tick in self.ticks.values():
            if tick.isChecked():
                self._area.ensureWidgetVisible(tick)


def _items(amount: int) -> str:
    return "1 item" if amount == 1 else f"{amount} items"
