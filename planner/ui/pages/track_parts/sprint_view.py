"""One sprint: burndown and scope bridge, velocity, delivery and debt reserve."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.analysis.scenes import velocity_bars
from planner.analysis.scenes.burndown_chart import burndown_chart
from planner.analysis.scenes.gallery import scene
from planner.analysis.scenes.reserve_progress_bar import reserve_progress_bar
from planner.analysis.scenes.scope_bridge_chart import scope_bridge_chart, swap_sentence
from planner.analysis.scenes.sprint_burnup import sprint_burnup
from planner.analysis.tracking.figures import frozen_note, has_begun, no_snapshot, snapshot_note, span_of, take_out
from planner.analysis.view import PlanView
from planner.analysis.wording import unit_name
from planner.domain.sprint import Sprint
from planner.ui.icons import icon_pixmap
from planner.ui.pages.track_parts.delivery_rows import DeliveryRows
from planner.ui.pages.track_parts.scrolled import NARROW, ScrolledView
from planner.ui.pages.track_parts.take_out_list import TakeOutList
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.columns import Columns
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.segment import Segment

_WIDE, _SIDE = 720, 460
_LEGEND = 290  # its three entries, and air
_CHART_HEIGHT, _BRIDGE_HEIGHT, _RESERVE_HEIGHT = 200, 200, 50


class SprintView(ScrolledView):
    """How one sprint goes, or went."""

    snapshot_asked = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes)
        self._view: PlanView | None = None
        self._sprint: Sprint | None = None
        self._build()
        self.per_day.chosen.connect(lambda _key: self._show_velocity())
        self.reading.chosen.connect(lambda _key: self._show_course())
        self._take_snapshot.clicked.connect(self.snapshot_asked)

    def _build(self) -> None:
        themes = self.themes
        self.burndown = ChartSection(themes, self.tr("Burndown"))
        self.burndown.chart.setMinimumHeight(_CHART_HEIGHT)
        self.reading = Segment(
            themes, (("down", self.tr("Burndown")), ("up", self.tr("Burnup"))), name=self.tr("Sprint as")
        )
        self.burndown.head.add_control(self.reading)
        self._take_snapshot = LinkButton(themes, self.tr("Take a snapshot"))
        self.burndown.column.addWidget(self._take_snapshot)
        self.bridge = ChartSection(themes, self.tr("Scope bridge"))
        self.bridge.chart.setMinimumHeight(_BRIDGE_HEIGHT)
        self.bridge.caption.wrapped()
        self.take_out = TakeOutList(themes)
        self.bridge.column.addWidget(self.take_out)
        first = Columns(themes, (self.burndown, _WIDE), (self.bridge, _SIDE), narrow=NARROW)
        second = Columns(themes, (self._velocity_section(), _WIDE), (self._side(), _SIDE), narrow=NARROW)
        self.column.addWidget(first, 1)
        self.column.addWidget(Hairline(themes))
        self.column.addWidget(second, 1)

    def _velocity_section(self) -> QWidget:
        """Return velocity with its caption on the line of the legend."""
        themes = self.themes
        self.velocity = ChartSection(themes, self.tr("Velocity"))
        self.velocity.chart.setMinimumHeight(_CHART_HEIGHT)
        self.velocity.caption.wrapped()
        self.per_day = Segment(
            themes, (("work", self.tr("Points")), ("pd", self.tr("Per person-day"))), name=self.tr("Velocity as")
        )
        self.velocity.head.add_control(self.per_day)
        self._caption = ThemedLabel(themes, size_px=AXIS)
        self._caption.setMinimumWidth(40)
        self._caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over = QGridLayout(self.velocity.chart)
        over.setContentsMargins(0, 0, 0, 2)
        over.addWidget(self._caption, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        return self.velocity

    def _side(self) -> QWidget:
        themes = self.themes
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._delivery_head = SectionHead(themes, self.tr("Delivery"))
        self.delivery = DeliveryRows(themes)
        self.reserve = ChartSection(themes, self.tr("Debt reserve"), height=_RESERVE_HEIGHT)
        column.addWidget(self._delivery_head)
        column.addWidget(self.delivery)
        column.addSpacing(10)
        column.addWidget(self.reserve)
        column.addSpacing(4)
        column.addWidget(self._frozen_line())
        column.addStretch(1)
        return side

    def _frozen_line(self) -> QWidget:
        self._frozen = QWidget()
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._frozen_words = ThemedLabel(self.themes, size_px=AXIS).wrapped()
        row = QHBoxLayout(self._frozen)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(self._sign)
        row.addWidget(self._frozen_words, 1)
        self.themes.changed.connect(self._tint)
        self._tint()
        return self._frozen

    def _tint(self) -> None:
        colour = self.themes.now.text2
        self._sign.setPixmap(icon_pixmap("note", colour, size=14, ratio=self.devicePixelRatioF()))

    def show_sprint(self, view: PlanView, sprint: Sprint) -> None:
        """Show one sprint of a plan."""
        self._view, self._sprint = view, sprint
        unit = unit_name(view.plan.settings.unit)
        self.per_day.set_text("work", unit.capitalize())
        begun = has_begun(view, sprint)
        self._show_course()
        bridge = view.tracking.bridge(sprint.id)
        self.bridge.head.set_title(self.tr("Scope bridge, {unit}").format(unit=unit))
        self.bridge.show_scene(scope_bridge_chart(bridge if begun else None), swap_sentence(bridge) if begun else "")
        self.take_out.set_advice(take_out(view, sprint))
        self._show_velocity()
        self._show_side(view, sprint)

    def _show_course(self) -> None:
        """Show how the sprint went day by day: what is left, or what is done of what."""
        view, sprint = self._view, self._sprint
        if view is None or sprint is None:
            return
        unit, note = unit_name(view.plan.settings.unit), snapshot_note(view, sprint)
        course = view.tracking.burndown(sprint.id)
        if self.reading.current() == "up":
            self.burndown.head.set_title(self.tr("Burnup, {unit} done and scope").format(unit=unit))
            self.burndown.show_scene(sprint_burnup(course), note)
        else:
            self.burndown.head.set_title(self.tr("Burndown, {unit} left").format(unit=unit))
            self.burndown.show_scene(burndown_chart(course), note)
        missing = no_snapshot(view, sprint) and has_begun(view, sprint) and not sprint.is_closed
        self._take_snapshot.setVisible(missing)

    def _show_velocity(self) -> None:
        if self._view is None:
            return
        per_pd = self.per_day.current() == "pd"
        unit = unit_name(self._view.plan.settings.unit)
        words = self.tr("Velocity, {unit} per person-day") if per_pd else self.tr("Velocity, {unit}")
        self.velocity.head.set_title(words.format(unit=unit))
        self.velocity.show_scene(scene(self._view, "velocity-per-day" if per_pd else "velocity"))
        self._place_caption()

    def _place_caption(self) -> None:
        """Write what was special on the line of the legend, or below it when there is no room."""
        if self._view is None:
            return
        tracking = self._view.tracking
        words = velocity_bars.caption(tracking.velocity, tracking.predictability)
        has_legend = self.per_day.current() != "pd"
        beside = has_legend and self.velocity.width() - _LEGEND >= self._caption.fontMetrics().horizontalAdvance(words)
        self._caption.set_text(words if beside else "")
        self.velocity.caption.set_text("" if beside else words)
        self.velocity.caption.setVisible(bool(words) and not beside)

    def _show_side(self, view: PlanView, sprint: Sprint) -> None:
        trend = view.tracking.delivery
        names = span_of(trend.names)
        head = self.tr("Delivery, {names}").format(names=names) if names else self.tr("Delivery")
        self._delivery_head.set_title(head)
        self.delivery.show_trend(trend)
        progress = view.tracking.reserve_progress(sprint.id)
        self.reserve.head.set_title(self.tr("Debt reserve, {sprint}").format(sprint=sprint.name))
        self.reserve.show_scene(reserve_progress_bar(progress), progress.text)
        note = frozen_note(view.plan)
        self._frozen_words.set_text(note)
        self._frozen.setVisible(bool(note))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find a place for the line under the velocity chart."""
        super().resizeEvent(event)
        self._place_caption()
