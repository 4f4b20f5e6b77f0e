"""The upper left of the import dialog: what each column becomes, how sure that is, and why."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QComboBox, QToolButton, QVBoxLayout, QWidget

from planner.analysis.wording import percent
from planner.ui.dialogs.import_parts.column_rows import ColumnRow
from planner.ui.dialogs.import_parts.words import field_name, field_names
from planner.ui.tables.column import CellChange, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font
from planner.ui.theme.tokens import Theme
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.segment import Segment

_ROW, _BAR, _PADDING = 29, 40, 6.0
_BECOMES, _BECAUSE = 2, 4
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"


class ColumnsGrid(QWidget):
    """Shows :class:`ColumnRow` values; ``mapped(indices, field)`` and ``day_first_chosen(bool)`` are answers."""

    mapped = Signal(tuple, str)
    day_first_chosen = Signal(bool)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._unit = ""
        self._asked: dict[int, ColumnRow] = {}
        self._day_first: bool | None = None
        self.head = SectionHead(themes, self.tr("Columns"))
        self.grid = Grid(themes, self._columns(), name=self.tr("Columns"), on_edit=self._take, row_height=_ROW)
        self.grid.clicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        indent(self.head)
        column.addWidget(self.head)
        column.addWidget(self.grid, 1)

    def show_rows(self, rows: tuple[ColumnRow, ...], *, unit: str, day_first: bool | None) -> None:
        """Show the columns of a reading; a question once asked stays visible with its answer."""
        self._unit, self._day_first = unit, day_first
        self._asked.update({row.id: row for row in rows if row.dates is not None})
        self.grid.set_rows(tuple(sorted(rows, key=lambda row: row.id not in self._asked)))  # questions first
        filled = [row for row in rows if row.example]
        taken = [row for row in filled if row.field]
        doubtful = sum(self._is_doubtful(row) for row in taken)
        self.head.set_note(f"{len(taken) - doubtful} of {len(taken)} {_need(len(taken))} nothing from you")
        self._place_questions()

    def _columns(self) -> tuple[Column, ...]:
        left_out = lambda row: not row.field  # noqa: E731 - a local shorthand
        return (
            self._column("header", self.tr("Column in the file"), lambda row: row.header, width=178, quiet=left_out),
            self._column("example", self.tr("For example"), lambda row: row.example, width=132, quiet=_always),
            self._column("becomes", self.tr("Becomes"), self._becomes, width=136, strong=True, edit=True),
            Column(
                key="sure",
                title=self.tr("Sure"),
                value=lambda row: row.confidence,
                text=lambda row: percent(row.confidence) if row.field else "",
                width=100,
                paint=self._paint_sure,
            ),
            self._column("because", self.tr("Because"), self._because, width=170, quiet=_always, stretch=True),
        )

    def _column(  # noqa: PLR0913 - what tells the columns of this table apart
        self,
        key: str,
        title: str,
        text: Callable[[ColumnRow], str],
        *,
        width: int,
        strong: bool = False,
        quiet: Callable[[ColumnRow], bool] | None = None,
        edit: bool = False,
        stretch: bool = False,
    ) -> Column:
        def paint(painter: QPainter, rect: QRectF, row: Any, theme: Theme) -> None:
            self._paint_ground(painter, rect, row, theme)
            faint = not row.field or (quiet is not None and quiet(row))
            painter.setFont(ui_font(BODY, strong=strong and bool(row.field)))
            painter.setPen(theme.text2 if faint else theme.text)
            metrics = QFontMetricsF(painter.font())
            cut = metrics.elidedText(text(row), Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), cut)

        return Column(
            key=key,
            title=title,
            value=text,
            width=width,
            stretch=stretch,
            paint=paint,
            edit=_always if edit else None,
            choices=self._choices if edit else None,
        )

    def _choices(self, row: ColumnRow) -> tuple[str, ...]:
        return tuple(field_names(first=(row.field, *row.alternatives) if row.field else row.alternatives))

    def _becomes(self, row: ColumnRow) -> str:
        return field_name(row.field, unit=self._unit, columns=len(row.indices))

    def _because(self, row: ColumnRow) -> str:
        return "" if row.id in self._asked and row.field else row.because

    def _is_doubtful(self, row: ColumnRow) -> bool:
        return row.is_doubtful or (row.id in self._asked and bool(row.field) and self._day_first is None)

    def _paint_ground(self, painter: QPainter, rect: QRectF, row: ColumnRow, theme: Theme) -> None:
        if self._is_doubtful(row):
            painter.fillRect(rect.adjusted(-_PADDING, 0, _PADDING, 0), theme.warn_soft)

    def _paint_sure(self, painter: QPainter, rect: QRectF, row: ColumnRow, theme: Theme) -> None:
        """Paint the bar and the figure; what is left out has neither."""
        self._paint_ground(painter, rect, row, theme)
        if not row.field:
            return
        track = QRectF(rect.left(), rect.center().y() - 3, _BAR, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.line)
        painter.drawRoundedRect(track, 2, 2)
        painter.setBrush(theme.warn if self._is_doubtful(row) else theme.text2)
        painter.drawRoundedRect(track.adjusted(0, 0, -_BAR * (1 - row.confidence), 0), 2, 2)
        painter.setFont(ui_font(BODY))
        painter.setPen(theme.text2)
        right = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect.adjusted(_BAR + 8, 0, 0, 0), right, percent(row.confidence))

    def _place_questions(self) -> None:
        """Put a segment with both readings into each row whose dates were in doubt."""
        model = self.grid.rows
        for place in range(model.rowCount()):
            row: ColumnRow = model.row_at(place)
            asked = self._asked.get(row.id)
            if asked is not None and asked.dates is not None and row.field:
                self.grid.setIndexWidget(model.index(place, _BECAUSE), _Held(self._question(asked, asked.dates)))

    def _question(self, asked: ColumnRow, ways: tuple[str, str]) -> Segment:
        """Return the segment with both readings; an answer is also to click the reading that is already there."""
        segment = Segment(self._themes, ((DAY_FIRST, ways[0]), (MONTH_FIRST, ways[1])), name=self.tr("The date means"))
        segment.setFixedHeight(_ROW - 4)
        now = asked.reads_day_first if self._day_first is None else self._day_first
        segment.choose(DAY_FIRST if now else MONTH_FIRST)
        for key, button in zip((DAY_FIRST, MONTH_FIRST), segment.findChildren(QToolButton), strict=True):
            button.clicked.connect(partial(self.day_first_chosen.emit, key == DAY_FIRST))
        return segment

    def _take(self, changes: tuple[CellChange, ...]) -> None:
        """Turn a chosen word into an answer."""
        for change in changes:
            field = field_names().get(change.text)
            if change.key == "becomes" and field is not None and field != change.row.field:
                self.mapped.emit(change.row.indices, field)

    def _on_clicked(self, index: QModelIndex) -> None:
        """Open the list of fields with one click."""
        if index.column() != _BECOMES:
            return
        self.grid.edit(index)
        box = self.grid.viewport().findChild(QComboBox)
        if box is not None:
            box.activated.connect(lambda _place: self._close_list(box))
            box.showPopup()

    def _close_list(self, box: QComboBox) -> None:
        self.grid.commitData(box)
        self.grid.closeEditor(box, QAbstractItemDelegate.EndEditHint.NoHint)


class _Held(QWidget):
    """Keeps a segment at the left of its cell."""

    def __init__(self, segment: Segment) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(int(_PADDING), 2, 0, 2)
        column.addWidget(segment, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(segment)


def indent(head: QWidget) -> None:
    """Let a head start where the words of the rows below it start."""
    head.setContentsMargins(int(_PADDING), 0, int(_PADDING), 0)


def _always(row: ColumnRow) -> bool:
    del row
    return True


def _need(rows: int) -> str:
    return "needs" if rows == 1 else "need"
