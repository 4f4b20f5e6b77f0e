"""Small tables about people, such as a team or its leave: the header row and the columns, by their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.importing.grid import Cell, Grid
from planner.importing.preflight import unreadable
from planner.importing.sources import open_source
from planner.importing.vocabulary import normalised_value

_TOP_ROWS = 20

Words = Mapping[str, Sequence[str]]
"""Headers, in lower case, by the field they stand for; the first field is the one that must be there."""


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """Rows under a header, with the column of each field that was found."""

    grid: Grid
    header_row: int
    columns: Mapping[str, int]

    def __len__(self) -> int:
        """Return the number of rows under the header."""
        return self.grid.height - self.header_row - 1

    @property
    def first_row(self) -> int:
        """The first row under the header, one-based as a spreadsheet shows it."""
        return self.header_row + 2 + self.grid.row_offset

    def cells(self, field: str) -> list[Cell]:
        """Return the raw column of a field; empty cells where the table has none."""
        if field not in self.columns:
            return [""] * len(self)
        return self.grid.column(self.columns[field], self.header_row + 1)

    def texts(self, field: str) -> list[str]:
        """Return the column of a field as cleaned texts."""
        if field not in self.columns:
            return [""] * len(self)
        return self.grid.texts(self.columns[field], self.header_row + 1)


def people_table(path: Path, words: Words, *, what: str) -> PeopleTable:
    """Read the first sheet of a file that has the wanted columns; see :func:`table_in`."""
    return table_in([sheet.grid for sheet in open_source(path).sheets], words, path=path, what=what)


def table_in(grids: Iterable[Grid], words: Words, *, path: Path, what: str) -> PeopleTable:
    """Return the table of the first sheet that has the wanted columns.

    Parameters
    ----------
    words
        Headers by field.
    what
        What the table should be, for the error.

    Raises
    ------
    UnreadableFileError
        When no row names the first field and another one.
    """
    for grid in grids:
        for row in range(min(grid.height, _TOP_ROWS)):
            columns = _columns(grid.row(row), words)
            if next(iter(words)) in columns and len(columns) > 1:
                return PeopleTable(grid, row, columns)
    wanted = ", ".join(headers[0].capitalize() for headers in words.values())
    raise unreadable(path, f"no row in it names the columns of {what}", f"Use headers such as {wanted}.")


def _columns(row: list[str], words: Words) -> dict[str, int]:
    headers = [normalised_value(text) for text in row]
    found = {field: next((word for word in known if word in headers), None) for field, known in words.items()}
    return {field: headers.index(word) for field, word in found.items() if word is not None}
