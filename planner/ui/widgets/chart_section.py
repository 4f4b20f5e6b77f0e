"""A section of a page: head with a link, optional key figure, a chart and the line under it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.scenes.scene import Scene
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.heads import KeyFigure, SectionHead
from planner.ui.widgets.labels import ThemedLabel


class ChartSection(QWidget):
    """Head, key figure, chart, caption.

    Parameters
    ----------
    title, link
        Words of the head; an empty link is left out.
    height
        Height of the chart in pixels; 0 lets it take what is free.
    figure
        Whether there is a key figure between head and chart.
    """

    def __init__(
        self, themes: ThemeController, title: str, *, link: str = "", height: int = 0, figure: bool = False
    ) -> None:
        super().__init__()
        self.head = SectionHead(themes, title, link=link)
        self.key_figure = KeyFigure(themes)
        self.key_figure.setVisible(figure)
        self.chart = ChartCanvas(themes)
        if height:
            self.chart.setFixedHeight(height)
        self.caption = ThemedLabel(themes, size_px=AXIS)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        for widget in (self.head, self.key_figure):
            self.column.addWidget(widget)
        self.column.addWidget(self.chart, 0 if height else 1)
        self.column.addWidget(self.caption)

    def show_scene(self, scene: Scene, caption: str = "") -> None:
        """Show a chart and the line under it."""
        self.chart.set_scene(scene)
        self.caption.set_text(caption)
        self.caption.setVisible(bool(caption))
