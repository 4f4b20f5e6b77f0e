"""``diff PLAN OTHER``: what differs between two plans."""

import argparse
from dataclasses import asdict
from pathlib import Path

from planner.cli.differences import Difference, differences
from planner.cli.opening import add_plan, open_plan
from planner.cli.terminal import print_json, table
from planner.domain.errors import UnreadableFileError
from planner.storage.plan_file import SUFFIX


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("other", metavar="OTHER", type=Path, help="another plan file")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print every difference; equal plans are no error."""
    if options.other.suffix != SUFFIX:
        raise UnreadableFileError(str(options.other), f"only a {SUFFIX} plan can be compared", "Export it as a plan")
    found = differences(open_plan(options.plan).plan, open_plan(options.other).plan)
    if options.json:
        print_json({"same": not found, "differences": [asdict(difference) for difference in found]})
    elif found:
        print(table(("what", "which", "field", "before", "after"), [_row(difference) for difference in found]))
    else:
        print(f"{options.plan} and {options.other} hold the same plan.")
    return 0


def _row(difference: Difference) -> tuple[str, ...]:
    kind = difference.field or ("added" if difference.after else "removed")
    return difference.noun, difference.name, kind, _short(difference.before), _short(difference.after)


def _short(text: str, width: int = 48) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
