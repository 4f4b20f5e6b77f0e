"""How little the forecast knows yet, and what would help."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.labels import ThemedLabel

_SIGN = 16


class Guard(QWidget):
    """One sentence with a sign in front and a velocity to type in behind it; hidden when enough is known."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._sign = QLabel()
        self.words = ThemedLabel(themes, tone="warn_text").elided()
        self.velocity = LinkButton(themes, self.tr("Enter a velocity"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.velocity)
        themes.changed.connect(self._tint)
        self._tint()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides everything."""
        self.words.set_text(sentence)
        self.setVisible(bool(sentence))

    def _tint(self) -> None:
        colour = self._themes.now.warn_text
        self._sign.setPixmap(icon_pixmap("warning", colour, size=_SIGN, ratio=self.devicePixelRatioF()))
