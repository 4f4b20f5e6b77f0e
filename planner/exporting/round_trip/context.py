"""What telling differences needs at hand: the plan, the workbook, and the small steps that every sheet shares."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.exporting.round_trip.changes import Change, Fields, entry_of
from planner.exporting.round_trip.difference import COMPUTED, FORMULA_REPLACED, BookDifference, shown
from planner.exporting.round_trip.reading import CellNow, RowNow, TableNow, same
from planner.exporting.workbook.book import Cell
from planner.exporting.workbook.record import FORMULA, Plain, written

GONE = "The plan does not have this entry any more."


@dataclass(frozen=True, slots=True)
class Field:
    """One column that can be changed: what the plan holds there, and how a typed cell becomes its value."""

    name: str
    now: Callable[[Plan, Any], Cell]
    values: Callable[[Plan, Any, CellNow], tuple[tuple[str, Any], ...]]
    share: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table and how each stands for an entry of the plan."""

    table: TableNow
    noun: str
    fields: Mapping[str, Field]

    def differences(self, plan: Plan) -> Iterator[BookDifference]:
        """Yield what differs in the rows that were exported."""
        for row in self.table.rows:
            if row.before is None:
                continue
            for head in changed_heads(self.table, row):
                yield self._difference(plan, row, head)

    def _difference(self, plan: Plan, row: RowNow, head: str) -> BookDifference:
        field, before = self.fields.get(head), row.before
        if field is None or before is None or not before.ref:
            return bare(self.table, row, head, noun=self.noun, name=name_of(self.table, row))
        about = bare(self.table, row, head, noun=self.noun, name=before.ref)
        try:
            entry = entry_of(plan, self.noun, before.ref)
        except PlannerError:
            return about.because(GONE)
        cell, was = row.cell(head), self.table.was(before, head)
        try:
            change: Change = Fields(self.noun, before.ref, field.values(plan, entry, cell))
        except PlannerError as error:
            return about.refused(error)
        return about.with_change(
            change,
            field=field.name,
            before=shown(was, share=field.share),
            after=shown_now(cell, share=field.share),
            meanwhile=meanwhile(was, field.now(plan, entry), share=field.share),
        )


def changed_heads(table: TableNow, row: RowNow) -> Iterator[str]:
    """Yield the heads under which a row does not hold any more what was written."""
    if row.before is None:
        return
    for head, was in zip(table.record.heads, row.before.values, strict=True):
        if head not in table.columns:
            continue
        now = row.cell(head)
        if was is FORMULA:
            if not now.formula:
                yield head
        elif not same(was, now):
            yield head


def bare(table: TableNow, row: RowNow, head: str, *, noun: str, name: str) -> BookDifference:
    """Return a difference that nothing in the plan corresponds to."""
    was = table.was(row.before, head) if row.before else None
    return BookDifference(
        noun=noun,
        name=name,
        field=head,
        before=shown(was),
        after=shown_now(row.cell(head)),
        where=f"{table.record.sheet}!{table.address(row, head)}",
        why=FORMULA_REPLACED if was is FORMULA else COMPUTED,
    )


def name_of(table: TableNow, row: RowNow) -> str:
    """Return the name of a row in the words of its sheet."""
    heads = (table.record.heads[place] for place in table.record.identity)
    return ", ".join(shown(row.cell(head).plain) for head in heads)


def shown_now(cell: CellNow, *, share: bool = False) -> str:
    """Return what a cell says now, as people read it; long texts in full."""
    value = cell.value
    return value if isinstance(value, str) else shown(cell.plain, share=share)


def meanwhile(was: Plain, now: Cell, *, share: bool = False) -> str:
    """Return what the plan says by now, when that is not what was exported."""
    current = written(now)
    if current == was or same(was, CellNow(current)):
        return ""
    return shown(current, share=share)
