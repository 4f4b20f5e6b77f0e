"""What a hand on the board means: each gesture as one edit, made from the plan and nothing else."""

from datetime import date

from planner.analysis.board.cards import Card
from planner.domain.calendar import next_working_day
from planner.domain.edits import (
    AddSprint,
    AllocateDebt,
    BaseEdit,
    MoveItems,
    PinItems,
    RankItems,
    Several,
    StartSprint,
)
from planner.domain.edits.sprints import next_sprints
from planner.domain.plan import Edit, Plan
from planner.ui.pages.sprints_parts.card_list import CardDrop


def drop_edit(plan: Plan, drop: CardDrop) -> Edit | None:
    """Return the edit of a drop: debt days change their sprint, items change sprint, stretch and rank."""
    debt = tuple(key for key in drop.keys if _is_debt(plan, key))
    items = tuple(key for key in drop.keys if key not in debt)
    edits: list[Edit] = list(_debt_moves(plan, debt, drop.from_sprint, drop.to_sprint))
    if items:
        edits += _placing(plan, items, drop.to_sprint, stretch=drop.stretch)
        edits += _ranking(plan, items, drop)
    return _one(edits, _named(plan, drop.keys, drop.to_sprint))


def move_edit(plan: Plan, cards: tuple[Card, ...], sprint_id: str | None) -> Edit | None:
    """Return the edit that puts cards into another sprint, or back into the backlog; stretch stays stretch."""
    if not cards:
        return None
    debt = tuple(card.key for card in cards if card.allocation)
    edits: list[Edit] = list(_debt_moves(plan, debt, cards[0].sprint_id, sprint_id))
    for stretch in (False, True):
        keys = tuple(card.key for card in cards if not card.allocation and card.stretch is stretch)
        edits += _placing(plan, keys, sprint_id, stretch=stretch)
    return _one(edits, _named(plan, tuple(card.key for card in cards), sprint_id))


def shift_edit(plan: Plan, cards: tuple[Card, ...], by: int) -> Edit | None:
    """Return the edit that puts cards into the coming sprint before or after theirs; none at the ends."""
    order = [sprint.id for sprint in plan.coming_sprints()]
    if not cards or cards[0].sprint_id not in order:
        return None
    place = order.index(cards[0].sprint_id) + by
    return move_edit(plan, cards, order[place]) if 0 <= place < len(order) else None


def rank_edit(plan: Plan, cards: tuple[Card, ...], neighbours: tuple[Card, ...], by: int) -> Edit | None:
    """Return the edit that ranks cards above the one over them, or below the one under them.

    Parameters
    ----------
    neighbours
        All cards of the column from top to bottom.
    """
    ranked = [card for card in neighbours if not card.allocation]
    keys = tuple(card.key for card in cards if not card.allocation)
    if not keys:
        return None
    chosen = set(keys)
    order = [card.key for card in ranked if card.stretch is cards[0].stretch]
    places = [order.index(key) for key in keys if key in order]
    if by < 0:
        above = [key for key in order[: min(places)] if key not in chosen]
        return RankItems(keys, before=above[-1]) if above else None
    below = [key for key in order[max(places) + 1 :] if key not in chosen]
    return RankItems(keys, before=_after(plan, below[0], chosen)) if below else None


def pin_edit(plan: Plan, cards: tuple[Card, ...]) -> Edit | None:
    """Return the edit that pins cards to their sprint, or releases them when all are pinned."""
    if not cards:
        return None
    pinned = not all(card.pinned for card in cards)
    edits: list[Edit] = [
        AllocateDebt(card.key, card.sprint_id, _days(plan, card.key, card.sprint_id), pinned)
        for card in cards
        if card.allocation
    ]
    keys = tuple(card.key for card in cards if not card.allocation)
    edits += [PinItems(keys, pinned)] if keys else []
    return _one(edits, "")


def stretch_edit(cards: tuple[Card, ...]) -> Edit | None:
    """Return the edit that makes cards stretch, or committed when all are stretch."""
    items = tuple(card for card in cards if not card.allocation)
    if not items:
        return None
    stretch = not all(card.stretch for card in items)
    return MoveItems(tuple(card.key for card in items), items[0].sprint_id, stretch)


def add_sprints_edit(plan: Plan, count: int, *, today: date) -> Edit:
    """Return the edit that continues the plan with sprints of its rhythm, the first from today's next working day."""
    start = next_working_day(today, week=plan.team.week)
    made = next_sprints(plan, count, start=start)
    edits = tuple(AddSprint(sprint) for sprint in made)
    return edits[0] if count == 1 else Several(edits, f"Add {made[0].name} to {made[-1].name}")


def start_edit(sprint_id: str, *, today: date) -> BaseEdit:
    """Return the edit that starts a sprint today."""
    return StartSprint(sprint_id, today)


def keep_edit(plan: Plan, card: Card) -> Edit | None:
    """Return the edit that puts a card where a preview shows it, and pins it there."""
    if card.allocation:
        return AllocateDebt(card.key, card.sprint_id, _days(plan, card.key, card.sprint_id), pinned=True)
    edits = [*_placing(plan, (card.key,), card.sprint_id, stretch=card.stretch), PinItems((card.key,))]
    return _one(edits, f"Pin {card.key} to {plan.sprint(card.sprint_id).name}")


def _placing(plan: Plan, keys: tuple[str, ...], sprint_id: str | None, *, stretch: bool) -> list[Edit]:
    elsewhere = [key for key in keys if (plan.item(key).sprint_id, plan.item(key).stretch) != (sprint_id, stretch)]
    return [MoveItems(tuple(elsewhere), sprint_id, stretch)] if elsewhere else []


def _ranking(plan: Plan, keys: tuple[str, ...], drop: CardDrop) -> list[Edit]:
    """Return the rank of items dropped before another one, or after the last of the column."""
    if drop.before in keys:
        return []
    if drop.before:
        return [RankItems(keys, drop.before)]
    others = [
        item.key for item in plan.items_in(drop.to_sprint) if item.stretch is drop.stretch and item.key not in keys
    ]
    return [RankItems(keys, _after(plan, others[-1], set(keys)))] if others else []


def _after(plan: Plan, key: str, chosen: set[str]) -> str:
    """Return the item ranked next after another one, empty at the end."""
    order = [item.key for item in plan.backlog if item.key not in chosen]
    place = order.index(key) + 1
    return order[place] if place < len(order) else ""


def _debt_moves(plan: Plan, ids: tuple[str, ...], start: str, goal: str | None) -> list[Edit]:
    edits: list[Edit] = []
    for name in ids if start != goal else ():
        days = _days(plan, name, start)
        edits.append(AllocateDebt(name, start, 0.0))
        if goal is not None:
            edits.append(AllocateDebt(name, goal, _days(plan, name, goal) + days))
    return edits


def _days(plan: Plan, debt_id: str, sprint_id: str) -> float:
    parts = plan.debt_item(debt_id).allocations
    return next((part.effort_pd for part in parts if part.sprint_id == sprint_id), 0.0)


def _is_debt(plan: Plan, key: str) -> bool:
    return any(entry.id == key for entry in plan.debt)


def _named(plan: Plan, keys: tuple[str, ...], sprint_id: str | None) -> str:
    goal = "the backlog" if sprint_id is None else plan.sprint(sprint_id).name
    return f"Move {keys[0] if len(keys) == 1 else f'{len(keys)} cards'} to {goal}"


def _one(edits: list[Edit], what: str) -> Edit | None:
    """Return several edits as one step, a single one as itself, none as ``None``."""
    if len(edits) < 2:  # noqa: PLR2004 - nothing to bundle
        return edits[0] if edits else None
    return Several(tuple(edits), what)
