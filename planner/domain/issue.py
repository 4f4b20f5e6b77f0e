"""A problem in somebody's table or plan, as a value: collected, shown, never raised."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue matters: ``STOP`` prevents an import, ``WARN`` needs a look, ``NOTE`` is good to know."""

    STOP = "stop"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding, with the address of what it is about.

    Parameters
    ----------
    code
        Stable name of the kind of finding, such as ``"duplicate-id"``; texts are made from it higher up.
    severity
        How much it matters.
    sheet, column
        Where, in the words of the file; empty when it does not apply.
    row
        One-based row as a spreadsheet shows it; 0 when it is about a whole column or file.
    value
        The offending text, shortened for display.
    note
        What was done about it or how to mend it, in plain English.
    """

    code: str
    severity: Severity = Severity.WARN
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    note: str = ""
