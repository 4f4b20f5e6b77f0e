"""The items of a table, kept as columns; one object per item is made only when somebody asks for it."""

from dataclasses import dataclass, field
from datetime import date

from planner.domain.backlog import ItemKind, Status
from planner.importing.sprint_cells import SprintCells


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """One item as the file has it.

    ``key`` is text for ever. ``estimate`` is in the backlog's unit, None when there is none; 0 is an estimate.
    ``sprint`` is the last of ``sprint_history``, which runs oldest to newest. ``debt_reason`` is ``""`` for work that
    is no technical debt. ``children_summed`` tells that its children carry the estimates: leave it out of sums.
    ``row`` is the one-based row of the file. ``depends_on`` and ``parent`` are keys where they could be resolved.
    """

    key: str
    title: str
    kind: ItemKind
    debt_reason: str
    status: Status
    status_text: str
    estimate: float | None
    sprint: str
    sprint_history: tuple[str, ...]
    priority: str
    assignees: tuple[str, ...]
    labels: tuple[str, ...]
    components: tuple[str, ...]
    parent: str
    epic: str
    depends_on: tuple[str, ...]
    created: date | None
    resolved: date | None
    due: date | None
    started: date | None
    url: str
    row: int
    children_summed: bool = False


@dataclass(slots=True)
class ItemTable:
    """All items of a file, one list per field and one entry per item."""

    keys: list[str]
    titles: list[str]
    kinds: list[ItemKind]
    debt_reasons: list[str]
    statuses: list[Status]
    status_texts: list[str]
    estimates: list[float | None]
    sprints: SprintCells
    priorities: list[str]
    assignees: list[tuple[str, ...]]
    labels: list[tuple[str, ...]]
    components: list[tuple[str, ...]]
    parents: list[str]
    epics: list[str]
    depends_on: list[tuple[str, ...]]
    created: list[date | None]
    resolved: list[date | None]
    due: list[date | None]
    started: list[date | None]
    urls: list[str]
    rows: list[int]
    summed: set[int] = field(default_factory=set)
    sprint_starts: list[date | None] = field(default_factory=list)
    sprint_ends: list[date | None] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.titles)

    def item(self, index: int) -> ImportedItem:
        """Return one item as an object."""
        history = self.sprints.per_item[index]
        return ImportedItem(
            key=self.keys[index],
            title=self.titles[index],
            kind=self.kinds[index],
            debt_reason=self.debt_reasons[index],
            status=self.statuses[index],
            status_text=self.status_texts[index],
            estimate=self.estimates[index],
            sprint=history[-1] if history else "",
            sprint_history=history,
            priority=self.priorities[index],
            assignees=self.assignees[index],
            labels=self.labels[index],
            components=self.components[index],
            parent=self.parents[index],
            epic=self.epics[index],
            depends_on=self.depends_on[index],
            created=self.created[index],
            resolved=self.resolved[index],
            due=self.due[index],
            started=self.started[index],
            url=self.urls[index],
            row=self.rows[index],
            children_summed=index in self.summed,
        )
