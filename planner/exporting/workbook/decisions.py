"""Decisions: the written records, and the exceptions from the reserve policy with their dates."""

from datetime import date
from typing import Final

from planner.domain.decision import Decision
from planner.domain.policy import ReserveException
from planner.exporting import palette
from planner.exporting.workbook.book import Book, Cell
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.styles import OVER, Look
from planner.exporting.workbook.tables import Head, set_widths, write_table

NAME: Final = "Decisions"
TABLE_TOP: Final = 3

_HEADS: Final = (
    Head("No.", Look.TEXT, 6),
    Head("Decided on", Look.DAY, 13),
    Head("Kind", Look.TEXT, 11),
    Head("Status", Look.TEXT, 12),
    Head("Title", Look.WRAPPED, 28),
    Head("Context", Look.WRAPPED, 32),
    Head("Decision", Look.WRAPPED, 32),
    Head("Consequences", Look.WRAPPED, 32),
    Head("Owner", Look.TEXT, 16),
    Head("Review on", Look.DAY, 13),
    Head("About", Look.TEXT, 18),
)
_EXCEPTION_HEADS: Final = (
    Head("Sprint", Look.TEXT),
    Head("Granted on", Look.DAY),
    Head("Reserve", Look.SHARE),
    Head("State", Look.TEXT),
    Head("Reason", Look.WRAPPED),
    Head("Compensation", Look.WRAPPED),
    Head("Owner", Look.WRAPPED),
    Head("Approved by", Look.WRAPPED),
    Head("Mitigate by", Look.DAY),
    Head("Done on", Look.DAY),
)


def write(book: Book, content: WorkbookContent) -> None:
    """Write the records, newest first, and the exceptions below them."""
    plan = content.plan
    sheet = book.sheet(NAME, colour=palette.ACCENT)
    sheet.heading(*content.headline("Decisions"))
    set_widths(sheet, _HEADS)
    newest = sorted(plan.decisions, key=lambda entry: entry.decided_on, reverse=True)
    area = write_table(
        sheet,
        _HEADS,
        [_row(entry) for entry in newest],
        name="decisions",
        top=TABLE_TOP,
        refs=[entry.id for entry in newest],
    )
    top = area.last_row + 3
    sheet.text(top - 1, 0, "Exceptions from the reserve policy", Look.SECTION)
    names = {sprint.id: sprint.name for sprint in plan.sprints}
    rows = [
        _exception_row(entry, names.get(entry.sprint_id, entry.sprint_id), content.today) for entry in plan.exceptions
    ]
    refs = [entry.id for entry in plan.exceptions]
    exceptions = write_table(sheet, _EXCEPTION_HEADS, rows, name="exceptions", top=top, identity=(0, 1, 2), refs=refs)
    sheet.raw.conditional_format(
        exceptions.first_row,
        3,
        exceptions.last_row,
        3,
        {"type": "cell", "criteria": "==", "value": '"expired"', "format": book.conditional_format(OVER)},
    )
    sheet.raw.freeze_panes(TABLE_TOP + 1, 0)
    sheet.print_setup(plan.name, repeat_row=TABLE_TOP)


def _row(entry: Decision) -> tuple[Cell, ...]:
    return (
        entry.id,
        entry.decided_on,
        entry.kind.value,
        entry.status.value,
        entry.title,
        entry.context,
        entry.decision,
        entry.consequences,
        entry.owner,
        entry.review_on,
        ", ".join(ref.partition(":")[2] or ref for ref in entry.refs),
    )


def _exception_row(entry: ReserveException, sprint: str, today: date) -> tuple[Cell, ...]:
    state = "done" if entry.done_on else "valid" if entry.is_valid_on(today) else "expired"
    return (
        sprint,
        entry.granted_on,
        entry.share,
        state,
        entry.reason,
        entry.compensation,
        entry.owner,
        entry.approver,
        entry.mitigate_by,
        entry.done_on,
    )
