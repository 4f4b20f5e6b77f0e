"""Assumptions: the named input cells that every formula reads, and where each default comes from."""

from dataclasses import dataclass
from typing import Final

from planner.analysis.forecast.words import PLANNED_LABEL
from planner.exporting import palette
from planner.exporting.workbook import backlog, people
from planner.exporting.workbook.book import Book, Cell, Formula, Sheet
from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.headlines import of_assumptions
from planner.exporting.workbook.styles import Look
from planner.exporting.workbook.tables import Area, Head, set_widths, write_table

NAME: Final = "Assumptions"
FIRST_INPUT_ROW: Final = 4

_HEADS: Final = (
    Head("Assumption", Look.TEXT, 34),
    Head("Value", Look.NUMBER, 14),
    Head("Name in formulas", Look.TEXT, 20),
    Head("What it means, and where it comes from", Look.WRAPPED, 78),
)


@dataclass(frozen=True, slots=True)
class Input:
    """One input cell: its name in formulas, its value and the allowed range; a formula may be typed over."""

    name: str
    title: str
    value: float
    meaning: str
    look: Look = Look.INPUT_SHARE
    lowest: float = 0.0
    highest: float = 1.0
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line that is read, not changed."""

    title: str
    value: Cell
    meaning: str
    look: Look = Look.NUMBER


def inputs_of(content: WorkbookContent, items: Area) -> tuple[Input, ...]:
    """Return the inputs that capacity, reserve and features are computed from."""
    heads, policy = content.plan.team.overheads, content.plan.policy
    basis = heads.focus_basis or "0.70 unless measured"
    return (
        Input(
            "reserve_share",
            "Debt reserve, target",
            policy.target,
            "Share of effective capacity kept for technical debt, before any feature; a sprint can have its own.",
            highest=0.9,
        ),
        Input("reserve_floor", "Debt reserve, floor", policy.floor, "Below it a sprint needs a written exception."),
        Input("reserve_ceiling", "Debt reserve, ceiling", policy.ceiling, "Above it a sprint needs a reason."),
        Input("focus", "Focus", heads.focus, f"Share of a present day that reaches planned work. Basis: {basis}."),
        Input(
            "unplanned_share",
            "Unplanned work",
            heads.unplanned_share,
            "Share of effective capacity kept for work that nobody knows yet: incidents, bugs, questions.",
        ),
        Input("learning_share", "Learning", heads.learning_share, "Share of effective capacity kept for learning."),
        Input("on_call_cost", "On-call cost", heads.on_call_cost, "Part of a duty day that on-call takes."),
        Input(
            "assumed_size",
            "Usual size",
            content.assumed_size,
            f"In {content.unit}: what an item without an estimate counts with, the median of the others.",
            Look.INPUT,
            highest=1e6,
            formula=usual_size(items) if content.assumed_size else "",
        ),
    )


def usual_size(items: Area) -> str:
    """Return the formula of the median size of open work, else of all work, else 1; 0 when all is estimated."""
    kind, status, size, left = (
        items.formula_range(column)
        for column in (backlog.KIND_COLUMN, backlog.STATUS_COLUMN, backlog.SIZE_COLUMN, backlog.REMAINING_COLUMN)
    )
    work = f'({kind}<>"debt")*({kind}<>"epic")'
    is_open = f'{work}*(({status}="todo")+({status}="in-progress"))'
    sizes = f'IF({left}<>"",{left},IF({size}<>"",{size},0))'
    unknown = f'SUMPRODUCT({is_open}*({size}="")*({left}=""))'
    medians = [f"MEDIAN(IF({tests}*({sizes}>0)>0,{sizes}))" for tests in (is_open, work)]
    return f"=IF({unknown}=0,0,IFERROR({medians[0]},IFERROR({medians[1]},1)))"


def facts_of(content: WorkbookContent) -> tuple[Fact, ...]:
    """Return what else the figures rest on: settings, forecast and its history, debt model."""
    settings, policy = content.plan.settings, content.plan.policy
    facts = [
        Fact("Read on", content.today, "The day everything is counted from.", Look.DAY),
        Fact("Unit of work", content.unit, "What estimates and velocity are counted in.", Look.RIGHT),
        Fact("Reserve window", policy.window, "Closed sprints over which the share spent is judged.", Look.WHOLE),
        Fact("Recovery", policy.recovery, "Sprints over which an owed reserve is caught up.", Look.WHOLE),
    ]
    if settings.cost_per_pd is not None:
        facts.append(
            Fact("Cost of a person-day", settings.cost_per_pd, f"In {settings.currency}, as entered.", Look.WHOLE)
        )
    return (*facts, *_forecast_facts(content))


def _forecast_facts(content: WorkbookContent) -> list[Fact]:
    forecast = content.forecast
    if forecast is None:
        return []
    history, growth = forecast.history, forecast.scope_growth
    basis = "normalised by the person-days of each sprint" if history.per_pd else "as completed, not normalised"
    names = f" ({history.names[0]} to {history.names[-1]})" if history.names else ""
    learned = "No sprint yet: the velocity was typed in." if history.typed else f"Sprints learned from{names}, {basis}."
    risks = [
        Fact(
            f"Risk: {risk.name}",
            risk.probability,
            f"Chance; when it happens, {risk.low:g} to {risk.high:g} {content.unit} more, most likely {risk.likely:g}.",
            Look.SHARE,
        )
        for risk in forecast.risks
    ]
    facts = [
        Fact(
            "Forecast", forecast.trials, f"Futures simulated with seed {forecast.seed}: {forecast.method}.", Look.WHOLE
        ),
        Fact("History", len(history.sprint_ids), learned, Look.WHOLE),
        Fact("Open work", forecast.remaining.total, f"In {content.unit}; what is left of everything that is open."),
        Fact("Scope growth", growth[1], f"Added each sprint, from {growth[0]:g} to {growth[2]:g}."),
    ]
    if forecast.remaining.unestimated:
        number = len(forecast.remaining.unestimated)
        facts.append(
            Fact(
                "Without estimate",
                number,
                f"Items counted with {forecast.remaining.assumed_size:.1f} each.",
                Look.WHOLE,
            )
        )
    facts += risks
    if forecast.planned is not None:
        words = f"Next sprint, 85 % sure, with {forecast.planned.committed:g} planned. {PLANNED_LABEL}"
        facts.append(Fact("Read with its plan", forecast.planned.promise, words))
    facts += [Fact("Left out", name, f"{why}.", Look.RIGHT) for name, why in history.excluded]
    return facts + [Fact("To know", "", note.text) for note in forecast.warnings]


def write(book: Book, content: WorkbookContent, items: Area) -> None:
    """Write the input cells, name them, and list the people and the facts below."""
    plan, facts = content.plan, facts_of(content)
    sheet = book.sheet(NAME, colour=palette.ACCENT)
    sheet.heading(*of_assumptions(content))
    set_widths(sheet, _HEADS)
    sheet.text(2, 0, "Change a coloured cell and capacity, reserve, features and their charts follow.", Look.NOTE)
    for column, head in enumerate(_HEADS):
        sheet.text(FIRST_INPUT_ROW - 1, column, head.title, Look.HEAD_RIGHT if column == 1 else Look.HEAD)
    inputs = inputs_of(content, items)
    for row, entry in enumerate(inputs, start=FIRST_INPUT_ROW):
        _write_input(sheet, entry, row=row)
    top = people.write(sheet, plan, top=FIRST_INPUT_ROW + len(inputs) + 1) + 2
    sheet.text(top, 0, "What else stands behind the figures", Look.SECTION)
    rows = [(fact.title, fact.value, "", fact.meaning) for fact in facts]
    area = write_table(sheet, (*_HEADS[:2], Head(" ", Look.TEXT), _HEADS[3]), rows, name="facts", top=top + 1)
    for row, fact in enumerate(facts, start=area.first_row):
        sheet.put(row, 1, fact.value, fact.look)
    sheet.raw.freeze_panes(2, 0)
    sheet.print_setup(plan.name)


def _write_input(sheet: Sheet, entry: Input, *, row: int) -> None:
    value: Cell = Formula(entry.formula, entry.value, over_ranges=True) if entry.formula else entry.value
    looks = (Look.STRONG, entry.look, Look.TEXT, Look.WRAPPED)
    for column, (cell, look) in enumerate(zip((entry.title, value, entry.name, entry.meaning), looks, strict=True)):
        sheet.put(row, column, cell, look)
    if not entry.formula:
        sheet.book.inputs.append((entry.name, entry.value))
    sheet.book.define(entry.name, sheet=sheet.name, row=row, column=1)
    sheet.raw.data_validation(
        row,
        1,
        row,
        1,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": entry.lowest,
            "maximum": entry.highest,
            "error_title": entry.title,
            "error_message": f"A number from {entry.lowest:g} to {entry.highest:g}.",
        },
    )
