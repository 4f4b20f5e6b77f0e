"""Reserve lab: what each reserve would do to features and debt, with bands, break-even and the model's parameters."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from planner.analysis.debt.parameters import SYMBOLS
from planner.analysis.reserve.lab import Comparison, Course, LabCourse, LabResult
from planner.analysis.scenes.scene import Style
from planner.exporting import palette
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet
from planner.exporting.workbook.charts import Frame, Spot, area, dress, invisible, place, stroke
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.headlines import of_lab
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.tables import Area, Head, set_widths, write_table
from planner.exporting.workbook.words import chance, percent

NAME: Final = "Reserve lab"
TABLES_TOP: Final = 22
FEATURES: Final = Spot(2, 0, 780)
DEBT: Final = Spot(2, 792, 780)
HEAD_HEIGHT: Final = 42
RANGE: Final = ("P10", "P50", "P90")
FIRST_COLUMNS: Final = 9  # features P10, P50, P90 and band, the same for debt, waste
OTHER_COLUMNS: Final = 7  # the same without bands: they are drawn for the first reserve only

_OTHERS: Final = (
    (Style.COMPARISON, "dash"),
    (Style.LEARNING, "long_dash"),
    (Style.ACCENT, "dash_dot"),
    (Style.RAMP, "square_dot"),
)
_COMPARISON_HEADS: Final = (
    Head("No.", Look.WHOLE),
    Head("Higher reserve", Look.SHARE),
    Head("Lower reserve", Look.SHARE),
    Head("Faster from", Look.TEXT),
    Head("Ahead in total from", Look.TEXT),
    Head("Ahead after a year", Look.TEXT),
    Head("Given up by half a year, P10", Look.NUMBER),
    Head("P50", Look.NUMBER),
    Head("P90", Look.NUMBER),
)
_PARAMETER_HEADS: Final = (
    Head("No.", Look.WHOLE),
    Head("Symbol", Look.STRONG),
    Head("Value", Look.NUMBER),
    Head("Unit", Look.TEXT),
    Head("Basis", Look.TEXT),
    Head("Meaning", Look.TEXT),
)


def write(book: Book, content: WorkbookContent) -> None:
    """Write the courses of all reserves side by side, two charts, the comparisons and the parameters."""
    sheet = book.sheet(NAME, colour=palette.DEBT)
    sheet.heading(*of_lab(content))
    sheet.raw.freeze_panes(2, 2)
    sheet.print_setup(content.plan.name)
    if content.lab is not None:
        _write_tables(sheet, content.lab, content)


def _write_tables(sheet: Sheet, lab: LabResult, content: WorkbookContent) -> None:
    heads = (Head("No.", Look.WHOLE, 6), Head("Sprint", Look.STRONG, 14), *_course_heads(lab))
    set_widths(sheet, heads)
    sheet.text(TABLES_TOP - 1, 0, "Each reserve, sprint by sprint, in ideal person-days", Look.SECTION)
    where = write_table(sheet, heads, list(_rows(lab)), name="reserve_lab", top=TABLES_TOP)
    sheet.raw.set_row(TABLES_TOP, HEAD_HEIGHT)
    top = where.last_row + 3
    sheet.text(top - 1, 0, "Break-even", Look.SECTION)
    compared = [_comparison_row(lab, entry, number=at) for at, entry in enumerate(lab.comparisons, 1)]
    below = write_table(sheet, _COMPARISON_HEADS, compared, name="reserve_comparison", top=top)
    _write_parameters(sheet, lab, top=below.last_row + 3)
    _place(
        sheet, where, lab, FEATURES, offset=0, what="Features a sprint", summary=content.finding("reserve-lab-velocity")
    )
    _place(sheet, where, lab, DEBT, offset=4, what="Open debt", summary=content.finding("reserve-lab-principal"))


def _course_heads(lab: LabResult) -> Iterator[Head]:
    for number, course in enumerate(lab.courses):
        name = percent(course.share)
        for what in ("features", "debt"):
            yield from (Head(f"{name}: {what} {level}", Look.NUMBER, 12) for level in RANGE)
            if number == 0:
                yield Head(f"{name}: {what} P10 to P90", Look.NUMBER, 12)
        yield Head(f"{name}: waste P50", Look.SHARE, 10.5)


def _first_column(number: int) -> int:
    """Return the column at which a course starts."""
    return 2 if number == 0 else 2 + FIRST_COLUMNS + OTHER_COLUMNS * (number - 1)


def _rows(lab: LabResult) -> Iterator[tuple[Cell, ...]]:
    for at in range(lab.horizon):
        cells = chain.from_iterable(
            _course_cells(course, at=at, number=number) for number, course in enumerate(lab.courses)
        )
        yield (at + 1, lab.name_at(at + 1), *cells)


def _course_cells(course: LabCourse, *, at: int, number: int) -> tuple[Cell, ...]:
    return (
        *_range_cells(course.velocity, at=at, band_over=2 if number == 0 else None),
        *_range_cells(course.principal, at=at, band_over=6 if number == 0 else None),
        course.waste.p50[at],
    )


def _range_cells(figures: Course, *, at: int, band_over: int | None) -> tuple[Cell, ...]:
    """Return P10, P50, P90 and, for a range that starts at the column ``band_over``, its width as a formula."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    cells = (figures.p10[at], figures.p50[at], figures.p90[at])
    if band_over is None:
        return cells
    row = TABLES_TOP + 1 + at
    low, high = xl_rowcol_to_cell(row, band_over), xl_rowcol_to_cell(row, band_over + 2)
    return (*cells, Formula(f"={high}-{low}", figures.p90[at] - figures.p10[at]))


def _comparison_row(lab: LabResult, entry: Comparison, *, number: int) -> tuple[Cell, ...]:
    faster, ahead = entry.break_even.velocity_sprint, entry.break_even.cumulative_sprint
    return (
        number,
        entry.high,
        entry.low,
        lab.name_at(faster) if faster else "not within ten years",
        lab.name_at(ahead) if ahead else "not within ten years",
        chance(entry.ahead.get(26)),
        *entry.cost_features,
    )


def _write_parameters(sheet: Sheet, lab: LabResult, *, top: int) -> None:
    sheet.text(top - 1, 0, "Parameters of the debt model", Look.SECTION)
    rows = [
        (at, name, getattr(lab.parameters, name), symbol.unit, lab.parameters.basis_of(name).value, symbol.meaning)
        for at, (name, symbol) in enumerate(SYMBOLS.items(), 1)
    ]
    write_table(sheet, _PARAMETER_HEADS, rows, name="debt_parameters", top=top, identity=(1,))


def _place(  # noqa: PLR0913 - the same chart for two figures
    sheet: Sheet, where: Area, lab: LabResult, spot: Spot, *, offset: int, what: str, summary: str
) -> None:
    """Place the fan of the first reserve with the medians of the others as lines."""
    chart = sheet.book.chart("area", subtype="stacked")
    names = where.column(1)
    first = 2 + offset
    chart.add_series({"name": where.head(first), "categories": names, "values": where.column(first), **invisible()})
    chart.add_series(
        {
            "name": where.head(first + 3),
            "categories": names,
            "values": where.column(first + 3),
            **area(Style.DEBT, opacity=0.2),
        }
    )
    lines = sheet.book.chart("line")
    for number, _ in enumerate(lab.courses):
        column = _first_column(number) + (0 if offset == 0 else 4 if number == 0 else 3) + 1
        look: dict[str, Any] = stroke(Style.DEBT, width=2.25)
        if number:
            style, dash = _OTHERS[(number - 1) % len(_OTHERS)]
            look = stroke(style, width=2.0, dash=dash)
        lines.add_series({"name": where.head(column), "categories": names, "values": where.column(column), **look})
    chart.combine(lines)
    dress(
        chart,
        Frame(f"{what}, by reserve", "Sprint", "Ideal person-days", hidden_legend=(0,), every=max(1, lab.horizon // 8)),
    )
    place(sheet, chart, spot, summary=summary)
