"""Edits of the plan as a whole: name, settings, snapshots, scenarios, imports and accepted proposals."""

from dataclasses import dataclass, replace

from planner.domain.backlog import BacklogItem, Milestone
from planner.domain.debt import DebtAllocation, DebtItem
from planner.domain.edits.backlog import check_acyclic
from planner.domain.edits.base import BaseEdit
from planner.domain.edits.sequence import added, changed, removed, replaced
from planner.domain.edits.sprints import AddSprint, open_sprint
from planner.domain.errors import ClosedSprintError, InvalidValueError, StaleProposalError
from planner.domain.exports import ExportSettings
from planner.domain.plan import Plan, Scenario
from planner.domain.settings import ColumnMemory, PlanSettings
from planner.domain.snapshot import Snapshot
from planner.domain.sprint import Sprint

MAX_VELOCITY = 1e9
MAX_TRIALS = 1_000_000
MAX_PERCENTILE = 99
MAX_WASTE = 0.95


@dataclass(frozen=True, slots=True)
class RenamePlan(BaseEdit):
    """The plan gets another name."""

    name: str

    def apply(self, plan: Plan) -> Plan:
        """Exchange the name."""
        if not self.name.strip():
            raise InvalidValueError("name", self.name, "a name")
        return plan if self.name == plan.name else replace(plan, name=self.name.strip())


@dataclass(frozen=True, slots=True)
class ChangeSettings(BaseEdit):
    """Unit, money, seed, model parameters or other choices change."""

    settings: PlanSettings

    @property
    def merge_key(self) -> str:
        """Typing and sliding are one step."""
        return "settings"

    def apply(self, plan: Plan) -> Plan:
        """Exchange the settings, after checking the figures."""
        chosen = self.settings
        if not 1 <= chosen.trials <= MAX_TRIALS:
            raise InvalidValueError("trials", chosen.trials, "1 to 1,000,000")
        if chosen.velocity is not None and not 0 < chosen.velocity <= MAX_VELOCITY:
            raise InvalidValueError("velocity", chosen.velocity, "above 0 to 1,000,000,000")
        if chosen.cost_per_pd is not None and not 0 <= chosen.cost_per_pd < float("inf"):
            raise InvalidValueError("cost", chosen.cost_per_pd, "a number of 0 or more")
        if chosen.development_pd is not None and not 0 < chosen.development_pd < float("inf"):
            raise InvalidValueError("development effort", chosen.development_pd, "days above 0")
        if not all(1 <= level <= MAX_PERCENTILE for level in chosen.percentiles):
            raise InvalidValueError("percentiles", chosen.percentiles, "numbers from 1 to 99")
        if not 0 <= chosen.discount_rate <= 1:
            raise InvalidValueError("discount", chosen.discount_rate, "a share from 0 to 1 a year")
        if not all(0 <= survey.share <= MAX_WASTE and survey.answers > 0 for survey in chosen.waste_surveys):
            raise InvalidValueError("survey", chosen.waste_surveys, "shares from 0 to 0.95 of at least one answer")
        return plan if chosen == plan.settings else replace(plan, settings=chosen)


@dataclass(frozen=True, slots=True)
class ChooseExports(BaseEdit):
    """Other files, charts or pictures are exported from now on."""

    exports: ExportSettings

    def apply(self, plan: Plan) -> Plan:
        """Exchange the choice; something has to be written."""
        if not self.exports.kinds:
            raise InvalidValueError("kinds", "", "at least one kind of file")
        if self.exports == plan.settings.exports:
            return plan
        return replace(plan, settings=replace(plan.settings, exports=self.exports))


@dataclass(frozen=True, slots=True)
class TakeSnapshot(BaseEdit):
    """The backlog as it stands is kept under a date; a second one of the same identity replaces the first."""

    snapshot: Snapshot

    def apply(self, plan: Plan) -> Plan:
        """Insert in date order."""
        return replace(plan, snapshots=with_snapshot(plan.snapshots, self.snapshot))


@dataclass(frozen=True, slots=True)
class MergeBacklog(BaseEdit):
    """An import is accepted: changed and new items, new sprints, new milestones, one snapshot; one undo step.

    Parameters
    ----------
    items
        Whole items as they shall be: known keys are exchanged in place, new ones are ranked last.
    closed_sprints
        Sprints from the file that the plan does not have, already closed; a closed sprint of the plan never changes.
    open_sprints
        Coming sprints from the file that the plan does not have.
    debt
        Debt entries to register.
    """

    source: str
    items: tuple[BacklogItem, ...]
    snapshot: Snapshot
    closed_sprints: tuple[Sprint, ...] = ()
    open_sprints: tuple[Sprint, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    debt: tuple[DebtItem, ...] = ()
    memory: ColumnMemory | None = None

    def apply(self, plan: Plan) -> Plan:
        """Merge everything; any violation refuses the whole."""
        for sprint in (*self.closed_sprints, *self.open_sprints):
            if any(known.id == sprint.id for known in plan.sprints):
                raise ClosedSprintError(sprint.name)
            plan = AddSprint(sprint).apply(plan)
        fresh = {item.key: item for item in self.items}
        known = {item.key for item in plan.backlog}
        backlog = tuple(fresh.get(item.key, item) for item in plan.backlog)
        backlog += tuple(item for item in self.items if item.key not in known)
        check_acyclic(backlog)
        taken = {entry.id for entry in plan.milestones}
        return replace(
            plan,
            backlog=plan.backlog if backlog == plan.backlog else backlog,
            snapshots=with_snapshot(plan.snapshots, self.snapshot),
            milestones=plan.milestones + tuple(entry for entry in self.milestones if entry.id not in taken),
            debt=self._with_debt(plan.debt),
            settings=self._remembered(plan.settings),
        )

    def _with_debt(self, debt: tuple[DebtItem, ...]) -> tuple[DebtItem, ...]:
        taken = {entry.id for entry in debt}
        fresh = tuple(entry for entry in self.debt if entry.id not in taken)
        return debt + fresh if fresh else debt

    def _remembered(self, settings: PlanSettings) -> PlanSettings:
        if self.memory is None or self.memory in settings.column_memories:
            return settings
        others = tuple(entry for entry in settings.column_memories if entry.signature != self.memory.signature)
        return replace(settings, column_memories=(*others, self.memory))


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a proposal puts one item: its sprint (``None`` is the backlog) and whether it is stretch."""

    key: str
    sprint_id: str | None
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class DebtPlacement:
    """The reserve days that a proposal gives to one debt entry, all of them together."""

    debt_id: str
    allocations: tuple[DebtAllocation, ...]


@dataclass(frozen=True, slots=True)
class AcceptProposal(BaseEdit):
    """A proposal of the planner is accepted, as one undo step.

    ``expects`` and ``expects_debt`` are what the proposal was computed from; when the plan has moved on it is stale.
    """

    placements: tuple[Placement, ...]
    debt: tuple[DebtPlacement, ...] = ()
    expects: tuple[Placement, ...] = ()
    expects_debt: tuple[DebtPlacement, ...] = ()

    def apply(self, plan: Plan) -> Plan:
        """Move everything, or refuse the whole."""
        if self._is_stale(plan):
            raise StaleProposalError
        for sprint_id in {entry.sprint_id for entry in self.placements if entry.sprint_id is not None}:
            open_sprint(plan, sprint_id)
        goals = {entry.key: entry for entry in self.placements}
        backlog = tuple(
            replace(item, sprint_id=goals[item.key].sprint_id, stretch=goals[item.key].stretch)
            if item.key in goals
            else item
            for item in plan.backlog
        )
        debt = plan.debt
        for entry in self.debt:
            parts = entry.allocations
            debt = changed(debt, entry.debt_id, lambda old, p=parts: replace(old, allocations=p), noun="debt")  # type: ignore[misc]
        return replace(plan, backlog=plan.backlog if backlog == plan.backlog else backlog, debt=debt)

    def _is_stale(self, plan: Plan) -> bool:
        there = {item.key: (item.sprint_id, item.stretch) for item in plan.backlog}
        given = {entry.id: entry.allocations for entry in plan.debt}
        moved = any(there.get(entry.key) != (entry.sprint_id, entry.stretch) for entry in self.expects)
        return moved or any(given.get(entry.debt_id) != entry.allocations for entry in self.expects_debt)


@dataclass(frozen=True, slots=True)
class PutScenario(BaseEdit):
    """A scenario is added or changed; its edits must apply to the plan."""

    scenario: Scenario

    def apply(self, plan: Plan) -> Plan:
        """Try the edits, then keep the list."""
        if not self.scenario.name.strip():
            raise InvalidValueError("name", self.scenario.name, "a name")
        replay(plan, self.scenario)
        known = any(entry.id == self.scenario.id for entry in plan.scenarios)
        put = replaced if known else added
        return replace(plan, scenarios=put(plan.scenarios, self.scenario, noun="scenario"))


@dataclass(frozen=True, slots=True)
class RemoveScenario(BaseEdit):
    """A scenario is dropped."""

    scenario_id: str

    def apply(self, plan: Plan) -> Plan:
        """Drop it."""
        return replace(plan, scenarios=removed(plan.scenarios, self.scenario_id, noun="scenario"))


@dataclass(frozen=True, slots=True)
class PromoteScenario(BaseEdit):
    """A scenario becomes the plan, as one undo step; the scenario itself is then spent."""

    scenario_id: str

    def apply(self, plan: Plan) -> Plan:
        """Replay its edits and drop it from the list."""
        scenario = next((entry for entry in plan.scenarios if entry.id == self.scenario_id), None)
        if scenario is None:
            return RemoveScenario(self.scenario_id).apply(plan)
        return RemoveScenario(self.scenario_id).apply(replay(plan, scenario))


def replay(plan: Plan, scenario: Scenario) -> Plan:
    """Return the plan with a scenario's edits made, in order."""
    for edit in scenario.edits:
        plan = edit.apply(plan)
    return plan


def with_snapshot(snapshots: tuple[Snapshot, ...], snapshot: Snapshot) -> tuple[Snapshot, ...]:
    """Return snapshots in date order with one put in; the same identity is replaced."""
    others = tuple(entry for entry in snapshots if entry.id != snapshot.id)
    ordered = tuple(sorted((*others, snapshot), key=lambda entry: entry.taken_on))
    return snapshots if ordered == snapshots else ordered
