"""The strip below the chart: what can be tried out, and what it changes."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.analysis.story.levers import Chosen, Knob, Lever
from planner.analysis.story.rows import Row
from planner.ui.meeting.before_now import BeforeNow
from planner.ui.meeting.knob_panel import KnobPanel
from planner.ui.meeting.scaled import MARGIN, Text, rescale
from planner.ui.meeting.strip_button import StripButton
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.lines import Ground, Hairline

_HEIGHT, _GAP, _TABLE, _LINE_GAP, _LEAST_KNOBS = 178, 32, 396, 27, 4
_LOW, _NARROW, _NARROW_TABLE = 154, 1380, 336


class WhatIfStrip(Ground):
    """Levers at the left, figures at the right; ``moved(lever, amount)`` follows a drag."""

    moved = Signal(str, float)

    def __init__(self, themes: ThemeController, actions: Mapping[str, QAction]) -> None:
        super().__init__(themes, "window")
        self._themes = themes
        self._scale = 1.0
        self.panels: tuple[KnobPanel, ...] = ()
        self.freeze = StripButton(themes, actions["freeze"], icon="freeze", framed=True)
        self.reset = StripButton(themes, actions["reset"])
        self.keep = StripButton(themes, actions["keep"])
        self.table = BeforeNow(themes)
        self.note = Text(themes)
        self._title = Text(themes, self.tr("What if"), strong=True, tone="text")
        self._knobs = QWidget()
        self._build()

    def show_knobs(self, knobs: tuple[Knob, ...]) -> None:
        """Show the levers of a slide."""
        for panel in self.panels:
            self._row.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self.panels = tuple(KnobPanel(self._themes, knob) for knob in knobs)
        for place, panel in enumerate(self.panels):
            panel.moved.connect(self.moved)
            self._row.insertWidget(place, panel, 1)
        for place in range(_LEAST_KNOBS + 1):
            self._row.setStretch(place, 1 if place < len(self.panels) else 0)
        self._row.setStretch(len(self.panels), max(0, _LEAST_KNOBS - len(self.panels)))
        self.set_scale(self._scale, short=self.height() < _HEIGHT * self._scale)

    def show_amounts(self, chosen: Chosen, *, before: Chosen | None) -> None:
        """Stand at the chosen values; a mark where they stood before, when they differ."""
        for panel in self.panels:
            lever, start = panel.knob.lever, panel.knob.start
            now = chosen.get(lever, start)
            was = None if before is None else before.get(lever, start)
            panel.show_amount(now, before=was if was is not None and abs(was - now) > panel.knob.step / 2 else None)

    def show_figures(self, rows: tuple[Row, ...], *, before: str) -> None:
        """Show the figures, beside those of ``before`` when that is not empty."""
        self.table.show_rows(rows, before=before)

    def lever(self, lever: Lever) -> KnobPanel:
        """Return the panel of a lever of this slide."""
        return next(panel for panel in self.panels if panel.knob.lever is lever)

    def set_scale(self, scale: float, *, short: bool = False) -> None:
        """Change the factor of everything on the strip; a short screen has a lower one."""
        self._scale = scale
        rescale((self,), scale)
        for button in (self.freeze, self.reset, self.keep):
            button.set_scale(scale)
        for panel in self.panels:
            panel.slider.set_scale(scale)
        self.table.set_scale(scale)
        self.setFixedHeight(round((_LOW if short else _HEIGHT) * scale))
        self._fit()
        margin = round(MARGIN * scale)
        self._outer.setContentsMargins(margin, round(13 * scale), margin, round(12 * scale))
        self._outer.setSpacing(round(_LINE_GAP * scale))
        self._head.setSpacing(round(_GAP * scale))

    def _fit(self) -> None:
        """Let the table give way to the levers on a narrow screen."""
        narrow = self.width() < _NARROW * self._scale
        self.table.setFixedWidth(round((_NARROW_TABLE if narrow else _TABLE) * self._scale))
        self._row.setSpacing(round((_GAP - 8 if narrow else _GAP) * self._scale))

    def _build(self) -> None:
        self._head = QHBoxLayout()
        for widget in (self._title, self.freeze, self.reset, self.keep, self.note):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        self._row = QHBoxLayout(self._knobs)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(0)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(self._head)
        left.addWidget(self._knobs)
        left.addStretch(1)
        self._outer = QHBoxLayout(self)
        self._outer.addLayout(left, 1)
        self._outer.addWidget(Hairline(self._themes, upright=True, strong=False))
        self._outer.addWidget(self.table)
        self.set_scale(1.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()
