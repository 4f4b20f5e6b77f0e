"""Scenes of lying bars, a range per row, as stacked bars with names at the left."""

from dataclasses import dataclass
from itertools import pairwise

from planner.analysis.scenes.scene import Bar, Bars, Dots, Label, Scene, Style
from planner.exporting.slides.native import Kind, NativeChart, Series, Stroke
from planner.exporting.slides.over_plot import remarks_of, scale_of, strokes_of, x_share, y_share

_TARGET = 0.015


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a row in one opacity."""

    low: float
    high: float
    opacity: float


def span_chart(scene: Scene) -> NativeChart:
    """Return a row of pieces per place on the y axis: where bars lie over each other their opacities add up."""
    groups: dict[float, list[Bar]] = {}
    for mark in scene.marks:
        if isinstance(mark, Bars) and mark.horizontal:
            for bar in mark.bars:
                groups.setdefault(bar.centre, []).append(bar)
    rows = sorted(groups)
    named = {mark.y: mark for mark in scene.marks if isinstance(mark, Label)}
    names = tuple(named[row].text.replace("**", "") if row in named else "" for row in rows)
    pieces = [_pieces(groups[row]) for row in rows]
    most = max((len(row) for row in pieces), default=0)
    starts = tuple(row[0].low - scene.x.low if row else 0.0 for row in pieces)
    series = [Series("from", Kind.COLUMN, starts)]
    for number in range(most):
        values = tuple(row[number].high - row[number].low if number < len(row) else None for row in pieces)
        opacity = max((row[number].opacity for row in pieces if number < len(row)), default=1.0)
        series.append(Series(f"part {number + 1}", Kind.COLUMN, values, Style.FEATURES, opacity=opacity))
    return NativeChart(
        names=names,
        series=tuple(series),
        scale=scale_of(scene.x),
        level=True,
        names_visible=False,
        strokes=(*strokes_of(scene), *_targets(scene)),
        remarks=tuple(remarks_of(scene)),
        top=16.0,
    )


def _pieces(bars: list[Bar]) -> list[_Piece]:
    """Cut the row at every end of a bar."""
    ends = sorted({end for bar in bars for end in (bar.low, bar.high)})
    out = []
    for low, high in pairwise(ends):
        clear = 1.0
        for bar in bars:
            if min(bar.low, bar.high) <= low and high <= max(bar.low, bar.high):
                clear *= 1.0 - bar.opacity
        out.append(_Piece(low, high, 1.0 - clear))
    return out


def _targets(scene: Scene) -> list[Stroke]:
    """Return an upright stroke per target."""
    out = []
    for mark in scene.marks:
        if isinstance(mark, Dots):
            for dot in mark.dots:
                x, y = x_share(scene, dot.x), y_share(scene, dot.y)
                out.append(Stroke(x, y - 2 * _TARGET, x, y + 2 * _TARGET, dot.style, 2.0))
    return out
