"""The burnup of the closed sprints: work done against everything known to be needed."""

from planner.analysis.scenes.frame import empty_scene, sprint_edges, value_axis
from planner.analysis.scenes.scene import Hit, Label, Line, Mark, Scene, Style, Table
from planner.analysis.tracking.burnup import Burnup
from planner.analysis.wording import amount, number, signed, size, unit_name

NAME, TITLE = "burnup", "Burnup"
EMPTY = "Close a sprint or import sprint history to see a burnup."


def burnup_chart(burnup: Burnup | None) -> Scene:
    """Return done and scope at the end of each closed sprint; where no snapshot tells the scope, its line has a gap."""
    if burnup is None or not burnup.names:
        return empty_scene(NAME, TITLE, EMPTY)
    xs = tuple(float(place) for place in range(len(burnup.done)))
    known = [(x, scope) for x, scope in zip(xs, burnup.scope, strict=True) if scope is not None]
    marks: list[Mark] = [
        Line("scope", xs, burnup.scope, Style.TEXT, width=1.5, step=True),
        Line("done", xs, burnup.done, Style.FEATURES, width=2.5, dots=True, hits=_hits(burnup)),
        Label(xs[-1], burnup.done[-1], f"**{size(burnup.done[-1])}** done", Style.MUTED, size=13, dx=10.0, priority=2),
    ]
    if known:
        x, scope = known[-1]
        marks.append(Label(x, scope, f"**{size(scope)}** scope", Style.MUTED, size=13, dx=10.0, priority=2))
    marks += _steps(burnup)
    return Scene(
        name=NAME,
        title=f"{TITLE}, {unit_name(burnup.unit)}",
        x=sprint_edges(burnup.names),
        y=value_axis(max(burnup.done[-1], *(scope for _, scope in known)) if known else burnup.done[-1]),
        marks=tuple(marks),
        table=_table(burnup),
        summary=_summary(burnup),
        right_margin=84,
        top_margin=12,
        crosshair=True,
    )


def _hits(burnup: Burnup) -> tuple[Hit | None, ...]:
    return (
        None,
        *(
            Hit(f"By the end of {name}", (f"{size(total)} done", "click for the rows"), (f"sprint:{name}",))
            for name, total in zip(burnup.names, burnup.done[1:], strict=True)
        ),
    )


def _steps(burnup: Burnup) -> list[Mark]:
    found: list[Mark] = []
    for step in burnup.steps:
        scope = burnup.scope[int(step.position)]
        text = signed(step.amount) + (f", {step.about}" if step.about else "")
        if scope is not None:
            found.append(Label(step.position, scope - step.amount, text, Style.MUTED, align="right", dx=-6.0, dy=12.0))
    return found


def _table(burnup: Burnup) -> Table:
    rows = zip(burnup.names, burnup.done[1:], burnup.scope[1:], strict=True)
    return Table(
        ("Sprint", "Done in total", "Scope"),
        tuple((name, number(done), "not known" if scope is None else number(scope)) for name, done, scope in rows),
    )


def _summary(burnup: Burnup) -> str:
    span = f"{burnup.names[0]} to {burnup.names[-1]}"
    return (
        f"{amount(burnup.done[-1], burnup.unit)} were done in {span}; {size(burnup.scope_now)} are known to be needed."
    )
