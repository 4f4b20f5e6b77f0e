"""The light colours of the app for exports, by meaning: paper and slides are light whatever the screen shows.

The figures equal the light theme of the window; a test compares them one by one.
"""

from dataclasses import dataclass
from typing import Final

from planner.analysis.scenes.scene import Style

WINDOW: Final = "#F3F4F6"
BASE: Final = "#FFFFFF"
ALT: Final = "#F8F9FA"
LINE: Final = "#E2E5E9"
STRONG: Final = "#C5CBD3"
TEXT: Final = "#18202C"
TEXT2: Final = "#4A5564"
TEXT3: Final = "#606B7A"
ACCENT: Final = "#4B45B5"
ACCENT_SOFT: Final = "#ECEBF9"
FEATURES: Final = "#0072B2"
FEATURES_TEXT: Final = "#00639B"
FEATURES_SOFT: Final = "#DCEBF5"
ON_FEATURES: Final = "#FFFFFF"
DEBT: Final = "#D55E00"
DEBT_TEXT: Final = "#A84A00"
DEBT_SOFT: Final = "#FBE6D8"
UNPLANNED: Final = "#858D98"
UNPLANNED_TEXT: Final = "#5A6370"
UNPLANNED_SOFT: Final = "#E9EBEE"
LEARNING: Final = "#009E73"
LEARNING_TEXT: Final = "#00704F"
LEARNING_SOFT: Final = "#D8F0E8"
WARN: Final = "#E69F00"
WARN_TEXT: Final = "#855800"
WARN_SOFT: Final = "#FDF1D6"
STOP: Final = "#B3261E"
STOP_SOFT: Final = "#FBE5E3"
LEAVE: Final = "#CC79A7"
ON_CALL: Final = "#E69F00"
RAMP: Final = "#56B4E9"
HOLIDAY: Final = "#C9CED6"
TOTAL: Final = "#4A5564"

HATCH_SHARE: Final = 0.42
"""Opacity of the white strokes of a hatch."""


def hatch_of(fill: str) -> str:
    """Return the colour of hatch strokes on a fill: white laid over it, since charts know no opacity there.

    Examples
    --------
    >>> hatch_of("#000000")
    '#6B6B6B'
    """
    parts = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 * HATCH_SHARE + part * (1 - HATCH_SHARE)):02X}" for part in parts)


@dataclass(frozen=True, slots=True)
class Paint:
    """How a meaning looks on paper: ``fill`` of its areas (``None``: none), ``stroke`` of its lines, its ``text``."""

    fill: str | None
    stroke: str
    text: str


PAINTS: Final[dict[Style, Paint]] = {
    Style.FEATURES: Paint(FEATURES, FEATURES, FEATURES_TEXT),
    Style.FEATURES_SOFT: Paint(FEATURES_SOFT, FEATURES, FEATURES_TEXT),
    Style.DEBT: Paint(DEBT, DEBT, DEBT_TEXT),
    Style.DEBT_SOFT: Paint(DEBT_SOFT, DEBT, DEBT_TEXT),
    Style.UNPLANNED: Paint(UNPLANNED, UNPLANNED, UNPLANNED_TEXT),
    Style.LEARNING: Paint(LEARNING, LEARNING, LEARNING_TEXT),
    Style.HOLIDAY: Paint(HOLIDAY, TEXT3, TEXT2),
    Style.LEAVE: Paint(LEAVE, LEAVE, TEXT),
    Style.ON_CALL: Paint(ON_CALL, ON_CALL, TEXT),
    Style.RAMP: Paint(RAMP, RAMP, TEXT),
    Style.MEETINGS: Paint(BASE, TEXT3, TEXT2),
    Style.NON_WORKING: Paint(None, TEXT3, TEXT2),
    Style.TOTAL: Paint(TOTAL, TOTAL, TEXT),
    Style.TEXT: Paint(TEXT, TEXT, TEXT),
    Style.MUTED: Paint(TEXT2, TEXT2, TEXT2),
    Style.GRID: Paint(LINE, LINE, TEXT3),
    Style.STRONG: Paint(STRONG, STRONG, TEXT3),
    Style.WARN: Paint(WARN, WARN, WARN_TEXT),
    Style.STOP: Paint(STOP, STOP, STOP),
    Style.ACCENT: Paint(ACCENT, ACCENT, ACCENT),
    Style.GHOST: Paint(UNPLANNED_SOFT, TEXT3, TEXT2),
    Style.OUTLINE: Paint(None, TEXT, TEXT),
    Style.WELL: Paint(ALT, LINE, TEXT3),
    Style.COMPARISON: Paint(UNPLANNED, UNPLANNED_TEXT, UNPLANNED_TEXT),
}
"""Every style name of a scene; window and paper agree on all of them."""
