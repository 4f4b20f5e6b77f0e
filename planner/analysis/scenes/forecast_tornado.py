"""What moves the 85 % date: each assumption changed alone, in working days."""

from collections.abc import Sequence

from planner.analysis.forecast.drivers import Driver
from planner.analysis.scenes.frame import empty_scene
from planner.analysis.scenes.scene import Axis, AxisKind, Bar, Bars, Hit, Label, Mark, Rule, Scene, Style, Table, Tick
from planner.analysis.wording import count, signed

NAME, TITLE = "forecast-tornado", "What moves the 85 % date, working days"
EMPTY = "There is no open work whose date could move."
EARLIER, LATER = 0.45, 1.0
ROOM = 1.5  # for the figures at the ends
MOST = 6


def forecast_tornado(drivers: Sequence[Driver]) -> Scene:
    """Return a level bar per assumption, the widest on top; the light side is earlier, the solid one later."""
    if not drivers:
        return empty_scene(NAME, TITLE, EMPTY)
    drivers = drivers[:MOST]
    reach = max(1, *(max(abs(driver.low_days), abs(driver.high_days)) for driver in drivers))
    marks: list[Mark] = []
    for place, driver in enumerate(drivers):
        y = float(len(drivers) - place)
        bars = tuple(_bar(driver, days, y) for days in _ends(driver))
        marks.append(Bars(driver.code, bars, horizontal=True))
        marks += [_text(days, y) for days in _ends(driver)]
    marks.append(Rule(0.0, style=Style.STRONG))
    ticks = tuple(Tick(float(len(drivers) - place), driver.label) for place, driver in enumerate(drivers))
    return Scene(
        name=NAME,
        title=TITLE,
        x=Axis(low=-reach * ROOM, high=reach * ROOM, visible=False),
        y=Axis(low=0.4, high=len(drivers) + 0.6, ticks=ticks, kind=AxisKind.CATEGORY),
        marks=tuple(marks),
        table=Table(
            ("Assumption", "First end", "Second end"),
            tuple((driver.label, signed(driver.low_days), signed(driver.high_days)) for driver in drivers),
        ),
        summary=_summary(drivers[0]),
    )


def _ends(driver: Driver) -> tuple[int, ...]:
    """Return the two shifts; one that moves nothing has no bar."""
    return tuple(days for days in (driver.low_days, driver.high_days) if days != 0)


def _bar(driver: Driver, days: int, y: float) -> Bar:
    hit = Hit(driver.label, (f"{count(abs(days), 'working day')} {'later' if days > 0 else 'earlier'}",))
    return Bar(
        centre=y,
        low=float(min(0, days)),
        high=float(max(0, days)),
        width=0.55,
        style=Style.FEATURES,
        opacity=LATER if days > 0 else EARLIER,
        hit=hit,
    )


def _text(days: int, y: float) -> Label:
    side, shift = ("left", 6.0) if days > 0 else ("right", -6.0)
    return Label(float(days), y, signed(days), Style.TEXT, align=side, dx=shift)


def _summary(driver: Driver) -> str:
    low, high = sorted((driver.low_days, driver.high_days))
    return f"{driver.label} moves the 85 % date most: {signed(low)} to {signed(high)} working days."
