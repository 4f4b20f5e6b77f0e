"""Keys, parents and children: identities that stay text, and trees by key, number, name or position."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from planner.domain.backlog import ItemKind
from planner.domain.issue import Issue
from planner.importing.items import ItemTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.importing.build_items import Builder

_URL_NUMBER = re.compile(r"/(?:issues|pull|browse|cards|c|story|stories|work_items|task|t)/([A-Za-z0-9_\-]+)")
_RELATION = re.compile(r"^(\d+)\s*(?:FS|SS|FF|SF|EA|AA|EE|AE)?\s*(?:[+-]\s*\d+.*)?$", re.IGNORECASE)
_KEY_BEFORE = re.compile(r"^([A-Za-z][A-Za-z0-9_]*-\d+|\d+)\s*(?:[:(]|\s[-–]?\s*)")
_MAX_TOLD = 20


def make_keys(builder: "Builder", *, split: list[str] | None = None) -> list[str]:
    """Return one key per item, all different: its id, the end of its URL, or its title.

    ``split`` are the keys that were found in the titles. Ids that come again are told apart by project where a column
    names it, and by their count otherwise.
    """
    if split:
        return split
    urls = builder.one("url")
    titles = builder.body.titles
    raw = builder.raw("id")
    keys = raw
    if not all(raw):
        keys = [text or _from_url(url) or f"“{title[:80]}”" for text, url, title in zip(raw, urls, titles, strict=True)]
    if len(set(keys)) == len(keys):
        return keys
    counts = Counter(keys)
    _tell_duplicates(counts, raw, builder)
    projects = builder.one("project")
    if any(projects):
        keys = [
            f"{project}/{key}" if counts[key] > 1 and project else key
            for key, project in zip(keys, projects, strict=True)
        ]
    return _numbered(keys)


def _tell_duplicates(counts: Counter[str], raw: list[str], builder: "Builder") -> None:
    column = builder.columns.first("id")
    repeated = [key for key, count in counts.items() if count > 1 and key in set(raw)]
    if column is None:
        return
    for key in repeated[:_MAX_TOLD]:
        note = f"This id stands on {counts[key]} rows; each row is kept as an item of its own."
        builder.tell((Issue("duplicate-id", value=key, note=note),), column)
    if len(repeated) > _MAX_TOLD:
        note = f"{len(repeated) - _MAX_TOLD} more ids stand on several rows."
        builder.tell((Issue("duplicate-id", note=note),), column)


def _numbered(keys: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    used = set(keys)
    result = []
    for key in keys:
        seen[key] += 1
        name = key
        while seen[key] > 1 and (name := f"{key}~{seen[key]}") in used:
            seen[key] += 1
        used.add(name)
        result.append(name)
    return result


def _from_url(url: str) -> str:
    found = _URL_NUMBER.search(url) if url else None
    return found[1] if found else ""


def find_families(table: ItemTable, builder: "Builder") -> None:
    """Fill in parents and dependencies as keys, and mark the items whose children carry the estimates."""
    told = [] if builder.columns.levels else _told_parents(table, builder)
    wanted = {text for texts in told for text in set(texts)} | {
        name for entry in set(table.depends_on) for name in entry
    }
    blocks = builder.many("blocks")
    wanted |= {name for entry in set(blocks) for name in entry}
    by_name = _names(table, builder, {form for name in wanted for form in _forms(name)})
    table.depends_on = _waiting_for(table, blocks, by_name)
    table.parents = (
        _parents_by_level(table, builder) if builder.columns.levels else _parents_by_name(table, told, by_name)
    )
    _mark_summed(table)


def _forms(name: str) -> tuple[str, ...]:
    """Return how a cell may mean an item: as it stands, without ``#``, without the kind of link or the title behind it.

    >>> _forms("#12"), _forms("3FS+2d"), _forms("A-7: Pay by card")
    (('#12', '12'), ('3FS+2d', '3'), ('A-7: Pay by card', 'A-7'))
    """
    bare = name.lstrip("#")
    found = _RELATION.match(bare) or _KEY_BEFORE.match(bare) or _URL_NUMBER.search(bare)
    return tuple(dict.fromkeys(form for form in (name, bare, found[1] if found else "") if form))


def _waiting_for(table: ItemTable, blocks: list[tuple[str, ...]], by_name: dict[str, str]) -> list[tuple[str, ...]]:
    """Return for each item the keys it waits for: those it names itself, and those that say they hold it up."""
    known = {
        name: next((by_name[form] for form in _forms(name) if form in by_name), name)
        for entry in {*table.depends_on, *blocks}
        for name in entry
    }
    links = {entry: tuple(dict.fromkeys(known[name] for name in entry)) for entry in set(table.depends_on)}
    waiting = [links[entry] for entry in table.depends_on]
    if any(blocks):
        index_of = {key: index for index, key in enumerate(table.keys)}
        for key, entry in zip(table.keys, blocks, strict=True):
            for name in entry:
                index = index_of.get(known[name])
                if index is not None and known[name] != key:
                    waiting[index] = tuple(dict.fromkeys((*waiting[index], key)))
    return waiting


def _told_parents(table: ItemTable, builder: "Builder") -> list[list[str]]:
    """Return the columns that name parents, the surest first; those without any name left away."""
    columns = [*(builder.one(name) for name in ("parent", "parent_id", "parent_title")), table.epics]
    return [column for column in columns if any(column)]


def _names(table: ItemTable, builder: "Builder", wanted: set[str]) -> dict[str, str]:
    """Return the key for every wanted name of an item: its title where that is unique, its numbers, id and key."""
    names: dict[str, str] = {}
    if wanted <= {""}:
        return names
    counts = Counter(title for title in table.titles if title in wanted) if wanted.intersection(table.titles) else {}
    columns = [[title if counts.get(title) == 1 else "" for title in table.titles]] if counts else []
    for column in (*columns, builder.raw("internal_id"), builder.raw("id"), table.keys):
        if not wanted.isdisjoint(column):
            names.update({text: key for text, key in zip(column, table.keys, strict=True) if text in wanted})
    names.pop("", None)
    return names


def _parents_by_name(table: ItemTable, told: list[list[str]], by_name: dict[str, str]) -> list[str]:
    if not told:
        return [""] * len(table)
    rows: Sequence[tuple[str, ...] | str] = told[0] if len(told) == 1 else list(zip(*told, strict=True))
    parents: dict[tuple[str, ...] | str, str] = {}
    for entry in set(rows):
        filled = [text for text in ((entry,) if isinstance(entry, str) else entry) if text]
        found = (by_name[t] for text in filled for t in (text, text.lstrip("#")) if t in by_name)
        parents[entry] = next(found, filled[0] if filled else "")
    found_keys = [parents[entry] for entry in rows]
    return ["" if parent == key else parent for parent, key in zip(found_keys, table.keys, strict=True)]


def _parents_by_level(table: ItemTable, builder: "Builder") -> list[str]:
    """Take the nearest row above on a higher level for the parent."""
    parents: list[str] = []
    above: dict[int, str] = {}
    for key, level in zip(table.keys, builder.body.levels, strict=True):
        parents.append(next((above[higher] for higher in range(level - 1, -1, -1) if higher in above), ""))
        above = {higher: name for higher, name in above.items() if higher < level} | {level: key}
    return parents


def _mark_summed(table: ItemTable) -> None:
    """Mark epics with children, and any item whose children have estimates."""
    if not any(table.parents):
        return
    wanted = set(table.parents)
    index_of = {key: index for index, key in enumerate(table.keys) if key in wanted}
    for child, parent in enumerate(table.parents):
        index = index_of.get(parent) if parent else None
        if index is None or index == child:
            continue
        if table.kinds[index] is ItemKind.EPIC or (table.estimates[child] or 0) > 0:
            table.summed.add(index)
