"""Bands as stacked areas: a native chart adds heights up, so a band becomes what lies between its curves."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.analysis.scenes.scene import Style
from planner.exporting.slides.native import Kind, Series

Curve = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rail:
    """A band with a low and a high figure at every category."""

    name: str
    lows: Curve
    highs: Curve
    style: Style
    opacity: float


def nested(rails: Sequence[Rail]) -> Iterator[Series]:
    """Yield the parts of bands that lie inside each other, widest first; opacities add up where they overlap.

    Examples
    --------
    >>> wide = Rail("P5 to P95", (1.0,), (9.0,), Style.FEATURES, 0.1)
    >>> tight = Rail("P30 to P70", (4.0,), (6.0,), Style.FEATURES, 0.2)
    >>> [(part.name, part.values) for part in nested((wide, tight))][1:]
    [('P5 to P95, low', (3.0,)), ('P30 to P70', (2.0,)), ('P5 to P95, high', (3.0,))]
    """
    curves = [rail.lows for rail in rails] + [rail.highs for rail in reversed(rails)]
    yield Series(f"below {rails[0].name}", Kind.AREA, curves[0])
    for number, (below, above) in enumerate(pairwise(curves)):
        depth = min(number + 1, len(curves) - 1 - number)
        side = "" if len(rails) == depth else ", low" if number < len(rails) else ", high"
        heights = tuple(max(0.0, high - low) for low, high in zip(below, above, strict=True))
        name = f"{rails[depth - 1].name}{side}"
        yield Series(name, Kind.AREA, heights, rails[0].style, opacity=_together(rails[:depth]))


def crossing(first: Rail, second: Rail) -> Iterator[Series]:
    """Yield the parts of two bands that may cross: what only one of them covers, and what both do.

    Examples
    --------
    >>> one = Rail("5 %", (1.0, 5.0), (4.0, 8.0), Style.COMPARISON, 0.2)
    >>> two = Rail("25 %", (3.0, 1.0), (6.0, 2.0), Style.DEBT, 0.2)
    >>> [(part.name, part.values) for part in crossing(one, two)]  # doctest: +NORMALIZE_WHITESPACE
    [('below both', (1.0, 1.0)), ('5 %, low', (2.0, 0.0)), ('25 %, low', (0.0, 1.0)), ('both', (1.0, 0.0)),
     ('between', (0.0, 3.0)), ('5 %, high', (0.0, 3.0)), ('25 %, high', (2.0, 0.0))]
    """
    rows = tuple(zip(first.lows, first.highs, second.lows, second.highs, strict=True))

    def part(height: Callable[[float, float, float, float], float]) -> Curve:
        return tuple(max(0.0, height(*row)) for row in rows)

    below = tuple(min(a1, b1) for a1, _, b1, _ in rows)
    yield Series("below both", Kind.AREA, below)
    yield _own(first, "low", part(lambda a1, a2, b1, _: min(a2, b1) - a1))
    yield _own(second, "low", part(lambda a1, _, b1, b2: min(b2, a1) - b1))
    mixed = part(lambda a1, a2, b1, b2: min(a2, b2) - max(a1, b1))
    yield Series("both", Kind.AREA, mixed, second.style, opacity=_together((first, second)))
    yield Series("between", Kind.AREA, part(lambda a1, a2, b1, b2: max(a1, b1) - min(a2, b2)))
    yield _own(first, "high", part(lambda a1, a2, _, b2: a2 - max(b2, a1)))
    yield _own(second, "high", part(lambda _, a2, b1, b2: b2 - max(a2, b1)))


def _own(rail: Rail, side: str, heights: Curve) -> Series:
    return Series(f"{rail.name}, {side}", Kind.AREA, heights, rail.style, opacity=rail.opacity)


def _together(rails: Sequence[Rail]) -> float:
    clear = 1.0
    for rail in rails:
        clear *= 1.0 - rail.opacity
    return 1.0 - clear
