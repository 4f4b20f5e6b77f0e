"""A killed program loses no change that was acknowledged, and leaves no bad file."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from planner.document.plan_document import PlanDocument
from planner.storage.plan_file import load
from tests.kill_child import digest, states

KILLS = int(os.environ.get("BALLAST_KILLS", "20"))


def run_and_kill(path: Path, seed: int, *, after: int) -> list[str]:
    """Kill a child that edits and saves while it makes the change after ``after``; return what it acknowledged."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    call = [sys.executable, "-m", "tests.kill_child", str(path), str(seed)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        told = [child.stdout.readline() for _ in range(after)]
        child.send_signal(signal.SIGKILL)  # the child is somewhere in its next changes by now
        return [line.strip() for line in (*told, *child.stdout) if line.endswith("\n")]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_every_acknowledged_change_survives_a_kill(open_document: Callable[..., PlanDocument], path: Path) -> None:
    moments, acknowledged, recovered = Random(11), 0, 0  # noqa: S311 - repeatable on purpose
    for seed in range(KILLS):
        start = load(path).plan
        told = run_and_kill(path, seed, after=moments.randint(5, 60))
        expected = [digest(start), *islice(states(PlanDocument(start), seed, save=lambda: None), len(told) + 1)]
        assert told == expected[1:-1]
        document = open_document(path)  # the file itself is sound whenever the kill came
        found = document.recovery.plan if document.recovery else document.plan
        # the last state that was told, or the one that was just being made
        assert digest(found) in expected[-2:]
        acknowledged += len(told)
        recovered += document.recovery is not None
        if document.recovery:
            document.recover(document.recovery)
            document.save()
        document.close()
    assert acknowledged >= 5 * KILLS
    assert recovered > KILLS / 2
    assert [entry.name for entry in path.parent.iterdir() if entry.suffix != ".tmp"] == ["plan.ballast"]
