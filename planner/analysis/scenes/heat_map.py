"""People by days: leave, holiday, on-call and ramp-up as cells, for exports and meetings."""

from collections.abc import Sequence

from planner.analysis.capacity.breakdown import CapacityBreakdown, DayCell, DayState, PersonCapacity
from planner.analysis.scenes.frame import empty_scene
from planner.analysis.scenes.scene import Axis, Bar, Bars, Hit, Key, Label, Mark, Scene, Style, Table, Tick
from planner.analysis.wording import day, listing, percent, period_short, size, weekday

NAME, TITLE = "availability", "Who is there"
EMPTY = "Add people and sprints to see who is there."
GAP = 0.6
THIN = 4.0
LEGEND = (
    Key("leave", Style.LEAVE),
    Key("holiday", Style.HOLIDAY),
    Key("on-call", Style.ON_CALL),
    Key("ramp-up", Style.RAMP),
)
_LETTERS = {
    DayState.LEAVE: ("L", Style.LEAVE),
    DayState.HOLIDAY: ("H", Style.HOLIDAY),
    DayState.TEAM_OFF: ("H", Style.HOLIDAY),
    DayState.ON_CALL: ("C", Style.ON_CALL),
}


def heat_map(capacities: Sequence[CapacityBreakdown]) -> Scene:
    """Return a cell per person and day over some sprints, a gap between sprints, the team's count below."""
    capacities = [entry for entry in capacities if entry.people and entry.there_by_day]
    if not capacities:
        return empty_scene(NAME, TITLE, EMPTY)
    people = capacities[0].people
    rows = len(people)
    marks: list[Mark] = []
    ticks: list[Tick] = []
    start = 0.0
    for capacity in capacities:
        marks += _sprint(capacity, start, rows)
        ticks += [Tick(start + place, str(when.day)) for place, (when, _) in enumerate(capacity.there_by_day)]
        start += len(capacity.there_by_day) + GAP
    names = tuple(Tick(float(rows - place), person.member.name) for place, person in enumerate(people))
    return Scene(
        name=NAME,
        title=f"{TITLE}, {capacities[0].sprint.name} to {capacities[-1].sprint.name}",
        x=Axis(low=-0.6, high=start - GAP - 0.4, ticks=tuple(ticks)),
        y=Axis(low=-0.6, high=rows + 1.5, ticks=(*names, Tick(0.0, "People there", strong=True))),
        marks=tuple(marks),
        table=_table(capacities),
        summary=_summary(capacities),
        legend=LEGEND,
    )


def _sprint(capacity: CapacityBreakdown, start: float, rows: int) -> list[Mark]:
    text = f"**{capacity.sprint.name}** {period_short(capacity.sprint.period)}"
    marks: list[Mark] = [Label(start - 0.4, rows + 1.0, text, Style.MUTED, size=13)]
    for place, person in enumerate(capacity.people):
        y = float(rows - place)
        for column, cell in enumerate(person.days):
            marks += _cell(person, cell, start + column, y)
    for column, (_, there) in enumerate(capacity.there_by_day):
        style = Style.WARN if there < min(THIN, rows / 2) else Style.TEXT
        marks.append(Label(start + column, 0.0, size(there), style, align="centre"))
    return marks


def _cell(person: PersonCapacity, cell: DayCell, x: float, y: float) -> list[Mark]:
    if cell.state is DayState.OFF:
        return [Label(x, y, "–", Style.MUTED, align="centre")]
    letter, style = _LETTERS.get(cell.state, ("", Style.GRID))
    hit = Hit(f"{person.member.name}, {weekday(cell.day)}", (_words(cell),), (f"member:{person.member.id}",))
    outlined = cell.state is DayState.FREE and cell.ramp_share >= 1
    bars = [Bar(x, y - 0.42, y + 0.42, 0.86, style, outlined=outlined, label_inside=True, label=letter, hit=hit)]
    if cell.state is DayState.FREE and cell.ramp_share < 1:
        filled = Bar(x, y - 0.42, y - 0.42 + 0.84 * cell.ramp_share, 0.86, Style.RAMP, hit=hit)
        bars = [Bar(x, y - 0.42, y + 0.42, 0.86, Style.RAMP, outlined=True, hit=hit), filled]
    return [Bars(person.member.name, tuple(bars))]


def _words(cell: DayCell) -> str:
    if cell.name:
        return cell.name
    if cell.share_away > 0:
        kind = cell.kind.value if cell.kind is not None else "leave"
        return kind if cell.share_there <= 0 else f"{kind}, there {percent(cell.share_there)}"
    if cell.on_call:
        return "on call"
    return "there" if cell.ramp_share >= 1 else f"ramping up, {percent(cell.ramp_share)}"


def _table(capacities: Sequence[CapacityBreakdown]) -> Table:
    days = [when for capacity in capacities for when, _ in capacity.there_by_day]
    people = [person.member for person in capacities[0].people]
    rows = [
        (
            member.name,
            *(
                _words(cell) if cell.state is not DayState.OFF else "not working"
                for capacity in capacities
                if (person := capacity.person(member.id)) is not None
                for cell in person.days
            ),
        )
        for member in people
    ]
    there = ("People there", *(size(amount) for capacity in capacities for _, amount in capacity.there_by_day))
    return Table(("Person", *(day(when) for when in days)), (*rows, there))


def _summary(capacities: Sequence[CapacityBreakdown]) -> str:
    people = len(capacities[0].people)
    thin = [when for capacity in capacities for when, there in capacity.there_by_day if there < min(THIN, people / 2)]
    if not thin:
        return f"{people} people; no day is thinly covered."
    return f"{people} people; thin cover on {listing([day(when) for when in thin], most=4)}."
