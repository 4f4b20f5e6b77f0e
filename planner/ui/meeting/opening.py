"""Where a meeting is shown: on the second screen when there is one, with notes on the first."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from planner.analysis.story.slides import SlideKey
from planner.ui.meeting.presenter import PresenterView
from planner.ui.meeting.window import MeetingWindow
from planner.ui.pages.page import PageContext

START_OF_PAGE = {
    "overview": SlideKey.CAPACITY,
    "team": SlideKey.CAPACITY,
    "backlog": SlideKey.PLAN,
    "sprints": SlideKey.PLAN,
    "debt": SlideKey.DEBT,
    "forecast": SlideKey.FORECAST,
    "track": SlideKey.RESERVE,
    "decisions": SlideKey.DECISIONS,
}
"""The slide that tells of a page, for whoever wants to start there."""


def open_meeting(window: QWidget, context: PageContext, *, start: str = SlideKey.CAPACITY.value) -> MeetingWindow:
    """Show the meeting full screen, and the speaker's notes where the window is when there are two screens.

    Parameters
    ----------
    window
        Comes back to the front, on the page it had, when the meeting ends.
    start
        Key of the first slide.
    """
    meeting = MeetingWindow(context, start=start)
    here = window.screen()
    there = other_screen(QGuiApplication.screens(), here)
    if there is not here:
        notes = PresenterView(context.theme)
        notes.addActions(meeting.actions())
        meeting.slide_shown.connect(notes.show_slide)
        meeting.closed.connect(notes.close)
        meeting.closed.connect(notes.deleteLater)
        notes.setGeometry(here.availableGeometry())
        notes.show()
    meeting.closed.connect(window.activateWindow)
    meeting.closed.connect(window.raise_)
    meeting.closed.connect(meeting.deleteLater)
    meeting.show_on(there)
    return meeting


def other_screen(screens: Sequence[QScreen], here: QScreen) -> QScreen:
    """Return the screen after this one, which is this one again when it is alone."""
    if here not in screens:
        return here
    return screens[(list(screens).index(here) + 1) % len(screens)]
