"""Small tables in the shape of every tool and every habit, each with its truth beside it in ``fixtures``."""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.importing import read_backlog
from planner.importing.reading import ImportedBacklog

FIXTURES = Path(__file__).with_name("fixtures")
LEAST = 120


@cache
def tables() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(FIXTURES.glob("*.toml")):
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["table"]:
            found[f"{path.stem}: {table['name']}"] = table
    return found


def write(table: dict[str, Any], folder: Path) -> Path:
    if "sheets" in table:
        return write_book(table, folder / str(table.get("file", "backlog.xlsx")))
    text = table["text"].removesuffix("\n" if table.get("no_newline") else "")
    text = text.replace("\n", "\r\n") if table.get("crlf") else text
    path = folder / str(table.get("file", "export.csv"))
    path.write_bytes(text.encode(table.get("encoding", "utf-8")))
    return path


def write_book(table: dict[str, Any], path: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, text in table["sheets"].items():
        sheet = book.create_sheet(name)
        for row, line in enumerate(text.splitlines(), start=1):
            for column, cell in enumerate(line.split("|"), start=1):
                if cell.strip():
                    sheet.cell(row, column, typed(cell.strip()))
        sheet.sheet_state = "hidden" if name in table.get("hidden", ()) else "visible"
        for span in table.get("merges", ()):
            sheet.merge_cells(span)
        for row in table.get("hidden_rows", ()):
            sheet.row_dimensions[row].hidden = True
    book.save(path)
    return path


def typed(cell: str) -> object:
    if cell.startswith("'"):
        return cell[1:]
    readers: tuple[Callable[[str], object], ...] = (int, float, date.fromisoformat)
    for read in readers:
        try:
            return read(cell)
        except ValueError:
            continue
    return cell


def words(values: Sequence[object]) -> str:
    return " ".join("-" if value is None else str(value) for value in values)


def sprint_words(found: ImportedBacklog) -> list[str]:
    told = []
    for sprint in found.history:
        figures = f"{sprint.name} {sprint.committed:g} {sprint.completed:g} {sprint.carried:g}"
        told.append(f"{figures} {sprint.start} {sprint.end}" if sprint.dated_by == "file" else figures)
    return told


def links(found: ImportedBacklog, name: str) -> dict[str, str]:
    values = ((item.key, getattr(item, name)) for item in found.items)
    return {key: value if isinstance(value, str) else " ".join(value) for key, value in values if value}


SAID: dict[str, Callable[[ImportedBacklog], object]] = {
    "tool": lambda found: found.inspection.profile,
    "kind": lambda found: found.inspection.kind,
    "items": lambda found: found.inspection.items,
    "header": lambda found: found.inspection.header_row,
    "points": lambda found: [
        found.inspection.estimate.filled,
        round(found.inspection.estimate.sum, 3),
        found.inspection.estimate.unit,
    ],
    "sprints": lambda found: [found.inspection.sprints.filled, found.inspection.sprints.distinct],
    "statuses": lambda found: words([item.status.value for item in found.items]),
    "debt": lambda found: found.inspection.debt_items,
    "history": sprint_words,
    "closed": lambda found: words(["yes" if sprint.closed else "no" for sprint in found.history]),
    "keys": lambda found: words([item.key for item in found.items]),
    "titles": lambda found: [item.title for item in found.items],
    "kinds": lambda found: words([item.kind.value for item in found.items]),
    "parents": lambda found: links(found, "parent"),
    "waits": lambda found: links(found, "depends_on"),
    "sprint_of": lambda found: [item.sprint for item in found.items],
    "people": lambda found: [" + ".join(item.assignees) for item in found.items],
    "created": lambda found: words([item.created for item in found.items]),
    "due": lambda found: words([item.due for item in found.items]),
    "planned": lambda found: sum(item.estimate or 0 for item in found.items if not item.children_summed),
    "sheet": lambda found: found.inspection.sheet,
    "delimiter": lambda found: found.inspection.delimiter,
}
BY_DEFAULT: dict[str, Any] = {"kind": "backlog", "header": 0}  # of a table whose kind is not told
IN_EVERY_TRUTH = ("tool", "items", "columns", "sprints", "statuses")


@pytest.mark.parametrize("name", tables())
def test_a_table_is_read_as_a_person_reads_it(name: str, tmp_path: Path) -> None:
    table = tables()[name]
    table = table if "kind" in table else BY_DEFAULT | table
    found = read_backlog(write(table, tmp_path), day_first=table.get("day_first"))
    said = {key: say(found) for key, say in SAID.items() if key in table}
    columns = {field: "|".join(found.inspection.columns[field]) for field in table.get("columns", {})}
    assert said | {"columns": columns} == {key: table[key] for key in said} | {"columns": table.get("columns", {})}
    assert set(table.get("issues", ())) <= {issue.code for issue in found.issues}


def test_there_are_many_tables_and_each_tells_what_counts() -> None:
    backlogs = [table for table in tables().values() if table.get("kind", "backlog") in {"backlog", "debt"}]
    assert len(tables()) >= LEAST
    assert [table["name"] for table in backlogs if set(IN_EVERY_TRUTH) - table.keys()] == []
