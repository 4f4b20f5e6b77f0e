"""Tables that are no backlog: leave calendars, time entries, velocity tables, templates; told apart by their words."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from planner.importing.column_map import Columns
from planner.importing.column_samples import is_amount, is_date, sample_columns
from planner.importing.dates import parse_dates
from planner.importing.debt_register import is_debt_register
from planner.importing.encodings import decode, looks_binary
from planner.importing.find_table import FoundTable
from planner.importing.git_log import is_git_log
from planner.importing.history import ImportedSprint
from planner.importing.preflight import FileFormat, preflight
from planner.importing.values import parse_estimates
from planner.importing.vocabulary import general_words, normalised, normalised_value

_PEOPLE = frozenset(
    {"name", "person", "member", "employee", "who", "mitarbeiter", "nom", "nombre", "nome", "naam", "namn"}
)
_FROM = frozenset({"from", "von", "du", "desde", "van", "vanaf", "från", "dal", "de", "first day", "erster tag"})
_TO = frozenset({"to", "until", "bis", "au", "hasta", "tot", "till", "al", "até", "last day", "letzter tag"})
_EVIDENCE = (
    "id",
    "status",
    "estimate",
    "sprint",
    "priority",
    "assignee",
    "type",
    "labels",
    "created",
    "resolved",
    "due",
    "parent",
)
_STORY_WORDS = frozenset(
    {
        "story",
        "stories",
        "want",
        "quiero",
        "veux",
        "möchte",
        "historia",
        "historias",
        "história",
        "récit",
        "backlog",
        "pbi",
    }
)
_PLANNED = 4
_MANY_DAYS = 4
_SHORT = 25
_PLAIN_LIST = 3
_TOP_ROWS = 8
_NEARLY_ALL = 0.8


def kind_of_table(table: FoundTable, columns: Columns, *, items: int) -> str:
    """Return what a table is: ``backlog``, ``history``, ``leave``, ``debt``, ``debt-register`` or ``other``."""
    headers = [normalised_value(header) for header in table.headers]
    tool = columns.profile.name != "none"
    planned = columns.has("title", "status") and (columns.has("estimate") or columns.has("sprint"))
    if is_debt_register(table.headers):
        return "debt-register"
    if not tool and not planned and _is_leave(table, headers):
        return "leave"
    if not tool and _is_history(table, columns):
        return "history"
    return "other" if _is_time_log(headers, columns) else _kind_of_items(table, columns, headers, items=items)


def _kind_of_items(table: FoundTable, columns: Columns, headers: list[str], *, items: int) -> str:
    """Return whether a table of some things is a backlog: it has titles, and enough beside them."""
    tool = columns.profile.name != "none"
    if not columns.has("title"):
        return "other"
    if columns.profile.kind == "debt":
        return "debt"
    evidence = sum(bool(columns.by_field.get(name)) and _holds_something(columns, name) for name in _EVIDENCE)
    telling = any(
        columns.by_field.get(name) and _holds_something(columns, name) for name in ("status", "estimate", "sprint")
    )
    needed = 1 if tool or (telling and items) else 2
    lone_list = table.header_row >= 0 and len([h for h in headers if h]) == 1 and items > 0
    listed = items > 0 and (_is_plain_list(headers, columns) or _is_list_of_stories(table, columns))
    return "backlog" if evidence >= needed or lone_list or listed or (tool and items) else "other"


def _is_list_of_stories(table: FoundTable, columns: Columns) -> bool:
    """Recognise a backlog without figures yet: by the word over its titles, or by the keys and the empty columns."""
    if table.header_row < 0 or columns.profile.name != "none":
        return False
    words = normalised(columns.samples[columns.by_field["title"][0]].header).split()
    beside = sum(bool(sample.filled) for sample in columns.samples)
    if not _STORY_WORDS.isdisjoint(words) and beside > 1:
        return True
    key = columns.first("id")
    keyed = key is not None and len(columns.samples[key].counts) == len(columns.samples[key].filled) > 0
    return keyed and sum(columns.has(name) for name in _EVIDENCE) >= _PLANNED


def _is_plain_list(headers: list[str], columns: Columns) -> bool:
    """Recognise a list of hardly more than keys and titles, all keys different."""
    key = columns.first("id")
    if key is None or len([header for header in headers if header]) > _PLAIN_LIST:
        return False
    keys = columns.samples[key].filled
    return len(set(keys)) == len(keys) > 0


def _holds_something(columns: Columns, name: str) -> bool:
    samples = columns.samples
    return all(s.is_empty for s in samples) or any(samples[c].filled for c in columns.by_field[name])


_TEXT_START = 100_000


def kind_of_text(text: str) -> str:
    """Return ``leave`` for a calendar, ``git-log`` for a version history, ``""`` for what may be a table."""
    start = text[:_TEXT_START].lstrip("\ufeff \r\n\t")
    if start[:15].upper() == "BEGIN:VCALENDAR":
        return "leave"
    return "git-log" if is_git_log(start) else ""


def kind_of_file(path: Path, *, encoding: str | None = None) -> str:
    """Return what a file is that holds no table, ``""`` for one that may hold one; see :func:`kind_of_text`.

    Raises
    ------
    FileProblemError, UnreadableFileError
        When the file cannot be opened.
    """
    if preflight(path).format is not FileFormat.TEXT:
        return ""
    with path.open("rb") as stream:
        start = stream.read(_TEXT_START)
    return "" if looks_binary(start) else kind_of_text(decode(start, encoding=encoding).text)


def _hits(words: Iterable[str], group: str) -> int:
    known = general_words("other_kinds", group)
    return sum(word in known for word in words)


def _is_leave(table: FoundTable, headers: list[str]) -> bool:
    """Recognise leave by its words at the top or at the left, or by one column per day."""
    grid = table.grid
    top = [
        normalised_value(text).rstrip(":") for row in range(min(grid.height, _TOP_ROWS)) for text in grid.row(row)[:60]
    ]
    left = [normalised_value(text) for text in grid.texts(0)[:60]] if grid.width else []
    words = [word for word in dict.fromkeys([*headers, *top, *left]) if word]
    named = _hits(words, "leave")
    if named >= 2:  # noqa: PLR2004 - one such word may be a feature's name
        return True
    days = max((sum(map(is_date, grid.row(row)[1:])) for row in range(min(grid.height, _TOP_ROWS))), default=0)
    tokens = _hits((token for word in words if len(word) < _SHORT for token in word.split()), "leave")
    plain = bool(_PEOPLE & set(headers)) and bool(_FROM & set(headers)) and bool(_TO & set(headers))
    return plain or (named + tokens >= 1 and (days >= _MANY_DAYS or _has_range(headers)))


def _has_range(headers: list[str]) -> bool:
    starts = {"from", "von", "start", "start date", "début", "desde", "du", "begin", "first day"}
    ends = {"to", "bis", "end", "end date", "fin", "hasta", "au", "until", "last day"}
    return bool(starts & set(headers)) and bool(ends & set(headers))


def _is_time_log(headers: list[str], columns: Columns) -> bool:
    """Recognise time entries: hours, a day and a person per row, and no status or sprint."""
    hours, days, people = (_hits(headers, group) for group in ("time_entry", "time_entry_date", "time_entry_person"))
    planned = columns.has("status") or columns.has("sprint") or columns.has("priority")
    return bool(hours and days and people) and not planned


def _history_columns(table: FoundTable) -> dict[str, int]:
    found: dict[str, int] = {}
    for group in ("committed", "completed", "committed_items", "completed_items"):
        known = {normalised(word) for word in general_words("history", group)}
        for column, header in enumerate(table.headers):
            if column not in found.values() and normalised(header) in known:
                found[group] = column
                break
    return found


def _is_history(table: FoundTable, columns: Columns) -> bool:
    """Recognise a table of one row per sprint: numbers that were committed and completed, no item's title or status."""
    found = _history_columns(table)
    wanted = {"completed", "completed_items"} & found.keys()
    if not wanted or not ({"committed", "committed_items"} & found.keys() or _sprint_column(table) is not None):
        return False
    samples = sample_columns(table)
    numeric = all(samples[column].share(is_amount) > _NEARLY_ALL for column in found.values())
    return numeric and not columns.has("status") and not columns.has("assignee") and not columns.has("priority")


def _sprint_column(table: FoundTable) -> int | None:
    words = (
        "sprint name",
        "sprint",
        "iteration",
        "sprint number",
        "sprint ref",
        "sprint index",
        "cycle",
        "sprint no",
        "sprint id",
    )
    headers = [normalised(header) for header in table.headers]
    return next((headers.index(word) for word in words if word in headers), None)


def read_history(table: FoundTable) -> tuple[ImportedSprint, ...]:
    """Read a table of one row per sprint."""
    found, start = _history_columns(table), table.body_start
    grid = table.grid
    count = grid.height - start
    name_column = _sprint_column(table)
    names = grid.texts(name_column, start) if name_column is not None else [str(n + 1) for n in range(count)]
    numbers: Callable[[str], list[float | None]] = lambda group: (  # noqa: E731 - a local shorthand
        parse_estimates(grid.texts(found[group], start), unit="points").values if group in found else [None] * count
    )
    amounts = {g: numbers(g) for g in ("committed", "completed", "committed_items", "completed_items")}
    starts, ends = _days(table, "start"), _days(table, "end")
    sprints = []
    for row, name in enumerate(names):
        completed, done_items = amounts["completed"][row], amounts["completed_items"][row]
        if not name or (completed is None and done_items is None):
            continue
        done = completed if completed is not None else done_items or 0.0
        committed = amounts["committed"][row]
        if committed is None:
            committed = amounts["committed_items"][row] if completed is None else None
        planned = done if committed is None else committed
        sprints.append(
            ImportedSprint(
                name=name,
                start=starts[row],
                end=ends[row],
                committed=planned,
                completed=done,
                carried=max(planned - done, 0.0),
                committed_items=int(amounts["committed_items"][row] or 0),
                completed_items=int(done_items or 0),
                carried_items=0,
                dated_by="file" if starts[row] else "",
            )
        )
    return tuple(sprints)


def _days(table: FoundTable, edge: str) -> list[date | None]:
    words = {
        "start": ("start", "start date", "sprint start", "from"),
        "end": ("end", "end date", "sprint end", "finish", "to"),
    }
    headers = [normalised(header) for header in table.headers]
    column = next((headers.index(word) for word in words[edge] if word in headers), None)
    cells = table.grid.column(column, table.body_start) if column is not None else []
    return parse_dates(cells).values if column is not None else [None] * (table.grid.height - table.body_start)
