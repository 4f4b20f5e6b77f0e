"""What to take out of a running sprint: a row per item with a link that moves it to the next one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.analysis.tracking.figures import TakeOut
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

_KEY_WIDTH, _ROW_HEIGHT = 70, 25


class TakeOutList(QWidget):
    """A head and rows; ``move_asked`` carries the key of an item and the sprint it goes to (``None``: the backlog)."""

    move_asked = Signal(str, object)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._head = ThemedLabel(themes, strong=True, tone="text")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._head)
        column.addLayout(self._rows)
        self.links: tuple[LinkButton, ...] = ()

    def set_advice(self, advice: TakeOut | None) -> None:
        """Show what to take out; hide when there is nothing."""
        while self._rows.count():
            entry = self._rows.takeAt(0)
            widget = None if entry is None else entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.links = ()
        self.setVisible(advice is not None)
        if advice is None:
            return
        self._head.set_text(advice.title)
        self.setAccessibleName(advice.title)
        for place, row in enumerate(advice.rows):
            if place:
                self._rows.addWidget(Hairline(self._themes))
            self._rows.addWidget(self._row(row, advice))

    def title(self) -> str:
        """Return the head shown."""
        return self._head.text()

    def _row(self, row: tuple[str, str, str], advice: TakeOut) -> QWidget:
        key, title, size = row
        line = QWidget()
        line.setFixedHeight(_ROW_HEIGHT)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        name = ThemedLabel(self._themes, key)
        name.setMinimumWidth(_KEY_WIDTH)
        words = ThemedLabel(self._themes, title, tone="text")
        words.setMinimumWidth(80)
        words.setToolTip(title)
        amount = ThemedLabel(self._themes, size, strong=True, tone="text")
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        link = LinkButton(self._themes, self.tr("Move to {sprint}").format(sprint=advice.sprint_name))
        link.setAccessibleName(self.tr("Move {key} to {sprint}").format(key=key, sprint=advice.sprint_name))
        link.clicked.connect(lambda: self.move_asked.emit(key, advice.sprint_id))
        self.links = (*self.links, link)
        layout.addWidget(name)
        layout.addWidget(words, 1)
        layout.addWidget(amount)
        layout.addSpacing(40)
        layout.addWidget(link)
        return line
