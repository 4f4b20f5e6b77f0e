"""Bytes to tables: encodings, delimiters, quotes, broken records."""

from collections.abc import Callable

import pytest

from planner.importing.reading import ImportedBacklog

Read = Callable[..., ImportedBacklog]
TABLE = "ID;Story;Status;Points\n1;Größe ändern;Done;3\n2;Déjà vu;To do;5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_gives_the_same_items(encoding: str, read: Read) -> None:
    found = read(TABLE, encoding=encoding)
    assert [item.title for item in found.items] == ["Größe ändern", "Déjà vu"]
    assert found.inspection.columns["id"] == ("ID",)


def test_russian_letters_are_not_read_as_latin(read: Read) -> None:
    text = (
        "#;Трекер;Статус;Тема\n1;Ошибка;Новая;Проверить корзину покупателя\n2;Задача;Закрыта;Добавить оплату картой\n"
    )
    found = read(text, encoding="cp1251")
    assert found.inspection.encoding == "cp1251"
    assert found.items[0].title == "Проверить корзину покупателя"
    assert "encoding-assumed" in {issue.code for issue in found.issues}


def test_a_mark_before_a_quoted_header_is_no_part_of_it(read: Read) -> None:
    found = read('\ufeff"priority","title","status","id"\n"High","Pay","Done","1"\n')
    assert found.inspection.columns["priority"] == ("priority",)


def test_one_broken_byte_does_not_turn_utf8_into_latin(read: Read) -> None:
    content = (
        TABLE.encode() + "".join(f"{n};Über {n};Done;1\n" for n in range(3, 20)).encode() + b"99;br\xffken;Done;1\n"
    )
    found = read(content)
    assert found.inspection.encoding == "utf-8"
    assert found.items[0].title == "Größe ändern"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str, read: Read) -> None:
    found = read(TABLE.replace(";", delimiter)).inspection
    assert (found.delimiter, found.items) == (delimiter, 2)


def test_a_first_line_may_name_the_delimiter(read: Read) -> None:
    found = read("sep=;\r\nID;Story, long;Points\r\n1;One, two, three;2,5\r\n2;Two, three;3\r\n")
    assert (found.inspection.delimiter, found.inspection.items, found.inspection.estimate.sum) == (";", 2, 5.5)


def test_the_unicode_text_of_a_spreadsheet_program_is_read(read: Read) -> None:
    text = "ID\tStory\tPoints\r\n1\tOne\t2,5\r\n2\tTwo\t0,5\r\n"
    found = read(b"\xff\xfe" + text.encode("utf-16-le"), name="unicode.txt").inspection
    assert (found.items, found.estimate.sum, found.delimiter) == (2, 3.0, "\t")


def test_line_breaks_inside_cells_belong_to_the_cell(read: Read) -> None:
    found = read('ID,Story,Status\r\n1,"one\ntwo\r\nthree",Done\r\n2,Four,New')
    assert [item.title for item in found.items] == ["one\ntwo\r\nthree", "Four"]


def test_trailing_empty_cells_may_be_missing(read: Read) -> None:
    found = read("ID,Story,Status,Points,Notes\n1,One,Done,3,x\n2,Two,New\n3,Three\n")
    assert [item.estimate for item in found.items] == [3, None, None]


def test_blank_records_are_skipped(read: Read) -> None:
    assert read("ID,Story,Status\n\n1,One,Done\n,,\n2,Two,New\n\n").inspection.items == 2


def test_single_quotes_may_enclose_cells(read: Read) -> None:
    found = read("'ID','Story','Status'\n'1','One, two','Done'\n'2','Three','New'\n")
    assert [item.title for item in found.items] == ["One, two", "Three"]


def test_a_quote_that_is_never_closed_swallows_no_records(read: Read) -> None:
    rows = "".join(f"{n},Story {n},Done,ann\n" for n in range(3, 20))
    found = read(f'ID,Story,Status,Owner\n1,One,Done,ann\n2,"Broken quote,Done,ann\n{rows}')
    assert found.inspection.items == 19
    assert "broken-quotes" in {issue.code for issue in found.issues}


def test_a_record_broken_over_lines_is_joined(read: Read) -> None:
    rows = "".join(f"{n},Story {n},Done,ann\n" for n in range(2, 20))
    found = read(f"ID,Story,Status,Owner\n1,One that\nis long,Done,ann\n{rows}")
    assert found.inspection.items == 19
    assert found.items[0].title == "One that\nis long"


def test_an_unquoted_comma_is_put_back(read: Read) -> None:
    rows = "".join(f"{n},Story {n},Done,ann\n" for n in range(2, 20))
    found = read(f"ID,Story,Status,Owner\n1,One, two, three,Done,ann\n{rows}")
    assert (found.items[0].title, found.items[0].status_text) == ("One, two, three", "Done")


def test_invisible_characters_are_dropped(read: Read) -> None:
    found = read("ID,Story,Status\n1,\u200bPay\u00a0now ,\u00a0Done\n")
    assert (found.items[0].title, found.items[0].status_text) == ("Pay now", "Done")


def test_a_big_file_reads_like_a_small_one(read: Read) -> None:
    row = '{n},"Story, {n}\nsecond line",Done,3\n'
    count = 60_000
    text = "ID,Story,Status,Points,Text\n" + "".join(row.format(n=n) + "" for n in range(count)).replace(
        "Done,3\n", f"Done,3,{'x' * 40}\n"
    )
    found = read(text)
    assert (found.inspection.items, found.inspection.estimate.sum) == (count, 3 * count)
    assert found.items[-1].title == f"Story, {count - 1}\nsecond line"


def test_two_dates_that_prove_no_order_are_asked_with_examples(read: Read) -> None:
    found = read("ID,Story,Status,Created\n1,One,New,03/04/2026\n2,Two,New,05/04/2026\n")
    asked = [issue for issue in found.issues if issue.code == "ambiguous-dates"]
    assert [(issue.column, issue.value) for issue in asked] == [("Created", "03/04/2026 and 05/04/2026")]


def test_one_date_past_the_twelfth_proves_the_order(read: Read) -> None:
    found = read("ID,Story,Status,Created\n1,One,New,03/04/2026\n2,Two,New,25/04/2026\n")
    assert [str(item.created) for item in found.items] == ["2026-04-03", "2026-04-25"]
    assert not [issue for issue in found.issues if issue.code == "ambiguous-dates"]
