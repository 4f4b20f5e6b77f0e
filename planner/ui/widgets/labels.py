"""Texts in the type scale whose colour follows the theme by name."""

from html import escape
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from planner.ui.charts.rich_text import parse_runs, plain
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font

Tone = Literal[
    "text", "text2", "text3", "accent", "stop", "warn_text", "debt_text", "features_text", "learning_text",
    "unplanned_text", "on_accent",
]  # fmt: skip

_LEAST_WIDTH = 120


class ThemedLabel(QLabel):
    """A text; ``**words**`` are semibold in the full text colour.

    Parameters
    ----------
    themes
        Whose colours.
    text
        What it says; user texts are shown as they are, never as markup.
    size_px
        12, 13, 15, 20 or 28.
    tone
        Name of the text colour.
    """

    def __init__(
        self,
        themes: ThemeController,
        text: str = "",
        *,
        size_px: int = BODY,
        strong: bool = False,
        tone: Tone = "text2",
        scale: float = 1.0,
    ) -> None:
        super().__init__()
        self._themes = themes
        self._tone: Tone = tone
        self._words = ""
        self._elides = False
        self.setFont(ui_font(size_px, strong=strong, scale=scale))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        self._recolour()
        themes.changed.connect(self._recolour)

    def words(self) -> str:
        """Return the whole text, also where it is cut."""
        return self._words

    def elided(self) -> "ThemedLabel":
        """End a text that is too long with an ellipsis, instead of asking for its width, and return itself."""
        self._elides = True
        self.setMinimumWidth(_LEAST_WIDTH)
        return self

    def set_text(self, text: str) -> None:
        """Change the words."""
        self._words = text
        marked = "**" in text
        self.setTextFormat(Qt.TextFormat.RichText if marked else Qt.TextFormat.PlainText)
        self.setText(self._html() if marked else text)
        self._cut()
        self.setAccessibleName(plain(text))

    def set_tone(self, tone: Tone) -> None:
        """Change the colour by name."""
        self._tone = tone
        self._recolour()

    def wrapped(self) -> "ThemedLabel":
        """Let the text break into lines and return itself."""
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        return self

    def _html(self) -> str:
        """Return the words as markup, everything the user wrote escaped."""
        strong = self._themes.now.text.name() if self._tone in {"text2", "text3"} else ""
        style = f"font-weight:600;color:{strong}" if strong else "font-weight:600"
        lines = (
            "".join(
                f'<span style="{style}">{escape(run.text)}</span>' if run.strong else escape(run.text)
                for run in parse_runs(line)
            )
            for line in self._words.split("\n")
        )
        return "<br>".join(lines)

    def _cut(self) -> None:
        """Fit a plain text into the width."""
        if self._elides and "**" not in self._words:
            text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
            self.setText(text)
            self.setToolTip(self._words if text != self._words else "")

    def _recolour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._themes.colour(self._tone))
        self.setPalette(palette)
        if "**" in self._words:
            self.setText(self._html())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the new width."""
        super().resizeEvent(event)
        self._cut()
