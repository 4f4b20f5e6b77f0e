"""The tables of a report, as ready texts: capacity per sprint, the next sprint's items, milestones, debt, decisions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.analysis.scenes.finish_ranges import milestone_table
from planner.analysis.story.slides import SlideKey
from planner.analysis.wording import day, number, period, size
from planner.domain.decision import DecisionStatus

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

SHOWN_DEBT = 12
SHOWN_DECISIONS = 10
_REVERSED = -1


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table with its heading; columns in ``figures`` are figures and stand at the right."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()


def _capacity(view: "PlanView") -> tuple[NamedTable, ...]:
    head = ("Sprint", "Dates", "Calendar", "Holidays", "Leave", "On-call", "Ramp-up", "Meetings", "Effective",
            "Unplanned", "Learning", "Reserve", "Features")  # fmt: skip
    rows = []
    for sprint in view.plan.coming_sprints():
        steps = view.capacity[sprint.id].steps
        days = (steps.calendar_pd, steps.holidays_pd, steps.leave_pd, steps.oncall_pd, steps.ramp_pd,
                steps.meetings_pd, steps.effective_pd, steps.unplanned_pd, steps.learning_pd, steps.reserve_pd,
                steps.feature_pd)  # fmt: skip
        rows.append((sprint.name, period(sprint.period), *(number(one, 1) for one in days)))
    return (NamedTable("Capacity of the coming sprints, person-days", head, tuple(rows), _from(2, len(head))),)


def _plan(view: "PlanView") -> tuple[NamedTable, ...]:
    sprint = view.next_sprint
    if sprint is None:
        return ()
    rows = tuple(
        (item.key, item.title, item.kind.value, "" if item.size is None else size(item.size), _stretch(item.stretch))
        for item in view.plan.backlog
        if item.sprint_id == sprint.id and item.is_open
    )
    return (NamedTable(f"Work in {sprint.name}", ("Key", "Title", "Kind", "Size", ""), rows, frozenset({3})),)


def _stretch(stretch: bool) -> str:  # noqa: FBT001 - a flag of the item becomes a word
    return "stretch" if stretch else ""


def _forecast(view: "PlanView") -> tuple[NamedTable, ...]:
    found = view.forecast_if_any
    if found is None:
        return ()
    listed = milestone_table([entry for entry in found.milestones if not entry.done])
    return (NamedTable("Milestones", listed.head, listed.rows, frozenset({1, 3})),)


def _debt(view: "PlanView") -> tuple[NamedTable, ...]:
    head = ("Rank", "Id", "Title", "Principal, pd", "P10 to P90", "Interest, pd a sprint", "Planned")
    rows = tuple(
        (
            str(row.rank),
            row.item.id,
            row.item.title,
            number(row.principal.p50, 1),
            f"{number(row.principal.p10)} to {number(row.principal.p90)}",
            number(row.interest.p50, 1),
            row.planned,
        )
        for row in view.register.rows[:SHOWN_DEBT]
    )
    return (NamedTable("Debt by interest per principal", head, rows, frozenset({0, 3, 4, 5})),)


def _decisions(view: "PlanView") -> tuple[NamedTable, ...]:
    standing = [entry for entry in view.plan.decisions if entry.status is DecisionStatus.ACCEPTED]
    rows = tuple(
        (entry.id, entry.title, day(entry.decided_on), entry.owner, day(entry.review_on) if entry.review_on else "")
        for entry in standing[: -SHOWN_DECISIONS - 1 : _REVERSED]
    )
    return (NamedTable("Decisions that stand, newest first", ("No.", "Decision", "Date", "Owner", "Review"), rows),)


def _nothing(_: "PlanView") -> tuple[NamedTable, ...]:
    return ()


def _from(first: int, count: int) -> frozenset[int]:
    return frozenset(range(first, count))


TABLES: dict[SlideKey, Callable[["PlanView"], tuple[NamedTable, ...]]] = {
    SlideKey.CAPACITY: _capacity,
    SlideKey.RESERVE: _nothing,
    SlideKey.PLAN: _plan,
    SlideKey.FORECAST: _forecast,
    SlideKey.DEBT: _debt,
    SlideKey.DECISIONS: _decisions,
}
"""What each chapter lists."""
