"""The lower part of the import dialog: what is new, changed, gone or edited on both sides, and whose value counts."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.wording import day
from planner.importing.preview import Difference, DifferenceKind, ImportPreview, Side
from planner.ui.charts.pens import pen
from planner.ui.dialogs.import_parts.columns_grid import indent
from planner.ui.dialogs.import_parts.words import file_words, group_name, side_words
from planner.ui.tables.column import Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font
from planner.ui.theme.tokens import Theme
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.segment import Segment

_ROW, _SEGMENT, _HIGH, _KEEP = 32, 98, 24, 6
_SHOWN = {
    "all": (DifferenceKind.CONFLICT, DifferenceKind.CHANGED_IN_FILE, DifferenceKind.NEW, DifferenceKind.GONE),
    "new": (DifferenceKind.NEW,),
    "changed": (DifferenceKind.CHANGED_IN_FILE,),
    "gone": (DifferenceKind.GONE,),
    "both": (DifferenceKind.CONFLICT,),
}


class DifferencesGrid(QWidget):
    """Shows the differences of a preview; ``chosen`` tells that a side was picked.

    ``choices`` holds the picks by item and group, and outlives another reading of the same file.
    """

    chosen = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.choices: dict[tuple[str, str], Side] = {}
        self._preview: ImportPreview | None = None
        self._names = {
            "all": self.tr("All"),
            "new": self.tr("New"),
            "changed": self.tr("Changed"),
            "gone": self.tr("Gone"),
            "both": self.tr("Edited on both sides"),
        }
        self.segment = Segment(themes, tuple(self._names.items()), name=self.tr("Differences shown"))
        self.head = SectionHead(themes, "")
        self.head.add_control(self.segment)
        self.grid = _SideGrid(themes, self._columns(), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        indent(self.head)
        column.addWidget(self.head)
        column.addWidget(self.grid, 1)
        self.segment.chosen.connect(lambda _key: self._show_rows())

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what a reading would change."""
        self._preview = preview
        before = [entry for entry in preview.plan.snapshots if any(item.imported for item in entry.items)]
        title = self.tr("Differences from the plan")
        if before:
            title = self.tr("Differences from the import of %1").replace("%1", day(before[-1].taken_on))
        self.head.set_title(title)
        counts = preview.counts()
        for key, kinds in _SHOWN.items():
            self.segment.set_text(key, f"{self._names[key]} {sum(counts[kind] for kind in kinds)}")
        self._show_rows()

    def side_of(self, row: Difference) -> Side:
        """Return whose value is taken."""
        return self.choices.get((row.key, row.group), row.default_side)

    def choose(self, rows: tuple[Difference, ...], side: Side | None = None) -> None:
        """Take a side for some differences; without one, the other side than now."""
        for row in rows:
            now = self.side_of(row)
            other = Side.PLAN if now is Side.FILE else Side.FILE
            self.choices[row.key, row.group] = other if side is None else side
        self.grid.viewport().update()
        self.chosen.emit()

    def _show_rows(self) -> None:
        """List the kind of differences that is chosen, conflicts first."""
        if self._preview is None:
            return
        kinds = _SHOWN[self.segment.current()]
        rows = [entry for entry in self._preview.differences if entry.kind in kinds]
        rows.sort(key=lambda entry: kinds.index(entry.kind))
        self.grid.set_rows(tuple(rows))
        if rows:
            self.grid.selectRow(0)

    def _columns(self) -> tuple[Column, ...]:
        columns = (
            ("key", self.tr("Item"), lambda row: row.key, 84, "text2"),
            ("title", self.tr("Title"), lambda row: row.title, 290, "text"),
            ("field", self.tr("Field"), lambda row: group_name(row.group), 118, "text2"),
            ("was", self.tr("Was"), lambda row: row.was, 116, "text2"),
        )
        return (
            *(
                Column(key=key, title=title, value=value, width=width, tone=tone, stretch=key == "title")
                for key, title, value, width, tone in columns
            ),
            self._value("here", self.tr("Edited here"), Side.PLAN, width=158),
            self._value("in-file", self.tr("In the file"), Side.FILE, width=164),
            Column(
                key="keep",
                title=self.tr("Keep"),
                value=self._keep_words,
                width=262,
                paint=self._paint_keep,
            ),
        )

    def _value(self, key: str, title: str, side: Side, *, width: int) -> Column:
        """Return the column of one side; the value that counts is semibold."""

        def text(row: Difference) -> str:
            if side is Side.FILE:
                return "" if self._preview is None else file_words(row, self._preview)
            return row.here if row.kind in {DifferenceKind.CONFLICT, DifferenceKind.EDITED_HERE} else ""

        def paint(painter: QPainter, rect: QRectF, row: Any, theme: Theme) -> None:
            painter.setFont(ui_font(BODY, strong=self.side_of(row) is side))
            painter.setPen(theme.text)
            cut = QFontMetricsF(painter.font()).elidedText(text(row), Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), cut)

        return Column(key=key, title=title, value=text, width=width, paint=paint)

    def _keep_words(self, row: Difference) -> str:
        if row.kind is not DifferenceKind.CONFLICT:
            return side_words(row, self.side_of(row))
        return self.tr("Mine") if self.side_of(row) is Side.PLAN else self.tr("File")

    def _paint_keep(self, painter: QPainter, rect: QRectF, row: Any, theme: Theme) -> None:
        """Paint the choice of a conflict as a segment, of anything else in words."""
        if row.kind is not DifferenceKind.CONFLICT:
            painter.setFont(ui_font(BODY))
            painter.setPen(theme.text2)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), self._keep_words(row))
            return
        frame = _segment_rect(rect)
        path = QPainterPath()
        path.addRoundedRect(frame, 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, theme.base)
        mine = self.side_of(row) is Side.PLAN
        half = frame.width() / 2
        sides = ((self.tr("Mine"), mine, frame.left()), (self.tr("File"), not mine, frame.left() + half))
        painter.save()
        painter.setClipPath(path)
        for words, on, left in sides:
            part = QRectF(left, frame.top(), half, frame.height())
            if on:
                painter.fillRect(part, theme.accent_soft)
            painter.setFont(ui_font(BODY, strong=on))
            painter.setPen(theme.text if on else theme.text2)
            painter.drawText(part, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()
        painter.setPen(pen(theme.strong))
        painter.drawPath(path)


class _SideGrid(Grid):
    """A reading grid in which a click, Space, M and F pick a side."""

    def __init__(self, themes: ThemeController, columns: tuple[Column, ...], owner: DifferencesGrid) -> None:
        super().__init__(themes, columns, name=owner.tr("Differences"), row_height=_ROW, row_key=_identity)
        self._owner = owner
        self.row_activated.connect(lambda row: owner.choose((row,)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the side that was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == _KEEP and event.button() == Qt.MouseButton.LeftButton:
            self._pick(index, event.position().toPoint())

    def _pick(self, index: QModelIndex, place: QPoint) -> None:
        row = self.rows.row_at(index.row())
        inner = QRectF(self.visualRect(index)).adjusted(6, 0, -6, -1)
        frame = _segment_rect(inner)
        if row.kind is DifferenceKind.CONFLICT and frame.contains(QPointF(place)):
            self._owner.choose((row,), Side.PLAN if place.x() < frame.center().x() else Side.FILE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let M keep mine, F take the file's and Space change the side, for all chosen rows."""
        sides = {Qt.Key.Key_M: Side.PLAN, Qt.Key.Key_F: Side.FILE, Qt.Key.Key_Space: None}
        key = Qt.Key(event.key())
        if key in sides and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._owner.choose(self.selected_rows(), sides[key])
            return
        super().keyPressEvent(event)


def _identity(row: Difference) -> tuple[str, str]:
    return row.key, row.group


def _segment_rect(cell: QRectF) -> QRectF:
    return QRectF(cell.left() + 0.5, cell.center().y() - _HIGH / 2 + 0.5, _SEGMENT, _HIGH)
