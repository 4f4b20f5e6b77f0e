import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planner.__main__ import main
from planner.resource_files import resource_path

SAMPLE = resource_path("sample", "payments.ballast")
LATER = resource_path("sample", "payments-mid-sprint.ballast")


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return stdout as one JSON object."""
        return json.loads(self.out)


Ballast = Callable[..., Answer]


@pytest.fixture
def ballast(capsys: pytest.CaptureFixture[str]) -> Ballast:
    """Run the command line in this process."""

    def run(*arguments: object) -> Answer:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def sample() -> Path:
    """Return the sample plan's file."""
    return SAMPLE


@pytest.fixture
def later_sample() -> Path:
    """Return the file of the plan a week later."""
    return LATER


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the sample plan that a test may change."""
    path = tmp_path / "payments.ballast"
    path.write_bytes(SAMPLE.read_bytes())
    return path
