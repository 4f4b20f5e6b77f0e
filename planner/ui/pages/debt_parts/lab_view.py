"""The reserve lab: one slider, a comparison, four readings of the same futures.

Moving the slider is a what-if. The plan changes only with "Use 30 %", so that trying out leaves no trace.
"""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from planner.analysis.debt.closed_forms import Thresholds
from planner.analysis.reserve.lab import LAB_TRIALS, LabResult, reserve_lab
from planner.analysis.reserve.lab_preview import lab_preview
from planner.analysis.reserve.lab_words import best_words, lab_figures, lab_subtitle, threshold_words
from planner.analysis.scenes.lab_fan import Measure, lab_fan
from planner.analysis.wording import share as share_words
from planner.domain.errors import PlannerError
from planner.ui.charts.canvas import ChartCanvas, ChartState
from planner.ui.messages import error_sentence
from planner.ui.pages.debt_parts.lab_figures import UNBOUNDED, WIDTH, LabFiguresPanel
from planner.ui.pages.page import PageContext
from planner.ui.theme.fonts import PANEL
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.segment import Segment
from planner.ui.widgets.slider import ReserveSlider, Threshold

REDRAW_MS = 80
SKETCH_TRIALS = 256
_SHORT, _LONG = 26, 52
_CHART_HEIGHT = 210
_ROOMY = 1080


class LabView(QWidget):
    """The lab.

    ``use_asked(share, scope)`` carries ``"plan"`` or ``"sprint"``, ``parameters_asked`` opens the sources.
    """

    use_asked = Signal(float, str)
    parameters_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._themes = context.theme
        self._lab: LabResult | None = None
        self._trying = False
        self._drawn_from: tuple[object, ...] = ()
        self._redraw = QTimer(self, interval=REDRAW_MS, singleShot=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        themes = self._themes
        self._title = ThemedLabel(themes, self.tr("Reserve lab"), size_px=PANEL, strong=True, tone="text")
        self._subtitle = ThemedLabel(themes)
        self.horizon = Segment(
            themes, ((str(_SHORT), str(_SHORT)), (str(_LONG), self.tr("52 sprints"))), name=self.tr("Horizon")
        )
        readings = (
            (Measure.VELOCITY.value, self.tr("Velocity")),
            (Measure.SUM.value, self.tr("Sum")),
            (Measure.DEBT.value, self.tr("Debt")),
            (Measure.WASTE.value, self.tr("Waste")),
        )
        self.measure = Segment(themes, readings, name=self.tr("What the chart shows"))
        self.slider = ReserveSlider(themes, name=self.tr("Debt reserve"))
        self.chart = ChartCanvas(themes)
        self.chart.setMinimumHeight(_CHART_HEIGHT)
        self.figures = LabFiguresPanel(themes)
        self.use_plan = QAction(self.tr("Use this reserve for the plan"), self)
        self.use_sprint = QAction(self.tr("Use this reserve for the next sprint only"), self)
        self.forget = QAction(self.tr("Back to the agreed reserve"), self)
        self.use = Button(themes, "", kind=ButtonKind.PRIMARY).with_menu(self._menu())
        self._lay_out()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addActions([self.use_plan, self.use_sprint])
        menu.addSeparator()
        menu.addAction(self.forget)
        return menu

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addSpacing(16)
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head.addWidget(self._subtitle, 1)
        for widget in (self.use, self.horizon, self.measure):
            head.addWidget(widget)
        self._line = Hairline(self._themes, upright=True)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(20)
        self._lower.addWidget(self.chart, 1)
        self._lower.addWidget(self._line)
        self._lower.addWidget(self.figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(self.slider)
        column.addSpacing(4)
        column.addLayout(self._lower, 1)

    def _connect(self) -> None:
        self.slider.moved.connect(self._on_moved)
        self.slider.compare_moved.connect(self._on_moved)
        self.horizon.chosen.connect(self._on_horizon)
        self.measure.chosen.connect(self._show)
        self._redraw.timeout.connect(self._run)
        self.figures.parameters_asked.connect(self.parameters_asked)
        self.use_plan.triggered.connect(partial(self._use, "plan"))
        self.use_sprint.triggered.connect(partial(self._use, "sprint"))
        self.forget.triggered.connect(self.follow_plan)

    @property
    def lab(self) -> LabResult | None:
        """The last full result."""
        return self._lab

    @property
    def is_current(self) -> bool:
        """Whether the result shown is the one of the knobs and the plan."""
        return self._lab is not None and not self._redraw.isActive() and self._matches(self._lab)

    def refresh(self) -> None:
        """Show the plan; a what-if stays where it is."""
        view = self._context.document.view
        policy, settings = view.plan.policy, view.plan.settings
        if not self._trying:
            self.slider.set_share(view.reserve_share)
        if self.slider.compare is None:
            self.slider.set_compare(settings.lab_share)
            self.horizon.choose(str(_SHORT if settings.lab_horizon <= _SHORT else _LONG))
        self.slider.set_policy(policy.floor, policy.ceiling)
        self.slider.set_thresholds(_marks(view.thresholds))
        self._say_use()
        self.figures.set_best(best_words(view.parameters, int(self.horizon.current())))
        if not self._is_drawn():
            self._show_sketch()
            self._run()

    def _show_sketch(self) -> None:
        """Show lines over a few hundred futures at once, or the old picture as a stale one, until all are drawn."""
        view = self._context.document.view
        if self._lab is None:
            self._lab = reserve_lab(
                view.plan, view.parameters, self._shares(), int(self.horizon.current()), trials=SKETCH_TRIALS
            )
            self._show()
        elif not self._matches(self._lab):
            self.chart.set_state(ChartState.STALE)

    def _is_drawn(self) -> bool:
        """Say whether what is shown, or being drawn, is still what this plan gives."""
        plan = self._context.document.plan
        inputs = (self._context.document.view.parameters, self._shares(), self.horizon.current())
        same = self._drawn_from == (*inputs, plan.settings, plan.sprints, plan.debt)
        self._drawn_from = (*inputs, plan.settings, plan.sprints, plan.debt)
        return same

    def follow_plan(self) -> None:
        """End the what-if."""
        self._trying = False
        self.refresh()

    def _shares(self) -> tuple[float, ...]:
        reserve, compare = self.slider.share, self.slider.compare
        return (reserve,) if compare is None or compare == reserve else (reserve, compare)

    def _on_moved(self, _share: float) -> None:
        self._trying = self.slider.share != self._context.document.view.reserve_share
        self._say_use()
        self._show()
        if not self._redraw.isActive():
            self._redraw.start()

    def _on_horizon(self, horizon: str) -> None:
        self.figures.set_best(best_words(self._context.document.view.parameters, int(horizon)))
        self._run()

    def _say_use(self) -> None:
        """Offer to use the what-if, where it differs from what is agreed."""
        view = self._context.document.view
        reserve = share_words(self.slider.share)
        for widget in (self.use_plan, self.use_sprint, self.forget):
            widget.setEnabled(self._trying)
        self.use.setVisible(self._trying)
        self._subtitle.setVisible(not self._trying or self.width() > _ROOMY)
        self.use.set_words(self.tr("Use %1").replace("%1", reserve))
        self.use_plan.setText(self.tr("Use %1 for the plan, as its target").replace("%1", reserve))
        sprint = view.next_sprint
        self.use_sprint.setVisible(sprint is not None)
        if sprint is not None:
            self.use_sprint.setText(self.tr("Use %1 for %2 only").replace("%1", reserve).replace("%2", sprint.name))
        self.forget.setText(self.tr("Back to %1").replace("%1", share_words(view.reserve_share)))
        self._subtitle.set_text(lab_subtitle(view, self.slider.share, self.slider.compare))

    def _use(self, scope: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        self.use_asked.emit(self.slider.share, scope)

    def _run(self) -> None:
        """Draw the futures of the knobs' reserves, off this thread."""
        view = self._context.document.view
        horizon = int(self.horizon.current())
        job = self._context.runner.prepare(reserve_lab, view.plan, view.parameters, self._shares(), horizon)
        job.succeeded.connect(self._on_drawn)
        job.failed.connect(self._on_failed)
        self._context.runner.run(job, owner=self, kind="lab")

    def _on_drawn(self, lab: LabResult) -> None:
        self._lab = lab
        self._show()

    def _on_failed(self, error: PlannerError) -> None:
        self.chart.set_state(ChartState.ERROR, error_sentence(error))

    def _matches(self, lab: LabResult) -> bool:
        shares = tuple(course.share for course in lab.courses)
        same = shares == self._shares() and lab.horizon == int(self.horizon.current()) and lab.trials == LAB_TRIALS
        return same and lab.parameters == self._context.document.view.parameters

    def _show(self, _reading: str = "") -> None:
        """Show the full result, or while it is being drawn the lines that are known at once."""
        if self._lab is None:
            return
        lab, stale = self._lab, not self._matches(self._lab)
        if stale:
            lab = lab_preview(lab, self._shares(), int(self.horizon.current()))
        self.chart.set_scene(lab_fan(lab, Measure(self.measure.current()), stale=stale))
        self.figures.set_figures(lab_figures(lab), stale=stale)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the figures below the chart in a narrow window."""
        directions = QBoxLayout.Direction
        self._lower.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._line.setVisible(not narrow)
        self.figures.setMinimumWidth(0 if narrow else WIDTH)
        self.figures.setMaximumWidth(UNBOUNDED if narrow else WIDTH)


def _marks(found: Thresholds) -> tuple[Threshold, ...]:
    return tuple(Threshold(at, words) for at, words in threshold_words(found))
