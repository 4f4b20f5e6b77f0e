"""Why a card is where it is, for the popover of the board: from a proposal, else from the plan as it stands."""

from dataclasses import dataclass

from planner.analysis.autoplan import Proposal, Reason, ReasonCode, sentence
from planner.analysis.board.cards import Card
from planner.analysis.board.columns import BoardColumn, board_of
from planner.analysis.board.plan_proposal import chance_in
from planner.analysis.view import PlanView
from planner.analysis.wording import chance

_LINKS = frozenset({ReasonCode.AFTER, ReasonCode.WAITS_FOR, ReasonCode.NEEDS_STRETCH, ReasonCode.PIN_BEFORE_DEPENDENCY})
_PEOPLE = frozenset(
    {
        ReasonCode.NO_SKILL,
        ReasonCode.SKILL_AWAY,
        ReasonCode.SKILL_FULL,
        ReasonCode.PERSON_AWAY,
        ReasonCode.PERSON_FULL,
        ReasonCode.PERSON_PARTLY_AWAY,
    }
)
_DEBT = frozenset(
    {
        ReasonCode.RESERVE_ROOM,
        ReasonCode.RESERVE_FULL,
        ReasonCode.DEBT_RANK,
        ReasonCode.DEADLINE,
        ReasonCode.DEADLINE_MISSED,
        ReasonCode.LONG_PAYBACK,
        ReasonCode.NO_INTEREST,
        ReasonCode.ACCEPTED,
        ReasonCode.BY_ITEMS,
        ReasonCode.SPLIT,
        ReasonCode.PARTLY,
    }
)


@dataclass(frozen=True, slots=True)
class Why:
    """What put a card where it is.

    Parameters
    ----------
    reasons
        Pairs of an icon's name and a sentence.
    instead
        What another place would cost; empty when nothing is known.
    """

    title: str
    reasons: tuple[tuple[str, str], ...]
    instead: str = ""


def why_there(view: PlanView, card: Card, *, proposal: Proposal | None = None) -> Why:
    """Return why a card is in its sprint.

    Parameters
    ----------
    view
        The plan that shows the card.
    proposal
        The proposal on screen; its reasons come first.
    """
    column = next(entry for entry in board_of(view) if entry.sprint.id == card.sprint_id)
    known = proposal.reasons.get(card.key, ()) if proposal is not None else ()
    reasons = known or _standing(view, card, column)
    instead = [sentence(reason) for reason in reasons if reason.code is ReasonCode.CHANCE]
    lines = [(icon_of(reason), sentence(reason)) for reason in reasons if reason.code is not ReasonCode.CHANCE]
    lines += [("warning", words) for words in card.warnings]
    return Why(
        title=f"Why {card.key} is in {column.sprint.name}",
        reasons=tuple(dict.fromkeys(lines)),
        instead=next(iter(instead), _sureness(view, card, column, proposal)),
    )


def icon_of(reason: Reason) -> str:
    """Return the name of the icon that stands before a reason."""
    if reason.code in _LINKS:
        return "link"
    if reason.code in _PEOPLE:
        return "people"
    if reason.code in _DEBT:
        return "debt"
    return "pin" if reason.code is ReasonCode.PINNED else "overview"


def _standing(view: PlanView, card: Card, column: BoardColumn) -> tuple[Reason, ...]:
    """Return what can be said about a place without a proposal: pin, links, room for work and reserve."""
    plan, name, unit = view.plan, column.sprint.name, view.plan.settings.unit.value
    found = [Reason(ReasonCode.PINNED, sprint=name)] if card.pinned else []
    found += [Reason(ReasonCode.SPRINT_RUNS, sprint=name)] if column.runs else []
    for key in card.needs:
        there = plan.item(key).sprint_id
        if there is not None:
            found.append(Reason(ReasonCode.AFTER, other=key, sprint=plan.sprint(there).name))
    if card.stretch:
        found.append(Reason(ReasonCode.STRETCH, sprint=name))
    elif card.debt:
        days, limit = column.debt_pd, column.reserve_pd
        code = ReasonCode.RESERVE_FULL if column.reserve.over else ReasonCode.RESERVE_ROOM
        found.append(Reason(code, sprint=name, amount=days, limit=limit, unit="pd"))
    elif column.promise is not None:
        code = ReasonCode.OVER_PROMISE if column.features.over else ReasonCode.STAYS
        found.append(Reason(code, sprint=name, amount=column.feature_load, limit=round(column.promise), unit=unit))
    row = view.register.row(card.key) if card.allocation else None
    if row is not None:
        found.append(Reason(ReasonCode.DEBT_RANK, amount=float(row.rank)))
    return tuple(found)


def _sureness(view: PlanView, card: Card, column: BoardColumn, proposal: Proposal | None) -> str:
    """Return how sure the commitment of the sprint is, as the quiet last line."""
    proposed = [entry for entry in proposal.sprints if entry.sprint_id == column.sprint.id] if proposal else []
    if proposed and proposed[0].confidence is not None and not card.debt:
        return f"{column.sprint.name} as proposed: promise kept {chance(proposed[0].confidence)}"
    forecast = view.forecast_if_any
    if forecast is None or card.debt:
        return ""
    probability = chance_in(forecast)(column.sprint.id, column.feature_load)
    return "" if probability is None else f"{column.sprint.name} as it stands: promise kept {chance(probability)}"
