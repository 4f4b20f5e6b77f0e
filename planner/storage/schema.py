"""The version of the plan file: ``major.minor``. A minor step only adds; a major one changes what is there."""

from dataclasses import dataclass

from planner.storage.codec import RecordError


@dataclass(frozen=True, slots=True, order=True)
class SchemaVersion:
    """A version that can be compared.

    Examples
    --------
    >>> SchemaVersion.parse("1.2") < SchemaVersion(2, 0)
    True
    """

    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> "SchemaVersion":
        """Return the version that ``"1.0"`` names.

        Raises
        ------
        RecordError
            When it is not two numbers with a point between.
        """
        major, point, minor = text.partition(".")
        if not (point and major.isdecimal() and minor.isdecimal()):
            raise RecordError(f"{text!r} is not a version such as 1.0")
        return cls(int(major), int(minor))

    def __str__(self) -> str:
        """Return ``"1.0"``."""
        return f"{self.major}.{self.minor}"


SCHEMA = SchemaVersion(1, 1)
"""The version that this program writes."""
