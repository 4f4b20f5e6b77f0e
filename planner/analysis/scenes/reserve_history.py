"""Reserve spent per closed sprint against what was planned and the band that was agreed."""

from planner.analysis.reserve.policy import LedgerRow, ReserveStatus
from planner.analysis.scenes.decision_marks import decision_marks
from planner.analysis.scenes.frame import empty_scene, percent_axis, slots
from planner.analysis.scenes.scene import Bar, Bars, Dot, Dots, Hit, Key, Mark, Region, Rule, Scene, Style, Table
from planner.analysis.wording import number, pd, percent, share, size
from planner.domain.plan import Plan
from planner.domain.policy import ReservePolicy

NAME, TITLE = "reserve-history", "Debt reserve, planned and spent"
EMPTY = "Close a sprint with its reserve to see what was really spent."
SHOWN = 8
_KEYS = (Key("spent", Style.DEBT), Key("planned", Style.TEXT, "line"), Key("agreed", Style.DEBT_SOFT))


def reserve_history(
    status: ReserveStatus,
    *,
    policy: ReservePolicy,
    shown: int = SHOWN,
    coming: tuple[str, float] | None = None,
    before: float | None = None,
    plan: Plan | None = None,
) -> Scene:
    """Return the last closed sprints: bars spent, ticks planned, the policy band behind.

    Parameters
    ----------
    shown
        Number of sprints, the last ones.
    coming
        Name and share of the next sprint, shown as an outline behind a thin line: it is not spent yet.
    before
        Another share of it, to compare with: a dashed outline.
    plan
        Whose decisions are marked at their date; none without.
    """
    rows = status.rows[-shown:]
    if not rows:
        return empty_scene(NAME, TITLE, EMPTY)
    next_share = coming[1] if coming else 0.0
    top = max(policy.ceiling, next_share, before or 0.0, *(max(row.share_spent, row.share_planned) for row in rows))
    names = [row.name for row in rows]
    return Scene(
        name=NAME,
        title=TITLE,
        x=slots(names if coming is None else [*names, coming[0]], strong=() if coming is None else (coming[0],)),
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
            *_coming(len(rows), coming, before),
            *(decision_marks(plan, [row.sprint_id for row in rows], height=top * 1.06) if plan else ()),
        ),
        table=_table(rows),
        summary=_summary(status, policy),
        legend=() if coming is None else _KEYS,
    )


def _coming(place: int, coming: tuple[str, float] | None, before: float | None) -> tuple[Mark, ...]:
    """Return the next sprint's share as an outline, and the one it is compared with as a dashed one."""
    if coming is None:
        return ()
    name, kept = coming
    hit = Hit(name, (f"{percent(kept, 1)} planned",))
    bar = Bar(float(place), 0.0, kept, 0.44, Style.DEBT, label=share(kept), label_strong=True, outlined=True, hit=hit)
    marks: tuple[Mark, ...] = (Rule(place - 0.5, style=Style.STRONG), Bars("next", (bar,)))
    if before is None or abs(before - kept) < 0.0005:  # noqa: PLR2004 - a tenth of a percent is what is shown
        return marks
    ghost = Bar(float(place), 0.0, before, 0.52, Style.OUTLINE)
    return (*marks, Bars("before", (ghost,)))


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
