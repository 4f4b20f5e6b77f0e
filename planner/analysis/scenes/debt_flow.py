"""Registered debt over time: the stock above, what came in and what was paid below, on one picture."""

from planner.analysis.debt.plan_debt import RegisterTotals
from planner.analysis.scenes.decision_marks import decision_marks
from planner.analysis.scenes.frame import empty_scene, nice_step, slots
from planner.analysis.scenes.scene import (
    Axis,
    Bar,
    Bars,
    Dot,
    Dots,
    Hit,
    Key,
    Label,
    Line,
    Mark,
    Scene,
    Style,
    Table,
    Tick,
)
from planner.analysis.tracking.trends import DebtFlow, DebtTrend
from planner.analysis.wording import number, pd, size
from planner.domain.plan import Plan

NAME, TITLE = "debt-trend", "Registered debt, person-days"
EMPTY = "Close a sprint to see how the registered debt moves."
FLOW_TOP, STOCK_BOTTOM, STOCK_TOP = 1.0, 1.7, 4.4


def debt_flow(trend: DebtTrend, totals: RegisterTotals, *, plan: Plan | None = None) -> Scene:
    """Return stock and flows of the closed sprints whose debt is known.

    The stock has an axis of its own in the upper part: a line need not start at zero, and its labels say so. With a
    ``plan`` its decisions are marked at their date.
    """
    rows = [row for row in trend.rows if row.stock_pd is not None]
    if not rows:
        return empty_scene(NAME, TITLE, EMPTY)
    flow_high = nice_step(max(max(row.added_pd or 0.0, row.paid_pd or 0.0) for row in rows), most=1)
    low, high, step = _stock_range(rows)
    marks: list[Mark] = [
        _flows("added", rows, flow_high, shift=-0.18),
        _flows("paid", rows, flow_high, shift=0.18),
        _stock_line(rows, low, high),
        *_end(rows, totals, low, high),
        *(decision_marks(plan, [row.sprint_id for row in rows], height=FLOW_TOP * 1.12) if plan else ()),
    ]
    return Scene(
        name=NAME,
        title=TITLE,
        x=slots([row.name for row in rows]),
        y=_axis(flow_high, low, high, step),
        marks=tuple(marks),
        table=_table(rows),
        summary=caption(trend, totals),
        legend=(Key("added", Style.DEBT, "outline"), Key("paid", Style.DEBT)),
        right_margin=90,
    )


def caption(trend: DebtTrend, totals: RegisterTotals) -> str:
    """Return the finding: which way it goes and what it costs."""
    rows = [row for row in trend.rows if row.stock_pd is not None]
    if trend.falling_since:
        way = f"Falling since {trend.falling_since}."
    elif len(rows) > 1 and (rows[-1].stock_pd or 0.0) > (rows[0].stock_pd or 0.0):
        way = f"Grown by {pd((rows[-1].stock_pd or 0.0) - (rows[0].stock_pd or 0.0))} since {rows[0].name}."
    else:
        way = "Steady."
    return f"{way} Costs {number(totals.interest.p50, 1)} person-days a sprint."


def _stock_range(rows: list[DebtFlow]) -> tuple[float, float, float]:
    stocks = [row.stock_pd or 0.0 for row in rows]
    step = nice_step(max(max(stocks) - min(stocks), max(stocks) * 0.3), most=2)
    low = step * (min(stocks) // step)
    high = low
    while high < max(stocks):
        high += step
    return max(0.0, low), high, step


def _up(stock: float, low: float, high: float) -> float:
    """Return the height of a stock in the upper part."""
    return STOCK_BOTTOM + (stock - low) / max(high - low, 1e-9) * (STOCK_TOP - STOCK_BOTTOM)


def _axis(flow_high: float, low: float, high: float, step: float) -> Axis:
    ticks = [Tick(0.0, "0"), Tick(FLOW_TOP, size(flow_high))]
    stock = low
    while stock <= high + 1e-9:
        ticks.append(Tick(_up(stock, low, high), size(stock)))
        stock += step
    return Axis(low=0.0, high=STOCK_TOP * 1.02, ticks=tuple(ticks), grid=True)


def _flows(name: str, rows: list[DebtFlow], high: float, *, shift: float) -> Bars:
    bars = []
    for place, row in enumerate(rows):
        days = row.added_pd if name == "added" else row.paid_pd
        if days is not None:
            hit = Hit(f"{row.name}, {name}", (pd(days), "click for the rows"), (f"sprint:{row.sprint_id}",))
            bars.append(Bar(place + shift, 0.0, days / high, 0.3, Style.DEBT, outlined=name == "added", hit=hit))
    return Bars(name, tuple(bars))


def _stock_line(rows: list[DebtFlow], low: float, high: float) -> Line:
    return Line(
        "stock",
        tuple(float(place) for place in range(len(rows))),
        tuple(_up(row.stock_pd or 0.0, low, high) for row in rows),
        Style.TEXT,
        width=2.0,
        hits=tuple(
            Hit(f"Debt after {row.name}", (pd(row.stock_pd or 0.0),), (f"sprint:{row.sprint_id}",)) for row in rows
        ),
    )


def _end(rows: list[DebtFlow], totals: RegisterTotals, low: float, high: float) -> list[Mark]:
    """Return the dot at the line's end with today's stock and its range."""
    x, y = float(len(rows) - 1), _up(rows[-1].stock_pd or 0.0, low, high)
    span = f"{number(totals.principal.p10)} to {number(totals.principal.p90)}"
    text = f"**{pd(rows[-1].stock_pd or 0.0)}**\n{span}"
    return [
        Dots("now", (Dot(x, y, style=Style.TEXT, size=7.0),)),
        Label(x, y, text, Style.MUTED, size=13, dx=12.0, priority=3),
    ]


def _table(rows: list[DebtFlow]) -> Table:
    return Table(
        ("Sprint", "Added, pd", "Paid, pd", "Stock, pd"),
        tuple(
            (
                row.name,
                "" if row.added_pd is None else number(row.added_pd, 1),
                "" if row.paid_pd is None else number(row.paid_pd, 1),
                number(row.stock_pd or 0.0, 1),
            )
            for row in rows
        ),
    )
