"""The interest meter as ranges: how much longer work takes in each indebted component than elsewhere."""

from math import floor

from planner.analysis.debt.interest_meter import LEAST_ITEMS, InterestMeter, Surplus
from planner.analysis.scenes.frame import empty_scene, nice_step
from planner.analysis.scenes.scene import (
    Axis,
    AxisKind,
    Bar,
    Bars,
    Dot,
    Dots,
    Hit,
    Mark,
    Rule,
    Scene,
    Style,
    Table,
    Tick,
)
from planner.analysis.wording import chance, count, number, percent, signed

NAME, TITLE = "interest-meter", "Time per estimate in indebted components, against the rest"
ALL = "all of them"
_HIGHEST = 3.0  # wider ranges are cut off at three times as long; the table still says them
_ROWS = 7


def interest_ranges(meter: InterestMeter) -> Scene:
    """Return a row for all indebted components, then one for each: P10 to P90 with the middle as a dot."""
    rows = ([meter.whole] if meter.whole else []) + list(meter.by_component)
    rows = rows[:_ROWS]
    if not rows:
        return empty_scene(NAME, TITLE, _missing(meter))
    low = min(0.0, *(row.low for row in rows))
    high = min(_HIGHEST, max(0.1, *(row.high for row in rows)))
    marks: list[Mark] = [Rule(0.0, style=Style.STRONG)]
    for place, row in enumerate(rows):
        marks += _row(float(place), row, high)
    return Scene(
        name=NAME,
        title=TITLE,
        x=_axis(low, high),
        y=Axis(
            low=len(rows) - 0.5,
            high=-0.5,
            ticks=_names(rows),
            kind=AxisKind.CATEGORY,
        ),
        marks=tuple(marks),
        table=_table(rows),
        summary=meter_sentence(meter),
        left_margin=104,
        right_margin=24,
        top_margin=8,
    )


def _names(rows: list[Surplus]) -> tuple[Tick, ...]:
    return tuple(Tick(float(place), row.component or ALL, not row.component) for place, row in enumerate(rows))


def _row(place: float, row: Surplus, high: float) -> list[Mark]:
    hit = Hit(row.component or ALL, (surplus_words(row), range_words(row), f"{count(row.items, 'item')} finished"))
    bar = Bar(place, row.low, min(row.high, high), 0.3, Style.DEBT, opacity=0.45, hit=hit)
    style = Style.DEBT if row.is_clear else Style.MUTED
    dot = Dot(min(row.middle, high), place, style=style, filled=row.is_clear, hit=hit)
    return [Bars("P10 to P90", (bar,), horizontal=True), Dots("middle", (dot,))]


def _axis(low: float, high: float) -> Axis:
    step = max(0.1, nice_step((high - low) * 100, most=4) / 100)
    first = floor(low / step + 1e-9)
    last = floor(high / step + 1e-9)
    ticks = tuple(Tick(place * step, change(place * step)) for place in range(first, last + 1))
    return Axis(low=first * step, high=max(high, last * step) * 1.02, ticks=ticks, grid=True)


def change(share: float) -> str:
    """Return a share with its sign.

    >>> change(0.25), change(0.0), change(-0.4)
    ('+25 %', '0 %', '−40 %')
    """
    return f"{signed(share * 100)} %"


def surplus_words(row: Surplus) -> str:
    """Return the middle of a surplus in words."""
    way = "more" if row.middle >= 0 else "less"
    return f"{percent(abs(row.middle))} {way} time"


def range_words(row: Surplus) -> str:
    """Return the range of a surplus and how sure its sign is."""
    return f"{change(row.low)} to {change(row.high)}; more with {chance(row.chance_longer)}"


def meter_sentence(meter: InterestMeter) -> str:
    """Return the finding: a surplus, none, or why nothing can be said."""
    whole = meter.whole
    if whole is None:
        return _missing(meter)
    span = f"{change(whole.low)} to {change(whole.high)}"
    counts = f"{number(whole.items)} finished items against {number(whole.others)}"
    if not whole.is_clear:
        return f"No clear surplus in indebted components ({span}, {counts})."
    where = f"Work in indebted components takes {surplus_words(whole)} than elsewhere ({span}, {counts})."
    return where if whole.middle >= 0 else f"{where} No interest shows here; estimates may already hold it."


def _missing(meter: InterestMeter) -> str:
    short = min(meter.marked, meter.others)
    if meter.marked + meter.others == 0:
        return "Import items with components and with their start and end to see what debt costs in time."
    where = "in indebted components" if meter.marked <= meter.others else "outside of them"
    return f"Only {count(short, 'finished item')} {where}; {LEAST_ITEMS} on each side say something."


def _table(rows: list[Surplus]) -> Table:
    return Table(
        ("Component", "Surplus", "P10 to P90", "Longer with", "Items"),
        tuple(
            (
                row.component or ALL,
                change(row.middle),
                f"{change(row.low)} to {change(row.high)}",
                chance(row.chance_longer),
                str(row.items),
            )
            for row in rows
        ),
    )
