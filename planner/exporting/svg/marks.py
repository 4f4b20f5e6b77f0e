"""How each kind of mark is drawn; words are placed at the end."""

from collections.abc import Iterator

from planner.analysis.scenes.scene import Band, Bar, Bars, Bracket, Dot, Dots, Line, Mark, Region, Rule, Style
from planner.exporting.svg.elements import DASHED, EDGED, HATCHES, Point, box, dash_of, line, num, points
from planner.exporting.svg.frame import Frame

_RADIUS = 2.0
_STROKES = {"tick": (1.0, 0.0), "bar": (0.0, 1.0)}
_SHAPES = {
    "triangle-down": ((-1.0, -0.8), (1.0, -0.8), (0.0, 0.9)),
    "triangle-up": ((-1.0, 0.8), (1.0, 0.8), (0.0, -0.9)),
    "diamond": ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
}


def drawn(mark: Mark, frame: Frame) -> Iterator[str]:
    """Yield the elements of a mark that lies over the bands."""
    if isinstance(mark, Bars):
        for bar in mark.bars:
            if bar.low != bar.high:
                yield _bar(bar_box(bar, frame, level=mark.horizontal), bar)
    elif isinstance(mark, Line):
        yield from _line(mark, frame)
    elif isinstance(mark, Rule):
        yield from _rule(mark, frame)
    elif isinstance(mark, Dots):
        for dot in mark.dots:
            yield symbol(dot, (frame.x(dot.x), frame.y(dot.y)))
    elif isinstance(mark, Bracket):
        left, right, y = frame.x(mark.x0), frame.x(mark.x1), frame.y(mark.y)
        corners = points(((left, y + 8), (left, y), (right, y), (right, y + 8)))
        yield f'<polyline class="l-muted" points="{corners}" stroke-width="1"/>'


def bar_box(bar: Bar, frame: Frame, *, level: bool) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a bar."""
    near, far = bar.centre - bar.width / 2, bar.centre + bar.width / 2
    if level:
        xs, ys = sorted((frame.x(bar.low), frame.x(bar.high))), sorted((frame.y(near), frame.y(far)))
    else:
        xs, ys = sorted((frame.x(near), frame.x(far))), sorted((frame.y(bar.low), frame.y(bar.high)))
    return xs[0], ys[0], xs[1] - xs[0], ys[1] - ys[0]


def _bar(place: tuple[float, float, float, float], bar: Bar) -> str:
    left, top, width, height = place
    if bar.outlined:
        inner = box(left + 0.7, top + 0.7, width - 1.4, height - 1.4)
        return f'<rect class="g l-{bar.style.value}" {inner} rx="{num(_RADIUS)}" stroke-width="1.4"/>'
    return look(bar.style, left, top, width, height, opacity=bar.opacity)


def look(style: Style, left: float, top: float, width: float, height: float, *, opacity: float = 1.0) -> str:
    """Return a rectangle in a look: fill, hatch, edge."""
    radius = min(_RADIUS, width / 2, height / 2)
    faded = f' fill-opacity="{num(opacity)}"' if opacity < 1 else ""
    out = f'<rect class="f-{style.value}" {box(left, top, width, height)} rx="{num(radius)}"{faded}/>'
    if style in HATCHES:
        inner = box(left + 0.5, top + 0.5, width - 1, height - 1)
        out += f'<rect fill="url(#{HATCHES[style]})" {inner}/>'
    if style in EDGED:
        inner = box(left + 0.5, top + 0.5, width - 1, height - 1)
        dash = dash_of("short") if style in DASHED else ""
        out += f'<rect class="e-{style.value}" {inner} rx="{num(radius)}" stroke-width="1"{dash}/>'
    return out


def region(mark: Region, frame: Frame) -> str:
    """Return a shaded rectangle behind the marks; open sides reach to the edge of the plot."""
    left, top, width, height = region_box(mark, frame)
    out = f'<rect class="f-{mark.style.value}" {box(left, top, width, height)}/>'
    if mark.style in HATCHES:
        out += f'<rect fill="url(#{HATCHES[mark.style]})" {box(left, top, width, height)}/>'
    if mark.edge:
        out += f'<rect class="e-{mark.style.value}" {box(left, top, width, height)} stroke-width="1"/>'
    return out


def region_box(mark: Region, frame: Frame) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a region."""
    left = frame.left if mark.x0 is None else frame.x(mark.x0)
    right = frame.right if mark.x1 is None else frame.x(mark.x1)
    bottom = frame.bottom if mark.y0 is None else frame.y(mark.y0)
    top = frame.top if mark.y1 is None else frame.y(mark.y1)
    return min(left, right), min(top, bottom), abs(right - left), abs(bottom - top)


def band(mark: Band, frame: Frame) -> str:
    """Return the area between two curves; stacked bands add up."""
    upper = [(frame.x(x), frame.y(high)) for x, high in zip(mark.xs, mark.highs, strict=True)]
    lower = [(frame.x(x), frame.y(low)) for x, low in zip(mark.xs, mark.lows, strict=True)]
    corners = points([*upper, *reversed(lower)])
    return f'<polygon class="b-{mark.style.value}" points="{corners}" fill-opacity="{num(mark.opacity)}"/>'


def _line(mark: Line, frame: Frame) -> Iterator[str]:
    for piece in pieces(mark, frame):
        yield (
            f'<polyline class="l-{mark.style.value}" points="{points(piece)}" '
            f'stroke-width="{num(mark.width)}"{dash_of(mark.dash)}/>'
        )
    if mark.dots:
        for x, y in zip(mark.xs, mark.ys, strict=True):
            if y is not None:
                yield f'<circle class="b-{mark.style.value} r" cx="{num(frame.x(x))}" cy="{num(frame.y(y))}" r="3"/>'


def pieces(mark: Line, frame: Frame) -> Iterator[list[Point]]:
    """Yield the places of each unbroken piece of a line; ``None`` is a gap."""
    piece: list[Point] = []
    for x, y in zip(mark.xs, mark.ys, strict=True):
        if y is None:
            if piece:
                yield piece
            piece = []
            continue
        here = frame.x(x), frame.y(y)
        if mark.step and piece:
            piece.append((here[0], piece[-1][1]))
        piece.append(here)
    if piece:
        yield piece


def _rule(mark: Rule, frame: Frame) -> Iterator[str]:
    start, end = rule_ends(mark, frame)
    yield line(start, end, f"l-{mark.style.value}", width=mark.width, dash=mark.dash)
    if mark.foot:
        yield f'<circle class="b-{mark.style.value}" cx="{num(start[0])}" cy="{num(start[1])}" r="4"/>'


def rule_ends(mark: Rule, frame: Frame) -> tuple[Point, Point]:
    """Return the start (bottom or left) and the end of a rule."""
    if mark.vertical:
        x = frame.x(mark.position)
        bottom = frame.bottom if mark.start is None else frame.y(mark.start)
        top = frame.top if mark.stop is None else frame.y(mark.stop)
        return (x, bottom), (x, top)
    y = frame.y(mark.position)
    left = frame.left if mark.start is None else frame.x(mark.start)
    right = frame.right if mark.stop is None else frame.x(mark.stop)
    return (left, y), (right, y)


def symbol(dot: Dot, at: Point) -> str:
    """Return a single symbol; hollow ones show the ground inside."""
    (x, y), half, style = at, dot.size / 2, dot.style.value
    kind = f"b-{style}" if dot.filled else f"g l-{style}"
    if dot.symbol in _STROKES:
        across, up = _STROKES[dot.symbol]
        start, end = (x - across * half, y - up * half), (x + across * half, y + up * half)
        return line(start, end, f"l-{style}", width=2.0)
    if dot.symbol in _SHAPES:
        corners = points((x + across * half, y + down * half) for across, down in _SHAPES[dot.symbol])
        return f'<polygon class="{kind}" points="{corners}" stroke-width="1.5"/>'
    if dot.symbol in {"check", "cross"}:
        return _verdict(dot, at)
    return f'<circle class="{kind}" cx="{num(x)}" cy="{num(y)}" r="{num(half)}" stroke-width="1.5"/>'


def _verdict(dot: Dot, at: Point) -> str:
    """Return a disc with a check, or a ring with a cross."""
    (x, y), half, style = at, dot.size / 2, dot.style.value
    arm = half * 0.42
    stroke = num(max(half / 5, 1.0))
    disc = f'cx="{num(x)}" cy="{num(y)}" r="{num(half)}"'
    if dot.symbol == "check":
        bend = points(((x - arm, y), (x - arm * 0.2, y + arm * 0.8), (x + arm * 1.1, y - arm * 0.8)))
        ring = f'<circle class="b-{style}" {disc}/>'
        return f'{ring}<polyline class="l-ground" points="{bend}" stroke-width="{stroke}"/>'
    strokes = "".join(
        f'<polyline class="l-{style}" points="{points(ends)}" stroke-width="{stroke}"/>'
        for ends in (((x - arm, y - arm), (x + arm, y + arm)), ((x - arm, y + arm), (x + arm, y - arm)))
    )
    return f'<circle class="g l-{style}" {disc} stroke-width="{stroke}"/>{strokes}'
