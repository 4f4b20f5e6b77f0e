"""The columns of the backlog; an item stands for itself, everything derived is looked up."""

from collections.abc import Callable
from typing import Any

from planner.analysis.board.backlog import BacklogReading, BacklogRow, EpicGroup
from planner.analysis.wording import size
from planner.domain.backlog import BacklogItem, ItemKind, Status
from planner.domain.plan import Plan
from planner.ui.tables.column import Align, Column

RANK, GROUP = "rank", "group"
STATUS_WORDS = {
    Status.TODO: "to do",
    Status.IN_PROGRESS: "in progress",
    Status.DONE: "done",
    Status.CANCELLED: "cancelled",
    Status.GONE: "gone",
}


class BacklogLookup:
    """What the columns look things up in; exchanged whole whenever the plan changes."""

    def __init__(self, plan: Plan, reading: BacklogReading, places: dict[str, int]) -> None:
        self.plan, self.reading, self.places = plan, reading, places

    def show(self, plan: Plan, reading: BacklogReading, places: dict[str, int]) -> None:
        """Look things up in another plan."""
        self.plan, self.reading, self.places = plan, reading, places

    def group_place(self, row: BacklogRow) -> tuple[int, int]:
        """Return what keeps a head above its items, whatever the items are sorted by."""
        return self.places.get(row.key, 0), 0 if isinstance(row, EpicGroup) else 1

    def sprint(self, item: BacklogItem) -> str:
        """Return the name of an item's sprint."""
        return self.reading.sprints.get(item.sprint_id or "", "")

    def sprint_words(self, item: BacklogItem) -> str:
        """Return the name of an item's sprint, stretch said."""
        return f"{self.sprint(item)}{' stretch' if item.stretch else ''}"

    def sprint_order(self, item: BacklogItem) -> int | None:
        """Return the place of an item's sprint in time."""
        order = {sprint.id: place for place, sprint in enumerate(self.plan.sprints)}
        return order.get(item.sprint_id or "")

    def milestone(self, item: BacklogItem) -> str:
        """Return the name of an item's milestone."""
        return self.reading.milestones.get(item.milestone_id, item.milestone_id)

    def debt(self, item: BacklogItem) -> str:
        """Return why an item counts as debt: the entry it pays down, else the reason found on import."""
        if item.debt_id:
            return item.debt_id
        return item.debt_reason or ("debt" if item.kind is ItemKind.DEBT else "")

    def sprint_choices(self) -> tuple[str, ...]:
        """Return the names an item's sprint can get."""
        return ("", *(sprint.name for sprint in self.plan.coming_sprints()))

    def milestone_choices(self) -> tuple[str, ...]:
        """Return the names an item's milestone can get."""
        return ("", *(entry.name for entry in self.plan.milestones))


def _of(take: Callable[[BacklogItem], Any]) -> Callable[[BacklogRow], Any]:
    """Return a function that is empty for the head of a group."""
    return lambda row: take(row) if isinstance(row, BacklogItem) else None


def _words(take: Callable[[BacklogItem], str]) -> Callable[[BacklogRow], str]:
    return lambda row: take(row) if isinstance(row, BacklogItem) else ""


def _is_item(row: BacklogRow) -> bool:
    return isinstance(row, BacklogItem)


def _estimate(item: BacklogItem) -> str:
    if item.estimate is None:
        return "?" if item.remaining is None else size(item.remaining)
    return size(item.estimate.likely)


def item_columns(lookup: BacklogLookup, tr: Callable[[str], str]) -> tuple[Column, ...]:
    """Return the columns in their first order."""
    return (*_identity(lookup, tr), *_plan_columns(lookup, tr), *_word_columns(lookup, tr))


def _identity(lookup: BacklogLookup, tr: Callable[[str], str]) -> tuple[Column, ...]:
    return (
        Column(
            key=GROUP,
            title=tr("Group"),
            value=lookup.group_place,
            text=lambda row: row.search if isinstance(row, EpicGroup) else "",
        ),
        Column(
            key=RANK,
            title="#",
            value=_of(lambda item: lookup.reading.ranks.get(item.key)),
            text=_words(lambda item: str(lookup.reading.ranks.get(item.key, ""))),
            align=Align.RIGHT,
            tone="text3",
            width=44,
            tip=tr("Rank; drag it to another place. Above a line, work is 85 % sure to be done in that sprint."),
        ),
        Column(key="key", title=tr("Key"), value=_of(lambda item: item.key), text=_words(lambda item: item.key),
               tone="text2", width=80),
        Column(
            key="title",
            title=tr("Title"),
            value=_of(lambda item: item.title),
            text=lambda row: row.title if isinstance(row, BacklogItem) else f"{row.name}: {row.words}",
            edit=_is_item,
            stretch=True,
            width=260,
        ),
    )  # fmt: skip


def _plan_columns(lookup: BacklogLookup, tr: Callable[[str], str]) -> tuple[Column, ...]:
    kinds, states = tuple(kind.value for kind in ItemKind), tuple(STATUS_WORDS.values())
    return (
        Column(
            key="kind",
            title=tr("Kind"),
            value=_of(lambda item: item.kind.value),
            edit=_is_item,
            choices=lambda _row: kinds,
            width=72,
            tone="text2",
        ),
        Column(
            key="status",
            title=tr("Status"),
            value=_of(lambda item: states.index(STATUS_WORDS[item.status])),
            text=_words(lambda item: STATUS_WORDS[item.status]),
            edit=_is_item,
            choices=lambda _row: states,
            width=92,
            tone="text2",
        ),
        Column(
            key="estimate",
            title=tr("Estimate"),
            value=_of(lambda item: item.size),
            text=_words(_estimate),
            edit=_is_item,
            align=Align.RIGHT,
            strong=True,
            width=72,
            tip=tr("One size, or low/likely/high such as 3/5/8"),
        ),
        Column(
            key="sprint",
            title=tr("Sprint"),
            value=_of(lookup.sprint_order),
            text=_words(lookup.sprint_words),
            edit=_is_item,
            choices=lambda _row: lookup.sprint_choices(),
            width=84,
        ),
        Column(
            key="finish",
            title=tr("85 % by"),
            value=_of(lambda item: lookup.reading.finish_order(item.key)),
            text=_words(lambda item: lookup.reading.finish_words(item.key)),
            align=Align.RIGHT,
            width=84,
            tip=tr("In 85 of 100 futures it is done by then"),
        ),
        Column(
            key="people",
            title=tr("People"),
            value=_of(lambda item: ", ".join(item.assignees) or None),
            edit=_is_item,
            width=120,
        ),
    )


def _word_columns(lookup: BacklogLookup, tr: Callable[[str], str]) -> tuple[Column, ...]:
    return (
        Column(
            key="epic",
            title=tr("Epic"),
            value=_of(lambda item: item.epic or None),
            edit=_is_item,
            width=104,
        ),
        Column(
            key="milestone",
            title=tr("Milestone"),
            value=_of(lambda item: lookup.milestone(item) or None),
            edit=_is_item,
            choices=lambda _row: lookup.milestone_choices(),
            width=104,
        ),
        Column(
            key="depends",
            title=tr("Depends on"),
            value=_of(lambda item: ", ".join(item.depends_on) or None),
            edit=_is_item,
            sign=lambda row: "link" if isinstance(row, BacklogItem) and row.depends_on else "",
            width=112,
        ),
        Column(
            key="debt",
            title=tr("Debt"),
            value=_of(lambda item: lookup.debt(item) or None),
            sign=lambda row: "debt" if isinstance(row, BacklogItem) and lookup.debt(row) else "",
            width=104,
            tone="debt_text",
            tip=tr("The register entry it pays down, or why it counts as debt"),
        ),
        Column(
            key="skills",
            title=tr("Skills"),
            value=_of(lambda item: ", ".join(item.skills) or None),
            edit=_is_item,
            width=96,
        ),
        Column(
            key="labels",
            title=tr("Labels"),
            value=_of(lambda item: ", ".join(item.labels) or None),
            edit=_is_item,
            width=96,
        ),
    )
