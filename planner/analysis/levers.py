"""What a meeting may try out on a plan: levers with their ranges, and the edits that each of them stands for.

A lever never changes the plan. It is turned into the same edits that the pages would make, so that what was tried out
can be kept as a scenario.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from math import fsum
from typing import TYPE_CHECKING

from planner.analysis.forecast_history import NOT_FORECAST
from planner.analysis.scenes.scene import Style
from planner.analysis.wording import amount, count, percent, share, size
from planner.domain.backlog import BacklogItem, Status
from planner.domain.calendar import Period
from planner.domain.edits import (
    ChangeSettings,
    MoveItems,
    SetAvailability,
    SetDuty,
    SetOverheads,
    SetSprintReserve,
    SetStatus,
)
from planner.domain.plan import Edit, Plan
from planner.domain.settings import ScopeGrowth
from planner.domain.sprint import Sprint
from planner.domain.team import AbsenceKind

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

HIGHEST_RESERVE = 0.5
HIGHEST_UNPLANNED = 0.5
LOWEST_FOCUS, HIGHEST_FOCUS = 0.4, 1.0
MOST_ON_CALL = 3
MOST_AWAY_DAYS = 10
LEAST_GROWTH = 10.0
MOST_EPICS = 8
LONGEST_NAME = 16
WEEK = timedelta(days=7)


class Lever(StrEnum):
    """What can be moved; the order is the order of the edits."""

    RESERVE = "reserve"
    UNPLANNED = "unplanned"
    ON_CALL = "on-call"
    FOCUS = "focus"
    AWAY = "away"
    MOVED_OUT = "moved-out"
    EPIC = "epic"
    GROWTH = "growth"
    COMPARED = "compared"


Chosen = Mapping[Lever, float]
"""The levers that were moved, with their values; those left out stand where the plan has them."""


@dataclass(frozen=True, slots=True)
class Knob:
    """A lever as it is shown.

    Parameters
    ----------
    low, high, step
        Its range and its steps; counts and choices have steps of 1.
    start
        Where the plan has it.
    text
        Returns a value in words.
    band
        The part of the range that was agreed, if any.
    """

    lever: Lever
    name: str
    low: float
    high: float
    step: float
    start: float
    text: Callable[[float], str]
    style: Style = Style.TOTAL
    band: tuple[float, float] | None = None


def knobs(view: "PlanView", levers: tuple[Lever, ...]) -> tuple[Knob, ...]:
    """Return the levers that make sense for a plan, in the order asked for."""
    if view.next_sprint is None:
        return ()
    found = (_MAKERS[lever](view, view.next_sprint) for lever in levers)
    return tuple(knob for knob in found if knob is not None)


def edits_of(view: "PlanView", chosen: Chosen) -> tuple[Edit, ...]:
    """Return the edits that the moved levers stand for; nothing when all stand where the plan has them."""
    if view.next_sprint is None:
        return ()
    plan = view.plan
    edits: list[Edit] = []
    for lever in Lever:
        for edit in _EDITS[lever](plan, view, chosen[lever]) if lever in chosen else ():
            edits.append(edit)
            plan = edit.apply(plan)
    return tuple(edits)


def tried(view: "PlanView", chosen: Chosen) -> Plan:
    """Return the plan with the moved levers; the plan of the view stays as it is."""
    plan = view.plan
    for edit in edits_of(view, chosen):
        plan = edit.apply(plan)
    return plan


def in_words(view: "PlanView", chosen: Chosen) -> str:
    """Return the moved levers as a name: ``"Debt reserve 15 %, focus 80 %"``."""
    moved = [knob for knob in knobs(view, tuple(Lever)) if knob.lever in chosen]
    texts = [f"{knob.name} {knob.text(chosen[knob.lever])}" for knob in moved]
    return ", ".join(text if place == 0 else text[0].lower() + text[1:] for place, text in enumerate(texts))


def _reserve(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    policy = view.plan.policy
    band = (policy.floor, policy.ceiling)
    return Knob(
        Lever.RESERVE, "Debt reserve", 0.0, HIGHEST_RESERVE, 0.01, view.reserve_share, share, Style.DEBT, band=band
    )


def _unplanned(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    start = view.plan.team.overheads.unplanned_share
    return Knob(Lever.UNPLANNED, "Unplanned", 0.0, HIGHEST_UNPLANNED, 0.01, start, percent, Style.UNPLANNED)


def _on_call(view: "PlanView", sprint: Sprint) -> Knob | None:
    if not view.plan.team.rota:
        return None
    weeks = _weeks(sprint)
    start = round(fsum(len(_on_duty(view.plan, week)) for week in weeks) / len(weeks))
    return Knob(
        Lever.ON_CALL, "On-call", 0.0, float(max(MOST_ON_CALL, start)), 1.0, float(start), _a_week, Style.ON_CALL
    )


def _a_week(people: float) -> str:
    return f"{people:.0f} a week" if people else "nobody"


def _focus(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    start = view.plan.team.overheads.focus
    return Knob(Lever.FOCUS, "Focus", min(LOWEST_FOCUS, start), HIGHEST_FOCUS, 0.01, start, percent)


def _away(view: "PlanView", sprint: Sprint) -> Knob | None:
    most = min(MOST_AWAY_DAYS, len(_free_days(view, sprint)[1]))
    if most == 0:
        return None
    return Knob(Lever.AWAY, "Away", 0.0, float(most), 1.0, 0.0, _days, Style.LEAVE)


def _days(days: float) -> str:
    return f"one, {count(round(days), 'day')}" if days else "nobody"


def _moved_out(view: "PlanView", sprint: Sprint) -> Knob | None:
    items = _committed(view.plan, sprint)
    if not items:
        return None
    unit = view.plan.settings.unit

    def text(number: float) -> str:
        gone = items[len(items) - round(number) :]
        return amount(fsum(item.size or 0.0 for item in gone), unit) if gone else "nothing"

    return Knob(Lever.MOVED_OUT, "Move out", 0.0, float(len(items)), 1.0, 0.0, text, Style.FEATURES)


def _epic(view: "PlanView", sprint: Sprint) -> Knob | None:
    del sprint
    names = _epics(view.plan)
    if not names:
        return None

    def text(place: float) -> str:
        return _short(names[round(place) - 1]) if place else "no epic"

    return Knob(Lever.EPIC, "Drop", 0.0, float(len(names)), 1.0, 0.0, text, Style.FEATURES)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _growth(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    start = view.plan.settings.scope_growth.likely
    high = max(LEAST_GROWTH, 2 * start)
    return Knob(Lever.GROWTH, "New work a sprint", 0.0, high, 0.5, start, size)


def _compared(view: "PlanView", sprint: Sprint) -> Knob:
    del sprint
    start = view.plan.settings.lab_share
    return Knob(Lever.COMPARED, "Compared with", 0.0, HIGHEST_RESERVE, 0.01, start, share, Style.COMPARISON)


_MAKERS: dict[Lever, Callable[["PlanView", Sprint], Knob | None]] = {
    Lever.RESERVE: _reserve,
    Lever.UNPLANNED: _unplanned,
    Lever.ON_CALL: _on_call,
    Lever.FOCUS: _focus,
    Lever.AWAY: _away,
    Lever.MOVED_OUT: _moved_out,
    Lever.EPIC: _epic,
    Lever.GROWTH: _growth,
    Lever.COMPARED: _compared,
}


def _set_reserve(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    """Set the share of every planned sprint, the next one first; what the policy aims at stays."""
    del plan
    for entry in view.plan.coming_sprints():
        yield SetSprintReserve(entry.id, value)


def _set_unplanned(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    del view
    yield SetOverheads(replace(plan.team.overheads, unplanned_share=value))


def _set_on_call(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    """Take people off duty, the last one first, or add those of the rota whose turn it is not, week by week."""
    sprint = _next(view)
    on_rota = {shift.member_id for shift in plan.team.rota}
    rota = [member.id for member in plan.team.members if member.id in on_rota]
    wanted = round(value)
    for week in _weeks(sprint):
        there = _on_duty(plan, week)
        for member_id in there[wanted:]:
            yield SetDuty(member_id, week, on_duty=False)
        spare = [member_id for member_id in rota if member_id not in there]
        for member_id in spare[: max(0, wanted - len(there))]:
            yield SetDuty(member_id, week)


def _set_focus(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    del view
    yield SetOverheads(replace(plan.team.overheads, focus=value))


def _set_away(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    del plan
    member_id, days = _free_days(view, _next(view))
    for day in days[: round(value)]:
        yield SetAvailability(member_id, day, 1.0, AbsenceKind.SICK)


def _set_moved_out(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    del plan
    items = _committed(view.plan, _next(view))
    keys = tuple(item.key for item in items[len(items) - round(value) :])
    if keys:
        yield MoveItems(keys, None)


def _drop_epic(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    del plan
    names = _epics(view.plan)
    name = names[round(value) - 1] if 0 < round(value) <= len(names) else ""
    for item in view.plan.backlog:
        if name and item.epic == name and item.is_open:
            yield SetStatus(item.key, Status.CANCELLED)


def _set_growth(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    """Shift the range of new work, keeping how wide it is."""
    del view
    old = plan.settings.scope_growth
    low, high = max(0.0, value - (old.likely - old.low)), value + (old.high - old.likely)
    yield ChangeSettings(replace(plan.settings, scope_growth=ScopeGrowth(low, value, high)))


def _set_compared(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    del view
    yield ChangeSettings(replace(plan.settings, lab_share=value))


_EDITS: dict[Lever, Callable[[Plan, "PlanView", float], Iterator[Edit]]] = {
    Lever.RESERVE: _set_reserve,
    Lever.UNPLANNED: _set_unplanned,
    Lever.ON_CALL: _set_on_call,
    Lever.FOCUS: _set_focus,
    Lever.AWAY: _set_away,
    Lever.MOVED_OUT: _set_moved_out,
    Lever.EPIC: _drop_epic,
    Lever.GROWTH: _set_growth,
    Lever.COMPARED: _set_compared,
}


def _next(view: "PlanView") -> Sprint:
    """Return the next sprint of a plan that has one."""
    return view.plan.coming_sprints()[0]


def _weeks(sprint: Sprint) -> tuple[Period, ...]:
    """Return the calendar weeks of a sprint, cut at its ends."""
    weeks = []
    start = sprint.period.start
    while start < sprint.period.end:
        end = min(start + WEEK - timedelta(days=start.weekday()), sprint.period.end)
        weeks.append(Period(start, end))
        start = end
    return tuple(weeks)


def _on_duty(plan: Plan, week: Period) -> list[str]:
    return list(dict.fromkeys(shift.member_id for shift in plan.team.rota if shift.period.overlaps(week)))


def _free_days(view: "PlanView", sprint: Sprint) -> tuple[str, tuple[Period, ...]]:
    """Return the first person of the list with the most free days still to come, and those days."""
    best: tuple[str, tuple[Period, ...]] = ("", ())
    for person in view.capacity[sprint.id].people:
        days = tuple(
            Period(cell.day, cell.day + timedelta(days=1))
            for cell in person.days
            if cell.share_there >= 1 and cell.day >= view.today
        )
        if len(days) > len(best[1]):
            best = person.member.id, days
    return best


def _committed(plan: Plan, sprint: Sprint) -> tuple[BacklogItem, ...]:
    """Return what is committed and open in a sprint, in rank order."""
    there = plan.items_in(sprint.id)
    return tuple(item for item in there if item.is_open and not item.stretch and item.kind not in NOT_FORECAST)


def _epics(plan: Plan) -> tuple[str, ...]:
    """Return the epics with the most open work."""
    sizes: dict[str, float] = {}
    for item in plan.backlog:
        if item.is_open and item.epic and item.kind not in NOT_FORECAST:
            sizes[item.epic] = sizes.get(item.epic, 0.0) + (item.size or 0.0)
    return tuple(sorted(sizes, key=lambda name: -sizes[name])[:MOST_EPICS])
