"""The list of what a workbook says otherwise: a check mark for each difference that is accepted."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from planner.exporting.round_trip.difference import BookDifference
from planner.ui.charts.pens import pen
from planner.ui.messages import error_sentence
from planner.ui.tables.column import Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.tokens import Theme

_ROW, _BOX, _TAKE = 32, 15.0, 0


class BookDifferences(Grid):
    """A reading grid whose first column holds check marks; a click on one, Space or Enter turns it.

    What cannot be accepted has no box, and says why. ``chosen`` tells that a mark was turned.
    """

    chosen = Signal()

    def __init__(self, themes: ThemeController, differences: tuple[BookDifference, ...]) -> None:
        self._taken = {id(entry) for entry in differences if _is_safe(entry)}
        self._all = differences
        super().__init__(themes, self._columns(), name="", row_height=_ROW, row_key=id)
        self.setAccessibleName(self.tr("Differences"))
        self.set_rows(differences)
        self.row_activated.connect(lambda row: self.turn((row,)))

    def taken(self) -> tuple[BookDifference, ...]:
        """Return the differences with a check mark, in the order of the workbook."""
        return tuple(entry for entry in self._all if id(entry) in self._taken)

    def turn(self, rows: tuple[BookDifference, ...], *, on: bool | None = None) -> None:
        """Turn the check marks of some differences; without ``on`` to the other side than the first one's."""
        able = [row for row in rows if row.acceptable]
        if not able:
            return
        wanted = id(able[0]) not in self._taken if on is None else on
        marks = {id(row) for row in able}
        self._taken = self._taken | marks if wanted else self._taken - marks
        self.viewport().update()
        self.chosen.emit()

    def turn_all(self, *, on: bool) -> None:
        """Accept or refuse everything that can be accepted."""
        self.turn(self._all, on=on)

    def _columns(self) -> tuple[Column, ...]:
        columns = (
            ("which", self.tr("What"), _which, 150, "text"),
            ("field", self.tr("Field"), self._field, 116, "text2"),
            ("before", self.tr("Exported"), lambda row: _line(row.before), 140, "text2"),
            ("after", self.tr("In the workbook"), lambda row: _line(row.after), 140, "text"),
            ("cell", self.tr("Cell"), lambda row: row.where, 124, "text3"),
            ("note", self.tr("To know"), self.note_of, 320, "text2"),
        )
        take = Column(key="take", title=self.tr("Take"), value=self._words, width=52, paint=self._paint)
        rest = (
            Column(key=key, title=title, value=value, width=width, tone=tone, stretch=key == "note")
            for key, title, value, width, tone in columns
        )
        return (take, *rest)

    def _words(self, row: BookDifference) -> str:
        if not row.acceptable:
            return self.tr("cannot be taken")
        return self.tr("taken") if id(row) in self._taken else self.tr("left out")

    def _field(self, row: BookDifference) -> str:
        if row.field:
            return row.field
        return self.tr("new") if row.after else self.tr("removed")

    def note_of(self, row: BookDifference) -> str:
        """Return why a difference cannot be taken, or what to know before it is."""
        if row.error is not None:
            return error_sentence(row.error)
        if row.meanwhile:
            return self.tr("The plan says %1 by now.").replace("%1", row.meanwhile)
        return self.tr("Only together with others.") if row.together else row.why

    def _paint(self, painter: QPainter, rect: QRectF, row: Any, theme: Theme) -> None:
        """Paint a box with or without its check mark; nothing where there is no choice."""
        if not row.acceptable:
            return
        left, top = rect.left() + 8.5, rect.center().y() - _BOX / 2
        box = QRectF(round(left) + 0.5, round(top) + 0.5, _BOX, _BOX)
        on = id(row) in self._taken
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.accent if on else theme.text3))
        painter.setBrush(theme.accent if on else theme.base)
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.setPen(pen(theme.on_accent, width=2.0))
            middle = box.center()
            corner = QPointF(middle.x() - 1.2, middle.y() + 3.2)
            painter.drawPolyline(
                [QPointF(middle.x() - 4, middle.y() + 0.2), corner, QPointF(middle.x() + 4, middle.y() - 3.4)]
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the marks of all chosen rows with Space."""
        if event.key() == Qt.Key.Key_Space:
            self.turn(self.selected_rows())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn the mark that was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == _TAKE and event.button() == Qt.MouseButton.LeftButton:
            self.turn((self.rows.row_at(index.row()),))


def _is_safe(entry: BookDifference) -> bool:
    """Say whether a difference is taken unless somebody says no: nothing is lost by it."""
    return entry.acceptable and not entry.removes and not entry.meanwhile


def _which(row: BookDifference) -> str:
    if row.noun == "assumption":
        return row.name.replace("_", " ")
    return f"{row.noun} {row.name}" if row.noun in {"formula", "table", "figure"} else _line(row.name)


def _line(text: str) -> str:
    return " ".join(text.split())
