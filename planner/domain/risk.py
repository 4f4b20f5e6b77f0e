"""Risk events: work that may come, how likely it is, and how much it would be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that happens or not; when it does, it is work before the release.

    Parameters
    ----------
    probability
        Chance that it happens, share in [0, 1].
    low, likely, high
        Work it brings when it happens, in the plan's unit.
    milestone_id
        Milestone in whose work it would come up: what is ranked before that work is not touched. Empty: it would come
        first, before everything that is open.
    """

    id: str
    name: str
    probability: float
    low: float
    likely: float
    high: float
    milestone_id: str = ""
    note: str = ""
