"""How full each person is in a sprint: bars in list order against 100 %."""

from collections.abc import Sequence

from planner.analysis.capacity.load import PersonLoad
from planner.analysis.scenes.frame import empty_scene, percent_axis, slots
from planner.analysis.scenes.scene import Bar, Bars, Dot, Dots, Hit, Mark, Rule, Scene, Style, Table
from planner.analysis.wording import listing, pd, percent

NAME, TITLE = "load-bars", "Load per person"
EMPTY = "Add people and assign items to see who is full."


def load_bars(loads: Sequence[PersonLoad], *, sprint_name: str) -> Scene:
    """Return a bar per person; an overloaded one is amber with a triangle on top and bold initials."""
    known = [load for load in loads if load.share is not None]
    if not known:
        return empty_scene(NAME, TITLE, EMPTY)
    top = max(1.0, *(load.share or 0.0 for load in known))
    over = [load for load in loads if load.overloaded]
    marks: list[Mark] = [
        Bars("room", tuple(Bar(float(place), 0.0, 1.0, 0.5, Style.GRID) for place in range(len(loads)))),
        Bars("load", tuple(_bar(place, load) for place, load in enumerate(loads))),
        Rule(1.0, vertical=False, style=Style.MUTED, dash="dot"),
        Dots(
            "over",
            tuple(
                Dot(float(place), (load.share or 1.0) + top * 0.05, symbol="triangle-up", style=Style.WARN, size=8.0)
                for place, load in enumerate(loads)
                if load.overloaded
            ),
        ),
    ]
    return Scene(
        name=NAME,
        title=f"{TITLE}, {sprint_name}",
        x=slots([load.member.initials for load in loads], strong=[load.member.initials for load in over]),
        y=percent_axis(top * 1.1, most=2),
        marks=tuple(marks),
        table=Table(
            ("Person", "Load", "Effective", "Share"),
            tuple(
                (
                    load.member.name,
                    pd(load.load_pd),
                    pd(load.effective_pd),
                    "away" if load.share is None else percent(load.share),
                )
                for load in loads
            ),
        ),
        summary=_summary(over, sprint_name),
    )


def _bar(place: int, load: PersonLoad) -> Bar:
    share = load.share or 0.0
    lines = (f"{percent(share)}, {pd(load.load_pd)} of {pd(load.effective_pd)}", "click for the rows")
    refs = (f"member:{load.member.id}", *(f"item:{key}" for key in load.keys))
    style = Style.WARN if load.overloaded else Style.UNPLANNED
    return Bar(float(place), 0.0, share, 0.5, style, hit=Hit(load.member.name, lines, refs))


def _summary(over: Sequence[PersonLoad], sprint_name: str) -> str:
    if not over:
        return f"Nobody is overloaded in {sprint_name}."
    names = listing([load.member.name for load in over], most=3)
    return f"{names} {'has' if len(over) == 1 else 'have'} more than 100 % in {sprint_name}."
