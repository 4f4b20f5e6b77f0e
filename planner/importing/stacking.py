"""Tables that are one in several pieces: side by side on a sheet, or one sheet per sprint; put below each other."""

from collections.abc import Sequence
from dataclasses import replace

from planner.importing.book_tables import SheetTable
from planner.importing.column_samples import sprint_in
from planner.importing.find_table import FoundTable, field_of_header
from planner.importing.grid import Cell, Grid, cell_text
from planner.importing.sheet_markup import Piece, SheetMarkup
from planner.importing.vocabulary import normalised

_FEWEST_COLUMNS = 2
_MOST_COLUMNS = 400


def unstack_blocks(sheet: SheetTable, table: FoundTable) -> tuple[SheetTable, FoundTable]:
    """Return a sheet whose tables stand side by side under equal headers as one table; any other sheet as it is."""
    starts, width = _blocks(table.headers)
    if not starts:
        return sheet, table
    grid, top = table.grid, table.body_start
    rows = [[grid.cell(row, column) for column in range(starts[0], starts[0] + width)] for row in range(top)]
    numbers = [grid.number(row) for row in range(top)]
    pieces = [Piece(0, 0, top, starts[0], width)]
    for start in starts:
        label = _label_over(table, start, width)
        body = [[grid.cell(row, column) for column in range(start, start + width)] for row in range(top, grid.height)]
        first = _append(rows, numbers, label, body, [grid.number(row) for row in range(top, grid.height)])
        pieces.append(Piece(top, first, len(rows) - first, start, width))
    joined = Grid(grid.name, rows, row_numbers=numbers)
    found = replace(table, grid=joined, headers=table.headers[starts[0] : starts[0] + width])
    return replace(sheet, grid=joined, markup=sheet.markup.moved(pieces), part=""), found


def _blocks(headers: Sequence[str]) -> tuple[list[int], int]:
    """Return where the repetitions of a header begin, and their width; nothing when it is not repeated as a whole."""
    names = [normalised(header) for header in headers[:_MOST_COLUMNS]]
    filled = [column for column, name in enumerate(names) if name]
    first = names[filled[0]] if filled else ""
    starts = [column for column in filled if names[column] == first]
    if len(starts) < _FEWEST_COLUMNS or len(headers) > _MOST_COLUMNS:
        return [], 0
    edges = [*starts[1:], len(names)]
    blocks = [[name for name in names[start:end] if name] for start, end in zip(starts, edges, strict=True)]
    pattern = blocks[0]
    alike = all(block == pattern for block in blocks) and len(set(pattern)) == len(pattern) >= _FEWEST_COLUMNS
    fields = {field_of_header(name) for name in pattern}
    if not alike or "title" not in fields or len(fields - {""}) < _FEWEST_COLUMNS:
        return [], 0
    width = max(column for column in filled if column < edges[0]) - starts[0] + 1
    return starts, width


def _label_over(table: FoundTable, start: int, width: int) -> str:
    """Return the sprint that is named above a block."""
    for row in range(table.header_row - 1, -1, -1):
        texts = [cell_text(table.grid.cell(row, column)) for column in range(start, start + width)]
        label = next((sprint for text in texts if (sprint := sprint_in(text))), "")
        if label:
            return label
    return ""


def _append(rows: list[list[Cell]], numbers: list[int], label: str, body: list[list[Cell]], at: list[int]) -> int:
    """Put a block below what is there, under a row that names its sprint; blank rows at its end are left away.

    Return the row in which the block itself begins.
    """
    last = next((index for index in range(len(body) - 1, -1, -1) if any(map(cell_text, body[index]))), -1)
    if label:
        rows.append([label])
        numbers.append(at[0] - 1 if at else 0)
    first = len(rows)
    rows += body[: last + 1]
    numbers += at[: last + 1]
    return first


def join_sprint_sheets(pieces: Sequence[tuple[SheetTable, FoundTable]]) -> SheetTable | None:
    """Return sheets that are named after one sprint each, under equal headers, as one; None when they are not."""
    labels = [sprint_in(sheet.grid.name) for sheet, _table in pieces]
    headers = {tuple(map(normalised, _without_blanks(table.headers))) for _sheet, table in pieces}
    if len(pieces) < _FEWEST_COLUMNS or not all(labels) or len(set(labels)) < len(labels) or len(headers) > 1:
        return None
    first = pieces[0][1]
    rows: list[list[Cell]] = [_row(first.grid, index) for index in range(first.body_start)]
    numbers = [first.grid.number(index) for index in range(first.body_start)]
    markup = SheetMarkup()
    for label, (sheet, table) in zip(labels, pieces, strict=True):
        grid, rest = table.grid, range(table.body_start, table.grid.height)
        at = _append(rows, numbers, label, [_row(grid, row) for row in rest], [grid.number(row) for row in rest])
        markup = markup.joined(sheet.markup.moved([Piece(table.body_start, at, len(rows) - at)]))
    issues = tuple(issue for sheet, _table in pieces for issue in sheet.issues)
    return SheetTable(Grid(first.grid.name, rows, row_numbers=numbers), markup, issues=issues)


def _without_blanks(headers: Sequence[str]) -> list[str]:
    kept = list(headers)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _row(grid: Grid, row: int) -> list[Cell]:
    return [grid.cell(row, column) for column in range(grid.width)]
