"""What a sprint keeps apart: the reserve with the rule that holds now, and the buckets for learning and bugs."""

from dataclasses import dataclass
from math import fsum

from planner.analysis.wording import count, pd, percent, share, size
from planner.domain.debt import DebtItem, DebtStatus
from planner.domain.plan import Plan
from planner.domain.policy import BucketKind, ReserveBucket, ReserveRule
from planner.domain.sprint import Sprint

_NAMES = {BucketKind.DEBT: "Debt", BucketKind.LEARNING: "Learning", BucketKind.BUGS: "Bugs"}


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Shares of effective capacity that the policy's buckets keep in a sprint, besides target and overheads.

    ``target`` is what a rule or the debt buckets make of the policy's target; ``None`` when it is as agreed.
    """

    debt: float = 0.0
    learning: float = 0.0
    bugs: float = 0.0
    target: float | None = None


NOTHING_APART = KeptApart()


def kept_apart(plan: Plan, sprint: Sprint, *, capacity_pd: float) -> KeptApart:
    """Return what the buckets keep in a sprint; nothing in a closed one, whose actuals say what happened.

    Parameters
    ----------
    capacity_pd
        Effective person-days of the sprint: days become a share of them.
    """
    rule = rule_in_force(plan)
    if sprint.is_closed or not (plan.policy.buckets or rule):
        return NOTHING_APART
    shares = {
        kind: fsum(bucket.share_of(capacity_pd) for bucket in plan.policy.buckets if bucket.kind is kind)
        for kind in BucketKind
    }
    debt = 0.0 if sprint.reserve_share is not None else shares[BucketKind.DEBT]
    other = target_in_force(plan) + debt if rule or debt > 0 else None
    return KeptApart(debt, shares[BucketKind.LEARNING], shares[BucketKind.BUGS], other)


def has_days(plan: Plan) -> bool:
    """Say whether a bucket is agreed in days, so that its share needs the sprint's capacity."""
    return any(bucket.days_pd is not None for bucket in plan.policy.buckets)


def rule_in_force(plan: Plan) -> ReserveRule | None:
    """Return the rule with the highest share among those that hold today; ``None`` while none does."""
    holding = [rule for rule in plan.policy.rules if dear_entries(plan, rule) >= rule.items]
    return max(holding, key=lambda rule: rule.share, default=None)


def dear_entries(plan: Plan, rule: ReserveRule) -> int:
    """Return how many open entries cost more a sprint than a rule allows."""
    return sum(1 for entry in plan.debt if entry.status is DebtStatus.OPEN and _interest_pd(entry) > rule.interest_pd)


def _interest_pd(entry: DebtItem) -> float:
    """Return what an entry still costs a sprint: interest falls with the principal."""
    whole = entry.principal.p50
    return entry.interest.p50 * (entry.open_principal_pd / whole if whole > 0 else 1.0)


def target_in_force(plan: Plan) -> float:
    """Return the share to keep now: the policy's target, or the one of a rule, inside floor and ceiling.

    >>> target_in_force(Plan())
    0.25
    """
    rule = rule_in_force(plan)
    policy = plan.policy
    return policy.target if rule is None else min(policy.ceiling, max(policy.floor, rule.share))


def rule_words(rule: ReserveRule) -> str:
    """Return a rule as people say it.

    >>> rule_words(ReserveRule())
    '30 % while 2 items cost over 1 pd a sprint each'
    """
    verb = "costs" if rule.items == 1 else "cost"
    each = "" if rule.items == 1 else " each"
    return (
        f"{share(rule.share)} while {count(rule.items, 'item')} {verb} over {size(rule.interest_pd)} pd a sprint{each}"
    )


def bucket_words(bucket: ReserveBucket) -> str:
    """Return a bucket as people say it.

    >>> bucket_words(ReserveBucket(BucketKind.LEARNING, share=0.05))
    'Learning 5 %'
    >>> bucket_words(ReserveBucket(BucketKind.BUGS, days_pd=2.0, name="Support"))
    'Support 2.0 pd a sprint'
    """
    name = bucket.name or _NAMES[bucket.kind]
    if bucket.share is not None:
        return f"{name} {percent(bucket.share)}"
    return f"{name} {pd(bucket.days_pd or 0.0)} a sprint"
