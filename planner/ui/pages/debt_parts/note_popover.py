"""What stands behind a figure, in a popover: formula, the values that go in, and the source."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.analysis.reserve.lab_notes import FigureNote
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.popover import Popover

_WIDTH = 420


def note_popover(themes: ThemeController, note: FigureNote, *, parent: QWidget) -> Popover:
    """Return the popover of a figure; Escape closes it."""
    popover = Popover(themes, note.title, parent=parent, width=_WIDTH)
    popover.add_widget(ThemedLabel(themes, "\n".join(note.formula), size_px=AXIS, tone="text").wrapped())
    popover.add_line()
    popover.add_widget(_inputs(themes, note))
    popover.add_line()
    popover.add_words(note.source)
    return popover


def _inputs(themes: ThemeController, note: FigureNote) -> QWidget:
    """Return the values as a small table: name, value, and whose it is."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for row, entry in enumerate(note.inputs):
        value = ThemedLabel(themes, entry.value, size_px=AXIS, strong=True, tone="text")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(ThemedLabel(themes, entry.name, size_px=AXIS).wrapped(), row, 0)
        grid.addWidget(value, row, 1)
        grid.addWidget(ThemedLabel(themes, entry.basis, size_px=AXIS, tone="text3"), row, 2)
    return table
