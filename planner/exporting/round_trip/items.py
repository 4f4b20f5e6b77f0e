"""Backlog rows that came back: changed cells, new rows, rows that are gone, and another order."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from planner.analysis.board.backlog import next_keys
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.edits import MoveItems, RemoveItem, SetDependencies, SetStatus
from planner.domain.errors import InvalidValueError, PlannerError
from planner.domain.plan import Plan
from planner.exporting.round_trip.cells import day_of, named, number_of, text_of, word_of, words_of
from planner.exporting.round_trip.changes import Change, Fields, NewItem, Ready, Rerank, Resize
from planner.exporting.round_trip.context import GONE, bare, changed_heads, meanwhile, shown_now
from planner.exporting.round_trip.difference import BookDifference, shown
from planner.exporting.round_trip.reading import RowNow, TableNow
from planner.exporting.workbook.backlog import HEADS
from planner.exporting.workbook.book import Cell
from planner.exporting.workbook.record import written

Make = Callable[[Plan, BacklogItem, RowNow], Change]
Now = Callable[[Plan, BacklogItem], Cell]
_SIZES: Final = ("Estimate", "Low", "High")
_BOUNDS: Final = tuple([head.title for head in HEADS].index(title) for title in ("Low", "High"))
_PLACES: Final = ("Sprint", "Commitment")
_COMMITMENTS: Final = ("", "committed", "stretch")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that can be changed: its field, what the plan holds there now, and what a typed cell does."""

    field: str
    now: Now
    change: Make


def differences(plan: Plan, table: TableNow) -> Iterator[BookDifference]:
    """Yield what the backlog sheet says otherwise than when it was written."""
    known = {item.key: item for item in plan.backlog}
    yield from _removed(table, known)
    seen: set[str] = set()
    for row in table.rows:
        if row.before is None:
            continue
        seen.add(row.before.ref)
        yield from _changed(plan, table, row, known.get(row.before.ref))
    yield from _added(plan, table, {*known, *seen})
    yield from _reranked(plan, table, known)


def _removed(table: TableNow, known: Mapping[str, BacklogItem]) -> Iterator[BookDifference]:
    for row in table.missing:
        item = known.get(row.ref)
        if item is not None:
            change = Ready((RemoveItem(item.key),))
            yield BookDifference("item", item.key, "", item.title, "", table.record.sheet, change)


def _changed(plan: Plan, table: TableNow, row: RowNow, item: BacklogItem | None) -> Iterator[BookDifference]:
    heads = [head for head in changed_heads(table, row) if head not in {"Rank", "Key"}]
    done: set[str] = set()
    for head in heads:
        column = _COLUMNS.get(head)
        about = bare(table, row, head, noun="item", name=row.before.ref if row.before else "")
        if item is None:
            yield about.because(GONE)
        elif column is None:
            yield about
        elif column.field not in done:
            done.add(column.field)
            yield _difference(plan, item, about, Changed(table, row, head, column))


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed cell of a row and the column it stands in."""

    table: TableNow
    row: RowNow
    head: str
    column: _Column

    def group(self) -> tuple[str, ...]:
        """Return the heads of the cells that are one value together."""
        return next((group for group in (_SIZES, _PLACES) if self.head in group), (self.head,))


def _difference(plan: Plan, item: BacklogItem, about: BookDifference, changed: Changed) -> BookDifference:
    row, column = changed.row, changed.column
    try:
        change = column.change(plan, item, row)
    except PlannerError as error:
        return about.refused(error)
    was = [changed.table.was(row.before, head) for head in changed.group()] if row.before else []
    now = [_COLUMNS[head].now(plan, item) for head in changed.group()]
    moved_on = any(meanwhile(value, cell) for value, cell in zip(was, now, strict=True))
    return about.with_change(
        change,
        field=column.field,
        before=_joined([shown(value) for value in was], changed.group()),
        after=_size_words(change.estimate)
        if isinstance(change, Resize)
        else _joined([shown_now(row.cell(head)) for head in changed.group()], changed.group()),
        meanwhile=_joined([shown(written(cell)) for cell in now], changed.group()) if moved_on else "",
    )


def _joined(parts: list[str], group: tuple[str, ...]) -> str:
    """Return the cells of one value as one text: a size as a range, a sprint with its commitment."""
    if group == _SIZES:
        likely, low, high = parts
        return likely if low == likely == high else f"{low} / {likely} / {high}"
    return " ".join(part for part in parts if part not in {"none", ""}) or "none"


def _size_words(estimate: Estimate | None) -> str:
    if estimate is None:
        return "none"
    return _joined([f"{size:.10g}" for size in (estimate.likely, estimate.low, estimate.high)], _SIZES)


def _added(plan: Plan, table: TableNow, taken: set[str]) -> Iterator[BookDifference]:
    fresh = iter(next_keys(plan, sum(1 for row in table.rows if row.before is None)))
    order = [row.before.ref for row in table.rows if row.before is not None]
    for row in table.rows:
        if row.before is not None:
            continue
        key = text_of(row.cell("Key")).strip()
        title = text_of(row.cell("Title")).strip()
        where = f"{table.record.sheet}!{table.address(row, 'Key')}"
        about = BookDifference("item", key or title, "", "", title or "no title", where)
        if key in taken:
            yield about.because("Its key stands in more than one row, or is in the plan already.")
            continue
        try:
            item = new_item(plan, row, key or next(fresh))
        except PlannerError as error:
            yield about.refused(error)
            continue
        taken.add(item.key)
        yield about.with_change(NewItem(item, _next_of(row, order)), field="", before="", after=item.title)


def _next_of(row: RowNow, order: list[str]) -> str:
    """Return the item that a new row is ranked before; empty for the last place."""
    rank = _rank(row)
    place = int(rank) - 1 if rank is not None and rank >= 1 else len(order)
    return order[place] if place < len(order) else ""


def new_item(plan: Plan, row: RowNow, key: str) -> BacklogItem:
    """Return the item that a new row describes.

    Raises
    ------
    PlannerError
        When one of its cells makes no sense.
    """
    item = BacklogItem(key, text_of(row.cell("Title")).strip())
    if not item.title:
        raise InvalidValueError("title", "nothing", "some words")
    for head, column in _COLUMNS.items():
        if row.cell(head).value is None or head in {"Low", "High", "Commitment"} or head == "Title":
            continue
        draft = Plan(sprints=plan.sprints, milestones=plan.milestones, debt=plan.debt, backlog=(*plan.backlog, item))
        for edit in column.change(draft, item, row).edits(draft):
            draft = edit.apply(draft)
        item = draft.item(key)
    return item


def _rank(row: RowNow) -> float | None:
    try:
        return number_of(row.cell("Rank"), field="rank")
    except InvalidValueError:
        return None


def _reranked(plan: Plan, table: TableNow, known: Mapping[str, BacklogItem]) -> Iterator[BookDifference]:
    """Yield the fewest items that must move; a changed rank of 3 means the place of the old 3."""
    rows = [row for row in table.rows if row.before is not None and row.before.ref in known]
    old = {row.before.ref: float(place) for place, row in enumerate(_by_old_rank(rows)) if row.before is not None}
    typed = {row.before.ref: row for row in rows if row.before and _is_moved(table, row)}
    if not typed:
        return
    wanted = _wanted_order(rows)
    kept = _longest_rising([old[key] for key in wanted])
    stay = {key for at, key in enumerate(wanted) if at in kept}
    moved = [key for key in wanted if key not in stay] if len(wanted) - len(stay) < len(typed) else list(typed)
    moves = set(moved)
    ranks = {item.key: place for place, item in enumerate(plan.backlog, 1)}
    by_key = {row.before.ref: row for row in rows if row.before}
    for at, key in enumerate(wanted):
        if key in moves:
            before = next((other for other in wanted[at + 1 :] if other not in moves), "")
            row = by_key[key]
            about = bare(table, row, "Rank", noun="item", name=key)
            was = int(_number(table.was(row.before, "Rank"))) if row.before else 0
            yield about.with_change(
                Rerank(key, before),
                field="rank",
                before=str(was),
                after=str(at + 1),
                meanwhile="" if ranks[key] == was else str(ranks[key]),
            )


def _by_old_rank(rows: list[RowNow]) -> list[RowNow]:
    return sorted(rows, key=lambda row: _number(row.before.values[0]) if row.before else 0.0)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _is_moved(table: TableNow, row: RowNow) -> bool:
    rank = _rank(row)
    return rank is not None and row.before is not None and rank != _number(table.was(row.before, "Rank"))


def _wanted_order(rows: list[RowNow]) -> list[str]:
    """Return the keys as the ranks want them: who moves up to 4 comes before the old 4, who moves down behind it."""
    wanted = []
    for number, row in enumerate(rows):
        if row.before is not None:
            old = _number(row.before.values[0])
            rank = _rank(row)
            new = old if rank is None else rank
            wanted.append((new, (new > old) - (new < old), number, row.before.ref))
    return [key for *_, key in sorted(wanted)]


def _longest_rising(values: list[float]) -> set[int]:
    """Return the places of a longest rising run, by patience sorting."""
    tails: list[float] = []
    ends: list[int] = []
    back: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(tails, value)
        if place == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[place], ends[place] = value, at
        back.append(ends[place - 1] if place else -1)
    run: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        run.add(at)
        at = back[at]
    return run


def _text(field: str) -> _Column:
    return _Column(
        field,
        lambda _, item: str(getattr(item, field)),
        lambda _, item, row: Fields("item", item.key, ((field, text_of(row.cell(_HEADS[field]))),)),
    )


def _kind(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    return Fields("item", item.key, (("kind", word_of(row.cell("Type"), ItemKind, field="type")),))


def _status(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    return Ready((SetStatus(item.key, word_of(row.cell("Status"), Status, field="status")),))


def _size(_: Plan, item: BacklogItem, row: RowNow) -> Change:
    likely, low, high = (number_of(row.cell(head), field="estimate") for head in _SIZES)
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
_COLUMNS: Final[Mapping[str, _Column]] = {
    "Title": _text("title"),
    "Type": _Column("type", lambda _, item: item.kind.value, _kind),
    "Status": _Column("status", lambda _, item: item.status.value, _status),
    "Estimate": _Column("estimate", lambda _, item: item.estimate.likely if item.estimate else None, _size),
    "Low": _Column("estimate", lambda _, item: item.estimate.low if item.estimate else None, _size),
    "High": _Column("estimate", lambda _, item: item.estimate.high if item.estimate else None, _size),
    "Sprint": _Column("sprint", _sprint_now, _sprint),
    "Commitment": _Column("sprint", _commitment_now, _sprint),
    "Epic": _text("epic"),
    "Milestone": _Column("milestone", _milestone_now, _milestone),
    "Assignee": _Column("assignee", lambda plan, item: ", ".join(_names(plan, item)), _assignees),
    "Remaining": _Column("remaining", lambda _, item: item.remaining, _remaining),
    "Done on": _Column("done on", lambda _, item: item.done_on, _done_on),
    "Priority": _text("priority"),
    "Labels": _Column("labels", lambda _, item: ", ".join(item.labels), _labels),
    "Depends on": _Column("depends on", lambda _, item: ", ".join(item.depends_on), _waits),
    "Debt": _Column("debt", lambda _, item: item.debt_id, _debt),
    "Note": _text("note"),
}
"""The columns of the backlog sheet that can be changed, by their heads."""
