"""Two parts side by side with a hairline between, one above the other where it is narrow."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.lines import Hairline

NARROW = 1080
_UNBOUND = 16_777_215


class Panes(QWidget):
    """Lays out a left and a right part.

    Parameters
    ----------
    shares
        Parts of the width; a right share of 0 gives the right part its fixed ``right_width``.
    gap
        Pixels on each side of the hairline.
    """

    def __init__(
        self,
        themes: ThemeController,
        left: QWidget,
        right: QWidget,
        *,
        shares: tuple[int, int] = (1, 1),
        right_width: int = 0,
        gap: int = 30,
    ) -> None:
        super().__init__()
        self._right, self._right_width = right, right_width
        self._line = Hairline(themes, upright=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._row.addWidget(left, shares[0])
        self._row.addWidget(self._line)
        self._row.addWidget(right, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the right part below where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._line.setVisible(not narrow)
        if self._right_width:
            self._right.setMinimumWidth(0 if narrow else self._right_width)
            self._right.setMaximumWidth(_UNBOUND if narrow else self._right_width)
