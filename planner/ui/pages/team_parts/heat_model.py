"""The heat map's rows and columns: people and the days of the coming sprints, and the team's sum below."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.capacity.findings import halves, thin_days, time_share
from planner.analysis.capacity.presence import DayCell
from planner.analysis.wording import percent, weekday
from planner.domain.calendar import ONE_DAY, Period
from planner.domain.plan import Plan
from planner.domain.team import Member, Team
from planner.ui.pages.team_parts.day_marks import day_words, mark_of
from planner.ui.pages.team_parts.words import tr

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One day: its sprint, and whether it begins or ends a week or a sprint."""

    day: date
    sprint_id: str
    sprint_place: int
    starts_sprint: bool
    ends_week: bool
    ends_sprint: bool


@dataclass(frozen=True, slots=True)
class TeamDay:
    """The foot of a column: people there, and whether that is thin."""

    there: float
    thin: bool


@dataclass(frozen=True, slots=True)
class HeatRows:
    """Everything the heat map shows, read from the breakdowns of the coming sprints."""

    columns: tuple[DayColumn, ...] = ()
    members: tuple[Member, ...] = ()
    places: tuple[str, ...] = ()
    cells: tuple[tuple[DayCell, ...], ...] = ()
    team: tuple[TeamDay, ...] = ()

    @classmethod
    def of(cls, plan: Plan, breakdowns: tuple[CapacityBreakdown, ...]) -> "HeatRows":
        """Read the rows from a plan and its capacity."""
        members = plan.team.members
        if not members:
            return cls()
        return cls(
            columns=tuple(
                column for place, breakdown in enumerate(breakdowns) for column in _columns(breakdown, place)
            ),
            members=members,
            places=tuple(_place(plan.team, member) for member in members),
            cells=tuple(
                tuple(cell for breakdown in breakdowns for cell in breakdown.people[row].days)
                for row in range(len(members))
            ),
            team=tuple(day for breakdown in breakdowns for day in _team_days(breakdown)),
        )


class HeatModel(QAbstractTableModel):
    """People by days; the last row is the team's sum and cannot be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = HeatRows()

    def show(self, rows: HeatRows) -> None:
        """Show other rows; when only days changed, tell just those rows, so that the selection stays."""
        before, same = self.rows, _same_shape(self.rows, rows)
        if not same:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        self.rows = rows
        last = len(rows.columns) - 1
        for row, (old, new) in enumerate(zip((*before.cells, before.team), (*rows.cells, rows.team), strict=True)):
            if old != new and last >= 0:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))
        if (before.members, before.places) != (rows.members, rows.places):
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows.members))

    def cell(self, row: int, column: int) -> DayCell:
        """Return a person's day."""
        return self.rows.cells[row][column]

    def block(self, rows: range, columns: range) -> tuple[tuple[str, ...], Period]:
        """Return the people and the days of a rectangle of cells."""
        members = tuple(self.rows.members[row].id for row in rows)
        days = self.rows.columns
        return members, Period(days[columns[0]].day, days[columns[-1]].day + ONE_DAY)

    def is_team(self, row: int) -> bool:
        """Say whether a row is the sum."""
        return row == len(self.rows.members)

    def _team_words(self, column: int) -> str:
        foot, when = self.rows.team[column], self.rows.columns[column].day
        thin = tr(", thin") if foot.thin else ""
        words = tr("Team, {day}: {people} people there").format(day=weekday(when), people=halves(foot.there))
        return f"{words}{thin}"

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of people, and one for the team."""
        return 0 if parent.isValid() or not self.rows.members else len(self.rows.members) + 1

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of days."""
        return 0 if parent.isValid() else len(self.rows.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the letter, the words, or the day itself."""
        row, column = index.row(), index.column()
        words = role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}
        if self.is_team(row):
            foot = self.rows.team[column]
            shown = {Qt.ItemDataRole.DisplayRole: halves(foot.there), CELL_ROLE: foot}
            return self._team_words(column) if words else shown.get(role)
        cell = self.cell(row, column)
        if words:
            return day_words(self.rows.members[row].name, cell)
        return {Qt.ItemDataRole.DisplayRole: mark_of(cell).letter, CELL_ROLE: cell}.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a person or the number of a day."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return str(self.rows.columns[section].day.day)
        return tr("Team, people there") if self.is_team(section) else self.rows.members[section].name

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let people's days be selected."""
        if self.is_team(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _columns(breakdown: CapacityBreakdown, place: int) -> list[DayColumn]:
    days = [cell.day for cell in breakdown.people[0].days]
    last = len(days) - 1
    return [
        DayColumn(
            day=when,
            sprint_id=breakdown.sprint.id,
            sprint_place=place,
            starts_sprint=number == 0,
            ends_week=number < last and (days[number + 1] - when) > ONE_DAY,
            ends_sprint=number == last,
        )
        for number, when in enumerate(days)
    ]


def _team_days(breakdown: CapacityBreakdown) -> list[TeamDay]:
    thin = thin_days(breakdown)
    return [TeamDay(there, when in thin) for when, there in breakdown.there_by_day]


def _place(team: Team, member: Member) -> str:
    share = time_share(team, member)
    return f"{member.place} {percent(share)}".strip() if share < 1 else member.place


def _same_shape(old: HeatRows, new: HeatRows) -> bool:
    people = [member.id for member in old.members] == [member.id for member in new.members]
    return people and old.columns == new.columns
