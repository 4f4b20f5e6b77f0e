"""Delivery measures of several sprints as pasted lines: sprint, deployments, failed changes, time to restore."""

import csv
import io
import re
from collections.abc import Iterable

from planner.domain.errors import InvalidValueError
from planner.domain.sprint import DeliveryMeasures, Sprint

COLUMNS = "sprint, deployments, failed changes in percent, hours to restore"
_WORDS = {
    "sprint": ("sprint", "iteration"),
    "deployments": ("deploy", "release", "frequency"),
    "failed": ("fail", "change"),
    "restore": ("restore", "recover", "mttr", "repair"),
}
_ORDER = ("sprint", "deployments", "failed", "restore")
_UNKNOWN = {"", "-", "n/a", "na", "?"}


def read_delivery_lines(text: str, sprints: Iterable[Sprint]) -> tuple[tuple[str, DeliveryMeasures], ...]:
    r"""Read pasted lines into measures by sprint identity.

    A first line of names may say which column is which; without one the order is that of :data:`COLUMNS`. Empty cells
    are unknown, never zero.

    Raises
    ------
    InvalidValueError
        A sprint that the plan does not have, or a figure that makes no sense; then nothing is taken.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.domain.calendar import Period
    >>> sprint = Sprint("s9", "S9", Period(date(2026, 1, 5), date(2026, 1, 19)))
    >>> read_delivery_lines("Sprint\tDeployments\tFailed\nS9\t11\t9 %", [sprint])[0][1]
    DeliveryMeasures(deployments=11, failed_change_share=0.09, restore_hours=None)
    """
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text.strip()), delimiter=_delimiter(text))]
    rows = [row for row in rows if any(row)]
    known = {name.casefold(): sprint.id for sprint in sprints for name in (sprint.name, sprint.id)}
    places = _places(rows[0]) if rows else {}
    if places:
        rows = rows[1:]
    else:
        places = {name: place for place, name in enumerate(_ORDER)}
    if not rows:
        raise InvalidValueError("delivery measures", text.strip()[:40], f"lines with {COLUMNS}")
    return tuple(_line(row, places, known) for row in rows)


def _delimiter(text: str) -> str:
    return next((mark for mark in ("\t", ";", "|") if mark in text), ",")


def _places(head: list[str]) -> dict[str, int]:
    """Return which column is which; nothing when the line names no sprint column."""
    found: dict[str, int] = {}
    for name, words in _WORDS.items():
        for place, cell in enumerate(head):
            if place not in found.values() and any(word in cell.casefold() for word in words):
                if re.search(r"\d", cell) and name == "sprint":
                    return {}
                found[name] = place
                break
    return found if "sprint" in found and len(found) > 1 else {}


def _line(row: list[str], places: dict[str, int], known: dict[str, str]) -> tuple[str, DeliveryMeasures]:
    def cell(name: str) -> str:
        place = places.get(name, len(row))
        return row[place] if place < len(row) else ""

    sprint_id = known.get(cell("sprint").casefold())
    if sprint_id is None:
        raise InvalidValueError("sprint", cell("sprint"), "a sprint of the plan")
    count, failed = _number("deployments", cell("deployments")), _number("failed changes", cell("failed"))
    if count is not None and count != int(count):
        raise InvalidValueError("deployments", cell("deployments"), "a whole number")
    if failed is not None and failed > 100:  # noqa: PLR2004 - percent
        raise InvalidValueError("failed changes", cell("failed"), "a share up to 100 %")
    return sprint_id, DeliveryMeasures(
        deployments=None if count is None else int(count),
        failed_change_share=None if failed is None else failed / 100,
        restore_hours=_number("time to restore", cell("restore")),
    )


def _number(name: str, text: str) -> float | None:
    """Return a figure, with a point or a comma and its unit; ``None`` when nobody knows."""
    if text.casefold() in _UNKNOWN:
        return None
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(?:%|h|hours?)?", text)
    if found is None:
        raise InvalidValueError(name, text, "a number of 0 or more")
    return float(found[1].replace(",", "."))
