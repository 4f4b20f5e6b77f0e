"""What on a sheet belongs to the table, and what stands apart below it: burndowns, capacities, lines above blocks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.domain.issue import Issue, Severity
from planner.importing.book_tables import SheetTable
from planner.importing.column_samples import sprint_in
from planner.importing.find_table import FoundTable, is_header_by_types, looks_like_header, shape_of
from planner.importing.grid import Cell, Grid, cell_text
from planner.importing.sheet_markup import Piece
from planner.importing.vocabulary import normalised

_TALLEST = 20_000
"""A longer table was written by a tool, which puts nothing below it."""
_TOP = 6
_LOOKED_AT = 30
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class _Segment:
    """Rows without a blank one between them: from ``start`` to before ``end``."""

    start: int
    end: int


def without_other_tables(sheet: SheetTable, table: FoundTable) -> tuple[SheetTable, FoundTable]:
    """Return a sheet without the tables that stand below its backlog; any other sheet as it is."""
    if table.header_row < 0 or table.grid.height - table.body_start > _TALLEST:
        return sheet, table
    segments = list(_segments(table.grid, table.body_start))
    if len(segments) < 2:  # noqa: PLR2004 - one piece is the table itself
        return sheet, table
    kept, left_out = _sort_out(table, segments)
    if not left_out:
        return sheet, table
    return _rebuilt(sheet, table, kept, left_out)


def _segments(grid: Grid, start: int) -> Iterator[_Segment]:
    first = None
    for row in range(start, grid.height):
        filled = any(map(cell_text, grid.cells(row)))
        if filled and first is None:
            first = row
        elif not filled and first is not None:
            yield _Segment(first, row)
            first = None
    if first is not None:
        yield _Segment(first, grid.height)


@dataclass(slots=True)
class _Kept:
    """Rows of the file that stay, each with a label that replaces its cells or ``""``."""

    rows: list[int]
    labels: list[str]

    def add(self, rows: Sequence[int]) -> None:
        self.rows += rows
        self.labels += [""] * len(rows)


def _sort_out(table: FoundTable, segments: Sequence[_Segment]) -> tuple[_Kept, list[_Segment]]:
    """Return the rows under the header that belong to the table, and the pieces that do not."""
    kept, left_out, foreign = _Kept([], []), list[_Segment](), False
    at = table.body_start
    for number, segment in enumerate(segments):
        gap = range(at, segment.start)
        at = segment.end
        top = [table.grid.row(row) for row in range(segment.start, min(segment.end, segment.start + _LOOKED_AT))]
        again = next((row for row, texts in enumerate(top[:_TOP]) if _says_header(table, texts)), -1)
        if again > 0:
            label = next((sprint for texts in top[:again] for text in texts if (sprint := sprint_in(text))), "")
            kept.add(gap)
            kept.rows.append(segment.start)
            kept.labels.append(label)
            left_out.append(_Segment(segment.start + bool(label), segment.start + again))
            kept.add(range(segment.start + again, segment.end))
        elif (
            again < 0
            and number
            and (_is_other_table(table, top, before=segment.start) or (foreign and not _resembles(table, top)))
        ):
            left_out.append(segment)
            foreign = True
            continue
        else:
            kept.add(gap)
            kept.add(range(segment.start, segment.end))
        foreign = False
    return kept, [piece for piece in left_out if piece.end > piece.start]


def _says_header(table: FoundTable, texts: Sequence[str]) -> bool:
    filled = [(column, text) for column, text in enumerate(texts) if text]
    same = sum(normalised(table.headers[column]) == normalised(text) for column, text in filled)
    return same > 1 and same >= _ALIKE * len(filled)


def _is_other_table(table: FoundTable, top: list[list[str]], *, before: int) -> bool:
    """Tell whether a piece begins with a header that is not that of the table, below titles of one cell at most."""
    first = next((row for row, texts in enumerate(top[:3]) if sum(map(bool, texts)) > 1), -1)
    above = table.grid, table.body_start, before
    if first < 0 or any(text and _is_value(*above, column, text) for column, text in enumerate(top[first])):
        return False
    return looks_like_header(tuple(top[first])) or is_header_by_types(top, first)


def _is_value(grid: Grid, start: int, end: int, column: int, text: str) -> bool:
    """Tell whether a text is one that these rows hold in this column, such as a status."""
    return text in map(cell_text, grid.column(column)[start : min(end, start + _LOOKED_AT)])


def _resembles(table: FoundTable, top: list[list[str]]) -> bool:
    """Tell whether rows hold numbers, dates and keys in the columns where the table has them."""
    agree = differ = 0
    for column in range(len(table.headers)):
        above = [cell_text(cell) for cell in table.grid.column(column)[table.body_start : table.body_start + _TOP]]
        usual = Counter(map(shape_of, filter(None, above))).most_common(1)
        shapes = [shape_of(texts[column]) for texts in top if texts[column]]
        if usual and shapes and usual[0][0] != "words":
            same = sum(shape == usual[0][0] for shape in shapes)
            agree, differ = agree + same, differ + len(shapes) - same
    return agree > differ


def _rebuilt(
    sheet: SheetTable, table: FoundTable, kept: _Kept, left_out: Sequence[_Segment]
) -> tuple[SheetTable, FoundTable]:
    grid, top = table.grid, table.body_start
    rows: list[list[Cell]] = [list(grid.cells(row)) for row in range(top)]
    rows += [[label] if label else list(grid.cells(row)) for row, label in zip(kept.rows, kept.labels, strict=True)]
    olds = [*range(top), *kept.rows]
    cut = Grid(grid.name, rows, row_numbers=[grid.number(row) for row in olds])
    pieces = [Piece(old, new, 1) for new, old in enumerate(olds)]
    told = tuple(_issue(grid, segment) for segment in left_out)
    rest = replace(sheet, grid=cut, markup=sheet.markup.moved(pieces), issues=(*sheet.issues, *told))
    return rest, replace(table, grid=cut)


def _issue(grid: Grid, segment: _Segment) -> Issue:
    value = next((text for text in grid.row(segment.start) if text), "")[:60]
    count = segment.end - segment.start
    note = f"{count} {'row' if count == 1 else 'rows'} from here on stand apart from the table; left out."
    number = grid.number(segment.start)
    return Issue("other-table", Severity.NOTE, sheet=grid.name, row=number, value=value, note=note)
