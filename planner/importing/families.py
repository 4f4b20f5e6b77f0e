"""Keys, parents and children: identities that stay text, and trees by key, number, name or position."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from planner.domain.backlog import ItemKind
from planner.domain.issue import Issue
from planner.importing.items import ItemTable

if TYPE_CHECKING:
    from planner.importing.build_items import Builder

_URL_NUMBER = re.compile(r"/(?:issues|pull|browse|cards|c|story|stories|work_items|task|t)/([A-Za-z0-9_\-]+)")
_MAX_TOLD = 20


def make_keys(ids: list[str], builder: "Builder", *, split: list[str] | None = None) -> list[str]:
    """Return one key per item, all different: its id, the end of its URL, or its title.

    ``split`` are the keys that were found in the titles. Ids that come again are told apart by project where a column
    names it, and by their count otherwise.
    """
    if split:
        return split
    urls = builder.one("url")
    titles = builder.body.titles
    column = builder.columns.first("id")
    raw = builder.column(column, raw=True) if column is not None else ids
    keys = [text or _from_url(url) or f"“{title[:80]}”" for text, url, title in zip(raw, urls, titles, strict=True)]
    counts = Counter(keys)
    if len(counts) == len(keys):
        return keys
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
    by_name = _names(table, builder)
    table.depends_on = [
        tuple(dict.fromkeys(by_name.get(entry, by_name.get(entry.lstrip("#"), entry)) for entry in entries))
        if entries
        else ()
        for entries in table.depends_on
    ]
    table.parents = (
        _parents_by_level(table, builder) if builder.columns.levels else _parents_by_name(table, builder, by_name)
    )
    _mark_summed(table)


def _names(table: ItemTable, builder: "Builder") -> dict[str, str]:
    """Return every name by which another row may refer to an item: title, internal number, id and key."""
    names: dict[str, str] = {}
    counts = Counter(table.titles)
    names.update({title: key for title, key in zip(table.titles, table.keys, strict=True) if counts[title] == 1})
    for field in ("internal_id", "id"):
        names.update({text: key for text, key in zip(builder.one(field), table.keys, strict=True) if text})
    names.update({key: key for key in table.keys})
    return names


def _parents_by_name(table: ItemTable, builder: "Builder", by_name: dict[str, str]) -> list[str]:
    columns = [*(builder.one(name) for name in ("parent", "parent_id", "parent_title")), table.epics]
    if not any(any(column) for column in columns):
        return [""] * len(table)
    parents = []
    for index, texts in enumerate(zip(*columns, strict=True)):
        filled = [text for text in texts if text]
        found = next((by_name[t] for text in filled for t in (text, text.lstrip("#")) if t in by_name), "")
        written = filled[0] if filled else ""
        parent = found or written
        parents.append("" if parent == table.keys[index] else parent)
    return parents


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
    index_of = {key: index for index, key in enumerate(table.keys)}
    for child, parent in enumerate(table.parents):
        index = index_of.get(parent) if parent else None
        if index is None or index == child:
            continue
        if table.kinds[index] is ItemKind.EPIC or (table.estimates[child] or 0) > 0:
            table.summed.add(index)
