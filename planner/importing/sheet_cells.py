"""The values of a big sheet, taken out of its XML column by column with arrays; a fraction of the time of a parser.

Only the markup that spreadsheet programs write is understood. Whatever is unusual makes the whole sheet be read by the
parser instead, so that nothing is read wrongly: an attribute in another place, rich text in a cell, a time of day.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from planner.importing.grid import Cell
from planner.importing.shared_strings import unescaped

if TYPE_CHECKING:
    import numpy as np

    from planner.importing.sheet_arrays import CellScan

    Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]
    Places = np.ndarray[tuple[int], np.dtype[np.intp]]
    Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
    Objects = np.ndarray[Any, np.dtype[np.object_]]

_MOST_DIGITS = 9
_SPARSE = 8
_ALONE = 2_000_000
_DAYS = range(61, 80_000)
"""Serial numbers that are dates from March 1900 on: those before them differ by a day between programs."""
_MS_A_DAY = 86_400_000
_ORDS = {letter: ord(letter) for letter in ' "/>bcdfinrstv'}


class UnusualSheetError(ValueError):
    """The markup is not what spreadsheet programs write; the parser must read the sheet."""


@dataclass(slots=True)
class CellTaker:
    """Collects the columns of one sheet, block by block.

    ``strings`` are the shared strings, ``date_styles`` the cell styles that show a date, and ``epoch`` is the day that
    dates are counted from. ``known`` holds the one object for all equal texts.
    """

    strings: list[str]
    date_styles: frozenset[int]
    epoch: date
    columns: list[list[Cell]] = field(default_factory=list)
    rows: int = 0
    usual: bool = True
    _table: "Objects | None" = None
    known: dict[str, str] = field(default_factory=dict)

    def take(self, block: bytes, scan: "CellScan") -> None:
        """Add the rows of one block; ``usual`` tells afterwards whether they could be read."""
        if not self.usual or not scan.cells:
            self.usual &= scan.usual
            return
        try:
            self._take(block, scan)
        except UnusualSheetError:
            self.usual = False
            self.columns = []

    def finished(self, height: int) -> list[list[Cell]]:
        """Return the columns, each with ``height`` cells."""
        self._fill_up(max(height, self.rows))
        return self.columns

    def _fill_up(self, height: int) -> None:
        for column in self.columns:
            column.extend([""] * (height - len(column)))
        self.rows = max(self.rows, height)

    def _take(self, block: bytes, scan: "CellScan") -> None:
        import numpy as np

        if self._table is None:
            self._table = np.empty(len(self.strings), object)
            self._table[:] = self.strings
        found = _Block(block, scan, self)
        first, last = int(scan.row_numbers[0]), int(scan.row_numbers[-1])
        _require(first >= self.rows and bool((np.diff(scan.row_numbers) > 0).all()))
        height, width = last - first + 1, scan.last_column + 1
        _require(height * width <= _ALONE + _SPARSE * scan.cells)
        values = found.values(self._table)
        grid: Objects = np.full((width, height), "", object)
        grid[scan.cell_columns, (scan.row_numbers - first)[scan.rows_of_cells]] = values
        self._fill_up(first)
        for _new in range(width - len(self.columns)):
            self.columns.append([""] * first)
        for column, cells in zip(self.columns, grid, strict=False):
            column.extend(cells.tolist())
        self._fill_up(last + 1)

    def day(self, serial: float) -> date:
        """Return a serial number as the day, or the moment, that it stands for."""
        _require(int(serial) in _DAYS)
        moment = datetime.combine(self.epoch, time()) + timedelta(milliseconds=round(serial * _MS_A_DAY))
        return moment.date() if moment.time() == time() else moment


def _require(usual: bool) -> None:  # noqa: FBT001 - it asserts its argument
    if not usual:
        raise UnusualSheetError


class _Block:
    """The cells of one block of XML: where the head of each ends, and where its value stands.

    A head is understood when it holds the reference, then perhaps a style, then perhaps a type, and nothing else.
    """

    def __init__(self, block: bytes, scan: "CellScan", taker: CellTaker) -> None:
        import numpy as np

        self.block, self.scan, self.taker = block, scan, taker
        self.text, self.tags, self.first = scan.text, scan.tags, scan.first
        at = scan.cell_tags
        after = self.first[at + 1]
        has_value = (after == _ORDS["v"]) | (after == _ORDS["f"]) | (after == _ORDS["i"])
        _require(scan.usual and bool((has_value | (after == _ORDS["c"]) | (after == _ORDS["/"])).all()))
        self.places = np.flatnonzero(has_value)
        self.head_tags = at[self.places]
        self.inline = after[self.places] == _ORDS["i"]
        self.ends = self.tags[self.head_tags + 1] - 1
        _require(bool((self.text[self.ends] == _ORDS[">"]).all()))
        self.styles, typed = self._styles()
        self.letter, self.is_text = self._types(typed)

    def _styles(self) -> "tuple[Places, Places]":
        """Return the style of each cell, and where what follows it begins: the type or the end of the head."""
        import numpy as np

        text = self.text
        at = self.scan.cell_ends[self.places]
        at = at + 1
        styles = np.zeros(len(at), np.intp)
        styled = np.flatnonzero(text[at + 1] == _ORDS["s"])
        if len(styled):
            start = at[styled] + 4
            end = start.copy()
            for _place in range(_MOST_DIGITS):
                going = text[end] != _ORDS['"']
                if not going.any():
                    break
                end += going
            number, whole = self._digits(start, end)
            _require(bool((whole & (text[end] == _ORDS['"']) & (text[start - 1] == _ORDS['"'])).all()))
            styles[styled] = number
            at[styled] = end + 1
        return styles, at

    def _types(self, typed: "Places") -> "tuple[Bytes, Flags]":
        """Return the letter of each cell's type (``n`` when it names none), and which are texts of formulas."""
        import numpy as np

        length = self.ends - typed
        letter: Bytes = np.full(len(length), _ORDS["n"], np.uint8)
        one = length == len(' t="n"')
        letter[one] = self.text[self.ends[one] - 2]
        is_text: Flags = length == len(' t="str"')
        inline = length == len(' t="inlineStr"')
        for place, sign in enumerate(b' t="'):
            _require(bool((self.text[typed[length > 0] + place] == sign).all()))
        _require(bool((self.text[self.ends[is_text] - 2] == _ORDS["r"]).all()) and bool((inline == self.inline).all()))
        _require(bool(((length == 0) | one | is_text | inline).all()))
        _require(not bool((one & (letter == _ORDS["d"])).any()))
        return letter, is_text

    def values(self, strings: "Objects") -> "Objects":
        """Return one value per cell of the block, ``""`` for empty ones."""
        import numpy as np

        result: Objects = np.full(self.scan.cells, "", object)
        tags, present = self._value_tags()
        starts, ends = self.tags[tags] + 3, self.tags[tags + 1]
        present &= ~self.inline
        _require(bool((self.text[starts[present] - 1] == _ORDS[">"]).all()))
        _require(bool((self.first[tags[present] + 1] == _ORDS["/"]).all()))
        filled = present & (ends > starts)
        plain = filled & ~self.is_text
        self._put_strings(result, plain & (self.letter == _ORDS["s"]), starts, ends, strings)
        self._put_numbers(result, plain & (self.letter == _ORDS["n"]), starts, ends)
        truths = np.flatnonzero(plain & (self.letter == _ORDS["b"]))
        result[self.places[truths]] = (self.text[starts[truths]] == ord("1")).astype(object)
        written = np.flatnonzero(filled & self.is_text)
        result[self.places[written]] = self._texts(starts[written], ends[written])
        self._put_inline(result)
        return result

    def _value_tags(self) -> "tuple[Places, Flags]":
        """Return the tag of each cell's value, behind its formula where it has one, and whether there is any."""
        import numpy as np

        tags = self.head_tags + 1
        formula = np.flatnonzero(self.first[tags] == _ORDS["f"])
        if len(formula):
            behind = tags[formula] + 1
            closing = self.first[behind] == _ORDS["/"]
            ends_itself = self.text[self.tags[behind] - 2] == _ORDS["/"]
            within = closing & (self.text[self.tags[behind] + 2] == _ORDS["f"])
            _require(bool((within | ends_itself).all()))
            tags[formula] = np.minimum(np.where(within, behind + 1, behind), len(self.tags) - 2)
        present: Flags = self.first[tags] == _ORDS["v"]
        present &= self.text[self.tags[tags] + 2] != _ORDS["/"]
        return tags, present

    def _digits(self, starts: "Places", ends: "Places") -> "tuple[Places, Flags]":
        """Return texts of digits as whole numbers, and which of the texts are that."""
        import numpy as np

        length = ends - starts
        whole: Flags = (length <= _MOST_DIGITS) & (length > 0)
        number = np.zeros(len(starts), np.intp)
        for place in range(min(int(length.max(initial=0)), _MOST_DIGITS)):
            inside = place < length
            digit = self.text[starts + place] - np.uint8(ord("0"))
            whole &= ~inside | (digit <= 9)  # noqa: PLR2004 - the digits
            number = np.where(inside, number * 10 + digit, number)
        return number, whole

    def _put_strings(
        self, result: "Objects", which: "Flags", starts: "Places", ends: "Places", strings: "Objects"
    ) -> None:
        if not which.any():
            return
        number, whole = self._digits(starts[which], ends[which])
        _require(bool(whole.all()) and int(number.max()) < len(strings))
        result[self.places[which]] = strings[number]

    def _put_numbers(self, result: "Objects", which: "Flags", starts: "Places", ends: "Places") -> None:
        import numpy as np

        if not which.any():
            return
        first, last = starts[which], ends[which]
        number, whole = self._digits(first, last)
        values = number.astype(np.float64)
        rest = np.flatnonzero(~whole)
        places = zip(first[rest].tolist(), last[rest].tolist(), strict=True)
        try:
            values[rest] = [float(self.block[start:end]) for start, end in places]
        except ValueError as error:
            raise UnusualSheetError from error
        _require(bool(np.isfinite(values).all()))
        cells = values.astype(object)
        if self.taker.date_styles:
            dated = np.flatnonzero(np.isin(self.styles[which], list(self.taker.date_styles)))
            cells[dated] = [self.taker.day(serial) for serial in values[dated].tolist()]
        result[self.places[which]] = cells

    def _put_inline(self, result: "Objects") -> None:
        import numpy as np

        if not self.inline.any():
            return
        tags = self.head_tags[self.inline] + 2
        for step, sign in ((0, "t"), (1, "/"), (2, "/")):
            _require(bool((self.first[tags + step] == _ORDS[sign]).all()))
        closing = self.text[self.tags[tags + 1] + 2] == _ORDS["t"]
        _require(bool((closing & (self.text[self.tags[tags + 2] + 2] == _ORDS["i"])).all()))
        starts, ends = self.tags[tags] + 3, self.tags[tags + 1]
        preserved = self.text[starts - 1] == _ORDS[" "]
        starts = starts + np.where(preserved, len('xml:space="preserve">'), 0)
        _require(bool((self.text[starts - 1] == _ORDS[">"]).all()))
        result[self.places[self.inline]] = self._texts(starts, ends)

    def _texts(self, starts: "Places", ends: "Places") -> list[str]:
        """Return pieces of the block as texts, equal ones as one object."""
        places = zip(starts.tolist(), ends.tolist(), strict=True)
        try:
            if self.block.isascii():
                whole = self.block.decode("ascii")
                texts = [whole[start:end] for start, end in places]
            else:
                texts = [self.block[start:end].decode() for start, end in places]
            share = self.taker.known.setdefault
            if any(sign in self.block for sign in (b"&", b"_x", b"\r")):
                texts = list(map(unescaped, texts))
            return [share(text, text) for text in texts]
        except ValueError as error:
            raise UnusualSheetError from error
