"""The chart in words: the table that a screen reader reads."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from planner.analysis.scenes.scene import Scene
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import PANEL
from planner.ui.widgets.labels import ThemedLabel


class ChartTableDialog(QDialog):
    """Shows the table of a scene with its finding above."""

    def __init__(self, scene: Scene, themes: ThemeController, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(scene.title)
        self.resize(640, 420)
        head = ThemedLabel(themes, scene.title, size_px=PANEL, strong=True, tone="text")
        finding = ThemedLabel(themes, scene.summary).wrapped()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        for widget in (head, finding, _table_view(scene)):
            layout.addWidget(widget)


def _table_view(scene: Scene) -> QTableWidget:
    """Return a read-only grid of the ready texts."""
    table = scene.table
    view = QTableWidget(len(table.rows), len(table.head))
    view.setAccessibleName(scene.title)
    view.setAccessibleDescription(scene.summary)
    view.setHorizontalHeaderLabels(list(table.head))
    view.verticalHeader().hide()
    view.setShowGrid(False)
    view.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            view.setItem(row, column, QTableWidgetItem(cell))
    return view
