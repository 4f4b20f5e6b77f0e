"""The marks that a template may hold: single figures, and lists that go on in the rows below."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.analysis.forecast.results import FinishDate
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.forecast import day_or_later
from planner.exporting.workbook.words import chance, dates, day_text, percent

Value = str | float | date | None


@dataclass(frozen=True, slots=True)
class Filling:
    """What a mark stands for: a value, and how it reads inside a sentence."""

    value: Value
    words: str


Marks = Mapping[str, Filling]
Lists = Mapping[str, Sequence[Marks]]


def text(value: str) -> Filling:
    """Return words."""
    return Filling(value, value)


def figure(value: float | None, *, digits: int = 1) -> Filling:
    """Return a figure; nothing while it is not known."""
    return Filling(value, "" if value is None else f"{value:,.{digits}f}".removesuffix(".0"))


def part(value: float | None) -> Filling:
    """Return a share, which reads as a percentage."""
    return Filling(value, "" if value is None else percent(value))


def day(value: Value) -> Filling:
    """Return a date, or the words that stand for one."""
    return Filling(value, day_text(value) if isinstance(value, date) else str(value or ""))


def single_marks(content: WorkbookContent) -> Marks:
    """Return every single mark with its value; what the plan does not know yet is empty."""
    plan, policy, totals = content.plan, content.plan.policy, content.register.totals
    title, subtitle = content.headline("Overview")
    return {
        "plan.name": text(plan.name),
        "plan.date": day(content.today),
        "plan.unit": text(content.unit),
        "plan.headline": text(title),
        "plan.subtitle": text(subtitle),
        "team.people": figure(len(plan.team.members), digits=0),
        "team.focus": part(plan.team.overheads.focus),
        "reserve.target": part(policy.target),
        "reserve.floor": part(policy.floor),
        "reserve.ceiling": part(policy.ceiling),
        "reserve.owed": figure(content.reserve.owed_pd),
        "reserve.spent_share": part(content.reserve.rho),
        "debt.entries": figure(totals.entries, digits=0),
        "debt.principal": figure(totals.principal.p50),
        "debt.interest": figure(totals.interest.p50),
        **_sprint_marks(content),
        **_forecast_marks(content),
    }


def _sprint_marks(content: WorkbookContent) -> Marks:
    """Return the marks of the next sprint."""
    outlook = content.outlooks[0] if content.outlooks else None
    cut = content.capacity[0] if content.capacity else None
    steps = cut.steps if cut else None
    days = {
        "calendar": "calendar_pd", "holidays": "holidays_pd", "leave": "leave_pd", "on_call": "oncall_pd",
        "ramp": "ramp_pd", "meetings": "meetings_pd", "effective": "effective_pd", "unplanned": "unplanned_pd",
        "learning": "learning_pd", "reserve": "reserve_pd", "features": "feature_pd",
    }  # fmt: skip
    return {
        "sprint.name": text(outlook.sprint.name if outlook else ""),
        "sprint.goal": text(outlook.sprint.goal if outlook else ""),
        "sprint.dates": text(dates(outlook.sprint.period) if outlook else ""),
        "sprint.start": day(outlook.sprint.period.start if outlook else None),
        "sprint.end": day(outlook.sprint.period.last_day if outlook else None),
        "sprint.promise": figure(outlook.promise if outlook else None),
        "sprint.median": figure(outlook.median if outlook else None),
        "sprint.committed": figure(outlook.load if outlook else None),
        "sprint.stretch": figure(outlook.stretch_load if outlook else None),
        "sprint.chance": text(chance(outlook.chance) if outlook else ""),
        "sprint.debt_planned": figure(outlook.debt_pd if outlook else None),
        "capacity.reserve_share": part(cut.reserve_share if cut else None),
        **{f"capacity.{name}": figure(getattr(steps, field) if steps else None) for name, field in days.items()},
    }


def _forecast_marks(content: WorkbookContent) -> Marks:
    found = content.forecast
    finish: Mapping[int, FinishDate] = found.finish if found else {}
    return {
        "forecast.open_work": figure(found.remaining.total if found else None),
        **{f"forecast.p{level}": day(_cell(finish, level)) for level in (50, 70, 85, 95)},
    }


def _cell(finish: Mapping[int, FinishDate], level: int) -> Value:
    """Return a finish date, or in words that it lies beyond the horizon."""
    found = day_or_later(finish, level)
    return found if isinstance(found, str | date) else None


def list_marks(content: WorkbookContent) -> Lists:
    """Return every list with its rows."""
    return {name: tuple(make(content)) for name, make in _LISTS.items()}


def _items(content: WorkbookContent) -> Iterable[Marks]:
    names = {sprint.id: sprint.name for sprint in content.plan.sprints}
    people = {member.id: member.name for member in content.plan.team.members}
    finishes = content.forecast.item_dates if content.forecast else {}
    nothing: Mapping[int, FinishDate] = {}
    for rank, item in enumerate(content.plan.backlog, 1):
        finish = finishes.get(item.key, nothing)
        yield {
            "rank": figure(rank, digits=0),
            "key": text(item.key),
            "title": text(item.title),
            "type": text(item.kind.value),
            "status": text(item.status.value),
            "estimate": figure(item.estimate.likely if item.estimate else None),
            "size": figure(item.size),
            "sprint": text(names.get(item.sprint_id or "", "")),
            "epic": text(item.epic),
            "priority": text(item.priority),
            "assignee": text(", ".join(people.get(name, name) for name in item.assignees)),
            "labels": text(", ".join(item.labels)),
            "done_p50": day(_cell(finish, 50)),
            "done_p85": day(_cell(finish, 85)),
            "note": text(item.note),
        }


def _sprints(content: WorkbookContent) -> Iterable[Marks]:
    for entry, cut in zip(content.outlooks, content.capacity, strict=True):
        yield {
            "name": text(entry.sprint.name),
            "dates": text(dates(entry.sprint.period)),
            "start": day(entry.sprint.period.start),
            "end": day(entry.sprint.period.last_day),
            "goal": text(entry.sprint.goal),
            "calendar": figure(cut.steps.calendar_pd),
            "effective": figure(entry.effective_pd),
            "unplanned": figure(entry.unplanned_pd),
            "reserve": figure(entry.reserve_pd),
            "reserve_share": part(cut.reserve_share),
            "features": figure(entry.feature_pd),
            "promise": figure(entry.promise),
            "median": figure(entry.median),
            "committed": figure(entry.load),
            "stretch": figure(entry.stretch_load),
            "chance": text(chance(entry.chance)),
            "debt_planned": figure(entry.debt_pd),
        }


def _people(content: WorkbookContent) -> Iterable[Marks]:
    loads = {load.member.id: load for load in content.loads}
    for entry in content.capacity[0].people if content.capacity else ():
        load = loads.get(entry.member.id)
        yield {
            "name": text(entry.member.name),
            "share_of_time": part(entry.member.fte),
            "leave": figure(entry.steps.leave_pd),
            "on_call": figure(entry.steps.oncall_pd),
            "effective": figure(entry.steps.effective_pd),
            "load": figure(load.load_pd if load else None),
            "load_share": part(load.share if load else None),
        }


def _debts(content: WorkbookContent) -> Iterable[Marks]:
    for row in content.register.rows:
        yield {
            "rank": figure(row.rank, digits=0),
            "id": text(row.item.id),
            "title": text(row.item.title),
            "component": text(row.item.component),
            "owner": text(row.item.owner),
            "principal": figure(row.principal.p50),
            "interest": figure(row.interest.p50),
            "planned": text(row.planned),
        }


def _milestones(content: WorkbookContent) -> Iterable[Marks]:
    for entry in content.forecast.milestones if content.forecast else ():
        yield {
            "name": text(entry.milestone.name),
            "target": day(entry.milestone.due),
            "chance": text("done" if entry.done else chance(entry.probability)),
            "done_p50": day(_cell(entry.finish, 50)),
            "done_p85": day(_cell(entry.finish, 85)),
            "open_work": figure(entry.points),
        }


def _decisions(content: WorkbookContent) -> Iterable[Marks]:
    for entry in sorted(content.plan.decisions, key=lambda decision: decision.decided_on, reverse=True):
        yield {
            "date": day(entry.decided_on),
            "title": text(entry.title),
            "status": text(entry.status.value),
            "decision": text(entry.decision),
            "owner": text(entry.owner),
        }


def _findings(content: WorkbookContent) -> Iterable[Marks]:
    for entry in content.report.attention:
        yield {"title": text(entry.title), "detail": text(entry.detail), "weight": text(entry.severity.value)}


_LISTS: Final[Mapping[str, Callable[[WorkbookContent], Iterable[Marks]]]] = {
    "items": _items,
    "sprints": _sprints,
    "people": _people,
    "debts": _debts,
    "milestones": _milestones,
    "decisions": _decisions,
    "findings": _findings,
}
"""The lists by the word before the point; a mark of a list is filled downwards, a row for each entry."""
