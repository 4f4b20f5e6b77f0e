"""Sorting and filtering by index arrays."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from planner.ui.tables.clipboard import block_to_html, block_to_tsv, tsv_to_block
from planner.ui.tables.column import Column
from planner.ui.tables.order import RowOrder, SortKey


@dataclass(frozen=True)
class Item:
    key: str
    epic: str
    points: float | None


ITEMS = (Item("A", "pay", 5), Item("B", "Ship", None), Item("C", "pay", 3), Item("D", "ship", 8))
COLUMNS = (
    Column(key="key", title="Key", value=lambda item: item.key),
    Column(key="epic", title="Epic", value=lambda item: item.epic),
    Column(key="points", title="Points", value=lambda item: item.points),
)


def keys(order: RowOrder, *sort: SortKey, words: str = "") -> str:
    return "".join(ITEMS[index].key for index in order.shown(sort=sort, words=words))


def test_several_keys_sort_in_their_order() -> None:
    # pay before ship whatever the case, within each the larger first; B has no points and stays last of its epic
    order = RowOrder(ITEMS, COLUMNS)
    assert keys(order, SortKey("epic"), SortKey("points", descending=True)) == "ACDB"


def test_empty_cells_are_last_in_both_directions() -> None:
    order = RowOrder(ITEMS, COLUMNS)
    assert keys(order, SortKey("points")) == "CADB"
    assert keys(order, SortKey("points", descending=True)) == "DACB"


def test_a_filter_wants_every_word_in_any_case() -> None:
    order = RowOrder(ITEMS, COLUMNS)
    assert keys(order, words="PAY") == "AC"
    assert keys(order, words="pay 3") == "C"
    assert keys(order, words="nothing") == ""


@given(st.lists(st.integers(-5, 5) | st.none(), max_size=30))
def test_sorting_agrees_with_the_plain_way(values: list[int | None]) -> None:
    column = Column(key="n", title="N", value=lambda row: row[1])
    rows = tuple(enumerate(values))
    found = [rows[index] for index in RowOrder(rows, (column,)).shown(sort=(SortKey("n"),), words="")]
    assert found == sorted(rows, key=lambda row: (row[1] is None, row[1] or 0))


def test_text_for_other_programs_is_never_a_formula() -> None:
    assert block_to_tsv((("=1+1", "-6.0"),)) == "'=1+1\t-6.0\n"
    assert "<td>&#x27;=1+1</td>" in block_to_html((("=1+1",),))


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\t\n\"'="))


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5))
def test_what_is_copied_pastes_back_unchanged(block: list[tuple[str, str]]) -> None:
    assert tsv_to_block(block_to_tsv(tuple(block))) == tuple(block)


def test_a_quote_that_never_closes_is_just_a_quote() -> None:
    assert tsv_to_block('5" pipe\tb\n"open\tc\n') == (('5" pipe', "b"), ('"open', "c"))
