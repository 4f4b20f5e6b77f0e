"""The row of brushes over the heat map: the legend is the tool box."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from planner.ui.charts.pens import pen
from planner.ui.pages.team_parts.brushes import Brush
from planner.ui.pages.team_parts.day_marks import DayMark, paint_day
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font
from planner.ui.theme.tokens import mix
from planner.ui.widgets.labels import ThemedLabel

_SWATCH_WIDTH, _SWATCH_HEIGHT, _GAP, _PADDING = 20, 19, 7, 6
_RAMP_LEVEL = 0.55


@dataclass(frozen=True, slots=True)
class _Chip:
    """One entry: a brush, or a mark that only explains."""

    brush: Brush | None
    mark: DayMark
    text: str
    tip: str


class BrushBar(QWidget):
    """Chips of the marks; a click takes a brush in hand, another puts it away.

    ``chosen(Brush | None)`` tells which, ``ramp_asked()`` of the chip that belongs to a person's entry.
    """

    chosen = Signal(object)
    ramp_asked = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._chips: list[BrushChip] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(ThemedLabel(themes, self.tr("Paint with"), tone="text3"))
        row.addSpacing(4)
        for chip in self._entries():
            button = BrushChip(themes, chip.mark, chip.text, brush=chip.brush)
            button.setToolTip(chip.tip)
            if chip.brush is None:
                button.clicked.connect(self.ramp_asked)
            else:
                button.clicked.connect(lambda _on, one=button: self._on_clicked(one))
            self._chips.append(button)
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Brushes"))

    def choose(self, brush: Brush | None) -> None:
        """Show which brush is in hand."""
        for chip in self._chips:
            chip.setChecked(chip.brush is not None and chip.brush is brush)

    def chip(self, brush: Brush) -> "BrushChip":
        """Return the chip of a brush."""
        return next(chip for chip in self._chips if chip.brush is brush)

    def _entries(self) -> tuple[_Chip, ...]:
        return (
            _Chip(Brush.LEAVE, DayMark("leave", "L"), self.tr("leave"), self.tr("Leave, key L")),
            _Chip(
                Brush.HOLIDAY, DayMark("holiday", "H"), self.tr("holiday"),
                self.tr("Public holiday of everybody in the same place, key H"),
            ),
            _Chip(Brush.ON_CALL, DayMark("on-call", "C"), self.tr("on-call"), self.tr("On-call duty, key C")),
            _Chip(
                None, DayMark("ramp", level=_RAMP_LEVEL), self.tr("ramp-up"),
                self.tr("Ramp-up comes from the person's entry; click to open it"),
            ),
            _Chip(Brush.HALF_DAY, DayMark("half", "½"), self.tr("half day"), self.tr("Half a day of leave, key 2")),
            _Chip(
                Brush.NOT_WORKING, DayMark("off", "–"), self.tr("not working"), self.tr("Not working, key minus")
            ),
        )  # fmt: skip

    def _on_clicked(self, chip: "BrushChip") -> None:
        brush = chip.brush if chip.isChecked() else None
        self.choose(brush)
        self.chosen.emit(brush)


class BrushChip(QAbstractButton):
    """A small day cell and its word."""

    def __init__(self, themes: ThemeController, mark: DayMark, text: str, *, brush: Brush | None) -> None:
        super().__init__()
        self._themes, self._mark, self.brush = themes, mark, brush
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(brush is not None)
        self.setFont(ui_font(BODY))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground when chosen, the cell and the word."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setPen(pen(theme.accent) if self.isChecked() or self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft if self.isChecked() else mix(theme.text, theme.base, share=0.05))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        swatch = QRectF(_PADDING, (rect.height() - _SWATCH_HEIGHT) / 2, _SWATCH_WIDTH, _SWATCH_HEIGHT)
        paint_day(painter, swatch, self._mark, theme=theme)
        painter.setFont(self.font())
        painter.setPen(theme.text)
        metrics = painter.fontMetrics()
        x = swatch.right() + _GAP
        painter.drawText(QPointF(x, (rect.height() - metrics.height()) / 2 + metrics.ascent()), self.text())

    def sizeHint(self) -> QSize:
        """Return the room of cell and word."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(2 * _PADDING + _SWATCH_WIDTH + _GAP + words, 28)
