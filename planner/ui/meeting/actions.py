"""What a key does in a meeting; the keys of a remote clicker are among them."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from planner.analysis.story.slides import NAMES, SlideKey


@dataclass(frozen=True, slots=True)
class MeetingAction:
    """One action: its key in the registry, its words, and the keys that trigger it."""

    key: str
    text: str
    shortcuts: tuple[str, ...]


MEETING_ACTIONS: tuple[MeetingAction, ...] = (
    MeetingAction("next", "Next slide", ("Right", "Space", "PgDown")),
    MeetingAction("previous", "Previous slide", ("Left", "PgUp", "Backspace")),
    MeetingAction("first", "First slide", ("Home",)),
    MeetingAction("last", "Last slide", ("End",)),
    MeetingAction("blank", "Blank the screen", ("B", ".")),
    MeetingAction("freeze", "Freeze before", ("F",)),
    MeetingAction("reset", "Reset", ("R",)),
    MeetingAction("keep", "Keep as scenario", ("K",)),
    MeetingAction("picture", "Keep as picture", ("P",)),
    MeetingAction("theme", "Light or dark", ("T",)),
    MeetingAction("larger", "Larger type", ("+", "=")),
    MeetingAction("smaller", "Smaller type", ("-",)),
    MeetingAction("display", "Other display", ("D",)),
    MeetingAction("leave", "Back to the plan", ("Esc", "F11")),
    *(
        MeetingAction(f"slide-{key.value}", f"Go to {NAMES[key]}", (str(number),))
        for number, key in enumerate(SlideKey, start=1)
    ),
)


def meeting_actions(owner: QWidget) -> Mapping[str, QAction]:
    """Make the actions of a meeting window; they do nothing until connected."""
    made = {}
    for spec in MEETING_ACTIONS:
        action = QAction(owner.tr(spec.text), owner)
        action.setObjectName(spec.key)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        owner.addAction(action)
        made[spec.key] = action
    return made
