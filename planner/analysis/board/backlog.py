"""The backlog as a table reads it: ranks, dates, names instead of identities, cut lines, groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from planner.analysis.forecast.results import PROMISE, FinishDate, PlanForecast
from planner.analysis.view import PlanView
from planner.analysis.wording import amount, count, day
from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.plan import Plan

SURE = 85
NO_EPIC = "No epic"


@dataclass(frozen=True, slots=True)
class BacklogReading:
    """What a row needs beside its item.

    Parameters
    ----------
    ranks
        Place among the open items, 1 first, by key.
    finish
        85 % date of each open item; empty without a forecast.
    sprints, milestones, debt
        Names by identity.
    cuts
        Key of an open item to the names of the sprints that end above it, 85 % sure.
    needed_by
        Keys of the open items that wait for an item, by its key.
    """

    ranks: Mapping[str, int]
    finish: Mapping[str, FinishDate]
    sprints: Mapping[str, str]
    milestones: Mapping[str, str]
    debt: Mapping[str, str]
    cuts: Mapping[str, str]
    needed_by: Mapping[str, tuple[str, ...]]

    def finish_words(self, key: str) -> str:
        """Return the 85 % date of an item in words, empty when there is none."""
        date = self.finish.get(key)
        if date is None:
            return ""
        return day(date.day) if date.day else f"after {day(date.later_than)}" if date.later_than else ""

    def finish_order(self, key: str) -> int | None:
        """Return the 85 % date of an item as a number to sort by."""
        date = self.finish.get(key)
        when = (date.day or date.later_than) if date is not None else None
        return when.toordinal() if when else None


def read_backlog(view: PlanView) -> BacklogReading:
    """Return the reading of a plan's backlog."""
    plan, forecast = view.plan, view.forecast_if_any
    waiting: dict[str, tuple[str, ...]] = {}
    open_items = [item for item in plan.backlog if item.is_open]
    for item in open_items:
        for key in item.depends_on:
            waiting[key] = (*waiting.get(key, ()), item.key)
    return BacklogReading(
        ranks={item.key: rank for rank, item in enumerate(open_items, start=1)},
        finish={key: dates[SURE] for key, dates in forecast.item_dates.items()} if forecast else {},
        sprints={sprint.id: sprint.name for sprint in plan.sprints},
        milestones={entry.id: entry.name for entry in plan.milestones},
        debt={entry.id: entry.title for entry in plan.debt},
        cuts=cut_lines(forecast) if forecast else {},
        needed_by=waiting,
    )


def cut_lines(forecast: PlanForecast) -> dict[str, str]:
    """Return where each sprint of the plan ends in the ranked backlog: the first item that is not sure to be in it.

    Notes
    -----
    An item is sure when all work down to it fits into P15 of the work done by the end of the sprint.
    """
    work, cuts = forecast.remaining, dict[str, str]()
    place, done = 0, 0.0
    for sprint in (entry for entry in forecast.sprints if entry.sprint_id is not None):
        while place < len(work.keys) and done + work.sizes[place] <= sprint.total[PROMISE]:
            done += work.sizes[place]
            place += 1
        if place < len(work.keys):
            before = cuts.get(work.keys[place])
            cuts[work.keys[place]] = f"{before}, {sprint.name}" if before else sprint.name
    return cuts


@dataclass(frozen=True, slots=True)
class EpicGroup:
    """The head of a group: an epic, what is in it, and whether its items are hidden."""

    key: str
    name: str
    words: str
    search: str
    collapsed: bool = False


BacklogRow = BacklogItem | EpicGroup


def grouped(
    items: tuple[BacklogItem, ...], plan: Plan, *, collapsed: frozenset[str]
) -> tuple[tuple[BacklogRow, ...], dict[str, int]]:
    """Return items under the heads of their epics, epics by their best rank, and the place of each row's group.

    Parameters
    ----------
    collapsed
        Keys of the groups whose items are hidden.
    """
    members: dict[str, list[BacklogItem]] = {}
    for item in items:
        if item.kind is not ItemKind.EPIC:
            members.setdefault(item.epic, []).append(item)
    titles = {item.key: item.title for item in plan.backlog if item.kind is ItemKind.EPIC}
    rows: list[BacklogRow] = []
    places: dict[str, int] = {}
    for place, (epic, inside) in enumerate(members.items()):
        key = f"epic:{epic}"
        name = f"{epic} {titles[epic]}" if epic in titles else epic or NO_EPIC
        rows.append(EpicGroup(key, name, _group_words(inside, plan), _search(inside), key in collapsed))
        rows += [] if key in collapsed else inside
        places |= {key: place} | {item.key: place for item in inside}
    return tuple(rows), places


def _group_words(items: list[BacklogItem], plan: Plan) -> str:
    total = fsum(item.size or 0.0 for item in items if item.is_open)
    return f"{count(len(items), 'item')}, {amount(total, plan.settings.unit)}"


def _search(items: list[BacklogItem]) -> str:
    return " ".join(f"{item.key} {item.title} {' '.join(item.assignees)}" for item in items)


def item_facts(item: BacklogItem, reading: BacklogReading) -> tuple[tuple[str, str], ...]:
    """Return everything known about an item as pairs of name and words; what is unknown is left out."""
    size = item.estimate
    span = "" if size is None or size.low == size.high else f" ({size.low:g} to {size.high:g})"
    facts = (
        ("Rank", str(reading.ranks.get(item.key, ""))),
        ("Status", item.status_text or item.status.value.replace("-", " ")),
        ("Kind", item.kind.value),
        ("Estimate", "" if size is None else f"{size.likely:g}{span}"),
        ("Left", "" if item.remaining is None else f"{item.remaining:g}"),
        ("Sprint", reading.sprints.get(item.sprint_id or "", "") + (", stretch" if item.stretch else "")),
        ("Pinned", "yes" if item.pinned else ""),
        (f"Done by, {SURE} %", reading.finish_words(item.key)),
        ("Milestone", reading.milestones.get(item.milestone_id, item.milestone_id)),
        ("Epic", item.epic),
        ("Parent", item.parent),
        ("Priority", item.priority),
        ("People", ", ".join(item.assignees)),
        ("Skills", ", ".join(item.skills)),
        ("Labels", ", ".join(item.labels)),
        ("Components", ", ".join(item.components)),
        ("Debt", f"{item.debt_id} {reading.debt.get(item.debt_id, '')}".strip()),
        ("Debt because", item.debt_reason),
        ("Due", day(item.due_on) if item.due_on else ""),
        ("Created", day(item.created_on) if item.created_on else ""),
        ("Started", day(item.started_on) if item.started_on else ""),
        ("Done", day(item.done_on) if item.done_on else ""),
        ("Was in", ", ".join(reading.sprints.get(name, name) for name in item.sprint_history)),
        ("Address", item.url),
    )
    return tuple((name, words) for name, words in facts if words)


def next_keys(plan: Plan, many: int) -> tuple[str, ...]:
    """Return keys for new items: the prefix of most keys, counted on from the highest number.

    >>> next_keys(Plan(), 2)
    ('ITEM-1', 'ITEM-2')
    """
    stems: dict[str, list[int]] = {}
    for item in plan.backlog:
        stem, dash, digits = item.key.rpartition("-")
        if dash and digits.isdecimal():
            stems.setdefault(stem, []).append(int(digits))
    stem = max(stems, key=lambda one: len(stems[one]), default="ITEM")
    last = max(stems.get(stem, [0]))
    return tuple(f"{stem}-{last + step}" for step in range(1, many + 1))
