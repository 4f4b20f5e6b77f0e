"""The two charts of the capacity sheet: the waterfall of the first sprint, and how each sprint's days are used."""

from collections.abc import Sequence
from typing import Any, Final

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.scenes.scene import Style
from planner.exporting import palette
from planner.exporting.workbook.book import Cell, Formula, Sheet
from planner.exporting.workbook.charts import Frame, Spot, area, dress, edged, hatched, invisible, place, stroke
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.tables import Area, Head, write_table
from planner.exporting.workbook.words import dates

WATERFALL: Final = Spot(2, 0, 880)
USE: Final = Spot(2, 892, 800)
TWO_LINES: Final = 27

_HEADS: Final = (
    Head("Step no.", Look.WHOLE),
    Head("Step", Look.STRONG),
    Head("Kind", Look.TEXT),
    Head("Days", Look.NUMBER),
    Head("Level", Look.NUMBER),
    Head("Base", Look.NUMBER),
    Head("Height", Look.NUMBER),
    Head("Label", Look.TEXT),
)
_Step = tuple[str, str, Style, str]
_STEPS: Final[tuple[_Step, ...]] = (
    ("Calendar", "D", Style.TOTAL, "calendar_pd"),
    ("Holidays", "E", Style.HOLIDAY, "holidays_pd"),
    ("Leave", "F", Style.LEAVE, "leave_pd"),
    ("On-call", "G", Style.ON_CALL, "oncall_pd"),
    ("Ramp-up", "J", Style.RAMP, "ramp_pd"),
    ("Meetings", "K", Style.MEETINGS, "meetings_pd"),
    ("By hand", "L", Style.GHOST, "override_pd"),
    ("Effective", "M", Style.TOTAL, "effective_pd"),
    ("Unplanned", "N", Style.UNPLANNED, "unplanned_pd"),
    ("Learning", "O", Style.LEARNING, "learning_pd"),
    ("Reserve", "P", Style.DEBT, "reserve_pd"),
    ("Features", "Q", Style.FEATURES, "feature_pd"),
)
_TOTALS: Final = frozenset({"Calendar", "Effective", "Features"})
_HATCHES: Final = {
    Style.DEBT: "wide_upward_diagonal",
    Style.UNPLANNED: "large_grid",
    Style.LEARNING: "narrow_horizontal",
}
_BUCKETS: Final = ((16, Style.FEATURES), (15, Style.DEBT), (13, Style.UNPLANNED), (14, Style.LEARNING))


def write(sheet: Sheet, sprints: Area, content: WorkbookContent, *, steps_top: int) -> None:
    """Place both charts above the tables, and the steps of the waterfall below them; nothing without a sprint."""
    breakdowns = content.capacity
    if not breakdowns:
        return
    first = breakdowns[0]
    sheet.text(steps_top - 1, 0, f"Waterfall of {first.sprint.name}: what its chart is drawn from", Look.SECTION)
    steps = write_table(
        sheet,
        _HEADS,
        _step_rows(first, top=steps_top, line=sprints.first_row + 1),
        name="capacity_waterfall",
        top=steps_top,
    )
    for row in range(steps.first_row, steps.last_row + 1):
        sheet.raw.set_row(row, TWO_LINES)
    _place_waterfall(sheet, steps, first, summary=content.finding("capacity-waterfall"))
    place_use(sheet, sprints, breakdowns, USE)


def _steps_of(part: CapacityBreakdown) -> tuple[_Step, ...]:
    """Return the steps; corrections typed by hand are one only where there are any."""
    corrected = any(entry.override for entry in part.people)
    return tuple(step for step in _STEPS if corrected or step[0] != "By hand")


def _step_rows(part: CapacityBreakdown, *, top: int, line: int) -> list[tuple[Cell, ...]]:
    """Return the steps as formulas over the first sprint's row; ``Base`` carries each block invisibly."""
    rows: list[tuple[Cell, ...]] = []
    level = 0.0
    for number, (name, letter, _, field) in enumerate(_steps_of(part), 1):
        at, amount = top + 1 + number, getattr(part.steps, field)
        before = level
        if name in _TOTALS:
            level, base = amount, 0.0
            texts = (f"=D{at}", "=0")
        else:
            sign = 1 if field == "override_pd" else -1
            level, base = before + sign * amount, min(before, before + sign * amount)
            texts = (f"=E{at - 1}{'+' if sign > 0 else '-'}D{at}", f"=MIN(E{at - 1},E{at})")
        rows.append(
            (
                number,
                name,
                "total" if name in _TOTALS else "step",
                Formula(f"={letter}{line}", amount),
                Formula(texts[0], level),
                Formula(texts[1], base),
                Formula(f"=ABS(D{at})", abs(amount)),
                Formula(f"=B{at}&CHAR(10)&FIXED(D{at},1)", f"{name}\n{amount:,.1f}"),
            )
        )
    return rows


def _point(style: Style) -> dict[str, Any]:
    if style in _HATCHES:
        return hatched(style, _HATCHES[style])
    return edged(style) if style in {Style.HOLIDAY, Style.MEETINGS, Style.GHOST} else area(style)


def _place_waterfall(sheet: Sheet, steps: Area, part: CapacityBreakdown, *, summary: str) -> None:
    chart = sheet.book.chart("column", subtype="stacked")
    names = steps.column(7)
    chart.add_series({"name": "Base", "categories": names, "values": steps.column(5), "gap": 35, **invisible()})
    chart.add_series(
        {
            "name": "Person-days",
            "categories": names,
            "values": steps.column(6),
            "points": [_point(style) for _, _, style, _ in _steps_of(part)],
        }
    )
    dress(
        chart,
        Frame(
            f"Capacity of {part.sprint.name}, {dates(part.sprint.period)}",
            "From calendar days to features",
            "Person-days",
            legend=False,
        ),
    )
    place(sheet, chart, WATERFALL, summary=summary)


def place_use(sheet: Sheet, sprints: Area, breakdowns: Sequence[CapacityBreakdown], spot: Spot) -> None:
    """Place what each sprint's effective days are for, under a line of its calendar days."""
    chart = sheet.book.chart("column", subtype="stacked")
    names = sprints.column(1)
    for column, style in _BUCKETS:
        look = hatched(style, _HATCHES[style]) if style in _HATCHES else area(style)
        chart.add_series(
            {"name": sprints.head(column), "categories": names, "values": sprints.column(column), "gap": 60, **look}
        )
    line = sheet.book.chart("line")
    line.add_series(
        {
            "name": sprints.head(3),
            "categories": names,
            "values": sprints.column(3),
            "marker": {
                "type": "diamond",
                "size": 6,
                "fill": {"color": palette.TEXT},
                "border": {"color": palette.TEXT},
            },
            **stroke(Style.TEXT, width=1.5, dash="dash"),
        }
    )
    chart.combine(line)
    reserve = sum(part.steps.reserve_pd for part in breakdowns)
    feature = sum(part.steps.feature_pd for part in breakdowns)
    summary = (
        f"{len(breakdowns)} coming sprints hold {feature:.1f} person-days for features and {reserve:.1f} for debt; "
        "the line is the calendar."
    )
    dress(chart, Frame("What each sprint's days are for", "Sprint", "Person-days"))
    place(sheet, chart, spot, summary=summary)
