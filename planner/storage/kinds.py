"""The kinds of records in a plan file, in the order in which they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.backlog import BacklogItem, Milestone
from planner.domain.baseline import Baseline
from planner.domain.calendar import HolidaySet, WeekPattern
from planner.domain.debt import DebtItem
from planner.domain.decision import Decision
from planner.domain.plan import Plan, Scenario
from planner.domain.policy import ReserveException, ReservePolicy
from planner.domain.risk import Risk
from planner.domain.settings import PlanSettings
from planner.domain.snapshot import Snapshot
from planner.domain.sprint import Sprint
from planner.domain.team import Absence, CapacityOverride, Member, Overheads, RotaShift, Team, TeamDayOff


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name in the file, its type, and the field of plan or team that holds it.

    ``single`` kinds stand exactly once in a file, the others once for each entry.
    """

    name: str
    value_type: type
    field: str
    of_team: bool = False
    single: bool = False

    def entries(self, plan: Plan) -> Sequence[object]:
        """Return the plan's values of this kind, in plan order."""
        value: Any = self.content(plan)
        return (value,) if self.single else value

    def content(self, plan: Plan) -> object:
        """Return the value or tuple that holds this kind, as the plan has it."""
        return getattr(plan.team if self.of_team else plan, self.field)


KINDS = (
    Kind("settings", PlanSettings, "settings", single=True),
    Kind("policy", ReservePolicy, "policy", single=True),
    Kind("week", WeekPattern, "week", of_team=True, single=True),
    Kind("overheads", Overheads, "overheads", of_team=True, single=True),
    Kind("holidays", HolidaySet, "holiday_sets", of_team=True),
    Kind("day-off", TeamDayOff, "days_off", of_team=True),
    Kind("member", Member, "members", of_team=True),
    Kind("absence", Absence, "absences", of_team=True),
    Kind("shift", RotaShift, "rota", of_team=True),
    Kind("override", CapacityOverride, "overrides", of_team=True),
    Kind("sprint", Sprint, "sprints"),
    Kind("item", BacklogItem, "backlog"),
    Kind("milestone", Milestone, "milestones"),
    Kind("risk", Risk, "risks"),
    Kind("debt", DebtItem, "debt"),
    Kind("exception", ReserveException, "exceptions"),
    Kind("decision", Decision, "decisions"),
    Kind("snapshot", Snapshot, "snapshots"),
    Kind("baseline", Baseline, "baselines"),
    Kind("scenario", Scenario, "scenarios"),
)
KIND_NAMED = {kind.name: kind for kind in KINDS}


def assembled(name: str, entries: Mapping[str, Sequence[Any]], *, base: Plan | None = None) -> Plan:
    """Return the plan made of records.

    Parameters
    ----------
    name
        Name of the plan.
    entries
        Values by kind; a kind that is not named keeps what ``base`` has.
    base
        Plan to start from, an empty one by default.
    """
    plan = base or Plan()
    of_team: dict[str, Any] = {kind.field: getattr(plan.team, kind.field) for kind in KINDS if kind.of_team}
    of_plan: dict[str, Any] = {kind.field: getattr(plan, kind.field) for kind in KINDS if not kind.of_team}
    for kind in KINDS:
        if kind.name in entries:
            values = entries[kind.name]
            part = of_team if kind.of_team else of_plan
            part[kind.field] = values[0] if kind.single else tuple(values)
    return Plan(name=name, team=Team(**of_team), **of_plan)
