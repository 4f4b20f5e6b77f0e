"""One command paints every screen; scaled ones come from a process whose Qt is scaled."""

import os
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def size_of(path: Path) -> tuple[int, int]:
    """Return width and height out of the header of a PNG file."""
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


def test_main_pages_are_painted_at_150_percent(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    done = subprocess.run(
        [sys.executable, "-m", "planner", "screenshots", str(folder)],
        env={**os.environ, "QT_SCALE_FACTOR": "1.5", "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = {path.name for path in folder.iterdir()}
    assert {"01-overview-light-150.png", "01-overview-dark-150.png", "08-welcome-light-150.png"} <= names
    # 1440 x 900 at 150 %
    assert {size_of(path) for path in folder.iterdir()} == {(2160, 1350)}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("here already")
    done = subprocess.run(
        [sys.executable, "-m", "planner", "screenshots", str(occupied)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
