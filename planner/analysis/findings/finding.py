"""One finding about a plan: how bad, what, why, and where it is mended."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.domain.issue import Severity


@dataclass(frozen=True, slots=True)
class Attention:
    """A finding.

    Parameters
    ----------
    severity
        ``STOP`` cannot stay, ``WARN`` needs a look, ``NOTE`` is good to know.
    code
        Stable name of the kind of finding.
    title, detail
        What it is and what can be done, as short sentences.
    page
        The page that mends it.
    refs
        What it is about, such as ``"item:PAY-231"``.
    fields
        Its figures by name.
    """

    severity: Severity
    code: str
    title: str
    detail: str
    page: str
    refs: tuple[str, ...] = ()
    fields: Mapping[str, float] = field(default_factory=dict)
