"""Columns known by their values where the headers do not tell: ticks under statuses, and tables without a header."""

import re
from collections.abc import Sequence

from planner.importing.column_map import Columns
from planner.importing.column_samples import (
    ColumnSample,
    exclusive,
    is_amount,
    is_mark,
    is_person,
    is_status,
    is_type,
    names_sprint,
    title_likeness,
)
from planner.importing.find_table import shape_of
from planner.importing.vocabulary import general_map, normalised_value

_KEY_TEXT = re.compile(r"^[A-Za-z]{1,12}[-_.]?\d{1,6}[a-z]?$")
_BEGINS_WITH_SPRINT = re.compile(r"^(?:sprint|iteration|itération|iteración|спринт)\W*\d+\b", re.IGNORECASE)
_FEW = 3
_STRONG = ("id", "status", "estimate", "sprint", "priority", "assignee", "type")


def status_by_marks(columns: Columns, *, barred: frozenset[int]) -> None:
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


def sprint_by_marks(columns: Columns, *, barred: frozenset[int]) -> None:
    """Take several columns named after sprints, with ticks under them, for the sprints of an item."""
    if columns.has("sprint"):
        return
    free = [sample for sample in columns.samples if sample.index not in columns.taken() | barred]
    named = [s for s in free if names_sprint(s.header) and _is_mark_column(columns, s.index)]
    if len(named) > 1 and any(sample.filled for sample in named):
        columns.sprint_marks = True
        columns.give("sprint", [s.index for s in named], confidence=0.8, reason="A mark under it puts an item there.")


def _is_mark_column(columns: Columns, column: int) -> bool:
    sample = columns.samples[column]
    return not sample.filled or sample.share(is_mark) > 0.9  # noqa: PLR2004


def guess_by_values(columns: Columns, *, has_header: bool, barred: frozenset[int]) -> None:
    """Fill the gaps from what the values look like; with a header only what the values prove."""
    if has_header:
        _prove_keys(columns, barred)
        _prove_sprint(columns, barred)
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


def _prove_keys(columns: Columns, barred: frozenset[int]) -> None:
    """Take a column of letters with numbers, all different, for the ids when no header names them."""
    if columns.has("id"):
        return
    for sample in columns.samples:
        keyed = len(sample.filled) >= _FEW and sample.fill_share > 0.9 and len(sample.counts) == len(sample.filled)  # noqa: PLR2004
        if sample.index not in columns.taken() | barred and keyed and all(map(_KEY_TEXT.match, sample.filled)):
            columns.give("id", [sample.index], confidence=0.7, reason="Its values are keys, all different.")
            return


def _prove_sprint(columns: Columns, barred: frozenset[int]) -> None:
    """Take a column whose values name sprints for the sprint when no header says so."""
    if columns.has("sprint"):
        return
    for sample in columns.samples:
        free = sample.index not in columns.taken() | barred and len(sample.filled) >= _FEW
        repeats = len(sample.counts) < len(sample.filled)
        if free and repeats and sample.share(_BEGINS_WITH_SPRINT.match) > 0.9:  # noqa: PLR2004 - nearly all
            columns.give("sprint", [sample.index], confidence=0.7, reason="Its values name sprints.")
            return


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
        counted = distinct > 0.95 and keys > 0.95 and sample.fill_share > 0.8  # noqa: PLR2004 - nearly all
        if not columns.has("id") and counted and _are_keys(sample.filled):
            columns.give("id", [sample.index], confidence=0.55, reason="Its values are numbers or keys, all different.")
        elif not columns.has("estimate") and _is_scale(sample):
            columns.give("estimate", [sample.index], confidence=0.5, reason="Its values are a few small numbers.")


def _are_keys(texts: Sequence[str]) -> bool:
    """Tell keys from amounts: they have letters, many digits, or run upwards."""
    numbers = [int(text) for text in texts if text.isdecimal()]
    if len(numbers) < len(texts):
        return True
    return min(map(len, texts)) >= 4 or (numbers == sorted(numbers) and numbers[-1] - numbers[0] <= 1.2 * len(numbers))  # noqa: PLR2004


def _is_scale(sample: ColumnSample) -> bool:
    """Tell whether a column holds a few small amounts, as estimates do."""
    small = sample.share(lambda text: is_amount(text) and len(text) <= 4)  # noqa: PLR2004 - at most 99.5
    return small > 0.9 and len(set(sample.filled)) <= max(12, 0.1 * len(sample.filled))  # noqa: PLR2004
