"""Short texts with ``**semibold**`` words and line breaks, measured and painted without a document engine."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from planner.ui.theme.fonts import ui_font

_LINE_HEIGHT = 16 / 12  # of the font size, as in the two-line labels of the design


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line in one weight."""

    text: str
    strong: bool


@lru_cache(maxsize=2048)
def parse_runs(line: str, *, strong: bool = False) -> tuple[Run, ...]:
    """Split a line at its ``**`` marks.

    Examples
    --------
    >>> [(run.text, run.strong) for run in parse_runs("by 12 Jun: **89 %**")]
    [('by 12 Jun: ', False), ('89 %', True)]
    """
    pieces = line.split("**")
    runs = (Run(piece, strong or index % 2 == 1) for index, piece in enumerate(pieces))
    return tuple(run for run in runs if run.text)


def plain(text: str) -> str:
    """Return the text without marks, for screen readers and clipboards."""
    return text.replace("**", "")


@dataclass(frozen=True, slots=True)
class RichText:
    """A text ready to be placed.

    Parameters
    ----------
    text
        Words with ``**`` marks and line breaks.
    size_px
        Font size at 100 %.
    strong
        Everything semibold.
    scale
        Factor for meeting mode and exports.
    """

    text: str
    size_px: int = 12
    strong: bool = False
    scale: float = 1.0

    def lines(self) -> tuple[tuple[Run, ...], ...]:
        """Return the runs of each line."""
        return tuple(parse_runs(line, strong=self.strong) for line in self.text.split("\n"))

    def size(self) -> QSizeF:
        """Return the size in device-independent pixels."""
        lines = self.lines()
        return QSizeF(max(self._width(line) for line in lines), self._line_height() * len(lines))

    def paint(
        self,
        painter: QPainter,
        top_left: QPointF,
        *,
        colour: QColor,
        strong_colour: QColor | None = None,
        align: str = "left",
    ) -> None:
        """Paint inside the rectangle at ``top_left``; each line is aligned within the widest one."""
        width = self.size().width()
        y = top_left.y()
        for line in self.lines():
            spare = width - self._width(line)
            x = top_left.x() + spare * {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
            for run in line:
                font = ui_font(self.size_px, strong=run.strong, scale=self.scale)
                metrics = QFontMetricsF(font)
                painter.setFont(font)
                painter.setPen(strong_colour if run.strong and strong_colour is not None else colour)
                top = y + (self._line_height() - metrics.height()) / 2
                painter.drawText(QPointF(x, top + metrics.ascent()), run.text)
                x += metrics.horizontalAdvance(run.text)
            y += self._line_height()

    def rect_at(self, anchor: QPointF, *, align: str) -> QRectF:
        """Return the rectangle whose left, centre or right edge stands at ``anchor``, centred in height."""
        size = self.size()
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        top_left = QPointF(anchor.x() - size.width() * shift, anchor.y() - size.height() / 2)
        return QRectF(top_left, size)

    def _line_height(self) -> float:
        return self.size_px * self.scale * _LINE_HEIGHT

    def _width(self, line: tuple[Run, ...]) -> float:
        return sum(_advance(run.text, self.size_px, self.scale, strong=run.strong) for run in line)


@lru_cache(maxsize=2048)
def _advance(text: str, size_px: int, scale: float, *, strong: bool) -> float:
    """Return the width of a piece of text; the same few words are measured again with every painting."""
    return QFontMetricsF(ui_font(size_px, strong=strong, scale=scale)).horizontalAdvance(text)
