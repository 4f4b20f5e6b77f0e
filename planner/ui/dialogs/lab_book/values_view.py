"""Each value of the lab with its range, where it comes from, and the source; typing replaces it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.debt.parameter_lines import ParameterLine, parameter_lines, with_parameter
from planner.analysis.debt.survey import surveyed_waste
from planner.analysis.wording import count, day, percent
from planner.domain.edits import ChangeSettings, Several
from planner.ui.pages.page import PageContext
from planner.ui.tables.column import Align, CellChange, Column
from planner.ui.tables.grid import Grid
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel


class ValuesView(QWidget):
    """The grid of values; ``survey_asked()`` wants the survey of lost time, ``changed()`` tells of a typed value."""

    survey_asked = Signal()
    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        hint = self.tr(
            "Type over a value to replace it; clear it to go back. Capacity and overheads are changed on the team page."
        )
        self.grid = Grid(context.theme, self._columns(), name=self.tr("Parameters of the lab"), on_edit=self._on_edit)
        self.survey = SectionHead(context.theme, self.tr("Survey of lost time"), link=self.tr("Enter a survey"))
        self.survey.link_clicked.connect(self.survey_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(ThemedLabel(context.theme, hint))
        column.addWidget(self.grid, 1)
        column.addWidget(self.survey)

    def _columns(self) -> tuple[Column, ...]:
        tr = self.tr
        return (
            Column(key="meaning", title=tr("Meaning"), value=lambda line: line.meaning, width=390),
            Column(
                key="value",
                title=tr("Value"),
                value=lambda line: line.value,
                align=Align.RIGHT,
                width=78,
                strong=True,
                edit=lambda line: line.editable,
                sign=lambda line: "warning" if line.unusual else "",
            ),
            Column(key="unit", title=tr("Unit"), value=lambda line: line.unit, width=78, tone="text3"),
            Column(key="span", title=tr("P10 to P90"), value=lambda line: line.span, width=118, tone="text2"),
            Column(key="basis", title=tr("From"), value=lambda line: line.basis, width=92),
            Column(key="source", title=tr("Source"), value=lambda line: line.source, stretch=True, tone="text2"),
        )

    def refresh(self) -> None:
        """Show the values of the open plan."""
        view = self._context.document.view
        self.grid.set_rows(parameter_lines(view))
        surveys, said = view.plan.settings.waste_surveys, surveyed_waste(view.plan.settings)
        if said is None:
            self.survey.set_note(self.tr("Two questions a week: how much time is lost to debt, and where."))
            return
        voices = count(sum(entry.answers for entry in surveys), "answer")
        words = self.tr("**%1** lost by %2, the last on %3").replace("%1", percent(said)).replace("%2", voices)
        where = surveys[-1].where
        self.survey.set_note(words.replace("%3", day(surveys[-1].taken_on)) + (f": {where}" if where else ""))

    def _on_edit(self, changes: tuple[CellChange, ...]) -> None:
        """Take typed values as one edit; raising tells the grid."""
        settings = self._context.document.plan.settings
        for change in changes:
            line: ParameterLine = change.row
            settings = with_parameter(settings, line.id, change.text)
        names = ", ".join(change.row.meaning for change in changes)
        self._context.document.apply(Several((ChangeSettings(settings),), what=f"Enter {names}"))
        self.changed.emit()
