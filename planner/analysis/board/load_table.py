"""Loads as a table: a row per person and one for the team, a cell per coming sprint."""

from dataclasses import dataclass
from math import fsum

from planner.analysis.board.columns import MOST_LOAD, BoardColumn
from planner.analysis.capacity.load import FULL
from planner.analysis.wording import number, pd, percent

TEAM = "Team"


@dataclass(frozen=True, slots=True)
class LoadCell:
    """One person in one sprint: ``share`` of their effective days, ``None`` when they are not there."""

    share: float | None
    height: float
    overloaded: bool
    short: str
    words: str


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One person over all coming sprints."""

    name: str
    cells: tuple[LoadCell, ...]


def load_rows(columns: tuple[BoardColumn, ...]) -> tuple[tuple[LoadRow, ...], tuple[str, ...]]:
    """Return a row per person, the team's last, and the warnings of the cards, each once."""
    names = [load.member.name for load in columns[0].loads] if columns else []
    rows = [
        LoadRow(
            name,
            tuple(
                _cell(column.loads[place].load_pd, column.loads[place].effective_pd, column.loads[place].overloaded)
                for column in columns
            ),
        )
        for place, name in enumerate(names)
    ]
    if rows:
        rows.append(LoadRow(TEAM, tuple(_team(column) for column in columns)))
    said = (words for column in columns for card in column.cards for words in card.warnings if "do " in words)
    return tuple(rows), tuple(dict.fromkeys(said))


def _team(column: BoardColumn) -> LoadCell:
    load = fsum(entry.load_pd for entry in column.loads)
    there = fsum(entry.effective_pd for entry in column.loads)
    return _cell(load, there, load > there * FULL + 1e-9)


def _cell(load_pd: float, effective_pd: float, overloaded: bool) -> LoadCell:  # noqa: FBT001 - a private helper
    if effective_pd <= 0:
        words = f"not there, {pd(load_pd)} planned" if overloaded else "not there"
        return LoadCell(None, float(overloaded), overloaded, pd(load_pd) if overloaded else "away", words)
    share = load_pd / effective_pd
    height = min(share, MOST_LOAD) / MOST_LOAD
    words = f"{percent(share)}, {number(load_pd, 1)} of {pd(effective_pd)}"
    return LoadCell(share, height, overloaded, percent(share), words)
