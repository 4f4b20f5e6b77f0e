"""Pens of the chart rules: solid, dashed 6-3 and dotted, never wider than 3 px."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

_DASHES = {"dash": (6.0, 3.0), "dot": (1.5, 3.0), "short": (3.0, 2.5)}


def pen(colour: QColor, *, width: float = 1.0, dash: str = "", scale: float = 1.0) -> QPen:
    """Return a pen; ``dash`` is "", "dash", "dot" or "short", its lengths are pixels at 100 %."""
    out = QPen(colour, width * scale)
    out.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    out.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        out.setDashPattern([length / width for length in _DASHES[dash]])
    return out
