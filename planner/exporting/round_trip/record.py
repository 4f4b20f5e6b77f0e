"""Reading the hidden record of a workbook: what each of its cells held when Ballast wrote it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.domain.errors import UnreadableFileError
from planner.exporting.workbook.record import MARK, VERSION, Plain


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """One row as it was written; ``ref`` is what it stands for in the plan."""

    ref: str
    values: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class RecordedTable:
    """One table as it was written; ``identity`` are the offsets of the columns that name a row."""

    name: str
    sheet: str
    heads: tuple[str, ...]
    identity: tuple[int, ...]
    rows: tuple[RecordedRow, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything a workbook held: named inputs, tables, and the addresses of formulas outside of tables."""

    inputs: dict[str, float]
    tables: tuple[RecordedTable, ...]
    formulas: tuple[str, ...]


def not_ours(path: Path) -> UnreadableFileError:
    """Return the error for a workbook without a record."""
    return UnreadableFileError(
        path.name, "it is not a workbook that Ballast wrote", "Export the plan as a workbook, and change that one."
    )


def damaged(path: Path) -> UnreadableFileError:
    """Return the error for a workbook of ours whose record cannot be understood."""
    return UnreadableFileError(
        path.name, "its hidden record of what was exported is damaged", "Export the plan again, and change that one."
    )


def read_record(path: Path, lines: Iterable[Sequence[object]]) -> Record:
    """Return the record that the lines of the hidden sheet hold.

    Raises
    ------
    UnreadableFileError
        When the sheet is not what Ballast wrote, or of a newer version.
    """
    texts = [tuple("" if cell is None else str(cell) for cell in (*line, "", "", "", "")[:4]) for line in lines]
    texts = [line for line in texts if any(line)]
    if not texts or texts[0][0] != MARK:
        raise not_ours(path)
    if texts[0][1] != str(VERSION):
        raise UnreadableFileError(path.name, "it was written by a newer version of Ballast", "Update Ballast first.")
    if texts[-1][0] != "end":
        raise damaged(path)
    try:
        return _parsed(texts[1:-1])
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(path) from error


def _parsed(lines: Sequence[tuple[str, ...]]) -> Record:
    inputs: dict[str, float] = {}
    tables: list[tuple[str, dict[str, list[str]], list[RecordedRow]]] = []
    formulas: list[str] = []
    for kind, name, ref, text in lines:
        if kind == "input":
            inputs[name] = float(json.loads(text))
        elif kind == "table":
            tables.append((name, json.loads(text), []))
        elif kind == "row":
            tables[-1][2].append(RecordedRow(ref, tuple(json.loads(text))))
        elif kind == "formula":
            formulas.append(name)
    return Record(inputs, tuple(_table(*entry) for entry in tables), tuple(formulas))


def _table(name: str, columns: dict[str, list[str]], rows: list[RecordedRow]) -> RecordedTable:
    heads, identity = tuple(columns["heads"]), tuple(int(place) for place in columns["identity"])
    if any(len(row.values) != len(heads) for row in rows):
        raise ValueError(name)
    return RecordedTable(name, str(columns["sheet"]), heads, identity, tuple(rows))
