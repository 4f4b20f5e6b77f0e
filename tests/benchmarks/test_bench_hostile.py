"""Every hostile file is answered within two seconds on a quiet machine: refused in a sentence, or read."""

import time
from contextlib import suppress
from pathlib import Path

import pytest

from planner.domain.errors import UnreadableFileError
from planner.importing import inspect
from tests.hostile_files import READ, REFUSED

SECONDS = 2.0
WORKBOOKS = {*REFUSED, "a far cell", "a far cell in odd markup", "a declared span"}


@pytest.mark.parametrize("name", [*REFUSED, *READ])
def test_a_hostile_file_is_answered_soon(name: str, tmp_path: Path) -> None:
    path = tmp_path / ("file.xlsx" if name in WORKBOOKS else "file.csv")
    path.write_bytes((REFUSED.get(name) or READ[name])())
    started = time.perf_counter()
    with suppress(UnreadableFileError):
        inspect(path)
    spent = time.perf_counter() - started
    print(f"\n{name}: {spent:.2f} s")
    assert spent < SECONDS
