"""The flow of debt with its stock, and the reserve's history within the policy's band."""

from typing import Final

from planner.analysis.scenes.scene import Style
from planner.exporting import palette
from planner.exporting.workbook.book import Sheet
from planner.exporting.workbook.charts import (
    Frame,
    Spot,
    area,
    dress,
    edged,
    hatched,
    invisible,
    place,
    second_axis,
    stroke,
)
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.tables import Area

FLOW: Final = Spot(2, 0, 640)
HISTORY: Final = Spot(2, 652, 640)


def write(sheet: Sheet, content: WorkbookContent, *, flow: Area, ledger: Area) -> None:
    """Place both charts above the register, each where it has something to show."""
    if content.report.debt.rows:
        _place_flow(sheet, flow, content)
    if content.reserve.rows:
        _place_ledger(sheet, ledger, content)


def _place_flow(sheet: Sheet, flow: Area, content: WorkbookContent) -> None:
    chart = sheet.book.chart("column")
    chart.show_blanks_as("gap")
    flows = content.report.debt.rows
    looks = (
        (3, [entry.added_pd for entry in flows], edged(Style.DEBT_SOFT)),
        (4, [entry.paid_pd for entry in flows], hatched(Style.DEBT, "wide_upward_diagonal")),
    )
    for column, known, look in looks:
        chart.add_series(
            {
                "name": flow.head(column),
                "categories": flow.column(1),
                "values": flow.column(column),
                "values_data": known,
                "gap": 60,
                "overlap": 0,
                **look,
            }
        )
    stock = sheet.book.chart("line")
    stock.add_series(
        {
            "name": flow.head(5),
            "categories": flow.column(1),
            "values": flow.column(5),
            "values_data": [entry.stock_pd for entry in flows],
            "y2_axis": True,
            **stroke(Style.TEXT, width=2.5),
        }
    )
    second_axis(stock, "Open, person-days")
    chart.combine(stock)
    dress(chart, Frame("Registered debt: in, out and open", "Sprint", "In and out, person-days"))
    place(sheet, chart, FLOW, summary=content.finding("debt-trend"))


def _place_ledger(sheet: Sheet, ledger: Area, content: WorkbookContent) -> None:
    chart = sheet.book.chart("area", subtype="stacked")
    names = ledger.column(1)
    chart.add_series({"name": ledger.head(8), "categories": names, "values": ledger.column(8), **invisible()})
    chart.add_series(
        {
            "name": ledger.head(9),
            "categories": names,
            "values": ledger.column(9),
            **area(Style.DEBT, opacity=0.15),
        }
    )
    lines = sheet.book.chart("line")
    lines.add_series(
        {
            "name": ledger.head(6),
            "categories": names,
            "values": ledger.column(6),
            **stroke(Style.TEXT, width=1.5, dash="dash"),
        }
    )
    lines.add_series(
        {
            "name": ledger.head(7),
            "categories": names,
            "values": ledger.column(7),
            "marker": {
                "type": "diamond",
                "size": 7,
                "fill": {"color": palette.DEBT},
                "border": {"color": palette.BASE},
            },
            **stroke(Style.DEBT, width=2.5),
        }
    )
    chart.combine(lines)
    frame = Frame(
        "Reserve of each closed sprint, and the agreed band",
        "Sprint",
        "Share of capacity",
        y_format=r"0\ %",
        hidden_legend=(0,),
    )
    dress(chart, frame)
    place(sheet, chart, HISTORY, summary=content.finding("reserve-history"))
