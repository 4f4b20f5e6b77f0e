"""Everything that can go wrong at a border, one small class per cause.

The classes carry fields, not sentences: the English text is made in ``planner.ui.messages`` and ``planner.cli``
from ``code`` and the fields, so that it can be translated. ``str()`` gives a plain fallback for logs and tests.
"""

from dataclasses import dataclass, fields


@dataclass(eq=False)
class PlannerError(Exception):
    """Base of every error that Ballast raises on purpose.

    Subclasses are dataclasses: ``code`` names the cause, the fields say what, where and how to mend it.
    """

    code = "error"

    def __str__(self) -> str:
        """Return ``code: field=value, ...`` for logs; people see the sentence of the messages module."""
        parts = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
        return f"{self.code}: {parts}" if parts else self.code


@dataclass(eq=False)
class InvalidValueError(PlannerError):
    """A value that an edit or an argument cannot take, such as a negative estimate."""

    code = "invalid-value"
    field: str
    value: object
    allowed: str


@dataclass(eq=False)
class UnknownReferenceError(PlannerError):
    """An edit names something that is not in the plan."""

    code = "unknown-reference"
    noun: str
    reference: str


@dataclass(eq=False)
class DuplicateError(PlannerError):
    """Something with this identity is already there."""

    code = "duplicate"
    noun: str
    reference: str


@dataclass(eq=False)
class ClosedSprintError(PlannerError):
    """A closed sprint is frozen: nothing in it changes any more."""

    code = "closed-sprint"
    sprint: str


@dataclass(eq=False)
class DependencyCycleError(PlannerError):
    """Items that wait for each other, shown as the path ``A -> B -> A``."""

    code = "dependency-cycle"
    path: tuple[str, ...]


@dataclass(eq=False)
class StaleProposalError(PlannerError):
    """The plan has moved on since the proposal was computed."""

    code = "stale-proposal"


@dataclass(eq=False)
class MissingInputError(PlannerError):
    """A figure cannot be computed until something is entered, for example a velocity."""

    code = "missing-input"
    what: str
    remedy: str


@dataclass(eq=False)
class FileProblemError(PlannerError):
    """A file that cannot be read or written: missing, locked, full disk, no permission."""

    code = "file-problem"
    path: str
    reason: str


@dataclass(eq=False)
class UnreadableFileError(PlannerError):
    """A file whose content is not what it should be, with what was looked for."""

    code = "unreadable-file"
    path: str
    reason: str
    remedy: str = ""


@dataclass(eq=False)
class CancelledError(PlannerError):
    """The user asked a running piece of work to stop; nothing was applied."""

    code = "cancelled"


@dataclass(eq=False)
class ReadOnlyPlanError(PlannerError):
    """The plan may be looked at but not changed; ``because`` names who has it open, or what the file holds."""

    code = "read-only-plan"
    path: str
    because: str


@dataclass(eq=False)
class OutsideChangeError(PlannerError):
    """The plan file was changed by somebody else since it was opened or saved: reload, keep both, or overwrite."""

    code = "outside-change"
    path: str
