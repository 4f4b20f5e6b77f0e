"""The lines and words over the plot as shapes of the chart itself, so that they move and scale with it."""

from collections.abc import Iterator

from planner.analysis.scenes.scene import Style
from planner.exporting.colours import Colours
from planner.exporting.drawing.boxes import Box, spread
from planner.exporting.drawing.words import LINE_HEIGHT, width_of
from planner.exporting.slides.chart_xml import PlotRoom
from planner.exporting.slides.look_xml import line, paragraphs
from planner.exporting.slides.native import NativeChart, Remark, Stroke

SIZE_PT = 12.0
_SIZE_PX = SIZE_PT * 4 / 3
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"'
)
_SPARE = 1.06  # the reader's font may be a little wider
_SHIFTS = {"left": 0.0, "centre": 0.5, "right": 1.0}
_ALIGNS = {"left": "l", "centre": "ctr", "right": "r"}


def over_xml(chart: NativeChart, colours: Colours, *, room: PlotRoom) -> str:
    """Return the part with everything that lies over the plot; empty when nothing does."""
    shapes = [*_strokes(chart, colours, room), *_remarks(chart, colours, room)]
    if not shapes:
        return ""
    numbered = "".join(shape.replace("@id@", str(number), 1) for number, shape in enumerate(shapes, 2))
    return f"<c:userShapes {_NAMESPACES}>{numbered}</c:userShapes>"


def _strokes(chart: NativeChart, colours: Colours, room: PlotRoom) -> Iterator[str]:
    for stroke in chart.strokes:
        ends = _place(stroke.x0, stroke.y0, room), _place(stroke.x1, stroke.y1, room)
        yield _anchor(ends, _connector(stroke, colours, slanted=_slanted(stroke)))


def _slanted(stroke: Stroke) -> bool:
    """Say whether a line falls to the left."""
    return (stroke.x1 - stroke.x0) * (stroke.y1 - stroke.y0) < 0


def _connector(stroke: Stroke, colours: Colours, *, slanted: bool) -> str:
    flip = ' flipH="1"' if slanted else ""
    drawn = line(colours.paints[stroke.style].stroke, width=stroke.width * 0.75, dash=stroke.dash)
    return (
        '<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="@id@" name="line"/><cdr:cNvCxnSpPr/></cdr:nvCxnSpPr>'
        f'<cdr:spPr><a:xfrm{flip}><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{drawn}</cdr:spPr></cdr:cxnSp>'
    )


def _place(x: float, y: float, room: PlotRoom) -> tuple[float, float]:
    """Return a place of the plot as a share of the whole chart."""
    return (room.left + x * room.width) / room.chart_width, (room.top + y * room.height) / room.chart_height


def _anchor(ends: tuple[tuple[float, float], tuple[float, float]], shape: str) -> str:
    xs, ys = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
    held = [min(max(one, 0.0), 1.0) for one in (xs[0], ys[0], xs[1], ys[1])]
    return (
        f"<cdr:relSizeAnchor><cdr:from><cdr:x>{held[0]:.6f}</cdr:x><cdr:y>{held[1]:.6f}</cdr:y></cdr:from>"
        f"<cdr:to><cdr:x>{held[2]:.6f}</cdr:x><cdr:y>{held[3]:.6f}</cdr:y></cdr:to>{shape}</cdr:relSizeAnchor>"
    )


def _remarks(chart: NativeChart, colours: Colours, room: PlotRoom) -> Iterator[str]:
    boxes = spread([_box(remark, room) for remark in chart.remarks], width=room.chart_width, height=room.chart_height)
    for remark, box in zip(chart.remarks, boxes, strict=True):
        if box is None:
            continue
        ends = (
            (box.left / room.chart_width, box.top / room.chart_height),
            ((box.left + box.width) / room.chart_width, (box.top + box.height) / room.chart_height),
        )
        yield _anchor(ends, _text_box(remark, colours))


def _box(remark: Remark, room: PlotRoom) -> Box:
    rows = remark.text.split("\n")
    width = _SPARE * max(width_of(row, size=_SIZE_PX, strong=remark.strong) for row in rows) + 4
    height = len(rows) * _SIZE_PX * LINE_HEIGHT
    x = room.left + remark.x * room.width + remark.dx
    y = room.top + remark.y * room.height + remark.dy
    return Box(x - width * _SHIFTS[remark.align], y - height / 2, width, height, priority=_priority(remark))


def _priority(remark: Remark) -> int:
    return 1 if remark.style in {Style.MUTED, Style.GRID} else 2


def _text_box(remark: Remark, colours: Colours) -> str:
    words = paragraphs(
        remark.text, remark.style, colours, size=SIZE_PT, strong=remark.strong, align=_ALIGNS[remark.align]
    )
    return (
        '<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="@id@" name="words"/><cdr:cNvSpPr txBox="1"/>'
        '</cdr:nvSpPr><cdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></cdr:spPr><cdr:txBody>'
        '<a:bodyPr vertOverflow="overflow" horzOverflow="overflow" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'rtlCol="0" anchor="ctr"/><a:lstStyle/>{words}</cdr:txBody></cdr:sp>'
    )
