"""Mapped columns to items: every field read for its whole column, then keys, trees and debt put together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.domain.backlog import ItemKind, Status
from planner.domain.issue import Issue, Severity
from planner.domain.progress import Report, silent
from planner.importing.body import Body, CellTexts
from planner.importing.column_map import Columns
from planner.importing.dates import Dates, parse_dates
from planner.importing.families import find_families, make_keys
from planner.importing.items import ItemTable
from planner.importing.meaning import debt_reasons, kind_of_word, kind_words, status_words
from planner.importing.sprint_cells import SprintCells, read_sprint_cells
from planner.importing.values import Estimates, parse_estimates, split_list
from planner.importing.vocabulary import general_map, normalised, normalised_value

_MAX_ISSUES_PER_COLUMN = 40
_MOST_GROUPS = 0.5


@dataclass(slots=True)
class Builder:
    """Reads the fields of the items of one table and collects the issues on the way."""

    texts: CellTexts
    columns: Columns
    body: Body
    day_first: bool | None = None
    statuses: Mapping[str, Status] | None = None
    merged_columns: frozenset[int] = frozenset()
    report: Report = silent
    issues: list[Issue] = field(default_factory=list)

    def one(self, name: str) -> list[str]:
        """Return the texts of a field's first column, one per item; empty texts when there is no such column."""
        column = self.columns.first(name)
        return self.column(column) if column is not None else [""] * len(self.body.offsets)

    def raw(self, name: str) -> list[str]:
        """Return the texts of a field's first column with its null words, one per item."""
        column = self.columns.first(name)
        return self.column(column, raw=True) if column is not None else [""] * len(self.body.offsets)

    def column(self, index: int, *, raw: bool = False) -> list[str]:
        """Return the texts of one column, one per item; a wish to stop is heard before each."""
        self.report(0, 0, "items")
        cells = self.texts.raw(index) if raw else self.texts.values(index)
        if len(cells) == len(self.body.offsets):
            return cells
        return [cells[offset] for offset in self.body.offsets]

    def many(self, name: str) -> list[tuple[str, ...]]:
        """Return the entries of a field's columns, one tuple per item; each distinct cell is split once."""
        separators = self.columns.profile.list_separators
        indices = self.columns.by_field.get(name, ())
        parts = [part for index in indices if any(part := self.column(index))]
        if not parts:
            return [()] * len(self.body.offsets)
        split = {text: split_list(text, separators=separators) for part in parts for text in set(part)}
        if len(parts) == 1:
            return [split[text] for text in parts[0]]
        rows = list(zip(*parts, strict=True))
        joined = {row: tuple(dict.fromkeys(entry for text in row for entry in split[text])) for row in set(rows)}
        return [joined[row] for row in rows]

    def dates(self, name: str) -> list[date | None]:
        """Return the dates of a field, one per item, collecting what the column does not prove."""
        return self.date_range(name).values

    def date_range(self, name: str) -> Dates:
        """Return the dates of a field with the ends of ranges."""
        column = self.columns.first(name)
        if column is None:
            empty: list[date | None] = [None] * len(self.body.offsets)
            return Dates(empty, empty)
        raw = self.texts.table.grid.column(column, self.texts.table.body_start)
        cells = raw if len(raw) == len(self.body.offsets) else [raw[offset] for offset in self.body.offsets]
        found = parse_dates(cells, day_first=self.day_first)
        self.tell(found.issues, column)
        return found

    def estimates(self) -> Estimates:
        """Return the estimates, one per item, with their unit."""
        column = self.columns.first("estimate")
        if column is None:
            return Estimates([None] * len(self.body.offsets), "unknown")
        found = parse_estimates(self.column(column), unit=self.columns.unit, none=self.columns.profile.no_estimate)
        self.tell(found.issues, column, by_item=True)
        unit = found.unit if found.filled else "unknown"
        return Estimates(found.values, unit)

    def tell(self, issues: Sequence[Issue], column: int, *, by_item: bool = False) -> None:
        """Collect issues of one column, with the address in the file."""
        grid, header = self.texts.table.grid, self.columns.samples[column].header
        for issue in issues[:_MAX_ISSUES_PER_COLUMN]:
            told = replace(issue, sheet=grid.name, column=header)
            about_row = by_item and issue.code.endswith("-estimate")
            self.issues.append(replace(told, row=self.rows()[issue.row]) if about_row else told)

    def rows(self) -> list[int]:
        """Return the one-based row of each item."""
        grid, first = self.texts.table.grid, self.texts.table.body_start
        if grid.row_numbers is None:
            return list(map((first + 1).__add__, self.body.offsets))
        return [grid.number(first + offset) for offset in self.body.offsets]

    def texts_of_status(self) -> list[str]:
        """Return the text of each item's status: a cell, the name of the ticked column, or the section."""
        indices = self.columns.by_field.get("status", ())
        if self.columns.status_marks:
            names = [self.columns.samples[index].header.strip() for index in indices]
            rows = zip(*(self.column(index) for index in indices), strict=True)
            return [next((name for name, mark in zip(names, row, strict=True) if mark), "") for row in rows]
        if indices:
            return self.one("status")
        known = general_map("statuses")
        return [section if normalised_value(section) in known else "" for section in self.body.sections]

    def _marked(self, index: int) -> list[str]:
        """Return a column's header where it is ticked."""
        name = self.columns.samples[index].header.strip()
        return [name if mark else "" for mark in self.column(index)]

    def sprints(self) -> SprintCells:
        """Return the sprints of each item, from its cells or else from the section that it stands in."""
        indices = self.columns.by_field.get("sprint", ())
        if self.columns.sprint_marks:
            parts = [self._marked(index) for index in indices]
        else:
            parts = [_filled_down(self, index) for index in indices]
        separator = self.columns.profile.sprint_separator
        cells = read_sprint_cells(parts, separator=separator) if parts else None
        if cells is None or not any(cells.per_item):
            known = general_map("statuses")
            labels = [s if s and normalised_value(s) not in known and _is_sprint(s) else "" for s in self.body.sections]
            return SprintCells([(label,) if label else () for label in labels])
        return cells


def _is_sprint(label: str) -> bool:
    from planner.importing.column_samples import names_sprint

    return names_sprint(label)


def _filled_down(builder: Builder, index: int) -> list[str]:
    """Return a column of sprints or epics, each name repeated down its group where it stands only on the first row.

    Merged cells prove that; so does a hand-made sheet without ids whose names come once each.
    """
    texts = builder.column(index)
    known = builder.columns.grouping == index or index in builder.merged_columns
    if not known and not _names_groups(builder, texts):
        return texts
    current, result = "", []
    for text in texts:
        current = text or current
        result.append(current)
    if result != texts:
        note = "The name stands on the first row of its group only; it counts for the rows below."
        builder.tell((Issue("filled-down", Severity.NOTE, note=note),), index)
    return result


def _names_groups(builder: Builder, texts: list[str]) -> bool:
    """Tell whether each name comes once, the first on the first item, in a hand-made sheet whose items have no ids."""
    filled = [text for text in texts if text]
    once = 1 < len(filled) == len(set(filled)) <= _MOST_GROUPS * len(texts) and bool(texts[0])
    return once and builder.columns.profile.name == "none" and not any(builder.one("id"))


def build_items(builder: Builder) -> tuple[ItemTable, str]:
    """Read all fields of the items; return them with the unit of their estimates."""
    estimates = builder.estimates()
    status_texts = builder.texts_of_status()
    created, resolved = builder.dates("created"), builder.dates("resolved")
    types, labels, components = builder.one("type"), builder.many("labels"), builder.many("components")
    own_ids, titles = _keys_in_titles(builder)
    debt = debt_reasons(titles=titles, types=types, labels=labels, components=components)
    if builder.columns.profile.kind == "debt":
        debt = [reason or f"a finding of {builder.columns.profile.name}" for reason in debt]
    planned, started, due = builder.date_range("start"), builder.dates("started"), builder.dates("due")
    table = ItemTable(
        keys=make_keys(builder, split=own_ids),
        titles=titles,
        kinds=_kinds(types, labels, debt),
        debt_reasons=debt,
        statuses=_statuses(builder, status_texts, resolved),
        status_texts=status_texts,
        estimates=estimates.values,
        sprints=builder.sprints(),
        priorities=builder.one("priority"),
        assignees=_people(builder),
        labels=labels,
        components=components,
        parents=[],
        epics=_epics(builder),
        depends_on=builder.many("depends_on"),
        created=created,
        resolved=resolved,
        due=[day or end for day, end in zip(due, planned.ends, strict=True)],
        started=[day or plan for day, plan in zip(started, planned.values, strict=True)],
        urls=builder.one("url"),
        rows=builder.rows(),
        sprint_starts=builder.dates("sprint_start"),
        sprint_ends=builder.dates("sprint_end"),
    )
    builder.report(0, 0, "items")
    find_families(table, builder)
    builder.report(0, 0, "items")
    _check_dates(table, builder)
    return table, estimates.unit


def _kinds(types: list[str], labels: list[tuple[str, ...]], debt: list[str]) -> list[ItemKind]:
    by_type = kind_words(types)
    by_label = {entry: _kind_of_labels(entry) for entry in set(labels)}
    said = {
        (text, tags): by_type[text] if text else by_label[tags] or ItemKind.FEATURE
        for text, tags in set(zip(types, labels, strict=True))
    }
    kinds = [said[entry] for entry in zip(types, labels, strict=True)]
    for index, reason in enumerate(debt):
        if reason and kinds[index] is not ItemKind.EPIC:
            kinds[index] = ItemKind.DEBT
    return kinds


def _kind_of_labels(labels: tuple[str, ...]) -> ItemKind | None:
    return next((kind for label in labels if (kind := kind_of_word(label))), None)


def _epics(builder: Builder) -> list[str]:
    column = builder.columns.first("epic")
    return builder.one("epic") if column is None else _filled_down(builder, column)


_KEY_FIRST = re.compile(r"^([A-Z][A-Z0-9]{0,9}-\d+)(?:\s*[:.|–-]\s*|\s+)(?=\S)")


def _keys_in_titles(builder: Builder) -> tuple[list[str], list[str]]:
    """Return the keys that stand before the titles, where all titles have one and no column does, and the titles."""
    titles = builder.body.titles
    if builder.columns.has("id") or not titles or not _KEY_FIRST.match(titles[0]):
        return [], titles
    matches = [_KEY_FIRST.match(title) for title in titles]
    keys = [found[1] for found in matches if found]
    if len(keys) < len(titles) or len(set(keys)) < len(keys):
        return [], titles
    return keys, [title[found.end() :] for title, found in zip(titles, matches, strict=True) if found]


_ADDRESS = re.compile(r"\s*<[^<>]*>$")


def _people(builder: Builder) -> list[tuple[str, ...]]:
    """Return the people of each item, without the address behind a name."""
    people = builder.many("assignee")
    names = {entry: tuple(_ADDRESS.sub("", name) or name for name in entry) for entry in set(people)}
    return [names[entry] for entry in people]


_CATEGORIES = {"to do": "todo", "new": "todo", "in progress": "in-progress", "done": "done", "complete": "done"}
_CANCELLED_RESOLUTIONS = (
    "won",
    "duplic",
    "cannot",
    "invalid",
    "cancel",
    "declin",
    "incomplete",
    "abandon",
    "annul",
    "descart",
)


def _statuses(builder: Builder, texts: list[str], resolved: list[date | None]) -> list[Status]:
    """Decide each item's status: the user's word, the tool's, the category beside it, then dates and resolution."""
    words = status_words(texts, builder.columns.profile, overrides=builder.statuses)
    statuses = [words[text].status for text in texts]
    _apply_categories(builder, statuses, texts, known={text for text, word in words.items() if word.known})
    flags = builder.one("closed_flag")
    closed = {flag for flag in set(flags) if normalised_value(flag) in {"true", "yes", "1"}}
    if closed or not all(texts):
        for index, status in enumerate(statuses):
            finished = flags[index] in closed or (resolved[index] is not None and not texts[index])
            if status is Status.TODO and finished:
                statuses[index] = Status.DONE
    if builder.columns.has("cancelled"):
        for index, day in enumerate(builder.dates("cancelled")):
            if day is not None and statuses[index] is not Status.DONE:
                statuses[index] = Status.CANCELLED
    resolutions = builder.one("resolution")
    given_up = {text for text in set(resolutions) if text.casefold().startswith(_CANCELLED_RESOLUTIONS)}
    if given_up:
        for index, text in enumerate(resolutions):
            if text in given_up and statuses[index] is Status.DONE:
                statuses[index] = Status.CANCELLED
    return statuses


def _apply_categories(builder: Builder, statuses: list[Status], texts: list[str], *, known: set[str]) -> None:
    spoken = {word: group.replace("_", "-") for word, group in general_map("statuses").items()}
    by_category = {name: Status(value) for name, value in (spoken | _CATEGORIES).items()}
    told: set[str] = set()
    if not builder.columns.has("status_category") and known.issuperset(texts):
        return
    for index, category in enumerate(builder.one("status_category")):
        if texts[index] in known and not category:
            continue
        meant = by_category.get(normalised_value(category))
        if meant and statuses[index] is not Status.CANCELLED:
            statuses[index] = meant
        elif texts[index] not in known and texts[index] not in told:
            told.add(texts[index])
            note = "This status is not known; its items count as to do until you say otherwise."
            column = builder.columns.first("status")
            if column is not None:
                builder.tell((Issue("unknown-status", value=texts[index][:60], note=note),), column)


def _check_dates(table: ItemTable, builder: Builder) -> None:
    """Tell how many items were resolved before they were created."""
    wrong = [
        row
        for row, created, resolved in zip(table.rows, table.created, table.resolved, strict=True)
        if created and resolved and resolved < created
    ]
    column = builder.columns.first("resolved")
    if wrong and column is not None:
        note = f"{len(wrong)} items are resolved before they are created; the dates are kept as they are."
        header = builder.columns.samples[column].header
        grid = builder.texts.table.grid
        builder.issues.append(Issue("resolved-before-created", sheet=grid.name, row=wrong[0], column=header, note=note))


def header_signature(headers: Sequence[str]) -> str:
    """Return what makes two exports the same layout: their headers, not their file names."""
    return "|".join(normalised(header) for header in headers)
