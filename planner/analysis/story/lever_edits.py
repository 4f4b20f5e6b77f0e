"""The edits that each lever of a meeting stands for: what a page would make, so that it can be kept as a scenario."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from planner.analysis.forecast.history import NOT_FORECAST
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

MOST_EPICS = 8
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
    for week in weeks_of(sprint):
        there = on_duty(plan, week)
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
    member_id, days = free_days(view, _next(view))
    for day in days[: round(value)]:
        yield SetAvailability(member_id, day, 1.0, AbsenceKind.SICK)


def _set_moved_out(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    del plan
    items = committed_items(view.plan, _next(view))
    keys = tuple(item.key for item in items[len(items) - round(value) :])
    if keys:
        yield MoveItems(keys, None)


def _drop_epic(plan: Plan, view: "PlanView", value: float) -> Iterator[Edit]:
    del plan
    names = epics(view.plan)
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


def weeks_of(sprint: Sprint) -> tuple[Period, ...]:
    """Return the calendar weeks of a sprint, cut at its ends."""
    weeks = []
    start = sprint.period.start
    while start < sprint.period.end:
        end = min(start + WEEK - timedelta(days=start.weekday()), sprint.period.end)
        weeks.append(Period(start, end))
        start = end
    return tuple(weeks)


def on_duty(plan: Plan, week: Period) -> list[str]:
    """Return who is on call in a week, in the order of the rota."""
    return list(dict.fromkeys(shift.member_id for shift in plan.team.rota if shift.period.overlaps(week)))


def free_days(view: "PlanView", sprint: Sprint) -> tuple[str, tuple[Period, ...]]:
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


def committed_items(plan: Plan, sprint: Sprint) -> tuple[BacklogItem, ...]:
    """Return what is committed and open in a sprint, in rank order."""
    there = plan.items_in(sprint.id)
    return tuple(item for item in there if item.is_open and not item.stretch and item.kind not in NOT_FORECAST)


def epics(plan: Plan) -> tuple[str, ...]:
    """Return the epics with the most open work."""
    sizes: dict[str, float] = {}
    for item in plan.backlog:
        if item.is_open and item.epic and item.kind not in NOT_FORECAST:
            sizes[item.epic] = sizes.get(item.epic, 0.0) + (item.size or 0.0)
    return tuple(sorted(sizes, key=lambda name: -sizes[name])[:MOST_EPICS])
