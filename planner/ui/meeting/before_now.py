"""The small table at the right of the strip: each figure before and now."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.analysis.story.rows import Row
from planner.ui.meeting.scaled import Text
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.lines import Hairline

_ROWS = 3
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BeforeNow(QWidget):
    """Three figures; the column "before" is there when something is compared with."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._head = (Text(themes), Text(themes, self.tr("now")))
        self._texts = tuple((Text(themes), Text(themes), Text(themes, strong=True, tone="text")) for _ in range(_ROWS))
        self._lines = tuple(Hairline(themes) for _ in range(_ROWS))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 3)
        for column, label in enumerate(self._head, start=1):
            self._grid.addWidget(label, 0, column, _RIGHT)
        for place, (line, texts) in enumerate(zip(self._lines, self._texts, strict=True)):
            self._grid.addWidget(line, 2 * place + 1, 0, 1, 3)
            self._grid.addWidget(texts[0], 2 * place + 2, 0)
            for column, label in enumerate(texts[1:], start=1):
                self._grid.addWidget(label, 2 * place + 2, column, _RIGHT)
        self._grid.setRowStretch(2 * _ROWS + 1, 1)

    def show_rows(self, rows: tuple[Row, ...], *, before: str) -> None:
        """Show figures; ``before`` is the head of their column, empty when nothing is compared with."""
        self._head[0].set_text(before)
        self._head[1].setVisible(bool(rows))
        for place, (line, texts) in enumerate(zip(self._lines, self._texts, strict=True)):
            row = rows[place] if place < len(rows) else Row("", "")
            line.setVisible(bool(row.name))
            for label, words in zip(texts, (row.name, row.before if before else "", row.now), strict=True):
                label.set_text(words)
        said = [f"{row.name}: {row.before}, {row.now}" if row.before else f"{row.name}: {row.now}" for row in rows]
        self.setAccessibleName("; ".join(said))

    def set_scale(self, scale: float) -> None:
        """Give the rows their distance."""
        self._grid.setVerticalSpacing(round(6 * scale))
        self._grid.setHorizontalSpacing(round(16 * scale))
