"""Writes ``resources/sample``: the sample plan, the same plan a week later, and the exports they came from.

Run ``python packaging/make_sample.py`` after changing a table; the same tables always give the same bytes.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from planner.storage.plan_text import dumps  # noqa: E402 - the path is set above
from sample_plan import build, exports, later  # noqa: E402

FOLDER = ROOT / "resources" / "sample"


def files() -> dict[str, Callable[[], bytes]]:
    """Return the name of every sample file with what makes its bytes."""
    plan = build.build_plan()
    seen = tuple(build.tracker_view(item) for item in plan.backlog)
    return {
        "payments.ballast": lambda: dumps(plan),
        "payments-mid-sprint.ballast": lambda: dumps(later.build_later_plan()),
        "payments-board.csv": lambda: exports.jira_csv(seen, day=build.AS_OF).encode(),
        "payments-board-26-may.csv": lambda: exports.blemished_csv(
            later.later_export_items(), day=later.TODAY
        ).encode(),
        "payments-azure.xlsx": lambda: exports.azure_xlsx(seen),
        "leave.csv": lambda: exports.leave_csv().encode(),
    }


def main(arguments: list[str] | None = None) -> int:
    """Write every file into the folder given, or into the project."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in files().items():
        (folder / name).write_bytes(made())
        print(folder / name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
