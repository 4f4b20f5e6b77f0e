"""The action that starts the meeting over whatever plan the window shows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.ui.pages.page import PageContext
from planner.ui.session import Session

if TYPE_CHECKING:
    from planner.ui.meeting.window import MeetingWindow


class Presenting(QObject):
    """At most one meeting; it ends when another plan takes the place of the one it shows."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.meeting: MeetingWindow | None = None
        session.window.actions_registry.on("present", self.start)
        session.document_changed.connect(self._on_document_changed)
        session.window.closing.connect(self._end)
        self._on_document_changed()

    def start(self) -> None:
        """Open the meeting, or bring the open one to the front."""
        from planner.ui.meeting.opening import open_meeting

        session = self._session
        if session.document is None:
            return
        if self.meeting is not None:
            self.meeting.activateWindow()
            return
        window = session.window
        context = PageContext(session.document, session.runner, window.themes, window.go_to)
        self.meeting = open_meeting(window, context)
        self.meeting.closed.connect(self._on_closed)

    def _on_closed(self) -> None:
        self.meeting = None

    def _end(self) -> None:
        if self.meeting is not None:
            self.meeting.close()

    def _on_document_changed(self) -> None:
        self._end()
        self._session.window.actions_registry.enable(("present",), enabled=self._session.document is not None)
