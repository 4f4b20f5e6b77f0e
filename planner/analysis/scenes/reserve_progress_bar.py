"""The debt reserve of a running sprint: what is spent against what an even spending would be."""

from planner.analysis.scenes.frame import empty_scene, hidden
from planner.analysis.scenes.scene import Bar, Bars, Hit, Label, Mark, Rule, Scene, Style, Table
from planner.analysis.tracking.trends import ReserveProgress
from planner.analysis.wording import pd

NAME, TITLE = "reserve-progress", "Debt reserve"
EMPTY = "No reserve is kept in this sprint."


def reserve_progress_bar(progress: ReserveProgress | None) -> Scene:
    """Return one level bar with the mark of today."""
    if progress is None or progress.planned_pd <= 0:
        return empty_scene(NAME, TITLE, EMPTY)
    even = progress.planned_pd * min(progress.elapsed_share, 1.0)
    spent = Bar(0.0, 0.0, progress.spent_pd, 0.6, Style.DEBT, hit=Hit("Spent", (pd(progress.spent_pd),)))
    marks: list[Mark] = [
        Bars("planned", (Bar(0.0, 0.0, progress.planned_pd, 0.6, Style.DEBT_SOFT),), horizontal=True),
        Bars("spent", (spent,), horizontal=True),
        Label(progress.planned_pd, 0.0, pd(progress.planned_pd), Style.MUTED, size=13, dx=8.0),
        Label(0.0, -0.7, f"**{pd(progress.spent_pd)} spent**", Style.TEXT),
    ]
    if 0 < progress.elapsed_share < 1:
        marks += [
            Rule(even, dash="dash", start=-0.5, stop=0.5),
            Label(even, -0.7, "today, if even", Style.MUTED, dx=4.0),
        ]
    return Scene(
        name=NAME,
        title=f"{TITLE}, {progress.name}",
        x=hidden(0.0, max(progress.planned_pd, progress.spent_pd)),
        y=hidden(-1.1, 0.6),
        marks=tuple(marks),
        table=Table(
            ("Reserve", "Person-days"),
            (("Planned", pd(progress.planned_pd)), ("Spent", pd(progress.spent_pd)), ("Today, if even", pd(even))),
        ),
        summary=f"{pd(progress.spent_pd)} of {pd(progress.planned_pd)} reserve are spent in {progress.name}.",
        right_margin=60,
    )
