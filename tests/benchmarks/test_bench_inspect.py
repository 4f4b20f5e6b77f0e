"""Gates P1 and P2: understanding a big export against merely reading it with the usual libraries."""

import os
from pathlib import Path

import pytest

from planner.importing import inspect
from tests.benchmarks.side_by_side import median_ms, told_by_child

ROWS = int(os.environ.get("BALLAST_ROWS", "100000"))
OPEN_DOCUMENT_ROWS = ROWS // 10
HEAD = ("ID", "Title", "Status", "Story Points", "Created", "Sprint", *(f"Field {n}" for n in range(24)))
MEMORY = "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
"""The peak of the child alone: ``ru_maxrss`` begins with that of the process that started it."""


def row(number: int) -> list[str | int]:
    day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
    status = ("New", "Active", "Done")[number % 3]
    fields: list[str | int] = [f"text {number % 97} of {n}" if n % 2 else number % (n + 5) for n in range(24)]
    return [number + 1, f"Story {number} in a few words", status, number % 8 + 1, day, f"Sprint {number % 40}", *fields]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from xlsxwriter import Workbook

    path = tmp_path_factory.mktemp("inspect") / "board.xlsx"
    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Board")
        sheet.write_row(0, 0, HEAD)
        for number in range(ROWS):
            sheet.write_row(number + 1, 0, row(number))
    return path


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import csv

    path = tmp_path_factory.mktemp("inspect") / "board.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(row(number) for number in range(ROWS))
    return path


def bare_rows(path: Path) -> int:
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False))


def test_a_workbook_of_100_000_rows(workbook: Path) -> None:
    import pandas as pd

    assert inspect(workbook).items == ROWS
    ours, bare = median_ms(lambda: inspect(workbook), lambda: bare_rows(workbook), rounds=3)
    (slow,) = median_ms(lambda: pd.read_excel(workbook, engine="openpyxl"), rounds=1)
    print(f"\nxlsx {ROWS} x 30: inspect {ours:.0f} ms, calamine rows {bare:.0f} ms, ratio {ours / bare:.2f} (<= 1.6)")
    print(f"pandas with openpyxl {slow:.0f} ms, {slow / ours:.1f} times inspect (>= 6)")


def test_memory_of_a_workbook(workbook: Path) -> None:
    read = "import sys; from python_calamine import CalamineWorkbook as W;"
    bare = told_by_child(
        f"{read} rows = W.from_path(sys.argv[1]).get_sheet_by_index(0).to_python(); {MEMORY}", str(workbook)
    )
    ours = told_by_child(
        f"import sys; from planner.importing import inspect; inspect(sys.argv[1]); {MEMORY}", str(workbook)
    )
    ratio = int(ours) / int(bare)
    print(
        f"\npeak: inspect {int(ours) / 1024:.0f} MiB, calamine {int(bare) / 1024:.0f} MiB, ratio {ratio:.2f} (<= 1.1)"
    )


def test_a_table_of_100_000_rows(table: Path) -> None:
    import pandas as pd

    assert inspect(table).items == ROWS
    ours, bare = median_ms(lambda: inspect(table), lambda: pd.read_csv(table, parse_dates=["Created"]), rounds=3)
    print(f"\ncsv {ROWS} x 30: inspect {ours:.0f} ms, pandas {bare:.0f} ms, ratio {ours / bare:.2f} (<= 2.5)")


def test_an_open_document_of_10_000_rows(tmp_path: Path) -> None:
    pytest.importorskip("odf", reason="odfpy is not installed")
    import pandas as pd

    path = tmp_path / "board.ods"
    rows = [dict(zip(HEAD, row(number), strict=True)) for number in range(OPEN_DOCUMENT_ROWS)]
    pd.DataFrame(rows).to_excel(str(path), index=False)
    (ours,) = median_ms(lambda: inspect(path), rounds=3)
    (slow,) = median_ms(lambda: pd.read_excel(path, engine="odf"), rounds=1)
    print(f"\nods {OPEN_DOCUMENT_ROWS}: inspect {ours:.0f} ms, pandas {slow:.0f} ms, {slow / ours:.1f} times (>= 30)")


def test_growth_of_a_table(tmp_path: Path, table: Path) -> None:
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    for count in (1_000, 10_000, ROWS):
        part = tmp_path / f"{count}.csv"
        part.write_text("".join(lines[: count + 1]), encoding="utf-8")
        (taken,) = median_ms(lambda file=part: inspect(file), rounds=3)  # type: ignore[misc]
        print(f"\ncsv {count}: {taken:.0f} ms, {1000 * taken / count:.1f} ms per 1,000 rows")
