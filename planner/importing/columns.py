"""Which column means what: the tool's words first, then general ones, then the values; each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.importing.column_guesses import guess_by_values, sprint_by_marks, status_by_marks
from planner.importing.column_map import TOOL, Candidate, Columns, header_meanings, reason_of
from planner.importing.column_samples import ColumnSample, fits, sample_columns
from planner.importing.find_table import FoundTable
from planner.importing.title_columns import can_be_title, choose_title
from planner.importing.values import null_words
from planner.importing.vocabulary import Profile, normalised, recognise_tool

FIELDS = (
    "id", "title", "type", "status", "estimate", "sprint", "priority", "assignee", "labels", "components",
    "created", "resolved", "due", "start", "started", "updated", "cancelled", "parent", "parent_id", "parent_title",
    "internal_id", "epic", "epic_name", "depends_on", "blocks", "sprint_start", "sprint_end", "status_category",
    "resolution", "closed_flag", "url", "project", "team", "flagged", "rank", "spent", "remaining", "description",
)  # fmt: skip
"""Every field a column can be mapped to, in the order in which columns are given away."""
_SOME_WORDS = 0.2
_READ = frozenset(FIELDS) - {"description", "spent", "remaining", "rank", "project", "team", "flagged"}
"""Fields of which every cell is read, where the table has them."""
LISTS = frozenset({"sprint", "labels", "components", "assignee", "depends_on", "blocks", "parent"})
"""Fields that take all columns of the same header."""


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


def map_columns(table: FoundTable, *, overrides: Mapping[int, str] | None = None) -> Columns:
    """Map the columns of a table to fields; ``overrides`` are the user's words, ``""`` leaves a column out."""
    tool = recognise_tool(table.headers)
    telling = [
        column
        for column, header in enumerate(table.headers)
        if not header or any(meaning.field in _READ for _source, meaning in header_meanings(header, tool))
    ]
    samples = sample_columns(table, blanks=null_words(tool.nulls), wanted=telling)
    columns = Columns(tool, samples=samples)
    overrides = overrides or {}
    _apply_overrides(columns, overrides)
    candidates = _candidates(table.headers, tool, barred=frozenset(overrides))
    for name in FIELDS:
        if name not in columns.by_field:
            _choose(name, candidates.get(name, []), columns)
    _title_from_description(columns)
    status_by_marks(columns, barred=frozenset(overrides))
    sprint_by_marks(columns, barred=frozenset(overrides))
    if tool.name == "none":
        guess_by_values(columns, has_header=table.header_row >= 0, barred=frozenset(overrides))
    return columns


def _title_from_description(columns: Columns) -> None:
    """Take the descriptions of a known tool's export for titles when the column of titles was left out of it."""
    column = columns.first("description")
    if columns.profile.name == "none" or columns.has("title") or column is None:
        return
    if fits(columns.samples[column], "title"):
        del columns.by_field["description"]
        columns.give("title", [column], confidence=0.6, reason="The file has no titles; its descriptions stand in.")


def _apply_overrides(columns: Columns, overrides: Mapping[int, str]) -> None:
    chosen: dict[str, list[int]] = {}
    for column, name in sorted(overrides.items()):
        if name:
            chosen.setdefault(name, []).append(column)
    for name, indices in chosen.items():
        told = header_meanings(columns.samples[indices[0]].header, columns.profile)
        unit = next((meaning.unit for _source, meaning in told if meaning.unit), "unknown")
        columns.unit = unit if name == "estimate" else columns.unit
        columns.give(name, indices, confidence=1.0, reason="You chose it.")
        columns.levels |= name == "title" and len(indices) > 1


def _candidates(headers: Sequence[str], tool: Profile, *, barred: frozenset[int]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {}
    for column, header in enumerate(headers):
        if not header or column in barred:
            continue
        for source, meaning in header_meanings(header, tool):
            found.setdefault(meaning.field, []).append(Candidate(source, meaning.rank, column, meaning.unit))
    return found


def _choose(name: str, candidates: Sequence[Candidate], columns: Columns) -> None:
    """Give a field the best of its candidates: believable values first, then the earlier word."""
    taken = columns.taken()
    usable = [c for c in candidates if c.column not in taken and fits(columns.samples[c.column], name)]
    if columns.profile.name != "none" and name in {"sprint", "estimate", "title", "epic", "type"}:
        own = [c for c in usable if c.source == TOOL]
        usable = own if any(columns.samples[c.column].filled for c in own) or name == "title" else usable
    if name == "id":
        usable = [c for c in usable if not _holds_titles(columns, c.column)]
    if name == "title":
        usable = [c for c in candidates if c.column not in taken and can_be_title(columns, c.column)]
        choose_title(usable, columns)
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
    confidence, reason = reason_of(best, columns.profile, filled=bool(sample.filled), name=name)
    columns.give(name, sorted(set(chosen)), confidence=confidence, reason=reason)


def _holds_titles(columns: Columns, column: int) -> bool:
    """Tell whether a column whose header can name ids and titles holds titles: several words in most cells."""
    sample = columns.samples[column]
    either = any(meaning.field == "title" for _source, meaning in header_meanings(sample.header, columns.profile))
    return either and sample.share(lambda text: " " in text) > _SOME_WORDS


def describe_columns(columns: Columns) -> tuple[ColumnMapping, ...]:
    """Return one mapping per column of the file, those left out included, each with its reason."""
    by_column = {column: name for name, indices in columns.by_field.items() for column in indices}
    described = []
    for sample in columns.samples:
        name = by_column.get(sample.index, "")
        confidence, reason = columns.reasons.get(sample.index, (0.0, ""))
        alternatives = dict.fromkeys(
            meaning.field for _source, meaning in header_meanings(sample.header, columns.profile)
        )
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
