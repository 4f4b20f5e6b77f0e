"""``anonymise PLAN OUT``: a copy that is safe to show to strangers."""

import argparse
from pathlib import Path

from planner.cli.opening import add_plan, open_plan, save_plan
from planner.domain.errors import FileProblemError
from planner.exporting.anonymise import anonymise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("out", metavar="OUT", type=Path, help="the copy, a .ballast file")


def run(options: argparse.Namespace) -> int:
    """Write the copy."""
    if options.out.resolve() == options.plan.resolve():
        raise FileProblemError(str(options.out), "the copy would replace the plan itself; choose another name")
    save_plan(anonymise(open_plan(options.plan).plan), options.out)
    print(f"{options.out}: every name and text replaced, every number and date kept.")
    return 0
