"""``plan PLAN``: what to put into the coming sprints, with a reason for everything."""

import argparse
from typing import Any

from planner.analysis.autoplan.explain import sentence, sentences
from planner.analysis.autoplan.proposal import Move, Proposal, ProposedSprint
from planner.analysis.board.plan_proposal import propose_plan
from planner.cli.debt import share_of
from planner.cli.opening import Opened, add_plan, open_plan, save_plan
from planner.cli.terminal import days, percent, plain, print_json, progress, table
from planner.domain.errors import InvalidValueError, MissingInputError

_MOST_SPRINTS = 52


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_plan(parser)
    parser.add_argument("--sprints", type=int, default=6, help="coming sprints to fill")
    parser.add_argument("--reserve", metavar="SHARE", help="debt reserve of all of them, such as 0.25")
    parser.add_argument("--apply", action="store_true", help="write the proposal into the plan")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print the proposal; with ``--apply`` write it."""
    if not 1 <= options.sprints <= _MOST_SPRINTS:
        raise InvalidValueError("sprints", options.sprints, f"1 to {_MOST_SPRINTS}")
    opened = open_plan(options.plan)
    if not opened.plan.coming_sprints():
        raise MissingInputError("a coming sprint", f"add one to {options.plan}, or make the plan with --start")
    reserve = None if options.reserve is None else share_of(options.reserve)
    proposal = propose_plan(
        opened.plan, today=opened.today, sprints=options.sprints, reserve=reserve, report=progress()
    )
    if options.apply:
        save_plan(proposal.edit.apply(opened.plan), options.plan)
    if options.json:
        print_json(_answer(proposal, opened))
    else:
        print(_text(proposal, opened, applied=options.apply))
    return 0


def _answer(proposal: Proposal, opened: Opened) -> dict[str, Any]:
    open_keys = {item.key for item in opened.plan.backlog if item.is_open} | {entry.id for entry in opened.plan.debt}
    return {
        "sprints": [_sprint_json(sprint, opened) for sprint in proposal.sprints],
        "unplaced": [{"id": entry.key, "reason": sentence(entry.reason)} for entry in proposal.unplaced],
        "reasons": {
            key: "; ".join(sentences(reasons)) for key, reasons in proposal.reasons.items() if key in open_keys
        },
        "moves": len(proposal.moves),
        "objective": plain(proposal.objective),
        "bound": plain(proposal.bound),
        "seconds": plain(proposal.seconds),
    }


def _sprint_json(sprint: ProposedSprint, opened: Opened) -> dict[str, Any]:
    period = opened.plan.sprint(sprint.sprint_id).period
    return {
        "id": sprint.sprint_id,
        "name": sprint.name,
        "start": period.start.isoformat(),
        "end": period.last_day.isoformat(),
        "feature_capacity": plain(sprint.feature_capacity),
        "feature_load": plain(sprint.feature_load),
        "reserve_capacity": plain(sprint.reserve_capacity_pd),
        "debt_load": plain(sprint.debt_load_pd),
        "items": list(sprint.item_keys),
        "stretch": list(sprint.stretch_keys),
        "debt": [{"id": entry.debt_id, "effort_pd": plain(entry.allocation.effort_pd)} for entry in sprint.debt],
        "confidence": None if sprint.confidence is None else plain(sprint.confidence),
    }


def _text(proposal: Proposal, opened: Opened, *, applied: bool) -> str:
    unit = opened.plan.settings.unit.value
    head = ("sprint", unit, "can promise", "chance", "reserve pd", "of", "items")
    rows = [
        (
            sprint.name,
            f"{sprint.feature_load:g}",
            days(sprint.feature_capacity),
            percent(sprint.confidence),
            days(sprint.debt_load_pd),
            days(sprint.reserve_capacity_pd),
            " ".join((*sprint.item_keys, *(f"({key})" for key in sprint.stretch_keys))),
        )
        for sprint in proposal.sprints
    ]
    parts = [table(head, rows) + "\nIn brackets: stretch, outside the commitment."]
    if proposal.moves:
        parts.append(table(("moves", "from", "to", "because"), [_move_row(move, opened) for move in proposal.moves]))
    if proposal.unplaced:
        left = [(entry.key, sentence(entry.reason)) for entry in proposal.unplaced]
        parts.append(table(("stays out", "because"), left))
    parts.append(f"Written to {opened.path}." if applied else "Nothing was written; --apply writes it.")
    return "\n\n".join(parts)


def _move_row(move: Move, opened: Opened) -> tuple[str, ...]:
    names = {sprint.id: sprint.name for sprint in opened.plan.sprints}
    places = [names.get(place, place) if place else "backlog" for place in (move.from_sprint, move.to_sprint)]
    if move.stretch:
        places[1] += ", stretch"
    return move.key, *places, sentence(move.reason)
