"""A killed program loses no change that was acknowledged, and leaves no bad file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from planner.document.plan_document import PlanDocument
from planner.storage.plan_file import load
from tests.kill_child import digest, states

KILLS = int(os.environ.get("BALLAST_KILLS", "20"))


def run_and_kill(path: Path, seed: int, *, after_seconds: float) -> list[str]:
    """Let a child edit and save for a moment, kill it, and return the states it has acknowledged."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    call = [sys.executable, "-m", "tests.kill_child", str(path), str(seed)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(after_seconds)  # the random moment is what is tested; nothing is waited for
        child.send_signal(signal.SIGKILL)
        return [line.strip() for line in child.stdout if line.endswith("\n")]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_every_acknowledged_change_survives_a_kill(open_document: Callable[..., PlanDocument], path: Path) -> None:
    moments, acknowledged, recovered = Random(11), 0, 0  # noqa: S311 - repeatable on purpose
    for seed in range(KILLS):
        start = load(path).plan
        told = run_and_kill(path, seed, after_seconds=moments.uniform(0.0, 0.5))
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
    assert acknowledged > 10 * KILLS
    assert recovered > KILLS / 2
    assert [entry.name for entry in path.parent.iterdir() if entry.suffix != ".tmp"] == ["plan.ballast"]
