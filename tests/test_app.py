"""The program starts light: the window is there before any heavy library."""

import os
import subprocess
import sys
from pathlib import Path


def test_the_first_window_loads_nothing_heavy(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    out = subprocess.run(
        [sys.executable, "-m", "planner", "--startup-report"],
        capture_output=True,
        text=True,
        check=True,
        env=env,
        cwd=Path(__file__).parents[1],
    )
    assert out.stdout.startswith("first window after")
    assert out.stdout.rstrip().endswith("heavy libraries loaded: none")
