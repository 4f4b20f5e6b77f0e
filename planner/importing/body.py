"""Which rows under the header are items: not the blank ones, the totals, the sections or the header said again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.domain.issue import Issue, Severity
from planner.domain.progress import Report, silent
from planner.importing.column_map import Columns
from planner.importing.column_samples import is_amount, is_total, sprint_in
from planner.importing.find_table import FoundTable, field_of_header, shape_of
from planner.importing.sheet_markup import SheetMarkup
from planner.importing.values import null_words, without_dittos, without_nulls
from planner.importing.vocabulary import general_map, normalised, normalised_value

_SECTION_SPRINT = re.compile(
    r"^\W*(?:sprint|iteration|itération|iteración|iteracion|спринт|cycle|milestone|release)\W*\d+(?:\s*[-–:(,].*)?$",
    re.IGNORECASE,
)
_CORE = ("id", "status", "estimate", "type", "priority", "assignee", "sprint")
_GAP = 3
_LINES_ABOVE = 4
_MOST_FIGURES = 6
_USUAL_SHARE = 0.8
_ROWS_PER_REPORT = 4_000
_TYPED_ROWS = 10_000
"""A longer table was not typed by hand, so that nobody put ditto marks into it."""


@dataclass(slots=True)
class CellTexts:
    """The cleaned texts of a table's columns from the body down, each column made once."""

    table: FoundTable
    nulls: frozenset[str]
    _raw: dict[int, list[str]] = field(default_factory=dict)

    def raw(self, column: int) -> list[str]:
        """Return a column as written."""
        if column not in self._raw:
            texts = self.table.grid.texts(column, self.table.body_start)
            self._raw[column] = texts if len(texts) > _TYPED_ROWS else without_dittos(texts)
        return self._raw[column]

    def values(self, column: int) -> list[str]:
        """Return a column with null words emptied."""
        return without_nulls(self.raw(column), self.nulls)


@dataclass(frozen=True, slots=True)
class Body:
    """The rows that are items: offsets from the body's start, with title, level and section of each."""

    offsets: list[int]
    titles: list[str]
    levels: list[int]
    sections: list[str]
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class _Collector:
    texts: CellTexts
    columns: Columns
    markup: SheetMarkup
    titles: list[str]
    levels: list[int]
    has_core: list[bool]
    totals: set[str]
    usual_core: bool
    usual_id: bool
    ids: list[str]
    offsets: list[int] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)


def find_items(
    table: FoundTable, columns: Columns, *, markup: SheetMarkup, report: Report = silent
) -> tuple[Body, CellTexts]:
    """Tell the items of a table from its other rows."""
    texts = CellTexts(table, null_words(columns.profile.nulls))
    if not columns.has("title"):
        return Body([], [], [], [], ()), texts
    work = _prepare(texts, columns, markup)
    _walk(work, report=report)
    titles = [work.titles[offset] for offset in work.offsets]
    levels = [work.levels[offset] for offset in work.offsets]
    return Body(work.offsets, titles, levels, work.sections, _issues(work)), texts


def _prepare(texts: CellTexts, columns: Columns, markup: SheetMarkup) -> _Collector:
    titles, levels = _titles(texts, columns.by_field["title"])
    has_core = [False] * len(titles)
    for column in (column for name in _CORE for column in columns.by_field.get(name, ())):
        if all(has_core):
            break
        has_core = [bool(found or text) for found, text in zip(has_core, texts.raw(column), strict=True)]
    id_column = columns.first("id")
    ids = texts.raw(id_column) if id_column is not None else [""] * len(titles)
    return _Collector(
        texts=texts,
        columns=columns,
        markup=markup,
        titles=titles,
        levels=levels,
        has_core=has_core,
        totals=set(),
        usual_core=_share_with(has_core, titles) >= _USUAL_SHARE,
        usual_id=_share_with(ids, titles) >= _USUAL_SHARE,
        ids=ids,
    )


def _share_with(marks: Sequence[object], titles: Sequence[str]) -> float:
    """Return the share of the rows with a title that have a mark too, in [0, 1]."""
    if all(marks):
        return 1.0
    titled = [mark for mark, title in zip(marks, titles, strict=True) if title]
    return sum(map(bool, titled)) / len(titled) if titled else 0.0


def _titles(texts: CellTexts, columns: Sequence[int]) -> tuple[list[str], list[int]]:
    """Return each row's title and its level: that of the deepest filled column."""
    titles = list(texts.raw(columns[0]))
    levels = [0] * len(titles)
    for level, column in enumerate(columns[1:], start=1):
        for offset, text in enumerate(texts.raw(column)):
            if text:
                titles[offset], levels[offset] = text, level
    return titles, levels


def _walk(work: _Collector, *, report: Report) -> None:
    report(0, len(work.titles), "items")
    if _are_all_items(work):
        work.offsets = list(range(len(work.titles)))
        work.sections = [_label_above(work.texts.table)] * len(work.titles)
        return
    work.totals = {text for text in set(work.titles) if is_total(text)}
    header_titles = {header.casefold() for header in work.texts.table.headers} - {""}
    lengths = set(map(len, header_titles))
    suspects = {text for text in set(work.titles) if len(text) in lengths and text.casefold() in header_titles}
    doubtful = suspects | work.totals | {text for text in set(work.titles) if _SECTION_SPRINT.match(text)}
    section, blanks = _label_above(work.texts.table), 0
    for offset, title in enumerate(work.titles):
        if not offset % _ROWS_PER_REPORT:
            report(offset, len(work.titles), "items")
        if title and work.has_core[offset] and title not in doubtful:
            work.offsets.append(offset)
            work.sections.append(section)
            blanks = 0
            continue
        verdict, label = _judge(work, offset, title, suspects=suspects, after_gap=blanks >= _GAP)
        blanks = blanks + 1 if verdict == "blank" else 0
        if verdict == "item":
            work.offsets.append(offset)
            work.sections.append(section)
        elif verdict == "section":
            section = label
        elif verdict != "blank":
            work.left_out.setdefault(verdict, []).append(offset)
            blanks = _GAP if verdict == "below-the-table" else 0


def _are_all_items(work: _Collector) -> bool:
    """Tell whether every row has an id, a title and a further value, and none says the header again."""
    whole = all(work.titles) and all(work.ids) and all(work.has_core)
    return whole and not {text for text in work.texts.table.headers if text}.intersection(work.ids)


def _label_above(table: FoundTable) -> str:
    """Return the sprint that the lines right above the header name, else the sheet's name."""
    for row in range(table.header_row - 1, max(table.header_row - 1 - _LINES_ABOVE, -1), -1):
        cells = [text for text in table.grid.row(row) if text]
        if not cells:
            break
        if len(cells) == 1 and _SECTION_SPRINT.match(cells[0]):
            return cells[0]
        if label := next((label for text in cells if (label := sprint_in(text))), ""):
            return label
    return sprint_in(table.grid.name)


def _judge(work: _Collector, offset: int, title: str, *, suspects: set[str], after_gap: bool) -> tuple[str, str]:
    """Return what a doubtful row is, and its label when it is a section."""
    cells = [(column, text) for column, text in enumerate(_row(work, offset)) if text]
    label = ""
    if not cells:
        verdict = "blank"
    elif title in suspects and _repeats_header(work, cells):
        verdict = "repeated-header"
    elif (title in work.totals or is_total(cells[0][1])) and not work.ids[offset] and _no_status(work, offset):
        verdict = "total"
    elif label := _section_label(work, offset, cells, title=title):
        verdict = "section"
    elif title or (work.ids[offset] and work.columns.profile.name != "none"):
        apart = after_gap and work.usual_core and not work.has_core[offset]
        verdict = "below-the-table" if apart else "item"
    else:
        verdict = "no-title" if any(shape_of(text) == "words" for _column, text in cells) else "total"
    return verdict, label


def _row(work: _Collector, offset: int) -> list[str]:
    return work.texts.table.grid.row(work.texts.table.body_start + offset)


def _no_status(work: _Collector, offset: int) -> bool:
    column = work.columns.first("status")
    return column is None or not work.texts.raw(column)[offset]


def _repeats_header(work: _Collector, cells: list[tuple[int, str]]) -> bool:
    headers = work.texts.table.headers
    same = sum(normalised(headers[column]) == normalised(text) for column, text in cells)
    known = sum(bool(field_of_header(text)) for _column, text in cells)
    return max(same, known) >= _USUAL_SHARE * len(cells) and len(cells) > 1


def _section_label(work: _Collector, offset: int, cells: list[tuple[int, str]], *, title: str) -> str:
    """Return the label of a section row: a sprint's name, or one lone text over the whole width."""
    named = next((text for _column, text in cells if _SECTION_SPRINT.match(text)), "")
    if named and work.ids[offset] in {"", named} and _is_section(work, offset, named):
        return named
    texts = {text for _column, text in cells}
    if len(texts) > 1 or shape_of(cells[0][1]) in {"number", "date"}:
        return ""
    if not title and not work.has_core[offset]:
        return cells[0][1]
    row = work.texts.table.body_start + offset
    merged = any(merge.top == row == merge.bottom and merge.right - merge.left > 1 for merge in work.markup.merges)
    status = normalised_value(title) in general_map("statuses") and len(cells) == 1
    unnamed = work.usual_id and not work.ids[offset]
    return title if title and (merged or status or unnamed or _header_follows(work, offset)) else ""


def _header_follows(work: _Collector, offset: int) -> bool:
    """Tell whether the header is said again in the next row: what stands alone above it names a group."""
    if offset + 1 >= len(work.titles):
        return False
    below = [(column, text) for column, text in enumerate(_row(work, offset + 1)) if text]
    first = work.texts.table.headers[work.columns.by_field["title"][0]]
    return normalised(work.titles[offset + 1]) == normalised(first) and _repeats_header(work, below)


def _is_section(work: _Collector, offset: int, label: str) -> bool:
    """Tell whether a row that names a sprint holds nothing else but figures and dates, or its goal beside the name."""
    others = [text for text in _row(work, offset) if text and text != label]
    if all(shape_of(text) in {"number", "date"} or is_amount(text) for text in others):
        return len(others) < _MOST_FIGURES
    return work.ids[offset] == label and work.usual_id and len(others) == 1


_NOTES = {
    "total": "A total, not an item; left out.",
    "repeated-header": "The header is said again; left out.",
    "no-title": "It has no title; left out.",
    "below-the-table": "It stands apart below the table; left out.",
}


def _issues(work: _Collector) -> tuple[Issue, ...]:
    grid = work.texts.table.grid
    found = []
    for code, offsets in work.left_out.items():
        for offset in offsets[:20]:
            row = work.texts.table.body_start + offset
            value = next((text for text in grid.row(row) if text), "")[:60]
            note = _NOTES[code]
            number = grid.number(row)
            found.append(Issue(f"row-{code}", Severity.NOTE, sheet=grid.name, row=number, value=value, note=note))
        if len(offsets) > 20:  # noqa: PLR2004 - the rest is counted
            note = f"{len(offsets) - 20} more rows like this are left out."
            found.append(Issue(f"row-{code}", Severity.NOTE, sheet=grid.name, note=note))
    return tuple(found)
