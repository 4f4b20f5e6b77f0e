"""The one pipeline: a file becomes a backlog with its history, its issues and the account of how it was understood."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import log10
from pathlib import Path

from planner.domain.backlog import Status
from planner.domain.issue import Issue, Severity
from planner.domain.progress import Report, silent
from planner.importing.body import Body, CellTexts, find_items
from planner.importing.book_tables import SheetTable
from planner.importing.build_items import Builder, build_items, header_signature
from planner.importing.column_map import Columns
from planner.importing.columns import ColumnMapping, describe_columns, map_columns
from planner.importing.file_kinds import kind_of_file, kind_of_table, read_history
from planner.importing.find_table import FoundTable, find_table
from planner.importing.history import ImportedSprint, sprint_history
from planner.importing.inspection import COLUMN_KEYS, EstimateSummary, Inspection, SprintSummary, header_labels
from planner.importing.items import ImportedItem, ItemTable
from planner.importing.regions import without_other_tables
from planner.importing.sources import Source, open_source, zero_padded
from planner.importing.stacking import join_sprint_sheets, unstack_blocks
from planner.importing.vocabulary import equal_tool, general

TIME_UNITS = frozenset({"hours", "days", "minutes", "seconds", "milliseconds"})
_PARENTS = ("parent_id", "parent_title")
_KIND_RANK = {"backlog": 4, "debt-register": 3, "debt": 3, "history": 2, "leave": 1, "other": 0}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user said about a file: columns by index, the order of dates, statuses by their text, the encoding."""

    mapping: Mapping[int, str] | None = None
    day_first: bool | None = None
    statuses: Mapping[str, Status] | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class ImportedBacklog:
    """A file as a backlog: what would be imported, and the account of how the file was understood.

    ``sheets`` are all tables of a workbook by name.
    ``unit`` is ``points``, ``size``, ``hours``, ``days``, ``minutes``, ``seconds``,
    ``milliseconds``, ``unknown`` or, without estimates, ``items``.
    """

    table: ItemTable
    history: tuple[ImportedSprint, ...]
    issues: tuple[Issue, ...]
    mapping: tuple[ColumnMapping, ...]
    unit: str
    inspection: Inspection
    header_signature: str
    sheets: tuple[str, ...] = ()

    @cached_property
    def items(self) -> tuple[ImportedItem, ...]:
        """Return the items, in the order of the file."""
        return tuple(self.table.item(index) for index in range(len(self.table)))


@dataclass(slots=True)
class _Understood:
    """One sheet with its table, columns and items found."""

    sheet: SheetTable
    table: FoundTable
    columns: Columns
    body: Body
    texts: CellTexts
    kind: str

    @property
    def rank(self) -> tuple[int, int, float]:
        """Return how good a backlog this sheet is, for comparison with the workbook's other sheets."""
        fields = sum(
            bool(self.columns.samples[c].filled) for name, cs in self.columns.by_field.items() for c in cs[:1] if name
        )
        worth = fields + 2 * log10(len(self.body.offsets) + 1) + 2 * (self.columns.profile.name != "none")
        visible = not self.sheet.hidden
        return (_KIND_RANK[self.kind], int(visible), worth if self.kind != "other" else 0.0)


def read_file(
    path: Path, *, sheet: str | None = None, answers: Answers = Answers(), report: Report = silent
) -> ImportedBacklog:
    """Read a file as a backlog; what is no table at all is told by its kind alone."""
    kind = kind_of_file(path, encoding=answers.encoding) if sheet is None else ""
    if kind:
        return no_table(path.name, kind=kind)
    source = open_source(path, sheet=sheet, encoding=answers.encoding, report=report)
    return understand(source, answers=answers, report=report)


def no_table(name: str, *, kind: str) -> ImportedBacklog:
    """Return the account of a text that has a place of its own, such as a calendar: no items, and its kind."""
    nothing = understand(Source(name, ()))
    return replace(nothing, inspection=replace(nothing.inspection, kind=kind))


def understand(source: Source, *, answers: Answers = Answers(), report: Report = silent) -> ImportedBacklog:
    """Find the backlog among the tables of a source and read it."""
    found = [_look_at(sheet, answers, report) for sheet in source.sheets]
    best = _best_of(found, answers, report)
    _keep_zeros(source, best)
    groups = (merge for merge in best.sheet.markup.merges if merge.bottom > merge.top >= best.table.body_start)
    merged = frozenset(merge.left for merge in groups)
    builder = Builder(best.texts, best.columns, best.body, answers.day_first, answers.statuses, merged, report)
    table, unit = build_items(builder)
    is_backlog = best.kind in {"backlog", "debt"}
    summary = _estimate_summary(table, unit)
    counted_in = unit if summary.sum > 0 else "items"
    exclusive = best.columns.profile.sprint_end_is_next_start
    report(0, 0, "sprints")
    history = sprint_history(table, unit=counted_in, end_is_next_start=exclusive) if is_backlog else ()
    history = read_history(best.table) if best.kind == "history" else history
    issues = (
        *source.issues,
        *best.sheet.issues,
        *_sheet_issues(best, found),
        *best.body.issues,
        *builder.issues,
    )
    issues += (*_unit_question(unit, best), *_tool_question(best))
    inspection = _inspection(source, best, table, summary=summary, history=history, issues=issues)
    mapping = describe_columns(best.columns)
    signature = header_signature(best.table.headers)
    names = tuple(entry.sheet.grid.name for entry in found)
    counted = unit if summary.filled else "items"
    return ImportedBacklog(table, history, issues, mapping, counted, inspection, signature, names)


def _best_of(found: list[_Understood], answers: Answers, report: Report) -> _Understood:
    """Return the sheet that is the backlog; sheets of one sprint each are one backlog when there is no other."""
    if not found:
        return _look_at_nothing()
    best = max(enumerate(found), key=lambda pair: (pair[1].rank, -pair[0]))[1]
    rivals = [other for other in found if other.kind == best.kind and not other.sheet.hidden]
    together = best.kind == "backlog" and not best.columns.has("sprint") and len(rivals) > 1
    joined = join_sprint_sheets([(other.sheet, other.table) for other in rivals]) if together else None
    return _look_at(joined, answers, report) if joined is not None else best


def _look_at(sheet: SheetTable, answers: Answers, report: Report) -> _Understood:
    sheet, table = without_other_tables(*unstack_blocks(sheet, find_table(sheet.grid)))
    report(0, 0, "columns")
    columns = map_columns(table, overrides=answers.mapping)
    body, texts = find_items(table, columns, markup=sheet.markup, report=report)
    kind = kind_of_table(table, columns, items=len(body.offsets))
    if kind not in {"backlog", "debt"} and answers.mapping and columns.has("title"):
        kind = "backlog"
    if kind not in {"backlog", "debt"}:
        body = Body([], [], [], [], ())
    return _Understood(sheet, table, columns, body, texts, kind)


def _look_at_nothing() -> _Understood:
    from planner.importing.grid import Grid
    from planner.importing.sheet_markup import SheetMarkup

    table = FoundTable(Grid(""), -1, (), 0, 0.0)
    empty = CellTexts(table, frozenset())
    return _Understood(
        SheetTable(Grid(""), SheetMarkup()), table, Columns(general()), Body([], [], [], [], ()), empty, "other"
    )


def _keep_zeros(source: Source, best: _Understood) -> None:
    """Give ids that a workbook shows with leading zeros those zeros back."""
    column = best.columns.first("id")
    if column is None or source.nature is None:
        return
    widths = zero_padded(source, best.sheet, column)
    texts = best.texts.raw(column)
    numbers = best.table.grid.row_numbers
    index_of = {number - 1: index for index, number in enumerate(numbers)} if numbers is not None else {}
    for row, width in widths.items():
        offset = (row if numbers is None else index_of.get(row, -1)) - best.table.body_start
        if 0 <= offset < len(texts) and texts[offset].isdigit():
            texts[offset] = texts[offset].zfill(width)


def _estimate_summary(table: ItemTable, unit: str) -> EstimateSummary:
    values = [value for value in table.estimates if value is not None]
    return EstimateSummary(len(values), float(sum(values)), unit if values else "unknown")


def _sheet_issues(best: _Understood, found: list[_Understood]) -> tuple[Issue, ...]:
    """Tell what a workbook hides, what it computes wrongly, and which sheets were not taken."""
    grid, markup = best.table.grid, best.sheet.markup
    name = grid.name
    mapped = best.columns.taken()
    issues: list[Issue] = []
    hidden = sum(row >= best.table.body_start for row in markup.hidden_rows)
    if hidden:
        note = f"{hidden} rows are hidden, by a filter or by hand; they are read like the others."
        issues.append(Issue("hidden-rows", sheet=name, value=str(hidden), note=note))
    if best.sheet.hidden:
        issues.append(Issue("hidden-sheet", sheet=name, note="The sheet is hidden; it is read because it fits best."))
    others = [other.sheet.grid.name for other in found if other is not best]
    if others:
        note = f"Read from the sheet “{name}”; the others are: {', '.join(others)}."
        issues.append(Issue("other-sheets", Severity.NOTE, sheet=name, note=note[:400]))
    headers = header_labels(best.table.headers)
    for row, column, text in markup.errors:
        if column in mapped and row >= best.table.body_start:
            note = "The cell holds an error; it counts as empty."
            issues.append(
                Issue("error-cell", sheet=name, row=grid.number(row), column=headers[column], value=text, note=note)
            )
    for row, column in markup.empty_formulas:
        if column in mapped and row >= best.table.body_start:
            note = "The formula has no stored result; open and save the workbook once."
            issues.append(
                Issue("formula-without-value", sheet=name, row=grid.number(row), column=headers[column], note=note)
            )
    return tuple(issues)


def _tool_question(best: _Understood) -> tuple[Issue, ...]:
    """Tell that a second tool writes these headers too; nothing is said where the choice is clear."""
    rival = equal_tool(best.table.headers)
    if rival is None:
        return ()
    note = f"The headers fit {rival.name} as well; read as {best.columns.profile.name}. Look at the columns."
    return (Issue("tool-unsure", sheet=best.sheet.grid.name, value=rival.name, note=note),)


def _unit_question(unit: str, best: _Understood) -> tuple[Issue, ...]:
    column = best.columns.first("estimate")
    if column is None or unit not in {"unknown", *TIME_UNITS} or not best.columns.samples[column].filled:
        return ()
    header = best.columns.samples[column].header
    said = "The header does not say the unit" if unit == "unknown" else f"The estimates are in {unit}"
    note = f"{said}; choose the unit in which the plan counts."
    return (Issue("estimate-unit", Severity.NOTE, sheet=best.sheet.grid.name, column=header, value=unit, note=note),)


def _inspection(
    source: Source,
    best: _Understood,
    table: ItemTable,
    *,
    summary: EstimateSummary,
    history: tuple[ImportedSprint, ...],
    issues: tuple[Issue, ...],
) -> Inspection:
    labels = header_labels(_raw_headers(best.table))
    columns = {name: tuple(labels[c] for c in best.columns.by_field.get(name, ())) for name in COLUMN_KEYS}
    columns["parent"] = columns["parent"] or next(
        (tuple(labels[c] for c in best.columns.by_field[name]) for name in _PARENTS if best.columns.has(name)), ()
    )
    if best.kind not in {"backlog", "debt"}:
        columns = dict.fromkeys(COLUMN_KEYS, ())
    per_item = table.sprints.per_item
    distinct = {name for names in set(per_item) for name in names}
    return Inspection(
        file=source.file,
        kind=best.kind,
        profile=best.columns.profile.name,
        sheet=best.sheet.grid.name or None,
        encoding=source.encoding,
        delimiter=source.delimiter,
        header_row=best.table.header_row,
        items=len(table),
        columns=columns,
        estimate=summary,
        sprints=SprintSummary(sum(map(bool, per_item)), len(distinct)),
        debt_items=sum(map(bool, table.debt_reasons)),
        history=history,
        issues=issues,
    )


def _raw_headers(table: FoundTable) -> list[str]:
    """Return the headers exactly as written; a header over two rows as it was joined."""
    from planner.importing.grid import cell_text

    headers = list(table.headers)
    if table.header_row < 0:
        return headers
    for column, header in enumerate(headers):
        cell = table.grid.cell(table.header_row, column)
        if isinstance(cell, str) and cell_text(cell) == header:
            headers[column] = cell
    return headers
