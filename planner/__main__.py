"""``python -m planner``: opens the window, or runs one command of the command line."""

import sys
from collections.abc import Sequence
from pathlib import Path

from planner.cli.main import COMMANDS
from planner.cli.main import main as run_command

_HELP = {"-h", "--help", "--version"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window on the files given."""
    chosen = list(sys.argv[1:] if arguments is None else arguments)
    if not wants_window(chosen):
        return run_command(chosen)
    from planner.app import main as open_window  # Qt is loaded from here on, never before

    return open_window(chosen)


def wants_window(arguments: Sequence[str]) -> bool:
    """Say whether the window is meant: no argument, an option of the window, or a file.

    Examples
    --------
    >>> wants_window([]), wants_window(["plan", "payments.ballast"]), wants_window(["payments.ballast"])
    (True, False, True)
    """
    if not arguments:
        return True
    first = arguments[0]
    if first in COMMANDS or first in _HELP:
        return False
    return first.startswith("-") or first.endswith(".ballast") or Path(first).is_file()


if __name__ == "__main__":
    raise SystemExit(main())
