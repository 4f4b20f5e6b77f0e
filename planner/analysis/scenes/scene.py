"""The vocabulary of a chart: marks in data coordinates with style *names*, and the table that says the same in words.

A scene knows nothing of colours, fonts or pixels. ``planner.ui.charts`` maps style names to the theme and paints;
``planner.exporting`` maps the same scene to native charts. ``Scene.table`` is what a screen reader reads and what
"copy table" copies.
"""

from dataclasses import dataclass, field
from enum import StrEnum

CLICK_FOR_ROWS = "click for the rows"
"""The last line of a hit that leads somewhere."""


class Style(StrEnum):
    """What a mark *means*; the theme decides how that looks. One meaning has one look everywhere."""

    FEATURES = "features"
    FEATURES_SOFT = "features-soft"
    DEBT = "debt"
    DEBT_SOFT = "debt-soft"
    UNPLANNED = "unplanned"
    LEARNING = "learning"
    TOTAL = "total"  # dark slate: calendar, effective, committed
    TEXT = "text"
    MUTED = "muted"  # secondary text colour
    GRID = "grid"
    STRONG = "strong"
    WARN = "warn"
    STOP = "stop"
    ACCENT = "accent"
    HOLIDAY = "holiday"
    LEAVE = "leave"
    ON_CALL = "on-call"
    RAMP = "ramp"
    MEETINGS = "meetings"  # white with grey hatch
    GHOST = "ghost"  # carried over, "before": soft grey fill with a dashed edge
    OUTLINE = "outline"  # no fill, 1 px edge
    NON_WORKING = "non-working"  # hatched column
    COMPARISON = "comparison"  # grey dashed policy
    WELL = "well"  # a quiet ground, such as "below the promise"


class AxisKind(StrEnum):
    """How positions on an axis are meant."""

    LINEAR = "linear"
    CATEGORY = "category"  # positions 0, 1, 2 ... are the centres of named slots


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled position on an axis; ``strong`` ones are bold (today, totals)."""

    position: float
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its range, its ticks and whether level grid lines are drawn at them."""

    low: float
    high: float
    ticks: tuple[Tick, ...] = ()
    kind: AxisKind = AxisKind.LINEAR
    title: str = ""
    grid: bool = False
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """What hovering over one datum says, and which rows stand behind it.

    ``refs`` are identities such as ``"item:PAY-214"``, ``"sprint:S15"``, ``"member:amara"`` or ``"debt:D-03"``.
    """

    title: str
    lines: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle in data coordinates: centre, width, from ``low`` to ``high``."""

    centre: float
    low: float
    high: float
    width: float = 0.6
    style: Style = Style.FEATURES
    label: str = ""  # text above the bar (below for negative, inside when `label_inside`)
    label_strong: bool = False
    label_inside: bool = False
    label_size: int = 0  # 0: 15 px when strong, 13 px otherwise
    opacity: float = 1.0  # of the fill, for percentiles of one hue
    outlined: bool = False  # only the edge in the style's colour, on the ground: "added", "not yet"
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """A series of bars of one meaning; horizontal ones swap the axes."""

    name: str
    bars: tuple[Bar, ...]
    horizontal: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A polyline. ``None`` among the ys is a gap, never a zero. ``step`` draws a staircase."""

    name: str
    xs: tuple[float, ...]
    ys: tuple[float | None, ...]
    style: Style = Style.FEATURES
    width: float = 2.0
    dash: str = ""  # "", "dash" (6-3), "dot"
    step: bool = False
    dots: bool = False
    hits: tuple[Hit | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """The area between two curves; opacities of stacked bands add up."""

    name: str
    xs: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    style: Style = Style.FEATURES
    opacity: float = 0.2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line across the plot: ``vertical`` at x or level at y, optionally only from ``start`` to ``stop``."""

    position: float
    vertical: bool = True
    style: Style = Style.TEXT
    width: float = 1.2
    dash: str = ""
    label: str = ""
    label_side: str = "end"  # "start" (bottom/left), "end" (top/right)
    label_align: str = "right"  # text lies to the "left" or "right" of a vertical rule, or "centre"
    start: float | None = None
    stop: float | None = None
    foot: bool = False  # a dot where the rule meets the axis
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A shaded rectangle behind the marks; ``None`` bounds reach to the edge of the plot."""

    x0: float | None
    x1: float | None
    y0: float | None
    y1: float | None
    style: Style
    label: str = ""
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """One symbol: ``circle``, ``triangle-down``, ``diamond``, ``check``, ``cross``, ``tick`` (a short level line)."""

    x: float
    y: float
    symbol: str = "circle"
    filled: bool = True
    style: Style = Style.FEATURES
    size: float = 8.0
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class Dots:
    """A series of symbols of one meaning."""

    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Text at a place in data coordinates, moved by an offset in pixels; collisions are solved by the painter.

    ``**words**`` are semibold (in the text colour when the label is muted), a line break starts a new line.
    """

    x: float
    y: float
    text: str
    style: Style = Style.TEXT
    strong: bool = False
    size: int = 12
    align: str = "left"  # "left": text starts at x; "centre"; "right": text ends at x
    dx: float = 0.0
    dy: float = 0.0
    priority: int = 1  # the lower ones give way
    slides: bool = False  # gives way to the side: its height says what it belongs to


@dataclass(frozen=True, slots=True)
class Bracket:
    """A level bracket over a range of x with a word above it ("set aside on purpose")."""

    x0: float
    x1: float
    y: float
    text: str


Mark = Bars | Line | Band | Rule | Region | Dots | Label | Bracket


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the (rare) legend."""

    text: str
    style: Style
    symbol: str = "bar"  # "bar", "line", "dash", "ghost"


@dataclass(frozen=True, slots=True)
class Table:
    """The chart in words: a head and rows of ready texts, numbers already formatted with their unit."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole chart.

    Parameters
    ----------
    name
        Stable identity, such as ``"capacity-waterfall"``: file name of a saved picture, key of a cached scene.
    title
        What the chart shows, with its unit.
    x, y
        The axes; marks are painted in the order given, regions and bands first.
    marks
        What is drawn.
    table
        The same content as text.
    summary
        One sentence with the finding, read out by a screen reader and used as alternative text in exports.
    legend
        Only where three marks share a bar; direct labels otherwise.
    empty
        When not empty there is nothing to draw yet, and this sentence says what to do.
    """

    name: str
    title: str
    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    table: Table
    summary: str
    legend: tuple[Key, ...] = ()
    empty: str = ""
    right_margin: int = 0  # pixels kept free for labels at the line ends
    top_margin: int = field(default=0)
    left_margin: int = 0  # at least; more when the labels of the axis need it
    crosshair: bool = False  # a thin upright line follows the pointer: time axes only
