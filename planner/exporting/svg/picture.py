"""A whole scene as one SVG element."""

from collections.abc import Iterator

from planner.analysis.scenes.scene import Band, Key, Region, Scene, Style
from planner.exporting.drawing.boxes import Box, spread
from planner.exporting.drawing.words import width_of
from planner.exporting.svg.elements import box, clean, line, num, words
from planner.exporting.svg.frame import (
    AXIS,
    LEGEND_LINE,
    TILT_DEGREES,
    Frame,
    has_level_zero,
    has_upright_zero,
    lay_out,
    legend_lines,
)
from planner.exporting.svg.marks import band, drawn, look, region
from planner.exporting.svg.texts import Text, mark_texts, tick_texts


def svg_picture(scene: Scene, *, width: float, height: float, kind: str = "") -> str:
    """Return a scene as an SVG element whose colours are classes of the page around it.

    Parameters
    ----------
    width, height
        Size in pixels at 100 %; it scales with the page.
    kind
        Class of the element.
    """
    frame = lay_out(scene, width=width, height=height)
    parts = "".join(_parts(scene, frame))
    return (
        f'<svg class="chart {kind}" viewBox="0 0 {num(width)} {num(height)}" role="img" '
        f'aria-label="{clean(scene.title)}. {clean(scene.summary)}">{parts}</svg>'
    )


def _parts(scene: Scene, frame: Frame) -> Iterator[str]:
    """Yield everything in the order in which it lies."""
    for mark in scene.marks:
        if isinstance(mark, Region):
            yield region(mark, frame)
    yield from _grid(frame)
    for mark in scene.marks:
        if isinstance(mark, Band):
            yield band(mark, frame)
    yield from _zero(frame)
    for mark in scene.marks:
        yield from drawn(mark, frame)
    yield from _legend(frame)
    for text in tick_texts(frame):
        yield _written(text)
    yield from _labels(scene, frame)


def _grid(frame: Frame) -> Iterator[str]:
    scene = frame.scene
    for tick in scene.y.ticks if scene.y.grid else ():
        y = frame.y(tick.position)
        yield line((frame.left, y), (frame.right, y), "l-grid")
    for tick in scene.x.ticks if scene.x.grid else ():
        x = frame.x(tick.position)
        yield line((x, frame.top), (x, frame.bottom), "l-grid")


def _zero(frame: Frame) -> Iterator[str]:
    if has_level_zero(frame.scene):
        y = frame.y(0.0)
        yield line((frame.left, y), (frame.right, y), "l-strong")
    if has_upright_zero(frame.scene):
        x = frame.x(0.0)
        yield line((x, frame.top), (x, frame.bottom), "l-strong")


def _labels(scene: Scene, frame: Frame) -> Iterator[str]:
    texts = list(mark_texts(scene, frame))
    places = spread([text.box for text in texts], width=frame.width, height=frame.height)
    for text, place in zip(texts, places, strict=True):
        if place is not None:
            yield _written(Text(place, text.text, text.size, text.kind, text.align, text.strong, text.ground))


def _written(text: Text) -> str:
    at = text.box
    ground = f'<rect class="f-ground" {box(at.left - 3, at.top, at.width + 6, at.height)}/>' if text.ground else ""
    drawn_words = words(text.text, at, size=text.size, kind=text.kind, align=text.align, strong=text.strong)
    if text.tilted:
        x, y = at.left + at.width, at.top + at.height / 2
        return f'<g transform="rotate(-{TILT_DEGREES} {num(x)} {num(y)})">{drawn_words}</g>'
    return ground + drawn_words


def _legend(frame: Frame) -> Iterator[str]:
    """Yield the legend under the axis, in as many lines as it needs."""
    rows = legend_lines(frame.scene, width=frame.width) if frame.scene.legend else []
    for place, row in enumerate(rows):
        y = frame.height - LEGEND_LINE * (len(rows) - place) + 10
        for number, x in row:
            key = frame.scene.legend[number]
            yield _sample(key, x, y)
            spot = Box(x + 22, y - 8, width_of(key.text, size=AXIS), 2 * 8)
            yield words(key.text, spot, size=AXIS, kind="t-muted")


def _sample(key: Key, x: float, y: float) -> str:
    if key.symbol in {"line", "dash"}:
        dash = "dash" if key.symbol == "dash" else ""
        return line((x, y), (x + 16, y), f"l-{key.style.value}", width=2.0, dash=dash)
    if key.symbol == "outline":
        return f'<rect class="g l-{key.style.value}" {box(x + 2.7, y - 5.3, 10.6, 10.6)} rx="2" stroke-width="1.4"/>'
    style = Style.GHOST if key.symbol == "ghost" else key.style
    return look(style, x + 2, y - 6, 12, 12)
