"""Gates P1 and P2: how long it takes to understand a big export, against readers that only load its cells.

Run with ``python -m pytest tests/benchmarks/test_bench_import.py -s``. Every figure is the median of alternating
runs in one process, in seconds of its processor; only ratios of one run mean anything.
"""

import csv
import random
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from statistics import median
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from planner.importing import inspect

ROUNDS = 3
SIZES = (1_000, 10_000, 100_000)
NAMES = ("Mia Ott", "Jon Bell", "Ada Roy", "Lev Orlov", "Ines Gil")
TYPES = ("Story", "Bug", "Task", "Technical Debt")
STATES = ("To Do", "In Progress", "Done", "Won't do")
WORDS = (
    "cart",
    "price",
    "login",
    "search",
    "index",
    "refund",
    "report",
    "export",
    "invoice",
    "stock",
    "photo",
    "coupon",
)
HEADER = (
    "Issue key", "Issue id", "Summary", "Issue Type", "Status", "Project key", "Priority", "Assignee", "Reporter",
    "Created", "Updated", "Resolved", "Due date", "Labels", "Labels", "Components", "Sprint", "Sprint",
    "Custom field (Story Points)", "Original estimate", "Time Spent", "Parent", "Parent summary", "Description",
    "Comment", "Votes", "Watchers", "Environment", "Custom field (Rank)", "Fix versions",
)  # fmt: skip


# ruff: noqa: E501 - one issue is one long row
def row_of(number: int, chance: random.Random) -> list[str | int | float | None]:
    """Return one issue of a big tracker as it exports it: 30 cells, a third of them empty."""
    start = date(2023, 1, 2) + timedelta(days=number % 700)
    words = " ".join(chance.choice(WORDS) for _word in range(6))
    done = number % 3 == 0
    sprint = f"Shop Sprint {number % 60 + 1}"
    return [
        f"SHOP-{number}", 10_000 + number, f"{words} {number}", TYPES[number % 4], STATES[2 if done else number % 2],
        "SHOP", ("High", "Medium", "Low")[number % 3], NAMES[number % 5], NAMES[number % 3],
        f"{start.isoformat()} 09:15", f"{(start + timedelta(days=9)).isoformat()} 17:40",
        f"{(start + timedelta(days=8)).isoformat()} 16:00" if done else None, None,
        "ui" if number % 4 else "tech-debt", None, ("api", "web")[number % 2], sprint, None,
        float(number % 8 + 1) if number % 5 else None, None, None, 10_000 + number - 1 if number % 7 == 0 else None, None,
        f"As a buyer I want the {words} so that it is quicker.", None, number % 4, None, None, f"0|i{number:05x}:", None,
    ]  # fmt: skip


def table_of(rows: int) -> list[list[str | int | float | None]]:
    """Return the header and this many issues, the same ones every time."""
    chance = random.Random(7)  # noqa: S311 - a repeatable table, no secret
    return [list(HEADER), *(row_of(number, chance) for number in range(1, rows + 1))]


def write_workbook(path: Path, rows: list[list[str | int | float | None]]) -> Path:
    """Write rows as a workbook with shared strings, as spreadsheet programs do."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Issues")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def write_text(path: Path, rows: list[list[str | int | float | None]]) -> Path:
    """Write rows as comma-separated text."""
    stream = StringIO()
    csv.writer(stream).writerows([["" if cell is None else cell for cell in row] for row in rows])
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


def calamine_rows(path: Path) -> int:
    """Load the cells of a workbook and nothing else."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False))


def pandas_with_openpyxl(path: Path) -> int:
    """Load a workbook as most scripts do."""
    import pandas as pd

    return len(pd.read_excel(path, engine="openpyxl"))


def pandas_with_dates(path: Path) -> int:
    """Load text by the C reader of pandas, with its three columns of dates parsed."""
    import pandas as pd

    return len(pd.read_csv(path, engine="c", parse_dates=["Created", "Updated", "Resolved"]))


def pandas_with_odf(path: Path) -> int:
    """Load an OpenDocument sheet as pandas does."""
    import pandas as pd

    return len(pd.read_excel(path, engine="odf"))


def understand(path: Path) -> int:
    """Tell how the file is understood, and make no item of it."""
    return inspect(path).items


def times(*jobs: Callable[[Path], int], path: Path, rounds: int = ROUNDS) -> list[float]:
    """Return the median time of each job in s, run in turn so that a busy machine hurts all alike."""
    spent: list[list[float]] = [[] for _job in jobs]
    for _round in range(rounds):
        for job, own in zip(jobs, spent, strict=True):
            start = process_time()
            assert job(path) > 0
            own.append(process_time() - start)
    return [median(own) for own in spent]


@pytest.mark.parametrize("rows", SIZES)
def test_p1_a_workbook_is_understood_hardly_slower_than_its_cells_are_loaded(rows: int, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "big.xlsx", table_of(rows))
    ours, bare = times(understand, calamine_rows, path=path)
    print(
        f"\nP1 {rows:>7,} x 30 xlsx: inspect {ours:.2f} s, bare calamine {bare:.2f} s, ratio {ours / bare:.2f} (gate 1.6)"
    )
    if rows == SIZES[1]:
        (slow,) = times(pandas_with_openpyxl, path=path, rounds=1)
        print(f"P1 {rows:>7,} x 30 xlsx: pandas+openpyxl {slow:.2f} s, {slow / ours:.1f} times ours (gate 6)")


def test_p1_the_memory_of_a_workbook(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "big.xlsx", table_of(SIZES[1]))
    peaks = []
    for job in (understand, calamine_rows):
        job(path)
        tracemalloc.start()
        job(path)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    print(
        f"\nP1 Python memory at its peak, {SIZES[1]:,} rows: {peaks[0] / 1e6:.0f} MB, bare calamine {peaks[1] / 1e6:.0f} MB"
    )


@pytest.mark.parametrize("rows", SIZES)
def test_p2_text_is_understood_hardly_slower_than_pandas_loads_it(rows: int, tmp_path: Path) -> None:
    path = write_text(tmp_path / "big.csv", table_of(rows))
    pandas_with_dates(path)
    ours, bare = times(understand, pandas_with_dates, path=path)
    print(
        f"\nP2 {rows:>7,} x 30 csv: inspect {ours:.2f} s, pandas' C reader {bare:.2f} s, ratio {ours / bare:.2f} (gate 2.5)"
    )


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_open_document(path: Path, rows: list[list[str | int | float | None]]) -> Path:
    """Write rows as an OpenDocument sheet."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(cell.format("" if entry is None else entry) for entry in row) for row in rows)
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="Issues">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


def test_p2_an_open_document_is_understood_far_faster_than_pandas_loads_it(tmp_path: Path) -> None:
    path = write_open_document(tmp_path / "big.ods", table_of(SIZES[1]))
    (ours,) = times(understand, path=path)
    print(f"\nP2 {SIZES[1]:>7,} x 30 ods: inspect {ours:.2f} s")
    pytest.importorskip("odf")
    (slow,) = times(pandas_with_odf, path=path, rounds=1)
    print(f"P2 {SIZES[1]:>7,} x 30 ods: pandas+odfpy {slow:.2f} s, {slow / ours:.0f} times ours (gate 30)")
