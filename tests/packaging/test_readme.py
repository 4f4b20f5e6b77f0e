"""The README is run: what it tells people to type works, and the checks it names are those that are run."""

import re
import shlex
from pathlib import Path

import pytest

from planner.__main__ import main
from planner.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
README = ROOT.joinpath("README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^ballast (.+?)(?:\s+#.*)?$", README, flags=re.MULTILINE)


def test_every_example_of_the_command_line_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import Workbook

    monkeypatch.chdir(tmp_path)
    assert len(EXAMPLES) == 12
    team = Workbook()
    team.worksheets[0]["A1"] = "{{plan.name}}"
    team.save(tmp_path / "team.xlsx")
    for example in EXAMPLES:
        code = main(shlex.split(example))
        said = capsys.readouterr()
        assert code == 0, f"{example}: {said.err}"
        assert said.out
    assert (tmp_path / "plan.xlsx").stat().st_size > 10_000
    assert len(list((tmp_path / "charts").iterdir())) > 20


def test_examples_show_every_command_but_the_ones_for_files() -> None:
    shown = {example.split()[0] for example in EXAMPLES}
    assert set(COMMANDS) - shown <= {"check", "anonymise", "screenshots"}


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    command = "python3 packaging/bootstrap.py test"
    assert command in README
    assert ROOT.joinpath(".ci", "run").read_text(encoding="utf-8").rstrip().endswith(command)


def test_only_the_fixed_pictures_are_shown() -> None:
    shown = re.findall(r"\]\((resources/pictures/[^)]+)\)", README)
    assert shown == [
        f"resources/pictures/{name}.png" for name in ("overview", "import", "team", "debt", "sprints", "forecast")
    ]
