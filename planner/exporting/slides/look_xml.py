"""Fills, lines and words of a chart as DrawingML; every text of a plan is cleaned and escaped here."""

from html import escape

from planner.analysis.scenes.scene import Style
from planner.exporting import excel_safe
from planner.exporting.colours import Colours
from planner.exporting.drawing.words import runs_of

FONT = "Arial"
_POINT = 12_700
_AUTOMATIC = "-60000000"  # what presentation programs write for "as it fits"
_PATTERNS = {
    Style.DEBT: "wdUpDiag",
    Style.UNPLANNED: "dotGrid",
    Style.LEARNING: "narHorz",
    Style.MEETINGS: "ltUpDiag",
    Style.NON_WORKING: "ltUpDiag",
}
_EDGED = frozenset({
    Style.FEATURES_SOFT, Style.HOLIDAY, Style.LEAVE, Style.ON_CALL, Style.RAMP, Style.MEETINGS, Style.GHOST,
    Style.OUTLINE,
})  # fmt: skip
_DASHES = {"dash": "dash", "dot": "sysDot"}


def clean(text: str) -> str:
    r"""Return text for an element or an attribute: what XML cannot hold left out, the rest escaped.

    Examples
    --------
    >>> clean("<a>\x00 & 'b'")
    '&lt;a&gt; &amp; &#x27;b&#x27;'
    """
    return escape(excel_safe.cell_text(text).text)


def colour(value: str, *, opacity: float = 1.0) -> str:
    """Return a solid fill."""
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{value[1:]}">{alpha}</a:srgbClr></a:solidFill>'


def line(value: str, *, width: float = 1.0, dash: str = "") -> str:
    """Return a line; its width is in points."""
    dashed = f'<a:prstDash val="{_DASHES[dash]}"/>' if dash else ""
    return f'<a:ln w="{round(width * _POINT)}" cap="flat">{colour(value)}{dashed}<a:round/></a:ln>'


NO_LINE = "<a:ln><a:noFill/></a:ln>"
NO_LOOK = f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"


def area_look(style: Style, colours: Colours, *, opacity: float = 1.0, outlined: bool = False) -> str:
    """Return how a column or an area of a meaning looks: its colour, its hatch, its edge."""
    paint = colours.paints[style]
    if outlined:
        return f"<c:spPr>{colour(colours.base)}{line(paint.stroke, width=1.25)}</c:spPr>"
    fill = "<a:noFill/>" if paint.fill is None else colour(paint.fill, opacity=opacity)
    if opacity == 1.0 and style in _PATTERNS:
        ground = paint.fill or colours.base
        stroke = paint.stroke if style in {Style.MEETINGS, Style.NON_WORKING} else colours.hatch_on(ground)
        fill = (
            f'<a:pattFill prst="{_PATTERNS[style]}"><a:fgClr><a:srgbClr val="{stroke[1:]}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{ground[1:]}"/></a:bgClr></a:pattFill>'
        )
    edge = line(paint.stroke, width=0.75, dash="dash" if style is Style.GHOST else "") if style in _EDGED else NO_LINE
    return f"<c:spPr>{fill}{edge}</c:spPr>"


def run_style(tag: str, *, size: float, value: str, strong: bool = False) -> str:
    """Return the properties of a run, or the default ones of a paragraph; ``size`` is in points."""
    return (
        f'<a:{tag} lang="en-GB" sz="{round(size * 100)}" b="{int(strong)}">{colour(value)}'
        f'<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:{tag}>'
    )


def text_style(*, size: float, value: str, broken: bool = True) -> str:
    """Return the text properties of an axis or a legend; ``broken`` names go on in a second line and never turn."""
    turn = "0" if broken else _AUTOMATIC
    default = run_style("defRPr", size=size, value=value).replace(' lang="en-GB"', "")
    words = f"<a:p><a:pPr>{default}</a:pPr><a:endParaRPr/></a:p>"
    return f'<c:txPr><a:bodyPr rot="{turn}" vert="horz"/><a:lstStyle/>{words}</c:txPr>'


def paragraphs(text: str, style: Style, colours: Colours, *, size: float, strong: bool = False, align: str = "") -> str:
    """Return words with ``**semibold**`` parts as paragraphs."""
    value = colours.paints[style].text
    quiet = style in {Style.MUTED, Style.GRID, Style.STRONG}
    properties = f'<a:pPr algn="{align}"/>' if align else ""
    out = []
    for row in text.split("\n"):
        runs = ""
        for run in runs_of(row, strong=strong):
            ink = colours.text if run.strong and quiet else value
            look = run_style("rPr", size=size, value=ink, strong=run.strong)
            runs += f"<a:r>{look}<a:t>{clean(run.text)}</a:t></a:r>"
        out.append(f"<a:p>{properties}{runs}</a:p>")
    return "".join(out)
