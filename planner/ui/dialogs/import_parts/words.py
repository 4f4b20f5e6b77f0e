"""What the import dialog calls things: fields, groups, kinds of files, issues."""

from PySide6.QtCore import QCoreApplication

from planner.analysis.wording import amount, count
from planner.domain.issue import Issue
from planner.domain.settings import Unit
from planner.importing.preview import Difference, DifferenceKind, ImportPreview, Side
from planner.importing.reading import ImportedBacklog

LEFT_OUT = "left out"
_FIELDS = {
    "id": "Key", "title": "Title", "type": "Type", "status": "Status", "estimate": "Estimate", "sprint": "Sprint",
    "priority": "Priority", "assignee": "Person", "labels": "Labels", "components": "Component",
    "created": "Created", "resolved": "Done on", "due": "Due date", "start": "Planned start", "started": "Started",
    "updated": "Changed", "cancelled": "Cancelled on", "parent": "Parent", "parent_id": "Parent, by number",
    "parent_title": "Parent, by title", "internal_id": "Internal number", "epic": "Epic", "epic_name": "Epic name",
    "depends_on": "Waits for", "blocks": "Holds up", "sprint_start": "Sprint start", "sprint_end": "Sprint end",
    "status_category": "Status group", "resolution": "Resolution", "closed_flag": "Closed", "url": "Link",
    "project": "Project", "team": "Team", "flagged": "Flag", "rank": "Rank", "spent": "Time spent",
    "remaining": "Remaining", "description": "Description",
}  # fmt: skip
_GROUPS = {
    "title": "Title", "kind": "Type", "status": "Status", "estimate": "Estimate", "sprint": "Sprint",
    "people": "People", "labels": "Labels", "links": "Links", "dates": "Dates",
}  # fmt: skip
_ISSUES = {
    "ambiguous-dates": "{column} reads two ways",
    "ambiguous-numbers": "Numbers read two ways",
    "not-an-estimate": 'Estimate is the word "{value}"',
    "negative-estimate": "Estimate is negative: {value}",
    "duplicate-id": "Same key twice",
    "unknown-status": 'Status "{value}" is not known',
    "resolved-before-created": "Done before it was created",
    "not-a-date": '"{value}" is no date',
    "relative-date": '"{value}" is a distance, no date',
    "filled-down": "Names stand for their group",
    "broken-quotes": "Quotes are broken",
    "broken-line": "A record was broken over lines",
    "record-length": "Rows have more cells than the header",
    "encoding-assumed": "Letters read as {value}",
    "unreadable-characters": "Letters that cannot be read",
    "too-many-rows": "Too many rows",
    "too-many-columns": "Too many columns",
    "far-cells": "Cells far away",
    "hidden-rows": "{value} rows are hidden",
    "hidden-sheet": "The sheet is hidden",
    "other-sheets": "There are other sheets",
    "error-cell": "A cell holds {value}",
    "formula-without-value": "A formula without a result",
    "macros-ignored": "Macros are not run",
    "estimate-unit": "Estimates are in {value}",
    "unit-differs": "File and plan count differently",
    "sprint-overlaps": "{value} overlaps a sprint of the plan",
    "sprint-dates-assumed": "Sprint dates are assumed",
    "dependency-cycle": "Items wait for each other",
    "unknown-person": "Not in the team: {value}",
    "tool-unsure": "The headers fit {value} as well",
}
_KINDS = {
    "leave": "This is a leave calendar, not a backlog.",
    "debt-register": "This is a register of debt: principal and interest of each entry.",
    "git-log": "This is a version history: it shows where the code changes most.",
    "other": (
        "No backlog was found: a column of titles and a row per item were looked for. "
        "It is no leave calendar, no table of past sprints, no debt register and no version history either."
    ),
}


def field_name(field: str, *, unit: str = "", columns: int = 1) -> str:
    """Return what a column becomes, as the dialog calls it.

    >>> field_name("sprint", columns=5), field_name("estimate", unit="points"), field_name("")
    ('Sprint, carry-over', 'Estimate, points', 'left out')
    """
    name = _FIELDS.get(field, field.replace("_", " ").capitalize()) if field else LEFT_OUT
    if field == "sprint" and columns > 1:
        return f"{name}, carry-over"
    return f"{name}, {unit}" if field == "estimate" and unit not in {"", "unknown", "items"} else name


def field_names(*, first: tuple[str, ...] = ()) -> dict[str, str]:
    """Return every field by its name, the likely ones first; leaving out comes first of all."""
    ordered = dict.fromkeys((*first, *_FIELDS))
    return {LEFT_OUT: "", **{field_name(field): field for field in ordered}}


def group_name(group: str) -> str:
    """Return what a group of fields is called."""
    return _GROUPS.get(group, "")


def issue_title(issue: Issue) -> str:
    """Return an issue in a few words."""
    words = _ISSUES.get(issue.code, issue.code.replace("row-", "").replace("-", " ").capitalize())
    return words.format(value=issue.value, column=issue.column or "A column")


def issue_detail(issue: Issue) -> str:
    """Return where an issue is and what was done about it."""
    places = [f"sheet {issue.sheet}" if issue.sheet else "", f"row {issue.row}" if issue.row else ""]
    if "{column}" not in _ISSUES.get(issue.code, "") and issue.column:
        places.append(f"column {issue.column}")
    where = ", ".join(place for place in places if place)
    return f"{where}: {issue.note[:1].lower()}{issue.note[1:]}" if where else issue.note


def kind_sentence(imported: ImportedBacklog) -> str:
    """Return what a file is when it is no backlog; empty when it is one."""
    inspection = imported.inspection
    if inspection.kind in _KINDS:
        return _tr(_KINDS[inspection.kind])
    if inspection.kind == "debt":
        words = _tr("%1 of a code scanner. One entry of the debt register is usually enough for them.")
        return words.replace("%1", count(inspection.items, "finding"))
    if inspection.kind == "history":
        return _tr("A table of past sprints: %1.").replace("%1", count(len(imported.history), "sprint"))
    return "" if imported.items else _tr("The table has no rows.")


def source_line(imported: ImportedBacklog) -> str:
    """Return how the file was understood, in one line."""
    inspection = imported.inspection
    if not imported.mapping:
        return _tr("The file holds no table.")
    filled = sum(bool(column.example) for column in imported.mapping)
    known = inspection.profile not in {"", "none"}
    tool = f"{inspection.profile.replace('-', ' ').capitalize()} export, recognised" if known else "A sheet by hand"
    size = f"{count(inspection.items, 'row')}, {count(len(imported.mapping), 'column')} of which {filled} hold values"
    parts = [size, (inspection.encoding or "").upper(), _delimiter(inspection.delimiter)]
    if inspection.sheet:
        parts.append(f"sheet {inspection.sheet}")
    told = ", ".join(part for part in parts if part)
    return f"{tool}. {told}. " + _tr("Read again as it is now: this is the real run.")


def _delimiter(letter: str | None) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}.get(letter or "", letter or "")


def file_words(difference: Difference, preview: ImportPreview) -> str:
    """Return what the file says about a difference."""
    if difference.kind is DifferenceKind.GONE:
        return _tr("not in the file any more")
    if difference.kind is not DifferenceKind.NEW:
        return difference.in_file
    size = next((item.size for item in preview.incoming if item.key == difference.key), None)
    unit = preview.plan.settings.unit
    return _tr("new item") + (f", {amount(size, unit)}" if size is not None and unit is not Unit.ITEMS else "")


def side_words(difference: Difference, side: Side) -> str:
    """Return what will happen with a difference that is no conflict."""
    if side is not difference.default_side:
        return _tr("kept as it is here") if side is Side.PLAN else _tr("taken from the file")
    if difference.kind is DifferenceKind.CHANGED_IN_FILE and difference.note:
        return _tr("carried over in the file") if difference.group == "sprint" else _tr("re-estimated in the file")
    return {
        DifferenceKind.NEW: _tr("new, ranked last"),
        DifferenceKind.GONE: _tr("marked as gone"),
        DifferenceKind.CHANGED_IN_FILE: _tr("changed only in the file"),
        DifferenceKind.EDITED_HERE: _tr("edited only here"),
        DifferenceKind.CONFLICT: "",
    }[difference.kind]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportWords", text)
