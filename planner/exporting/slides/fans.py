"""Scenes of bands and lines over steps of time as stacked areas and lines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isclose

from planner.analysis.scenes.scene import Band, Dots, Label, Line, Scene, Style
from planner.exporting.slides.bands import Rail, crossing, nested
from planner.exporting.slides.native import Kind, NativeChart, Series, Side, Stroke, Words
from planner.exporting.slides.over_plot import remarks_of, scale_of, strokes_of, x_share, y_share

_TARGET = 0.012  # of the plot: half the width of a target's mark
_LABELS_SHOWN = 14
_PAIR = 2


def fan_chart(scene: Scene) -> NativeChart:
    """Return the areas and lines of a scene whose x axis counts steps from 0."""
    places = tuple(range(round(scene.x.low), round(scene.x.high) + 1))
    lines, skipped = _worded(scene, [_line(mark, places) for mark in scene.marks if isinstance(mark, Line)], places)
    return NativeChart(
        names=_names(scene, places),
        series=(*_areas(scene, places), *lines),
        scale=scale_of(scene.y),
        labelled=max(1, -(-len(places) // _LABELS_SHOWN)),
        between=False,
        strokes=(*strokes_of(scene), *_targets(scene)),
        remarks=tuple(remarks_of(scene, skipped=skipped)),
        legend=scene.legend,
        right=16.0 + 1.25 * scene.right_margin,
        top=16.0 + scene.top_margin,
    )


def _names(scene: Scene, places: tuple[int, ...]) -> tuple[str, ...]:
    """Return a name per step: those of the table, which names every one of them, else those of the axis."""
    listed = tuple(row[0] for row in scene.table.rows)
    if len(listed) == len(places):
        return listed
    if len(listed) == len(places) - 1:
        return ("start", *listed)
    ticks = {round(tick.position): tick.label for tick in scene.x.ticks}
    return tuple(ticks.get(place, "") for place in places)


def _areas(scene: Scene, places: tuple[int, ...]) -> Iterator[Series]:
    """Yield the bands: those inside each other as one stack, two stacks that cross as their parts, others as edges."""
    groups = _groups(scene)
    if len(groups) == _PAIR and len(groups[0]) == len(groups[1]):
        first, second = ([_rail(band, scene, places) for band in group] for group in groups)
        yield from crossing(first, second)
        return
    if groups:
        yield from nested([_rail(band, scene, places) for band in groups[0]])
    for band in (band for group in groups[1:] for band in group):
        yield from _edges(band, places)


def _groups(scene: Scene) -> list[list[Band]]:
    """Group the bands that lie inside each other, widest first."""
    groups: list[list[Band]] = []
    for band in (mark for mark in scene.marks if isinstance(mark, Band)):
        home = next((group for group in groups if _inside(band, group[-1])), None)
        if home is None:
            groups.append([band])
        else:
            home.append(band)
    return sorted(groups, key=len, reverse=True)


def _inside(inner: Band, outer: Band) -> bool:
    if inner.xs != outer.xs or inner.style is not outer.style:
        return False
    lows = all(low >= wide for low, wide in zip(inner.lows, outer.lows, strict=True))
    return lows and all(high <= wide for high, wide in zip(inner.highs, outer.highs, strict=True))


def _rail(band: Band, scene: Scene, places: tuple[int, ...]) -> Rail:
    """Return a band at every place; before it starts it has no width and lies under the line that leads to it."""
    lows, highs = (_placed(band.xs, ys, places) for ys in (band.lows, band.highs))
    start = next((place for place, low in enumerate(lows) if low is not None), 0)
    before = _led_by(scene, places, start, lows[start] if lows else None)
    full_lows = tuple(before[place] if low is None else low for place, low in enumerate(lows))
    full_highs = tuple(before[place] if high is None else high for place, high in enumerate(highs))
    return Rail(band.name, full_lows, full_highs, band.style, band.opacity)


def _led_by(scene: Scene, places: tuple[int, ...], start: int, level: float | None) -> tuple[float, ...]:
    """Return the line that ends where a band starts, nothing where there is none."""
    for mark in scene.marks:
        if isinstance(mark, Line):
            ys = _placed(mark.xs, mark.ys, places)
            here = ys[start]
            if here is not None and level is not None and isclose(here, level) and ys[0] is not None:
                return tuple(y or 0.0 for y in ys)
    return (0.0,) * len(places)


def _edges(band: Band, places: tuple[int, ...]) -> Iterator[Series]:
    """Yield the edges of a band that finds no stack of its own."""
    for name, ys in (("low", band.lows), ("high", band.highs)):
        yield Series(f"{band.name}, {name}", Kind.LINE, _placed(band.xs, ys, places), band.style, dash="dot", width=1.0)


def _placed(xs: Sequence[float], ys: Sequence[float | None], places: tuple[int, ...]) -> tuple[float | None, ...]:
    at = {round(x): y for x, y in zip(xs, ys, strict=True)}
    return tuple(at.get(place) for place in places)


def _line(mark: Line, places: tuple[int, ...]) -> Series:
    values = _placed(mark.xs, mark.ys, places)
    symbol = "circle" if mark.dots else ""
    return Series(mark.name, Kind.LINE, values, mark.style, dash=mark.dash, width=mark.width, symbol=symbol)


def _worded(scene: Scene, lines: list[Series], places: tuple[int, ...]) -> tuple[list[Series], frozenset[Label]]:
    """Give the labels at the end of a line to that line, so that they follow it when its figures change."""
    done: set[Label] = set()
    out = []
    for series in lines:
        words = []
        for label in (mark for mark in scene.marks if isinstance(mark, Label) and mark not in done):
            place = round(label.x) - places[0]
            here = series.values[place] if 0 <= place < len(places) else None
            if here is not None and place == len(places) - 1 and isclose(here, label.y):
                words.append(Words(place, label.text, Side.RIGHT, _text_style(label, series), strong=label.strong))
                done.add(label)
        out.append(_with_words(series, tuple(words)))
    return out, frozenset(done)


def _text_style(label: Label, series: Series) -> Style:
    return label.style if series.style is None or label.style is not Style.MUTED else series.style


def _with_words(series: Series, words: tuple[Words, ...]) -> Series:
    return replace(series, words=words) if words else series


def _targets(scene: Scene) -> Iterator[Stroke]:
    """Yield the hollow triangles that mark a target."""
    for mark in scene.marks:
        if not isinstance(mark, Dots):
            continue
        for dot in mark.dots:
            x, y = x_share(scene, dot.x), y_share(scene, dot.y)
            yield Stroke(x - _TARGET, y - _TARGET, x + _TARGET, y - _TARGET, dot.style, 1.5)
            yield Stroke(x - _TARGET, y - _TARGET, x, y + _TARGET, dot.style, 1.5)
            yield Stroke(x + _TARGET, y - _TARGET, x, y + _TARGET, dot.style, 1.5)
