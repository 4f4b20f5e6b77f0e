"""An empty presentation in the app's colours and type: wide, one layout, no trace of who made it or where."""

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from planner.analysis.scenes.scene import Style
from planner.exporting import excel_safe
from planner.exporting.colours import Colours
from planner.exporting.slides.look_xml import FONT, colour

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDTH, HEIGHT = 1280, 720
"""Pixels of a slide at 96 to the inch: 13.33 by 7.5 inches."""

EMU = 9_525
"""English metric units in a pixel."""

_LAYOUT = "Title Only"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TINTS = (Style.FEATURES, Style.DEBT, Style.UNPLANNED, Style.LEARNING, Style.ACCENT, Style.WARN)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a file made twice from one plan is the same file


def new_deck(colours: Colours, *, title: str, day: date) -> "Presentation":
    """Return a presentation without slides."""
    import pptx

    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = WIDTH * EMU, HEIGHT * EMU  # type: ignore[assignment]
    for layout in list(deck.slide_layouts):
        if layout.name != _LAYOUT:
            deck.slide_layouts.remove(layout)
    _paint_theme(deck, colours)
    _place_titles(deck, colours)
    _forget_maker(deck, title=title, day=day)
    return deck


def deck_bytes(deck: "Presentation") -> bytes:
    """Return the presentation as a file's content; the same slides give the same bytes."""
    saved, out = BytesIO(), BytesIO()
    deck.save(saved)
    with ZipFile(saved) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return out.getvalue()


def _paint_theme(deck: "Presentation", colours: Colours) -> None:
    """Put the app's colours and type into the theme, so that what people add looks the same."""
    from lxml import etree
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme: Any = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    values = {"dk1": colours.text, "lt1": colours.base, "dk2": colours.text2, "lt2": colours.window}
    values |= {f"accent{number}": colours.paints[style].stroke for number, style in enumerate(_TINTS, 1)}
    values |= {"hlink": colours.accent, "folHlink": colours.text2}
    for name, value in values.items():
        for slot in theme.iter(f"{{{_DRAWING}}}{name}"):
            slot[:] = [etree.fromstring(f'<a:srgbClr xmlns:a="{_DRAWING}" val="{value[1:]}"/>')]
    for kind in ("majorFont", "minorFont"):
        for fonts in theme.iter(f"{{{_DRAWING}}}{kind}"):
            fonts.find(f"{{{_DRAWING}}}latin").set("typeface", FONT)
    theme.set("name", "Ballast")
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - the part has no setter


def _place_titles(deck: "Presentation", colours: Colours) -> None:
    """Put the ground and the place and type of titles on the master and on the one layout."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.oxml import parse_xml

    ground = (
        f'<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{_DRAWING}">'
        f"<p:bgPr>{colour(colours.base)}<a:effectLst/></p:bgPr></p:bg>"
    )
    common: Any = deck.slide_master._element.cSld  # noqa: SLF001 - the ground of a master has no other door
    for old in common.findall("{*}bg"):
        common.remove(old)
    common.insert(0, parse_xml(ground))
    for holder in (deck.slide_master, deck.slide_layouts[0]):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type != 1:  # the title; dates, feet and numbers are ours
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - as above
                continue
            shape.left, shape.top, shape.width, shape.height = (EMU * at for at in (48, 62, 1184, 52))
            shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
            shape.text_frame.margin_left = shape.text_frame.margin_right = 0


def _forget_maker(deck: "Presentation", *, title: str, day: date) -> None:
    """Set the properties: what it is and of which day, never who made it."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no zones
    properties = deck.core_properties
    properties.title = excel_safe.title_text(title)
    properties.subject = "Sprint plan"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = moment
    package: Any = deck.part.package
    for key, relation in list(package._rels.items()):  # noqa: SLF001 - a package has no other way to drop a part
        if relation.reltype.endswith("/thumbnail"):
            package.drop_rel(key)
    for key, relation in list(deck.part.rels.items()):
        if relation.reltype.endswith("/printerSettings"):
            deck.part.drop_rel(key)
