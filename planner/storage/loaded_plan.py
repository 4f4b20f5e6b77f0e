"""A plan as it came from a file, with the stamp by which an outside change is noticed."""

from dataclasses import dataclass
from hashlib import sha256

from planner.domain.issue import Issue
from planner.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file held when it was last read or written: its length and SHA-256."""

    size: int
    digest: str

    @classmethod
    def of(cls, text: bytes) -> "Stamp":
        """Return the stamp of these bytes."""
        return cls(len(text), sha256(text).hexdigest())


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan as read.

    Parameters
    ----------
    read_only
        The file was written by a newer program and may hold more than this one knows: saving would lose it.
    migrated
        The file was of an older version; saving brings it up to date.
    notices
        What the reader noticed and went on from.
    """

    plan: Plan
    stamp: Stamp
    read_only: bool = False
    migrated: bool = False
    notices: tuple[Issue, ...] = ()
