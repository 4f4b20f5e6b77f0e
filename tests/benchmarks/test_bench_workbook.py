"""Gate P9: the whole workbook with styles, formulas and charts against openpyxl writing the same cells, no charts."""

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

import pytest

from planner.analysis.report import PlanReport, build_report
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.plan import Plan
from planner.exporting.workbook.writer import workbook_bytes

ROUNDS = 3


def report_with(plan: Plan, *, items: int) -> PlanReport:
    """Return the report of the sample plan with this many items; dates are left to the items that have them."""
    more = tuple(_item(at) for at in range(items - len(plan.backlog)))
    assert plan.settings.as_of is not None
    report = build_report(PlanView(plan, today=plan.settings.as_of))
    return replace(report, plan=replace(plan, backlog=(*plan.backlog, *more)))


def _item(number: int) -> BacklogItem:
    return BacklogItem(
        key=f"NEW-{number}",
        title=f"Title of item number {number} in words",
        estimate=Estimate.single(number % 8 + 1) if number % 3 else None,
        epic="Ledger",
        priority="High",
        labels=("backend", f"label-{number % 50}"),
        assignees=("Mia",),
        depends_on=(f"NEW-{number - 1}",) if number % 5 == 1 else (),
        done_on=date(2026, 1, 5) if number % 7 == 0 else None,
        note=f"Note {number}" if number % 4 == 0 else "",
    )


def cells_of(book: bytes) -> dict[str, list[Any]]:
    """Return value and number of the style of every cell, by sheet."""
    import openpyxl

    read = openpyxl.load_workbook(BytesIO(book))
    return {
        sheet.title: [(c.row, c.column, c.value, c.style_id) for row in sheet.iter_rows() for c in row if c.has_style]
        for sheet in read.worksheets
    }


def styles_of(book: bytes) -> dict[int, Any]:
    """Return the looks as named styles, by the number that the cells know them by."""
    import openpyxl

    read = openpyxl.load_workbook(BytesIO(book))
    cells = {cell.style_id: cell for sheet in read.worksheets for row in sheet.iter_rows() for cell in row}
    return {number: _style(f"look {number}", cell) for number, cell in cells.items()}


def _style(name: str, cell: Any) -> Any:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection

    return NamedStyle(
        name,
        font=Font(name=cell.font.name, size=cell.font.size, bold=cell.font.bold, color=cell.font.color),
        fill=PatternFill(fill_type=cell.fill.fill_type, fgColor=cell.fill.fgColor.rgb),
        border=Border(bottom=copy(cell.border.bottom)),
        alignment=Alignment(horizontal=cell.alignment.horizontal, wrap_text=cell.alignment.wrap_text),
        number_format=cell.number_format,
        protection=Protection(locked=cell.protection.locked),
    )


def write_plainly(cells: dict[str, list[Any]], styles: dict[int, Any]) -> bytes:
    """Write the same cells with openpyxl, styled by name, which is its quickest documented way."""
    import openpyxl

    book = openpyxl.Workbook()
    known = {number: copy(style) for number, style in styles.items()}
    for style in known.values():
        book.add_named_style(style)
    for name, entries in cells.items():
        sheet = book.create_sheet(name)
        for row, column, value, number in entries:
            sheet.cell(row, column, value).style = known[number].name
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def medians(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of both, taken in turns."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for call, seconds in zip((first, second), taken, strict=True):
            began = perf_counter()
            call()
            seconds.append(perf_counter() - began)
    return median(taken[0]), median(taken[1])


@pytest.mark.parametrize("items", [1_000, 10_000])
def test_the_workbook_is_quicker_than_its_bare_cells_in_openpyxl(sample_plan: Plan, items: int) -> None:
    report = report_with(sample_plan, items=items)
    book = workbook_bytes(report)[0]
    cells, styles = cells_of(book), styles_of(book)
    ours, theirs = medians(lambda: workbook_bytes(report), lambda: write_plainly(cells, styles))
    count = sum(map(len, cells.values()))
    print(f"\n{items} items, {count} cells: ours {ours:.2f} s, openpyxl {theirs:.2f} s, ratio {ours / theirs:.2f}")


def test_a_hundred_thousand_items_grow_in_proportion(sample_plan: Plan) -> None:
    began = perf_counter()
    size = len(workbook_bytes(report_with(sample_plan, items=100_000))[0])
    print(f"\n100000 items: {perf_counter() - began:.1f} s, {size / 1e6:.1f} MB")
