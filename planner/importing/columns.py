"""Which column means what: the tool's words first, then general ones, then the values; each with its reason."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planner.importing.column_samples import (
    ColumnSample,
    exclusive,
    fits,
    is_amount,
    is_mark,
    is_person,
    is_status,
    is_total,
    is_type,
    names_sprint,
    sample_columns,
    title_likeness,
)
from planner.importing.find_table import FoundTable, shape_of
from planner.importing.grid import clean_text
from planner.importing.values import null_words
from planner.importing.vocabulary import (
    Meaning,
    Profile,
    general,
    general_map,
    normalised,
    normalised_value,
    recognise_tool,
)

FIELDS = (
    "id", "title", "type", "status", "estimate", "sprint", "priority", "assignee", "labels", "components",
    "created", "resolved", "due", "start", "started", "updated", "cancelled", "parent", "parent_id", "parent_title",
    "internal_id", "epic", "epic_name", "depends_on", "sprint_start", "sprint_end", "status_category", "resolution",
    "closed_flag", "url", "project", "team", "flagged", "rank", "spent", "remaining", "description",
)  # fmt: skip
"""Every field a column can be mapped to, in the order in which columns are given away."""
LISTS = frozenset({"sprint", "labels", "components", "assignee", "depends_on", "parent"})
"""Fields that take all columns of the same header."""
_STRONG = ("id", "status", "estimate", "sprint", "priority", "assignee", "type")
_NUMBERED = re.compile(r"^(title|titre|título|titel|titulo|level|nivel|niveau|summary|name)\s*\d+$")
_TOOL, _GENERAL = 0, 1
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column of the file and what it was taken for.

    ``field`` is ``""`` for a column that is left out; ``confidence`` is in [0, 1]; ``reason`` says why in words;
    ``alternatives`` are the other fields that its header or its values could mean.
    """

    header: str
    index: int
    example: str
    field: str
    confidence: float
    reason: str
    alternatives: tuple[str, ...] = ()


@dataclass(slots=True)
class Columns:
    """The columns of each field, in order, and the unit that the estimate's header says.

    ``grouping`` is a column that names each group of items only on its first row.
    """

    profile: Profile
    by_field: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unit: str = "unknown"
    status_marks: bool = False
    levels: bool = False
    grouping: int | None = None
    reasons: dict[int, tuple[float, str]] = field(default_factory=dict)
    samples: list[ColumnSample] = field(default_factory=list)

    def first(self, name: str) -> int | None:
        """Return the first column of a field, None when it has none."""
        columns = self.by_field.get(name, ())
        return columns[0] if columns else None

    def has(self, *names: str) -> bool:
        """Tell whether every one of the fields has a column."""
        return all(self.by_field.get(name) for name in names)

    def give(self, name: str, columns: Iterable[int], *, confidence: float, reason: str) -> None:
        """Map columns to a field."""
        self.by_field[name] = tuple(columns)
        for column in self.by_field[name]:
            self.reasons[column] = (confidence, reason)

    def taken(self) -> set[int]:
        """Return all columns that are mapped."""
        return {column for columns in self.by_field.values() for column in columns}


@dataclass(frozen=True, slots=True)
class _Candidate:
    source: int
    rank: int
    column: int
    unit: str


def map_columns(table: FoundTable, *, overrides: Mapping[int, str] | None = None) -> Columns:
    """Map the columns of a table to fields; ``overrides`` are the user's words, ``""`` leaves a column out."""
    tool = recognise_tool(table.headers)
    samples = sample_columns(table, blanks=null_words(tool.nulls))
    columns = Columns(tool, samples=samples)
    overrides = overrides or {}
    _apply_overrides(columns, overrides)
    candidates = _candidates(table.headers, tool, barred=frozenset(overrides))
    for name in FIELDS:
        if name not in columns.by_field:
            _choose(name, candidates.get(name, []), columns)
    _status_by_marks(columns, barred=frozenset(overrides))
    if tool.name == "none":
        _guess_by_values(columns, has_header=table.header_row >= 0, barred=frozenset(overrides))
    return columns


def _apply_overrides(columns: Columns, overrides: Mapping[int, str]) -> None:
    chosen: dict[str, list[int]] = {}
    for column, name in sorted(overrides.items()):
        if name:
            chosen.setdefault(name, []).append(column)
    for name, indices in chosen.items():
        unit = next((m.unit for m in general().meanings(columns.samples[indices[0]].header) if m.unit), "unknown")
        columns.unit = unit if name == "estimate" else columns.unit
        columns.give(name, indices, confidence=1.0, reason="You chose it.")
        columns.levels |= name == "title" and len(indices) > 1


def _candidates(headers: Sequence[str], tool: Profile, *, barred: frozenset[int]) -> dict[str, list[_Candidate]]:
    found: dict[str, list[_Candidate]] = {}
    for column, header in enumerate(headers):
        if not header or column in barred:
            continue
        for source, meaning in _meanings(header, tool):
            found.setdefault(meaning.field, []).append(_Candidate(source, meaning.rank, column, meaning.unit))
    return found


def _meanings(header: str, tool: Profile) -> list[tuple[int, Meaning]]:
    own = tool.meanings(header) if tool.name != "none" else ()
    if not own and normalised(header)[-1:].isdigit() and tool.levels:
        own = tool.meanings(normalised(header).rstrip("0123456789 "))
    if own:
        return [(_TOOL, meaning) for meaning in own]
    found = general().meanings(header) or _with_unit(header)
    if not found and (numbered := _NUMBERED.match(normalised(header))):
        found = general().meanings(numbered[1]) or general().meanings("title")
    return [(_GENERAL, meaning) for meaning in found]


_BRACKETED = re.compile(r"^(.*?)\s*[(\[]\s*(.*?)\s*[)\]]$")
_IN_WORDS = re.compile(r"^(.*?)\s+(?:in|en)\s+(\w+)$")


def _with_unit(header: str) -> tuple[Meaning, ...]:
    """Return the estimate that a header such as ``Aufwand (PT)`` or ``Effort in hours`` means, with its unit."""
    for pattern in (_BRACKETED, _IN_WORDS):
        parts = pattern.match(clean_text(header))
        unit = general_map("units").get(parts[2].casefold().rstrip(".")) if parts else None
        if parts and unit:
            return tuple(
                Meaning("estimate", m.rank, unit) for m in general().meanings(parts[1]) if m.field == "estimate"
            )
    return ()


def _choose(name: str, candidates: Sequence[_Candidate], columns: Columns) -> None:
    """Give a field the best of its candidates: believable values first, then the earlier word."""
    taken = columns.taken()
    usable = [c for c in candidates if c.column not in taken and fits(columns.samples[c.column], name)]
    if columns.profile.name != "none" and name in {"sprint", "estimate", "title", "epic", "type"}:
        own = [c for c in usable if c.source == _TOOL]
        usable = own if any(columns.samples[c.column].filled for c in own) or name == "title" else usable
    if name == "title":
        usable = [c for c in candidates if c.column not in taken and _can_be_title(columns, c.column)]
        _choose_title(usable, columns)
        return
    if not usable:
        return
    best = min(usable, key=lambda c: (not columns.samples[c.column].filled, c.source, c.rank, c.column))
    sample = columns.samples[best.column]
    chosen = [best.column]
    if name in LISTS:
        same = normalised(sample.header)
        chosen = [c.column for c in usable if normalised(columns.samples[c.column].header) == same]
    if name == "estimate":
        columns.unit = best.unit if sample.filled else "unknown"
    confidence, reason = _reason(best, columns.profile, filled=bool(sample.filled), name=name)
    columns.give(name, sorted(set(chosen)), confidence=confidence, reason=reason)


def _reason(best: _Candidate, tool: Profile, *, filled: bool, name: str) -> tuple[float, str]:
    if not filled:
        extra = " Without estimates the backlog counts items." if name == "estimate" else ""
        return 0.5, f"The header says so, but no row has a value.{extra}"
    if best.source == _TOOL:
        return 0.98, f"A header of {tool.name}."
    return max(0.6, 0.9 - 0.01 * best.rank), "A usual header for this."


def _can_be_title(columns: Columns, column: int) -> bool:
    sample = columns.samples[column]
    return fits(sample, "title") or not sample.filled


def _choose_title(usable: Sequence[_Candidate], columns: Columns) -> None:
    samples = columns.samples
    best_source = min((c.source for c in usable), default=_TOOL)
    first = [c for c in usable if c.source == best_source]
    levels = _level_columns(first, columns)
    if levels:
        columns.levels = True
        columns.give("title", levels, confidence=0.95, reason="Each column is a level of the tree.")
        return
    filled = [c for c in first if samples[c.column].filled]
    if not filled:
        if first and all(sample.is_empty for sample in samples):
            best = min(first, key=lambda c: (c.source, c.rank, c.column))
            columns.give("title", [best.column], confidence=0.5, reason="The header says so; the table has no rows.")
        return
    leaves = [
        c
        for c in filled
        if not any(m.field == "description" for _s, m in _meanings(samples[c.column].header, columns.profile))
    ]
    filled = leaves or filled
    most = max(samples[c.column].fill_share for c in filled)
    best = min(filled, key=lambda c: (samples[c.column].fill_share < _MOSTLY * most, c.rank, c.column))
    leaf = next((c for c in filled if _is_below(samples[c.column], samples[best.column])), None)
    if leaf is not None:
        columns.give(
            "epic", [best.column], confidence=0.7, reason="It stands on the first row of each group of titles."
        )
        columns.grouping = best.column
        best = leaf
    confidence, reason = _reason(best, columns.profile, filled=True, name="title")
    columns.give("title", [best.column], confidence=confidence, reason=reason)


def _is_below(sample: ColumnSample, group: ColumnSample) -> bool:
    """Tell whether a column holds the items of groups that are named only on their first row."""
    own = lone = 0
    for text, name in zip(sample.texts, group.texts, strict=True):
        own += bool(text and not name)
        lone += bool(name and not text and not is_total(name))
    return own > 0 and lone == 0


def _level_columns(usable: Sequence[_Candidate], columns: Columns) -> list[int]:
    """Return the columns that spread one title over levels, in order; empty when there is one title column."""
    tool, samples = columns.profile, columns.samples
    names = {c.column: normalised(samples[c.column].header) for c in usable}
    by_tool = sorted(c for c, name in names.items() if tool.levels and name.rstrip("0123456789 ") in tool.levels)
    numbered = sorted(c for c, name in names.items() if _NUMBERED.match(name))
    repeated = sorted(c for c, name in names.items() if list(names.values()).count(name) > 1)
    others = sorted(c for c in names if samples[c].filled)
    named = [c for c in others if names[c]]
    nameless = [s.index for s in samples if len(named) == 1 and _is_nameless_level(s, samples[named[0]])]
    for group in (by_tool, numbered, repeated, others, [*named, *nameless]):
        if len(group) > 1 and exclusive([samples[column] for column in group]):
            return group
    return []


def _is_nameless_level(sample: ColumnSample, title: ColumnSample) -> bool:
    """Tell whether a column without a header continues the titles of the column just before it."""
    beside = not sample.header and sample.index == title.index + 1
    return beside and bool(sample.filled) and fits(sample, "title")


def _status_by_marks(columns: Columns, *, barred: frozenset[int]) -> None:
    """Take several columns named after statuses, with a tick in one of them per row, for the status."""
    if columns.has("status") and not _is_mark_column(columns, columns.by_field["status"][0]):
        return
    statuses = general_map("statuses")
    free = set(range(len(columns.samples))) - columns.taken() - barred | set(columns.by_field.get("status", ()))
    marked = [
        column
        for column in sorted(free)
        if normalised_value(columns.samples[column].header).rstrip(" ?") in statuses
        and _is_mark_column(columns, column)
    ]
    telling = [column for column in marked if columns.samples[column].filled]
    if len(telling) == 1 and statuses[normalised_value(columns.samples[telling[0]].header).rstrip(" ?")] == "done":
        columns.status_marks = True
        columns.give("status", telling, confidence=0.8, reason="A mark says that it is done.")
    elif len(marked) > 1 and exclusive([columns.samples[column] for column in marked]):
        columns.status_marks = True
        columns.give("status", marked, confidence=0.8, reason="A mark in one of these columns says the status.")


def _is_mark_column(columns: Columns, column: int) -> bool:
    sample = columns.samples[column]
    return not sample.filled or sample.share(is_mark) > 0.9  # noqa: PLR2004


def _guess_by_values(columns: Columns, *, has_header: bool, barred: frozenset[int]) -> None:
    """Fill the gaps from what the values look like; with a header only the title, and only in a clear backlog."""
    if has_header:
        strong = [columns.samples[columns.by_field[name][0]] for name in _STRONG if columns.has(name)]
        if columns.has("title") or sum(sample.fill_share >= 0.5 for sample in strong) < 2:  # noqa: PLR2004
            return
        _guess_title(columns, barred)
        return
    tests = (
        ("status", is_status, 0.7),
        ("type", is_type, 0.7),
        ("assignee", is_person, 0.7),
        ("sprint", names_sprint, 0.7),
    )
    for name, test, share in tests:
        free = [s for s in columns.samples if s.index not in columns.taken() | barred and s.filled]
        best = max(free, key=lambda s: s.share(test), default=None)
        if best is not None and not columns.has(name) and best.share(test) >= share:
            columns.give(name, [best.index], confidence=0.6, reason="Its values look like it.")
    _guess_title(columns, barred)
    _guess_id_and_estimate(columns, barred)


def _guess_title(columns: Columns, barred: frozenset[int]) -> None:
    free = [s for s in columns.samples if s.index not in columns.taken() | barred]
    best = max(free, key=title_likeness, default=None)
    if best is not None and title_likeness(best) >= 1.5:  # noqa: PLR2004 - titles have more than one word
        columns.give("title", [best.index], confidence=0.55, reason="Its values are the wordiest and differ most.")


def _guess_id_and_estimate(columns: Columns, barred: frozenset[int]) -> None:
    for sample in columns.samples:
        if sample.index in columns.taken() | barred or not sample.filled:
            continue
        distinct = len(set(sample.filled)) / len(sample.filled)
        keys = sample.share(lambda text: shape_of(text) in {"key", "number"} and "." not in text)
        if not columns.has("id") and distinct > 0.95 and keys > 0.95 and sample.fill_share > 0.8:  # noqa: PLR2004
            columns.give("id", [sample.index], confidence=0.55, reason="Its values are numbers or keys, all different.")
        elif not columns.has("estimate") and _is_scale(sample):
            columns.give("estimate", [sample.index], confidence=0.5, reason="Its values are a few small numbers.")


def _is_scale(sample: ColumnSample) -> bool:
    """Tell whether a column holds a few small amounts, as estimates do."""
    small = sample.share(lambda text: is_amount(text) and len(text) <= 4)  # noqa: PLR2004 - at most 99.5
    return small > 0.9 and len(set(sample.filled)) <= max(12, 0.1 * len(sample.filled))  # noqa: PLR2004


def describe_columns(columns: Columns) -> tuple[ColumnMapping, ...]:
    """Return one mapping per column of the file, those left out included, each with its reason."""
    by_column = {column: name for name, indices in columns.by_field.items() for column in indices}
    described = []
    for sample in columns.samples:
        name = by_column.get(sample.index, "")
        confidence, reason = columns.reasons.get(sample.index, (0.0, ""))
        alternatives = dict.fromkeys(meaning.field for _source, meaning in _meanings(sample.header, columns.profile))
        others = tuple(other for other in alternatives if other not in {name, "ignored"})
        reason = reason or _why_left_out(sample, others, columns)
        described.append(ColumnMapping(sample.header, sample.index, sample.example, name, confidence, reason, others))
    return tuple(described)


def _why_left_out(sample: ColumnSample, others: Sequence[str], columns: Columns) -> str:
    if sample.is_empty or not sample.filled:
        return "It has no value in any row."
    if any(meaning.field == "ignored" for meaning in columns.profile.meanings(sample.header)):
        return "Planning does not need it."
    for name in others:
        if not fits(sample, name):
            return f"Its values do not look like {name.replace('_', ' ')}."
        if columns.has(name):
            return f"Another column is the {name.replace('_', ' ')}."
    return "Its header is not known."
