"""How wide words are in a sans-serif type, well enough to keep them apart, and where their semibold parts are."""

from dataclasses import dataclass
from unicodedata import combining, east_asian_width

LINE_HEIGHT = 4 / 3
_STRONG_FACTOR = 1.06
_WIDE_SIGN = 1.0
_OTHER = 0.6
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!`", 0.26),
    **dict.fromkeys('I ft()[]{}/\\r-·*"', 0.34),
    **dict.fromkeys("abcdeghknopqsuvxyzLJ?_$0123456789#+<>=~^", 0.57),
    **dict.fromkeys("ABEFKPSTVXYZ&", 0.68),
    **dict.fromkeys("CDGHNOQRU", 0.74),
    **dict.fromkeys("mMwW%@", 0.92),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line in one weight."""

    text: str
    strong: bool


def runs_of(line: str, *, strong: bool = False) -> tuple[Run, ...]:
    """Split a line at its ``**`` marks.

    Examples
    --------
    >>> [(run.text, run.strong) for run in runs_of("by 12 Jun: **89 %**")]
    [('by 12 Jun: ', False), ('89 %', True)]
    """
    runs = (Run(piece, strong or place % 2 == 1) for place, piece in enumerate(line.split("**")))
    return tuple(run for run in runs if run.text)


def width_of(line: str, *, size: float, strong: bool = False) -> float:
    """Return about how wide one line is, in the unit of ``size``; ``**`` marks have no width.

    Examples
    --------
    >>> round(width_of("0000", size=10), 1)
    22.8
    """
    total = 0.0
    for run in runs_of(line, strong=strong):
        factor = _STRONG_FACTOR if run.strong else 1.0
        total += factor * size * sum(_sign_width(sign) for sign in run.text)
    return total


def _sign_width(sign: str) -> float:
    known = _WIDTHS.get(sign)
    if known is not None:
        return known
    if combining(sign):
        return 0.0
    return _WIDE_SIGN if east_asian_width(sign) in "WF" else _OTHER


def shortened(text: str, *, size: float, room: float, strong: bool = False) -> str:
    """Return a line that fits into a width, cut with an ellipsis where it does not.

    Examples
    --------
    >>> shortened("0123456789", size=10, room=40)
    '01234…'
    """
    if width_of(text, size=size, strong=strong) <= room:
        return text
    kept = text
    while kept and width_of(f"{kept}…", size=size, strong=strong) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
