"""Backlog: every item in rank order, ready to be filtered, with its sprint and the date it is likely to be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from planner.analysis.forecast.results import FinishDate
from planner.domain.backlog import LARGEST_ESTIMATE, BacklogItem, ItemKind, Status
from planner.domain.progress import Report, silent
from planner.domain.settings import Unit
from planner.exporting import palette
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.forecast import day_or_later
from planner.exporting.workbook.styles import UNDER, Look
from planner.exporting.workbook.tables import Area, Head, set_widths, write_table

NAME: Final = "Backlog"
TABLE_TOP: Final = 3
KIND_COLUMN: Final = 3
STATUS_COLUMN: Final = 4
SIZE_COLUMN: Final = 5
COUNTED_COLUMN: Final = 6
SPRINT_COLUMN: Final = 7
COMMITMENT_COLUMN: Final = 8
LOW_COLUMN: Final = 14
REMAINING_COLUMN: Final = 16
SPRINTS_SHEET: Final = "Sprints"
SPRINTS_TOP: Final = 22
COMING_SPRINTS: Final = "=coming_sprint_names"
LAST_PRINTED_COLUMN: Final = 13

HEADS: Final = (
    Head("Rank", Look.WHOLE, 6),
    Head("Key", Look.STRONG, 12),
    Head("Title", Look.TEXT, 46),
    Head("Type", Look.TEXT, 10),
    Head("Status", Look.TEXT, 13),
    Head("Estimate", Look.NUMBER, 9),
    Head("Counts as", Look.NUMBER, 9),
    Head("Sprint", Look.TEXT, 11),
    Head("Commitment", Look.TEXT, 13),
    Head("Epic", Look.TEXT, 16),
    Head("Milestone", Look.TEXT, 19),
    Head("Done P50", Look.DAY, 13),
    Head("Done P85", Look.DAY, 13),
    Head("Assignee", Look.TEXT, 28),
    Head("Low", Look.NUMBER, 8),
    Head("High", Look.NUMBER, 8),
    Head("Remaining", Look.NUMBER, 10),
    Head("Done on", Look.DAY, 13),
    Head("Priority", Look.TEXT, 10),
    Head("Labels", Look.TEXT, 18),
    Head("Depends on", Look.TEXT, 14),
    Head("Debt", Look.TEXT, 8),
    Head("Note", Look.TEXT, 30),
)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names behind the identities of a plan, and what an item without an estimate counts with."""

    sprints: Mapping[str, str]
    milestones: Mapping[str, str]
    people: Mapping[str, str]
    usual_size: float
    by_items: bool


def write(book: Book, content: WorkbookContent, *, report_progress: Report = silent) -> Area:
    """Write all items; an open one without an estimate is marked. Return where they stand."""
    plan = content.plan
    sheet = book.sheet(NAME, colour=palette.TOTAL)
    sheet.heading(*content.headline("Backlog"))
    set_widths(sheet, HEADS)
    area = write_table(
        sheet,
        HEADS,
        _rows(content),
        name="backlog",
        top=TABLE_TOP,
        identity=(1,),
        refs=[item.key for item in plan.backlog],
        report_progress=report_progress,
    )
    first = area.first_row + 1
    sheet.raw.conditional_format(
        area.first_row,
        SIZE_COLUMN,
        area.last_row,
        SIZE_COLUMN,
        {
            "type": "formula",
            "criteria": f'=AND($F{first}="",OR($E{first}="todo",$E{first}="in-progress"))',
            "format": book.conditional_format(UNDER),
        },
    )
    _offer_words(sheet, area, content)
    sheet.raw.freeze_panes(TABLE_TOP + 1, 3)
    sheet.print_setup(plan.name, repeat_row=TABLE_TOP)
    sheet.raw.print_area(0, 0, area.last_row, LAST_PRINTED_COLUMN)
    return area


def _offer_words(sheet: Sheet, area: Area, content: WorkbookContent) -> None:
    """Offer the words that a column takes; a sprint or a size that is not expected is asked about, not refused."""
    first, last = area.first_row, area.last_row
    words = (
        (KIND_COLUMN, [kind.value for kind in ItemKind]),
        (STATUS_COLUMN, [status.value for status in Status]),
        (COMMITMENT_COLUMN, ["committed", "stretch"]),
    )
    for column, source in words:
        message = {"error_title": "Not possible", "error_message": f"One of {', '.join(source)}."}
        sheet.raw.data_validation(first, column, last, column, {"validate": "list", "source": source, **message})
    if content.outlooks:
        sprints = {"validate": "list", "source": COMING_SPRINTS, "error_type": "warning"}
        ask = {"error_title": "Another sprint", "error_message": "No coming sprint has this name."}
        sheet.raw.data_validation(first, SPRINT_COLUMN, last, SPRINT_COLUMN, {**sprints, **ask})
        sheet.book.define_column(COMING_SPRINTS.removeprefix("="), where=coming_names(len(content.outlooks)))
    for left, right in ((SIZE_COLUMN, SIZE_COLUMN), (LOW_COLUMN, REMAINING_COLUMN)):
        size = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST_ESTIMATE}
        message = {"error_title": "Not possible", "error_message": "A size of 0 or more; empty is not estimated."}
        sheet.raw.data_validation(first, left, last, right, {**size, **message})


def coming_names(count: int) -> str:
    """Return the cells of the sprints sheet that hold the names of the coming sprints, as a formula writes them."""
    return f"'{SPRINTS_SHEET}'!$A${SPRINTS_TOP + 2}:$A${SPRINTS_TOP + 1 + count}"


def _rows(content: WorkbookContent) -> Iterator[tuple[Cell, ...]]:
    plan = content.plan
    item_dates = content.forecast.item_dates if content.forecast else {}
    names = _Names(
        {sprint.id: sprint.name for sprint in plan.sprints},
        {milestone.id: milestone.name for milestone in plan.milestones},
        {member.id: member.name for member in plan.team.members},
        usual_size=content.assumed_size,
        by_items=plan.settings.unit is Unit.ITEMS,
    )
    nothing: Mapping[int, FinishDate] = {}
    for rank, item in enumerate(plan.backlog, 1):
        yield _row(item, rank=rank, line=TABLE_TOP + 1 + rank, names=names, finish=item_dates.get(item.key, nothing))


def _row(
    item: BacklogItem, *, rank: int, line: int, names: _Names, finish: Mapping[int, FinishDate]
) -> tuple[Cell, ...]:
    size = item.estimate
    return (
        rank,
        item.key,
        item.title,
        item.kind.value,
        item.status.value,
        size.likely if size else None,
        _counted(item, line=line, names=names),
        names.sprints.get(item.sprint_id or "", ""),
        _commitment(item),
        item.epic,
        names.milestones.get(item.milestone_id, item.milestone_id),
        day_or_later(finish, 50),
        day_or_later(finish, 85),
        ", ".join(names.people.get(name, name) for name in item.assignees),
        size.low if size else None,
        size.high if size else None,
        item.remaining,
        item.done_on,
        item.priority,
        ", ".join(item.labels),
        ", ".join(item.depends_on),
        item.debt_id,
        item.note,
    )


def _counted(item: BacklogItem, *, line: int, names: _Names) -> Cell:
    """Return the size that sums take: what remains, else the estimate, else the usual size; items count one each."""
    if names.by_items:
        return 1.0
    size = names.usual_size if item.size is None else item.size
    return Formula(f'=IF(Q{line}<>"",Q{line},IF(F{line}<>"",F{line},assumed_size))', size)


def _commitment(item: BacklogItem) -> str:
    if item.sprint_id is None:
        return ""
    return "stretch" if item.stretch else "committed"
