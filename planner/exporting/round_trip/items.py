"""Backlog rows that came back: changed cells, new rows, rows that are gone, and another order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.analysis.board.backlog import next_keys
from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.edits import RemoveItem
from planner.domain.errors import InvalidValueError, PlannerError
from planner.domain.plan import Plan
from planner.exporting.round_trip.cells import text_of
from planner.exporting.round_trip.changes import NewItem, Ready, Resize
from planner.exporting.round_trip.context import GONE, bare, changed_heads, meanwhile, shown_now
from planner.exporting.round_trip.difference import BookDifference, shown
from planner.exporting.round_trip.item_columns import COLUMNS, PLACES, SIZES, ItemColumn
from planner.exporting.round_trip.ranks import rank_of, reranked
from planner.exporting.round_trip.reading import RowNow, TableNow
from planner.exporting.workbook.record import written


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
    yield from reranked(plan, table, known)


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
        column = COLUMNS.get(head)
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
    column: ItemColumn

    def group(self) -> tuple[str, ...]:
        """Return the heads of the cells that are one value together."""
        return next((group for group in (SIZES, PLACES) if self.head in group), (self.head,))


def _difference(plan: Plan, item: BacklogItem, about: BookDifference, changed: Changed) -> BookDifference:
    row, column = changed.row, changed.column
    try:
        change = column.change(plan, item, row)
    except PlannerError as error:
        return about.refused(error)
    was = [changed.table.was(row.before, head) for head in changed.group()] if row.before else []
    now = [COLUMNS[head].now(plan, item) for head in changed.group()]
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
    if group == SIZES:
        likely, low, high = parts
        return likely if low == likely == high else f"{low} / {likely} / {high}"
    return " ".join(part for part in parts if part not in {"none", ""}) or "none"


def _size_words(estimate: Estimate | None) -> str:
    if estimate is None:
        return "none"
    return _joined([f"{size:.10g}" for size in (estimate.likely, estimate.low, estimate.high)], SIZES)


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
    rank = rank_of(row)
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
    for head, column in COLUMNS.items():
        if row.cell(head).value is None or head in {"Low", "High", "Commitment"} or head == "Title":
            continue
        draft = Plan(sprints=plan.sprints, milestones=plan.milestones, debt=plan.debt, backlog=(*plan.backlog, item))
        for edit in column.change(draft, item, row).edits(draft):
            draft = edit.apply(draft)
        item = draft.item(key)
    return item
