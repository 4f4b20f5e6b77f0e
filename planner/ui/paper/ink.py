"""Words, lines and tables on a page, measured and painted with the same fonts as the charts."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from planner.exporting import excel_safe
from planner.exporting.report.tables import NamedTable
from planner.ui.charts.pens import pen
from planner.ui.theme.fonts import ui_font
from planner.ui.theme.tokens import Theme

LINE_HEIGHT = 1.35
TABLE_PX, ROW = 12, 22.0
_GAP = 16.0
_WIDEST = 360.0


@dataclass(frozen=True, slots=True)
class Ink:
    """Size in pixels, colour and weight of words."""

    size_px: int
    colour: QColor
    strong: bool = False


def metrics(size_px: int, *, strong: bool = False) -> QFontMetricsF:
    """Return how wide words of a size are."""
    return QFontMetricsF(ui_font(size_px, strong=strong))


def wrapped(text: str, *, size_px: int, strong: bool, width: float, most: int = 0) -> list[str]:
    """Return a text in lines that fit; with ``most``, the last one ends in an ellipsis where more follows."""
    measure = metrics(size_px, strong=strong)
    lines: list[str] = []
    for row in excel_safe.cell_text(text).text.split("\n"):
        line = ""
        for word in row.split():
            longer = f"{line} {word}".strip()
            if line and measure.horizontalAdvance(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [measure.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


def write(painter: QPainter, room: QRectF, text: str, ink: Ink, *, most: int = 0, align: str = "left") -> float:
    """Paint words from the top of a room; return where the next may start."""
    font = ui_font(ink.size_px, strong=ink.strong)
    painter.setFont(font)
    painter.setPen(ink.colour)
    measure = QFontMetricsF(font)
    y = room.top()
    for line in wrapped(text, size_px=ink.size_px, strong=ink.strong, width=room.width(), most=most):
        spare = room.width() - measure.horizontalAdvance(line) if align == "right" else 0.0
        painter.drawText(QPointF(room.left() + spare, y + measure.ascent()), line)
        y += ink.size_px * LINE_HEIGHT
    return y


def rule(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
    """Paint a level hairline."""
    painter.setPen(pen(colour, width=1.0))
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def column_widths(table: NamedTable, *, width: float) -> list[float]:
    """Return a width per column: what its words need, the widest giving way when the page is too narrow."""
    plain, strong = metrics(TABLE_PX), metrics(TABLE_PX, strong=True)
    wanted = [strong.horizontalAdvance(head) for head in table.head]
    for row in table.rows:
        for place, cell in enumerate(row):
            wanted[place] = max(wanted[place], plain.horizontalAdvance(cell))
    out = [min(one, _WIDEST) + _GAP for one in wanted]
    over = sum(out) - width
    while over > 0:
        widest = max(range(len(out)), key=lambda place: out[place])
        cut = min(over, out[widest] / 4)
        out[widest] -= cut
        over -= cut
    return out


def write_table(painter: QPainter, at: QPointF, table: NamedTable, *, width: float, theme: Theme) -> None:
    """Paint a table whose rows are known to fit; figures stand at the right of their column."""
    widths = column_widths(table, width=width)
    y = at.y()
    _row(painter, QPointF(at.x(), y), table.head, widths, table=table, ink=Ink(TABLE_PX, theme.text2, strong=True))
    right = at.x() + sum(widths)
    rule(painter, at.x(), right, y + ROW - 2, theme.strong)
    for row in table.rows:
        y += ROW
        _row(painter, QPointF(at.x(), y), row, widths, table=table, ink=Ink(TABLE_PX, theme.text))
        rule(painter, at.x(), right, y + ROW - 2, theme.line)


def _row(
    painter: QPainter, at: QPointF, cells: tuple[str, ...], widths: list[float], *, table: NamedTable, ink: Ink
) -> None:
    x = at.x()
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        room = QRectF(x, at.y(), width - _GAP, ROW)
        write(painter, room, cell, ink, most=1, align="right" if place in table.figures else "left")
        x += width
