"""``diff PLAN OTHER``: what differs between two plans, or what was changed in a workbook that came back."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.opening import add_plan, open_plan
from planner.cli.terminal import print_json, progress, table
from planner.domain.differences import Difference, differences
from planner.domain.errors import UnreadableFileError
from planner.storage.plan_file import SUFFIX
from planner.ui.messages import error_sentence

if TYPE_CHECKING:
    from planner.exporting.round_trip.difference import BookDifference

WORKBOOK = ".xlsx"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("other", metavar="OTHER", type=Path, help=f"another {SUFFIX} file, or a workbook of the plan")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print every difference; equal plans and an unchanged workbook are no error."""
    ending = options.other.suffix.lower()
    if ending == WORKBOOK:
        _say_workbook(options)
    elif ending == SUFFIX:
        _say_plan(options)
    else:
        reason = f"only a {SUFFIX} plan or a {WORKBOOK} workbook can be compared"
        raise UnreadableFileError(str(options.other), reason, "Choose one of these.")
    return 0


def _say_plan(options: argparse.Namespace) -> None:
    found = differences(open_plan(options.plan).plan, open_plan(options.other).plan)
    if options.json:
        print_json({"same": not found, "differences": [asdict(difference) for difference in found]})
    elif found:
        print(table(("what", "which", "field", "before", "after"), [_row(difference) for difference in found]))
    else:
        print(f"{options.plan} and {options.other} hold the same plan.")


def _say_workbook(options: argparse.Namespace) -> None:
    from planner.exporting.round_trip.compare import compare_workbook

    found = compare_workbook(open_plan(options.plan).plan, options.other, report=progress())
    if options.json:
        print_json({"same": not found, "differences": [_entry(difference) for difference in found]})
    elif found:
        head = ("what", "which", "field", "before", "after", "cell", "note")
        print(table(head, [_book_row(difference) for difference in found]))
    else:
        print(f"Nothing was changed in {options.other} since it was exported.")


def _entry(difference: "BookDifference") -> dict[str, object]:
    """Return a difference for JSON: the keys of two plans, and where it stands and whether it can be accepted."""
    return {
        "noun": difference.noun,
        "name": difference.name,
        "field": difference.field,
        "before": difference.before,
        "after": difference.after,
        "cell": difference.where,
        "acceptable": difference.acceptable,
        "plan_now": difference.meanwhile,
        "note": _note(difference),
    }


def _book_row(difference: "BookDifference") -> tuple[str, ...]:
    kind = difference.field or ("added" if difference.after else "removed")
    texts = (_short(difference.before), _short(difference.after), difference.where, _note(difference))
    return difference.noun, difference.name, kind, *texts


def _note(difference: "BookDifference") -> str:
    """Return why a difference cannot be accepted, or what to know before it is."""
    if difference.error is not None:
        return error_sentence(difference.error)
    if difference.meanwhile:
        return f"The plan says {difference.meanwhile} by now."
    return difference.why


def _row(difference: Difference) -> tuple[str, ...]:
    kind = difference.field or ("added" if difference.after else "removed")
    return difference.noun, difference.name, kind, _short(difference.before), _short(difference.after)


def _short(text: str, width: int = 48) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
