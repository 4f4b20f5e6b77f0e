"""The one style sheet of the page: both themes, phone, desk and paper."""

from planner.analysis.scenes.scene import Style
from planner.exporting.colours import DARK, LIGHT, Colours, mix
from planner.exporting.palette import HATCH_SHARE
from planner.exporting.svg.elements import EDGED

_DAYS = frozenset({Style.HOLIDAY, Style.LEAVE, Style.ON_CALL, Style.RAMP, Style.MEETINGS})
_EDGE_SHARE, _GHOST_SHARE = 0.45, 0.75

_PAGE = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--base);color:var(--text);font:16px/1.5 Inter,-apple-system,"Segoe UI",Roboto,
"Helvetica Neue",Arial,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main,header,footer{max-width:940px;margin:0 auto;padding:0 24px}
header{padding-top:40px;padding-bottom:24px}
.stamp,.kicker,footer{color:var(--text3);font-size:14px;margin:0}
.kicker{color:var(--accent);font-weight:600}
h1{font-size:34px;line-height:1.2;margin:8px 0 8px;letter-spacing:-.4px}
h2{font-size:26px;line-height:1.25;margin:4px 0 4px;letter-spacing:-.2px}
h3{font-size:15px;margin:32px 0 8px}
.line{color:var(--text2);margin:0 0 16px}
nav{display:flex;flex-wrap:wrap;gap:8px 20px;margin:20px 0 0;padding:0;font-size:15px}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
section{border-top:1px solid var(--line);padding:32px 0 24px}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));gap:16px 24px;margin:16px 0 8px}
dt{color:var(--text3);font-size:14px}
dd{margin:0;font-size:18px;font-weight:600}
dd.key{font-size:32px;line-height:1.2;letter-spacing:-.5px}
dd small{display:block;color:var(--text2);font-size:14px;font-weight:400;letter-spacing:0;line-height:1.4}
figure{margin:24px 0 8px}
figcaption{font-size:15px;font-weight:600;margin:0 0 8px}
figcaption span{display:block;color:var(--text2);font-weight:400}
svg.chart{display:block;width:100%;height:auto;max-width:892px;overflow:visible}
svg.narrow{display:none;max-width:480px}
details{margin:8px 0 0;font-size:14px}
summary{color:var(--accent);cursor:pointer;padding:4px 0}
.scroll{overflow-x:auto;scrollbar-width:thin}
.scroll svg.chart{min-width:640px}
table{border-collapse:collapse;font-size:13.5px;margin:8px 0}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:6px 10px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);
overflow-wrap:normal;white-space:nowrap}
td.w{white-space:normal;min-width:180px}
thead th{white-space:normal}
thead th{border-bottom-color:var(--strong);color:var(--text2);font-weight:600;vertical-align:bottom}
td.n,th.n{text-align:right}
ul{margin:8px 0;padding:0 0 0 20px;color:var(--text2)}
ol.points{list-style:none;padding:0;margin:16px 0}
ol.points li{display:grid;grid-template-columns:28px 1fr;margin:0 0 16px}
ol.points b{display:block;color:var(--text)}
ol.points span{color:var(--text2)}
ol.points i{font-style:normal;line-height:1.5}
i.stop{color:var(--stop)}i.warn{color:var(--warn)}i.note{color:var(--text3)}
footer{padding-top:8px;padding-bottom:40px}
.defs{position:absolute;width:0;height:0}
@media (max-width:760px){
main,header,footer{padding-left:16px;padding-right:16px}
header{padding-top:24px;padding-bottom:16px}
h1{font-size:26px}h2{font-size:21px}
svg.wide{display:none}svg.narrow{display:block}
section{padding:24px 0 16px}
dl{grid-template-columns:repeat(auto-fill,minmax(140px,1fr))}
dd.key{font-size:26px}
}
@media print{
@page{size:A4;margin:16mm}
body{font-size:12px}
main,header,footer{max-width:none;padding-left:0;padding-right:0}
nav,summary{display:none}
svg.wide{display:block}svg.narrow{display:none}
section{break-before:page;border-top:0;padding-top:0}
figure,tr,li{break-inside:avoid}
h2,h3,figcaption{break-after:avoid}
h1{font-size:26px}h2{font-size:20px}
}
"""


def style_sheet() -> str:
    """Return the whole style sheet."""
    both = "".join(_rules(style) for style in Style)
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{_values(DARK)}}}}}"
    return f":root{{color-scheme:light;{_values(LIGHT)}}}{dark}{_PAGE}{_CHART}{both}.g{{fill:var(--base)}}"


_CHART = """
text{fill:var(--text)}
.s{font-weight:600}
.t-axis{fill:var(--text3)}
.t-on-features{fill:var(--on-features)}
.f-ground{fill:var(--base)}
.l-ground{stroke:var(--base);fill:none}
.r{stroke:var(--base);stroke-width:1}
line,polyline{stroke-linejoin:round}
.h-diagonal{stroke:var(--hatch);stroke-width:1.8}
.h-dots{fill:var(--hatch)}
.h-stripes{stroke:var(--hatch);stroke-width:1.5}
.h-thin{stroke:var(--strong);stroke-width:1}
"""

PATTERNS = (
    '<svg class="defs" aria-hidden="true"><defs>'
    '<pattern id="diagonal" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line class="h-diagonal" x1="3" y1="0" x2="3" y2="6"/></pattern>'
    '<pattern id="thin" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line class="h-thin" x1="3" y1="0" x2="3" y2="6"/></pattern>'
    '<pattern id="stripes" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<line class="h-stripes" x1="0" y1="2.5" x2="5" y2="2.5"/></pattern>'
    '<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle class="h-dots" cx="1.5" cy="1.5" r="1"/><circle class="h-dots" cx="4.5" cy="4.5" r="1"/></pattern>'
    "</defs></svg>"
)
"""The hatches, once per page."""


def _values(colours: Colours) -> str:
    """Return the variables of a theme."""
    plain = {
        "base": colours.base,
        "line": colours.line,
        "strong": colours.strong,
        "text": colours.text,
        "text2": colours.text2,
        "text3": colours.text3,
        "accent": colours.accent,
        "on-features": colours.on_features,
        "warn": colours.warn_text,
        "stop": colours.stop,
        "hatch": f"{colours.hatch}{round(255 * HATCH_SHARE):02X}",
    }
    for style in Style:
        paint = colours.paints[style]
        plain[f"f-{style.value}"] = paint.fill or "transparent"
        plain[f"s-{style.value}"] = paint.stroke
        plain[f"t-{style.value}"] = paint.text
        if style in EDGED:
            plain[f"e-{style.value}"] = _edge(style, colours)
    return "".join(f"--{name}:{value};" for name, value in plain.items())


def _edge(style: Style, colours: Colours) -> str:
    """Return the colour of a pale fill's edge."""
    if style in _DAYS:
        return mix(colours.text, colours.base, share=_EDGE_SHARE)
    if style is Style.GHOST:
        return mix(colours.text3, colours.base, share=_GHOST_SHARE)
    return colours.paints[style].stroke


def _rules(style: Style) -> str:
    name = style.value
    quiet = style in {Style.MUTED, Style.GRID, Style.STRONG}
    edge = f".e-{name}{{fill:none;stroke:var(--e-{name})}}" if style in EDGED else ""
    strong = f".t-{name} .s{{fill:var(--text)}}" if quiet else ""
    return (
        f".f-{name}{{fill:var(--f-{name})}}.b-{name}{{fill:var(--s-{name})}}"
        f".l-{name}{{fill:none;stroke:var(--s-{name})}}.t-{name}{{fill:var(--t-{name})}}{edge}{strong}"
    )
