import os
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
import qt_libraries

LDD = """
    linux-vdso.so.1 (0x00007ffd)
    libEGL.so.1 => not found
    libxkbcommon.so.0 => not found
    libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f)
"""


def test_an_older_python_is_told_which_one_is_needed() -> None:
    with pytest.raises(bootstrap.BootstrapError, match=r"3\.11 or newer and this is 3\.9"):
        bootstrap.check_version((3, 9))


def test_this_python_is_new_enough() -> None:
    bootstrap.check_version((3, 11))


@pytest.mark.parametrize(("windows", "expected"), [(True, "env/Scripts/python.exe"), (False, "env/bin/python")])
def test_environment_keeps_its_python_where_the_system_does(*, windows: bool, expected: str) -> None:
    assert bootstrap.environment_python(Path("env"), windows=windows) == Path(expected)


def test_fingerprint_changes_with_the_project_file_and_with_the_extra() -> None:
    marks = {
        bootstrap.fingerprint(b"a", extra=""),
        bootstrap.fingerprint(b"b", extra=""),
        bootstrap.fingerprint(b"a", extra="test"),
    }
    assert len(marks) == 3


def test_installation_is_skipped_while_the_project_file_is_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python = bootstrap.environment_python(tmp_path, windows=os.name == "nt")
    python.parent.mkdir()
    python.touch()
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path)
    calls: list[list[str]] = []

    class Fine:
        returncode = 0

    def record(command: list[str], **options: object) -> Fine:
        calls.append(command)
        return Fine()

    monkeypatch.setattr(subprocess, "run", record)
    bootstrap.prepare(extra="test")
    bootstrap.prepare(extra="test")
    assert len(calls) == 1
    assert calls[0][-1].endswith("[test]")


def test_libraries_are_read_from_the_listing() -> None:
    assert qt_libraries.not_found(LDD) == ("libEGL.so.1", "libxkbcommon.so.0")


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("apt-get", "sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"),
        ("dnf", "sudo dnf install -y libglvnd-egl xcb-util-cursor"),
        ("pacman", "sudo pacman -S --needed libglvnd xcb-util-cursor"),
    ],
)
def test_missing_libraries_are_named_with_the_command_that_installs_them(program: str, command: str) -> None:
    known = qt_libraries.installers(lambda name: f"/usr/bin/{name}" if name == program else None)
    sentence = bootstrap.library_sentence(("libEGL.so.1", "libxcb-cursor.so.0"), known)
    assert "libEGL.so.1, libxcb-cursor.so.0" in sentence
    assert sentence.endswith(command)


def test_a_machine_without_a_known_installer_still_gets_a_sentence() -> None:
    assert "libEGL.so.1" in bootstrap.library_sentence(("libEGL.so.1",), ())


def test_checks_end_with_the_tests_and_pass_arguments_on() -> None:
    steps = bootstrap.checks(["-k", "capacity"], workers=2)
    assert [step.name for step in steps] == ["ruff check", "ruff format", "mypy", "import contracts", "pytest"]
    assert steps[-1].call == ("pytest", "-n", "2", "--dist", "loadfile", "-k", "capacity")


def test_summary_names_what_failed_and_closes_with_the_line_of_pytest() -> None:
    text = bootstrap.summary(
        [bootstrap.Outcome("mypy", 1, 12.34), bootstrap.Outcome("pytest", 0, 60.0, "==== 9 passed in 60.00s ====")]
    )
    assert text.splitlines() == [
        "FAILED mypy                 12.3 s",
        "ok     pytest               60.0 s",
        "==== 9 passed in 60.00s ====",
    ]


@pytest.mark.parametrize("arguments", [[], ["walk"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(arguments) == 2
    assert "run|test" in capsys.readouterr().err


def test_an_old_python_ends_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    assert bootstrap.main(["test"]) == 1
    assert capsys.readouterr().err.startswith("error: Ballast needs Python 3.11")
