"""A native chart as the XML of a presentation: areas, columns and lines over one pair of axes, or two."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.analysis.scenes.scene import Key, Style
from planner.exporting.colours import Colours
from planner.exporting.drawing.words import shortened, width_of
from planner.exporting.slides.chart_book import SHEET, column_letters
from planner.exporting.slides.look_xml import (
    NO_LINE,
    NO_LOOK,
    area_look,
    clean,
    colour,
    line,
    paragraphs,
    text_style,
)
from planner.exporting.slides.native import Kind, NativeChart, Series, Words

AXIS_PT = 12.0
WORDS_PT = 12.0
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PX_PER_PT = 4 / 3
_FOOT, _LEGEND = 34.0, 34.0
_NAMES, _FIGURES = "1001", "1002"
_GAP_WIDTH = 48
_LINES_OF_NAMES, _USUAL_WIDTH, _NAME_PX = 1.7, 860.0, 14.0
_NOT_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


@dataclass(frozen=True, slots=True)
class PlotRoom:
    """The plot inside its chart, all in pixels of the slide."""

    left: float
    top: float
    width: float
    height: float
    chart_width: float
    chart_height: float


def plot_room(chart: NativeChart, *, width: float, height: float) -> PlotRoom:
    """Return where the plot lies: what axis figures, names, legend and words leave."""
    left = 8.0
    if not chart.level and chart.scale.visible:
        figure = _figure(chart.scale.high, shares=chart.scale.shares)
        left = width_of(figure, size=AXIS_PT * _PX_PER_PT) + 14.0
    bottom = (_FOOT if chart.names_visible and not chart.level else 8.0) + (_LEGEND if chart.legend else 0.0)
    if chart.level and chart.scale.visible:
        bottom += _FOOT
    room = width - left - chart.right, height - chart.top - bottom
    return PlotRoom(left, chart.top, *room, width, height)


def _figure(high: float, *, shares: bool) -> str:
    return f"{high * 100:.0f} %" if shares else f"{high:,.0f}"


def chart_xml(chart: NativeChart, colours: Colours, *, room: PlotRoom, book: str, shapes: str = "") -> str:
    """Return the chart part; ``book`` and ``shapes`` are the relations of its workbook and of what lies over it."""
    over = f'<c:userShapes r:id="{shapes}"/>' if shapes else ""
    return (
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/>{_plot(chart, colours, room)}{_legend(chart, colours)}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{text_style(size=AXIS_PT, value=colours.text2)}"
        f'<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData>{over}</c:chartSpace>'
    )


def _plot(chart: NativeChart, colours: Colours, room: PlotRoom) -> str:
    x, y = room.left / room.chart_width, room.top / room.chart_height
    w, h = room.width / room.chart_width, room.height / room.chart_height
    layout = (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.6f}"/><c:y val="{y:.6f}"/><c:w val="{w:.6f}"/><c:h val="{h:.6f}"/></c:manualLayout></c:layout>'
    )
    numbered = list(enumerate(chart.series))
    parts = "".join(
        _group(chart, colours, [one for one in numbered if one[1].kind is kind])
        for kind in (Kind.AREA, Kind.COLUMN, Kind.LINE)
    )
    axes = _axes(chart, colours, room)
    return f"<c:plotArea>{layout}{parts}{axes}<c:spPr><a:noFill/>{NO_LINE}</c:spPr></c:plotArea>"


def _group(chart: NativeChart, colours: Colours, numbered: list[tuple[int, Series]]) -> str:
    """Return all series of one kind."""
    if not numbered:
        return ""
    rows = "".join(_series(chart, colours, number, series) for number, series in numbered)
    ids = f'<c:axId val="{_NAMES}"/><c:axId val="{_FIGURES}"/>'
    kind = numbered[0][1].kind
    if kind is Kind.LINE:
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{rows}'
            f'<c:marker val="1"/>{ids}</c:lineChart>'
        )
    if kind is Kind.AREA:
        return f'<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>{rows}{ids}</c:areaChart>'
    direction = "bar" if chart.level else "col"
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="stacked"/><c:varyColors val="0"/>{rows}'
        f'<c:gapWidth val="{_GAP_WIDTH}"/><c:overlap val="100"/>{ids}</c:barChart>'
    )


def _series(chart: NativeChart, colours: Colours, number: int, series: Series) -> str:
    column = column_letters(number + 1)
    head = (
        f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{clean(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )
    words = _labels(series.words, colours)
    figures = _names(chart) + _values(series, column, len(chart.names), shares=chart.scale.shares)
    if series.kind is Kind.LINE:
        return f'<c:ser>{head}{_line_look(series, colours)}{words}{figures}<c:smooth val="0"/></c:ser>'
    seen = NO_LOOK if series.style is None else area_look(series.style, colours, opacity=series.opacity)
    if series.kind is Kind.AREA:
        return f"<c:ser>{head}{seen}{words}{figures}</c:ser>"
    points = "".join(
        f'<c:dPt><c:idx val="{point.place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{area_look(point.style, colours, outlined=point.outlined)}</c:dPt>"
        for point in series.points
    )
    return f'<c:ser>{head}{seen}<c:invertIfNegative val="0"/>{points}{words}{figures}</c:ser>'


def _line_look(series: Series, colours: Colours) -> str:
    if series.style is None:
        return f'<c:spPr>{NO_LINE}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'
    stroke = colours.paints[series.style].stroke
    drawn = line(stroke, width=series.width, dash=series.dash) if series.line else NO_LINE
    if not series.symbol:
        return f'<c:spPr>{drawn}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'
    size = 22 if series.symbol == "dash" else 6
    edge = NO_LINE if series.symbol == "dash" else line(colours.base, width=0.75)
    return (
        f'<c:spPr>{drawn}</c:spPr><c:marker><c:symbol val="{series.symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{colour(stroke)}{edge}</c:spPr></c:marker>"
    )


def _labels(words: Iterable[Words], colours: Colours) -> str:
    """Return the words at single points; the others have none."""
    shown = _NOT_SHOWN.replace('<c:showVal val="0"/>', '<c:showVal val="1"/>')
    labels = "".join(
        f'<c:dLbl><c:idx val="{one.place}"/><c:layout/><c:tx><c:rich><a:bodyPr wrap="none" lIns="38100" tIns="19050" '
        f'rIns="38100" bIns="19050"/><a:lstStyle/>'
        f"{paragraphs(one.text, one.style, colours, size=WORDS_PT, strong=one.strong)}</c:rich></c:tx>"
        f'<c:dLblPos val="{one.side.value}"/>{shown}</c:dLbl>'
        for one in sorted(words, key=lambda one: one.place)
    )
    return f"<c:dLbls>{labels}{_NOT_SHOWN}</c:dLbls>" if labels else ""


def _names(chart: NativeChart) -> str:
    """Return the names; what is drawn at first is cut where it would take many lines, the workbook has all of it."""
    last = len(chart.names) + 1
    room = _LINES_OF_NAMES * _USUAL_WIDTH * chart.labelled / max(1, len(chart.names))
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{clean(shortened(name, size=_NAME_PX, room=room))}</c:v></c:pt>'
        for place, name in enumerate(chart.names)
        if place % chart.labelled == 0  # readers that know no skipped names crowd them all
    )
    return (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(chart.names)}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _values(series: Series, column: str, count: int, *, shares: bool) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
        for place, value in enumerate(float(one) if one is not None else None for one in series.values)
        if value is not None
    )
    return (
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>{number_format(shares=shares)}</c:formatCode><c:ptCount val="{count}"/>{points}'
        "</c:numCache></c:numRef></c:val>"
    )


def number_format(*, shares: bool) -> str:
    """Return how figures are written: shares in per cent with a space."""
    return "0\\ %" if shares else "#,##0.##"


def _names_pt(chart: NativeChart, room: PlotRoom) -> float:
    """Return the size at which the names fit beside each other."""
    if chart.level:
        return AXIS_PT
    slot = chart.labelled * room.width / max(1, len(chart.names)) - 6
    shown = chart.names[:: chart.labelled]
    sizes = (AXIS_PT, 11.0, 10.5, 10.0)
    return next(
        (size for size in sizes if all(width_of(name, size=size * _PX_PER_PT) <= slot for name in shown)), sizes[-1]
    )


def _axes(chart: NativeChart, colours: Colours, room: PlotRoom) -> str:
    """Return both axes: names without ticks, figures with level grid lines and no line of their own."""
    position, other = ("l", "b") if chart.level else ("b", "l")
    step = max(1, chart.labelled)
    type_ = text_style(size=_names_pt(chart, room), value=colours.text2, broken=chart.between)
    hidden = 0 if chart.names_visible else 1
    return (
        f'<c:catAx><c:axId val="{_NAMES}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="{hidden}"/><c:axPos val="{position}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{line(colours.strong)}</c:spPr>{type_}"
        f'<c:crossAx val="{_FIGURES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="60"/><c:tickLblSkip val="{step}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f"{_value_axis(chart, colours, position=other)}"
    )


def _value_axis(chart: NativeChart, colours: Colours, *, position: str) -> str:
    scale = chart.scale
    grid = f"<c:majorGridlines><c:spPr>{line(colours.line)}</c:spPr></c:majorGridlines>" if scale.visible else ""
    digits = "0\\ %" if scale.shares else ("#,##0" if scale.step >= 1 else "#,##0.0")
    return (
        f'<c:valAx><c:axId val="{_FIGURES}"/>{_scaling(chart)}'
        f'<c:delete val="{int(not scale.visible or chart.level)}"/>'
        f'<c:axPos val="{position}"/>{grid}<c:numFmt formatCode="{digits}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>{text_style(size=AXIS_PT, value=colours.text3)}"
        f'<c:crossAx val="{_NAMES}"/><c:crosses val="autoZero"/>{_between(chart)}'
        f'<c:majorUnit val="{scale.step!r}"/></c:valAx>'
    )


def _scaling(chart: NativeChart) -> str:
    scale = chart.scale
    return (
        f'<c:scaling><c:orientation val="minMax"/><c:max val="{scale.high!r}"/><c:min val="{scale.low!r}"/></c:scaling>'
    )


def _between(chart: NativeChart) -> str:
    return f'<c:crossBetween val="{"between" if chart.between else "midCat"}"/>'


def _legend(chart: NativeChart, colours: Colours) -> str:
    """Return the legend with the entries of the scene's keys; helpers and repeated meanings have none."""
    if not chart.legend:
        return ""
    shown = {_keyed(chart, key) for key in chart.legend}
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>'
        for number in range(len(chart.series))
        if number not in shown
    )
    style = text_style(size=AXIS_PT, value=colours.text2)
    return f'<c:legend><c:legendPos val="b"/>{hidden}<c:overlay val="0"/>{style}</c:legend>'


def _keyed(chart: NativeChart, key: Key) -> int | None:
    """Return the series that a key of the legend stands for."""
    lines = key.symbol in {"line", "dash"}
    return next(
        (
            number
            for number, series in enumerate(chart.series)
            if series.style is key.style and (series.kind is Kind.LINE) == lines and key.style is not Style.GHOST
        ),
        None,
    )
