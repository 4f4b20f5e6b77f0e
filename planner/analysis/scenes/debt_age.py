"""How old the registered debt is: principal by the time since it was registered."""

from collections.abc import Sequence
from datetime import date
from math import fsum

from planner.analysis.debt.plan_debt import RegisterRow
from planner.analysis.scenes.frame import empty_scene, slots, value_axis
from planner.analysis.scenes.scene import Bar, Bars, Hit, Scene, Style, Table
from planner.analysis.wording import count, pd, percent

NAME, TITLE = "debt-age", "Registered debt by age, person-days"
EMPTY = "Register debt with its date to see how old it gets."
QUARTER_DAYS = 91
BUCKETS = (
    ("under 3 months", QUARTER_DAYS),
    ("3 to 6", 2 * QUARTER_DAYS),
    ("6 to 12", 4 * QUARTER_DAYS),
    ("over a year", None),
)
UNDATED = "no date"


def debt_age(rows: Sequence[RegisterRow], *, today: date) -> Scene:
    """Return bars of open principal by age; what has no date has a bar of its own.

    Parameters
    ----------
    rows
        The open register.
    today
        Ages are counted to here.
    """
    if not rows:
        return empty_scene(NAME, TITLE, EMPTY)
    found: dict[str, list[RegisterRow]] = {name: [] for name, _days in BUCKETS}
    for row in rows:
        found.setdefault(age_of(row, today=today), []).append(row)
    sums = {name: fsum(row.principal.p50 for row in held) for name, held in found.items()}
    bars = tuple(_bar(place, name, found[name], sums[name]) for place, name in enumerate(found))
    return Scene(
        name=NAME,
        title=TITLE,
        x=slots(list(found)),
        y=value_axis(max(sums.values()), most=3),
        marks=(Bars("age", bars),),
        table=Table(
            ("Age", "Items", "Principal"), tuple((name, str(len(found[name])), pd(sums[name])) for name in found)
        ),
        summary=caption(rows, today=today),
        top_margin=18,
    )


def age_of(row: RegisterRow, *, today: date) -> str:
    """Return the bucket of an entry."""
    since = row.item.registered_on
    if since is None:
        return UNDATED
    days = (today - since).days
    return next(name for name, limit in BUCKETS if limit is None or days < limit)


def caption(rows: Sequence[RegisterRow], *, today: date) -> str:
    """Return how much of the principal is older than half a year."""
    whole = fsum(row.principal.p50 for row in rows)
    old = fsum(row.principal.p50 for row in rows if age_of(row, today=today) in {BUCKETS[2][0], BUCKETS[3][0]})
    if whole <= 0 or old <= 0:
        return "Nothing is older than half a year."
    return f"{percent(old / whole)} of the principal is older than half a year."


def _bar(place: int, name: str, held: list[RegisterRow], principal: float) -> Bar:
    refs = tuple(f"debt:{row.item.id}" for row in held)
    hit = Hit(name, (count(len(held), "item"), pd(principal), "click for the rows"), refs) if held else None
    label = pd(principal) if held else ""
    return Bar(float(place), 0.0, principal, 0.5, Style.DEBT, label=label, hit=hit)
