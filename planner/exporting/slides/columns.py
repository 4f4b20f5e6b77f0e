"""Scenes of standing bars on named slots as stacked columns; what hangs in the air stands on an unseen column."""

from collections.abc import Iterator, Mapping

from planner.analysis.scenes.scene import Bar, Bars, Dots, Line, Region, Scene
from planner.exporting.slides.native import Kind, NativeChart, PointLook, Series, Side, Words
from planner.exporting.slides.over_plot import remarks_of, scale_of, strokes_of

_SEEN = 1e-9


def column_chart(scene: Scene) -> NativeChart:
    """Return the stacked columns of a scene whose x axis has named slots."""
    names = tuple(tick.label for tick in sorted(scene.x.ticks, key=lambda tick: tick.position))
    slots = len(names)
    groups = [mark for mark in scene.marks if isinstance(mark, Bars) and mark.bars]
    return NativeChart(
        names=names,
        series=(*_bands(scene, slots), *_columns(groups, slots), *_lines(scene, slots), *_words(groups, slots)),
        scale=scale_of(scene.y),
        strokes=tuple(strokes_of(scene)),
        remarks=tuple(remarks_of(scene)),
        legend=scene.legend,
        top=12.0 + scene.top_margin,
    )


def _bands(scene: Scene, slots: int) -> Iterator[Series]:
    """Yield the level bands behind the columns, such as what was agreed."""
    for mark in scene.marks:
        if isinstance(mark, Region) and mark.y0 is not None and mark.y1 is not None and mark.x0 is None:
            yield Series("from", Kind.AREA, (mark.y0,) * slots)
            yield Series(mark.label or "agreed", Kind.AREA, (mark.y1 - mark.y0,) * slots, mark.style)


def _columns(groups: list[Bars], slots: int) -> Iterator[Series]:
    """Yield the columns; gaps below and between them are columns that are not seen."""
    up, down = [0.0] * slots, [0.0] * slots
    for group in groups:
        at = {round(bar.centre): bar for bar in group.bars}
        above = _part(at, up, sign=1.0)
        below = _part(at, down, sign=-1.0)
        looks = _looks(group, at)
        for gap, part in (above, below):
            if any(abs(height) > _SEEN for height in gap):
                yield Series(f"below {group.name}", Kind.COLUMN, tuple(gap))
            if part is above[1] or any(height is not None and abs(height) > _SEEN for height in part):
                style = group.bars[0].style
                yield Series(group.name, Kind.COLUMN, tuple(part), style, points=looks)


def _part(at: Mapping[int, Bar], reached: list[float], *, sign: float) -> tuple[list[float], list[float | None]]:
    """Return gap and height of every slot on one side of zero, and move what is reached."""
    gaps = [0.0] * len(reached)
    shown: list[float | None] = [None] * len(reached)
    for place, bar in at.items():
        ends = sorted((max(0.0, sign * bar.low), max(0.0, sign * bar.high)))
        gaps[place] = sign * max(0.0, ends[0] - reached[place])
        shown[place] = sign * max(0.0, ends[1] - max(ends[0], reached[place]))
        reached[place] = max(reached[place], ends[1])
    return gaps, shown


def _looks(group: Bars, at: Mapping[int, Bar]) -> tuple[PointLook, ...]:
    first = group.bars[0]
    return tuple(
        PointLook(place, bar.style, outlined=bar.outlined)
        for place, bar in sorted(at.items())
        if bar.style is not first.style or bar.outlined
    )


def _lines(scene: Scene, slots: int) -> Iterator[Series]:
    """Yield lines, and rows of symbols as points that are not joined."""
    drawn = {mark.name for mark in scene.marks if isinstance(mark, Line)}
    for mark in scene.marks:
        if isinstance(mark, Line):
            at = {round(x): y for x, y in zip(mark.xs, mark.ys, strict=True)}
            values = tuple(at.get(place) for place in range(slots))
            symbol = "circle" if mark.dots else ""
            yield Series(mark.name, Kind.LINE, values, mark.style, dash=mark.dash, width=mark.width, symbol=symbol)
        elif isinstance(mark, Dots) and mark.dots and mark.name not in drawn:
            at = {round(dot.x): dot.y for dot in mark.dots}
            symbol = "dash" if mark.dots[0].symbol == "tick" else "circle"
            values = tuple(at.get(place) for place in range(slots))
            yield Series(mark.name, Kind.LINE, values, mark.dots[0].style, symbol=symbol, line=False)


def _words(groups: list[Bars], slots: int) -> Iterator[Series]:
    """Yield an unseen line along the heads of the columns that carries their figures."""
    heads: list[float | None] = [None] * slots
    words = []
    for bar in (bar for group in groups for bar in group.bars if bar.label):
        place = round(bar.centre)
        heads[place] = max(bar.low, bar.high)
        words.append(Words(place, bar.label, Side.ABOVE, strong=bar.label_strong))
    if words:
        yield Series("figures", Kind.LINE, tuple(heads), words=tuple(words), line=False)
