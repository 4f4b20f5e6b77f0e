"""The head of a slide: the finding, its dates, and the one number to remember."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.analysis.story.slides import Slide
from planner.ui.meeting.scaled import MARGIN, Text, rescale
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import FIGURE, MEETING_LEAD, MEETING_TITLE

_TOP = Qt.AlignmentFlag.AlignTop


class SlideHead(QWidget):
    """Headline of 44 px and lead of 22 at the left, key figure of 28 at the right."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.title = Text(themes, size_px=MEETING_TITLE, strong=True, tone="text").wrapped()
        self.lead = Text(themes, size_px=MEETING_LEAD).wrapped()
        self.figure = Text(themes, size_px=FIGURE, strong=True, tone="text")
        self.words = Text(themes)
        for label in (self.figure, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.title)
        left.addWidget(self.lead)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addSpacing(7)
        right.addWidget(self.figure)
        right.addWidget(self.words)
        right.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addLayout(left, 1)
        self._row.addLayout(right)
        self._row.setAlignment(_TOP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.set_scale(1.0)

    def show_slide(self, slide: Slide) -> None:
        """Show the words of a slide."""
        self.title.set_text(slide.title)
        self.lead.set_text(slide.subtitle)
        self.figure.set_text(slide.figure)
        self.words.set_text(slide.figure_words)

    def set_scale(self, scale: float, *, short: bool = False) -> None:
        """Change the factor; on a short screen the chart gets the air above the title."""
        rescale((self,), scale)
        margin = round(MARGIN * scale)
        self._row.setContentsMargins(
            margin, round((20 if short else 36) * scale), margin, round((4 if short else 8) * scale)
        )
        self._row.setSpacing(round(48 * scale))
