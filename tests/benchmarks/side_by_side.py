"""Two jobs measured in turns, so that a busy machine slows both alike."""

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median


def median_ms(*actions: Callable[[], object], rounds: int = 5) -> list[float]:
    """Return the median wall time of each action in milliseconds; the actions take turns."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, taken in zip(actions, times, strict=True):
            started = time.perf_counter()
            action()
            taken.append(1000 * (time.perf_counter() - started))
    return [median(taken) for taken in times]


def told_by_child(script: str, *arguments: str) -> str:
    """Run Python code in a process of its own; return what it prints."""
    call = [sys.executable, "-c", script, *arguments]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout.strip()
