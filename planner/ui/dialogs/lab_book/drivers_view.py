"""What the lab's answer hangs on: a tornado of its parameters."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.reserve.lab_words import gain_of
from planner.analysis.scenes.debt_tornado import debt_tornado
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.pages.page import PageContext
from planner.ui.widgets.labels import ThemedLabel


class DriversView(QWidget):
    """One bar per parameter, the widest on top; ``shares`` and ``horizon`` are those of the lab."""

    def __init__(self, context: PageContext, *, shares: tuple[float, ...], horizon: int) -> None:
        super().__init__()
        self._context = context
        self._shares, self._horizon = shares, horizon
        self.chart = ChartCanvas(context.theme)
        self._head = ThemedLabel(context.theme).wrapped()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self.chart, 1)

    def refresh(self) -> None:
        """Show what the gain hangs on in the open plan."""
        found = gain_of(self._context.document.view.parameters, self._shares, self._horizon)
        words = self.tr("Features gained by %1: each value alone from its P10 to its P90, the others as they stand.")
        self._head.set_text(words.replace("%1", found.words))
        parameters = self._context.document.view.parameters
        self.chart.set_scene(debt_tornado(found.swings, parameters, gain=found.gain, words=found.words))
