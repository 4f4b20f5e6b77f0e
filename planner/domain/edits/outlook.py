"""Edits of what a forecast is made with and compared with: risk events and baselines."""

from dataclasses import dataclass, replace
from math import isfinite

from planner.domain.baseline import Baseline
from planner.domain.edits.base import BaseEdit
from planner.domain.edits.sequence import added, removed, replaced
from planner.domain.errors import InvalidValueError, UnknownReferenceError
from planner.domain.plan import Plan
from planner.domain.risk import Risk

MOST_WORK = 1e9


@dataclass(frozen=True, slots=True)
class PutRisk(BaseEdit):
    """A risk event is added or changed."""

    risk: Risk

    def apply(self, plan: Plan) -> Plan:
        """Exchange the risk of the same identity, or add it at the end."""
        risk = self.risk
        if not risk.name.strip():
            raise InvalidValueError("name", risk.name, "a name")
        if not 0 <= risk.probability <= 1:
            raise InvalidValueError("probability", risk.probability, "0 to 100 %")
        ends = (risk.low, risk.likely, risk.high)
        if not all(map(isfinite, ends)) or not 0 <= risk.low <= risk.likely <= risk.high <= MOST_WORK:
            raise InvalidValueError("extra work", ends, "low <= likely <= high, each 0 or more")
        if risk.milestone_id and all(entry.id != risk.milestone_id for entry in plan.milestones):
            raise UnknownReferenceError("milestone", risk.milestone_id)
        put = replaced if any(entry.id == risk.id for entry in plan.risks) else added
        risks = put(plan.risks, risk, noun="risk")
        return plan if risks is plan.risks else replace(plan, risks=risks)


@dataclass(frozen=True, slots=True)
class RemoveRisk(BaseEdit):
    """A risk event is dropped: it is over, or it cannot happen any more."""

    risk_id: str

    def apply(self, plan: Plan) -> Plan:
        """Drop it."""
        return replace(plan, risks=removed(plan.risks, self.risk_id, noun="risk"))


@dataclass(frozen=True, slots=True)
class KeepBaseline(BaseEdit):
    """What the forecast says today is kept; a second one of the same identity replaces the first."""

    baseline: Baseline

    def apply(self, plan: Plan) -> Plan:
        """Insert in date order."""
        others = tuple(entry for entry in plan.baselines if entry.id != self.baseline.id)
        ordered = tuple(sorted((*others, self.baseline), key=lambda entry: entry.taken_on))
        return plan if ordered == plan.baselines else replace(plan, baselines=ordered)


@dataclass(frozen=True, slots=True)
class RemoveBaseline(BaseEdit):
    """A baseline is dropped."""

    baseline_id: str

    def apply(self, plan: Plan) -> Plan:
        """Drop it."""
        return replace(plan, baselines=removed(plan.baselines, self.baseline_id, noun="baseline"))
