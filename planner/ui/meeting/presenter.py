"""What only the speaker sees, on the screen beside: the notes, what comes next, and the time."""

from PySide6.QtCore import QElapsedTimer, QTime, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from planner.analysis.story.slides import NAMES, Slide, SlideKey
from planner.ui.meeting.scaled import Text
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import FIGURE, MEETING_LEAD
from planner.ui.widgets.lines import Ground, Hairline

_SECOND_MS, _MINUTE = 1000, 60


class PresenterView(Ground):
    """Elapsed time and clock, the slide that is shown, its assumptions, and the name of the next one."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes, "window")
        self.setWindowTitle(self.tr("Ballast, notes"))
        self.setAccessibleName(self.tr("Notes"))
        self.resize(900, 600)
        self.elapsed = Text(themes, size_px=FIGURE, strong=True, tone="text")
        self._clock = Text(themes, size_px=FIGURE)
        self._shown = Text(themes, size_px=MEETING_LEAD, strong=True, tone="text").wrapped()
        self.notes = Text(themes).wrapped()
        self.next = Text(themes, size_px=MEETING_LEAD)
        self._keys = Text(
            themes,
            self.tr(
                "Arrows or a clicker turn the slides. F freezes, R resets, K keeps a scenario, P a picture, "
                "B blanks, Esc ends."
            ),
            tone="text3",
        ).wrapped()
        self._build(themes)
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_SECOND_MS)
        self._tick()

    def show_slide(self, slide: Slide) -> None:
        """Show what belongs to a slide."""
        keys = list(SlideKey)
        place = keys.index(slide.key)
        self._shown.set_text(slide.title)
        self.notes.set_text("\n\n".join(slide.notes))
        last = place == len(keys) - 1
        self.next.set_text(self.tr("This is the last slide") if last else self.tr("Next: ") + NAMES[keys[place + 1]])

    def _build(self, themes: ThemeController) -> None:
        time = QHBoxLayout()
        time.addWidget(self.elapsed)
        time.addStretch(1)
        time.addWidget(self._clock)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(20)
        column.addLayout(time)
        column.addWidget(Hairline(themes))
        column.addWidget(self._shown)
        column.addWidget(self.notes, 1)
        column.addWidget(Hairline(themes))
        column.addWidget(self.next)
        column.addWidget(self._keys)

    def _tick(self) -> None:
        seconds = self._since.elapsed() // _SECOND_MS
        self.elapsed.set_text(f"{seconds // _MINUTE}:{seconds % _MINUTE:02d}")
        self._clock.set_text(QTime.currentTime().toString("HH:mm"))
