"""Below the heat map: the waterfall of the next sprint, what each step is made of, and each person's part."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.capacity.findings import hole_sentence, units_per_pd
from planner.analysis.capacity.parts import StepPart, step_parts
from planner.analysis.scenes.capacity_waterfall import capacity_waterfall
from planner.analysis.wording import number, pd
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.icons import icon_pixmap
from planner.ui.pages.page import PageContext
from planner.ui.pages.team_parts.figures import FigureTable
from planner.ui.pages.team_parts.panes import Panes
from planner.ui.pages.team_parts.team_figures import person_figures
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.popover import Popover
from planner.ui.widgets.segment import Segment

_TABLE_WIDTH = 484
_TWO_LINES = 34


class CapacityPanels(QWidget):
    """Waterfall and per-person table side by side, one above the other where it is narrow.

    ``person_asked(member id)``, ``override_asked(sprint id, member id)``, ``swap_asked()`` and ``overheads_asked()``
    lead to what can be changed.
    """

    person_asked = Signal(str)
    override_asked = Signal(str, str)
    cover_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.unit = Segment(
            context.theme, (("pd", self.tr("Person-days")), ("units", self.tr("Points"))), name=self.tr("Unit")
        )
        self.chart = ChartCanvas(context.theme)
        self.people = FigureTable(context.theme, name=self.tr("Capacity per person"), row_height=31)
        self.cover = CoverLine(context)
        self._build()
        self.unit.chosen.connect(self._show_chart)
        self.chart.refs_chosen.connect(self._on_step_chosen)
        self.people.asked.connect(self._on_person_asked)
        self.cover.acted.connect(self.cover_asked)

    def _build(self) -> None:
        themes = self._context.theme
        self._chart_head = SectionHead(themes, "")
        self._chart_head.add_control(self.unit)
        self._people_head = SectionHead(themes, "", note=self.tr("in list order, never ranked"))
        self._people_head.setFixedHeight(28)
        hint = self.tr(
            "Click a step to see what it is made of. Nothing is counted twice: on-call takes its part of a day that is "
            "not already leave."
        )
        self._hint = ThemedLabel(themes, hint, tone="text3", size_px=AXIS).elided()
        self._left, self._right = QWidget(), QWidget()
        left, right = QVBoxLayout(self._left), QVBoxLayout(self._right)
        for layout in (left, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(6)
        left.addWidget(self._chart_head)
        left.addWidget(self.chart, 1)
        left.addWidget(self._hint)
        right.addWidget(self._people_head)
        right.addWidget(self.people)
        right.addSpacing(8)
        right.addWidget(self.cover)
        right.addStretch(1)
        self.chart.setMinimumHeight(240)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 12, 24, 0)
        whole.addWidget(Panes(themes, self._left, self._right, shares=(1, 0), right_width=_TABLE_WIDTH, gap=20))

    def refresh(self) -> None:
        """Show the next sprint."""
        view = self._context.document.view
        breakdown = self._breakdown()
        name = breakdown.sprint.name if breakdown else ""
        self._chart_head.set_title(self.tr("From calendar to features, {sprint}").format(sprint=name))
        self._people_head.set_title(self.tr("Per person, {sprint}").format(sprint=name))
        self.unit.setVisible(breakdown is not None and units_per_pd(view, breakdown) is not None)
        self.unit.set_text("units", view.plan.settings.unit.value.capitalize())
        self._show_chart()
        if breakdown is not None:
            self.people.set_rows(person_figures(breakdown))
        self.cover.refresh()

    def _breakdown(self) -> CapacityBreakdown | None:
        view = self._context.document.view
        following = view.next_sprint
        found: CapacityBreakdown | None = view.capacity[following.id] if following else None
        return found

    def _show_chart(self) -> None:
        breakdown = self._breakdown()
        in_units = self.unit.current() == "units" and breakdown is not None
        factor = units_per_pd(self._context.document.view, breakdown) if in_units and breakdown else None
        self.chart.set_scene(capacity_waterfall(breakdown, points_per_pd=factor))

    def _on_step_chosen(self, refs: tuple[str, ...]) -> None:
        """Open what a step is made of, beside its bar."""
        breakdown = self._breakdown()
        step = next((ref.removeprefix("step:") for ref in refs if ref.startswith("step:")), "")
        if breakdown is None or not step:
            return
        popover = Popover(self._context.theme, f"{step.capitalize()}, {breakdown.sprint.name}", parent=self)
        parts = step_parts(self._context.document.plan, breakdown, step)
        for part in parts:
            if part.amount_pd is None:
                popover.add_words(part.text)
            else:
                popover.add_widget(self._amount_row(part))
        if not parts:
            popover.add_words(self.tr("Nothing in this sprint."))
        popover.show_beside(self.chart, self.chart.place_of(refs))

    def _amount_row(self, part: StepPart) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        amount = ThemedLabel(
            self._context.theme, number(part.amount_pd or 0.0, 1), size_px=AXIS, tone="text", strong=True
        )
        line.addWidget(ThemedLabel(self._context.theme, part.text, size_px=AXIS, tone="text").wrapped(), 1)
        line.addWidget(amount, alignment=Qt.AlignmentFlag.AlignTop)
        row.setAccessibleName(f"{part.text}, {pd(part.amount_pd or 0.0)}")
        return row

    def _on_person_asked(self, key: object) -> None:
        if isinstance(key, tuple):
            self.override_asked.emit(*key)
        else:
            self.person_asked.emit(str(key))


class CoverLine(QWidget):
    """The first skill that hangs on one person, and the way out; hidden when there is none."""

    acted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        themes = context.theme
        self._sign = QLabel()
        self._sign.setFixedWidth(16)
        self.words = ThemedLabel(themes, tone="text2").wrapped()
        self.words.setMinimumHeight(_TWO_LINES)
        self.link = LinkButton(themes, "")
        self.link.clicked.connect(self.acted)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.link, alignment=Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        themes.changed.connect(self._tint)

    def refresh(self) -> None:
        """Say what is missing or thin first."""
        view = self._context.document.view
        holes = view.skill_holes
        self.setVisible(bool(holes))
        if holes:
            hole = holes[0]
            self.words.set_text(hole_sentence(view.plan, hole, view.capacity.get(hole.sprint_id or "")))
            on_call = hole.reason == "only-one-on-call"
            self.link.setText(self.tr("Swap the rota") if on_call else self.tr("Look at the skills"))
            self.link.setAccessibleName(self.link.text())
        self._tint()

    def _tint(self) -> None:
        colour = self._context.theme.now.warn_text
        self._sign.setPixmap(icon_pixmap("warning", colour, size=16, ratio=self.devicePixelRatioF()))
