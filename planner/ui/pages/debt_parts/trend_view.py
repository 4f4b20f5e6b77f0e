"""The trend of the register: what came in and went out, how old it is, how heavy it is for this team."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from planner.analysis.debt.grade import debt_grade, grade_words
from planner.analysis.scenes.debt_age import caption as age_caption
from planner.analysis.scenes.debt_age import debt_age
from planner.analysis.scenes.debt_flow import caption as flow_caption
from planner.analysis.scenes.debt_flow import debt_flow
from planner.analysis.scenes.debt_ratio import debt_ratio
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.pages.debt_parts.lab_figures import UNBOUNDED
from planner.ui.pages.page import PageContext
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

_SIDE = 400


class TrendView(QWidget):
    """Three charts; ``refs_chosen`` tells which rows stand behind a mark."""

    refs_chosen = Signal(tuple)
    effort_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        themes = context.theme
        self.flow, self.age, self.ratio = (ChartCanvas(themes) for _ in range(3))
        self._flow_words, self._age_words, self._ratio_words = (ThemedLabel(themes, tone="text3") for _ in range(3))
        self.grade = ThemedLabel(themes, tone="text2").wrapped()
        self.effort = LinkButton(themes, self.tr("Development effort"))
        self.effort_action = QAction(self.tr("Enter what the software took to build"), self)
        self._side = QWidget()
        self._line = Hairline(themes, upright=True)
        self._build()
        for chart in (self.flow, self.age, self.ratio):
            chart.refs_chosen.connect(self.refs_chosen)
        self.effort.clicked.connect(self.effort_asked)
        self.effort_action.triggered.connect(self.effort_asked)

    def _build(self) -> None:
        main = QWidget()
        left = QVBoxLayout(main)
        left.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        self._add(left, self.tr("Registered debt, person-days"), self.flow, self._flow_words)
        self._add(right, self.tr("By age, person-days"), self.age, self._age_words)
        right.addSpacing(12)
        self._add(right, self.tr("In sprints of the whole team"), self.ratio, self._ratio_words)
        right.addWidget(self.grade)
        right.addWidget(self.effort)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(30)
        self._row.addWidget(main, 1)
        self._row.addWidget(self._line)
        self._row.addWidget(self._side)

    def _add(self, column: QVBoxLayout, title: str, chart: ChartCanvas, words: ThemedLabel) -> None:
        chart.setMinimumHeight(200)
        column.addWidget(SectionHead(self._context.theme, title))
        column.addWidget(chart, 1)
        column.addWidget(words)

    def refresh(self) -> None:
        """Show the current plan."""
        view = self._context.document.view
        trend, register = view.tracking.debt, view.register
        self.flow.set_scene(debt_flow(trend, register.totals, plan=view.plan))
        self._flow_words.set_text(flow_caption(trend, register.totals) if trend.rows else "")
        self.age.set_scene(debt_age(register.rows, today=view.today))
        self._age_words.set_text(age_caption(register.rows, today=view.today) if register.rows else "")
        grade = debt_grade(view.plan)
        self.grade.set_text(grade_words(grade))
        ratio = debt_ratio(view.plan)
        self.ratio.set_scene(ratio)
        self._ratio_words.set_text("" if ratio.empty else ratio.summary)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the small charts below in a narrow window."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._line.setVisible(not narrow)
        self._side.setMinimumWidth(0 if narrow else _SIDE)
        self._side.setMaximumWidth(UNBOUNDED if narrow else _SIDE)
