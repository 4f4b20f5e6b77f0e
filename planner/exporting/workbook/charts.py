"""Native charts in the look of the app: titles that say what is shown, named axes, level grid lines only, no frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from planner.analysis.scenes.scene import Style
from planner.exporting import excel_safe, palette
from planner.exporting.workbook.book import Sheet
from planner.exporting.workbook.styles import FONT

Options = Mapping[str, Any]

_AXIS_FONT: Final = {"name": FONT, "size": 9, "color": palette.TEXT3}
_NAME_FONT: Final = {"name": FONT, "size": 9, "bold": False, "color": palette.TEXT2}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a chart: title, names of both axes, number format and the sentence that says the finding."""

    title: str
    x_name: str
    y_name: str
    summary: str
    y_format: str = "#,##0"
    legend: bool = True
    hidden_legend: tuple[int, ...] = ()


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


def invisible() -> dict[str, Any]:
    """Return the look of a helping series that only carries others."""
    return {"fill": {"none": True}, "border": {"none": True}, "line": {"none": True}}


def dress(chart: Any, frame: Frame) -> None:
    """Give a chart its title, axes, legend and ground."""
    chart.set_title(
        {
            "name": excel_safe.title_text(frame.title),
            "name_font": {"name": FONT, "size": 11, "bold": True, "color": palette.TEXT},
            "overlay": False,
        }
    )
    chart.set_x_axis(
        {
            "name": frame.x_name,
            "name_font": _NAME_FONT,
            "num_font": _AXIS_FONT,
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


def place(sheet: Sheet, chart: Any, *, row: int, column: int, size: tuple[int, int], summary: str) -> None:
    """Put a chart at a cell; ``size`` is width and height in pixels, ``summary`` what a screen reader says."""
    chart.set_size({"width": size[0], "height": size[1]})
    description = excel_safe.title_text(summary, limit=excel_safe.MAX_ALTERNATIVE_UNITS)
    sheet.raw.insert_chart(row, column, chart, {"description": description, "object_position": 1})
