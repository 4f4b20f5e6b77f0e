"""A proposal read aloud: what it changes now and after, move by move, for any choice of its moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from planner.analysis.autoplan import Move, Proposal, sentence
from planner.analysis.autoplan.problem import PERSON_LIMIT
from planner.analysis.autoplan.settle import repaid_per_day
from planner.analysis.board.columns import BoardColumn, board_of, compared
from planner.analysis.board.plan_proposal import chance_in
from planner.analysis.reserve.policy import owed_after
from planner.analysis.view import PlanView
from planner.analysis.wording import chance, count, day, number, percent, size
from planner.domain.plan import Plan

_SURE = 85


@dataclass(frozen=True, slots=True)
class NowAndAfter:
    """One line of the comparison."""

    name: str
    now: str
    after: str

    @property
    def changes(self) -> bool:
        """Say whether the proposal makes a difference here."""
        return self.now != self.after


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move in words: ``"S15 → S16"`` and why."""

    key: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The plan as it would be with the chosen moves of a proposal.

    Parameters
    ----------
    columns
        The board after the moves, with what is new in each sprint and what has left it.
    rows
        Now and after.
    summary
        How much moves, how much stays, and who is loaded most.
    finding, detail
        The headline of the page while it shows the preview.
    """

    columns: tuple[BoardColumn, ...]
    rows: tuple[NowAndAfter, ...]
    summary: str
    finding: str
    detail: str


def move_lines(plan: Plan, proposal: Proposal) -> tuple[MoveLine, ...]:
    """Return every move of a proposal in words, in its order."""
    return tuple(MoveLine(move.key, _path(plan, proposal, move), sentence(move.reason)) for move in proposal.moves)


def preview_of(view: PlanView, proposal: Proposal, keys: Iterable[str]) -> Preview:
    """Return the plan with some of a proposal's moves made, next to the plan as it is.

    Parameters
    ----------
    view
        The plan that the proposal was made for.
    keys
        Items and debt entries whose moves are chosen.

    Raises
    ------
    StaleProposalError
        When the plan has moved on.
    """
    chosen = set(keys)
    after = view.successor(proposal.accepting(chosen).apply(view.plan))
    old, new = board_of(view), board_of(after)
    moves = sum(move.key in chosen for move in proposal.moves)
    finding, detail = _headline(new, moves)
    window = {entry.sprint_id for entry in proposal.sprints}
    return Preview(
        columns=compared(old, new),
        rows=_rows(view, after, old, new),
        summary=_summary([column for column in new if column.sprint.id in window], chosen=chosen, moves=moves),
        finding=finding,
        detail=detail,
    )


def interest_pd(plan: Plan, *, after_sprint: str) -> float:
    """Return what the open debt costs in the sprint that follows another one, in person-days.

    Parameters
    ----------
    after_sprint
        Identity of a coming sprint; reserve days up to and with it count as worked.

    Notes
    -----
    Interest falls in proportion to the principal repaid, ``eps`` pd of principal for each day.
    """
    order = [sprint.id for sprint in plan.coming_sprints()]
    done = set(order[: order.index(after_sprint) + 1])
    rate = repaid_per_day(plan)
    total = 0.0
    for entry in plan.debt:
        owed = entry.open_principal_pd
        repaid = rate * fsum(part.effort_pd for part in entry.allocations if part.sprint_id in done)
        if owed > 0:
            total += entry.interest.p50 * max(0.0, 1.0 - repaid / owed)
    return total


def _rows(
    now: PlanView, after: PlanView, old: tuple[BoardColumn, ...], new: tuple[BoardColumn, ...]
) -> tuple[NowAndAfter, ...]:
    if not old:
        return ()
    first, second = old[0], new[0]
    name = first.sprint.name
    rows = [
        NowAndAfter(f"{name} features", number(first.feature_load), number(second.feature_load)),
        NowAndAfter("Promise kept", _kept(now, first), _kept(after, second)),
        NowAndAfter(f"{name} reserve filled", number(first.debt_pd, 1), number(second.debt_pd, 1)),
        NowAndAfter(f"Owed after {name}", _owed(now, first), _owed(after, second)),
        *_finishes(now, after),
    ]
    if len(old) > 1 and now.plan.debt:
        costs = (number(interest_pd(view.plan, after_sprint=first.sprint.id), 1) for view in (now, after))
        rows.append(NowAndAfter(f"Interest in {old[1].sprint.name}", *costs))
    return tuple(rows)


def _kept(view: PlanView, column: BoardColumn) -> str:
    """Return the chance that a sprint finishes what is committed in it."""
    forecast = view.forecast_if_any
    probability = chance_in(forecast)(column.sprint.id, column.feature_load) if forecast else None
    return "?" if probability is None else chance(probability)


def _owed(view: PlanView, column: BoardColumn) -> str:
    owed, _ = owed_after(
        view.plan.policy, owed_pd=view.reserve.owed_pd, capacity_pd=column.effective_pd, spent_pd=column.debt_pd
    )
    return number(owed, 1)


def _finishes(now: PlanView, after: PlanView) -> tuple[NowAndAfter, ...]:
    """Return the 85 % date of the last milestone that is not done."""
    old, new = now.forecast_if_any, after.forecast_if_any
    open_ones = [entry for entry in old.milestones if not entry.done] if old else []
    if new is None or not open_ones:
        return ()
    last = open_ones[-1]
    same = next((entry for entry in new.milestones if entry.milestone.id == last.milestone.id), last)
    dates = (entry.finish[_SURE] for entry in (last, same))
    words = (
        day(date.day) if date.day else f"after {day(date.later_than)}" if date.later_than else "?" for date in dates
    )
    return (NowAndAfter(f"{last.milestone.name}, P{_SURE}", *words),)


def _summary(columns: list[BoardColumn], *, chosen: set[str], moves: int) -> str:
    stay = len({card.key for column in columns for card in column.cards} - chosen)
    loads = [
        (load.share, load.member.initials, column.sprint.name)
        for column in columns
        for load in column.loads
        if load.share
    ]
    most = max(loads, default=None)
    limit = percent(PERSON_LIMIT)
    if most is None or most[0] <= PERSON_LIMIT + 5e-3:
        who = f"Nobody above {limit}."
    else:
        who = f"{most[1]} at {percent(most[0])} in {most[2]}."
    return f"{count(moves, 'move')}, {count(stay, 'item')} {'stays' if stay == 1 else 'stay'}. {who}"


def _headline(columns: tuple[BoardColumn, ...], moves: int) -> tuple[str, str]:
    detail = "Preview of a proposal. Nothing has changed yet."
    if not columns:
        return "Nothing to plan", detail
    first = columns[0]
    after = f"after {count(moves, 'move')}" if moves else "without a move"
    if first.promise is None:
        return f"{first.sprint.name} holds {first.features.words} {after}", detail
    verb = "stays above" if first.features.over else "fits"
    return f"{first.sprint.name} {verb} its promise {after}", detail


def _path(plan: Plan, proposal: Proposal, move: Move) -> str:
    names = {sprint.id: sprint.name for sprint in plan.sprints}
    start = names.get(move.from_sprint or "", "backlog")
    if move.debt and move.from_sprint == move.to_sprint:
        return _new_days(plan, proposal, move, names)
    if move.stretch:
        return f"{start} → {'' if move.from_sprint == move.to_sprint else names[move.to_sprint or ''] + ' '}stretch"
    goal = names.get(move.to_sprint or "", "backlog")
    return f"{start} stretch → committed" if move.from_sprint == move.to_sprint else f"{start} → {goal}"


def _new_days(plan: Plan, proposal: Proposal, move: Move, names: dict[str, str]) -> str:
    """Return the first sprint in which a debt entry gets other days than now: ``"S15: 4 → 5.5 pd"``."""
    given = {part.sprint_id: part.effort_pd for part in plan.debt_item(move.key).allocations}
    placed = next(entry for entry in proposal.edit.debt if entry.debt_id == move.key)
    then = {part.sprint_id: part.effort_pd for part in placed.allocations}
    days = [
        (names[sprint.id], size(given.get(sprint.id, 0.0)), size(then.get(sprint.id, 0.0)))
        for sprint in plan.coming_sprints()
    ]
    first = names.get(move.to_sprint or "", "")
    return next((f"{name}: {old} → {new} pd" for name, old, new in days if old != new), first)
