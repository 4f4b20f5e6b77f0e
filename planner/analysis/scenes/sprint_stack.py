"""Coming sprints as stacked bars of planned work against the line of their capacity, in person-days."""

from collections.abc import Sequence

from planner.analysis.forecast.outlook import SprintOutlook
from planner.analysis.scenes.frame import empty_scene, slots, value_axis
from planner.analysis.scenes.scene import Bar, Bars, Dot, Dots, Hit, Key, Line, Mark, Scene, Style, Table
from planner.analysis.wording import chance, number, pd, size

NAME, TITLE = "sprint-stack", "Planned work against capacity, person-days"
EMPTY = "Add sprints to see their work against their capacity."
_PARTS = (
    ("Features", Style.FEATURES),
    ("Debt reserve", Style.DEBT),
    ("Unplanned", Style.UNPLANNED),
    ("Learning", Style.LEARNING),
)


def sprint_stack(outlooks: Sequence[SprintOutlook], *, before: Sequence[SprintOutlook] = ()) -> Scene:
    """Return a bar per coming sprint, what is planned stacked, effective capacity as a line with a mark per sprint.

    Parameters
    ----------
    before
        Other outlooks of the same sprints to compare with: a dashed outline where the height differs.
    """
    if not outlooks:
        return empty_scene(NAME, TITLE, EMPTY)
    names = [entry.sprint.name for entry in outlooks]
    stacks = [_stack(entry) for entry in outlooks]
    marks: list[Mark] = [_series(part, outlooks, stacks) for part in range(len(_PARTS))]
    marks += _before(outlooks, stacks, before)
    places = tuple(float(place) for place in range(len(outlooks)))
    capacity = tuple(entry.effective_pd for entry in outlooks)
    marks.append(Line("capacity", places, capacity, Style.TEXT, width=1.5, dash="dash"))
    marks.append(Dots("capacity", tuple(_tick(place, entry) for place, entry in enumerate(outlooks))))
    top = max(*capacity, *(sum(stack) for stack in stacks), *(sum(_stack(entry)) for entry in before))
    return Scene(
        name=NAME,
        title=TITLE,
        x=slots(names),
        y=value_axis(top),
        marks=tuple(marks),
        table=_table(outlooks),
        summary=_summary(outlooks, stacks),
        legend=(*(Key(name.lower(), style) for name, style in _PARTS), Key("capacity", Style.TEXT, "dash")),
    )


def _stack(entry: SprintOutlook) -> tuple[float, ...]:
    return entry.load_pd, entry.debt_pd, entry.unplanned_pd, entry.learning_pd


def _before(
    outlooks: Sequence[SprintOutlook], stacks: list[tuple[float, ...]], before: Sequence[SprintOutlook]
) -> list[Mark]:
    was = {entry.sprint.id: sum(_stack(entry)) for entry in before}
    ghosts = tuple(
        Bar(float(place), 0.0, was[entry.sprint.id], 0.66, Style.OUTLINE)
        for place, (entry, stack) in enumerate(zip(outlooks, stacks, strict=True))
        if entry.sprint.id in was and abs(was[entry.sprint.id] - sum(stack)) > 0.05  # noqa: PLR2004 - not seen on screen
    )
    return [Bars("before", ghosts)] if ghosts else []


def _series(part: int, outlooks: Sequence[SprintOutlook], stacks: list[tuple[float, ...]]) -> Bars:
    name, style = _PARTS[part]
    bars = []
    for place, (entry, stack) in enumerate(zip(outlooks, stacks, strict=True)):
        low = sum(stack[:part])
        lines = (pd(stack[part]), "click for the rows")
        hit = Hit(f"{name}, {entry.sprint.name}", lines, (f"sprint:{entry.sprint.id}",))
        if stack[part] > 0:
            bars.append(Bar(float(place), low, low + stack[part], style=style, hit=hit))
    return Bars(name, tuple(bars))


def _tick(place: int, entry: SprintOutlook) -> Dot:
    hit = Hit(f"Capacity of {entry.sprint.name}", (pd(entry.effective_pd),), (f"sprint:{entry.sprint.id}",))
    return Dot(float(place), entry.effective_pd, symbol="tick", style=Style.TEXT, size=26.0, hit=hit)


def _table(outlooks: Sequence[SprintOutlook]) -> Table:
    head = ("Sprint", "Capacity", "Features", "Promise", "Chance", "Debt", "Reserve", "Unplanned", "Learning")
    rows = tuple(
        (
            entry.sprint.name,
            pd(entry.effective_pd),
            size(entry.load),
            "" if entry.promise is None else size(round(entry.promise)),
            "" if entry.chance is None else chance(entry.chance),
            pd(entry.debt_pd),
            pd(entry.reserve_pd),
            pd(entry.unplanned_pd),
            pd(entry.learning_pd),
        )
        for entry in outlooks
    )
    return Table(head, rows)


def _summary(outlooks: Sequence[SprintOutlook], stacks: list[tuple[float, ...]]) -> str:
    over = [
        entry.sprint.name
        for entry, stack in zip(outlooks, stacks, strict=True)
        if sum(stack) > entry.effective_pd + 0.05
    ]
    first = outlooks[0]
    text = f"{first.sprint.name} plans {number(sum(stacks[0]), 1)} of {pd(first.effective_pd)}."
    if not over:
        return f"{text} No sprint plans more than its capacity."
    return f"{text} Above capacity: {', '.join(over)}."
