"""Sprint histories of several teams, read from a table in text form."""

import csv
import io
import math
from dataclasses import dataclass

from planner.domain.errors import InvalidValueError

KIND = "sprint"
REMEDY = "a header with completed_points or completed_items (and team, sprint_index, kind where there are several)"


@dataclass(frozen=True, slots=True)
class SprintHistory:
    """Completed work of one team, oldest sprint first; NaN where a sprint's figure is missing."""

    team: str
    completed: tuple[float, ...]

    @property
    def complete(self) -> bool:
        """Whether every sprint has a figure."""
        return all(map(math.isfinite, self.completed))


def _number(text: str | None, *, line: int, column: str) -> float:
    """Return a cell as a number, NaN when it is empty."""
    if text is None or not text.strip():
        return math.nan
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not (value >= 0 and math.isfinite(value)):
        raise InvalidValueError(field=f"{column}, line {line}", value=text, allowed="a number of 0 or more")
    return value


def _rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a table separated by commas, semicolons or tabs."""
    head = text.lstrip("\ufeff").splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise InvalidValueError(field="columns", value=head[:40], allowed=REMEDY) from error
    return [{(key or "").strip(): value for key, value in row.items() if isinstance(value, str)} for row in rows]


def parse_histories(text: str, *, unit: str = "points", kind: str = KIND) -> tuple[SprintHistory, ...]:
    r"""Read sprint histories from comma-separated text.

    Parameters
    ----------
    text
        A table with the column ``completed_points`` or ``completed_items``; ``team``, ``sprint_index`` (order within a
        team) and ``kind`` are used when present. Without a team there is one; without an index rows are in order.
    unit
        ``"points"`` or ``"items"``.
    kind
        Rows of another kind are left out.

    Returns
    -------
    Histories ordered by team.

    Raises
    ------
    InvalidValueError
        A column is missing or a cell is no number.

    >>> parse_histories("team,sprint_index,completed_points\nA,2,5\nA,1,8")
    (SprintHistory(team='A', completed=(8.0, 5.0)),)
    """
    column = f"completed_{unit}"
    rows = _rows(text)
    if not rows or not any(column in row for row in rows):
        raise InvalidValueError(field="columns", value=", ".join(rows[0]) if rows else "", allowed=REMEDY)
    teams: dict[str, list[tuple[float, int, float]]] = {}
    for line, row in enumerate(rows, start=2):
        if row.get("kind", kind) != kind:
            continue
        position = _number(row.get("sprint_index"), line=line, column="sprint_index")
        done = _number(row.get(column), line=line, column=column)
        place = (line if math.isnan(position) else position, line, done)
        teams.setdefault(row.get("team", "team"), []).append(place)
    return tuple(
        SprintHistory(team, tuple(done for _, _, done in sorted(places))) for team, places in sorted(teams.items())
    )
