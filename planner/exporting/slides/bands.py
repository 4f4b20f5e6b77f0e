"""Bands as stacked areas: a native chart adds heights up, so a band becomes what lies between its curves."""

from collections.abc import Iterator, Sequence
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


def crossing(first: Sequence[Rail], second: Sequence[Rail]) -> Iterator[Series]:
    """Yield the parts of two stacks of bands that may cross, each stack widest first.

    From the foot up, each curve that is passed changes what covers a place. In whatever order two stacks are passed,
    the number of passed curves only grows; parts listed by that number stand in the right order everywhere.

    Examples
    --------
    >>> one = Rail("5 %", (1.0, 5.0), (4.0, 8.0), Style.COMPARISON, 0.2)
    >>> two = Rail("25 %", (3.0, 1.0), (6.0, 2.0), Style.DEBT, 0.2)
    >>> for part in crossing((one,), (two,)):
    ...     print(part.name, part.values, part.style)
    below (1.0, 1.0) None
    25 % (0.0, 1.0) debt
    5 % (2.0, 0.0) comparison
    between (0.0, 3.0) None
    5 % and 25 % (1.0, 0.0) debt
    5 %, 2 (0.0, 3.0) comparison
    25 %, 2 (2.0, 0.0) debt
    """
    used: dict[str, int] = {}
    for (passed, other), heights in _cells(_curves(first), _curves(second)):
        covering = (*_over(first, passed), *_over(second, other))
        if passed == other == 0:
            yield Series("below", Kind.AREA, heights)
            continue
        names = dict.fromkeys(rails[-1].name for rails in (_over(first, passed), _over(second, other)) if rails)
        name = " and ".join(names) or "between"
        used[name] = used.get(name, 0) + 1
        shown = name if used[name] == 1 else f"{name}, {used[name]}"
        style = covering[-1].style if covering else None
        yield Series(shown, Kind.AREA, heights, style, opacity=_together(covering))


def _curves(rails: Sequence[Rail]) -> list[Curve]:
    """Return the curves of a stack from its foot to its head."""
    return [*(rail.lows for rail in rails), *(rail.highs for rail in reversed(rails))]


def _over(rails: Sequence[Rail], passed: int) -> Sequence[Rail]:
    """Return the bands that cover a place above so many curves of their stack."""
    return rails[: min(passed, 2 * len(rails) - passed)]


def _cells(first: Sequence[Curve], second: Sequence[Curve]) -> list[tuple[tuple[int, int], Curve]]:
    """Return how high each combination of passed curves is, in the order in which they can stand on each other."""
    heights: dict[tuple[int, int], list[float]] = {}
    width = len(first[0])
    for place in range(width):
        ends = sorted([(curve[place], 0) for curve in first] + [(curve[place], 1) for curve in second])
        passed, level = (0, 0), 0.0
        for value, stack in ends:
            heights.setdefault(passed, [0.0] * width)[place] = value - level
            passed = (passed[0] + 1, passed[1]) if stack == 0 else (passed[0], passed[1] + 1)
            level = value
    ordered = sorted(heights, key=lambda cell: (sum(cell), cell))
    return [(cell, tuple(heights[cell])) for cell in ordered if cell == (0, 0) or any(heights[cell])]


def _together(rails: Sequence[Rail]) -> float:
    clear = 1.0
    for rail in rails:
        clear *= 1.0 - rail.opacity
    return 1.0 - clear
