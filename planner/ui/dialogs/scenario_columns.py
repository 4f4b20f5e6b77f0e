"""Columns of the scenarios dialog, and the edits of a scenario as rows."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from planner.analysis.scenarios.compare import ScenarioEntry
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan, Scenario
from planner.ui.messages import edit_sentence
from planner.ui.tables.column import Align, Column

_MEASURE = 128


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScenariosDialog", text)


def scenario_columns(measures: tuple[tuple[str, str], ...]) -> tuple[Column, ...]:
    """Return the name and a column per measure."""

    def text_of(key: str) -> Callable[[ScenarioEntry], str]:
        return lambda entry: entry.cells[key].words if key in entry.cells else ""

    name = Column(
        key="name",
        title=_tr("Scenario"),
        value=lambda entry: entry.name,
        stretch=True,
        width=200,
        strong=True,
        sign=lambda entry: "warning" if entry.problem is not None else "",
    )
    return name, *(
        Column(key=key, title=head, value=text_of(key), align=Align.RIGHT, width=_MEASURE) for key, head in measures
    )


@dataclass(frozen=True, slots=True)
class EditLine:
    """One edit of a scenario in words; its identity is its place."""

    id: int
    words: str


def edit_lines(plan: Plan, scenario: Scenario) -> tuple[EditLine, ...]:
    """Return the edits of a scenario, each told with the names of the moment at which it is made."""
    lines = []
    for place, edit in enumerate(scenario.edits):
        lines.append(EditLine(place, edit_sentence(edit, plan)))
        try:
            plan = edit.apply(plan)
        except PlannerError:
            continue
    return tuple(lines)


def edit_columns() -> tuple[Column, ...]:
    """Return the one column of the edits."""
    return (Column(key="words", title=_tr("Change"), value=lambda line: line.words, stretch=True),)
