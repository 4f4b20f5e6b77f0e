"""A column as a value: what it shows, how it sorts, whether it can be edited."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from planner.ui.theme.tokens import Theme


class Align(Enum):
    """Where a cell's text stands; numbers stand right."""

    LEFT = Qt.AlignmentFlag.AlignLeft
    RIGHT = Qt.AlignmentFlag.AlignRight
    CENTRE = Qt.AlignmentFlag.AlignHCenter


CellPainter = Callable[[QPainter, QRectF, Any, Theme], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a grid.

    Parameters
    ----------
    key
        Stable identity, remembered with order and width.
    title
        Head of the column.
    value
        Row to value: what is sorted by. Numbers and ``None`` sort as numbers, ``None`` last.
    text
        Row to the words shown, copied and searched; the value as text by default.
    align, width, stretch, strong, tone
        How it looks; ``tone`` names a text colour of the theme.
    edit
        Says whether a row's cell takes typing; ``None`` for a read-only column. What was typed goes to the grid's
        ``on_edit`` as text.
    choices
        The allowed words of a cell, offered as a list.
    paint
        Paints the cell instead of the text (a bar, a range); the text is still copied and read out.
    sign
        Row to the name of an icon in front of the text, empty for none.
    tip
        Words shown when the pointer rests on the head.
    """

    key: str
    title: str
    value: Callable[[Any], Any]
    text: Callable[[Any], str] | None = None
    align: Align = Align.LEFT
    width: int = 96
    stretch: bool = False
    strong: bool = False
    tone: str = "text"
    edit: Callable[[Any], bool] | None = None
    choices: Callable[[Any], tuple[str, ...]] | None = None
    paint: CellPainter | None = None
    sign: Callable[[Any], str] | None = None
    tip: str = ""

    def shown(self, row: Any) -> str:
        """Return the words of a cell."""
        if self.text is not None:
            return self.text(row)
        value = self.value(row)
        return "" if value is None else str(value)

    def takes_typing(self, row: Any) -> bool:
        """Say whether a row's cell can be edited."""
        return self.edit is not None and self.edit(row)


@dataclass(frozen=True, slots=True)
class CellChange:
    """What was typed into, pasted into or cleared from one cell; several of them are one edit."""

    row: Any
    key: str
    text: str
