"""What each style name of a scene looks like in a theme."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor

from planner.analysis.scenes.scene import Style
from planner.ui.theme.hatches import Hatch
from planner.ui.theme.tokens import DARK, LIGHT, Theme, mix


@dataclass(frozen=True, slots=True)
class Look:
    """Fill, edge, hatch and text of one meaning; ``stroke`` is the colour of its lines and symbols."""

    fill: QColor | None
    stroke: QColor
    text: QColor
    edge: QColor | None = None
    hatch: Hatch = Hatch.NONE
    hatch_colour: QColor | None = None
    dashed: bool = False


def look(theme: Theme, style: Style) -> Look:
    """Return how ``style`` looks in ``theme``."""
    return _looks(theme.dark)[style]


@lru_cache(maxsize=2)
def _looks(dark: bool) -> dict[Style, Look]:  # noqa: FBT001 - the cache key
    """Build the table of one theme once."""
    theme = DARK if dark else LIGHT
    return _buckets(theme) | _days(theme) | _plain(theme)


def _buckets(theme: Theme) -> dict[Style, Look]:
    """Return the looks of the four capacity buckets."""
    hatch = theme.hatch
    return {
        Style.FEATURES: Look(theme.features, theme.features, theme.features_text),
        Style.FEATURES_SOFT: Look(theme.features_soft, theme.features, theme.features_text, edge=theme.features),
        Style.DEBT: Look(theme.debt, theme.debt, theme.debt_text, hatch=Hatch.DIAGONAL, hatch_colour=hatch),
        Style.DEBT_SOFT: Look(theme.debt_soft, theme.debt, theme.debt_text, edge=theme.debt),
        Style.UNPLANNED: Look(
            theme.unplanned, theme.unplanned, theme.unplanned_text, hatch=Hatch.DOTS, hatch_colour=hatch
        ),
        Style.LEARNING: Look(
            theme.learning, theme.learning, theme.learning_text, hatch=Hatch.STRIPES, hatch_colour=hatch
        ),
    }


def _days(theme: Theme) -> dict[Style, Look]:
    """Return the looks of days that are not worked, or not fully; their pale fills always carry an edge."""
    edge = mix(theme.text, theme.base, share=0.45)
    grey = mix(theme.text3, theme.base, share=0.35)
    return {
        Style.HOLIDAY: Look(theme.holiday, theme.text3, theme.text2, edge=edge),
        Style.LEAVE: Look(theme.leave, theme.leave, theme.text, edge=edge),
        Style.ON_CALL: Look(theme.on_call, theme.on_call, theme.text, edge=edge),
        Style.RAMP: Look(theme.ramp, theme.ramp, theme.text, edge=edge),
        Style.MEETINGS: Look(theme.base, theme.text3, theme.text2, edge=edge, hatch=Hatch.THIN, hatch_colour=grey),
        Style.NON_WORKING: Look(None, theme.text3, theme.text2, hatch=Hatch.THIN, hatch_colour=theme.strong),
    }


def _plain(theme: Theme) -> dict[Style, Look]:
    """Return the looks of lines, texts and marks without a bucket."""
    ghost = mix(theme.text3, theme.base, share=0.75)
    return {
        Style.TOTAL: Look(theme.total, theme.total, theme.text),
        Style.TEXT: Look(theme.text, theme.text, theme.text),
        Style.MUTED: Look(theme.text2, theme.text2, theme.text2),
        Style.GRID: Look(theme.line, theme.line, theme.text3),
        Style.STRONG: Look(theme.strong, theme.strong, theme.text3),
        Style.WARN: Look(theme.warn, theme.warn, theme.warn_text),
        Style.STOP: Look(theme.stop, theme.stop, theme.stop),
        Style.ACCENT: Look(theme.accent, theme.accent, theme.accent),
        Style.GHOST: Look(theme.unplanned_soft, theme.text3, theme.text2, edge=ghost, dashed=True),
        Style.OUTLINE: Look(None, theme.text, theme.text, edge=theme.text, dashed=True),
        Style.WELL: Look(theme.alt, theme.line, theme.text3),
        Style.COMPARISON: Look(theme.unplanned, theme.unplanned_text, theme.unplanned_text),
    }
