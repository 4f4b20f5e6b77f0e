"""What a command says: JSON or a table on stdout, progress on stderr, and only on a terminal."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from planner.domain.progress import Report, silent

GAP = "  "
BAR_WIDTH = 24


def print_json(answer: dict[str, Any]) -> None:
    """Print one JSON object and nothing else."""
    print(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows under a head, columns of figures to the right.

    Examples
    --------
    >>> print(table(("sprint", "pd"), [("S15", "32.2"), ("S16", "8.0")]))
    sprint    pd
    S15     32.2
    S16      8.0
    """
    body = [list(row) for row in rows]
    columns = list(zip(head, *body, strict=True)) if body else [(title,) for title in head]
    widths = [max(map(len, column)) for column in columns]
    right = [bool(column[1:]) and all(map(_is_figure, column[1:])) for column in columns]
    lines = [
        GAP.join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in [list(head), *body]
    ]
    return "\n".join(lines)


def days(amount: float) -> str:
    """Return person-days as people read them."""
    return f"{amount:.1f}"


def percent(share: float | None) -> str:
    """Return a share as a percentage, without claiming certainty."""
    if share is None:
        return "-"
    if share > 0.95:  # noqa: PLR2004 - nothing about the future is printed as sure
        return "> 95 %"
    return f"{100 * share:.0f} %"


def plain(number: float) -> float | int:
    """Return a number for JSON: whole ones without a fraction."""
    tidy = round(float(number), 6)
    return int(tidy) if tidy.is_integer() else tidy


def progress(stream: TextIO | None = None) -> Report:
    """Return a report that draws a bar on a terminal, and says nothing elsewhere."""
    target = stream or sys.stderr
    if not target.isatty():
        return silent

    def show(done: int, total: int = 0, note: str = "") -> None:
        filled = BAR_WIDTH * done // total if total else 0
        target.write(f"\r[{'#' * filled:<{BAR_WIDTH}}] {note[:40]:<40}")
        if total and done >= total:
            target.write("\r" + " " * (BAR_WIDTH + 45) + "\r")
        target.flush()

    return show


def _is_figure(cell: str) -> bool:
    bare = cell.removeprefix("> ").removesuffix(" %").removesuffix(" pd").replace(",", "")
    return not bare or bare == "-" or bare.lstrip("-+").replace(".", "", 1).isdecimal()
