"""Delivery measures as rows: name and own baseline, a small line, the latest value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.analysis.scenes.delivery_lines import baseline_text, delivery_line, delivery_value
from planner.analysis.tracking.trends import DeliveryTrend
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, PANEL, ui_font
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

_NAME_WIDTH, _SPARK_WIDTH, _HEIGHT = 165, 120, 40


class DeliveryRow(QWidget):
    """One measure."""

    def __init__(self, themes: ThemeController, code: str) -> None:
        super().__init__()
        self.code = code
        self._name = ThemedLabel(themes, tone="text")
        self._baseline = ThemedLabel(themes, size_px=AXIS)
        self._value = ThemedLabel(themes, size_px=PANEL, strong=True, tone="text")
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.spark = ChartCanvas(themes)
        self.spark.setFixedSize(_SPARK_WIDTH, _HEIGHT - 8)
        names = QWidget()
        names.setFixedWidth(_NAME_WIDTH)
        words = QVBoxLayout(names)
        words.setContentsMargins(0, 2, 0, 2)
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._baseline)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(names)
        row.addWidget(self.spark)
        row.addStretch(1)
        row.addWidget(self._value)
        self.setFixedHeight(_HEIGHT)

    def show_trend(self, trend: DeliveryTrend) -> None:
        """Show the measure of the last sprints."""
        line = next(entry for entry in trend.lines if entry.code == self.code)
        self._name.set_text(line.title)
        self._baseline.set_text(baseline_text(line))
        known = line.latest is not None
        self._value.set_text(delivery_value(line, line.latest) if known else self.tr("not known"))
        self._value.setFont(ui_font(PANEL if known else BODY, strong=known))
        self._value.set_tone("text" if known else "text3")
        self._baseline.setVisible(bool(self._baseline.text()))
        self.spark.setVisible(known)
        if known:
            self.spark.set_scene(delivery_line(trend, self.code))
        self.setAccessibleName(f"{line.title}: {self._value.text()}")


class DeliveryRows(QWidget):
    """The three measures with hairlines between."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.rows = tuple(DeliveryRow(themes, code) for code in ("deployments", "failed-changes", "restore-hours"))
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for row in self.rows:
            column.addWidget(row)
            column.addWidget(Hairline(themes))

    def show_trend(self, trend: DeliveryTrend) -> None:
        """Show the measures of the last sprints."""
        for row in self.rows:
            row.show_trend(trend)
