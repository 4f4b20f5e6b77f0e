"""The figures beside and below the heat map, as cells."""

from planner.analysis.capacity.breakdown import CapacityBreakdown, CapacitySteps, PersonCapacity
from planner.analysis.capacity.load import PersonLoad
from planner.analysis.wording import number, percent, size
from planner.ui.pages.team_parts.figures import Figure, FigureColumn, FigureRows
from planner.ui.pages.team_parts.words import tr

FIRST_WIDTH, NEXT_WIDTH, LOAD_WIDTH = 76, 66, 91


def side_figures(
    breakdowns: tuple[CapacityBreakdown, ...], loads: tuple[PersonLoad, ...], *, next_name: str
) -> FigureRows:
    """Return effective days per person and shown sprint, and the load of the next one."""
    if not breakdowns:
        return FigureRows()
    widest = max((person.steps.effective_pd for one in breakdowns for person in one.people), default=0.0) or 1.0
    by_member = {load.member.id: load for load in loads}
    rows = []
    for place, person in enumerate(breakdowns[0].people):
        cells = [_effective(breakdown, breakdown.people[place], widest) for breakdown in breakdowns]
        rows.append((*cells, _load(by_member.get(person.member.id), next_name)))
    team = [Figure(number(breakdown.steps.effective_pd, 1), tone="text") for breakdown in breakdowns]
    columns = [
        FigureColumn(breakdown.sprint.name, NEXT_WIDTH if place else FIRST_WIDTH)
        for place, breakdown in enumerate(breakdowns)
    ]
    columns.append(FigureColumn(tr("load {sprint}").format(sprint=next_name), LOAD_WIDTH))
    return FigureRows(tuple(columns), (*rows, (*team, Figure())), total=True)


def person_figures(breakdown: CapacityBreakdown) -> FigureRows:
    """Return the waterfall of each person in list order, and the team's."""
    columns = (
        FigureColumn(tr("Person"), 90, left=True),
        FigureColumn(tr("Days"), 34),
        FigureColumn(tr("Off"), 34),
        FigureColumn(tr("On-call"), 50),
        FigureColumn(tr("Ramp"), 38),
        FigureColumn(tr("Focus"), 41),
        FigureColumn(tr("Effective"), 59),
        FigureColumn(tr("Skills"), 100, left=True, stretch=True),
    )
    rows = [_person(breakdown, person) for person in breakdown.people]
    total = (Figure(tr("Team"), left=True, tone="text"), *_steps(breakdown.steps), Figure(left=True))
    return FigureRows(columns, (*rows, total), total=True)


def _effective(breakdown: CapacityBreakdown, person: PersonCapacity, widest: float) -> Figure:
    typed = person.override is not None
    reason = person.override.reason if person.override else ""
    return Figure(
        text=number(person.steps.effective_pd, 1),
        tone="accent" if typed else "text",
        bar=None if typed else person.steps.effective_pd / widest,
        sign="edit" if typed else "",
        tip=_typed_words(reason) if typed else "",
        key=(breakdown.sprint.id, person.member.id),
    )


def _load(load: PersonLoad | None, next_name: str) -> Figure:
    if load is None or load.share is None:
        return Figure("–", tone="text3")
    tone, sign = ("warn_text", "warning") if load.overloaded else ("text", "")
    words = tr("{load} of {days} pd in {sprint}")
    tip = words.format(load=number(load.load_pd, 1), days=number(load.effective_pd, 1), sprint=next_name)
    return Figure(percent(load.share), tone=tone, sign=sign, strong=load.overloaded, tip=tip, key=load)


def _person(breakdown: CapacityBreakdown, person: PersonCapacity) -> tuple[Figure, ...]:
    key = (breakdown.sprint.id, person.member.id)
    name = Figure(person.member.name, tone="text", left=True, key=person.member.id)
    skills = ", ".join(person.member.skills)
    cells = _steps(person.steps)
    last = Figure(
        cells[-1].text, tone="accent" if person.override else "text", strong=True, key=key,
        sign="edit" if person.override else "",
        tip=_typed_words(person.override.reason) if person.override else "",
    )  # fmt: skip
    return (name, *cells[:-1], last, Figure(skills, left=True, tip=skills, key=person.member.id))


def _steps(steps: CapacitySteps) -> list[Figure]:
    return [
        Figure(size(steps.calendar_pd)),
        *(_amount(amount) for amount in (steps.off_pd, steps.oncall_pd, steps.ramp_pd, steps.meetings_pd)),
        Figure(number(steps.effective_pd, 1), tone="text", strong=True),
    ]


def _amount(amount: float) -> Figure:
    text = number(amount, 1)
    return Figure("0", tone="text3") if text == "0.0" else Figure(text)


def _typed_words(reason: str) -> str:
    return tr("Typed in: {reason}").format(reason=reason)
