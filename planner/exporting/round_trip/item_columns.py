"""The columns of the backlog sheet that can be changed: what each holds, and what a typed cell does to its item."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.edits import MoveItems, SetDependencies, SetStatus
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.exporting.round_trip.cells import day_of, named, number_of, text_of, word_of, words_of
from planner.exporting.round_trip.changes import Change, Fields, Ready, Resize
from planner.exporting.round_trip.reading import RowNow
from planner.exporting.workbook.backlog import HEADS
from planner.exporting.workbook.book import Cell

Make = Callable[[Plan, BacklogItem, RowNow], Change]
Now = Callable[[Plan, BacklogItem], Cell]
SIZES: Final = ("Estimate", "Low", "High")
_BOUNDS: Final = tuple([head.title for head in HEADS].index(title) for title in ("Low", "High"))
PLACES: Final = ("Sprint", "Commitment")
_COMMITMENTS: Final = ("", "committed", "stretch")


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """A column that can be changed: its field, what the plan holds there now, and what a typed cell does."""

    field: str
    now: Now
    change: Make


def _text(field: str) -> ItemColumn:
    return ItemColumn(
        field,
        lambda _, item: str(getattr(item, field)),
        lambda _, item, row: Fields("item", item.key, ((field, text_of(row.cell(_HEADS[field]))),)),
    )


def _kind(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    return Fields("item", item.key, (("kind", word_of(row.cell("Type"), ItemKind, field="type")),))


def _status(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    return Ready((SetStatus(item.key, word_of(row.cell("Status"), Status, field="status")),))


def _size(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    likely, low, high = (number_of(row.cell(head), field="estimate") for head in SIZES)
    if likely is None:
        return Resize(item.key, None)
    if row.before is not None and (low, high) == (bounds := tuple(row.before.values[place] for place in _BOUNDS)):
        if bounds[0] == bounds[1]:
            return Resize(item.key, Estimate.single(likely))
        low, high = min(low or 0.0, likely), max(high or 0.0, likely)  # only the middle of a range was typed
    return Resize(item.key, Estimate(likely, likely if low is None else low, likely if high is None else high))


def _remaining(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    return Fields("item", item.key, (("remaining", number_of(row.cell("Remaining"), field="remaining")),))


def _sprint(plan: Plan, item: BacklogItem, row: RowNow) -> Change:
    sprint = named(text_of(row.cell("Sprint")), ((entry.id, entry.name) for entry in plan.sprints), field="sprint")
    commitment = text_of(row.cell("Commitment")).strip().casefold()
    if commitment not in _COMMITMENTS:
        raise InvalidValueError("commitment", commitment, "committed or stretch")
    return Ready((MoveItems((item.key,), sprint or None, stretch=commitment == "stretch"),))


def _milestone(plan: Plan, item: BacklogItem, row: RowNow) -> Change:
    entries = ((entry.id, entry.name) for entry in plan.milestones)
    chosen = named(text_of(row.cell("Milestone")), entries, field="milestone")
    return Fields("item", item.key, (("milestone_id", chosen),))


def _milestone_now(plan: Plan, item: BacklogItem) -> str:
    return next((entry.name for entry in plan.milestones if entry.id == item.milestone_id), item.milestone_id)


def _assignees(plan: Plan, item: BacklogItem, row: RowNow) -> Change:
    known = {name: word for word, name in zip(item.assignees, _names(plan, item), strict=True)}
    words = tuple(known.get(name, name) for name in words_of(row.cell("Assignee")))
    return Fields("item", item.key, (("assignees", words),))


def _names(plan: Plan, item: BacklogItem) -> list[str]:
    people = {member.id: member.name for member in plan.team.members}
    return [people.get(name, name) for name in item.assignees]


def _labels(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    return Fields("item", item.key, (("labels", words_of(row.cell("Labels"))),))


def _waits(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    return Ready((SetDependencies(item.key, words_of(row.cell("Depends on"))),))


def _done_on(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    return Fields("item", item.key, (("done_on", day_of(row.cell("Done on"), field="done on")),))


def _debt(plan: Plan, item: BacklogItem, row: RowNow) -> Change:
    chosen = named(text_of(row.cell("Debt")), ((entry.id, entry.id) for entry in plan.debt), field="debt")
    return Fields("item", item.key, (("debt_id", chosen),))


def _sprint_now(plan: Plan, item: BacklogItem) -> str:
    return next((sprint.name for sprint in plan.sprints if sprint.id == item.sprint_id), "")


def _commitment_now(_: Plan, item: BacklogItem) -> str:
    return "" if item.sprint_id is None else "stretch" if item.stretch else "committed"


_HEADS: Final = {"title": "Title", "epic": "Epic", "priority": "Priority", "note": "Note"}
COLUMNS: Final[Mapping[str, ItemColumn]] = {
    "Title": _text("title"),
    "Type": ItemColumn("type", lambda _, item: item.kind.value, _kind),
    "Status": ItemColumn("status", lambda _, item: item.status.value, _status),
    "Estimate": ItemColumn("estimate", lambda _, item: item.estimate.likely if item.estimate else None, _size),
    "Low": ItemColumn("estimate", lambda _, item: item.estimate.low if item.estimate else None, _size),
    "High": ItemColumn("estimate", lambda _, item: item.estimate.high if item.estimate else None, _size),
    "Sprint": ItemColumn("sprint", _sprint_now, _sprint),
    "Commitment": ItemColumn("sprint", _commitment_now, _sprint),
    "Epic": _text("epic"),
    "Milestone": ItemColumn("milestone", _milestone_now, _milestone),
    "Assignee": ItemColumn("assignee", lambda plan, item: ", ".join(_names(plan, item)), _assignees),
    "Remaining": ItemColumn("remaining", lambda _, item: item.remaining, _remaining),
    "Done on": ItemColumn("done on", lambda _, item: item.done_on, _done_on),
    "Priority": _text("priority"),
    "Labels": ItemColumn("labels", lambda _, item: ", ".join(item.labels), _labels),
    "Depends on": ItemColumn("depends on", lambda _, item: ", ".join(item.depends_on), _waits),
    "Debt": ItemColumn("debt", lambda _, item: item.debt_id, _debt),
    "Note": _text("note"),
}
"""The columns of the backlog sheet that can be changed, by their heads."""
