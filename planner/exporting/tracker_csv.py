"""The backlog as a CSV file that a tracker or a spreadsheet takes: sprint, estimate, rank and labels by key."""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Final

from planner.domain.backlog import BacklogItem
from planner.domain.issue import Issue
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent
from planner.exporting.excel_safe import csv_text, cut_note
from planner.exporting.tracker_changes import Changes, azure_notes, azure_type, jira_notes
from planner.storage.atomic import atomic_write

ROWS_BETWEEN_REPORTS = 500
_JIRA_KEY: Final = re.compile(r"[A-Z][A-Z0-9_]+-\d+")
_JIRA_LABEL_GAPS: Final = re.compile(r"\s+")


class CsvLayout(StrEnum):
    """Whose column names the file has: everybody's, Jira's or Azure DevOps'."""

    GENERIC = "generic"
    JIRA = "jira"
    AZURE = "azure-devops"


@dataclass(frozen=True, slots=True)
class _Row:
    """An item with its rank from 1 and the names behind its identities."""

    item: BacklogItem
    rank: int
    sprint: str
    milestone: str
    people: tuple[str, ...]
    changes: Changes


_Column = tuple[str, Callable[[_Row], str]]


def layout_of(plan: Plan) -> CsvLayout:
    """Return the layout that the keys suggest: ``ABC-12`` is Jira's, a bare number Azure's, else the generic one.

    Examples
    --------
    >>> layout_of(Plan(backlog=(BacklogItem(key="PAY-214", title="Refunds"),)))
    <CsvLayout.JIRA: 'jira'>
    """
    keys = [item.key for item in plan.backlog]
    if keys and all(_JIRA_KEY.fullmatch(key) for key in keys):
        return CsvLayout.JIRA
    if keys and all(key.isascii() and key.isdigit() for key in keys):
        return CsvLayout.AZURE
    return CsvLayout.GENERIC


def write_tracker_csv(
    plan: Plan, path: Path, *, layout: CsvLayout = CsvLayout.GENERIC, report_progress: Report = silent
) -> tuple[Issue, ...]:
    """Write the backlog in rank order; return the notes of what a field could not hold.

    Raises
    ------
    FileProblemError
        When the file cannot be written; an older file at this place is then as it was.
    """
    text, notes = tracker_csv(plan, layout=layout, report_progress=report_progress)
    # Spreadsheets need the mark to read UTF-8; Jira takes it for a part of the first head.
    encoding = "utf-8" if layout is CsvLayout.JIRA else "utf-8-sig"
    atomic_write(path, text.encode(encoding))
    return notes


def tracker_csv(
    plan: Plan, *, layout: CsvLayout = CsvLayout.GENERIC, report_progress: Report = silent
) -> tuple[str, tuple[Issue, ...]]:
    """Return the backlog as CSV text (comma, quotes where needed, CRLF), and the notes of what was cut.

    A tracker gets its ids and, of sprint, estimate and labels, the columns that changed since they were imported.
    """
    changes = Changes(plan)
    columns = [column for column in _COLUMNS[layout] if _is_told(column[0], layout, changes)]
    heads = [title for title, _ in columns]
    rows = _rows(plan, changes)
    labelled = layout is CsvLayout.JIRA and "labels" in changes.groups
    width = max((len(row.item.labels) for row in rows), default=0) if labelled else 0
    out, notes = StringIO(), list[Issue]()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*heads, *["Labels"] * width])
    for number, row in enumerate(rows):
        if number % ROWS_BETWEEN_REPORTS == 0:
            report_progress(number, len(rows), "Backlog")
        cells = [value(row) for _, value in columns]
        cells += [_jira_label(row.item.labels, place=place) for place in range(width)]
        writer.writerow(_safe(cells, [*heads, *["Labels"] * width], number=number + 2, notes=notes))
    return out.getvalue(), (*notes, *_rules(layout, rows, heads))


def _is_told(head: str, layout: CsvLayout, changes: Changes) -> bool:
    """Say whether a column stands in the file; the generic one has all of them."""
    return layout is CsvLayout.GENERIC or _GROUP_OF.get(head, "") in {"", *changes.groups}


def _rules(layout: CsvLayout, rows: Sequence[_Row], heads: Sequence[str]) -> tuple[Issue, ...]:
    """Return what the tracker's own import asks for beyond the file."""
    if layout is CsvLayout.JIRA:
        return jira_notes([row.sprint for row in rows] if "Sprint" in heads else [])
    sprints = [row.sprint for row in rows] if "Iteration Path" in heads else []
    return azure_notes(len(rows), sprints) if layout is CsvLayout.AZURE else ()


def _safe(cells: Sequence[str], heads: Sequence[str], *, number: int, notes: list[Issue]) -> list[str]:
    """Return the cells made safe; ``number`` is the line in the file."""
    safe = [csv_text(cell) for cell in cells]
    for field, cell, head in zip(safe, cells, heads, strict=True):
        if field.cut:
            notes.append(cut_note(field.cut, sheet="", row=number, column=head, text=cell))
    return [field.text for field in safe]


def _rows(plan: Plan, changes: Changes) -> list[_Row]:
    sprints = {sprint.id: sprint.name for sprint in plan.sprints}
    milestones = {milestone.id: milestone.name for milestone in plan.milestones}
    people = {member.id: member.name for member in plan.team.members}
    return [
        _Row(
            item,
            rank=rank,
            sprint=sprints.get(item.sprint_id or "", item.sprint_id or ""),
            milestone=milestones.get(item.milestone_id, item.milestone_id),
            people=tuple(people.get(name, name) for name in item.assignees),
            changes=changes,
        )
        for rank, item in enumerate(plan.backlog, start=1)
    ]


def plain_number(number: float | None) -> str:
    """Return a figure without a needless ``.0``; nothing for unknown.

    Examples
    --------
    >>> plain_number(5.0), plain_number(2.5), plain_number(None)
    ('5', '2.5', '')
    """
    if number is None:
        return ""
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def _size(row: _Row) -> str:
    return plain_number(row.item.estimate.likely if row.item.estimate else None)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes(*, said: bool) -> str:
    return "yes" if said else ""


def _jira_label(labels: tuple[str, ...], *, place: int) -> str:
    """Return one label in Jira's form: it has no spaces there."""
    return _JIRA_LABEL_GAPS.sub("_", labels[place]) if place < len(labels) else ""


_GENERIC: Final[tuple[_Column, ...]] = (
    ("Rank", lambda row: str(row.rank)),
    ("Key", lambda row: row.item.key),
    ("Title", lambda row: row.item.title),
    ("Type", lambda row: row.item.kind.value),
    ("Status", lambda row: row.item.status_text or row.item.status.value),
    ("Estimate", _size),
    ("Estimate low", lambda row: plain_number(row.item.estimate.low if row.item.estimate else None)),
    ("Estimate high", lambda row: plain_number(row.item.estimate.high if row.item.estimate else None)),
    ("Remaining", lambda row: plain_number(row.item.remaining)),
    ("Sprint", lambda row: row.sprint),
    ("Stretch", lambda row: _yes(said=row.item.stretch)),
    ("Pinned", lambda row: _yes(said=row.item.pinned)),
    ("Epic", lambda row: row.item.epic),
    ("Parent", lambda row: row.item.parent),
    ("Milestone", lambda row: row.milestone),
    ("Priority", lambda row: row.item.priority),
    ("Labels", lambda row: "; ".join(row.item.labels)),
    ("Components", lambda row: "; ".join(row.item.components)),
    ("Skills", lambda row: "; ".join(row.item.skills)),
    ("Assignee", lambda row: "; ".join(row.people)),
    ("Depends on", lambda row: "; ".join(row.item.depends_on)),
    ("Debt", lambda row: row.item.debt_id),
    ("Created", lambda row: _day(row.item.created_on)),
    ("Resolved", lambda row: _day(row.item.done_on)),
    ("Due", lambda row: _day(row.item.due_on)),
    ("Note", lambda row: row.item.note),
)
_JIRA: Final[tuple[_Column, ...]] = (
    ("Issue key", lambda row: row.item.key),
    ("Summary", lambda row: row.item.title),
    ("Sprint", lambda row: row.changes.emptied(row.item, "sprint", value=row.sprint)),
    ("Story Points", lambda row: row.changes.emptied(row.item, "estimate", value=_size(row))),
    ("Plan rank", lambda row: str(row.rank)),
)
_AZURE: Final[tuple[_Column, ...]] = (
    ("ID", lambda row: row.item.key),
    ("Work Item Type", lambda row: azure_type(row.item)),
    ("Title", lambda row: row.item.title),
    ("Iteration Path", lambda row: row.sprint),
    ("Story Points", _size),
    ("Stack Rank", lambda row: str(row.rank)),
    ("Tags", lambda row: "; ".join(row.item.labels)),
)
_GROUP_OF: Final = {"Sprint": "sprint", "Iteration Path": "sprint", "Story Points": "estimate", "Tags": "labels"}
_COLUMNS: Final = {CsvLayout.GENERIC: _GENERIC, CsvLayout.JIRA: _JIRA, CsvLayout.AZURE: _AZURE}
