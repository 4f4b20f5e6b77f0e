"""Reserve spent per closed sprint against what was planned and the band that was agreed."""

from planner.analysis.reserve import LedgerRow, ReserveStatus
from planner.analysis.scenes.frame import empty_scene, percent_axis, slots
from planner.analysis.scenes.scene import Bar, Bars, Dot, Dots, Hit, Region, Scene, Style, Table
from planner.analysis.wording import number, pd, percent, share, size
from planner.domain.policy import ReservePolicy

NAME, TITLE = "reserve-history", "Debt reserve, planned and spent"
EMPTY = "Close a sprint with its reserve to see what was really spent."
SHOWN = 8


def reserve_history(status: ReserveStatus, *, policy: ReservePolicy, shown: int = SHOWN) -> Scene:
    """Return the last closed sprints: bars spent, ticks planned, the policy band behind.

    Parameters
    ----------
    shown
        Number of sprints, the last ones.
    """
    rows = status.rows[-shown:]
    if not rows:
        return empty_scene(NAME, TITLE, EMPTY)
    top = max(policy.ceiling, *(max(row.share_spent, row.share_planned) for row in rows))
    return Scene(
        name=NAME,
        title=TITLE,
        x=slots([row.name for row in rows]),
        y=percent_axis(top * 1.1, most=3),
        marks=(
            Region(None, None, policy.floor, policy.ceiling, Style.DEBT_SOFT),
            Bars("spent", tuple(_bar(place, row) for place, row in enumerate(rows))),
            Dots(
                "planned",
                tuple(
                    Dot(float(place), row.share_planned, symbol="tick", style=Style.TEXT, size=30.0)
                    for place, row in enumerate(rows)
                ),
            ),
        ),
        table=_table(rows),
        summary=_summary(status, policy),
    )


def caption(status: ReserveStatus, policy: ReservePolicy) -> str:
    """Return the line under the chart: what the marks are, and what is owed."""
    band = f"band {size(policy.floor * 100)} to {percent(policy.ceiling)}"
    owed = f"{pd(status.owed_pd)} still owed." if status.owed_pd >= 0.05 else "Nothing is owed."  # noqa: PLR2004 - shown
    return f"Bars spent, ticks planned, {band}. {owed}"


def _bar(place: int, row: LedgerRow) -> Bar:
    lines = (
        f"{percent(row.share_spent, 1)} spent, {pd(row.spent_pd)}",
        f"{percent(row.share_planned, 1)} planned, {pd(row.planned_pd)}",
        "click for the rows",
    )
    hit = Hit(row.name, lines, (f"sprint:{row.sprint_id}",))
    return Bar(float(place), 0.0, row.share_spent, width=0.44, style=Style.DEBT, hit=hit)


def _table(rows: tuple[LedgerRow, ...]) -> Table:
    return Table(
        ("Sprint", "Spent", "Planned", "Spent, pd", "Planned, pd", "Owed, pd"),
        tuple(
            (
                row.name,
                percent(row.share_spent, 1),
                percent(row.share_planned, 1),
                number(row.spent_pd, 1),
                number(row.planned_pd, 1),
                number(row.owed_pd, 1),
            )
            for row in rows
        ),
    )


def _summary(status: ReserveStatus, policy: ReservePolicy) -> str:
    spent = share(round(status.rho or 0.0, 3))
    return f"Over the last {policy.window} sprints {spent} went into debt; {pd(status.owed_pd)} are owed."
