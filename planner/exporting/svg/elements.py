"""The elements of an SVG picture; every text of a plan is cleaned and escaped here, every style is a class."""

from collections.abc import Iterable
from html import escape

from planner.analysis.scenes.scene import Style
from planner.exporting import excel_safe
from planner.exporting.drawing.boxes import Box
from planner.exporting.drawing.words import LINE_HEIGHT, runs_of

Point = tuple[float, float]
_DASHES = {"dash": (6.0, 3.0), "dot": (1.5, 3.0), "short": (3.0, 2.5)}
HATCHES = {
    Style.DEBT: "diagonal",
    Style.UNPLANNED: "dots",
    Style.LEARNING: "stripes",
    Style.MEETINGS: "thin",
    Style.NON_WORKING: "thin",
}
"""The second cue beside colour; the patterns are defined once per document."""

EDGED = frozenset({
    Style.FEATURES_SOFT, Style.DEBT_SOFT, Style.HOLIDAY, Style.LEAVE, Style.ON_CALL, Style.RAMP, Style.MEETINGS,
    Style.GHOST, Style.OUTLINE,
})  # fmt: skip
"""Pale fills with an edge."""

DASHED = frozenset({Style.GHOST, Style.OUTLINE})


def clean(text: str) -> str:
    """Return text for an element or an attribute.

    Examples
    --------
    >>> clean("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return escape(excel_safe.cell_text(text).text)


def num(value: float) -> str:
    """Return a coordinate with two decimals at most.

    Examples
    --------
    >>> num(12.0), num(0.126)
    ('12', '0.13')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def box(left: float, top: float, width: float, height: float) -> str:
    """Return the attributes of a rectangle."""
    return f'x="{num(left)}" y="{num(top)}" width="{num(max(0, width))}" height="{num(max(0, height))}"'


def dash_of(dash: str) -> str:
    """Return the attribute of a dashed line."""
    return f' stroke-dasharray="{" ".join(num(part) for part in _DASHES[dash])}"' if dash else ""


def line(start: Point, end: Point, kind: str, *, width: float = 1.0, dash: str = "") -> str:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line class="{kind}" x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}" '
        f'stroke-width="{num(width)}"{dash_of(dash)}/>'
    )


def points(places: Iterable[Point]) -> str:
    """Return the places of a polyline or polygon."""
    return " ".join(f"{num(x)},{num(y)}" for x, y in places)


def words(text: str, at: Box, *, size: float, kind: str, align: str = "left", strong: bool = False) -> str:
    """Return a text of one or more lines inside a box; ``**words**`` are semibold."""
    anchor, shift = {"left": ("start", 0.0), "centre": ("middle", 0.5), "right": ("end", 1.0)}[align]
    rows = []
    for place, row in enumerate(excel_safe.cell_text(text).text.split("\n")):
        spans = "".join(
            f'<tspan class="s">{clean(run.text)}</tspan>' if run.strong else clean(run.text)
            for run in runs_of(row, strong=strong)
        )
        baseline = at.top + size * LINE_HEIGHT * place + size * 1.02
        rows.append(
            f'<text class="{kind}" x="{num(at.left + at.width * shift)}" y="{num(baseline)}" '
            f'font-size="{num(size)}" text-anchor="{anchor}">{spans}</text>'
        )
    return "".join(rows)
