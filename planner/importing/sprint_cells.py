"""Sprint cells to sprint names: paths, lists and the long form of old Jira servers, oldest first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from planner.importing.column_samples import names_sprint
from planner.importing.dates import parse_date
from planner.importing.values import split_list

_SERVER = re.compile(r"\[([^\[\]]*\bname=[^\[\]]*)\]")
_SERVER_FIELD = re.compile(r"(\w+)=(.*?)(?=,\w+=|$)")


@dataclass(slots=True)
class SprintCells:
    """The sprints of each item, oldest first, and the dates that the cells themselves tell."""

    per_item: list[tuple[str, ...]]
    dates: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)


def read_sprint_cells(columns: Sequence[Sequence[str]], *, separator: str = "") -> SprintCells:
    """Read the sprint columns of a table, in their order in the file.

    Parameters
    ----------
    columns
        One sequence of texts per sprint column; all have one text per item.
    separator
        What the tool puts between several sprints in one cell; names may contain it otherwise.
    """
    roots = _roots({text for column in columns for text in set(column) if "\\" in text})
    cells = SprintCells([])
    names: dict[str, tuple[str, ...]] = {}
    for column in columns:
        for text in set(column) - names.keys():
            names[text] = () if text in roots else _names(text, separator, cells)
    filled = [column for column in columns if any(column)] or columns[:1]
    if len(filled) == 1:
        cells.per_item = [names[text] for text in filled[0]]
        return cells
    rows = list(zip(*filled, strict=True))
    joined = {row: tuple(dict.fromkeys(name for text in row for name in names[text])) for row in set(rows)}
    cells.per_item = [joined[row] for row in rows]
    return cells


def _roots(paths: Iterable[str]) -> set[str]:
    """Return the first steps of iteration paths: an item filed there is in no sprint."""
    return {path.split("\\", 1)[0] for path in paths}


def _names(text: str, separator: str, cells: SprintCells) -> tuple[str, ...]:
    if not text:
        return ()
    server = _SERVER.findall(text)
    if server:
        return tuple(_server_name(entry, cells) for entry in server)
    if text[0] in "[{" and text[-1] in "]}":
        return split_list(text, separators=",;")
    if separator and separator in text:
        return tuple(part.strip() for part in text.split(separator) if part.strip())
    for usual in ", ", "; ", ",", ";":
        parts = [part.strip() for part in text.split(usual)]
        if len(parts) > 1 and all(map(names_sprint, parts)):
            return tuple(parts)
    return (text.rsplit("\\", 1)[-1].strip(),)


def _server_name(entry: str, cells: SprintCells) -> str:
    fields: dict[str, str] = dict(_SERVER_FIELD.findall(entry))
    name = fields.get("name", "").strip()
    start, end = parse_date(fields.get("startDate", "")), parse_date(fields.get("endDate", ""))
    cells.dates[name] = (start, end)
    return name
