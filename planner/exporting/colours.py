"""Both themes of the app for exports, by meaning, without Qt: grounds, texts and the look of every style name.

The figures equal those of the window; a test compares them one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.analysis.scenes.scene import Style
from planner.exporting import palette
from planner.exporting.palette import PAINTS, Paint

_DEBT, _DEBT_TEXT = "#F0803C", "#F79A62"
_FEATURES, _FEATURES_TEXT = "#56B4E9", "#7CC6F0"
_UNPLANNED, _UNPLANNED_TEXT = "#8D97A4", "#AAB3BF"
_BASE, _LINE, _STRONG = "#191E26", "#2A313B", "#434D5A"
_TEXT, _TEXT2, _TEXT3 = "#E8ECF1", "#B1BAC6", "#929DAB"
_LEAVE, _ON_CALL, _RAMP = "#D88BB6", "#E69F00", "#56B4E9"

_DARK_PAINTS: Final[Mapping[Style, Paint]] = {
    Style.FEATURES: Paint(_FEATURES, _FEATURES, _FEATURES_TEXT),
    Style.FEATURES_SOFT: Paint("#1C3A4E", _FEATURES, _FEATURES_TEXT),
    Style.DEBT: Paint(_DEBT, _DEBT, _DEBT_TEXT),
    Style.DEBT_SOFT: Paint("#482A14", _DEBT, _DEBT_TEXT),
    Style.UNPLANNED: Paint(_UNPLANNED, _UNPLANNED, _UNPLANNED_TEXT),
    Style.LEARNING: Paint("#2FBF93", "#2FBF93", "#4FD0A8"),
    Style.HOLIDAY: Paint("#3A4350", _TEXT3, _TEXT2),
    Style.LEAVE: Paint(_LEAVE, _LEAVE, _TEXT),
    Style.ON_CALL: Paint(_ON_CALL, _ON_CALL, _TEXT),
    Style.RAMP: Paint(_RAMP, _RAMP, _TEXT),
    Style.MEETINGS: Paint(_BASE, _TEXT3, _TEXT2),
    Style.NON_WORKING: Paint(None, _TEXT3, _TEXT2),
    Style.TOTAL: Paint("#B1BAC6", "#B1BAC6", _TEXT),
    Style.TEXT: Paint(_TEXT, _TEXT, _TEXT),
    Style.MUTED: Paint(_TEXT2, _TEXT2, _TEXT2),
    Style.GRID: Paint(_LINE, _LINE, _TEXT3),
    Style.STRONG: Paint(_STRONG, _STRONG, _TEXT3),
    Style.WARN: Paint("#F0B32E", "#F0B32E", "#F0BE55"),
    Style.STOP: Paint("#FF8A80", "#FF8A80", "#FF8A80"),
    Style.ACCENT: Paint("#A8A2FF", "#A8A2FF", "#A8A2FF"),
    Style.GHOST: Paint("#2C343F", _TEXT3, _TEXT2),
    Style.OUTLINE: Paint(None, _TEXT, _TEXT),
    Style.WELL: Paint("#1E242D", _LINE, _TEXT3),
    Style.COMPARISON: Paint(_UNPLANNED, _UNPLANNED_TEXT, _UNPLANNED_TEXT),
}


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme: grounds, hairlines, texts, the accent, the text on the features' blue, and a paint per style."""

    dark: bool
    window: str
    base: str
    line: str
    strong: str
    text: str
    text2: str
    text3: str
    accent: str
    on_features: str
    warn_text: str
    stop: str
    hatch: str
    paints: Mapping[Style, Paint]

    def hatch_on(self, fill: str) -> str:
        """Return the colour of hatch strokes on a fill, for media that know no opacity there.

        Examples
        --------
        >>> LIGHT.hatch_on("#000000"), DARK.hatch_on("#12161C")
        ('#6B6B6B', '#12161C')
        """
        return mix(self.hatch, fill, share=palette.HATCH_SHARE)


def mix(over: str, under: str, *, share: float) -> str:
    """Return ``over`` laid on ``under`` with the opacity ``share`` in [0, 1].

    Examples
    --------
    >>> mix("#000000", "#FFFFFF", share=0.5)
    '#808080'
    """
    parts = ((int(over[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(top * share + below * (1 - share)):02X}" for top, below in parts)


LIGHT: Final = Colours(
    dark=False,
    window=palette.WINDOW,
    base=palette.BASE,
    line=palette.LINE,
    strong=palette.STRONG,
    text=palette.TEXT,
    text2=palette.TEXT2,
    text3=palette.TEXT3,
    accent=palette.ACCENT,
    on_features=palette.ON_FEATURES,
    warn_text=palette.WARN_TEXT,
    stop=palette.STOP,
    hatch="#FFFFFF",
    paints=PAINTS,
)

DARK: Final = Colours(
    dark=True,
    window="#12161C",
    base=_BASE,
    line=_LINE,
    strong=_STRONG,
    text=_TEXT,
    text2=_TEXT2,
    text3=_TEXT3,
    accent="#A8A2FF",
    on_features="#12161C",
    warn_text="#F0BE55",
    stop="#FF8A80",
    hatch="#12161C",
    paints=_DARK_PAINTS,
)
