"""Everything that is wrong with a plan, as issues with addresses; an empty answer means it is sound."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from planner.domain.backlog import BacklogItem
from planner.domain.edits.backlog import check_acyclic
from planner.domain.edits.sequence import identity
from planner.domain.errors import DependencyCycleError
from planner.domain.issue import Issue, Severity
from planner.domain.plan import Plan


def check_plan(plan: Plan) -> tuple[Issue, ...]:
    """Return every violation of the plan's rules: identities, references, order, cycles, closed sprints."""
    return (*_duplicates(plan), *_dangling(plan), *_sprints(plan), *_cycles(plan))


def _duplicates(plan: Plan) -> Iterator[Issue]:
    nouns: dict[str, Iterable[object]] = {
        "member": plan.team.members,
        "absence": plan.team.absences,
        "sprint": plan.sprints,
        "item": plan.backlog,
        "debt": plan.debt,
        "milestone": plan.milestones,
        "risk": plan.risks,
        "baseline": plan.baselines,
        "decision": plan.decisions,
        "exception": plan.exceptions,
        "snapshot": plan.snapshots,
        "scenario": plan.scenarios,
    }
    for noun, entries in nouns.items():
        for name, count in Counter(map(identity, entries)).items():
            if count > 1:
                yield Issue("duplicate-id", Severity.STOP, noun, value=name, note=f"{count} times")


def _dangling(plan: Plan) -> Iterator[Issue]:
    sprints = {sprint.id for sprint in plan.sprints}
    team = plan.team
    named = [entry.member_id for entry in team.absences]
    named += [entry.member_id for entry in team.rota] + [entry.member_id for entry in team.overrides]
    yield from _unknown("unknown-member", "team", named, {member.id for member in team.members})
    for item in plan.backlog:
        yield from _item_references(plan, item, sprints)
    for entry in plan.debt:
        used = [part.sprint_id for part in entry.allocations]
        yield from _unknown("unknown-sprint", f"debt {entry.id}", used, sprints)
    yield from _unknown("unknown-sprint", "exception", [entry.sprint_id for entry in plan.exceptions], sprints)


def _item_references(plan: Plan, item: BacklogItem, sprints: set[str]) -> Iterator[Issue]:
    where = f"item {item.key}"
    yield from _unknown("unknown-sprint", where, [item.sprint_id] if item.sprint_id is not None else [], sprints)
    yield from _unknown("unknown-debt", where, [item.debt_id] if item.debt_id else [], {e.id for e in plan.debt})


def _unknown(code: str, where: str, used: Iterable[str], known: set[str]) -> Iterator[Issue]:
    for name in used:
        if name not in known:
            yield Issue(code, Severity.STOP, where, value=name)


def _sprints(plan: Plan) -> Iterator[Issue]:
    for sprint in plan.sprints:
        if sprint.is_closed != (sprint.actuals is not None):
            yield Issue("closed-without-actuals", Severity.STOP, "sprint", value=sprint.name)
    for earlier, later in pairwise(plan.sprints):
        if later.period.start < earlier.period.end:
            note = f"overlaps {earlier.name}"
            yield Issue("sprint-overlap", Severity.STOP, "sprint", value=later.name, note=note)


def _cycles(plan: Plan) -> Iterator[Issue]:
    try:
        check_acyclic(plan.backlog)
    except DependencyCycleError as error:
        yield Issue("dependency-cycle", Severity.STOP, "item", value=" -> ".join(error.path))
