"""What the team's own sprints say about the lab's values, and which of them they say nothing about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.debt.own_past import OwnPast, own_past, shrinkage_words, with_learned
from planner.domain.edits import ChangeSettings, Several
from planner.ui.messages import error_sentence
from planner.ui.pages.page import PageContext
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.state_panel import StatePanel

_ROW = 28
_ROWS = 6


class LearningView(QWidget):
    """Ranges before and after; ``changed()`` when learned values were taken into the plan."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._found: OwnPast | None = None
        self.head = SectionHead(context.theme, self.tr("Your sprints"), link="")
        self.grid = Grid(context.theme, self._columns(), name=self.tr("What your sprints say"), row_height=_ROW)
        self.grid.setFixedHeight(36 + _ROW * _ROWS)
        self.notes = ThemedLabel(context.theme).wrapped()
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        for widget in (self.head, self.grid, self.notes):
            inner.addWidget(widget)
        inner.addStretch(1)
        self._panel = StatePanel(context.theme, content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.head.link_clicked.connect(self.use)

    def _columns(self) -> tuple[Column, ...]:
        tr = self.tr
        return (
            Column(key="meaning", title=tr("Meaning"), value=lambda line: line.meaning, stretch=True),
            Column(key="before", title=tr("Before"), value=lambda line: line.before, align=Align.RIGHT, width=80),
            Column(key="span", title=tr("P10 to P90"), value=lambda line: line.span, width=130, tone="text2"),
            Column(
                key="shrinkage",
                title=tr("Narrowed by"),
                value=shrinkage_words,
                align=Align.RIGHT,
                width=100,
                strong=True,
                tip=tr("1 less the spread after over the spread before; below 20 % nothing was learned"),
            ),
            Column(key="after", title=tr("After"), value=lambda line: line.after, align=Align.RIGHT, width=80),
            Column(key="label", title=tr("From"), value=lambda line: line.label, width=250),
        )

    def refresh(self) -> None:
        """Weigh the ranges by the closed sprints, off this thread."""
        view = self._context.document.view
        if self._found is None:
            self._panel.show_loading(self.tr("Weighing 20,000 draws by your sprints"))
        job = self._context.runner.prepare(own_past, view.plan, view.parameters)
        job.succeeded.connect(self._on_found)
        job.failed.connect(lambda error: self._panel.show_error(error_sentence(error)))
        self._context.runner.run(job, owner=self, kind="learning")

    def _on_found(self, found: OwnPast) -> None:
        self._found = found
        if not found.lines:
            self._panel.show_empty(found.sentence)
            return
        self._panel.show_ready()
        self.head.set_title(found.sentence)
        self.head.set_link(self.tr("Use what was learned") if found.rates else "")
        self.grid.set_rows(found.lines)
        self.notes.set_text("\n".join(found.notes))

    def use(self) -> None:
        """Take the learned rates into the plan as one undo step."""
        if self._found is None or not self._found.rates:
            return
        settings = with_learned(self._context.document.plan.settings, self._found)
        what = self.tr("Use what your sprints say about the debt model")
        self._context.document.apply(Several((ChangeSettings(settings),), what=what))
        self.changed.emit()
