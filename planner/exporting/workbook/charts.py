"""Native charts in the look of the app: titles that say what is shown, named axes, level grid lines only, no frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.analysis.scenes.scene import Style
from planner.exporting import excel_safe, palette
from planner.exporting.workbook.book import Cell, Formula, Sheet
from planner.exporting.workbook.styles import FONT

Options = Mapping[str, Any]

_AXIS_FONT: Final = {"name": FONT, "size": 9, "color": palette.TEXT3}
_LEVEL: Final = 360  # XlsxWriter's way to say 0: labels are never turned
_NAME_FONT: Final = {"name": FONT, "size": 9, "bold": False, "color": palette.TEXT2}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a chart: title, names of both axes, number format, legend; every n-th name is shown."""

    title: str
    x_name: str
    y_name: str
    y_format: str = "#,##0"
    legend: bool = True
    hidden_legend: tuple[int, ...] = ()
    every: int = 1


def area(style: Style, *, opacity: float = 1.0) -> dict[str, Any]:
    """Return the fill of a column or area: the meaning's colour, with a white edge between neighbours."""
    paint = palette.PAINTS[style]
    fill: dict[str, Any] = {"none": True}
    if paint.fill:
        fill = {"color": paint.fill, "transparency": round(100 * (1 - opacity))}
    edge = {"none": True} if opacity < 1 else {"color": palette.BASE, "width": 0.75}
    return {"fill": fill, "border": edge}


def edged(style: Style) -> dict[str, Any]:
    """Return the fill of a pale column with an edge in its stroke colour."""
    paint = palette.PAINTS[style]
    fill = {"color": paint.fill} if paint.fill else {"none": True}
    return {"fill": fill, "border": {"color": paint.stroke, "width": 0.75}}


def hatched(style: Style, pattern: str) -> dict[str, Any]:
    """Return a fill with a hatch: the second cue beside the colour."""
    paint = palette.PAINTS[style]
    return {
        "pattern": {"pattern": pattern, "fg_color": palette.hatch_of(paint.stroke), "bg_color": paint.stroke},
        "border": {"color": palette.BASE, "width": 0.75},
    }


def stroke(style: Style, *, width: float = 2.0, dash: str = "solid") -> dict[str, Any]:
    """Return a line in the meaning's colour."""
    return {"line": {"color": palette.PAINTS[style].stroke, "width": width, "dash_type": dash}}


def held(rows: Sequence[Sequence[Cell]], column: int) -> list[Cell]:
    """Return what a column holds now: without this an empty cell is a zero to readers that do not draw anew."""
    cells = (row[column] for row in rows)
    return [cell.cached if isinstance(cell, Formula) else cell for cell in cells]


def invisible() -> dict[str, Any]:
    """Return the look of a helping series that only carries others."""
    return {"fill": {"none": True}, "border": {"none": True}, "line": {"none": True}}


def dress(chart: Any, frame: Frame) -> None:
    """Give a chart its title, axes, legend and ground."""
    chart.set_title(
        {
            "name": excel_safe.chart_title(frame.title),
            "name_font": {"name": FONT, "size": 11, "bold": True, "color": palette.TEXT},
            "overlay": False,
        }
    )
    chart.set_x_axis(
        {
            "name": frame.x_name,
            "name_font": _NAME_FONT,
            "num_font": {**_AXIS_FONT, "size": 8, "rotation": _LEVEL},
            "interval_unit": frame.every,
            "line": {"color": palette.STRONG},
            "major_gridlines": {"visible": False},
            "label_position": "low",
        }
    )
    chart.set_y_axis(
        {
            "name": frame.y_name,
            "name_font": _NAME_FONT,
            "num_font": _AXIS_FONT,
            "num_format": frame.y_format,
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": palette.LINE, "width": 0.75}},
            "min": 0,
        }
    )
    if frame.legend:
        chart.set_legend({"position": "bottom", "font": _AXIS_FONT, "delete_series": list(frame.hidden_legend)})
    else:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": palette.BASE}})
    chart.set_plotarea({"fill": {"color": palette.BASE}})


def second_axis(chart: Any, name: str) -> None:
    """Name and dress the value axis at the right, which belongs to the lines laid over the columns."""
    chart.set_y2_axis(
        {
            "name": name,
            "name_font": _NAME_FONT,
            "num_font": _AXIS_FONT,
            "num_format": "#,##0",
            "line": {"none": True},
            "major_gridlines": {"visible": False},
            "min": 0,
        }
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a chart stands: its row, pixels from the left edge, and its size in pixels."""

    row: int
    left: int
    width: int
    height: int = 360


def place(sheet: Sheet, chart: Any, spot: Spot, *, summary: str) -> None:
    """Put a chart at its spot; ``summary`` is the sentence with the finding, which a screen reader says."""
    chart.set_size({"width": spot.width, "height": spot.height})
    description = excel_safe.title_text(summary, limit=excel_safe.MAX_ALTERNATIVE_UNITS)
    options = {"description": description, "object_position": 2, "x_offset": spot.left}
    sheet.raw.insert_chart(spot.row, 0, chart, options)
