"""What a sheet's own XML says that a fast parser does not tell: its real extent, hidden rows, errors, merges.

The declared dimension is ignored. One pass over the unpacked bytes with a few byte searches; cells are not parsed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.importing.sheet_cells import CellTaker

_ROW = re.compile(rb"<row\b([^>]*)>")
_ROW_OF = re.compile(rb'<row\b[^>]*? r="(\d{1,9})"')
_ROW_NUMBER = re.compile(rb'\br="(\d{1,9})"')
_CELL = re.compile(rb'<c r="([A-Z]{1,4})(\d{0,9})')
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,4})(\d{1,9})"[^>]*\bt="e"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?<v>([^<]{1,40})</v>'
)
_EMPTY_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,4})(\d{1,9})"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)(?:<v></v>|<v\s*/>)?</c>'
)
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,4})(\d{1,9}):([A-Z]{1,4})(\d{1,9})"')
_STYLED = re.compile(rb'<c r="([A-Z]{1,4})(\d{1,9})" s="(\d{1,6})"')
_ROW_END = b"</row>"
_MAX_NOTES = 500
_MAX_CARRY = 64_000_000
MANY_BYTES = 1_000_000
"""From here on the import of numpy costs less than it saves."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; zero-based, both corners inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that were moved: ``height`` rows from ``top`` now begin at ``new_top``, without the ``left`` columns.

    ``width`` is the number of columns that were taken, None for all.
    """

    top: int
    new_top: int
    height: int
    left: int = 0
    width: int | None = None

    def moved(self, row: int, column: int = -1) -> tuple[int, int] | None:
        """Return where a cell now is, None when it was not taken; column -1 stands for a whole row."""
        inside = self.top <= row < self.top + self.height
        if column >= 0:
            inside &= column >= self.left and (self.width is None or column < self.left + self.width)
        return (row - self.top + self.new_top, column - self.left) if inside else None


@dataclass(slots=True)
class SheetMarkup:
    """The findings about one sheet; rows and columns are zero-based.

    ``usual`` is false when the markup is valid but written in a way that the byte searches do not cover; such a
    sheet must be read by the careful reader. ``balance`` is how many more elements are opened than closed: not 0 when
    the part is broken off, or when a text in it looks like a tag.
    """

    last_row: int = -1
    last_column: int = -1
    cells: int = 0
    rows: int = 0
    usual: bool = True
    balance: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    empty_formulas: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    @property
    def area(self) -> int:
        """Return the number of cells of the rectangle from A1 to the last row and column."""
        return (self.last_row + 1) * (self.last_column + 1)

    def moved(self, pieces: Iterable[Piece]) -> "SheetMarkup":
        """Return the findings at the places to which their rows and columns were moved."""
        moved = SheetMarkup(usual=self.usual)
        by_row: dict[int, list[Piece]] = {}
        for piece in pieces:
            for row in range(piece.top, piece.top + piece.height):
                by_row.setdefault(row, []).append(piece)
        moved.hidden_rows = [at[0] for row in self.hidden_rows for p in by_row.get(row, ()) if (at := p.moved(row))]
        for top, column, text in self.errors:
            moved.errors += [(*at, text) for piece in by_row.get(top, ()) if (at := piece.moved(top, column))]
        for top, column in self.empty_formulas:
            moved.empty_formulas += [at for piece in by_row.get(top, ()) if (at := piece.moved(top, column))]
        for merge in self.merges:
            starts = (at for piece in by_row.get(merge.top, ()) if (at := piece.moved(merge.top, merge.left)))
            for row, column in starts:
                bottom, right = row + merge.bottom - merge.top, column + merge.right - merge.left
                moved.merges.append(Merge(row, column, bottom, right))
        return moved

    def joined(self, other: "SheetMarkup") -> "SheetMarkup":
        """Return the findings of two pieces of one table."""
        return SheetMarkup(
            usual=self.usual and other.usual,
            hidden_rows=self.hidden_rows + other.hidden_rows,
            errors=self.errors + other.errors,
            empty_formulas=self.empty_formulas + other.empty_formulas,
            merges=self.merges + other.merges,
        )


def column_index(letters: bytes) -> int:
    """Return the zero-based index of a column's letters.

    >>> column_index(b"A"), column_index(b"AB"), column_index(b"XFD")
    (0, 27, 16383)
    """
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def scan_sheet(pieces: Iterable[bytes], *, taker: "CellTaker | None" = None) -> SheetMarkup:
    """Scan the unpacked XML of a worksheet; ``taker`` collects its values on the way."""
    markup = SheetMarkup()
    carry = b""
    letters: set[bytes] = set()
    for piece in pieces:
        block = carry + piece
        cut = block.rfind(_ROW_END) + len(_ROW_END) if _ROW_END in block else 0
        if not cut and len(block) > _MAX_CARRY:
            markup.usual = False
            return markup
        _scan_block(block[:cut], markup, letters, taker)
        carry = block[cut:]
    _scan_block(carry, markup, letters, taker)
    markup.last_column = max([markup.last_column, *map(column_index, letters)])
    return markup


def _scan_block(block: bytes, markup: SheetMarkup, letters: set[bytes], taker: "CellTaker | None") -> None:
    if len(block) >= MANY_BYTES or (taker is not None and block):
        from planner.importing.sheet_arrays import scan_cells

        found = scan_cells(block)
        if taker is not None:
            taker.take(block, found)
        markup.cells += found.cells
        markup.balance += found.balance
        markup.usual &= found.usual
        markup.last_column = max(markup.last_column, found.last_column)
        has_formulas, has_merges = found.has_formulas, found.has_others
        if b"hidden=" in block or found.rows != found.all_rows:
            _scan_rows(block, markup)
        else:
            markup.rows += found.rows
        markup.last_row = max(markup.last_row, found.last_row)
    else:
        cells = _CELL.findall(block)
        letters.update(column for column, _row in cells)
        markup.usual &= {row for _column, row in cells} <= set(_ROW_OF.findall(block))
        markup.cells += len(cells)
        markup.usual &= block.count(b"<c ") + block.count(b"<c>") == len(cells)
        markup.balance += block.count(b"<") - 2 * block.count(b"</") - block.count(b"/>") - block.count(b"<?")
        has_formulas, has_merges = b"<f" in block, b"<mergeCell" in block
        _scan_rows(block, markup)
    if b":" in block and (b":c " in block or b":row" in block):
        markup.usual = False
    _note_cells(block, markup, has_formulas=has_formulas, has_merges=has_merges)


def _note_cells(block: bytes, markup: SheetMarkup, *, has_formulas: bool, has_merges: bool) -> None:
    if b't="e"' in block and len(markup.errors) < _MAX_NOTES:
        markup.errors += [(int(r) - 1, column_index(c), v.decode()) for c, r, v in _ERROR.findall(block)]
    if has_formulas and len(markup.empty_formulas) < _MAX_NOTES:
        markup.empty_formulas += [(int(r) - 1, column_index(c)) for c, r in _EMPTY_FORMULA.findall(block)]
    if has_merges:
        for left, top, right, bottom in _MERGE.findall(block):
            markup.merges.append(Merge(int(top) - 1, column_index(left), int(bottom) - 1, column_index(right)))


def _scan_rows(block: bytes, markup: SheetMarkup) -> None:
    for attributes in _ROW.findall(block):
        number = _ROW_NUMBER.search(attributes)
        markup.rows += 1
        row = int(number[1]) - 1 if number else markup.last_row + 1
        markup.usual &= number is not None
        markup.last_row = max(markup.last_row, row)
        if b'hidden="1"' in attributes or b'hidden="true"' in attributes:
            markup.hidden_rows.append(row)


def styles_of_column(pieces: Iterable[bytes], column: int) -> dict[int, int]:
    """Return the style number of each cell of a column, by zero-based row."""
    styles: dict[int, int] = {}
    carry = b""
    for piece in pieces:
        block = carry + piece
        for letters, row, style in _STYLED.findall(block):
            if column_index(letters) == column:
                styles[int(row) - 1] = int(style)
        carry = block[-64:]
    return styles


_NUMBER_FORMAT = re.compile(rb"<numFmt\b[^>]*>")
_CELL_FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_FORMAT_OF_CELL = re.compile(rb'<xf\b[^>]*?\bnumFmtId="(\d+)"')
_ATTRIBUTE = re.compile(rb'(numFmtId|formatCode)="([^"]*)"')


def zero_padded_styles(styles_xml: bytes) -> dict[int, int]:
    """Return, for each cell style that pads whole numbers with zeros (``00000``), the width it pads to."""
    widths: dict[int, int] = {}
    for tag in _NUMBER_FORMAT.findall(styles_xml):
        attributes = dict(_ATTRIBUTE.findall(tag))
        code = attributes.get(b"formatCode", b"")
        if re.fullmatch(rb"0{2,}", code):
            widths[int(attributes[b"numFmtId"])] = len(code)
    block = _CELL_FORMATS.search(styles_xml)
    formats = _FORMAT_OF_CELL.findall(block[0]) if block else []
    return {style: widths[int(number)] for style, number in enumerate(formats) if int(number) in widths}


_REPEATED_ROWS = re.compile(
    rb'<table:table-row\b[^>]*number-rows-repeated="(\d{1,9})"[^>]*>(.*?)</table:table-row>', re.DOTALL
)
_REPEATED_CELL = re.compile(rb'<table:table-cell\b[^>]*number-columns-repeated="(\d{1,9})"[^>]*>')
_HAS_VALUE = re.compile(rb"office:value-type|<text:p")


def repeated_area(content: bytes) -> int:
    """Return the number of cells that the repeated rows and cells with content of an ODS file stand for."""
    widest = 1
    for cell in _REPEATED_CELL.finditer(content):
        if _HAS_VALUE.search(cell[0]):
            widest = max(widest, int(cell[1]))
    rows = sum(int(row[1]) for row in _REPEATED_ROWS.finditer(content) if _HAS_VALUE.search(row[2]))
    return max(widest, 1) * max(rows, 1)
