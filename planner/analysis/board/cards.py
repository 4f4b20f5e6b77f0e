"""What a sprint holds, as cards: items in rank order, reserve days of debt entries, and what to worry about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from planner.analysis.autoplan.settle import repaid_per_day
from planner.analysis.capacity.load import HoleReason, SkillHole, assigned, people_by_name
from planner.analysis.wording import amount, listing, size
from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.debt import DebtAllocation, DebtItem
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint

_HOLES = {
    HoleReason.NOBODY: "Nobody in the team can do {skill}",
    HoleReason.ALL_AWAY: "Everybody who can do {skill} is away in {sprint}",
    HoleReason.ONLY_ONE_ON_CALL: "Only {who} can do {skill}, and is on call in {sprint}",
    HoleReason.ONLY_ONE_AWAY: "Only {who} can do {skill}, and is away for part of {sprint}",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of work in a sprint.

    Parameters
    ----------
    key
        Of the item, or the identity of the debt entry.
    size
        As it stands on the card: ``"5"``, ``"4 pd"``, ``"?"`` without an estimate.
    initials, names
        Who does it.
    needs
        Keys of open items that it waits for.
    warnings
        Sentences about what is wrong with its place.
    debt
        It draws on the reserve.
    allocation
        It is days of a debt entry and no item: it has no rank, no links and no stretch.
    new
        A proposal has put it here.
    """

    key: str
    title: str
    sprint_id: str
    size: str
    kind: ItemKind = ItemKind.FEATURE
    initials: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    debt: bool = False
    allocation: bool = False
    pinned: bool = False
    stretch: bool = False
    done: bool = False
    new: bool = False


def cards_in(plan: Plan, sprint: Sprint, *, holes: Iterable[SkillHole] = ()) -> tuple[Card, ...]:
    """Return the cards of a sprint: committed items by rank, days for debt in register order, then stretch.

    Parameters
    ----------
    holes
        Missing and thin skills of the coming sprints.
    """
    notes = _hole_notes(plan, sprint, holes)
    places = {other.id: place for place, other in enumerate(plan.sprints)}
    items = {item.key: item for item in plan.backlog}
    people = people_by_name(plan.team)
    cards = [
        Card(
            key=item.key,
            title=item.title,
            sprint_id=sprint.id,
            size="?" if item.size is None else size(item.size),
            kind=item.kind,
            initials=tuple(member.initials for member in assigned(item, people)),
            names=tuple(member.name for member in assigned(item, people)),
            needs=tuple(key for key in item.depends_on if key in items and items[key].is_open),
            warnings=(*_own_warnings(item, plan, items=items, places=places), *notes.get(item.key, ())),
            debt=item.kind is ItemKind.DEBT,
            pinned=item.pinned,
            stretch=item.stretch,
            done=not item.is_open,
        )
        for item in plan.items_in(sprint.id)
        if item.kind is not ItemKind.EPIC
    ]
    committed = [card for card in cards if not card.stretch]
    return (*committed, *_debt_cards(plan, sprint, notes), *(card for card in cards if card.stretch))


def _own_warnings(
    item: BacklogItem, plan: Plan, *, items: Mapping[str, BacklogItem], places: Mapping[str, int]
) -> list[str]:
    """Return what is wrong with an item's place by itself: no size, or something it needs comes later."""
    if not item.is_open:
        return []
    found = [] if item.size is not None else ["No estimate, so nobody knows whether it fits"]
    mine = places[item.sprint_id] if item.sprint_id is not None else 0
    for key in item.depends_on:
        needed = items.get(key)
        if needed is None or not needed.is_open:
            continue
        if needed.sprint_id is None:
            found.append(f"Needs {key}, which has no sprint yet")
        elif places[needed.sprint_id] > mine:
            found.append(f"Needs {key}, which comes later, in {plan.sprint(needed.sprint_id).name}")
    return found


def _hole_notes(plan: Plan, sprint: Sprint, holes: Iterable[SkillHole]) -> dict[str, tuple[str, ...]]:
    names = {member.id: member.name for member in plan.team.members}
    notes: dict[str, tuple[str, ...]] = {}
    for hole in holes:
        if hole.sprint_id == sprint.id:
            who = listing([names[one] for one in hole.member_ids])
            said = _HOLES[hole.reason].format(skill=hole.skill, sprint=sprint.name, who=who)
            notes |= {key: (*notes.get(key, ()), said) for key in hole.keys}
    return notes


def _debt_cards(plan: Plan, sprint: Sprint, notes: Mapping[str, tuple[str, ...]]) -> list[Card]:
    """Return a card for each debt entry that a sprint's reserve is given to."""
    people = people_by_name(plan.team)
    cards = []
    for entry in plan.debt:
        part = next((one for one in entry.allocations if one.sprint_id == sprint.id and one.effort_pd > 0), None)
        if part is None:
            continue
        owner = people.get(entry.owner.casefold())
        cards.append(
            Card(
                key=entry.id,
                title=f"{entry.title}{_part_of(plan, entry, part)}",
                sprint_id=sprint.id,
                size=f"{size(part.effort_pd)} pd",
                kind=ItemKind.DEBT,
                initials=(owner.initials,) if owner else (),
                names=(owner.name,) if owner else (),
                warnings=notes.get(entry.id, ()),
                debt=True,
                allocation=True,
                pinned=part.pinned,
            )
        )
    return cards


def _part_of(plan: Plan, entry: DebtItem, part: DebtAllocation) -> str:
    """Return which part of a longer repayment this is: ``", part 1"``, ``", end"`` for the one that clears it."""
    coming = {sprint.id for sprint in plan.coming_sprints()}
    parts = [one for one in entry.allocations if one.sprint_id in coming]
    clears = repaid_per_day(plan) * fsum(one.effort_pd for one in parts) >= entry.open_principal_pd * (1 - 1e-6)
    if len(parts) < 2:  # noqa: PLR2004 - a single part needs no number
        return "" if clears else ", part 1"
    return ", end" if clears and part is parts[-1] else f", part {parts.index(part) + 1}"


def card_sentence(card: Card, plan: Plan) -> str:
    """Return a card read aloud: key, title, size, people, and what is wrong."""
    item = next((entry for entry in plan.backlog if entry.key == card.key), None)
    known = item.size if item is not None else None
    parts = [f"{card.key}, {card.title}", card.size if known is None else amount(known, plan.settings.unit)]
    if card.size == "?":
        parts[1] = "no estimate"
    parts += [listing(card.names)] if card.names else []
    parts += [
        word for word, said in (("pinned", card.pinned), ("stretch", card.stretch), ("new here", card.new)) if said
    ]
    parts += [f"needs {listing(card.needs)}"] if card.needs else []
    return "; ".join((*parts, *card.warnings))
