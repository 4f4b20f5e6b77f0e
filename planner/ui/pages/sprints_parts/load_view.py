"""The Load view: people by sprints, each cell a bar with its share; skills that are missing below."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.board.columns import FULL_AT, BoardColumn
from planner.analysis.board.load_table import LoadCell, LoadRow, load_rows
from planner.ui.charts.pens import pen
from planner.ui.tables.column import Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font
from planner.ui.theme.tokens import Theme
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel

_WORDS, _BAR, _ROW, _HEAD = 92.0, 10.0, 32, 44


class LoadView(QWidget):
    """Who has how much in each coming sprint; Enter or double click shows a person's cards."""

    person_chosen = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._sprints: tuple[str, ...] = ()
        self._grid: Grid | None = None
        self._warnings = ThemedLabel(themes, tone="warn_text").wrapped()
        self._head = SectionHead(themes, self.tr("Skills to watch"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 0, 26, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._head)
        self._column.addWidget(self._warnings)
        self._column.addStretch(1)

    @property
    def grid(self) -> Grid | None:
        """The table, once there is a sprint."""
        return self._grid

    def show_columns(self, columns: tuple[BoardColumn, ...]) -> None:
        """Show the loads of sprints."""
        names = tuple(f"{column.sprint.id} {column.sprint.name}" for column in columns)
        if names != self._sprints or self._grid is None:
            self._sprints = names
            self._make_grid(columns)
        rows, warnings = load_rows(columns)
        if self._grid is not None:
            self._grid.set_rows(rows)
            self._grid.setFixedHeight(_HEAD + _ROW * len(rows))
        self._warnings.set_text("\n".join(warnings))
        self._head.setVisible(bool(warnings))
        self._warnings.setVisible(bool(warnings))

    def _make_grid(self, columns: tuple[BoardColumn, ...]) -> None:
        if self._grid is not None:
            self._column.removeWidget(self._grid)
            self._grid.deleteLater()
        people = Column(key="name", title=self.tr("Person"), value=lambda row: row.name, width=168, strong=True)
        cells = tuple(
            Column(
                key=column.sprint.id,
                title=column.sprint.name,
                value=partial(_share, place=place),
                text=partial(_words, place=place),
                paint=partial(_paint_cell, place=place),
                width=168,
            )
            for place, column in enumerate(columns)
        )
        self._grid = Grid(
            self._themes,
            (people, *cells),
            name=self.tr("Load per person and sprint"),
            row_key=lambda row: row.name,
            row_height=_ROW,
        )
        self._grid.row_activated.connect(lambda row: self.person_chosen.emit(row.name))
        self._column.insertWidget(0, self._grid)


def _cell(row: LoadRow, place: int) -> LoadCell:
    return row.cells[place]


def _share(row: LoadRow, *, place: int) -> float | None:
    return _cell(row, place).share


def _words(row: LoadRow, *, place: int) -> str:
    return _cell(row, place).words


def _paint_cell(painter: QPainter, rect: QRectF, row: LoadRow, theme: Theme, *, place: int) -> None:
    """Paint a level bar up to 125 %, the line at 100 %, and the share behind it."""
    cell = _cell(row, place)
    room = max(24.0, rect.width() - _WORDS)
    bar = QRectF(rect.left(), rect.center().y() - _BAR / 2, room, _BAR)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.unplanned_soft)
    painter.drawRoundedRect(bar, 2, 2)
    painter.setBrush(theme.warn if cell.overloaded else theme.unplanned)
    painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * cell.height, bar.height()), 2, 2)
    painter.setPen(pen(theme.text2, dash="dot", width=1.2))
    x = bar.left() + bar.width() * FULL_AT
    painter.drawLine(QPointF(x, bar.top() - 4), QPointF(x, bar.bottom() + 4))
    painter.setFont(ui_font(BODY, strong=cell.overloaded))
    painter.setPen(theme.warn_text if cell.overloaded else theme.text2)
    words = QRectF(bar.right() + 8, rect.top(), rect.right() - bar.right() - 8, rect.height())
    mark = "▲ " if cell.overloaded else ""
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), f"{mark}{cell.short}")
