"""Files made on the spot, and what was understood of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from planner.importing import read_backlog
from planner.importing.reading import ImportedBacklog

Rows = Sequence[Sequence[object]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ImportedBacklog]:
    """Write text or bytes to a file and read it as a backlog."""

    def _read(content: str | bytes, *, name: str = "export.csv", encoding: str = "utf-8") -> ImportedBacklog:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_backlog(path)

    return _read


@pytest.fixture
def read_sheets(tmp_path: Path) -> Callable[..., ImportedBacklog]:
    """Write sheets of rows to a workbook and read it as a backlog."""

    def _read(sheets: dict[str, Rows], *, merges: Sequence[str] = (), hidden: Sequence[str] = ()) -> ImportedBacklog:
        from openpyxl import Workbook

        book = Workbook()
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
            sheet.sheet_state = "hidden" if name in hidden else "visible"
        book.remove(book.worksheets[0])
        for merge in merges:
            book.worksheets[0].merge_cells(merge)
        path = tmp_path / "book.xlsx"
        book.save(path)
        return read_backlog(path)

    return _read


@pytest.fixture(scope="session")
def facts() -> Callable[[ImportedBacklog], dict[str, object]]:
    """Tell what was found in a file as flat facts, so that a case names only those that it is about."""

    def _facts(found: ImportedBacklog) -> dict[str, object]:
        told, items = found.inspection, found.items
        columns = {name: "|".join(headers) for name, headers in told.columns.items()}
        return {
            **columns,
            "kind": told.kind,
            "profile": told.profile,
            "sheet": told.sheet,
            "encoding": told.encoding,
            "delimiter": told.delimiter,
            "header_row": told.header_row,
            "items": told.items,
            "filled": told.estimate.filled,
            "sum": told.estimate.sum,
            "unit": told.estimate.unit,
            "in_sprints": told.sprints.filled,
            "sprints": told.sprints.distinct,
            "keys": [item.key for item in items],
            "titles": [item.title for item in items],
            "estimates": [item.estimate for item in items],
            "sprint_names": [item.sprint for item in items],
            "statuses": [item.status.value for item in items],
            "people": [item.assignees for item in items],
            "parents": [item.parent for item in items],
            "issues": {issue.code for issue in found.issues},
        }

    return _facts
