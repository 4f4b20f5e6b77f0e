"""Boxes of words that keep out of each other's way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

_STEP = 2.0
_FURTHEST = 40.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards; less important ones give way, ``fixed`` ones never move."""

    left: float
    top: float
    width: float
    height: float
    priority: int = 1
    fixed: bool = False

    def meets(self, other: "Box") -> bool:
        """Say whether two boxes cover each other."""
        beside = self.left >= other.left + other.width or other.left >= self.left + self.width
        apart = self.top >= other.top + other.height - 1 or other.top >= self.top + self.height - 1
        return not (beside or apart)


def spread(boxes: Sequence[Box], *, width: float, height: float) -> list[Box | None]:
    """Return where each box ends up inside a picture, in the order given; ``None`` where there is no room.

    Important boxes are placed first and the others step up or down; only those of priority 0 or less may vanish.
    """
    out: list[Box | None] = [None] * len(boxes)
    taken: list[Box] = []
    for place in sorted(range(len(boxes)), key=lambda one: (not boxes[one].fixed, -boxes[one].priority)):
        wanted = _held(boxes[place], width=width, height=height)
        found = wanted if wanted.fixed else _free(wanted, taken, height=height)
        if found is None and wanted.priority <= 0:
            continue
        out[place] = found or wanted
        taken.append(found or wanted)
    return out


def _held(box: Box, *, width: float, height: float) -> Box:
    left = min(max(box.left, 0.0), max(0.0, width - box.width))
    return replace(box, left=left, top=min(max(box.top, 0.0), max(0.0, height - box.height)))


def _free(box: Box, taken: Sequence[Box], *, height: float) -> Box | None:
    distance = 0.0
    while distance <= _FURTHEST:
        for sign in (-1.0, 1.0) if distance else (1.0,):
            moved = replace(box, top=box.top + sign * distance)
            if moved.top >= 0 and moved.top + moved.height <= height and not any(map(moved.meets, taken)):
                return moved
        distance += _STEP
    return None
