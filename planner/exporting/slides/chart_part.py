"""A native chart on a slide, with the workbook behind it and the words over it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from planner.analysis.scenes.scene import Scene
from planner.exporting import excel_safe
from planner.exporting.colours import Colours
from planner.exporting.slides.boxes import Spot
from planner.exporting.slides.chart_book import chart_book
from planner.exporting.slides.chart_xml import chart_xml, plot_room
from planner.exporting.slides.deck import EMU
from planner.exporting.slides.from_scene import native_chart
from planner.exporting.slides.over_xml import over_xml

if TYPE_CHECKING:
    from pptx.slide import Slide as Page

_SHAPES = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"


def put_chart(page: "Page", spot: Spot, scene: Scene, colours: Colours, *, day: date) -> None:
    """Put the native chart of a scene; its alternative text is the finding in one sentence."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.oxml import parse_xml

    first = CategoryChartData()
    first.categories = ["-"]
    first.add_series("-", (0,))
    at = tuple(round(EMU * one) for one in (spot.left, spot.top, spot.width, spot.height))
    shapes_on: Any = page.shapes
    frame = shapes_on.add_chart(XL_CHART_TYPE.COLUMN_STACKED, *at, first)
    chart = native_chart(scene)
    room = plot_room(chart, width=spot.width, height=spot.height)
    part = frame.chart.part
    part.chart_workbook.update_from_xlsx_blob(chart_book(chart, day=day))
    book = part._element.find("{*}externalData").get(  # noqa: SLF001 - the relation that was just made
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    )
    shapes = _relate_shapes(part, over_xml(chart, colours, room=room))
    part._element = parse_xml(chart_xml(chart, colours, room=room, book=book, shapes=shapes))  # noqa: SLF001 - our own XML
    frame.name = excel_safe.title_text(scene.title)
    properties = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001 - alternative texts have no other door
    properties.set("descr", excel_safe.cell_text(scene.summary, limit=excel_safe.MAX_ALTERNATIVE_UNITS).text)


def _relate_shapes(part: Any, xml: str) -> str:
    """Add the part with the shapes over the plot; return its relation, empty when there are none."""
    if not xml:
        return ""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    number = part.partname.idx
    made = Part(PackURI(f"/ppt/drawings/drawing{number}.xml"), _SHAPES, part.package, xml.encode())
    return str(part.relate_to(made, RELATIONSHIP_TYPE.CHART_USER_SHAPES))
