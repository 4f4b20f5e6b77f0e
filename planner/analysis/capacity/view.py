"""What people, calendar and reserve give: the part of a plan's figures that needs no forecast."""

from dataclasses import replace
from datetime import date
from functools import cached_property

from planner.analysis.capacity.book import CapacityBook
from planner.analysis.capacity.load import PersonLoad, SkillHole, loads_of, skill_holes
from planner.analysis.reserve.policy import ReserveStatus, reserve_status
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintState


class CapacityView:
    """Capacity, reserve, loads and skills of one plan on one day, each computed once, when somebody asks for it.

    Parameters
    ----------
    plan
        The plan; it never changes, so nothing here ever goes stale.
    today
        The day it is read at, resolved at the front door.
    """

    def __init__(self, plan: Plan, *, today: date) -> None:
        self.plan = plan
        self.today = today
        self._known_capacity: CapacityBook | None = None

    @cached_property
    def capacity(self) -> CapacityBook:
        """Capacity of every sprint, by its identity, in time order."""
        return CapacityBook(self.plan, self._known_capacity)

    def untouched_capacity(self, plan: Plan) -> CapacityBook | None:
        """Return the sprints whose capacity a changed plan cannot have touched: leave and duty elsewhere in time.

        Anything else about the team may touch every sprint.
        """
        before, after = self.plan.team, plan.team
        same_otherwise = replace(after, absences=before.absences, rota=before.rota) == before
        if "capacity" not in self.__dict__ or plan.sprints is not self.plan.sprints or not same_otherwise:
            return None
        moved = set(before.absences) ^ set(after.absences) | set(before.rota) ^ set(after.rota)
        return self.capacity.apart_from(entry.period for entry in moved)

    @cached_property
    def next_sprint(self) -> Sprint | None:
        """The sprint the team looks at: the active one, else the first that is planned."""
        return next(iter(self.plan.coming_sprints()), None)

    @cached_property
    def active_sprint(self) -> Sprint | None:
        """The sprint that runs, if any."""
        return next((entry for entry in self.plan.sprints if entry.state is SprintState.ACTIVE), None)

    @cached_property
    def reserve(self) -> ReserveStatus:
        """The ledger of the debt reserve and what the rule proposes for the next sprint."""
        known = {sprint_id: breakdown.steps.effective_pd for sprint_id, breakdown in self.capacity.items()}
        coming = known[self.next_sprint.id] if self.next_sprint else 0.0
        return reserve_status(self.plan, today=self.today, next_capacity_pd=coming, capacity_pd=known)

    @cached_property
    def skill_holes(self) -> tuple[SkillHole, ...]:
        """Skills that are missing or thin in the coming sprints."""
        return skill_holes(self.plan, self.plan.coming_sprints(), breakdowns=self.capacity)

    def loads(self, sprint_id: str, *, pd_per_unit: float) -> tuple[PersonLoad, ...]:
        """Return each person's load in a sprint; see :func:`planner.analysis.capacity.load.loads_of`."""
        return loads_of(self.plan, self.plan.sprint(sprint_id), self.capacity[sprint_id], pd_per_unit)
