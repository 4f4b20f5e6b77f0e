"""Capacity of the sprints of one plan, and of those that continue its rhythm, each worked out once."""

from collections.abc import Iterable

from planner.analysis.capacity.breakdown import CapacityBreakdown, capacity_of
from planner.domain.calendar import Period
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint


class CapacityBook(dict[str, CapacityBreakdown]):
    """Capacity of a plan's sprints by identity, in time order, and on request of sprints behind its last one.

    Parameters
    ----------
    plan
        The plan; it never changes, so nothing here ever goes stale.
    known
        Another plan's book, limited to what is the same in this plan.
    """

    def __init__(self, plan: Plan, known: "CapacityBook | None" = None) -> None:
        kept: dict[str, CapacityBreakdown] = known if known is not None else {}
        super().__init__((sprint.id, kept.get(sprint.id) or capacity_of(plan, sprint)) for sprint in plan.sprints)
        self._plan = plan
        self._beyond: dict[Sprint, CapacityBreakdown] = {} if known is None else known.kept_beyond()

    def beyond(self, sprint: Sprint) -> CapacityBreakdown:
        """Return the capacity of a sprint that is not in the plan."""
        if sprint not in self._beyond:
            self._beyond[sprint] = capacity_of(self._plan, sprint)
        return self._beyond[sprint]

    def kept_beyond(self) -> dict[Sprint, CapacityBreakdown]:
        """Return what is known of sprints behind the plan's last one."""
        return dict(self._beyond)

    def apart_from(self, periods: Iterable[Period]) -> "CapacityBook":
        """Return the book without the sprints in which something changed."""
        changed = tuple(periods)

        def touched(sprint: Sprint) -> bool:
            return any(period.overlaps(sprint.period) for period in changed)

        rest = CapacityBook(Plan())
        rest.update((key, entry) for key, entry in self.items() if not touched(entry.sprint))
        rest._beyond = {sprint: entry for sprint, entry in self._beyond.items() if not touched(sprint)}
        return rest
