"""The window of the meeting: one slide at a time, keys for everything, and levers that answer while people talk."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.analysis.story.levers import Lever
from planner.analysis.story.slides import LEVERS, NAMES, Slide, SlideKey
from planner.domain.errors import PlannerError
from planner.ui.charts.canvas import ChartCanvas, ChartState
from planner.ui.meeting.actions import meeting_actions
from planner.ui.meeting.foot import MeetingFoot
from planner.ui.meeting.head import SlideHead
from planner.ui.meeting.picture import keep_picture, picture_folder
from planner.ui.meeting.points import PointList
from planner.ui.meeting.scaled import MARGIN, STEP, scale_for
from planner.ui.meeting.strip import WhatIfStrip
from planner.ui.meeting.trial import Trial
from planner.ui.messages import error_sentence
from planner.ui.pages.page import PageContext
from planner.ui.theme.tokens import BLANK
from planner.ui.widgets.lines import Ground, Hairline

_CHART_SCALE = 1.5  # its smallest type is 12 px on a page and 18 px here
_STALE_AFTER_MS = 150
_SHORT = 840  # px at 100 %: lower than this, the chart needs the room
_NOTE_MS = 6000


class MeetingWindow(Ground):
    """Six slides over one plan.

    Nothing moves on its own and nothing fades: what changes, changes at once.

    Parameters
    ----------
    context
        Document, runner and theme, as of a page.
    start
        Key of the first slide.
    """

    closed = Signal()
    slide_shown = Signal(object)

    def __init__(self, context: PageContext, *, start: str = SlideKey.CAPACITY.value) -> None:
        super().__init__(context.theme, "base")
        self._context = context
        self.slide: Slide | None = None
        self._key = SlideKey(start) if start in set(SlideKey) else SlideKey.CAPACITY
        self._type_size = 1.0
        self.trial = Trial(context, parent=self)
        self.keys = meeting_actions(self)
        self.head = SlideHead(context.theme)
        self.chart = ChartCanvas(context.theme, scale=_CHART_SCALE)
        self.points = PointList(context.theme)
        self.strip = WhatIfStrip(context.theme, self.keys)
        self.foot = MeetingFoot(context.theme)
        self._blank = _Blank(self)
        self._soon = _single_shot(self, 0)
        self._stale = _single_shot(self, _STALE_AFTER_MS)
        self._forget_note = _single_shot(self, _NOTE_MS)
        self._build()
        self._connect()
        self._turn_to(self._key)

    @property
    def key(self) -> SlideKey:
        """The slide that is shown."""
        return self._key

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Ballast, meeting"))
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chart.show_only()
        self._middle = QStackedWidget()
        self._middle.addWidget(self.chart)
        self._middle.addWidget(self.points)
        self._frame = QHBoxLayout()
        self._frame.addWidget(self._middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._frame, 1)
        column.addWidget(Hairline(self._context.theme))
        column.addWidget(self.strip)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        on = {
            "next": partial(self._step, 1),
            "previous": partial(self._step, -1),
            "first": partial(self._turn_to, SlideKey.CAPACITY),
            "last": partial(self._turn_to, SlideKey.DECISIONS),
            "blank": self._on_blank,
            "freeze": self._on_freeze,
            "reset": self._on_reset,
            "keep": self._on_keep,
            "picture": self._on_picture,
            "theme": self._context.theme.toggle,
            "larger": partial(self._resize_type, STEP),
            "smaller": partial(self._resize_type, -STEP),
            "display": self._on_display,
            "leave": self._on_leave,
            **{f"slide-{key.value}": partial(self._turn_to, key) for key in SlideKey},
        }
        for name, run in on.items():
            self.keys[name].triggered.connect(lambda _checked=False, run=run: run())
        self.strip.moved.connect(self._on_moved)
        self.foot.names.chosen.connect(lambda key: self._turn_to(SlideKey(key)))
        self.trial.slide_ready.connect(self._on_slide_ready)
        self.trial.pending.connect(self._stale.start)
        self.trial.refused.connect(self._on_refused)
        self._soon.timeout.connect(lambda: self.trial.ask(self._key))
        self._stale.timeout.connect(self._on_stale)
        self._forget_note.timeout.connect(lambda: self.strip.note.set_text(""))
        self._context.document.plan_changed.connect(self._on_plan_changed)

    def _step(self, by: int) -> None:
        """Turn to the next or the previous slide; a blank screen comes back first."""
        if self._blank.isVisible():
            self._blank.hide()
            return
        keys = list(SlideKey)
        place = min(max(keys.index(self._key) + by, 0), len(keys) - 1)
        self._turn_to(keys[place])

    def _turn_to(self, key: SlideKey) -> None:
        """Show a slide."""
        self._blank.hide()
        self._key = key
        self.setFocus()
        self.strip.show_knobs(self.trial.knobs(LEVERS[key]))
        self.foot.show_place(self._context.document.plan.name, key)
        self._show_levers()
        self.trial.ask(key)

    def _show_levers(self) -> None:
        """Show where the levers stand, and which of the three buttons have something to do."""
        trial = self.trial
        before = trial.before
        self.strip.show_amounts(trial.chosen, before=None if before is None else before.chosen)
        frozen = trial.frozen
        words = self.keys["freeze"].text() if frozen is None else self._frozen_words()
        self.strip.freeze.set_words(words, chosen=frozen is not None)
        self.strip.reset.setVisible(bool(trial.chosen) or frozen is not None)
        self.strip.keep.setVisible(bool(trial.chosen))

    def _frozen_words(self) -> str:
        frozen = self.trial.frozen
        panel = next(iter(self.strip.panels), None)
        if frozen is None or panel is None:
            return self.tr("Before is frozen")
        amount = frozen.chosen.get(panel.knob.lever, panel.knob.start)
        return self.tr("Before is frozen at %1").replace("%1", panel.knob.text(amount))

    def _say(self, words: str) -> None:
        """Show a sentence on the strip for a while."""
        self.strip.note.set_text(words)
        self._forget_note.start()

    def _resize_type(self, by: float) -> None:
        self._type_size = round(max(0.5, min(self._type_size + by, 2.0)), 2)
        self._rescale()

    def _rescale(self) -> None:
        scale = scale_for(self.size(), chosen=self._type_size)
        short = self.height() < _SHORT * scale
        self.head.set_scale(scale, short=short)
        self.strip.set_scale(scale, short=short)
        self.points.set_scale(scale)
        self.foot.set_scale(scale)
        self.chart.set_scale(_CHART_SCALE * scale)
        margin = round(MARGIN * scale)
        self._frame.setContentsMargins(margin, 0, margin, round(20 * scale))

    def _on_moved(self, lever: str, amount: float) -> None:
        self.trial.move(Lever(lever), amount)
        self._show_levers()
        scene = self.trial.quick_scene(self._key)
        if scene is not None:
            self.chart.set_scene(scene)
        self._soon.start()  # first the lever and what follows it at once are painted

    def _on_slide_ready(self, slide: Slide) -> None:
        """Show what was computed, unless the slide was turned meanwhile."""
        if slide.key is not self._key:
            return
        self._stale.stop()
        self.slide = slide
        self.head.show_slide(slide)
        self._middle.setCurrentWidget(self.points if slide.scene is None else self.chart)
        if slide.scene is not None:
            self.chart.set_scene(slide.scene)
        self.points.show_points(slide.points)
        before = self.trial.before
        head = "" if before is None else self.tr("before")
        self.strip.show_figures(slide.rows, before=head)
        self.slide_shown.emit(slide)

    def _on_stale(self) -> None:
        self.chart.set_state(ChartState.STALE if self.chart.scene is not None else ChartState.LOADING)

    def _on_refused(self, error: PlannerError) -> None:
        self._say(error_sentence(error))
        self._show_levers()

    def _on_freeze(self) -> None:
        self.trial.freeze()
        self._show_levers()
        self.trial.ask(self._key)

    def _on_reset(self) -> None:
        self.trial.reset()
        self._turn_to(self._key)

    def _on_keep(self) -> None:
        try:
            name = self.trial.keep()
        except PlannerError as error:
            self._on_refused(error)
            return
        self._say(self.tr("Kept as a scenario") if name else self.tr("Move a slider first"))

    def _on_picture(self) -> None:
        """Keep the slide as it is seen, with before and now."""
        document = self._context.document
        name = f"{document.plan.name} {NAMES[self._key].lower()}"
        try:
            path = keep_picture(self.grab(), picture_folder(document.path), name=name, day=document.view.today)
        except PlannerError as error:
            self._say(error_sentence(error))
            return
        self._say(self.tr("Kept as %1").replace("%1", path.name))

    def _on_blank(self) -> None:
        self._blank.setGeometry(self.rect())
        self._blank.setVisible(not self._blank.isVisible())
        self._blank.raise_()

    def _on_display(self) -> None:
        """Move to the next display."""
        screens = QGuiApplication.screens()
        here = screens.index(self.screen()) if self.screen() in screens else 0
        self.showNormal()
        self.show_on(screens[(here + 1) % len(screens)])

    def _on_leave(self) -> None:
        """Light a blank screen again, else end the meeting."""
        if self._blank.isVisible():
            self._blank.hide()
        else:
            self.close()

    def _on_plan_changed(self, changed: object) -> None:
        if changed != frozenset({"scenarios"}):
            self.trial.refresh()
            self._turn_to(self._key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the type to the screen."""
        super().resizeEvent(event)
        self._blank.setGeometry(self.rect())
        self._rescale()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the meeting is over."""
        self._soon.stop()
        self._stale.stop()
        self._forget_note.stop()
        super().closeEvent(event)
        self.closed.emit()


class _Blank(QWidget):
    """Nothing to look at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setAccessibleName(self.tr("The screen is blank"))
        self.setCursor(Qt.CursorShape.BlankCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint black."""
        QPainter(self).fillRect(event.rect(), BLANK)


def _single_shot(owner: QWidget, after_ms: int) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    return timer
