"""Type and margins of the meeting: drawn at 1440 x 900, larger on larger screens, never smaller."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import MEETING, ui_font
from planner.ui.widgets.labels import ThemedLabel, Tone

DRAWN = QSize(1440, 900)
MARGIN = 64
STEP, SMALLEST, LARGEST = 0.1, 1.0, 3.0


def scale_for(size: QSize, *, chosen: float = 1.0) -> float:
    """Return the factor of all type; 1 keeps the smallest words at 18 px, and nothing goes below.

    Examples
    --------
    >>> scale_for(QSize(1920, 1080)), scale_for(QSize(1280, 720)), scale_for(QSize(1440, 900), chosen=1.5)
    (1.2, 1.0, 1.5)
    """
    fit = min(size.width() / DRAWN.width(), size.height() / DRAWN.height())
    return min(max(max(fit, SMALLEST) * chosen, SMALLEST), LARGEST)


class Text(ThemedLabel):
    """A label whose size follows the meeting."""

    def __init__(
        self,
        themes: ThemeController,
        text: str = "",
        *,
        size_px: int = MEETING,
        strong: bool = False,
        tone: Tone = "text2",
    ) -> None:
        super().__init__(themes, text, size_px=size_px, strong=strong, tone=tone)
        self._size_px, self._strong = size_px, strong

    def set_scale(self, scale: float) -> None:
        """Change the factor."""
        self.setFont(ui_font(self._size_px, strong=self._strong, scale=scale))

    def set_strong(self, *, strong: bool, scale: float) -> None:
        """Change the weight."""
        self._strong = strong
        self.set_scale(scale)


def rescale(widgets: tuple[QWidget, ...], scale: float) -> None:
    """Give every text below some widgets its size."""
    for widget in widgets:
        for text in widget.findChildren(Text):
            text.set_scale(scale)
