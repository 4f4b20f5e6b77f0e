"""``screenshots DIR``: a picture of every screen with the sample plan, light and dark, at three scales."""

import argparse
from pathlib import Path

from planner.cli.terminal import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder; it is made when missing")


def run(options: argparse.Namespace) -> int:
    """Paint everything without a screen."""
    from planner.ui.screenshots import run as paint_all  # brings Qt: for this command only

    for path in paint_all(options.folder, report=progress()):
        print(path)
    return 0
