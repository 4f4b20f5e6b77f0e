"""Closing a sprint: what is frozen, what is carried over and with which size left."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from planner.analysis.tracking.close_sprint import carried_items, close_preview
from planner.analysis.view import PlanView
from planner.analysis.wording import count, number, pd, period_long, size, unit_name
from planner.domain.backlog import BacklogItem
from planner.domain.edits import CloseSprint
from planner.domain.errors import PlannerError
from planner.domain.sprint import Sprint
from planner.ui.messages import error_sentence
from planner.ui.pages.sprints_parts.sprint_dialog import field_label
from planner.ui.tables.column import Align, CellChange, Column
from planner.ui.tables.grid import Grid
from planner.ui.tables.typed import typed_number
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground

_FIGURES = ("committed", "added", "removed", "re_estimated", "completed", "carried")


@dataclass(frozen=True, slots=True)
class Carried:
    """An unfinished item and what is left of it."""

    key: str
    item: BacklogItem
    left: float | None


class CloseDialog(QDialog):
    """Asks for what the tracker cannot know; ``edit()`` is what closing does."""

    def __init__(self, themes: ThemeController, view: PlanView, sprint: Sprint, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes, self._view, self._sprint = themes, view, sprint
        self._actuals = close_preview(view.plan, sprint.id, view.today)
        self._rows = tuple(Carried(item.key, item, item.size) for item in carried_items(view.plan, sprint))
        self.setWindowTitle(self.tr("Close {sprint}").format(sprint=sprint.name))
        self.spent = QLineEdit(placeholderText=self.tr("unknown"))
        self.note = QLineEdit(placeholderText=self.tr("What should be remembered about this sprint"))
        self.goal = QComboBox()
        self.grid = Grid(themes, self._columns(), name=self.tr("Items carried over"), on_edit=self._on_edit)
        self.banner = Banner(themes)
        self._build()
        self.grid.refused.connect(lambda error: self.banner.say(Severity.STOP, error_sentence(error)))
        self.goal.currentIndexChanged.connect(lambda _place: self._say_consequence())
        self._say_consequence()

    def edit(self) -> CloseSprint:
        """Return the edit that freezes the sprint.

        Raises
        ------
        InvalidValueError
            When what was typed as reserve is no number.
        """
        spent = typed_number("reserve really used", self.spent.text().removesuffix("pd"))
        return CloseSprint(
            self._sprint.id,
            replace(self._actuals, reserve_spent_pd=spent, note=self.note.text().strip()),
            carry_to=self.goal.currentData(),
            remaining=tuple((row.key, row.left) for row in self._rows if row.left is not None),
        )

    def _build(self) -> None:
        themes, sprint = self._themes, self._sprint
        ground = Ground(themes, "base")
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        title = ThemedLabel(themes, self.windowTitle(), size_px=20, strong=True, tone="text")
        column.addWidget(title)
        column.addWidget(ThemedLabel(themes, period_long(sprint.period)))
        column.addWidget(self.banner)
        column.addLayout(self._figures())
        column.addWidget(SectionHead(themes, self.tr("Carried over"), note=self.tr("type what is left of each")))
        self.grid.set_rows(self._rows)
        self.grid.setMinimumHeight(168)
        column.addWidget(self.grid, 1)
        column.addLayout(self._form())
        column.addWidget(self._make_foot())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self.close_button.setDefault(True)  # only now is it inside the dialog
        self.resize(640, 560)

    def _figures(self) -> QHBoxLayout:
        """Return the scope of the sprint as figures in a row: committed, changes, done, carried."""
        row = QHBoxLayout()
        row.setSpacing(24)
        names = (
            self.tr("committed"),
            self.tr("added"),
            self.tr("removed"),
            self.tr("re-estimated"),
            self.tr("done"),
            self.tr("carried"),
        )
        for field, name in zip(_FIGURES, names, strict=True):
            value = getattr(self._actuals, field)
            words = "?" if value is None else number(value)
            row.addWidget(ThemedLabel(self._themes, f"**{words}** {name}", tone="text2"))
        row.addStretch(1)
        row.addWidget(ThemedLabel(self._themes, unit_name(self._view.plan.settings.unit), tone="text3"))
        return row

    def _form(self) -> QFormLayout:
        self.spent.setAccessibleName(self.tr("Reserve really used"))
        spent = self._actuals.reserve_spent_pd
        self.spent.setText("" if spent is None else pd(spent))
        self.note.setAccessibleName(self.tr("Note"))
        self.goal.setAccessibleName(self.tr("Carried to"))
        for sprint in self._view.plan.coming_sprints():
            if sprint.id != self._sprint.id:
                self.goal.addItem(sprint.name, sprint.id)
        self.goal.addItem(self.tr("Backlog"), None)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(16)
        rows = (
            (self.tr("Carried to"), self.goal),
            (self.tr("Reserve really used"), self.spent),
            (self.tr("Note"), self.note),
        )
        for words, widget in rows:
            form.addRow(field_label(self._themes, words), widget)
        return form

    def _make_foot(self) -> QWidget:
        self.consequence = ThemedLabel(self._themes).wrapped()
        cancel = Button(self._themes, self.tr("Cancel"))
        self.close_button = Button(self._themes, self.windowTitle(), kind=ButtonKind.PRIMARY)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.close_button.clicked.connect(self.accept)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(self.consequence, 1)
        row.addWidget(cancel)
        row.addWidget(self.close_button)
        return foot

    def _say_consequence(self) -> None:
        carried = count(len(self._rows), "item")
        goal = self.goal.currentText() if self.goal.currentData() else self.tr("the backlog")
        words = self.tr("{sprint} is frozen for good. {items} to {goal}.")
        self.consequence.set_text(words.format(sprint=self._sprint.name, items=carried, goal=goal))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="key", title=self.tr("Key"), value=lambda row: row.key, width=88, tone="text2"),
            Column(key="title", title=self.tr("Title"), value=lambda row: row.item.title, stretch=True, width=240),
            Column(
                key="estimate",
                title=self.tr("Estimate"),
                value=lambda row: row.item.estimate.likely if row.item.estimate else None,
                text=lambda row: size(row.item.estimate.likely) if row.item.estimate else "?",
                align=Align.RIGHT,
                width=80,
            ),
            Column(
                key="left",
                title=self.tr("Left"),
                value=lambda row: row.left,
                text=lambda row: "?" if row.left is None else size(row.left),
                align=Align.RIGHT,
                width=80,
                strong=True,
                edit=lambda _row: True,
            ),
        )

    def _on_edit(self, changes: tuple[CellChange, ...]) -> None:
        """Take the sizes left; nothing reaches the plan before the sprint is closed."""
        typed = {change.row.key: typed_number("left", change.text) for change in changes}
        self._rows = tuple(replace(row, left=typed[row.key]) if row.key in typed else row for row in self._rows)
        self.grid.set_rows(self._rows)

    def refuse(self, error: PlannerError) -> None:
        """Say why the sprint cannot be closed; nothing typed is lost."""
        self.banner.say(Severity.STOP, error_sentence(error))
