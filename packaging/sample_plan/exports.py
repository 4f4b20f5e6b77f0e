"""The tracker exports that the sample plan came from: a Jira-like csv, an Azure-like workbook, and a leave table."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from xml.sax.saxutils import escape

from planner.domain.backlog import BacklogItem, ItemKind, Status
from sample_plan import people

SPRINT_COLUMNS = 5
LABEL_COLUMNS = 4
COMMENT_COLUMNS = 3
LINK_COLUMNS = 2
PROJECT_ID = 10_600
EXCEL_EPOCH = date(1899, 12, 30)

_HEAD_TEXT = (
    "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Project type,Project lead,Project lead id,"
    "Project description,Priority,Resolution,Assignee,Assignee Id,Reporter,Reporter Id,Creator,Creator Id,Created,"
    "Updated,Last Viewed,Resolved,Due date,Votes"
)
_HEAD = _HEAD_TEXT.split(",")
_TIME_TEXT = (
    "Description,Environment,Watchers,Watchers Id,Original estimate,Remaining Estimate,Time Spent,Work Ratio,"
    "Σ Original Estimate,Σ Remaining Estimate,Σ Time Spent,Security Level,Components,Fix versions,Attachment"
)
_TIME = _TIME_TEXT.split(",")
_CUSTOM_TEXT = (
    "Actual end,Actual start,Affected services,Approvals,Category,Change reason,Change risk,Change type,Cause,"
    "Customer,Development,Epic Color,Epic Status,Flagged,Impact,Investigation reason,Issue color,"
    "Open forms,Product area,Rank,Request Type,Request language,Request participants,Root cause,"
    "Satisfaction,Severity,Source,Start date,Story Points,Story point estimate,Submitted forms,Target end,"
    "Target start,Team,Time to resolution,Total forms,Urgency,Work category"
)
_CUSTOM = _CUSTOM_TEXT.split(",")
_TAIL = ("Parent key", "Custom field (Epic Link)", "Status Category")


def jira_header() -> list[str]:
    """Return the header, with repeated columns under the same name, as the tracker writes it."""
    return [
        *_HEAD,
        *["Labels"] * LABEL_COLUMNS,
        *_TIME,
        *["Inward issue link (Blocks)"] * LINK_COLUMNS,
        *["Sprint"] * SPRINT_COLUMNS,
        *(f"Custom field ({name})" for name in _CUSTOM),
        *["Comment"] * COMMENT_COLUMNS,
        *_TAIL,
    ]


def jira_csv(items: Iterable[BacklogItem], *, day: date) -> str:
    """Return an export of the whole board, newest key first."""
    ordered = sorted(items, key=lambda item: -_number(item.key))
    return _csv([jira_header(), *(_jira_row(item, day=day) for item in ordered)])


def blemished_csv(items: Iterable[BacklogItem], *, day: date) -> str:
    """Return an export of the board with the blemishes that real exports have."""
    ordered = sorted(items, key=lambda item: -_number(item.key))
    rows = [_jira_row(item, day=day) for item in ordered]
    header = jira_header()
    _blemish(header, rows)
    return _csv([header, *rows])


def _blemish(header: list[str], rows: list[list[str]]) -> None:
    places = {name: header.index(name) for name in ("Issue key", "Due date", "Assignee", "Sprint")}
    points = header.index("Custom field (Story Points)")
    by_key = {row[places["Issue key"]]: row for row in rows}
    for key, text in DUE_DATES.items():
        by_key[key][places["Due date"]] = text
    by_key["PAY-252"][points] = "L"
    for row in [row for row in rows if not row[places["Assignee"]]][:9]:
        row[places["Assignee"]] = "svc-bot"
    for key in ("PAY-231", "PAY-233"):
        row = by_key[key]
        row[places["Sprint"]] = "S14 "
    for row in rows[39:51]:
        row += ["", ""]


DUE_DATES = {
    "PAY-208": "05/06/26",
    "PAY-219": "12/06/26",
    "PAY-235": "12/06/26",
    "PAY-217": "03/07/26",
    "PAY-228": "03/07/26",
    "PAY-239": "03/07/26",
    "PAY-230": "10/07/26",
    "PAY-234": "10/07/26",
    "PAY-238": "10/07/26",
    "PAY-241": "10/07/26",
    "PAY-237": "08/07/26",
    "PAY-246": "08/07/26",
    "PAY-247": "07/08/26",
    "PAY-253": "07/08/26",
    "PAY-236": "07/08/26",
    "PAY-210": "11/09/26",
    "PAY-115": "11/09/26",
}
"""Every one of them could be day first or month first."""


def _jira_row(item: BacklogItem, *, day: date) -> list[str]:
    return [
        *_identity_cells(item, day=day),
        *_padded(item.labels, LABEL_COLUMNS),
        *_time_cells(item),
        *_padded(item.depends_on, LINK_COLUMNS),
        *_padded(_sprints(item), SPRINT_COLUMNS),
        *(_custom_cell(item, name) for name in _CUSTOM),
        *[""] * COMMENT_COLUMNS,
        "",
        item.epic,
        _CATEGORY[item.status],
    ]


_CATEGORY = {
    Status.TODO: "To Do",
    Status.IN_PROGRESS: "In Progress",
    Status.DONE: "Done",
    Status.CANCELLED: "Done",
    Status.GONE: "Done",
}
_TYPES = {ItemKind.BUG: "Bug", ItemKind.CHORE: "Task", ItemKind.DEBT: "Task"}


def _identity_cells(item: BacklogItem, *, day: date) -> list[str]:
    who = item.assignees[0] if item.assignees else ""
    ended = item.done_on
    touched = ended or item.started_on or item.created_on or day
    resolution = {Status.DONE: "Done", Status.CANCELLED: "Won't Do"}.get(item.status, "")
    return [
        item.title,
        item.key,
        str(PROJECT_ID + _number(item.key)),
        _TYPES.get(item.kind, "Story"),
        item.status_text or "To Do",
        "PAY",
        "Payments platform",
        "software",
        "Amara Okafor",
        _account("Amara Okafor"),
        "",
        item.priority or "Medium",
        resolution,
        who,
        _account(who),
        *["Amara Okafor", _account("Amara Okafor")] * 2,
        _moment(item.created_on, item.key),
        _moment(touched, item.key),
        _moment(day, item.key),
        _moment(ended, item.key),
        "",
        "0",
    ]


def _time_cells(item: BacklogItem) -> list[str]:
    cells = [""] * len(_TIME)
    cells[_TIME.index("Watchers")] = item.assignees[0] if item.assignees else ""
    cells[_TIME.index("Components")] = item.components[0] if item.components else ""
    return cells


def _custom_cell(item: BacklogItem, name: str) -> str:
    if name == "Story Points" and item.estimate is not None:
        return f"{item.estimate.likely:.1f}"
    if name == "Actual start":
        return _moment(item.started_on, item.key)
    return f"0|i{_number(item.key):05d}:" if name == "Rank" else ""


def _sprints(item: BacklogItem) -> tuple[str, ...]:
    if item.sprint_id is None:
        return item.sprint_history
    return (*(name for name in item.sprint_history if name != item.sprint_id), item.sprint_id)


def _padded(cells: Sequence[str], length: int) -> list[str]:
    return [*cells, *[""] * (length - len(cells))]


def _account(name: str) -> str:
    return f"712020:{people.alias(name)}" if name else ""


def _moment(day: date | None, key: str) -> str:
    if day is None:
        return ""
    number = _number(key)
    moment = datetime.combine(day, time(8 + number % 9, number * 7 % 60))
    hour = moment.hour % 12 or 12
    return f"{moment:%d/%b/%y} {hour}:{moment:%M %p}"


def _number(key: str) -> int:
    return int(key.rsplit("-", maxsplit=1)[-1])


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


# ------------------------------------------------------------------------------------------------ leave


def leave_csv() -> str:
    """Return the leave of the team as an office would keep it."""
    rows = [
        [people.NAMES[who], first, last, "half day" if share < 1 else "full day", "Vacation", note]
        for who, first, last, share, note in people.LEAVE
    ]
    return _csv([["Name", "From", "To", "Part of day", "Type", "Note"], *rows])


# ------------------------------------------------------------------------------------------------ workbook

_AZURE_HEADER_TEXT = (
    "ID,Work Item Type,Title,State,Assigned To,Story Points,Iteration Path,Area Path,Tags,Priority,Created Date,"
    "Closed Date"
)
AZURE_HEADER = _AZURE_HEADER_TEXT.split(",")
_AZURE_STATES = {Status.TODO: "New", Status.IN_PROGRESS: "Active", Status.DONE: "Closed", Status.CANCELLED: "Removed"}
_AZURE_TYPES = {ItemKind.BUG: "Bug", ItemKind.CHORE: "Task", ItemKind.DEBT: "Task"}

Cell = str | float | date | None


def azure_xlsx(items: Iterable[BacklogItem]) -> bytes:
    """Return the same board as a flat query of the other tracker, in a workbook whose bytes never vary."""
    rows = [_azure_row(item) for item in sorted(items, key=lambda item: _number(item.key))]
    return _workbook("Sprint board", [list(AZURE_HEADER), *rows])


def _azure_row(item: BacklogItem) -> list[Cell]:
    return [
        _number(item.key),
        _AZURE_TYPES.get(item.kind, "User Story"),
        item.title,
        _AZURE_STATES[item.status],
        f"{item.assignees[0]} <{people.alias(item.assignees[0])}@payments.example>" if item.assignees else None,
        None if item.estimate is None else item.estimate.likely,
        f"Payments platform\\{item.sprint_id}" if item.sprint_id else "Payments platform",
        f"Payments platform\\{item.epic}",
        "; ".join(item.labels),
        2,
        item.created_on,
        item.done_on,
    ]


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
    '<xf xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _workbook(sheet: str, rows: list[list[Cell]]) -> bytes:
    """Write the parts of a workbook by hand: stored, undated, so that the bytes depend on the cells only."""
    lines = "".join(_row_xml(number, row) for number, row in enumerate(rows, start=1))
    parts = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, text.encode())
    return target.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _row_xml(number: int, row: list[Cell]) -> str:
    cells = "".join(_cell_xml(f"{chr(ord('A') + place)}{number}", cell) for place, cell in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _cell_xml(address: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f'<c r="{address}" s="1"><v>{(cell - EXCEL_EPOCH).days}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{address}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{address}"><v>{cell:g}</v></c>'
