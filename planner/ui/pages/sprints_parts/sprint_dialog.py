"""The settings of one sprint: name, dates, goal, a reserve of its own."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from planner.analysis.wording import share
from planner.domain.calendar import ONE_DAY, Period
from planner.domain.edits import ChangeSprint
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint
from planner.ui.messages import error_sentence
from planner.ui.tables.typed import typed_share
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground


class SprintDialog(QDialog):
    """A form over one sprint; ``edit()`` raises when dates are out of order."""

    def __init__(self, themes: ThemeController, plan: Plan, sprint: Sprint, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes, self._sprint = themes, sprint
        self.setWindowTitle(self.tr("Settings of {sprint}").format(sprint=sprint.name))
        self.name = QLineEdit(sprint.name)
        self.first = _date_edit(sprint.period.start)
        self.last = _date_edit(sprint.period.last_day)
        self.goal = QLineEdit(sprint.goal)
        self.own = QCheckBox(self.tr("of its own, not the policy's {share}").format(share=share(plan.policy.target)))
        self.own.setChecked(sprint.reserve_share is not None)
        chosen = plan.policy.target if sprint.reserve_share is None else sprint.reserve_share
        self.reserve = QLineEdit(share(chosen))
        self.reserve.setFixedWidth(88)
        self.reserve.setEnabled(self.own.isChecked())
        self.own.toggled.connect(self.reserve.setEnabled)
        self.banner = Banner(themes)
        self._build()

    def edit(self) -> ChangeSprint:
        """Return the edit.

        Raises
        ------
        InvalidValueError
            When the last day lies before the first, or the reserve is no number.
        """
        period = Period(_day(self.first), _day(self.last) + ONE_DAY)
        own = typed_share("reserve", self.reserve.text()) if self.own.isChecked() else None
        return ChangeSprint(
            replace(
                self._sprint,
                name=self.name.text().strip() or self._sprint.name,
                period=period,
                goal=self.goal.text().strip(),
                reserve_share=own,
            )
        )

    def refuse(self, error: PlannerError) -> None:
        """Say why it cannot be; the form stays as it is."""
        self.banner.say(Severity.STOP, error_sentence(error))

    def _build(self) -> None:
        themes = self._themes
        ground = Ground(themes, "base")
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(ThemedLabel(themes, self.windowTitle(), size_px=20, strong=True, tone="text"))
        column.addWidget(self.banner)
        reserve = QHBoxLayout()
        reserve.setSpacing(12)
        reserve.addWidget(self.reserve)
        reserve.addWidget(self.own, 1)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        rows = ((self.tr("Name"), self.name), (self.tr("First day"), self.first), (self.tr("Last day"), self.last))
        for words, widget in (*rows, (self.tr("Goal"), self.goal)):
            widget.setAccessibleName(words)
            form.addRow(field_label(themes, words), widget)
        self.reserve.setAccessibleName(self.tr("Debt reserve"))
        form.addRow(field_label(themes, self.tr("Debt reserve")), reserve)
        column.addLayout(form)
        column.addStretch(1)
        cancel = Button(themes, self.tr("Cancel"))
        self.keep = Button(themes, self.tr("Change the sprint"), kind=ButtonKind.PRIMARY)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        column.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self.keep.setDefault(True)  # only now is it inside the dialog
        self.resize(520, 330)


def field_label(themes: ThemeController, words: str) -> ThemedLabel:
    """Return the name of a field, as high as the field beside it."""
    label = ThemedLabel(themes, words)
    label.setFixedHeight(28)
    return label


def _date_edit(day: date) -> QDateEdit:
    box = QDateEdit()
    box.setCalendarPopup(True)
    box.setDisplayFormat("d MMM yyyy")
    box.setDate(QDate(day.year, day.month, day.day))
    return box


def _day(box: QDateEdit) -> date:
    chosen = box.date()
    return date(chosen.year(), chosen.month(), chosen.day())
