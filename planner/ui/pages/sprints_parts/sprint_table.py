"""The Table view: every sprint as a row, the coming ones editable."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.board.sprint_list import SprintRow, sprint_rows
from planner.analysis.view import PlanView
from planner.analysis.wording import number, share
from planner.domain.calendar import ONE_DAY, Period
from planner.domain.edits import ChangeSprint, Several
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit
from planner.domain.sprint import Sprint
from planner.ui.tables.column import Align, CellChange, Column
from planner.ui.tables.grid import Grid
from planner.ui.tables.model import OnEdit
from planner.ui.tables.typed import typed_date, typed_share
from planner.ui.theme.controller import ThemeController


class SprintTable(QWidget):
    """Names, dates, goals and reserves in a grid; closed sprints are for reading."""

    def __init__(self, themes: ThemeController, *, on_edit: OnEdit) -> None:
        super().__init__()
        self.grid = Grid(themes, self._columns(), name=self.tr("Sprints"), on_edit=on_edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 26, 0)
        column.addWidget(self.grid)

    def show_view(self, view: PlanView) -> None:
        """Show the sprints of a plan."""
        self.grid.set_rows(sprint_rows(view))

    def _columns(self) -> tuple[Column, ...]:
        tr, right = self.tr, Align.RIGHT
        return (
            Column(key="name", title=tr("Sprint"), value=lambda row: row.name, strong=True, width=80, edit=_is_open),
            Column(key="state", title=tr("State"), value=lambda row: row.state, tone="text2", width=80),
            Column(
                key="first",
                title=tr("First day"),
                value=lambda row: row.sprint.period.start.toordinal(),
                text=lambda row: f"{row.sprint.period.start:%Y-%m-%d}",
                edit=_is_open,
                width=100,
            ),
            Column(
                key="last",
                title=tr("Last day"),
                value=lambda row: row.sprint.period.end.toordinal(),
                text=lambda row: f"{row.sprint.period.last_day:%Y-%m-%d}",
                edit=_is_open,
                width=100,
            ),
            Column(
                key="goal", title=tr("Goal"), value=lambda row: row.sprint.goal, edit=_is_open, stretch=True, width=240
            ),
            Column(
                key="reserve",
                title=tr("Reserve"),
                value=lambda row: row.reserve_share,
                text=lambda row: f"{share(row.reserve_share)}{tr(' own') if row.own_reserve else ''}",
                align=right,
                edit=_is_open,
                width=88,
                tip=tr("Empty follows the policy"),
            ),
            Column(
                key="capacity",
                title=tr("Effective pd"),
                value=lambda row: row.effective_pd,
                text=lambda row: number(row.effective_pd, 1),
                align=right,
            ),
            Column(
                key="promise", title=tr("Promise"), value=lambda row: row.promise, text=_promise, align=right, width=76
            ),
            Column(key="work", title=tr("Committed"), value=lambda row: row.load, text=_load, align=right, width=88),
            Column(key="done", title=tr("Done"), value=lambda row: row.done, text=_done, align=right, width=64),
            Column(key="items", title=tr("Items"), value=lambda row: row.items, align=right, width=56),
        )


def change_edit(changes: tuple[CellChange, ...]) -> Edit:
    """Return the edit of some typed cells: one change per sprint, together one step.

    Raises
    ------
    InvalidValueError
        When something typed cannot be read.
    """
    sprints: dict[str, Sprint] = {}
    for change in changes:
        row: SprintRow = change.row
        sprints[row.id] = _changed(sprints.get(row.id, row.sprint), change)
    edits = tuple(ChangeSprint(sprint) for sprint in sprints.values())
    return edits[0] if len(edits) == 1 else Several(edits, f"Change {len(edits)} sprints")


def _changed(sprint: Sprint, change: CellChange) -> Sprint:
    text = change.text.strip()
    if change.key == "name":
        if not text:
            raise InvalidValueError("name", text, "a name")
        return replace(sprint, name=text)
    if change.key == "goal":
        return replace(sprint, goal=text)
    if change.key == "reserve":
        return replace(sprint, reserve_share=typed_share("reserve", text.removesuffix("own").strip()))
    if change.key == "first":
        return replace(sprint, period=Period(typed_date("first day", text), sprint.period.end))
    return replace(sprint, period=Period(sprint.period.start, typed_date("last day", text) + ONE_DAY))


def _is_open(row: SprintRow) -> bool:
    return not row.sprint.is_closed


def _promise(row: SprintRow) -> str:
    return "" if row.promise is None else number(row.promise)


def _load(row: SprintRow) -> str:
    return "" if row.load is None else number(row.load)


def _done(row: SprintRow) -> str:
    return "" if row.done is None else number(row.done)
