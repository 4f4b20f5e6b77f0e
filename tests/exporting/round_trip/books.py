"""Finding cells of an exported workbook the way a person does: by heads and names."""

from typing import Any


def table_rows(book: Any, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table as cells by head."""
    sheet = next(sheet for sheet in book.worksheets if name in sheet.tables)
    heads, *rows = sheet[sheet.tables[name].ref]
    return [dict(zip((head.value for head in heads), row, strict=True)) for row in rows]


def item_row(book: Any, key: str) -> dict[str, Any]:
    """Return the cells of one item."""
    (row,) = (row for row in table_rows(book, "backlog") if row["Key"].value == key)
    return row


def input_cell(book: Any, name: str) -> Any:
    """Return the cell of a named input."""
    (cell,) = (row[1] for row in book["Assumptions"].iter_rows() if row[2].value == name)
    return cell


def person_row(book: Any, sprint: str, person: str) -> dict[str, Any]:
    """Return the cells of one person in one sprint."""
    rows = table_rows(book, "capacity_by_person")
    (row,) = (row for row in rows if (row["Sprint"].value, row["Person"].value) == (sprint, person))
    return row
