"""Text boxes and hairlines on a slide, placed in pixels."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.domain.issue import Severity
from planner.exporting import excel_safe
from planner.exporting.colours import Colours
from planner.exporting.drawing.words import width_of
from planner.exporting.slides.deck import EMU
from planner.exporting.slides.look_xml import FONT

if TYPE_CHECKING:
    from pptx.slide import Slide as Page


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle on a slide, in pixels."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Type:
    """Size in points, colour and weight of a text."""

    size: float
    value: str
    strong: bool = False
    align: str = "left"


def put_text(page: "Page", spot: Spot, text: str, kind: Type, *, name: str = "") -> Any:
    """Put a text box; a line break starts a new paragraph."""
    from pptx.enum.text import MSO_ANCHOR

    box = page.shapes.add_textbox(*_emu(spot))
    if name:
        box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    fill_text(frame, text, kind)
    return box


def fill_text(frame: Any, text: str, kind: Type) -> None:
    """Put words into a text frame, as words: no link, no field."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    aligns = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "centre": PP_ALIGN.CENTER}
    for number, row in enumerate(excel_safe.cell_text(text).text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = aligns[kind.align]
        run = paragraph.add_run()
        run.text = row
        run.font.size, run.font.bold, run.font.name = Pt(kind.size), kind.strong, FONT
        run.font.color.rgb = RGBColor.from_string(kind.value[1:])


def put_line(page: "Page", spot: Spot, value: str) -> None:
    """Put a hairline from the top left of a spot to the end of its width."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.util import Pt

    left, top, width, _ = _emu(spot)
    drawn = page.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, left, top, left + width, top)
    drawn.line.color.rgb = RGBColor.from_string(value[1:])
    drawn.line.width = Pt(0.75)
    _drop_style(drawn)


def put_mark(page: "Page", spot: Spot, severity: Severity, value: str) -> None:
    """Put the mark of a finding's weight: octagon, triangle or disc, told apart without colour."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE

    shapes = {
        Severity.STOP: MSO_SHAPE.OCTAGON,
        Severity.WARN: MSO_SHAPE.ISOSCELES_TRIANGLE,
        Severity.NOTE: MSO_SHAPE.OVAL,
    }
    mark = page.shapes.add_shape(shapes[severity], *_emu(spot))
    mark.name = severity.value
    mark.fill.solid()
    mark.fill.fore_color.rgb = RGBColor.from_string(value[1:])
    mark.line.fill.background()
    _drop_style(mark)


def put_number(page: "Page", spot: Spot, colours: Colours) -> None:
    """Put the number of the slide, which follows when slides are moved."""
    from pptx.oxml import parse_xml

    box = put_text(page, spot, "", Type(10.5, colours.text3, align="right"), name="Slide number")
    paragraph = box.text_frame.paragraphs[0]._p  # noqa: SLF001 - fields have no other door
    for run in paragraph.findall("{*}r"):
        paragraph.remove(run)
    field = (
        '<a:fld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'id="{B5A1C3D2-6E47-4A0B-9C1F-2D3E4F5A6B7C}" type="slidenum">'
        f'<a:rPr lang="en-GB" sz="1050"><a:solidFill><a:srgbClr val="{colours.text3[1:]}"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/></a:rPr><a:t>‹#›</a:t></a:fld>'
    )
    paragraph.append(parse_xml(field))


def fitting(text: str, *, sizes: tuple[float, ...], room: float, lines: int = 1) -> float:
    """Return the largest of the sizes, in points, at which a text fits into so many lines of a width in pixels."""
    for size in sizes:
        if width_of(text, size=size * 4 / 3, strong=True) <= room * lines * (1.0 if lines == 1 else 0.92):
            return size
    return sizes[-1]


def lines_of(text: str, *, size: float, room: float) -> int:
    """Return about how many lines a text of so many points takes in a width in pixels."""
    wide = width_of(text, size=size * 4 / 3)
    return 1 if wide <= room else round(wide / (0.86 * room) + 0.5)


def _drop_style(shape: Any) -> None:
    """Take the theme's shadow off a shape."""
    element = shape._element  # noqa: SLF001 - the style has no other door
    for style in element.findall("{*}style"):
        element.remove(style)


def _emu(spot: Spot) -> tuple[Any, Any, Any, Any]:
    left, top, width, height = (round(EMU * at) for at in (spot.left, spot.top, spot.width, spot.height))
    return left, top, width, height
