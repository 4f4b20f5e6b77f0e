"""The columns of a big table: as lists, or of a delimited text and made only when somebody asks for them."""

import io
from collections.abc import Collection, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Protocol

from planner.domain.progress import Report, silent

if TYPE_CHECKING:
    from planner.importing.grid import Cell

_LINES = 20_000
_ROWS_AT_ONCE = 20_000


class ColumnStore(Protocol):
    """Columns of equal length."""

    @property
    def height(self) -> int:
        """Return the number of rows."""

    @property
    def width(self) -> int:
        """Return the number of columns."""

    def row(self, index: int) -> "Sequence[Cell]":
        """Return all cells of one row."""

    def column(self, index: int) -> "list[Cell]":
        """Return all cells of one column."""

    def some(self, rows: Sequence[int]) -> "list[list[Cell]]":
        """Return some rows as columns."""

    def load(self, indices: Collection[int]) -> None:
        """Make ready the columns that will be asked for."""


class ListedColumns:
    """Columns that are there as lists."""

    def __init__(self, columns: "list[list[Cell]]") -> None:
        self.columns = columns

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.columns)

    def row(self, index: int) -> "list[Cell]":
        """Return all cells of one row."""
        return [column[index] for column in self.columns]

    def column(self, index: int) -> "list[Cell]":
        """Return all cells of one column."""
        return self.columns[index]

    def some(self, rows: Sequence[int]) -> "list[list[Cell]]":
        """Return some rows as columns."""
        return [[column[row] for row in rows] for column in self.columns]

    def load(self, indices: Collection[int]) -> None:
        """Do nothing: the columns are ready."""


class LineColumns:
    """The columns of a text of one record per line, all equally long and without quotes.

    Parameters
    ----------
    lines
        The records, without their line breaks.
    delimiter
        What stands between two cells.
    """

    def __init__(self, lines: list[str], delimiter: str, report: Report = silent) -> None:
        self.lines, self.delimiter, self.report = lines, delimiter, report
        self._width = lines[0].count(delimiter) + 1
        self._made: dict[int, list[Cell]] = {}

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.lines)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return self._width

    def row(self, index: int) -> list[str]:
        """Return all cells of one row."""
        return self.lines[index].split(self.delimiter)

    def column(self, index: int) -> "list[Cell]":
        """Return all cells of one column."""
        if index not in self._made:
            self.load([index])
        return self._made[index]

    def some(self, rows: Sequence[int]) -> "list[list[Cell]]":
        """Return some rows as columns."""
        split = [self.lines[row].split(self.delimiter) for row in rows]
        return [list(column) for column in zip(*split, strict=True)] or [[] for _ in range(self._width)]

    def load(self, indices: Collection[int]) -> None:
        """Make ready the columns that will be asked for, in one pass over the text."""
        import pandas as pd

        wanted = sorted(set(indices) - self._made.keys())
        made: list[list[Cell]] = [[] for _ in wanted]
        for start in range(0, len(self.lines) if wanted else 0, _ROWS_AT_ONCE):
            self.report(start, len(self.lines), "rows")
            part = "\n".join(self.lines[start : start + _ROWS_AT_ONCE])
            frame = pd.read_csv(
                io.BytesIO(part.encode("utf-8", "surrogatepass")),
                sep=self.delimiter,
                header=None,
                names=list(range(self._width)),
                usecols=wanted,
                index_col=False,
                dtype=object,
                keep_default_na=False,
                na_filter=False,
                skip_blank_lines=False,
                quoting=3,
                encoding_errors="surrogatepass",
                engine="c",
            )
            for column, index in zip(made, wanted, strict=True):
                column.extend(frame[index].tolist())
        self._made.update(zip(wanted, made, strict=True))


def line_columns(text: str, *, delimiter: str, quote: str, report: Report = silent) -> LineColumns | None:
    """Return the columns of a text of equally long records without quotes, None of any other text."""
    body = text.rstrip("\r\n")
    if not body or quote in body or not delimiter.isascii() or "\0" in body:
        return None
    returns = body.count("\r")
    lines = body.split("\r\n" if returns else "\n")
    if returns and not returns == body.count("\n") == len(lines) - 1:
        return None
    between = lines[0].count(delimiter)
    for start in range(0, len(lines), _LINES):
        report(start, len(lines), "rows")
        if set(map(str.count, lines[start : start + _LINES], repeat(delimiter))) != {between}:
            return None
    return LineColumns(lines, delimiter, report) if between else None
