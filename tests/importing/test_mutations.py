"""Damaged files are read or refused: nothing else comes out, nothing takes long, nothing eats the memory.

The ordinary run takes a slice; ``BALLAST_MUTATIONS=5000`` with ``-k every`` reads them all.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# ruff: noqa: T201 - the figures of the full run are printed

SECONDS = 2.0
MEGABYTES = 300
SLICE = 160
ALL = int(os.environ.get("BALLAST_MUTATIONS", "0"))
BATCH = 500
ROOT = Path(__file__).parents[2]


def read_damaged(first: int, count: int) -> list[list[str]]:
    """Read damaged files in a process of their own; return number, seconds, megabytes and outcome of each."""
    call = [sys.executable, "-m", "tests.mutated_files", str(first), str(count)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    told = [line.split(" ", 3) for line in done.stdout.splitlines()]
    last = told[-1][0] if told else "none"
    assert done.returncode == 0, f"the process ended after number {last}: {done.stderr[-2000:]}"
    return told


def check(told: list[list[str]], *, count: int) -> None:
    assert len(told) == count
    assert [entry for entry in told if entry[3].startswith("RAISED")] == []
    assert [entry for entry in told if float(entry[1]) > SECONDS] == []
    assert [entry for entry in told if int(entry[2]) > MEGABYTES] == []
    assert sum(entry[3].startswith("read") for entry in told) > 0.3 * count
    assert sum(entry[3].startswith("refused") for entry in told) > 0.02 * count


def test_a_slice_of_the_damaged_files_is_read_or_refused() -> None:
    check(read_damaged(0, SLICE), count=SLICE)


@pytest.mark.slow
@pytest.mark.skipif(not ALL, reason="set BALLAST_MUTATIONS to their number")
def test_every_damaged_file_is_read_or_refused() -> None:
    told = [entry for first in range(0, ALL, BATCH) for entry in read_damaged(first, min(BATCH, ALL - first))]
    slowest, biggest = max(float(entry[1]) for entry in told), max(int(entry[2]) for entry in told)
    read = sum(entry[3].startswith("read") for entry in told)
    print(f"\n{len(told)} damaged files: {read} read, the others refused; {slowest:.2f} s, {biggest} MB at most")
    check(told, count=ALL)
