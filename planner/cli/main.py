"""Parses the arguments, runs one command, and turns every error into one sentence and an exit status."""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from planner import __version__
from planner.domain.errors import PlannerError
from planner.storage.file_problem import file_problem

COMMANDS = {
    "inspect": "how a file was understood; changes nothing",
    "new": "a plan from exports of your tracker",
    "import": "merge exports into a plan, one snapshot per file",
    "capacity": "the waterfall per sprint and person",
    "plan": "what to put into the coming sprints, with reasons",
    "forecast": "dates, amounts and milestones with their odds",
    "backtest": "how the forecaster would have done on a history",
    "debt": "debt and velocity per reserve",
    "export": "workbook, charts and other files for people",
    "diff": "what differs between two plans, or in a workbook that came back",
    "check": "whether a plan file is sound",
    "anonymise": "a copy of a plan that is safe to show",
    "demo": "the sample plan and the exports it came from",
    "screenshots": "a picture of every screen with the sample plan",
}
"""Every command with its one-line help; the module of a command is named after it."""

_MODULES = {"import": "merge", "new": "create", "inspect": "inspection", "plan": "propose", "diff": "compare"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command: 0 done, 1 the input is wrong, 2 wrong usage."""
    _speak_utf8()
    chosen = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(_parser(chosen[0] if chosen else "").parse_args(chosen))
    except SystemExit as wanted:
        return int(wanted.code or 0)
    except KeyboardInterrupt:
        return _fail("stopped; nothing was written")


def module_of(command: str) -> ModuleType:
    """Return the module that a command lives in, imported only now."""
    return importlib.import_module(f"planner.cli.{_MODULES.get(command, command)}")


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ballast",
        description="Sprint planning with the days people really have. Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"Ballast {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, text in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=f"{text[:1].upper()}{text[1:]}.", allow_abbrev=False)
        if name == command:
            module_of(name).add_arguments(sub)
    return parser


def _run(options: argparse.Namespace) -> int:
    try:
        return int(module_of(options.command).run(options))
    except PlannerError as error:
        return _fail(_sentence(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: not our error
        return 0
    except OSError as error:
        return _fail(_sentence(file_problem(Path(error.filename or "the output"), error)))


def _sentence(error: PlannerError) -> str:
    from planner.ui.messages import error_sentence

    return error_sentence(error)


def _fail(sentence: str) -> int:
    print(f"error: {' '.join(sentence.split())}", file=sys.stderr)
    return 1


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
