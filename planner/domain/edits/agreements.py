"""Edits of what was agreed: reserve policy, exceptions, decisions."""

from dataclasses import dataclass, replace

from planner.domain.decision import Decision, DecisionStatus
from planner.domain.edits.base import BaseEdit
from planner.domain.edits.sequence import added, changed, removed, replaced
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.policy import ReserveException, ReservePolicy


@dataclass(frozen=True, slots=True)
class SetPolicy(BaseEdit):
    """Floor, target, ceiling, window or recovery change; a slider's drag is one step."""

    policy: ReservePolicy

    @property
    def merge_key(self) -> str:
        """One drag is one step."""
        return "policy"

    def apply(self, plan: Plan) -> Plan:
        """Exchange the policy."""
        return plan if self.policy == plan.policy else replace(plan, policy=self.policy)


@dataclass(frozen=True, slots=True)
class PutException(BaseEdit):
    """A written exception from the reserve is added or changed."""

    exception: ReserveException

    def apply(self, plan: Plan) -> Plan:
        """Exchange or add it; reason and owner are required."""
        entry = self.exception
        plan.sprint(entry.sprint_id)
        if not entry.reason.strip() or not entry.owner.strip():
            raise InvalidValueError("exception", entry.reason, "a reason and an owner in writing")
        known = any(other.id == entry.id for other in plan.exceptions)
        put = replaced if known else added
        return replace(plan, exceptions=put(plan.exceptions, entry, noun="exception"))


@dataclass(frozen=True, slots=True)
class RemoveException(BaseEdit):
    """An exception is taken back."""

    exception_id: str

    def apply(self, plan: Plan) -> Plan:
        """Drop it."""
        return replace(plan, exceptions=removed(plan.exceptions, self.exception_id, noun="exception"))


@dataclass(frozen=True, slots=True)
class AddDecision(BaseEdit):
    """A decision is recorded; ``supersedes`` marks an older one as replaced, which is never edited otherwise."""

    decision: Decision
    supersedes: str = ""

    def apply(self, plan: Plan) -> Plan:
        """Append the record."""
        if not self.decision.title.strip():
            raise InvalidValueError("title", self.decision.title, "a title")
        decisions = added(plan.decisions, self.decision, noun="decision")
        if self.supersedes:
            decisions = changed(
                decisions,
                self.supersedes,
                lambda old: replace(old, status=DecisionStatus.SUPERSEDED, superseded_by=self.decision.id),
                noun="decision",
            )
        return replace(plan, decisions=decisions)


@dataclass(frozen=True, slots=True)
class AcceptDecision(BaseEdit):
    """A proposed decision is accepted."""

    decision_id: str

    def apply(self, plan: Plan) -> Plan:
        """Set its status."""
        decisions = changed(
            plan.decisions,
            self.decision_id,
            lambda record: replace(record, status=DecisionStatus.ACCEPTED),
            noun="decision",
        )
        return plan if decisions is plan.decisions else replace(plan, decisions=decisions)
