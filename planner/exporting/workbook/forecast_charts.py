"""The fan of work done and the distribution of finish dates, from the cells of the forecast sheet."""

from typing import Final

from planner.analysis.forecast.results import PlanForecast
from planner.analysis.scenes.scene import Style
from planner.exporting.workbook.book import Sheet
from planner.exporting.workbook.charts import Frame, Spot, area, dress, invisible, place, stroke
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.tables import Area, Head, write_table
from planner.exporting.workbook.words import dates, day_text

FAN: Final = Spot(2, 0, 690)
BINS: Final = Spot(2, 702, 556)

_FIRST_TOTAL: Final = 8
_MEDIAN: Final = 11
_OPEN_WORK: Final = 7
_FIRST_BAND: Final = 15
# Bands lie on each other in the app: what shines through adds up to these opacities.
_OPACITIES: Final = (0.13, 0.287, 0.444, 0.444, 0.287, 0.13)
_BIN_HEADS: Final = (
    Head("Sprint", Look.STRONG),
    Head("Dates", Look.TEXT),
    Head("Share of futures", Look.SHARE),
)


def write(sheet: Sheet, sprints: Area, forecast: PlanForecast, content: WorkbookContent, *, bins_top: int) -> None:
    """Place both charts above the tables, and the finish shares below them."""
    if not forecast.sprints:
        return
    _place_fan(sheet, sprints, forecast, content)
    sheet.text(bins_top - 1, 0, "When everything open is done", Look.SECTION)
    shares: dict[str, float] = {}
    days = {entry.sprint_name: (entry.first_day, entry.last_day) for entry in reversed(forecast.histogram)}
    for entry in forecast.histogram:
        shares[entry.sprint_name] = shares.get(entry.sprint_name, 0.0) + entry.share
    periods = {entry.name: dates(entry.period) for entry in forecast.sprints}
    rows = [(name, periods.get(name, day_text(days[name][0])), share) for name, share in shares.items()]
    if forecast.later_share > 0:
        rows.append(
            (f"after {forecast.sprints[-1].name}", f"after {day_text(forecast.horizon_end)}", forecast.later_share)
        )
    bins = write_table(sheet, _BIN_HEADS, rows, name="finish_dates", top=bins_top)
    sheet.raw.print_area(0, 0, bins.last_row, _FIRST_BAND - 1)
    if rows:
        _place_bins(sheet, bins, content)


def _place_fan(sheet: Sheet, sprints: Area, forecast: PlanForecast, content: WorkbookContent) -> None:
    chart = sheet.book.chart("area", subtype="stacked")
    names = sprints.column(0)
    chart.add_series({"name": "Base", "categories": names, "values": sprints.column(_FIRST_TOTAL), **invisible()})
    for at, opacity in enumerate(_OPACITIES):
        column = _FIRST_BAND + at
        chart.add_series(
            {
                "name": sprints.head(column),
                "categories": names,
                "values": sprints.column(column),
                **area(Style.FEATURES, opacity=opacity),
            }
        )
    lines = sheet.book.chart("line")
    median = {"name": sprints.head(_MEDIAN), "categories": names, "values": sprints.column(_MEDIAN)}
    scope = {"name": sprints.head(_OPEN_WORK), "categories": names, "values": sprints.column(_OPEN_WORK)}
    lines.add_series({**median, **stroke(Style.FEATURES, dash="dash")})
    lines.add_series({**scope, **stroke(Style.TEXT, width=1.5)})
    chart.combine(lines)
    frame = Frame(
        f"Work done from {day_text(forecast.today)}, P5 to P95",
        "Sprint",
        forecast.unit.value.capitalize(),
        hidden_legend=(0, 4, 5, 6),
    )
    dress(chart, frame)
    place(sheet, chart, FAN, summary=content.finding("release-fan"))


def _place_bins(sheet: Sheet, bins: Area, content: WorkbookContent) -> None:
    chart = sheet.book.chart("column")
    chart.add_series(
        {
            "name": bins.head(2),
            "categories": bins.column(0),
            "values": bins.column(2),
            "gap": 30,
            **area(Style.FEATURES),
        }
    )
    frame = Frame("When everything open is done", "Sprint", "Share of futures", y_format=r"0\ %", legend=False)
    dress(chart, frame)
    place(sheet, chart, BINS, summary=content.finding("finish-histogram"))
