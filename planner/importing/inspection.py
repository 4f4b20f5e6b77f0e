"""How a file was understood: the object behind ``inspect --json``, made from the very run that imports."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.issue import Issue
from planner.importing.history import ImportedSprint

COLUMN_KEYS = (
    "id", "title", "type", "status", "estimate", "sprint", "priority", "assignee", "labels", "components", "created",
    "resolved", "updated", "started", "start", "due", "parent", "epic", "depends_on", "sprint_start", "sprint_end",
    "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EstimateSummary:
    """How many items have an estimate (0 is one), their sum, and the unit."""

    filled: int
    sum: float
    unit: str


@dataclass(frozen=True, slots=True)
class SprintSummary:
    """How many items name a sprint, and how many different sprints there are."""

    filled: int
    distinct: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """How a file was understood; every field is a key of the public JSON.

    ``columns`` maps a field to the exact header texts; the second of equal headers is ``Title[1]``, a nameless
    column is ``#4`` by its index.
    """

    file: str
    kind: str
    profile: str
    sheet: str | None
    encoding: str | None
    delimiter: str | None
    header_row: int
    items: int
    columns: dict[str, tuple[str, ...]]
    estimate: EstimateSummary
    sprints: SprintSummary
    debt_items: int
    history: tuple[ImportedSprint, ...]
    issues: tuple[Issue, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the public JSON object; its keys are a contract."""
        return {
            "file": self.file,
            "kind": self.kind,
            "profile": self.profile,
            "sheet": self.sheet,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "header_row": self.header_row,
            "items": self.items,
            "columns": {name: list(headers) for name, headers in self.columns.items()},
            "estimate": {"filled": self.estimate.filled, "sum": _tidy(self.estimate.sum), "unit": self.estimate.unit},
            "sprints": {"filled": self.sprints.filled, "distinct": self.sprints.distinct},
            "debt_items": self.debt_items,
            "history": [_sprint_json(sprint) for sprint in self.history],
            "issues": [_issue_json(issue) for issue in self.issues],
        }


def _tidy(number: float) -> float | int:
    rounded = round(float(number), 6)
    return int(rounded) if rounded.is_integer() else rounded


def _sprint_json(sprint: ImportedSprint) -> dict[str, Any]:
    return {
        "name": sprint.name,
        "start": sprint.start.isoformat() if sprint.start else None,
        "end": sprint.end.isoformat() if sprint.end else None,
        "committed": _tidy(sprint.committed),
        "completed": _tidy(sprint.completed),
        "carried": _tidy(sprint.carried),
    }


def _issue_json(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.column,
        "value": issue.value,
        "message": issue.note,
    }


def header_labels(headers: Sequence[str]) -> list[str]:
    """Return a name for every column: its header, told apart from equal ones before it, or its index.

    >>> header_labels(["ID", "Sprint", "Sprint", ""])
    ['ID', 'Sprint', 'Sprint[1]', '#3']
    """
    seen: Counter[str] = Counter()
    labels = []
    for index, header in enumerate(headers):
        if not header.strip():
            labels.append(f"#{index}")
            continue
        labels.append(f"{header}[{seen[header]}]" if seen[header] else header)
        seen[header] += 1
    return labels
