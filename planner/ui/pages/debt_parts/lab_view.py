"""The reserve lab: one slider, a comparison, four readings of the same futures.

Moving the slider is a what-if. The plan changes only with "Use 30 %", so that trying out leaves no trace.
"""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from planner.analysis.reserve.lab import LAB_TRIALS, LabResult, reserve_lab
from planner.analysis.reserve.lab_notes import figure_note
from planner.analysis.reserve.lab_preview import lab_preview, with_fresh_bands
from planner.analysis.reserve.lab_words import best_words, lab_figures, threshold_words
from planner.analysis.reserve.policies import LabPolicy, lab_policies
from planner.analysis.scenes.lab_fan import Measure, lab_fan
from planner.domain.errors import PlannerError
from planner.ui.charts.canvas import ChartCanvas, ChartState
from planner.ui.messages import error_sentence
from planner.ui.pages.debt_parts.lab_figures import UNBOUNDED, WIDTH, LabFiguresPanel
from planner.ui.pages.debt_parts.lab_head import LONG, SHORT, LabHead
from planner.ui.pages.debt_parts.note_popover import note_popover
from planner.ui.pages.page import PageContext
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.slider import ReserveSlider, Threshold

REDRAW_MS = 80
SKETCH_TRIALS = 256
_CHART_HEIGHT = 210


class LabView(QWidget):
    """The lab.

    ``use_asked(share, scope)`` carries ``"plan"`` or ``"sprint"``; ``behind_asked(shares, horizon, view)`` wants what
    stands behind the lab: its values, policies, drivers, the team's own sprints or objections.
    """

    use_asked = Signal(float, str)
    behind_asked = Signal(tuple, int, str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._lab: LabResult | None = None
        self._policies: tuple[LabPolicy, ...] = ()
        self._trying = False
        self._drawn_from: tuple[object, ...] = ()
        self._redraw = QTimer(self, interval=REDRAW_MS, singleShot=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        themes = self._context.theme
        self.head = LabHead(themes)
        self.horizon, self.measure, self.use = self.head.horizon, self.head.measure, self.head.use
        self.use_plan, self.use_sprint, self.forget = self.head.use_plan, self.head.use_sprint, self.head.forget
        self.slider = ReserveSlider(themes, name=self.tr("Debt reserve"))
        self.chart = ChartCanvas(themes)
        self.chart.setMinimumHeight(_CHART_HEIGHT)
        self.figures = LabFiguresPanel(themes)
        self._line = Hairline(themes, upright=True)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(20)
        self._lower.addWidget(self.chart, 1)
        self._lower.addWidget(self._line)
        self._lower.addWidget(self.figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addSpacing(6)
        column.addWidget(self.slider)
        column.addSpacing(4)
        column.addLayout(self._lower, 1)

    def _connect(self) -> None:
        self.slider.moved.connect(self._on_moved)
        self.slider.compare_moved.connect(self._on_moved)
        self.horizon.chosen.connect(self._on_changed)
        self.head.policies_changed.connect(self._on_changed)
        self.measure.chosen.connect(self._show)
        self._redraw.timeout.connect(self._run)
        self.head.behind_asked.connect(self._on_behind)
        self.figures.parameters_asked.connect(partial(self._on_behind, "values"))
        self.figures.note_asked.connect(self.show_note)
        self.head.note_asked.connect(partial(self.show_note, "fan"))
        self.use_plan.triggered.connect(lambda: self.use_asked.emit(self.slider.share, "plan"))
        self.use_sprint.triggered.connect(lambda: self.use_asked.emit(self.slider.share, "sprint"))
        self.forget.triggered.connect(self.follow_plan)

    @property
    def lab(self) -> LabResult | None:
        """The last full result."""
        return self._lab

    @property
    def is_current(self) -> bool:
        """Whether the result shown is the one of the knobs and the plan."""
        return self._lab is not None and not self._redraw.isActive() and self._matches(self._lab)

    @property
    def shares(self) -> tuple[float, ...]:
        """The constant reserves compared; one alone when both knobs stand together."""
        reserve, compare = self.slider.share, self.slider.compare
        return (reserve,) if compare is None or compare == reserve else (reserve, compare)

    def refresh(self) -> None:
        """Show the plan; a what-if stays where it is."""
        view = self._context.document.view
        policy, settings = view.plan.policy, view.plan.settings
        if not self._trying:
            self.slider.set_share(view.reserve_share)
        if self.slider.compare is None:
            self.slider.set_compare(settings.lab_share)
            self.horizon.choose(str(SHORT if settings.lab_horizon <= SHORT else LONG))
        self.slider.set_policy(policy.floor, policy.ceiling)
        self.slider.set_thresholds(tuple(Threshold(at, words) for at, words in threshold_words(view.thresholds)))
        self._take_question()
        if not self._is_drawn():
            self._show_sketch()
            self._run()

    def follow_plan(self) -> None:
        """End the what-if."""
        self._trying = False
        self.refresh()

    def show_note(self, code: str) -> None:
        """Show the formula, inputs and source of a figure beside it."""
        if self._lab is not None:
            anchor = self.figures.anchor(code) or self.head.info
            note_popover(self._context.theme, figure_note(self._lab, code), parent=self).show_beside(anchor)

    def _take_question(self) -> None:
        """Work out what is asked besides the knobs: the policies, and the words about all of it."""
        view = self._context.document.view
        self._policies = lab_policies(view.plan, view.parameters, self.head.kinds())
        self.head.show_question(view, self.slider.share, self.slider.compare, trying=self._trying)
        horizon, discount = int(self.horizon.current()), view.plan.settings.discount_rate
        self.figures.set_best(best_words(view.parameters, horizon, discount=discount))

    def _show_sketch(self) -> None:
        """Show lines over a few hundred futures at once, or the old picture as a stale one, until all are drawn."""
        view = self._context.document.view
        if self._lab is None:
            self._lab = reserve_lab(
                view.plan,
                view.parameters,
                self.shares,
                int(self.horizon.current()),
                policies=self._policies,
                trials=SKETCH_TRIALS,
            )
            self._show()
        elif not self._matches(self._lab):
            self.chart.set_state(ChartState.STALE)

    def _is_drawn(self) -> bool:
        """Say whether what is shown, or being drawn, is still what this plan gives."""
        plan = self._context.document.plan
        inputs = (self._context.document.view.parameters, self.shares, self.horizon.current(), self._policies)
        same = self._drawn_from == (*inputs, plan.settings, plan.sprints, plan.debt)
        self._drawn_from = (*inputs, plan.settings, plan.sprints, plan.debt)
        return same

    def _on_moved(self, _share: float) -> None:
        view = self._context.document.view
        self._trying = self.slider.share != view.reserve_share
        self.head.show_question(view, self.slider.share, self.slider.compare, trying=self._trying)
        self._show()
        self._run_bands()
        if not self._redraw.isActive():
            self._redraw.start()

    def _run_bands(self) -> None:
        """Draw the bands of the reading in front at once; the rest of the lab follows when the knob rests."""
        if self._lab is None or self._matches(self._lab):
            return
        preview = lab_preview(self._lab, self.shares, int(self.horizon.current()))
        seed = self._context.document.plan.settings.seed
        job = self._context.runner.prepare(with_fresh_bands, preview, self.measure.current(), seed=seed)
        job.succeeded.connect(self._on_bands)
        self._context.runner.run(job, owner=self, kind="bands")

    def _on_bands(self, lab: LabResult) -> None:
        """Show fresh bands, unless the whole lab is there or the knobs have moved on."""
        whole_is_there = self._lab is not None and self._matches(self._lab)
        if not whole_is_there and tuple(course.share for course in lab.courses if not course.name) == self.shares:
            self.chart.set_scene(lab_fan(lab, Measure(self.measure.current())))

    def _on_changed(self, _what: str = "") -> None:
        self._take_question()
        self._run()

    def _on_behind(self, view: str) -> None:
        self.behind_asked.emit(self.shares, int(self.horizon.current()), view)

    def _run(self) -> None:
        """Draw the futures of the knobs' reserves, off this thread."""
        view = self._context.document.view
        horizon = int(self.horizon.current())
        job = self._context.runner.prepare(
            reserve_lab, view.plan, view.parameters, self.shares, horizon, policies=self._policies
        )
        job.succeeded.connect(self._on_drawn)
        job.failed.connect(self._on_failed)
        self._context.runner.run(job, owner=self, kind="lab")

    def _on_drawn(self, lab: LabResult) -> None:
        self._lab = lab
        self._show()

    def _on_failed(self, error: PlannerError) -> None:
        self.chart.set_state(ChartState.ERROR, error_sentence(error))

    def _matches(self, lab: LabResult) -> bool:
        shares = tuple(course.share for course in lab.courses if not course.name)
        same = shares == self.shares and lab.horizon == int(self.horizon.current()) and lab.trials == LAB_TRIALS
        return same and lab.policies == self._policies and lab.parameters == self._context.document.view.parameters

    def _show(self, _reading: str = "") -> None:
        """Show the full result, or while it is being drawn the lines that are known at once."""
        if self._lab is None:
            return
        lab, stale = self._lab, not self._matches(self._lab)
        if stale:
            lab = lab_preview(lab, self.shares, int(self.horizon.current()))
        self.chart.set_scene(lab_fan(lab, Measure(self.measure.current()), stale=stale))
        self.figures.set_figures(lab_figures(lab), stale=stale)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the figures below the chart in a narrow window."""
        directions = QBoxLayout.Direction
        self._lower.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._line.setVisible(not narrow)
        self.figures.setMinimumWidth(0 if narrow else WIDTH)
        self.figures.setMaximumWidth(UNBOUNDED if narrow else WIDTH)
