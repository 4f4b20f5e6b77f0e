"""How cells look: each name stands for a set of XlsxWriter properties, made from the colours of the app."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from planner.exporting import palette

FONT: Final = "Arial"
PLAIN_NUMBER: Final = "#,##0.0"
WHOLE_NUMBER: Final = "#,##0"
PERCENT: Final = r"0\ %"
DAY: Final = "d mmm yyyy"

Properties = Mapping[str, str | int | bool | float]


class Look(StrEnum):
    """What a cell is; a sheet never speaks of fonts or colours."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    SECTION = "section"
    HEAD = "head"
    HEAD_RIGHT = "head-right"
    TEXT = "text"
    WRAPPED = "wrapped"
    STRONG = "strong"
    RIGHT = "right"
    STOP = "stop"
    WARN = "warn"
    NUMBER = "number"
    WHOLE = "whole"
    SHARE = "share"
    DAY = "day"
    MONEY = "money"
    NOTE = "note"
    NOTE_WRAPPED = "note-wrapped"
    LABEL = "label"
    FIGURE = "figure"  # the large figures of the summary
    FIGURE_SHARE = "figure-share"
    FIGURE_TEXT = "figure-text"
    INPUT = "input"
    INPUT_SHARE = "input-share"
    INPUT_WHOLE = "input-whole"
    TOTAL = "total"
    TOTAL_NUMBER = "total-number"
    TOTAL_SHARE = "total-share"


_BASE: Final[Properties] = {"font_name": FONT, "font_size": 10, "font_color": palette.TEXT, "valign": "vcenter"}
_ROW: Final[Properties] = {"bottom": 1, "bottom_color": palette.LINE, "valign": "top"}
_INDENTED: Final[Properties] = {"align": "left", "indent": 1}
_TOTAL: Final[Properties] = {"bold": True, "top": 1, "top_color": palette.STRONG, "bg_color": palette.ALT}
_TYPED: Final[Properties] = {
    **_ROW,
    "font_color": palette.ACCENT,
    "bg_color": palette.ACCENT_SOFT,
    "locked": False,
    "align": "right",
}
_HEAD: Final[Properties] = {
    "bold": True,
    "font_size": 9,
    "font_color": palette.TEXT2,
    "bg_color": palette.WINDOW,
    "bottom": 1,
    "bottom_color": palette.STRONG,
    "text_wrap": True,
}

_OWN: Final[dict[Look, Properties]] = {
    Look.TITLE: {"font_size": 18, "bold": True},
    Look.SUBTITLE: {"font_size": 10, "font_color": palette.TEXT2},
    Look.SECTION: {"font_size": 12, "bold": True},
    Look.HEAD: {**_HEAD, **_INDENTED},
    Look.HEAD_RIGHT: {**_HEAD, "align": "right"},
    Look.TEXT: {**_ROW, **_INDENTED},
    Look.WRAPPED: {**_ROW, **_INDENTED, "text_wrap": True},
    Look.STRONG: {**_ROW, **_INDENTED, "bold": True},
    Look.STOP: {**_ROW, **_INDENTED, "bold": True, "font_color": palette.STOP},
    Look.WARN: {**_ROW, **_INDENTED, "bold": True, "font_color": palette.WARN_TEXT},
    Look.RIGHT: {**_ROW, "align": "right"},
    Look.NUMBER: {**_ROW, "num_format": PLAIN_NUMBER},
    Look.WHOLE: {**_ROW, "num_format": WHOLE_NUMBER},
    Look.SHARE: {**_ROW, "num_format": PERCENT},
    Look.DAY: {**_ROW, "num_format": DAY, "align": "right"},
    Look.MONEY: {**_ROW, "num_format": WHOLE_NUMBER},
    Look.NOTE: {"font_size": 9, "font_color": palette.TEXT3},
    Look.NOTE_WRAPPED: {"font_size": 9, "font_color": palette.TEXT3, "text_wrap": True, "valign": "top"},
    Look.LABEL: {"font_size": 9, "font_color": palette.TEXT2, "valign": "bottom"},
    Look.FIGURE: {"font_size": 20, "bold": True, "num_format": PLAIN_NUMBER, "align": "left"},
    Look.FIGURE_SHARE: {"font_size": 20, "bold": True, "num_format": PERCENT, "align": "left"},
    Look.FIGURE_TEXT: {"font_size": 20, "bold": True, "align": "left"},
    Look.INPUT: {**_TYPED, "num_format": PLAIN_NUMBER},
    Look.INPUT_SHARE: {**_TYPED, "num_format": PERCENT},
    Look.INPUT_WHOLE: {**_TYPED, "num_format": WHOLE_NUMBER},
    Look.TOTAL: _TOTAL,
    Look.TOTAL_NUMBER: {**_TOTAL, "num_format": PLAIN_NUMBER},
    Look.TOTAL_SHARE: {**_TOTAL, "num_format": PERCENT},
}


def properties(look: Look) -> Properties:
    """Return the XlsxWriter properties of a look."""
    return {**_BASE, **_OWN[look]}


OVER: Final[Properties] = {"font_color": palette.STOP, "bg_color": palette.STOP_SOFT, "bold": True}
"""Conditional format: over capacity, or the reserve policy is broken."""

UNDER: Final[Properties] = {"font_color": palette.WARN_TEXT, "bg_color": palette.WARN_SOFT}
"""Conditional format: under the floor, or in doubt."""
