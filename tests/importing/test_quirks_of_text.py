"""What real text files do to bytes, lines, quotes and records; each case is a small table with its truth."""

# ruff: noqa: E501 - tables are shown as they are written, one record per line

from collections.abc import Callable
from typing import Any

import pytest

from planner.importing.reading import ImportedBacklog

Read = Callable[..., ImportedBacklog]
Facts = Callable[[ImportedBacklog], dict[str, object]]

ROWS = "1;Größe ändern;Done;3\r\n2;Déjà vu;To Do;2,5\r\n"
FULL = {"items": 2, "id": "ID", "title": "Story", "status": "Status", "estimate": "Points", "filled": 2, "sum": 5.5}
RUSSIAN = "#;Проект;Трекер;Статус;Приоритет;Тема;Назначена;Обновлено\n12;Магазин;Ошибка;Новая;Срочный;Корзина покупателя;Анна;01.02.2024 10:00\n"
MANTIS = (
    "Id,Project,Reporter,Assigned To,Priority,Severity,Status,Summary\n"
    '0000001,Shop,ann,bob,normal,minor,assigned,The "save" button\n'
    '0000002,Shop,ann,,high,major,new,"Unclosed quote here\n'
    "0000003,Shop,ann,bob,normal,minor,closed,Third\n"
    "0000004,Shop,ann,bob,normal,minor,closed,Fourth\n"
)
TRELLO = (
    "Card #,Title,Link,Total Points,Due,Members,Labels,Card Description,List\n"
    '1,"Cart","https://t.co/1",3,"","ann","","one\ntwo","Doing"\n'
    '2,"Pay "now"","https://t.co/2",2,"","","","x","Done"\n'
    '3,"Refund","https://t.co/3",,"","","","he said "no", twice","Done"\n'
)

CASES: dict[str, tuple[str | bytes, dict[str, Any]]] = {
    "utf-8 with mark": (("ID;Story;Status;Points\r\n" + ROWS).encode("utf-8-sig"), FULL | {"encoding": "utf-8-sig"}),
    "mark before a quoted header": (
        '\ufeff"priority","summary","status"\n"High","Cart","Open"\n',
        {"items": 1, "priority": "priority", "title": "summary"},
    ),
    "two marks": ("\ufeff\ufeffID,Story,Status\n1,Cart,Open\n", {"items": 1, "id": "ID", "title": "Story"}),
    "cp1252": (("ID;Story;Status;Points\r\n" + ROWS).encode("cp1252"), FULL),
    "utf-16 with mark and tabs": (
        ("ID\tStory\tStatus\tPoints\r\n" + ROWS.replace(";", "\t")).encode("utf-16"),
        FULL | {"delimiter": "\t"},
    ),
    "utf-16 big endian without mark": (("ID;Story;Status;Points\r\n" + ROWS).encode("utf-16-be"), FULL),
    "cp1251": (
        RUSSIAN.encode("cp1251"),
        {
            "items": 1,
            "encoding": "cp1251",
            "id": "#",
            "title": "Тема",
            "status": "Статус",
            "titles": ["Корзина покупателя"],
        },
    ),
    "cp1251 with few letters": (
        "id;тема;статус\n1;Cart;Новая\n2;Pay;Закрыта\n".encode("cp1251"),
        {"items": 2, "title": "тема", "status": "статус", "statuses": ["todo", "done"]},
    ),
    "export saved again by excel": (
        "Issue key;Summary;Status\nA-1;Café;Done\nA-2;Niño;To Do\n".encode("cp1252"),
        {"items": 2, "delimiter": ";", "titles": ["Café", "Niño"], "profile": "jira"},
    ),
    "iso 8859-1": ("ID,Story,Status\n1,é,Open\n2,über,Open\n".encode("latin-1"), {"titles": ["é", "über"]}),
    "two stray bytes": (
        b"ID,Story,Status\n"
        + "".join(f"{n},Überweisung prüfen {n},Open\n" for n in range(40)).encode()
        + b"41,x\xff\xfe,Open\n",
        {"items": 41, "encoding": "utf-8"},
    ),
    "no-break and zero-width blanks": (
        "ID,Story\u200b,Status\n1,\u00a0Cart\u200d,In\u00a0Progress\n",
        {"items": 1, "titles": ["Cart"], "statuses": ["in-progress"]},
    ),
    "emoji and right-to-left": ("ID,Story,Status\n1,🚀 Launch,Done\n2,עגלה,Open\n", {"titles": ["🚀 Launch", "עגלה"]}),
    "line breaks in cells": (
        'ID,Story,Status\n1,"Cart\nwith, many\n\nlines",Done\n2,Pay,Open\n',
        {"items": 2, "statuses": ["done", "todo"]},
    ),
    "crlf between records and lf inside": (
        'ref,subject,status,sprint,total-points\r\n7,"Cart\nline two",Done,Sprint 1,3.0\r\n8,Pay,New,,\r\n',
        {"items": 2, "profile": "taiga", "sum": 3.0, "in_sprints": 1, "sprints": 1},
    ),
    "carriage returns only": ("ID,Story,Status\r1,Cart,Done\r2,Pay,Open", {"items": 2}),
    "no newline at the end": ("ID,Story,Status\n1,Cart,Done\n2,Pay,Open", {"items": 2}),
    "semicolon with commas inside": (
        "ID;Story;Status;Labels\n1;Cart, pay, ship;Done;a,b\n2;One, two;Open;c\n",
        {"items": 2, "delimiter": ";"},
    ),
    "tab in a file named csv": ("ID\tStory\tStatus\n1\tCart, pay\tDone\n", {"items": 1, "delimiter": "\t"}),
    "pipe": ("ID|Story|Status\n1|Cart|Done\n", {"items": 1, "delimiter": "|"}),
    "separator line": (
        "sep=;\r\nID;Story;Status;Points\r\n" + ROWS,
        FULL | {"delimiter": ";", "header_row": 0},
    ),
    "separator line of excel with a tab": (
        '"sep=\t"\nID\tStory\tStatus\n1\tCart\tDone\n',
        {"items": 1, "delimiter": "\t"},
    ),
    "decimal comma with semicolon": ("ID;Story;Status;Points\r\n" + ROWS, FULL),
    "trailing empty cells dropped": (
        "Id,Title,Labels,Iteration,Type,Estimate,Current State,Owned By,Owned By,Comment\n1,Cart,,7,feature,2,accepted,ann,bob\n2,Pay,,,feature,,unstarted\n3,Ship\n",
        {"items": 3, "profile": "pivotal", "filled": 1, "sum": 2, "in_sprints": 1},
    ),
    "a cell too many": (
        "tracker,status,priority,subject,description\nBug,New,High,Cart,one\nBug,New,High,Pay,two,surplus\nBug,New,Low,Ship,three\n",
        {"items": 3, "title": "subject", "status": "status"},
    ),
    "delimiter-only records": (
        "ID,Story,Status\n1,Cart,Done\n,,\n,,\n2,Pay,Open\n,,\n\n\n",
        {"items": 2},
    ),
    "delimiter-only records above the header": (
        ",,\n,,\nID,Story,Status\n1,Cart,Done\n",
        {"items": 1, "header_row": 2},
    ),
    "line break inside a header": (
        'ID,Story,Status,"Story\nPoints"\n1,Cart,Done,3\n',
        {"items": 1, "filled": 1, "sum": 3},
    ),
    "mantis with broken quotes": (
        MANTIS,
        {
            "items": 4,
            "id": "Id",
            "title": "Summary",
            "status": "Status",
            "keys": ["0000001", "0000002", "0000003", "0000004"],
        },
    ),
    "trello exporter with quotes in quotes": (
        TRELLO,
        {"items": 3, "title": "Title", "status": "List", "statuses": ["in-progress", "done", "done"]},
    ),
    "unquoted commas in the last cell": (
        "key,summary,status,sprint,note\nA-1,Cart,Done,Sprint 1,fine\nA-2,Pay,Open,Sprint 1,first, then second, then third\nA-3,Ship,Open,Sprint 2,ok\n",
        {"items": 3, "in_sprints": 3, "sprints": 2},
    ),
    "single quotes": (
        "'id','summary','status'\n'1','Cart, big','Done'\n'2','Pay','Open'\n",
        {"items": 2, "id": "id", "title": "summary", "titles": ["Cart, big", "Pay"]},
    ),
    "single quotes with some bare cells": (
        "id,summary,status,points\n1,'Cart, big','Done',3\n2,'Pay, small','Open',2\n",
        {"items": 2, "titles": ["Cart, big", "Pay, small"], "sum": 5},
    ),
    "apostrophes are no quotes": (
        "ID,Story,Status\n1,'tis the season,Done\n2,Users' cart,Open\n",
        {"items": 2, "titles": ["'tis the season", "Users' cart"]},
    ),
    "a quote never closed": (
        'ID,Story,Status\n1,Cart,Done\n2,"Pay,Open\n3,Ship,Open\n4,Sell,Open\n',
        {"items": 4},
    ),
    "a very long cell": ('ID,Story,Status\n1,"' + "word " * 6300 + '",Done\n2,Pay,Open\n', {"items": 2}),
    "only one column": ("Task\nBuy milk\nCall Bob\nWrite report\n", {"items": 3, "title": "Task"}),
    "header only": ("ID,Title,Status,Story Points,Sprint\n", {"items": 0, "header_row": 0, "kind": "backlog"}),
    "header only with delimiters below": (
        "ID,Title,Status,Story Points,Sprint\n,,,,\n,,,,\n",
        {"items": 0, "header_row": 0, "kind": "backlog"},
    ),
    "blank record between header and rows": (
        "ID,Story,Status\n\n1,Cart,Done\n2,Pay,Open\n",
        {"items": 2, "header_row": 0},
    ),
    "title record above": ("My backlog,,\n\nID,Story,Status\n1,Cart,Done\n", {"items": 1, "header_row": 2}),
    "total record below": ("ID,Story,Status,SP\n1,Cart,Done,3\n2,Pay,Open,2\nTotal,,,5\n", {"items": 2, "sum": 5}),
    "173 columns": (
        ",".join(["ID", "Title", "Status", *(f"Field {n}" for n in range(170))]) + "\n1,Cart,Done" + "," * 170 + "\n",
        {"items": 1, "id": "ID", "title": "Title"},
    ),
    "blanks after the delimiter": (
        'ID, Story, Status, Points\n1, "Cart, big", Done, 3\n2, "Pay, small", Open, 2\n',
        {"items": 2, "titles": ["Cart, big", "Pay, small"], "sum": 5},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_text_file_is_read_as_its_writer_meant_it(name: str, read: Read, facts: Facts) -> None:
    content, truth = CASES[name]
    found = facts(read(content))
    assert {key: found[key] for key in truth} == truth
