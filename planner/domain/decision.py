"""Short written records: what was decided, why, and when it must be looked at again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DecisionKind(StrEnum):
    """What a record is about."""

    POLICY = "policy"
    EXCEPTION = "exception"
    RISK = "risk"
    REPLAN = "re-plan"
    OTHER = "other"


class DecisionStatus(StrEnum):
    """A record is superseded by a newer one, never edited."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Decision:
    """One record.

    Parameters
    ----------
    id
        Its number as text, counted up.
    review_on
        Date by which it is looked at again; past it the record is on the expiring list.
    refs
        What it is about, as identities such as ``"sprint:S12"`` or ``"debt:D-06"``.
    """

    id: str
    title: str
    decided_on: date
    kind: DecisionKind = DecisionKind.OTHER
    status: DecisionStatus = DecisionStatus.ACCEPTED
    context: str = ""
    decision: str = ""
    consequences: str = ""
    owner: str = ""
    review_on: date | None = None
    superseded_by: str = ""
    refs: tuple[str, ...] = ()
