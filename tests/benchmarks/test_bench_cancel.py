"""How long a wish to stop can go unheard while 100,000 rows are read: the longest time between two questions."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from planner.importing import read_backlog
from tests.benchmarks.test_bench_import import table_of, write_text, write_workbook

ROWS = 100_000
SECONDS = 0.5


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_wish_to_stop_is_heard_soon(suffix: str, tmp_path: Path) -> None:
    write = write_text if suffix == "csv" else write_workbook
    path = write(tmp_path / f"big.{suffix}", table_of(ROWS))
    read_backlog(path)
    asked: list[float] = [time.process_time()]
    found = read_backlog(path, report=lambda *_told: asked.append(time.process_time()))
    asked.append(time.process_time())
    gaps = [after - before for before, after in pairwise(asked)]
    print(f"\n{suffix} {ROWS:,} rows: asked {len(gaps)} times, at most {max(gaps):.2f} s apart (gate {SECONDS})")
    assert found.inspection.items == ROWS
    assert max(gaps) < SECONDS
