"""Debt: the register by interest per principal, what came in and went out, and the ledger of the reserve."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Final

from planner.analysis.debt.plan_debt import RegisterRow
from planner.analysis.reserve.policy import LedgerRow
from planner.analysis.tracking.trends import DebtFlow
from planner.domain.plan import Plan
from planner.domain.policy import ReservePolicy
from planner.exporting import palette
from planner.exporting.workbook import debt_charts
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.styles import OVER, UNDER, Look, Properties
from planner.exporting.workbook.tables import Area, Head, set_widths, write_table
from planner.exporting.workbook.words import day_text

NAME: Final = "Debt"
TABLES_TOP: Final = 22

_HEADS: Final = (
    Head("Rank", Look.WHOLE, 9),
    Head("Debt", Look.STRONG, 9),
    Head("Title", Look.WRAPPED, 36),
    Head("Principal P10", Look.NUMBER, 9.5),
    Head("Principal P50", Look.NUMBER, 9.5),
    Head("Principal P90", Look.NUMBER, 9.5),
    Head("Interest P10", Look.NUMBER, 12),
    Head("Interest P50", Look.NUMBER, 12),
    Head("Interest P90", Look.NUMBER, 12),
    Head("Interest per principal", Look.SHARE, 9.5),
    Head("Among the first 3", Look.SHARE, 9.5),
    Head("Payback, sprints", Look.NUMBER, 9.5),
    Head("Latest start", Look.DAY, 13),
    Head("Date can be met", Look.TEXT, 12),
    Head("Planned", Look.TEXT, 13),
    Head("Component", Look.TEXT, 15),
    Head("Owner", Look.TEXT, 16),
    Head("Accepted until", Look.DAY, 13),
)
_LEDGER_HEADS: Final = (
    Head("No.", Look.WHOLE),
    Head("Sprint", Look.STRONG),
    Head("Exception", Look.WRAPPED),
    Head("Capacity pd", Look.NUMBER),
    Head("Planned pd", Look.NUMBER),
    Head("Spent pd", Look.NUMBER),
    Head("Planned", Look.SHARE),
    Head("Spent", Look.SHARE),
    Head("Floor", Look.SHARE),
    Head("Floor to ceiling", Look.SHARE),
    Head("Rolling", Look.SHARE),
    Head("Owed pd", Look.NUMBER),
    Head("Written off pd", Look.NUMBER),
    Head("State", Look.TEXT),
)
_FLOW_HEADS: Final = (
    Head("No.", Look.WHOLE),
    Head("Sprint", Look.STRONG),
    Head("Note", Look.TEXT),
    Head("Came in pd", Look.NUMBER),
    Head("Repaid pd", Look.NUMBER),
    Head("Open pd", Look.NUMBER),
)


def write(book: Book, content: WorkbookContent) -> None:
    """Write register, flow and ledger, and a chart of the last two."""
    plan, register, reserve = content.plan, content.register, content.reserve
    sheet = book.sheet(NAME, colour=palette.DEBT)
    sheet.heading(*content.headline("Debt"))
    set_widths(sheet, _HEADS)
    sheet.text(TABLES_TOP - 1, 0, "Register, in person-days; interest is per sprint", Look.SECTION)
    rows = [_register_row(row, line=TABLES_TOP + 1 + at) for at, row in enumerate(register.rows, 1)]
    refs = [row.item.id for row in register.rows]
    entries = write_table(sheet, _HEADS, rows, name="debt_register", top=TABLES_TOP, identity=(1,), refs=refs)
    _mark(sheet, entries, 13, {"no": OVER})
    ledger = _write_ledger(sheet, plan, reserve.rows, top=entries.last_row + 3)
    flow = _write_flow(sheet, content.report.debt.rows, top=ledger.last_row + 3)
    debt_charts.write(sheet, content, flow=flow, ledger=ledger)
    sheet.raw.freeze_panes(2, 2)
    sheet.print_setup(plan.name)


def _register_row(row: RegisterRow, *, line: int) -> tuple[Cell, ...]:
    entry = row.item
    feasible = "" if row.feasible is None else "yes" if row.feasible else "no"
    ratio = Formula(f"=IF(E{line}=0,0,H{line}/E{line})", row.ratio) if row.principal.p50 else None
    return (
        row.rank,
        entry.id,
        entry.title,
        row.principal.p10,
        row.principal.p50,
        row.principal.p90,
        row.interest.p10,
        row.interest.p50,
        row.interest.p90,
        ratio,
        row.top_probability,
        row.payback_sprints if isfinite(row.payback_sprints) else "never",
        row.latest_start,
        feasible,
        row.planned,
        entry.component,
        entry.owner,
        entry.acceptance.until if entry.acceptance else None,
    )


def _write_ledger(sheet: Sheet, plan: Plan, ledger: Sequence[LedgerRow], *, top: int) -> Area:
    sheet.text(top - 1, 0, "Reserve ledger: what each closed sprint kept and spent", Look.SECTION)
    rows = [_ledger_row(row, plan.policy, number=at, line=top + 1 + at) for at, row in enumerate(ledger, 1)]
    where = write_table(sheet, _LEDGER_HEADS, rows, name="reserve_ledger", top=top)
    _mark(sheet, where, 13, {"breach": OVER, "warn": UNDER})
    return where


def _ledger_row(row: LedgerRow, policy: ReservePolicy, *, number: int, line: int) -> tuple[Cell, ...]:
    exception = row.exception
    reason = ""
    if exception is not None:
        until = f", until {day_text(exception.mitigate_by)}" if exception.mitigate_by else ""
        reason = f"{exception.reason.rstrip('. ')}{until}."
    return (
        number,
        row.name,
        reason,
        row.capacity_pd,
        row.planned_pd,
        row.spent_pd,
        Formula(f"=IF(D{line}=0,0,E{line}/D{line})", row.share_planned),
        Formula(f"=IF(D{line}=0,0,F{line}/D{line})", row.share_spent),
        Formula("=reserve_floor", policy.floor),
        Formula("=reserve_ceiling-reserve_floor", policy.ceiling - policy.floor),
        row.rolling_share,
        row.owed_pd,
        row.written_off_pd,
        row.status.value,
    )


def _write_flow(sheet: Sheet, flows: Sequence[DebtFlow], *, top: int) -> Area:
    sheet.text(top - 1, 0, "Principal that came in, was repaid and is open", Look.SECTION)
    rows = [(at, flow.name, "", flow.added_pd, flow.paid_pd, flow.stock_pd) for at, flow in enumerate(flows, 1)]
    return write_table(sheet, _FLOW_HEADS, rows, name="debt_flow", top=top)


def _mark(sheet: Sheet, where: Area, column: int, looks: Mapping[str, Properties]) -> None:
    """Colour the cells of a column that hold one of these words."""
    for word, look in looks.items():
        sheet.raw.conditional_format(
            where.first_row,
            column,
            where.last_row,
            column,
            {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": sheet.book.conditional_format(look)},
        )
