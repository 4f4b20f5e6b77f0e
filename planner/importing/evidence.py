"""Why a column is taken for a field, in words with the figures of this very file."""

from collections.abc import Sequence
from datetime import date

from planner.domain.plan import Plan
from planner.importing.columns import ColumnMapping
from planner.importing.leave import plain_name
from planner.importing.reading import ImportedBacklog

_CHOSEN = 1.0


def evidence(
    mapping: ColumnMapping, imported: ImportedBacklog, *, plan: Plan, twins: int = 1, remembered: bool = False
) -> str:
    """Return the reason of a mapping; with figures where the file proves it.

    Parameters
    ----------
    twins
        How many columns of this header make up the field.
    remembered
        What was chosen was chosen at an earlier import.
    """
    if mapping.confidence == _CHOSEN and remembered:
        return "as the last time"
    if mapping.confidence == _CHOSEN or not mapping.field:
        return _sentence(mapping.reason)
    found = _of_field(mapping.field, imported, plan, twins)
    return found or _sentence(mapping.reason)


def _of_field(field: str, imported: ImportedBacklog, plan: Plan, twins: int) -> str:
    """Return the figures that speak for a field, empty when there are none."""
    table, inspection = imported.table, imported.inspection
    sprints = f"{inspection.sprints.distinct} sprints in {inspection.sprints.filled} rows"
    found = {
        "id": _keys(table.keys),
        "estimate": f"{inspection.estimate.filled} filled" if inspection.estimate.filled else "",
        "sprint": "last filled one is current" if twins > 1 else sprints,
        "assignee": _people(imported, plan),
        "labels": f"{inspection.debt_items} rows look like debt" if inspection.debt_items else "",
        "status": _status_words(imported),
        "created": _days(table.created),
        "resolved": _days(table.resolved),
        "started": _days(table.started),
        "parent": _links(table.parents, table.keys),
        "parent_id": _links(table.parents, table.keys),
        "depends_on": f"{sum(map(len, table.depends_on))} links found in the file",
    }
    return found.get(field, "")


def _keys(keys: list[str]) -> str:
    distinct = len(set(keys))
    rows = "1 row" if len(keys) == 1 else f"{len(keys)} rows"
    return f"unique in {rows}" if distinct == len(keys) else f"{distinct} different in {rows}"


def _status_words(imported: ImportedBacklog) -> str:
    """Return how many different words the status column has, and how many of them are known."""
    words = set(imported.table.status_texts) - {""}
    unknown = {issue.value for issue in imported.issues if issue.code == "unknown-status"}
    noun = "word" if len(words) == 1 else "words"
    return f"{len(words) - len(unknown)} of {len(words)} {noun} known" if words else ""


def _days(days: Sequence[date | None]) -> str:
    """Return how many cells hold a day."""
    filled = sum(day is not None for day in days)
    return f"{filled} day{'' if filled == 1 else 's'} read" if filled else ""


def _links(parents: Sequence[str], keys: Sequence[str]) -> str:
    """Return how many of the keys that are named are in the file."""
    named = set(parents) - {""}
    found = len(named.intersection(keys))
    return f"{found} of {len(named)} keys found in the file" if named else ""


def _people(imported: ImportedBacklog, plan: Plan) -> str:
    names = {name for people in imported.table.assignees for name in people}
    if not names or not plan.team.members:
        return f"{len(names)} name{'' if len(names) == 1 else 's'}"
    members = plan.team.members
    known = {plain_name(text) for member in members for text in (member.name, member.id, *member.aliases)}
    matching = sum(plain_name(name) in known for name in names)
    return f"{matching} of {len(names)} names are in the team"


def _sentence(reason: str) -> str:
    """Return a reason as a cell shows it: no capital, no full stop."""
    short = {
        "A header of ": "known header",
        "A usual header": "usual header",
        "The header says so, but": "no value in any row",
    }
    for known, words in short.items():
        if reason.startswith(known):
            return words
    bare = reason.rstrip(".")
    return bare[:1].lower() + bare[1:]
