"""The planner: fills coming sprints by rank, moves as little as it can, and gives a reason for every item."""

from planner.analysis.autoplan.explain import sentence, sentences
from planner.analysis.autoplan.proposal import Move, Proposal, ProposedSprint, Reason, ReasonCode, Unplaced
from planner.analysis.autoplan.propose import propose

__all__ = [
    "Move",
    "Proposal",
    "ProposedSprint",
    "Reason",
    "ReasonCode",
    "Unplaced",
    "propose",
    "sentence",
    "sentences",
]
