"""The debt ratio over time: how many sprints of the whole team the registered debt is worth."""

from planner.analysis.scenes.frame import empty_scene, slots, value_axis
from planner.analysis.scenes.scene import Dot, Dots, Hit, Label, Line, Scene, Style, Table
from planner.analysis.wording import number, pd
from planner.domain.plan import Plan

NAME, TITLE = "debt-ratio", "Debt ratio: sprints of the whole team"
EMPTY = "Close a sprint with its capacity and its debt to see the ratio."


def debt_ratios(plan: Plan) -> tuple[tuple[str, str, float, float], ...]:
    """Return identity, name, principal at the end (pd) and ratio of every closed sprint that knows both.

    Notes
    -----
    ``ratio = principal / effective capacity`` of the same sprint: a change of the team's size does not look like debt.
    """
    return tuple(
        (sprint.id, sprint.name, sprint.actuals.principal_pd, sprint.actuals.principal_pd / sprint.actuals.effective_pd)
        for sprint in plan.closed_sprints()
        if sprint.actuals is not None and sprint.actuals.principal_pd is not None and sprint.actuals.effective_pd
    )


def debt_ratio(plan: Plan) -> Scene:
    """Return the ratio of the closed sprints as a line from zero."""
    rows = debt_ratios(plan)
    if not rows:
        return empty_scene(NAME, TITLE, EMPTY)
    ratios = tuple(ratio for *_rest, ratio in rows)
    hits = tuple(
        Hit(f"After {name}", (f"{number(ratio, 1)} sprints", pd(stock)), (f"sprint:{sprint_id}",))
        for sprint_id, name, stock, ratio in rows
    )
    last = float(len(rows) - 1)
    return Scene(
        name=NAME,
        title=TITLE,
        x=slots([name for _id, name, *_rest in rows], every=max(1, len(rows) // 6)),
        y=value_axis(max(ratios), most=3),
        marks=(
            Line("ratio", tuple(float(place) for place in range(len(rows))), ratios, Style.TEXT, hits=hits),
            Dots("now", (Dot(last, ratios[-1], style=Style.TEXT, size=7.0),)),
            Label(last, ratios[-1], f"**{number(ratios[-1], 1)}**", Style.MUTED, size=13, dx=10.0, priority=3),
        ),
        table=Table(
            ("Sprint", "Principal", "Ratio, sprints"),
            tuple((name, pd(stock), number(ratio, 1)) for _id, name, stock, ratio in rows),
        ),
        summary=f"{number(ratios[-1], 1)} sprints of the whole team after {rows[-1][1]}.",
        right_margin=40,
        top_margin=8,
    )
