"""What a file said about an item, as a short stamp kept in the snapshot: the third side of every later comparison.

The stamp has one hash per group of fields, so that a comparison can tell *which* side changed *what* without keeping
the file. What the file says about sprints is stamped twice: as written, and as it was put into the plan.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from planner.domain.backlog import BacklogItem

_WIDTH = 6
GROUPS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "kind": ("kind", "debt_reason"),
    "status": ("status", "status_text"),
    "estimate": ("estimate", "remaining"),
    "sprint": ("sprint_id", "sprint_history"),
    "people": ("assignees",),
    "labels": ("labels", "components", "priority"),
    "links": ("parent", "epic", "depends_on", "url"),
    "dates": ("created_on", "started_on", "done_on", "due_on"),
}
"""Groups of fields that are compared, and chosen, together."""
_COMPARED: Mapping[str, Callable[[BacklogItem], object]] = {
    "title": lambda item: item.title,
    "kind": lambda item: item.kind.value,
    "status": lambda item: item.status.value,
    "estimate": lambda item: None if item.estimate is None else float(item.estimate.likely),
    "sprint": lambda item: item.sprint_id,
    "people": lambda item: item.assignees,
    "labels": lambda item: (item.labels, item.components, item.priority),
    "links": lambda item: (item.parent, item.epic, item.depends_on, item.url),
    "dates": lambda item: tuple(
        None if day is None else day.isoformat()
        for day in (item.created_on, item.started_on, item.done_on, item.due_on)
    ),
}


def compared_value(item: BacklogItem, group: str) -> object:
    """Return what decides whether two items agree in a group of fields."""
    return _COMPARED[group](item)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The hashes of one item as imported; ``tool`` is the profile that it came through."""

    tool: str
    hashes: Mapping[str, str]
    sprint_as_written: str

    def encode(self) -> str:
        """Return the stamp as one short text."""
        return f"{''.join(self.hashes[group] for group in GROUPS)}{self.sprint_as_written}:{self.tool}"


def make_stamp(item: BacklogItem, *, tool: str, sprint_as_written: str) -> Stamp:
    """Return the stamp of an item as the file has it, converted for the plan."""
    hashes = {group: _hash(compared_value(item, group)) for group in GROUPS}
    return Stamp(tool, hashes, _hash(sprint_as_written))


def read_stamp(text: str) -> Stamp | None:
    """Return a stamp from its text, None when there is none.

    >>> read_stamp("") is None
    True
    """
    hashes, colon, tool = text.partition(":")
    if not colon or len(hashes) != _WIDTH * (len(GROUPS) + 1):
        return None
    parts = [hashes[at : at + _WIDTH] for at in range(0, len(hashes), _WIDTH)]
    return Stamp(tool, dict(zip(GROUPS, parts, strict=False)), parts[-1])


def unchanged(stamp: Stamp, item: BacklogItem, group: str) -> bool:
    """Tell whether an item still agrees with its stamp in a group of fields."""
    return stamp.hashes[group] == _hash(compared_value(item, group))


def agrees(stamp: Stamp, value: object, group: str) -> bool:
    """Tell whether a value is the one that was stamped in a group of fields."""
    return stamp.hashes[group] == _hash(value)


def _hash(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=_WIDTH // 2).hexdigest()
