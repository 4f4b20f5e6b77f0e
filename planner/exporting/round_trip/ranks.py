"""Another order of the backlog: the fewest items that must move so that the ranks come out as they were typed."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from planner.domain.backlog import BacklogItem
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.exporting.round_trip.cells import number_of
from planner.exporting.round_trip.changes import Rerank
from planner.exporting.round_trip.context import bare
from planner.exporting.round_trip.difference import BookDifference
from planner.exporting.round_trip.reading import RowNow, TableNow


def rank_of(row: RowNow) -> float | None:
    """Return the rank that a row has now; ``None`` without a number."""
    try:
        return number_of(row.cell("Rank"), field="rank")
    except InvalidValueError:
        return None


def reranked(plan: Plan, table: TableNow, known: Mapping[str, BacklogItem]) -> Iterator[BookDifference]:
    """Yield the fewest items that must move; a changed rank of 3 means the place of the old 3."""
    rows = [row for row in table.rows if row.before is not None and row.before.ref in known]
    old = {row.before.ref: float(place) for place, row in enumerate(_by_old_rank(rows)) if row.before is not None}
    typed = {row.before.ref: row for row in rows if row.before and _is_moved(table, row)}
    if not typed:
        return
    wanted = _wanted_order(rows)
    kept = _longest_rising([old[key] for key in wanted])
    stay = {key for at, key in enumerate(wanted) if at in kept}
    moved = [key for key in wanted if key not in stay] if len(wanted) - len(stay) < len(typed) else list(typed)
    moves = set(moved)
    ranks = {item.key: place for place, item in enumerate(plan.backlog, 1)}
    by_key = {row.before.ref: row for row in rows if row.before}
    for at, key in enumerate(wanted):
        if key in moves:
            before = next((other for other in wanted[at + 1 :] if other not in moves), "")
            row = by_key[key]
            about = bare(table, row, "Rank", noun="item", name=key)
            was = int(_number(table.was(row.before, "Rank"))) if row.before else 0
            yield about.with_change(
                Rerank(key, before),
                field="rank",
                before=str(was),
                after=str(at + 1),
                meanwhile="" if ranks[key] == was else str(ranks[key]),
            )


def _by_old_rank(rows: list[RowNow]) -> list[RowNow]:
    return sorted(rows, key=lambda row: _number(row.before.values[0]) if row.before else 0.0)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _is_moved(table: TableNow, row: RowNow) -> bool:
    rank = rank_of(row)
    return rank is not None and row.before is not None and rank != _number(table.was(row.before, "Rank"))


def _wanted_order(rows: list[RowNow]) -> list[str]:
    """Return the keys as the ranks want them: who moves up to 4 comes before the old 4, who moves down behind it."""
    wanted = []
    for number, row in enumerate(rows):
        if row.before is not None:
            old = _number(row.before.values[0])
            rank = rank_of(row)
            new = old if rank is None else rank
            wanted.append((new, (new > old) - (new < old), number, row.before.ref))
    return [key for *_, key in sorted(wanted)]


def _longest_rising(values: list[float]) -> set[int]:
    """Return the places of a longest rising run, by patience sorting."""
    tails: list[float] = []
    ends: list[int] = []
    back: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(tails, value)
        if place == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[place], ends[place] = value, at
        back.append(ends[place - 1] if place else -1)
    run: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        run.add(at)
        at = back[at]
    return run
