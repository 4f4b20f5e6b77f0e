"""The house keeps its floors: plain ``pytest`` fails when an import goes the wrong way."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "planner"
BELOW_DOCUMENT = ("exporting", "importing", "storage", "analysis", "domain", "resource_files")
HEAVY = {"pandas", "openpyxl", "xlsxwriter", "python_calamine", "pyqtgraph", "pptx", "highspy"}


def run_contracts(project: Path) -> subprocess.CompletedProcess[str]:
    call = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    environment = {**os.environ, "PYTHONPATH": str(project), "COLUMNS": "200"}
    return subprocess.run(call, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the project that may be spoilt."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "planner", ignore=shutil.ignore_patterns("__pycache__", "_resources"))
    return tmp_path


def test_every_import_keeps_to_its_floor() -> None:
    outcome = run_contracts(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "0 broken" in outcome.stdout


@pytest.mark.parametrize(
    ("where", "line", "contract"),
    [
        ("domain/plan.py", "import planner.storage.codec", "floors below it"),
        ("storage/codec.py", "import planner.importing", "floors below it"),
        ("analysis/capacity/breakdown.py", "from PySide6.QtCore import QObject", "Qt stays above"),
        ("domain/plan.py", "import numpy", "standard library only"),
        ("document/jobs.py", "import socket", "reach a network"),
    ],
)
def test_a_planted_violation_is_caught(copy: Path, where: str, line: str, contract: str) -> None:
    spoilt = copy / "planner" / where
    spoilt.write_text(f"{spoilt.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    outcome = run_contracts(copy)
    assert outcome.returncode != 0
    broken = [text for text in outcome.stdout.splitlines() if "BROKEN" in text]
    assert any(contract in text for text in broken), outcome.stdout


def test_a_package_without_a_floor_is_caught(copy: Path) -> None:
    attic = copy / "planner" / "attic"
    attic.mkdir()
    (attic / "__init__.py").write_text("", encoding="utf-8")
    outcome = run_contracts(copy)
    assert outcome.returncode != 0
    assert "attic" in outcome.stdout + outcome.stderr


def imported(path: Path, *, top_level_only: bool = False) -> Iterator[str]:
    """Yield the modules that a file imports; at the top level those that importing it loads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_widgets_are_used_in_the_user_interface_only() -> None:
    allowed = (PACKAGE / "ui", PACKAGE / "app.py")
    guilty = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*.py")
        if not any(path.is_relative_to(place) for place in allowed)
        and any(name.startswith(("PySide6.QtWidgets", "PySide6.QtSvgWidgets")) for name in imported(path))
    ]
    assert guilty == []


def test_nothing_can_reach_a_network_through_qt() -> None:
    guilty = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in PACKAGE.rglob("*.py")
        for name in imported(path)
        if name.startswith(("PySide6.QtNetwork", "PySide6.QtWebEngine", "PySide6.QtWebSockets"))
    }
    assert guilty == set()


def test_heavy_libraries_are_loaded_inside_functions_only() -> None:
    guilty = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in PACKAGE.rglob("*.py")
        for name in imported(path, top_level_only=True)
        if name.partition(".")[0] in HEAVY
    }
    assert guilty == set()


def modules_below_document() -> list[str]:
    paths = [
        path
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0].removesuffix(".py") in BELOW_DOCUMENT
    ]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return sorted(name.removesuffix(".__init__") for name in names)


def test_every_floor_below_the_document_loads_without_qt() -> None:
    modules = modules_below_document()
    assert len(modules) > 50
    script = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'PySide6', 'shiboken6', 'pyqtgraph'}))\n"
    )
    call = [sys.executable, "-c", script, *modules]
    outcome = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.stdout == "[]\n", outcome.stderr


def test_the_command_line_loads_without_qt() -> None:
    script = "import sys, planner.cli.main; print('PySide6' in sys.modules)"
    outcome = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.stdout == "False\n", outcome.stderr
