"""Delimited text of any encoding and dialect as a grid; every cell stays text."""

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from planner.domain.issue import Issue, Severity
from planner.domain.progress import Report, silent
from planner.importing.dialects import Dialect, read_records, sniff_dialect, split_separator_line
from planner.importing.encodings import DecodedText, decode
from planner.importing.even_text import even_columns
from planner.importing.grid import Cell, Grid
from planner.importing.preflight import unreadable
from planner.importing.repairs import mend
from planner.importing.stored_columns import ListedColumns, line_columns

FAST_FROM_CHARACTERS = 6_000_000
"""From here on the import of pandas costs less than it saves."""
_CHUNK_ROWS = 20_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class TextTable:
    """A text file as a grid, with how its bytes were understood."""

    grid: Grid
    encoding: str
    delimiter: str
    issues: tuple[Issue, ...] = ()


def read_text_table(content: bytes, *, path: Path, encoding: str | None = None, report: Report = silent) -> TextTable:
    """Read the bytes of a delimited text file.

    Raises
    ------
    UnreadableFileError
        When the bytes are no text.
    """
    decoded = decode(content, encoding=encoding)
    if not decoded.text.strip():
        raise unreadable(path, "it is empty", "Export the backlog again.")
    sample = decoded.text[:20_000]
    odd = sum(character < " " and character not in "\t\r\n\f\v\x1b" for character in sample) + sample.count("\ufffd")
    if odd > 0.1 * len(sample):
        raise unreadable(path, "it is no text and no workbook", "Export the backlog as CSV or XLSX.")
    if sample.lstrip()[:1] in {"{", "["} and _is_json(decoded.text):
        raise unreadable(path, "it is JSON, not a table", "Export the backlog as CSV or XLSX.")
    return table_from_text(decoded, report=report)


def _is_json(text: str) -> bool:
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text.lstrip()[:2] in {"{\n", "{\r", '{"', "[{"}
    return True


def table_from_text(decoded: DecodedText, *, report: Report = silent) -> TextTable:
    """Read decoded text as a table."""
    told, text = split_separator_line(decoded.text)
    dialect = sniff_dialect(text, told=told)
    issues = list(_encoding_issues(decoded))
    grid = _read_fast(text, dialect, report=report) if len(text) >= FAST_FROM_CHARACTERS else None
    if grid is None:
        report(0, 0, "rows")
        records, found = mend(text, read_records(text, dialect), dialect)
        issues += found
        rows: list[list[Cell]] = [list(record) for record in records]
        grid = Grid("", rows)
    grid, cut = _capped(grid)
    return TextTable(grid, decoded.encoding, dialect.delimiter, (*issues, *cut))


def _encoding_issues(decoded: DecodedText) -> Iterator[Issue]:
    if decoded.assumed:
        note = f"The file does not say its encoding; its letters fit {decoded.encoding}."
        yield Issue("encoding-assumed", Severity.NOTE, value=decoded.encoding, note=note)
    if decoded.damaged:
        note = f"{decoded.damaged} characters could not be read."
        yield Issue("unreadable-characters", value=str(decoded.damaged), note=note)


def _capped(grid: Grid) -> tuple[Grid, tuple[Issue, ...]]:
    """Cut a grid at the largest sheet a spreadsheet program could show, and say so."""
    cut: list[Issue] = []
    if grid.height > MAX_ROWS:
        note = f"Only the first {MAX_ROWS} rows are read."
        cut.append(Issue("too-many-rows", value=str(grid.height), note=note))
        rows = grid.rows[:MAX_ROWS]
        if grid.by_column is not None:
            rows = [list(grid.by_column.row(row)) for row in range(MAX_ROWS)]
        grid = Grid(grid.name, rows)
    if grid.width > MAX_COLUMNS:
        note = f"Only the first {MAX_COLUMNS} columns are read."
        cut.append(Issue("too-many-columns", value=str(grid.width), note=note))
        grid = Grid(grid.name, [row[:MAX_COLUMNS] for row in grid.rows])
    return grid, tuple(cut)


def _read_fast(text: str, dialect: Dialect, *, report: Report) -> Grid | None:
    """Read a big regular file by the C reader, column by column; None when it is not regular."""
    if dialect.quoted and not dialect.skips_blanks:
        marks = {"delimiter": dialect.delimiter, "quote": dialect.quote}
        plain = line_columns(text, **marks, report=report)
        if plain is not None:
            return Grid("", by_column=plain)
        even = even_columns(text, **marks, report=report)
        if even is not None and len(even) > 1:
            return Grid("", by_column=ListedColumns(cast("list[list[Cell]]", even)))
    import pandas as pd

    width = max(map(len, read_records(text[: text.find("\n", 50_000) + 1 or None], dialect)), default=0)
    odd = text.count(dialect.quote) % 2
    if width < 2 or odd or not dialect.quoted or dialect.skips_blanks:  # noqa: PLR2004 - one column needs no fast reader
        return None
    parts: list[list[list[Cell]]] = []
    try:
        chunks = pd.read_csv(
            io.BytesIO(text.encode("utf-8", "surrogatepass")),
            sep=dialect.delimiter,
            quotechar=dialect.quote,
            header=None,
            names=list(range(width)),
            index_col=False,
            dtype=object,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            chunksize=_CHUNK_ROWS,
            engine="c",
            on_bad_lines="error",
        )
        for done, chunk in enumerate(chunks):
            report(done * _CHUNK_ROWS, 0, "rows")
            parts.append([chunk[column].tolist() for column in chunk.columns])
    except (pd.errors.ParserError, pd.errors.ParserWarning, ValueError, OverflowError):
        return None
    columns = [list(itertools.chain.from_iterable(part[index] for part in parts)) for index in range(width)]
    return Grid("", by_column=ListedColumns(columns))
