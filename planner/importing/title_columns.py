"""The column of titles, or the columns that spread one tree of titles over its levels."""

from collections.abc import Sequence

from planner.importing.column_map import NUMBERED, TOOL, Candidate, Columns, header_meanings, reason_of
from planner.importing.column_samples import ColumnSample, exclusive, fits, is_total
from planner.importing.vocabulary import normalised

_MOSTLY = 0.6


def can_be_title(columns: Columns, column: int) -> bool:
    """Tell whether the values of a column can be titles; an empty one can."""
    sample = columns.samples[column]
    return fits(sample, "title") or not sample.filled


def choose_title(usable: Sequence[Candidate], columns: Columns) -> None:
    """Give the title the best of its candidates, or all the columns that are its levels."""
    samples = columns.samples
    best_source = min((c.source for c in usable), default=TOOL)
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
        if not any(m.field == "description" for _s, m in header_meanings(samples[c.column].header, columns.profile))
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
    confidence, reason = reason_of(best, columns.profile, filled=True, name="title")
    columns.give("title", [best.column], confidence=confidence, reason=reason)


def _is_below(sample: ColumnSample, group: ColumnSample) -> bool:
    """Tell whether a column holds the items of groups that are named only on their first row."""
    own = lone = 0
    for text, name in zip(sample.texts, group.texts, strict=True):
        own += bool(text and not name)
        lone += bool(name and not text and not is_total(name))
    return own > 0 and lone == 0


def _level_columns(usable: Sequence[Candidate], columns: Columns) -> list[int]:
    """Return the columns that spread one title over levels, in order; empty when there is one title column."""
    tool, samples = columns.profile, columns.samples
    names = {c.column: normalised(samples[c.column].header) for c in usable}
    by_tool = sorted(c for c, name in names.items() if tool.levels and name.rstrip("0123456789 ") in tool.levels)
    numbered = sorted(c for c, name in names.items() if NUMBERED.match(name))
    repeated = sorted(c for c, name in names.items() if list(names.values()).count(name) > 1)
    others = sorted(c for c in names if samples[c].filled)
    named = [c for c in others if names[c]]
    nameless = [s.index for s in samples if len(named) == 1 and _is_nameless_level(s, samples[named[0]])]
    for group in (
        by_tool,
        numbered,
        repeated,
        [*_epics_left_of(others, columns), *others],
        others,
        [*named, *nameless],
    ):
        if len(group) > 1 and exclusive([samples[column] for column in group]):
            return group
    return []


def _epics_left_of(titles: Sequence[int], columns: Columns) -> list[int]:
    """Return the columns of epics that stand before the titles of a hand-made sheet: the upper levels of its tree."""
    if columns.profile.name != "none" or not titles:
        return []
    fields = {s.index: header_meanings(s.header, columns.profile) for s in columns.samples[: titles[0]] if s.filled}
    return [column for column, found in fields.items() if any(meaning.field == "epic" for _source, meaning in found)]


def _is_nameless_level(sample: ColumnSample, title: ColumnSample) -> bool:
    """Tell whether a column without a header continues the titles of the column just before it."""
    beside = not sample.header and sample.index == title.index + 1
    return beside and bool(sample.filled) and fits(sample, "title")
