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
