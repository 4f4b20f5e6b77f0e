"""Sentences for people: errors, edits and statuses in plain English, in one place and without Qt.

Lower floors return codes and fields; this module turns them into words. The window passes every sentence through
its translator, the command line prints it as it is.
"""

from collections.abc import Callable
from typing import Any

from planner.domain import edits
from planner.domain.errors import (
    CancelledError,
    ClosedSprintError,
    DependencyCycleError,
    DuplicateError,
    FileProblemError,
    InvalidValueError,
    MissingInputError,
    OutsideChangeError,
    PlannerError,
    ReadOnlyPlanError,
    StaleProposalError,
    UnknownReferenceError,
    UnreadableFileError,
)
from planner.domain.plan import Edit, Plan

_NOUNS = {
    "item": "backlog item",
    "member": "person",
    "debt": "debt item",
    "absence": "leave entry",
    "exception": "exception",
}


def error_sentence(error: PlannerError) -> str:
    """Return one sentence that says what is wrong, where, and how to mend it."""
    for kind, say in _ERRORS.items():
        if isinstance(error, kind):
            return say(error)
    return str(error)


def edit_sentence(edit: Edit, plan: Plan) -> str:
    """Return what an edit does, as the text of its undo step ("Move PAY-214 to S16")."""
    say = _EDITS.get(type(edit))
    return say(edit, plan) if say else _spaced(type(edit).__name__)


def _noun(word: str) -> str:
    return _NOUNS.get(word, word)


def _invalid(error: InvalidValueError) -> str:
    shown = f'"{error.value}"' if isinstance(error.value, str) else str(error.value)
    return f"{error.field.replace('_', ' ').capitalize()} cannot be {shown}: it takes {error.allowed}."


def _unreadable(error: UnreadableFileError) -> str:
    remedy = f" {error.remedy}" if error.remedy else ""
    return f"{error.path}: {error.reason}.{remedy}".replace("..", ".")


_ERRORS: dict[type[PlannerError], Callable[[Any], str]] = {
    InvalidValueError: _invalid,
    UnknownReferenceError: lambda e: f"There is no {_noun(e.noun)} {e.reference} in this plan.",
    DuplicateError: lambda e: f"There is already a {_noun(e.noun)} {e.reference}; choose another name.",
    ClosedSprintError: lambda e: f"{e.sprint} is closed and stays as it was; change a coming sprint instead.",
    DependencyCycleError: lambda e: f"These items would wait for each other: {' → '.join(e.path)}.",
    StaleProposalError: lambda _: "The plan has changed since this proposal; run the planner again.",
    MissingInputError: lambda e: f"{e.what[:1].upper()}{e.what[1:]} is not known yet; {e.remedy}.",
    FileProblemError: lambda e: f"{e.path}: {e.reason}.".replace("..", "."),
    UnreadableFileError: _unreadable,
    ReadOnlyPlanError: lambda e: f"{e.path} can only be looked at: {e.because}. Save a copy to change it.",
    OutsideChangeError: lambda e: f"{e.path} was changed by somebody else; reload it, or save under another name.",
    CancelledError: lambda _: "Stopped; nothing was changed.",
}


def _spaced(name: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return words[:1].upper() + words[1:]


def _member(plan: Plan, member_id: str) -> str:
    return next((member.name for member in plan.team.members if member.id == member_id), member_id)


def _sprint(plan: Plan, sprint_id: str | None) -> str:
    if sprint_id is None:
        return "the backlog"
    return next((sprint.name for sprint in plan.sprints if sprint.id == sprint_id), sprint_id)


def _keys(keys: tuple[str, ...]) -> str:
    return keys[0] if len(keys) == 1 else f"{len(keys)} items"


def _size(edit: edits.SetEstimate, _: Plan) -> str:
    return f"Estimate {edit.key} at {edit.estimate.likely:g}" if edit.estimate else f"Clear the estimate of {edit.key}"


def _paint(edit: edits.SetAvailability, plan: Plan) -> str:
    name = _member(plan, edit.member_id)
    if edit.share_away == 0:
        return f"{name} is there on {edit.period.start:%d %b}"
    return f"{name} away from {edit.period.start:%d %b} to {edit.period.last_day:%d %b}"


def _override(edit: edits.SetCapacityOverride, plan: Plan) -> str:
    where = f"{_member(plan, edit.member_id)} in {_sprint(plan, edit.sprint_id)}"
    return f"Capacity of {where} from the calendar" if edit.effective_pd is None else f"Override {where}"


def _reserve(edit: edits.SetSprintReserve, plan: Plan) -> str:
    name = _sprint(plan, edit.sprint_id)
    return f"Reserve of {name} as agreed" if edit.share is None else f"Reserve of {name}: {100 * edit.share:g} %"


_EDITS: dict[type, Callable[[Any, Plan], str]] = {
    edits.Several: lambda e, p: e.what or (edit_sentence(e.edits[0], p) if e.edits else "No change"),
    edits.AddMember: lambda e, _: f"Add {e.member.name}",
    edits.ChangeMember: lambda e, _: f"Change {e.member.name}",
    edits.RemoveMember: lambda e, p: f"Remove {_member(p, e.member_id)}",
    edits.AddAbsence: lambda e, p: f"Leave of {_member(p, e.absence.member_id)}",
    edits.RemoveAbsence: lambda _, __: "Remove leave",
    edits.SetAvailability: _paint,
    edits.SetDuty: lambda e, p: (
        f"{'Put' if e.on_duty else 'Take'} {_member(p, e.member_id)} {'on' if e.on_duty else 'off'} call"
    ),
    edits.SetRota: lambda _, __: "Change the on-call rota",
    edits.SetHolidays: lambda e, _: f"Change the holidays of {e.holiday_set.name}",
    edits.SetTeamDaysOff: lambda _, __: "Change the team's days off",
    edits.SetOverheads: lambda _, __: "Change overheads",
    edits.SetCapacityOverride: _override,
    edits.SetWorkingWeek: lambda _, __: "Change the working week",
    edits.AddSprint: lambda e, _: f"Add {e.sprint.name}",
    edits.ChangeSprint: lambda e, _: f"Change {e.sprint.name}",
    edits.RemoveSprint: lambda e, p: f"Remove {_sprint(p, e.sprint_id)}",
    edits.SetSprintReserve: _reserve,
    edits.StartSprint: lambda e, p: f"Start {_sprint(p, e.sprint_id)}",
    edits.CloseSprint: lambda e, p: f"Close {_sprint(p, e.sprint_id)}",
    edits.ExcludeSprint: lambda e, p: f"{'Leave out' if e.reason else 'Count'} {_sprint(p, e.sprint_id)}",
    edits.SetDelivery: lambda e, p: f"Delivery measures of {_sprint(p, e.sprint_id)}",
    edits.SetObservations: lambda e, p: f"Write down what was seen in {_sprint(p, e.sprint_id)}",
    edits.AddItem: lambda e, _: f"Add {e.item.key}",
    edits.ChangeItem: lambda e, _: f"Change {e.item.key}",
    edits.RemoveItem: lambda e, _: f"Delete {e.key}",
    edits.SetEstimate: _size,
    edits.SetStatus: lambda e, _: f"{e.key} is {e.status.value.replace('-', ' ')}",
    edits.MoveItems: lambda e, p: f"Move {_keys(e.keys)} to {_sprint(p, e.sprint_id)}",
    edits.PinItems: lambda e, _: f"{'Pin' if e.pinned else 'Unpin'} {_keys(e.keys)}",
    edits.RankItems: lambda e, _: f"Rank {_keys(e.keys)}",
    edits.SetDependencies: lambda e, _: f"Links of {e.key}",
    edits.PutMilestone: lambda e, _: f"Milestone {e.milestone.name}",
    edits.RemoveMilestone: lambda _, __: "Remove milestone",
    edits.PutRisk: lambda e, _: f"Risk {e.risk.name}",
    edits.RemoveRisk: lambda _, __: "Remove risk",
    edits.KeepBaseline: lambda _, __: "Keep a baseline",
    edits.RemoveBaseline: lambda _, __: "Remove a baseline",
    edits.AddDebt: lambda e, _: f"Register {e.debt.id}",
    edits.ChangeDebt: lambda e, _: f"Change {e.debt.id}",
    edits.RemoveDebt: lambda e, _: f"Delete {e.debt_id}",
    edits.AllocateDebt: lambda e, p: f"Plan {e.debt_id} in {_sprint(p, e.sprint_id)}",
    edits.PayDebt: lambda e, _: f"Pay {e.debt_id}",
    edits.AcceptDebt: lambda e, _: f"{'Accept' if e.acceptance else 'Stop accepting'} {e.debt_id}",
    edits.SetPolicy: lambda _, __: "Change the reserve policy",
    edits.PutException: lambda e, p: f"Exception for {_sprint(p, e.exception.sprint_id)}",
    edits.RemoveException: lambda _, __: "Take back an exception",
    edits.AddDecision: lambda e, _: f'Record "{e.decision.title}"',
    edits.AcceptDecision: lambda e, _: f"Accept decision {e.decision_id}",
    edits.RenamePlan: lambda e, _: f'Rename to "{e.name}"',
    edits.ChangeSettings: lambda _, __: "Change settings",
    edits.ChooseExports: lambda _, __: "Choose what is exported",
    edits.TakeSnapshot: lambda e, _: f"Snapshot of {e.snapshot.taken_on:%d.%m.%Y}",
    edits.MergeBacklog: lambda e, _: f"Import {e.source}",
    edits.AcceptProposal: lambda e, _: f"Accept a plan with {len(e.placements)} moves",
    edits.PutScenario: lambda e, _: f'Scenario "{e.scenario.name}"',
    edits.RemoveScenario: lambda _, __: "Remove scenario",
    edits.PromoteScenario: lambda _, __: "Make the scenario the plan",
}
