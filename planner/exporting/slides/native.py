"""A chart as a presentation program knows it: named categories, series in rows of figures, and words beside points."""

from dataclasses import dataclass
from enum import StrEnum

from planner.analysis.scenes.scene import Key, Style


class Kind(StrEnum):
    """How a series is drawn; columns and areas are stacked in the order given."""

    COLUMN = "column"
    AREA = "area"
    LINE = "line"


class Side(StrEnum):
    """Where the words of a point stand."""

    ABOVE = "t"
    BELOW = "b"
    LEFT = "l"
    RIGHT = "r"


@dataclass(frozen=True, slots=True)
class Words:
    """The label of one point; ``**words**`` are semibold."""

    place: int
    text: str
    side: Side = Side.ABOVE
    style: Style = Style.TEXT
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PointLook:
    """A point that looks unlike its series; ``outlined`` shows only the edge."""

    place: int
    style: Style
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures.

    Parameters
    ----------
    values
        One per category; ``None`` is a gap, never a zero.
    style
        Its meaning; ``None`` makes a helper that carries others or words and is not seen.
    opacity
        Of an area, in [0, 1].
    symbol
        ``""``, ``"circle"`` or ``"dash"`` at every point of a line.
    line
        Whether the points of a line are joined.
    """

    name: str
    kind: Kind
    values: tuple[float | None, ...]
    style: Style | None = None
    opacity: float = 1.0
    points: tuple[PointLook, ...] = ()
    words: tuple[Words, ...] = ()
    dash: str = ""
    width: float = 2.0
    symbol: str = ""
    line: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """The value axis: range, step between ticks, and whether it is seen and its figures are shares."""

    low: float
    high: float
    step: float
    visible: bool = True
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin line over the plot, both ends in shares of the plot from its left and its top."""

    x0: float
    y0: float
    x1: float
    y1: float
    style: Style
    width: float = 1.2
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words over the plot at a place in shares of the plot, moved by pixels; ``align`` is left, centre or right."""

    x: float
    y: float
    text: str
    style: Style
    align: str = "left"
    dx: float = 0.0
    dy: float = 0.0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A whole chart.

    Parameters
    ----------
    names
        The categories, left to right (bottom to top when ``level``).
    labelled
        Every n-th name is written, from the first.
    between
        Points stand in the middle of their slot; otherwise the first one stands on the axis.
    level
        Bars lie instead of standing.
    right, top
        Pixels kept free beside the plot for words.
    """

    names: tuple[str, ...]
    series: tuple[Series, ...]
    scale: Scale
    labelled: int = 1
    between: bool = True
    level: bool = False
    names_visible: bool = True
    strokes: tuple[Stroke, ...] = ()
    remarks: tuple[Remark, ...] = ()
    legend: tuple[Key, ...] = ()
    right: float = 8.0
    top: float = 16.0
