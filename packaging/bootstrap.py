"""From a fresh checkout to a running app, or to all checks, with nothing but Python 3.11 and a network for pip.

``python3 packaging/bootstrap.py run [ARGUMENTS]``   makes a private environment and opens the app on the sample plan
``python3 packaging/bootstrap.py test [ARGUMENTS]``  runs lint, types, contracts and all tests; arguments go to pytest
"""

from __future__ import annotations  # so that an older Python gets as far as the sentence about itself

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from qt_libraries import Installer, installers, missing_libraries, packages_for

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
SAMPLE = ROOT / "resources" / "sample" / "payments.ballast"
LOWEST = (3, 11)
USAGE = "usage: python3 packaging/bootstrap.py run|test [ARGUMENTS]"
MOST_WORKERS = 4


class BootstrapError(Exception):
    """Something that only the user can mend; the text is the whole message."""


class Step(NamedTuple):
    """One check: what it is called and the module call that does it."""

    name: str
    call: tuple[str, ...]


class Outcome(NamedTuple):
    """How a check went."""

    name: str
    code: int
    seconds: float
    last_line: str = ""


def main(arguments: list[str]) -> int:
    """Run the command that was asked for; 2 is wrong usage, 1 is a failure."""
    if not arguments or arguments[0] not in {"run", "test"}:
        print(USAGE, file=sys.stderr)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    command, rest = arguments[0], arguments[1:]
    try:
        check_version(sys.version_info[:2])
        python = prepare(extra="test" if command == "test" else "")
        check_libraries(python, with_window=command == "run")
        return run_app(python, rest) if command == "run" else run_checks(python, rest)
    except BootstrapError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def check_version(version: tuple[int, ...]) -> None:
    """Say which Python is needed when this one is too old."""
    if version < LOWEST:
        found = ".".join(map(str, version))
        message = (
            f"Ballast needs Python 3.11 or newer and this is {found}. Install one from python.org and start again."
        )
        raise BootstrapError(message)


# ------------------------------------------------------------------------------------------------ environment


def prepare(*, extra: str) -> Path:
    """Return the Python of the private environment, made and filled when that is still to do."""
    python = environment_python(ENVIRONMENT, windows=os.name == "nt")
    if not python.exists():
        _make_environment()
    stamp = ENVIRONMENT / f".installed-{extra or 'app'}"
    wanted = fingerprint((ROOT / "pyproject.toml").read_bytes(), extra=extra)
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return python
    print(f"Installing into {ENVIRONMENT.name} (once, and again when pyproject.toml changes)", flush=True)
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--editable", target]
    if subprocess.run(pip, check=False).returncode != 0:
        raise BootstrapError("pip could not install Ballast; its own message stands above.")
    stamp.write_text(wanted, encoding="ascii")
    return python


def environment_python(folder: Path, *, windows: bool) -> Path:
    """Return where an environment keeps its Python."""
    return folder / "Scripts" / "python.exe" if windows else folder / "bin" / "python"


def fingerprint(project: bytes, *, extra: str) -> str:
    """Return what an installation depends on, as a short text."""
    version = ".".join(map(str, sys.version_info[:2]))
    return hashlib.sha256(project + f"\n{extra}\n{version}".encode()).hexdigest()


def _make_environment() -> None:
    print(f"Making a private environment in {ENVIRONMENT.name}", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=False, capture_output=True, text=True)
    if made.returncode == 0:
        return
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    if "ensurepip" in made.stdout + made.stderr:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise BootstrapError(f"this Python cannot make environments. Install its part: sudo apt-get install {package}")
    raise BootstrapError(f"no environment could be made in {ENVIRONMENT}: {(made.stderr or made.stdout).strip()}")


# ------------------------------------------------------------------------------------------------ system libraries


def check_libraries(python: Path, *, with_window: bool) -> None:
    """Find the system libraries that Qt misses on Linux; install them as root, else name the command."""
    if not sys.platform.startswith("linux"):
        return
    on_screen = with_window and bool(os.environ.get("DISPLAY"))
    missing = missing_libraries(python, with_xcb=on_screen)
    if not missing:
        return
    known = installers(shutil.which)
    if known and known[0].name == "apt" and os.geteuid() == 0:
        print(f"Installing system libraries for Qt: {', '.join(missing)}", flush=True)
        _install(known[0], packages_for(missing, known[0].name))
        missing = missing_libraries(python, with_xcb=on_screen)
        if not missing:
            return
    raise BootstrapError(library_sentence(missing, known))


def library_sentence(missing: tuple[str, ...], known: tuple[Installer, ...]) -> str:
    """Return what is missing and the command that mends it."""
    text = f"Qt needs system libraries that are missing here: {', '.join(missing)}."
    if not known:
        return f"{text} Install the packages of your system that contain them."
    packages = packages_for(missing, known[0].name)
    return f"{text} Install them with: sudo {' '.join((*known[0].command, *packages))}"


def _install(installer: Installer, packages: tuple[str, ...]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
    subprocess.run([*installer.command, *packages], check=False, env=environment, stdout=subprocess.DEVNULL)


# ------------------------------------------------------------------------------------------------ the two commands


def run_app(python: Path, arguments: list[str]) -> int:
    """Open the window: on the arguments given, else on a copy of the sample plan."""
    screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not screen:
        raise BootstrapError(
            "there is no screen here: DISPLAY is not set. Start it in a desktop session or under Xvfb."
        )
    chosen = arguments if any(not argument.startswith("-") for argument in arguments) else [*arguments, _sample_copy()]
    return subprocess.run([str(python), "-m", "planner", *chosen], check=False).returncode


def _sample_copy() -> str:
    copy = ENVIRONMENT / "sample" / SAMPLE.name
    if not copy.exists():
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(SAMPLE, copy)
    return str(copy)


def checks(arguments: list[str], *, workers: int) -> tuple[Step, ...]:
    """Return every check in the order it is run, the tests last."""
    parallel = ("-n", str(workers), "--dist", "loadfile") if workers > 1 else ()
    return (
        Step("ruff check", ("ruff", "check", ".")),
        Step("ruff format", ("ruff", "format", "--check", ".")),
        Step("mypy", ("mypy",)),
        Step("import contracts", ("importlinter.cli", "lint")),
        Step("pytest", ("pytest", *parallel, *arguments)),
    )


def run_checks(python: Path, arguments: list[str]) -> int:
    """Run every check without a screen, all of them even after a failure, and sum up."""
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    outcomes = [_run(python, step) for step in checks(arguments, workers=workers)]
    print("\n" + summary(outcomes))
    return int(any(outcome.code for outcome in outcomes))


def summary(outcomes: list[Outcome]) -> str:
    """Return one line per check, the failed ones marked, and pytest's own last line at the end."""
    lines = [
        f"{'ok' if outcome.code == 0 else 'FAILED':<7}{outcome.name:<18}{outcome.seconds:7.1f} s"
        for outcome in outcomes
    ]
    return "\n".join([*lines, outcomes[-1].last_line])


def _run(python: Path, step: Step) -> Outcome:
    print(f"\n== {step.name}", flush=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    start = time.perf_counter()
    last = ""
    command = [str(python), *_module(step)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    return Outcome(step.name, process.returncode, time.perf_counter() - start, last)


def _module(step: Step) -> tuple[str, ...]:
    if step.call[0] == "importlinter.cli":  # has no __main__ of its own
        return "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return "-m", *step.call


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
