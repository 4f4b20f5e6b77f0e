"""The columns of a file as rows: repeated ones together, empty ones at the end."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain.issue import Issue
from planner.importing.columns import FIELDS, LISTS, ColumnMapping
from planner.importing.dates import parse_date
from planner.importing.reading import ImportedBacklog

_AMBIGUOUS = "ambiguous-dates"
_DOUBT = 0.5
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One or several equal columns of the file, and what they are taken for.

    Parameters
    ----------
    indices
        The columns, left to right.
    confidence
        In [0, 1]; 0 for what is left out.
    dates
        For a column whose dates read two ways: the first one as day before month, and as month before day.
    """

    indices: tuple[int, ...]
    header: str
    example: str
    field: str
    confidence: float
    because: str
    alternatives: tuple[str, ...] = ()
    dates: tuple[str, str] | None = None
    reads_day_first: bool = True

    @property
    def id(self) -> int:
        """The identity of the row: its first column."""
        return self.indices[0]

    @property
    def is_doubtful(self) -> bool:
        """Say whether the user should look at it."""
        return bool(self.field) and self.confidence < _SURE and bool(self.example)


def column_rows(imported: ImportedBacklog, *, reasons: Mapping[int, str]) -> tuple[ColumnRow, ...]:
    """Return the rows in the order in which they matter: taken ones by field, then the others, empty ones last."""
    doubts = {issue.column: issue for issue in imported.issues if issue.code == _AMBIGUOUS}
    taken: dict[tuple[str, str], list[ColumnMapping]] = {}
    others: list[ColumnMapping] = []
    for column in imported.mapping:
        if column.field in LISTS:
            taken.setdefault((column.field, column.header), []).append(column)
        elif column.field:
            taken[column.field, f"{column.header}#{column.index}"] = [column]
        else:
            others.append(column)
    rows = [_row(columns, imported, reasons, doubts) for columns in taken.values()]
    rows.sort(key=lambda row: (not row.example, FIELDS.index(row.field) if row.field in FIELDS else len(FIELDS)))
    others.sort(key=lambda column: (not column.example, not column.alternatives))
    return (*rows, *(_row([column], imported, reasons, doubts) for column in others))


def _row(
    columns: list[ColumnMapping], imported: ImportedBacklog, reasons: Mapping[int, str], doubts: Mapping[str, Issue]
) -> ColumnRow:
    first = columns[0]
    doubt = doubts.get(first.header) if first.field else None
    return ColumnRow(
        indices=tuple(column.index for column in columns),
        header=_head(columns, imported),
        example=next((column.example for column in columns if column.example), ""),
        field=first.field,
        confidence=first.confidence if doubt is None else _DOUBT,
        because=reasons[first.index],
        alternatives=first.alternatives,
        dates=None if doubt is None else _both_ways(doubt.value),
        reads_day_first=doubt is None or "day before month" in doubt.note,
    )


def _head(columns: list[ColumnMapping], imported: ImportedBacklog) -> str:
    """Return the header, told apart from equal ones of the file."""
    first = columns[0]
    if not first.header:
        return f"Column {first.index + 1}"
    if len(columns) > 1:
        return f"{first.header}, {len(columns)} columns"
    twins = [column.index for column in imported.mapping if column.header == first.header]
    if len(twins) > 1:
        return f"{first.header}, {twins.index(first.index) + 1} of {len(twins)}"
    return first.header


def _both_ways(value: str) -> tuple[str, str] | None:
    """Return the first of the doubtful dates read both ways, ``None`` when there is none."""
    text = value.partition(" and ")[0]
    ways = [parse_date(text, day_first=order) for order in (True, False)] if text else []
    words = [f"{day.day} {day:%B}" for day in ways if day is not None]
    return (words[0], words[1]) if len(words) == len(ways) == 2 else None  # noqa: PLR2004 - two ways to read a date
