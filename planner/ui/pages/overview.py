"""The page that answers "are we all right?": capacity, reserve, promise, finish, debt, and what needs attention."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.findings.overview import OverviewFigures, overview_figures
from planner.analysis.scenes.gallery import scene
from planner.analysis.wording import count
from planner.domain.issue import Severity as Weight
from planner.ui.pages.page import Page, PageContext
from planner.ui.widgets.attention import Attention, AttentionList, Severity
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.columns import Columns
from planner.ui.widgets.flow import FlowPart, FlowRow
from planner.ui.widgets.gauge import GaugeReading, ReserveGauge
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.state_panel import StatePanel

_SIGNS = {Weight.STOP: Severity.STOP, Weight.WARN: Severity.WARN, Weight.NOTE: Severity.NOTE}


class OverviewPage(Page):
    """One look before the day starts."""

    key = "overview"
    title = "Overview"
    icon = "overview"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._build()
        self._connect()

    def _build(self) -> None:
        themes = self.context.theme
        self._auto_plan = Button(themes, self.tr("Auto-plan"), icon="auto-plan")
        self.headline.add_control(self._auto_plan)
        self._capacity = ChartSection(themes, self.tr("Capacity"), link=self.tr("Team"), height=114)
        self._flow = FlowRow(themes)
        self._capacity.column.addWidget(self._flow)
        self._reserve = ChartSection(themes, self.tr("Debt reserve"), link=self.tr("Debt"), height=92, figure=True)
        self._gauge = ReserveGauge(themes)
        self._reserve.column.insertWidget(2, self._gauge)
        self._commitment = ChartSection(themes, self.tr("Commitment"), link=self.tr("Sprints"), height=152, figure=True)
        self._finish = ChartSection(themes, self.tr("Finish dates"), link=self.tr("Forecast"), height=152, figure=True)
        self._debt = ChartSection(themes, self.tr("Registered debt"), link=self.tr("Debt"))
        self._debt.chart.setMinimumHeight(190)
        self._lay_out()

    def _lay_out(self) -> None:
        themes = self.context.theme
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        three = ((self._reserve, 368), (self._commitment, 360), (self._finish, 376))
        two = ((self._debt, 560), (self._attention_section(), 604))
        column.addWidget(self._capacity)
        column.addWidget(Hairline(themes))
        column.addWidget(Columns(themes, *three))
        column.addWidget(Hairline(themes))
        column.addWidget(Columns(themes, *two), 1)
        self._panel = StatePanel(themes, body)
        self.column.addWidget(self._panel, 1)

    def _attention_section(self) -> QWidget:
        themes = self.context.theme
        section = QWidget()
        self._attention_head = SectionHead(themes, self.tr("Needs attention"))
        self._attention = AttentionList(themes)
        self._attention.setMinimumHeight(120)
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._attention_head)
        column.addWidget(self._attention, 1)
        return section

    def _connect(self) -> None:
        go = self.context.navigate
        for section, key in (
            (self._capacity, "team"),
            (self._reserve, "debt"),
            (self._commitment, "sprints"),
            (self._finish, "forecast"),
            (self._debt, "debt"),
        ):
            section.head.link_clicked.connect(lambda key=key: go(key))
            section.chart.refs_chosen.connect(lambda refs, key=key: go(key, refs))
        self._attention.chosen.connect(lambda row: go(row.page_key, row.refs))
        self._auto_plan.clicked.connect(lambda: go("sprints", ("action:auto-plan",)))
        self._panel.acted.connect(lambda: go("team"))

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the next sprint, or say what to do first."""
        del changed
        view = self.context.document.view
        words = view.headlines["Overview"]
        self.headline.set_words(words.title, words.subtitle)
        ready = view.next_sprint is not None
        self._auto_plan.setVisible(ready)
        if not ready:
            self._panel.show_empty(self.tr("Add people and a sprint to see what you can do."), action=self.tr("Team"))
            return
        self._panel.show_ready()
        figures = overview_figures(view)
        self._show_capacity(figures)
        self._show_columns(figures)
        self._debt.show_scene(scene(view, "debt-trend"), figures.debt_caption)
        self._show_attention()

    def _show_capacity(self, figures: OverviewFigures) -> None:
        self._auto_plan.set_words(self.tr("Auto-plan %1").replace("%1", figures.sprint_name))
        self._capacity.head.set_title(self.tr("Capacity of %1").replace("%1", figures.sprint_name))
        self._capacity.head.set_note(figures.effective)
        self._capacity.show_scene(scene(self.context.document.view, "capacity-bar"))
        self._flow.set_parts(tuple(FlowPart(step.figure, step.word, total=step.total) for step in figures.flow))

    def _show_columns(self, figures: OverviewFigures) -> None:
        view = self.context.document.view
        policy = view.plan.policy
        self._gauge.set_reading(GaugeReading(view.reserve_share, view.reserve.rho, policy.floor, policy.ceiling))
        self._commitment.head.set_title(self.tr("Commitment for %1").replace("%1", figures.sprint_name))
        for section, figure, name in (
            (self._reserve, figures.reserve, "reserve-history"),
            (self._commitment, figures.commitment, "commitment-dots"),
            (self._finish, figures.finish, "finish-ranges"),
        ):
            section.key_figure.set_figure(figure.figure, figure.words)
            section.show_scene(scene(view, name), figure.caption)

    def _show_attention(self) -> None:
        rows = tuple(
            Attention(_SIGNS[row.severity], row.title, row.detail, row.page, row.page.lower(), row.refs)
            for row in self.context.document.view.attention
        )
        self._attention.set_rows(rows)
        worst = self.tr("%1, worst first").replace("%1", count(len(rows), "finding"))
        self._attention_head.set_note(worst if rows else self.tr("nothing"))
